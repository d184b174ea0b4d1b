//! Locked words survive re-fusion: the new caption holds each locked span of the old one, word for word and in order.
//!
//! A locked span takes its place in the new sentence that tells most of what its old sentence told; where there is
//! none, the clause of its old sentence stays that holds it, else the whole old sentence. New sentences that tell nothing but what the locked words tell go.

mod clause;
mod graft;
mod part;

use super::check::check;
use crate::domain::{Caption, FactRef, Mention, Rules, Scene};
use part::{Part, facts_of, join, parts};
use std::collections::BTreeSet;

/// The caption `now` with the locked spans of `before` in it; mentions and locked ranges fit its text. Of a `before`
/// without mentions, which a person typed, what it tells is read from its words.
pub fn keep(before: &Caption, now: Caption, scene: &Scene, rules: &Rules) -> Caption {
    keep_and_tell(before, now, scene, rules).0
}

/// As [`keep`], and the old words that stayed because nothing in the new caption had a place for what is locked in them.
pub fn keep_and_tell(
    before: &Caption,
    now: Caption,
    scene: &Scene,
    rules: &Rules,
) -> (Caption, Vec<String>) {
    if before.locked.is_empty() {
        return (now, Vec::new());
    }
    let mentions = if before.mentions.is_empty() {
        check(&before.text, before.target, scene, rules).mentions
    } else {
        before.mentions.clone()
    };
    let known: BTreeSet<FactRef> = facts_of(&now.mentions).chain(&now.left_out).cloned().collect();
    let mut holding: Vec<(usize, Part)> = parts(&before.text, &mentions, &before.locked)
        .into_iter()
        .enumerate()
        .filter(|(_, part)| !part.locked.is_empty())
        .collect();
    for (_, part) in &mut holding {
        part.rest_on(&known);
    }
    let (told, stayed) = woven(&holding, parts(&now.text, &now.mentions, &[]));
    let mut whole = join(told);
    whole.mentions = sound(&whole.text, &whole.mentions);
    let said: BTreeSet<&FactRef> = facts_of(&whole.mentions).collect();
    let left_out = known.iter().filter(|f| !said.contains(f)).cloned().collect();
    let Part { text, mentions, locked } = whole;
    (Caption { text, mentions, locked, left_out, ..now }, stayed)
}

/// The new sentences with the old ones' locked spans among them. `holding` are the old sentences that hold locked
/// spans, with their places in the old text. Also returns what stayed of those that no new sentence answers to.
fn woven(holding: &[(usize, Part)], new: Vec<Part>) -> (Vec<Part>, Vec<String>) {
    let mut stayed = Vec::new();
    let locked: BTreeSet<FactRef> = holding.iter().flat_map(|(_, p)| p.locked_facts()).collect();
    let mut out: Vec<Part> = Vec::new();
    let mut rest: Vec<Part> = new;
    for (place, old) in holding {
        match best(old, &rest) {
            Some(at) => {
                let after = rest.split_off(at + 1);
                let matched = rest.pop();
                out.extend(rest.into_iter().filter(|p| !p.tells_only(&locked)));
                out.extend(matched.map(|new| graft::graft(old, &new)));
                rest = after;
            }
            None => {
                // As many sentences before it as there were.
                let at = place.saturating_sub(out.len()).min(rest.len());
                let after = rest.split_off(at);
                out.extend(rest.into_iter().filter(|p| !p.tells_only(&locked)));
                let part = clause::of_locked(old).unwrap_or_else(|| old.clone());
                stayed.push(part.text.clone());
                out.push(part);
                rest = after;
            }
        }
    }
    out.extend(rest.into_iter().filter(|p| !p.tells_only(&locked)));
    (out, stayed)
}

/// The new sentence that tells most of what the old one tells; the first of equals. Without a fact in common, the one
/// whose words are mostly the same.
fn best(old: &Part, new: &[Part]) -> Option<usize> {
    let mine: BTreeSet<&FactRef> = facts_of(&old.mentions).collect();
    let shared = |part: &Part| -> usize {
        let theirs: BTreeSet<&FactRef> = facts_of(&part.mentions).collect();
        // That both are on one thing says little: every attribute says more.
        theirs
            .intersection(&mine)
            .map(|f| if matches!(f, FactRef::Region(_)) { 1 } else { 4 })
            .sum()
    };
    let scored = new.iter().enumerate().map(|(at, p)| (at, shared(p), p.likeness(old)));
    scored
        .filter(|(_, facts, likeness)| *facts >= 4 || *likeness >= ALIKE)
        .max_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)).then(b.0.cmp(&a.0)))
        .map(|(at, _, _)| at)
}

/// Share of common words from which two sentences are versions of one.
const ALIKE: f64 = 0.6;

/// The mentions, as spans over a text, in order, apart and on character boundaries: others are left out.
fn sound(text: &str, mentions: &[Mention]) -> Vec<Mention> {
    let mut end = 0;
    let mut kept = Vec::new();
    for mention in mentions {
        let fits = mention.start >= end
            && mention.start < mention.end
            && text.get(mention.start..mention.end).is_some();
        if fits && !mention.rests_on.is_empty() {
            end = mention.end;
            kept.push(mention.clone());
        }
    }
    kept
}
