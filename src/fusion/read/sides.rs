//! Words for sides and depths that are places only by what stands before them.

use super::choose::{Place, Readings};
use super::claim::{Band, Cells};
use super::item::Item;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, List, Meaning, RelationBody, RelationWord, Vocabulary};

const ON_ONE_SIDE: [&str; 3] = ["on", "one", "side"];
/// After these words: the other side.
const ON_THE_OTHER: [&str; 3] = ["on", "the", "other"];
/// "A close up (view)".
const VIEW: &str = "view";
/// "At the top": with more words it is the picture's.
const OF_A_THING: usize = 3;
/// So far apart stand "from the right" and "to the left".
const WAY: usize = 9;
/// The same of "on the left side".
const ON_A_SIDE: usize = 4;

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

/// The first tokens say how much of the picture: "most of the frame".
fn is_share(tokens: &[Token], length: usize, words: &Vocabulary) -> bool {
    let said = tokens.iter().take(length).map(|t| t.word.as_str());
    length > 2 && words.is_share(&said.collect::<Vec<_>>().join(" "))
}

/// "(Takes up) most of the frame": without such a verb it is not told what does.
fn without_shares(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let mut back = before.iter().rev();
    let passed = |m: &Meaning| {
        matches!(m, Meaning::Adverb | Meaning::Beyond | Meaning::Hedge | Meaning::Word)
    };
    let last = back.find(|i| !passed(&i.meaning));
    let taken = last.is_some_and(|i| {
        i.meaning == Meaning::Link || words.is_occupying(&tokens[i.tokens.start].word)
    });
    readings.retain(|(length, m)| {
        taken || !matches!(m, Meaning::Size(_)) || !is_share(&tokens[at..], *length, words)
    });
}

/// After a verb that tells where somebody looks or goes.
fn is_directed(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    // "Runs toward the right", but not "runs on the right".
    let toward = matches!(tokens[at].word.as_str(), "toward" | "towards");
    let verb = |i: &Item| {
        let word = &tokens[i.tokens.end - 1].word;
        words.is_directed(word) || toward && words.is_moving(word)
    };
    let here = before.iter().rev();
    // "Faces slightly to the right", "turns his head to the left".
    let own = match before {
        [.., whose, what] if whose.meaning == Meaning::Possessive => {
            if matches!(what.meaning, Meaning::Noun { .. }) { 2 } else { 0 }
        }
        _ => 0,
    };
    let passed = |i: &Item| matches!(i.meaning, Meaning::Adverb | Meaning::Beyond);
    let mut said = here.skip(own).skip_while(|i| passed(i) && !verb(i));
    let directed = said.next().is_some_and(|i| i.meaning.is_verbal() && verb(i));
    // "Leaning at left", but "gazing at the horizon".
    let article = |t: &Token| matches!(t.word.as_str(), "the" | "a" | "an");
    let there = tokens[at].word == "at" && !tokens.get(at + 1).is_some_and(article);
    directed && !there && !matches!(tokens[at].word.as_str(), "in" | "on" | "near" | "from")
}

/// "Before the fence graze two cows", "stands before him": in front of; but "before the bus arrives" tells a time.
pub(super) fn with_before(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let same = before.last();
    let stands = same.is_none_or(|i| {
        matches!(
            i.meaning,
            Meaning::Comma | Meaning::Stop | Meaning::And | Meaning::While | Meaning::Posture
        )
    });
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let named = next.iter().any(|(_, m)| {
        matches!(m, Meaning::Determiner(_) | Meaning::Possessive | Meaning::Pronoun(_))
    });
    if tokens[at].word != "before" || !stands || !named {
        return;
    }
    let clause = tokens[at + 1..].iter().take_while(|t| {
        t.sentence == tokens[at].sentence && !matches!(t.kind, TokenKind::Comma | TokenKind::Stop)
    });
    let length = clause.count();
    let comma = tokens.get(at + 1 + length).is_some_and(|t| t.kind == TokenKind::Comma);
    let happens = (at + 1..at + 1 + length).any(|i| {
        let found = words.readings(&tokens[i..]);
        found.iter().any(|(_, m)| m.begins_predicate())
            && !found.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }))
    });
    if comma && happens || length == 0 {
        return;
    }
    let body = RelationBody::InFront(true);
    readings.retain(|(length, _)| *length > 1);
    readings.push((1, Meaning::Relation(RelationWord { body, swapped: false })));
}

