//! What lies over the window and takes keys and pointer: one at a time; nothing below it reacts.

mod about;
mod key_sheet;
mod palette;
mod path;
mod settings;

use crate::app::Action;
use crate::app::state::Dialog;
use crate::gui::Shown;
use egui::{Align2, Area, Id, Order, Sense, Ui, Window, vec2};

/// The dialog that is open.
pub fn dialogs(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    if shown.state.dialog.is_some() {
        cover(ui);
    }
    match &shown.state.dialog {
        Some(Dialog::Palette) => palette::palette(shown, ui),
        Some(Dialog::Keys) => key_sheet::key_sheet(shown, ui),
        Some(Dialog::Path(what)) => path::path(shown, ui, *what),
        Some(Dialog::Settings) => settings::settings(shown, ui),
        Some(Dialog::About) => about::about(shown, ui),
        Some(Dialog::Paste { .. } | Dialog::Import(_)) => {
            super::captions::dialogs::caption_dialogs(shown, ui)
        }
        _ => super::inspector::dialogs::correction_dialogs(shown, ui),
    }
}

/// Takes the pointer from the panels: a sheet over them that is not seen.
fn cover(ui: &Ui) {
    let whole = ui.ctx().content_rect();
    // In the panels' own order it is above them, and below every window.
    let sheet = Area::new(Id::unique("below a dialog")).order(Order::Background);
    sheet.fixed_pos(whole.min).constrain(false).show(ui.ctx(), |ui| {
        ui.allocate_response(whole.size(), Sense::click_and_drag());
    });
}

/// A window in the middle with a title and a close button; `content` fills it.
fn window(
    ui: &Ui,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> Vec<Action>,
) -> Vec<Action> {
    let mut is_open = true;
    let room = ui.ctx().content_rect().size();
    let width = width.min(room.x - 48.0);
    let shown = Window::new(title)
        .open(&mut is_open)
        .collapsible(false)
        .resizable(false)
        .default_width(width)
        .max_width(width)
        .max_height(room.y - 120.0)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 60.0))
        .show(ui.ctx(), content);
    let mut actions = shown.and_then(|s| s.inner).unwrap_or_default();
    if !is_open {
        actions.push(Action::CloseDialog);
    }
    actions
}
