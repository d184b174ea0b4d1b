//! Edits: durable, undone and redone, also after a restart.

use super::{Desk, Sheet};
use dce::project::{Change, ProjectError};

#[test]
fn undo_and_redo_survive_reopening() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    for label in ["cat", "fox", "wolf"] {
        sheet.relabelled(&mut project, id, label);
    }
    sheet.undone(&mut project, id);
    sheet.undone(&mut project, id);
    drop(project);

    let mut project = desk.open();
    sheet.assert_in(&mut project, id);
    assert_eq!((sheet.history.done.len(), sheet.history.undone.len()), (1, 2));
    sheet.redone(&mut project, id);
    sheet.assert_in(&mut project, id);
    sheet.undone(&mut project, id);
    sheet.undone(&mut project, id);
    drop(project);
    sheet.assert_in(&mut desk.open(), id);
    assert_eq!(sheet.record, Sheet::new("a.jpg").record, "undo of all is the start");
}

#[test]
fn an_edit_after_undo_ends_what_could_be_redone() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "cat");
    sheet.undone(&mut project, id);
    sheet.relabelled(&mut project, id, "fox");
    sheet.assert_in(&mut project, id);
    let error = project.commit(&sheet.commit(id, Change::Redo)).unwrap_err();
    assert!(matches!(error, ProjectError::NothingTo { .. }), "{error}");
    sheet.assert_in(&mut project, id);
}

#[test]
fn undo_does_not_cross_an_analysis() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "cat");
    let again = Sheet::new("a.jpg");
    project.commit(&again.commit(id, Change::Analysed)).unwrap();
    again.assert_in(&mut project, id);
    let error = project.commit(&again.commit(id, Change::Undo)).unwrap_err();
    assert!(error.to_string().contains("nothing to undo"), "{error}");
    again.assert_in(&mut project, id);
}

/// An edit of one image never shows in another.
#[test]
fn histories_are_each_images_own() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, mut of_a) = desk.analysed(&mut project, "a.jpg");
    let (b, mut of_b) = desk.analysed(&mut project, "b.jpg");
    of_a.relabelled(&mut project, a, "cat");
    of_b.relabelled(&mut project, b, "fox");
    of_a.relabelled(&mut project, a, "cow");
    of_b.undone(&mut project, b);
    of_a.assert_in(&mut project, a);
    of_b.assert_in(&mut project, b);
}

/// A record that was read before somebody else wrote it is not written over theirs.
#[test]
fn what_was_not_seen_is_not_written_over() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, sheet) = desk.analysed(&mut project, "a.jpg");
    drop(project);
    let mut project = desk.open();
    let mut blind = sheet.clone();
    let step = blind.relabel("cat");
    let error = project.commit(&blind.commit(id, Change::Edit(step))).unwrap_err();
    assert!(matches!(error, ProjectError::ChangedElsewhere { .. }), "{error}");
    sheet.assert_in(&mut project, id);
}
