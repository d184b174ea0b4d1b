//! The panels, one file each: `fn x_panel(shown, ui) -> Vec<Action>`. They read and return; `reduce` alone writes.

pub mod canvas;
pub mod captions;
pub mod dialogs;
pub mod graph;
pub mod images;
pub mod inspector;
pub mod menu;
pub mod rules;
pub mod specialists;
pub mod status;
pub mod welcome;

use crate::app::Action;
use crate::app::view::Room;
use crate::gui::Shown;
use egui::{CentralPanel, Panel, Ui};

/// All panels in their places, and what they want.
pub fn all(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Panel::top("menu").show(ui, |ui| menu::menu_panel(shown, ui)).inner;
    actions.extend(Panel::bottom("status").show(ui, |ui| status::status_panel(shown, ui)).inner);
    if shown.state.project.is_none() {
        let welcome = CentralPanel::default_margins();
        actions.extend(welcome.show(ui, |ui| welcome::welcome_panel(shown, ui)).inner);
    } else {
        actions.extend(rooms(shown, ui));
    }
    actions.extend(dialogs::dialogs(shown, ui));
    actions
}

/// The panels of an open project.
fn rooms(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let view = &shown.state.view;
    let mut actions = Vec::new();
    if view.show_captions {
        let height = (ui.available_height() * 0.34).clamp(180.0, 380.0);
        let panel = Panel::bottom("captions").resizable(true).default_size(height).min_size(120.0);
        actions.extend(panel.show(ui, |ui| captions::captions_panel(shown, ui)).inner);
    }
    if view.show_images {
        let panel = Panel::left("images").resizable(true).default_size(250.0).min_size(180.0);
        actions.extend(panel.show(ui, |ui| images::images_panel(shown, ui)).inner);
    }
    if view.show_inspector {
        let panel = Panel::right("inspector").resizable(true).default_size(384.0).min_size(260.0);
        actions.extend(panel.show(ui, |ui| inspector::inspector_panel(shown, ui)).inner);
    }
    let middle = CentralPanel::no_frame().show(ui, |ui| match view.room {
        Room::Canvas => canvas::canvas_panel(shown, ui),
        Room::Graph => graph::graph_panel(shown, ui),
        Room::Specialists => specialists::specialists_panel(shown, ui),
        Room::Rules => rules::rules_panel(shown, ui),
    });
    actions.extend(middle.inner);
    actions
}
