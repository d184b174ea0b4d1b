//! Words that their place alone makes something else: "content" as a feeling, the pair, what he forks, some of them.

use super::choose::{Place, Reading, Readings, names_next};
use super::item::Item;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, List, Meaning, Pronoun, Vocabulary};

/// A part of a body, and what several do.
const FACE: &str = "face";

/// How something looks, behind the word for it.
const LOOKING: &str = "looking";

/// What somebody does, and what was written.
const WRITING: &str = "writing";

/// Of several, no more than that they are.
const SOME: &str = "some";

/// So many words at most open a phrase, with its noun.
const LONGEST_PHRASE: usize = 5;
/// What ends names for children: "little one".
const ONE: &str = " one";

/// "A woman, content, …": a feeling, and nothing that the picture has in it.
pub(super) fn set_off_feeling(readings: &mut Vec<Reading>, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let mark = |i: &Item| matches!(i.meaning, Meaning::Comma | Meaning::Stop);
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let ends = next.is_none_or(|t| t.kind != TokenKind::Word || t.word == "and");
    let feels = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Emotion(_));
    // "…, equally content, …".
    let set_off = match before {
        [.., comma, how] if how.meaning == Meaning::Adverb || how.meaning == Meaning::Beyond => {
            mark(comma) && tokens[how.tokens.start].word.ends_with("ly")
        }
        _ => before.last().is_some_and(mark),
    };
    if set_off && ends && readings.iter().any(feels) {
        readings.retain(|(_, m)| *m != Meaning::Picture);
    }
}

/// "A bus with white writing on it": lettering, and nobody writes; but "a man in white writing on a board".
pub(super) fn is_lettering(place: Place<'_>) -> bool {
    let Place { tokens, at, before, .. } = place;
    let look = |i: &&Item| {
        matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond | Meaning::And)
    };
    let mut back = before.iter().rev().take_while(|i| i.sentence == tokens[at].sentence);
    let coloured = back.clone().next().is_some_and(|i| matches!(i.meaning, Meaning::Colour(_)));
    let has = back.find(|i| !look(i));
    tokens[at].word == WRITING
        && coloured
        && has.is_some_and(|i| matches!(i.meaning, Meaning::With | Meaning::Have))
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

/// "Lunges to tag him", "about to bat the ball": what somebody is to do, though the list has only the thing.
pub(super) fn is_infinitive(readings: &[Reading], place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let thing = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { plural: false, .. });
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let whom = next.is_some_and(|t| matches!(t.word.as_str(), "him" | "them" | "it" | "himself"))
        || names_next(tokens, at + 1, words);
    let does = |i: &Item| i.meaning.begins_predicate() || i.meaning == Meaning::Word;
    let Some(to) = before.last() else { return false };
    let verb = if to.tokens.len() > 1 { to } else { &before[before.len().saturating_sub(2)] };
    tokens[to.tokens.end - 1].word == "to"
        && does(verb)
        && readings.iter().any(thing)
        && readings.iter().all(|(l, _)| *l == 1)
        && whom
}

/// "The baby smiles", "an adult grins": who does, and no smiles of a sort.
pub(super) fn somebody_feels(readings: &mut Vec<Reading>, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let person = |(l, m): &Reading| match m {
        Meaning::Noun { noun, plural } => *l == 1 && !plural && words.is_person(*noun),
        _ => false,
    };
    let opened = before.last().is_some_and(|i| i.meaning.stands_before_noun());
    let does = tokens.get(at + 1).is_some_and(|t| t.word.ends_with('s'));
    if opened && does && readings.iter().any(person) {
        readings.retain(|(l, m)| *l != 2 || !matches!(m, Meaning::Emotion(_)));
    }
}

