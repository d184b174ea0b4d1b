//! Words for sides and depths that are places only by what stands before them.

use super::choose::Place;
use super::claim::{Band, Cells};
use super::item::Item;
use super::no_places::{is_directed, is_share};
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, Meaning};

const ON_ONE_SIDE: [&str; 3] = ["on", "one", "side"];
/// After these words: the other side.
const ON_THE_OTHER: [&str; 3] = ["on", "the", "other"];

/// A place that only the words around it tell.
pub(super) fn place(place: Place<'_>) -> Option<(usize, Meaning)> {
    let Place { tokens, at, before, words } = place;
    let word = |at: usize| tokens[at].word.as_str();
    // "To Central Station".
    let named = |at: usize| {
        let token = tokens.get(at).filter(|t| t.sentence == tokens[place.at].sentence);
        token.is_some_and(|t| t.capital && !t.is_shouted())
    };
    if is_directed(place) || named(at) && named(at + 1) && !before.is_empty() {
        return None;
    }
    if let Some(found) = bare_place(place) {
        return Some((1, found));
    }
    if middle_one(place) {
        return Some((1, Meaning::Place(Cells::of(Some(1), None))));
    }
    if let Some(length) = other_side(place) {
        return Some((length, Meaning::Adverb));
    }
    // "And filling much of the frame": no filling.
    let share = |(length, m): &(usize, Meaning)| {
        matches!(m, Meaning::Size(_)) && is_share(&tokens[at + 1..], *length, words)
    };
    let filling = word(at).ends_with("ing") && words.is_occupying(word(at));
    if filling && words.readings(&tokens[at + 1..]).iter().any(share) {
        return Some((1, Meaning::Action));
    }
    // "A boxer occupies the foreground": nobody sits on anything.
    // ... and a dog "takes up the foreground".
    let verb = if tokens.get(at + 1).is_some_and(|t| t.word == "up") { 2 } else { 1 };
    let occupies = || {
        let next = tokens.get(at + verb..).unwrap_or_default();
        let depth = |(_, m): &(usize, Meaning)| matches!(m, Meaning::Depth(_));
        words.occupied_at(word(at), next).is_some() || words.readings(next).iter().any(depth)
    };
    if words.is_occupying(word(at)) && occupies() {
        return Some((verb, Meaning::Action));
    }
    if is_left_behind(place) {
        return Some((1, Meaning::Action));
    }
    if let Some(band) = depth_of_noun(place).or_else(|| depth_of_subject(place)) {
        return Some((1, Meaning::Depth(band)));
    }
    if let Some(found) = at_its_heart(place) {
        return Some(found);
    }
    // "Cello front right".
    if let Some(found) = words.depth_before_side(&tokens[at..]) {
        return Some((1, found));
    }
    let last = before.last()?;
    // "In the background right behind her".
    let relates = |(length, m): &(usize, Meaning)| *length > 1 && matches!(m, Meaning::Relation(_));
    if words.readings(&tokens[at..]).iter().any(relates) {
        return None;
    }
    let beside = words.beside_place(&last.meaning, word(last.tokens.end - 1), &tokens[at..]);
    beside.or_else(|| words.occupied_at(word(last.tokens.start), &tokens[at..]))
}

/// "A fork on one side and a knife on the other": no other thing that the knife is on.
fn other_side(place: Place<'_>) -> Option<usize> {
    let Place { tokens, at, before, words } = place;
    let here = |t: &&Token| t.sentence == tokens[at].sentence;
    let said = tokens[at..].iter().take_while(here).map(|t| t.word.as_str());
    let length = ON_THE_OTHER.len();
    let bare = || !has_noun(&words.readings(tokens.get(at + length..).unwrap_or_default()));
    let mut sides = before.iter().rev();
    let one = |i: &Item| {
        let words = tokens[i.tokens.clone()].iter().map(|t| t.word.as_str());
        words.eq(ON_ONE_SIDE)
    };
    (said.take(length).eq(ON_THE_OTHER) && sides.any(one) && bare()).then_some(length)
}

/// "A backpack left under the bench": by somebody, and not on the left.
fn is_left_behind(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let named = before.last().is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }));
    let relates =
        |(length, m): &(usize, Meaning)| *length == 1 && matches!(m, Meaning::Relation(_));
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence && t.word != "of");
    let next = next.is_some_and(|_| words.readings(&tokens[at + 1..]).iter().any(relates));
    tokens[at].word == "left" && named && next
}

