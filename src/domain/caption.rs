//! Captions, and the mentions that tie their words to evidence.

use super::attribute::AttributeKind;
use super::fingerprint::Fingerprint;
use super::relation::RelationId;
use super::scene::{RegionId, TextId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a caption describes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaptionTarget {
    Region(RegionId),
    Image,
}

/// Who wrote a caption, and what for.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaptionOrigin {
    /// Written by a fuser ("embedded", or a language model's name).
    Fused(String),
    /// Written by a person.
    Person(String),
    /// A generalist's caption, used as fusion input.
    Reference(String),
    /// A generalist's or a person's caption, for comparison only.
    Baseline(String),
}

/// A fact of the scene that words may rest on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactRef {
    Region(RegionId),
    Attribute(RegionId, AttributeKind),
    Relation(RelationId),
    Text(TextId),
    /// The number of regions of one label; the regions are named one by one beside it.
    Count(String),
    /// The image's scene name.
    Scene,
}

/// A span of a caption and the facts it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// Byte offsets into the caption's text, on character boundaries, `start < end`.
    pub start: usize,
    pub end: usize,
    pub rests_on: Vec<FactRef>,
}

/// A caption with the fingerprint of what it was written from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Caption {
    pub target: CaptionTarget,
    pub text: String,
    pub origin: CaptionOrigin,
    /// Fingerprint of the inputs; the caption is stale where the scene's present one differs.
    pub inputs: Fingerprint,
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Asserted facts that the length budget left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<FactRef>,
    /// Byte ranges of the text, on character boundaries and in order, that a person locked: re-fusing keeps them word
    /// for word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<Range<usize>>,
    /// Words of findings that a reviewer does not want to be shown here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
    /// What `inputs` is made of, by name ("region 3 label"), each with a short digest: tells what made it stale.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub basis: BTreeMap<String, String>,
}

impl Caption {
    /// What it describes and who wrote it: a scene holds one caption of each.
    pub fn slot(&self) -> (CaptionTarget, CaptionOrigin) {
        (self.target, self.origin.clone())
    }

    /// A caption of which only target, text and origin are known: imported, pasted or typed.
    pub fn plain(target: CaptionTarget, text: impl Into<String>, origin: CaptionOrigin) -> Self {
        Self {
            target,
            text: text.into(),
            origin,
            inputs: Fingerprint::default(),
            mentions: Vec::new(),
            left_out: Vec::new(),
            locked: Vec::new(),
            ignored: Vec::new(),
            basis: BTreeMap::new(),
        }
    }
}
