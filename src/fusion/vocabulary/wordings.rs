//! Wordings and what they mean, as a tree of their words: however many begin alike, only what stands in the text is
//! walked.

use super::Meaning;
use crate::fusion::read::{Token, TokenKind};
use rustc_hash::FxHashMap;

/// The wordings that begin alike: what they mean as far as they go, and how they go on.
#[derive(Debug, Default)]
pub(super) struct Wordings {
    meanings: Vec<Meaning>,
    longer: FxHashMap<String, Wordings>,
}

impl Wordings {
    /// Adds a wording, in any case, words parted by blanks; one that means it already is left alone.
    pub fn add(&mut self, wording: &str, meaning: Meaning) {
        let mut node = self;
        for word in wording.split_whitespace() {
            node = node.longer.entry(word.to_lowercase()).or_default();
        }
        if !node.meanings.contains(&meaning) {
            node.meanings.push(meaning);
        }
    }

    /// Everything that a wording means, taken whole.
    pub fn whole(&self, wording: &str) -> &[Meaning] {
        let mut words = wording.split_whitespace();
        let node = words.try_fold(self, |node, word| node.longer.get(word));
        node.map_or(&[], |node| &node.meanings)
    }

    /// Some wording begins with the word.
    pub fn begins(&self, word: &str) -> bool {
        self.longer.contains_key(word)
    }

    /// What wordings of a single word mean.
    pub fn of_one_word(&self) -> impl Iterator<Item = (&str, &[Meaning])> {
        self.longer.iter().map(|(word, node)| (word.as_str(), node.meanings.as_slice()))
    }

    /// Every wording that the tokens begin with, within their first sentence: how many tokens it takes, and what it
    /// means; the longest first.
    pub fn at(&self, tokens: &[Token]) -> impl Iterator<Item = (usize, &Meaning)> {
        let sentence = tokens.first().map(|t| t.sentence);
        let mut path = Vec::new();
        let mut node = self;
        for token in tokens {
            let within = token.kind == TokenKind::Word && Some(token.sentence) == sentence;
            let Some(next) = node.longer.get(&token.word).filter(|_| within) else { break };
            node = next;
            path.push(node);
        }
        let by_length = path.into_iter().enumerate().rev();
        by_length.flat_map(|(at, node)| node.meanings.iter().map(move |m| (at + 1, m)))
    }
}
