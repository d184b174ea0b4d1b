//! Nouns that only say of what sort the noun after them is.

use super::opening::Opening;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::Meaning;

impl Parser<'_> {
    /// After item `at` stands a word for the whole picture.
    pub(super) fn is_view_at(&self, at: usize) -> bool {
        self.items.get(at + 1).is_some_and(|i| {
            matches!(i.meaning, Meaning::Picture | Meaning::Word)
                && i.sentence == self.items[at].sentence
                && self.words.is_view(&self.tokens[i.tokens.start].word)
        })
    }

    /// "A coil of rope": what stands before item `at` only measures what comes.
    pub(super) fn is_measure_at(&self, at: usize, noun: usize) -> bool {
        let of = self.items.get(at).filter(|i| i.meaning == Meaning::Of);
        of.is_some_and(|i| i.sentence == self.items[at - 1].sentence) && self.words.is_measure(noun)
    }

    /// "Tree covered mountains", "a snow capped peak", "fruit flavored donuts": the item, noun and number of what is meant.
    pub(super) fn after_participle(
        &self,
        at: usize,
        noun: usize,
        plural: bool,
        opening: &Opening,
    ) -> Option<(usize, usize, bool)> {
        let [first, participle, last, ..] = self.items.get(at..)? else { return None };
        let Meaning::Noun { noun: n, plural: p } = last.meaning else { return None };
        let words = &self.tokens[participle.tokens.clone()];
        let [word] = words else { return None };
        let formed = word.word.ends_with("ed")
            && !matches!(participle.meaning, Meaning::Noun { .. } | Meaning::Colour(_));
        // What acts may have done something to it: "the cat chased birds", "the truck carried hay".
        let acts = self.words.is_living(noun) || opening.determiner.is_some() && p;
        // "The boat called Marigold".
        let one = first.sentence == last.sentence && !self.is_capital(at + 2);
        (formed && one && !plural && !acts).then_some((at + 2, n, p))
    }
}
