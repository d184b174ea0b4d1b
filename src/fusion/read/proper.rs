//! Proper names: those that the evidence knows, runs of words with capitals, and numbers that are names.

use super::claim::Planar;
use super::item::Item;
use super::token::{Token, TokenKind};
use super::towns;
use crate::fusion::vocabulary::{List, Meaning, RelationBody, Vocabulary};

/// Marks before what a list holds.
const BULLETS: [&str; 4] = ["•", "·", "*", "→"];

/// So many words have people's names at most: "Mary Lou Brown".
const LONGEST_NAME: usize = 3;

/// What a clock's hands are at, before "past" and "to", and what stands behind the hour.
const PARTS_OF_HOURS: [&str; 4] = ["quarter", "half", "minutes", "minute"];
const HOURS: [&str; 6] = ["o'clock", "past", "am", "pm", "a.m", "p.m"];

/// What stands before how old somebody is.
const AGES: [&str; 5] = ["turn", "turns", "turned", "turning", "aged"];

/// "A quarter past ten", "ten past", "six o'clock": the number at `at` tells the time, or how old somebody is.
fn tells_time(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let number = |t: &Token| {
        let readings = words.readings(std::slice::from_ref(t));
        readings.iter().any(|(_, m)| matches!(m, Meaning::Quantity { min: 1.., .. }))
    };
    let near = |i: Option<usize>| {
        i.and_then(|i| tokens.get(i)).filter(|t| t.sentence == tokens[at].sentence)
    };
    let word = |i: Option<usize>| near(i).map_or("", |t| t.word.as_str());
    let back = |n: usize| at.checked_sub(n);
    let part = PARTS_OF_HOURS.contains(&word(back(2)));
    if !number(&tokens[at]) {
        // "About seventy to eighty years old".
        let about = words
            .readings(&tokens[at..])
            .iter()
            .any(|(length, m)| *length == 2 && matches!(m, Meaning::Quantity { min: 1.., .. }));
        return about
            && near(Some(at + 1)).is_some_and(number)
            && tells_time(tokens, at + 1, words);
    }
    // "Is turning six", "aged six".
    let named = near(Some(at + 1)).is_some_and(|t| words.find_noun(&t.word).is_some());
    if AGES.contains(&word(back(1))) && !named {
        return true;
    }
    match (word(back(1)), word(Some(at + 1))) {
        ("past", _) => part || near(back(2)).is_some_and(number),
        ("to", _) => part,
        (_, "past") => near(Some(at + 2)).is_some_and(number),
        // "Sixty to seventy years old".
        (_, "to" | "or") => {
            near(Some(at + 2)).is_some_and(number) && word(Some(at + 3)).starts_with("year")
        }
        (_, after) => HOURS.contains(&after),
    }
}

/// How many tokens of a known proper name begin here; of a name of several words, the first may stand alone.
///
/// A name that is also a word ("Apple", "Fender") is one where it is written so within a sentence or before a noun.
pub(super) fn known_name(
    tokens: &[Token],
    at: usize,
    names: &[String],
    words: &Vocabulary,
) -> usize {
    let opens = at == 0
        || tokens[at - 1].sentence != tokens[at].sentence
        || BULLETS.contains(&tokens[at - 1].word.as_str());
    let noun = |t: &Token| words.find_noun(&t.word).is_some();
    let written = tokens[at].capital && (!opens || tokens.get(at + 1).is_some_and(noun));
    // "Guess who …".
    let word = |name: &str| opens && words.fine_names().is_word(name);
    let tokens = &tokens[at..];
    let lengths = names
        .iter()
        .filter(|name| written || words.find_noun(name).is_none() && !word(name))
        .map(|name| {
            let parts: Vec<&str> = name.split(' ').collect();
            let same = parts.iter().zip(tokens).take_while(|(p, t)| is_part(p, t)).count();
            if same == parts.len() { same } else { 0 }
        });
    lengths.max().unwrap_or(0)
}

