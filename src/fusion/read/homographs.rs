//! Words that their place alone makes something else: a top that is worn, "content" as a feeling, the pair, what he forks.

use super::choose::{Place, Reading, names_next};
use super::item::Item;
use super::owning::has_noun;
use super::slot::joins_garments;
use super::token::TokenKind;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};

/// "Dressed in a blue top": worn, and no part of the picture.
pub(super) fn dress(readings: &mut Vec<Reading>, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let outfit = |(l, m): &Reading| match m {
        Meaning::Noun { noun, .. } => *l == 1 && words.is_outfit(*noun),
        _ => false,
    };
    let somebody = || {
        before.iter().any(|i| match i.meaning {
            Meaning::Noun { noun, .. } => words.may_be_person(noun),
            Meaning::Pronoun(pronoun) => pronoun != Pronoun::It,
            _ => false,
        })
    };
    let look = |i: &Item| matches!(i.meaning, Meaning::Colour(_) | Meaning::Beyond);
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let goes_on =
        next.is_some_and(|t| t.word == "of" || has_noun(&words.readings(&tokens[at + 1..])));
    if readings.iter().any(outfit)
        && !goes_on
        && (before.last().is_some_and(look) || joins_garments(before, words))
        && somebody()
    {
        readings.retain(|(_, m)| *m != Meaning::Picture && !matches!(m, Meaning::Place(_)));
    }
}

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
