//! Which regions may be meant by a phrase at all: those that bear its noun, as the caption uses it.

use super::names::{self, Fit};
use super::seen::Evidence;
use super::weights::speaks_of;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Planar, Reading};

/// What stuff is in, and what is done with it alone.
const HOLDERS: [&str; 2] = ["container", "kitchen utensil"];
const MADE: [&str; 3] = ["cooking", "mixing", "pouring"];

/// The regions that may be meant, rejected ones too.
pub(super) fn candidates(
    ix: PhraseIx,
    reading: &Reading,
    evidence: &Evidence<'_>,
) -> Vec<(usize, Fit)> {
    let phrase = &reading.phrases[ix];
    let candidates = match phrase.means {
        Means::Thing(noun) if evidence.words.noun(noun).airy && !names::points(ix, reading) => {
            Vec::new()
        }
        Means::Thing(noun) if is_stuff(ix, noun, reading, evidence) => {
            let all = names::candidates(noun, evidence);
            all.into_iter().filter(|(at, _)| !evidence.is_person(*at)).collect()
        }
        Means::Thing(noun) if phrase.anew => names::somebody(noun, evidence),
        Means::Thing(noun) => names::candidates(noun, evidence),
        Means::Name(ref name) => names::bearers(name, evidence),
        Means::Text(_) | Means::Unknown => Vec::new(),
    };
    // "Roses", where one daisy is.
    let tied = |c: &Claim| {
        use Planar::{Contains, Inside, On};
        speaks_of(c, ix)
            && matches!(c.body, Body::Has | Body::Verb(_) | Body::Planar(Inside | On | Contains))
    };
    let lone = phrase.plural
        && phrase.quantity.is_none()
        && candidates.len() == 1
        && !reading.claims.iter().any(tied);
    match phrase.means {
        Means::Thing(noun) if lone => {
            let other = |at: usize| names::is_sister(noun, &evidence.seen[at], evidence);
            candidates.into_iter().filter(|c| !other(c.0)).collect()
        }
        _ => candidates,
    }
}

/// "The batter in the bowl", "stirs batter": a word for somebody that is also one for a thing, and means that.
fn is_stuff(ix: PhraseIx, noun: usize, reading: &Reading, evidence: &Evidence<'_>) -> bool {
    let made: Vec<usize> = MADE.iter().filter_map(|verb| evidence.words.sense(verb)).collect();
    let holds = |ix: &PhraseIx| match reading.phrases[*ix].means {
        Means::Thing(noun) => evidence.words.noun(noun).node.is_some_and(|node| {
            let tree = evidence.taxonomy;
            HOLDERS.iter().filter_map(|name| tree.lookup(name)).any(|name| tree.is_a(node, name))
        }),
        _ => false,
    };
    let of = |claim: &Claim| match &claim.body {
        Body::Planar(Planar::Inside) => {
            claim.subjects.first().is_some_and(|g| *g == [ix]) && claim.objects.iter().all(holds)
        }
        Body::Verb(senses) => {
            claim.objects.contains(&ix) && made.iter().any(|sense| senses.contains(sense))
        }
        _ => false,
    };
    let two = evidence.words.is_person(noun) && !evidence.words.noun(noun).other_nodes.is_empty();
    two && reading.claims.iter().any(of)
}
