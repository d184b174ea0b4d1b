//! What a thing is only likened to: "like a roof", "red as a postbox", "as though it were a crown". Nothing in a simile is
//! said to be in the picture.

use super::item::Item;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, Meaning, Vocabulary};

/// So many words a simile may have before its noun.
const REACH: usize = 6;
/// ... and one that opens a sentence in all.
const CLAUSE: usize = 14;
/// What opens a colour that is told by a thing.
const COLOUR_OF: [&str; 3] = ["the", "colour", "of"];
const COLOR_OF: [&str; 3] = ["the", "color", "of"];

/// "The colour of ripe tangerines": as tangerines are.
pub(super) fn colour_of_a_thing(
    tokens: &[Token],
    at: usize,
    words: &Vocabulary,
) -> Option<(usize, Meaning)> {
    let ahead = tokens.get(at..at + COLOUR_OF.len())?;
    let said = ahead.iter().map(|t| t.word.as_str());
    if !said.clone().eq(COLOUR_OF) && !said.eq(COLOR_OF) {
        return None;
    }
    let length = to_noun(tokens, at, COLOUR_OF.len(), words);
    let last = tokens.get(at + length.checked_sub(1)?)?;
    let one = last.word.strip_suffix('s').unwrap_or(&last.word);
    let coloured = Token { word: format!("{one}-coloured"), ..last.alone() };
    let found = words.readings(std::slice::from_ref(&coloured));
    let colour = found.iter().find(|(_, m)| matches!(m, Meaning::Colour(_)))?;
    Some((length, colour.1.clone()))
}

/// "Dressed", "disguised", "dressed up": what comes is what somebody looks like.
fn is_dressed(before: &[Item], tokens: &[Token]) -> bool {
    let mut said = before.iter().rev().map(|i| tokens[i.tokens.start].word.as_str());
    said.find(|word| *word != "up").is_some_and(|word| {
        matches!(word, "dressed" | "disguised" | "costumed" | "dressing" | "dress")
    })
}

