//! Images: added once, listed, reviewed, removed; settings and rules.

use super::{Desk, Sheet};
use dce::domain::{Rules, Size};
use dce::project::{Access, Change, Project, ProjectError, Status};

#[test]
fn a_new_project_is_empty_and_says_what_it_is() {
    let desk = Desk::new();
    drop(desk.create());
    let project = desk.open();
    let info = project.info().unwrap();
    assert_eq!(info.title, "Street scenes");
    assert_eq!(info.access, Access::Write);
    assert_eq!((info.recovered, info.scratch), (None, false));
    assert!(project.images().unwrap().is_empty());
    assert_eq!(project.rules().unwrap(), Rules::default());
    assert_eq!(project.author().unwrap(), "");
}

#[test]
fn a_project_is_never_made_over_another() {
    let desk = Desk::new();
    drop(desk.create());
    let error = Project::create(&desk.folder(), "again").map(drop).unwrap_err();
    assert!(matches!(error, ProjectError::AlreadyThere { .. }), "{error}");
    let nothing = desk.root.path().join("nothing");
    let error = Project::open(&nothing, Access::Write).map(drop).unwrap_err();
    assert!(error.to_string().contains("no project here"), "{error}");
    assert!(!nothing.exists(), "opening makes nothing");
}

#[test]
fn a_photograph_is_added_once_however_it_is_named() {
    let desk = Desk::new();
    let mut project = desk.create();
    let a = desk.photograph("a.jpg", b"a");
    let detour = desk.root.path().join("photographs/../photographs/./a.jpg");
    let first = project.add(&[a.clone(), detour.clone()]).unwrap();
    assert_eq!(first.len(), 1);
    let again = project.add(&[detour, desk.photograph("b.jpg", b"b")]).unwrap();
    assert_eq!(again[0].id, first[0].id);
    let rows = project.images().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].path, a);
    assert_eq!(rows[0].status, Status::New);
}

#[test]
fn what_is_judged_and_spent_is_kept() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, _) = desk.analysed(&mut project, "a.jpg");
    let row = project.row(id).unwrap();
    assert_eq!(row.status, Status::ToReview, "analysed, so to review");
    assert_eq!(row.size, Some(Size::new(640, 480)));
    assert_eq!(row.summary.labels, ["dog", "person"]);
    let tags = ["blurred".to_owned(), "two words".to_owned()];
    project.review(id, Status::NeedsWork, "the dog is\na fox", &tags).unwrap();
    project.spent(id, 2.5).unwrap();
    project.spent(id, 1.0).unwrap();
    drop(project);
    let row = desk.open().images().unwrap().remove(0);
    assert_eq!((row.status, row.seconds), (Status::NeedsWork, 3.5));
    assert_eq!((row.note.as_str(), row.tags), ("the dog is\na fox", tags.to_vec()));
}

#[test]
fn a_failed_analysis_says_why_until_it_succeeds() {
    let desk = Desk::new();
    let mut project = desk.create();
    let id = project.add(&[desk.photograph("a.jpg", b"a")]).unwrap()[0].id;
    project.failed_to_analyse(id, "not a picture").unwrap();
    let row = project.row(id).unwrap();
    assert_eq!((row.status, row.failure.as_deref()), (Status::Failed, Some("not a picture")));
    let (same, _) = desk.analysed(&mut project, "a.jpg");
    assert_eq!(same, id);
    let row = project.row(id).unwrap();
    assert_eq!((row.status, row.failure), (Status::ToReview, None));
}

#[test]
fn removed_images_are_gone_and_their_ids_are_not_used_again() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, _) = desk.analysed(&mut project, "a.jpg");
    let (b, of_b) = desk.analysed(&mut project, "b.jpg");
    project.remove(&[a]).unwrap();
    assert!(matches!(project.image(a), Err(ProjectError::NoImage(_))));
    of_b.assert_in(&mut project, b);
    project.remove(&[b]).unwrap();
    let (c, _) = desk.analysed(&mut project, "c.jpg");
    assert!(c > b, "{c:?}");
    assert!(matches!(project.review(a, Status::New, "", &[]), Err(ProjectError::NoImage(_))));
}

#[test]
fn rules_author_and_settings_are_kept() {
    let desk = Desk::new();
    let mut project = desk.create();
    let rules = Rules { assert: 0.7, ..Rules::paper() };
    project.set_rules(&rules).unwrap();
    project.set_author("Ada").unwrap();
    project.set_setting("columns", &serde_json::json!(["InternVL2"])).unwrap();
    drop(project);
    let project = desk.open();
    assert_eq!(project.rules().unwrap(), rules);
    assert_eq!(project.author().unwrap(), "Ada");
    assert_eq!(project.setting("columns").unwrap(), Some(serde_json::json!(["InternVL2"])));
    assert_eq!(project.setting("rules").unwrap(), None, "the window's own keys");
}

/// Names need not be UTF-8.
#[cfg(unix)]
#[test]
fn any_name_of_a_file_is_kept() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let mut project = desk.create();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9 \n.jpg");
    let path = desk.root.path().join("photographs").join(name);
    project.add(std::slice::from_ref(&path)).unwrap();
    assert_eq!(project.images().unwrap()[0].path, path);
}

#[test]
fn what_waits_to_be_analysed_outlives_the_process_until_it_is_analysed() {
    let desk = Desk::new();
    let mut project = desk.create();
    let paths = ["a.jpg", "b.jpg", "c.jpg"].map(|name| desk.photograph(name, name.as_bytes()));
    let ids: Vec<_> = project.add(&paths).unwrap().iter().map(|row| row.id).collect();
    let [a, b, c] = ids[..] else { panic!("three") };
    project.put_in_queue(&[c, a]).unwrap();
    project.put_in_queue(&[a, b]).unwrap();
    drop(project); // as a process that was killed: nothing is said
    let mut project = desk.open();
    assert_eq!(project.queue().unwrap(), [c, a, b], "each once, in the order of asking");
    project.commit(&Sheet::new("a.jpg").commit(a, Change::Analysed)).unwrap();
    project.take_from_queue(&[b]).unwrap();
    assert_eq!(project.queue().unwrap(), [c]);
    project.failed_to_analyse(c, "no picture").unwrap();
    assert!(project.queue().unwrap().is_empty(), "what failed waits no more");
}
