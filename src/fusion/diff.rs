//! Word diff of two captions: what stays, goes and comes, and the text that results when only a part is accepted.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// A part of the diff, spaces included: what stays and what goes make up the old text, what stays and what comes the
/// new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Removed(String),
    Added(String),
}

impl Piece {
    pub fn text(&self) -> &str {
        match self {
            Piece::Same(t) | Piece::Removed(t) | Piece::Added(t) => t,
        }
    }

    pub fn is_change(&self) -> bool {
        !matches!(self, Piece::Same(_))
    }
}

/// The diff, word by word. A replacement is one removed piece and one added piece after it.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_word_bounds().collect(), after.split_word_bounds().collect());
    let mut runs: Vec<Run> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let text = |all: &[&str], range: std::ops::Range<usize>| {
            all.get(range).unwrap_or_default().concat()
        };
        match op {
            DiffOp::Equal { .. } => {
                let same = text(&old, op.old_range());
                // A space or comma between two changes is no island: the two are one.
                let island = !same.chars().any(char::is_alphanumeric);
                runs.push(Run { same: true, island, removed: same.clone(), added: same });
            }
            _ => runs.push(Run {
                same: false,
                island: false,
                removed: text(&old, op.old_range()),
                added: text(&new, op.new_range()),
            }),
        }
    }
    pieces(joined(runs))
}

/// A stretch of the diff in both texts.
struct Run {
    same: bool,
    island: bool,
    removed: String,
    added: String,
}

/// Neighbouring changes are one, and so are changes with nothing but an island between them.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut rest = runs.into_iter().peekable();
    while let Some(run) = rest.next() {
        let after_change = out.last().is_some_and(|r| !r.same);
        let before_change = rest.peek().is_some_and(|r| !r.same);
        let swallowed = run.island && after_change && before_change;
        match out.last_mut().filter(|_| after_change && (!run.same || swallowed)) {
            Some(last) => {
                last.removed += &run.removed;
                last.added += &run.added;
            }
            None => out.push(run),
        }
    }
    out
}

fn pieces(runs: Vec<Run>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in runs {
        if run.same {
            pieces.push(Piece::Same(run.removed));
            continue;
        }
        if !run.removed.is_empty() {
            pieces.push(Piece::Removed(run.removed));
        }
        if !run.added.is_empty() {
            pieces.push(Piece::Added(run.added));
        }
    }
    pieces
}

/// The text where the changes with these indices are accepted and the others refused: all give the new text, none the
/// old one. Where half of a replacement is accepted, spaces are mended at the seam.
pub fn take(pieces: &[Piece], accepted: &BTreeSet<usize>) -> String {
    let mut out = String::new();
    let mut mend = false;
    for (at, piece) in pieces.iter().enumerate() {
        let taken = match piece {
            Piece::Same(_) => true,
            Piece::Removed(_) => !accepted.contains(&at),
            Piece::Added(_) => accepted.contains(&at),
        };
        if taken {
            push(&mut out, piece.text(), mend);
            mend = false;
        }
        // Half of a replacement: both parts stand, or neither does.
        if let (Piece::Removed(_), Some(Piece::Added(_))) = (piece, pieces.get(at + 1)) {
            mend |= accepted.contains(&at) != accepted.contains(&(at + 1));
        } else if let (Piece::Added(_), Some(Piece::Removed(_))) =
            (piece, at.checked_sub(1).and_then(|b| pieces.get(b)))
        {
            mend |= accepted.contains(&at) != accepted.contains(&(at - 1));
        }
    }
    if mend {
        out.truncate(out.trim_end().len());
    }
    out
}

/// Appends; at a seam there is one space between words, and none before a stop.
fn push(out: &mut String, text: &str, at_seam: bool) {
    if at_seam {
        let ends_word = out.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let starts_word = text.chars().next().is_some_and(char::is_alphanumeric);
        let starts_stop = text.chars().next().is_some_and(|c| ".,;:!?".contains(c));
        let spaced = out.is_empty() || out.ends_with(char::is_whitespace);
        if starts_stop {
            out.truncate(out.trim_end().len());
        } else if ends_word && starts_word {
            out.push(' ');
        } else if spaced {
            out.push_str(text.trim_start());
            return;
        }
    }
    out.push_str(text);
}
