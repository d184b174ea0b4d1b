//! Which of a word's meanings its neighbours allow.

use super::fruit::{colour_alone, colours_of_compounds};
use super::homographs;
use super::item::Item;
use super::neighbours;
use super::no_places;
use super::nominal::{without_lookalikes, without_there};
use super::occasions::is_occasion;
use super::owning::has_noun;
use super::plurals;
use super::proper;
use super::sides;
use super::slot::{self, Slot};
use super::token::{Token, TokenKind};
use super::verbs::{
    nouns_after_openers, shorten, sorts_first, verbs_first, without_doing, without_done_of,
    without_feelings, without_governing, without_plurals,
};
use crate::fusion::vocabulary::{Form, Meaning, Vocabulary};

/// What words can mean, and how many tokens they are.
pub(super) type Reading = (usize, Meaning);
pub(super) type Readings = Vec<Reading>;

/// What opens a question after some verbs, and what is denied after "not".
const ANY: &str = "any";

/// An "and" so many items before joins two things.
const LIST: usize = 4;

/// A token among its neighbours.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    /// The items of its sentence that are already read.
    pub(super) before: &'a [Item],
    pub(super) words: &'a Vocabulary,
}

/// The reading that the neighbours allow; longer wordings first.
pub(super) fn choose(mut readings: Readings, place: Place<'_>) -> (usize, Meaning) {
    let Place { tokens, at, before, words } = place;
    without_there(&mut readings, place);
    // "The faint smell of", whatever stands before it.
    let sensed = |(length, m): &&(usize, Meaning)| {
        *length == 2 && *m == Meaning::Musing && tokens.get(at + 1).is_some_and(|t| t.word == "of")
    };
    if let Some(sensed) = readings.iter().find(sensed) {
        return sensed.clone();
    }
    // "No parking meter": what is not negative by itself ("no parking") ends before a longer name.
    if tokens[at].word == "no" {
        let next = words.readings(tokens.get(at + 1..).unwrap_or_default());
        let named = next.iter().filter(|(_, m)| matches!(m, Meaning::Noun { .. }));
        let longest = named.map(|(length, _)| *length).max().unwrap_or(0);
        readings.retain(|(length, m)| *m != Meaning::Adverb || *length > longest);
    }
    // "On the opposite side".
    let opened = before.last().is_some_and(|i| matches!(i.meaning, Meaning::Determiner(_)));
    readings.retain(|(_, m)| *m != Meaning::Toward || !opened);
    // "The rest of the picture" is no other thing.
    let of = |at: usize| tokens.get(at).is_some_and(|t| t.word == "of");
    readings.retain(|(length, m)| *m != Meaning::Other || *length == 1 || !of(at + length));
    homographs::without_children(&mut readings, place);
    homographs::without_halves_of_looks(&mut readings, place);
    if homographs::is_how_it_looks(place) {
        return (1, Meaning::Word);
    }
    // "Two more birds" are others, "more birds" are many.
    let counted =
        before.last().is_some_and(|i| matches!(i.meaning, Meaning::Quantity { min: 2.., .. }));
    if let Some((length, _)) = readings.iter().find(|(_, m)| *m == Meaning::More)
        && counted
    {
        let ahead = words.readings(tokens.get(at + length..).unwrap_or_default());
        // ... and so are those of "five more are in the background".
        let told = ahead.iter().any(|(_, m)| {
            matches!(
                m,
                Meaning::Link | Meaning::Relation(_) | Meaning::Place(_) | Meaning::Depth(_)
            )
        });
        if told || has_noun(&ahead) {
            return (*length, Meaning::Other);
        }
    }
    readings.retain(|(_, m)| *m != Meaning::More);
    // "I do not see any other animals": nothing is mused.
    let denied = before.iter().rev().take(LIST).any(|i| i.meaning == Meaning::Not);
    readings.retain(|(_, m)| *m != Meaning::Musing || !(denied && tokens[at].word == ANY));
    if is_occasion(place) && readings.iter().all(|(length, m)| *length == 1 && m.is_verbal()) {
        return (1, Meaning::Word);
    }
    if let Some(utmost) = readings.iter().find(|(_, m)| matches!(m, Meaning::Utmost(_))) {
        return utmost.clone();
    }
    if let Some(row) = slot::in_order(&readings, place) {
        return row;
    }
    if let Some(from_left) = slot::side_one(place) {
        return (1, Meaning::Utmost(from_left));
    }
    if let Some(brand) = proper::brand(tokens, at, before, words) {
        return brand;
    }
    if homographs::is_infinitive(&readings, place) {
        let verb = readings.into_iter().find(|(_, m)| m.is_verbal());
        return verb.unwrap_or((1, Meaning::Action));
    }
    if homographs::is_lettering(place) {
        return (1, Meaning::Picture);
    }
    if homographs::remains(place) || homographs::is_looked_at(place) {
        return (1, Meaning::Adverb);
    }
    if homographs::is_side_of_limb(place) || homographs::is_end_of_limb(place) {
        return (1, Meaning::Beyond);
    }
    if let Some(found) = sides::place(place) {
        return found;
    }
    homographs::somebody_feels(&mut readings, place);
    without_lookalikes(&mut readings, place);
    homographs::both_colours(&mut readings, place);
    colours_of_compounds(&mut readings, place);
    no_places::without_directions(&mut readings, place);
    no_places::without_sides_of_things(&mut readings, place);
    no_places::with_before(&mut readings, place);
    shorten(&mut readings, tokens, at, words);
    nouns_after_openers(&mut readings, place);
    plurals::inside_phrases(&mut readings, place);
    sorts_first(&mut readings, place);
    verbs_first(&mut readings, place);
    without_feelings(&mut readings, place);
    without_doing(&mut readings, place);
    without_plurals(&mut readings, place);
    without_governing(&mut readings, place);
    without_done_of(&mut readings, place);
    homographs::set_off_feeling(&mut readings, place);
    if let Some(found) = before_text(&readings, place) {
        return found;
    }
    if let Some(found) = neighbours::by_neighbours(&readings, place) {
        return found;
    }
    let Some(longest) = readings.iter().map(|(length, _)| *length).max() else {
        return proper::proper_name(tokens, at, words);
    };
    if homographs::is_the_pair(place) {
        return (1, Meaning::Quantity { min: 2, max: 2 });
    }
    // "Flanked by": what says where says more than that something is done.
    let placed = readings.iter().any(|(l, m)| *l == longest && matches!(m, Meaning::Relation(_)));
    let said = |m: &Meaning| longest == 1 || !placed || *m != Meaning::Action;
    let same: Vec<&(usize, Meaning)> =
        readings.iter().filter(|(l, m)| *l == longest && said(m)).collect();
    // "Further back" compares with what was named, where there is such a thing.
    let related = |(_, m): &&(usize, Meaning)| matches!(m, Meaning::Relation(_));
    // "Close by the bed": it is named right there.
    let next = words.readings(tokens.get(at + longest + 1..).unwrap_or_default());
    // ... and "close by and behind the bed".
    let and = tokens.get(at + longest).is_some_and(|t| t.word == "and")
        && next.iter().any(|(_, m)| matches!(m, Meaning::Relation(_)));
    let named = same.iter().copied().any(|r| related(&r))
        && (and || names_next(tokens, at + longest, words));
    if let Some(nearer) = same.iter().find(|(_, m)| compares(m)).filter(|_| !named) {
        return (*nearer).clone();
    }
    if let Some(side) = same.iter().find(|(_, m)| matches!(m, Meaning::FromSide(_)))
        && is_counted(place)
    {
        return (*side).clone();
    }
    if let Some(musing) = same.iter().find(|(_, m)| *m == Meaning::Musing) {
        return if is_somebody(place) { (1, Meaning::Word) } else { (*musing).clone() };
    }
    // "Two sheep, lower right": without an article a place, not a part of the picture.
    if let Some(place) = same.iter().find(|(_, m)| matches!(m, Meaning::Place(_)))
        && !before.last().is_some_and(|i| matches!(i.meaning, Meaning::Determiner(_)))
    {
        return (*place).clone();
    }
    // "A bright orange lens flare": none of the things there, and no colour of any.
    let look = |i: &&Item| matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_));
    let looks = before.iter().rev().take_while(look).count();
    let opener = before[..before.len() - looks].last();
    let opened = looks > 0 && opener.is_some_and(|i| matches!(i.meaning, Meaning::Determiner(_)));
    match same.as_slice() {
        [] => (1, Meaning::Word),
        [(length @ 2.., Meaning::Adverb)] if opened => (*length, Meaning::Picture),
        [only] => (*only).clone(),
        _ => colour_alone(&same, longest, place).unwrap_or_else(|| by_slot(&same, longest, place)),
    }
}

