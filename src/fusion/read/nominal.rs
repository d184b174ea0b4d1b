//! Readings that only look like nouns, articles or thoughts, by what stands around them.

use super::absentees;
use super::choose::{Place, Reading, Readings, names_next};
use super::hung;
use super::item::Item;
use super::occasions;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use super::unlike;
use crate::fusion::vocabulary::{Article, List, Meaning, Vocabulary};
use std::borrow::Cow;

/// What stands before "but" where nothing else is.
const ANY: [&str; 3] = ["anything", "anyone", "anybody"];
/// So far after a denial it may stand.
const BUT_AHEAD: usize = 6;
/// Said of what is there.
const PRESENT: &str = "present";
/// So many words at most say what day it is, and "day".
const BEFORE_DAY: usize = 5;
/// So far ahead of "it shows" a text is looked for.
const TEXT_AHEAD: usize = 4;
/// So many words at most stand before a noun.
const HEAD: usize = 6;

/// After "other".
const SIDE: &str = "side";
/// Of faces and of writing.
const UNREADABLE: &str = "unreadable";
/// Before why.
const GIVEN: &str = "given";

/// What tells whoever reads to look.
const POINTS_OUT: [&str; 3] = ["note", "notice", "watch"];

/// Takes out, or replaces, what the neighbours rule out.
pub(super) fn without_lookalikes(readings: &mut Readings, place: Place<'_>) {
    all_of_them(readings, place);
    said_of_the_subject(readings, place);
    before_its_noun(readings, place);
    told_by_texts(readings, place);
    after_modals(readings, place);
    after_speakers(readings, place);
    occasions::shares_its_head(readings, place);
    hung::on_a_wall(readings, place);
    nothing_but(readings, place);
    none_left(readings, place);
    on_a_day(readings, place);
    present_there(readings, place);
    worn(readings, place);
    pointed_out(readings, place);
    not_seen_doing(readings, place);
    counted_by_verbs(readings, place);
    unlike::without_unlike(readings, place);
    other_side_of(readings, place);
    told_by_nobody(readings, place);
    given_that(readings, place);
    absentees::none_of_a_list(readings, place);
}

/// "To the other side of the picture", "the brown side of the hotel": no other thing, and beside none.
fn other_side_of(readings: &mut Readings, place: Place<'_>) {
    use Meaning::{Beyond, Colour, Other, Possessive, Size, Word};
    let Place { tokens, at, .. } = place;
    let of = tokens.get(at + 1).is_some_and(|t| t.word == "of");
    let one = match last(place) {
        Some(Other) => true,
        Some(Beyond | Colour(_) | Possessive | Size(_) | Word) => of,
        _ => false,
    };
    if one && tokens[at].word == SIDE {
        *readings = vec![(1, Meaning::Picture)];
    }
}

/// "The plaque is unreadable": a look of persons, and of nothing else.
fn told_by_nobody(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let telling = |i: &Item| words.tells_text(&tokens[i.tokens.end - 1].word);
    let alive = |i: &Item| match i.meaning {
        Meaning::Noun { noun, .. } => words.may_be_person(noun) || words.is_living(noun),
        _ => false,
    };
    if tokens[at].word == UNREADABLE && before.iter().any(telling) && !before.iter().any(alive) {
        *readings = vec![(1, Meaning::Beyond)];
    }
}

/// "Is dark given the late hour": why, and nobody gives anything.
fn given_that(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let passive = matches!(last(place), Some(Meaning::Link | Meaning::Have));
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let known = |(_, m): &Reading| {
        matches!(m, Meaning::Determiner(Article::Definite) | Meaning::Possessive)
    };
    if tokens[at].word == GIVEN && !passive && next.iter().any(known) {
        *readings = vec![(1, Meaning::Toward)];
    }
}

/// "Note the sign", "watch the dog": whoever reads it shall.
fn pointed_out(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let opens = before.last().is_none_or(|i| i.meaning == Meaning::Stop);
    if opens && POINTS_OUT.contains(&tokens[at].word.as_str()) && names_next(tokens, at + 1, words)
    {
        *readings = vec![(1, Meaning::Adverb)];
    }
}

