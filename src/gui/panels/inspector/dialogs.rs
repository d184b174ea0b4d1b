//! The correction dialogs.

use crate::app::Action;
use crate::domain::AttributeKind;
use crate::gui::Shown;
use egui::Ui;

/// Kinds that can be given to a region by hand.
pub(super) const KINDS: [AttributeKind; 15] = [
    AttributeKind::Label,
    AttributeKind::FineName,
    AttributeKind::Colour,
    AttributeKind::Logo,
    AttributeKind::Landmark,
    AttributeKind::Celebrity,
    AttributeKind::Emotion,
    AttributeKind::Animal,
    AttributeKind::Plant,
    AttributeKind::Aircraft,
    AttributeKind::Food,
    AttributeKind::Text,
    AttributeKind::Size,
    AttributeKind::Depth,
    AttributeKind::Location,
];

/// The dialog in which a value is typed, where one is open.
pub fn correction_dialogs(_shown: &Shown<'_>, _ui: &mut Ui) -> Vec<Action> {
    Vec::new()
}