/// "Will holds a cup": who does something, and no thought.
fn is_somebody(place: Place<'_>) -> bool {
    let Place { tokens, at, words, .. } = place;
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    tokens[at].capital
        && !tokens[at].word.ends_with('s')
        && next.is_some_and(|t| {
            let does = |(_, m): &Reading| matches!(m, Meaning::Verb { form: Form::Finite, .. });
            t.word.ends_with('s') && words.readings(&tokens[at + 1..]).iter().any(does)
        })
}

/// "The third person (from the left)": an ordinal opened the phrase that it stands behind.
fn is_counted(place: Place<'_>) -> bool {
    let here = place.before.iter().rev();
    let mut opened = here.skip_while(|i| {
        i.meaning != Meaning::Word
            && i.meaning.stands_before_noun()
            && !matches!(i.meaning, Meaning::Ordinal(_) | Meaning::Determiner(_))
            || matches!(i.meaning, Meaning::Noun { .. })
    });
    opened.next().is_some_and(|i| matches!(i.meaning, Meaning::Ordinal(_)))
}

fn compares(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Nearer(_) | Meaning::Compared(_) | Meaning::Together)
}

/// What introduces texts, before one.
fn before_text(readings: &[Reading], place: Place<'_>) -> Option<(usize, Meaning)> {
    let Place { tokens, at, before, words } = place;
    // "Marked SKYLINE AIR", "reads …": before a text, what introduces texts.
    let text_verb = readings.iter().find(|(length, meaning)| {
        let next = tokens.get(at + length).filter(|t| t.sentence == tokens[at].sentence);
        let digits = |t: &Token| t.word.starts_with(|c: char| c.is_ascii_digit());
        // "The board reads 7 x 8".
        let shown = before.last().is_some_and(|i| match i.meaning {
            Meaning::Noun { noun, .. } => !words.is_person(noun),
            // "Is labelled Tonic".
            Meaning::Link => *length == 1 && tokens[at].word.ends_with("ed"),
            _ => false,
        });
        *meaning == Meaning::TextVerb
            && next.is_some_and(|t| t.kind == TokenKind::Quote || shown && (digits(t) || t.capital))
    });
    text_verb.cloned()
}

