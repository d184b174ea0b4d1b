//! The canvas: states, pointing and cycling, gestures, zoom, menus; and the plain parts below it.

use super::stage::*;
use crate::scenes::scene;
use dce::app::state::{Dialog, Tool};
use dce::app::view::Overlay;
use dce::app::{Action, Command, Item, reduce};
use dce::domain::{AttributeKind, BBox, Point, RegionId, Size, TextId};
use dce::gui::panels::canvas::grip::{self, Edges, Handle};
use dce::gui::panels::canvas::labels::{Crowded, Ink, Labels};
use dce::gui::panels::canvas::lens::Lens;
use dce::gui::panels::canvas::{arrows, canvas_panel};
use dce::project::{Found, ImageId};
use egui::{Color32, FontId, Key, Modifiers, PointerButton, Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn canvas(state: dce::app::State) -> Harness<'static, Stage> {
    stage(state, canvas_panel, true)
}

fn left(harness: &mut Harness<'_, Stage>, x: f32, y: f32) {
    let pos = at(harness, x, y);
    click(harness, pos, PointerButton::Primary, Modifiers::NONE);
}

fn kept(harness: &Harness<'_, Stage>) -> Option<Item> {
    harness.state().state.selection.kept.clone()
}

#[test]
fn where_nothing_is_open_it_says_what_to_do() {
    let mut empty = dce::app::State::default();
    let mut harness = stage(std::mem::take(&mut empty), canvas_panel, false);
    harness.get_by_label("No photographs in this project yet");
    harness.get_by_label("Open photographs…").click();
    harness.run();
    let asked = harness.state_mut().take();
    assert!(matches!(asked[..], [Action::Do(Command::OpenPhotographs)]), "{asked:?}");
    let opening = stage(project(), canvas_panel, false);
    opening.get_by_label("opening…");
    opening.get_by_label("street.jpg");
}

#[test]
fn an_image_without_evidence_offers_to_analyse() {
    let mut harness = canvas(opened(None, Found::AsBefore));
    harness.get_by_label("Not analysed yet");
    harness.get_by_label("Press A to analyse.");
    harness.get_by_label("Analyse this image").click();
    harness.step();
    let asked = harness.state_mut().take();
    assert!(matches!(asked[..], [Action::Do(Command::Analyse)]), "{asked:?}");
    harness.step();
    harness.get_by_label("analysing…");
}

#[test]
fn what_went_wrong_is_said_in_the_photographs_place() {
    let vanished = stage(opened(Some(scene(STREET)), Found::Vanished), canvas_panel, false);
    vanished.get_by_label("The photograph is not there any more");
    let mut state = opened(None, Found::AsBefore);
    let message = "street.jpg: the file is empty; copy it again".to_owned();
    reduce(&mut state, Action::ImageFailed { image: ImageId(1), message: message.clone() });
    let failed = stage(state, canvas_panel, false);
    failed.get_by_label("The photograph cannot be shown");
    failed.get_by_label(&message);
    let changed = canvas(opened(Some(scene(STREET)), Found::Changed));
    changed.get_by_label("The file has changed since it was analysed");
}

#[test]
fn the_smallest_box_under_the_pointer_is_meant_and_the_same_point_again_cycles() {
    let mut harness = canvas(street());
    left(&mut harness, 560.0, 520.0);
    assert_eq!(kept(&harness), Some(region(3)), "the dog before the bus");
    left(&mut harness, 560.0, 520.0);
    assert_eq!(kept(&harness), Some(region(1)), "what lies below it");
    left(&mut harness, 560.0, 520.0);
    assert_eq!(kept(&harness), Some(region(3)), "and around again");
    let alt = at(&harness, 600.0, 580.0);
    click(&mut harness, alt, PointerButton::Primary, Modifiers::ALT);
    assert_eq!(kept(&harness), Some(region(1)), "Alt cycles elsewhere too");
    left(&mut harness, 500.0, 200.0);
    assert_eq!(kept(&harness), Some(Item::Text(TextId(1))), "a line of text");
    left(&mut harness, 950.0, 50.0);
    assert_eq!(kept(&harness), None, "empty ground lets go");
}