/// How many tokens from `at` on are a simile; 0 where none begins.
pub(super) fn length(tokens: &[Token], at: usize, before: &[Item], words: &Vocabulary) -> usize {
    let word = |n: usize| {
        let token = tokens.get(at + n).filter(|t| t.kind == TokenKind::Word);
        token.filter(|t| t.sentence == tokens[at].sentence).map_or("", |t| t.word.as_str())
    };
    let indefinite = |n: usize| matches!(word(n), "a" | "an" | "some");
    let last = before.last().map(|i| &i.meaning);
    match word(0) {
        // "Animals like a dog" name what is there.
        "like" => match last {
            // "There's nothing like a cup of tea" has one.
            Some(Meaning::Nothing) => 0,
            // ... but "ripples like water".
            Some(Meaning::Noun { plural: true, .. }) if !is_one(tokens, at + 1, words) => 0,
            // "Like guests arriving at a party, the geese …", "like a ship under sail, the bus …".
            None if indefinite(1) || is_many(tokens, at + 1, words) => up_to_comma(tokens, at)
                .unwrap_or_else(|| on_its_own(tokens, at, to_noun(tokens, at, 1, words), words)),
            None => 0,
            // "Like the surface of a lake".
            _ if word(1) == "the" && of_any(tokens, at, words) > 0 => of_any(tokens, at, words),
            // What is meant for certain is there.
            _ if matches!(word(1), "the" | "this" | "his" | "her" | "its" | "their") => 0,
            _ => on_its_own(tokens, at, to_noun(tokens, at, 1, words), words),
        },
        // "A man dressed as a zombie", "children dressed up as pirates".
        "as" if is_dressed(before, tokens) && (indefinite(1) || is_many(tokens, at + 1, words)) => {
            to_noun(tokens, at, 1, words)
        }
        // "Makes the van look like a toy".
        "look" if word(1) == "like" && indefinite(2) && is_made(before, tokens) => {
            to_noun(tokens, at, 2, words)
        }
        // "A kite that looks like a bird".
        "looks" | "look"
            if word(1) == "like" && indefinite(2) && last == Some(&Meaning::Relative) =>
        {
            to_noun(tokens, at, 2, words)
        }
        // "A kite in the shape of a bird".
        "in" => {
            let shape = if word(1) == "the" { 2 } else { 1 };
            let likened = matches!(word(shape), "shape" | "form") && word(shape + 1) == "of";
            if likened { to_noun(tokens, at, shape + 2, words) } else { 0 }
        }
        // "A dog, resembling a small bear": what it is is told already.
        "resembling" | "resembles" | "resemble" if indefinite(1) && is_known(before, words) => {
            to_noun(tokens, at, 1, words)
        }
        // "Larger than a cat".
        _ if word(1) == "than" && indefinite(2) && is_sized(&tokens[at..at + 1], words) => {
            to_noun(tokens, at, 2, words)
        }
        "made" | "built" | "carved" | "crafted" | "constructed" | "woven" | "fashioned"
            if matches!(word(1), "of" | "from") =>
        {
            let end = to_noun(tokens, at, 2, words);
            // "Of wood and stone".
            let more = end > 0 && word(end) == "and" && is_bare(tokens, at + end + 1, words);
            if more { to_noun(tokens, at, end + 1, words).max(end) } else { end }
        }
        // "The colour of fresh limes", "the grey of ashes" is told by the lexicon's colours, or by nothing.
        // But "the colour of the umbrella" opens what is said of it.
        "the"
            if matches!(word(1), "colour" | "color" | "shade" | "size" | "shape")
                && word(2) == "of" =>
        {
            let colour = words.readings(&tokens[at..]);
            let colour = colour.iter().any(|(_, m)| matches!(m, Meaning::Colour(_)));
            let opens = colour
                || matches!(last, None | Some(Meaning::Stop | Meaning::And | Meaning::While));
            if opens { 0 } else { to_noun(tokens, at, 3, words) }
        }
        // "Is the blue of a summer sky": so blue it is.
        "of" if indefinite(1) && is_shade_of(before) => to_noun(tokens, at, 1, words),
        // "With the stately grace of an ocean liner".
        quality
            if word(1) == "of"
                && indefinite(2)
                && words.is_quality(quality)
                && before.iter().rev().take(REACH).any(|i| {
                    i.sentence == tokens[at].sentence
                        && matches!(i.meaning, Meaning::With | Meaning::Have)
                }) =>
        {
            to_noun(tokens, at, 2, words)
        }
        // "Red as a postbox", "white as snow", "blue as the sky".
        // "Patient as a cow": a patient is also somebody, hardly as a cow.
        // "As fine as lace".
        "as" if (last.is_some_and(tells_how)
            || may_tell_how(tokens, at, words)
            || at > 1 && tokens[at - 2].word == "as" && last == Some(&Meaning::Word))
            && (indefinite(1) || is_bare(tokens, at + 1, words)) =>
        {
            to_noun(tokens, at, 1, words)
        }
        // "Golden as autumn wheat".
        "as" if last.is_some_and(tells_how)
            && tokens.get(at + 1..at + 2).is_some_and(|look| {
                words.readings(look).iter().all(|(_, m)| *m == Meaning::Beyond)
            })
            && is_bare(tokens, at + 2, words) =>
        {
            to_noun(tokens, at, 1, words)
        }
        "as" if last.is_some_and(tells_how) && word(1) == "the" && is_scenery(word(2), words) => 3,
        // "As red as a postbox": red it is.
        // "As big as a house" is compared, and need not be big.
        "as" if word(2) == "as" && (indefinite(3) || is_bare(tokens, at + 3, words)) => {
            let size = words.readings(&tokens[at + 1..at + 2]);
            let size = size.iter().any(|(_, m)| matches!(m, Meaning::Size(_)));
            if size { to_noun(tokens, at, 3, words) } else { 1 }
        }
        // ... and "as black as the night" black.
        "as" if word(2) == "as"
            && word(3) == "the"
            && (is_scenery(word(4), words) || words.find_noun(word(4)).is_none()) =>
        {
            1
        }
        // "Uses a clock as a mask": what it is taken for.
        "as" if indefinite(1) && is_used(before, tokens) && ends_there(tokens, at, words) => {
            to_noun(tokens, at, 1, words)
        }
        // "As though it were a crown".
        "as" if matches!(word(1), "though" | "if") && !looks(tokens, at) => {
            let ends = |t: &&Token| t.kind != TokenKind::Word || t.sentence != tokens[at].sentence;
            let rest = tokens[at..].iter();
            rest.clone().position(|t| ends(&t)).unwrap_or(rest.len())
        }
        _ => 0,
    }
}

/// "Uses (a clock as a mask)", "holds": a few words before.
fn is_used(before: &[Item], tokens: &[Token]) -> bool {
    const USED: [&str; 16] = [
        "use", "uses", "using", "used", "hold", "holds", "holding", "held", "wear", "wears",
        "wearing", "raise", "raises", "raising", "carries", "carrying",
    ];
    let used = |i: &Item| USED.contains(&tokens[i.tokens.start].word.as_str());
    before.iter().rev().take(REACH).any(used)
}

/// The noun ends what is said: "as a man passes" tells when.
fn ends_there(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let end = at + to_noun(tokens, at, 1, words);
    end > at
        && tokens.get(end).is_none_or(|t| {
            t.sentence != tokens[at].sentence || t.kind != TokenKind::Word || t.word == "and"
        })
}

/// "Makes the van (look)": a verb that says how it looks, a few words before.
fn is_made(before: &[Item], tokens: &[Token]) -> bool {
    let near = before.iter().rev().take(REACH);
    near.flat_map(|i| &tokens[i.tokens.clone()])
        .any(|t| matches!(t.word.as_str(), "make" | "makes" | "making" | "made"))
}

/// "Is the blue (of a summer sky)".
fn is_shade_of(before: &[Item]) -> bool {
    let [.., link, article, colour] = before else { return false };
    link.meaning == Meaning::Link
        && article.meaning == Meaning::Determiner(Article::Definite)
        && matches!(colour.meaning, Meaning::Colour(_))
}

