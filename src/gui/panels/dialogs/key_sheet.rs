//! The sheet of keys, from the table of commands.

use crate::app::command::Menu;
use crate::app::{Action, Command};
use crate::gui::Shown;
use egui::{Grid, RichText, ScrollArea, Ui};

/// All keys, by menu.
pub fn key_sheet(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    super::window(ui, "All keys", 760.0, |ui| {
        ui.label(
            RichText::new(
                "Keys act while no text is being typed. They can be changed in the settings.",
            )
            .color(shown.colours.quiet),
        );
        ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 220.0).show(
            ui,
            |ui| {
                for menu in Menu::ALL {
                    let keyed: Vec<(Command, String)> = Command::ALL
                        .iter()
                        .filter(|c| c.menu() == menu)
                        .map(|c| (*c, shown.key(*c)))
                        .filter(|(_, key)| !key.is_empty())
                        .collect();
                    if keyed.is_empty() {
                        continue;
                    }
                    ui.add_space(6.0);
                    ui.label(RichText::new(menu.title()).strong());
                    Grid::new(menu.title()).num_columns(3).min_col_width(90.0).striped(true).show(
                        ui,
                        |ui| {
                            for (command, key) in keyed {
                                ui.label(RichText::new(key).monospace());
                                ui.label(command.label());
                                ui.label(RichText::new(command.help()).color(shown.colours.quiet));
                                ui.end_row();
                            }
                        },
                    );
                }
            },
        );
        Vec::new()
    })
}
