//! Which regions phrases mean while a claim is judged, one of them perhaps tried on another region.

use super::names::Fit;
use super::referents::Referent;
use super::seen::Evidence;
use crate::fusion::read::claim::PhraseIx;

/// The regions that phrases mean, but for one that is tried on another region.
pub(super) struct Meant<'a> {
    pub(super) referents: &'a [Referent],
    pub(super) tried: Option<(PhraseIx, usize)>,
}

impl Meant<'_> {
    pub(super) fn of(&self, ix: PhraseIx) -> Vec<usize> {
        match self.tried {
            Some((tried, at)) if is_of(ix, tried, self.referents) => vec![at],
            _ => self.referents.get(ix).map(Referent::meant).unwrap_or_default(),
        }
    }

    /// Everything of its name, where no certain one is meant.
    pub(super) fn any_of(&self, ix: PhraseIx) -> Option<Vec<usize>> {
        let referent = self.referents.get(ix).filter(|r| r.any && !r.chosen.is_empty())?;
        Some(referent.candidates.iter().map(|c| c.0).collect())
    }

    /// The phrase may mean what the region holds: "the cup holds espresso" of the box that shows both.
    pub(super) fn held_by(&self, ix: PhraseIx, at: usize) -> bool {
        match self.tried {
            Some((tried, other)) if is_of(ix, tried, self.referents) => other == at,
            _ => {
                let referent = self.referents.get(ix);
                referent.is_some_and(|r| r.candidates.contains(&(at, Fit::Fine)))
            }
        }
    }

    /// Those of which one is meant, no matter which.
    pub(super) fn whichever(&self, ix: PhraseIx) -> Option<Vec<usize>> {
        let tried = self.tried.is_some_and(|(tried, _)| is_of(ix, tried, self.referents));
        let referent = self.referents.get(ix).filter(|r| r.one_of && !tried)?;
        referent.group.map(|group| self.of(group))
    }

    /// Those among which one is the leftmost, the nearest or "the one on the left": what it was taken from, or else all
    /// of its name; of "the nearest thing", everything.
    pub(super) fn among(
        &self,
        ix: PhraseIx,
        restricts: bool,
        evidence: &Evidence<'_>,
    ) -> Vec<usize> {
        let Some(referent) = self.referents.get(ix) else { return Vec::new() };
        if let Some(group) = referent.group.map(|group| self.of(group)).filter(|g| g.len() > 1) {
            return group;
        }
        let there = |at: &usize| evidence.asserted(*at);
        if !referent.named {
            return (0..evidence.seen.len()).filter(there).collect();
        }
        let named = referent.candidates.iter().filter(|(_, fit)| *fit != Fit::Narrower);
        let named = named.map(|(at, _)| *at).filter(there);
        if restricts && referent.only { named.collect() } else { Vec::new() }
    }

    /// One of the phrases has a name.
    pub(super) fn names(&self, phrases: &[PhraseIx]) -> bool {
        phrases.iter().any(|ix| self.referents.get(*ix).is_some_and(|r| r.named))
    }
}

/// The phrase, or what takes it up.
pub(super) fn is_of(ix: PhraseIx, tried: PhraseIx, referents: &[Referent]) -> bool {
    ix == tried || referents.get(ix).is_some_and(|r| r.again == Some(tried))
}
