//! Where texts are said to stand: "HOTEL is written in the upper left corner", "NOTICE stands above DOUBLE".

use super::finding::{ClaimKind, Finding, Verdict};
use super::judge;
use super::seen::{Evidence, Line};
use super::stance;
use super::texts;
use super::truth::{Answer, Truth};
use crate::domain::{BBox, FactRef};
use crate::fusion::read::claim::{Body, Cells, Claim, Means, Planar, Reading};
use crate::fusion::read::{self, Item};
use crate::fusion::vocabulary::{Meaning, RelationBody, Vocabulary};
use std::ops::Range;

/// So many words at most say that a text is written.
const WRITTEN: usize = 5;

/// How sure the evidence is, and what it is.
type Rests = (f32, Vec<FactRef>);

/// A text, and what is said of where it stands.
struct Stands {
    /// Index of the text's claim.
    text: usize,
    span: Range<usize>,
    said: Said,
}

enum Said {
    Place(Cells),
    /// To another text, by its claim.
    Planar(Planar, usize),
}

/// Findings on where texts stand; takes out what was read of these words otherwise.
pub(super) fn places(
    text: &str,
    reading: &mut Reading,
    evidence: &Evidence<'_>,
    words: &Vocabulary,
) -> Vec<Finding> {
    if evidence.lines.is_empty() {
        return Vec::new();
    }
    let items = read::tagged(text, words);
    let quotes = |c: &Claim| matches!(c.body, Body::Text(_)) && !c.negated;
    let texts = (0..reading.claims.len()).filter(|at| quotes(&reading.claims[*at]));
    let found = texts.filter_map(|at| {
        stands(at, &items, reading).or_else(|| stands_before(at, &items, reading))
    });
    let found: Vec<Stands> = found.collect();
    let mut findings = Vec::new();
    for stands in found {
        findings.extend(finding(&stands, text, reading, evidence));
        // It is the text that stands there, and nobody before it bears it.
        reading.claims[stands.text].subjects.clear();
        let over = |c: &Claim| c.span.start < stands.span.end && stands.span.start < c.span.end;
        for claim in reading.claims.iter_mut().filter(|c| over(c)) {
            if matches!(claim.body, Body::Place(_) | Body::Planar(_)) {
                (claim.body, claim.subjects) = (Body::Has, Vec::new());
            }
        }
    }
    findings
}

/// What follows the text and says where it stands.
fn stands(at: usize, items: &[Item], reading: &Reading) -> Option<Stands> {
    let text = &reading.claims[at];
    let first = items.iter().position(|i| i.span.start >= text.span.end)?;
    if !is_subject(text, items, reading) {
        return None;
    }
    let rest: Vec<&Item> =
        items[first..].iter().take_while(|i| i.sentence == text.sentence).collect();
    let verbs = rest.iter().take_while(|i| says_written(&i.meaning)).count();
    let item = rest.get(verbs).filter(|_| verbs > 0 && verbs <= WRITTEN)?;
    let (span, text) = (item.span.clone(), at);
    match &item.meaning {
        Meaning::Place(cells) => Some(Stands { text, span, said: Said::Place(*cells) }),
        Meaning::Relation(relation) if !relation.swapped => {
            let RelationBody::Planar(planar) = relation.body else { return None };
            let introduced = |c: &Claim| {
                let mut between =
                    rest.iter().filter(|i| span.end <= i.span.start && i.span.end <= c.span.start);
                between.all(|i| {
                    matches!(i.meaning, Meaning::Determiner(_) | Meaning::TextVerb | Meaning::Word)
                })
            };
            let other = reading.claims.iter().position(|c| {
                matches!(c.body, Body::Text(_)) && c.span.start >= span.end && introduced(c)
            })?;
            Some(Stands { text, span, said: Said::Planar(planar, other) })
        }
        _ => None,
    }
}

/// "In the corner, the words HILL FARM are written": what stands before it and is said of nothing else.
fn stands_before(at: usize, items: &[Item], reading: &Reading) -> Option<Stands> {
    let text = &reading.claims[at];
    let nothing = |c: &Claim| c.subjects.iter().all(Vec::is_empty);
    let introduces = |c: &Claim| {
        let mut between =
            items.iter().filter(|i| c.span.end <= i.span.start && i.span.end <= text.span.start);
        between.all(|i| {
            says_written(&i.meaning)
                || matches!(i.meaning, Meaning::Determiner(_) | Meaning::There | Meaning::Comma)
        })
    };
    let place = reading.claims.iter().find(|c| {
        let before = c.sentence == text.sentence && c.span.end <= text.span.start;
        matches!(c.body, Body::Place(_)) && before && nothing(c) && introduces(c)
    })?;
    let Body::Place(cells) = place.body else { return None };
    let span = place.span.clone();
    nothing(text).then_some(Stands { text: at, span, said: Said::Place(cells) })
}

