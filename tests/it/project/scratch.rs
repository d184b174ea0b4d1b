//! Scratch projects, saving elsewhere, and pictures beside the database.

use super::{Desk, Sheet};
use dce::domain::{DepthInfo, Evidence, Fingerprint, Place, Source, Value};
use dce::project::{Access, Change, Project, ProjectError, discard, leftovers};
use dce::specialists::DepthMap;
use half::f16;

fn depth_map(value: f32) -> DepthMap {
    let evidence = Evidence {
        source: Source::rule("test"),
        value: Value::Word("nearness map".to_owned()),
        score: 0.5,
        place: Some(Place::Image),
    };
    DepthMap { width: 3, height: 2, nearness: vec![f16::from_f32(value); 6], evidence }
}

#[test]
fn loose_photographs_make_a_project_that_can_be_saved_later() {
    let desk = Desk::new();
    let home = desk.root.path().join("home");
    let mut project = Project::scratch(&home).unwrap();
    assert!(project.info().unwrap().scratch);
    let scratch = project.info().unwrap().folder;
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    let file = project.put_depth(&depth_map(0.25)).unwrap();
    let source = Source::rule("test");
    sheet.record.scene.depth = Some(DepthInfo { source, score: 0.5, file: Some(file) });
    project.commit(&sheet.commit(id, Change::Analysed)).unwrap();
    let sha256 = sheet.record.scene.image.sha256.clone();
    project.put_thumbnail(&sha256, b"a thumbnail").unwrap();
    sheet.relabelled(&mut project, id, "cat");
    assert!(leftovers(&home)[0].in_use);

    project.save_as(&desk.folder()).unwrap();
    let info = project.info().unwrap();
    assert_eq!(
        (info.folder, info.scratch, info.title),
        (desk.folder(), false, "project".to_owned())
    );
    assert!(!scratch.exists(), "it moved");
    assert!(leftovers(&home).is_empty());
    let saved = project.image(id).unwrap();
    assert!(saved.depth.unwrap().starts_with(desk.folder()));
    assert_eq!(project.thumbnail(&sha256).unwrap(), b"a thumbnail");
    sheet.relabelled(&mut project, id, "fox");
    drop(project);
    let mut project = desk.open();
    assert_eq!(project.info().unwrap().access, Access::Write);
    sheet.assert_in(&mut project, id);
}

#[test]
fn what_was_never_saved_is_listed_and_opens_again() {
    let desk = Desk::new();
    let home = desk.root.path().join("home");
    assert!(leftovers(&home).is_empty());
    let mut first = Project::scratch(&home).unwrap();
    let (id, mut sheet) = desk.analysed(&mut first, "a.jpg");
    sheet.relabelled(&mut first, id, "cat");
    drop(first);
    let second = Project::scratch(&home).unwrap();
    let folder = second.info().unwrap().folder;
    let found = leftovers(&home);
    assert_eq!(found.len(), 2);
    let kept = found.iter().find(|l| l.images == 1).unwrap();
    assert_eq!((kept.edited, kept.in_use), (1, false));
    sheet.assert_in(&mut Project::open(&kept.folder, Access::Write).unwrap(), id);
    let error = discard(&folder).unwrap_err();
    assert!(matches!(error, ProjectError::ReadOnly { .. }), "in use: {error}");
    drop(second);
    discard(&folder).unwrap();
    assert_eq!(leftovers(&home).len(), 1);
    drop(desk.create());
    let error = discard(&desk.folder()).unwrap_err();
    assert!(matches!(error, ProjectError::NotScratch { .. }), "{error}");
    assert!(desk.folder().exists());
}

#[test]
fn any_other_project_is_copied_and_stays_as_it_was() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    let before = sheet.clone();
    let copy = desk.root.path().join("deep/er/copy");
    project.save_as(&copy).unwrap();
    sheet.relabelled(&mut project, id, "cat");
    before.assert_in(&mut desk.open(), id);
    sheet.assert_in(&mut project, id);
    assert_eq!(project.info().unwrap().title, "Street scenes");
    let error = project.save_as(&desk.folder()).unwrap_err();
    assert!(matches!(error, ProjectError::AlreadyThere { .. }), "{error}");
    assert_eq!(project.info().unwrap().folder, copy);
    // The copy finds photographs from where it is.
    drop(project);
    let mut moved = Project::open(&copy, Access::Write).unwrap();
    sheet.assert_in(&mut moved, id);
}

