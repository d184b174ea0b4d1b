//! The pointer over a caption's words: pointing lights up what they rest on, a click keeps, a drag takes words to lock.

use super::text::Placed;
use crate::app::{Action, Column, Item, Open};
use crate::gui::Shown;
use egui::{Galley, Id, Pos2, Response, Ui};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What the pointer does on a column's text.
#[derive(Default)]
pub struct Pointed {
    pub actions: Vec<Action>,
    /// The words under the pointer that rest on something or were judged.
    pub over: Option<Range<usize>>,
    pub clicked: bool,
    /// What is being dragged over, not yet kept.
    pub dragged: Option<Range<usize>>,
}

/// Reads the pointer over a text that lies at `corner`.
pub fn point(
    shown: &Shown<'_>,
    open: &Open,
    column: &Column,
    ui: &Ui,
    response: &Response,
    (corner, galley, placed): (Pos2, &Galley, &Placed),
) -> Pointed {
    let mut out = Pointed::default();
    let text = galley.text();
    let byte = response.hover_pos().and_then(|p| placed.at(p - corner));
    out.over = byte.and_then(|b| open.unit_at(column, b));
    let span = |range: Range<usize>| Item::Span { column: column.clone(), range };
    let hovered = out.over.clone().map(span);
    if hovered.is_some() && shown.state.selection.hovered != hovered {
        out.actions.push(Action::Hover(hovered));
    }
    if response.double_clicked() {
        if shown.state.can_edit() {
            out.actions.push(Action::StartTyping(column.clone()));
        }
        return out;
    }
    if response.clicked() {
        out.clicked = true;
        let word = || byte.map(|b| whole_words(text, b..b));
        let range = out.over.clone().or_else(word).filter(|r| !r.is_empty());
        out.actions
            .push(Action::Select(range.map(|range| Item::Span { column: column.clone(), range })));
    }
    drag(column, ui, response, (corner, galley), &mut out);
    out
}

/// A drag marks words; where it ends they are kept, so that they can be locked.
fn drag(
    column: &Column,
    ui: &Ui,
    response: &Response,
    (corner, galley): (Pos2, &Galley),
    out: &mut Pointed,
) {
    let key = Id::unique(("captions drag", column));
    let pos = response.interact_pointer_pos();
    if response.drag_started()
        && let Some(from) = ui.input(|i| i.pointer.press_origin())
    {
        ui.data_mut(|d| d.insert_temp(key, Placed::near(galley, from - corner)));
    }
    let from = ui.data(|d| d.get_temp::<usize>(key));
    if let (Some(from), Some(pos)) = (from, pos) {
        let to = Placed::near(galley, pos - corner);
        let range = whole_words(galley.text(), from.min(to)..from.max(to));
        out.dragged = Some(range).filter(|r| !r.is_empty());
    }
    if response.drag_stopped() {
        ui.data_mut(|d| d.remove::<usize>(key));
        if let Some(range) = out.dragged.take() {
            out.actions.push(Action::Select(Some(Item::Span { column: column.clone(), range })));
        }
    }
}

/// A range widened to whole words (UAX 29), without blanks at its ends; an empty range becomes the word around it.
pub fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let touched = text.split_word_bound_indices().filter(|(at, word)| {
        let end = at + word.len();
        let touches = match range.is_empty() {
            true => *at <= range.start && range.start < end,
            false => *at < range.end && end > range.start,
        };
        touches && word.chars().any(|c| !c.is_whitespace())
    });
    let bounds = touched.fold(None, |found: Option<Range<usize>>, (at, word)| {
        let start = found.as_ref().map_or(at, |f| f.start);
        Some(start..at + word.len())
    });
    bounds.unwrap_or(range.start..range.start)
}

#[cfg(test)]
mod tests {
    use super::whole_words;

    #[test]
    fn drags_take_whole_words_in_any_script() {
        let text = "A red bus, 赤いバス 🚌 stops.";
        let bus = text.find("bus").unwrap_or_default();
        assert_eq!(text.get(whole_words(text, bus + 1..bus + 2)), Some("bus"));
        let red = text.find("red").unwrap_or_default();
        assert_eq!(text.get(whole_words(text, red + 2..bus + 1)), Some("red bus"));
        let emoji = text.find('🚌').unwrap_or_default();
        assert_eq!(text.get(whole_words(text, emoji..emoji)), Some("🚌"));
        assert!(whole_words(text, 1..1).is_empty(), "a blank is no word");
        assert!(whole_words(text, text.len()..text.len()).is_empty());
    }
}
