//! Of which regions a phrase may mean some: all of its name, or of the group that it takes some from; and how many.

use super::context::Context;
use super::names::Fit;
use super::seen::Evidence;
use super::shares;
use crate::fusion::read::claim::{Determiner, Means, Phrase, PhraseIx, Reading, Reference};
use crate::fusion::vocabulary::List;

/// Of a plural, those are meant that fit so much worse than the best; of "some of them" fewer.
const MANY: f32 = 0.7;
const SOME: f32 = 0.2;

/// Up to so many are told one by one.
const FEW: u32 = 3;

/// The regions that the phrase may mean: by its name, or of the group that it takes some from.
pub(super) fn pool(ix: PhraseIx, phrase: &Phrase, context: &Context<'_>) -> Vec<(usize, Fit)> {
    let Context { reading, referents, .. } = context;
    let group = match phrase.refers {
        Some(Reference::Among(group)) => Some((group, None)),
        Some(Reference::Besides(group, one)) => Some((group, Some(one))),
        _ => None,
    };
    let Some((group, besides)) = group else {
        // "All the cups except the red one".
        let excepted = reading.phrases.iter().zip(referents).filter(|(p, _)| {
            let all = phrase.every || phrase.plural && phrase.determiner == Determiner::Definite;
            all && p.excepted && !phrase.excepted && p.sentence == phrase.sentence
        });
        let mut others: Vec<usize> = excepted.flat_map(|(_, r)| r.chosen.clone()).collect();
        others.extend(watched(phrase, context));
        let candidates = referents[ix].candidates.iter();
        return candidates.filter(|c| !others.contains(&c.0)).copied().collect();
    };
    // "Two visitors on the left, a third on the right": not of the two.
    let told = &referents[group].chosen;
    if besides.is_none() && phrase.determiner == Determiner::Another && told.len() > 1 {
        let more = referents[ix].candidates.iter().filter(|c| !told.contains(&c.0));
        let more: Vec<(usize, Fit)> = more.copied().collect();
        if !more.is_empty() {
            return more;
        }
    }
    let of_group = if referents[group].chosen.len() > 1 {
        referents[group].chosen.clone()
    } else {
        referents[group].candidates.iter().map(|c| c.0).collect()
    };
    let excluded: Vec<usize> = match besides {
        // "A racket … another".
        // ... and "a woman … another woman … a third".
        Some(one) if one == group => {
            let more = (group + 1..ix).filter(|other| {
                let phrase = &reading.phrases[*other];
                phrase.determiner == Determiner::Another && !phrase.is_many()
            });
            let told = std::iter::once(group).chain(more);
            told.flat_map(|other| referents[other].chosen.clone()).collect()
        }
        Some(_) => reading
            .phrases
            .iter()
            .enumerate()
            .filter(|(other, _)| *other >= begins(ix, group, reading))
            .filter(|(other, p)| *other < ix && p.refers.is_some_and(|r| r.takes_from(group)))
            .filter(|(other, p)| {
                let number = referents[*other].chosen.len();
                p.quantity.as_ref().is_none_or(|q| {
                    q.max <= 1
                        || q.min == q.max && q.max as usize == number && number < of_group.len()
                })
            })
            .flat_map(|(other, _)| referents[other].chosen.clone())
            .collect(),
        None => shares::counted_before(ix, group, context, of_group.len()),
    };
    referents[ix]
        .candidates
        .iter()
        .filter(|c| of_group.contains(&c.0) && !excluded.contains(&c.0))
        .copied()
        .collect()
}

/// "Two men shout, and behind them the crowd …": who looks on is none of those of whom the caption tells one by one.
fn watched(phrase: &Phrase, context: &Context<'_>) -> Vec<usize> {
    let on = |list: List, p: &Phrase| match p.means {
        Means::Thing(noun) => list.has(&context.words.noun(noun).word),
        _ => false,
    };
    if !on(List::Onlookers, phrase) {
        return Vec::new();
    }
    let told = context.reading.phrases.iter().zip(&context.referents).filter(|(p, _)| {
        let few = !p.is_many() || p.quantity.as_ref().is_some_and(|q| q.max <= FEW);
        few && !p.negated && p.refers.is_none() && !on(List::Onlookers, p) && !on(List::People, p)
    });
    told.flat_map(|(_, r)| r.chosen.clone()).collect()
}

/// Where the enumeration begins that phrase `ix` goes on with: at the last "one" of the group.
fn begins(ix: PhraseIx, group: PhraseIx, reading: &Reading) -> PhraseIx {
    let one = reading.phrases[..ix].iter().rposition(|p| {
        matches!(p.refers, Some(Reference::Among(g)) if g == group)
            && p.quantity.as_ref().is_some_and(|q| q.max == 1)
    });
    one.unwrap_or(0)
}

/// How many regions a phrase means, given its candidates, best first; of a mass all that are alike, and so where it is
/// picked by a look or place ("all the lamps on the left").
pub(super) fn how_many(
    phrase: &Phrase,
    scored: &[(usize, f32)],
    evidence: &Evidence<'_>,
    mass: bool,
    picked: bool,
) -> usize {
    let asserted = scored.iter().filter(|s| evidence.asserted(s.0)).count();
    if scored.is_empty() {
        return 0;
    }
    let all = if asserted > 0 { asserted } else { scored.len() };
    match &phrase.quantity {
        _ if phrase.every && !picked => all,
        // "Neither the brown cup nor …": one cup.
        Some(q) if q.max == 0 && (phrase.plural || phrase.determiner != Determiner::Definite) => {
            all
        }
        Some(q) if q.max == 0 => 1,
        Some(q) if q.min == q.max => (q.min as usize).min(scored.len()),
        // "A few people can be seen on the left": those, where they are as many.
        Some(q) if q.min > 1 || q.max < u32::MAX => {
            let close = scored.iter().take_while(|s| s.1 > scored[0].1 - SOME).count();
            let enough = (q.min..=q.max).contains(&(close as u32));
            if enough { close.min(all) } else { all }
        }
        // "Some of them", and bare plurals: those of which it is said, or all if nothing tells them apart.
        some if phrase.plural || phrase.every || mass || some.is_some() => {
            let top = scored[0].1;
            let apart = if some.is_some() { SOME } else { MANY };
            let close = scored.iter().take_while(|s| s.1 > top - apart).count();
            close.clamp(1, all.max(1))
        }
        _ => 1,
    }
}
