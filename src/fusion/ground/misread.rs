//! Quotations that are nearly a text: such as quote what was badly read, say another word, or go on past it.

use super::texts::similarity;
use crate::fusion::vocabulary::Vocabulary;

/// What is doubtfully read is the quotation from this similarity on.
const BADLY_READ: f64 = 0.8;
/// A word that is so much like the one that is read, and is not it, misquotes it.
const LIKE: f64 = 0.6;
/// Shorter words are alike by chance.
const TELLING: usize = 4;
/// Spellings of one word: "organise", "tyre".
const SPELLINGS: [(char, char); 3] = [('s', 'z'), ('y', 'i'), ('c', 's')];

/// "Wivenhoe Park", where a doubtful WIVENNIOE PARK is read.
pub(super) fn reads_badly(quoted: &str, shown: &str) -> bool {
    similarity(quoted, shown) >= BADLY_READ
}

/// "MOTEL", where HOTEL is read: one word for one, and clearly meant for it.
pub(super) fn resembles(quoted: &str, shown: &str) -> bool {
    let one = |text: &str| !text.contains(' ') && text.chars().count() >= TELLING;
    one(quoted) && one(shown) && similarity(quoted, shown) >= LIKE
}

/// The quotation begins with all of the line: "HOTEL BAR", where HOTEL is read.
pub(super) fn runs_on(quoted: &str, line: &str) -> bool {
    let (quoted, line): (Vec<&str>, Vec<&str>) =
        (quoted.split(' ').collect(), line.split(' ').filter(|w| !w.is_empty()).collect());
    !line.is_empty() && quoted.len() > line.len() && quoted.starts_with(&line)
}

/// "POLITE" is no slip for POLICE: both are words, and a letter of the one is another in the other. "PARK" may be PARKS.
pub(super) fn is_other_word(a: &str, b: &str) -> bool {
    let mut others = a.chars().zip(b.chars()).filter(|(a, b)| a != b);
    let letter = a.len() == b.len() && others.next().is_some_and(|(a, b)| !are_spellings(a, b));
    let words = Vocabulary::embedded();
    letter && others.next().is_none() && words.is_word(a) && words.is_word(b)
}

fn are_spellings(a: char, b: char) -> bool {
    SPELLINGS.contains(&(a, b)) || SPELLINGS.contains(&(b, a))
}
