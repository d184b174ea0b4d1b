//! What the evidence says of what persons do with things.

use super::seen::{Evidence, VerbSeen};
use super::stance;
use super::truth::{Answer, Truth};
use crate::domain::FactRef;
use crate::fusion::read::claim::Planar;
use crate::fusion::vocabulary::Vocabulary;

/// So much of a garment lies within its wearer's box: a cap may stick out.
const WORN: f32 = 0.75;

/// Whether the person does that with the thing.
pub fn verb(a: usize, b: usize, senses: &[usize], evidence: &Evidence<'_>) -> Truth {
    let assert = evidence.rules.assert;
    let mut excluded = None;
    for v in evidence.done_with(a, b).chain(evidence.done_with(b, a)) {
        let fact = vec![FactRef::Relation(v.id)];
        let same_sense = evidence.words.verbs_agree(&v.verb, senses);
        if (v.subject, v.object) == (a, b) {
            if same_sense && v.confidence > 0.0 {
                return Truth::holds(v.confidence, fact);
            }
            let node = evidence.seen[b].node;
            if same_sense
                || v.confidence >= assert && evidence.words.verbs_exclude(&v.verb, senses, node)
            {
                let says = if same_sense { format!("not {}", v.verb) } else { v.verb.clone() };
                excluded = Some(Truth::fails(v.confidence.max(assert), fact, says));
            }
        } else if same_sense && v.confidence >= assert {
            excluded = Some(Truth::fails(v.confidence, fact, "the other way round"));
        }
    }
    let carried = || with_whom(a, b, senses, evidence);
    excluded.or_else(carried).unwrap_or_else(|| posture(a, b, senses, evidence))
}

/// "Pushes a child on a swing": what is done with the thing that somebody is on is done with them.
fn with_whom(a: usize, b: usize, senses: &[usize], evidence: &Evidence<'_>) -> Option<Truth> {
    let done = evidence.done_by(a).filter(|v| v.confidence > 0.0);
    let mut done = done.filter(|v| evidence.words.verbs_agree(&v.verb, senses));
    let moved = done.find(|v| rests_on(b, v.object, evidence))?;
    Some(Truth::holds(moved.confidence, vec![FactRef::Relation(moved.id)]))
}

/// Evidence says that somebody sits, stands, lies or rides on the thing.
pub fn rests_on(a: usize, b: usize, evidence: &Evidence<'_>) -> bool {
    resting_on(b, evidence).any(|who| who == a)
}

/// Everybody who does so.
pub fn resting_on(b: usize, evidence: &Evidence<'_>) -> impl Iterator<Item = usize> {
    let surely = evidence.rules.assert;
    let on = evidence.done_to(b).filter(move |v| v.confidence >= surely);
    on.filter(|v| evidence.words.is_rest(&v.verb)).map(|v| v.subject)
}

/// How somebody sits, stands or lies is no more than where, as long as evidence has no verb.
fn posture(a: usize, b: usize, senses: &[usize], evidence: &Evidence<'_>) -> Truth {
    let mut ways = Vec::new();
    // "Sits in a bus".
    if evidence.words.may_be_posture(senses) && evidence.words.is_posture_within(senses) {
        ways.push(Planar::Inside);
    }
    if evidence.words.is_posture(senses) {
        ways.push(Planar::On);
    }
    if is_taken(a, b, evidence) {
        return Truth::unknown();
    }
    let mut truths = ways.into_iter().map(|planar| stance::planar(a, b, planar, evidence));
    truths.find(|truth| truth.answer == Answer::Holds).unwrap_or_else(Truth::unknown)
}

/// A nurse who bends over the bed in which the patient lies does not lie there.
pub fn is_taken(a: usize, b: usize, evidence: &Evidence<'_>) -> bool {
    let mut resting = resting_on(b, evidence).peekable();
    evidence.is_person(a) && resting.peek().is_some() && resting.all(|who| who != a)
}

/// What somebody wears: "the bride in white" has the colour of her gown. A garment within one person's box is worn.
pub fn worn_by(a: usize, evidence: &Evidence<'_>) -> impl Iterator<Item = usize> {
    let told = evidence.done_by(a).filter(|v| v.confidence > 0.0);
    let told = told.filter(|v| v.verb == "wearing").map(|v| v.object);
    told.chain((0..evidence.seen.len()).filter(move |at| is_worn(*at, a, evidence)))
}

/// A garment that lies in this person's box and in no other's.
fn is_worn(garment: usize, by: usize, evidence: &Evidence<'_>) -> bool {
    let within = |person: usize| {
        let (small, large) = (&evidence.seen[garment].bbox, &evidence.seen[person].bbox);
        evidence.is_person(person) && small.share_inside(large) >= WORN
    };
    evidence.is_garment(garment)
        && within(by)
        && (0..evidence.seen.len()).filter(|at| within(*at)).count() == 1
}

/// Whether the one does anything with the other, or has it about itself.
pub fn has(a: usize, b: usize, evidence: &Evidence<'_>) -> Truth {
    let engaged = evidence.done_with(a, b).next().filter(|v| v.confidence > 0.0);
    match engaged {
        Some(v) => Truth::holds(v.confidence, vec![FactRef::Relation(v.id)]),
        None => stance::planar(a, b, Planar::Overlapping, evidence),
    }
}

/// Whether the person does that with anything.
pub fn acts(a: usize, senses: &[usize], evidence: &Evidence<'_>) -> Truth {
    surest(evidence.done_by(a), senses, evidence.words)
}

/// Whether anybody does that with the thing.
pub fn done_to(a: usize, senses: &[usize], evidence: &Evidence<'_>) -> Truth {
    surest(evidence.done_to(a), senses, evidence.words)
}

/// Whether the evidence speaks of anybody who does that with one of these, or to a person.
pub fn is_told(
    senses: &[usize],
    to_persons: bool,
    objects: &[usize],
    evidence: &Evidence<'_>,
) -> bool {
    let such = |v: &&VerbSeen| {
        if to_persons { evidence.is_person(v.object) } else { objects.contains(&v.object) }
    };
    let senses = evidence.words.nameable(senses);
    evidence.verbs.iter().filter(such).any(|v| evidence.words.verbs_agree(&v.verb, &senses))
}

fn surest<'e>(
    doing: impl Iterator<Item = &'e VerbSeen>,
    senses: &[usize],
    words: &Vocabulary,
) -> Truth {
    let agrees = doing.filter(|v| v.confidence > 0.0 && words.verbs_agree(&v.verb, senses));
    let surest = agrees.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    surest
        .map_or_else(Truth::unknown, |v| Truth::holds(v.confidence, vec![FactRef::Relation(v.id)]))
}
