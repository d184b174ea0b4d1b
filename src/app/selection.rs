//! What can be pointed at, the same for canvas, graph, inspector and captions: one selection for the whole window.

use crate::domain::{
    AttributeKind, CaptionOrigin, CaptionTarget, FactRef, RegionId, RelationId, Ruling, Scene,
    TextId,
};
use std::ops::Range;

/// One caption of the image on screen: what it describes and who wrote it.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Column {
    pub target: CaptionTarget,
    pub origin: CaptionOrigin,
}

/// Whatever can be selected or hovered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Region(RegionId),
    Attribute(RegionId, AttributeKind),
    Relation(RelationId),
    Text(TextId),
    /// Index into `Scene::faces`.
    Face(usize),
    /// What the whole picture is.
    SceneName,
    /// Bytes of a caption's text.
    Span {
        column: Column,
        range: Range<usize>,
    },
}

impl Item {
    /// The facts that the item stands for: what lights up elsewhere. Spans rest on the mentions that they touch.
    pub fn facts(
        &self,
        mentions_of: impl Fn(&Column, &Range<usize>) -> Vec<FactRef>,
    ) -> Vec<FactRef> {
        match self {
            Item::Region(id) => vec![FactRef::Region(*id)],
            Item::Attribute(id, kind) => vec![FactRef::Attribute(*id, *kind)],
            Item::Relation(id) => vec![FactRef::Relation(*id)],
            Item::Text(id) => vec![FactRef::Text(*id)],
            Item::Face(_) => Vec::new(),
            Item::SceneName => vec![FactRef::Scene],
            Item::Span { column, range } => mentions_of(column, range),
        }
    }

    /// The region that the item is of, where it is of one.
    pub fn region(&self, scene: &Scene) -> Option<RegionId> {
        match self {
            Item::Region(id) | Item::Attribute(id, _) => Some(*id),
            Item::Relation(id) => scene.relations.iter().find(|r| r.id == *id).map(|r| r.subject),
            Item::Text(id) => scene.texts.iter().find(|t| t.id == *id).and_then(|t| t.region),
            Item::Face(at) => scene.faces.get(*at).and_then(|f| f.region),
            Item::Span { column, .. } => match column.target {
                CaptionTarget::Region(id) => Some(id),
                CaptionTarget::Image => None,
            },
            Item::SceneName => None,
        }
    }

    /// What a person said of it; of a region, of its label.
    pub fn ruling<'a>(&self, scene: &'a Scene) -> Option<&'a Ruling> {
        let of = |id: &RegionId, kind| {
            scene.regions.get(id).and_then(|r| r.attributes.get(&kind)).map(|a| &a.ruling)
        };
        match self {
            Item::Region(id) => of(id, AttributeKind::Label),
            Item::Attribute(id, kind) => of(id, *kind),
            Item::Relation(id) => scene.relations.iter().find(|r| r.id == *id).map(|r| &r.ruling),
            Item::Text(id) => scene.texts.iter().find(|t| t.id == *id).map(|t| &t.ruling),
            Item::Face(_) => of(&self.region(scene)?, AttributeKind::Emotion),
            Item::SceneName => scene.scene_name.as_ref().map(|a| &a.ruling),
            Item::Span { .. } => None,
        }
    }

    /// Whether the scene still holds it.
    pub fn is_in(&self, scene: &Scene) -> bool {
        match self {
            Item::Region(id) | Item::Attribute(id, _) => scene.regions.contains_key(id),
            Item::Relation(id) => scene.relations.iter().any(|r| r.id == *id),
            Item::Text(id) => scene.texts.iter().any(|t| t.id == *id),
            Item::Face(at) => *at < scene.faces.len(),
            Item::SceneName => scene.scene_name.is_some(),
            Item::Span { column, range } => scene
                .captions
                .iter()
                .find(|c| c.target == column.target && c.origin == column.origin)
                .is_some_and(|c| c.text.get(range.clone()).is_some()),
        }
    }
}

/// The selection: a click keeps, hovering previews.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub kept: Option<Item>,
    /// As of the last frame; cleared where nothing is hovered.
    pub hovered: Option<Item>,
}

impl Selection {
    /// What lights up: the hovered item, else the kept one.
    pub fn shown(&self) -> Option<&Item> {
        self.hovered.as_ref().or(self.kept.as_ref())
    }

    /// Lets go of what the scene no longer holds.
    pub fn keep_valid(&mut self, scene: Option<&Scene>) {
        let gone =
            |item: &Option<Item>| item.as_ref().is_some_and(|i| !scene.is_some_and(|s| i.is_in(s)));
        if gone(&self.kept) {
            self.kept = None;
        }
        if gone(&self.hovered) {
            self.hovered = None;
        }
    }
}
