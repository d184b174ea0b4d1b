//! Words that are a colour and something that is eaten or grows: orange, lavender, wine.

use super::choose::{Place, Readings};
use super::item::Item;
use super::nominal::is_joined_colour;
use super::owning::has_noun;
use super::slot;
use super::token::TokenKind;
use crate::domain::AttributeKind;
use crate::fusion::vocabulary::{Article, List, Meaning};

/// A colour that is no thing, where both are possible.
pub(super) fn colour_alone(
    same: &[&(usize, Meaning)],
    longest: usize,
    place: Place<'_>,
) -> Option<(usize, Meaning)> {
    let Place { tokens, at, before, words } = place;
    // "A bottle of wine", "a glass of champagne".
    // ... but "a piece of orange food": no other colour has the name of a fruit alone.
    let plain = |m: &Meaning| matches!(m, Meaning::Colour(c) if *c == [tokens[at].word.as_str()]);
    if (is_joined_colour(place, at + longest) && colours_a_noun(place, at + longest + 1)
        || is_of_a_shape(place, at + longest))
        && let Some((length, colour)) = same.iter().find(|(_, m)| matches!(m, Meaning::Colour(_)))
    {
        return Some((*length, colour.clone()));
    }
    let tints = same.iter().any(|(_, m)| plain(m))
        && has_noun(&words.readings(tokens.get(at + longest..).unwrap_or_default()));
    let of = !tints && before.last().is_some_and(|i| i.meaning == Meaning::Of);
    if is_share(place, at + longest)
        && let Some((length, colour)) = same.iter().find(|(_, m)| matches!(m, Meaning::Colour(_)))
    {
        return Some((*length, colour.clone()));
    }
    // "Leaves turning orange", "a wall painted lime".
    let becomes = before.last().is_some_and(|i| {
        i.sentence == tokens[at].sentence && words.is_becoming(&tokens[i.tokens.end - 1].word)
    });
    // "A flash of orange".
    let tinged = matches!(before, [.., tinge, Item { meaning: Meaning::Of, .. }]
        if List::Tinges.has(&tokens[tinge.tokens.end - 1].word));
    if (becomes || tinged)
        && let Some((length, colour)) = same.iter().find(|(_, m)| matches!(m, Meaning::Colour(_)))
    {
        return Some((*length, colour.clone()));
    }
    if tints_what_follows(place, at + longest)
        && let Some((length, colour)) = same.iter().find(|(_, m)| matches!(m, Meaning::Colour(_)))
    {
        return Some((*length, colour.clone()));
    }
    // "A hot dog with mustard".
    let with = before.last().is_some_and(|i| i.meaning == Meaning::With)
        && tokens.get(at + longest).is_none_or(|t| {
            t.sentence != tokens[at].sentence || t.kind != TokenKind::Word || t.word == "and"
        });
    let coloured = same.iter().any(|(_, m)| matches!(m, Meaning::Colour(_)));
    let picked = is_picked(place, at + longest) || coloured && is_named(place, at + longest);
    let grown = grows_or_lies(same, longest, place);
    if (of || with || picked || grown || slot::is_object(place, at + longest))
        && let Some(noun) = same.iter().find(|(_, m)| matches!(m, Meaning::Noun { .. }))
    {
        return Some((*noun).clone());
    }
    let (length, colour) = same.iter().find(|(_, m)| matches!(m, Meaning::Colour(_)))?;
    let colour = Some((*length, colour.clone()));
    // "Are both orange": several would be oranges.
    let several = before.last().is_some_and(|i| {
        matches!(i.meaning, Meaning::Quantity { min: 2.., .. }) && i.sentence == tokens[at].sentence
    });
    let single = same.iter().all(|(_, m)| !matches!(m, Meaning::Noun { plural: true, .. }));
    let ends = tokens
        .get(at + longest)
        .is_none_or(|t| t.sentence != tokens[at].sentence || t.kind != TokenKind::Word);
    if several && single && ends {
        return colour;
    }
    // "In orange", "dressed in blue": no article, so no orange.
    if before.last().is_some_and(|i| tokens[i.tokens.end - 1].word == "in") {
        let next = tokens.get(at + longest).map(|_| words.readings(&tokens[at + longest..]));
        let next = next.unwrap_or_default();
        let noun = next.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }));
        if !noun || next.iter().any(|(_, m)| m.is_verbal()) {
            return colour;
        }
    }
    if is_joined_colour(place, at + longest) {
        return colour;
    }
    // "Is a fiery orange".
    let is_look = matches!(
        before,
        [
            ..,
            Item { meaning: Meaning::Link, .. },
            Item { meaning: Meaning::Determiner(Article::Indefinite), .. },
            Item { meaning: Meaning::Word | Meaning::Beyond, .. }
        ]
    );
    if is_look {
        return colour;
    }
    // "A sliced orange, …": a strange word between an article and what no noun follows.
    let strange = match before {
        [.., opener, last] => {
            let next = tokens.get(at + longest).filter(|t| t.sentence == tokens[at].sentence);
            let ahead = next.map(|_| words.readings(&tokens[at + longest..])).unwrap_or_default();
            let opens = matches!(
                opener.meaning,
                Meaning::Determiner(_) | Meaning::Possessive | Meaning::Quantity { .. }
            );
            let mark = next.is_none_or(|t| t.kind != TokenKind::Word);
            let looks = ahead.iter().any(|(_, m)| matches!(m, Meaning::Colour(_)));
            last.meaning == Meaning::Word && opens && !looks && (mark || !has_noun(&ahead))
        }
        _ => false,
    };
    // A singular noun needs an article: "tall, orange and far away" has no fruit in it.
    let bare = !strange
        && before.last().is_some_and(|i| {
            i.sentence == tokens[at].sentence
                && !i.meaning.stands_before_noun()
                && !matches!(i.meaning, Meaning::Extreme(_))
        });
    if bare { colour } else { None }
}

