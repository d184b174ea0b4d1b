//! The menu bar: every command by the table, the rooms as tabs, the project's name.

use crate::app::command::Menu;
use crate::app::state::State;
use crate::app::view::{Room, View};
use crate::app::{Action, Command};
use crate::gui::Shown;
use egui::{Button, MenuBar, RichText, Ui};

/// The menu bar.
pub fn menu_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                ui.set_min_width(240.0);
                for command in Command::ALL.iter().copied().filter(|c| c.menu() == menu) {
                    actions.extend(entry(shown, ui, command));
                }
                if menu == Menu::File {
                    actions.extend(recent(shown, ui));
                }
            });
        }
        if shown.state.project.is_some() {
            ui.separator();
            for room in Room::ALL {
                let tab = ui.selectable_label(shown.state.view.room == room, room.title());
                if tab.on_hover_text(hint(room)).clicked() {
                    let view = View { room, ..shown.state.view.clone() };
                    actions.push(Action::Show(Box::new(view)));
                }
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let palette = Button::new("Command…").shortcut_text(shown.key(Command::Palette));
            if ui.add(palette).on_hover_text(Command::Palette.help()).clicked() {
                actions.push(Action::Do(Command::Palette));
            }
            if let Some(project) = &shown.state.project {
                let title = if project.scratch {
                    "not saved in a folder of yours yet".to_owned()
                } else {
                    project.title.clone()
                };
                let folder = project.folder.display().to_string();
                ui.label(RichText::new(title).color(shown.colours.quiet)).on_hover_text(folder);
            }
        });
    });
    actions
}

fn hint(room: Room) -> &'static str {
    match room {
        Room::Canvas => "The photograph and what was found in it",
        Room::Graph => "Regions and relations as a graph",
        Room::Specialists => "What each specialist saw, before any threshold",
        Room::Rules => "Every threshold, live",
    }
}

/// One command: label, key, help; what it switches is ticked.
fn entry(shown: &Shown<'_>, ui: &mut Ui, command: Command) -> Option<Action> {
    let is_on = is_on(shown.state, command);
    let label = match is_on {
        Some(true) => format!("✔ {}", command.label()),
        Some(false) => format!("    {}", command.label()),
        None => command.label().to_owned(),
    };
    let button = Button::new(label).shortcut_text(shown.key(command));
    let response = ui.add_enabled(command.is_enabled(shown.state), button);
    response.on_hover_text(command.help()).clicked().then_some(Action::Do(command))
}

/// Whether what a command switches is on; `None` where it switches nothing.
fn is_on(state: &State, command: Command) -> Option<bool> {
    if let Some(overlay) = command.overlay() {
        return Some(state.view.overlays.contains(&overlay));
    }
    Some(match command {
        Command::Diff => state.view.diff,
        Command::ToggleImages => state.view.show_images,
        Command::ToggleInspector => state.view.show_inspector,
        Command::ToggleCaptions => state.view.show_captions,
        _ => return None,
    })
}

/// Projects opened lately.
fn recent(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    if shown.state.recent.is_empty() {
        return actions;
    }
    ui.separator();
    ui.label(RichText::new("Recent projects").small().color(shown.colours.quiet));
    for folder in &shown.state.recent {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let response = ui.button(name).on_hover_text(folder.display().to_string());
        if response.clicked() {
            let access = crate::project::Access::Write;
            actions.push(Action::OpenProject { folder: folder.clone(), access });
        }
    }
    actions
}

/// The window's title: the image on screen and the project.
pub fn window_title(state: &State) -> String {
    let image =
        state.open.as_ref().and_then(|o| state.images.get(o.id)).map(crate::app::images::name);
    let project = state
        .project
        .as_ref()
        .map(|p| if p.scratch { "unsaved project".to_owned() } else { p.title.clone() });
    image.into_iter().chain(project).chain(["DCE".to_owned()]).collect::<Vec<_>>().join(" – ")
}