/// A name's word, in whatever letters: "DC-3" of "Douglas DC-3"; but not what stands between quotation marks.
fn is_part(part: &str, token: &Token) -> bool {
    part == token.word || token.is_shouted() && part == token.word.to_lowercase()
}

/// "A silver DC-3", "an F-16": in capitals and with a number, and a word of a known name or after an article, where a
/// noun would stand.
pub(super) fn model(tokens: &[Token], at: usize, names: &[String], words: &Vocabulary) -> bool {
    let token = &tokens[at];
    let coded = token.is_shouted() && token.word.contains(|c: char| c.is_ascii_digit());
    let known = || names.iter().any(|name| name.split(' ').any(|part| is_part(part, token)));
    let before = at.checked_sub(1).map(|i| &tokens[i]).filter(|t| t.sentence == token.sentence);
    let article = |t: &Token| matches!(t.word.as_str(), "a" | "an");
    let look = before.is_some_and(|t| {
        let readings = words.readings(std::slice::from_ref(t));
        readings.iter().any(|(_, m)| matches!(m, Meaning::Colour(_) | Meaning::Beyond))
    });
    let opened = before.is_some_and(article) || look && at > 1 && article(&tokens[at - 2]);
    let next = tokens.get(at + 1).filter(|t| t.sentence == token.sentence);
    let noun = next.is_some_and(|t| words.find_noun(&t.word).is_some());
    coded && !token.word.contains(' ') && (known() || opened && !noun)
}

/// A capital within a sentence that is not written in capitals throughout.
pub(super) fn is_lone_capital(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let mut others = tokens.iter().enumerate().filter(|(other, t)| {
        t.sentence == token.sentence && t.kind == TokenKind::Word && other.abs_diff(at) <= 2
    });
    let begins = at
        .checked_sub(1)
        .is_none_or(|i| tokens[i].sentence != token.sentence || tokens[i].kind != TokenKind::Word);
    token.capital && !token.is_shouted() && !begins && others.any(|(_, t)| !t.capital)
}

/// "No 73".
fn opens_number(tokens: &[Token], at: usize) -> bool {
    let number = |t: &Token| t.word.starts_with(|c: char| c.is_ascii_digit());
    tokens[at].word == "no" && tokens.get(at + 1).is_some_and(number)
}

