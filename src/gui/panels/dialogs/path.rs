//! A path: typed or pasted, with the system's picker beside the field.

use crate::app::Action;
use crate::app::state::PathFor;
use crate::gui::{Shown, pick};
use egui::{Id, Key, RichText, TextEdit, Ui};
use std::path::PathBuf;

/// The field for a path.
pub fn path(shown: &Shown<'_>, ui: &mut Ui, what: PathFor) -> Vec<Action> {
    let id = Id::unique(("path", what as u8));
    let mut text: String = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let enters = ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Enter));
    let actions = super::window(ui, pick::title(what), 560.0, |ui| {
        ui.label(RichText::new(hint(what)).color(shown.colours.quiet));
        let mut actions = Vec::new();
        ui.horizontal(|ui| {
            let field =
                TextEdit::singleline(&mut text).hint_text("/path/to/…").desired_width(410.0);
            ui.add(field).request_focus();
            if ui
                .button("Choose…")
                .on_hover_text("The system's dialog, where there is one")
                .clicked()
            {
                actions.push(Action::Pick(what));
            }
        });
        let paths = typed(&text, what);
        let missing: Vec<String> = paths
            .iter()
            .filter(|p| needs_to_exist(what) && !p.exists() && !p.to_string_lossy().contains('*'))
            .map(|p| format!("{}: there is no such file or folder", p.display()))
            .collect();
        for line in &missing {
            ui.label(RichText::new(line).color(shown.colours.bad));
        }
        ui.horizontal(|ui| {
            let ready = !paths.is_empty() && missing.is_empty();
            let go = ui.add_enabled(ready, egui::Button::new(verb(what)));
            if go.clicked() || (enters && ready) {
                actions.push(Action::CloseDialog);
                actions.push(pick::answer(what, paths));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
        actions
    });
    if actions.iter().any(|a| matches!(a, Action::CloseDialog)) {
        ui.data_mut(|d| d.remove::<String>(id));
    } else {
        ui.data_mut(|d| d.insert_temp(id, text));
    }
    actions
}

/// The paths that are typed: several stand on one line, parted by ";"; "~" is the home folder.
fn typed(text: &str, what: PathFor) -> Vec<PathBuf> {
    let many =
        matches!(what, PathFor::OpenPhotographs | PathFor::OpenFolder | PathFor::ImportCaptions);
    let parts: Vec<&str> = if many { text.split(';').collect() } else { vec![text] };
    let parts = parts.into_iter().map(|p| p.trim().trim_matches('"')).filter(|p| !p.is_empty());
    parts
        .map(|p| match (p.strip_prefix("~/"), directories::BaseDirs::new()) {
            (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
            _ => PathBuf::from(p),
        })
        .collect()
}

fn needs_to_exist(what: PathFor) -> bool {
    !matches!(what, PathFor::SaveProject | PathFor::ExportRecords)
}

fn hint(what: PathFor) -> &'static str {
    match what {
        PathFor::OpenPhotographs => "Files, folders or globs; several are parted by “;”.",
        PathFor::OpenFolder => "All photographs in it and in the folders inside.",
        PathFor::OpenProject => "The folder that holds project.sqlite.",
        PathFor::SaveProject => {
            "A new or empty folder; the project is worked on there from then on."
        }
        PathFor::ImportCaptions => "JSON, JSONL, CSV, or .txt files; several are parted by “;”.",
        PathFor::ExportRecords => "One JSON file per image is written there.",
    }
}

fn verb(what: PathFor) -> &'static str {
    match what {
        PathFor::OpenPhotographs | PathFor::OpenFolder | PathFor::OpenProject => "Open",
        PathFor::SaveProject => "Save",
        PathFor::ImportCaptions => "Read",
        PathFor::ExportRecords => "Export",
    }
}
