//! Several at one project: a second window, one that takes over, a headless worker with leases.

use super::{Desk, Sheet};
use dce::project::{Access, Change, Heartbeat, Lease, Project, ProjectError, Status, Summary};

#[test]
fn a_second_window_is_read_only_and_sees_what_the_first_does() {
    let desk = Desk::new();
    let mut first = desk.create();
    let (id, mut sheet) = desk.analysed(&mut first, "a.jpg");
    let mut second = desk.open();
    let info = second.info().unwrap();
    assert_eq!(info.access, Access::ReadOnly);
    let why = info.why_read_only.unwrap();
    let process = format!("process {}", std::process::id());
    assert!(why.contains(&process) && why.contains("take it over"), "{why}");
    assert_eq!(second.heartbeat().unwrap(), Heartbeat::ReadOnly);
    sheet.relabelled(&mut first, id, "cat");
    sheet.assert_in(&mut second, id);
    let error = second.set_author("Bob").unwrap_err();
    assert!(matches!(error, ProjectError::ReadOnly { .. }), "{error}");
    assert!(second.remove(&[id]).is_err() && second.lease(id).is_err());
    assert!(second.review(id, Status::Approved, "", &[]).is_err());
    let mut wish = sheet.clone();
    let step = wish.relabel("cow");
    assert!(second.commit(&wish.commit(id, Change::Edit(step))).is_err());
    sheet.relabelled(&mut first, id, "fox");
    assert_eq!(first.heartbeat().unwrap(), Heartbeat::StillMine);
}

#[test]
fn a_window_that_was_taken_over_notices_at_its_next_commit() {
    let desk = Desk::new();
    let mut first = desk.create();
    let (id, mut sheet) = desk.analysed(&mut first, "a.jpg");
    let mut second = Project::open(&desk.folder(), Access::TakeOver).unwrap();
    assert_eq!(second.info().unwrap().access, Access::Write);
    let mut late = sheet.clone();
    let step = late.relabel("cow");
    let error = first.commit(&late.commit(id, Change::Edit(step))).unwrap_err();
    assert!(matches!(error, ProjectError::TakenOver { .. }), "{error}");
    assert_eq!(first.info().unwrap().access, Access::ReadOnly);
    assert!(matches!(first.heartbeat().unwrap(), Heartbeat::Lost { .. }));
    second.image(id).unwrap();
    sheet.relabelled(&mut second, id, "cat");
    sheet.assert_in(&mut first, id);
    drop(first);
    assert_eq!(second.heartbeat().unwrap(), Heartbeat::StillMine, "leaving frees only one's own");
}

#[test]
fn a_window_that_was_taken_over_notices_at_its_next_heartbeat() {
    let desk = Desk::new();
    let mut first = desk.create();
    let second = Project::open(&desk.folder(), Access::TakeOver).unwrap();
    let Heartbeat::Lost { by } = first.heartbeat().unwrap() else { panic!("it noticed nothing") };
    assert!(by.contains("window"), "{by}");
    assert!(first.set_author("Ada").is_err());
    drop(second);
    drop(first);
    assert_eq!(desk.open().info().unwrap().access, Access::Write, "both left");
}

/// The database as another program sees it, to act as a session that died.
fn database(desk: &Desk) -> rusqlite::Connection {
    rusqlite::Connection::open(desk.folder().join(dce::project::DATABASE)).unwrap()
}

#[test]
fn a_dead_windows_place_is_simply_taken() {
    let desk = Desk::new();
    // Process numbers end far below this one on every system that numbers them.
    for death in
        ["UPDATE sessions SET pid = 2147483646", "UPDATE sessions SET beat_ms = beat_ms - 31000"]
    {
        let desk = if death.contains("pid") { &desk } else { &Desk::new() };
        let first = desk.create();
        database(desk).execute(death, []).unwrap();
        let mut second = desk.open();
        let died_by_pid = death.contains("pid");
        if cfg!(target_os = "linux") || !died_by_pid {
            assert_eq!(second.info().unwrap().access, Access::Write, "{death}");
            second.set_author("Ada").unwrap();
        }
        drop(first);
    }
}

/// A laptop that slept: its window was taken for dead, but nobody came. It goes on.
#[test]
fn a_window_that_was_silent_goes_on_where_nobody_came() {
    let desk = Desk::new();
    let mut first = desk.create();
    database(&desk).execute("UPDATE sessions SET beat_ms = 1", []).unwrap();
    let worker = Project::open(&desk.folder(), Access::Worker).unwrap(); // removes the dead
    assert_eq!(first.heartbeat().unwrap(), Heartbeat::StillMine);
    first.set_author("Ada").unwrap();
    assert_eq!(desk.open().info().unwrap().access, Access::ReadOnly, "and is alive again");
    drop(worker);
}

