//! What is drawn on the canvas has names: screen readers find each thing, see whether it is selected, and click it.

use super::stage::*;
use dce::app::view::Overlay;
use dce::app::{Action, Item, reduce};
use dce::domain::TextId;
use dce::gui::panels::canvas::canvas_panel;
use egui::accesskit::Toggled;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

fn canvas(state: dce::app::State) -> Harness<'static, Stage> {
    stage(state, canvas_panel, true)
}

fn toggled(harness: &Harness<'_, Stage>, name: &str) -> Option<Toggled> {
    harness.get_by_label(name).accesskit_node().toggled()
}

#[test]
fn what_is_drawn_has_a_name_and_lies_where_it_is_drawn() {
    let mut state = street();
    overlays(&mut state, [Overlay::Boxes, Overlay::Texts, Overlay::Relations]);
    let harness = canvas(state);
    let dog = harness.get_by_label("dog 3, 0.85").rect();
    let corners = (at(&harness, 500.0, 450.0), at(&harness, 620.0, 590.0));
    assert!((dog.min - corners.0).length() < 1.0 && (dog.max - corners.1).length() < 1.0);
    harness.get_by_label("bench? 4, 0.35");
    harness.get_by_label("text CITY TOURS 0.95");
    let scene = harness.state().state.scene().unwrap();
    let relation = scene.relations.first().expect("the street has relations");
    let words = relation.effective().unwrap().words().to_owned();
    assert!(harness.query_all_by_label_contains(&words).count() > 0, "{words}");
}

#[test]
fn a_click_on_a_name_selects_whatever_lies_over_it() {
    let mut harness = canvas(street());
    assert_eq!(toggled(&harness, "bus 1, 0.92"), Some(Toggled::False));
    // The dog lies before the bus, and a name is clicked all the same.
    harness.get_by_label("bus 1, 0.92").click_accesskit();
    harness.run_ok();
    assert_eq!(harness.state().state.selection.kept, Some(region(1)));
    assert_eq!(toggled(&harness, "bus 1, 0.92"), Some(Toggled::True));
    harness.get_by_label("text CITY TOURS 0.95").click_accesskit();
    harness.run_ok();
    assert_eq!(harness.state().state.selection.kept, Some(Item::Text(TextId(1))));
    assert_eq!(toggled(&harness, "bus 1, 0.92"), Some(Toggled::False));
}

#[test]
fn names_say_what_a_person_ruled_and_go_with_their_overlay() {
    let mut harness = canvas(street());
    let state = &mut harness.state_mut().state;
    reduce(state, Action::Accept(region(3)));
    reduce(state, Action::Reject(region(2)));
    harness.run_ok();
    harness.get_by_label("dog 3, ruled by a person");
    assert!(harness.query_by_label_contains("person 2").is_none(), "rejected ones are not drawn");
    show(&mut harness.state_mut().state, |v| v.show_rejected = true);
    harness.run_ok();
    harness.get_by_label_contains("person 2, 0.90, rejected");
    overlays(&mut harness.state_mut().state, [Overlay::Texts]);
    harness.run_ok();
    assert!(harness.query_by_label_contains("dog 3").is_none());
    harness.get_by_label("text CITY TOURS 0.95");
}
