//! The list follows rules that change, in the background: without any model, and to the end though the desk is closed.

use crate::scenes::scene;
use dce::app::view::Room;
use dce::app::{Action, Command, State};
use dce::desk::Desk;
use dce::domain::{Fingerprint, Rules};
use dce::models::{Store, StoreOptions};
use dce::project::{Access, Change, Commit, ModelUse, Project, Record, Summary, summary};
use std::path::Path;
use std::sync::Arc;

const SCENES: [&str; 3] = [
    "dog 0.9 at 100,100,300,300",
    "cat 0.9 at 100,100,300,300\nperson 0.7 at 400,50,600,460",
    "bus 0.6 at 10,50,590,460",
];

/// A project of analysed images.
fn make(root: &Path) {
    let mut project = Project::create(&root.join("project"), "three").unwrap();
    for (nth, notation) in SCENES.iter().enumerate() {
        let photograph = root.join(format!("{nth}.jpg"));
        std::fs::write(&photograph, notation).unwrap();
        let image = project.add(&[photograph]).unwrap()[0].id;
        let mut scene = scene(notation);
        scene.image.sha256 = Fingerprint::of_bytes(notation.as_bytes()).0;
        let record = Arc::new(crate::given::record(scene));
        let summary = summary::of(&record.scene, &Rules::default());
        let change = Change::Analysed;
        project.commit(&Commit { image, change, record, summary, status: None }).unwrap();
    }
}

fn open(root: &Path) -> Desk {
    let store = Store::open(&root.join("home"), StoreOptions::default()).unwrap();
    let mut desk = Desk::start(store, State::default(), Arc::new(|| {})).unwrap();
    desk.act(Action::OpenProject { folder: root.join("project"), access: Access::Write });
    super::wait(&mut desk, "the project opens", |s| s.open.is_some());
    desk
}

fn labels(state: &State) -> Vec<String> {
    state.images.iter().map(|r| r.summary.labels.join("+")).collect()
}

fn asserted(record: &Record) -> usize {
    record.scene.asserted_regions(record.rules.assert).count()
}

#[test]
fn other_images_follow_a_change_of_rules_and_taking_it_back() {
    let root = tempfile::tempdir().unwrap();
    make(root.path());
    let mut desk = open(root.path());
    assert_eq!(labels(&desk.state), ["dog", "cat+person", "bus"]);
    desk.state.view.room = Room::Rules;
    desk.act(Action::SetRules(Box::new(Rules { assert: 0.8, ..Rules::default() })));
    super::wait(&mut desk, "the list follows", |s| labels(s) == ["dog", "cat", ""]);
    let on_disk = |desk: &mut Desk| -> Vec<Summary> {
        desk.settle();
        let project = Project::open(&root.path().join("project"), Access::ReadOnly).unwrap();
        project.images().unwrap().into_iter().map(|r| r.summary).collect()
    };
    let listed: Vec<Summary> = desk.state.images.iter().map(|r| r.summary.clone()).collect();
    assert_eq!(on_disk(&mut desk), listed);
    // Records that are written out are of the rules in force, though nobody opened their images.
    let out = root.path().join("out");
    desk.act(Action::ExportRecords(out.clone()));
    desk.settle();
    let records: Vec<Record> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| Record::read(&entry.unwrap().path()).unwrap())
        .collect();
    assert!(records.iter().all(|r| r.rules.assert == 0.8));
    let mut locations: Vec<usize> = records.iter().map(asserted).collect();
    locations.sort_unstable();
    assert_eq!(locations, [0, 1, 1], "{:?}", labels(&desk.state));
    desk.act(Action::Do(Command::Undo));
    super::wait(&mut desk, "and back", |s| labels(s) == ["dog", "cat+person", "bus"]);
    assert_eq!(on_disk(&mut desk)[1].labels, ["cat", "person"]);
}

#[test]
fn the_list_follows_rules_to_the_end_over_a_restart() {
    let root = tempfile::tempdir().unwrap();
    make(root.path());
    let mut desk = open(root.path());
    desk.act(Action::SetRules(Box::new(Rules { assert: 0.8, ..Rules::default() })));
    drop(desk);
    let mut desk = open(root.path());
    super::wait(&mut desk, "the list follows", |s| labels(s) == ["dog", "cat", ""]);
}

#[test]
fn an_image_is_named_anew_by_the_models_that_looked_at_it() {
    let root = tempfile::tempdir().unwrap();
    make(root.path());
    let mut project = Project::open(&root.path().join("project"), Access::Write).unwrap();
    let image = project.images().unwrap()[0].id;
    let mut record = project.record(image).unwrap().unwrap();
    record.models.push(ModelUse {
        id: "nanodet".into(),
        specialist: "detector".into(),
        card_hash: String::new(),
        licence: String::new(),
        provenance: String::new(),
        provider: String::new(),
    });
    let (record, summary) = (Arc::new(record), Summary::default());
    let change = Change::Analysed;
    project.commit(&Commit { image, change, record, summary, status: None }).unwrap();
    let second = project.images().unwrap()[1].id;
    project.close().unwrap();
    let mut desk = open(root.path());
    assert!(desk.state.open.as_ref().unwrap().namer.is_some());
    desk.act(Action::Go(second));
    super::wait(&mut desk, "it opens", |s| s.open.as_ref().is_some_and(|o| o.id == second));
    assert!(desk.state.open.as_ref().unwrap().namer.is_none(), "nobody looked");
}
