//! About: the version, the fonts and the models with their licences.

use crate::app::Action;
use crate::gui::Shown;
use egui::{RichText, ScrollArea, Ui};

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
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for model in models {
                ui.horizontal_wrapped(|ui| {
                    ui.strong(&model.id);
                    ui.label(&model.licence);
                    ui.label(RichText::new(&model.specialist).color(shown.colours.quiet));
                });
                ui.label(RichText::new(&model.provenance).small().color(shown.colours.quiet));
                ui.add_space(4.0);
            }
        });
        Vec::new()
    })
}
