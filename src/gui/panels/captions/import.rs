//! Captions read from files, before they are taken: what found its image, what did not, and what could not be read.

use crate::app::images;
use crate::app::words::counted;
use crate::app::{Action, Command};
use crate::gui::Shown;
use crate::import::Import;
use egui::{Id, Label, RichText, ScrollArea, Sides, Ui, Window};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Height of a row of a list.
const ROW: f32 = 20.0;

/// What is shown of an import; made once.
struct Digest {
    /// The images' names, as the import numbers them.
    names: Vec<String>,
    /// How many captions each model has, by name.
    models: Vec<(String, usize)>,
    images: usize,
}

/// The digest, kept as long as the dialog shows this import.
fn digest(shown: &Shown<'_>, ui: &Ui, import: &Arc<Import>) -> Arc<Digest> {
    let key = Id::unique("captions import digest");
    type Kept = (usize, Arc<Digest>);
    let stamp = Arc::as_ptr(import) as usize;
    if let Some((of, digest)) = ui.data(|d| d.get_temp::<Kept>(key))
        && of == stamp
    {
        return digest;
    }
    let mut models: BTreeMap<String, usize> = BTreeMap::new();
    for matched in &import.matched {
        *models.entry(matched.model.clone()).or_default() += 1;
    }
    let mut told: Vec<usize> = import.matched.iter().map(|m| m.image).collect();
    told.sort_unstable();
    told.dedup();
    let digest = Arc::new(Digest {
        names: shown.state.images.iter().map(images::name).collect(),
        models: models.into_iter().collect(),
        images: told.len(),
    });
    ui.data_mut(|d| d.insert_temp(key, (stamp, digest.clone())));
    digest
}

/// The dialog.
pub fn import(shown: &Shown<'_>, ui: &mut Ui, import: &Arc<Import>) -> Vec<Action> {
    let digest = digest(shown, ui, import);
    let mut actions = Vec::new();
    let height = ui.ctx().content_rect().height();
    Window::new("Captions from files")
        .id(Id::unique("captions import window"))
        .collapsible(false)
        .resizable(false)
        .default_width(620.0)
        .max_height(height - 80.0)
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ui.ctx(), |ui| {
            ui.set_width(620.0);
            matched(shown, ui, import, &digest);
            unmatched(shown, ui, import);
            malformed(shown, ui, import);
            ui.add_space(6.0);
            actions.extend(buttons(shown, ui, import));
        });
    actions
}

fn heading(ui: &mut Ui, sign: &str, text: String, colour: egui::Color32) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.label(RichText::new(sign).strong().color(colour));
        ui.label(RichText::new(text).strong());
    });
}

/// A list that lays out only the rows in sight.
fn list(ui: &mut Ui, salt: &str, rows: usize, row: impl Fn(&mut Ui, usize)) {
    ScrollArea::vertical().id_salt(salt).max_height(150.0).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        rows,
        |ui, range| {
            for nth in range {
                ui.horizontal(|ui| {
                    ui.set_height(ROW);
                    row(ui, nth);
                });
            }
        },
    );
}

/// Two texts of a row: what it is about, and what is said of it.
fn pair(shown: &Shown<'_>, ui: &mut Ui, left: &str, right: &str, hover: &str) {
    let quiet = RichText::new(left).small().color(shown.colours.quiet);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(190.0, ROW), layout, |ui| {
        ui.set_width(190.0);
        ui.add(Label::new(quiet).truncate()).on_hover_text(left);
    });
    ui.add(Label::new(RichText::new(right).small()).truncate()).on_hover_text(hover);
}

/// "captions.jsonl, line 3"; the file alone where it is about the file.
fn place(file: &Path, line: u64) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if line == 0 { name.into_owned() } else { format!("{name}, line {line}") }
}

fn matched(shown: &Shown<'_>, ui: &mut Ui, import: &Import, digest: &Digest) {
    if import.matched.is_empty() {
        return heading(ui, "–", "No caption found its image.".to_owned(), shown.colours.warn);
    }
    let text = format!(
        "{} for {} found",
        counted(import.matched.len(), "caption", "captions"),
        counted(digest.images, "image", "images"),
    );
    heading(ui, "✔", text, shown.colours.good);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("columns:").small().color(shown.colours.quiet));
        for (model, count) in &digest.models {
            ui.label(RichText::new(format!("{model} ({count})")).small());
        }
    });
    list(ui, "captions matched", import.matched.len(), |ui, nth| {
        let Some(m) = import.matched.get(nth) else { return };
        let image = digest.names.get(m.image).map_or("", String::as_str);
        let hover = format!("{}\n{}", m.text, place(&m.file, m.line));
        let region = m.region.as_ref().map(|r| format!(", region {r}")).unwrap_or_default();
        pair(shown, ui, &format!("{image}{region} · {}", m.model), &m.text, &hover);
    });
}

fn unmatched(shown: &Shown<'_>, ui: &mut Ui, import: &Import) {
    if import.unmatched.is_empty() {
        return;
    }
    let count = counted(import.unmatched.len(), "caption", "captions");
    heading(ui, "?", format!("{count} for no image of this project"), shown.colours.warn);
    list(ui, "captions unmatched", import.unmatched.len(), |ui, nth| {
        let Some(u) = import.unmatched.get(nth) else { return };
        let text = format!("{}: {}", u.image, u.why);
        pair(shown, ui, &place(&u.file, u.line), &text, &text);
    });
}

fn malformed(shown: &Shown<'_>, ui: &mut Ui, import: &Import) {
    if import.malformed.is_empty() {
        return;
    }
    let count = counted(import.malformed.len(), "row", "rows");
    heading(ui, "✖", format!("{count} skipped"), shown.colours.bad);
    list(ui, "captions malformed", import.malformed.len(), |ui, nth| {
        let Some(m) = import.malformed.get(nth) else { return };
        pair(shown, ui, &place(&m.file, m.line), &m.message, &m.message);
    });
}

fn buttons(shown: &Shown<'_>, ui: &mut Ui, import: &Import) -> Vec<Action> {
    let mut actions = Vec::new();
    let count = import.matched.len();
    let hint = "They stand beside the fused captions, for comparison alone; where an image is not \
        analysed yet, they wait for its evidence.";
    ui.label(RichText::new(hint).small().color(shown.colours.quiet));
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
            if ui.button("Other files…").on_hover_text("Reads other files instead").clicked() {
                actions.push(Action::CloseDialog);
                actions.push(Action::Do(Command::ImportCaptions));
            }
            let take = format!("Take {}", counted(count, "caption", "captions"));
            let enters = ui.input(|i| i.key_pressed(egui::Key::Enter));
            let takes = ui.add_enabled(count > 0, egui::Button::new(take));
            if takes.clicked() || (enters && count > 0) {
                actions.push(Action::TakeImport);
            }
        },
    );
    actions
}