/// "There is no banana left": it is gone, and not on that side.
pub(super) fn remains(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let of_phrase = |i: &&Item| {
        i.meaning.stands_before_noun() || matches!(i.meaning, Meaning::Noun { .. } | Meaning::Word)
    };
    let mut phrase =
        before.iter().rev().take(LONGEST_PHRASE).take_while(|i| {
            of_phrase(i) || matches!(i.meaning, Meaning::Nobody | Meaning::Nothing)
        });
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let side = || {
        let ahead = words.readings(tokens.get(at + 1..).unwrap_or_default());
        next.is_some_and(|t| t.word == "of") || has_noun(&ahead)
    };
    tokens[at].word == "left"
        && !side()
        && phrase.any(|i| tokens[i.tokens.clone()].iter().any(|t| List::LeftOver.has(&t.word)))
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

/// "A black and white dog", "a black-and-white coat": colours of a thing; of a picture it says how it was taken.
pub(super) fn both_colours(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let here = |t: &&Token| t.sentence == tokens[at].sentence;
    let picture = |n: usize| List::Photographs.has(&tokens[n].word);
    let of_two = readings.iter().find(|(length, m)| {
        let mut pieces = tokens[at..at + length].iter().flat_map(|t| t.word.split('-'));
        let joined = pieces.clone().any(|piece| piece == "and");
        *m == Meaning::Beyond && joined && pieces.next().is_some_and(|piece| words.is_colour(piece))
    });
    let Some(length) = of_two.map(|(length, _)| *length) else { return };
    let before = tokens[..at].iter().rev().take_while(here).count();
    let after = tokens[at..].iter().take_while(here).count();
    if (at - before..at + after).any(picture) {
        return;
    }
    let pieces = tokens[at..at + length].iter().flat_map(|t| t.word.split('-'));
    let colours = pieces.filter(|piece| words.is_colour(piece)).map(str::to_owned).collect();
    *readings = vec![(length, Meaning::Colour(colours))];
}

/// "A group of people stands", "a row of parked cars lines the road": a form in -s after what there are several of.
pub(super) fn is_done_by_a_group(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let mut back = before.iter().rev();
    let several = back.next().is_some_and(|i| match i.meaning {
        Meaning::Noun { noun, plural } => plural || words.noun(noun).collective,
        _ => false,
    });
    let look = |i: &&Item| {
        matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond | Meaning::Word)
    };
    let of = back.find(|i| !look(i)).is_some_and(|i| tokens[i.tokens.end - 1].word == "of");
    several && of && tokens[at].word.ends_with('s')
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

/// "Looks at the middle aged man": no place ends in the midst of a look.
pub(super) fn without_halves_of_looks(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    readings.retain(|(length, m)| {
        !matches!(m, Meaning::Place(_)) || !ends_within_look(tokens, at + length - 1, words)
    });
}

/// The token begins a look of several words: "middle aged".
pub(super) fn ends_within_look(tokens: &[Token], last: usize, words: &Vocabulary) -> bool {
    let look = |(more, m): &Reading| *more > 1 && *m == Meaning::Beyond;
    words.readings(tokens.get(last..).unwrap_or_default()).iter().any(look)
}

/// "A very nice looking cake": so it looks, and looks at nothing.
pub(super) fn is_how_it_looks(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let [.., opener, look] = before else { return false };
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let here = tokens.get(at + 1).is_some_and(|t| t.sentence == tokens[at].sentence);
    tokens[at].word == LOOKING
        && matches!(look.meaning, Meaning::Beyond | Meaning::Word)
        && matches!(
            opener.meaning,
            Meaning::Determiner(_) | Meaning::Quantity { .. } | Meaning::Adverb | Meaning::Word
        )
        && here
        && has_noun(&next)
        && !names_next(tokens, at + 1, words)
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

/// "The cars on the left side of the street face away": what several do, and no street face.
pub(super) fn turns(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let noun = |plural: bool| {
        move |i: &Item| match i.meaning {
            Meaning::Noun { plural: p, .. } => p == plural,
            _ => false,
        }
    };
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let toward = |(_, m): &Reading| {
        matches!(m, Meaning::Toward | Meaning::Place(_) | Meaning::Beyond | Meaning::Adverb)
    };
    tokens[at].word == FACE
        && before.last().is_some_and(noun(false))
        && before.iter().any(noun(true))
        && next.iter().any(toward)
        && !has_noun(&next)
}

/// "Two or possibly three": from two to three.
pub(super) fn so_many_or_more(readings: &[Reading], place: Place<'_>) -> Option<Reading> {
    let Place { tokens, at, words, .. } = place;
    let number = |m: &Meaning| match m {
        Meaning::Quantity { min, max } if min == max => Some(*min),
        _ => None,
    };
    let least = readings.iter().find_map(|(l, m)| number(m).filter(|_| *l == 1))?;
    let or = tokens.get(at + 1).filter(|t| t.word == "or" && t.sentence == tokens[at].sentence)?;
    let hedge = words.readings(tokens.get(at + 2..)?);
    let (length, _) = hedge.iter().find(|(_, m)| *m == Meaning::Hedge)?;
    let more = words.readings(tokens.get(at + 2 + length..)?);
    let (last, most) = more.iter().find_map(|(l, m)| number(m).map(|n| (*l, n)))?;
    let here = tokens[at + 1 + length + last].sentence == or.sentence;
    let quantity = Meaning::Quantity { min: least, max: most };
    (here && most > least).then_some((2 + length + last, quantity))
}

/// "Its front left leg": which leg, and nobody left it; but "the front right corner" is a place.
pub(super) fn is_side_of_limb(place: Place<'_>) -> bool {
    let Place { tokens, at, words, .. } = place;
    let end = at.checked_sub(1).map_or("", |i| tokens[i].word.as_str());
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let part = |(_, m): &Reading| matches!(m, Meaning::Noun { noun, .. } if words.is_part(*noun));
    let place = |(l, m): &Reading| *l > 1 && matches!(m, Meaning::Place(_));
    matches!(tokens[at].word.as_str(), "left" | "right")
        && List::Ends.has(end)
        && next.iter().any(part)
        && !words.readings(&tokens[at..]).iter().any(place)
}

/// "Its back right paw": an end of it that the side and the part come after.
pub(super) fn is_end_of_limb(place: Place<'_>) -> bool {
    let Place { tokens, at, words, .. } = place;
    let side = tokens.get(at + 1).is_some_and(|t| matches!(t.word.as_str(), "left" | "right"));
    List::Ends.has(&tokens[at].word)
        && side
        && is_side_of_limb(Place { at: at + 1, ..place })
        && words.readings(&tokens[at..=at]).len() > 1
}

/// "Looking left with tall antlers": where to, and nobody left.
pub(super) fn is_looked_at(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let looks = before.last().is_some_and(|i| {
        i.meaning.is_verbal() && words.is_directed(&tokens[i.tokens.end - 1].word)
    });
    tokens[at].word == "left" && looks
}
