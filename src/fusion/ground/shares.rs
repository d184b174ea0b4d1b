//! A group told in shares: "two of them are red, one is blue and one white". Each is in one share, and in which is weighed
//! over all of them at once.

use super::context::Context;
use super::manners::also_called;
use super::weights::weighed;
use crate::fusion::read::claim::{Body, Claim, Phrase, PhraseIx, Reading, Reference};

/// An exchange that gains less than this is none.
const GAIN: f32 = 0.02;
/// Exchanges after which it is left as it is.
const MOST: usize = 100;

/// "Two of them are red, one is blue and one white": who was counted before in the same breath is none of these.
pub(super) fn counted_before(
    ix: PhraseIx,
    group: PhraseIx,
    context: &Context<'_>,
    all: usize,
) -> Vec<usize> {
    let Context { reading, referents, .. } = context;
    let phrase = &reading.phrases[ix];
    let shares = |other: &PhraseIx| {
        let among = reading.phrases[*other].refers == Some(Reference::Among(group));
        among && is_share(*other, group, phrase.sentence, reading)
    };
    let bare = phrase.quantity.as_ref().is_some_and(|q| q.span.start == phrase.head.start);
    let counted: usize =
        (0..reading.phrases.len()).filter(shares).map(|s| number(s, reading)).sum();
    if !shares(&ix) || !bare || phrase.partitive || counted > all {
        return Vec::new();
    }
    (0..ix).filter(shares).flat_map(|other| referents[other].chosen.clone()).collect()
}

/// So many of the group, of whom the sentence tells something. "Two cups, one of them less certain": that is no share.
fn is_share(ix: PhraseIx, group: PhraseIx, sentence: usize, reading: &Reading) -> bool {
    let phrase = &reading.phrases[ix];
    let exact = |p: &Phrase| match p.refers {
        Some(Reference::Besides(..)) if p.quantity.is_none() => !p.is_many(),
        _ => p.quantity.as_ref().is_some_and(|q| q.min == q.max && q.max > 0),
    };
    let of_it = phrase.refers.is_some_and(|r| r.takes_from(group));
    let told = || reading.claims.iter().any(|c| is_about(c, ix, reading) && c.body != Body::Beyond);
    of_it && phrase.sentence == sentence && exact(phrase) && !phrase.negated && told()
}

/// Said of the share, or of what it is called: "another is a bighorn, small and on the left".
fn is_about(claim: &Claim, ix: PhraseIx, reading: &Reading) -> bool {
    let own = |s: &PhraseIx| *s == ix || reading.phrases[*s].refers == Some(Reference::Same(ix));
    claim.subjects.first().is_some_and(|g| g.iter().any(own))
}

/// How many are in a share.
fn number(ix: PhraseIx, reading: &Reading) -> usize {
    reading.phrases[ix].quantity.as_ref().map_or(1, |q| q.max as usize)
}

/// Exchanges members of shares, with one another and with those that are in none, as long as more becomes true. True where
/// anything changed.
pub(super) fn exchange(context: &mut Context<'_>) -> bool {
    let reading = context.reading;
    let mut changed = false;
    for group in 0..reading.phrases.len() {
        for shares in enumerations(group, reading) {
            let counted: usize = shares.iter().map(|s| number(*s, reading)).sum();
            if shares.len() > 1 && counted <= context.referents[group].chosen.len() {
                changed |= exchange_in(&shares, group, context);
            }
        }
    }
    changed
}

/// What a sentence counts of the group, with what later ones go on with: "One is red. Another is blue. The last is white."
fn enumerations(group: PhraseIx, reading: &Reading) -> Vec<Vec<PhraseIx>> {
    let mut all: Vec<Vec<PhraseIx>> = Vec::new();
    for (ix, phrase) in reading.phrases.iter().enumerate() {
        if !is_share(ix, group, phrase.sentence, reading) {
            continue;
        }
        let goes_on = |last: &PhraseIx| {
            let sentence = reading.phrases[*last].sentence;
            let besides = matches!(phrase.refers, Some(Reference::Besides(..)));
            sentence == phrase.sentence || besides && sentence + 1 == phrase.sentence
        };
        match all.last_mut().filter(|shares| shares.last().is_some_and(goes_on)) {
            Some(shares) => shares.push(ix),
            None => all.push(vec![ix]),
        }
    }
    all
}

