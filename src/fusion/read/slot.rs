//! What kind of word a place in a sentence asks for, so that "watch" is read as a thing or as a verb.

use super::choose::{Place, Reading, names_next};
use super::claim::Planar;
use super::item::Item;
use super::sides::{begins_note, is_side};
use super::token::{Token, TokenKind};
use super::verbs::{is_listed, is_stuff_or_adverb};
use crate::fusion::vocabulary::{Article, Form, Meaning, Vocabulary};

/// What kind of word the place asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Slot {
    Noun,
    Modifier,
    Verb,
}

/// The kind of word that the place before token `after` asks for, by what stands around it.
pub(super) fn slot(before: &[Item], tokens: &[Token], after: usize, words: &Vocabulary) -> Slot {
    let Following { noun: noun_follows, verb: verb_follows, none } =
        following(tokens, after, words);
    let same =
        before.last().filter(|i| tokens.get(after - 1).is_some_and(|t| t.sentence == i.sentence));
    let place = Place { tokens, at: after - 1, before, words };
    match same.map(|i| &i.meaning) {
        Some(Meaning::Beyond)
            if ["s", "ing"].iter().any(|e| tokens[after - 1].word.ends_with(e))
                && is_how(place) =>
        {
            Slot::Verb
        }
        // "While others watch", "prepares to fly".
        Some(last) if is_plural_pronoun(last, same, tokens) || leads_to(last, same, tokens) => {
            Slot::Verb
        }
        // "A plain, white room".
        Some(before) if before.stands_before_noun() && goes_on_with_look(place, after) => {
            Slot::Modifier
        }
        Some(before) if before.stands_before_noun() && noun_follows && !verb_follows => {
            Slot::Modifier
        }
        Some(
            Meaning::Determiner(_)
            | Meaning::Possessive
            | Meaning::Quantity { .. }
            | Meaning::Colour(_)
            | Meaning::Size(_)
            | Meaning::Beyond
            | Meaning::Other
            | Meaning::Another
            | Meaning::Relation(_)
            | Meaning::With
            | Meaning::Of
            | Meaning::Verb { .. },
        ) => Slot::Noun,
        // "The left cup", "the first cup", "the middle cup".
        Some(Meaning::Utmost(_) | Meaning::Ordinal(_) | Meaning::Extreme(_) | Meaning::Picture)
            if in_phrase(before, tokens) && !names_next(tokens, after, words) =>
        {
            Slot::Noun
        }
        // "More cups than balloons".
        Some(Meaning::Word)
            if same.is_some_and(|i| words.comparisons().begins(&tokens[i.tokens.end - 1].word)) =>
        {
            Slot::Noun
        }
        Some(Meaning::Link) if progressive(tokens, after) => Slot::Verb,
        Some(Meaning::Link) => Slot::Modifier,
        Some(Meaning::Depth(_) | Meaning::Place(_)) if !noun_follows || fronted(before, same) => {
            Slot::Verb
        }
        Some(
            Meaning::Noun { .. }
            | Meaning::Nobody
            | Meaning::Picture
            | Meaning::Pronoun(_)
            | Meaning::Relative
            | Meaning::To,
        ) => Slot::Verb,
        // "His legs and head are grey".
        Some(Meaning::And) if noun_follows || none || is_bare_one(place) || is_named(place) => {
            Slot::Noun
        }
        Some(Meaning::And) => Slot::Verb,
        Some(Meaning::Comma | Meaning::Adverb | Meaning::Place(_))
            if verbal_ending(tokens, after) && !is_listed(place) =>
        {
            Slot::Verb
        }
        // "Older man playing the accordion": what one does would end in -s.
        Some(Meaning::Word) if is_bare_person(place) => Slot::Noun,
        Some(Meaning::Word) if !noun_follows => Slot::Verb,
        // "Number 27 stands closer".
        Some(Meaning::Quote(_) | Meaning::Emotion(_))
            if words.is_mostly_verb(&tokens[after - 1].word) =>
        {
            Slot::Verb
        }
        _ if noun_follows => Slot::Modifier,
        _ => Slot::Noun,
    }
}

/// "(A tub on the right) and sink in between": what one thing does would end in -s, and nobody else is there who does it.
fn is_bare_one(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let form = ["s", "ed", "ing"].iter().any(|ending| tokens[at].word.ends_with(ending));
    let many = |i: &Item| match i.meaning {
        Meaning::Noun { noun, plural } => plural || words.noun(noun).collective,
        Meaning::Pronoun(pronoun) => pronoun.is_plural(),
        Meaning::Quantity { min, .. } => min > 1,
        Meaning::To | Meaning::Relative | Meaning::Not | Meaning::Nobody => true,
        _ => i.meaning.begins_predicate() || i.meaning == Meaning::HedgedLink,
    };
    let single =
        |(length, m): &Reading| *length == 1 && matches!(m, Meaning::Noun { plural: false, .. });
    let placed = before.iter().any(|i| {
        matches!(
            i.meaning,
            Meaning::Place(_) | Meaning::Depth(_) | Meaning::Relation(_) | Meaning::With
        )
    });
    let one = words.readings(&tokens[at..at + 1]).iter().any(single);
    !form && one && placed && !before.iter().any(many)
}

