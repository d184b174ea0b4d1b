//! `dce project`, the real binary.

use super::{Desk, Sheet};
use dce::domain::{Caption, CaptionOrigin, CaptionTarget, Edit};
use dce::project::{Access, Found, Lease, Project, Record, Status};
use std::path::Path;
use std::process::Command;

pub fn dce(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dce")).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn picture(desk: &Desk, name: &str, seed: u32) {
    let picture = image::RgbImage::from_fn(160, 120, |x, y| {
        image::Rgb([(x + seed) as u8, (y * 2) as u8, (x * y + seed) as u8])
    });
    picture.save(desk.root.path().join("photographs").join(name)).unwrap();
}

#[test]
fn a_project_is_made_filled_analysed_and_written_out() {
    crate::real::store();
    let desk = Desk::new();
    picture(&desk, "a.png", 1);
    picture(&desk, "b.png", 2);
    desk.photograph("c.jpg", b"no picture");
    let (folder, photographs) = (desk.folder(), desk.root.path().join("photographs"));
    let (folder, photographs) = (folder.to_str().unwrap(), photographs.to_str().unwrap());
    let (code, out, err) = dce(&["project", "create", folder, photographs]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("3 added"), "{out}");
    let (code, _, err) = dce(&["project", "create", folder]);
    assert_eq!(code, 2);
    assert!(err.contains("there is a project here already"), "{err}");

    // A window is open meanwhile, and holds one image.
    let mut window = desk.open();
    let rows = window.images().unwrap();
    let (a, b) = (rows[0].id, rows[1].id);
    assert_eq!(window.lease(b).unwrap(), Lease::Yours);
    let (code, _, err) = dce(&["project", "analyse", folder, "--workers", "2"]);
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains("1 analysed") && err.contains("1 in other hands") && err.contains("1 failed"),
        "{err}"
    );
    assert!(err.contains("c.jpg"), "{err}");
    assert_eq!(window.news().unwrap().len(), 2);
    let opened = window.image(a).unwrap();
    assert_eq!((opened.row.status, opened.found), (Status::ToReview, Found::AsBefore));
    assert!(opened.depth.is_some_and(|d| d.is_file()));
    window.release(b).unwrap();

    // The same record as `dce caption` makes.
    let alone = desk.root.path().join("alone");
    let (code, _, err) =
        dce(&["caption", &format!("{photographs}/a.png"), "--out", alone.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let out = desk.root.path().join("records");
    let (code, _, err) = dce(&["project", "records", folder, "--out", out.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let (ours, theirs) = (stripped(&only(&out)), stripped(&only(&alone)));
    let differences = ours.lines().zip(theirs.lines()).filter(|(a, b)| a != b);
    assert!(ours == theirs, "{:?}", differences.take(5).collect::<Vec<_>>());
    assert_eq!(depth_of(&out), depth_of(&alone));

    // What a person did is carried over.
    let mut sheet = Sheet { record: opened.record.unwrap(), history: opened.history };
    let (target, origin) = (CaptionTarget::Image, CaptionOrigin::Person("Ada".to_owned()));
    let to = Some(Box::new(Caption::plain(target, "Mine.", origin.clone())));
    let step = sheet.make(Edit::SetCaption { target, origin, to });
    window.commit(&sheet.commit(a, dce::project::Change::Edit(step))).unwrap();
    window.set_rules(&dce::domain::Rules { assert: 0.6, ..Default::default() }).unwrap();
    let (_, _, err) = dce(&["project", "analyse", folder]);
    assert!(err.contains("2 analysed"), "{err}");
    let again = window.image(a).unwrap();
    assert_eq!(again.row.summary.caption, "Mine.");
    assert_eq!(again.record.unwrap().rules.assert, 0.6);
    assert!(again.history.done.is_empty(), "undoing does not cross an analysis");
    let (_, _, err) = dce(&["project", "analyse", folder]);
    assert!(err.contains("0 analysed, 2 already done"), "{err}");
    let (code, out, _) = dce(&["project", "list", folder, "--status", "failed"]);
    assert_eq!(code, 0);
    assert!(out.contains("c.jpg") && out.lines().count() == 1, "{out}");
    let (_, out, _) = dce(&["project", "list", folder, "--search", "mine", "--json"]);
    let row: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((row["status"].as_str(), row["id"].as_i64()), (Some("to_review"), Some(a.0)));
}

/// The one record in a folder.
fn only(folder: &Path) -> Record {
    let files = super::content(folder);
    let (path, _) = files.iter().find(|(p, _)| p.extension().is_some_and(|e| e == "json")).unwrap();
    Record::read(path).unwrap()
}

fn depth_of(folder: &Path) -> Vec<u8> {
    let files = super::content(folder);
    files.into_iter().find(|(p, _)| p.to_string_lossy().ends_with(".depth.png")).unwrap().1
}

/// Without how long it took.
fn stripped(record: &Record) -> String {
    Record { timings: Vec::new(), ..record.clone() }.to_json().unwrap()
}

#[test]
fn unusable_arguments_end_with_2_and_say_what_to_do() {
    let desk = Desk::new();
    let nowhere = desk.root.path().join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    for arguments in [
        &["project", "list", nowhere][..],
        &["project", "analyse", nowhere],
        &["project", "records", nowhere, "--out", nowhere],
        &["project", "add", nowhere, "x.jpg"],
        &["project", "import", nowhere, "x.json"],
        &["project", "import", nowhere, "x.json", "--dry-run"],
    ] {
        let (code, _, err) = dce(arguments);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains("no project here") && err.contains("dce project create"), "{err}");
    }
    drop(desk.create());
    let (code, _, err) = dce(&["project", "add", desk.folder().to_str().unwrap(), "missing.jpg"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("missing.jpg"), "{err}");
    let (code, _, err) = dce(&["project", "list", nowhere, "--status", "done"]);
    assert_eq!(code, 2);
    assert!(err.contains("to_review"), "{err}");
}

/// A worker restores what a window would restore.
#[test]
fn a_damaged_project_is_restored_and_said() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (_, sheet) = desk.analysed(&mut project, "a.jpg");
    drop(project);
    std::fs::write(desk.folder().join(dce::project::DATABASE), b"ruined").unwrap();
    let folder = desk.folder();
    let more = desk.photograph("b.jpg", b"b");
    let (code, _, err) = dce(&["project", "add", folder.to_str().unwrap(), more.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("was damaged and has been restored"), "{err}");
    let mut project = Project::open(&folder, Access::ReadOnly).unwrap();
    let rows = project.images().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(project.record(rows[0].id).unwrap(), Some(sheet.record));
}

#[test]
fn a_failure_tells_its_cause_once() {
    let desk = Desk::new();
    // A file in the place of a folder: refused to everybody, the system's keeper too.
    let below = desk.photograph("file", b"no folder").join("project");
    let (code, _, err) = dce(&["project", "create", below.to_str().unwrap()]);
    assert_eq!(code, 2);
    assert_eq!(err.matches("os error").count(), 1, "{err}");
    let source = std::io::Error::other("the disk is gone");
    let plain = dce::disk::DiskError::Read { path: "a.jpg".into(), source };
    let error = anyhow::Error::from(plain).context("the photographs");
    let words = dce::cli::error_words(&error);
    assert_eq!(words, "the photographs: a.jpg: cannot be read: the disk is gone");
}
