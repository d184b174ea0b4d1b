//! Notes without sentences: numbers behind their nouns ("dogs: 2", "cat (1)", "person x3"), and people by number.

use super::opening::Opening;
use crate::fusion::read::claim::{Determiner, Quantity};
use crate::fusion::read::item::Item;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{Meaning, numerals};

/// So many things at most are counted behind their noun: "buses 42" tells no number of them.
const MOST: u32 = 30;

/// All who are there.
const EVERYBODY: [&str; 2] = ["everyone", "everybody"];
/// There is no such thing.
const NONE: &str = "none";

impl Parser<'_> {
    /// "Everyone".
    pub(super) fn is_everybody(&self, at: usize) -> bool {
        EVERYBODY.contains(&self.first_word(at))
    }

    /// The number that stands behind the noun at item `at`, and the item after it.
    pub(super) fn counted_behind(
        &self,
        opening: &Opening,
        at: usize,
        noun: usize,
        plural: bool,
    ) -> Option<(Quantity, usize)> {
        if opening.quantity.is_some() || opening.determiner.is_some() || opening.ordinal.is_some() {
            return None;
        }
        let mark = |i: usize| self.within(at, i).and_then(|i| self.text.get(i.span.clone()));
        // "Dogs – 2" as "dogs: 2".
        let opener = mark(at + 1).filter(|m| matches!(*m, ":" | "(" | "=" | "–" | "—" | "-"));
        let number = at + 1 + usize::from(opener.is_some());
        // "Pets: none".
        let none = opener.is_some()
            && self.within(at, number).is_some_and(|_| self.first_word(number) == NONE);
        // "Suitcases: two".
        let spelt = || match self.within(at, number)?.meaning {
            Meaning::Quantity { min, max } if min == max && opener.is_some() => Some((min, false)),
            _ => None,
        };
        let (n, times) =
            if none { (0, false) } else { self.number_alone(at, number).or_else(spelt)? };
        let closed = opener == Some("(");
        if closed && mark(number + 1) != Some(")") {
            return None;
        }
        let next = number + 1 + usize::from(closed);
        let ends = self.within(at, next).is_none_or(|i| {
            matches!(i.meaning, Meaning::Comma | Meaning::Stop | Meaning::And)
                && self.text.get(i.span.clone()) != Some(":")
        });
        // "Players 7 and 10" are called so, too.
        let digit = |i: usize| self.first_word(i).starts_with(|c: char| c.is_ascii_digit());
        let named = opener.is_none()
            && self.within(at, next).is_some_and(|i| i.meaning == Meaning::And)
            && digit(next + 1)
            && !self
                .within(at, next + 2)
                .is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }));
        // "Bus 42", "player: 9" are called so; "bird 1" beside "dogs 2" is one.
        let fits = match opener {
            _ if named => false,
            _ if times => n > 0,
            _ if none => true,
            // "Cabbage (2)", but "player (9)".
            Some("(") if !self.words.is_person(noun) => n > 0,
            Some(_) => plural && n > 1 || !plural && n == 1,
            None => plural && n > 1 || !plural && n == 1 && self.counts_others_behind(at),
        };
        let span = self.items[number].span.clone();
        (ends && fits && n <= MOST).then_some((Quantity { span, min: n, max: n }, next))
    }

    /// "Tom Reilly (holds a cup)": somebody's, before no noun.
    pub(super) fn is_full_name(&self, name: &str, at: usize) -> bool {
        let next = self.items.get(at + 1).map(|i| &i.meaning);
        name.contains(' ')
            && self.words.is_christened(self.first_word(at))
            && !matches!(next, Some(Meaning::Noun { .. } | Meaning::Picture))
    }

    /// "Person 1", "pedestrian 2: …": one of several who are told apart by number; which one, and the item after.
    pub(super) fn numbered(
        &self,
        opening: &Opening,
        at: usize,
        noun: usize,
    ) -> Option<(Determiner, usize)> {
        if opening.determiner.is_some() || opening.quantity.is_some() {
            return None;
        }
        let (n, times) = self.number_alone(at, at + 1)?;
        let mark = self.within(at, at + 2).and_then(|i| self.text.get(i.span.clone()));
        let told = noun == self.words.person()
            || self.words.is_person(noun) && mark == Some(":") && at == opening.begin;
        let which = if n == 1 { Determiner::Indefinite } else { Determiner::Another };
        (told && !times && (1..=9).contains(&n)).then_some((which, at + 2))
    }

    /// The item at `i`, where it is of the sentence of item `at`.
    fn within(&self, at: usize, i: usize) -> Option<&Item> {
        self.items.get(i).filter(|i| i.sentence == self.items[at].sentence)
    }

    /// A number in digits; `true` for "x2".
    fn number_alone(&self, at: usize, i: usize) -> Option<(u32, bool)> {
        let item = self.within(at, i).filter(|i| i.tokens.len() == 1)?;
        let word = &self.tokens[item.tokens.start].word;
        match item.meaning {
            Meaning::Quantity { .. } | Meaning::Quote(_) => Some((word.parse().ok()?, false)),
            Meaning::Word => Some((numerals::times(word)?, true)),
            _ => None,
        }
    }

    /// Elsewhere in the sentence several things are counted behind their noun.
    fn counts_others_behind(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        (0..self.items.len()).any(|i| {
            self.items[i].sentence == sentence
                && matches!(self.items[i].meaning, Meaning::Noun { plural: true, .. })
                && self.number_alone(i, i + 1).is_some()
        })
    }
}
