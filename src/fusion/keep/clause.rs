//! The clause of a sentence that holds its locked words, where the sentence as a whole has no place any more.

use super::part::Part;
use crate::fusion::read::{Item, tagged};
use crate::fusion::vocabulary::{Form, Meaning, Vocabulary};
use std::ops::Range;

/// The fewest clauses of a sentence that hold all its locked words, as a sentence of their own; `None` where that is
/// all of it, where its clauses cannot be told apart, or where they would not stand alone.
pub(super) fn of_locked(sentence: &Part) -> Option<Part> {
    let items = tagged(&sentence.text, Vocabulary::embedded());
    let joints = joints(sentence, &items);
    let first = sentence.locked.first()?.start;
    let last = sentence.locked.last()?.end;
    let from = joints.iter().rev().find(|j| j.end <= first).map_or(0, |j| j.end);
    let to = joints.iter().find(|j| j.start >= last);
    if from == 0 && to.is_none() {
        return None;
    }
    let rest: Vec<Item> = items.into_iter().filter(|i| i.span.start >= from).collect();
    if from > 0
        && subject(&sentence.text, &rest).is_none_or(|s| s.iter().any(|i| leans(&sentence.text, i)))
    {
        return None;
    }
    let mut clause = sentence.cut(from..to.map_or(sentence.text.len(), |j| j.start));
    if to.is_some() {
        clause.text.push('.');
    }
    begun_large(clause)
}

/// A capital at the beginning; `None` where that would change a locked word.
fn begun_large(mut clause: Part) -> Option<Part> {
    let small = clause.text.chars().next()?;
    let large: String = small.to_uppercase().collect();
    if large.chars().eq([small]) {
        return Some(clause);
    }
    let is_locked = clause.locked.iter().any(|l| l.start == 0);
    if is_locked || large.len() != small.len_utf8() {
        return None;
    }
    clause.text.replace_range(..small.len_utf8(), &large);
    Some(clause)
}

/// What joins clauses that stand alone, with the marks and blanks around it: ", and ", "; ", " while ". None lies in a
/// mention or among locked words.
fn joints(sentence: &Part, items: &[Item]) -> Vec<Range<usize>> {
    let mut joints = Vec::new();
    let mut begun = 0;
    for (at, item) in items.iter().enumerate() {
        if !matches!(item.meaning, Meaning::And | Meaning::But | Meaning::While | Meaning::Stop) {
            continue;
        }
        let comma = at.checked_sub(1).filter(|b| is_comma(&items[*b]));
        let left = &items[begun..comma.unwrap_or(at)];
        let (Some(before), Some(after)) = (left.last(), items.get(at + 1)) else { continue };
        let joint = before.span.end..after.span.start;
        let crosses = |r: &Range<usize>| r.start < joint.end && joint.start < r.end;
        let is_crossed = sentence.locked.iter().any(crosses)
            || sentence.mentions.iter().any(|m| crosses(&(m.start..m.end)));
        let is_clause = |items| subject(&sentence.text, items).is_some();
        if !is_crossed && is_clause(left) && is_clause(&items[at + 1..]) {
            joints.push(joint);
            begun = at + 1;
        }
    }
    joints
}

fn is_comma(item: &Item) -> bool {
    matches!(item.meaning, Meaning::Comma)
}

/// What stands up to the finite verb, where words are a clause of their own: something that is named or taken up.
fn subject<'i>(text: &str, items: &'i [Item]) -> Option<&'i [Item]> {
    // "There is", "it is", "we see": subject and verb in one.
    let in_one = |i: &Item| matches!(i.meaning, Meaning::There);
    let verb = items.iter().position(|i| in_one(i) || is_finite(text, i))?;
    let subject = items.get(..=verb)?;
    let names = |i: &Item| {
        matches!(
            i.meaning,
            Meaning::Noun { .. }
                | Meaning::Name(_)
                | Meaning::Quote(_)
                | Meaning::Picture
                | Meaning::Nobody
                | Meaning::Pronoun(_)
                | Meaning::There
                | Meaning::Word
        )
    };
    let is_relative = |i: &Item| matches!(i.meaning, Meaning::Relative);
    (subject.iter().any(names) && !subject.iter().any(is_relative)).then_some(subject)
}

/// Whether it may take up what was named before, and then means nothing without it.
fn leans(text: &str, item: &Item) -> bool {
    use Meaning::{Another, Other, Pick, Pronoun, There};
    match item.meaning {
        Pronoun(_) | Another | Other | Pick { .. } => true,
        // "It is".
        There => text.get(item.span.clone()).is_some_and(|w| w.to_lowercase().starts_with("it")),
        _ => false,
    }
}

/// "Is", "has", "rides", "stands"; no "standing" and no "seated", which may only describe.
fn is_finite(text: &str, item: &Item) -> bool {
    let ends_in = |end| text.get(item.span.clone()).is_some_and(|w| w.ends_with(end));
    match &item.meaning {
        Meaning::Link | Meaning::HedgedLink => true,
        Meaning::Verb { form, .. } => *form == Form::Finite,
        Meaning::Have => !ends_in("ing"),
        Meaning::Posture | Meaning::Action | Meaning::TextVerb => ends_in("s"),
        _ => false,
    }
}
