//! What is shown and how: rooms, overlays, colours, keys. Kept between runs.

use crate::domain::RelationKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is shown and how; kept between runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    pub room: Room,
    pub overlays: BTreeSet<Overlay>,
    /// Opacity of the depth map, 0..1.
    pub depth_opacity: f32,
    pub depth_colours: DepthColours,
    /// Relation kinds that arrows and graph show.
    pub relation_kinds: BTreeSet<RelationKind>,
    /// Graph: regions below this share of the most salient one's salience are left out, 0..1.
    pub graph_salience: f32,
    pub graph_layout: GraphLayout,
    pub show_images: bool,
    pub show_inspector: bool,
    pub show_captions: bool,
    pub theme: Theme,
    /// Size of everything; 1 is the system's.
    pub scale: f32,
    /// Whose hand edits are signed with.
    pub author: String,
    /// Stale captions are fused anew by the embedded fuser without asking.
    pub auto_refuse: bool,
    /// Time spent is measured.
    pub measure_time: bool,
    /// Drawn boxes snap to edges of other boxes.
    pub snap: bool,
    /// Show regions that a person rejected.
    pub show_rejected: bool,
    /// Show regions without an asserted name.
    pub show_unnamed: bool,
    /// Of those, regions whose likeliest name is less likely than this are left out, 0..1.
    pub least_doubt: f32,
    /// Two columns whose words are compared.
    pub diff: bool,
    /// Keys that the user changed: command id to shortcut ("" for none).
    pub keys: BTreeMap<String, String>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            room: Room::Canvas,
            overlays: [Overlay::Boxes, Overlay::Texts].into(),
            depth_opacity: 0.7,
            depth_colours: DepthColours::Turbo,
            relation_kinds: [RelationKind::P2o, RelationKind::Planar, RelationKind::Depth].into(),
            graph_salience: 0.0,
            graph_layout: GraphLayout::Places,
            show_images: true,
            show_inspector: true,
            show_captions: true,
            theme: Theme::System,
            scale: 1.0,
            author: String::new(),
            auto_refuse: false,
            measure_time: true,
            snap: false,
            show_rejected: false,
            show_unnamed: true,
            least_doubt: 0.15,
            diff: false,
            keys: BTreeMap::new(),
        }
    }
}

/// What the middle of the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    Canvas,
    Graph,
    Specialists,
    Rules,
}

impl Room {
    /// All, in the order of the tabs.
    pub const ALL: [Room; 4] = [Room::Canvas, Room::Graph, Room::Specialists, Room::Rules];

    /// As the tab says it.
    pub fn title(self) -> &'static str {
        match self {
            Room::Canvas => "Canvas",
            Room::Graph => "Graph",
            Room::Specialists => "Specialists",
            Room::Rules => "Rules",
        }
    }
}

/// What can lie over the photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlay {
    Boxes,
    Texts,
    Faces,
    Poses,
    Depth,
    Relations,
}

impl Overlay {
    /// All, in the order of their keys 1 to 6.
    pub const ALL: [Overlay; 6] = [
        Overlay::Boxes,
        Overlay::Texts,
        Overlay::Faces,
        Overlay::Poses,
        Overlay::Depth,
        Overlay::Relations,
    ];

    /// As the legend says it.
    pub fn title(self) -> &'static str {
        match self {
            Overlay::Boxes => "boxes",
            Overlay::Texts => "text",
            Overlay::Faces => "faces",
            Overlay::Poses => "poses",
            Overlay::Depth => "depth",
            Overlay::Relations => "relations",
        }
    }
}

/// Colour map of the depth overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepthColours {
    Turbo,
    Grey,
    Viridis,
}

/// Where the graph's nodes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphLayout {
    /// Where the regions are in the image.
    Places,
    /// Pulled together by relations and pushed apart by room.
    Forces,
}

/// Colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    System,
    Light,
    Dark,
    Contrast,
}
