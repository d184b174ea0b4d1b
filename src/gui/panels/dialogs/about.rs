//! About: the version, the fonts and the models with their licences.

use crate::app::Action;
use crate::gui::Shown;
use egui::{Grid, RichText, ScrollArea, Ui};

/// Fonts that come with egui, and under which licence each may be embedded.
const FONTS: &str = "Fonts: Ubuntu Light (Ubuntu Font Licence 1.0), Hack (MIT and Bitstream Vera), Noto Emoji (SIL Open Font \
                     Licence 1.1), emoji-icon-font (MIT)";

/// Version and licences.
pub fn about(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    super::window(ui, "About DCE", 640.0, |ui| {
        ui.label(format!("dce {} – MIT or Apache-2.0, at your choice", env!("CARGO_PKG_VERSION")));
        ui.label(
            "Descriptive Caption Enhancement with visual specialists, after arXiv 2412.14233.",
        );
        ui.label(RichText::new(FONTS).small().color(shown.colours.quiet));
        ui.separator();
        let models = &shown.state.models.open;
        if models.is_empty() {
            let hint = "Models are listed here with their licences once an image was analysed; `dce models list` lists all.";
            ui.label(RichText::new(hint).color(shown.colours.quiet));
        }
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            Grid::new("models").num_columns(4).striped(true).show(ui, |ui| {
                for model in models {
                    ui.label(&model.id);
                    ui.label(&model.specialist);
                    ui.label(&model.licence);
                    ui.label(RichText::new(&model.provenance).color(shown.colours.quiet));
                    ui.end_row();
                }
            });
        });
        Vec::new()
    })
}
