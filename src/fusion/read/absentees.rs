//! "Not present: dogs, cats": headings of what is not there.

use super::choose::{Place, Readings};
use super::token::TokenKind;
use crate::fusion::vocabulary::{Article, List, Meaning};

/// Said of what is not there, without "not".
const ABSENT: [&str; 3] = ["absent", "missing", "none"];
const NOT: &str = "not";

/// A heading opens the sentence, and what it says is not there comes behind it.
pub(super) fn none_of_a_list(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let opens = before.last().is_none_or(|i| i.meaning == Meaning::Stop);
    let word = |n: usize| tokens.get(at + n).map_or("", |t| t.word.as_str());
    let length = match word(0) {
        NOT if List::Somewhere.has(word(1)) => 2,
        absent if ABSENT.contains(&absent) => 1,
        _ => return,
    };
    let colon = tokens.get(at + length).is_some_and(|t| {
        t.kind == TokenKind::Stop && t.word == ":" && t.sentence == tokens[at].sentence
    });
    if opens && colon {
        *readings = vec![(length + 1, Meaning::Determiner(Article::No))];
    }
}
