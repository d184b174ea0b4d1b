//! All that a caption is judged by: what was read, what its phrases mean, and the evidence.

use super::finding::{ClaimKind, Finding, Verdict};
use super::names::Fit;
use super::referents::Referent;
use super::seen::Evidence;
use crate::domain::FactRef;
use crate::fusion::read::claim::{Means, Phrase, PhraseIx, Reading, Reference};
use crate::fusion::vocabulary::Vocabulary;

/// What was read of a caption, what it means as far as that is settled, and what it is held against.
pub struct Context<'a> {
    /// The caption.
    pub text: &'a str,
    pub reading: &'a Reading,
    /// By phrase; empty as long as nobody has asked what they mean.
    pub referents: Vec<Referent>,
    pub evidence: &'a Evidence<'a>,
    pub words: &'a Vocabulary,
}

impl<'a> Context<'a> {
    /// Before anything is settled.
    pub fn new(text: &'a str, reading: &'a Reading, evidence: &'a Evidence<'a>) -> Self {
        Self { text, reading, referents: Vec::new(), evidence, words: evidence.words }
    }

    /// The phrase has a noun of its own, not a pronoun or a bare number.
    pub(super) fn says_noun(&self, ix: PhraseIx) -> bool {
        let phrase = &self.reading.phrases[ix];
        match phrase.refers {
            Some(Reference::Same(earlier)) => phrase.means != self.reading.phrases[earlier].means,
            _ => phrase.refers.is_none(),
        }
    }

    /// The phrase names something in evidence that is no person: what belongs to it is a part of it.
    pub(super) fn is_lifeless_here(&self, ix: PhraseIx) -> bool {
        let there = &self.referents[ix].chosen;
        !there.is_empty() && !there.iter().any(|at| self.evidence.is_person(*at))
    }

    /// The phrase may name a person, or nobody knows what; and no animal is meant by it ("he", of a dog).
    pub(super) fn may_feel(&self, ix: PhraseIx) -> bool {
        let there = &self.referents[ix].chosen;
        if !there.is_empty() && !self.is_of_person(ix) {
            return false;
        }
        match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.may_be_person(noun),
            _ => true,
        }
    }

    /// The phrase means a person.
    pub(super) fn is_of_person(&self, ix: PhraseIx) -> bool {
        self.referents[ix].chosen.iter().any(|at| self.evidence.is_person(*at))
    }

    pub(super) fn finding(&self, phrase: &Phrase, kind: ClaimKind, verdict: Verdict) -> Finding {
        Finding {
            verdict,
            kind,
            span: Some(phrase.head.clone()),
            hedged: phrase.hedged,
            score: 0.0,
            rests_on: Vec::new(),
            why: String::new(),
            mends: Vec::new(),
        }
    }

    pub(super) fn regions(&self, of: &[usize]) -> Vec<FactRef> {
        of.iter().filter_map(|at| self.evidence.region(*at)).collect()
    }

    pub(super) fn score(&self, of: &[usize]) -> f32 {
        of.iter().map(|at| self.evidence.seen[*at].confidence).fold(f32::INFINITY, f32::min)
    }

    /// Regions that answer to the phrase's noun and are asserted.
    pub(super) fn asserted(&self, ix: PhraseIx) -> Vec<usize> {
        let candidates = self.referents[ix].candidates.iter();
        let answering = candidates.filter(|c| c.1 != Fit::Narrower || self.plain_narrower(ix));
        answering.map(|c| c.0).filter(|at| self.evidence.asserted(*at)).collect()
    }

    pub(super) fn doubtful(&self, ix: PhraseIx) -> Vec<usize> {
        let candidates = self.referents[ix].candidates.iter().filter(|c| c.1 != Fit::Narrower);
        let doubtful = candidates
            .map(|c| c.0)
            .filter(|at| !self.evidence.seen[*at].rejected && !self.evidence.asserted(*at));
        doubtful.collect()
    }

    /// Numbers of poodles are judged by the dogs, where no dog's breed is known.
    pub(super) fn plain_narrower(&self, ix: PhraseIx) -> bool {
        self.referents[ix].candidates.iter().all(|c| c.1 == Fit::Narrower)
    }
}
