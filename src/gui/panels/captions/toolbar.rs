//! The line above the columns: what is stale, comparing, scrolling together, another column, what the marks mean.

use super::board::Board;
use super::{column, finding, scroll, text};
use crate::app::state::Dialog;
use crate::app::{Action, Command};
use crate::fusion::ground::finding::Verdict;
use crate::fusion::plan;
use egui::{RichText, Sense, Sides, Ui, vec2};

/// The line.
pub fn show(board: &Board<'_>, ui: &mut Ui) {
    let on = scroll::is_on(ui);
    Sides::new().show(
        ui,
        |ui| {
            ui.label(RichText::new("Captions").strong());
            if board.open.proposals.is_empty() {
                stale(board, ui);
            }
        },
        |ui| {
            let target = board.shown.state.caption_target();
            let can = Command::PasteCaption.is_enabled(board.shown.state);
            let key = board.shown.key(Command::PasteCaption);
            let button = egui::Button::new("+ column").shortcut_text(key);
            let response = ui.add_enabled(can, button).on_hover_text(Command::PasteCaption.help());
            if response.clicked() {
                board.ask(Action::Open(Dialog::Paste { target }));
            }
            let diff = board.shown.state.view.diff;
            let key = board.shown.key(Command::Diff);
            let compare = egui::Button::new("Compare words").selected(diff).shortcut_text(key);
            if ui.add(compare).on_hover_text(Command::Diff.help()).clicked() {
                board.ask(Action::Do(Command::Diff));
            }
            let mut together = on;
            let response = ui.checkbox(&mut together, "scroll together");
            response.on_hover_text("All columns scroll with the one under the pointer.");
            if together != on {
                scroll::set(ui, together);
            }
            ui.label(RichText::new("marks ℹ").color(board.shown.colours.quiet))
                .on_hover_ui(|ui| legend(board, ui));
        },
    );
}

/// How many captions are stale.
fn stale(board: &Board<'_>, ui: &mut Ui) {
    let fused = |s: &&plan::Stale| s.state != plan::State::Outdated;
    let stale: Vec<&plan::Stale> = board.open.stale.iter().filter(fused).collect();
    if stale.is_empty() {
        return;
    }
    let words = match stale.len() {
        1 => "1 caption is stale".to_owned(),
        n => format!("{n} captions are stale"),
    };
    let mut why: Vec<&str> = stale.iter().flat_map(|s| &s.why).map(String::as_str).collect();
    why.sort_unstable();
    why.dedup();
    ui.label(RichText::new(words).color(board.shown.colours.warn)).on_hover_text(why.join("\n"));
    column::refuse(board, ui);
}

/// What the marks in the text mean.
fn legend(board: &Board<'_>, ui: &mut Ui) {
    ui.set_max_width(340.0);
    for (verdict, means) in [
        (Verdict::Contradicted, "evidence says otherwise"),
        (Verdict::Unsupported, "no evidence says so"),
        (Verdict::Weak, "only doubtful evidence says so"),
    ] {
        let colour = board.shown.colours.verdict(verdict);
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(54.0, 18.0), Sense::hover());
            let line = rect.with_max_x(rect.right() - 10.0);
            text::underline(ui.painter(), line, rect.center().y + 3.0, verdict, colour);
            text::sign(ui.painter(), line.right_top(), verdict, colour);
            ui.label(format!("{}: {means}", verdict.title()));
        });
    }
    ui.label(format!(
        "No line: supported ({}), or beyond what evidence can tell.",
        finding::sign(Verdict::Supported)
    ));
    ui.label("🔒 and a background: locked, kept word for word when fused anew.");
    ui.label("Point at a word to see what it rests on; click to keep it; drag over words and press L to lock them; double click to type.");
}
