//! Damaged databases: restored as far as they can be, the damaged file kept, the loss said.

use super::{Desk, Sheet};
use dce::project::{Access, Change, DATABASE, ImageId, Project, ProjectError, Status};
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

const PAGE: u64 = 4096;

/// Eight images, each with three edits, the last undone.
fn filled(desk: &Desk) -> Vec<(ImageId, Sheet)> {
    let mut project = desk.create();
    let all = (0..8)
        .map(|i| {
            let (id, mut sheet) = desk.analysed(&mut project, &format!("{i}.jpg"));
            for label in ["cat", "fox", "cow"] {
                sheet.relabelled(&mut project, id, label);
            }
            sheet.undone(&mut project, id);
            project.review(id, Status::NeedsWork, &format!("note {i}"), &[]).unwrap();
            (id, sheet)
        })
        .collect();
    drop(project);
    all
}

fn database(desk: &Desk) -> PathBuf {
    desk.folder().join(DATABASE)
}

fn overwrite(desk: &Desk, first_page: u64, pages: u64) {
    let mut file = std::fs::File::options().write(true).open(database(desk)).unwrap();
    file.seek(SeekFrom::Start(first_page * PAGE)).unwrap();
    let noise: Vec<u8> = (0..pages * PAGE).map(|i| (i * 7919 % 251) as u8).collect();
    file.write_all(&noise).unwrap();
}

fn pages(desk: &Desk) -> u64 {
    std::fs::metadata(database(desk)).unwrap().len() / PAGE
}

fn drop_backups(desk: &Desk) {
    std::fs::remove_dir_all(desk.folder().join("backups")).unwrap();
}

fn kept(desk: &Desk) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(desk.folder()).unwrap().map(|e| e.unwrap().path());
    let mut kept: Vec<PathBuf> =
        entries.filter(|p| p.to_string_lossy().contains("project.damaged-")).collect();
    kept.sort();
    kept
}

/// How many images are exactly as they were.
fn whole(project: &mut Project, all: &[(ImageId, Sheet)]) -> usize {
    let mut count = 0;
    for (id, sheet) in all {
        let Ok(opened) = project.image(*id) else { continue };
        if opened.record.as_ref() == Some(&sheet.record) && opened.history == sheet.history {
            count += 1;
        }
    }
    count
}

/// Every single page, one after another: nothing crashes, nothing that another page holds is lost, all is said.
#[test]
fn any_overwritten_page_is_survived() {
    let desk = Desk::new();
    let all = filled(&desk);
    let sound = std::fs::read(database(&desk)).unwrap();
    let backups = desk.folder().join("backups");
    let backup = std::fs::read_dir(&backups).unwrap().next().unwrap().unwrap().path();
    let backup_bytes = std::fs::read(&backup).unwrap();
    for with_backup in [true, false] {
        for page in 0..pages(&desk) {
            std::fs::remove_dir_all(desk.folder()).unwrap();
            std::fs::create_dir_all(&backups).unwrap();
            std::fs::write(database(&desk), &sound).unwrap();
            if with_backup {
                std::fs::write(&backup, &backup_bytes).unwrap();
            }
            overwrite(&desk, page, 1);
            let mut project = desk.open();
            let info = project.info().unwrap();
            let said = info.recovered.unwrap_or_else(|| panic!("page {page}: nothing was said"));
            assert!(said.contains("project.damaged-"), "{said}");
            assert_eq!(kept(&desk).len(), 1, "page {page}");
            let whole = whole(&mut project, &all);
            if with_backup {
                assert_eq!(whole, all.len(), "page {page}: the backup has it all: {said}");
            } else {
                assert!(
                    whole + 4 >= all.len() || said.contains("lost"),
                    "page {page}: {whole}: {said}"
                );
                assert!(
                    whole == all.len() || !said.contains("Nothing was lost"),
                    "page {page}: {said}"
                );
                let left = project.images().unwrap().len();
                assert!(
                    left == all.len() || said.contains("may be missing"),
                    "page {page}: {said}"
                );
            }
            drop(project);
            assert_eq!(desk.open().info().unwrap().recovered, None, "it is sound now");
        }
    }
}

