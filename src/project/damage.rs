//! Damage: noticing it, and remembering to look for it at the next opening.

use super::error::ProjectError;
use super::open::DATABASE;
use crate::disk;
use rusqlite::Connection;
use std::path::Path;

/// A database up to this size is looked through whenever it is opened: 64 MB take about 0.1 s.
const LOOKED_THROUGH_BYTES: u64 = 64 << 20;

/// Stands in the folder while damage was met that opening has not dealt with.
const MARK: &str = "project.check";

/// Looks through the whole structure of a database.
///
/// # Errors
/// Where it is damaged.
pub(super) fn check(db: &Connection, path: &Path) -> Result<(), ProjectError> {
    let said: String = db
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|e| ProjectError::of_sqlite(path, e))?;
    if said == "ok" {
        return Ok(());
    }
    Err(ProjectError::Damaged { path: path.to_owned(), message: said })
}

/// An empty file is an empty database to SQLite, but nothing that this program leaves: a copy that was cut, say.
pub(super) fn check_length(path: &Path) -> Result<(), ProjectError> {
    if std::fs::metadata(path).is_ok_and(|m| m.len() > 0) {
        return Ok(());
    }
    Err(ProjectError::Damaged { path: path.to_owned(), message: "the file is empty".to_owned() })
}

/// As [`check`], where that is quick; and damage that was met before counts.
pub(super) fn check_at_opening(db: &Connection, folder: &Path) -> Result<(), ProjectError> {
    let path = folder.join(DATABASE);
    if folder.join(MARK).exists() {
        let message = "it was met before".to_owned();
        return Err(ProjectError::Damaged { path, message });
    }
    let bytes = std::fs::metadata(&path).map(|m| m.len()).unwrap_or_default();
    if bytes > LOOKED_THROUGH_BYTES { Ok(()) } else { check(db, &path) }
}

/// Remembers damage, so that the next opening restores what it can. Where even that cannot be written, opening finds
/// what it finds.
pub(super) fn mark(folder: &Path, error: &ProjectError) {
    if error.is_damage() {
        drop(disk::write_atomically(&folder.join(MARK), error.to_string().as_bytes()));
    }
}

/// Forgets it: it was dealt with.
pub(super) fn unmark(folder: &Path) {
    drop(std::fs::remove_file(folder.join(MARK))); // it is seldom there
}
