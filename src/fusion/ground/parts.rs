//! Whether a phrase names a part of something that is in evidence, which is beyond what that tells.

use super::context::Context;
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, Phrase, PhraseIx};
use crate::naming::taxonomy::NodeIx;

/// Less sure evidence does not even hint at a thing.
const HINTED: f32 = 0.2;

impl Context<'_> {
    /// An animal was named last before the phrase, and nobody who might wear it.
    fn grows_on(&self, ix: PhraseIx) -> bool {
        let phrases = &self.reading.phrases;
        let near = |p: &&Phrase| p.sentence == phrases[ix].sentence;
        let living = |p: &Phrase| match p.means {
            Means::Thing(noun) if self.words.is_living(noun) => Some(!self.words.is_person(noun)),
            _ => None,
        };
        let worn = |c: &Claim| matches!(c.body, Body::Verb(_)) && c.objects.contains(&ix);
        phrases[..ix].iter().rev().take_while(near).find_map(living) == Some(true)
            && !self.reading.claims.iter().any(worn)
    }

    /// "A car is parked there; the hood is open": a thing that has such a part was named last before, nobody who wears it.
    fn is_fitted(&self, ix: PhraseIx) -> bool {
        let phrases = &self.reading.phrases;
        let Means::Thing(part) = phrases[ix].means else { return false };
        let bears = |p: &Phrase| match p.means {
            Means::Thing(noun) if self.words.is_living(noun) => Some(false),
            Means::Thing(noun) if self.words.may_have(noun, part) => Some(true),
            _ => None,
        };
        phrases[..ix].iter().rev().find_map(bears) == Some(true)
    }

    /// The phrase names a part of a thing: always one, if anything is there that may have it, or no thing of that name is in
    /// evidence, but one that has it. Of what is also worn, its owner must have it.
    pub(super) fn is_part(&self, ix: PhraseIx) -> bool {
        let phrase = &self.reading.phrases[ix];
        let Means::Thing(noun) = phrase.means else { return false };
        let noun_of = self.words.noun(noun);
        let seen = &self.evidence.seen;
        // What evidence calls just so was boxed.
        if seen.iter().any(|s| s.label.eq_ignore_ascii_case(&noun_of.word)) {
            return false;
        }
        let of_whole = |at: usize| {
            let whole =
                |w: &NodeIx| seen[at].node.is_some_and(|n| self.evidence.taxonomy.is_a(n, *w));
            noun_of.wholes.iter().any(whole)
        };
        let has_it = |at: &usize| self.evidence.asserted(*at) && of_whole(*at);
        let had = || match phrase.owner {
            // "The roof of the hotel": of whatever hotel.
            Some(owner) => {
                let may = matches!(self.reading.phrases[owner].means,
                    Means::Thing(whole) if self.words.may_have(whole, noun));
                may && phrase.determiner == Determiner::Definite
                    || self.referents[owner].chosen.iter().any(has_it)
            }
            None => {
                // "The door": but "a window" is rather one of a house, be it there or not.
                let house = self.evidence.taxonomy.lookup("building");
                let known = phrase.determiner == Determiner::Definite
                    || !noun_of.wholes.iter().any(|whole| Some(*whole) == house);
                // "Dog: white, long coat": its own, and nothing that is worn.
                let worn = noun_of.garment
                    && !(self.words.is_covering(noun) && self.grows_on(ix))
                    && !(phrase.determiner == Determiner::Definite && self.is_fitted(ix));
                let of_one = (known || noun_of.garment) && (0..seen.len()).any(|at| has_it(&at));
                !worn && of_one
            }
        };
        // Leaves, where no plant is anywhere, are things like any other.
        let may_have_it =
            |at: &usize| !seen[*at].rejected && seen[*at].confidence >= HINTED && of_whole(*at);
        let always = self.words.is_part(noun)
            && !(phrase.plural && noun_of.several)
            && (noun_of.wholes.is_empty()
                || noun_of.anywhere
                || phrase.owner.is_some()
                || (0..seen.len()).any(|at| may_have_it(&at)));
        always || self.referents[ix].candidates.is_empty() && had()
    }
}
