//! The columns of one target, side by side, scrolled sideways where there are many.

use super::board::Board;
use super::column::{self, Place};
use super::scroll::{self, Together};
use super::widths::Widths;
use crate::app::state::Dialog;
use crate::app::{Action, Command, words};
use crate::domain::{CaptionOrigin, CaptionTarget};
use egui::{Id, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// Width of the hint that stands where columns to compare would.
const HINT: f32 = 230.0;

/// Draws a target's columns into a rectangle; returns where the typed one is.
pub fn show(
    board: &Board<'_>,
    ui: &mut Ui,
    target: CaptionTarget,
    rect: Rect,
    brief: bool,
) -> Option<Rect> {
    let columns = board.open.columns(target);
    let mut typed = None;
    let builder = UiBuilder::new().scope_id(Id::unique(("captions shelf", brief))).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.shrink_clip_rect(rect);
        if columns.is_empty() {
            return nothing(board, ui, target, brief);
        }
        let compared = columns.iter().any(|c| is_compared(&c.origin));
        let hint = if compared || brief { 0.0 } else { HINT };
        let room = rect.width() - hint - 2.0;
        let shelf = if brief { "region" } else { "image" };
        let widths = Widths::of(ui, shelf, columns.len(), room);
        let together = Together { on: scroll::is_on(ui), of: (board.open.id, target) };
        let area = ScrollArea::horizontal().id_salt(("captions shelf", target)).auto_shrink(false);
        area.show(ui, |ui| {
            let height = ui.available_height();
            let size = vec2(widths.whole(), height);
            let (row, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let cells = widths.cells(row);
            for (nth, (column, cell)) in columns.iter().zip(&cells).enumerate() {
                let cell = *cell;
                if !ui.is_rect_visible(cell) {
                    continue;
                }
                if board.open.draft.as_ref().is_some_and(|d| d.column == *column) {
                    typed = Some(cell);
                }
                column::show(
                    board,
                    ui,
                    column,
                    cell,
                    Place { in_force: nth == 0 && !is_compared(&column.origin), brief, together },
                );
            }
            widths.drag(ui, &cells);
        });
        if hint > 0.0 {
            let corner = pos2(rect.right() - HINT, rect.top());
            compare_hint(board, ui, Rect::from_min_max(corner, rect.max));
        }
    });
    typed
}

fn is_compared(origin: &CaptionOrigin) -> bool {
    matches!(origin, CaptionOrigin::Baseline(_) | CaptionOrigin::Reference(_))
}

/// Where there is no caption at all.
fn nothing(board: &Board<'_>, ui: &mut Ui, target: CaptionTarget, brief: bool) {
    let scene = board.open.scene();
    let name = scene.map(|s| words::of_target(s, &board.shown.state.rules, target));
    let quiet = board.shown.colours.quiet;
    let stale = board.open.stale_of(target).is_some();
    let contents = |ui: &mut Ui| {
        let name = name.clone().unwrap_or_default();
        let what = match target {
            CaptionTarget::Image => format!("No caption of the {name} yet."),
            CaptionTarget::Region(_) => format!("No caption of {name} yet."),
        };
        ui.label(RichText::new(what).color(quiet));
        if stale {
            column::refuse(board, ui);
        }
        let key = board.shown.key(Command::EditCaption);
        let type_one = egui::Button::new("Type one").shortcut_text(key).small();
        let can = board.shown.state.can_edit();
        if ui.add_enabled(can, type_one).on_hover_text(Command::EditCaption.help()).clicked() {
            let origin = CaptionOrigin::Person(board.shown.state.author().to_owned());
            board.ask(Action::StartTyping(crate::app::Column { target, origin }));
        }
        paste(board, ui, target);
    };
    if brief {
        ui.horizontal(contents);
    } else {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.2).max(4.0));
            contents(ui);
        });
    }
}

/// How columns to compare come here.
fn compare_hint(board: &Board<'_>, ui: &mut Ui, rect: Rect) {
    let builder = UiBuilder::new().max_rect(rect.shrink2(vec2(14.0, 8.0)));
    ui.scope_builder(builder, |ui| {
        let quiet = board.shown.colours.quiet;
        ui.label(RichText::new("Nothing to compare with yet").strong());
        let key = board.shown.key(Command::ImportCaptions);
        let text = format!("Paste a caption, or import a file ({key}).");
        ui.label(RichText::new(text).color(quiet));
        ui.horizontal_wrapped(|ui| {
            paste(board, ui, CaptionTarget::Image);
            if ui.small_button("Import…").on_hover_text(Command::ImportCaptions.help()).clicked()
            {
                board.ask(Action::Do(Command::ImportCaptions));
            }
        });
    });
}

fn paste(board: &Board<'_>, ui: &mut Ui, target: CaptionTarget) {
    let can = Command::PasteCaption.is_enabled(board.shown.state);
    let button = ui.add_enabled(can, egui::Button::new("Paste…").small());
    if button.on_hover_text(Command::PasteCaption.help()).clicked() {
        board.ask(Action::Open(Dialog::Paste { target }));
    }
}
