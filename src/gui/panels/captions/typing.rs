//! A caption as it is typed: the marks are live, clicking elsewhere commits, Esc commits, "Discard" abandons.

use super::board::Board;
use super::text::{self, Placed, Words};
use super::{finding, marks};
use crate::app::open::Draft;
use crate::app::{Action, Item};
use crate::project::ImageId;
use egui::text_edit::TextEditState;
use egui::{Color32, Id, Key, Modifiers, Rect, Shape, TextEdit, Ui};

/// What was typed in the last frame.
type Typed = (ImageId, bool);

fn key() -> Id {
    Id::unique("captions typing")
}

/// The field's id, so that focus can be given to it.
fn field(draft: &Draft) -> Id {
    Id::unique(("captions field", &draft.column))
}

/// The field, over the width that there is.
pub fn field_ui(board: &Board<'_>, ui: &mut Ui, draft: &Draft) {
    let colours = board.shown.colours;
    let mut typed = draft.text.clone();
    let words = Words {
        marks: marks::marks(board.open, &draft.column),
        lit: board.open.words_on(&draft.column, &board.light.on),
        beside: board.open.words_on(&draft.column, &board.light.beside),
        ..Words::default()
    };
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
        let job = text::job(buffer.as_str(), &words, ui, colours, width);
        ui.fonts_mut(|f| f.layout_job(job))
    };
    if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) {
        board.ask(Action::CommitDraft);
    }
    // What lies under the words is known after the field has drawn itself: it gets a place below it now.
    let (ground, below) = (ui.painter().add(Shape::Noop), ui.painter().add(Shape::Noop));
    let output = TextEdit::multiline(&mut typed)
        .id(field(draft))
        .desired_width(f32::INFINITY)
        .desired_rows(2)
        .hint_text("Type what the picture shows; every word is read against the evidence.")
        .background_color(Color32::TRANSPARENT)
        .layouter(&mut layouter)
        .show(ui);
    let response = &output.response.response;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Caption");
        info.current_text_value = Some(typed.clone());
        info
    });
    let placed = Placed::of(&output.galley);
    let painter = ui.painter_at(output.text_clip_rect.expand(4.0));
    let fill = ui.visuals().extreme_bg_color;
    ui.painter().set(ground, Shape::rect_filled(response.rect, 4.0, fill));
    ui.painter().set(below, text::under(output.galley_pos, &placed, &words, ui, colours));
    text::paint_marks(&painter, output.galley_pos, &placed, &words, colours);
    if let Some(pos) = response.hover_pos()
        && let Some(byte) = placed.at(pos - output.galley_pos)
        && let Some(range) = board.open.unit_at(&draft.column, byte)
    {
        board.over.set(true);
        let item = Item::Span { column: draft.column.clone(), range: range.clone() };
        if board.shown.state.selection.hovered.as_ref() != Some(&item) {
            board.ask(Action::Hover(Some(item)));
        }
        let pos = pos - output.galley_pos.to_vec2();
        if let Some(word) = placed.word(&range, Some(pos)) {
            let word = word.translate(output.galley_pos.to_vec2());
            finding::offer(ui, &draft.column, &range, word, false);
        }
    }
    if typed != draft.text {
        board.ask(Action::Type(Draft { text: typed, ..draft.clone() }));
    }
}

/// Gives the field the focus when typing begins and keeps it there; a press outside `column` commits.
pub fn keep(board: &Board<'_>, ui: &Ui, column: Option<Rect>) {
    let before = ui.data(|d| d.get_temp::<Typed>(key()));
    let draft = board.open.draft.as_ref();
    ui.data_mut(|d| d.insert_temp(key(), (board.open.id, draft.is_some())));
    let Some(draft) = draft else { return };
    if before.is_none_or(|(image, typed)| image != board.open.id || !typed) {
        // What was undone and redone in the field belongs to the text that stood there before.
        TextEdit::store_state(ui.ctx(), field(draft), TextEditState::default());
    }
    let began = before == Some((board.open.id, false));
    let free = ui.memory(|m| m.focused().is_none()) && board.shown.state.dialog.is_none();
    // A draft that was found with the image waits until somebody clicks it: keys still go through the images.
    let goes_on = ui.data(|d| d.get_temp::<bool>(key())).unwrap_or(false);
    if began || (free && goes_on) {
        ui.memory_mut(|m| m.request_focus(field(draft)));
    }
    let has = ui.memory(|m| m.has_focus(field(draft)));
    ui.data_mut(|d| d.insert_temp(key(), began || has || (goes_on && before.is_some_and(|b| b.1))));
    let pressed = ui.input(|i| i.pointer.any_pressed().then(|| i.pointer.interact_pos()).flatten());
    if let Some(pos) = pressed {
        let here = column.is_some_and(|c| c.contains(pos));
        let lies_over = ui.ctx().layer_id_at(pos).is_some_and(|l| l != ui.layer_id());
        if !here && !lies_over {
            board.ask(Action::CommitDraft);
        }
    }
}
