//! Two things that are told by one another: "the girl looks angry, and the boy next to her grins". Which two these are is
//! weighed over both at once, where what is said is wrong of the two that seem likeliest one by one.

use super::referents::{Referent, scored};
use super::seen::Evidence;
use super::weights::weighed;
use crate::fusion::read::claim::{Body, Claim, Phrase, PhraseIx, Reading};
use crate::fusion::vocabulary::Vocabulary;

/// Another two are meant where so much more speaks for them.
const GAIN: f32 = 0.2;
/// Of more than so many, trying each would take long.
const MOST: usize = 12;

/// Finds such pairs, and what they mean.
pub(super) fn find(
    reading: &Reading,
    claims: &[Vec<&Claim>],
    takers: &[Vec<PhraseIx>],
    referents: &mut [Referent],
    evidence: &Evidence<'_>,
    words: &Vocabulary,
) {
    for claim in &reading.claims {
        let Some((a, b)) = pair(claim, reading, referents) else { continue };
        let wrong = |ix: PhraseIx| {
            let [at] = *referents[ix].chosen.as_slice() else { return false };
            let mut said = claims[ix].iter().filter(|c| !c.negated);
            said.any(|c| weighed(c, ix, at, reading, referents, evidence, words) < 0.0)
        };
        if !wrong(a) && !wrong(b) {
            continue;
        }
        let old = [referents[a].chosen.clone(), referents[b].chosen.clone()];
        let mean = |referents: &mut [Referent], ix: PhraseIx, chosen: &[usize]| {
            for ix in takers[ix].iter().chain([&ix]) {
                referents[*ix].chosen = chosen.to_vec();
            }
        };
        let weigh = |referents: &[Referent], ix: PhraseIx| {
            scored(ix, reading, &claims[ix], referents, evidence, words)
        };
        let of =
            |scored: &[(usize, f32)], at: usize| scored.iter().find(|s| s.0 == at).map(|s| s.1);
        // How they stand to each other counts once.
        let rest: Vec<&Claim> =
            claims[b].iter().copied().filter(|c| !std::ptr::eq(*c, claim)).collect();
        let total = |referents: &[Referent]| {
            let other = scored(b, reading, &rest, referents, evidence, words);
            let first = of(&weigh(referents, a), *referents[a].chosen.first()?)?;
            Some(first + of(&other, *referents[b].chosen.first()?)?)
        };
        let Some(mut most) = total(referents).map(|now| now + GAIN) else { continue };
        let mut best = old;
        for (at, _) in referents[a].candidates.clone() {
            mean(referents, a, &[at]);
            let other = weigh(referents, b).into_iter().find(|s| s.0 != at);
            let Some((other, _)) = other else { continue };
            mean(referents, b, &[other]);
            let tied = weighed(claim, a, at, reading, referents, evidence, words) > 0.0;
            if let Some(sum) = total(referents).filter(|sum| tied && *sum > most) {
                (most, best) = (sum, [vec![at], vec![other]]);
            }
        }
        mean(referents, a, &best[0]);
        mean(referents, b, &best[1]);
    }
}

/// The two that the relation tells of, each a single one that is named here for the first time.
fn pair(claim: &Claim, reading: &Reading, referents: &[Referent]) -> Option<(PhraseIx, PhraseIx)> {
    let relates = matches!(claim.body, Body::Planar(_) | Body::InFront(_));
    let root = |ix: PhraseIx| referents[ix].again.unwrap_or(ix);
    let ([a], [b]) = (claim.subjects.first()?.as_slice(), claim.objects.as_slice()) else {
        return None;
    };
    let (a, b) = (root(*a), root(*b));
    let own = |p: &Phrase| p.refers.is_none() && p.is.is_none() && !p.is_many() && !p.negated;
    let open = |ix: PhraseIx| {
        let referent = &referents[ix];
        let several = (2..=MOST).contains(&referent.candidates.len());
        own(&reading.phrases[ix]) && several && !referent.firm && referent.chosen.len() == 1
    };
    (relates && !claim.negated && a != b && open(a) && open(b)).then_some((a, b))
}
