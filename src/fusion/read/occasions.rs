//! Compounds that are no thing: "a car race", "a bus or train station", "a volleyball or handball match".

use super::choose::{Place, Reading, Readings};
use super::item::Item;
use super::token::Token;
use crate::fusion::vocabulary::{List, Meaning};

/// So many items back "and" may join a noun to another.
const JOINED: usize = 4;

/// "A car race", "a memorial ride", "a motorcycle rally": behind the name of one thing an occasion. One thing does nothing
/// without an -s, but for who writes "man ride a bike".
pub(super) fn is_occasion(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let Some(&Item { meaning: Meaning::Noun { noun, plural: false }, .. }) = before.last() else {
        return false;
    };
    let entry = words.noun(noun);
    let one = !entry.collective && entry.plural.as_ref() != Some(&entry.word);
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let acts = next.iter().any(|(_, m)| {
        matches!(m, Meaning::Determiner(_) | Meaning::Possessive | Meaning::Pronoun(_))
            || matches!(m, Meaning::Noun { .. } | Meaning::Quantity { .. })
            || words.is_living(noun) && matches!(m, Meaning::Relation(_))
    });
    let here = tokens.get(at + 1).is_some_and(|t| t.sentence == tokens[at].sentence);
    // "A leopard and her cub race along".
    let joined = before.iter().rev().take(JOINED).any(|i| i.meaning == Meaning::And);
    // "A dog racing" is what it does.
    let racing = words.is_living(noun) && tokens[at].word.ends_with("ing");
    one && !joined && !racing && words.is_view(&tokens[at].word) && !(here && acts)
}

/// "A bus or train station": a bus station, and no bus.
pub(super) fn shares_its_head(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let joint = |t: &Token| matches!(t.word.as_str(), "or" | "and" | "/");
    let joined = tokens.get(at + 1).is_some_and(|t| t.sentence == tokens[at].sentence && joint(t));
    let named = |r: &Reading| r.0 == 1 && matches!(r.1, Meaning::Noun { plural: false, .. });
    if !joined || readings.iter().any(|(length, _)| *length > 1) || !readings.iter().any(named) {
        return;
    }
    let next = words.readings(tokens.get(at + 2..).unwrap_or_default());
    let compound = next
        .iter()
        .filter(|(length, m)| *length > 1 && matches!(m, Meaning::Noun { .. } | Meaning::Picture));
    let shared = compound.map(|(length, _)| &tokens[at + 1 + length].word);
    let word = &tokens[at].word;
    let own = |head: &String| {
        words.find_noun(&format!("{word} {head}")).is_some()
            || List::Sports.has(word) && List::Contests.has(head)
    };
    if shared.into_iter().any(own) {
        *readings = vec![(1, Meaning::Word)];
    }
}