/// "Near the leftmost sheep": by a thing that is so among its like, not there in the picture.
fn without_picking(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let here =
        |at: &usize| tokens.get(*at).is_some_and(|t| t.sentence == tokens[place.at].sentence);
    let picks = |length: usize| {
        let last = words.readings(&tokens[at + length - 1..]);
        let next = words.readings(tokens.get(at + length..).unwrap_or_default());
        let named = has_noun(&next) || next.iter().any(|(_, m)| m.stands_before_noun());
        last.iter().any(|(_, m)| matches!(m, Meaning::Utmost(_))) && here(&(at + length)) && named
    };
    readings
        .retain(|(length, m)| *length == 1 || !matches!(m, Meaning::Place(_)) || !picks(*length));
}

/// "Looks left", "points to the right": nothing is there.
pub(super) fn without_directions(readings: &mut Readings, place: Place<'_>) {
    without_picking(readings, place);
    without_shares(readings, place);
    let Place { tokens, at, before, words } = place;
    // "An overhead strap".
    let opened = before.last().is_some_and(|i| i.meaning.stands_before_noun());
    for (_, meaning) in readings.iter_mut() {
        if opened && matches!(meaning, Meaning::Place(cells) if cells.loose) {
            *meaning = Meaning::Beyond;
        }
    }
    without_places_of_colours(readings, place);
    without_sides_that_do(readings, place);
    without_ways(readings, place);
    // "Its top left corner": a part of it.
    if before.last().is_some_and(|i| i.meaning == Meaning::Possessive) {
        for (_, meaning) in readings.iter_mut().filter(|(_, m)| matches!(m, Meaning::Place(_))) {
            *meaning = Meaning::Picture;
        }
    }
    // "The blurred background", "this close-up", "a detailed close-up": the picture, or a part of it.
    let look = |i: &&Item| matches!(i.meaning, Meaning::Beyond | Meaning::Word | Meaning::Size(_));
    let opener = before.iter().rev().find(|i| !look(i));
    let article = opener.is_some_and(|i| matches!(i.meaning, Meaning::Determiner(_)));
    let picture = |length: usize| {
        let last = &tokens[at + length - 1].word;
        // "A close up view".
        let viewed = tokens.get(at + length);
        let viewed = viewed.is_some_and(|t| t.word == VIEW || List::Photographs.has(&t.word));
        words.depth_side(last).is_some() || last.contains('-') || viewed
    };
    readings.retain(|(length, m)| !article || !matches!(m, Meaning::Depth(_)) || !picture(*length));
    if is_directed(place) {
        for (_, meaning) in readings.iter_mut() {
            if matches!(meaning, Meaning::Place(_) | Meaning::Depth(_)) {
                *meaning = Meaning::Beyond;
            }
        }
    }
}

/// "The left side cuts away", "the right side is white": a part of what was named; but "the left side shows a tree".
fn without_sides_that_do(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    if tokens[at].word != "the" {
        return;
    }
    let next = |n: usize| words.readings(tokens.get(n..).unwrap_or_default());
    let presents = |n: usize| tokens.get(n).is_some_and(|t| words.presents(&t.word));
    let does = |end: usize| {
        let here = tokens.get(end).is_some_and(|t| t.sentence == tokens[at].sentence);
        let link = next(end).iter().any(|(_, m)| *m == Meaning::Link);
        let verb = next(end).iter().any(|(_, m)| m.is_verbal()) && !has_noun(&next(end));
        let look = |(_, m): &(usize, Meaning)| {
            matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond)
        };
        let done = tokens.get(end + 1).is_some_and(|t| t.word.ends_with("ed"));
        let done = done && next(end + 1).iter().any(|(_, m)| m.is_verbal());
        let said = next(end + 1).iter().any(look) && !has_noun(&next(end + 2));
        let tells = link && (said || done);
        here && !presents(end) && (verb || tells)
    };
    for (length, meaning) in readings.iter_mut() {
        if matches!(meaning, Meaning::Place(_)) && does(at + *length) {
            *meaning = Meaning::Picture;
        }
    }
}

