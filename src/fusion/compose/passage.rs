//! Passages: lines of text that clearly continue one another, joined in reading order and cut where sentences end.

use super::quote::{Line, Part};
use crate::domain::BBox;

/// A quotation shows at most this many words and characters: a sentence of a caption could not hold more.
pub(super) const LONGEST: (usize, usize) = (22, 150);

/// Lines whose heights differ more than this are of different kinds: a heading and its text.
const HEIGHT_RATIO: f32 = 1.6;
/// Words of a row stand apart by less than this share of their height; columns stand further apart.
const WORD_GAP: f32 = 0.6;
/// Lines of a paragraph stand apart by less than this share of their height.
const LINE_GAP: f32 = 0.9;
/// Boxes of lines, which detectors widen, run into each other by at most this share of their height.
const LINE_OVERLAP: f32 = 0.7;
/// Share of the narrower line below or above the other from which they stand in one column.
const COLUMN: f32 = 0.5;

/// Joins the lines that continue one another; what is said twice is kept once, resting on both. A passage of
/// several lines comes back in pieces, a sentence each, or as much of one as a quotation holds.
pub(super) fn joined(mut lines: Vec<Line>) -> Vec<Line> {
    order_rows(&mut lines);
    let mut passages: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let open = passages.last_mut().filter(|p| p.last().is_some_and(|l| continues(l, &line)));
        match open {
            Some(passage) => passage.push(line),
            None => passages.push(vec![line]),
        }
    }
    let mut told: Vec<Line> = Vec::new();
    for piece in passages.into_iter().flat_map(pieces) {
        let same = |l: &Line| l.words().eq_ignore_ascii_case(&piece.words());
        match told.iter_mut().find(|l| same(l)) {
            Some(known) => {
                known.sure |= piece.sure;
                if let Some(part) = known.parts.first_mut() {
                    part.facts.extend(piece.parts.into_iter().flat_map(|p| p.facts));
                }
            }
            None => told.push(piece),
        }
    }
    told
}

/// Puts the words of one row from left to right where a tilt had turned them round.
fn order_rows(lines: &mut [Line]) {
    for end in (1..lines.len()).rev() {
        for i in 0..end {
            if let [a, b] = &lines[i..=i + 1]
                && beside(&b.bbox, &a.bbox)
            {
                lines.swap(i, i + 1);
            }
        }
    }
}

/// True for upright lines: of what is taller than wide and read sideways, the next line is elsewhere.
fn flat(a: &BBox) -> bool {
    a.width() > a.height()
}

fn alike(a: &BBox, b: &BBox) -> bool {
    let (a, b) = (a.height(), b.height());
    a.min(b) > 0.0 && a.max(b) <= HEIGHT_RATIO * a.min(b)
}

/// True where `b` follows `a` in one row, a word's gap apart.
fn beside(a: &BBox, b: &BBox) -> bool {
    if !flat(a) || !flat(b) {
        return false;
    }
    let height = a.height().min(b.height());
    let level = (a.center().y - b.center().y).abs() < 0.5 * height;
    let gap = b.x1 - a.x2;
    alike(a, b) && level && b.center().x > a.center().x && gap.abs() < WORD_GAP * height
}

/// True where `b` is the line below `a` in one column.
fn below(a: &BBox, b: &BBox) -> bool {
    let height = a.height().min(b.height());
    let overlap = a.x2.min(b.x2) - a.x1.max(b.x1);
    let gap = b.y1 - a.y2;
    alike(a, b)
        && flat(a)
        && flat(b)
        && overlap >= COLUMN * a.width().min(b.width())
        && b.center().y > a.center().y
        && gap > -LINE_OVERLAP * height
        && gap < LINE_GAP * height
}

/// True where `b` clearly goes on where `a` stopped: in the same row, or below it in mid-sentence.
fn continues(a: &Line, b: &Line) -> bool {
    if [a, b].iter().any(|l| l.words().split(' ').any(|w| w.chars().count() > LONGEST.1 / 3)) {
        return false; // No words as Latin script has them; a break may stand anywhere.
    }
    let (before, after) = (a.words(), b.words());
    let small = |c: char| c.is_lowercase();
    let lower = after.starts_with(small) && before.contains(small); // Capitals before it are a heading.
    let open = before.ends_with([',', '-']);
    beside(&a.bbox, &b.bbox)
        || (below(&a.bbox, &b.bbox) && !ends_sentence(&before) && (lower || open))
}

