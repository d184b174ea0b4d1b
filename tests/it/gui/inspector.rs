//! The inspector: what it says of a region, a relation, a text and the image, and the actions of its buttons.

use super::{Desk, harness};
use crate::app::{STREET, act, answer, project, record, row, street};
use crate::scenes::scene;
use dce::app::{Action, Command, Item, State, reduce};
use dce::domain::{AttributeKind, RegionId, RelationId, Ruling, TextId};
use dce::gui::panels::inspector::inspector_panel;
use dce::project::{ImageId, Status};
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn selecting(item: Item) -> Harness<'static, Desk> {
    let mut state = street();
    reduce(&mut state, Action::Select(Some(item)));
    harness(state, inspector_panel)
}

fn ruling(state: &State, region: u32, kind: AttributeKind) -> Ruling {
    let region = &state.scene().unwrap().regions[&RegionId(region)];
    region.attributes[&kind].ruling.clone()
}

#[test]
fn a_region_shows_its_attributes_with_value_confidence_and_doubt() {
    let harness = selecting(Item::Region(RegionId(2)));
    harness.get_by_label("person 2");
    harness.get_by_label("label: person 0.90");
    harness.get_by_label("emotion: happy 0.80");
    assert!(harness.get_all_by_label("confidence 0.90").count() >= 1);
    // The bench is below assert: a question mark says so.
    let doubtful = selecting(Item::Region(RegionId(4)));
    doubtful.get_by_label("bench? 4");
    assert!(doubtful.get_all_by_label("confidence 0.35?").count() >= 1);
}

#[test]
fn a_click_selects_the_row_and_its_buttons_rule() {
    let mut harness = selecting(Item::Region(RegionId(2)));
    harness.get_by_label("emotion: happy 0.80").click();
    harness.run();
    let kept = harness.state().state.selection.kept.clone();
    assert_eq!(kept, Some(Item::Attribute(RegionId(2), AttributeKind::Emotion)));
    harness.state_mut().take();
    // The first of each button is the region's own, above the table.
    harness.get_all_by_label("Accept").last().unwrap().click();
    harness.run();
    assert_eq!(ruling(&harness.state().state, 2, AttributeKind::Emotion), Ruling::Accepted);
    harness.get_by_label("emotion: happy 1.00, accepted");
    harness.get_all_by_label("Reject").last().unwrap().click();
    harness.run();
    assert_eq!(ruling(&harness.state().state, 2, AttributeKind::Emotion), Ruling::Rejected);
    harness.get_all_by_label("Restore").last().unwrap().click();
    harness.run();
    assert_eq!(ruling(&harness.state().state, 2, AttributeKind::Emotion), Ruling::Unreviewed);
    harness.get_all_by_label("Correct…").last().unwrap().click();
    harness.run();
    let asked = harness.state_mut().take().pop().unwrap();
    assert!(asked.starts_with("Open(Correct { region: RegionId(2), kind: Emotion"), "{asked}");
}

#[test]
fn arrow_keys_go_through_the_rows_after_a_click_in_the_table() {
    let mut harness = selecting(Item::Region(RegionId(2)));
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().state.selection.kept, Some(Item::Region(RegionId(2))));
    harness.get_by_label("label: person 0.90").click();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let size = Item::Attribute(RegionId(2), AttributeKind::Size);
    assert_eq!(harness.state().state.selection.kept, Some(size));
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    let label = Item::Attribute(RegionId(2), AttributeKind::Label);
    assert_eq!(harness.state().state.selection.kept, Some(label));
}

#[test]
fn pointing_at_a_row_lights_it_up_and_leaving_lets_go() {
    let mut harness = selecting(Item::Region(RegionId(2)));
    harness.get_by_label("emotion: happy 0.80").hover();
    harness.run();
    let emotion = Item::Attribute(RegionId(2), AttributeKind::Emotion);
    assert_eq!(harness.state().state.selection.hovered, Some(emotion));
    harness.remove_cursor();
    harness.run();
    assert_eq!(harness.state().state.selection.hovered, None);
}

/// A region with two candidates of one kind.
fn two_candidates() -> Harness<'static, Desk> {
    let mut record = record(scene(STREET));
    let region = record.scene.regions.get_mut(&RegionId(2)).unwrap();
    let emotion = region.attributes.get_mut(&AttributeKind::Emotion).unwrap();
    let mut second = emotion.candidates[0].clone();
    second.value = dce::domain::Value::Word("sad".into());
    second.score = 0.15;
    emotion.candidates.push(second);
    region.conflicts.push("nanodet says dog, the classifier says cat".into());
    let mut state = project(vec![row(1, "a.jpg", Status::ToReview)]);
    reduce(&mut state, Action::Go(ImageId(1)));
    answer(&mut state, Some(record));
    reduce(&mut state, Action::Select(Some(Item::Region(RegionId(2)))));
    harness(state, inspector_panel)
}

#[test]
fn candidates_unfold_and_a_click_makes_one_the_value() {
    let mut harness = two_candidates();
    harness.get_by_label("nanodet says dog, the classifier says cat");
    assert!(harness.query_by_label("candidate sad for emotion").is_none());
    harness.get_by_label("candidates of emotion").click();
    harness.run();
    harness.get_by_label("candidate sad for emotion").click();
    harness.run();
    let ruled = ruling(&harness.state().state, 2, AttributeKind::Emotion);
    assert!(
        matches!(ruled, Ruling::Corrected { value, author } if value.words() == "sad" && author == "anna")
    );
    // The best candidate is accepted, not corrected.
    harness.get_by_label("candidate happy for emotion").click();
    harness.run();
    assert_eq!(ruling(&harness.state().state, 2, AttributeKind::Emotion), Ruling::Accepted);
}

