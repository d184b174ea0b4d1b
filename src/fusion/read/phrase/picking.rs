//! What picks one of several: "the saddest of them", "the taller of the two", "none of the three".

use super::opening::Opening;
use crate::fusion::read::claim::{Body, Determiner, PhraseIx};
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};
use std::ops::Range;

/// None of two, who are told before.
const NEITHER: &str = "neither";

impl Parser<'_> {
    /// "The taller (of the two)", "the youngest (of them)": the word at `at`, before those of whom it is one.
    pub(super) fn compares_unknown(&self, opening: &Opening, at: usize) -> bool {
        let word = self.first_word(at);
        let sentence = self.items[at].sentence;
        let next = |n: usize| self.items.get(at + n).filter(|i| i.sentence == sentence);
        let of = next(1).is_some_and(|i| i.meaning == Meaning::Of);
        opening.determiner == Some(Determiner::Definite)
            && opening.picks.is_none()
            && opening.quantity.is_none()
            && self.items[at].meaning == Meaning::Word
            && (word.ends_with("er") || word.ends_with("est"))
            && of
            && next(2).is_some_and(|i| match &i.meaning {
                Meaning::Pronoun(pronoun) => pronoun.is_plural(),
                Meaning::Determiner(Article::Definite) => {
                    next(3).is_some_and(|i| matches!(i.meaning, Meaning::Quantity { min: 2.., .. }))
                }
                _ => false,
            })
    }

    /// The item after "one", or "ones", with which the phrase ends.
    pub(super) fn after_one(&self, opening: &Opening) -> Option<usize> {
        let here = |i: &usize| self.items[*i].sentence == self.sentence;
        let one = |i: &usize| {
            let single = Meaning::Quantity { min: 1, max: 1 };
            self.items[*i].meaning == single || self.items[*i].meaning == Meaning::Ones
        };
        Some((opening.begin..self.items.len()).take_while(here).find(one)? + 1)
    }

    /// "Two dogs on a rug, a brown one on the left", "two cats lie on a bed; the black one sleeps": a clause or a list goes on
    /// with one of those that it is about, and not with what these were told to be on. But "a cat on a red mat and a dog on a
    /// blue one", "a couple under an umbrella, a red one".
    pub(super) fn tells_of_one(&self, opening: &Opening) -> bool {
        let next = self.after_one(opening).and_then(|at| self.items.get(at));
        let told = next.filter(|i| i.sentence == self.sentence).is_some_and(|i| {
            use Meaning::{Depth, Link, Place, Relation, Side, With};
            i.meaning.begins_predicate()
                || matches!(
                    i.meaning,
                    Depth(_) | Link | Place(_) | Relation(_) | Side { .. } | With
                )
        });
        told && !self.is_governed(opening.begin)
    }

    /// "Four people, with one of them on the left": those of whom that is said.
    pub(super) fn had_with_it(&self, opening: &Opening, pronoun: Pronoun) -> Option<PhraseIx> {
        let before = opening.begin.checked_sub(1).map(|i| &self.items[i].meaning);
        let some = opening.quantity.is_some() && before == Some(&Meaning::With);
        let many = |ix: &PhraseIx| self.is_such(pronoun, *ix);
        let mut own = self.own().iter().map(|ix| self.root(*ix));
        own.find(many).filter(|_| some && pronoun.is_plural())
    }

    /// "None of the".
    pub(super) fn leaves_all_out(&self, opening: &Opening) -> bool {
        let none = opening.quantity.as_ref().filter(|q| q.max == 0 && opening.looks.is_empty());
        let said = none.and_then(|q| self.text.get(q.span.clone()));
        // ... but of the three, all of whom were counted.
        let neither = |said: &str| said.starts_with(NEITHER) && !said.ends_with(" the");
        said.is_some_and(|said| said.contains(" of") && !neither(&said.to_lowercase()))
    }

    /// "The saddest of them", "the greener of the two": one of them, by how it looks.
    pub(super) fn compares_looks(&self, opening: &Opening) -> bool {
        let compared = |(span, look): &(Range<usize>, Body)| {
            let said = self.text.get(span.clone()).unwrap_or_default().to_lowercase();
            let more = ["more ", "most "].iter().any(|start| said.starts_with(start));
            matches!(look, Body::Emotion(_) | Body::Colour(_))
                && (more || self.words.is_compared_look(&said))
        };
        opening.determiner == Some(Determiner::Definite)
            && opening.picks.is_none()
            && opening.quantity.is_none()
            && opening.looks.last().is_some_and(compared)
    }
}
