//! The window: panels that read the state and return actions, and the frame around them.
//! Floor 6: the only part that names egui and rfd; decides nothing, changes nothing by itself.

pub mod fit;
pub mod keys;
pub mod panels;
mod paste;
mod pick;
mod roam;
mod shown;
pub mod textures;
pub mod theme;
mod window;

pub use shown::Shown;
pub use textures::Textures;
pub use window::Window;

use crate::app::Action;
use crate::models::Store;
use thiserror::Error;

/// Why no window could be opened.
#[derive(Debug, Error)]
pub enum GuiError {
    #[error(
        "no window can be opened ({0}); on a machine without a display use the subcommands (dce --help)"
    )]
    NoWindow(String),
}

/// Opens the window and returns when it is closed. `first` is done before the first frame.
///
/// # Errors
/// Where there is no display, or the desk cannot be set up.
pub fn run(store: Store, first: Vec<Action>) -> Result<(), GuiError> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("DCE")
            .with_app_id("dce")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([800.0, 560.0]) // with its frame it fits on a screen of 1024 × 700
            .with_drag_and_drop(true),
        persistence_path: Some(store.home().join("window.ron")),
        ..Default::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        let window = Window::new(&cc.egui_ctx, cc.storage, store, first)?;
        Ok(Box::new(window))
    });
    eframe::run_native("dce", options, create)
        .map_err(|e| GuiError::NoWindow(reason(&e.to_string())))
}

/// What a person needs of an error of the window system: without the place in its source where it arose.
fn reason(error: &str) -> String {
    let last = error.rsplit(": ").next().unwrap_or(error);
    last.trim_end_matches('.').to_owned()
}
