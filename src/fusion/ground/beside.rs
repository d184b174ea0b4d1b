//! What stands right before and behind words that may be a text: what denies or introduces it, what goes on with it.

use super::unquoted::{Caption, SIGNS};
use crate::fusion::read::{Token, TokenKind};
use crate::fusion::vocabulary::Meaning;
use std::ops::Range;

/// So many words at most introduce a text.
const INTRODUCED: usize = 3;
/// So many words at most deny one: "rather than".
const DENIED: usize = 3;

impl Caption<'_> {
    /// "Chapter Five" is no part of "CHAPTER FOUR", nor "3 + 4 = 8" of "3 + 4 = 7".
    pub(super) fn goes_on(&self, run: &Range<usize>) -> bool {
        let goes_on = |t: Option<&Token>| {
            let own = &self.tokens[run.start];
            t.is_some_and(|t| {
                t.sentence == own.sentence && (t.capital || t.word.parse::<u32>().is_ok())
            })
        };
        let sign = |t: &Token| t.kind != TokenKind::Word && SIGNS.contains(&t.word.as_str());
        let after = run.end + usize::from(self.tokens.get(run.end).is_some_and(sign));
        goes_on(self.tokens.get(after))
            || goes_on(run.start.checked_sub(1).and_then(|at| self.tokens.get(at)))
    }

    /// "It says LEMON, not LAVENDER": right before it stands what denies it.
    pub(super) fn is_denied(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let from =
            |back: usize| at.checked_sub(back).filter(|i| self.tokens[*i].sentence == sentence);
        (1..=DENIED).any(|back| {
            from(back).is_some_and(|i| {
                let readings = self.words.readings(&self.tokens[i..]);
                readings.iter().any(|(length, m)| *length == back && *m == Meaning::Not)
            })
        })
    }

    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || self.tokens[at - 1].sentence != self.tokens[at].sentence
    }

    /// "Box is written …": what comes next says that it is a text.
    pub(super) fn is_written(&self, at: usize) -> bool {
        let link = self.words.readings(self.tokens.get(at..).unwrap_or_default());
        link.iter().any(|(length, m)| *length > 1 && *m == Meaning::TextVerb)
    }

    /// "The bottle says tonic": right before it stands what introduces a text.
    pub(super) fn is_said(&self, at: usize) -> bool {
        (1..=at.min(INTRODUCED)).any(|back| {
            let readings = self.words.readings(&self.tokens[at - back..]);
            readings.iter().any(|(length, m)| *length == back && *m == Meaning::TextVerb)
        })
    }
}
