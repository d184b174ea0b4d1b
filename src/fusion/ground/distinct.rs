//! Beings that are two by what the caption says of them: "a mother holds her child", "a man next to a woman".

use super::context::Context;
use super::manners::looks_differ;
use super::names::{self, Fit};
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Reading, Reference,
};
use crate::fusion::vocabulary::{NounKind, Vocabulary};

/// Takes out of what a phrase may mean who is another one by the caption's own words, where nobody else of that name is
/// surely there: one person in evidence is not the mother and the child as well.
pub(super) fn without_others(ix: PhraseIx, pool: &mut Vec<(usize, Fit)>, context: &Context<'_>) {
    let Context { reading, referents, evidence, words, .. } = context;
    // "The dog, a sheepdog": a breed may tell what was named.
    let breed = matches!(reading.phrases[ix].means,
        Means::Thing(noun) if words.noun(noun).kind == NounKind::Fine);
    let being =
        reading.phrases[ix].refers.is_none() && !breed && is_being(&reading.phrases[ix], words);
    let size = extreme(ix, reading);
    let others = (0..reading.phrases.len()).filter(|other| {
        let earlier = *other < ix;
        being && earlier && are_two(ix, *other, context)
            || earlier && size.is_some_and(|large| are_opposed(large, ix, *other, reading))
            || (earlier || referents[*other].firm) && look_apart(ix, *other, reading)
            || earlier && stand_apart(ix, *other, reading)
    });
    let taken: Vec<usize> = others.flat_map(|other| referents[other].chosen.clone()).collect();
    let mut sure = pool.iter().map(|c| c.0).filter(|at| evidence.asserted(*at));
    if !taken.is_empty() && sure.all(|at| taken.contains(&at)) {
        pool.retain(|c| !taken.contains(&c.0));
    }
}

/// Persons or animals that are said to be there.
fn is_being(phrase: &Phrase, words: &Vocabulary) -> bool {
    let living = matches!(phrase.means, Means::Thing(noun) if words.is_living(noun));
    living && phrase.is.is_none() && !phrase.negated && !phrase.excepted
}

/// "A motorcycle next to a motorcycle": nothing stands next to itself.
fn stand_apart(ix: PhraseIx, other: PhraseIx, reading: &Reading) -> bool {
    let (phrase, earlier) = (&reading.phrases[ix], &reading.phrases[other]);
    let alike = phrase.means == earlier.means && matches!(phrase.means, Means::Thing(_));
    let single = [phrase, earlier].into_iter().all(|p| !p.is_many() && !p.negated);
    // "Another" is counted.
    let new = phrase.refers.is_none() && phrase.determiner == Determiner::Indefinite;
    alike && single && new && phrase.sentence == earlier.sentence && {
        use Planar::{Above, Below, LeftOf, Near, RightOf};
        reading.claims.iter().any(|c| {
            let directed = matches!(
                c.body,
                Body::InFront(_) | Body::Planar(LeftOf | RightOf | Above | Below | Near)
            );
            directed && !c.negated && !c.guessed && ties(c, ix, other)
        })
    }
}

/// The claim is about the one and the other.
fn ties(claim: &Claim, a: PhraseIx, b: PhraseIx) -> bool {
    let between = |a: PhraseIx, b: PhraseIx| {
        claim.subjects.first().is_some_and(|g| g.contains(&a)) && claim.objects.contains(&b)
    };
    between(a, b) || between(b, a)
}

/// "A white vase and a brown vase".
fn look_apart(ix: PhraseIx, other: PhraseIx, reading: &Reading) -> bool {
    let (phrase, earlier) = (&reading.phrases[ix], &reading.phrases[other]);
    let new = |p: &Phrase| p.determiner == Determiner::Indefinite && p.refers.is_none();
    phrase.sentence == earlier.sentence
        && ix != other
        && phrase.means == earlier.means
        && [phrase, earlier].into_iter().all(|p| new(p) && !p.is_many() && !p.negated)
        && looks_differ(ix, other, reading)
}

/// "The smaller vase is brown, the bigger one white".
fn are_opposed(large: bool, ix: PhraseIx, other: PhraseIx, reading: &Reading) -> bool {
    reading.phrases[ix].sentence == reading.phrases[other].sentence
        && extreme(other, reading) == Some(!large)
}

/// It is called the larger one of some, or the smaller.
fn extreme(ix: PhraseIx, reading: &Reading) -> Option<bool> {
    reading.claims.iter().find_map(|c| match c.body {
        Body::Extreme(large) if c.restricts && c.subjects == [[ix]] => Some(large),
        _ => None,
    })
}

fn are_two(ix: PhraseIx, other: PhraseIx, context: &Context<'_>) -> bool {
    let Context { reading, referents, words, .. } = context;
    let (phrase, earlier) = (&reading.phrases[ix], &reading.phrases[other]);
    let one = referents[other].chosen.len() == 1 && !earlier.is_many();
    if phrase.sentence != earlier.sentence || !one || !is_being(earlier, words) {
        return false;
    }
    let again = |p: PhraseIx| referents[p].again.unwrap_or(p);
    // "Her child", "a woman kisses her husband", "he poses with his friends".
    let owned = phrase.owner.is_some_and(|owner| again(owner) == again(other));
    // "A man and a woman".
    let apart = earlier.refers.is_none() && names::are_apart(phrase, earlier, words);
    // "A man stands next to a boy", "a cow feeds a calf".
    let tied = |c: &Claim| {
        use Body::{Has, InFront, Planar, Verb, VerbOf};
        matches!(c.body, Has | InFront(_) | Planar(_) | Verb(_) | VerbOf(_))
            && !c.negated
            && !c.guessed
            && ties(c, ix, other)
    };
    let known = earlier.refers.is_none_or(|r| matches!(r, Reference::Same(_)));
    known && (owned || !phrase.is_many() && (apart || reading.claims.iter().any(tied)))
}
