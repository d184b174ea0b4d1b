//! The writer: sentences in, text out, with mentions by byte range and a count of the words spent.

use super::phrase::Phrase;
use crate::domain::rules::CaptionRules;
use crate::domain::{FactRef, Mention};
use std::collections::BTreeSet;

/// Ends of sentences that want no full stop of their own: the quotation has it.
const STOPPED: [&str; 6] = [".\"", "?\"", "!\"", ".”", "?”", "!”"];

/// A text under way.
#[derive(Debug)]
pub(super) struct Writer {
    text: String,
    mentions: Vec<Mention>,
    told: BTreeSet<FactRef>,
    words: usize,
    budget: usize,
    /// A sentence has fewer words than this.
    sentence_bound: usize,
}

impl Writer {
    pub fn new(rules: &CaptionRules) -> Self {
        Self {
            text: String::new(),
            mentions: Vec::new(),
            told: BTreeSet::new(),
            words: 0,
            budget: rules.max_words,
            sentence_bound: rules.max_sentence_words.max(1),
        }
    }

    /// True where the phrase is short enough for one sentence.
    pub fn is_sentence(&self, phrase: &Phrase) -> bool {
        phrase.words() < self.sentence_bound
    }

    /// Words that a sentence may have at most.
    pub fn longest(&self) -> usize {
        self.sentence_bound - 1
    }

    /// Words left in the budget.
    pub fn left(&self) -> usize {
        self.budget.saturating_sub(self.words)
    }

    /// True where the phrase fits as a sentence and leaves `reserve` words of the budget.
    pub fn fits(&self, phrase: &Phrase, reserve: usize) -> bool {
        self.is_sentence(phrase) && phrase.words() + reserve <= self.left()
    }

    /// True where a sentence tells the fact.
    pub fn tells(&self, fact: &FactRef) -> bool {
        self.told.contains(fact)
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Writes a sentence: capital first, full stop last, unless a quotation at its end brings one.
    pub fn sentence(&mut self, phrase: Phrase) {
        if phrase.is_empty() {
            return;
        }
        self.words += phrase.words();
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        for span in phrase.capitalised().spans {
            let start = self.text.len();
            self.text.push_str(&span.text);
            if span.tells {
                self.told.extend(span.facts.iter().cloned());
            }
            if !span.facts.is_empty() && !span.text.is_empty() {
                self.mentions.push(Mention { start, end: self.text.len(), rests_on: span.facts });
            }
        }
        // "Also in view are two cups, one of them less certain,": the sentence ends with the aside.
        if self.text.ends_with(',') {
            self.text.pop();
        }
        if !STOPPED.iter().any(|end| self.text.ends_with(end)) {
            self.text.push('.');
        }
    }

    /// The text, its mentions, and those of `asserted` that it does not tell.
    pub fn finish(self, asserted: BTreeSet<FactRef>) -> (String, Vec<Mention>, Vec<FactRef>) {
        let left_out = asserted.difference(&self.told).cloned().collect();
        (self.text, self.mentions, left_out)
    }
}