/// "In a pink top", "her top is pink": worn, where another top is a part of the picture, or of a thing.
fn worn(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let outfit = |(l, m): &Reading| {
        *l == 1 && matches!(m, Meaning::Noun { noun, .. } if words.is_outfit(*noun))
    };
    let part = |(l, m): &Reading| *l == 1 && *m == Meaning::Picture;
    if !readings.iter().any(outfit) || !readings.iter().any(part) {
        return;
    }
    let look =
        |i: &&Item| matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond);
    let looks = before.iter().rev().take_while(look).count();
    let (opened, looks) = before.split_at(before.len() - looks);
    let coloured = looks.iter().any(|i| matches!(i.meaning, Meaning::Colour(_)));
    let word = |i: Option<&Item>| i.map_or("", |i| tokens[i.tokens.end - 1].word.as_str());
    let hers = matches!(word(opened.last()), "his" | "her" | "their");
    let indefinite = matches!(word(opened.last()), "a" | "an");
    let dressed =
        opened.len().checked_sub(2).map(|i| &opened[i]).is_some_and(|i| match &i.meaning {
            Meaning::Verb { senses, .. } => {
                words.sense("wearing").is_some_and(|s| senses.contains(&s))
            }
            _ => word(Some(i)) == "in",
        });
    // "Her top row of teeth", "her top lip".
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let of = tokens.get(at + 1).is_some_and(|t| matches!(t.word.as_str(), "of" | "row"))
        || next.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }))
            && !next.iter().any(|(_, m)| m.is_verbal());
    if !of && (coloured || hers || indefinite && dressed) {
        readings.retain(|r| outfit(r));
    } else {
        readings.retain(|r| !outfit(r));
    }
}

/// "The sign lists four places: …": what is counted, and ends what is said, is done by nobody.
fn counted_by_verbs(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let counted = matches!(before, [.., verb, i] if matches!(i.meaning, Meaning::Quantity { min: 2.., .. })
        && verb.meaning.is_verbal());
    let ends = tokens.get(at + 1).is_none_or(|t| {
        t.sentence != tokens[at].sentence || matches!(t.kind, TokenKind::Comma | TokenKind::Stop)
    });
    let verbs = readings.iter().all(|(_, m)| m.is_verbal());
    if counted && ends && verbs && tokens[at].word.ends_with('s') {
        readings.clear();
    }
}

/// "Is not seen holding a cup": there, and does not.
fn not_seen_doing(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    readings.retain(|(length, m)| {
        let next = tokens.get(at + length..).filter(|_| *m == Meaning::Absent);
        !next.is_some_and(|next| {
            let does = next.first().is_some_and(|t| t.word.ends_with("ing"));
            does && words.readings(next).iter().any(|(_, m)| m.is_verbal())
        })
    });
}

/// "The only person present", "no animals present": there, and no gift.
fn present_there(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let named = matches!(last(place), Some(Meaning::Noun { .. } | Meaning::Nobody));
    if tokens[at].word == PRESENT && named && !names_next(tokens, at + 1, words) {
        *readings = vec![(1, Meaning::Adverb)];
    }
}

/// "On a windy day, with a boat": when it is, and on nothing.
fn on_a_day(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let article = |t: &Token| matches!(t.word.as_str(), "a" | "an");
    if tokens[at].word != "on" || !tokens.get(at + 1).is_some_and(article) {
        return;
    }
    let time = |i: usize| tokens.get(i).is_some_and(|t| List::Times.has(&t.word));
    let noun = |i: usize| has_noun(&words.readings(tokens.get(i..i + 1).unwrap_or_default()));
    let parts = |at: usize| {
        let readings = words.readings(&tokens[at..at + 1]);
        readings.iter().any(|(_, m)| {
            matches!(
                m,
                Meaning::Relation(_) | Meaning::With | Meaning::Of | Meaning::And | Meaning::Link
            )
        })
    };
    let here = |t: &Token| t.kind == TokenKind::Word && t.sentence == tokens[at].sentence;
    let end = tokens.len().min(at + 2 + BEFORE_DAY);
    let mut next = (at + 2..end).take_while(|i| {
        // "On a winter morning", but "on a couch all day".
        here(&tokens[*i]) && !parts(*i) && (!noun(*i) || time(*i) || time(*i + 1))
    });
    // "On a night stand" tells where.
    if next.any(|i| time(i) && !noun(i + 1)) {
        readings.retain(|(_, m)| *m == Meaning::Adverb);
        readings.push((1, Meaning::Adverb));
    }
}

/// "Is not holding anything but a racket": a racket is held.
fn nothing_but(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let but = |at: usize| match tokens.get(at..at + 2) {
        Some([any, but]) => ANY.contains(&any.word.as_str()) && but.word == "but",
        _ => false,
    };
    let ahead = tokens[at].rest;
    let denies = readings.iter().any(|(_, m)| *m == Meaning::Not);
    // "Is anything but red" denies.
    let does = before.last().is_some_and(|i| i.meaning.is_done());
    if but(at) && does {
        *readings = vec![(2, Meaning::Adverb)];
    } else if denies && !but(at) && (at + 2..at + ahead.min(BUT_AHEAD)).any(but) {
        *readings = vec![(1, Meaning::Adverb)];
    }
}