/// How many words with capitals, and numbers among them, stand here in a row, not at a sentence's start: several are
/// a proper name, unless they are one name of the vocabulary ("Golden Retriever"); a single one only where unknown.
pub(super) fn capital_run(tokens: &[Token], at: usize, words: &Vocabulary) -> usize {
    let starts = at == 0
        || tokens[at - 1].sentence != tokens[at].sentence
        || tokens[at - 1].kind == TokenKind::Stop;
    // "Though I'm not sure" names nobody, nor does "No 73".
    let speaks = |t: &Token| t.word.starts_with("i'");
    let capital = |t: &Token| {
        t.kind == TokenKind::Word && t.capital && t.word.chars().count() > 1 && !speaks(t)
    };
    if opens_number(tokens, at) {
        return 0;
    }
    // "Mike Brown swings", but a Jack Russell is a dog.
    let named = words.is_given_name(&tokens[at].word) && capital(&tokens[at]);
    if named && words.readings(&tokens[at..]).iter().all(|(length, _)| *length == 1) {
        let sentence = tokens[at].sentence;
        let of_name = |t: &&Token| t.sentence == sentence && capital(t) && !t.is_shouted();
        let run = tokens[at..].iter().take(LONGEST_NAME).take_while(of_name).count();
        if run > 1 {
            return run;
        }
    }
    // "Ada Lovelace stands on the left": two words that nobody knows open the sentence.
    let here = tokens[at].sentence;
    let unknown = |at: usize| {
        let token = tokens.get(at).filter(|t| capital(t) && !t.is_shouted() && t.sentence == here);
        token.is_some_and(|t| words.readings(std::slice::from_ref(t)).is_empty())
    };
    // "Federer serves", "Crawford just missed": so does one that does something.
    let acts = || {
        let word = &tokens[at].word;
        // "Haphazardly scattered": how.
        let how = word.strip_suffix("ly").is_some_and(|stem| words.is_listed(stem));
        let strange = unknown(at) && !words.is_listed(word) && !List::Whoever.has(word) && !how;
        let next = tokens.get(at + 1..).unwrap_or_default();
        let adverb = words.readings(next).iter().any(|(l, m)| *l == 1 && *m == Meaning::Adverb);
        let next = if adverb { &next[1..] } else { next };
        let does = |next: &[Token]| {
            let formed = |t: &Token| ["s", "ed", "ing"].iter().any(|e| t.word.ends_with(e));
            let readings = words.readings(next);
            let verbal = readings.iter().any(|(l, m)| *l == 1 && m.is_verbal());
            next.first().is_some_and(|t| formed(t) && !t.capital)
                && verbal
                && !readings.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }))
        };
        strange && does(next)
    };
    if starts && !(unknown(at) && unknown(at + 1)) && !acts() || !capital(&tokens[at]) {
        return 0;
    }
    let numbered =
        |t: &Token| t.word.chars().any(|c| c.is_ascii_digit()) && t.kind == TokenKind::Word;
    let run = tokens[at..]
        .iter()
        .take_while(|t| t.sentence == tokens[at].sentence && (capital(t) || numbered(t)))
        .count();
    let known = words.readings(&tokens[at..]).iter().map(|(length, _)| *length).max().unwrap_or(0);
    let ends = tokens[at..at + run]
        .iter()
        .rposition(|t| numbered(t) || words.readings(std::slice::from_ref(t)).is_empty());
    match (run, known, ends) {
        (run, known, _) if known >= run => 0,
        (_, 0, _) => ends.map_or(1, |e| e + 1),
        (_, _, Some(end)) if end > 0 => end + 1,
        // "At Grand Army Plaza": words, and a name.
        (2.., _, None) if towns::is_place_name(tokens, at) => run,
        _ => 0,
    }
}

/// A run of words with capitals: a proper name.
pub(super) fn proper_name(tokens: &[Token], at: usize, words: &Vocabulary) -> (usize, Meaning) {
    let run = capital_run(tokens, at, words);
    if run == 0 {
        return (1, Meaning::Word);
    }
    let name = tokens[at..at + run].iter().map(|t| t.word.as_str()).collect::<Vec<_>>().join(" ");
    (run.max(1), Meaning::Name(name))
}

/// Somebody, or an animal.
fn is_alive(item: &Item, words: &Vocabulary) -> bool {
    match item.meaning {
        Meaning::Noun { noun, .. } => words.is_person(noun) || words.is_living(noun),
        _ => false,
    }
}

/// No word comes after it but "and".
pub(super) fn next_ends(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|t| {
        t.sentence != tokens[at].sentence || t.kind != TokenKind::Word || t.word == "and"
    })
}

/// "Her name is Pearl", "a hen named Ginger", "my dogs, Biscuit and Rex": called so, whatever the word means.
pub(super) fn called(tokens: &[Token], at: usize, before: &[Item], words: &Vocabulary) -> bool {
    let word = |i: &Item| tokens[i.tokens.end - 1].word.as_str();
    match before {
        [.., name, link] if link.meaning == Meaning::Link => {
            words.is_name(word(name)) && is_lone_capital(tokens, at)
        }
        [.., who, comma] if comma.meaning == Meaning::Comma && is_alive(who, words) => {
            next_ends(tokens, at) && is_written_as_name(tokens, at)
        }
        [.., name, and] if and.meaning == Meaning::And => {
            let named = matches!(name.meaning, Meaning::Name(_));
            named && next_ends(tokens, at) && is_lone_capital(tokens, at)
        }
        [.., last] => {
            let named = last.meaning == Meaning::TextVerb && words.is_name(word(last));
            named && is_lone_capital(tokens, at)
        }
        [] => false,
    }
}

