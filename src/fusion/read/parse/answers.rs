//! Questions and what answers them: "What colour is the fridge? Silver." says that the fridge is silver.

use super::Parser;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Quantity, Reference};
use crate::fusion::vocabulary::{List, Meaning};
use std::ops::Range;

/// What opens a question that asks how or where something is, who or what, which one.
const HOW: [&str; 4] = ["where", "how", "colour", "color"];
const COLOUR: [&str; 2] = ["colour", "color"];
const MANY: &str = "many";
const WHICH: [&str; 3] = ["which", "what", "who"];
const WHO: &str = "who";
/// What denies all that was asked, and what stands before an answer: "A: …".
const NO: [&str; 4] = ["no", "nope", "nah", "none"];
const NONE: [&str; 2] = ["none", "zero"];
const ANSWER: &str = "a";

/// A question that was read.
pub(super) struct Question {
    phrases: Range<PhraseIx>,
    claims: Range<usize>,
    /// How many of them.
    number: bool,
    /// Of which colour.
    colour: bool,
    /// Whether it is so.
    truth: bool,
}

impl Parser<'_> {
    /// The sentence of the items, with all that was read from those on, where it is a question.
    pub(super) fn question(
        &self,
        items: Range<usize>,
        (phrase, claim): (PhraseIx, usize),
    ) -> Option<Question> {
        let last = self.items.get(items.end.checked_sub(1)?)?;
        let end = self.items.get(items.end).map_or(self.text.len(), |i| i.span.start);
        if !self.text.get(last.span.end..end)?.contains('?') {
            return None;
        }
        let words = self.tokens.get(self.items[items.start].tokens.start..last.tokens.end)?;
        let has = |list: &[&str]| words.iter().any(|t| list.contains(&t.word.as_str()));
        let opens = words.iter().find(|t| {
            let word = t.word.as_str();
            HOW.contains(&word) || WHICH.contains(&word) || List::Asking.has(word)
        });
        Some(Question {
            phrases: phrase..self.reading.phrases.len(),
            claims: claim..self.reading.claims.len(),
            number: has(&[MANY]) && has(&HOW),
            colour: has(&COLOUR),
            truth: opens.is_some_and(|t| List::Asking.has(&t.word)),
        })
    }

    /// "Who holds the umbrella?" says so of nobody yet.
    pub(super) fn asks_who(&self, at: usize) -> bool {
        let here = |i: &usize| self.items[*i].sentence == self.items[at].sentence;
        let passed = |i: usize| matches!(self.items[i].meaning, Meaning::Link | Meaning::Adverb);
        let mut before = (0..at).rev().take_while(here).skip_while(|i| passed(*i));
        let who = before.next().is_some_and(|i| self.first_word(i) == WHO);
        // "The man who holds it": of him.
        who && before.next().is_none_or(|i| {
            matches!(self.items[i].meaning, Meaning::Stop | Meaning::Comma | Meaning::And)
        })
    }

    /// Says of what was asked about what the sentence of the items answers.
    pub(super) fn answer(
        &mut self,
        question: &Question,
        items: Range<usize>,
        (phrase, claim): (PhraseIx, usize),
    ) {
        let mark = |i: usize| {
            self.first_word(i) == ANSWER
                || matches!(self.items[i].meaning, Meaning::Stop | Meaning::Comma)
        };
        let Some(begin) = items.clone().find(|i| !mark(*i)) else { return };
        let alone = !self.items.get(begin + 1).is_some_and(|i| {
            i.sentence == self.sentence && !matches!(i.meaning, Meaning::Comma | Meaning::Stop)
        });
        let asked = question.phrases.clone().find(|ix| {
            let named = matches!(self.reading.phrases[*ix].means, Means::Thing(_) | Means::Name(_));
            let owner =
                question.phrases.clone().any(|o| self.reading.phrases[o].owner == Some(*ix));
            named && !owner
        });
        let first = (phrase..self.reading.phrases.len()).next();
        if let Some(first) = first.filter(|_| !question.truth && !question.number) {
            self.say_of_answer(question, asked, first);
        }
        let Some(asked) = asked else { return };
        // "Any dogs? None that I can see." "How many dogs are there? None."
        let word = self.first_word(begin);
        let none = NONE.contains(&word) && (question.truth || question.number);
        if none || question.truth && alone && NO.contains(&word) {
            let span = self.items[begin].span.clone();
            return self.deny_question(question, asked, span);
        }
        // "Any dogs? No dogs."
        if let Some(again) = first.map(|ix| &self.reading.phrases[ix])
            && question.truth
            && again.negated
            && again.means == self.reading.phrases[asked].means
        {
            self.reading.phrases[asked].mused = true;
            return;
        }
        if let Some(first) = first.filter(|_| question.number) {
            return self.count_asked(asked, first);
        }
        // "In the corner, and it is green."
        let start = first.map_or(usize::MAX, |ix| self.reading.phrases[ix].span.start);
        for claim in &mut self.reading.claims[claim..] {
            let how =
                !matches!(claim.body, Body::Verb(_) | Body::VerbOf(_) | Body::Has | Body::Text(_));
            if how && claim.span.end <= start && claim.subjects != [vec![asked]] {
                (claim.subjects, claim.restricts) = (vec![vec![asked]], false);
            }
        }
        let Some(first) = first.filter(|_| !question.truth) else { return };
        if let Some(colour) = self.bare_colour(first, begin).filter(|_| question.colour) {
            let span = self.reading.phrases[first].head.clone();
            let claim = Claim::look(span, vec![vec![asked]], colour, self.sentence);
            self.reading.claims.push(Claim { restricts: false, ..claim });
            self.reading.phrases[first].means = Means::Unknown;
            self.reading.phrases[first].refers = Some(Reference::Same(asked));
            return;
        }
        let phrase = &self.reading.phrases[first];
        let open =
            phrase.means == Means::Unknown || phrase.means == self.reading.phrases[asked].means;
        // "Which lamp is yellow? The right one."
        if open && phrase.quantity.is_none() {
            self.reading.phrases[first].refers = Some(Reference::Same(asked));
        }
    }

    /// "Who looks happy? The man." "What is on the table? A cup." "What does she hold? A phone."
    fn say_of_answer(&mut self, question: &Question, asked: Option<PhraseIx>, first: PhraseIx) {
        let phrases = &self.reading.phrases;
        // "Which animal is nearest? The zebra": by another name.
        let which = asked.filter(|asked| {
            let before = self.text.get(..phrases[*asked].span.start).unwrap_or_default();
            let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            WHICH.contains(&word.as_str()) && phrases[*asked].means != phrases[first].means
        });
        let known = matches!(phrases[first].means, Means::Thing(_));
        let open = |group: &Vec<PhraseIx>| {
            group
                .iter()
                .all(|ix| phrases[*ix].means == Means::Unknown || known && Some(*ix) == which)
        };
        for claim in &mut self.reading.claims[question.claims.clone()] {
            let does = matches!(claim.body, Body::Verb(_) | Body::VerbOf(_));
            let whole = !does || !claim.objects.is_empty() || claim.subjects.is_empty();
            if whole && claim.body != Body::Has && claim.subjects.first().is_none_or(open) {
                (claim.subjects, claim.restricts) = (vec![vec![first]], false);
            } else if matches!(claim.body, Body::Verb(_)) && claim.objects.is_empty() {
                (claim.objects, claim.guessed) = (vec![first], false);
            }
        }
    }

    /// "Orange", which is no fruit.
    fn bare_colour(&self, answer: PhraseIx, begin: usize) -> Option<Body> {
        let item = self.items.get(begin)?;
        let alone = self.reading.phrases[answer].span == item.span;
        let readings = self.words.readings(self.tokens.get(item.tokens.clone())?);
        readings.iter().find_map(|(_, m)| match m {
            Meaning::Colour(colour) if alone => Some(Body::Colour(colour.clone())),
            _ => None,
        })
    }

    /// "Is it green? No."
    fn deny_question(&mut self, question: &Question, asked: PhraseIx, no: Range<usize>) {
        let mut told = false;
        for claim in &mut self.reading.claims[question.claims.clone()] {
            // "How many lamps are red? None": no lamps are.
            let said = !question.number && !claim.restricts && claim.body != Body::Has;
            claim.negated ^= said;
            told |= said;
        }
        let phrase = &mut self.reading.phrases[asked];
        if !told && phrase.quantity.is_none() {
            phrase.quantity = Some(Quantity { span: no, min: 0, max: 0 });
            phrase.negated = true;
        }
    }

    /// "How many cups are there? Three."
    fn count_asked(&mut self, asked: PhraseIx, answer: PhraseIx) {
        let bare = self.reading.phrases[answer].means == Means::Unknown
            || self.reading.phrases[answer].refers.is_some();
        if !bare || self.reading.phrases[asked].quantity.is_some() {
            return;
        }
        let number = self.reading.phrases[answer].quantity.take();
        self.reading.phrases[answer].refers = Some(Reference::Same(asked));
        self.reading.phrases[asked].quantity = number;
    }
}
