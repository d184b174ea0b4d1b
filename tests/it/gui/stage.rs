//! Canvas and graph over a photograph of one colour, with scenes by hand, driven by the pointer.

use super::raster::Raster;
use crate::given;
use crate::scenes::scene;
use dce::app::view::{Overlay, View};
use dce::app::{Action, Command, Item, State, reduce};
use dce::domain::{BBox, ImageInfo, RegionId, Scene, Size};
use dce::gui::theme::{self, Colours};
use dce::gui::{Shown, Textures};
use dce::inference::Picture;
use dce::pipeline::pictures::ShownPicture;
use dce::project::{Found, ImageId, Status};
use egui::{Event, Modifiers, PointerButton, Pos2, Rect, Ui, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;

/// A bus, a person before it who holds something, a dog in the bus's box, a doubtful bench, one line of text.
pub const STREET: &str = "
    image 1000x700
    bus 0.92 at 300,150,900,600: colour=red 0.8, depth=0.55 0.7
    person 0.90 at 100,250,220,640: depth=0.80 0.7, emotion=happy 0.8
    dog 0.85 at 500,450,620,590: depth=0.9 0.7
    bench 0.35 at 10,500,90,600
    text 0.95 on 1 at 400,180,600,220: CITY TOURS
";

/// The state and all that the panel asked for.
pub struct Stage {
    pub state: State,
    pub actions: Vec<Action>,
    /// A command that the window is asked for in the next frame.
    pub asked: Option<Command>,
    textures: Textures,
    has_photograph: bool,
}

impl Stage {
    /// What was asked for since the last call, hovering aside.
    pub fn take(&mut self) -> Vec<Action> {
        let taken = std::mem::take(&mut self.actions);
        taken.into_iter().filter(|a| !matches!(a, Action::Hover(_))).collect()
    }
}

pub type Panel = fn(&Shown<'_>, &mut Ui) -> Vec<Action>;

/// A project with one image that is not open yet.
pub fn project() -> State {
    given::project(vec![given::row(1, "street.jpg", Status::New)])
}

/// The image on screen, with a scene or not analysed yet.
pub fn opened(scene: Option<Scene>, found: Found) -> State {
    let mut state = project();
    given::answer(&mut state, scene.map(given::record), found);
    state
}

/// The street on screen.
pub fn street() -> State {
    opened(Some(scene(STREET)), Found::AsBefore)
}

/// The view changed.
pub fn show(state: &mut State, change: impl FnOnce(&mut View)) {
    let mut view = state.view.clone();
    change(&mut view);
    reduce(state, Action::Show(Box::new(view)));
}

pub fn overlays(state: &mut State, overlays: impl IntoIterator<Item = Overlay>) {
    let overlays = overlays.into_iter().collect();
    show(state, |v| v.overlays = overlays);
}

/// A panel over a state; what it asks for is done at once, as in the window.
pub fn stage(state: State, panel: Panel, has_photograph: bool) -> Harness<'static, Stage> {
    stage_with(state, panel, has_photograph, None)
}

/// The same, dressed as the window is where there is somebody to draw it.
pub fn stage_with(
    state: State,
    panel: Panel,
    has_photograph: bool,
    renderer: Option<Raster>,
) -> Harness<'static, Stage> {
    let is_drawn = renderer.is_some();
    let stage = Stage {
        state,
        actions: Vec::new(),
        asked: None,
        textures: Textures::default(),
        has_photograph,
    };
    let mut is_dressed = false;
    let frame = move |ui: &mut Ui, stage: &mut Stage| {
        if is_drawn && !is_dressed {
            ui.ctx().set_fonts(theme::fonts());
            theme::dress(ui.ctx(), stage.state.view.theme, true);
            ui.ctx().request_repaint();
            is_dressed = true;
        }
        if stage.has_photograph && stage.textures.photograph(ImageId(1)).is_none() {
            let size = Size::new(1000, 700);
            let info = ImageInfo { path: "street.jpg".into(), sha256: String::new(), size };
            let full = Picture::filled(size, [120, 130, 140]);
            let picture = Arc::new(ShownPicture::new(info, Vec::new(), full, 2048));
            stage.textures.set_photograph(ui.ctx(), ImageId(1), picture);
        }
        let colours = Colours::of(stage.state.view.theme, true);
        let asked = stage.asked.take();
        let shown =
            Shown { state: &stage.state, textures: &stage.textures, colours: &colours, asked };
        for action in panel(&shown, ui) {
            stage.actions.push(action.clone());
            reduce(&mut stage.state, action);
        }
    };
    let mut builder = Harness::builder()
        .with_size(vec2(1100.0, 800.0))
        .with_max_steps(40)
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs();
    if let Some(renderer) = renderer {
        builder = builder.renderer(renderer);
    }
    let mut harness = builder.build_ui_state(frame, stage);
    harness.run_ok();
    harness.state_mut().actions.clear();
    harness
}

/// Where a point of the image lies in the window while the image is fitted.
pub fn at(harness: &Harness<'_, Stage>, x: f32, y: f32) -> Pos2 {
    let view = harness.get_by_label("Photograph").rect();
    let zoom = ((view.width() - 20.0) / 1000.0).min((view.height() - 20.0) / 700.0);
    let image = Rect::from_center_size(view.center(), vec2(1000.0, 700.0) * zoom);
    image.min + vec2(x, y) * zoom
}

fn button(
    harness: &Harness<'_, Stage>,
    pos: Pos2,
    button: PointerButton,
    pressed: bool,
    modifiers: Modifiers,
) {
    harness.event(Event::PointerButton { pos, button, pressed, modifiers });
}

/// A click at a point of the image.
pub fn click(
    harness: &mut Harness<'_, Stage>,
    pos: Pos2,
    which: PointerButton,
    modifiers: Modifiers,
) {
    harness.event(Event::PointerMoved(pos));
    harness.step();
    harness.event(Event::ModifiersChanged(modifiers));
    button(harness, pos, which, true, modifiers);
    harness.step();
    button(harness, pos, which, false, modifiers);
    harness.step();
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    // Longer than a double click lasts.
    for _ in 0..24 {
        harness.step();
    }
}

/// A turn of the wheel by so many points.
pub fn wheel(by: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

/// A drag from here to there in three steps.
pub fn drag(harness: &mut Harness<'_, Stage>, from: Pos2, to: Pos2, which: PointerButton) {
    harness.event(Event::PointerMoved(from));
    harness.step();
    button(harness, from, which, true, Modifiers::NONE);
    harness.step();
    for share in [0.3, 0.7, 1.0] {
        harness.event(Event::PointerMoved(from + (to - from) * share));
        harness.step();
    }
    button(harness, to, which, false, Modifiers::NONE);
    harness.step();
    harness.step();
}

pub fn region(id: u32) -> Item {
    Item::Region(RegionId(id))
}

/// The box of a region as it stands in the record.
pub fn bbox(harness: &Harness<'_, Stage>, id: u32) -> BBox {
    harness.state().state.scene().unwrap().regions[&RegionId(id)].bbox
}

/// A place outside of everything.
pub const NOWHERE: Pos2 = pos2(-50.0, -50.0);
