//! Words inside a noun phrase that look like verbs or things: "two rows", "with cracks", "square tiles".

use super::choose::{Place, Reading, Readings, names_next};
use super::item::Item;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{List, Meaning};

/// A shape, and a place in a town.
const SQUARE: &str = "square";
/// Of two, with a verb of one by a slip of the pen: "both stands".
const BOTH: &str = "both";

/// Takes out what the phrase that was begun rules out.
pub(super) fn inside_phrases(readings: &mut Readings, place: Place<'_>) {
    without_deeds_in_names(readings, place);
    without_deeds_in_lists(readings, place);
    without_deeds(readings, place);
    without_deeds_of_colours(readings, place);
    with_shapes(readings, place);
}

/// "The State Capitol Building": behind a word with a capital stands no verb with one.
fn without_deeds_in_names(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, .. } = place;
    let capital = |t: &Token| t.capital && t.kind == TokenKind::Word && !t.is_shouted();
    let named = before.len() > 1 && capital(&tokens[at - 1]) && capital(&tokens[at]);
    let noun = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { .. });
    if named && tokens[at].word.ends_with("ing") && readings.iter().any(noun) {
        readings.retain(|(_, m)| !m.is_verbal());
    }
}

/// "Plants with green fronds, plants with dark leaves": the next of several, with what it has.
fn without_deeds_in_lists(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let many = |m: &Meaning| matches!(m, Meaning::Noun { plural: true, .. });
    let listed = matches!(before, [.., last, comma] if comma.meaning == Meaning::Comma && many(&last.meaning));
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let with = next.iter().any(|(_, m)| *m == Meaning::With);
    if listed && with && readings.iter().any(|(l, m)| *l == 1 && many(m)) {
        readings.retain(|(_, m)| !m.is_verbal());
    }
}

/// "Two rows of tiles", "with cracks, holes and dents": nothing is done, whatever it may be.
fn without_deeds(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let with = before.last().is_some_and(|i| matches!(i.meaning, Meaning::With | Meaning::Have));
    let verbs = readings.iter().all(|(l, m)| *l == 1 && m.is_verbal());
    if tokens[at].word.ends_with('s')
        && !readings.is_empty()
        && verbs
        && (with || is_counted(place))
        && !names_next(tokens, at + 1, words)
    {
        *readings = vec![(1, Meaning::Word)];
    }
}

/// A number of several goes before, with looks between; but "a couple sits", "a family of four gathers", "the one with
/// number 10 kicks".
fn is_counted(place: Place<'_>) -> bool {
    let Place { tokens, before, .. } = place;
    let look = |i: &Item| {
        use Meaning::{Beyond, Colour, Comma, Emotion, Size, Word};
        matches!(i.meaning, Beyond | Colour(_) | Comma | Emotion(_) | Size(_) | Word)
    };
    let opened = before.len() - before.iter().rev().take_while(|i| look(i)).count();
    let [back @ .., number] = &before[..opened] else { return false };
    let word = tokens[number.tokens.end - 1].word.as_str();
    let several = matches!(number.meaning, Meaning::Quantity { min: 2.., .. });
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let opener = back.last().map(|i| &i.meaning);
    let listed = !digits || word.len() == 1 && matches!(opener, Some(Meaning::Determiner(_)));
    several && listed && word != BOTH && !List::Company.has(word) && opener != Some(&Meaning::Of)
}

/// "A house with white trim": no verb stands behind a colour there.
fn without_deeds_of_colours(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    use Meaning::{Beyond, Colour, Have, Of, Size, With};
    let look = |i: &&Item| matches!(i.meaning, Colour(_) | Size(_) | Beyond);
    let looks = before.iter().rev().take_while(look).count();
    let opener = before[..before.len() - looks].last().map(|i| &i.meaning);
    let coloured = before.last().is_some_and(|i| matches!(i.meaning, Colour(_)));
    let form = ["s", "ed", "ing"].iter().any(|ending| tokens[at].word.ends_with(ending));
    let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
    let object = next.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }));
    if coloured
        && matches!(opener, Some(With | Have | Of))
        && !form
        && !object
        && !readings.is_empty()
        && readings.iter().all(|(l, m)| *l == 1 && m.is_verbal())
        && !names_next(tokens, at + 1, words)
    {
        *readings = vec![(1, Meaning::Word)];
    }
}

/// "A pattern of square tiles", "a square metal grate": no thing, but a look of what comes.
fn with_shapes(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    use Meaning::{Beyond, Colour, Have, Of, Quantity, Size, With};
    let bare = before
        .last()
        .is_some_and(|i| matches!(i.meaning, Of | With | Have | Quantity { min: 2.., .. }));
    let ahead = |n: usize| words.readings(tokens.get(at + n..).unwrap_or_default());
    let things = || {
        let next = ahead(1);
        next.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Noun { plural: true, .. }))
    };
    let look = || {
        let look = |(l, m): &Reading| *l == 1 && matches!(m, Colour(_) | Size(_) | Beyond);
        ahead(1).iter().any(look) && ahead(2).iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }))
    };
    let thing = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { .. });
    if tokens[at].word == SQUARE && (bare && things() || look()) {
        readings.retain(|r| !thing(r));
    }
}
