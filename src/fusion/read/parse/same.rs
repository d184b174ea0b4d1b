//! Phrases that speak of another phrase's thing: "the animal is a dog", "the nearer one is the red one".

use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Reference};
use crate::fusion::read::phrase::Spoken;
use crate::fusion::vocabulary::Meaning;

impl Parser<'_> {
    /// "The animal is a dog": the second phrase speaks of the first one's thing.
    pub(super) fn identify(&mut self, ix: PhraseIx, subject: PhraseIx, told: bool) {
        // "My daughter is six": so old, and there are no six daughters.
        let (number, one) = (&self.reading.phrases[ix], &self.reading.phrases[subject]);
        let bare = number.quantity.as_ref().is_some_and(|q| q.span == number.head && q.min > 1);
        if bare && !one.is_many() && self.may_act(subject) {
            let number = &mut self.reading.phrases[ix];
            (number.means, number.refers, number.quantity) = (Means::Unknown, None, None);
            return;
        }
        // "It's a plane", with nothing named before: that there is one.
        let known = self.reading.phrases[subject].means != Means::Unknown;
        // "What holds the eye is the pair of dogs".
        if self.is_part(subject) && !self.is_part(ix) {
            return;
        }
        // "The nearest thing is a ball".
        if !known && subject < ix && told {
            self.reading.phrases[subject].refers.get_or_insert(Reference::Same(ix));
            return;
        }
        let picked = self.is_picked(ix);
        let phrase = &mut self.reading.phrases[ix];
        if known && phrase.refers.is_none() && subject < ix {
            phrase.refers = Some(Reference::Same(subject));
        }
        // "The cat is the nearer of the two".
        if known && picked && matches!(phrase.refers, Some(Reference::Among(_))) {
            phrase.is = Some(subject);
        }
    }

    /// The nearest, the largest, the leftmost.
    pub(super) fn is_picked(&self, ix: PhraseIx) -> bool {
        let picks = |c: &Claim| {
            matches!(c.body, Body::Foremost(_) | Body::Extreme(_) | Body::Nth { .. })
                && c.subjects == [vec![ix]]
        };
        self.reading.claims.iter().any(picks)
    }

    /// One of the two is somebody, the other a thing without life; or an animal, which a guest may be, but no teenager.
    pub(super) fn are_unlike(&self, a: PhraseIx, b: PhraseIx) -> bool {
        let person = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.is_person(noun),
            _ => false,
        };
        let lifeless = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => !self.words.may_be_person(noun) && !self.words.is_living(noun),
            _ => false,
        };
        let plain = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.is_person(noun) && !self.words.is_role(noun),
            _ => false,
        };
        let animal = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.is_living(noun) && !self.words.may_be_person(noun),
            _ => false,
        };
        let one = |a, b| person(a) && lifeless(b) || plain(a) && animal(b);
        one(a, b) || one(b, a)
    }

    /// "The nearer scooter is the red one": that it is red is said of it. "The third, a red one": which one is meant.
    pub(super) fn is_the_one(&mut self, ix: PhraseIx, subject: PhraseIx, restricts: bool) {
        self.is_one_of_its_like(ix, subject);
        let (phrase, other) = (&self.reading.phrases[ix], &self.reading.phrases[subject]);
        let bare = phrase.head.start == phrase.span.start && phrase.means == other.means;
        // "One of them is red and one blue": as many again.
        let counted = phrase.quantity.is_some() && other.quantity.is_some();
        if !bare || counted || phrase.is_many() || other.is_many() || subject >= ix {
            return;
        }
        let mut told = false;
        for claim in self.reading.claims.iter_mut().filter(|c| c.subjects == [vec![ix]]) {
            (claim.subjects, claim.restricts) = (vec![vec![subject]], restricts);
            told = true;
        }
        // "The man at the table is the one in black": he himself.
        let of_it = self.reading.phrases[ix].refers == Some(Reference::Among(subject));
        if told || of_it && !restricts {
            self.reading.phrases[ix].refers = Some(Reference::Same(subject));
        }
    }

    /// "The boat is the nearer of the pair": two of which nothing was said before, and no people.
    fn is_one_of_its_like(&mut self, ix: PhraseIx, subject: PhraseIx) {
        let Some(Reference::Among(group)) = self.reading.phrases[ix].refers else { return };
        let (of, other) = (&self.reading.phrases[group], &self.reading.phrases[subject]);
        let thing = matches!(other.means, Means::Thing(_)) && of.means != other.means;
        if thing && group > subject && of.head == of.span && of.refers.is_none() {
            self.reading.phrases[ix].means = other.means.clone();
            self.reading.phrases[group].means = Means::Unknown;
        }
    }

    /// "With a hill behind it, the house …": the pronoun speaks of what comes after.
    pub(super) fn look_ahead(&mut self, spoken: &Spoken, at: usize, parsed: &Parsed) {
        let Some(pronoun) = spoken.chunk.is_pronoun() else { return };
        let before = match self.reading.phrases[spoken.ix].refers {
            Some(Reference::Same(a)) => self.reading.phrases[a].sentence < self.sentence,
            Some(_) => true,
            None => true,
        };
        let with = parsed
            .symbols
            .iter()
            .zip(&parsed.roles)
            .take(at)
            .find(|(s, role)| role.fronted && self.items[s.item].meaning == Meaning::With);
        let host = with.and_then(|(_, role)| parsed.first_of(role.hosts.first()?));
        if let Some(host) = host.filter(|ix| before && self.is_such(pronoun, *ix)) {
            let means = self.reading.phrases[host].means.clone();
            let phrase = &mut self.reading.phrases[spoken.ix];
            phrase.refers = Some(Reference::Same(host));
            phrase.means = means;
            phrase.instead = Vec::new();
        }
    }
}
