//! Wordings by which numbers of things are compared: "more sheep than horses", "sheep outnumber horses"; and such as say
//! that most are meant, or none.

use super::Vocabulary;
use serde::Deserialize;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The lexicon's section of them.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Comparisons {
    more: Vec<String>,
    fewer: Vec<String>,
    same: Vec<String>,
    than: Vec<String>,
    #[serde(rename = "as")]
    as_many: Vec<String>,
    exceed: Vec<String>,
    lag: Vec<String>,
    /// By which of so many times as many is meant.
    times: BTreeMap<String, u32>,
    /// ... and of the one for so many of the other: "half as many".
    shares: BTreeMap<String, u32>,
}

impl Comparisons {
    /// How the number of what is named before these words is to the number of what is named after them.
    pub fn between(&self, words: &str) -> Option<Ordering> {
        let is = |list: &[String]| list.iter().any(|w| w == words);
        let exceeds = is(&self.exceed).then_some(Ordering::Greater);
        exceeds.or(is(&self.lag).then_some(Ordering::Less))
    }

    /// The same, by the last of the words before the first noun, with how long these are, and the words between the two.
    pub fn around(&self, before: &str, between: &str) -> Option<(Ordering, usize)> {
        let last = |list: &[String]| {
            let ends = list.iter().filter(|w| {
                before.strip_suffix(w.as_str()).is_some_and(|b| !b.ends_with(char::is_alphanumeric))
            });
            ends.map(String::len).max()
        };
        let joined = |list: &[String]| list.iter().any(|w| w == between);
        if joined(&self.than) {
            let more = last(&self.more).map(|n| (Ordering::Greater, n));
            return last(&self.fewer).map(|n| (Ordering::Less, n)).or(more);
        }
        let same = last(&self.same).filter(|_| joined(&self.as_many));
        same.map(|n| (Ordering::Equal, n))
    }

    /// So many times as many, where the words before the first noun end so, with how long these are; `true` where it is
    /// the second noun that so many more are of: "half as many".
    pub fn times(&self, before: &str, between: &str) -> Option<(u32, usize, bool)> {
        let joined = self.as_many.iter().any(|w| w == between);
        let shares = self.shares.iter().map(|share| (share, true));
        let mut all = self.times.iter().map(|times| (times, false)).chain(shares);
        let said = all.find(|((words, _), _)| joined && before.ends_with(words.as_str()));
        said.map(|((words, n), share)| (*n, words.len(), share))
    }

    /// A noun comes next: "more cups", "fewer saws".
    pub fn begins(&self, word: &str) -> bool {
        self.more.iter().chain(&self.fewer).any(|w| w == word)
    }

    /// Some such words stand before the noun, whatever else does.
    pub fn opens(&self, before: &str, between: &str) -> bool {
        let than = self.than.iter().any(|w| w == between);
        let many = self.more.iter().chain(&self.fewer);
        let padded = format!(" {before} ");
        than && many.into_iter().any(|w| padded.contains(&format!(" {w} ")))
    }
}

impl Vocabulary {
    /// Wordings by which numbers are compared.
    pub fn comparisons(&self) -> &Comparisons {
        &self.comparisons
    }

    /// "Empty", "deserted": nothing or nobody is there.
    pub fn says_empty(&self, word: &str) -> bool {
        self.emptiness.contains(word)
    }

    /// "Most of": more than half of those that are there.
    pub fn is_majority(&self, wording: &str) -> bool {
        self.majority.contains(wording)
    }

    /// "Text", "lettering".
    pub fn is_text_noun(&self, word: &str) -> bool {
        self.text_nouns.contains(word)
    }

    /// "Devoid of", "without": not there, but no other name for what is spoken of.
    pub fn lacks(&self, wording: &str) -> bool {
        self.lacking.contains(wording)
    }
}
