//! Things told in a row: "from left to right, a horse, a cow and a tractor".

use super::meant::{Meant, is_of};
use super::seen::Evidence;
use super::stance;
use super::truth::{Answer, Truth};
use crate::fusion::read::claim::{PhraseIx, Planar};

/// Whether each stands so to the next: as the phrases were understood, or else as they may be.
pub(super) fn truth(
    planar: Planar,
    told: &[PhraseIx],
    meant: &Meant<'_>,
    evidence: &Evidence<'_>,
) -> Truth {
    let truth = Truth::of_all(each(planar, told, meant, evidence));
    let open = truth.answer == Answer::Fails && may_be(planar, told, meant, evidence);
    if open { Truth::unknown() } else { truth }
}

/// How well one that is tried stands among its neighbours, from -1 to 1: who tells things in a row hardly errs in one of
/// them, so no weighs as much as yes.
pub(super) fn fit(
    planar: Planar,
    told: &[PhraseIx],
    meant: &Meant<'_>,
    evidence: &Evidence<'_>,
) -> f32 {
    let each = each(planar, told, meant, evidence);
    let fit = |t: &Truth| match t.answer {
        Answer::Holds => t.score,
        Answer::Fails => -t.score,
        Answer::Unknown => 0.0,
    };
    each.iter().map(fit).sum::<f32>() / each.len().max(1) as f32
}

/// Of each, whether it stands so to the next; where one is tried, of it and its neighbours.
fn each(
    planar: Planar,
    told: &[PhraseIx],
    meant: &Meant<'_>,
    evidence: &Evidence<'_>,
) -> Vec<Truth> {
    let there: Vec<PhraseIx> =
        told.iter().copied().filter(|ix| !meant.of(*ix).is_empty()).collect();
    let tried =
        |ix: &PhraseIx| meant.tried.is_none_or(|(tried, _)| is_of(*ix, tried, meant.referents));
    let mut each = Vec::new();
    for pair in there.windows(2).filter(|pair| pair.iter().any(tried)) {
        let [first, next] = pair else { continue };
        let next = meant.of(*next);
        for (a, b) in meant.of(*first).iter().flat_map(|a| next.iter().map(move |b| (*a, *b))) {
            if a != b {
                let truth = stance::planar(a, b, planar, evidence);
                let score = truth.score.min(evidence.seen[a].confidence);
                each.push(Truth { score: score.min(evidence.seen[b].confidence), ..truth });
            }
        }
    }
    each
}

/// Some things of these names stand so, where it is not sure which are meant.
fn may_be(planar: Planar, told: &[PhraseIx], meant: &Meant<'_>, evidence: &Evidence<'_>) -> bool {
    let mut taken: Vec<usize> = Vec::new();
    for referent in told.iter().filter_map(|ix| meant.referents.get(*ix)) {
        let sure = referent.firm || referent.chosen.len() != 1;
        let among: Vec<usize> = if sure {
            referent.meant()
        } else {
            let asserted = referent.candidates.iter().map(|c| c.0);
            asserted.filter(|at| evidence.asserted(*at)).collect()
        };
        let fails =
            |a: usize, b: usize| stance::planar(a, b, planar, evidence).answer == Answer::Fails;
        let mut next: Vec<usize> = among
            .iter()
            .copied()
            .filter(|at| !taken.contains(at) && taken.last().is_none_or(|last| !fails(*last, *at)))
            .collect();
        // The first of those that may be next leaves most for what comes.
        next.sort_by_key(|at| next_before(*at, &among, planar, evidence));
        match next.first() {
            Some(at) => taken.push(*at),
            None if among.is_empty() => {}
            None => return false,
        }
    }
    true
}

/// How many of them stand before it in the row.
fn next_before(at: usize, among: &[usize], planar: Planar, evidence: &Evidence<'_>) -> usize {
    let before =
        |o: &&usize| **o != at && stance::planar(**o, at, planar, evidence).answer == Answer::Holds;
    among.iter().filter(before).count()
}