/// "… is printed", "… appears", "… can be seen".
fn says_written(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Link
            | Meaning::HedgedLink
            | Meaning::TextVerb
            | Meaning::Posture
            | Meaning::Action
            | Meaning::Adverb
            | Meaning::Word
            | Meaning::Beyond
            | Meaning::Verb { .. }
    )
}

/// Nothing bears the text in the caption's words, or what nobody knows ("a watermark"): where it stands is said of it.
fn is_subject(text: &Claim, items: &[Item], reading: &Reading) -> bool {
    let unknown = |ix: &usize| {
        let phrase = &reading.phrases[*ix];
        phrase.means == Means::Unknown && phrase.refers.is_none()
    };
    if text.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(unknown)) {
        return true;
    }
    let mut before = items
        .iter()
        .rev()
        .skip_while(|i| i.span.start >= text.span.start)
        .take_while(|i| i.sentence == text.sentence)
        .skip_while(|i| matches!(i.meaning, Meaning::Determiner(_)));
    let begins = |i: Option<&Item>| {
        i.is_none_or(|i| {
            matches!(i.meaning, Meaning::And | Meaning::Comma | Meaning::Stop | Meaning::While)
        })
    };
    match before.next() {
        // "The word X": but "a bus with the words X" bears them.
        Some(i) if i.meaning == Meaning::TextVerb => begins(before.next()),
        other => begins(other),
    }
}

fn finding(
    stands: &Stands,
    text: &str,
    reading: &Reading,
    evidence: &Evidence<'_>,
) -> Option<Finding> {
    let (kind, truth) = match (&stands.said, read_at(stands.text, reading, evidence)) {
        (Said::Place(_), None) => (ClaimKind::Place, Truth::unknown()),
        (Said::Planar(..), None) => return None,
        (Said::Place(cells), Some((boxes, rests))) => {
            let each = boxes.iter().map(|b| judge::placed(b, *cells, rests.clone(), evidence));
            (ClaimKind::Place, Truth::best(each.collect()))
        }
        (Said::Planar(planar, other), Some((boxes, (score, mut facts)))) => {
            let (others, (least, more)) = read_at(*other, reading, evidence)?;
            facts.extend(more);
            let rests = (score.min(least), facts);
            let pairs = boxes.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
            let each = pairs.map(|(a, b)| stance::of_boxes(a, b, *planar, rests.clone(), evidence));
            (ClaimKind::Relation2d, Truth::best(each.collect()))
        }
    };
    let sure = truth.score >= evidence.rules.assert;
    let verdict = match truth.answer {
        Answer::Holds if sure => Verdict::Supported,
        Answer::Holds => Verdict::Weak,
        Answer::Fails if sure => Verdict::Contradicted,
        _ => Verdict::Unsupported,
    };
    let said = text.get(stands.span.clone()).unwrap_or_default().to_lowercase();
    let why = match &truth.instead {
        Some(instead) => format!("the text is read {instead}; the caption says {said}"),
        None if truth.answer == Answer::Holds => format!("the text is read {said}"),
        None => format!("no evidence says {said} of the text"),
    };
    Some(Finding {
        verdict,
        kind,
        span: Some(stands.span.clone()),
        hedged: reading.claims[stands.text].hedged,
        score: truth.score,
        rests_on: truth.rests_on,
        why,
        mends: Vec::new(),
    })
}

/// The box of the lines that the text is, or of each where it is read several times; how surely, and which lines.
fn read_at(claim: usize, reading: &Reading, evidence: &Evidence<'_>) -> Option<(Vec<BBox>, Rests)> {
    let Body::Text(said) = &reading.claims[claim].body else { return None };
    let truth = texts::borne(said, &[], false, evidence);
    let read = |l: &&Line| truth.rests_on.contains(&FactRef::Text(l.id));
    let lines: Vec<&Line> = evidence.lines.iter().filter(read).collect();
    let text = |l: &Line| texts::folded(&l.text);
    let again = lines.windows(2).all(|two| text(two[0]) == text(two[1]));
    let boxes = lines.iter().map(|l| l.bbox);
    let boxes: Vec<BBox> = if again {
        boxes.collect()
    } else {
        boxes.reduce(|a, b| a.union(&b)).into_iter().collect()
    };
    let there = truth.answer == Answer::Holds && !boxes.is_empty();
    there.then_some((boxes, (truth.score, truth.rests_on)))
}
