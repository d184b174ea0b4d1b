//! Parts of the picture by their words: "upper left", "far right-hand side", "bottom third".

use super::Meaning;
use crate::fusion::read::claim::Cells;
use crate::fusion::read::{Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// What words for parts of the picture are made of.
#[derive(Debug, Default)]
pub(super) struct Corners {
    /// By word, which row: 0 top … 2 bottom.
    pub(super) rows: FxHashMap<String, usize>,
    /// ... and which column: 0 left … 2 right.
    pub(super) columns: FxHashMap<String, usize>,
    /// "Middle": of the rows, or of the columns.
    pub(super) middles: FxHashSet<String>,
    /// "Corner", "edge".
    pub(super) parts: FxHashSet<String>,
    /// Parts that reach to the middle.
    pub(super) halves: FxHashSet<String>,
    /// Parts that lie at the outermost: "edge".
    pub(super) rims: FxHashSet<String>,
    /// Parts that are at two sides at once: "corner".
    pub(super) angles: FxHashSet<String>,
    /// Words for rows and columns that want a part: "upper".
    pub(super) adjectives: FxHashSet<String>,
    /// "Far", "very".
    pub(super) outer: FxHashSet<String>,
    /// "(Left) hand (side)".
    pub(super) hands: FxHashSet<String>,
}

#[derive(Default)]
struct Found {
    row: Option<usize>,
    column: Option<usize>,
    utmost: bool,
    rim: bool,
}

impl Corners {
    /// The part of the picture that the tokens begin with, and how many they are.
    pub(super) fn at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let sentence = tokens.first()?.sentence;
        let word = |at: usize| {
            let token = tokens.get(at)?;
            let here = token.kind == TokenKind::Word && token.sentence == sentence;
            here.then_some(token.word.as_str())
        };
        let (mut found, mut at) = (Found::default(), 0);
        while word(at).is_some_and(|w| self.outer.contains(w)) {
            (found.utmost, at) = (true, at + 1);
        }
        let outer = at;
        while let Some(next) = word(at).filter(|w| self.takes(w, &mut found)) {
            at += 1;
            // "Left hand" alone is somebody's.
            let part = word(at + 1).is_some_and(|w| self.is_part(w));
            if self.columns.contains_key(next)
                && word(at).is_some_and(|w| self.hands.contains(w))
                && part
            {
                at += 1;
            }
        }
        let (half, angle) = match word(at) {
            Some(part) if at > outer && self.is_part(part) => {
                at += 1;
                found.rim = self.rims.contains(part);
                (self.halves.contains(part), self.angles.contains(part))
            }
            _ if self.wants_part(word(at.checked_sub(1)?)?) => return None,
            _ => (false, false),
        };
        let cells = Self::cells(&found, half, angle)?;
        Some((at, Meaning::Place(cells)))
    }

    /// A word for a part of something: "side", "end".
    pub(super) fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word) || self.halves.contains(word)
    }

    fn wants_part(&self, word: &str) -> bool {
        let last = word.rsplit('-').next().unwrap_or(word);
        self.adjectives.contains(last) || self.hands.contains(last)
    }

    /// Takes a word, or one of several joined by hyphens; `false` where it is none of these.
    fn takes(&self, word: &str, found: &mut Found) -> bool {
        let mut now = Found { ..*found };
        let mut pieces = word.split('-').peekable();
        while let Some(piece) = pieces.next() {
            let (row, column) = (self.rows.get(piece), self.columns.get(piece));
            let hand = now.column.is_some() && self.hands.contains(piece);
            match (row, column) {
                _ if self.middles.contains(piece) && now.row.is_none() => now.row = Some(1),
                _ if self.middles.contains(piece) && now.column.is_none() => now.column = Some(1),
                (Some(row), _) if now.row.is_none() => now.row = Some(*row),
                // "Center top": the middle of the top.
                (Some(row), _) if now.row == Some(1) && now.column.is_none() => {
                    (now.row, now.column) = (Some(*row), Some(1));
                }
                (_, Some(column)) if now.column.is_none() => now.column = Some(*column),
                _ if hand => {}
                _ if self.outer.contains(piece) && pieces.peek().is_some() => now.utmost = true,
                _ => return false,
            }
        }
        *found = now;
        true
    }

    fn cells(found: &Found, half: bool, angle: bool) -> Option<Cells> {
        let (row, column) = (found.row, found.column);
        (row.is_some_and(|r| r != 1) || column.is_some_and(|c| c != 1)).then_some(())?;
        let mut cells =
            Cells { utmost: found.utmost, rim: found.rim, half, ..Cells::of(column, row) };
        if angle && column.is_none() {
            cells.columns = [true, false, true];
        }
        if angle && row.is_none() {
            cells.rows = [true, false, true];
        }
        Some(cells)
    }
}
