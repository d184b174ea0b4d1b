//! Where texts are said to stand: "HOTEL is written in the upper left corner", "NOTICE stands above DOUBLE".

use super::finding::{ClaimKind, Finding, Verdict};
use super::judge;
use super::layout::{self, Said, Stands};
use super::seen::Evidence;
use super::stance;
use super::texts;
use super::truth::{Answer, Truth};
use crate::fusion::read::claim::{Body, Claim, Phrase, PhraseIx, Planar, Reading};

/// Findings on where texts stand; takes out what was read of these words otherwise.
pub(super) fn places(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) -> Vec<Finding> {
    if evidence.lines.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for stands in layout::all(&reading.items, reading) {
        if let Said::Thing(planar, thing) = stands.said {
            relate(&stands, planar, thing, reading);
            continue;
        }
        let found = finding(&stands, text, reading, evidence);
        // Where it may be said of something else, only that it is so tells.
        let so = found.as_ref().is_some_and(|f| f.verdict <= Verdict::Weak);
        if !stands.sure && !so {
            continue;
        }
        findings.extend(found);
        // It is the text that stands there, and nobody before it bears it.
        if stands.sure {
            reading.claims[stands.text].subjects.clear();
        }
        take_out(&stands, reading);
    }
    findings
}

/// What was read of the words otherwise.
fn take_out(stands: &Stands, reading: &mut Reading) {
    let over = |c: &Claim| c.span.start < stands.span.end && stands.span.start < c.span.end;
    for claim in reading.claims.iter_mut().filter(|c| over(c)) {
        if matches!(claim.body, Body::Place(_) | Body::Planar(_)) {
            (claim.body, claim.subjects) = (Body::Has, Vec::new());
        }
    }
}

/// The text stands so to a thing.
fn relate(stands: &Stands, planar: Planar, thing: PhraseIx, reading: &mut Reading) {
    take_out(stands, reading);
    let text = &reading.claims[stands.text];
    let phrase = Phrase::of_text(text);
    let subjects = vec![vec![reading.phrases.len()]];
    let (body, sentence) = (Body::Planar(planar), text.sentence);
    let look = Claim::look(stands.span.clone(), subjects, body, sentence);
    let claim = Claim { objects: vec![thing], restricts: false, ..look };
    reading.phrases.extend(phrase);
    reading.claims.push(claim);
}

fn finding(
    stands: &Stands,
    text: &str,
    reading: &Reading,
    evidence: &Evidence<'_>,
) -> Option<Finding> {
    let read_at = |claim: usize| match &reading.claims[claim].body {
        Body::Text(said) => texts::read_at(said, evidence),
        _ => None,
    };
    let (kind, truth) = match (&stands.said, read_at(stands.text)) {
        (Said::Thing(..), _) => return None,
        (Said::Place(_), None) => (ClaimKind::Place, Truth::unknown()),
        (Said::Planar(..) | Said::Between(_), None) => return None,
        (Said::Between([a, b]), Some(read)) => {
            let (a, b) = (read_at(*a)?, read_at(*b)?);
            let [one, first, second] = [&read, &a, &b].map(|r| r.boxes.first());
            let lies = stance::lies_between(one?, first?, second?, evidence);
            let score = read.rests.0.min(a.rests.0).min(b.rests.0);
            let rests = [read.rests.1, a.rests.1, b.rests.1].concat();
            let truth = if lies {
                Truth::holds(score, rests)
            } else {
                Truth::fails(score, rests, "not between")
            };
            (ClaimKind::Relation2d, truth)
        }
        (Said::Place(cells), Some(read)) => {
            let rests = || read.rests.clone();
            let each = read.boxes.iter().map(|b| judge::placed(b, *cells, rests(), evidence));
            let truth = Truth::best(each.collect());
            if read.misquoted && truth.answer == Answer::Fails {
                return None;
            }
            (ClaimKind::Place, truth)
        }
        (Said::Planar(planar, other), Some(read)) => {
            let other = read_at(*other)?;
            let score = read.rests.0.min(other.rests.0);
            let rests = || (score, [read.rests.1.clone(), other.rests.1.clone()].concat());
            let pairs = read.boxes.iter().flat_map(|a| other.boxes.iter().map(move |b| (a, b)));
            let each = pairs.map(|(a, b)| stance::of_boxes(a, b, *planar, rests(), evidence));
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
