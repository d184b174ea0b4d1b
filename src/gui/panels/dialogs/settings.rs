//! Settings: author, theme, scale, what happens by itself, keys.

use crate::app::view::{Theme, View};
use crate::app::{Action, Command};
use crate::gui::{Shown, keys};
use egui::{CollapsingHeader, ComboBox, Grid, Id, RichText, ScrollArea, Slider, TextEdit, Ui};

/// The settings; a change is in force at once.
pub fn settings(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let before = &shown.state.view;
    let mut view = before.clone();
    let mut actions = super::window(ui, "Settings", 520.0, |ui| {
        Grid::new("settings").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            ui.label("Author").on_hover_text("Whose hand your edits are signed with");
            ui.add(TextEdit::singleline(&mut view.author).desired_width(220.0));
            ui.end_row();
            ui.label("Theme");
            ComboBox::from_id_salt("theme").selected_text(theme_title(view.theme)).show_ui(
                ui,
                |ui| {
                    for theme in [Theme::System, Theme::Light, Theme::Dark, Theme::Contrast] {
                        ui.selectable_value(&mut view.theme, theme, theme_title(theme));
                    }
                },
            );
            ui.end_row();
            ui.label("Scale");
            // While it is dragged the window would run away from under the pointer: in steps, then.
            let scales = 0.75..=2.5;
            ui.add(Slider::new(&mut view.scale, scales).step_by(0.25).fixed_decimals(2));
            ui.end_row();
        });
        ui.separator();
        ui.checkbox(&mut view.auto_refuse, "Re-fuse stale captions at once (embedded fuser only)")
            .on_hover_text("A caption that a person wrote is never overwritten.");
        ui.checkbox(&mut view.measure_time, "Measure the time spent on each image");
        ui.checkbox(&mut view.snap, "Drawn boxes snap to the edges of others");
        ui.checkbox(&mut view.show_unnamed, "Show regions without a sure name");
        ui.checkbox(&mut view.show_rejected, "Show regions that were rejected");
        ui.separator();
        CollapsingHeader::new("Keys").show(ui, |ui| keys_table(shown, ui, &mut view));
        Vec::new()
    });
    if view != *before {
        actions.insert(0, Action::Show(Box::new(view)));
    }
    actions
}

fn theme_title(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "as the system",
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Contrast => "high contrast",
    }
}

/// Every command with a field for its key.
fn keys_table(shown: &Shown<'_>, ui: &mut Ui, view: &mut View) {
    ui.label(
        RichText::new("Write keys like “Ctrl+Shift+Z”, “J”, “F5”; nothing for none.")
            .color(shown.colours.quiet),
    );
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        Grid::new("keys").num_columns(3).striped(true).show(ui, |ui| {
            for command in Command::ALL {
                ui.label(command.label()).on_hover_text(command.help());
                key_field(shown, ui, view, *command);
                ui.end_row();
            }
        });
    });
}

fn key_field(shown: &Shown<'_>, ui: &mut Ui, view: &mut View, command: Command) {
    let id = Id::unique(("key", command.id()));
    let in_force = command.key(shown.state);
    let mut text: String = ui.data(|d| d.get_temp(id)).unwrap_or_else(|| in_force.clone());
    let field = ui.add(TextEdit::singleline(&mut text).desired_width(130.0));
    let is_valid = text.is_empty() || keys::parse(&text).is_some();
    let clash = Command::ALL.iter().find(|c| {
        **c != command && !text.is_empty() && keys::parse(&c.key(shown.state)) == keys::parse(&text)
    });
    match (is_valid, clash) {
        (false, _) => {
            ui.label(RichText::new("not a key").color(shown.colours.bad));
        }
        (true, Some(other)) => {
            let text = format!("also: {}", other.label());
            ui.label(RichText::new(text).color(shown.colours.warn));
        }
        (true, None) if view.keys.contains_key(command.id()) => {
            if ui.small_button("default").clicked() {
                view.keys.remove(command.id());
                text = command.default_key().to_owned();
            }
        }
        (true, None) => {
            ui.label("");
        }
    }
    if field.changed() && is_valid {
        if text == command.default_key() {
            view.keys.remove(command.id());
        } else {
            view.keys.insert(command.id().to_owned(), text.clone());
        }
    }
    ui.data_mut(|d| d.insert_temp(id, text));
}