/// No form of a verb, and right before what it is.
fn is_named(place: Place<'_>) -> bool {
    let Place { tokens, at, words, .. } = place;
    let form = ["s", "ed", "ing"].iter().any(|ending| tokens[at].word.ends_with(ending));
    let here = tokens.get(at + 1).is_some_and(|t| t.sentence == tokens[at].sentence);
    let linked = |(l, m): &Reading| *l == 1 && *m == Meaning::Link;
    !form && here && words.readings(&tokens[at + 1..]).iter().any(linked)
}

/// A word for somebody that is a verb's base form, too, where nobody was named who could do it.
fn is_bare_person(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let person = |(length, m): &Reading| match m {
        Meaning::Noun { noun, plural } => *length == 1 && !plural && words.is_person(*noun),
        _ => false,
    };
    let formed = ["s", "ed", "ing"].iter().any(|ending| tokens[at].word.ends_with(ending));
    let many = |i: &Item| match i.meaning {
        Meaning::Noun { plural, .. } => plural,
        Meaning::Pronoun(pronoun) => pronoun.is_plural(),
        Meaning::Quantity { .. } | Meaning::To | Meaning::And => true,
        _ => false,
    };
    let one = words.readings(&tokens[at..at + 1]).iter().any(person);
    one && !formed && !before.iter().any(many)
}

/// "Others": not "other", which stands before a noun.
fn is_plural_pronoun(meaning: &Meaning, item: Option<&Item>, tokens: &[Token]) -> bool {
    let last = item.map_or("", |i| tokens[i.tokens.end - 1].word.as_str());
    *meaning == Meaning::Other && last.ends_with('s')
}

/// "Prepares to", "begins to": a verb that another follows.
fn leads_to(meaning: &Meaning, item: Option<&Item>, tokens: &[Token]) -> bool {
    let last = item.map_or("", |i| tokens[i.tokens.end - 1].word.as_str());
    last == "to" && meaning.is_verbal()
}

/// After a comma stands a look.
fn goes_on_with_look(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, words, .. } = place;
    let comma = tokens.get(after).is_some_and(|t| t.kind == TokenKind::Comma);
    let next = words.readings(tokens.get(after + 1..).unwrap_or_default());
    let look = |m: &Meaning| matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond);
    let noun = |m: &Meaning| matches!(m, Meaning::Noun { .. });
    comma && next.iter().any(|(_, m)| look(m)) && next.iter().all(|(_, m)| look(m) || noun(m))
}

/// "A clock quietly ticks": how it does what comes.
fn is_how(place: Place<'_>) -> bool {
    let adverb =
        place.before.last().is_some_and(|i| place.tokens[i.tokens.end - 1].word.ends_with("ly"));
    adverb && is_stuff_or_adverb(place)
}

/// After an article stand only words that pick one of several, or name a side.
fn in_phrase(before: &[Item], tokens: &[Token]) -> bool {
    let [.., opener, last] = before else { return false };
    let side = last.meaning != Meaning::Picture || is_side(&tokens[last.tokens.end - 1].word);
    side && opener.sentence == last.sentence
        && matches!(opener.meaning, Meaning::Determiner(_) | Meaning::Possessive)
}

/// "The opponent in pink clutches another", "the former grips a phone": a form in -s of a verb, after what may be a
/// complete subject and before what may be its object.
pub(super) fn governs(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, before, words, .. } = place;
    let sentence = tokens[after - 1].sentence;
    let mut back = before.iter().rev();
    let complete = match back.next().map(|i| &i.meaning) {
        Some(Meaning::Colour(_)) => {
            // ... or "in a deep shade of pink", all in one.
            let led = before.last().is_some_and(|i| {
                i.tokens.len() > 1 && matches!(tokens[i.tokens.start].word.as_str(), "in" | "of")
            });
            led || back.next().is_some_and(|i| tokens[i.tokens.end - 1].word == "in")
        }
        Some(Meaning::Noun { plural, .. }) => !plural,
        Some(
            Meaning::Name(_)
            | Meaning::Picture
            | Meaning::Pick { .. }
            | Meaning::Other
            | Meaning::Another
            | Meaning::Pronoun(_)
            | Meaning::Place(_)
            | Meaning::Depth(_)
            | Meaning::Emotion(_)
            | Meaning::Tail { .. }
            | Meaning::Side { .. }
            | Meaning::Comma
            | Meaning::Relative,
        ) => true,
        _ => false,
    };
    let object = |(_, m): &(usize, Meaning)| {
        matches!(
            m,
            Meaning::Determiner(_)
                | Meaning::Quantity { .. }
                | Meaning::Possessive
                | Meaning::Another
                | Meaning::Pronoun(_)
        )
    };
    complete
        && tokens[after - 1].word.ends_with('s')
        && tokens.get(after).is_some_and(|t| t.sentence == sentence)
        && words.readings(&tokens[after..]).iter().any(object)
}