/// True for a word or line that ends a sentence, or announces something.
fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '?', '!', ':', ';'])
}

/// The lines of a passage as quotations; a line that stands alone stays as it is.
fn pieces(lines: Vec<Line>) -> Vec<Line> {
    if lines.len() == 1 {
        return lines;
    }
    let letters = |of: &[&Line]| of.iter().map(|l| l.words().len()).sum::<usize>();
    let all: Vec<&Line> = lines.iter().collect();
    let firm: Vec<&Line> = lines.iter().filter(|l| l.sure).collect();
    let sure = 2 * letters(&firm) > letters(&all);
    let words: Vec<(usize, String)> = lines
        .iter()
        .enumerate()
        .flat_map(|(i, l)| l.words().split(' ').map(|w| (i, w.to_owned())).collect::<Vec<_>>())
        .filter(|(_, w)| !w.is_empty())
        .collect();
    sentences(words).iter().flat_map(|sentence| cut(&lines, sentence, sure)).collect()
}

/// Words with the index of their line, sentence by sentence.
fn sentences(words: Vec<(usize, String)>) -> Vec<Vec<(usize, String)>> {
    let mut sentences: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    let mut ended = false;
    for (line, word) in words {
        // What goes on in lower case was an abbreviation.
        if ended && !word.starts_with(char::is_lowercase) {
            sentences.push(Vec::new());
        }
        ended = ends_sentence(&word) && !word.ends_with([':', ';']);
        if let Some(sentence) = sentences.last_mut() {
            sentence.push((line, word));
        }
    }
    sentences
}

/// A sentence as one quotation, or as several of like length where one could not hold it.
fn cut(lines: &[Line], sentence: &[(usize, String)], sure: bool) -> Vec<Line> {
    let letters: usize = sentence.iter().map(|(_, w)| w.chars().count() + 1).sum();
    let count = sentence.len().div_ceil(LONGEST.0).max(letters.div_ceil(LONGEST.1)).max(1);
    let mut pieces = Vec::new();
    let mut rest = sentence;
    for left in (1..=count).rev() {
        let (held, after) = rest.split_at(rest.len().div_ceil(left));
        if !held.is_empty() {
            pieces.push(piece(lines, held, left > 1, sure));
        }
        rest = after;
    }
    pieces
}

/// One quotation of a passage. A line that goes on in the next quotation is pointed at here, and told there.
fn piece(lines: &[Line], words: &[(usize, String)], cut: bool, sure: bool) -> Line {
    let ends_line = words.last().is_some_and(|(l, last)| {
        // By the last word alone: where a line repeats it, the line is told twice rather than never.
        lines.get(*l).is_some_and(|line| line.words().ends_with(last.as_str()))
    });
    let mut parts: Vec<(usize, String)> = Vec::new();
    for (line, word) in words {
        // A word broken at the end of a line goes on without a space.
        let glued = parts.last().is_some_and(|(l, t)| l != line && t.ends_with('-'));
        let gap = if parts.is_empty() || glued { "" } else { " " };
        match parts.last_mut().filter(|(l, _)| l == line) {
            Some((_, text)) => *text = format!("{text} {word}"),
            None => parts.push((*line, format!("{gap}{word}"))),
        }
    }
    let last = parts.len();
    let mut parts: Vec<Part> = parts
        .into_iter()
        .enumerate()
        .map(|(i, (line, text))| {
            let of_line = lines.get(line).map(|l| l.parts.iter().flat_map(|p| p.facts.clone()));
            let facts = of_line.into_iter().flatten().collect();
            Part { text, facts, tells: i + 1 < last || ends_line }
        })
        .collect();
    if let Some(part) = parts.last_mut().filter(|_| cut) {
        part.text.push('…');
    }
    let bbox = words
        .first()
        .and_then(|(l, _)| lines.get(*l))
        .map_or_else(|| BBox::new(0.0, 0.0, 0.0, 0.0), |l| l.bbox);
    Line { parts, sure, bbox }
}
