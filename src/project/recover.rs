//! Putting a sound database in place of a damaged one: the last good state from what can still be read and the newest
//! backup.

use super::backup;
use super::error::ProjectError;
use super::open::DATABASE;
use super::restore::Restore;
use super::salvage::{Source, with_suffix};
use super::tally::Tally;
use super::{damage, now_ms, schema};
use crate::disk::DiskError;
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};

/// Puts a sound database in place of the damaged one, which is kept beside it, and says what was lost.
///
/// # Errors
/// Where that cannot be written: everything is then as it was.
pub(super) fn recover(folder: &Path) -> Result<String, ProjectError> {
    let path = folder.join(DATABASE);
    let kept = keep(folder, &path)?;
    let backup = backup::backups(folder)
        .into_iter()
        .find(|b| Source::open(b, None).is_ok_and(|s| s.is_some()));
    let damaged = Source::open(&kept, backup.as_deref())?;
    let older = match &backup {
        Some(backup) => Source::open(backup, None)?,
        None => None,
    };
    let new = folder.join("project.restored");
    remove(&new)?;
    let assembled = assemble(&new, damaged.as_ref(), older.as_ref());
    let Ok(tally) = assembled else {
        // On a full disk, say: nothing of the attempt stays, so that the next one begins where this one did.
        for part in [&new, &kept, &with_suffix(&kept, "-wal"), &with_suffix(&kept, "-shm")] {
            remove(part)?;
        }
        return assembled.map(|_| String::new());
    };
    drop((damaged, older));
    // What reading it left; its own log stays.
    remove(&with_suffix(&kept, "-shm"))?;
    let log = with_suffix(&kept, "-wal");
    if std::fs::metadata(&log).is_ok_and(|m| m.len() == 0) {
        remove(&log)?;
    }
    // The log of the damaged file goes first: it must never be taken for the new one's.
    remove(&with_suffix(&path, "-wal"))?;
    remove(&with_suffix(&path, "-shm"))?;
    std::fs::rename(&new, &path).map_err(|source| DiskError::Write { path, source })?;
    damage::unmark(folder);
    Ok(tally.words(&kept, backup.as_deref()))
}

/// The damaged file and its log under a name that says what they are; the same file, not a copy, where the disk can.
fn keep(folder: &Path, path: &Path) -> Result<PathBuf, ProjectError> {
    let kept = folder.join(format!("project.damaged-{}.sqlite", backup::stamp(now_ms())));
    let written = |source| DiskError::Write { path: kept.clone(), source };
    std::fs::hard_link(path, &kept)
        .or_else(|_| std::fs::copy(path, &kept).map(drop))
        .map_err(written)?;
    let log = with_suffix(path, "-wal");
    if std::fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
        std::fs::copy(&log, with_suffix(&kept, "-wal")).map_err(written)?;
    }
    Ok(kept)
}

fn assemble(
    new: &Path,
    damaged: Option<&Source>,
    backup: Option<&Source>,
) -> Result<Tally, ProjectError> {
    let failed = |e| ProjectError::of_sqlite(new, e);
    let mut db = Connection::open(new).map_err(failed)?;
    db.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    schema::bring_up_to_date(&mut db, new)?;
    let into = db.transaction().map_err(failed)?;
    let sources: Vec<&Source> = damaged.into_iter().chain(backup).collect();
    for (key, value) in sources.iter().flat_map(|s| s.settings()) {
        let add = "INSERT OR IGNORE INTO settings(key, value) VALUES(?1, ?2)"; // the damaged file's come first
        into.execute(add, params![key, value]).map_err(failed)?;
    }
    let mut tally = Tally::default();
    let restore = Restore { into: &into, path: new, damaged, backup };
    restore.images(&mut tally)?;
    into.commit().map_err(failed)?;
    damage::check(&db, new)?;
    Ok(tally)
}

fn remove(path: &Path) -> Result<(), ProjectError> {
    match std::fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(DiskError::Write { path: path.to_owned(), source }.into())
        }
        _ => Ok(()),
    }
}
