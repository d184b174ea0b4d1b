//! "A chair and its seven fellows", "five companions recline": things that are called as if they were somebody, where nobody
//! is in evidence.

use super::names;
use super::seen::Evidence;
use crate::fusion::read::claim::{Determiner, Means, Phrase, Reading};
use crate::fusion::vocabulary::List;

/// Takes such words for others of what was named before.
pub(super) fn find(reading: &mut Reading, evidence: &Evidence<'_>) {
    let somebody =
        (0..evidence.seen.len()).any(|at| evidence.asserted(at) && evidence.is_person(at));
    if somebody {
        return;
    }
    let there = |p: &Phrase| match p.means {
        Means::Thing(noun) if !evidence.words.may_be_person(noun) && !p.negated => {
            // What is there once has none of its kind.
            let all = names::candidates(noun, evidence);
            all.iter().filter(|(at, _)| evidence.asserted(*at)).count() > 1
        }
        _ => false,
    };
    for ix in 1..reading.phrases.len() {
        let Means::Thing(noun) = reading.phrases[ix].means else { continue };
        if !List::Fellows.has(&evidence.words.noun(noun).word) {
            continue;
        }
        let named = reading.phrases[..ix].iter().rev().find(|p| there(p));
        // "The retriever and his companion": another dog, of whatever sort.
        let living =
            |p: &&Phrase| matches!(p.means, Means::Thing(of) if evidence.words.is_living(of));
        let one = !reading.phrases[ix].is_many();
        if let Some(means) = named.filter(|p| !(one && living(p))).map(|p| p.means.clone()) {
            let phrase = &mut reading.phrases[ix];
            (phrase.means, phrase.determiner) = (means, Determiner::Other);
        }
    }
}
