//! Looks of several words joined by hyphens that no list holds: "dark-blue", "red-and-white", "sad-looking".

use super::{Meaning, Vocabulary};

impl Vocabulary {
    /// What a word with a hyphen says of looks, by its parts.
    pub(super) fn hyphenated(&self, word: &str) -> Option<Meaning> {
        let (first, last) = word.rsplit_once('-')?;
        if self.colour_suffixes.contains(last) {
            return self.colours_of(first).map(Meaning::Colour);
        }
        if self.emotion_suffixes.contains(last) {
            let adjective = |m: &&Meaning| matches!(m, Meaning::Emotion(_) | Meaning::Beyond);
            return self.phrases.whole(first).iter().find(adjective).cloned();
        }
        let last = self.colours_of(last)?;
        // "Red-and-white" is either; "dark-blue" and "petrol-blue" are what their last word is.
        let other = first.strip_suffix("-and").unwrap_or(first);
        let both = other != first;
        let other = self.colours_of(other).filter(|_| !self.colour_modifiers.contains(other));
        if both && other.is_none() {
            return None;
        }
        let mut terms = other.unwrap_or_default();
        terms.extend(last);
        terms.sort();
        terms.dedup();
        Some(Meaning::Colour(terms))
    }

    /// The basic terms of a colour's word.
    fn colours_of(&self, word: &str) -> Option<Vec<String>> {
        self.phrases.whole(word).iter().find_map(|m| match m {
            Meaning::Colour(terms) if !terms.is_empty() => Some(terms.clone()),
            _ => None,
        })
    }
}