/// A share, one of its members, and who would take its place: of another share, or of none.
type Move = (PhraseIx, usize, Option<PhraseIx>, usize);

fn exchange_in(shares: &[PhraseIx], group: PhraseIx, context: &mut Context<'_>) -> bool {
    for moves in 0..MOST {
        let fit = |ix: PhraseIx, at: usize| -> f32 { fit(ix, at, context) };
        let of = |ix: PhraseIx| context.referents[ix].chosen.iter().copied();
        let in_none = of(group).filter(|at| !shares.iter().any(|s| of(*s).any(|o| o == *at)));
        let free: Vec<usize> = in_none.filter(|at| context.evidence.asserted(*at)).collect();
        let mut best: Option<(f32, Move)> = None;
        let mut consider = |gain: f32, one: Move| {
            if gain > best.map_or(GAIN, |(most, _)| most) {
                best = Some((gain, one));
            }
        };
        for (nth, share) in shares.iter().enumerate() {
            for own in of(*share) {
                for other in &shares[nth + 1..] {
                    for theirs in of(*other).filter(|t| *t != own) {
                        let now = fit(*share, own) + fit(*other, theirs);
                        let then = fit(*share, theirs) + fit(*other, own);
                        consider(then - now, (*share, own, Some(*other), theirs));
                    }
                }
                for new in &free {
                    consider(fit(*share, *new) - fit(*share, own), (*share, own, None, *new));
                }
            }
        }
        let Some((_, (share, own, other, new))) = best else {
            let overlap = overlapping(shares, group, context);
            let Some(overlap) = overlap else { return moves > 0 };
            for (share, chosen) in overlap {
                context.referents[share].chosen = chosen;
            }
            return true;
        };
        put(&mut context.referents[share].chosen, own, new);
        if let Some(other) = other {
            put(&mut context.referents[other].chosen, new, own);
        }
    }
    true
}

/// How well the region as the share answers what is said of it.
fn fit(ix: PhraseIx, at: usize, context: &Context<'_>) -> f32 {
    let Context { reading, .. } = context;
    let about = reading.claims.iter().filter(|c| is_about(c, ix, reading));
    let said: f32 = about.map(|c| weighed(c, ix, at, context)).sum();
    said + also_called(ix, at, context)
}

/// "Two of them are in front, and one holds a board": perhaps one of the two, where the shares tell of different matters,
/// parted they are wrong, and all is right of those who answer each share best.
fn overlapping(
    shares: &[PhraseIx],
    group: PhraseIx,
    context: &Context<'_>,
) -> Option<Vec<(PhraseIx, Vec<usize>)>> {
    let Context { reading, referents, .. } = context;
    let kinds = |ix: PhraseIx| {
        let told = move |c: &&Claim| is_about(c, ix, reading) && c.body != Body::Beyond;
        reading.claims.iter().filter(told).map(|c| std::mem::discriminant(&c.body))
    };
    let alike = |a: PhraseIx, b: PhraseIx| kinds(a).any(|k| kinds(b).any(|other| other == k));
    let fit = |ix: PhraseIx, at: usize| fit(ix, at, context);
    let wrong = |ix: &PhraseIx| referents[*ix].chosen.iter().any(|at| fit(*ix, *at) < 0.0);
    let matters =
        shares.iter().enumerate().all(|(n, a)| !shares[..n].iter().any(|b| alike(*a, *b)));
    let some = |ix: &PhraseIx| reading.phrases[*ix].refers == Some(Reference::Among(group));
    if !matters || !shares.iter().all(some) || !shares.iter().any(wrong) {
        return None;
    }
    let best = |share: &PhraseIx| {
        let mut all = referents[group].chosen.clone();
        all.sort_by(|a, b| fit(*share, *b).total_cmp(&fit(*share, *a)));
        all.truncate(referents[*share].chosen.len());
        all.sort_unstable();
        all.iter().all(|at| fit(*share, *at) > 0.0).then_some((*share, all))
    };
    shares.iter().map(best).collect()
}

fn put(chosen: &mut [usize], old: usize, new: usize) {
    if let Some(place) = chosen.iter_mut().find(|at| **at == old) {
        *place = new;
    }
    chosen.sort_unstable();
}
