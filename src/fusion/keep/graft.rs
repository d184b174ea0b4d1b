//! Locked words of an old sentence in the place of the new sentence's words that answer to them.

use super::part::Part;
use crate::fusion::diff::{Piece, words};

/// The new sentence, with the old one's locked spans in place of what the word diff says stands there now.
pub(super) fn graft(old: &Part, new: &Part) -> Part {
    let pieces = words(&old.text, &new.text);
    let mut out = Part::default();
    let mut taken = 0;
    // Before the first span nothing is joined, and so no blank is wanted.
    let mut blank = false;
    for span in &old.locked {
        let start = answering(&pieces, span.start, Edge::Start).max(taken);
        let end = answering(&pieces, span.end, Edge::End).max(start);
        add(&mut out, &new.cut(taken..start), blank);
        let locked = old.cut(span.clone());
        let now = new.cut(start..end);
        // The same words: what they rest on now is known better than what they rested on.
        let kept = if now.text == locked.text { now } else { locked };
        let at = add(&mut out, &kept, parted(&old.text, span.start));
        out.locked.push(at..out.text.len());
        blank = parted(&old.text, span.end);
        taken = end;
    }
    add(&mut out, &new.cut(taken..new.text.len()), blank);
    out
}

/// Appends a piece and returns where it begins. Where a `blank` is wanted there is one, but none before a stop; two
/// blanks are one.
fn add(out: &mut Part, piece: &Part, blank: bool) -> usize {
    let ends_blank = out.text.is_empty() || out.text.ends_with(char::is_whitespace);
    let lead = piece.text.len() - piece.text.trim_start().len();
    let stop = piece.text.trim_start().starts_with(STOPS);
    let piece = if ends_blank || stop { &piece.cut(lead..piece.text.len()) } else { piece };
    let starts_blank = piece.text.starts_with(char::is_whitespace);
    let opened = out.text.ends_with(['"', '“', '(']);
    if blank && !(ends_blank || starts_blank || stop || opened || piece.text.is_empty()) {
        out.text.push(' ');
    }
    let at = out.text.len();
    out.push(&piece.text, &piece.mentions);
    at
}

/// Marks that follow a word without a blank.
const STOPS: [char; 11] = ['.', ',', ';', ':', '!', '?', '\'', '’', ')', '"', '”'];

/// True where a span that begins or ends here stands apart from its neighbour: at a blank, or at an end of the text.
fn parted(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at..).and_then(|t| t.chars().next());
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    blank(before) || blank(after) || word(before) != word(after)
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Start,
    End,
}

/// The offset in the new text that answers to an offset in the old one, which begins or ends a span. In words that were
/// replaced, a span begins with all of the replacement and ends with all of it.
fn answering(pieces: &[Piece], offset: usize, edge: Edge) -> usize {
    let (mut old, mut new) = (0, 0);
    for (at, piece) in pieces.iter().enumerate() {
        let length = piece.text().len();
        let within = match edge {
            Edge::Start => (old..old + length).contains(&offset),
            Edge::End => old < offset && offset <= old + length,
        };
        match piece {
            Piece::Same(_) if within => return new + (offset - old),
            Piece::Removed(_) if within => {
                let added = match (edge, pieces.get(at + 1)) {
                    (Edge::End, Some(Piece::Added(added))) => added.len(),
                    _ => 0,
                };
                return new + added;
            }
            _ => {}
        }
        old += if matches!(piece, Piece::Added(_)) { 0 } else { length };
        new += if matches!(piece, Piece::Removed(_)) { 0 } else { length };
    }
    new
}
