//! Words that their place alone makes something else: "content" as a feeling, the pair, what he forks, some of them.

use super::choose::{Place, Reading, Readings, names_next};
use super::item::Item;
use super::owning::has_noun;
use super::token::TokenKind;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};

/// Of several, no more than that they are.
const SOME: &str = "some";

/// What ends names for children: "little one".
const ONE: &str = " one";

/// "A woman, content, …": a feeling, and nothing that the picture has in it.
pub(super) fn set_off_feeling(readings: &mut Vec<Reading>, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let mark = |i: &Item| matches!(i.meaning, Meaning::Comma | Meaning::Stop);
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let ends = next.is_none_or(|t| t.kind != TokenKind::Word || t.word == "and");
    let feels = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Emotion(_));
    if before.last().is_some_and(mark) && ends && readings.iter().any(feels) {
        readings.retain(|(_, m)| *m != Meaning::Picture);
    }
}

/// "Behind the pair": the two of them; but "the pair of" whatever comes.
pub(super) fn is_the_pair(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let definite =
        before.last().is_some_and(|i| i.meaning == Meaning::Determiner(Article::Definite));
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let of = || next.is_some_and(|t| t.word == "of" || words.find_noun(&t.word).is_some());
    definite && words.is_pair(&tokens[at].word) && !of()
}

/// "He forks up the pizza and knifes the lemon": what he does, though nobody knows the verb.
pub(super) fn is_done(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let somebody = |i: &Item| {
        i.meaning == Meaning::Pronoun(Pronoun::HeOrShe)
            && matches!(tokens[i.tokens.start].word.as_str(), "he" | "she")
    };
    let too = before.last().is_some_and(|i| i.meaning == Meaning::And)
        && names_next(tokens, at + 1, words)
        && before.windows(2).any(|two| somebody(&two[0]) && two[1].meaning.is_verbal());
    before.last().is_some_and(somebody) || too
}

/// "(Horses,) with some closer to the camera", "some in the shade": of those that were named.
pub(super) fn is_some_of_them(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let many = |i: &Item| {
        matches!(i.meaning, Meaning::Noun { plural: true, .. } | Meaning::Quantity { min: 2.., .. })
    };
    if tokens[at].word != SOME || !before.iter().any(many) {
        return false;
    }
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let then = words.readings(tokens.get(at + 2..).unwrap_or_default());
    let formed =
        tokens.get(at + 1).is_some_and(|t| t.word.ends_with("ed") || t.word.ends_with("ing"));
    let placed = |(_, m): &Reading| {
        matches!(m, Meaning::Place(_) | Meaning::Depth(_) | Meaning::Nearer(_))
            || formed && m.is_verbal() && !has_noun(&then)
    };
    !has_noun(&next) && next.iter().any(placed)
}

/// "Two dogs, the little one on the right": one of these, and no child.
pub(super) fn without_children(readings: &mut Readings, place: Place<'_>) {
    let Place { before, words, .. } = place;
    let animals = || {
        before.iter().any(|i| match i.meaning {
            Meaning::Noun { noun, plural: true } => !words.may_be_person(noun),
            _ => false,
        })
    };
    readings.retain(|(length, m)| match m {
        Meaning::Noun { noun, .. } if *length == 2 && words.noun(*noun).word.ends_with(ONE) => {
            !words.is_person(*noun) || !animals()
        }
        _ => true,
    });
}
