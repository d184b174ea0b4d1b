//! Which regions may be meant by a phrase at all: those that bear its noun, as the caption uses it.

use super::names::{self, Fit};
use super::seen::Evidence;
use super::weights::speaks_of;
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar, Reading};
use crate::fusion::vocabulary::{Meaning, RelationBody};

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
        Means::Name(ref name) => {
            // "It was in Brno": no other name of what bears one.
            let told = phrase.determiner != Determiner::None
                || phrase.refers.is_some()
                || reading.claims.iter().any(|c| c.subjects.first().is_some_and(|g| *g == [ix]))
                || !stands_apart(ix, name, reading);
            let mut bearers = names::bearers(name, evidence);
            bearers.retain(|(_, fit)| told || *fit == Fit::Fine);
            bearers
        }
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

/// "In Brno", "Day 4", "300 Kč": a place, a number, or what opens a sentence.
fn stands_apart(ix: PhraseIx, name: &str, reading: &Reading) -> bool {
    let phrase = &reading.phrases[ix];
    let at = reading.items.iter().position(|i| i.span.start >= phrase.span.start);
    let before = at.and_then(|at| at.checked_sub(1)).map(|i| &reading.items[i]);
    let before = before.filter(|i| i.sentence == phrase.sentence);
    let place = |planar: Planar| matches!(planar, Planar::Inside | Planar::Near);
    name.contains(|c: char| c.is_ascii_digit())
        || before.is_none_or(|i| match &i.meaning {
            Meaning::Relation(relation) => {
                matches!(relation.body, RelationBody::Planar(planar) if place(planar))
            }
            Meaning::Word | Meaning::To => true,
            Meaning::Quantity { .. } => true,
            _ => false,
        })
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
