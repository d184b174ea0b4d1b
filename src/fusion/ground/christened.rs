//! "Lily hugs a bear", "next to Tom": somebody who is called like a thing, where no such thing is in evidence.

use super::names::{self, Fit};
use super::seen::Evidence;
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Reading};

/// Takes such words for people.
pub(super) fn people(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) {
    for ix in 0..reading.phrases.len() {
        let phrase = &reading.phrases[ix];
        let Means::Thing(noun) = phrase.means else { continue };
        let bare = phrase.determiner == Determiner::None
            && phrase.span == phrase.head
            && !phrase.is_many()
            && phrase.refers.is_none();
        let said = text.get(phrase.head.clone()).unwrap_or_default();
        let name = said.to_lowercase();
        if !bare || !said.starts_with(char::is_uppercase) || !evidence.words.is_christened(&name) {
            continue;
        }
        let there = names::candidates(noun, evidence)
            .into_iter()
            .any(|(at, fit)| fit != Fit::Narrower && !evidence.seen[at].rejected);
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
