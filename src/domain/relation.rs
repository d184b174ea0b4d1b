//! Relations between two regions.

use super::attribute::Ruling;
use super::evidence::Evidence;
use super::scene::RegionId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Identifies a relation within its scene.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct RelationId(pub u32);

/// The three kinds of relation in the paper's Table 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Person to object, a verb.
    P2o,
    /// 2D relative location.
    Planar,
    /// 3D relative location, relative to the camera.
    Depth,
}

/// What the subject is or does with respect to the object.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Predicate {
    LeftOf,
    RightOf,
    Above,
    Below,
    NextTo,
    CloseBy,
    Near,
    Inside,
    Overlapping,
    InFrontOf,
    Behind,
    /// A verb in the -ing form, with its preposition: "riding", "sitting on", "holding".
    Verb(String),
}

impl Predicate {
    pub fn kind(&self) -> RelationKind {
        match self {
            Predicate::Verb(_) => RelationKind::P2o,
            Predicate::InFrontOf | Predicate::Behind => RelationKind::Depth,
            _ => RelationKind::Planar,
        }
    }

    /// The predicate as words: "left of", "in front of", "riding".
    pub fn words(&self) -> &str {
        match self {
            Predicate::LeftOf => "left of",
            Predicate::RightOf => "right of",
            Predicate::Above => "above",
            Predicate::Below => "below",
            Predicate::NextTo => "next to",
            Predicate::CloseBy => "close by",
            Predicate::Near => "near",
            Predicate::Inside => "inside",
            Predicate::Overlapping => "overlapping",
            Predicate::InFrontOf => "in front of",
            Predicate::Behind => "behind",
            Predicate::Verb(v) => v,
        }
    }

    /// The predicate that `words` says; whatever is no spatial predicate is a verb.
    pub fn from_words(words: &str) -> Self {
        use Predicate::*;
        [
            LeftOf,
            RightOf,
            Above,
            Below,
            NextTo,
            CloseBy,
            Near,
            Inside,
            Overlapping,
            InFrontOf,
            Behind,
        ]
        .into_iter()
        .find(|p| p.words() == words)
        .unwrap_or_else(|| Verb(words.to_owned()))
    }

    /// What the object is to the subject: left of is the mirror of right of, nearness its own.
    /// `None` where no predicate says it (inside, verbs).
    pub fn mirrored(&self) -> Option<Self> {
        use Predicate::*;
        match self {
            LeftOf => Some(RightOf),
            RightOf => Some(LeftOf),
            Above => Some(Below),
            Below => Some(Above),
            InFrontOf => Some(Behind),
            Behind => Some(InFrontOf),
            NextTo | CloseBy | Near | Overlapping => Some(self.clone()),
            Inside | Verb(_) => None,
        }
    }
}

/// One relation with the rule or model that says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    pub id: RelationId,
    pub subject: RegionId,
    pub predicate: Predicate,
    pub object: RegionId,
    /// `value` is the predicate in words, `score` the confidence.
    pub evidence: Evidence,
    #[serde(default)]
    pub ruling: Ruling,
    /// Why it is not in force whatever was found or ruled: its subject cannot do this ("the dog is no person").
    /// Derived from the labels, so that a label set back brings it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unfit: Option<String>,
}

impl Relation {
    /// Confidence in 0..1 after the ruling; 0 where rejected or unfit.
    pub fn confidence(&self) -> f32 {
        match self.ruling {
            _ if self.unfit.is_some() => 0.0,
            Ruling::Unreviewed => self.evidence.score,
            Ruling::Accepted | Ruling::Corrected { .. } => 1.0,
            Ruling::Rejected => 0.0,
        }
    }

    /// The predicate in force: a person's correction, else the predicate as found; `None` where rejected or unfit.
    pub fn effective(&self) -> Option<Predicate> {
        if self.unfit.is_some() { None } else { self.decided() }
    }

    /// As [`Relation::effective`], whether the labels leave room for it or not.
    pub fn decided(&self) -> Option<Predicate> {
        match &self.ruling {
            Ruling::Rejected => None,
            Ruling::Corrected { value, .. } => Some(Predicate::from_words(&value.words())),
            Ruling::Unreviewed | Ruling::Accepted => Some(self.predicate.clone()),
        }
    }
}