#[test]
fn a_key_selects_what_lies_below() {
    let mut harness = canvas(street());
    harness.hover_at(at(&harness, 560.0, 520.0));
    harness.step();
    for expected in [3, 1, 3] {
        harness.state_mut().asked = Some(Command::SelectUnder);
        harness.step();
        assert_eq!(kept(&harness), Some(region(expected)));
    }
}

#[test]
fn hovering_previews_and_ends_with_the_pointer() {
    let mut harness = canvas(street());
    harness.hover_at(at(&harness, 150.0, 400.0));
    harness.step();
    harness.step();
    assert_eq!(harness.state().state.selection.hovered, Some(region(2)));
    harness.hover_at(NOWHERE);
    harness.step();
    harness.step();
    assert_eq!(harness.state().state.selection.hovered, None);
    // What another panel hovers stays.
    reduce(&mut harness.state_mut().state, Action::Hover(Some(region(1))));
    harness.step();
    assert_eq!(harness.state().state.selection.hovered, Some(region(1)));
}

#[test]
fn a_drawn_box_asks_for_its_name_or_has_it() {
    let mut harness = canvas(street());
    reduce(&mut harness.state_mut().state, Action::Do(Command::DrawBox));
    let (from, to) = (at(&harness, 700.0, 20.0), at(&harness, 800.0, 100.0));
    drag(&mut harness, from, to, PointerButton::Primary);
    let asked = harness.state_mut().take();
    let [Action::Open(Dialog::NameBox { bbox })] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(<[f32; 4]>::from(*bbox), [700.0, 20.0, 800.0, 100.0]);
    let state = &mut harness.state_mut().state;
    reduce(state, Action::CloseDialog);
    state.tool = Tool::DrawBox { label: Some("lamp".into()) };
    drag(&mut harness, to, from, PointerButton::Primary);
    let asked = harness.state_mut().take();
    assert!(
        matches!(&asked[..], [Action::AddRegion { label, .. }] if label == "lamp"),
        "{asked:?}"
    );
    // A click draws nothing.
    harness.state_mut().state.tool = Tool::DrawBox { label: None };
    left(&mut harness, 850.0, 60.0);
    assert!(!harness.state_mut().take().iter().any(|a| matches!(a, Action::Open(_))));
}

#[test]
fn moving_and_resizing_is_one_edit_when_the_button_is_let_go() {
    let mut harness = canvas(street());
    reduce(&mut harness.state_mut().state, Action::Select(Some(region(3))));
    harness.step();
    let (from, to) = (at(&harness, 560.0, 520.0), at(&harness, 570.0, 500.0));
    drag(&mut harness, from, to, PointerButton::Primary);
    let asked = harness.state_mut().take();
    assert!(matches!(asked[..], [Action::SetBox { region: RegionId(3), .. }]), "{asked:?}");
    assert_eq!(<[f32; 4]>::from(bbox(&harness, 3)), [510.0, 430.0, 630.0, 570.0]);
    let (from, to) = (at(&harness, 630.0, 570.0), at(&harness, 660.0, 590.0));
    drag(&mut harness, from, to, PointerButton::Primary);
    assert_eq!(<[f32; 4]>::from(bbox(&harness, 3)), [510.0, 430.0, 660.0, 590.0]);
    assert_eq!(harness.state_mut().take().len(), 1);
    let history = &harness.state().state.open.as_ref().unwrap().history;
    assert_eq!(history.done.len(), 2);
    // What is not selected is not moved: the photograph is.
    let (from, to) = (at(&harness, 150.0, 400.0), at(&harness, 200.0, 400.0));
    drag(&mut harness, from, to, PointerButton::Primary);
    assert!(harness.state_mut().take().is_empty());
    assert_eq!(bbox(&harness, 2).x1, 100.0);
}