/// "Orange and (green flowers)".
fn colours_a_noun(place: Place<'_>, at: usize) -> bool {
    let ahead = |at: usize| place.words.readings(place.tokens.get(at..).unwrap_or_default());
    let colours = ahead(at);
    let mut colours = colours.iter().filter(|(_, m)| matches!(m, Meaning::Colour(_)));
    colours.any(|(length, _)| has_noun(&ahead(at + length)))
}

/// "An orange circle", "a brown and orange pattern", "an orange \"O\"": no fruit has it, though the word after it is for no
/// thing.
fn is_of_a_shape(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, at, before, .. } = place;
    let opened = before.last().is_some_and(|i| {
        i.meaning.stands_before_noun() && !matches!(i.meaning, Meaning::Quantity { .. })
    });
    let joined = matches!(
        before,
        [.., Item { meaning: Meaning::Colour(_), .. }, Item { meaning: Meaning::And, .. }]
    );
    let next = tokens.get(after).filter(|t| t.sentence == tokens[at].sentence);
    let shape = next.is_some_and(|t| t.kind == TokenKind::Quote || List::Shapes.has(&t.word));
    (opened || joined) && shape
}

/// "Two of them are red and one orange": as many look otherwise.
fn is_share(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, at, before, .. } = place;
    let here = |i: &&Item| i.sentence == tokens[at].sentence;
    let mut back = before.iter().rev().take_while(here).map(|i| &i.meaning);
    let counted = matches!(back.next(), Some(Meaning::Quantity { .. }));
    let mut back = back.skip_while(|m| matches!(m, Meaning::And | Meaning::Comma));
    let next = tokens.get(after).filter(|t| t.sentence == tokens[at].sentence);
    let ends = next.is_none_or(|t| t.kind != TokenKind::Word || t.word == "and");
    counted && ends && matches!(back.next(), Some(Meaning::Colour(_)))
}

/// "An orange rescue helicopter", "an orange piece of food", "an orange glowing globe": a word that no list has, or what
/// the one thing does, stands before the noun as well.
fn tints_what_follows(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, before, words, .. } = place;
    let opened = before.last().is_some_and(|i| i.meaning.stands_before_noun());
    let word = |at: usize| {
        let token = tokens.get(at).filter(|t| t.sentence == tokens[after - 1].sentence);
        token.filter(|t| t.kind == TokenKind::Word && !t.capital)
    };
    let ahead = |at: usize| words.readings(&tokens[at..]);
    let unknown = word(after).is_some() && ahead(after).is_empty();
    // ... but "an orange showing spots".
    let one = |(_, m): &(usize, Meaning)| matches!(m, Meaning::Noun { plural: false, .. });
    let doing = word(after).is_some_and(|t| t.word.ends_with("ing"))
        && matches!(
            before.last().map(|i| &i.meaning),
            Some(Meaning::Determiner(Article::Indefinite))
        )
        && word(after + 1).is_some()
        && ahead(after + 1).iter().any(one);
    opened
        && (unknown || doing)
        && word(after + 1).is_some_and(|t| t.word == "of" || has_noun(&ahead(after + 1)))
}

/// "A cardinal, a jay", "a fuchsia blooms": between an article and what ends a noun phrase stands a noun.
fn is_named(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, at, before, words } = place;
    let opened = before.last().is_some_and(|i| {
        let article = matches!(i.meaning, Meaning::Determiner(_) | Meaning::Another);
        article && i.sentence == tokens[at].sentence
    });
    let next = tokens.get(after).filter(|t| t.sentence == tokens[at].sentence);
    let ahead = |from: usize| words.readings(tokens.get(from..).unwrap_or_default());
    let opens =
        |m: &Meaning| matches!(m, Meaning::Determiner(_) | Meaning::Quantity { .. } | Meaning::And);
    // A comma may part two looks: "a rose, pink vase".
    let listed = next.is_some_and(|t| t.kind == TokenKind::Comma)
        && ahead(after + 1).iter().any(|(_, m)| opens(m));
    let acts = next.is_some_and(|t| t.kind == TokenKind::Word)
        && ahead(after).iter().any(|(_, m)| *m == Meaning::Link)
        && !has_noun(&ahead(after));
    opened && (listed || acts)
}

