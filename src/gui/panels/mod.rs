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