/// "No banana is left": there is none, and no side.
fn none_left(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let ends = tokens.get(at + 1).is_none_or(|t| {
        t.sentence != tokens[at].sentence || matches!(t.kind, TokenKind::Comma | TokenKind::Stop)
    });
    let linked = matches!(before, [.., no, thing, link] if link.meaning == Meaning::Link
        && matches!(thing.meaning, Meaning::Noun { .. })
        && no.meaning == Meaning::Determiner(Article::No));
    if tokens[at].word == "left" && ends && linked {
        *readings = vec![(1, Meaning::Adverb)];
    }
}

/// "Signs ask drivers not to park", "a book about whales": what a text tells is not seen.
fn told_by_texts(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let telling = before.last().is_some_and(|i| {
        matches!(i.meaning, Meaning::Noun { .. } | Meaning::Picture)
            && words.tells_text(&tokens[i.tokens.end - 1].word)
    });
    let quotes = tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Quote);
    let word = &tokens[at].word;
    if telling && !quotes && (words.is_asking(word) || words.is_topic(word)) {
        *readings = vec![(1, Meaning::Musing)];
    }
}

/// "You cannot table a complaint", "do not book the bed": no noun between these and an article.
fn after_modals(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let modal = |i: &Item| List::Modals.has(&tokens[i.tokens.end - 1].word);
    let here = before.iter().rev();
    let mut back = here.skip_while(|i| i.meaning == Meaning::Not && !modal(i));
    let told = back.next().is_some_and(modal);
    let single = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { plural: false, .. });
    if told && readings.iter().any(single) && names_next(tokens, at + 1, words) {
        *readings = vec![(1, Meaning::Word)];
    }
}

/// "I also notice a ladder", "they note a dog": what these do, and no thing.
fn after_speakers(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let who = before.iter().rev().find(|i| i.meaning != Meaning::Adverb);
    let speaks = who.is_some_and(|i| {
        i.tokens.len() == 1
            && matches!(tokens[i.tokens.start].word.as_str(), "i" | "we" | "you" | "they")
    });
    let single = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { plural: false, .. });
    let longer = readings.iter().any(|(length, _)| *length > 1);
    if speaks && !longer && readings.iter().any(single) && names_next(tokens, at + 1, words) {
        readings.retain(|r| !single(r));
        if readings.is_empty() {
            *readings = vec![(1, Meaning::Word)];
        }
    }
}

/// What stands right before, in the same sentence.
fn last(place: Place<'_>) -> Option<&Meaning> {
    place.before.last().map(|i| &i.meaning)
}

