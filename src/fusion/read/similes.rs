//! What a thing is only likened to: "like a roof", "red as a postbox", "as though it were a crown". Nothing in a simile is
//! said to be in the picture.

use super::item::Item;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Meaning, Vocabulary};

/// So many words a simile may have before its noun.
const REACH: usize = 6;

/// How many tokens from `at` on are a simile; 0 where none begins.
pub(super) fn length(tokens: &[Token], at: usize, before: &[Item], words: &Vocabulary) -> usize {
    let word = |n: usize| {
        let token = tokens.get(at + n).filter(|t| t.kind == TokenKind::Word);
        token.filter(|t| t.sentence == tokens[at].sentence).map_or("", |t| t.word.as_str())
    };
    let indefinite = |n: usize| matches!(word(n), "a" | "an" | "some");
    let last = before.last().filter(|i| i.sentence == tokens[at].sentence).map(|i| &i.meaning);
    match word(0) {
        // "Animals like a dog" name what is there.
        "like" => match last {
            Some(Meaning::Noun { plural: true, .. }) | None => 0,
            // "Like the surface of a lake".
            _ if word(1) == "the" && of_any(tokens, at, words) > 0 => of_any(tokens, at, words),
            // What is meant for certain is there.
            _ if matches!(word(1), "the" | "this" | "his" | "her" | "its" | "their") => 0,
            _ => to_noun(tokens, at, 1, words),
        },
        "made" if matches!(word(1), "of" | "from") => to_noun(tokens, at, 2, words),
        // "The colour of fresh limes", "the grey of ashes" is told by the lexicon's colours, or by nothing.
        // But "the colour of the umbrella" opens what is said of it.
        "the" if matches!(word(1), "colour" | "color" | "shade") && word(2) == "of" => {
            let opens = matches!(last, None | Some(Meaning::Stop | Meaning::And | Meaning::While));
            if opens { 0 } else { to_noun(tokens, at, 3, words) }
        }
        // "Red as a postbox", "white as snow", "blue as the sky".
        "as" if last.is_some_and(tells_how)
            && (indefinite(1) || is_bare(tokens, at + 1, words)) =>
        {
            to_noun(tokens, at, 1, words)
        }
        "as" if last.is_some_and(tells_how) && word(1) == "the" && is_scenery(word(2), words) => 3,
        // "As red as a postbox": red it is.
        "as" if word(2) == "as" && (indefinite(3) || is_bare(tokens, at + 3, words)) => 1,
        // ... and "as black as the night" black.
        "as" if word(2) == "as" && word(3) == "the" && is_scenery(word(4), words) => 1,
        // "As though it were a crown".
        "as" if matches!(word(1), "though" | "if") && !looks(tokens, at) => {
            let ends = |t: &&Token| t.kind != TokenKind::Word || t.sentence != tokens[at].sentence;
            let rest = tokens[at..].iter();
            rest.clone().position(|t| ends(&t)).unwrap_or(rest.len())
        }
        _ => 0,
    }
}

/// A look that "as a …" may follow.
fn tells_how(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond)
}

/// "Looks as if": a hedge.
fn looks(tokens: &[Token], at: usize) -> bool {
    let verb = at.checked_sub(1).map(|i| tokens[i].word.as_str()).unwrap_or_default();
    ["look", "seem", "appear", "'s", "is", "are"].iter().any(|stem| verb.starts_with(stem))
}

/// A noun without an article stands there: "snow".
fn is_bare(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
        && words.readings(&tokens[at..]).iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }))
}

/// Up to and with what something is of, where that is no certain thing: "like the keys of a piano".
fn of_any(tokens: &[Token], at: usize, words: &Vocabulary) -> usize {
    let end = to_noun(tokens, at, 1, words);
    let word = |n: usize| tokens.get(at + n).map_or("", |t| t.word.as_str());
    let any = end > 0 && word(end) == "of" && matches!(word(end + 1), "a" | "an");
    if any { end + to_noun(tokens, at + end, 1, words) } else { 0 }
}

/// The sky, the sea, the night; or what no list holds.
fn is_scenery(word: &str, words: &Vocabulary) -> bool {
    words.find_noun(word).is_none_or(|(noun, _)| {
        let noun = words.noun(noun);
        noun.node.is_none() && (noun.scenery || noun.airy || noun.setting)
    })
}

/// Up to and with the noun of the phrase that begins `skip` tokens after `at`.
fn to_noun(tokens: &[Token], at: usize, skip: usize, words: &Vocabulary) -> usize {
    let here = |n: &usize| {
        tokens
            .get(*n)
            .is_some_and(|t| t.kind == TokenKind::Word && t.sentence == tokens[at].sentence)
    };
    let start = at + skip;
    (start..start + REACH)
        .take_while(here)
        .find_map(|n| {
            let readings = words.readings(&tokens[n..]);
            let longest = readings.iter().map(|(length, _)| *length).max().unwrap_or(1);
            // "Like a conductor's baton".
            let whose = tokens.get(n + longest).is_some_and(|t| t.word == "'s");
            (has_noun(&readings) && !whose).then_some(n + longest - at)
        })
        .unwrap_or(0)
}
