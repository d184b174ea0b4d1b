//! Everything the desk knows. Only `reduce` changes it.

use super::images::Images;
use super::open::Open;
use super::selection::{Item, Selection};
use super::steps::Steps;
use crate::domain::{
    AttributeKind, BBox, CaptionTarget, RegionId, RelationKind, Rules, TextId, Warning,
};
use crate::import::Import;
use crate::naming::Namer;
use crate::pipeline::raw::RawLook;
use crate::project::{Access, ImageId, Leftover, ModelUse, ProjectInfo};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Everything the desk knows.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// `None` before anything was opened: the desk shows its three ways in.
    pub project: Option<ProjectInfo>,
    /// The project's rules, in force on the image on screen.
    pub rules: Rules,
    /// Rules as they were, while the project is open.
    pub rules_steps: Steps<Rules>,
    /// When rules last made a step: a slider that is dragged makes one.
    pub rules_changed_ms: i64,
    pub images: Images,
    /// The image on screen.
    pub open: Option<Open>,
    /// The image that is being opened: results for another one are dropped.
    pub opening: Option<ImageId>,
    pub selection: Selection,
    pub view: View,
    pub jobs: Jobs,
    pub models: Models,
    pub notices: Vec<Notice>,
    pub dialog: Option<Dialog>,
    pub saving: Saving,
    /// What the next drag over the photograph does.
    pub tool: Tool,
    /// Names regions anew when rules change; `None` until the models' cards were read.
    pub namer: Option<Arc<Namer>>,
    /// Projects opened lately, the last first.
    pub recent: Vec<PathBuf>,
    /// Scratch projects that were never saved, the last written first.
    pub leftovers: Vec<Leftover>,
    /// What a researcher asked a specialist to show.
    pub raw: Vec<Arc<RawLook>>,
    /// Now, in milliseconds since 1970: set before every action, so that `reduce` asks no clock.
    pub now_ms: i64,
}

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

/// What runs.
#[derive(Debug, Clone, Default)]
pub struct Jobs {
    /// Images that waited when the project was last closed, or its program ended: whether they are analysed now is asked.
    pub left: Vec<ImageId>,
    /// Images that wait for analysis, the next first.
    pub queue: Vec<ImageId>,
    pub running: Option<Running>,
    /// Images analysed, and asked for, since the queue was last empty.
    pub done: usize,
    pub asked: usize,
    /// What runs was cancelled and is about to stop.
    pub cancelling: bool,
}

impl Jobs {
    /// How much of all that was asked for is done, 0..1: what runs counts in part.
    pub fn share(&self) -> f32 {
        let part = |r: &Running| r.done as f32 / r.total.max(1) as f32;
        let done = self.done as f32 + self.running.as_ref().map_or(0.0, part);
        (done / self.asked.max(1) as f32).min(1.0)
    }
}

/// The image that specialists look at just now.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    pub image: ImageId,
    /// The specialist or part at work.
    pub part: String,
    pub done: usize,
    pub total: usize,
}

/// What is known of models.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// Models that are open, with provider and licence; empty until the first analysis.
    pub open: Vec<ModelUse>,
    /// What keeps specialists from looking.
    pub missing: Vec<Warning>,
    /// Ids of default models that are not in the store yet; `None` until looked.
    pub absent: Option<Vec<String>>,
    /// Fetching: per step, done and total bytes.
    pub fetching: Option<BTreeMap<String, (u64, Option<u64>)>>,
    /// What the last fetch could not get.
    pub failures: Vec<String>,
}

/// How much is on disk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saving {
    /// Commits sent and not yet confirmed.
    pub pending: usize,
    /// What could not be saved, and the mend. Cleared by the next success.
    pub failed: Option<String>,
    /// When the last one was confirmed.
    pub last_ms: Option<i64>,
}

/// A line to the user, shown where nothing else says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
    pub at_ms: i64,
    /// The image that it is about: it goes with it.
    pub image: Option<ImageId>,
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Plain,
    Bad,
}

/// What a drag over the photograph does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Tool {
    /// Selects, moves and resizes.
    #[default]
    Point,
    /// Draws a region; it gets this label, or is asked for one.
    DrawBox { label: Option<String> },
    /// The next region that is clicked is merged into the selected one.
    Merge,
}

/// What lies over the window and takes the keys.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Any command by name.
    Palette,
    /// All keys.
    Keys,
    /// A path is typed: what for.
    Path(PathFor),
    /// Captions read from files, before they are taken.
    Import(Arc<Import>),
    /// A value is typed for an attribute.
    Correct { region: RegionId, kind: AttributeKind },
    /// Other words for a line of text.
    CorrectText { text: TextId },
    /// Another name for what the whole picture is.
    CorrectScene,
    /// A name for a box that was just drawn.
    NameBox { bbox: BBox },
    /// A verb or place for a relation between two regions; `relation` is re-worded where given.
    Relate { subject: RegionId, object: RegionId, relation: Option<crate::domain::RelationId> },
    /// A caption is pasted for a column.
    Paste { target: CaptionTarget },
    /// Settings: author, theme, scale, keys.
    Settings,
    /// About, licences of the models.
    About,
}

/// What a typed path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFor {
    OpenPhotographs,
    OpenFolder,
    OpenProject,
    SaveProject,
    ImportCaptions,
    ExportRecords,
}

impl State {
    /// The scene on screen.
    pub fn scene(&self) -> Option<&crate::domain::Scene> {
        self.open.as_ref()?.scene()
    }

    /// Whose hand edits are signed with: as the settings say.
    pub fn author(&self) -> &str {
        match self.view.author.trim() {
            "" => "annotator",
            name => name,
        }
    }

    /// Whether edits are taken.
    pub fn can_edit(&self) -> bool {
        self.scene().is_some() && !self.is_read_only()
    }

    /// Whether captions to compare are taken: also for an image that was not analysed yet.
    pub fn can_compare(&self) -> bool {
        self.open.is_some() && !self.is_read_only()
    }

    /// The words of a caption that are selected.
    pub fn selected_words(&self) -> Option<String> {
        let Some(Item::Span { column, range }) = &self.selection.kept else { return None };
        self.open.as_ref()?.text(column)?.get(range.clone()).map(str::to_owned)
    }

    /// Whether the project was opened to be read alone.
    pub fn is_read_only(&self) -> bool {
        self.project.as_ref().is_some_and(|p| p.access == Access::ReadOnly)
    }

    /// The target whose captions are shown: the selected region's, else the image's.
    pub fn caption_target(&self) -> CaptionTarget {
        let kept = self.selection.kept.as_ref();
        let region = self.scene().and_then(|s| {
            kept.and_then(|item| match item {
                super::Item::Region(_) | super::Item::Attribute(..) => item.region(s),
                super::Item::Span { column, .. } => match column.target {
                    CaptionTarget::Region(id) => Some(id),
                    CaptionTarget::Image => None,
                },
                _ => None,
            })
        });
        region.map_or(CaptionTarget::Image, CaptionTarget::Region)
    }

    /// Tells the user something.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        let notice = Notice { tone, text: text.into(), at_ms: self.now_ms, image: None };
        self.notices.push(notice);
    }

    /// Says something grave of one image, as long as no other is on screen.
    pub fn tell_of(&mut self, image: ImageId, text: impl Into<String>) {
        let (text, at_ms) = (text.into(), self.now_ms);
        self.notices.push(Notice { tone: Tone::Bad, text, at_ms, image: Some(image) });
    }
}
