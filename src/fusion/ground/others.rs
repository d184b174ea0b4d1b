//! "The other two", "three more dogs": how many are left when those are taken away that the caption told of before.

use super::context::Context;
use super::groups;
use crate::fusion::read::claim::{Determiner, Phrase, PhraseIx, Reference};

/// How many are left, surely and perhaps; `None` where it is not of others that the phrase speaks, or nobody knows of
/// which.
pub(super) fn left(
    ix: PhraseIx,
    asserted: &[usize],
    doubtful: &[usize],
    context: &Context<'_>,
) -> Option<(u32, u32)> {
    let phrase = &context.reading.phrases[ix];
    // A number alone is told apart by more than that.
    let bare = phrase.quantity.as_ref().is_some_and(|q| q.span == phrase.head);
    let others = matches!(phrase.determiner, Determiner::Another | Determiner::Other) && !bare;
    let told: Vec<usize> = match phrase.refers {
        Some(Reference::Besides(group, _))
            if others && !context.reading.phrases[group].is_many() =>
        {
            let pool = groups::pool(ix, phrase, context);
            let free = |at: &&usize| !pool.iter().any(|c| c.0 == **at);
            asserted.iter().chain(doubtful).filter(free).copied().collect()
        }
        None if others && phrase.nth.is_none() => {
            let earlier = context.reading.phrases[..ix].iter().zip(&context.referents);
            // "Three women: one smiles, the other two do not": the three tell none either, the one does.
            let number = |p: &Phrase| p.quantity.as_ref().map_or(0, |q| q.min);
            let whole = |p: &Phrase| p.means == phrase.means && number(p) > number(phrase);
            let of_whole = |p: &Phrase| {
                let of = match p.refers {
                    Some(Reference::Among(of)) => context.reading.phrases.get(of),
                    _ => None,
                };
                of.is_some_and(whole)
            };
            let named = |p: &Phrase| {
                (p.refers.is_none() && !whole(p) || of_whole(p))
                    && (p.sentence == phrase.sentence || p.sentence + 1 == phrase.sentence)
            };
            // "Several vehicles: a bus and two other cars": a word for all of them tells none.
            let all = |p: &Phrase, of: &[usize]| {
                p.means != phrase.means && asserted.iter().all(|at| of.contains(at))
            };
            let earlier =
                earlier.filter(|(p, r)| named(p) && !p.negated && !p.every && !all(p, &r.chosen));
            earlier.flat_map(|(_, r)| r.chosen.clone()).collect()
        }
        _ => return None,
    };
    let rest = |of: &[usize]| of.iter().filter(|at| !told.contains(at)).count() as u32;
    let some = told.iter().any(|at| asserted.contains(at));
    some.then(|| (rest(asserted), rest(doubtful)))
}
