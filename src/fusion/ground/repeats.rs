//! Things that are not there and are named again by another word.

use super::context::Context;
use crate::fusion::read::claim::{Determiner, Means, PhraseIx};

/// What stands for a noun.
const ONE: &str = "one";

/// "A pink one": the noun was said before.
pub(super) fn is_pro_form(ix: PhraseIx, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let said = context.text.get(phrase.head.clone()).unwrap_or_default();
    phrase.determiner == Determiner::Another && said.ends_with(ONE)
}

/// "A basketball … the ball", "a bicycle … the bike": the same thing by a wider word or another one, and nothing new. Nor
/// are "the boxes" after a box and another, "the pair" after two cows.
pub(super) fn said_wider(ix: PhraseIx, noun: usize, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let (word, tree) = (context.words.noun(noun), context.evidence.taxonomy);
    let nothing = |ix: PhraseIx| context.referents[ix].candidates.is_empty();
    let narrower = |other: usize| {
        let own = context.words.noun(other);
        let nodes = own.node.zip(word.node);
        // Of both being the same, only words for just that tell.
        let other = own.word != word.word && own.exact && word.exact;
        let below = nodes.is_some_and(|(is, wide)| (is != wide || other) && tree.is_a(is, wide));
        let longer = own.word.strip_suffix(&word.word).is_some_and(|b| b.ends_with([' ', '-']));
        below || longer
    };
    let known = phrase.determiner == Determiner::Definite
        && phrase.owner.is_none()
        && phrase.refers.is_none()
        && !phrase.negated;
    if !known || !nothing(ix) {
        return false;
    }
    let earlier = || {
        let named = context.reading.phrases[..ix].iter().enumerate().filter(|(_, p)| !p.negated);
        named.filter_map(|(earlier, p)| match p.means {
            Means::Thing(other) => Some((earlier, p, other)),
            _ => None,
        })
    };
    let single = earlier().filter(|(_, p, other)| *other == noun && !p.is_many());
    let several = phrase.plural && single.count() > 1;
    let company = word.collective && context.words.is_person(noun);
    let living = earlier().filter(|(_, _, other)| company && context.words.is_living(*other));
    let living: usize = living.map(|(_, p, _)| if p.is_many() { 2 } else { 1 }).sum();
    several
        || living > 1
        || earlier().any(|(earlier, p, other)| {
            p.is_many() == phrase.is_many() && nothing(earlier) && narrower(other)
        })
}
