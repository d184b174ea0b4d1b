//! What phrases take up, once the sentence is parsed: pronouns, "which", and phrases without a noun.

use super::opening::Opening;
use super::{Kind, Spoken};
use crate::fusion::read::claim::{Body, Determiner, Means, PhraseIx, Quantity, Reference};
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::Pronoun;

impl Parser<'_> {
    /// Tells what a phrase takes up. What stands before it is told already.
    pub(in crate::fusion::read) fn resolve(&mut self, spoken: &Spoken) {
        let (opening, ix) = (&spoken.chunk.opening, spoken.ix);
        let against = std::mem::take(&mut self.against);
        let phrase = &self.reading.phrases[ix];
        let words = self.text[phrase.span.clone()].to_lowercase();
        self.word = words.split(' ').next().unwrap_or_default().to_owned();
        if let Some(owner) = opening.whose.and_then(|pronoun| self.antecedent(pronoun)) {
            self.reading.phrases[ix].owner.get_or_insert(owner);
        }
        self.against = against;
        let refers = match &spoken.chunk.kind {
            Kind::Pronoun(pronoun) => self.pronoun(opening, ix, *pronoun),
            Kind::Which { of: true, people } => self.named_last_of(*people).map(Reference::Among),
            Kind::Which { people, .. } => {
                self.last_besides_own().or_else(|| self.named_last_of(*people)).map(Reference::Same)
            }
            Kind::Headless => self.taken_up(opening),
            _ => None,
        };
        self.word.clear();
        if let Some((group, refers)) = refers.map(|r| (group_of(r), r)) {
            self.reading.phrases[ix].means = self.reading.phrases[group].means.clone();
            self.reading.phrases[ix].refers = Some(refers);
            let alike = |o: &Opening| o.pro_form && self.differs(o, group);
            if matches!(spoken.chunk.kind, Kind::Headless) && alike(opening) {
                self.reading.phrases[ix].refers = None;
            }
        }
        if spoken.main != ix {
            let means = self.reading.phrases[ix].means.clone();
            self.reading.phrases[spoken.main].means = means;
        }
    }

    fn pronoun(&mut self, opening: &Opening, ix: PhraseIx, pronoun: Pronoun) -> Option<Reference> {
        let antecedent = self.antecedent(pronoun).or_else(|| self.he_of_an_animal(pronoun));
        let many = antecedent.is_some_and(|a| self.reading.phrases[a].is_many());
        let both = self.both_before().filter(|_| pronoun.is_plural() && !many);
        let some = opening.quantity.as_ref().is_some_and(|q| {
            q.max > 0 && (opening.of || self.text[q.span.clone()].ends_with(" of"))
        });
        if antecedent.is_none() && pronoun.of_people() {
            self.reading.phrases[ix].means = Means::Thing(self.words.person());
        }
        let instead = antecedent.map(|a| self.antecedents_instead(pronoun, a)).unwrap_or_default();
        self.reading.phrases[ix].instead = instead;
        self.reading.phrases[ix].plural = pronoun.is_plural() && !some;
        match (both, antecedent) {
            (Some((a, b)), _) if !some => Some(Reference::Both(a, b)),
            (_, Some(a)) if some => Some(Reference::Among(a)),
            (_, a) => a.map(Reference::Same),
        }
    }

    /// What "two", "the other", "the sad one", "the former" take up.
    fn taken_up(&mut self, opening: &Opening) -> Option<Reference> {
        if let Some(last) = opening.pick {
            return self.picked(last);
        }
        let ordinal = opening.ordinal.as_ref().map(|(_, n)| *n);
        let person = opening.looks.iter().any(|(_, look)| matches!(look, Body::Emotion(_)));
        let other = matches!(opening.determiner, Some(Determiner::Other | Determiner::Another));
        let plain = opening.looks.is_empty();
        // "A man … a woman … between the two", "in front of both".
        let two = opening.quantity.as_ref().filter(|q| (q.min, q.max) == (2, 2));
        let these = |q: &&Quantity| {
            opening.determiner == Some(Determiner::Definite) || self.text[q.span.clone()].eq_ignore_ascii_case("both")
        };
        if two.is_some_and(|q| these(&q)) && plain && !self.named_two()
            && let Some((a, b)) = self.both_before()
        {
            return Some(Reference::Both(a, b));
        }
        let pro_form = opening.pro_form && !plain && (!other || self.named_in_sentence());
        let group = if pro_form { self.last_thing(person) } else { self.group_before() };
        Some(self.some_of(group?, other || ordinal.is_some_and(|n| n > 1)))
    }

    /// "Two happy people and a sad one": another look than the group's own, so none of them.
    fn differs(&self, opening: &Opening, group: PhraseIx) -> bool {
        use std::mem::discriminant;
        let own = self.reading.claims.iter().filter(|c| {
            let look = matches!(c.body, Body::Colour(_) | Body::Emotion(_) | Body::Size(_));
            look && c.restricts
                && c.span.end <= self.reading.phrases[group].head.start
                && c.subjects == [vec![group]]
        });
        let other = |body: &Body| {
            opening.looks.iter().any(|(_, l)| discriminant(l) == discriminant(body) && l != body)
        };
        own.into_iter().any(|c| other(&c.body))
    }

    /// Some of a group: those that were not singled out before, where others are asked for.
    pub(in crate::fusion::read) fn some_of(&self, group: PhraseIx, others: bool) -> Reference {
        // "A racket … another": not that one.
        let single = !self.reading.phrases[group].is_many();
        match self.chosen_from(group).or(single.then_some(group)).filter(|_| others) {
            Some(one) => Reference::Besides(group, one),
            None => Reference::Among(group),
        }
    }
}

/// The phrase that a reference takes up.
fn group_of(refers: Reference) -> PhraseIx {
    match refers {
        Reference::Same(a) | Reference::Both(a, _) => a,
        Reference::Among(a) | Reference::Besides(a, _) => a,
    }
}
