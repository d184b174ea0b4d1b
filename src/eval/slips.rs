//! One wrong word put into a caption that was right, and whether checking catches it.
//!
//! The captions are the embedded fuser's: its mentions say which words rest on which facts, so that a word can be made
//! false for certain. A place, say, is changed only to one where no region of that name lies, a relation only turned
//! round where it holds that way for no pair of such names. A slip counts as caught where the changed sentence has a
//! contradicted or unsupported finding that the right sentence has not.

use super::own_words::{own_captions, sentence_at};
use super::slip_words;
use crate::domain::{Caption, CaptionTarget, Mention, Rules, Scene};
use crate::fusion::check;
use crate::fusion::ground::finding::{Finding, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What sort of word is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    Colour,
    Number,
    Place,
    LeftRight,
    AboveBelow,
    FrontBehind,
    Category,
    Text,
    Emotion,
    Verb,
}

impl SlipKind {
    /// All, in the order of reports.
    pub const ALL: [SlipKind; 10] = [
        SlipKind::Colour,
        SlipKind::Number,
        SlipKind::Place,
        SlipKind::LeftRight,
        SlipKind::AboveBelow,
        SlipKind::FrontBehind,
        SlipKind::Category,
        SlipKind::Text,
        SlipKind::Emotion,
        SlipKind::Verb,
    ];

    /// As reports print it.
    pub fn title(self) -> &'static str {
        match self {
            SlipKind::Colour => "colour",
            SlipKind::Number => "number",
            SlipKind::Place => "place",
            SlipKind::LeftRight => "left / right",
            SlipKind::AboveBelow => "above / below",
            SlipKind::FrontBehind => "front / behind",
            SlipKind::Category => "category",
            SlipKind::Text => "text",
            SlipKind::Emotion => "emotion",
            SlipKind::Verb => "verb",
        }
    }
}

/// A caption with one wrong word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub kind: SlipKind,
    /// The changed caption.
    pub text: String,
    /// Where the wrong words stand in it.
    pub span: Range<usize>,
    /// What stood there.
    pub was: String,
}

/// Caught slips of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caught {
    pub caught: usize,
    pub of: usize,
}

impl Caught {
    /// 1 where there were none.
    pub fn share(self) -> f64 {
        if self.of == 0 { 1.0 } else { self.caught as f64 / self.of as f64 }
    }

    /// Adds another.
    pub fn add(&mut self, other: Caught) {
        self.caught += other.caught;
        self.of += other.of;
    }
}

/// How slips ended.
#[derive(Debug, Clone, Default)]
pub struct SlipScores {
    pub by: BTreeMap<SlipKind, Caught>,
    /// Those that were not caught: kind, the words before and after, the changed sentence.
    pub escaped: Vec<String>,
}

impl SlipScores {
    /// Over all kinds.
    pub fn all(&self) -> Caught {
        let mut sum = Caught::default();
        self.by.values().for_each(|c| sum.add(*c));
        sum
    }

    /// Adds another scene's.
    pub fn add(&mut self, other: SlipScores) {
        for (kind, caught) in other.by {
            self.by.entry(kind).or_default().add(caught);
        }
        self.escaped.extend(other.escaped);
    }
}

/// Puts one slip of each kind that is possible into each of the fuser's captions of a scene, and checks them. The same
/// seed makes the same slips.
pub fn measure(scene: &Scene, rules: &Rules, seed: u64) -> SlipScores {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut scores = SlipScores::default();
    for caption in own_captions(scene, rules) {
        for slip in slips(&caption, scene, &mut rng) {
            let caught = is_caught(&slip, &caption, scene, rules);
            scores
                .by
                .entry(slip.kind)
                .or_default()
                .add(Caught { caught: usize::from(caught), of: 1 });
            if !caught {
                let sentence = sentence_at(&slip.text, slip.span.start);
                scores.escaped.push(format!(
                    "{}: \"{}\" made \"{}\" in: {}",
                    slip.kind.title(),
                    slip.was,
                    &slip.text[slip.span.clone()],
                    &slip.text[sentence]
                ));
            }
        }
    }
    scores
}

/// One random slip of each kind that the caption has words for.
pub fn slips(caption: &Caption, scene: &Scene, rng: &mut fastrand::Rng) -> Vec<Slip> {
    let mut out = Vec::new();
    for kind in SlipKind::ALL {
        let mut mentions: Vec<&Mention> = caption.mentions.iter().collect();
        rng.shuffle(&mut mentions);
        out.extend(mentions.into_iter().find_map(|mention| {
            let said = caption.text.get(mention.start..mention.end)?;
            let (at, wrong) = slip_words::wrong(kind, said, mention, scene, rng)?;
            let span = mention.start + at.start..mention.start + at.end;
            let text = format!(
                "{}{wrong}{}",
                caption.text.get(..span.start)?,
                caption.text.get(span.end..)?
            );
            let was = said.get(at)?.to_owned();
            Some(Slip { kind, text, span: span.start..span.start + wrong.len(), was })
        }));
    }
    out
}

/// A new wrong finding in the sentence; and the right words drew none, else the finding is no merit.
fn is_caught(slip: &Slip, caption: &Caption, scene: &Scene, rules: &Rules) -> bool {
    let right = slip.span.start..slip.span.start + slip.was.len();
    let before = wrong_in_sentence(&caption.text, caption.target, right.start, scene, rules);
    let cried_wolf = before
        .iter()
        .any(|f| f.span.as_ref().is_some_and(|s| s.start < right.end && right.start < s.end));
    let known: BTreeSet<_> = before.iter().map(|f| (f.kind, &f.why)).collect();
    let after = wrong_in_sentence(&slip.text, caption.target, slip.span.start, scene, rules);
    !cried_wolf && after.iter().any(|f| !known.contains(&(f.kind, &f.why)))
}

/// What checking finds wrong in the sentence that stands at a byte.
fn wrong_in_sentence(
    text: &str,
    target: CaptionTarget,
    at: usize,
    scene: &Scene,
    rules: &Rules,
) -> Vec<Finding> {
    let sentence = sentence_at(text, at);
    let mut findings = check::check(text, target, scene, rules).findings;
    findings.retain(|f| {
        let here =
            f.span.as_ref().is_some_and(|s| s.start < sentence.end && sentence.start < s.end);
        here && matches!(f.verdict, Verdict::Contradicted | Verdict::Unsupported)
    });
    findings
}
