//! Words for sides that tell no place in the picture: where somebody looks, a way, a part of a thing, a share.

use super::choose::{Place, Readings};
use super::item::Item;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, List, Meaning, RelationBody, RelationWord, Vocabulary};

/// So far apart stand "from the right" and "to the left".
const WAY: usize = 9;

/// "A close up (view)".
const VIEW: &str = "view";

/// "At the top": with more words it is the picture's.
const OF_A_THING: usize = 3;

/// The same of "on the left side".
const ON_A_SIDE: usize = 4;

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

/// The first tokens say how much of the picture: "most of the frame".
pub(super) fn is_share(tokens: &[Token], length: usize, words: &Vocabulary) -> bool {
    let said = tokens.iter().take(length).map(|t| t.word.as_str());
    length > 2 && words.is_share(&said.collect::<Vec<_>>().join(" "))
}

/// After a verb that tells where somebody looks or goes.
pub(super) fn is_directed(place: Place<'_>) -> bool {
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