#[test]
fn pictures_are_named_by_content_and_stay_in_the_folder() {
    let desk = Desk::new();
    let project = desk.create();
    let first = project.put_depth(&depth_map(0.25)).unwrap();
    assert_eq!(project.put_depth(&depth_map(0.25)).unwrap(), first);
    assert_ne!(project.put_depth(&depth_map(0.5)).unwrap(), first);
    let place = project.depth(&first).unwrap();
    assert_eq!(DepthMap::read_png(&place, depth_map(0.25).evidence).unwrap().width, 3);
    assert_eq!(project.depth("../project.sqlite"), None);
    let sha256 = Fingerprint::of_bytes(b"a").0;
    assert_eq!(project.thumbnail(&sha256), None);
    let thumbs = project.thumbs();
    std::thread::spawn(move || thumbs.put(&Fingerprint::of_bytes(b"a").0, b"small").unwrap())
        .join()
        .unwrap();
    assert_eq!(project.thumbnail(&sha256).unwrap(), b"small");
    for bad in ["", "../../../../etc/passwd", "ab"] {
        assert!(matches!(project.put_thumbnail(bad, b"x"), Err(ProjectError::NoSha256 { .. })));
        assert_eq!(project.thumbnail(bad), None);
    }
}

/// The record of another image is not touched by what is saved.
#[test]
fn a_depth_map_that_is_gone_is_no_reason_to_refuse_the_image() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet): (_, Sheet) = desk.analysed(&mut project, "a.jpg");
    let file = project.put_depth(&depth_map(0.25)).unwrap();
    let place = project.depth(&file).unwrap();
    let source = Source::rule("test");
    sheet.record.scene.depth = Some(DepthInfo { source, score: 0.5, file: Some(file) });
    project.commit(&sheet.commit(id, Change::Analysed)).unwrap();
    assert_eq!(project.image(id).unwrap().depth, Some(place.clone()));
    std::fs::remove_file(place).unwrap();
    assert_eq!(project.image(id).unwrap().depth, None);
}

/// What cannot be written here can be saved elsewhere, and be written there.
#[test]
fn a_read_only_project_is_saved_elsewhere() {
    let desk = Desk::new();
    let mut first = desk.create();
    let (id, mut sheet) = desk.analysed(&mut first, "a.jpg");
    let mut reader = Project::open(&desk.folder(), Access::ReadOnly).unwrap();
    sheet.assert_in(&mut reader, id);
    reader.save_as(&desk.root.path().join("mine")).unwrap();
    assert_eq!(reader.info().unwrap().access, Access::Write);
    let before = sheet.clone();
    sheet.relabelled(&mut reader, id, "cat");
    before.assert_in(&mut first, id);
}

/// A window that was killed a moment ago is no window, though its parent has not asked for it yet.
#[cfg(target_os = "linux")]
#[test]
fn a_dead_process_holds_nothing() {
    let desk = Desk::new();
    let home = desk.root.path().join("home");
    let project = Project::scratch(&home).unwrap();
    let folder = project.info().unwrap().folder;
    let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
    let db = rusqlite::Connection::open(folder.join("project.sqlite")).unwrap();
    db.execute("UPDATE sessions SET pid = ?1", [i64::from(child.id())]).unwrap();
    assert!(leftovers(&home)[0].in_use, "it runs");
    child.kill().unwrap();
    let stat = format!("/proc/{}/stat", child.id());
    while !std::fs::read_to_string(&stat).unwrap().contains(") Z ") {
        std::thread::yield_now();
    }
    assert!(!leftovers(&home)[0].in_use, "it is dead, and not buried");
    child.wait().unwrap();
}
