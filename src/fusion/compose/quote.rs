//! Text read from the image, quoted exactly and never understood as anything else.

use super::look::{Look, SURE};
use super::passage::{self, LONGEST};
use super::phrase::{Phrase, and_list, number_word};
use crate::domain::{AttributeKind, BBox, FactRef, RegionId, Rules, Scene};
use crate::fusion::facts;
use std::collections::BTreeSet;

/// What one quotation shows: a line of text in force, or a sentence that several lines hold.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub parts: Vec<Part>,
    pub sure: bool,
    /// Where its first words stand, in pixels; without area where that is not known.
    pub bbox: BBox,
}

/// The words that come from one line as it was read.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub text: String,
    pub facts: Vec<FactRef>,
    /// False where the line goes on in another quotation, which tells it.
    pub tells: bool,
}

impl Line {
    fn whole(text: String, sure: bool, fact: FactRef, bbox: BBox) -> Self {
        Self { parts: vec![Part { text, facts: vec![fact], tells: true }], sure, bbox }
    }

    pub fn words(&self) -> String {
        self.parts.iter().map(|p| p.text.as_str()).collect()
    }
}

/// The lines on the region `on`; with `None`, the image's own: those on no region that `named` holds.
pub(super) fn lines(
    scene: &Scene,
    rules: &Rules,
    on: Option<RegionId>,
    named: &BTreeSet<RegionId>,
) -> Vec<Line> {
    let texts = scene.texts.iter().filter(|t| t.region.filter(|r| named.contains(r)) == on);
    let read = texts.filter_map(|t| {
        let (id, words, confidence) = facts::text(t, rules)?;
        Some(Line::whole(words, confidence >= SURE, FactRef::Text(id), t.polygon.bounds()))
    });
    let mut found = passage::joined(read.collect());
    // What is surely read comes first: a hedge for every other line would hide what they say.
    found.sort_by_key(|l| !l.sure);
    found
}

/// The lines on one thing. Its text attribute, which says the same, is told with the first of them; where there
/// are no lines (a person may have typed the attribute), it is the line.
pub(super) fn lines_on(scene: &Scene, rules: &Rules, look: &Look<'_>) -> Vec<Line> {
    let mut found = lines(scene, rules, Some(look.id()), &BTreeSet::from([look.id()]));
    if let Some(said) = look.attribute(AttributeKind::Text) {
        match found.first_mut() {
            Some(first) => {
                if let Some(part) = first.parts.first_mut() {
                    part.facts.push(said.fact);
                    part.tells = true;
                }
            }
            None => {
                let words = said.word.split_whitespace().collect::<Vec<_>>().join(" ");
                let nowhere = BBox::new(0.0, 0.0, 0.0, 0.0);
                found.push(Line::whole(words, said.sure, said.fact, nowhere));
            }
        }
    }
    found
}

/// The line in quotation marks; a line that is too long is cut after a word, with an ellipsis.
pub(super) fn quoted(line: &Line) -> Phrase {
    let (open, close) = if line.words().contains('"') { ("“", "”") } else { ("\"", "\"") };
    let last = line.parts.len().saturating_sub(1);
    let spans = line.parts.iter().enumerate().map(|(i, part)| {
        let open = if i == 0 { open } else { "" };
        let close = if i == last { close } else { "" };
        let text = if last == 0 { shortened(&part.text) } else { part.text.clone() };
        let text = format!("{open}{text}{close}");
        let facts = part.facts.iter().cloned();
        if part.tells { Phrase::telling(text, facts) } else { Phrase::pointing(text, facts) }
    });
    spans.fold(Phrase::default(), Phrase::and)
}

/// The longest run of lines from the first on whose quotations together have at most `words` words, at least one
/// where there is any: the phrase, and how many lines it holds.
pub(super) fn quoted_run(lines: &[Line], words: usize) -> (Phrase, usize) {
    let mut parts: Vec<Phrase> = Vec::new();
    let mut spent = 0;
    for line in lines {
        let quote = quoted(line);
        spent += quote.words();
        if !parts.is_empty() && spent + 1 > words {
            break;
        }
        parts.push(quote);
    }
    let count = parts.len();
    (and_list(parts), count)
}

/// From this many words on, text without anything else is a page of it.
const PAGE: usize = 24;

/// True where there is so much text that it is what the picture shows.
pub(super) fn fills_a_page(lines: &[Line]) -> bool {
    lines.iter().map(|l| l.words().split_whitespace().count()).sum::<usize>() >= PAGE
}

/// How many lines as they were read stand behind quotations.
pub(super) fn line_count(rest: &[Line]) -> usize {
    let facts: BTreeSet<&FactRef> =
        rest.iter().flat_map(|l| &l.parts).flat_map(|p| &p.facts).collect();
    facts.iter().filter(|f| matches!(f, FactRef::Text(_))).count().max(1)
}

/// "fourteen more lines", resting on the lines that it counts but does not tell.
pub(super) fn more_lines(rest: &[Line]) -> Phrase {
    let number = line_count(rest);
    let noun = if number == 1 { "line" } else { "lines" };
    let facts = rest.iter().flat_map(|l| &l.parts).flat_map(|p| p.facts.iter().cloned());
    Phrase::pointing(format!("{} more {noun}", number_word(number)), facts)
}

fn shortened(text: &str) -> String {
    let (most_words, most_chars) = LONGEST;
    let mut kept = String::new();
    for (i, word) in text.split(' ').enumerate() {
        let room = most_chars.saturating_sub(kept.chars().count() + 1);
        if i >= most_words || (i > 0 && word.chars().count() > room) {
            return format!("{}…", kept.trim_end());
        }
        if i > 0 {
            kept.push(' ');
        }
        if word.chars().count() > room {
            kept.extend(word.chars().take(room));
            return format!("{kept}…");
        }
        kept.push_str(word);
    }
    kept
}
