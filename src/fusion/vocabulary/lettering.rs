//! Words for what bears texts, and for what is done with them.

use super::Vocabulary;
use rustc_hash::FxHashSet;

/// What bears texts, and what these do.
#[derive(Debug, Default)]
pub(super) struct Lettering {
    /// Things that are put up to be read, and are no part of what they are on: "sign", "plaque".
    pub signs: FxHashSet<String>,
    /// What is read, or heard, at length: "page", "lecture".
    pub pages: FxHashSet<String>,
    /// What ends the words that stand between a text and what it is on.
    pub borne: FxHashSet<String>,
    /// What stands between these and what they are about.
    pub topics: FxHashSet<String>,
    /// Forms of what a sign does with who reads it: "asks (drivers not to park)".
    pub asking: FxHashSet<String>,
    /// What somebody does with words that are written nowhere: "(she) said".
    pub spoken: FxHashSet<String>,
    /// What stands before how somebody is called: "(her) name (is)", "named".
    pub names: FxHashSet<String>,
    /// What a number is a measure in.
    pub units: FxHashSet<String>,
}

impl Vocabulary {
    /// A sign, a banner: a thing of its own, though it be on another.
    pub fn is_sign(&self, word: &str) -> bool {
        self.lettering.signs.contains(word)
    }

    /// What bears or tells a text: a sign, a page, a lecture, the lettering itself.
    pub fn tells_text(&self, word: &str) -> bool {
        self.is_sign(word) || self.lettering.pages.contains(word) || self.text_nouns.contains(word)
    }

    /// "(SOUP is printed) across (the van)", "adorns".
    pub fn leaves_text_on(&self, word: &str) -> bool {
        self.lettering.borne.contains(word)
    }

    /// "About", of what tells a text.
    pub fn is_topic(&self, word: &str) -> bool {
        self.lettering.topics.contains(word)
    }

    /// "Said", "whispered", of words that nobody wrote.
    pub fn is_spoken(&self, word: &str) -> bool {
        self.lettering.spoken.contains(word)
    }

    /// "(Her) name (is Pearl)", "named (Pearl)".
    pub fn is_name(&self, word: &str) -> bool {
        self.lettering.names.contains(word)
    }

    /// "Asks", of a sign.
    pub fn is_asking(&self, word: &str) -> bool {
        self.lettering.asking.contains(word)
    }

    /// "Km", "kg".
    pub fn is_unit(&self, word: &str) -> bool {
        self.lettering.units.contains(word)
    }
}