/// "The second orange from the left", "the rightmost orange": which of several is no look.
fn is_picked(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, at, before, words } = place;
    let [.., opener, last] = before else { return false };
    let opened = matches!(opener.meaning, Meaning::Determiner(_) | Meaning::Possessive)
        && opener.sentence == tokens[at].sentence;
    let picks = matches!(
        last.meaning,
        Meaning::Utmost(_) | Meaning::Ordinal(_) | Meaning::Extreme(_) | Meaning::Nearest(_)
    );
    let next = tokens.get(after).filter(|t| t.sentence == tokens[at].sentence);
    let ahead = next.map(|_| words.readings(&tokens[after..])).unwrap_or_default();
    let goes_on = ahead.iter().any(|(_, m)| m.stands_before_noun() || *m == Meaning::Ones);
    opened && picks && !goes_on && !has_noun(&ahead)
}

/// "Lavender grows in a pot", "eating ice cream.", "banana, orange, pineapple": plants and food need no article.
fn grows_or_lies(same: &[&(usize, Meaning)], longest: usize, place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let tree = words.taxonomy();
    let kind = |m: &Meaning| match m {
        Meaning::Noun { noun, .. } => words.noun(*noun).node.and_then(|n| tree.node(n).kind),
        _ => None,
    };
    let eaten = |m: &Meaning| matches!(kind(m), Some(AttributeKind::Food | AttributeKind::Plant));
    if !same.iter().any(|(_, m)| eaten(m)) {
        return false;
    }
    let sentence = tokens[at].sentence;
    let last = before.last().filter(|i| i.sentence == sentence).map(|i| &i.meaning);
    let next = tokens.get(at + longest).filter(|t| t.sentence == sentence);
    let ahead = next.map(|_| words.readings(&tokens[at + longest..])).unwrap_or_default();
    let comma = next.is_some_and(|t| t.kind == TokenKind::Comma);
    match last {
        Some(Meaning::Verb { senses, .. }) => {
            let worn = words.sense("wearing").is_some_and(|worn| senses.contains(&worn));
            let and = ahead.iter().any(|(_, m)| *m == Meaning::And);
            !worn && (next.is_none_or(|t| t.kind != TokenKind::Word) || and)
        }
        // "Beside him grow lavender and basil."
        Some(Meaning::Posture | Meaning::Action) => {
            next.is_none() || comma || ahead.iter().any(|(_, m)| *m == Meaning::And)
        }
        // "Orange, lemon and lime".
        Some(Meaning::Comma | Meaning::And)
            if before.len() > 1
                && eaten(&before[before.len() - 2].meaning)
                && (comma || !has_noun(&ahead)) =>
        {
            true
        }
        // "In purple and orange on its side".
        Some(Meaning::And)
            if matches!(before, [.., Item { meaning: Meaning::Colour(_), .. }, _]) =>
        {
            false
        }
        None | Some(Meaning::Comma | Meaning::Stop | Meaning::And) => {
            let follows = |m: &Meaning| {
                let place =
                    matches!(m, Meaning::Relation(_) | Meaning::Place(_) | Meaning::Depth(_));
                place || m.begins_predicate()
            };
            !has_noun(&ahead) && ahead.iter().any(|(_, m)| follows(m))
        }
        _ => false,
    }
}

/// "A red wine glass": a wine glass that is red, not a glass of red wine.
pub(super) fn colours_of_compounds(readings: &mut Readings, place: Place<'_>) {
    let noun = |m: &Meaning| matches!(m, Meaning::Noun { .. });
    let coloured = readings.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Colour(_)));
    let next = place.words.readings(place.tokens.get(place.at + 1..).unwrap_or_default());
    let rest = next.iter().filter(|(_, m)| noun(m)).map(|(length, _)| *length).max();
    let named = |m: &Meaning| match m {
        Meaning::Noun { noun, .. } => Some(place.words.noun(*noun)),
        _ => None,
    };
    // "Blue jeans" are jeans like any others.
    let same = |m: &Meaning| {
        let worn = next.iter().filter_map(|(_, m)| named(m)).find(|n| n.garment);
        worn.and_then(|n| n.node).is_some_and(|node| named(m).and_then(|n| n.node) == Some(node))
    };
    if let (true, Some(rest)) = (coloured, rest) {
        readings.retain(|(length, m)| !(noun(m) && *length > 1 && (*length < rest + 1 || same(m))));
    }
}