/// A thing of the tree of names stands right before, with or without a comma.
fn is_known(before: &[Item], words: &Vocabulary) -> bool {
    let last = before.iter().rev().find(|i| i.meaning != Meaning::Comma);
    last.is_some_and(|i| match i.meaning {
        Meaning::Noun { noun, .. } => words.noun(noun).node.is_some(),
        _ => false,
    })
}

/// "Larger", "smaller".
fn is_sized(word: &[Token], words: &Vocabulary) -> bool {
    words.readings(word).iter().any(|(_, m)| matches!(m, Meaning::Extreme(_)))
}

/// A look that "as a …" may follow.
fn tells_how(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Emotion(_) | Meaning::Beyond)
}

/// Between a mark and a simile stands one word that is nothing done: "patient as a cow", but "dressed as a cow".
fn may_tell_how(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let before = |n: usize| {
        let token = at.checked_sub(n).map(|i| &tokens[i]);
        token.filter(|t| t.sentence == tokens[at].sentence)
    };
    let look = |t: &Token| {
        let alone = Token { rest: 1, means: Default::default(), ..t.clone() };
        let readings = words.readings(std::slice::from_ref(&alone));
        let done = t.word.ends_with("ed") || t.word.ends_with("ing");
        t.kind == TokenKind::Word
            && !done
            && !readings.iter().any(|(_, m)| m.begins_predicate() || *m == Meaning::Adverb)
    };
    before(2).is_none_or(|t| t.kind != TokenKind::Word) && before(1).is_some_and(look)
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

/// A bare noun in the singular stands there: "water".
fn is_one(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    is_bare(tokens, at, words) && !is_many(tokens, at, words)
}

/// A noun in the plural stands there.
fn is_many(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let here = words.readings(tokens.get(at..).unwrap_or_default());
    here.iter().any(|(_, m)| matches!(m, Meaning::Noun { plural: true, .. }))
}

/// How many tokens a simile is that opens the sentence and ends with a comma.
fn up_to_comma(tokens: &[Token], at: usize) -> Option<usize> {
    let here = tokens[at..].iter().take(CLAUSE).take_while(|t| t.sentence == tokens[at].sentence);
    here.map(|t| t.kind).position(|kind| kind == TokenKind::Comma)
}

/// Up to and with what something is of, where that is no certain thing: "like the keys of a piano".
fn of_any(tokens: &[Token], at: usize, words: &Vocabulary) -> usize {
    let end = to_noun(tokens, at, 1, words);
    let word = |n: usize| tokens.get(at + n).map_or("", |t| t.word.as_str());
    if end == 0 || word(end) != "of" {
        return 0;
    }
    match word(end + 1) {
        "a" | "an" => end + to_noun(tokens, at + end, 1, words),
        // "Like the surface of the moon".
        "the" if is_scenery(word(end + 2), words) => end + 3,
        _ => 0,
    }
}

/// "Like a king on his throne", "like a page from a book", "like scraps of cotton wool": what that is on or of is likened,
/// too.
fn on_its_own(tokens: &[Token], at: usize, end: usize, words: &Vocabulary) -> usize {
    let own = tokens.get(at + end + 1);
    let from = tokens.get(at + end);
    let from = from.is_some_and(|t| matches!(t.word.as_str(), "of" | "from" | "in"));
    let own = own.is_some_and(|t| {
        let word = t.word.as_str();
        matches!(word, "his" | "her" | "its" | "their") || from && matches!(word, "a" | "an")
    });
    let of = tokens.get(at + end).is_some_and(|t| t.word == "of");
    let own = own || of && is_bare(tokens, at + end + 1, words);
    let rest = words.readings(tokens.get(at + end..).unwrap_or_default());
    let on = from || rest.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Relation(_)));
    if end > 0 && own && on { to_noun(tokens, at, end + 2, words).max(end) } else { end }
}

/// The sky, the sea, the night.
fn is_scenery(word: &str, words: &Vocabulary) -> bool {
    words.find_noun(word).is_some_and(|(noun, _)| {
        let noun = words.noun(noun);
        noun.node.is_none() && (noun.scenery || noun.airy || noun.setting)
    })
}

/// Nothing but a thing.
fn is_only_noun(readings: &[(usize, Meaning)]) -> bool {
    let noun = |(_, m): &(usize, Meaning)| matches!(m, Meaning::Noun { .. });
    !readings.is_empty() && readings.iter().all(noun)
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
            // "Like some patient steel heron": what the last of them is.
            let next = |n: usize| words.readings(tokens.get(n..).unwrap_or_default());
            let look = |(_, m): &(usize, Meaning)| {
                matches!(m, Meaning::Beyond | Meaning::Colour(_) | Meaning::Size(_))
            };
            let after = n + longest;
            let looks = here(&after)
                && (next(after).iter().any(look) && has_noun(&next(after + 1))
                    || is_only_noun(&next(after)));
            (has_noun(&readings) && !whose && !looks).then_some(n + longest - at)
        })
        .unwrap_or(0)
}
