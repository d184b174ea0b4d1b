//! Second thoughts on what phrases mean: settled one by one, two of them may hold each other in a wrong place ("left of the man
//! with the bat and right of the smiling one is a player"). Where something said of a phrase is wrong of what it means, it
//! is tried on others, whoever means these takes its place, all phrases that it is told with are settled anew, and what makes
//! the whole more true is kept.

use super::context::Context;
use super::referents::{choose, score, scored};
use super::weights::weighed;
use crate::fusion::read::claim::{Claim, Determiner, PhraseIx};
use std::collections::BTreeSet;

/// What gains less is left as it is.
const GAIN: f32 = 0.3;
/// So many phrases at most are thought over.
const MOST: usize = 6;
/// On so many regions at most, the likeliest ones, each of them is tried.
const TRIED: usize = 4;

/// Tries every phrase of which something wrong is said on other regions.
pub(super) fn think(context: &mut Context<'_>, claims: &[Vec<&Claim>]) {
    let wrong: Vec<PhraseIx> =
        (0..claims.len()).filter(|ix| is_wrong(*ix, context, claims)).take(MOST).collect();
    for ix in wrong {
        if !is_wrong(ix, context, claims) {
            continue;
        }
        let told = told_with(ix, context, claims);
        let before: Vec<Vec<usize>> = context.referents.iter().map(|r| r.chosen.clone()).collect();
        let mut best: Option<(f32, Vec<Vec<usize>>)> = None;
        let others = scored(ix, context, &claims[ix]).into_iter().map(|(at, _)| at);
        let others = others.filter(|at| before[ix] != [*at] && context.evidence.asserted(*at));
        for other in others.take(TRIED).collect::<Vec<_>>() {
            let holders = holders(&told, other, &before[ix], context);
            let kin = [told.clone(), holders.clone()].concat();
            let now = worth(&kin, context, claims);
            context.referents[ix].chosen = vec![other];
            // Each that is moved for it must be worth it.
            let least = GAIN * (1 + holders.len()) as f32;
            for of in holders {
                context.referents[of].chosen.clone_from(&before[ix]);
            }
            for of in told.iter().filter(|of| **of != ix) {
                context.referents[*of].chosen = choose(*of, context, &claims[*of]).0;
            }
            let then = worth(&kin, context, claims);
            if then - now > best.as_ref().map_or(least, |(most, _)| *most) {
                best = Some((
                    then - now,
                    context.referents.iter().map(|r| r.chosen.clone()).collect(),
                ));
            }
            restore(context, &before);
        }
        if let Some((_, chosen)) = best {
            restore(context, &chosen);
        }
    }
}

/// Others that mean that region now and may mean the one that is given up for it: "a man walks beside another; a third one is
/// on the right", where the third has been given the place of the other.
fn holders(
    told: &[PhraseIx],
    at: usize,
    given_up: &[usize],
    context: &Context<'_>,
) -> Vec<PhraseIx> {
    let holds = |of: &PhraseIx| {
        let referent = &context.referents[*of];
        let phrase = &context.reading.phrases[*of];
        let new = phrase.refers.is_none() && phrase.determiner != Determiner::Definite;
        let single = !phrase.is_many() && new && referent.again.is_none();
        let may = referent.candidates.iter().any(|c| given_up == [c.0]) && !referent.firm;
        single && may && referent.chosen == [at] && !told.contains(of)
    };
    (0..context.referents.len()).filter(holds).collect()
}

fn restore(context: &mut Context<'_>, chosen: &[Vec<usize>]) {
    for (referent, chosen) in context.referents.iter_mut().zip(chosen) {
        referent.chosen.clone_from(chosen);
    }
}

/// A single thing of which something is said that is wrong of it.
fn is_wrong(ix: PhraseIx, context: &Context<'_>, claims: &[Vec<&Claim>]) -> bool {
    let phrase = &context.reading.phrases[ix];
    let [at] = *context.referents[ix].chosen.as_slice() else { return false };
    let referent = &context.referents[ix];
    let single = !phrase.is_many() && !phrase.negated && referent.again.is_none() && !referent.firm;
    // "The car is the nearer of the two", which is the car.
    let single = single && phrase.is.is_none();
    single && claims[ix].iter().any(|c| weighed(c, ix, at, context) < 0.0)
}

/// The phrase, and all single ones that claims tell together with it, or with one of these.
fn told_with(ix: PhraseIx, context: &Context<'_>, claims: &[Vec<&Claim>]) -> Vec<PhraseIx> {
    let mut found = BTreeSet::from([ix]);
    for _ in 0..2 {
        for of in found.clone() {
            let said =
                claims[of].iter().flat_map(|c| c.objects.iter().chain(c.subjects.iter().flatten()));
            found.extend(said.copied());
        }
    }
    let again = (0..context.referents.len())
        .filter(|of| context.referents[*of].again.is_some_and(|e| found.contains(&e)));
    found.extend(again.collect::<Vec<_>>());
    found.into_iter().collect()
}

/// How well what these phrases mean answers to what is said of them.
fn worth(of: &[PhraseIx], context: &Context<'_>, claims: &[Vec<&Claim>]) -> f32 {
    let each = of.iter().map(|ix| match context.referents[*ix].chosen.as_slice() {
        [at] if context.referents[*ix].again.is_none() => score(*ix, *at, context, &claims[*ix]),
        _ => 0.0,
    });
    each.sum()
}
