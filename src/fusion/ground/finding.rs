//! Findings: what reading a caption against the evidence says of each of its claims.

use crate::domain::FactRef;
use serde::Serialize;
use std::ops::Range;

/// How the evidence answers a claim, or what the text leaves out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Asserted evidence says so.
    Supported,
    /// Only evidence below `assert` says so.
    Weak,
    /// Beyond the vocabulary: neither confirmed nor denied.
    Unchecked,
    /// Asserted evidence that the text does not say.
    Missing,
    /// No evidence says so.
    Unsupported,
    /// Evidence says otherwise.
    Contradicted,
}

impl Verdict {
    /// All, mildest first.
    pub const ALL: [Verdict; 6] = [
        Verdict::Supported,
        Verdict::Weak,
        Verdict::Unchecked,
        Verdict::Missing,
        Verdict::Unsupported,
        Verdict::Contradicted,
    ];

    /// As reports print it.
    pub fn title(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Weak => "weak",
            Verdict::Unchecked => "unchecked",
            Verdict::Missing => "missing",
            Verdict::Unsupported => "unsupported",
            Verdict::Contradicted => "contradicted",
        }
    }
}

/// What a claim is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    Object,
    Count,
    Colour,
    Size,
    Emotion,
    Fine,
    Text,
    Place,
    Depth,
    #[serde(rename = "relation_2d")]
    Relation2d,
    #[serde(rename = "relation_3d")]
    Relation3d,
    P2o,
    Scene,
    Other,
}

impl ClaimKind {
    /// All, in the order of reports.
    pub const ALL: [ClaimKind; 14] = [
        ClaimKind::Object,
        ClaimKind::Count,
        ClaimKind::Fine,
        ClaimKind::Colour,
        ClaimKind::Size,
        ClaimKind::Emotion,
        ClaimKind::Text,
        ClaimKind::Place,
        ClaimKind::Depth,
        ClaimKind::Relation2d,
        ClaimKind::Relation3d,
        ClaimKind::P2o,
        ClaimKind::Scene,
        ClaimKind::Other,
    ];

    /// As reports print it.
    pub fn title(self) -> &'static str {
        match self {
            ClaimKind::Object => "object",
            ClaimKind::Count => "count",
            ClaimKind::Colour => "colour",
            ClaimKind::Size => "size",
            ClaimKind::Emotion => "emotion",
            ClaimKind::Fine => "fine name",
            ClaimKind::Text => "text",
            ClaimKind::Place => "place",
            ClaimKind::Depth => "depth",
            ClaimKind::Relation2d => "2D relation",
            ClaimKind::Relation3d => "3D relation",
            ClaimKind::P2o => "person-object",
            ClaimKind::Scene => "scene",
            ClaimKind::Other => "other",
        }
    }
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    pub verdict: Verdict,
    pub kind: ClaimKind,
    /// Bytes of the caption, on character boundaries; `None` for what is missing.
    pub span: Option<Range<usize>>,
    /// The caption itself is not sure ("possibly"): an unsupported claim is then milder.
    pub hedged: bool,
    /// Of the evidence, 0..1; 0 where there is none.
    pub score: f32,
    /// The evidence that it rests on, or that speaks against it.
    pub rests_on: Vec<FactRef>,
    /// One plain sentence.
    pub why: String,
    /// Edits of the text, any of which would mend it; the best first.
    pub mends: Vec<Mend>,
}

impl Finding {
    /// "Not two people": right where they are not two.
    pub(super) fn denied(mut self, denied: bool) -> Self {
        self.verdict = match self.verdict {
            Verdict::Contradicted if denied => Verdict::Supported,
            Verdict::Supported if denied => Verdict::Contradicted,
            other => other,
        };
        self
    }

    /// What nobody sees but somebody thinks of the picture is beyond the evidence; where evidence speaks to it all the
    /// same, that stays.
    pub(super) fn mused(mut self, mused: bool) -> Self {
        if mused && self.verdict == Verdict::Unsupported {
            self.verdict = Verdict::Unchecked;
            self.why = "the caption muses on the picture".into();
            self.mends.clear();
        }
        self
    }
}

/// An edit of the caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mend {
    /// Puts other words in place of a span; nothing for taking it out.
    Replace { span: Range<usize>, with: String },
    /// Adds a sentence at the end.
    Add { sentence: String },
}

impl Mend {
    /// The text with the edit made. Spans that do not fit the text change nothing.
    pub fn apply(&self, text: &str) -> String {
        match self {
            Mend::Replace { span, with } => match (text.get(..span.start), text.get(span.end..)) {
                (Some(before), Some(after)) => format!("{before}{with}{after}"),
                _ => text.to_owned(),
            },
            Mend::Add { sentence } => {
                let text = text.trim_end();
                if text.is_empty() { sentence.clone() } else { format!("{text} {sentence}") }
            }
        }
    }
}
