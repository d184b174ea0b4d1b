//! The lexicon: how labels are said, their plurals and articles, from `assets/words.json`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../assets/words.json");

/// Letters whose names begin with a vowel: "an X-ray", "an SUV".
const SPELLED_WITH_VOWEL: &str = "AEFHILMNORSX";

/// The words file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// What the file is, for its readers.
    #[serde(rename = "about")]
    _about: String,
    nouns: BTreeMap<String, Noun>,
    /// Beginnings of words that take "an" though they begin with a consonant letter.
    an_before: Vec<String>,
    /// Beginnings of words that take "a" though they begin with a vowel letter.
    a_before: Vec<String>,
}

/// How one label is said, as far as it differs from the label itself and the rules for plurals.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Noun {
    say: Option<String>,
    plural: Option<String>,
    mass: bool,
    container: bool,
}

impl Lexicon {
    /// The lexicon that is built in. A test keeps its file readable; an unreadable one would be empty.
    pub fn embedded() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::parse(WORDS).unwrap_or_default());
        &LEXICON
    }

    /// Reads a words file.
    ///
    /// # Errors
    /// Where the JSON is broken or has unknown fields.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    fn noun(&self, label: &str) -> Option<&Noun> {
        self.nouns.get(&label.to_lowercase())
    }

    /// The label as a noun: "television" for "tv".
    pub fn singular(&self, label: &str) -> String {
        self.noun(label).and_then(|n| n.say.clone()).unwrap_or_else(|| label.to_owned())
    }

    /// The label's plural: "people" for "person", "Egyptian Maus" for "Egyptian Mau", "birds of prey".
    pub fn plural(&self, label: &str) -> String {
        if let Some(plural) = self.noun(label).and_then(|n| n.plural.clone()) {
            return plural;
        }
        let noun = self.singular(label);
        let (head, tail) = match noun.split_once(" of ") {
            Some((head, tail)) => (head, format!(" of {tail}")),
            None => (noun.as_str(), String::new()),
        };
        let (before, last) = match head.rsplit_once(' ') {
            Some((before, last)) => (format!("{before} "), last),
            None => (String::new(), head),
        };
        let last = self
            .noun(last)
            .filter(|n| n.say.is_none() && !n.mass)
            .and_then(|n| n.plural.clone())
            .unwrap_or_else(|| pluralizer::pluralize(last, 2, false));
        format!("{before}{last}{tail}")
    }

    /// What is said instead of a label, or what is not counted, with its plural: "pair of skis" and "pairs of skis",
    /// "broccoli" and "heads of broccoli".
    pub fn said_otherwise<'s>(&'s self) -> impl Iterator<Item = (&'s str, &'s str)> {
        let said = |label: &'s str, n: &'s Noun| match (&n.say, n.mass) {
            (Some(say), _) => Some(say.as_str()),
            (None, true) => Some(label),
            (None, false) => None,
        };
        let nouns = self.nouns.iter();
        nouns.filter_map(move |(label, n)| Some((said(label, n)?, n.plural.as_deref()?)))
    }

    /// True for a thing in which others can be: a cup, a bus.
    pub fn is_container(&self, label: &str) -> bool {
        self.noun(label).is_some_and(|n| n.container)
    }

    /// True for what is not counted: "some broccoli".
    pub fn is_mass(&self, label: &str) -> bool {
        self.noun(label).is_some_and(|n| n.mass)
    }

    /// The article for a noun phrase that begins with `phrase`, whose noun is `label`'s.
    pub fn article(&self, phrase: &str, label: &str) -> &'static str {
        if self.is_mass(label) { "some" } else { self.a_or_an(phrase) }
    }

    /// "a" or "an", by the sound of the first word as far as spelling tells.
    pub fn a_or_an(&self, phrase: &str) -> &'static str {
        let first_word = phrase.split([' ', '-']).next().unwrap_or_default();
        let lower = phrase.to_lowercase();
        let starts = |list: &[String]| list.iter().any(|p| lower.starts_with(p.as_str()));
        let Some(first) = first_word.chars().next() else { return "a" };
        let spelled =
            first_word.chars().count() <= 3 && first_word.chars().all(|c| c.is_ascii_uppercase());
        let vowel = if spelled {
            SPELLED_WITH_VOWEL.contains(first)
        } else if first.is_ascii_digit() {
            first == '8' || first_word == "11" || first_word == "18"
        } else if starts(&self.an_before) {
            true
        } else {
            "aeiouàáâäåæèéêëìíîïòóôöøùúûü".contains(first.to_lowercase().next().unwrap_or(first))
                && !starts(&self.a_before)
        };
        if vowel { "an" } else { "a" }
    }
}
