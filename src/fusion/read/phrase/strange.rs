//! "A zorble on the couch": a thing under a name that nobody knows, said to be there.

use super::Kind;
use super::opening::Opening;
use crate::fusion::read::claim::Determiner;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::Meaning;

impl Parser<'_> {
    /// The phrase that ends before item `end` in an unknown word, where it stands as only the name of a thing would.
    pub(super) fn strange_thing(&self, opening: &Opening, end: usize) -> Option<Kind> {
        let sentence = self.items[opening.begin].sentence;
        let here = |at: usize| {
            self.items.get(at).filter(|i| i.sentence == sentence).map(|item| &item.meaning)
        };
        let many = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        let one = opening.determiner == Some(Determiner::Indefinite);
        let named = matches!(here(end - 1), Some(Meaning::Word)) && !self.is_capital(end - 1);
        let token = self.items.get(end - 1)?.tokens.start;
        let unread = || self.words.readings(&self.tokens[token..]).is_empty();
        let strange = || self.words.is_strange(self.first_word(end - 1));
        // "The zorble on the left": known or not, it is said to be there.
        let placed = matches!(here(end), Some(Meaning::Relation(_) | Meaning::Place(_)));
        let known = opening.determiner == Some(Determiner::Definite) && placed;
        if !(one || many || known) || !named || !unread() || !strange() {
            return None;
        }
        let before = opening.begin.checked_sub(1).and_then(here);
        let led = match before {
            None
            | Some(
                Meaning::There
                | Meaning::Relation(_)
                | Meaning::With
                | Meaning::Have
                | Meaning::And
                | Meaning::Comma
                | Meaning::Verb { .. }
                | Meaning::Posture,
            ) => true,
            // "Next to the couch is a zorble".
            Some(Meaning::Link) => self.opens_with_place(sentence, opening.begin),
            _ => false,
        };
        let followed = match here(end) {
            None => true,
            Some(meaning) => {
                meaning.begins_predicate()
                    || matches!(
                        meaning,
                        Meaning::Relation(_)
                            | Meaning::Place(_)
                            | Meaning::Depth(_)
                            | Meaning::With
                            | Meaning::Tail { .. }
                            | Meaning::And
                            | Meaning::Comma
                            | Meaning::Stop
                            | Meaning::Relative
                            | Meaning::While
                    )
            }
        };
        (led && followed).then_some(Kind::Thing { noun: self.words.strange(), plural: many })
    }

    /// Before item `end` the sentence begins with where something is.
    fn opens_with_place(&self, sentence: usize, end: usize) -> bool {
        let first = self.items[..end].iter().find(|i| i.sentence == sentence);
        first.is_some_and(|i| {
            matches!(i.meaning, Meaning::Relation(_) | Meaning::Place(_) | Meaning::Depth(_))
        })
    }
}