#[test]
fn later_edits_are_made_again_on_the_backups_record() {
    let desk = Desk::new();
    let mut all = filled(&desk);
    let mut project = desk.open();
    project.back_up().unwrap();
    let (id, sheet) = &mut all[3];
    project.image(*id).unwrap();
    sheet.relabelled(&mut project, *id, "yak");
    sheet.relabelled(&mut project, *id, "emu");
    drop(project);
    // The record's own bytes, so that the structure stays sound: found when the image is opened.
    let db = rusqlite::Connection::open(database(&desk)).unwrap();
    db.execute("UPDATE records SET body = x'78da00' WHERE image = ?1", [id.0]).unwrap();
    drop(db);
    let (id, sheet) = (*id, sheet.clone());
    // A backup made at closing holds the later edits: the older one is what this is about.
    let mut backups: Vec<_> = std::fs::read_dir(desk.folder().join("backups"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    backups.sort();
    assert!(backups.len() <= 2, "bounded: {backups:?}");
    let mut project = desk.open();
    let error = project.image(id).unwrap_err();
    assert!(error.is_damage(), "{error}");
    drop(project);
    let mut project = desk.open();
    let said = project.info().unwrap().recovered.unwrap();
    assert!(said.contains("2 later edits made again") && said.contains("3.jpg"), "{said}");
    sheet.assert_in(&mut project, id);
    assert_eq!(whole(&mut project, &all), all.len());
    let row = project.row(id).unwrap();
    assert_eq!((row.status, row.note.as_str()), (Status::NeedsWork, "note 3"));
    assert_eq!(row.summary.labels, ["emu", "person"]);
}

#[test]
fn a_file_that_is_no_database_any_more_comes_back_from_the_backup() {
    let desk = Desk::new();
    let all = filled(&desk);
    for ruin in [&b""[..], b"It was a dark and stormy night.", &[0; 40_000]] {
        std::fs::write(database(&desk), ruin).unwrap();
        let mut project = desk.open();
        let said = project.info().unwrap().recovered.unwrap();
        assert!(said.contains("backup"), "{said}");
        assert_eq!(whole(&mut project, &all), all.len(), "{said}");
    }
}

#[test]
fn without_a_backup_the_loss_is_said() {
    let desk = Desk::new();
    filled(&desk);
    drop_backups(&desk);
    std::fs::write(database(&desk), [7; 40_000]).unwrap();
    let project = desk.open();
    let said = project.info().unwrap().recovered.unwrap();
    assert!(said.contains("Nothing could be read"), "{said}");
    assert!(project.images().unwrap().is_empty());
    assert_eq!(std::fs::read(&kept(&desk)[0]).unwrap(), [7; 40_000], "kept as it was");
}

/// A head that is gone, and not even a backup: the tables are found by where those of a new project begin.
#[test]
fn a_lost_first_page_costs_nothing() {
    let desk = Desk::new();
    let all = filled(&desk);
    drop_backups(&desk);
    overwrite(&desk, 0, 1);
    let mut project = desk.open();
    assert_eq!(whole(&mut project, &all), all.len(), "{:?}", project.info().unwrap().recovered);
    assert_eq!(project.info().unwrap().title, "Street scenes");
}

#[test]
fn nobody_restores_what_another_has_open() {
    let desk = Desk::new();
    let all = filled(&desk);
    let first = desk.open();
    overwrite(&desk, 0, pages(&desk));
    let error = Project::open(&desk.folder(), Access::Write).map(drop).unwrap_err();
    assert!(matches!(error, ProjectError::Damaged { .. }), "{error}");
    assert!(kept(&desk).is_empty());
    drop(first);
    let mut project = desk.open();
    assert!(project.info().unwrap().recovered.is_some());
    assert_eq!(whole(&mut project, &all), all.len());
}

/// What is in the log and not in the file yet is restored too.
#[test]
fn edits_that_are_in_the_log_alone_are_kept() {
    let desk = Desk::new();
    let all = filled(&desk);
    let mut project = desk.open();
    let (id, mut sheet) = all[0].clone();
    project.image(id).unwrap();
    sheet.relabelled(&mut project, id, "emu");
    // As a kill leaves it: the log not yet in the file.
    let copy = desk.root.path().join("killed");
    std::fs::create_dir(&copy).unwrap();
    for name in [DATABASE, "project.sqlite-wal"] {
        std::fs::copy(desk.folder().join(name), copy.join(name)).unwrap();
    }
    drop(project);
    let mut restored = Project::open(&copy, Access::TakeOver).unwrap();
    sheet.assert_in(&mut restored, id);
    assert_eq!(restored.info().unwrap().recovered, None, "a kill is no damage");
    drop(restored);
    let again = Sheet::new("0.jpg");
    let mut project = Project::open(&copy, Access::Write).unwrap();
    project.record(id).unwrap();
    project.commit(&again.commit(id, Change::Analysed)).unwrap();
    again.assert_in(&mut project, id);
}