/// "Rides from the right of the picture to the left": its way, and no place.
fn without_ways(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let placed =
        |n: usize| words.readings(&tokens[n..]).iter().any(|(_, m)| matches!(m, Meaning::Place(_)));
    let here = |n: &usize| tokens.get(*n).is_some_and(|t| t.sentence == tokens[at].sentence);
    let moves = |n: usize| {
        n > 0 && tokens[n].word == "from" && placed(n) && words.is_moving(&tokens[n - 1].word)
    };
    let way = match tokens[at].word.as_str() {
        "from" => {
            let mut ahead = (at + 1..at + WAY).take_while(here);
            moves(at) && ahead.any(|n| tokens[n].word == "to" && placed(n))
        }
        "to" => (at.saturating_sub(WAY)..at).filter(here).any(moves),
        _ => false,
    };
    for (_, meaning) in readings.iter_mut().filter(|_| way) {
        if matches!(meaning, Meaning::Place(_)) {
            *meaning = Meaning::Beyond;
        }
    }
}

/// "Peach at the edges, red at the heart": there a thing is so, wherever it is; but "a man in red at the top".
fn without_places_of_colours(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let mut back = before.iter().rev();
    let last = back.next().filter(|i| matches!(i.meaning, Meaning::Colour(_)));
    let colour = last.is_some();
    // ... and "a darker red at the edges", "with a pale green hue at the top".
    let hue = last.is_some_and(|i| words.is_hue(&tokens[i.tokens.end - 1].word));
    let of_thing = back.next().is_none_or(|i| match i.meaning {
        Meaning::Relation(_) | Meaning::Determiner(Article::Definite) => true,
        Meaning::With => !hue,
        _ => false,
    });
    let within = |m: &Meaning| match m {
        Meaning::Place(cells) => cells.columns == [true; 3] || cells.is_middle() || cells.is_rim(),
        _ => false,
    };
    if colour && !of_thing && tokens[at].word == "at" {
        // "Glows red at the top of the picture".
        let within = readings.iter_mut().filter(|(length, m)| *length <= OF_A_THING && within(m));
        within.for_each(|(_, m)| *m = Meaning::Beyond);
    }
    if colour && tokens[at].word == "on" && is_so_there(before) {
        let there = readings.iter_mut().filter(|(length, _)| *length <= ON_A_SIDE);
        there.for_each(|(_, m)| {
            if matches!(m, Meaning::Place(_)) {
                *m = Meaning::Beyond;
            }
        });
    }
}

/// "(Is) silver on top and red (on the sides)", "with orange (on the left)": a part of it has the colour.
fn is_so_there(before: &[Item]) -> bool {
    use Meaning::{Adverb, Beyond, Colour, Have, Link, With};
    let passed = |m: &Meaning| matches!(m, Colour(_) | Beyond | Adverb | Meaning::And);
    let opener = before.iter().rev().find(|i| !passed(&i.meaning));
    opener.is_some_and(|i| matches!(i.meaning, Link | Have | With))
}

/// "Parked on the side road", "sits in the bottom bunk": before a single thing, which needs an article, the side only
/// says which one; but where a sentence begins, articles may be saved ("on the left man with dog").
pub(super) fn without_sides_of_things(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let sentence = tokens[at].sentence;
    let goes_on = before.last().is_some_and(|i| {
        let mark = matches!(i.meaning, Meaning::Comma | Meaning::Stop | Meaning::And);
        i.sentence == sentence && !mark
    });
    if !goes_on {
        return;
    }
    let single = |at: usize| {
        let next = tokens.get(at).filter(|t| t.sentence == sentence && t.kind == TokenKind::Word);
        let next = next.map(|_| words.readings(&tokens[at..])).unwrap_or_default();
        let noun = next.iter().any(|(_, m)| match m {
            Meaning::Noun { noun, plural } => {
                !plural && !words.noun(*noun).collective && !words.noun(*noun).scenery
            }
            _ => false,
        });
        noun && next.iter().all(|(_, m)| matches!(m, Meaning::Noun { .. }))
    };
    readings.retain(|(length, m)| {
        let side = matches!(m, Meaning::Place(_) | Meaning::Depth(_)) && *length > 1;
        !side || !single(at + length)
    });
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
