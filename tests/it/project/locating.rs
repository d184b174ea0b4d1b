//! Photographs that moved, changed or vanished.

use super::{Desk, Sheet};
use dce::project::{Access, Change, Found, Project};

#[test]
fn a_photograph_in_its_place_is_as_before() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, _) = desk.analysed(&mut project, "a.jpg");
    assert_eq!(project.image(id).unwrap().found, Found::AsBefore);
    // Touched, copied back: another time, the same content.
    desk.photograph("a.jpg", b"a.jpg");
    assert_eq!(project.image(id).unwrap().found, Found::AsBefore);
    let never = project.add(&[desk.root.path().join("never.jpg")]).unwrap()[0].id;
    assert_eq!(project.image(never).unwrap().found, Found::Vanished);
}

#[test]
fn a_changed_photograph_is_said_and_its_edits_are_kept() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "cat");
    assert_eq!(project.image(id).unwrap().found, Found::AsBefore);
    desk.photograph("a.jpg", b"retouched");
    for _ in 0..2 {
        assert_eq!(project.image(id).unwrap().found, Found::Changed);
        sheet.assert_in(&mut project, id);
    }
    // A length that is the same hides nothing.
    desk.photograph("a.jpg", b"b.jpg");
    assert_eq!(project.image(id).unwrap().found, Found::Changed);
    let again = Sheet::new("b.jpg");
    project.commit(&again.commit(id, Change::Analysed)).unwrap();
    assert_eq!(project.image(id).unwrap().found, Found::AsBefore, "it is what was analysed now");
}

#[test]
fn a_vanished_photograph_is_said_and_all_is_kept() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "cat");
    std::fs::remove_file(desk.root.path().join("photographs/a.jpg")).unwrap();
    assert_eq!(project.image(id).unwrap().found, Found::Vanished);
    sheet.assert_in(&mut project, id);
    desk.photograph("a.jpg", b"a.jpg");
    assert_eq!(project.image(id).unwrap().found, Found::AsBefore);
}

#[test]
fn a_renamed_folder_is_found_by_content_and_remembered() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, _) = desk.analysed(&mut project, "a.jpg");
    let (b, _) = desk.analysed(&mut project, "b.jpg");
    assert_eq!(project.image(a).unwrap().found, Found::AsBefore);
    let new = desk.root.path().join("2026/summer");
    std::fs::create_dir(desk.root.path().join("2026")).unwrap();
    std::fs::rename(desk.root.path().join("photographs"), &new).unwrap();
    for (id, name) in [(a, "a.jpg"), (b, "b.jpg")] {
        let opened = project.image(id).unwrap();
        assert_eq!(opened.found, Found::MovedTo(new.join(name)));
        assert_eq!(opened.row.path, new.join(name));
        assert_eq!(project.image(id).unwrap().found, Found::AsBefore, "the new place is kept");
    }
    drop(project);
    assert_eq!(desk.open().images().unwrap()[0].path, new.join("a.jpg"));
}

/// Same name, other content: that is another photograph.
#[test]
fn a_namesake_is_not_taken_for_it() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, _) = desk.analysed(&mut project, "a.jpg");
    project.image(id).unwrap();
    std::fs::remove_file(desk.root.path().join("photographs/a.jpg")).unwrap();
    std::fs::create_dir(desk.root.path().join("other")).unwrap();
    std::fs::write(desk.root.path().join("other/a.jpg"), b"x.jpg").unwrap();
    assert_eq!(project.image(id).unwrap().found, Found::Vanished);
    // The same content under another image's name stays that image's.
    let copy = desk.root.path().join("other/copy.jpg");
    std::fs::write(&copy, b"a.jpg").unwrap();
    project.add(std::slice::from_ref(&copy)).unwrap();
    assert_eq!(project.image(id).unwrap().found, Found::Vanished);
}

/// The whole folder carried to another disk: project and photographs keep their places to each other.
#[test]
fn a_project_that_moves_with_its_photographs_finds_them() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, sheet) = desk.analysed(&mut project, "a.jpg");
    let fresh = project.add(&[desk.photograph("new.jpg", b"not analysed")]).unwrap()[0].id;
    drop(project);
    let elsewhere = tempfile::tempdir().unwrap();
    for part in ["project", "photographs"] {
        std::fs::rename(desk.root.path().join(part), elsewhere.path().join(part)).unwrap();
    }
    let folder = elsewhere.path().join("project");
    let mut reader = Project::open(&folder, Access::ReadOnly).unwrap();
    let at = |name: &str| elsewhere.path().join("photographs").join(name);
    assert_eq!(reader.image(a).unwrap().found, Found::MovedTo(at("a.jpg")));
    drop(reader);
    let mut project = Project::open(&folder, Access::Write).unwrap();
    assert_eq!(project.image(a).unwrap().found, Found::MovedTo(at("a.jpg")));
    assert_eq!(project.image(fresh).unwrap().found, Found::MovedTo(at("new.jpg")));
    sheet.assert_in(&mut project, a);
}
