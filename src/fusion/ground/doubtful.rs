//! Where nothing that is sure is as the caption says and something doubtful is, that one is meant: "another man in the
//! upper left corner".

use super::context::Context;
use super::meant;
use super::stance;
use super::truth::{Answer, Truth};
use super::verdict;
use super::weights::speaks_of;
use crate::fusion::read::claim::{Body, Claim, Determiner, Phrase, PhraseIx, Planar};

/// A phrase whose candidates are tried on what is said of it.
pub(super) struct Tried<'a> {
    pub(super) ix: PhraseIx,
    pub(super) phrase: &'a Phrase,
    pub(super) claims: &'a [&'a Claim],
    pub(super) context: &'a Context<'a>,
}

impl Tried<'_> {
    /// The doubtful regions that are meant rather than any that is sure; candidates come best first.
    pub(super) fn doubtful(&self, scored: &[(usize, f32)]) -> Option<Vec<usize>> {
        if self.phrase.negated || self.phrase.is_many() {
            return None;
        }
        let new = matches!(self.phrase.determiner, Determiner::Indefinite | Determiner::Another);
        let said: Vec<&Claim> = self.said(!new);
        let answers = |at: usize| said.iter().map(|c| self.answer(c, at)).collect::<Vec<_>>();
        let denied = |at: &usize| answers(*at).contains(&Answer::Fails);
        // Its size alone makes no doubtful thing the one that is meant: "a small bird".
        let stands = |c: &&Claim| !matches!(c.body, Body::Size(_));
        let tells =
            |at: usize| said.iter().any(|c| stands(c) && self.answer(c, at) == Answer::Holds);
        let fits = |at: &usize| tells(*at) && !denied(at);
        let each = || scored.iter().map(|s| s.0);
        let (sure, unsure): (Vec<usize>, Vec<usize>) =
            each().partition(|at| self.context.evidence.asserted(*at));
        if sure.iter().any(fits) {
            return None;
        }
        // "A blue vase next to the bowl", where the sure one is next to it and brown: that one, and it is not blue.
        let only = |at: &usize| {
            let so = |c: &Claim, at: usize| self.answer(c, at) == Answer::Holds;
            said.iter().any(|c| stands(c) && so(c, *at) && !sure.iter().any(|s| so(c, *s)))
        };
        let shown = unsure.into_iter().filter(|at| !self.context.evidence.seen[*at].rejected);
        let fitting: Vec<usize> =
            shown.filter(|at| fits(at) && (sure.is_empty() || only(at))).collect();
        // "On the right, a customer eats a bowl of ramen", which only one on the left does.
        let acts = |c: &&&Claim| {
            matches!(c.body, Body::Verb(_) | Body::VerbOf(_)) && !c.objects.is_empty()
        };
        let done = |at: &usize| said.iter().filter(acts).any(|c| self.is_surely_so(c, *at));
        // "A brown vase to the right of the bowl": the brown one, though it is to the left.
        let looks = |c: &&&Claim| {
            c.restricts
                && matches!(c.body, Body::Colour(_) | Body::Emotion(_))
                && c.subjects == [[self.ix]]
        };
        let looks_so = |at: &usize| said.iter().filter(looks).any(|c| self.is_surely_so(c, *at));
        let known = |at: &usize| done(at) || looks_so(at);
        let another = self.phrase.determiner == Determiner::Indefinite && sure.iter().any(known);
        match fitting.as_slice() {
            [one] if new && (!another || known(one)) => Some(vec![*one]),
            // Of several the best, where what is sure stands elsewhere, and nothing of it is so.
            [best, ..] if !sure.is_empty() => {
                let stands = |c: &&&Claim| {
                    matches!(c.body, Body::Place(_) | Body::Planar(_) | Body::InFront(_))
                };
                let elsewhere = |at: &usize| {
                    let mut placed = said.iter().filter(stands);
                    let mut so = said.iter().filter(|c| !matches!(c.body, Body::Size(_)));
                    placed.any(|c| self.answer(c, *at) == Answer::Fails)
                        && !so.any(|c| self.is_surely_so(c, *at))
                };
                sure.iter().all(elsewhere).then(|| vec![*best])
            }
            _ => None,
        }
    }

    /// "Two people side by side": of all pairs the one that fits best, near to one another.
    pub(super) fn pair(&self, scored: &[(usize, f32)]) -> Option<Vec<usize>> {
        let near = |c: &&&Claim| {
            c.body == Body::Planar(Planar::Near) && !c.negated && c.objects == [self.ix]
        };
        let together = self.claims.iter().any(|c| near(&c) && c.subjects == [[self.ix]]);
        let two = self.phrase.quantity.as_ref().is_some_and(|q| q.min == 2 && q.max == 2);
        if !together || !two || scored.len() < 3 || self.phrase.negated {
            return None;
        }
        let shown: Vec<&(usize, f32)> =
            scored.iter().filter(|s| !self.context.evidence.seen[s.0].rejected).collect();
        let pairs = shown.iter().enumerate().flat_map(|(i, a)| {
            shown[i + 1..].iter().map(|b| {
                let near = stance::planar(a.0, b.0, Planar::Near, self.context.evidence);
                let fit = match near.answer {
                    Answer::Holds => 1.0,
                    Answer::Fails => -1.0,
                    Answer::Unknown => 0.0,
                };
                (a.1 + b.1 + fit, a.0.min(b.0), a.0.max(b.0))
            })
        });
        let best = pairs.max_by(|a, b| a.0.total_cmp(&b.0).then((b.1, b.2).cmp(&(a.1, a.2))))?;
        Some(vec![best.1, best.2])
    }

    /// What is said of the phrase, of a known thing only what tells which one it is.
    fn said(&self, known: bool) -> Vec<&Claim> {
        let said = self.claims.iter().copied().filter(|c| {
            let told = c.restricts && speaks_of(c, self.ix) || !known;
            let subject = c.subjects.first().is_some_and(|g| g.contains(&self.ix));
            // "A cow stands beside a calf" tells of the calf.
            let first = c.subjects.first().is_some_and(|g| g.iter().all(|s| *s < self.ix));
            let related = first && matches!(c.body, Body::Planar(_)) && c.objects == [self.ix];
            // "A small bird", "a silver bike": be it small or silver or not, the one that is there for sure.
            let look = matches!(c.body, Body::Beyond | Body::Has | Body::Size(_));
            told && (subject || related) && !look
        });
        said.collect()
    }

    fn answer(&self, claim: &Claim, at: usize) -> Answer {
        self.truth(claim, at).answer
    }

    fn is_surely_so(&self, claim: &Claim, at: usize) -> bool {
        let truth = self.truth(claim, at);
        truth.answer == Answer::Holds && truth.score >= self.context.evidence.rules.assert
    }

    /// What the evidence says of the claim if that region is meant; nothing stands in a relation to itself.
    fn truth(&self, claim: &Claim, at: usize) -> Truth {
        let other = if claim.objects == [self.ix] {
            claim.subjects.first().map_or(&[][..], Vec::as_slice)
        } else {
            claim.objects.as_slice()
        };
        let own = |ix: &PhraseIx| meant::is_of(*ix, self.ix, &self.context.referents);
        let itself = other.iter().any(|o| !own(o) && self.context.referents[*o].chosen == [at]);
        if itself && matches!(claim.body, Body::Planar(_) | Body::InFront(_)) {
            return Truth::fails(1.0, Vec::new(), "itself");
        }
        verdict::truth_if(claim, self.ix, at, self.context)
    }
}