#[test]
fn one_specialist_looks_at_the_region_again() {
    let mut harness = selecting(Item::Region(RegionId(3)));
    harness.get_by_role_and_label(Role::Button, "colour").click();
    harness.run();
    let asked = harness.state_mut().take();
    assert_eq!(asked, ["Alone { specialist: \"colour\", region: Some(RegionId(3)) }"]);
}

fn first_relation(state: &State) -> RelationId {
    state.scene().unwrap().relations[0].id
}

#[test]
fn a_relation_says_who_found_it_and_can_be_ruled() {
    let mut state = street();
    let id = first_relation(&state);
    reduce(&mut state, Action::Select(Some(Item::Relation(id))));
    let mut harness = harness(state, inspector_panel);
    harness.get_by_label("nobody ruled on it");
    harness.get_by_label("Reject").click();
    harness.run();
    let relation = harness.state().state.scene().unwrap().relations.iter().find(|r| r.id == id);
    assert_eq!(relation.unwrap().ruling, Ruling::Rejected);
    harness.get_by_label("Correct…").click();
    harness.run();
    let asked = harness.state_mut().take().pop().unwrap();
    assert!(asked.starts_with("Open(Relate"), "{asked}");
}

#[test]
fn a_line_of_text_says_what_was_read_and_can_be_ruled() {
    let mut harness = selecting(Item::Text(TextId(1)));
    harness.get_by_label("“CITY TOURS”");
    harness.get_by_label("Accept").click();
    harness.run();
    let text = &harness.state().state.scene().unwrap().texts[0];
    assert_eq!(text.ruling, Ruling::Accepted);
    harness.get_by_label("go to bus 1").click();
    harness.run();
    assert_eq!(harness.state().state.selection.kept, Some(Item::Region(RegionId(1))));
}

#[test]
fn with_nothing_selected_the_image_is_told() {
    let mut harness = harness(street(), inspector_panel);
    harness.get_by_label("street.jpg");
    harness.get_by_label("Regions (3 named)");
    harness.get_by_label("not named");
    harness.get_by_label_contains("1000 × 700 px");
    harness.get_by_label("dog").click();
    harness.run();
    assert_eq!(harness.state().state.selection.kept, Some(Item::Region(RegionId(3))));
}

#[test]
fn the_note_has_the_focus_when_asked_for_and_is_stored_when_left() {
    let mut state = street();
    reduce(&mut state, Action::Select(Some(Item::Region(RegionId(1)))));
    reduce(&mut state, Action::Do(Command::Note));
    let mut harness = harness(state, inspector_panel);
    harness.state_mut().asked = Some(Command::Note);
    harness.run();
    assert!(harness.get_by_label("Note").is_focused());
    harness.get_by_label("Note").type_text("the bus is a coach");
    harness.step();
    harness.get_by_label("Tags").focus();
    harness.step();
    harness.get_by_label("Tags").type_text("street, wide ,street");
    harness.step();
    harness.get_by_label("Note").focus();
    harness.run_ok();
    let row = harness.state().state.images.get(ImageId(2)).unwrap();
    assert_eq!(row.note, "the bus is a coach");
    assert_eq!(row.tags, ["street", "wide"]);
}

#[test]
fn a_note_is_not_lost_when_something_else_is_selected_meanwhile() {
    let mut harness = harness(street(), inspector_panel);
    harness.get_by_label("Note").focus();
    harness.step();
    harness.get_by_label("Note").type_text("half a word");
    harness.step();
    let select = Action::Select(Some(Item::Region(RegionId(1))));
    reduce(&mut harness.state_mut().state, select);
    harness.run();
    assert_eq!(harness.state().state.images.get(ImageId(2)).unwrap().note, "half a word");
}

#[test]
fn a_status_is_one_click() {
    let mut harness = harness(street(), inspector_panel);
    harness.get_by_label_contains("needs work").click();
    harness.run();
    let row = harness.state().state.images.get(ImageId(2)).unwrap();
    assert_eq!(row.status, Status::NeedsWork);
}

#[test]
fn an_image_that_nobody_looked_at_offers_the_analysis() {
    let mut state = project(vec![row(1, "new.jpg", Status::New)]);
    reduce(&mut state, Action::Go(ImageId(1)));
    let loading = harness(state.clone(), inspector_panel);
    loading.get_by_label("Opening…");
    answer(&mut state, None);
    let mut harness = harness(state, inspector_panel);
    harness.get_by_label_contains("Analyse this image").click();
    harness.run_ok();
    assert_eq!(harness.state_mut().take(), ["Do(Analyse)"]);
    harness.get_by_label_contains("The specialists look at it");
}

#[test]
fn a_failure_is_told_with_its_reason() {
    let mut failed = row(1, "bad.jpg", Status::Failed);
    failed.failure = Some("not a picture".into());
    let mut state = project(vec![failed]);
    reduce(&mut state, Action::Go(ImageId(1)));
    answer(&mut state, None);
    let harness = harness(state, inspector_panel);
    harness.get_by_label("The last analysis failed: not a picture");
}

#[test]
fn read_only_buttons_do_nothing() {
    let mut state = street();
    state.project.as_mut().unwrap().access = dce::project::Access::ReadOnly;
    act(&mut state, [Action::Select(Some(Item::Region(RegionId(2))))]);
    let mut harness = harness(state, inspector_panel);
    harness.get_all_by_label("Accept").next().unwrap().click();
    harness.run();
    assert!(harness.state_mut().take().is_empty());
}
