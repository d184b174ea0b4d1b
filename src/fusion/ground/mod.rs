//! Grounding: a caption's claims against the scene's evidence, word by word. Pure, deterministic, offline.

mod acts;
mod anew;
mod bearers;
mod bearing;
mod beside;
mod called;
mod christened;
mod coloured;
mod columns;
mod contents;
mod context;
mod contrast;
mod counts;
mod distinct;
mod doubtful;
mod emptiness;
mod fellows;
pub mod finding;
mod fit;
mod flat;
mod graded;
mod groups;
mod headings;
mod identity;
mod judge;
mod kin;
mod kinds;
mod layout;
mod lettering;
mod manners;
mod meant;
mod miscounts;
mod misread;
mod names;
mod none;
mod ones;
mod others;
mod otherwise;
mod parts;
mod passages;
mod plurals;
mod referents;
mod repeats;
mod restricted;
mod rows;
mod said;
mod seen;
mod settings;
mod shares;
mod stance;
mod stand_ins;
mod sums;
mod tally;
mod texts;
mod things;
mod truth;
mod unquoted;
mod verbatim;
mod verdict;
mod weights;
mod why;
mod wordless;

use super::read::{
    self,
    claim::{Body, Claim, PhraseIx, Reading},
};
use super::vocabulary::Vocabulary;
use crate::domain::{CaptionTarget, Mention, Rules, Scene};
use context::Context;
use finding::{ClaimKind, Finding, Verdict};
use seen::Evidence;

pub use said::facts_said;

/// A caption read against a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Grounding {
    /// Spans that rest on evidence, in order of the text; they do not overlap.
    pub mentions: Vec<Mention>,
    /// Every claim with its verdict, in order of the text.
    pub findings: Vec<Finding>,
}

/// Reads English text against the evidence of a scene, or of one region of it.
pub fn ground(text: &str, target: CaptionTarget, scene: &Scene, rules: &Rules) -> Grounding {
    let words = Vocabulary::embedded();
    let evidence = Evidence::of(scene, rules, words).about(target);
    let mut names = evidence.proper_names();
    if evidence.has_names() {
        let boxed = |name: &String| evidence.seen.iter().any(|s| s.label.to_lowercase() == *name);
        names.extend(words.fine_names().written_in(text).into_iter().filter(|n| !boxed(n)));
    }
    let mut reading = read::read(text, words, &names);
    unquoted::read(text, &mut reading, &evidence);
    christened::people(text, &mut reading, &evidence);
    fellows::find(&mut reading, &evidence);
    let lettered = lettering::places(text, &mut reading, &evidence);
    let tallied = tally::compared(text, &mut reading, &evidence);
    coloured::part(text, &mut reading, &evidence);
    columns::widen(&mut reading);
    ones::find(text, &mut reading, &evidence);
    settings::place(&mut reading, &evidence);
    contents::potted(&mut reading, &evidence);
    settings::nowhere(&mut reading, &evidence);
    let mut context = Context::new(text, &reading, &evidence);
    referents::resolve(&mut context);
    let mut findings: Vec<Finding> = lettered;
    findings.extend(tallied);
    for (ix, phrase) in reading.phrases.iter().enumerate() {
        let mused = phrase.mused && !is_placed(ix, &reading);
        findings.extend(things::of_phrase(ix, &context).into_iter().map(|f| f.mused(mused)));
    }
    findings.extend(wordless::findings(&context));
    for claim in &reading.claims {
        let seen = matches!(claim.body, Body::Place(_) | Body::Depth(_) | Body::Colour(_));
        let placed =
            || claim.subjects.first().is_some_and(|g| g.iter().any(|ix| is_placed(*ix, &reading)));
        let mused = claim.mused && !(seen && placed());
        findings.extend(said::of_claim(claim, &context).map(|f| f.mused(mused)));
    }
    headings::silence(&mut findings, text, words);
    findings.sort_by_key(|f| f.span.as_ref().map_or((usize::MAX, 0), |s| (s.start, s.end)));
    // "A red and a blue cup": one word for two.
    findings.dedup_by(|later, first| {
        let alike = later.span == first.span && later.span.is_some();
        let same = alike && (later.kind, later.verdict) == (first.kind, first.verdict);
        let object = same && later.kind == ClaimKind::Object;
        if object {
            first.rests_on.append(&mut later.rests_on);
        }
        object
    });
    let mentions = mentions(&findings, &context);
    Grounding { mentions, findings }
}

/// "Hints at a garden with flowers in the lower left corner": these are seen.
fn is_placed(ix: PhraseIx, reading: &Reading) -> bool {
    let place = |c: &Claim| matches!(c.body, Body::Place(_) | Body::Depth(_));
    let of = |c: &Claim| c.subjects.first().is_some_and(|g| *g == [ix]);
    reading.claims.iter().any(|c| place(c) && of(c) && !c.negated)
}

/// The spans of supported and weak claims, of pronouns and of ambiguous things, joined where they meet in the same words.
fn mentions(findings: &[Finding], context: &Context<'_>) -> Vec<Mention> {
    let Context { reading, referents, evidence, .. } = context;
    let resting = findings.iter().filter(|f| {
        matches!(f.verdict, Verdict::Supported | Verdict::Weak) && !f.rests_on.is_empty()
    });
    let mut spans: Vec<Mention> = resting
        .filter_map(|f| {
            let span = f.span.clone()?;
            Some(Mention { start: span.start, end: span.end, rests_on: f.rests_on.clone() })
        })
        .collect();
    for (phrase, referent) in reading.phrases.iter().zip(referents) {
        // What is ambiguous points at all that it may mean.
        let all = referent.chosen.iter().chain(&referent.rivals);
        let rests_on: Vec<_> = all.filter_map(|at| evidence.region(*at)).collect();
        // "Dogs", where one is there, is wrong and still speaks of it.
        let open = phrase.refers.is_some() || !referent.rivals.is_empty() || phrase.plural;
        if open && !phrase.negated && !rests_on.is_empty() {
            spans.push(Mention { start: phrase.head.start, end: phrase.head.end, rests_on });
        }
    }
    spans.sort_by_key(|m| (m.start, m.end));
    let mut out: Vec<Mention> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => {
                last.end = last.end.max(span.end);
                for fact in span.rests_on {
                    if !last.rests_on.contains(&fact) {
                        last.rests_on.push(fact);
                    }
                }
            }
            _ => out.push(span),
        }
    }
    out
}