/// What the words after the one at this place may be.
fn next(place: Place<'_>) -> Cow<'_, [Reading]> {
    let Place { tokens, at, words, .. } = place;
    let follows = tokens.get(at + 1).is_some_and(|t| t.sentence == tokens[at].sentence);
    if follows { words.readings(&tokens[at + 1..]) } else { Cow::Borrowed(&[]) }
}

/// "They are all holding glasses": all of whom is told already.
fn all_of_them(readings: &mut Readings, place: Place<'_>) {
    let every =
        |(length, m): &(usize, Meaning)| *length == 1 && *m == Meaning::Determiner(Article::Every);
    if !matches!(last(place), Some(Meaning::Link)) || !readings.iter().any(every) {
        return;
    }
    let next = next(place);
    if !has_noun(&next) && !names_next(place.tokens, place.at + 1, place.words) {
        *readings = vec![(1, Meaning::Adverb)];
    }
}

/// "Cows are also present", "is set in a lobby": one thing needs an article; without one it is something else.
fn said_of_the_subject(readings: &mut Readings, place: Place<'_>) {
    let single = |(length, m): &(usize, Meaning)| {
        *length == 1 && matches!(m, Meaning::Noun { plural: false, .. })
    };
    let link = place.before.iter().rev().find(|i| i.meaning != Meaning::Adverb);
    // "He seems safe".
    let linked = link
        .is_some_and(|i| matches!(i.meaning, Meaning::Link | Meaning::HedgedLink | Meaning::Hedge));
    // "Is set up on a desk": a verb all the same.
    let longer = readings.iter().any(|(length, m)| *length > 1 && !m.is_verbal());
    let otherwise = readings.iter().any(|r| !single(r));
    if linked && !longer && otherwise && readings.iter().any(single) && !has_noun(&next(place)) {
        readings.retain(|r| !single(r));
    }
}

/// "Casting a warm, inviting light": no thought begins before the noun that it is said of.
fn before_its_noun(readings: &mut Readings, place: Place<'_>) {
    let musing = readings.iter().any(|(length, m)| *length == 1 && *m == Meaning::Musing);
    let adjective = place.tokens[place.at].word.ends_with("ing");
    let opened = matches!(
        last(place),
        Some(Meaning::Determiner(_) | Meaning::Possessive | Meaning::Beyond | Meaning::Comma)
    );
    let governs = names_next(place.tokens, place.at + 1, place.words);
    if musing && adjective && opened && !governs && has_noun(&next(place)) {
        // After a comma only where a look goes before: "…, suggesting rain" is a thought.
        let Place { before, .. } = place;
        let look = before.len().checked_sub(2).map(|i| &before[i].meaning);
        let comma = matches!(last(place), Some(Meaning::Comma));
        if !comma || matches!(look, Some(Meaning::Beyond)) {
            *readings = vec![(1, Meaning::Beyond)];
        }
    }
}

/// "An orange and white cat": "and" comes next, and another colour.
pub(super) fn is_joined_colour(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, words, .. } = place;
    let and = tokens.get(after).is_some_and(|t| t.word == "and");
    let next = words.readings(tokens.get(after + 1..).unwrap_or_default());
    and && next.iter().any(|(_, m)| matches!(m, Meaning::Colour(_)))
}

/// "A large object", "the nearest thing": the phrase at `at` names a thing by no name.
fn is_of_anything(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let sentence = tokens[at - 1].sentence;
    let here = tokens[at..].iter().take(HEAD).take_while(|t| t.sentence == sentence);
    let named = |(n, t): (usize, &Token)| match has_noun(&words.readings(&tokens[at + n..])) {
        true => Some(false),
        false => words.is_anything(&t.word).then_some(true),
    };
    here.enumerate().find_map(named) == Some(true)
}

/// Takes out "there is" where the words only look like it.
pub(super) fn without_there(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    // "It is" opens a sentence; "the chair below it is …" does not.
    let opens = before.last().is_none_or(|i| {
        matches!(i.meaning, Meaning::And | Meaning::While | Meaning::Stop | Meaning::Comma)
    });
    if !opens && matches!(tokens[at].word.as_str(), "it" | "this" | "that" | "these") {
        readings.retain(|(_, m)| *m != Meaning::There);
    }
    // "There are no fewer than four": that is at least so many, and denies nothing.
    let counts = |length: usize| {
        let last = at + length - 1;
        let number = |(l, m): &Reading| *l > 1 && matches!(m, Meaning::Quantity { min: 1.., .. });
        tokens[last].word == "no" && words.readings(&tokens[last..]).iter().any(number)
    };
    // ... and "there is no one" that nobody is there.
    let nobody = |length: usize| {
        let last = at + length - 1;
        let none = |(l, m): &Reading| *l > 1 && *m == Meaning::Nobody;
        length > 1 && words.readings(&tokens[last..]).iter().any(none)
    };
    readings.retain(|(length, m)| {
        *m != Meaning::Determiner(Article::No) || !counts(*length) && !nobody(*length)
    });
    // "It is a car" says what there is, "it is orange" what it is like.
    if matches!(tokens[at].word.as_str(), "it" | "this" | "that" | "these" | "they") {
        readings
            .retain(|(length, m)| *m != Meaning::There || names_next(tokens, at + length, words));
        // ... and "it is a large object", too, where something was named before.
        if at > 0 {
            readings.retain(|(length, m)| {
                *m != Meaning::There || !is_of_anything(tokens, at + length, words)
            });
        }
        // "It shows the text '…'": a thing does, named before.
        let sentence = tokens[at].sentence;
        let ahead = tokens[at + 1..].iter().take_while(|t| t.sentence == sentence);
        let quotes = ahead.take(TEXT_AHEAD).any(|t| t.kind == TokenKind::Quote);
        let shows =
            tokens.get(at + 1).is_some_and(|t| matches!(t.word.as_str(), "shows" | "features"));
        if quotes && shows || tokens.get(at + 2).is_some_and(|t| t.word == "not" || t.word == "n't")
        {
            readings.retain(|(_, m)| *m != Meaning::There);
        }
    }
}
