//! Words that no list holds and that look like no word of English: a thing is called so that nobody knows.

use super::{Vocabulary, inflect};
use rustc_hash::FxHashSet;

const ORDINARY: &str = include_str!("../../../assets/ordinary.txt");

/// Shorter words are slips and sounds; from this length on two letters may be slips, not only one.
const SHORTEST: usize = 4;
const LONG: usize = 8;

/// Words that name no thing that is seen, and endings of such.
#[derive(Debug, Default)]
pub(super) struct Ordinary {
    words: FxHashSet<&'static str>,
    endings: Vec<&'static str>,
}

impl Ordinary {
    pub(super) fn embedded() -> Self {
        let lines = || ORDINARY.lines().filter(|line| !line.starts_with('#'));
        Self {
            words: lines().filter(|line| !line.starts_with('-')).collect(),
            endings: lines().filter_map(|line| line.strip_prefix('-')).collect(),
        }
    }
}

impl Vocabulary {
    /// What is said to be there under a name that nobody knows: it has no node.
    pub fn strange(&self) -> usize {
        self.strange
    }

    /// True for a word that nobody knows and that is no slip of the pen for one that is known.
    pub fn is_strange(&self, word: &str) -> bool {
        word.len() >= SHORTEST
            && word.chars().all(|c| c.is_ascii_lowercase())
            && !self.is_ordinary(word)
            && !self.is_slip(word)
    }

    /// True for a word of English, of things or of others.
    pub fn is_word(&self, word: &str) -> bool {
        self.is_ordinary(word) || self.find_noun(word).is_some()
    }

    /// True for a word that names no thing that is seen, by a list or by its ending.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        let ends = |word: &str| self.ordinary.endings.iter().any(|ending| word.ends_with(ending));
        self.is_listed(word) || ends(word) || inflect::singulars(word).iter().any(|one| ends(one))
    }

    /// The same by the list alone.
    pub fn is_listed(&self, word: &str) -> bool {
        let listed = |word: &str| self.ordinary.words.contains(word);
        listed(word) || inflect::singulars(word).iter().any(|one| listed(one))
    }

    /// A noun begins alike, and no more than a letter or two are others.
    fn is_slip(&self, word: &str) -> bool {
        let allowed = if word.len() < LONG { 1 } else { 2 };
        let first = word.chars().next();
        let near = |known: &String| {
            known.chars().next() == first
                && known.len().abs_diff(word.len()) <= allowed
                && strsim::osa_distance(known, word) <= allowed
        };
        self.by_noun.keys().chain(self.by_plural.keys()).any(near)
    }
}