#[test]
fn nothing_is_moved_in_a_project_that_is_only_read() {
    let mut harness = canvas(street());
    let state = &mut harness.state_mut().state;
    reduce(state, Action::Select(Some(region(3))));
    state.project.as_mut().unwrap().access = dce::project::Access::ReadOnly;
    let (from, to) = (at(&harness, 560.0, 520.0), at(&harness, 600.0, 500.0));
    drag(&mut harness, from, to, PointerButton::Primary);
    assert!(harness.state_mut().take().is_empty());
}

#[test]
fn arrow_keys_nudge_as_one_edit_after_a_pause() {
    let mut harness = canvas(street());
    reduce(&mut harness.state_mut().state, Action::Select(Some(region(3))));
    harness.step();
    for _ in 0..3 {
        harness.key_press(Key::ArrowRight);
        harness.step();
    }
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.step();
    assert!(harness.state_mut().take().is_empty(), "not before the pause");
    harness.run_steps(40);
    let asked = harness.state_mut().take();
    assert!(matches!(asked[..], [Action::SetBox { .. }]), "{asked:?}");
    assert_eq!(<[f32; 4]>::from(bbox(&harness, 3)), [503.0, 460.0, 623.0, 600.0]);
}

#[test]
fn the_wheel_zooms_to_the_pointer_and_keys_fit_it_again() {
    let mut harness = canvas(street());
    let before = at(&harness, 560.0, 520.0);
    harness.hover_at(before);
    harness.step();
    harness.event(wheel(300.0));
    harness.run_steps(60);
    harness.get_by_label("Minimap");
    // The dog is still under the pointer.
    click(&mut harness, before, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(kept(&harness), Some(region(3)));
    harness.state_mut().asked = Some(Command::Fit);
    harness.run_steps(3);
    assert!(harness.query_by_label("Minimap").is_none());
    harness.state_mut().asked = Some(Command::ActualSize);
    harness.run_steps(3);
    harness.get_by_label_contains(" 100 %");
}

#[test]
fn a_double_click_corrects() {
    let mut harness = canvas(street());
    let pos = at(&harness, 150.0, 400.0);
    harness.hover_at(pos);
    harness.step();
    for pressed in [true, false, true, false] {
        harness.event(egui::Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    let kind = AttributeKind::Label;
    let dialog = &harness.state().state.dialog;
    assert!(
        matches!(dialog, Some(Dialog::Correct { region: RegionId(2), kind: k }) if *k == kind),
        "{dialog:?}"
    );
}

#[test]
fn the_right_button_opens_a_menu_of_what_is_there() {
    let mut harness = canvas(street());
    left(&mut harness, 150.0, 400.0);
    let dog = at(&harness, 560.0, 520.0);
    click(&mut harness, dog, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label("dog 3");
    harness.state_mut().take();
    harness.get_by_label_contains("Merge with person 2").click();
    harness.run_ok();
    let asked = harness.state_mut().take();
    let merge = |a: &Action| matches!(a, Action::Merge { keep: RegionId(2), with: RegionId(3) });
    assert!(asked.iter().any(merge), "{asked:?}");
    let bus = at(&harness, 800.0, 300.0);
    click(&mut harness, bus, PointerButton::Secondary, Modifiers::NONE);
    harness.get_by_label_contains("Reject region").click();
    harness.run_ok();
    assert!(harness.state().state.scene().unwrap().regions[&RegionId(1)].rejected);
    // Rejected regions are not there, unless they are asked for.
    left(&mut harness, 950.0, 50.0);
    left(&mut harness, 850.0, 300.0);
    assert_eq!(kept(&harness), None);
    show(&mut harness.state_mut().state, |v| v.show_rejected = true);
    left(&mut harness, 850.0, 310.0);
    assert_eq!(kept(&harness), Some(region(1)));
}

#[test]
fn the_legend_switches_overlays() {
    let mut harness = canvas(street());
    harness.get_by_label("relations").click();
    harness.run();
    assert!(harness.state().state.view.overlays.contains(&Overlay::Relations));
    harness.get_by_label("boxes").click();
    harness.run();
    assert!(!harness.state().state.view.overlays.contains(&Overlay::Boxes));
    left(&mut harness, 150.0, 400.0);
    assert_eq!(kept(&harness), None, "what is not shown is not pointed at");
    harness.get_by_label("depth").click();
    harness.run();
    harness.get_by_label("no depth map is kept");
    harness.get_by_label("Run depth").click();
    harness.run();
    let asked = harness.state_mut().take();
    let alone = |a: &Action| matches!(a, Action::Alone { specialist, region: None } if specialist == "depth");
    assert!(asked.iter().any(alone), "{asked:?}");
}

#[test]
fn an_arrow_is_selected_by_its_line() {
    let mut state = street();
    overlays(&mut state, [Overlay::Relations, Overlay::Boxes]);
    let mut harness = canvas(state);
    let scene = harness.state().state.scene().unwrap().clone();
    let relation = scene.relations.first().expect("the street has relations");
    let rect = |id: RegionId| {
        let b = scene.regions[&id].bbox;
        Rect::from_two_pos(at(&harness, b.x1, b.y1), at(&harness, b.x2, b.y2))
    };
    let (from, to) = (rect(relation.subject), rect(relation.object));
    let curve = arrows::curve(from, to, 0, arrows::SHORTEST).unwrap();
    let middle = dce::gui::panels::canvas::ink::on_curve(curve, 0.5);
    click(&mut harness, middle, PointerButton::Primary, Modifiers::NONE);
    assert_eq!(kept(&harness), Some(Item::Relation(relation.id)));
}

#[test]
fn pixels_and_points_convert_both_ways() {
    let lens = Lens::new(pos2(30.0, -10.0), 2.5);
    let p = Point::new(12.0, 34.0);
    assert_eq!(lens.pos_in_ui(p), pos2(60.0, 75.0));
    assert_eq!(lens.pos_in_image(lens.pos_in_ui(p)), p);
    let b = BBox::new(1.0, 2.0, 3.0, 5.0);
    assert_eq!(lens.box_in_image(lens.box_in_ui(&b)), b);
    assert_eq!(lens.image_in_ui(Size::new(10, 4)).size(), vec2(25.0, 10.0));
}

#[test]
fn boxes_by_hand_stay_in_the_image_and_snap() {
    let size = Size::new(100, 80);
    let none = Edges::default();
    let b = BBox::new(10.0, 10.0, 30.0, 30.0);
    assert_eq!(grip::moved(b, 500.0, -500.0, &none, size), BBox::new(80.0, 0.0, 100.0, 20.0));
    let south_east = Handle { x: 1, y: 1 };
    let wide = grip::resized(b, south_east, Point::new(500.0, 40.4), &none, size);
    assert_eq!(wide, BBox::new(10.0, 10.0, 100.0, 40.0));
    let turned = grip::resized(b, south_east, Point::new(2.0, 20.0), &none, size);
    assert_eq!(turned, BBox::new(2.0, 10.0, 10.0, 20.0));
    let flat = grip::resized(b, south_east, Point::new(10.0, 20.0), &none, size);
    assert_eq!(flat, b, "a box never loses its area");
    let other = BBox::new(52.0, 50.0, 70.0, 70.0);
    let edges = Edges::of([other].into_iter(), 4.0);
    assert_eq!(grip::moved(b, 20.0, 0.0, &edges, size).x2, 52.0);
    assert_eq!(grip::moved(b, 10.0, 0.0, &edges, size).x2, 40.0, "nothing within reach");
    let met = edges.met(&BBox::new(32.0, 10.0, 52.0, 30.0));
    assert_eq!((met.xs, met.ys), (vec![52.0], vec![]), "what it snapped to is drawn");
    let drawn = grip::drawn(Point::new(49.0, 48.0), Point::new(-20.0, 200.0), &edges, size);
    assert_eq!(drawn, BBox::new(0.0, 50.0, 52.0, 80.0));
}

#[test]
fn labels_of_lettering_stand_beside_it_and_not_on_other_lettering() {
    let ctx = egui::Context::default();
    let view = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0));
    let look = Ink { words: Color32::WHITE, ground: Color32::BLACK, bar: Color32::WHITE };
    // Three lines of a page, one close below the other.
    let line = |n: f32| Rect::from_min_size(pos2(20.0, 100.0 + 22.0 * n), vec2(200.0, 20.0));
    let lines = [line(0.0), line(1.0), line(2.0)];
    let mut places = Vec::new();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        places.clear();
        let painter = ui.painter_at(view);
        let mut labels = Labels::new(&painter, view, FontId::proportional(12.0));
        lines.iter().for_each(|line| labels.keep_off(*line));
        for line in lines {
            places.extend(labels.off_box(line, "what it says".into(), look, Crowded::Goes));
        }
    });
    output.textures_delta.clear();
    assert_eq!(places.len(), 3, "above, beside, below");
    for place in &places {
        assert!(lines.iter().all(|line| !line.shrink(0.1).intersects(*place)), "{place:?}");
    }
}

