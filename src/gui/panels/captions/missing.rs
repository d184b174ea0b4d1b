//! What a caption leaves out of the evidence: the most salient beside it, all in a list, each with its sentence to
//! insert.

use super::board::Board;
use crate::app::words::sentence;
use crate::app::{Action, Column};
use crate::fusion::ground::finding::{Finding, Mend, Verdict};
use egui::{Label, Popup, PopupCloseBehavior, RichText, ScrollArea, Sides, Ui};

/// Height of the line.
pub const HEIGHT: f32 = 24.0;

/// The missing facts of a column that are not ignored, the most salient first, with their sentences.
pub fn of(board: &Board<'_>, column: &Column) -> Vec<(Finding, String)> {
    let Some(report) = board.open.reports.get(column) else { return Vec::new() };
    let missing = report.findings.iter().filter(|f| f.verdict == Verdict::Missing);
    missing
        .filter_map(|f| {
            let said = f.mends.iter().find_map(|m| match m {
                Mend::Add { sentence } => Some(sentence.clone()),
                Mend::Replace { .. } => None,
            })?;
            (!board.open.is_ignored(column, &said)).then(|| (f.clone(), said))
        })
        .collect()
}

/// One line: the most salient, and the way to all.
pub fn line(board: &Board<'_>, ui: &mut Ui, column: &Column, missing: &[(Finding, String)]) {
    let Some((first, said)) = missing.first() else { return };
    let quiet = board.shown.colours.quiet;
    Sides::new().shrink_left().truncate().height(HEIGHT - 4.0).show(
        ui,
        |ui| {
            ui.label(RichText::new("missing:").small().color(quiet));
            ui.add(Label::new(RichText::new(said).small()).truncate())
                .on_hover_text(sentence(&first.why));
        },
        |ui| {
            if missing.len() > 1 {
                let all = ui.small_button(format!("all {}", missing.len()));
                let all = all.on_hover_text("Everything in evidence that the caption leaves out");
                Popup::menu(&all)
                    .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                    .width(420.0)
                    .show(|ui| list(board, ui, column, missing));
            }
            insert(board, ui, column, said, "insert");
        },
    );
}

fn insert(board: &Board<'_>, ui: &mut Ui, column: &Column, said: &str, words: &str) {
    let can = board.shown.state.can_edit();
    let button = ui.add_enabled(can, egui::Button::new(words).small());
    let name = format!("insert {said}");
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, &name));
    if button.on_hover_text(format!("Adds “{said}”")).clicked() {
        let mend = Mend::Add { sentence: said.to_owned() };
        board.ask(Action::MendText { column: column.clone(), mend });
    }
}

fn list(board: &Board<'_>, ui: &mut Ui, column: &Column, missing: &[(Finding, String)]) {
    ui.set_max_width(420.0);
    let quiet = board.shown.colours.quiet;
    ui.label(
        RichText::new("In evidence and not said, the most salient first").small().color(quiet),
    );
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        for (nth, (finding, said)) in missing.iter().enumerate() {
            ui.push_id(nth, |ui| {
                Sides::new().shrink_left().truncate().show(
                    ui,
                    |ui| {
                        ui.label(RichText::new(finding.kind.title()).small().color(quiet));
                        ui.add(Label::new(said).truncate()).on_hover_text(sentence(&finding.why));
                    },
                    |ui| {
                        let hint = "Leaves it out of this list";
                        if ui.small_button("ignore").on_hover_text(hint).clicked() {
                            let words = said.clone();
                            board.ask(Action::Ignore { column: column.clone(), words });
                        }
                        insert(board, ui, column, said, "insert");
                    },
                );
            });
        }
    });
}
