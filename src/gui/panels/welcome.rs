//! Before anything is open: three ways in, and the models where they are missing.

use crate::app::{Action, Command};
use crate::gui::Shown;
use crate::project::Access;
use egui::{Button, RichText, Ui, vec2};

/// The first screen.
pub fn welcome_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.14).max(16.0));
        ui.label(RichText::new("DCE").size(40.0).strong());
        ui.label(
            RichText::new("Specialists look at your photographs; what they find becomes captions you can trace and correct.")
                .size(16.0)
                .color(shown.colours.quiet),
        );
        ui.add_space(24.0);
        let ways = [
            (Command::OpenPhotographs, "Open photographs…", "one or many files"),
            (Command::OpenFolder, "Open a folder…", "with all folders inside"),
            (Command::OpenProject, "Open a project…", "go on where you stopped"),
        ];
        for (command, label, hint) in ways {
            let button = Button::new(RichText::new(label).size(16.0))
                .shortcut_text(shown.key(command))
                .min_size(vec2(340.0, 40.0));
            if ui.add(button).on_hover_text(hint).clicked() {
                actions.push(Action::Do(command));
            }
            ui.add_space(4.0);
        }
        let samples = Button::new(RichText::new("Try the sample photographs").size(16.0)).min_size(vec2(340.0, 40.0));
        if ui.add(samples).on_hover_text("Six free photographs, fetched through pip.").clicked() {
            actions.push(Action::Samples);
        }
        ui.add_space(8.0);
        ui.label(RichText::new("or drop photographs, folders or a project here").color(shown.colours.quiet));
        actions.extend(recent(shown, ui));
    });
    actions
}

fn recent(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    if shown.state.recent.is_empty() {
        return actions;
    }
    ui.add_space(24.0);
    ui.label(RichText::new("Recent projects").strong());
    for folder in shown.state.recent.iter().take(6) {
        if ui.link(folder.display().to_string()).clicked() {
            actions.push(Action::OpenProject { folder: folder.clone(), access: Access::Write });
        }
    }
    actions
}
