//! Before anything is open: the ways in, what was begun and never saved, and what was opened lately.

use crate::app::{Action, Command, words};
use crate::gui::Shown;
use crate::project::{Access, Leftover};
use egui::{Button, Id, RichText, ScrollArea, Ui, vec2};

/// Width of the buttons, and of the list below them.
const WIDTH: f32 = 340.0;
/// Scratch projects that are offered, the last written ones.
const MOST: usize = 6;

/// The first screen.
pub fn welcome_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.12).max(12.0));
            ui.label(RichText::new("DCE").size(40.0).strong());
            let what = "Specialists look at your photographs; what they find becomes captions you can trace and correct.";
            ui.label(RichText::new(what).size(16.0).color(shown.colours.quiet));
            ui.add_space(20.0);
            actions.extend(ways(shown, ui));
            actions.extend(unsaved(shown, ui));
            actions.extend(recent(shown, ui));
            ui.add_space(12.0);
        });
    });
    actions
}

fn ways(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let ways = [
        (Command::OpenPhotographs, "Open photographs…", "one or many files"),
        (Command::OpenFolder, "Open a folder…", "with all folders inside"),
        (Command::OpenProject, "Open a project…", "go on where you stopped"),
    ];
    for (command, label, hint) in ways {
        let button = Button::new(RichText::new(label).size(16.0))
            .shortcut_text(shown.key(command))
            .min_size(vec2(WIDTH, 40.0));
        if ui.add(button).on_hover_text(hint).clicked() {
            actions.push(Action::Do(command));
        }
        ui.add_space(4.0);
    }
    let samples = Button::new(RichText::new("Try the sample photographs").size(16.0))
        .shortcut_text(" ") // to the left, as the others
        .min_size(vec2(WIDTH, 40.0));
    if ui.add(samples).on_hover_text("Six free photographs, fetched through pip.").clicked() {
        actions.push(Action::Samples);
    }
    ui.add_space(8.0);
    let drop = format!(
        "or drop photographs, folders or a project here, or paste a picture ({})",
        shown.key(Command::PasteImage)
    );
    ui.label(RichText::new(drop).color(shown.colours.quiet));
    actions
}

/// Scratch projects of earlier runs: opened or removed.
fn unsaved(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut left = shown.state.leftovers.iter().take(MOST).peekable();
    let mut actions = Vec::new();
    if left.peek().is_none() {
        return actions;
    }
    ui.add_space(20.0);
    ui.label(RichText::new("Not saved yet").strong());
    for leftover in left {
        let width = 460.0_f32.min(ui.available_width());
        ui.allocate_ui(vec2(width, 24.0), |ui| {
            egui::Sides::new().shrink_left().truncate().show(
                ui,
                |ui| {
                    let told = told(leftover, shown.state.now_ms);
                    ui.label(told).on_hover_text(leftover.folder.display().to_string());
                },
                |ui| {
                    if !leftover.in_use {
                        actions.extend(remove(shown, ui, leftover));
                    }
                    let open = Button::new("Open").small();
                    let what = "Goes on with it; Save project as… gives it a folder of yours.";
                    if ui.add(open).on_hover_text(what).clicked() {
                        let folder = leftover.folder.clone();
                        actions.push(Action::OpenProject { folder, access: Access::Write });
                    }
                },
            );
        });
    }
    actions
}

/// "3 photographs of “holiday”, 2 edited, yesterday".
fn told(leftover: &Leftover, now_ms: i64) -> String {
    let count = |n: u32, one, many| words::counted(n as usize, one, many);
    let mut told = match leftover.images {
        0 => "empty, or not to be read".to_owned(),
        n => count(n, "photograph", "photographs"),
    };
    if let Some(name) = leftover.from.as_deref().and_then(|f| f.file_name()) {
        told.push_str(&format!(" of “{}”", name.to_string_lossy()));
    }
    if leftover.edited > 0 {
        told.push_str(&format!(", {} edited", leftover.edited));
    }
    // It may also be a window that was killed a moment ago: to open it asks anew.
    let where_open = if leftover.in_use { ", open in another window" } else { "" };
    format!("{told}, {}{where_open}", words::ago(leftover.written_at_ms, now_ms))
}

/// Deleting asks once more, in the same place.
fn remove(shown: &Shown<'_>, ui: &mut Ui, leftover: &Leftover) -> Option<Action> {
    let key = Id::unique("welcome, to be deleted");
    let asked: Option<std::path::PathBuf> = ui.data(|d| d.get_temp(key));
    if asked.as_ref() != Some(&leftover.folder) {
        let delete = Button::new("Delete").small();
        let what = "Photographs stay where they are; what was found and corrected goes.";
        if ui.add(delete).on_hover_text(what).clicked() {
            ui.data_mut(|d| d.insert_temp(key, leftover.folder.clone()));
        }
        return None;
    }
    let sure = Button::new(RichText::new("Delete for good").color(shown.colours.bad)).small();
    if !ui.add(sure).clicked() {
        return None;
    }
    ui.data_mut(|d| d.remove::<std::path::PathBuf>(key));
    Some(Action::Discard(leftover.folder.clone()))
}

fn recent(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    if shown.state.recent.is_empty() {
        return actions;
    }
    ui.add_space(20.0);
    ui.label(RichText::new("Recent projects").strong());
    for folder in shown.state.recent.iter().take(6) {
        if ui.link(folder.display().to_string()).clicked() {
            actions.push(Action::OpenProject { folder: folder.clone(), access: Access::Write });
        }
    }
    actions
}
