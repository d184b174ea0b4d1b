//! Names of places by where they stand: "at their home in Cork", "past the Grand Hotel".

use super::proper::{is_lone_capital, next_ends};
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{List, Vocabulary};

/// So many words without capitals show that capitals tell something.
const SMALL: usize = 4;

/// "At their home in Cork": where it is, and nothing to be seen.
pub(super) fn is_town(tokens: &[Token], at: usize, noun: usize, words: &Vocabulary) -> bool {
    let own = |t: &&Token| t.sentence == tokens[at].sentence;
    let before = at.checked_sub(1).map(|i| &tokens[i]).filter(own);
    let small = || {
        let around = tokens[..at].iter().rev().take_while(own);
        let around = around.chain(tokens[at..].iter().take_while(own));
        around.filter(|t| t.kind == TokenKind::Word && !t.capital).take(SMALL).count() == SMALL
    };
    before.is_some_and(|t| List::ToTowns.has(&t.word))
        && is_lone_capital(tokens, at)
        && !words.noun(noun).garment
        && !words.is_person(noun)
        // "A street in Bath" ends with it; but "dog at Bath" is in one.
        && (small() || next_ends(tokens, at) && before.is_some_and(|t| t.word != "at"))
}

/// "At Grand Army Plaza", "past the Grand Hotel": where something is, in a sentence that has hardly any other capitals.
pub(super) fn is_place_name(tokens: &[Token], at: usize) -> bool {
    let opener = at.checked_sub(1).map_or("", |i| tokens[i].word.as_str());
    let opened = List::ToPlaces.has(opener)
        || opener == "the" && at > 1 && List::ToPlaces.has(&tokens[at - 2].word);
    if !opened {
        return false;
    }
    let sentence = tokens[at].sentence;
    let start = tokens[..at].iter().rposition(|t| t.sentence != sentence).map_or(0, |i| i + 1);
    let own = tokens[start..].iter().take_while(|t| t.sentence == sentence);
    // The first word tells nothing.
    let words = own.skip(1).filter(|t| t.kind == TokenKind::Word && t.word.len() > 1);
    let (small, capitals) =
        words.fold(
            (0, 0),
            |(small, capitals), t| {
                if t.capital { (small, capitals + 1) } else { (small + 1, capitals) }
            },
        );
    small >= SMALL && capitals * 3 <= small * 2
}
