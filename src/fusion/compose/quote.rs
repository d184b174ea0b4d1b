//! Text read from the image, quoted exactly and never understood as anything else.

use super::look::{Look, SURE};
use super::phrase::{Phrase, and_list, number_word};
use crate::domain::{AttributeKind, FactRef, RegionId, Rules, Scene};
use crate::fusion::facts;
use std::collections::BTreeSet;

/// A quotation shows at most this many words and characters of one line: a line that is longer is not a line but
/// a paragraph, and a sentence could not hold it.
const LONGEST: (usize, usize) = (18, 120);

/// A line of text in force.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub words: String,
    pub sure: bool,
    pub facts: Vec<FactRef>,
}

/// The lines on the region `on`; with `None`, the image's own: those on no region that `named` holds.
pub(super) fn lines(
    scene: &Scene,
    rules: &Rules,
    on: Option<RegionId>,
    named: &BTreeSet<RegionId>,
) -> Vec<Line> {
    scene
        .texts
        .iter()
        .filter(|t| t.region.filter(|r| named.contains(r)) == on)
        .filter_map(|t| facts::text(t, rules))
        .map(|(id, words, confidence)| Line {
            words,
            sure: confidence >= SURE,
            facts: vec![FactRef::Text(id)],
        })
        .collect()
}

/// The lines on one thing. Its text attribute, which says the same, is told with the first of them; where there
/// are no lines (a person may have typed the attribute), it is the line.
pub(super) fn lines_on(scene: &Scene, rules: &Rules, look: &Look<'_>) -> Vec<Line> {
    let mut found = lines(scene, rules, Some(look.id()), &BTreeSet::from([look.id()]));
    if let Some(said) = look.attribute(AttributeKind::Text) {
        match found.first_mut() {
            Some(first) => first.facts.push(said.fact),
            None => {
                let words = said.word.split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Line { words, sure: said.sure, facts: vec![said.fact] });
            }
        }
    }
    found
}

/// The line in quotation marks; a line that is too long is cut after a word, with an ellipsis.
pub(super) fn quoted(line: &Line) -> Phrase {
    let (open, close) = if line.words.contains('"') { ('“', '”') } else { ('"', '"') };
    let text = format!("{open}{}{close}", shortened(&line.words));
    Phrase::telling(text, line.facts.iter().cloned())
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

/// "fourteen more lines", resting on the lines that it counts but does not tell.
pub(super) fn more_lines(rest: &[Line]) -> Phrase {
    let noun = if rest.len() == 1 { "line" } else { "lines" };
    let count = format!("{} more {noun}", number_word(rest.len()));
    Phrase::pointing(count, rest.iter().flat_map(|l| l.facts.iter().cloned()))
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