/// "The far player", "distant boats": how near what comes is; but "far left", and no "far wall of the room".
fn depth_of_noun(place: Place<'_>) -> Option<Band> {
    let Place { tokens, at, before, words } = place;
    let band = words.depth_adjective(&tokens[at].word)?;
    let last = before.last();
    let opened = last.is_some_and(|i| i.meaning.stands_before_noun());
    let own = words.readings(&tokens[at..=at]);
    // "Near boats" and "far boats" are no boats that are near or far.
    let adverb =
        |m: &Meaning| matches!(m, Meaning::Relation(_)) || words.modifies(&tokens[at].word);
    let bare = || {
        let after = last.is_none_or(|i| {
            matches!(
                i.meaning,
                Meaning::Comma | Meaning::And | Meaning::With | Meaning::Relation(_) | Meaning::Of
            ) || i.meaning.is_verbal()
        });
        after && !own.iter().any(|(_, m)| adverb(m))
    };
    let noun = (at + 1..at + 3).find_map(|i| {
        let token = tokens.get(i).filter(|t| t.sentence == tokens[at].sentence)?;
        let found = words.readings(&tokens[i..]);
        let look =
            |m: &Meaning| matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond);
        let thing = found.iter().find_map(|(_, m)| match m {
            Meaning::Noun { noun, plural } => Some((*noun, *plural)),
            _ => None,
        });
        match thing {
            Some(thing) => Some(Some(thing)),
            None if token.kind == TokenKind::Word && found.iter().any(|(_, m)| look(m)) => None,
            None => Some(None),
        }
    });
    let (noun, plural) = noun??;
    // "The near bank", "the far shore" are sides of something; "a distant shore" is one.
    let ground = words.is_surroundings(noun) && own.iter().any(|(_, m)| adverb(m));
    let side =
        is_side(&tokens[at + 1].word) || words.is_part(noun) || words.noun(noun).setting || ground;
    ((opened || plural && bare()) && !side).then_some(band)
}

/// "The church is small and distant": nothing comes that it would be far from.
fn depth_of_subject(place: Place<'_>) -> Option<Band> {
    let Place { tokens, at, before, words } = place;
    let band = words.depth_predicate(&tokens[at].word)?;
    let look = |i: &&Item| {
        let looks = matches!(i.meaning, Meaning::Size(_) | Meaning::Colour(_) | Meaning::Beyond);
        looks || matches!(i.meaning, Meaning::Adverb | Meaning::And | Meaning::Comma)
    };
    let linked = before.iter().rev().find(|i| !look(i)).is_some_and(|i| {
        matches!(i.meaning, Meaning::Link | Meaning::HedgedLink)
            && i.sentence == tokens[at].sentence
    });
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let ahead = next.map(|_| words.readings(&tokens[at + 1..])).unwrap_or_default();
    let ends = |m: &Meaning| matches!(m, Meaning::And | Meaning::But | Meaning::While);
    let ended =
        next.is_none_or(|t| t.kind != TokenKind::Word) || ahead.iter().any(|(_, m)| ends(m));
    (linked && ended).then_some(band)
}

/// "At its heart stands a man": in the middle of the picture, where nothing else is meant.
fn at_its_heart(place: Place<'_>) -> Option<(usize, Meaning)> {
    let Place { tokens, at, before, words } = place;
    let opens = before.is_empty();
    let word = |ahead: usize| tokens.get(at + ahead).map_or("", |t| t.word.as_str());
    let its = opens && matches!(word(0), "at" | "in") && word(1) == "its";
    (its && words.is_centre(word(2)))
        .then(|| (3, Meaning::Place(Cells { loose: true, ..Cells::of(Some(1), Some(1)) })))
}

/// "Sink and toilet, right.", "car (left)", "Left: a car": a side or depth by itself, at the end of what is said of a
/// thing, or before all of it.
fn bare_place(place: Place<'_>) -> Option<Meaning> {
    let Place { tokens, at, before, words } = place;
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let ends = next.is_none_or(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Stop));
    let last = before.last().map(|i| &i.meaning);
    let set_off = matches!(last, Some(Meaning::Comma | Meaning::Stop));
    let opens = last.is_none() && next.is_some();
    let follows = matches!(last, Some(Meaning::Noun { .. } | Meaning::Posture));
    if !ends {
        return None;
    }
    let side = side(&tokens[at].word).filter(|_| set_off || opens || follows);
    let band = || words.depth_side(&tokens[at].word).filter(|_| set_off || opens);
    side.map(|(column, row)| Meaning::Place(Cells::of(column, row)))
        .or_else(|| band().map(Meaning::Depth))
}

/// "The middle person", "center dog": where whom or what comes stands.
fn middle_one(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let article = |i: &Item| i.meaning == Meaning::Determiner(Article::Definite);
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let next = next.map(|_| words.readings(&tokens[at + 1..])).unwrap_or_default();
    let alive = |(_, m): &(usize, Meaning)| match m {
        Meaning::Noun { noun, plural } => !plural && words.is_living(*noun),
        _ => false,
    };
    side(&tokens[at].word) == Some((Some(1), Some(1)))
        && (begins_note(before) || before.last().is_some_and(article))
        && next.iter().any(alive)
}

/// Nothing of the note stands before: "left person, blonde; right person, happy".
pub(super) fn begins_note(before: &[Item]) -> bool {
    before.last().is_none_or(|i| matches!(i.meaning, Meaning::Comma | Meaning::Stop))
}

/// The column and row that a side's name means.
pub(super) fn side(word: &str) -> Option<(Option<usize>, Option<usize>)> {
    Some(match word {
        "left" => (Some(0), None),
        "right" => (Some(2), None),
        "center" | "centre" | "middle" => (Some(1), Some(1)),
        "top" => (None, Some(0)),
        "bottom" => (None, Some(2)),
        _ => return None,
    })
}

/// A word for a side or the middle.
pub(super) fn is_side(word: &str) -> bool {
    side(word).is_some()
}