/// "Sips champagne from a glass": what is drunk, eaten or held is no colour, where no noun comes next.
pub(super) fn is_object(place: Place<'_>, after: usize) -> bool {
    let Place { tokens, at, before, words } = place;
    let done = before.last().is_some_and(|i| match &i.meaning {
        Meaning::Verb { senses, form, .. } => *form != Form::Passive && !words.is_rare(senses),
        Meaning::Action => !tokens[i.tokens.end - 1].word.ends_with("ed"),
        _ => false,
    });
    let next = words.readings(tokens.get(after..).unwrap_or_default());
    let goes_on =
        |m: &Meaning| m.stands_before_noun() || matches!(m, Meaning::Noun { .. } | Meaning::And);
    let word = |t: &Token| t.kind == TokenKind::Word && t.sentence == tokens[at].sentence;
    done && tokens.get(after).is_some_and(word) && !next.iter().any(|(_, m)| goes_on(m))
}

/// "Is crossing the road": the word before `after` ends in -ing, and more follows.
fn progressive(tokens: &[Token], after: usize) -> bool {
    let next = tokens.get(after).filter(|t| t.sentence == tokens[after - 1].sentence);
    tokens[after - 1].word.ends_with("ing") && next.is_some_and(|t| t.kind == TokenKind::Word)
}

/// "In the background stands a tower": the place opens the sentence, so the verb comes before its subject.
fn fronted(before: &[Item], place: Option<&Item>) -> bool {
    let opener = before.len().checked_sub(2).map(|i| &before[i]);
    place.is_some_and(|place| opener.is_none_or(|i| i.sentence != place.sentence))
}

/// What comes after a word.
struct Following {
    noun: bool,
    /// And no noun.
    verb: bool,
    /// No word.
    none: bool,
}

fn following(tokens: &[Token], after: usize, words: &Vocabulary) -> Following {
    let sentence = after.checked_sub(1).map(|at| tokens[at].sentence);
    let next = tokens
        .get(after)
        .filter(|t| t.kind == TokenKind::Word && sentence.is_none_or(|s| s == t.sentence));
    let next_readings = next.map(|_| words.readings(&tokens[after..])).unwrap_or_default();
    let pro_form = next.is_some_and(|t| matches!(t.word.as_str(), "one" | "ones"));
    let named = next.is_some_and(|t| t.capital && next_readings.is_empty());
    // "A glass the colour of rubies" is no glass colour.
    let likened = next_readings.iter().any(|(_, m)| matches!(m, Meaning::Determiner(_)));
    let noun = pro_form
        || named
        || !likened
            && next_readings.iter().any(|(_, m)| {
                matches!(
                    m,
                    Meaning::Noun { .. } | Meaning::Picture | Meaning::Colour(_) | Meaning::Size(_)
                )
            });
    let verb = next_readings.iter().any(|(_, m)| m.is_verbal() || *m == Meaning::Link)
        && !next_readings.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. }));
    Following { noun, verb, none: next.is_none() }
}

/// The word before `after` looks like a verb's form ("wears", "wearing") with an object or a preposition behind it.
fn verbal_ending(tokens: &[Token], after: usize) -> bool {
    let word = &tokens[after - 1].word;
    let next = tokens.get(after).filter(|t| t.kind == TokenKind::Word);
    (word.ends_with('s') || word.ends_with("ing")) && next.is_some()
}

