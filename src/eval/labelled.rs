//! Scenes with captions whose claims are labelled by hand: the files of `tests/ground/`, as its README describes them.

use super::{EvalError, notation};
use crate::disk;
use crate::domain::{Rules, Scene};
use crate::fusion::ground::finding::{ClaimKind, Verdict};
use crate::fusion::read::{self, Token};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;

/// What a scene's captions are used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundHalf {
    /// The reader is built on these.
    Development,
    /// Only scored.
    HeldBack,
}

impl GroundHalf {
    pub const ALL: [GroundHalf; 2] = [GroundHalf::Development, GroundHalf::HeldBack];

    /// As reports print it.
    pub fn title(self) -> &'static str {
        match self {
            GroundHalf::Development => "development",
            GroundHalf::HeldBack => "held back",
        }
    }
}

/// One file: a scene with its captions.
#[derive(Debug)]
pub struct LabelledScene {
    pub name: String,
    pub half: GroundHalf,
    pub scene: Scene,
    pub captions: Vec<LabelledCaption>,
}

/// A caption with every claim's verdict.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledCaption {
    /// plain, flowery or adversarial.
    pub style: String,
    pub text: String,
    pub(super) claims: Vec<Label>,
    /// Facts that it leaves out, where a list was made.
    pub(super) missing: Option<Vec<String>>,
}

/// Words, kind, verdict, and the regions meant.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Label {
    Plain(String, ClaimKind, Verdicts),
    OfRegions(String, ClaimKind, Verdicts, Vec<u32>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Verdicts {
    One(Verdict),
    Either(Vec<Verdict>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    half: GroundHalf,
    scene: Vec<String>,
    captions: Vec<LabelledCaption>,
}

/// Reads every `*.json` of a folder, by name.
///
/// # Errors
/// Where a file cannot be read or is not of the form that the README describes.
pub fn read_set(folder: &Path) -> Result<Vec<LabelledScene>, EvalError> {
    let unreadable = |source| EvalError::Unreadable { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| read_scene(path)).collect()
}

/// The scenes of a set, each once: several sets of captions may be over the same.
pub fn each_scene(set: &[LabelledScene]) -> Vec<&LabelledScene> {
    let mut out: Vec<&LabelledScene> = Vec::new();
    for scene in set {
        if !out.iter().any(|known| known.scene == scene.scene) {
            out.push(scene);
        }
    }
    out
}

fn read_scene(path: &Path) -> Result<LabelledScene, EvalError> {
    let text = disk::read_text(path)
        .map_err(|e| EvalError::Unfit { path: path.to_owned(), fault: e.to_string() })?;
    let file: File = serde_json::from_str(&text)
        .map_err(|source| EvalError::Malformed { path: path.to_owned(), source })?;
    let scene = notation::scene(&file.scene.join("\n"), &Rules::default())
        .map_err(|e| EvalError::Unfit { path: path.to_owned(), fault: e.to_string() })?;
    for caption in &file.captions {
        for claim in &caption.claims {
            if claim.span(&caption.text).is_none() {
                let fault = format!("\"{}\" does not stand in: {}", claim.words(), caption.text);
                return Err(EvalError::Unfit { path: path.to_owned(), fault });
            }
        }
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(LabelledScene { name, half: file.half, scene, captions: file.captions })
}

impl Label {
    pub(super) fn words(&self) -> &str {
        match self {
            Label::Plain(words, ..) | Label::OfRegions(words, ..) => words,
        }
    }

    pub(super) fn kind(&self) -> ClaimKind {
        match self {
            Label::Plain(_, kind, _) | Label::OfRegions(_, kind, ..) => *kind,
        }
    }

    pub(super) fn verdicts(&self) -> &[Verdict] {
        let verdicts = match self {
            Label::Plain(_, _, v) | Label::OfRegions(_, _, v, _) => v,
        };
        match verdicts {
            Verdicts::One(v) => std::slice::from_ref(v),
            Verdicts::Either(vs) => vs,
        }
    }

    pub(super) fn regions(&self) -> Option<&[u32]> {
        match self {
            Label::OfRegions(.., regions) => Some(regions),
            Label::Plain(..) => None,
        }
    }

    /// Where its words stand: `words` or `words#2`.
    pub(super) fn span(&self, text: &str) -> Option<Range<usize>> {
        let (words, nth) = match self.words().rsplit_once('#') {
            Some((words, n)) if n.parse::<usize>().is_ok() => (words, n.parse().unwrap_or(1)),
            _ => (self.words(), 1),
        };
        let (start, found) = text.match_indices(words).nth(nth.max(1) - 1)?;
        Some(start..start + found.len())
    }
}

/// What is said of a thing that is not there, as the labels tell it: it would be found twice, so it is not scored.
pub(super) struct Echoes {
    tokens: Vec<Token>,
    /// Where the caption names things, and whether the thing is unsupported. A repeated mention, which is no new claim, is
    /// what its label says of the first.
    things: Vec<(Range<usize>, bool)>,
}

impl Echoes {
    pub(super) fn of(text: &str, labels: &[(Range<usize>, &Label)]) -> Self {
        let tokens = read::tokens(text);
        let named = labels
            .iter()
            .filter(|(_, label)| matches!(label.kind(), ClaimKind::Object | ClaimKind::Fine));
        let named =
            named.map(|(at, label)| (at.clone(), label.verdicts() == [Verdict::Unsupported]));
        let mut things: Vec<(Range<usize>, bool)> = named.collect();
        let free = |at: &Range<usize>| {
            labels.iter().all(|(label, _)| label.end <= at.start || at.end <= label.start)
        };
        let again: Vec<_> = tokens
            .iter()
            .filter(|token| free(&token.span))
            .filter_map(|token| {
                let word = last_word(&text[token.span.clone()]);
                let earlier = things.iter().filter(|(at, _)| at.end <= token.span.start);
                let mut alike = earlier.filter(|(at, _)| last_word(&text[at.clone()]) == word);
                alike.next_back().map(|(_, absent)| (token.span.clone(), *absent))
            })
            .collect();
        things.extend(again);
        Self { tokens, things }
    }

    /// A relation or verb at `span`, one of whose sides is an unsupported object: the object named next before it or next
    /// after it in its sentence; the two next after it where it comes first ("behind the bus is a tree").
    pub(super) fn has(&self, span: &Range<usize>, kind: ClaimKind) -> bool {
        let sentence = self.sentence(span.start);
        let relates =
            matches!(kind, ClaimKind::Relation2d | ClaimKind::Relation3d | ClaimKind::P2o);
        let objects = self.things.iter().filter(|(at, _)| self.sentence(at.start) == sentence);
        let mut objects: Vec<_> = objects.collect();
        objects.sort_by_key(|(at, _)| at.start);
        let before = objects.iter().rev().find(|(at, _)| at.end <= span.start);
        let after = objects.iter().filter(|(at, _)| at.start >= span.end);
        let sides = before.into_iter().chain(after).take(2);
        relates && sides.into_iter().any(|(_, absent)| *absent)
    }

    fn sentence(&self, at: usize) -> usize {
        self.tokens.iter().find(|t| t.span.end > at).map_or(0, |t| t.sentence)
    }
}

/// The last word in lower case, without a plural's s.
pub(super) fn last_word(words: &str) -> String {
    let last =
        words.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
    let lower = last.to_lowercase();
    lower.strip_suffix('s').unwrap_or(&lower).to_owned()
}
