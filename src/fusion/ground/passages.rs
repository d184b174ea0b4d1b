//! Quotations without marks that run over several lines, one below another: "double parking is prohibited at all times".

use super::seen::Evidence;
use super::texts::{folded, same_word};
use super::unquoted::Caption;
use crate::fusion::vocabulary::Meaning;

/// From so many words on that follow one another on the lines as in the caption, that is no chance.
const NO_CHANCE: usize = 3;
/// The same where one of them is another word: a misquotation.
const BUT_ONE: usize = 4;

/// A run of the caption's words that goes along the lines.
pub(super) struct Passage {
    /// Of [`Caption::flat`].
    pub(super) words: std::ops::Range<usize>,
    /// What is quoted, without the small words between.
    pub(super) said: String,
}

/// The words of all lines in order, with the line of each.
struct Page(Vec<(usize, String)>);

impl Caption<'_> {
    /// The longest passages first.
    pub(super) fn passages(&self, evidence: &Evidence<'_>) -> Vec<Passage> {
        let lines = evidence.lines.iter().enumerate();
        let page = Page(
            lines
                .flat_map(|(at, line)| {
                    let words: Vec<String> =
                        folded(&line.text).split_whitespace().map(str::to_owned).collect();
                    words.into_iter().map(move |word| (at, word))
                })
                .collect(),
        );
        let starts = (0..self.flat.len()).flat_map(|at| (0..page.0.len()).map(move |on| (at, on)));
        let mut found: Vec<Passage> =
            starts.filter_map(|(at, on)| self.along(&page, at, on)).collect();
        found.sort_by_key(|p| (std::cmp::Reverse(p.words.len()), p.words.start));
        found
    }

    /// How far the caption's words from `at` go along the page from `on`.
    fn along(&self, page: &Page, at: usize, on: usize) -> Option<Passage> {
        let same = |at: usize, on: usize| {
            let pair = self.flat.get(at).zip(page.0.get(on));
            pair.is_some_and(|(said, (_, shown))| same_word(&said.folded, shown))
        };
        let (mut word, mut shown, mut matched, mut other) = (at, on, 0, 0);
        let (mut end, mut last, mut said) = (at, on, Vec::new());
        loop {
            if same(word, shown) {
                matched += 1;
                (end, last) = (word + 1, shown);
            } else if matched > 0 && self.is_small(word) {
                word += 1;
                continue;
            } else if matched > 0 && other == 0 && same(word + 1, shown + 1) {
                other += 1;
            } else {
                break;
            }
            said.push(self.flat[word].folded.as_str());
            (word, shown) = (word + 1, shown + 1);
        }
        let lines = page.0.get(last)?.0 > page.0.get(on)?.0;
        let enough = if other == 0 { matched >= NO_CHANCE } else { matched >= BUT_ONE };
        (lines && enough).then(|| Passage { words: at..end, said: said.join(" ") })
    }

    /// "Is", "the": a caption makes a sentence of what it reads.
    fn is_small(&self, word: usize) -> bool {
        let token = self.flat.get(word).map_or(self.tokens.len(), |w| w.token);
        let readings = self.words.readings(self.tokens.get(token..).unwrap_or_default());
        readings.iter().any(|(_, m)| matches!(m, Meaning::Link | Meaning::Determiner(_)))
    }
}
