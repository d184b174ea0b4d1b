//! Names that begin with a colour ("brown bear"), where nothing of that name is in evidence: the rest of the name in
//! that colour.

use super::names;
use super::seen::Evidence;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Reading};
use crate::fusion::read::tokens;
use crate::fusion::vocabulary::{Meaning, Vocabulary};

/// Reads every such name as a colour and a thing.
pub(super) fn split(
    text: &str,
    reading: &mut Reading,
    evidence: &Evidence<'_>,
    words: &Vocabulary,
) {
    let tree = evidence.taxonomy;
    let found = |noun| {
        let found = names::candidates(noun, evidence, words).into_iter();
        let named =
            found.filter(|(at, fit)| evidence.asserted(*at) && *fit != names::Fit::Narrower);
        named.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    // A golden retriever is a kind of retriever: it tells its breed, and no colour.
    let quite_other = |noun: usize, at: &usize| {
        let node = words.noun(noun).node.filter(|n| tree.node(*n).kind.is_some());
        node.zip(evidence.seen[*at].node).is_some_and(|(named, is)| {
            let category = tree.category(named);
            !tree.is_a(is, category) && !tree.is_a(category, is)
        })
    };
    for ix in 0..reading.phrases.len() {
        let phrase = &reading.phrases[ix];
        let Means::Thing(noun) = phrase.means else { continue };
        let head = phrase.head.clone();
        let Some((colour, rest)) = text.get(head.clone()).and_then(|t| t.split_once(' ')) else {
            continue;
        };
        let Some((own, _)) = words.find_noun(&rest.to_lowercase()) else { continue };
        let said = words.readings(&tokens(colour)).into_iter().find_map(|(_, m)| match m {
            Meaning::Colour(terms) => Some(terms),
            _ => None,
        });
        let other = own != noun && found(own).iter().any(|at| quite_other(noun, at));
        let Some(terms) = said.filter(|_| other && found(noun).is_empty()) else { continue };
        let span = head.start..head.start + colour.len();
        let claim = look(ix, Body::Colour(terms), span, reading.phrases[ix].sentence);
        let means = Means::Thing(own);
        let was = std::mem::replace(&mut reading.phrases[ix].means, means.clone());
        reading.phrases[ix].head.start = head.end - rest.len();
        reading.claims.push(claim);
        // "It", "the pink one": what takes it up is such a thing, too.
        for later in &mut reading.phrases[ix + 1..] {
            if later.refers.is_some() && later.means == was {
                later.means = means.clone();
            }
        }
    }
}

fn look(ix: PhraseIx, body: Body, span: std::ops::Range<usize>, sentence: usize) -> Claim {
    Claim { body, objects: Vec::new(), ..Claim::has(span, vec![vec![ix]], ix, sentence) }
}