/// "From left: a fridge, a woman and an oven", "pictured from left are …": each stands so to the next.
pub(super) fn in_order(readings: &[Reading], place: Place<'_>) -> Option<Reading> {
    let Place { tokens, at, before, words } = place;
    let (length, left) = readings.iter().find_map(|(length, m)| match m {
        Meaning::FromSide(left) => Some((*length, *left)),
        _ => None,
    })?;
    let here = |t: &&Token| t.sentence == tokens[at].sentence;
    let told = |i: &Item| matches!(i.meaning, Meaning::Word | Meaning::Action | Meaning::Beyond);
    let before = before.last();
    let next = tokens.get(at + length).filter(here)?;
    let link = words.readings(&tokens[at + length..]).iter().any(|(_, m)| *m == Meaning::Link);
    // "From the left, a man comes in" is no list.
    let bare = length == 2 && (next.kind == TokenKind::Comma || link);
    let lists = bare || next.kind == TokenKind::Stop;
    let planar = if left { Planar::LeftOf } else { Planar::RightOf };
    (lists && before.is_none_or(told)).then_some((length, Meaning::Row(planar)))
}

/// "The left one", "the right of which": of several, the one on that side (`true`: the left).
pub(super) fn side_one(place: Place<'_>) -> Option<bool> {
    let Place { tokens, at, before, .. } = place;
    let from_left = match tokens[at].word.as_str() {
        "left" | "left-hand" | "lefthand" => true,
        "right" | "right-hand" | "righthand" => false,
        _ => return None,
    };
    let definite =
        before.last().is_some_and(|i| i.meaning == Meaning::Determiner(Article::Definite));
    let word = |ahead: usize| tokens.get(at + ahead).map_or("", |t| t.word.as_str());
    // "The left washer", but not "the left hand".
    let next = tokens.get(at + 1).filter(|t| t.sentence == tokens[at].sentence);
    let next = next.map(|_| place.words.readings(&tokens[at + 1..])).unwrap_or_default();
    let thing = next.iter().any(|(_, m)| match m {
        Meaning::Noun { noun, plural } => !plural && !place.words.is_part(*noun),
        _ => false,
    }) && !next.iter().any(|(_, m)| *m == Meaning::Picture);
    let compound = place.words.readings(&tokens[at..]).iter().any(|(length, _)| *length > 1);
    // "Left person, blonde".
    let somebody = || {
        next.iter().any(|(_, m)| match m {
            Meaning::Noun { noun, .. } => place.words.is_living(*noun),
            _ => false,
        })
    };
    if (definite || begins_note(before) && somebody()) && thing && !compound {
        return Some(from_left);
    }
    let one = word(1) == "one" || word(1) == "of" && matches!(word(2), "which" | "whom");
    (definite && one).then_some(from_left)
}

/// "Stage lights cast …": the verb comes after the word, which ends in -s.
pub(super) fn before_verb(tokens: &[Token], after: usize, words: &Vocabulary) -> bool {
    let next = tokens.get(after).filter(|t| {
        t.kind == TokenKind::Word
            && t.sentence == tokens[after - 1].sentence
            && !t.word.ends_with("ing")
    });
    let found = next.map(|_| words.readings(&tokens[after..])).unwrap_or_default();
    let finite = |m: &Meaning| match m {
        Meaning::Verb { form, .. } => *form == Form::Finite,
        Meaning::Action | Meaning::Posture => true,
        _ => false,
    };
    tokens[after - 1].word.ends_with('s')
        && found.iter().any(|(length, m)| *length == 1 && finite(m))
        && !found.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. } | Meaning::Emotion(_)))
}

/// "In a shirt and tie": what is worn goes with what is worn.
pub(super) fn joins_garments(before: &[Item], words: &Vocabulary) -> bool {
    let [.., garment, and] = before else { return false };
    let worn = match garment.meaning {
        Meaning::Noun { noun, .. } => words.noun(noun).garment,
        _ => false,
    };
    worn && and.meaning == Meaning::And
}

/// "Six football fans": after a number there is no plural yet.
pub(super) fn lacks_plural(before: &[Item]) -> bool {
    let mut back = before.iter().rev();
    let single =
        back.next().is_some_and(|i| matches!(i.meaning, Meaning::Noun { plural: false, .. }));
    let mut opened = back.skip_while(|i| {
        matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond | Meaning::Word)
    });
    single && opened.next().is_some_and(|i| matches!(i.meaning, Meaning::Quantity { min: 2.., .. }))
}

/// "An octagonal sign": before the unknown words right before stands what opens a noun phrase.
pub(super) fn opened_before(before: &[Item]) -> bool {
    let mut back = before.iter().rev().peekable();
    let strange = back.peek().is_some_and(|i| i.meaning == Meaning::Word);
    // "On calm, glassy water" has a comma between.
    let opener = back.find(|i| !matches!(i.meaning, Meaning::Word | Meaning::Comma));
    strange
        && opener.is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(_)
                    | Meaning::Possessive
                    | Meaning::Colour(_)
                    | Meaning::Size(_)
                    | Meaning::Emotion(_)
                    | Meaning::Beyond
            )
        })
}
