//! "A pair of scissors" is one thing, whatever it looks like in English.

use super::claim::{Determiner, Means, Reading};
use crate::fusion::vocabulary::Vocabulary;

/// Takes the number from what is always in the plural and said in pairs: scissors, spectacles.
pub(super) fn are_one(text: &str, words: &Vocabulary, reading: &mut Reading) {
    for phrase in &mut reading.phrases {
        let (Means::Thing(noun), Some(quantity)) = (&phrase.means, &phrase.quantity) else {
            continue;
        };
        let said = text.get(quantity.span.clone()).unwrap_or_default().to_lowercase();
        let entry = words.noun(*noun);
        let of_node = entry.node.is_some_and(|n| words.taxonomy().node(n).pair);
        let plural = entry.word.ends_with('s') && entry.plural.as_deref() == Some(&entry.word);
        // "Two pairs of scissors" are two.
        let one = quantity.max == 2 && !said.contains("pairs") && said.contains("pair");
        if one && (of_node || plural) {
            phrase.quantity = None;
            phrase.plural = false;
            if phrase.determiner == Determiner::None {
                phrase.determiner = Determiner::Indefinite;
            }
        }
    }
}
