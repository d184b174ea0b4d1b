//! The list of images: rows, search, filters, empty states, and that 100,000 cost no more than ten.

use super::harness;
use crate::app::{project, row, street};
use dce::app::filter::Filter;
use dce::app::{Action, Command, Request, State, reduce};
use dce::gui::panels::images::images_panel;
use dce::project::{ImageId, Status};
use egui_kittest::kittest::Queryable;

#[test]
fn a_row_says_its_status_and_a_click_opens_it() {
    let mut harness = harness(street(), images_panel);
    harness.get_by_label_contains("3 images");
    harness.get_by_label_contains("street.jpg, to review");
    harness.get_by_label_contains("c.jpg, new").click();
    harness.run();
    assert_eq!(harness.state_mut().take(), ["Go(ImageId(3))"]);
}

#[test]
fn what_needs_a_look_is_told_beside_the_name() {
    let mut state = street();
    let mut changed = state.images.get(ImageId(1)).unwrap().clone();
    changed.summary.conflicts = 2;
    changed.summary.stale = 1;
    changed.summary.texts = vec!["SLOW".into()];
    changed.note = "look again".into();
    state.images.put(changed);
    let harness = harness(state, images_panel);
    harness.get_by_label(
        "a.jpg, to review, 2 conflicts, 1 stale caption, 1 text: SLOW, note: look again",
    );
}

#[test]
fn a_running_and_a_waiting_image_say_so() {
    let mut state = street();
    reduce(&mut state, Action::Analyse(vec![ImageId(1), ImageId(3)]));
    let harness = harness(state, images_panel);
    harness.get_by_label_contains("a.jpg, analysing");
    harness.get_by_label_contains("c.jpg, waiting");
}

#[test]
fn typing_searches_and_enter_opens_the_first() {
    let mut harness = harness(street(), images_panel);
    harness.state_mut().asked = Some(Command::Search);
    harness.run();
    assert!(harness.get_by_label("Search images").is_focused());
    harness.get_by_label("Search images").type_text("bus");
    harness.run();
    assert_eq!(harness.state_mut().take(), ["Search(\"bus\")"]);
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state_mut().take(), ["Go(ImageId(1))"]);
}

#[test]
fn a_filter_is_chosen_counted_and_cleared() {
    let mut harness = harness(street(), images_panel);
    harness.get_by_label_contains("Status: any status").click();
    harness.run();
    harness.get_by_label_contains("new · 1").click();
    harness.run();
    assert_eq!(harness.state().state.images.filter.status, Some(Status::New));
    harness.get_by_label("1 of 3");
    harness.get_by_label("clear filters").click();
    harness.run();
    assert!(harness.state().state.images.filter.is_empty());
    harness.get_by_label("3 images");
}

#[test]
fn a_list_that_nothing_passes_offers_the_way_back() {
    let mut state = street();
    reduce(&mut state, Action::Filter(Filter { label: Some("zebra".into()), ..Filter::default() }));
    let mut harness = harness(state, images_panel);
    harness.get_by_label("No image passes the filter.");
    harness.get_by_label("Clear the filter").click();
    harness.run();
    assert_eq!(harness.state().state.images.listed(), 3);
}

#[test]
fn an_empty_project_says_how_to_begin() {
    let mut harness = harness(project(Vec::new()), images_panel);
    harness.get_by_label("No image yet.");
    harness.get_by_label(Command::OpenFolder.label()).click();
    harness.run();
    assert_eq!(harness.state_mut().take(), ["Do(OpenFolder)"]);
}

fn many(count: i64) -> State {
    project((1..=count).map(|id| row(id, &format!("{id:06}.jpg"), Status::ToReview)).collect())
}

#[test]
fn of_a_hundred_thousand_rows_only_those_in_sight_are_made() {
    let mut harness = harness(many(100_000), images_panel);
    harness.get_by_label("100,000 images");
    let rows = harness.get_all_by_label_contains(".jpg, to review").count();
    assert!((10..60).contains(&rows), "{rows} rows are made");
    // By key to an image far down: the list follows.
    reduce(&mut harness.state_mut().state, Action::Go(ImageId(77_777)));
    harness.run();
    harness.get_by_label_contains("077777.jpg, to review");
    let started = std::time::Instant::now();
    harness.run_steps(20);
    let each = started.elapsed() / 20;
    assert!(each.as_millis() < 100, "a frame of the unoptimised list takes {each:?}");
}

#[test]
fn once_all_images_are_listed_again_the_one_on_screen_is_in_sight() {
    let mut state = many(2_000);
    reduce(&mut state, Action::Go(ImageId(1_500)));
    let filter = Filter { status: Some(Status::New), ..Filter::default() };
    reduce(&mut state, Action::Filter(filter));
    let mut harness = harness(state, images_panel);
    assert!(harness.query_by_label_contains("001500.jpg").is_none());
    harness.get_by_label("clear filters").click();
    harness.run();
    harness.get_by_label_contains("001500.jpg, to review");
}

#[test]
fn the_review_is_counted() {
    let mut state = street();
    reduce(&mut state, Action::SetStatus(Status::Approved));
    let harness = harness(state, images_panel);
    assert!(harness.get_all_by_label("1 of 3 approved").count() >= 1);
}

#[test]
fn the_menu_of_a_row_judges_that_row_and_not_the_image_on_screen() {
    let mut harness = harness(street(), images_panel);
    let on_screen = harness.state().state.open.as_ref().map(|o| o.id);
    let other = harness.state().state.images.iter().find(|r| Some(r.id) != on_screen).unwrap();
    let (id, name) = (other.id, dce::app::images::name(other));
    harness.get_by_label_contains(&format!("{name}, ")).click_secondary();
    harness.run();
    harness.get_by_label_contains("✏ needs work").click();
    harness.run();
    let status = |id| harness.state().state.images.get(id).unwrap().status;
    assert_eq!(status(id), Status::NeedsWork);
    assert!(on_screen.is_none_or(|id| status(id) != Status::NeedsWork));
    let asked = &harness.state().requests;
    let judged = |r: &Request| matches!(r, Request::Review { image, status: Status::NeedsWork, .. } if *image == id);
    assert!(asked.iter().any(judged), "{asked:?}");
}