/// The reading of the kind that the place asks for.
fn by_slot(same: &[&(usize, Meaning)], longest: usize, place: Place<'_>) -> (usize, Meaning) {
    let Place { tokens, at, before, words } = place;
    let mut slot = slot::slot(before, tokens, at + longest, words);
    let last = before.last();
    let after_noun = matches!(
        last.map(|i| &i.meaning),
        Some(Meaning::Noun { .. } | Meaning::Pronoun(_) | Meaning::Relative | Meaning::Picture)
    );
    // "A pet shop": a verb would end in -s.
    let word = &tokens[at + longest - 1].word;
    let bare = !["s", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
    let joined = before.iter().rev().take(LIST).any(|i| i.meaning == Meaning::And);
    let after_one = last.is_some_and(|i| match i.meaning {
        Meaning::Noun { noun, plural } => !plural && !words.noun(noun).collective && !joined,
        _ => false,
    });
    // "Laden with freshly cut hay".
    let adverb = last.is_some_and(|i| tokens[i.tokens.end - 1].word.ends_with("ly"));
    if adverb && before.len() > 1 {
        let opener = &before[before.len() - 2].meaning;
        let opened = opener.stands_before_noun()
            || matches!(opener, Meaning::With | Meaning::Of | Meaning::Relation(_));
        if opened && has_noun(&words.readings(tokens.get(at + longest..).unwrap_or_default())) {
            return (1, Meaning::Word);
        }
    }
    // "An orange tabby lounges": what mostly is a verb is hardly what is tabby.
    let look = same.iter().any(|(_, m)| *m == Meaning::Beyond);
    let next = tokens.get(at + longest).filter(|t| t.sentence == tokens[at].sentence);
    if look && next.is_some_and(|t| words.is_mostly_verb(&t.word)) {
        slot = Slot::Noun;
    }
    if (slot::governs(place, at + longest) || homographs::is_done_by_a_group(place))
        && same.iter().any(|(_, m)| m.is_verbal())
    {
        slot = Slot::Verb;
    }
    let dressed = last.is_some_and(|i| matches!(i.meaning, Meaning::Colour(_)))
        && before.len() > 1
        && tokens[before[before.len() - 2].tokens.end - 1].word == "in";
    let worn = same.iter().any(|(_, m)| match m {
        Meaning::Noun { noun, .. } => words.noun(*noun).garment,
        _ => false,
    });
    // "Riders in red lead the parade".
    let third = (word.ends_with('s') || names_next(tokens, at + longest, words))
        && same.iter().any(|(_, m)| m.is_verbal() || matches!(m, Meaning::Emotion(_)));
    if dressed && third && !worn {
        slot = Slot::Verb;
    }
    if worn && slot::joins_garments(before, words) {
        slot = Slot::Noun;
    }
    if after_one && bare && !names_next(tokens, at + longest, words) {
        slot = Slot::Noun;
    }
    if word.ends_with('s') && slot::lacks_plural(before) {
        slot = Slot::Noun;
    }
    if slot::before_verb(tokens, at + longest, words) && !names_next(tokens, at + longest, words) {
        slot = Slot::Noun;
    }
    let opened = slot::opened_before(before);
    if opened && (bare || !names_next(tokens, at + longest, words)) {
        slot = Slot::Noun;
    }
    if slot == Slot::Verb && !after_noun && !same.iter().any(|(_, m)| m.is_verbal()) {
        slot = Slot::Noun;
    }
    let fits = |meaning: &Meaning, slot: Slot| match slot {
        Slot::Noun => matches!(meaning, Meaning::Noun { .. } | Meaning::Picture),
        Slot::Modifier => {
            matches!(
                meaning,
                Meaning::Colour(_) | Meaning::Size(_) | Meaning::Emotion(_) | Meaning::Beyond
            )
        }
        Slot::Verb => meaning.is_verbal() || matches!(meaning, Meaning::Word | Meaning::Emotion(_)),
    };
    // "Has been set up": no single thing without an article after a link.
    let linked = last.is_some_and(|i| i.meaning == Meaning::Link)
        && same.iter().any(|(_, m)| m.is_verbal())
        && !same.iter().any(|(_, m)| matches!(m, Meaning::Noun { plural: true, .. }));
    let slot = if linked && !same.iter().any(|(_, m)| fits(m, slot)) { Slot::Verb } else { slot };
    let noun =
        || same.iter().find(|(_, m)| slot != Slot::Verb && matches!(m, Meaning::Noun { .. }));
    // "This powerful photograph documents …".
    let picture = || {
        let opened = last.is_some_and(|i| i.meaning.stands_before_noun());
        let verbal = same.iter().any(|(_, m)| m.is_verbal());
        same.iter().find(|(_, m)| opened && verbal && *m == Meaning::Picture)
    };
    let verb = || same.iter().find(|(_, m)| matches!(m, Meaning::Verb { .. }));
    // "Wait to cross the street": what is done before what is felt.
    let done = || same.iter().find(|(_, m)| slot == Slot::Verb && m.is_verbal());
    let chosen = done()
        .or_else(|| same.iter().find(|(_, m)| fits(m, slot)))
        .or_else(noun)
        .or_else(picture)
        .or_else(verb)
        .or_else(|| same.first());
    let Some(chosen) = chosen else { return (1, Meaning::Word) };
    if let (length, Meaning::Verb { senses, form, .. }) = chosen {
        let relation = same.iter().find_map(|(_, m)| match m {
            Meaning::Relation(relation) => Some(*relation),
            _ => None,
        });
        return (*length, Meaning::Verb { senses: senses.clone(), form: *form, relation });
    }
    // "Contains a salad": what it has in it.
    let holds = |(_, m): &&&(usize, Meaning)| matches!(m, Meaning::Relation(r) if r.swapped);
    if let Some(held) = same.iter().find(holds)
        && chosen.1 == Meaning::Action
        && (names_next(tokens, at + longest, words)
            || has_noun(&words.readings(tokens.get(at + longest..).unwrap_or_default())))
    {
        return (*held).clone();
    }
    (*chosen).clone()
}

/// What follows in the sentence names a thing: an article, a number, a possessive, a negation.
pub(super) fn names_next(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let sentence = |at: usize| tokens.get(at).map(|t| t.sentence);
    if at.checked_sub(1).is_some_and(|before| sentence(before) != sentence(at)) {
        return false;
    }
    words.readings(tokens.get(at..).unwrap_or_default()).iter().any(|(_, m)| {
        matches!(
            m,
            Meaning::Determiner(_) | Meaning::Quantity { .. } | Meaning::Possessive | Meaning::Not
        )
    })
}
