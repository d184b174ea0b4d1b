//! The whole window without models: pasting, starting up, what keys do.

use super::driven::{Driven, bare_store};
use dce::app::State;
use dce::project::Project;
use egui::{Color32, ColorImage, Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::sync::Arc;

fn picture(colour: Color32) -> Event {
    Event::PasteImage(Arc::new(ColorImage::filled([40, 30], colour)))
}

fn project(folder: &Path) {
    Project::create(folder, "one").unwrap().close().unwrap();
}

fn in_folder(state: &State, n: usize) -> String {
    let row = state.images.nth(n).unwrap();
    let folder = &state.project.as_ref().unwrap().folder;
    row.path.strip_prefix(folder).unwrap().display().to_string()
}

#[test]
fn a_pasted_picture_is_a_photograph_of_the_projects_own() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("project");
    project(&folder);
    let mut desk = Driven::start(bare_store(root.path()));
    desk.path(Key::P, &folder);
    desk.wait("the project opens", |s| s.project.is_some());
    desk.0.event(picture(Color32::from_rgb(10, 200, 30)));
    desk.wait("it is on screen", |s| s.open.is_some());
    assert!(in_folder(desk.state(), 0).starts_with("pasted"));
    let read = image::open(&desk.open().path).unwrap().into_rgb8();
    assert_eq!((read.dimensions(), read.get_pixel(3, 4).0), ((40, 30), [10, 200, 30]));

    // Another one is shown in its place; the same one is not there twice.
    let first = desk.open().id;
    desk.0.event(picture(Color32::TRANSPARENT));
    desk.wait("the second", |s| s.images.total() == 2 && s.open.as_ref().unwrap().id != first);
    let read = image::open(&desk.open().path).unwrap().into_rgb8();
    assert_eq!(read.get_pixel(0, 0).0, [255; 3], "transparency lies on white");
    desk.0.event(picture(Color32::from_rgb(10, 200, 30)));
    desk.wait("the first again", |s| s.open.as_ref().unwrap().id == first);
    assert_eq!(desk.state().images.total(), 2);
    desk.close();
}

#[test]
fn without_a_project_a_pasted_picture_begins_one_that_takes_it_along() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = Driven::start(bare_store(root.path()));
    desk.0.event(picture(Color32::RED));
    desk.wait("it is on screen", |s| s.open.is_some());
    assert!(desk.state().project.as_ref().unwrap().scratch);
    let before = desk.open().path.clone();

    // Saved elsewhere, the picture comes along, and the window knows where it is.
    let saved = root.path().join("saved");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    desk.types(saved.to_str().unwrap());
    desk.plain(Key::Enter);
    desk.wait("it is saved", |s| !s.project.as_ref().unwrap().scratch);
    desk.wait("its place is known", |s| s.open.as_ref().unwrap().path != before);
    assert!(in_folder(desk.state(), 0).starts_with("pasted"));
    assert!(desk.open().path.is_file() && desk.open().path.starts_with(&saved));
    assert!(!before.exists(), "the scratch project is gone");
    desk.close();
}

#[test]
fn a_clipboard_without_a_picture_is_told_and_text_fields_keep_what_is_theirs() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("project");
    project(&folder);
    let mut desk = Driven::start(bare_store(root.path()));
    desk.path(Key::P, &folder);
    desk.wait("the project opens", |s| s.project.is_some());
    let told = |desk: &Driven| {
        let no_picture = |n: &&dce::app::state::Notice| n.text.contains("holds no picture");
        desk.state().notices.iter().filter(no_picture).count()
    };
    desk.0.event(Event::Paste("a few words".into()));
    desk.0.run_steps(3);
    assert_eq!(told(&desk), 1);
    desk.0.get_by_label_contains("holds no picture");

    // Into the search field goes text, and nothing is told.
    desk.plain(Key::Slash);
    desk.0.event(Event::Paste("a bus".into()));
    desk.0.run_steps(3);
    assert_eq!((told(&desk), desk.state().images.search.as_str()), (1, "a bus"));

    // The command asks the system; where that answers nothing, it is told as well.
    desk.key(Modifiers::COMMAND, Key::K);
    desk.types("paste a photograph");
    desk.plain(Key::Enter);
    desk.0.run_steps(8);
    assert_eq!(told(&desk), 2);
    desk.close();
}
