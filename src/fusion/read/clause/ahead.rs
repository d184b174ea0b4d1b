//! What comes next: whether a predicate begins at an item, past what says which thing is meant.

use super::{ASIDE, Parser, item_end};
use crate::fusion::vocabulary::{Form, Meaning};

impl Parser<'_> {
    /// A verb, a link or "has" stands at item `at`.
    pub(super) fn predicate_at(&self, at: usize) -> bool {
        let mut ahead = self.items.get(at..).unwrap_or_default().iter();
        // "… and the groom, in tears, stands": past what stands between commas.
        if self.items.get(at).is_some_and(|i| i.meaning == Meaning::Comma) {
            let close =
                self.items[at + 1..].iter().take(ASIDE).position(|i| i.meaning == Meaning::Comma);
            let Some(close) = close else { return false };
            return self.items.get(at + close + 2).is_some_and(|i| i.meaning.begins_predicate());
        }
        let close = ahead.next().is_some_and(|i| {
            i.meaning.begins_predicate()
                || i.meaning == Meaning::Relative
                    && ahead.next().is_some_and(|i| i.meaning.begins_predicate())
        });
        close || self.finite_after(at) || self.unknown_verb(at)
    }

    /// "A bee buzzes over …": a word that nobody knows, in the form of a verb, right after a single thing.
    fn unknown_verb(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at).filter(|i| i.meaning == Meaning::Word) else {
            return false;
        };
        let word = &self.tokens[item_end(item)].word;
        let single = at.checked_sub(1).is_some_and(|before| {
            matches!(self.items[before].meaning, Meaning::Noun { plural: false, .. })
        });
        single && item.sentence == self.sentence && word.ends_with('s') && !word.ends_with("ss")
    }

    /// "… and the man on the left is frowning": past the places and relations that say which man.
    fn finite_after(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let ahead = self.items.get(at..).unwrap_or_default().iter().zip(at..);
        let mut ahead = ahead.take_while(|(i, _)| i.sentence == sentence).skip_while(|(i, _)| {
            matches!(
                i.meaning,
                Meaning::Place(_)
                    | Meaning::Depth(_)
                    | Meaning::Relation(_)
                    | Meaning::With
                    | Meaning::Determiner(_)
                    | Meaning::Possessive
                    | Meaning::Colour(_)
                    | Meaning::Size(_)
                    | Meaning::Beyond
                    | Meaning::Noun { .. }
                    | Meaning::Pronoun(_)
                    | Meaning::Adverb
            )
        });
        ahead.next().is_some_and(|(i, at)| match i.meaning {
            Meaning::Link | Meaning::HedgedLink | Meaning::Have => true,
            Meaning::Verb { form, .. } => form == Form::Finite,
            // "… looks amazed", "… says 'OPEN'", "… stands".
            Meaning::Emotion(_) | Meaning::TextVerb | Meaning::Posture | Meaning::Action => {
                self.is_verb_form(at)
            }
            _ => false,
        })
    }
}
