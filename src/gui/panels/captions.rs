//! captions: being built.

use crate::app::Action;
use crate::gui::Shown;
use egui::Ui;

/// Being built.
pub fn captions_panel(_shown: &Shown<'_>, _ui: &mut Ui) -> Vec<Action> {
    Vec::new()
}
