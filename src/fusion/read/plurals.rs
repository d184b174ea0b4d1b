//! Words inside a noun phrase that look like verbs or things: "two rows", "with cracks", "square tiles".

use super::choose::{Place, Reading, Readings, names_next};
use super::item::Item;
use crate::fusion::vocabulary::{List, Meaning};

/// A shape, and a place in a town.
const SQUARE: &str = "square";
/// Of two, with a verb of one by a slip of the pen: "both stands".
const BOTH: &str = "both";

/// Takes out what the phrase that was begun rules out.
pub(super) fn inside_phrases(readings: &mut Readings, place: Place<'_>) {
    without_deeds(readings, place);
    with_shapes(readings, place);
}

/// "Two rows of tiles", "with cracks, holes and dents": nothing is done, whatever it may be.
fn without_deeds(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let with = before.last().is_some_and(|i| i.meaning == Meaning::With);
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
        use Meaning::{Beyond, Colour, Emotion, Size, Word};
        matches!(i.meaning, Beyond | Colour(_) | Emotion(_) | Size(_) | Word)
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

/// "A pattern of square tiles": without an article it is no thing, but a look of what comes.
fn with_shapes(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    use Meaning::{Have, Of, Quantity, With};
    let bare = before
        .last()
        .is_some_and(|i| matches!(i.meaning, Of | With | Have | Quantity { min: 2.., .. }));
    let things = || {
        let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
        next.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Noun { plural: true, .. }))
    };
    let thing = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { .. });
    if tokens[at].word == SQUARE && bare && things() {
        readings.retain(|r| !thing(r));
    }
}
