//! Words as people write them by mistake, apart, or short: "stiring", "side walk", "LL".

use super::token::{Token, TokenKind, number};
use crate::fusion::vocabulary::{Meaning, Vocabulary};

/// Takes a word that is misspelt for the one that is meant, and "LL" for the lower left. What begins with a capital within a
/// sentence may be a name.
pub(super) fn mend(text: &str, tokens: &mut Vec<Token>, words: &Vocabulary) {
    join_split(text, tokens, words);
    for at in 0..tokens.len() {
        let opens = at.checked_sub(1).is_none_or(|i| tokens[i].sentence != tokens[at].sentence);
        let token = &tokens[at];
        let meant = match token.kind {
            TokenKind::Word if token.capital && !opens => short(tokens, at, words),
            TokenKind::Word => words.meant(&token.word, token.capital),
            _ => None,
        };
        if let Some(meant) = meant {
            (tokens[at].word, tokens[at].capital) = (meant, false);
        }
    }
}

/// "Side walk", "back ground": one word.
fn join_split(text: &str, tokens: &mut Vec<Token>, words: &Vocabulary) {
    let mut joined = false;
    tokens.dedup_by(|next, before| {
        let adjacent = next.kind == TokenKind::Word
            && before.kind == TokenKind::Word
            && next.sentence == before.sentence
            && text.get(before.span.end..next.span.start) == Some(" ");
        let meant = adjacent.then(|| words.meant_by_two(&before.word, &next.word)).flatten();
        let Some(meant) = meant else { return false };
        (before.span.end, before.word, joined) = (next.span.end, meant.to_owned(), true);
        true
    });
    if joined {
        number(tokens);
    }
}

/// "Fridge L, sink R, cat LL": where.
fn short(tokens: &[Token], at: usize, words: &Vocabulary) -> Option<String> {
    let ends = tokens.get(at + 1).is_none_or(|t| t.kind != TokenKind::Word);
    let told = tokens[..at].last().is_some_and(|t| {
        let word = t.alone();
        let readings = words.readings(std::slice::from_ref(&word));
        readings.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. } | Meaning::Posture))
    });
    words.place_short_for(&tokens[at].word, ends && told).map(str::to_owned)
}
