//! Pictures of the whole window in its main states, compared with those in `tests/snapshots`, which were looked at.
//! `UPDATE_GOLDENS=1 cargo test` renews them.

use super::raster::Raster;
use super::stage::{STREET, overlays, show, stage_with};
use crate::given;
use crate::scenes::scene;
use dce::app::view::{Overlay, Room, Theme};
use dce::app::{Action, Column, Command, Item, State, reduce};
use dce::domain::{CaptionOrigin, CaptionTarget, RegionId, Rules};
use dce::gui::panels;
use dce::project::Found;
use image::RgbaImage;
use image::imageops::{FilterType, resize};
use std::path::Path;

/// The street with its captions fused, one of another model beside them, and a region selected.
fn street() -> State {
    let mut scene = scene(STREET);
    scene.relations = dce::relations::derive(&scene, &Rules::default());
    dce::fusion::fuse_embedded(&mut scene, &Rules::default());
    let mut state = super::stage::project();
    given::answer(&mut state, Some(given::record(scene)), Found::AsBefore);
    let (target, origin) = (CaptionTarget::Image, CaptionOrigin::Baseline("GPT-4V".into()));
    let text = "Two people stand to the left of a blue bus, which reads \"CITY TOURS\".".to_owned();
    reduce(&mut state, Action::SetColumn { column: Column { target, origin }, text });
    reduce(&mut state, Action::Select(Some(Item::Region(RegionId(2)))));
    state
}

fn in_room(room: Room, theme: Theme) -> State {
    let mut state = street();
    show(&mut state, |view| (view.room, view.theme) = (room, theme));
    state
}

#[test]
fn the_main_states_look_as_approved() {
    let all = || overlays_on(in_room(Room::Canvas, Theme::Dark));
    let mut waiting = in_room(Room::Canvas, Theme::Light);
    let label = Action::Correct {
        region: RegionId(3),
        kind: dce::domain::AttributeKind::Label,
        words: "cat".into(),
    };
    reduce(&mut waiting, label);
    reduce(&mut waiting, Action::Do(Command::Refuse));
    let mut asked = street();
    reduce(&mut asked, Action::Do(Command::Palette));
    let states = [
        ("welcome", State::default()),
        ("canvas", all()),
        ("canvas-light", in_room(Room::Canvas, Theme::Light)),
        ("canvas-contrast", in_room(Room::Canvas, Theme::Contrast)),
        ("graph", in_room(Room::Graph, Theme::Dark)),
        ("rules", in_room(Room::Rules, Theme::Light)),
        ("fused-anew", waiting),
        ("palette", asked),
    ];
    let wrong: Vec<String> =
        states.into_iter().filter_map(|(name, state)| unlike(name, state).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn overlays_on(mut state: State) -> State {
    overlays(&mut state, Overlay::ALL);
    state
}

/// Draws a state and compares it.
fn unlike(name: &str, state: State) -> Result<(), String> {
    let raster = Raster::default();
    let has_photograph = state.open.is_some();
    let harness = stage_with(state, panels::all, has_photograph, Some(raster.clone()));
    let now = raster.picture(&harness);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/{name}.png"));
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        return now.save(&path).map_err(|e| format!("{name}: {e}"));
    }
    let approved = image::open(&path).map_err(|e| format!("{name}: {e}"))?.into_rgba8();
    let worst = difference(&approved, &now);
    if worst <= LEAST {
        return Ok(());
    }
    let seen = std::env::temp_dir().join(format!("dce-{name}.png"));
    let saved = now.save(&seen).map_or_else(|e| e.to_string(), |()| seen.display().to_string());
    Err(format!("{name}: a part of it differs by {worst} of 255; as it is now: {saved}"))
}

/// Parts of 8 by 8 pixels may differ so much on average: other processors round otherwise, and nothing else does.
const LEAST: u8 = 12;

/// The greatest difference of any channel between parts of two pictures; 255 where their sizes differ.
fn difference(a: &RgbaImage, b: &RgbaImage) -> u8 {
    if a.dimensions() != b.dimensions() {
        return 255;
    }
    let coarse = |of: &RgbaImage| resize(of, of.width() / 8, of.height() / 8, FilterType::Triangle);
    let (a, b) = (coarse(a), coarse(b));
    a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(255)
}
