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
        let room = ui.ctx().content_rect().size();
        let height = room.y - 220.0;
        let help = (room.x - 480.0).clamp(160.0, 640.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            // One grid for all menus: their columns stand below each other.
            let grid = Grid::new("all keys").num_columns(3).min_col_width(90.0).max_col_width(help);
            grid.show(ui, |ui| {
                for menu in Menu::ALL {
                    section(shown, ui, menu);
                }
            });
        });
        Vec::new()
    })
}

/// The keys of one menu.
fn section(shown: &Shown<'_>, ui: &mut Ui, menu: Menu) {
    let keyed: Vec<(Command, String)> = Command::ALL
        .iter()
        .filter(|c| c.menu() == menu)
        .map(|c| (*c, shown.key(*c)))
        .filter(|(_, key)| !key.is_empty())
        .collect();
    if keyed.is_empty() {
        return;
    }
    ui.label(RichText::new(menu.title()).strong().heading());
    ui.end_row();
    for (command, key) in keyed {
        ui.label(RichText::new(key).monospace());
        ui.label(command.label());
        ui.label(RichText::new(command.help()).color(shown.colours.quiet));
        ui.end_row();
    }
}
