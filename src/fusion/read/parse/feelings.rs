//! Whose a feeling or a colour is that is a noun, or is said of a face: "her smile is gentle", "the melancholy of a woman".

use super::Parser;
use crate::fusion::read::claim::{Determiner, Means, PhraseIx};
use crate::fusion::read::item::Item;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};

impl Parser<'_> {
    /// "The red of the couch": what stands after "of", where the colour is a noun.
    pub(super) fn whose_colour(&self, at: usize) -> Option<PhraseIx> {
        let opener = at.checked_sub(1).map(|i| &self.items[i]).filter(|i| self.is_here(i));
        let noun = opener.is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(Article::Definite) | Meaning::Beyond | Meaning::Possessive
            )
        });
        let whose = self.named_after_of(at).filter(|_| noun)?;
        // "A fur the grey of ashes" only compares.
        let phrase = &self.reading.phrases[whose];
        let one = phrase.determiner != Determiner::None;
        (one && matches!(phrase.means, Means::Thing(_))).then_some(whose)
    }

    fn is_here(&self, item: &Item) -> bool {
        item.sentence == self.sentence
    }

    /// The phrase that "of" after the item opens.
    fn named_after_of(&self, at: usize) -> Option<PhraseIx> {
        let [of, next, ..] = self.items.get(at + 1..)? else { return None };
        if of.meaning != Meaning::Of || !self.is_here(of) || !self.is_here(next) {
            return None;
        }
        let mut named = (0..self.reading.phrases.len()).rev();
        named.find(|ix| self.reading.phrases[*ix].span.contains(&next.span.start))
    }

    /// "Her name is Pearl": whom the possessive before item `at` takes up.
    pub(super) fn whose_name(&mut self, at: usize) -> Option<PhraseIx> {
        let [whose, name, link] = self.items[..at].last_chunk()?;
        let named = self.words.is_name(self.text.get(name.span.clone())?);
        let told = named && link.meaning == Meaning::Link && self.is_here(whose);
        let pronoun = Pronoun::of_possessive(self.text.get(whose.span.clone()).filter(|_| told)?)?;
        self.against.clear();
        self.taken_up_before(whose.span.start, pronoun)
    }

    /// Who stands after "of", or else whom the possessive in or before item `at` takes up.
    pub(super) fn whose_feeling(&mut self, at: usize) -> Option<PhraseIx> {
        if let Some(whose) = self.named_after_of(at) {
            return Some(whose).filter(|ix| self.may_act(*ix));
        }
        // "Her smile" is one item, "her" and "face is neutral" are two.
        let first = self.items[at].tokens.start;
        let own = |token: usize| {
            let token = self.tokens.get(token).filter(|t| t.sentence == self.sentence)?;
            Pronoun::of_possessive(&token.word)
        };
        let pronoun = own(first).or_else(|| own(first.checked_sub(1)?))?;
        let start = self.tokens[first].span.start;
        self.against.clear();
        self.taken_up_before(start, pronoun).filter(|ix| self.may_act(*ix))
    }
}
