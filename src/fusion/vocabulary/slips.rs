//! Slips of the pen: which word somebody meant who wrote one that there is not.

use super::{Meaning, Vocabulary};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A letter that should be doubled, or should not, is forgiven in words of so many letters: "tedy".
const SHORTEST: usize = 4;
/// ... two in each other's place, and any one but the last, in words of so many: "gaps" are no "gasp".
const LONG: usize = 6;
/// In words of so many letters the ending does not tell whether they name a thing.
const LONGER: usize = 9;
/// Letters that are written for each other.
const ALIKE: [&str; 3] = ["aeiouy", "cksz", "dt"];

/// As the lexicon lists them: misspellings by what they mean.
#[derive(Deserialize)]
pub struct SlipWords {
    short: BTreeMap<String, String>,
    sides: BTreeMap<String, String>,
    right: Vec<String>,
    words: BTreeMap<String, Vec<String>>,
}

/// What is known of misspelt words, and of words that stand in names of several.
#[derive(Debug, Default)]
pub(super) struct Slips {
    listed: FxHashMap<String, String>,
    /// The first words of those that are written as two.
    split: FxHashSet<String>,
    /// "LL", and "L".
    short: FxHashMap<String, String>,
    sides: FxHashMap<String, String>,
    /// Words that are right, however near another: "storeys".
    right: FxHashSet<String>,
    parts: FxHashSet<String>,
}

impl Slips {
    pub(super) fn new<'n>(file: &SlipWords, nouns: impl Iterator<Item = &'n String>) -> Self {
        let listed = file.words.iter();
        Self {
            listed: listed
                .flat_map(|(word, slips)| slips.iter().map(|s| (s.clone(), word.clone())))
                .collect(),
            split: file
                .words
                .values()
                .flatten()
                .filter_map(|slip| slip.split_once(' '))
                .map(|(first, _)| first.to_owned())
                .collect(),
            short: file.short.clone().into_iter().collect(),
            sides: file.sides.clone().into_iter().collect(),
            right: file.right.iter().cloned().collect(),
            parts: nouns
                .filter(|n| n.contains(' '))
                .flat_map(|n| n.split(' '))
                .map(str::to_owned)
                .collect(),
        }
    }
}

impl Vocabulary {
    /// The word that is meant by one that there is not: "happy" by "hapy", "stirring" by "stiring". With a capital it is a
    /// name, unless it is listed, and no first name: "Carrie".
    pub fn meant(&self, word: &str, capital: bool) -> Option<String> {
        if self.slips.right.contains(word) || capital && self.is_given_name(word) {
            return None;
        }
        if let Some(meant) = self.slips.listed.get(word) {
            return Some(meant.clone());
        }
        let letters = word.bytes().all(|b| b.is_ascii_lowercase());
        if capital || word.len() < SHORTEST || !letters || self.knows(word) {
            return None;
        }
        if let Some(stem) = word.strip_suffix("ing") {
            return self.doing(stem);
        }
        // "Refrigarator" ends as words do that name no thing, and yet is so near to one that does.
        let ordinary =
            if word.len() < LONGER { self.is_ordinary(word) } else { self.is_listed(word) };
        if ordinary {
            return None;
        }
        let loose = || (word.len() >= LONG).then(|| self.only(altered(word), word)).flatten();
        self.only(shifted(word), word).or_else(loose)
    }

    /// The word that somebody wrote as two: "sidewalk" by "side walk".
    pub fn meant_by_two(&self, first: &str, last: &str) -> Option<&str> {
        self.slips.split.contains(first).then_some(())?;
        self.slips.listed.get(&format!("{first} {last}")).map(String::as_str)
    }

    /// The place that a word in capitals is short for: "LL", and "L" after a noun.
    pub fn place_short_for(&self, word: &str, after_noun: bool) -> Option<&str> {
        let side = self.slips.sides.get(word).filter(|_| after_noun);
        self.slips.short.get(word).or(side).map(String::as_str)
    }

    /// Some list has the word, or a longer wording with it.
    fn knows(&self, word: &str) -> bool {
        self.phrases.begins(word)
            || self.places.begins(word)
            || self.find_noun(word).is_some()
            || self.slips.parts.contains(word)
    }

    /// "Makeing", "stiring", "stoppping": of what somebody does, by the word without its "ing".
    fn doing(&self, stem: &str) -> Option<String> {
        let doing = |stem: &str| {
            let form = format!("{stem}ing");
            let verbal = self.phrases.whole(&form).iter().any(Meaning::is_verbal);
            verbal.then_some(form)
        };
        if let Some(bare) = stem.strip_suffix('e') {
            return doing(bare);
        }
        // "Caring" is no slip for "carring".
        let lemma = format!("{stem}e");
        if self.knows(&lemma) || self.is_ordinary(&lemma) {
            return None;
        }
        let (last, before) = (stem.chars().next_back()?, &stem[..stem.len() - 1]);
        let once = || before.ends_with(last).then(|| doing(before)).flatten();
        doing(&format!("{stem}{last}")).or_else(once)
    }

    /// The only thing or look among `candidates`.
    fn only(&self, candidates: impl Iterator<Item = String>, word: &str) -> Option<String> {
        let mut found: Option<String> = None;
        for candidate in candidates.filter(|c| c.as_bytes().first() == word.as_bytes().first()) {
            // Not by every plural that there may be: very many are asked for.
            let one = candidate.strip_suffix('s').and_then(|one| self.by_noun.get(one));
            let noun = self.by_noun.get(&candidate).or(self.by_plural.get(&candidate)).or(one);
            let known = noun
                .is_some_and(|noun| self.nouns[*noun].exact && self.nouns[*noun].node.is_some());
            let look = |m: &Meaning| matches!(m, Meaning::Colour(_) | Meaning::Emotion(_));
            if !known && !self.phrases.whole(&candidate).iter().any(look) {
                continue;
            }
            match &found {
                Some(other) if *other != candidate => return None,
                _ => found = Some(candidate),
            }
        }
        found
    }
}

/// With one letter of two the same taken away, a letter doubled, or two in each other's place.
fn shifted(word: &str) -> impl Iterator<Item = String> {
    let bytes = word.as_bytes();
    (1..word.len()).flat_map(move |at| {
        let (head, tail) = word.split_at(at);
        let (before, here) = (bytes[at - 1] as char, bytes[at] as char);
        let last = (at + 1 == word.len()).then(|| format!("{word}{here}"));
        let once = (before == here).then(|| format!("{head}{}", &tail[1..]));
        let turned = || format!("{}{here}{before}{}", &head[..at - 1], &tail[1..]);
        let turned = (word.len() >= LONG && before != here).then(turned);
        let twice = Some(format!("{head}{before}{tail}"));
        [once, turned, twice, last].into_iter().flatten()
    })
}

/// With one letter but the last left out, added, or written for one alike.
fn altered(word: &str) -> impl Iterator<Item = String> {
    (1..word.len() - 1).flat_map(move |at| {
        let (head, tail) = word.split_at(at);
        let rest = &tail[1..];
        let added = (b'a'..=b'z').map(move |c| format!("{head}{}{tail}", c as char));
        let alike = ALIKE.iter().filter(|l| l.contains(&tail[..1])).flat_map(|l| l.chars());
        let other = alike.map(move |c| format!("{head}{c}{rest}"));
        added.chain([format!("{head}{rest}")]).chain(other)
    })
}
