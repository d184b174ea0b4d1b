//! Referring back: how a thing that was named before is meant again, so that no other could be meant.

use super::cast::{Cast, Entity};
use super::look::{Look, location_phrase};
use super::phrase::{Phrase, and_list, number_word, ordinal_word};
use super::words::Lexicon;
use crate::domain::{AttributeKind, FactRef, RegionId, Size};
use crate::relations::place::area_ratio;

/// One of two is "the larger" where its box is this many times the other's area: below, a viewer hesitates.
const CLEARLY_LARGER: f32 = 1.5;

/// "the cat", "the red car", "the larger motorcycle", "the third person from the left".
pub(super) fn the_one(cast: &Cast<'_>, id: RegionId, lexicon: &Lexicon) -> Phrase {
    pointed_at(cast, id, lexicon, None)
}

/// The same among its like, whose noun was just said: "the red one", "the third one from the left".
pub(super) fn the_other_one(cast: &Cast<'_>, id: RegionId, lexicon: &Lexicon) -> Phrase {
    pointed_at(cast, id, lexicon, Some("one").filter(|_| !cast.manner.in_full))
}

fn pointed_at(cast: &Cast<'_>, id: RegionId, lexicon: &Lexicon, noun: Option<&str>) -> Phrase {
    let words = cast
        .seat(id)
        .and_then(|(e, m)| Some((cast.entities.get(e)?, m)))
        .and_then(|(entity, m)| {
            Some(words_for(entity, m, entity.members.get(m)?, cast, lexicon, noun))
        })
        .unwrap_or_else(|| "it".to_owned());
    Phrase::pointing(words, [FactRef::Region(id)])
}

/// Whether as many as are told of are all of whom it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// What somebody does: nobody else is known to do it.
    Exact,
    /// How things stand: only of salient pairs is that told, and others may stand so too.
    AtLeast,
}

/// Some of an entity's members: "the cat", "both cups", "all of the people", "the one in red and the one in blue",
/// "three of the people", "some of the people".
pub(super) fn the_ones(
    cast: &Cast<'_>,
    entity: &Entity<'_>,
    ids: &[RegionId],
    number: Number,
    lexicon: &Lexicon,
) -> Phrase {
    let plural = lexicon.plural(&entity.label);
    let facts = ids.iter().map(|id| FactRef::Region(*id));
    match (ids, entity.members.len()) {
        ([id], _) => the_one(cast, *id, lexicon),
        (_, 2) => Phrase::pointing(format!("both {plural}"), facts),
        (ids, n) if ids.len() == n => Phrase::pointing(format!("all of the {plural}"), facts),
        ([a, b], _) => {
            the_one(cast, *a, lexicon).then(" and ").and(the_other_one(cast, *b, lexicon))
        }
        (ids, _) => {
            let count = match number {
                Number::Exact => number_word(ids.len()),
                Number::AtLeast => "some".to_owned(),
            };
            Phrase::pointing(count, facts).then(&format!(" of the {plural}"))
        }
    }
}

fn words_for(
    entity: &Entity<'_>,
    at: usize,
    one: &Look<'_>,
    cast: &Cast<'_>,
    lexicon: &Lexicon,
    noun: Option<&str>,
) -> String {
    let label = lexicon.singular(&entity.label);
    let noun = noun.unwrap_or(&label);
    let count = entity.members.len();
    if count == 1 {
        // By the name under which it entered.
        return format!("the {}", one.name(lexicon).noun);
    }
    if cast.manner.by_rank {
        return rank(at, count, noun);
    }
    let alone = |kind: AttributeKind| {
        let said = one.attribute(kind)?;
        let mut others = entity.members.iter().filter(|m| m.id() != one.id());
        others.all(|m| m.attribute(kind).is_none_or(|o| o.word != said.word)).then_some(said.word)
    };
    let fine = one.name(lexicon);
    let others_share = |m: &&Look<'_>| m.id() != one.id() && m.name(lexicon).noun == fine.noun;
    if fine.noun != label && !entity.members.iter().any(|m| others_share(&m)) {
        return format!("the {}", fine.noun);
    }
    if let Some(colour) = alone(AttributeKind::Colour) {
        let person = one.is_person();
        return if person {
            format!("the {noun} in {colour}")
        } else {
            format!("the {colour} {noun}")
        };
    }
    if count == 2
        && let Some(words) = larger_of_two(entity, at, noun, cast.size)
    {
        return words;
    }
    if let Some(place) = alone(AttributeKind::Location) {
        return format!("the {noun} {}", location_phrase(&place));
    }
    rank(at, count, noun)
}

/// "The leftmost bus", "the third bus from the left", of so many.
fn rank(at: usize, count: usize, noun: &str) -> String {
    match at {
        0 => format!("the leftmost {noun}"),
        _ if at + 1 == count => format!("the rightmost {noun}"),
        _ => format!("the {} {noun} from the left", ordinal_word(at + 1)),
    }
}

/// Members by their ranks: "the leftmost bus and the third bus from the left".
pub(super) fn by_rank(entity: &Entity<'_>, members: &[usize], lexicon: &Lexicon) -> Phrase {
    let (noun, count) = (lexicon.singular(&entity.label), entity.members.len());
    let named = members.iter().filter_map(|at| {
        let fact = FactRef::Region(entity.members.get(*at)?.id());
        Some(Phrase::pointing(rank(*at, count, &noun), [fact]))
    });
    and_list(named.collect())
}

fn larger_of_two(entity: &Entity<'_>, at: usize, noun: &str, size: Size) -> Option<String> {
    // Of what reaches beyond the picture only what is in it.
    let area = |i: usize| entity.members.get(i).map(|m| area_ratio(&m.region.bbox, size));
    let (mine, other) = (area(at)?, area(1 - at.min(1))?);
    if mine >= other * CLEARLY_LARGER {
        Some(format!("the larger {noun}"))
    } else if other >= mine * CLEARLY_LARGER {
        Some(format!("the smaller {noun}"))
    } else {
        None
    }
}
