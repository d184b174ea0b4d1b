//! The panels, driven by accessible names without a display: what they show, and which actions they return.

mod canvas;
mod canvas_names;
mod captions;
mod corrections;
mod driven;
mod fits;
mod graph;
mod images;
mod inspector;
mod raster;
mod rules;
mod signs;
mod snapshots;
mod space;
mod stage;
mod whole_pass;
mod window;

use dce::app::{Action, Command, Request, State, reduce};
use dce::gui::theme::Colours;
use dce::gui::{Shown, Textures};
use egui::Ui;
use egui_kittest::Harness;

/// A desk with one panel.
pub struct Desk {
    pub state: State,
    /// All that the panel asked for.
    pub actions: Vec<Action>,
    pub requests: Vec<Request>,
    /// A command that the window is asked for in the next frame.
    pub asked: Option<Command>,
    textures: Textures,
}

impl Desk {
    /// The actions since they were last taken, as words: hovering aside, which follows the pointer.
    pub fn take(&mut self) -> Vec<String> {
        let taken = std::mem::take(&mut self.actions);
        let told = taken.iter().filter(|a| !matches!(a, Action::Hover(_)));
        told.map(|a| format!("{a:?}")).collect()
    }
}

pub type Panel = fn(&Shown<'_>, &mut Ui) -> Vec<Action>;

/// A panel over a state; what it asks for is done at once, as in the window.
pub fn harness(state: State, panel: Panel) -> Harness<'static, Desk> {
    let desk = Desk {
        state,
        actions: Vec::new(),
        requests: Vec::new(),
        asked: None,
        textures: Textures::default(),
    };
    let frame = move |ui: &mut Ui, desk: &mut Desk| {
        let colours = Colours::of(desk.state.view.theme, true);
        let asked = desk.asked.take();
        let shown =
            Shown { state: &desk.state, textures: &desk.textures, colours: &colours, asked };
        for action in panel(&shown, ui) {
            desk.actions.push(action.clone());
            let requests = reduce(&mut desk.state, action);
            desk.requests.extend(requests);
        }
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(420.0, 1600.0))
        .with_max_steps(30)
        .allow_missing_glyphs() // signs come from the system's fonts; here there may be none
        .build_ui_state(frame, desk);
    harness.run_ok();
    harness.state_mut().actions.clear();
    harness
}
