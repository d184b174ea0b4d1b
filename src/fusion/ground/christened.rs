//! "Lily hugs a bear", "next to Tom": somebody who is called like a thing, where no such thing is in evidence.

use super::names::{self, Fit};
use super::seen::Evidence;
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Reading};

/// Takes such words for people.
pub(super) fn people(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) {
    for ix in 0..reading.phrases.len() {
        let phrase = &reading.phrases[ix];
        let noun = match phrase.means {
            Means::Thing(noun) => Some(noun),
            Means::Name(_) => None,
            _ => continue,
        };
        let bare = phrase.determiner == Determiner::None
            && phrase.span == phrase.head
            && !phrase.is_many()
            && phrase.refers.is_none();
        let said = text.get(phrase.head.clone()).unwrap_or_default();
        let name = said.to_lowercase();
        // "Hendricks holds a cup": whom no word and no evidence names.
        let strange = noun.is_none()
            && opens(text, phrase.head.start)
            && does_something(ix, reading)
            && !said.contains(' ')
            && !evidence.proper_names().contains(&name);
        let christened = noun.is_some() && evidence.words.is_christened(&name);
        if !bare || !said.starts_with(char::is_uppercase) || !(christened || strange) {
            continue;
        }
        let there = noun.is_some_and(|noun| {
            let mut all = names::candidates(noun, evidence).into_iter();
            all.any(|(at, fit)| fit != Fit::Narrower && !evidence.seen[at].rejected)
        });
        let named = is_within_sentence(text, phrase.head.start)
            || is_joined(text, phrase.head.end)
            || does_something(ix, reading);
        if there || !named {
            continue;
        }
        let named =
            Claim::look(phrase.head.clone(), vec![vec![ix]], Body::Named(name), phrase.sentence);
        let phrase = &mut reading.phrases[ix];
        (phrase.means, phrase.anew) = (Means::Thing(evidence.words.person()), true);
        reading.claims.push(named);
    }
}

/// A sentence begins there, or a clause behind "and".
fn opens(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ';']) || before.ends_with(" and")
}

/// A word in small letters stands right before.
fn is_within_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.starts_with(char::is_lowercase)
        && word.ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

/// "Tom and Lily": another name comes.
fn is_joined(text: &str, end: usize) -> bool {
    let rest = text.get(end..).and_then(|rest| rest.strip_prefix(" and "));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// What only somebody does or feels is said of it, or it has something.
fn does_something(ix: PhraseIx, reading: &Reading) -> bool {
    let said = |c: &Claim| {
        matches!(c.body, Body::Verb(_) | Body::Emotion(_))
            && c.subjects.first().is_some_and(|group| group.contains(&ix))
    };
    reading.claims.iter().any(said) || reading.phrases.iter().any(|p| p.owner == Some(ix))
}
