//! Which things "the black one" and "two of them" are of: where nothing of the noun that grammar offers is so, of
//! another one that was named.

use super::context::Context;
use super::names::{self, Fit};
use super::seen::Evidence;
use super::truth::Answer;
use super::verdict;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Reading, Reference};
use crate::fusion::vocabulary::Vocabulary;

/// Gives every such phrase the noun of which something is as it says.
pub(super) fn find(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) {
    for ix in 0..reading.phrases.len() {
        let (Some(group), true) =
            (taken_from(ix, reading), is_bare(ix, text, reading, evidence.words))
        else {
            continue;
        };
        let said = looks(ix, reading);
        if said.is_empty() {
            continue;
        }
        let context = Context::new(text, reading, evidence);
        if enough(ix, group, &said, &context) {
            // "The scarlet one … the blue one": whatever the first turned out to be.
            reading.phrases[ix].means = reading.phrases[group].means.clone();
            continue;
        }
        let earlier = (0..ix).rev().filter(|other| {
            let p = &reading.phrases[*other];
            p.refers.is_none() && p.means != reading.phrases[group].means
        });
        let (there, denied): (Vec<_>, Vec<_>) =
            earlier.partition(|other| !reading.phrases[*other].negated);
        let so = |other: &PhraseIx| enough(ix, *other, &said, &context);
        if let Some(other) = there.into_iter().chain(denied).find(so) {
            retarget(ix, other, reading);
        }
    }
}

/// The group that it takes some from.
fn taken_from(ix: PhraseIx, reading: &Reading) -> Option<PhraseIx> {
    match reading.phrases[ix].refers {
        Some(Reference::Among(group) | Reference::Besides(group, _)) => Some(group),
        _ => None,
    }
}

/// The phrase has no noun of its own.
fn is_bare(ix: PhraseIx, text: &str, reading: &Reading, words: &Vocabulary) -> bool {
    let phrase = &reading.phrases[ix];
    let head = text.get(phrase.head.clone()).unwrap_or_default().to_lowercase();
    let last = head.rsplit(' ').next().unwrap_or_default();
    match phrase.means {
        Means::Thing(noun) => words.find_noun(last).is_none_or(|(own, _)| own != noun),
        _ => false,
    }
}

/// What is said of its look.
fn looks(ix: PhraseIx, reading: &Reading) -> Vec<Claim> {
    let about = |c: &&Claim| c.subjects.first().is_some_and(|g| g.contains(&ix));
    let look = |c: &&Claim| !c.negated && matches!(c.body, Body::Colour(_) | Body::Size(_));
    reading.claims.iter().filter(about).filter(look).cloned().collect()
}

/// As many as are meant of the other phrase's things look so.
fn enough(ix: PhraseIx, other: PhraseIx, said: &[Claim], context: &Context<'_>) -> bool {
    let Context { reading, evidence, .. } = context;
    let Means::Thing(noun) = reading.phrases[other].means else { return false };
    let wanted = reading.phrases[ix].quantity.as_ref().map_or(1, |q| q.min.max(1));
    let so = |at: usize| {
        let holds = |c: &Claim| {
            let truth = verdict::truth_if(c, ix, at, context);
            truth.answer == Answer::Holds && truth.score >= evidence.rules.assert
        };
        said.iter().all(holds)
    };
    let like = names::candidates(noun, evidence);
    // Another dog is no other retriever.
    let named = |(at, fit): &(usize, Fit)| *fit != Fit::Narrower && evidence.asserted(*at);
    like.into_iter().filter(named).filter(|(at, _)| so(*at)).count() >= wanted as usize
}

fn retarget(ix: PhraseIx, other: PhraseIx, reading: &mut Reading) {
    let means = reading.phrases[other].means.clone();
    let mut taken = vec![ix];
    for later in ix..reading.phrases.len() {
        let again =
            matches!(reading.phrases[later].refers, Some(Reference::Same(e)) if taken.contains(&e));
        if later == ix || again && reading.phrases[later].means == reading.phrases[ix].means {
            taken.push(later);
        }
    }
    for phrase in taken {
        reading.phrases[phrase].means = means.clone();
    }
    reading.phrases[ix].refers = Some(Reference::Among(other));
}
