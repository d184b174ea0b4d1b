//! Quotations that are nearly a text: such as quote what was badly read, say another word, or go on past it.

use super::texts::similarity;
use crate::fusion::vocabulary::Vocabulary;

/// What is doubtfully read is the quotation from this similarity on.
const BADLY_READ: f64 = 0.8;
/// A word that is so much like the one that is read, and is not it, misquotes it.
const LIKE: f64 = 0.6;
/// ... and several words from this one on.
const NEARLY: f64 = 0.75;
/// Shorter words are alike by chance.
const TELLING: usize = 4;
/// Letters that signs, rims and bars are taken for.
const LIKE_MARKS: [char; 5] = ['o', '0', 'i', '1', 'q'];
/// Spellings of one word: "organise", "tyre".
const SPELLINGS: [(char, char); 3] = [('s', 'z'), ('y', 'i'), ('c', 's')];

/// "Wivenhoe Park", where a doubtful WIVENNIOE PARK is read.
pub(super) fn reads_badly(quoted: &str, shown: &str) -> bool {
    similarity(quoted, shown) >= BADLY_READ
}

/// "MOTEL", where HOTEL is read: one word for one, and clearly meant for it; "Stationary Fox", nearly every letter.
pub(super) fn resembles(quoted: &str, shown: &str) -> bool {
    let begins = quoted.chars().next() == shown.chars().next();
    let known = || Vocabulary::embedded().is_word(shown);
    let alike = similarity(quoted, shown);
    alike >= NEARLY && quoted.contains(' ')
        || are_words(quoted, shown) && alike >= LIKE && (begins || known())
}

/// "Deník", where LENÍK is read: neither is a word that is known, and a letter of the one was hardly read right.
pub(super) fn is_misread(quoted: &str, shown: &str) -> bool {
    let known = |word: &str| Vocabulary::embedded().is_word(word);
    are_words(quoted, shown)
        && quoted.chars().count() == shown.chars().count()
        && similarity(quoted, shown) >= BADLY_READ
        && !known(quoted)
        && !known(shown)
        && !quoted.chars().chain(shown.chars()).any(|c| c.is_ascii_digit())
}

fn are_words(a: &str, b: &str) -> bool {
    let one = |text: &str| !text.contains(' ') && text.chars().count() >= TELLING;
    one(a) && one(b)
}

/// The quotation begins with all of the line: "HOTEL BAR", where HOTEL is read.
pub(super) fn runs_on(quoted: &str, line: &str) -> bool {
    let (quoted, line): (Vec<&str>, Vec<&str>) =
        (quoted.split(' ').collect(), line.split(' ').filter(|w| !w.is_empty()).collect());
    !line.is_empty() && quoted.len() > line.len() && quoted.starts_with(&line)
}

/// "Emirates Airline", where "rates Airline" is read: what stands before it is hidden, and nobody knows what it is.
pub(super) fn is_cut_off(quoted: &str, line: &str) -> bool {
    line.contains(' ') && line.len() + 1 < quoted.len() && quoted.ends_with(line)
}

/// "SOCIAL CODING", where OSOCIAL CODING is read: what stands before a word was taken for a letter of it.
pub(super) fn is_begun_early(quoted: &str, shown: &str) -> bool {
    let mut rest = shown.chars();
    let mark = rest.next().is_some_and(|c| LIKE_MARKS.contains(&c));
    mark && quoted.chars().count() > TELLING
        && rest.as_str() == quoted
        && !Vocabulary::embedded().is_listed(shown)
}

/// "Enrichment Street", where "Enrichment St" is read: the shorter one is no word, and has some of the longer one's letters.
pub(super) fn are_one_in_short(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut letters = long.chars();
    short.len() > 1
        && short.len() <= TELLING
        && long.len() > short.len() + 1
        && long.chars().next() == short.chars().next()
        && short.chars().all(|c| c.is_alphabetic() && letters.any(|l| l == c))
        && !Vocabulary::embedded().is_word(short)
}

/// "POLITE" is no slip for POLICE, nor HOSTEL for HOTEL: both are words, and a letter within is another, or more. "PARK" may
/// be PARKS.
pub(super) fn is_other_word(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let (long, short): (Vec<char>, Vec<char>) = (long.chars().collect(), short.chars().collect());
    let Some(at) = short.iter().zip(&long).position(|(a, b)| a != b) else { return false };
    let other = if long.len() == short.len() {
        long[at + 1..] == short[at + 1..] && !are_spellings(long[at], short[at])
    } else {
        // "Colour", "traveller" are spellings.
        long[at + 1..] == short[at..]
            && long[at] != 'u'
            && at.checked_sub(1).is_none_or(|i| long[i] != long[at])
    };
    let words = Vocabulary::embedded();
    other && words.is_word(a) && words.is_word(b)
}

fn are_spellings(a: char, b: char) -> bool {
    SPELLINGS.contains(&(a, b)) || SPELLINGS.contains(&(b, a))
}

/// Who quotes "Télérama" may write it without its accents.
pub(super) fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'š' | 'ś' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ż' | 'ź' => 'z',
        other => other,
    }
}
