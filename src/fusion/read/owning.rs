//! Whose a noun is and which one is pointed at: "her", "'s", "that", "the same", by what stands around them.

use super::choose::{Place, Reading, names_next};
use super::token::TokenKind;
use crate::fusion::vocabulary::{List, Meaning};

/// So many words after a possessive may stand before its noun.
const ADJECTIVES: usize = 4;

/// "Left of the pretzel, right of the same": how many words stand for what was named.
pub(super) fn the_same(place: Place<'_>) -> Option<usize> {
    let Place { tokens, at, before, .. } = place;
    let article = usize::from(tokens[at].word == "the");
    let relates =
        before.last().is_some_and(|i| matches!(i.meaning, Meaning::Relation(_) | Meaning::Of));
    let same = tokens.get(at + article).is_some_and(|t| t.word == "same");
    let ends = tokens
        .get(at + article + 1)
        .is_none_or(|t| t.kind != TokenKind::Word || t.sentence != tokens[at].sentence);
    (relates && same && ends).then_some(article + 1)
}

/// "Sitting on that snowboard": a noun follows, where a preposition or a verb waits for one.
pub(super) fn points(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let waits = before.last().is_none_or(|i| {
        i.sentence != tokens[at].sentence
            || matches!(
                i.meaning,
                Meaning::Relation(_) | Meaning::Verb { .. } | Meaning::With | Meaning::Of
            )
    });
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    waits
        && has_noun(&next)
        && !next.iter().any(|(_, m)| matches!(m, Meaning::Link | Meaning::Have))
}

/// "The woman's red phone", but not "the woman's happy": a noun follows, after its adjectives.
pub(super) fn possesses(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let named = before.last().is_some_and(|i| {
        matches!(
            i.meaning,
            Meaning::Noun { .. }
                | Meaning::Name(_)
                | Meaning::Quantity { max: 1, .. }
                | Meaning::Other
                | Meaning::Pick { .. }
        )
    });
    let ahead = tokens[at + 1..].iter().take_while(|t| t.sentence == tokens[at].sentence);
    let mut ahead = ahead.take(ADJECTIVES).enumerate().skip_while(|(n, t)| {
        let readings = words.readings(&tokens[at + 1 + n..]);
        let adjective =
            |m: &Meaning| matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond);
        t.kind == TokenKind::Word
            && readings.iter().any(|(_, m)| adjective(m))
            && !has_noun(&readings)
    });
    named
        && ahead.next().is_some_and(|(n, t)| {
            let readings = words.readings(&tokens[at + 1 + n..]);
            // "The woman's sewing machine" is hers.
            let compound =
                readings.iter().any(|(l, m)| *l > 1 && matches!(m, Meaning::Noun { .. }));
            let verbal =
                t.word.ends_with("ing") && !compound && readings.iter().any(|(_, m)| m.is_verbal());
            has_noun(&readings) && !verbal && !names_next(tokens, at + 1 + n, words)
        })
}

pub(super) fn has_noun(readings: &[Reading]) -> bool {
    readings.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. } | Meaning::Picture))
}

/// "Her" is said of what follows: "her bag".
pub(super) fn owns(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let here = |at: usize| tokens.get(at).filter(|t| t.sentence == tokens[place.at].sentence);
    // "In her LITTLE CHEF apron".
    if here(at + 1).is_some_and(|t| t.kind == TokenKind::Quote) {
        return here(at + 2).is_some() && has_noun(&words.readings(&tokens[at + 2..]));
    }
    let next = here(at + 1).filter(|t| t.kind == TokenKind::Word);
    next.map(|_| words.readings(&tokens[at + 1..])).is_some_and(|found| {
        // "The car next to her stands idle".
        let verbal = found.iter().any(|(_, m)| m.is_verbal());
        let mostly = tokens.get(at + 1).is_some_and(|t| words.is_mostly_verb(&t.word));
        let verb = verbal && (mostly || !has_noun(&found));
        // "The man left of her pets a kitten": no plural before an article.
        let plural = |m: &Meaning| matches!(m, Meaning::Noun { plural: true, .. });
        // ... where somebody was named who may do it: "behind her plants a bird sits".
        let relates = match before {
            [before @ .., last] if matches!(last.meaning, Meaning::Relation(_)) => {
                let here = before.iter().rev().take_while(|i| i.sentence == last.sentence);
                here.into_iter().any(|i| matches!(i.meaning, Meaning::Noun { .. }))
            }
            _ => false,
        };
        let does = relates
            && verbal
            && found.iter().any(|(length, m)| *length == 1 && plural(m))
            && names_next(tokens, at + 2, words);
        // "Beside her someone in blue sings".
        let somebody = tokens.get(at + 1).is_some_and(|t| List::Anybody.has(&t.word));
        let stops = does
            || somebody
            || verb && !is_adjective(&found)
            || found.iter().any(|(_, m)| {
                matches!(
                    m,
                    Meaning::Determiner(_)
                        | Meaning::Another
                        | Meaning::And
                        | Meaning::Link
                        | Meaning::Have
                        | Meaning::There
                        | Meaning::While
                        | Meaning::With
                        | Meaning::Relation(_)
                        | Meaning::Place(_)
                )
            });
        !stops
    })
}

/// "Her striking dress".
fn is_adjective(readings: &[Reading]) -> bool {
    readings
        .iter()
        .any(|(_, m)| matches!(m, Meaning::Beyond | Meaning::Colour(_) | Meaning::Size(_)))
}
