//! Several things by their order, "from left to right", and by what they stand on either side of.

use super::cat::Cat;
use super::roles::Group;
use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, PhraseIx, Planar};
use crate::fusion::vocabulary::Meaning;

impl Parser<'_> {
    /// "From left to right, a horse, a cow and a tractor": each stands so to the next.
    pub(super) fn row(&mut self, s: usize, planar: Planar, parsed: &Parsed) {
        let told = parsed.of(&self.told_in_a_row(s, parsed));
        if told.len() < 2 || self.goes_along(s, parsed) {
            return;
        }
        let claim = self.claim(s, Body::Row(planar), vec![told.clone()], parsed);
        self.reading.claims.push(Claim { objects: told, restricts: false, ..claim });
    }

    /// "Walk from left to right": a way, and no order.
    fn goes_along(&self, s: usize, parsed: &Parsed) -> bool {
        let before = s.checked_sub(1).map(|b| &self.items[parsed.symbols[b].item].meaning);
        matches!(before, Some(Meaning::Action | Meaning::Verb { .. }))
    }

    /// The things that the words come before, or else stand behind.
    fn told_in_a_row(&self, s: usize, parsed: &Parsed) -> Group {
        let longest = |after: bool| {
            let groups = parsed.roles.iter().flat_map(|r| r.hosts.iter().chain([&r.objects]));
            let there = groups.filter(|g| g.len() > 1 && g.iter().all(|o| (*o > s) == after));
            there.max_by_key(|g| g.len()).cloned()
        };
        let known = longest(true).unwrap_or_default();
        let listed = self.listed_after(s, parsed);
        if listed.len() > known.len() {
            return listed;
        }
        if known.is_empty() { longest(false).unwrap_or_default() } else { known }
    }

    /// What the rest of the sentence tells one by one, by itself or by what each does.
    fn listed_after(&self, s: usize, parsed: &Parsed) -> Group {
        let governed = |n: &usize| parsed.roles.iter().any(|role| role.objects.contains(n));
        let ends = (s + 1..parsed.symbols.len())
            .find(|at| parsed.roles[*at].cat == Some(Cat::Stop) && *at > s + 1)
            .unwrap_or(parsed.symbols.len());
        let named = |n: &usize| parsed.symbols[*n].chunk.is_some() && parsed.is_noun(*n);
        (s + 1..ends).filter(named).filter(|n| !governed(n)).collect()
    }

    /// "A bench with trees on either side", "flanking the door are two lamps": what is between is told of.
    pub(super) fn flanked(&mut self, mut claim: Claim) {
        let first = claim.subjects.first().cloned().unwrap_or_default();
        let around = claim.subjects.iter().filter(|g| first.iter().all(|ix| g.contains(ix)));
        let around = around.max_by_key(|g| g.len()).cloned().unwrap_or_default();
        let within: Vec<PhraseIx> = claim.objects.clone();
        if around.is_empty() || within.iter().any(|ix| around.contains(ix)) {
            return;
        }
        claim.body = Body::Planar(Planar::Between);
        claim.restricts = false;
        (claim.subjects, claim.objects) = (vec![within], around);
        self.between(claim);
    }

    /// "Between the cars"; of one thing alone it is beside it.
    pub(super) fn between(&mut self, mut claim: Claim) {
        let one = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            !phrase.is_many() && phrase.refers.is_none()
        };
        if let [only] = claim.objects[..]
            && one(&only)
        {
            claim.body = Body::Planar(Planar::Near);
            claim.guessed = true;
        }
        self.reading.claims.push(claim);
    }
}
