//! Numbers in notes: "2x dog", "dog x2", "the 3rd cup".

use super::Meaning;

/// What makes an ordinal of a number.
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];
/// Ordinals beyond this one count no things ("19th century").
const LAST: u32 = 12;
/// Times so many.
const TIMES: [char; 2] = ['x', '×'];

/// What a word of digits and letters means, if it is a number at all.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let ordinal = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)?.parse().ok());
    if let Some(n) = ordinal.filter(|n| (1..=LAST).contains(n)) {
        return Some(Meaning::Ordinal(n));
    }
    let n = word.strip_suffix(TIMES)?.parse().ok()?;
    Some(Meaning::Quantity { min: n, max: n })
}

/// "(Dogs) x2".
pub fn times(word: &str) -> Option<u32> {
    word.strip_prefix(TIMES)?.parse().ok()
}
