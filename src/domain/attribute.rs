//! Attributes of a region or of the image: candidates with evidence, and a person's ruling over them.

use super::evidence::{Evidence, Source, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of attribute. The first is the region's category; the rest are the paper's Table 1 and colour.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// The category: a COCO-like class or a broader node ("cat", "vehicle").
    Label,
    /// A finer name below the category that has no kind of its own ("taxicab", "football helmet").
    FineName,
    Animal,
    Plant,
    Aircraft,
    Logo,
    Landmark,
    Food,
    Celebrity,
    Size,
    Depth,
    Emotion,
    Text,
    Colour,
    /// 2D absolute location.
    Location,
    /// Image only: what the whole picture is.
    Scene,
}

impl AttributeKind {
    pub const ALL: [AttributeKind; 16] = [
        AttributeKind::Label,
        AttributeKind::FineName,
        AttributeKind::Animal,
        AttributeKind::Plant,
        AttributeKind::Aircraft,
        AttributeKind::Logo,
        AttributeKind::Landmark,
        AttributeKind::Food,
        AttributeKind::Celebrity,
        AttributeKind::Size,
        AttributeKind::Depth,
        AttributeKind::Emotion,
        AttributeKind::Text,
        AttributeKind::Colour,
        AttributeKind::Location,
        AttributeKind::Scene,
    ];

    /// The fine-grained kinds: names that may stand in place of the category.
    pub fn is_fine(self) -> bool {
        use AttributeKind::*;
        matches!(self, FineName | Animal | Plant | Aircraft | Food | Landmark | Logo | Celebrity)
    }

    /// The name shown in reports.
    pub fn title(self) -> &'static str {
        use AttributeKind::*;
        match self {
            Label => "label",
            FineName => "fine name",
            Animal => "animal",
            Plant => "plant",
            Aircraft => "aircraft",
            Logo => "logo",
            Landmark => "landmark",
            Food => "food",
            Celebrity => "celebrity",
            Size => "size",
            Depth => "depth",
            Emotion => "emotion",
            Text => "text",
            Colour => "colour",
            Location => "location",
            Scene => "scene",
        }
    }
}

/// What a person decided about an attribute or a relation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    #[default]
    Unreviewed,
    Accepted,
    Corrected {
        value: Value,
        author: String,
    },
    Rejected,
}

/// One attribute: every candidate with its evidence, best first, and the ruling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    pub kind: AttributeKind,
    /// Candidates, the effective one first.
    pub candidates: Vec<Evidence>,
    #[serde(default)]
    pub ruling: Ruling,
    /// Why it is not in force whatever was read or ruled: the region's label leaves no room for it ("an emotion is only
    /// on a person"). Derived from the label, so that a label set back brings it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unfit: Option<String>,
}

impl Attribute {
    /// An attribute that nobody has ruled on.
    pub fn unreviewed(kind: AttributeKind, candidates: Vec<Evidence>) -> Self {
        Self { kind, candidates, ruling: Ruling::Unreviewed, unfit: None }
    }

    /// An unreviewed attribute with one candidate.
    pub fn single(kind: AttributeKind, source: Source, value: Value, score: f32) -> Self {
        Self::unreviewed(kind, vec![Evidence { source, value, score, place: None }])
    }

    /// The value in force and its confidence (1 where a person said so); `None` where rejected, unfit or empty.
    pub fn effective(&self) -> Option<(&Value, f32)> {
        if self.unfit.is_some() { None } else { self.decided() }
    }

    /// As [`Attribute::effective`], whether the label leaves room for it or not.
    pub fn decided(&self) -> Option<(&Value, f32)> {
        match &self.ruling {
            Ruling::Rejected => None,
            Ruling::Corrected { value, .. } => Some((value, 1.0)),
            Ruling::Accepted => self.candidates.first().map(|e| (&e.value, 1.0)),
            Ruling::Unreviewed => self.candidates.first().map(|e| (&e.value, e.score)),
        }
    }

    /// The value, where its confidence is at least `assert`.
    pub fn asserted(&self, assert: f32) -> Option<&Value> {
        self.effective().filter(|(_, score)| *score >= assert).map(|(v, _)| v)
    }
}
