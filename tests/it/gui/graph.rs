//! The graph: nodes by name, edges, adding by a drag, filters; and its layouts.

use super::stage::*;
use crate::scenes::scene;
use dce::app::state::Dialog;
use dce::app::view::{GraphLayout, Room};
use dce::app::{Action, Item, State, reduce};
use dce::domain::{RegionId, RelationKind};
use dce::gui::panels::graph::graph_panel;
use dce::gui::panels::graph::layout::{self, ROOM};
use dce::gui::panels::graph::route;
use dce::project::Found;
use egui::{Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn graph(state: State) -> Harness<'static, Stage> {
    stage(state, graph_panel, true)
}

fn middle(harness: &Harness<'_, Stage>, label: &str) -> Pos2 {
    harness.get_by_label(label).rect().center()
}

#[test]
fn regions_are_nodes_at_their_places_and_a_click_selects() {
    let mut harness = graph(street());
    let (bus, person) = (middle(&harness, "bus 1"), middle(&harness, "person 2"));
    assert!(person.x < bus.x, "the person stands left of the bus in the photograph too");
    assert!(
        harness.query_by_label("bench? 4").is_none(),
        "a doubtful region that nothing relates to"
    );
    click(&mut harness, person, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(harness.state().state.selection.kept, Some(region(2)));
}

#[test]
fn a_drag_from_node_to_node_relates() {
    let mut harness = graph(street());
    let (person, dog) = (middle(&harness, "person 2"), middle(&harness, "dog 3"));
    drag(&mut harness, person, dog, PointerButton::Primary);
    let asked = harness.state_mut().take();
    let relate = Dialog::Relate { subject: RegionId(2), object: RegionId(3), relation: None };
    assert_eq!(format!("{asked:?}"), format!("{:?}", [Action::Open(relate)]));
    // Let go over nothing, nothing is asked.
    reduce(&mut harness.state_mut().state, Action::CloseDialog);
    let ground = harness.get_by_label("Graph of relations").rect().right_bottom() - vec2(5.0, 5.0);
    drag(&mut harness, person, ground, PointerButton::Primary);
    assert!(harness.state_mut().take().is_empty());
}

#[test]
fn kinds_are_switched_and_an_empty_graph_says_what_to_do() {
    let mut harness = graph(street());
    for title in ["person–object", "2D place", "3D place"] {
        harness.get_by_label(title).click();
        harness.run();
    }
    assert!(harness.state().state.view.relation_kinds.is_empty());
    harness.get_by_label("2D place").click();
    harness.run();
    assert!(harness.state().state.view.relation_kinds.contains(&RelationKind::Planar));
    harness.get_by_label("by relations").click();
    harness.run();
    assert_eq!(harness.state().state.view.graph_layout, GraphLayout::Forces);
    let fresh = graph(opened(None, Found::AsBefore));
    fresh.get_by_label("Not analysed yet");
}

#[test]
fn salience_leaves_small_regions_out() {
    let mut state = street();
    show(&mut state, |v| v.graph_salience = 0.9);
    let harness = graph(state);
    harness.get_by_label("bus 1");
    assert!(harness.query_by_label("dog 3").is_none());
    harness.get_by_label_contains("left out");
}

#[test]
fn the_menu_of_a_node_leads_to_the_photograph() {
    let mut harness = graph(street());
    let dog = middle(&harness, "dog 3");
    click(&mut harness, dog, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("Show on the photograph").click();
    harness.run_ok();
    let state = &harness.state().state;
    assert_eq!((state.view.room, state.selection.kept.clone()), (Room::Canvas, Some(region(3))));
}

#[test]
fn an_edge_is_selected_and_reworded() {
    let mut state = opened(
        Some(scene(
            "image 1000x700
             person 0.9 at 50,50,250,650
             bicycle 0.9 at 600,200,950,650",
        )),
        Found::AsBefore,
    );
    let add = Action::AddRelation {
        subject: RegionId(1),
        predicate: dce::domain::Predicate::from_words("holding"),
        object: RegionId(2),
    };
    reduce(&mut state, add);
    show(&mut state, |v| v.relation_kinds = [RelationKind::P2o].into());
    let mut harness = graph(state);
    let (from, to) =
        (harness.get_by_label("person 1").rect(), harness.get_by_label("bicycle 2").rect());
    // It bulges to one side or the other, as there is room.
    let on = (0..20).find_map(|by| {
        let way = (to.center() - from.center()).normalized().rot90();
        let at =
            from.center() + (to.center() - from.center()) / 2.0 + way * (30.0 - 3.0 * by as f32);
        click(&mut harness, at, PointerButton::Primary, Modifiers::NONE);
        let kept = harness.state().state.selection.kept.clone();
        matches!(kept, Some(Item::Relation(_))).then_some(at)
    });
    let on = on.expect("an edge between the nodes");
    click(&mut harness, on, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label_contains("Re-word…").click();
    harness.run_ok();
    let dialog = &harness.state().state.dialog;
    assert!(matches!(dialog, Some(Dialog::Relate { relation: Some(_), .. })), "{dialog:?}");
}

#[test]
fn an_arrow_goes_around_the_node_that_stands_between() {
    let card = |x: f32| Rect::from_center_size(Pos2::new(x, 200.0), vec2(92.0, 76.0));
    let (from, to, between) = (card(80.0), card(520.0), card(300.0));
    let plane = vec2(600.0, 400.0);
    let straight = route::around(from, to, 0, &[], plane).unwrap();
    assert!(route::points(&straight).any(|p| between.contains(p)), "else it proves nothing");
    let bent = route::around(from, to, 0, &[between], plane).unwrap();
    assert!(!route::points(&bent).any(|p| between.contains(p)), "{bent:?}");
    assert_eq!((straight[0], straight[2]), (bent[0], bent[2]));
}

#[test]
fn an_empty_graph_tells_of_the_salience_only_where_it_is_to_blame() {
    let unnamed =
        opened(Some(scene("image 1000x700\nbench 0.35 at 10,500,90,600")), Found::AsBefore);
    graph(unnamed).get_by_label_contains("Name one on the photograph.");
}

fn overlaps(nodes: &[Pos2]) -> usize {
    let pairs =
        nodes.iter().enumerate().flat_map(|(i, a)| nodes[i + 1..].iter().map(move |b| (*a, *b)));
    let over = |a: Pos2, b: Pos2| {
        let way = (a - b).abs();
        way.x < ROOM.x - 12.0 && way.y < ROOM.y - 12.0
    };
    pairs.filter(|(a, b)| over(*a, *b)).count()
}

#[test]
fn thirty_nodes_do_not_lie_on_each_other_and_stand_still() {
    // A crowd: all in the middle third of the photograph.
    let places: Vec<Vec2> = (0..30)
        .map(|i| vec2(0.33 + (i * 7 % 11) as f32 * 0.03, 0.4 + (i * 5 % 13) as f32 * 0.02))
        .collect();
    let view = vec2(960.0, 640.0);
    let lay = |plane| layout::by_places(&places, plane);
    let (_, nodes) = layout::roomy(view, places.len(), lay);
    assert_eq!(overlaps(&nodes), 0, "{nodes:?}");
    let edges: Vec<(usize, usize)> = (1..30).map(|i| (i, i / 2)).collect();
    let lay = |plane| layout::by_forces(&places, &edges, plane);
    let (plane, forced) = layout::roomy(view, places.len(), lay);
    assert_eq!(overlaps(&forced), 0, "{forced:?}");
    assert_eq!(forced, layout::by_forces(&places, &edges, plane), "without chance");
    for node in nodes.iter().chain(&forced) {
        assert!(node.x >= 0.0 && node.y >= 0.0 && node.x <= plane.x && node.y <= plane.y);
    }
    // A few where there is hardly any room, all at one point, and none.
    let beside = vec![vec2(0.1, 0.5), vec2(0.5, 0.6), vec2(0.9, 0.5)];
    for places in [beside, vec![vec2(0.5, 0.5); 6]] {
        let lay = |plane| layout::by_places(&places, plane);
        let (_, nodes) = layout::roomy(vec2(336.0, 144.0), places.len(), lay);
        assert_eq!(overlaps(&nodes), 0, "{nodes:?}");
    }
    assert!(layout::by_forces(&[], &[], vec2(900.0, 600.0)).is_empty());
}
