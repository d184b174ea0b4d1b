//! Who took the picture: "Photo: PA", "(AP Photo/John Smith)", "Photograph by Jane Doe for the Guardian". Nothing of it is
//! in the picture.

use super::token::{self, Token, TokenKind};
use crate::fusion::vocabulary::{Meaning, Vocabulary};

/// Takes credits out.
pub(super) fn without(text: &str, tokens: &mut Vec<Token>, words: &Vocabulary) {
    let mut kept = Vec::with_capacity(tokens.len());
    for sentence in tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let mark =
            |t: &Token| t.kind == TokenKind::Stop && matches!(&text[t.span.clone()], "(" | ")");
        for part in sentence.chunk_by(|a, b| !mark(a) && !mark(b)) {
            if !is_credit(part, words) {
                kept.extend_from_slice(part);
            }
        }
    }
    if kept.len() < tokens.len() {
        token::number(&mut kept);
        *tokens = kept;
    }
}

/// A word for a picture, or for thanks, among names alone.
fn is_credit(part: &[Token], words: &Vocabulary) -> bool {
    let spoken = |t: &&Token| t.kind != TokenKind::Stop && t.kind != TokenKind::Comma;
    let opener = |t: &Token| words.is_credit(&t.word);
    // "By", "for the".
    let joins = |t: &Token| {
        let word = t.alone();
        let readings = words.readings(std::slice::from_ref(&word));
        !readings.iter().any(|(_, m)| {
            matches!(m, Meaning::Noun { .. } | Meaning::Picture | Meaning::Link | Meaning::Beyond)
                || m.is_verbal()
        })
    };
    let name = |t: &Token| t.capital && words.find_noun(&t.word).is_none();
    let spoken = part.iter().filter(spoken);
    let opened = spoken.clone().take(2).any(opener);
    let named = spoken.clone().filter(|t| !opener(t)).find(|t| !joins(t) || t.capital);
    opened
        && named.is_some_and(name)
        && spoken.clone().all(|t| opener(t) || t.capital && !t.is_marked() || joins(t))
}
