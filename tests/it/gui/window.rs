//! The whole window without models: pasting, starting up, what keys do.

use super::driven::{Driven, bare_store};
use dce::app::{Item, State};
use dce::domain::RegionId;
use dce::gui::fit::fitted;
use dce::project::{Change, Commit, ImageId, Project, Summary, leftovers};
use egui::{Color32, ColorImage, Event, Key, Modifiers, Rect, pos2, vec2};
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
    let let_go = Event::Key {
        key: Key::V,
        physical_key: None,
        pressed: false,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    desk.0.event(Event::Paste("a few words".into()));
    desk.0.event(let_go.clone());
    desk.0.run_steps(3);
    assert_eq!(told(&desk), 1);
    desk.0.get_by_label_contains("holds no picture");

    // A letter is seen both ways, the key of a paste only when it is let go.
    desk.plain(Key::V);
    assert_eq!(told(&desk), 1);
    desk.0.event(let_go.clone());
    desk.0.run_steps(3);
    assert_eq!(told(&desk), 2);
    desk.0.event(Event::Paste("words".into()));
    desk.0.event(let_go);
    desk.0.run_steps(3);
    assert_eq!(told(&desk), 3, "once for each paste");

    // Into the search field goes text, and nothing is told.
    desk.plain(Key::Slash);
    desk.0.event(Event::Paste("a bus".into()));
    desk.0.run_steps(3);
    assert_eq!((told(&desk), desk.state().images.search.as_str()), (3, "a bus"));

    // The command asks the system; where that answers nothing, it is told as well.
    desk.key(Modifiers::COMMAND, Key::K);
    desk.types("paste a photograph");
    desk.plain(Key::Enter);
    desk.0.run_steps(8);
    assert_eq!(told(&desk), 4);
    desk.close();
}

#[test]
fn what_was_never_saved_is_offered_and_deleting_asks_again() {
    let root = tempfile::tempdir().unwrap();
    let photograph = root.path().join("bus.png");
    image::RgbImage::new(8, 8).save(&photograph).unwrap();
    for photographs in [1, 0] {
        let mut project = Project::scratch(root.path()).unwrap();
        project.add(&vec![photograph.clone(); photographs]).unwrap();
        project.close().unwrap();
    }
    let mut desk = Driven::start(bare_store(root.path()));
    desk.wait("they are found", |s| s.leftovers.len() == 2);
    let from = root.path().file_name().unwrap().to_string_lossy();
    desk.0.get_by_label(&format!("1 photograph of “{from}”, just now"));
    desk.0.get_by_label("empty, or not to be read, just now");

    // The last written stands first: the empty one is deleted, by two clicks.
    desk.0.get_all_by_label("Delete").next().unwrap().click();
    desk.0.run_steps(5);
    assert_eq!(leftovers(root.path()).len(), 2, "one click deletes nothing");
    desk.0.get_by_label("Delete for good").click();
    desk.wait("it is gone", |s| s.leftovers.len() == 1);
    assert_eq!(leftovers(root.path()).len(), 1);

    desk.0.get_by_label("Open").click();
    desk.wait("it is open", |s| s.open.is_some());
    assert!(desk.open().path.ends_with("bus.png"));
    desk.close();
}

/// A project with the street in it, analysed.
fn street(folder: &Path) {
    let photograph = folder.with_extension("png");
    image::RgbImage::new(1000, 700).save(&photograph).unwrap();
    let mut project = Project::create(folder, "street").unwrap();
    let image = project.add(&[photograph]).unwrap()[0].id;
    commit(&mut project, image);
    project.close().unwrap();
}

fn commit(project: &mut Project, image: ImageId) {
    let record = crate::given::record(crate::scenes::scene(super::stage::STREET));
    project.record(image).unwrap();
    let (change, summary) = (Change::Analysed, Summary::default());
    let record = Arc::new(record);
    project.commit(&Commit { image, change, record, summary, status: None }).unwrap();
}

fn street_on_screen(root: &Path) -> Driven {
    let folder = root.join("street");
    street(&folder);
    let mut desk = Driven::start(bare_store(root));
    desk.path(Key::P, &folder);
    desk.wait("the street is on screen", |s| s.scene().is_some());
    desk
}

#[test]
fn undo_takes_back_a_nudge_that_is_not_an_edit_yet() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    let left = |desk: &Driven| desk.state().scene().unwrap().regions[&RegionId(3)].bbox.x1;
    desk.0.get_by_label("dog 3, 0.85").click_accesskit();
    desk.0.run_steps(3);
    assert_eq!(desk.state().selection.kept, Some(Item::Region(RegionId(3))));
    let start = left(&desk);
    desk.plain(Key::ArrowRight);
    assert_eq!(left(&desk), start, "not an edit before the pause");
    desk.key(Modifiers::COMMAND, Key::Z);
    let history = &desk.open().history;
    assert_eq!((history.done.len(), history.undone.len()), (0, 1), "the nudge was undone");
    assert_eq!(left(&desk), start);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(left(&desk), start + 1.0);
    desk.close();
}

#[test]
fn tab_goes_from_region_to_region_in_every_theme() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..4 {
        desk.plain(Key::F9);
        seen.insert(format!("{:?}", desk.state().view.theme));
        desk.plain(Key::Tab);
        let first = desk.state().selection.kept.clone();
        assert!(matches!(first, Some(Item::Region(_))), "{:?}: {first:?}", desk.state().view.theme);
        desk.plain(Key::Tab);
        assert_ne!(desk.state().selection.kept, first);
        desk.plain(Key::Escape);
        assert_eq!(desk.state().selection.kept, None);
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
    desk.close();
}

