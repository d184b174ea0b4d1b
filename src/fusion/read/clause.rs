//! What a clause is about, and what "this person" points at.

use super::claim::{Determiner, Means, PhraseIx, Reference};
use super::parse::Parser;
use crate::fusion::vocabulary::Meaning;

/// They point at what was just named.
const POINTING: [&str; 4] = ["this", "that", "these", "those"];
/// It parts clauses more than a comma does.
const PARTS: &str = ";";

impl Parser<'_> {
    /// Where the clause begins that the phrase stands in.
    pub(super) fn clause_of(&self, ix: PhraseIx) -> usize {
        let phrase = &self.reading.phrases[ix];
        let before = self.items.iter().rev().skip_while(|i| i.span.start >= phrase.span.start);
        let mut before = before.take_while(|i| i.sentence == phrase.sentence);
        let mark = before
            .find(|i| i.meaning == Meaning::While || self.text.get(i.span.clone()) == Some(PARTS));
        mark.map_or(0, |i| i.span.end)
    }

    /// The first fitting thing of the clause that its relations do not only start from; or of the sentence.
    pub(super) fn main_in_clause(&self, fits: &dyn Fn(PhraseIx) -> bool) -> Option<PhraseIx> {
        let here = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            phrase.sentence == self.sentence && !self.fronted.contains(ix) && fits(*ix)
        };
        let in_clause = |ix: &PhraseIx| self.reading.phrases[*ix].span.start >= self.clause;
        let first = (0..self.known).find(|ix| here(ix) && in_clause(ix));
        first.or_else(|| (0..self.known).find(here))
    }

    /// "A sign board …, the board": what the text named by more words, where nothing else ends so.
    pub(super) fn named_short(&mut self, ix: PhraseIx) -> Option<Reference> {
        let phrase = &self.reading.phrases[ix];
        let Means::Thing(noun) = phrase.means else { return None };
        if phrase.determiner != Determiner::Definite || phrase.is_many() {
            return None;
        }
        let word = &self.words.noun(noun).word;
        let mut before = (0..ix).rev().filter(|other| match self.reading.phrases[*other].means {
            Means::Thing(longer) => self.words.noun(longer).word.ends_with(word.as_str()),
            _ => false,
        });
        let (only, None) = (before.next()?, before.next()) else { return None };
        let named = &self.reading.phrases[only];
        let Means::Thing(longer) = named.means else { return None };
        let (long, short) = (self.words.noun(longer), self.words.noun(noun));
        let split = long.word.strip_suffix(short.word.as_str()).is_some_and(|w| w.ends_with(' '));
        let near = named.sentence + 1 >= self.sentence && !named.is_many() && !named.negated;
        // Who speaks of a hot dog speaks of no dog; but a teddy bear is a bear from then on.
        let alive = self.words.is_living(noun);
        let living = !alive || self.words.is_living(longer) || self.words.is_toy(longer);
        // ... and a cell phone is a phone in any case.
        let (Some(node), wide) = (long.node, short.node) else { return None };
        let below = wide.is_some_and(|wide| self.words.taxonomy().is_a(node, wide));
        if !split || !near || !living || below {
            return None;
        }
        self.reading.phrases[ix].means = Means::Thing(longer);
        Some(Reference::Same(only))
    }

    /// "This person", "that player": whom the text just spoke of, and nobody new.
    pub(super) fn pointed_at(&mut self, ix: PhraseIx) -> Option<Reference> {
        let phrase = &self.reading.phrases[ix];
        if !POINTING.contains(&self.word.as_str()) || !self.may_act(ix) {
            return None;
        }
        let many = phrase.is_many();
        self.word = self.text[phrase.head.clone()].to_lowercase();
        let last = (0..ix).rev().find(|other| {
            let named = &self.reading.phrases[*other];
            let new = !matches!(named.refers, Some(Reference::Same(_) | Reference::Both(..)));
            let near = named.sentence + 1 >= self.sentence;
            let apart = self.words.words_apart(&self.word, &self.text[named.head.clone()]);
            new && near
                && !apart
                && named.is_many() == many
                && !named.negated
                && matches!(named.means, Means::Thing(_))
                && self.may_act(*other)
        });
        last.map(Reference::Same)
    }

    /// "Two surfers: one of them holds a board. The other surfer smiles": who is left of the two.
    pub(super) fn other_of_two(&self, ix: PhraseIx) -> Option<Reference> {
        let phrase = &self.reading.phrases[ix];
        if phrase.determiner != Determiner::Other || phrase.is_many() {
            return None;
        }
        let two = |group: PhraseIx| {
            let named = &self.reading.phrases[group];
            let people = self.may_act(ix) && self.may_act(group);
            let alike = named.means == phrase.means || people;
            alike && named.quantity.as_ref().is_some_and(|q| (q.min, q.max) == (2, 2))
        };
        (0..ix).rev().find_map(|one| {
            let told = &self.reading.phrases[one];
            let near = told.sentence + 1 >= self.sentence && !told.is_many();
            match told.refers {
                Some(Reference::Among(group)) if near && two(group) => {
                    Some(Reference::Besides(group, one))
                }
                _ => None,
            }
        })
    }
}