#[test]
fn window_and_worker_never_write_the_same_image() {
    let desk = Desk::new();
    let mut window = desk.create();
    let (a, mut of_a) = desk.analysed(&mut window, "a.jpg");
    let (b, mut of_b) = desk.analysed(&mut window, "b.jpg");
    let mut worker = Project::open(&desk.folder(), Access::Worker).unwrap();
    assert_eq!(worker.info().unwrap().access, Access::Worker);

    let again = Sheet::new("a.jpg");
    worker.record(a).unwrap();
    let error = worker.commit(&again.commit(a, Change::Analysed)).unwrap_err();
    assert!(matches!(error, ProjectError::NotLeased { .. }), "{error}");

    assert_eq!(window.lease(b).unwrap(), Lease::Yours);
    assert!(matches!(worker.lease(b).unwrap(), Lease::HeldBy(by) if by.contains("window")));
    assert_eq!(worker.lease(a).unwrap(), Lease::Yours);
    assert!(matches!(window.lease(a).unwrap(), Lease::HeldBy(by) if by.contains("worker")));

    let mut wish = of_a.clone();
    let step = wish.relabel("cow");
    let error = window.commit(&wish.commit(a, Change::Edit(step.clone()))).unwrap_err();
    assert!(matches!(error, ProjectError::Leased { .. }), "{error}");
    of_b.relabelled(&mut window, b, "cat");

    worker.commit(&again.commit(a, Change::Analysed)).unwrap();
    worker.release(a).unwrap();
    // What the window has on screen is older than the record now.
    let error = window.commit(&wish.commit(a, Change::Edit(step))).unwrap_err();
    assert!(matches!(error, ProjectError::ChangedElsewhere { .. }), "{error}");
    let opened = window.image(a).unwrap();
    of_a = Sheet { record: opened.record.unwrap(), history: opened.history };
    of_a.relabelled(&mut window, a, "fox");
    of_a.assert_in(&mut worker, a);
}

#[test]
fn a_lease_ends_with_its_session_or_its_time() {
    let desk = Desk::new();
    let mut window = desk.create();
    let (a, _) = desk.analysed(&mut window, "a.jpg");
    let mut worker = Project::open(&desk.folder(), Access::Worker).unwrap();
    assert_eq!(worker.lease(a).unwrap(), Lease::Yours);
    drop(worker);
    assert_eq!(window.lease(a).unwrap(), Lease::Yours, "the worker left");
    let mut worker = Project::open(&desk.folder(), Access::Worker).unwrap();
    assert!(matches!(worker.lease(a).unwrap(), Lease::HeldBy(_)));
    database(&desk).execute("UPDATE leases SET until_ms = 1", []).unwrap();
    assert_eq!(window.heartbeat().unwrap(), Heartbeat::StillMine);
    assert!(matches!(worker.lease(a).unwrap(), Lease::HeldBy(_)), "a heartbeat keeps it");
    database(&desk).execute("UPDATE leases SET until_ms = 1", []).unwrap();
    assert_eq!(worker.lease(a).unwrap(), Lease::Yours, "it ran out");
    assert!(matches!(worker.lease(dce::project::ImageId(99)), Err(ProjectError::NoImage(_))));
}

#[test]
fn a_window_hears_what_a_worker_did() {
    let desk = Desk::new();
    let mut window = desk.create();
    let (a, _) = desk.analysed(&mut window, "a.jpg");
    let (b, _) = desk.analysed(&mut window, "b.jpg");
    assert_eq!(window.images().unwrap().len(), 2);
    assert!(window.news().unwrap().is_empty());
    let mut worker = Project::open(&desk.folder(), Access::Worker).unwrap();
    worker.lease(b).unwrap();
    worker.failed_to_analyse(b, "cut short").unwrap();
    let c = worker.add(&[desk.photograph("c.jpg", b"c")]).unwrap()[0].id;
    let news = window.news().unwrap();
    assert_eq!(news.iter().map(|r| r.id).collect::<Vec<_>>(), [b, c]);
    assert_eq!(news[0].failure.as_deref(), Some("cut short"));
    assert!(window.news().unwrap().is_empty());
    window.review(a, Status::Approved, "", &[]).unwrap();
    assert!(window.news().unwrap().is_empty(), "its own work is no news");
}

#[test]
fn what_lists_show_is_restated_only_where_nobody_changed_the_record_meanwhile() {
    let desk = Desk::new();
    let mut window = desk.create();
    let (id, mut sheet) = desk.analysed(&mut window, "a.jpg");
    let mut worker = Project::open(&desk.folder(), Access::Worker).unwrap();
    let shown = |labels: &[&str]| Summary {
        labels: labels.iter().map(|l| (*l).to_owned()).collect(),
        ..Summary::default()
    };
    assert!(window.restate(id, |_| shown(&["fox"])).unwrap());
    assert!(!window.restate(id, |_| shown(&["fox"])).unwrap(), "as it was");
    assert_eq!(window.row(id).unwrap().summary, shown(&["fox"]));
    let late = window.restate(id, |_| {
        worker.lease(id).unwrap();
        worker.record(id).unwrap();
        sheet.relabelled(&mut worker, id, "cat");
        shown(&["late"])
    });
    assert!(!late.unwrap());
    assert_eq!(window.row(id).unwrap().summary.labels, ["cat", "person"]);
    sheet.assert_in(&mut window, id);
}