#[test]
fn on_a_small_screen_nothing_is_cut_off() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1024.0, 670.0));
    desk.0.set_size(screen.size());
    let rooms = ["Canvas", "Graph", "Specialists", "Rules"];
    for room in rooms {
        desk.0.get_by_label(room).click();
        desk.0.run_steps(4);
        for name in ["Help", "Search images", "✔ saved", "+ column Shift+B", "Compare words D"] {
            let rect = desk.0.get_by_label(name).rect();
            assert!(screen.contains_rect(rect), "{room}: {name} at {rect}");
        }
    }
    for (key, window) in [(Key::Questionmark, "All keys"), (Key::Comma, "Settings")] {
        let modifiers = if key == Key::Comma { Modifiers::COMMAND } else { Modifiers::NONE };
        desk.key(modifiers, key);
        desk.0.run_steps(6);
        let rect = desk.0.get_by_role_and_label(egui::accesskit::Role::Window, window).rect();
        assert!(screen.contains_rect(rect), "{window} at {rect}");
        desk.plain(Key::Escape);
    }
    desk.close();
}

#[test]
fn an_idle_window_draws_nothing() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    for room in ["Canvas", "Graph", "Specialists", "Rules"] {
        desk.0.get_by_label(room).click();
        desk.0.run_steps(2);
        let dog = desk.0.query_by_label("dog 3, 0.85").map(|n| n.rect().center());
        if let Some(dog) = dog {
            desk.0.hover_at(dog); // what is pointed at is told once
        }
        let frames = desk.0.run_ok();
        assert!(frames.is_some(), "{room}: it never comes to rest");
    }
    desk.close();
}

#[test]
fn a_key_that_can_do_nothing_says_so_and_is_left_to_a_focused_widget() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    let told =
        |desk: &Driven| desk.state().notices.iter().map(|n| n.text.clone()).collect::<Vec<_>>();
    desk.plain(Key::L);
    assert!(told(&desk).iter().any(|t| t.contains("Select words")), "{:?}", told(&desk));
    let before = told(&desk);
    desk.plain(Key::Slash);
    desk.types("l");
    assert_eq!(told(&desk), before, "a letter that is typed is no command");
    desk.close();
}

#[test]
fn a_window_that_hangs_out_of_the_screens_is_brought_back() {
    let rect = |x: f32, y: f32, w: f32, h: f32| Rect::from_min_size(pos2(x, y), vec2(w, h));
    let laptop = rect(0.0, 0.0, 1024.0, 700.0);
    let large = rect(1024.0, 0.0, 3840.0, 2160.0);
    let fits = rect(100.0, 50.0, 900.0, 600.0);
    assert_eq!(fitted(fits, &[laptop]), None);
    let over_both = rect(900.0, 50.0, 900.0, 600.0);
    assert_eq!(fitted(over_both, &[laptop, large]), None, "over two screens it is seen whole");
    assert_eq!(fitted(over_both, &[laptop]), Some(rect(124.0, 50.0, 900.0, 600.0)));
    let gone = rect(1800.0, 900.0, 3840.0, 2100.0);
    assert_eq!(fitted(gone, &[laptop]), Some(laptop));
    assert_eq!(fitted(gone, &[laptop, large]), Some(rect(1024.0, 60.0, 3840.0, 2100.0)));
    assert_eq!(fitted(gone, &[]), None);
}

#[test]
fn keys_are_the_desks_again_as_soon_as_a_dialog_is_closed() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    desk.plain(Key::Tab);
    let first = desk.state().selection.kept.clone();
    desk.plain(Key::C);
    desk.types("cat");
    // One right after the other: the frame of Enter is still drawn with the dialog.
    desk.0.key_down(Key::Enter);
    desk.0.key_down(Key::Tab);
    desk.0.run_steps(3);
    assert!(desk.state().dialog.is_none());
    assert_eq!(desk.open().history.done.len(), 1, "the label was corrected");
    assert_ne!(desk.state().selection.kept, first, "and Tab went to the next region");
    desk.close();
}

#[test]
fn what_waited_when_the_window_was_killed_is_offered_and_can_be_forgotten() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("street");
    street(&folder);
    let mut project = Project::open(&folder, dce::project::Access::Write).unwrap();
    let street = project.images().unwrap()[0].id;
    project.put_in_queue(&[street]).unwrap();
    drop(project);
    let mut desk = Driven::start(bare_store(root.path()));
    desk.path(Key::P, &folder);
    desk.wait("the street is on screen", |s| s.scene().is_some());
    desk.0.get_by_label("1 image was to be analysed when this project was last closed.");
    desk.0.get_by_label("Forget").click();
    desk.wait("nothing is left", |s| s.jobs.left.is_empty());
    desk.close();
    let project = Project::open(&folder, dce::project::Access::ReadOnly).unwrap();
    assert!(project.queue().unwrap().is_empty());
}

#[test]
fn a_key_is_its_own_and_no_other_and_menus_have_the_keys() {
    let root = tempfile::tempdir().unwrap();
    let mut desk = street_on_screen(root.path());
    let status = |desk: &Driven| desk.state().images.nth(0).unwrap().status;
    desk.0.get_by_label("dog 3, 0.85").click_accesskit();
    desk.0.run_steps(3);
    desk.plain(Key::X);
    let done = |desk: &Driven| desk.open().history.done.len();
    assert_eq!(done(&desk), 1, "the dog is rejected");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(done(&desk), 1, "there is nothing to make again, and nothing is undone");

    desk.0.get_by_label("Status: any status").click_accesskit();
    desk.0.run_steps(3);
    let before = status(&desk);
    desk.plain(Key::W);
    assert_eq!(status(&desk), before, "the list has the keys");
    desk.plain(Key::Escape);
    desk.plain(Key::W);
    assert_ne!(status(&desk), before, "Escape closed it");
    desk.close();
}
