//! Forms of the database: old ones are brought up to date, newer and foreign ones refused.

use super::Desk;
use dce::project::{Access, DATABASE, ImageId, Project, ProjectError, Status};
use rusqlite::Connection;

/// What dce wrote as form 1: before sessions, leases and the order of changes.
const FORM_1: &str = include_str!("form_1.sql");

fn form_1(desk: &Desk) {
    std::fs::create_dir(desk.folder()).unwrap();
    let db = Connection::open(desk.folder().join(DATABASE)).unwrap();
    db.execute_batch(FORM_1).unwrap();
}

#[test]
fn form_1_is_brought_up_to_date_with_all_that_is_in_it() {
    let desk = Desk::new();
    form_1(&desk);
    let error = Project::open(&desk.folder(), Access::ReadOnly).map(drop).unwrap_err();
    assert!(matches!(error, ProjectError::Older { found: 1, .. }), "{error}");
    let mut project = desk.open();
    let backups = std::fs::read_dir(desk.folder().join("backups")).unwrap();
    assert_eq!(backups.count(), 1, "what was there is kept as it was");
    assert_eq!(project.info().unwrap().schema, 4);
    assert_eq!(project.info().unwrap().title, "From form 1");
    let rows = project.images().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].status, rows[0].note.as_str()), (Status::Approved, "good"));
    assert_eq!(rows[0].summary.labels, ["bus", "person"]);
    let opened = project.image(ImageId(1)).unwrap();
    assert_eq!((opened.history.done.len(), opened.history.undone.len()), (1, 0));
    assert_eq!(project.search("person").unwrap(), [ImageId(1)]);
    project.review(ImageId(2), Status::NeedsWork, "", &[]).unwrap();
    assert_eq!(project.news().unwrap().len(), 1);
    drop(project);
    assert_eq!(desk.open().images().unwrap()[1].status, Status::NeedsWork);
}

#[test]
fn a_new_project_and_an_updated_one_have_the_same_form() {
    let (new, old) = (Desk::new(), Desk::new());
    drop(new.create());
    form_1(&old);
    drop(old.open());
    let form = |desk: &Desk| {
        let db = Connection::open(desk.folder().join(DATABASE)).unwrap();
        let sql = "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name";
        let mut query = db.prepare(sql).unwrap();
        let rows = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(|r| r.unwrap().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(form(&new), form(&old));
}

#[test]
fn newer_projects_are_refused_politely_and_untouched() {
    let desk = Desk::new();
    drop(desk.create());
    let db = Connection::open(desk.folder().join(DATABASE)).unwrap();
    db.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(db);
    let before = super::content(&desk.folder());
    for access in [Access::Write, Access::ReadOnly, Access::TakeOver, Access::Worker] {
        let error = Project::open(&desk.folder(), access).map(drop).unwrap_err();
        assert!(matches!(error, ProjectError::Newer { found: 99, .. }), "{error}");
        assert!(error.to_string().contains("update dce"), "{error}");
    }
    assert!(super::content(&desk.folder()) == before, "something was written");
}

#[test]
fn other_programs_files_are_refused_and_untouched() {
    let desk = Desk::new();
    std::fs::create_dir(desk.folder()).unwrap();
    let path = desk.folder().join(DATABASE);
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE bookmarks(url TEXT)").unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = Project::open(&desk.folder(), Access::Write).map(drop).unwrap_err();
    assert!(matches!(error, ProjectError::Foreign { .. }), "{error}");
    let tables = Connection::open(&path).unwrap();
    let count = "SELECT count(*) FROM sqlite_schema";
    assert_eq!(tables.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    assert_eq!(std::fs::read(&path).unwrap().len(), before.len());
}