/// "The Empire State Building": between a name and a noun with a capital, whatever the word may do.
pub(super) fn goes_on(tokens: &[Token], at: usize, before: &[Item], words: &Vocabulary) -> bool {
    let named = before.last().is_some_and(|i| matches!(i.meaning, Meaning::Name(_)));
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence && t.capital);
    named
        && tokens[at].capital
        && tokens[at].kind == TokenKind::Word
        && next.is_some_and(|t| words.find_noun(&t.word).is_some())
        && words
            .readings(&tokens[at..=at])
            .iter()
            .any(|(_, m)| m.is_verbal() || *m == Meaning::TextVerb)
}

/// With a capital, among words without one.
fn is_written_as_name(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let near = at.saturating_sub(2)..(at + 3).min(tokens.len());
    let small = |t: &Token| t.sentence == token.sentence && t.kind == TokenKind::Word && !t.capital;
    token.capital && !token.is_shouted() && tokens[near].iter().any(small)
}

/// "An Apple logo", "an Osprey backpack", "a yellow Trek": a word with a capital within a sentence, before a noun
/// without one, or after an article where it is no noun.
pub(super) fn brand(
    tokens: &[Token],
    at: usize,
    before: &[Item],
    words: &Vocabulary,
) -> Option<(usize, Meaning)> {
    let last = before.last()?;
    let by = tokens[last.tokens.end - 1].word == "by";
    let opened = by
        || matches!(
            last.meaning,
            Meaning::Determiner(_) | Meaning::Possessive | Meaning::Colour(_) | Meaning::Size(_)
        );
    let own = words.readings(&tokens[at..]);
    let noun = own.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. } | Meaning::Picture));
    let compound = own.iter().any(|(length, _)| *length > 1);
    let next = tokens.get(at + 1).filter(|t| t.kind == TokenKind::Word);
    let names_thing = next.is_some_and(|t| {
        !t.capital && (t.word == "logo" || t.word == "emblem" || words.find_noun(&t.word).is_some())
    });
    // "The TV stands": a word by itself.
    let letters = noun && !tokens[at].word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let called =
        if noun { !letters && (names_thing || by) } else { next.is_none_or(|t| !t.capital) };
    let look = own.iter().any(|(_, m)| {
        matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Emotion(_) | Meaning::Beyond)
    });
    let none = tokens[at].word.starts_with("i'") || opens_number(tokens, at);
    (tokens[at].capital && !none && opened && called && !compound && !look)
        .then(|| (1, Meaning::Name(tokens[at].word.clone())))
}

