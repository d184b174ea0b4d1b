//! Things as they are named: the clause's subject, an object, one more in a list, or what the subject is said to be.

use super::{Parser, Prior};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar, Reference};
use crate::fusion::vocabulary::{Meaning, Pronoun};

/// So far ahead the "and" of a list is looked for.
const LIST_AHEAD: usize = 10;

impl Parser<'_> {
    /// The plural that was named last in the clause, or whatever was; on demand of people alone.
    pub(in crate::fusion::read) fn named_last_of(&self, of_people: bool) -> Option<PhraseIx> {
        let named = self.clause.last.iter().rev().chain(self.clause.subject.iter().rev());
        let fitting: Vec<PhraseIx> =
            named.copied().filter(|ix| !of_people || self.may_act(*ix)).collect();
        let many = |ix: &&PhraseIx| self.reading.phrases[**ix].plural;
        fitting.iter().find(many).or(fitting.first()).copied()
    }

    /// What waits compares its subject with something of the same kind: "closer than the red one".
    pub(in crate::fusion::read) fn compares(&self) -> bool {
        self.clause
            .pending
            .as_ref()
            .is_some_and(|c| matches!(c.body, Body::InFront(_) | Body::Planar(_) | Body::Larger(_)))
    }

    /// Who has what was named last, if that came by "with".
    pub(in crate::fusion::read) fn host_by_the_way(&self) -> Option<PhraseIx> {
        let group = self.clause.with.first().filter(|_| self.clause.by_the_way);
        group.and_then(|group| group.last()).copied()
    }

    /// A thing was named; `next` is the item after it.
    pub(super) fn thing(&mut self, ix: PhraseIx, next: usize) {
        // "Nor is the lamp black": what is said of it is denied, not the lamp.
        let inverted = self.clause.negated
            && self.clause.prior == Prior::Link
            && self.clause.subject.is_empty()
            && !self.clause.there
            && self.reading.phrases[ix].determiner == Determiner::Definite;
        if self.clause.negated && !inverted && !self.deny_looks(ix) {
            self.reading.phrases[ix].negated ^= true;
        }
        let mut by_the_way = false;
        let joins = matches!(self.clause.prior, Prior::And | Prior::Comma);
        let new_clause = joins
            && !self.fronts_next()
            && !self.waits_for_subject()
            && self.clause.pending.is_none()
            && self.predicate_at(next)
            && (self.clause.predicate || self.clause.listed.is_some());
        let picked = joins
            && self.clause.pending.is_none()
            && self.predicate_at(next)
            && self.picked_from_subject(ix);
        let absolute = self.clause.opens_with
            && self.clause.prior == Prior::Comma
            && self.clause.pending.is_none()
            && !self.list_goes_on_to(next);
        if absolute {
            self.end_clause(false);
            self.begin_subject(ix);
            self.looks_ahead(ix);
        } else if new_clause || picked {
            self.end_clause(false);
            self.begin_subject(ix);
        } else if self.clause.pending.as_ref().is_some_and(|c| matches!(c.body, Body::Text(_))) {
            // "Lists a flight to 'Lisbon'": the text is still to come.
            self.clause.last = vec![ix];
        } else if let Some(claim) = self.clause.pending.take() {
            self.complete(claim, ix);
        } else if let Some(claim) = self
            .clause
            .fronting
            .take()
            .filter(|_| matches!(self.clause.prior, Prior::Thing | Prior::Comma | Prior::Link))
        {
            self.reading.claims[claim].subjects = vec![vec![ix]];
            self.clause.subject = vec![ix];
            self.clause.agent = vec![ix];
            self.clause.last = vec![ix];
        } else if joins && self.clause.identified {
            self.identify(ix);
        } else if joins && !self.clause.last.is_empty() && !self.waits_for_subject() {
            self.join(ix, next);
        } else if self.clause.prior == Prior::Link
            && !self.clause.there
            && !self.clause.subject.is_empty()
        {
            self.identify(ix);
        } else if self.clause.prior == Prior::Strange && !self.clause.subject.is_empty() {
            self.clause.last = vec![ix];
            by_the_way = self.clause.with_open;
            if by_the_way {
                self.owned(ix);
            }
        } else {
            self.begin_subject(ix);
        }
        self.clause.by_the_way = by_the_way;
        self.clause.with_open = false;
        self.clause.negated = inverted;
        self.clause.prior = Prior::Thing;
    }

    /// Another comma or "and" joins one more thing before the verb.
    fn list_goes_on_to(&self, next: usize) -> bool {
        !self.predicate_at(next) && self.list_goes_on(next)
    }

    /// "With a hill behind it, the house …": the pronoun speaks of what comes after.
    fn looks_ahead(&mut self, ix: PhraseIx) {
        let sentence = self.sentence();
        let means = self.reading.phrases[ix].means.clone();
        for earlier in 0..ix {
            let phrase = &self.reading.phrases[earlier];
            if phrase.sentence != sentence || phrase.span != phrase.head {
                continue;
            }
            let pronoun = match self.text.get(phrase.head.clone()).map(str::to_lowercase).as_deref()
            {
                Some("it") => Pronoun::It,
                Some("him" | "her") => Pronoun::HeOrShe,
                Some("them") => Pronoun::They,
                _ => continue,
            };
            let before = match phrase.refers {
                Some(Reference::Same(a)) => self.reading.phrases[a].sentence < sentence,
                Some(_) => true,
                None => phrase.means == Means::Unknown || pronoun == Pronoun::HeOrShe,
            };
            if before && self.is_such(pronoun, ix) {
                let phrase = &mut self.reading.phrases[earlier];
                phrase.refers = Some(Reference::Same(ix));
                phrase.means = means.clone();
                phrase.instead = Vec::new();
            }
        }
    }

    /// "Of the two dogs, the one on the left is brown": of one, no longer of both.
    fn picked_from_subject(&self, ix: PhraseIx) -> bool {
        match self.reading.phrases[ix].refers {
            Some(Reference::Among(group) | Reference::Besides(group, _)) => {
                self.clause.subject.contains(&group)
            }
            _ => false,
        }
    }

    /// "A dog and, behind it, somebody …": the relation to what was named before is said of what comes next.
    fn fronts_next(&self) -> bool {
        let objects = self.clause.fronting.map(|at| &self.reading.claims[at].objects);
        self.clause.prior == Prior::Comma
            && objects.is_some_and(|o| {
                o.iter()
                    .all(|ix| matches!(self.reading.phrases[*ix].refers, Some(Reference::Same(_))))
            })
    }

    /// "The man with the phone": which man is meant.
    fn owned(&mut self, ix: PhraseIx) {
        let hosts = self.clause.with.clone();
        let person =
            hosts.first().is_some_and(|group| group.iter().any(|host| self.may_act(*host)));
        if person {
            let phrase = &self.reading.phrases[ix];
            let (span, sentence) = (phrase.span.clone(), phrase.sentence);
            self.reading.claims.push(Claim::has(span, hosts, ix, sentence));
        } else if self.names_part(ix) && self.reading.phrases[ix].owner.is_none() {
            // "A dog with brown fur": the dog's.
            self.reading.phrases[ix].owner = hosts.first().and_then(|g| g.first()).copied();
        }
    }

    fn names_part(&self, ix: PhraseIx) -> bool {
        match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.is_part(noun),
            _ => false,
        }
    }

    /// "It is not a blue car": a car, but not blue. `false` where the phrase has no looks to deny.
    pub(super) fn deny_looks(&mut self, ix: PhraseIx) -> bool {
        let looks = self.reading.claims.iter_mut().filter(|c| {
            c.restricts
                && c.subjects == [vec![ix]]
                && matches!(c.body, Body::Colour(_) | Body::Size(_) | Body::Emotion(_))
        });
        looks.map(|c| c.negated = true).count() > 0
    }

    /// "Above the pizza, a person …": what stands before has no subject yet.
    pub(super) fn waits_for_subject(&self) -> bool {
        let between = self
            .clause
            .fronted
            .last()
            .is_some_and(|c| c.body == Body::Planar(Planar::Between) && c.objects.len() == 1);
        self.clause.subject.is_empty() && !self.clause.fronted.is_empty() && !between
    }

    pub(super) fn begin_subject(&mut self, ix: PhraseIx) {
        self.clause.subject = vec![ix];
        self.clause.last = vec![ix];
        self.clause.agent = vec![ix];
        self.clause.listed = None;
        for claim in std::mem::take(&mut self.clause.open) {
            self.reading.claims[claim].subjects.push(vec![ix]);
        }
        for mut claim in std::mem::take(&mut self.clause.fronted) {
            claim.subjects = vec![vec![ix]];
            self.reading.claims.push(claim);
        }
    }

    /// A list with commas ends in "and", before anything else is said.
    fn list_goes_on(&self, next: usize) -> bool {
        let ahead = self.items.get(next..).unwrap_or_default().iter().take(LIST_AHEAD);
        let mut ahead =
            ahead.take_while(|i| i.sentence == self.sentence() && !i.meaning.begins_predicate());
        ahead.any(|i| i.meaning == Meaning::And)
    }

    /// One more thing in a list: of subjects, or of a relation's objects.
    pub(super) fn join(&mut self, ix: PhraseIx, next: usize) {
        // "…, both pink": of the same things, no further one.
        let again = self.reading.phrases[ix].refers;
        if self.clause.listed.is_some()
            && matches!(again, Some(Reference::Among(_) | Reference::Same(_)))
        {
            self.clause.last = vec![ix];
            self.clause.agent = vec![ix];
            return;
        }
        if let Some(claim) = self.clause.fronted.last_mut().filter(|c| !c.objects.is_empty()) {
            claim.objects.push(ix);
            return;
        }
        // "Stands at the stop, her phone …": after a comma alone, no second stop.
        if self.clause.listed.is_some()
            && self.clause.prior == Prior::Comma
            && !self.list_goes_on(next)
        {
            self.clause.listed = None;
            self.clause.last = vec![ix];
            return;
        }
        if let Some(listed) = self.clause.listed
            && let Some(claim) = self.reading.claims.get_mut(listed)
        {
            let new = self.reading.phrases[ix].determiner == Determiner::Indefinite;
            let known = claim
                .objects
                .iter()
                .all(|o| self.reading.phrases[*o].determiner == Determiner::Definite);
            // "A fork to the left of the pizza and a bottle": the bottle is one more thing that is there.
            if new && known && self.clause.there {
                self.clause.subject.push(ix);
            } else {
                claim.objects.push(ix);
            }
            self.clause.last = vec![ix];
            return;
        }
        if self.clause.last == self.clause.subject {
            self.clause.subject.push(ix);
            self.clause.agent.clone_from(&self.clause.subject);
        }
        self.clause.last.push(ix);
    }

    /// "The animal is a dog": the second phrase speaks of the first one's thing.
    pub(super) fn identify(&mut self, ix: PhraseIx) {
        let Some(subject) = self.clause.subject.first().copied() else { return };
        // "It's a plane", with nothing named before: that there is one.
        if self.reading.phrases[subject].means == Means::Unknown {
            self.clause.subject = vec![ix];
            self.clause.agent = vec![ix];
            self.clause.last = vec![ix];
            return;
        }
        self.clause.identified = true;
        let phrase = &mut self.reading.phrases[ix];
        if phrase.refers.is_none() {
            phrase.refers = Some(Reference::Same(subject));
        }
        self.clause.last = vec![ix];
    }
}
