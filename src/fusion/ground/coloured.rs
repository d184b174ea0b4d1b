//! "A brown bear", where no bear of that kind is in evidence but a brown teddy bear: a colour and a name.

use super::names::{self, Fit};
use super::seen::Evidence;
use crate::fusion::read::claim::{Body, Claim, Means, Reading};
use crate::fusion::read::tokens;
use crate::fusion::vocabulary::Meaning;

/// Parts names that begin with a colour where only what is left of them is in evidence.
pub(super) fn part(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) {
    for ix in 0..reading.phrases.len() {
        let Means::Thing(noun) = reading.phrases[ix].means else { continue };
        let Some((rest, colour)) = parted(noun, evidence) else { continue };
        let phrase = &mut reading.phrases[ix];
        phrase.means = Means::Thing(rest);
        let said = text.get(phrase.head.clone()).unwrap_or_default();
        let Some((before, _)) = said.split_once(' ').filter(|_| phrase.refers.is_none()) else {
            continue;
        };
        let span = phrase.head.start..phrase.head.start + before.len();
        phrase.head.start = span.end + 1;
        let sentence = phrase.sentence;
        let subjects = vec![vec![ix]];
        reading.claims.push(Claim::look(span, subjects, Body::Colour(colour), sentence));
    }
}

/// The noun without its colour, where that is what is there.
fn parted(noun: usize, evidence: &Evidence<'_>) -> Option<(usize, Vec<String>)> {
    let (colour, rest) = evidence.words.noun(noun).word.split_once(' ')?;
    let there = |of: usize| {
        // A golden retriever is some retriever; a wine glass is no cup.
        let other = |at: usize| !names::alike(noun, &evidence.seen[at], evidence);
        let named = |(at, fit): &(usize, Fit)| {
            *fit != Fit::Narrower && evidence.asserted(*at) && (of == noun || other(*at))
        };
        names::candidates(of, evidence).iter().any(named)
    };
    // Wine and roses are more than colours.
    let colour = tokens(colour);
    let readings = evidence.words.readings(&colour);
    let thing = readings.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }));
    let meant = readings.iter().find_map(|(_, m)| match m {
        Meaning::Colour(terms) if !thing => Some(terms.clone()),
        _ => None,
    })?;
    let (rest, _) =
        evidence.words.find_noun(rest).filter(|(rest, _)| !there(noun) && there(*rest))?;
    Some((rest, meant))
}
