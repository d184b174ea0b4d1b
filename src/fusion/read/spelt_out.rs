//! "Person on the left: a bald man in a suit": who a heading speaks of is told behind its colon, and nobody else.

use super::claim::{Determiner, Means, Phrase, Reading, Reference};
use crate::fusion::vocabulary::Vocabulary;

/// So many bytes at most say where the heading's person is.
const WHERE: usize = 40;

/// Reads a person, or an animal, behind such a colon as the one before it.
pub(super) fn are_one(text: &str, words: &Vocabulary, reading: &mut Reading) {
    for ix in 1..reading.phrases.len() {
        let [.., before, told] = &reading.phrases[..=ix] else { return };
        let between = text.get(before.head.end..told.span.start).unwrap_or_default();
        let single = |p: &Phrase| !p.is_many() && !p.negated && p.refers.is_none();
        let headed = before.determiner != Determiner::Indefinite && single(before);
        let new = told.determiner == Determiner::Indefinite && single(told);
        if headed && new && is_colon(between) && is_told(before, told, words) {
            reading.phrases[ix].refers = Some(Reference::Same(ix - 1));
        }
    }
}

/// No more than where it is, a colon, and marks.
fn is_colon(between: &str) -> bool {
    let Some((place, marks)) = between.split_once(':') else { return false };
    let joint = |c: char| matches!(c, '.' | ',' | ';' | '!' | '?' | '\n');
    place.len() <= WHERE
        && !place.contains(joint)
        && marks.chars().all(|c| c.is_whitespace() || c == '*')
}

/// The one may be the other: two people, or an animal of a wider name.
fn is_told(before: &Phrase, told: &Phrase, words: &Vocabulary) -> bool {
    let (Means::Thing(a), Means::Thing(b)) = (&before.means, &told.means) else { return false };
    words.is_person(*a) && words.may_be_person(*b) || a == b
}
