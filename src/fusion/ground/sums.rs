//! "A pizza and two bowls, three dishes in all": a number that sums up what the sentence lists.

use super::context::Context;
use crate::fusion::read;
use crate::fusion::read::claim::{Determiner, Means, Phrase, PhraseIx, Quantity};
use crate::fusion::vocabulary::Meaning;
use std::ops::Range;

/// The things that are listed right before or behind the phrase are just so many.
pub(super) fn adds_up(ix: PhraseIx, quantity: &Quantity, context: &Context<'_>) -> bool {
    let phrases = &context.reading.phrases;
    let behind = (ix + 1..phrases.len()).take_while(|other| is_listed(*other, ix, context));
    let before = (0..ix).rev().take_while(|other| is_listed(*other, ix, context));
    quantity.min == quantity.max
        && (sums_to(quantity.min, ix, &behind.collect::<Vec<_>>(), context)
            || sums_to(quantity.min, ix, &before.collect::<Vec<_>>(), context))
}

fn is_listed(other: PhraseIx, ix: PhraseIx, context: &Context<'_>) -> bool {
    let phrases = &context.reading.phrases;
    let (phrase, own) = (&phrases[other], &phrases[ix]);
    phrase.sentence == own.sentence && phrase.means != own.means && number(phrase).is_some()
}

/// The first of the listed stands at the phrase, and some of them are so many together; the number's noun takes one in.
fn sums_to(wanted: u32, ix: PhraseIx, listed: &[PhraseIx], context: &Context<'_>) -> bool {
    let phrases = &context.reading.phrases;
    let gap = |a: PhraseIx, b: PhraseIx| {
        let (first, last) = (a.min(b), a.max(b));
        phrases[first].span.end..phrases[last].span.start
    };
    let Some(first) = listed.first().filter(|first| is_parted(gap(ix, **first), context)) else {
        return false;
    };
    let candidates = &context.referents[ix].candidates;
    let within = |other: &PhraseIx| {
        let mut chosen = context.referents[*other].chosen.iter();
        chosen.any(|at| candidates.iter().any(|c| c.0 == *at))
    };
    let (mut sum, mut last, mut wider) = (0, *first, false);
    for (at, other) in listed.iter().enumerate() {
        if at > 0 && !is_joined(gap(last, *other), context) {
            return false;
        }
        sum += number(&phrases[*other]).unwrap_or_default();
        (last, wider) = (*other, wider || within(other));
        if at > 0 && wider && sum == wanted {
            return true;
        }
    }
    false
}

/// A mark stands there.
fn is_parted(gap: Range<usize>, context: &Context<'_>) -> bool {
    let said = context.text.get(gap).unwrap_or_default();
    said.contains([',', ':', '(', '–', '—', '-'])
}

/// Nothing but "and" and marks.
fn is_joined(gap: Range<usize>, context: &Context<'_>) -> bool {
    let tokens = read::tokens(context.text.get(gap).unwrap_or_default());
    tokens.iter().all(|t| {
        let readings = context.words.readings(std::slice::from_ref(t));
        t.word.chars().all(|c| !c.is_alphanumeric())
            || readings.iter().any(|(_, m)| *m == Meaning::And)
    })
}

/// How many a listed phrase names.
fn number(phrase: &Phrase) -> Option<u32> {
    let told = phrase.refers.is_none() && !phrase.negated && !phrase.partitive;
    let thing = matches!(phrase.means, Means::Thing(_) | Means::Name(_));
    match &phrase.quantity {
        _ if !told || !thing => None,
        Some(q) => (q.min == q.max && q.min > 0).then_some(q.min),
        None => (!phrase.plural && phrase.determiner != Determiner::Definite).then_some(1),
    }
}
