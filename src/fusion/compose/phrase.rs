//! Phrases: words that remember the facts they rest on, put together before they are written.

use crate::domain::{FactRef, RelationId};

/// A run of words with the facts it rests on (none for glue such as "and").
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub text: String,
    pub facts: Vec<FactRef>,
    /// True where the words tell the facts; false where they only count or point at them.
    pub tells: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Phrase {
    pub spans: Vec<Span>,
}

impl Phrase {
    /// Words that rest on nothing.
    pub fn glue(text: impl Into<String>) -> Self {
        Self { spans: vec![Span { text: text.into(), facts: Vec::new(), tells: false }] }
    }

    /// Words that tell facts.
    pub fn telling(text: impl Into<String>, facts: impl IntoIterator<Item = FactRef>) -> Self {
        let facts = facts.into_iter().collect();
        Self { spans: vec![Span { text: text.into(), facts, tells: true }] }
    }

    /// Words that point at facts told elsewhere, or at facts that are only counted.
    pub fn pointing(text: impl Into<String>, facts: impl IntoIterator<Item = FactRef>) -> Self {
        let facts = facts.into_iter().collect();
        Self { spans: vec![Span { text: text.into(), facts, tells: false }] }
    }

    pub fn and(mut self, other: Phrase) -> Self {
        self.spans.extend(other.spans);
        self
    }

    pub fn then(self, text: &str) -> Self {
        self.and(Phrase::glue(text))
    }

    /// The same facts in other words.
    pub fn reworded(mut self, text: &str) -> Self {
        self.spans.truncate(1);
        if let Some(span) = self.spans.first_mut() {
            span.text = text.to_owned();
        }
        self
    }

    /// With its first words telling these relations besides what they point at.
    pub fn resting_too(mut self, relations: &[RelationId]) -> Self {
        if let Some(span) = self.spans.first_mut() {
            span.facts.extend(relations.iter().map(|id| FactRef::Relation(*id)));
            span.tells = true;
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|s| s.text.is_empty())
    }

    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }

    /// Number of words, as whitespace parts them.
    pub fn words(&self) -> usize {
        self.text().split_whitespace().count()
    }

    /// With the first letter in upper case.
    pub fn capitalised(mut self) -> Self {
        if let Some(span) = self.spans.iter_mut().find(|s| !s.text.is_empty()) {
            let mut chars = span.text.chars();
            if let Some(first) = chars.next() {
                span.text = first.to_uppercase().chain(chars).collect();
            }
        }
        self
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn and_list(parts: Vec<Phrase>) -> Phrase {
    listed(parts, ", ", " and ")
}

/// Joins parts with `between`, the last with `last`; empty parts are passed over.
pub(super) fn listed(parts: Vec<Phrase>, between: &str, last: &str) -> Phrase {
    let parts: Vec<Phrase> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    let count = parts.len();
    parts.into_iter().enumerate().fold(Phrase::default(), |all, (i, part)| match i {
        0 => part,
        _ if i + 1 == count => all.then(last).and(part),
        _ => all.then(between).and(part),
    })
}

/// A number in words up to ninety-nine, in digits beyond.
pub(crate) fn number_word(n: usize) -> String {
    const SMALL: [&str; 20] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match (SMALL.get(n), (n / 10).checked_sub(2).and_then(|t| TENS.get(t)), n % 10) {
        (Some(word), _, _) => (*word).to_owned(),
        (None, Some(tens), 0) => (*tens).to_owned(),
        (None, Some(tens), unit) => format!("{tens}-{}", SMALL[unit]),
        (None, None, _) => n.to_string(),
    }
}

/// An ordinal in words up to twelfth, in digits beyond.
pub(super) fn ordinal_word(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
        "ninth", "tenth", "eleventh", "twelfth",
    ];
    WORDS.get(n).map_or_else(
        || {
            let ending = match (n % 10, n % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{n}{ending}")
        },
        |w| (*w).to_owned(),
    )
}