#[test]
fn labels_avoid_each_other_and_never_leave_the_view() {
    let ctx = egui::Context::default();
    let mut places = Vec::new();
    let mut dropped = None;
    let view = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0));
    let look = Ink { words: Color32::WHITE, ground: Color32::BLACK, bar: Color32::WHITE };
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        places.clear();
        let painter = ui.painter_at(view);
        let mut labels = Labels::new(&painter, view, FontId::proportional(12.0));
        // Boxes at the edges, and several at one place.
        let boxes = [
            Rect::from_min_max(pos2(-50.0, -50.0), pos2(40.0, 20.0)),
            Rect::from_min_max(pos2(380.0, 280.0), pos2(600.0, 500.0)),
            Rect::from_min_max(pos2(150.0, 100.0), pos2(250.0, 180.0)),
            Rect::from_min_max(pos2(150.0, 100.0), pos2(250.0, 180.0)),
            Rect::from_min_max(pos2(150.0, 100.0), pos2(250.0, 180.0)),
        ];
        for rect in boxes {
            places.extend(labels.at_box(rect, "traffic light".into(), look, Crowded::Stays));
        }
        let outside = Rect::from_min_max(pos2(500.0, 0.0), pos2(600.0, 50.0));
        assert!(labels.at_box(outside, "gone".into(), look, Crowded::Stays).is_none());
        for _ in 0..8 {
            let last = labels.at_box(boxes[2], "traffic light".into(), look, Crowded::Goes);
            dropped = Some(last.is_none());
        }
    });
    output.textures_delta.clear();
    assert_eq!(places.len(), 5);
    assert_eq!(dropped, Some(true), "where there is no room it is left out");
    for (i, a) in places.iter().enumerate() {
        assert!(view.contains_rect(*a), "{a:?}");
        for b in &places[i + 1..] {
            assert!(!a.shrink(0.1).intersects(*b), "{a:?} and {b:?}");
        }
    }
}

#[test]
fn a_region_is_merged_by_a_click_after_the_menu() {
    let mut harness = canvas(street());
    left(&mut harness, 150.0, 400.0);
    reduce(&mut harness.state_mut().state, Action::Do(Command::Merge));
    harness.state_mut().take();
    left(&mut harness, 560.0, 520.0);
    let asked = harness.state_mut().take();
    let merge = |a: &Action| matches!(a, Action::Merge { keep: RegionId(2), with: RegionId(3) });
    assert!(asked.iter().any(merge), "{asked:?}");
}
