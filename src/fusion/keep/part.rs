//! A caption in sentences, each with its own mentions and locked spans.

use super::sound;
use crate::domain::{FactRef, Mention};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A sentence, or a whole text; offsets are into its own text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Part {
    pub text: String,
    pub mentions: Vec<Mention>,
    pub locked: Vec<Range<usize>>,
}

/// Every fact that mentions rest on.
pub(super) fn facts_of(mentions: &[Mention]) -> impl Iterator<Item = &FactRef> {
    mentions.iter().flat_map(|m| &m.rests_on)
}

impl Part {
    /// Takes out what no longer is a fact.
    pub fn rest_on(&mut self, known: &BTreeSet<FactRef>) {
        for mention in &mut self.mentions {
            mention.rests_on.retain(|f| known.contains(f));
        }
        self.mentions.retain(|m| !m.rests_on.is_empty());
    }

    /// The facts that the locked words tell.
    pub fn locked_facts(&self) -> Vec<FactRef> {
        let locked = |m: &&Mention| self.locked.iter().any(|l| l.start < m.end && m.start < l.end);
        self.mentions.iter().filter(locked).flat_map(|m| m.rests_on.clone()).collect()
    }

    /// True where it tells something, and nothing else than these facts.
    pub fn tells_only(&self, facts: &BTreeSet<FactRef>) -> bool {
        !self.mentions.is_empty() && facts_of(&self.mentions).all(|f| facts.contains(f))
    }

    /// Share of words in common, 0..1 (Dice).
    pub fn likeness(&self, other: &Part) -> f64 {
        let count = |p: &Part| {
            let mut words: BTreeMap<String, usize> = BTreeMap::new();
            for word in p.text.unicode_words() {
                *words.entry(word.to_lowercase()).or_default() += 1;
            }
            words
        };
        let (mine, theirs) = (count(self), count(other));
        let total: usize = mine.values().chain(theirs.values()).sum();
        let common: usize =
            mine.iter().filter_map(|(w, n)| theirs.get(w).map(|m| (*n).min(*m))).sum();
        if total == 0 { 0.0 } else { 2.0 * common as f64 / total as f64 }
    }

    /// Appends words with what they rest on; a mention that was cut in two is whole again.
    pub fn push(&mut self, text: &str, mentions: &[Mention]) {
        let at = self.text.len();
        self.text += text;
        for m in mentions {
            let (start, end) = (m.start + at, m.end + at);
            match self.mentions.last_mut() {
                Some(last) if last.end == start && last.rests_on == m.rests_on => last.end = end,
                _ => self.mentions.push(Mention { start, end, rests_on: m.rests_on.clone() }),
            }
        }
    }

    /// A piece of it, with the mentions that lie in it, cut to it.
    pub fn cut(&self, range: Range<usize>) -> Part {
        let inside = |start: usize, end: usize| {
            let (start, end) = (start.max(range.start), end.min(range.end));
            (start < end).then(|| start - range.start..end - range.start)
        };
        let mentions = self.mentions.iter().filter_map(|m| {
            let at = inside(m.start, m.end)?;
            Some(Mention { start: at.start, end: at.end, rests_on: m.rests_on.clone() })
        });
        Part {
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            mentions: mentions.collect(),
            locked: self.locked.iter().filter_map(|l| inside(l.start, l.end)).collect(),
        }
    }
}

/// The sentences of a text, trimmed. No sentence ends within a mention or a locked span: a quotation has stops of its
/// own.
pub(super) fn parts(text: &str, mentions: &[Mention], locked: &[Range<usize>]) -> Vec<Part> {
    let whole = Part {
        text: text.to_owned(),
        mentions: sound(text, mentions),
        locked: spans(text, locked),
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let ends = text.split_sentence_bound_indices().map(|(at, s)| at + s.len());
    for end in ends {
        let crossed = whole.mentions.iter().any(|m| m.start < end && end < m.end)
            || whole.locked.iter().any(|l| l.start < end && end < l.end);
        if crossed && end < text.len() {
            continue;
        }
        let piece = text.get(start..end).unwrap_or_default();
        let from = start + (piece.len() - piece.trim_start().len());
        let to = from + piece.trim().len();
        if from < to {
            parts.push(whole.cut(from..to));
        }
        start = end;
    }
    parts
}

/// One text of all sentences.
pub(super) fn join(parts: Vec<Part>) -> Part {
    let mut whole = Part::default();
    for part in parts {
        if !whole.text.is_empty() {
            whole.text.push(' ');
        }
        let at = whole.text.len();
        whole.locked.extend(part.locked.iter().map(|l| l.start + at..l.end + at));
        whole.push(&part.text, &part.mentions);
    }
    whole
}

/// Locked ranges as they can be kept: in order, apart, on character boundaries, without blanks around.
fn spans(text: &str, locked: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> =
        locked.iter().filter(|l| text.get((*l).clone()).is_some()).cloned().collect();
    sorted.sort_by_key(|l| (l.start, l.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    let trimmed = joined.into_iter().map(|l| {
        let piece = text.get(l.clone()).unwrap_or_default();
        let start = l.start + (piece.len() - piece.trim_start().len());
        start..start + piece.trim().len()
    });
    trimmed.filter(|l| l.start < l.end).collect()
}
