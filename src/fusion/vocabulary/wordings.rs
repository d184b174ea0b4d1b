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
        for word in wording.split_whitespace().flat_map(parts) {
            node = node.longer.entry(word.to_lowercase()).or_default();
        }
        if !node.meanings.contains(&meaning) {
            node.meanings.push(meaning);
        }
    }

    /// Everything that a wording means, taken whole.
    pub fn whole(&self, wording: &str) -> &[Meaning] {
        let mut words = wording.split_whitespace().flat_map(parts);
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
        let mut found = Vec::new();
        self.walk(tokens, 0, &mut found);
        found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        found.into_iter().flat_map(|(length, node)| node.meanings.iter().map(move |m| (length, m)))
    }

    /// All that goes on from here as the tokens do: with their very words, or with whoever's "@" stands for.
    fn walk<'w>(&'w self, tokens: &[Token], at: usize, found: &mut Vec<(usize, &'w Self)>) {
        let first = tokens.first().map(|t| t.sentence);
        let token =
            tokens.get(at).filter(|t| t.kind == TokenKind::Word && Some(t.sentence) == first);
        let Some(word) = token.map(|t| t.word.as_str()) else { return };
        let ways = [Some(word), WHOSE.contains(&word).then_some(ANYBODYS)];
        for next in ways.into_iter().flatten().filter_map(|word| self.longer.get(word)) {
            found.push((at + 1, next));
            next.walk(tokens, at + 1, found);
        }
    }
}

/// Stands for whose something is: "at the top of @ voice".
pub(super) const ANYBODYS: &str = "@";

/// Whose.
pub(super) const WHOSE: [&str; 7] = ["his", "her", "its", "their", "my", "our", "your"];

/// Of these "'s" is a verb, which the lists leave to what stands before it.
const SUBJECTS: [&str; 11] =
    ["it", "he", "she", "that", "this", "there", "here", "who", "what", "where", "let"];

/// "Lion's" is two tokens.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let owner = word.strip_suffix("'s").filter(|w| !SUBJECTS.contains(w));
    let cut = owner.map_or(word.len(), str::len);
    [&word[..cut], &word[cut..]].into_iter().filter(|part| !part.is_empty())
}
