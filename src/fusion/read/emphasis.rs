//! Words in capitals that quote nothing: "a HUGE dog", "she is STILL waiting".

use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{List, Meaning, Vocabulary};
use std::sync::OnceLock;

/// So many words without capitals show that a sentence is not written in capitals throughout.
const SMALL: usize = 2;
/// So many words away may stand what tells that something is a text.
const INTRODUCED: usize = 3;

/// Takes words that are only stressed for words; a text that evidence has is found all the same.
pub(super) fn unstress(tokens: &mut [Token], words: &Vocabulary) {
    for at in 0..tokens.len() {
        if let Some(spoken) = stressed(tokens, at, words) {
            // What the words before it can mean may have been asked already.
            let own = spoken.sentence;
            let before = tokens[..at].iter_mut().rev().take_while(|t| t.sentence == own);
            before.for_each(|t| t.means = OnceLock::new());
            tokens[at] = spoken;
        }
    }
}

/// The word that the token at `at` stresses.
fn stressed(tokens: &[Token], at: usize, words: &Vocabulary) -> Option<Token> {
    let token = &tokens[at];
    // "RIGHT THERE".
    let mut spoken = token.word.split(' ');
    let one = token.word.chars().all(char::is_alphabetic);
    if !token.is_shouted() || !one && !spoken.all(|w| List::Cried.has(&w.to_lowercase())) {
        return None;
    }
    let here = |t: &&Token| t.sentence == token.sentence;
    let lower = |t: &&Token| t.kind == TokenKind::Word && !t.capital;
    let before = tokens[..at].iter().rev().take_while(here);
    let after = tokens[at + 1..].iter().take_while(here);
    let small = before.clone().chain(after.clone()).filter(lower).take(SMALL).count();
    let next = after.clone().next();
    // "A sign that says CLOSED", "the OPEN sign".
    let reads = |t: &Token| {
        let link = words.readings(std::slice::from_ref(t));
        words.tells_text(&t.word) || link.iter().any(|(_, m)| *m == Meaning::TextVerb)
    };
    // "FREE is written on it": what is said of a word is said of a text.
    let predicate = |t: &Token| {
        let link = words.readings(std::slice::from_ref(t));
        link.iter().any(|(_, m)| m.begins_predicate())
    };
    let opens = before.clone().next().is_none_or(|t| t.kind != TokenKind::Word);
    let subject = opens && next.is_none_or(predicate);
    let introduced = before.clone().take(INTRODUCED).any(reads) || next.is_some_and(reads);
    // "BRAKES LATE": no word alone.
    let alone = before.clone().next().is_none_or(|t| t.kind != TokenKind::Quote)
        && next.is_none_or(|t| t.kind != TokenKind::Quote);
    let word = token.word.to_lowercase();
    let spoken = Token {
        word,
        kind: TokenKind::Word,
        capital: false,
        means: OnceLock::new(),
        ..token.clone()
    };
    // "He is SO good", "NEVER taking this bus again"; but "LOVE is written on it".
    let is = |t: &Token| {
        let link = words.readings(std::slice::from_ref(t));
        link.iter().any(|(_, m)| matches!(m, Meaning::Link | Meaning::HedgedLink))
    };
    let cried = !one || List::Cried.has(&spoken.word) && !(opens && next.is_some_and(is));
    // "The DOG though": but "the OPEN sign".
    let named = || {
        let determined = before.clone().next().is_some_and(|t| {
            let readings = words.readings(std::slice::from_ref(t));
            readings.iter().any(|(_, m)| matches!(m, Meaning::Determiner(_) | Meaning::Possessive))
        });
        let noun = |word: &str| words.find_noun(word).is_some();
        let one = words.find_noun(&spoken.word).is_some_and(|(_, plural)| !plural);
        determined && one && !next.is_some_and(|t| noun(&t.word))
    };
    let stressed = cried || !subject && (says_how(&spoken, words) || named());
    (small >= SMALL && alone && !introduced && stressed).then_some(spoken)
}

/// A word that people stress: how something is, how many, whether at all; no name of a thing, which signs bear.
fn says_how(word: &Token, words: &Vocabulary) -> bool {
    let alone = word.alone();
    let readings = words.readings(std::slice::from_ref(&alone));
    readings.iter().any(|(_, m)| {
        matches!(
            m,
            Meaning::Colour(_)
                | Meaning::Size(_)
                | Meaning::Extreme(_)
                | Meaning::Emotion(_)
                | Meaning::Beyond
                | Meaning::Quantity { .. }
                | Meaning::Determiner(_)
                | Meaning::Possessive
                | Meaning::Pronoun(_)
                | Meaning::Relation(_)
                | Meaning::Not
                | Meaning::Link
                | Meaning::Have
                | Meaning::Adverb
                | Meaning::Other
                | Meaning::Another
                | Meaning::And
                | Meaning::But
                | Meaning::Nobody
                | Meaning::Nothing
        )
    })
}
