//! What has to fit into a small window, and what reacts below a dialog.

use super::stage::*;
use dce::app::state::Dialog;
use dce::app::view::Room;
use dce::app::{Action, State, reduce};
use dce::gui::panels;
use dce::gui::panels::canvas::camera::Camera;
use dce::project::ImageId;
use dce::project::record::ModelUse;
use egui::{Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn small(state: State) -> Harness<'static, Stage> {
    let mut harness = stage(state, panels::all, true);
    harness.set_size(vec2(1024.0, 700.0));
    harness.run_ok();
    harness
}

fn in_room(room: Room) -> Harness<'static, Stage> {
    let mut state = street();
    show(&mut state, |view| view.room = room);
    small(state)
}

#[test]
fn a_threshold_and_its_reset_fit_beside_each_other() {
    let harness = in_room(Room::Rules);
    let edge = harness.get_by_label("Reset all").rect().right();
    for reset in harness.get_all_by_label_contains("Reset ") {
        assert!(reset.rect().right() <= edge + 1.0, "{reset:?}");
    }
}

#[test]
fn the_strip_of_the_graph_ends_where_its_room_does() {
    let harness = in_room(Room::Graph);
    let room = harness.get_by_label("Graph of relations").rect();
    let slider = harness.get_by_label("least salience of regions in the graph").rect();
    assert!(slider.right() <= room.right(), "{slider:?} in {room:?}");
    let fit = harness.get_by_label("fit").rect();
    assert!(fit.right() <= room.right() && fit.width() > 20.0, "{fit:?} in {room:?}");
}

#[test]
fn a_small_room_chooses_the_specialist_from_a_list_that_opens() {
    let mut harness = in_room(Room::Specialists);
    harness.get_by_label("Specialist").click();
    harness.run_ok();
    harness.get_by_label("depth").click();
    harness.run_ok();
    harness.get_by_label("nearness");
}

#[test]
fn licences_of_models_fit_into_a_small_window() {
    let mut state = street();
    state.models.open = vec![ModelUse {
        id: "detector-one".into(),
        specialist: "detector".into(),
        card_hash: String::new(),
        licence: "MIT".into(),
        provenance: "Repackaged by somebody under a licence of theirs; ".repeat(6),
        provider: String::new(),
    }];
    reduce(&mut state, Action::Open(Dialog::About));
    let harness = small(state);
    let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(1024.0, 700.0));
    for part in ["detector-one", "Repackaged by"] {
        let rect = harness.get_by_label_contains(part).rect();
        assert!(window.shrink(16.0).contains_rect(rect), "{part}: {rect:?}");
    }
}

#[test]
fn the_wheel_zooms_nothing_below_a_dialog() {
    let mut state = street();
    reduce(&mut state, Action::Open(Dialog::About));
    let mut harness = small(state);
    let photograph = harness.get_by_label("Photograph").rect();
    let beside = photograph.left_bottom() + vec2(40.0, -40.0);
    let is_fitted = |harness: &Harness<'_, Stage>| {
        Camera::of(&harness.ctx, "canvas camera", ImageId(1)).is_fitted()
    };
    let turn = |harness: &mut Harness<'_, Stage>| {
        harness.hover_at(beside);
        harness.run_steps(2);
        harness.event(wheel(300.0));
        harness.run_steps(60);
    };
    turn(&mut harness);
    drag(&mut harness, beside, beside + vec2(30.0, -30.0), egui::PointerButton::Primary);
    assert!(is_fitted(&harness), "neither the wheel nor a drag");
    reduce(&mut harness.state_mut().state, Action::CloseDialog);
    turn(&mut harness);
    assert!(!is_fitted(&harness), "else it proves nothing");
}
