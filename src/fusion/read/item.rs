//! Tokens tagged with what the vocabulary knows of them: the longest wording that fits at each place.

use super::choose::{Place, choose};
use super::proper::{self, capital_run, known_name, proper_name};
use super::similes;
use super::token::{Token, TokenKind};
use super::towns;
use crate::fusion::vocabulary::{Meaning, Vocabulary};
use std::ops::Range;

/// One or more tokens with one meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub span: Range<usize>,
    /// Which tokens, by index.
    pub tokens: Range<usize>,
    pub meaning: Meaning,
    pub sentence: usize,
}

/// Tags a caption's tokens.
///
/// A word of two kinds ("watch", "park", "orange") is decided by its neighbours: after an article it is a noun,
/// after a person or "to" a verb, before a noun an adjective.
pub fn items(tokens: &[Token], words: &Vocabulary, names: &[String]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    // Where the items of the sentence begin: what ends another one says nothing of how this goes on.
    let mut opens = 0;
    let mut at = 0;
    while at < tokens.len() {
        if out.last().is_some_and(|i| i.sentence != tokens[at].sentence) {
            opens = out.len();
        }
        let (length, meaning) = match tokens[at].kind {
            TokenKind::Comma => (1, Meaning::Comma),
            TokenKind::Stop => (1, Meaning::Stop),
            TokenKind::Quote if proper::model(tokens, at, names, words) => {
                (1, Meaning::Name(tokens[at].word.to_lowercase()))
            }
            TokenKind::Quote => (1, Meaning::Quote(tokens[at].word.clone())),
            TokenKind::Word => wording(Place { tokens, at, before: &out[opens..], words }, names),
        };
        // However far a wording would go, the caption ends here.
        let length = length.clamp(1, tokens.len() - at);
        let last = &tokens[at + length - 1];
        out.push(Item {
            span: tokens[at].span.start..last.span.end,
            tokens: at..at + length,
            meaning,
            sentence: tokens[at].sentence,
        });
        at += length;
    }
    out
}

/// The words that begin at a place, and what they mean: a simile, a name, or the wording that its neighbours ask for.
fn wording(place: Place<'_>, names: &[String]) -> (usize, Meaning) {
    let Place { tokens, at, before, words } = place;
    if let Some(found) = similes::colour_of_a_thing(tokens, at, words) {
        return found;
    }
    let likened = similes::length(tokens, at, before, words);
    if likened > 0 {
        return (likened, Meaning::Adverb);
    }
    let known = known_name(tokens, at, names, words);
    if known > 0 {
        let name = tokens[at..at + known].iter().map(|t| t.word.as_str());
        return (known, Meaning::Name(name.collect::<Vec<_>>().join(" ")));
    }
    if capital_run(tokens, at, words) > 1 {
        return proper_name(tokens, at, words);
    }
    // "The Empire State Building".
    if proper::goes_on(tokens, at, before, words) {
        return (1, Meaning::Beyond);
    }
    if proper::called(tokens, at, before, words) {
        return (1, Meaning::Name(tokens[at].word.clone()));
    }
    match choose(words.readings(&tokens[at..]).into_owned(), place) {
        // "Her Navy uniform", "a Red Bull can": whose it is, not what colour.
        (1, Meaning::Colour(_)) if proper::is_lone_capital(tokens, at) => (1, Meaning::Beyond),
        (1, Meaning::Noun { noun, .. }) if towns::is_town(tokens, at, noun, words) => {
            (1, Meaning::Name(tokens[at].word.clone()))
        }
        chosen => chosen,
    }
}
