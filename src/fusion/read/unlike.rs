//! Words for things that name none where they stand, and sizes that are of none: a lighter shade, the general mood, what
//! casts a glow, the sky as a canvas, a light wooden shelf, a medium shot.

use super::choose::{Place, Reading, Readings};
use super::item::Item;
use super::owning::has_noun;
use super::token::TokenKind;
use crate::fusion::vocabulary::{Article, List, Meaning};

/// By so many words at most a shot is described.
const VIEWED: usize = 6;
/// So many words at most stand between "casts" and the light.
const CAST: usize = 4;
/// ... and so many items between it and what lies in that light.
const SHED: usize = 5;

/// Takes out nouns that are something else among their neighbours.
pub(super) fn without_unlike(readings: &mut Readings, place: Place<'_>) {
    if is_shed_upon(place) {
        *readings = vec![(1, Meaning::Adverb)];
    }
    if is_size_of_nothing(readings, place) {
        *readings = vec![(1, Meaning::Beyond)];
    }
    // "A side of fries": beside nothing.
    if has_article(place) && place.tokens[place.at].word == "side" {
        readings.retain(|(_, m)| !matches!(m, Meaning::Relation(_)));
    }
    if !has_noun(readings) {
        return;
    }
    if is_underlay(readings, place) {
        *readings = vec![(1, Meaning::Word)];
        return;
    }
    if compares(place) || is_abstract_look(readings, place) || is_pale(place) {
        *readings = vec![(1, Meaning::Beyond)];
    } else if is_shed(place) {
        *readings = vec![(1, Meaning::Action)];
    } else if is_likened(place) {
        *readings = vec![(1, Meaning::Picture)];
    }
}

/// "In a medium, eye-level shot", "the Grand Canal": how it was taken, or a name.
fn is_size_of_nothing(readings: &[Reading], place: Place<'_>) -> bool {
    let Place { tokens, at, before, .. } = place;
    let size = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Size(_));
    if !readings.iter().any(size) {
        return false;
    }
    let next = |n: &usize| here(place, *n);
    let named = tokens[at].capital
        && !before.is_empty()
        && !has_article(place)
        && tokens.get(at + 1).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let mut ahead = (at + 1..at + VIEWED).take_while(next);
    let viewed = ahead.find(|n| noun_at(place, *n) || List::Shots.has(&tokens[*n].word));
    named || viewed.is_some_and(|n| n > at + 1 && List::Shots.has(&tokens[n].word))
}

fn has_article(place: Place<'_>) -> bool {
    let last = place.before.last().map(|i| &i.meaning);
    last == Some(&Meaning::Determiner(Article::Indefinite))
}

/// "On a bed of white rice": what it lies on is rice; "a bed of flowers" is one.
fn is_underlay(readings: &[Reading], place: Place<'_>) -> bool {
    let Place { tokens, at, .. } = place;
    let of = here(place, at + 1) && tokens[at + 1].word == "of";
    of && tokens[at].word == "bed"
        && has_article(place)
        && readings.iter().all(|(length, _)| *length == 1)
}

fn noun_at(place: Place<'_>, at: usize) -> bool {
    here(place, at) && has_noun(&place.words.readings(&place.tokens[at..]))
}

fn here(place: Place<'_>, at: usize) -> bool {
    place.tokens.get(at).is_some_and(|t| t.sentence == place.tokens[place.at].sentence)
}

/// "A lighter shade", "appear lighter than others", "cooler tones": compared, and no lighter or cooler.
fn compares(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    if !List::Comparatives.has(&tokens[at].word) {
        return false;
    }
    // "Appear lighter", "is slightly lighter", "from dark to lighter".
    let told = before.last().is_some_and(|i| {
        i.meaning.is_verbal() || matches!(i.meaning, Meaning::Link | Meaning::Adverb | Meaning::To)
    });
    let ahead = words.readings(if here(place, at + 1) { &tokens[at + 1..] } else { &[] });
    let follows = |(_, m): &Reading| {
        matches!(m, Meaning::Noun { .. } | Meaning::Picture | Meaning::Colour(_) | Meaning::Ones)
    };
    let one = here(place, at + 1) && matches!(tokens[at + 1].word.as_str(), "one" | "than");
    // "A lighter stands there".
    let acts = ahead.iter().any(|(_, m)| m.is_verbal());
    told || one || !acts && ahead.iter().any(follows)
}

/// "The general impression", "a local feeling": before what is no thing, a word that may be a look is one.
fn is_abstract_look(readings: &[Reading], place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let opened = before.last().is_some_and(|i| i.meaning.stands_before_noun());
    let look = |(_, m): &Reading| match m {
        Meaning::Noun { noun, plural: false } => words.noun(*noun).also_adjective,
        _ => false,
    };
    let abstract_next = here(place, at + 1) && {
        let ahead = words.readings(&tokens[at + 1..]);
        !has_noun(&ahead) && ahead.iter().any(|(_, m)| *m == Meaning::Picture)
    };
    opened && abstract_next && readings.iter().all(|(length, _)| *length == 1) && {
        readings.iter().any(look)
    }
}

/// "A light wooden shelf": pale, and no light.
fn is_pale(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let opened = before.last().is_some_and(|i| i.meaning.stands_before_noun());
    let look = here(place, at + 1)
        && words.readings(&tokens[at + 1..]).iter().all(|(_, m)| *m == Meaning::Beyond);
    opened && tokens[at].word == "light" && look && noun_at(place, at + 2)
}

/// "Both fish cast long shadows", "the lighting casts a soft glow".
fn is_shed(place: Place<'_>) -> bool {
    let Place { tokens, at, words, .. } = place;
    let shed = |at: usize| {
        here(place, at)
            && words.readings(&tokens[at..]).iter().any(|(_, m)| match m {
                Meaning::Noun { noun, .. } => words.noun(*noun).airy,
                _ => false,
            })
    };
    List::Shedding.has(&tokens[at].word) && (at + 1..=at + CAST).any(shed)
}

/// "A lamp casts a soft glow over (the table)": the light is there, and not the lamp.
fn is_shed_upon(place: Place<'_>) -> bool {
    let Place { tokens, at, before, .. } = place;
    let here = before.iter().rev().take_while(|i| i.meaning != Meaning::Comma).take(SHED);
    matches!(
        tokens[at].word.as_str(),
        "on" | "onto" | "upon" | "over" | "across" | "in" | "against"
    ) && here.map(|i| &tokens[i.tokens.start].word).any(|w| List::Shedding.has(w))
}

/// "The sky, a blue canvas,", "the lake is a mirror of clouds": what scenery is likened to.
fn is_likened(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    if !List::Likened.has(&tokens[at].word) {
        return false;
    }
    let look = |i: &&Item| {
        matches!(
            i.meaning,
            Meaning::Colour(_)
                | Meaning::Size(_)
                | Meaning::Beyond
                | Meaning::Word
                | Meaning::Adverb
        )
    };
    let mut back = before.iter().rev().skip_while(look);
    let article =
        back.next().is_some_and(|i| i.meaning == Meaning::Determiner(Article::Indefinite));
    let tied = back.next().is_some_and(|i| matches!(i.meaning, Meaning::Comma | Meaning::Link));
    let scenery = back.find(|i| !look(i) && i.meaning != Meaning::Comma);
    article
        && tied
        && scenery.is_some_and(|i| match i.meaning {
            Meaning::Noun { noun, .. } => {
                let noun = words.noun(noun);
                noun.node.is_none() && (noun.scenery || noun.airy || noun.setting)
            }
            _ => false,
        })
}
