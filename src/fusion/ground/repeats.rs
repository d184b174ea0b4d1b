//! Things that are not there and are named again by another word.

use super::things::Context;
use crate::fusion::read::claim::{Determiner, Means, PhraseIx};

/// "A basketball … the ball", "a courthouse … the building": the same thing by a wider word, and nothing new.
pub(super) fn said_wider(ix: PhraseIx, noun: usize, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let (word, tree) = (context.words.noun(noun), context.evidence.taxonomy);
    let nothing = |ix: PhraseIx| context.referents[ix].candidates.is_empty();
    let narrower = |other: usize| {
        let own = context.words.noun(other);
        let nodes = own.node.zip(word.node);
        let below = nodes.is_some_and(|(is, wide)| is != wide && tree.is_a(is, wide));
        let longer = own.word.strip_suffix(&word.word).is_some_and(|b| b.ends_with([' ', '-']));
        below || longer
    };
    let known = phrase.determiner == Determiner::Definite
        && phrase.owner.is_none()
        && phrase.refers.is_none()
        && !phrase.negated;
    known
        && nothing(ix)
        && context.reading.phrases[..ix].iter().enumerate().any(|(earlier, p)| match p.means {
            Means::Thing(other) => {
                p.is_many() == phrase.is_many() && !p.negated && nothing(earlier) && narrower(other)
            }
            _ => false,
        })
}