/// "Number 23", "Boeing 747", "platform 9": a name or a text, no count.
pub(super) fn numbered(
    readings: &[(usize, Meaning)],
    tokens: &[Token],
    at: usize,
    before: &[Item],
    words: &Vocabulary,
) -> Option<(usize, Meaning)> {
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let digits = tokens[at].word.chars().all(|c| c.is_ascii_digit());
    // "1 hr = 300 Kč", "60 cm wide".
    let measures = digits && next.is_some_and(|t| !t.capital && List::Units.has(&t.word));
    // "Biker 1 – black gear": which note it is.
    let heads = matches!(before, [Item { meaning: Meaning::Noun { plural: false, .. }, .. }])
        && tokens[at].word.len() == 1
        && next.is_some_and(|t| matches!(t.word.as_str(), "–" | "—" | "-"));
    // "A red 1967 Ford".
    let year = digits
        && tokens[at].word.len() == 4
        && matches!(tokens[at].word.as_bytes(), [b'1', b'8' | b'9', ..] | [b'2', b'0', ..])
        && before.last().is_some_and(|i| i.meaning.stands_before_noun())
        && next.is_some_and(|t| t.capital);
    if year {
        return Some((1, Meaning::Beyond));
    }
    let measures = measures || digits && heads;
    if measures || tells_time(tokens, at, words) {
        return Some((1, Meaning::Word));
    }
    let here = |at: usize| tokens.get(at).filter(|t| t.sentence == tokens[at - 1].sentence);
    let noun = |at: usize| here(at).and_then(|t| words.find_noun(&t.word));
    // "The 2 Canada geese", "its 2 visible parts", "the 2 white ones".
    let looks = here(at + 1).is_some_and(|_| {
        let next = words.readings(&tokens[at + 1..]);
        let look = |m: &Meaning| {
            matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond | Meaning::Other)
        };
        next.iter().any(|(_, m)| matches!(m, Meaning::Colour(_)))
            || next.iter().any(|(l, m)| {
                look(m)
                    && words
                        .readings(tokens.get(at + 1 + l..).unwrap_or_default())
                        .iter()
                        .any(|(_, m)| matches!(m, Meaning::Noun { plural: true, .. }))
            })
    });
    // "The 3 lines on his head", but "the 9 kicks the ball".
    let several = tokens[at].word.len() == 1
        && here(at + 1).is_some_and(|t| {
            let next = words.readings(&tokens[at + 1..]);
            let link = next.iter().any(|(_, m)| matches!(m, Meaning::Link | Meaning::Have));
            t.word.ends_with('s') && !t.capital && !link
        })
        && !super::choose::names_next(tokens, at + 2, words);
    let counts = looks || several || matches!(noun(at + 2), Some((_, true)));
    let alone = noun(at + 1).is_none() && !counts;
    // "Between the 2", "of the 3": so many were told of before.
    let told = tokens[at].word.len() == 1
        && before.len().checked_sub(2).is_some_and(|i| match &before[i].meaning {
            Meaning::Of => true,
            Meaning::Relation(relation) => relation.body == RelationBody::Planar(Planar::Between),
            _ => false,
        });
    // "In the room two people".
    let counts_next = !digits && noun(at + 1).is_some();
    let numbered = !counts_next
        && before.last().is_some_and(|i| {
            List::Numbered.has(&tokens[i.tokens.end - 1].word)
                || digits && matches!(i.meaning, Meaning::Noun { plural: false, .. })
                || digits
                    && matches!(i.meaning, Meaning::Determiner(_) | Meaning::Link)
                    && alone
                    && !told
        });
    // "The numbers 27 and 41".
    let joined = matches!(
        before,
        [
            ..,
            Item { meaning: Meaning::Quote(_), .. },
            Item { meaning: Meaning::And | Meaning::Comma | Meaning::To, .. }
        ]
    );
    // "Handlers 27 and 41".
    let listed = digits
        && matches!(before.last().map(|i| &i.meaning), Some(Meaning::Noun { plural: true, .. }))
        && matches!(next.map(|t| t.word.as_str()), Some("and" | "," | "&"))
        && tokens.get(at + 2).is_some_and(|t| t.word.starts_with(|c: char| c.is_ascii_digit()))
        && noun(at + 3).is_none_or(|(_, plural)| !plural);
    let numbered = numbered || listed || digits && joined && alone;
    // "Has 5075 written on it".
    let written = digits
        && tokens.get(at + 1).is_some_and(|t| t.sentence == tokens[at].sentence)
        && words.readings(&tokens[at + 1..]).iter().any(|(_, m)| *m == Meaning::TextVerb);
    if !(numbered || written)
        || !readings.iter().any(|(_, m)| matches!(m, Meaning::Quantity { .. }))
    {
        return None;
    }
    let shown = if digits { Meaning::Quote(tokens[at].word.clone()) } else { Meaning::Word };
    Some((1, shown))
}
