//! Reading a caption: from its words to the things it speaks of and what it claims of them. Knows no evidence.

mod absentees;
mod choose;
pub mod claim;
mod clause;
mod coref;
mod credits;
mod emphasis;
mod faces;
mod former;
mod fruit;
mod homographs;
mod hung;
mod item;
mod markup;
mod misspelt;
mod neighbours;
mod no_places;
mod nominal;
mod occasions;
mod owning;
mod pairs;
mod parse;
mod phrase;
mod plurals;
mod proper;
mod several;
mod shouted;
mod sides;
mod similes;
mod slot;
mod spelt_out;
mod token;
mod towns;
mod unlike;
mod verbs;

use super::vocabulary::Vocabulary;
use claim::Reading;

pub use item::Item;
pub use markup::{Heading, Layout};
pub use token::{Token, TokenKind, tokens};

/// Reads English text. Never fails: what it does not understand claims nothing. `names` are proper names to be known,
/// in lower case.
pub fn read(text: &str, words: &Vocabulary, names: &[String]) -> Reading {
    let tokens = prepared(text, words);
    // As the caption's own words are split: "St. Mary's" is three.
    let split = |name: &String| {
        let words: Vec<String> = self::tokens(name).into_iter().map(|t| t.word).collect();
        words.join(" ")
    };
    let names: Vec<String> = names.iter().map(split).collect();
    let items = item::items(&tokens, words, &names);
    let mut reading = parse::Parser::new(text, &tokens, &items, words).read();
    faces::attach(&tokens, words, &mut reading);
    faces::attach_expressions(text, words, &mut reading);
    pairs::are_one(text, words, &mut reading);
    spelt_out::are_one(text, words, &mut reading);
    reading.items = items;
    reading
}

/// The tokens as they are understood: misspelt words mended, credits and stress left out.
fn prepared(text: &str, words: &Vocabulary) -> Vec<Token> {
    let mut tokens = tokens(text);
    misspelt::mend(text, &mut tokens, words);
    credits::without(text, &mut tokens, words);
    emphasis::unstress(&mut tokens, words);
    tokens
}

/// How many sentences a text has.
pub fn sentences(text: &str) -> usize {
    tokens(text).last().map_or(0, |t| t.sentence + 1)
}

/// The tagged items of a text, for whoever wants to see how it was understood.
pub fn tagged(text: &str, words: &Vocabulary) -> Vec<Item> {
    item::items(&prepared(text, words), words, &[])
}
