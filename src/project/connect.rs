//! Connections to the database: to write, to read where nothing may be written, and the lock against restoring.

use super::error::ProjectError;
use super::salvage::with_suffix;
use crate::disk::DiskError;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// How long a write waits for another process's, which takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// The lock's name in the project's folder.
const LOCK: &str = "project.lock";

/// A connection that writes; the file is made where `create` says so.
pub(super) fn to_write(path: &Path, create: bool) -> Result<Connection, ProjectError> {
    let failed = |e| ProjectError::of_sqlite(path, e);
    let made = if create { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | made;
    let db = Connection::open_with_flags(path, flags).map_err(failed)?;
    db.busy_timeout(PATIENCE).map_err(failed)?;
    db.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
    // An edit is on the disk, not only in the system's memory, before it counts as saved.
    db.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
    db.pragma_update(None, "foreign_keys", true).map_err(failed)?;
    Ok(db)
}

/// A connection that writes nothing. Beside a database in a folder that cannot be written SQLite can keep no index of
/// its log: without a log it reads the file alone, with one a copy of both, which is returned too.
pub(super) fn to_read(path: &Path) -> Result<(Connection, Option<TempDir>), ProjectError> {
    let failed = |e| ProjectError::of_sqlite(path, e);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let plain = Connection::open_with_flags(path, flags).and_then(readable);
    if why_unwritable(path.parent().unwrap_or(Path::new("."))).is_none() || plain.is_ok() {
        return Ok((plain.map_err(failed)?, None));
    }
    let log = with_suffix(path, "-wal");
    let logged = std::fs::metadata(&log).is_ok_and(|m| m.len() > 0);
    if let (false, Some(text)) = (logged, path.to_str()) {
        let name = text.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let name = format!("file:{name}?immutable=1");
        let flags = flags | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(name, flags).and_then(readable).map_err(failed)?;
        return Ok((db, None));
    }
    let (copy, database) = copied(path, &log)?;
    let db = Connection::open_with_flags(database, flags).and_then(readable).map_err(failed)?;
    Ok((db, Some(copy)))
}

/// The connection, where something can be read by it: opening alone reads nothing.
fn readable(db: Connection) -> rusqlite::Result<Connection> {
    db.busy_timeout(PATIENCE)?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(db)
}

fn copied(path: &Path, log: &Path) -> Result<(TempDir, PathBuf), ProjectError> {
    let read = |source| DiskError::Read { path: path.to_owned(), source };
    let copy = tempfile::tempdir().map_err(read)?;
    let database = copy.path().join("project.sqlite");
    std::fs::copy(path, &database).map_err(read)?;
    if log.exists() {
        std::fs::copy(log, with_suffix(&database, "-wal")).map_err(read)?;
    }
    Ok((copy, database))
}

/// Why nothing can be written into a project's folder; `None` where it can.
pub(super) fn why_unwritable(folder: &Path) -> Option<String> {
    let mend = "save it elsewhere to work on a copy, or see who may write there";
    let database = folder.join(super::open::DATABASE);
    let probe = tempfile::Builder::new().prefix(".probe").tempfile_in(folder).map(drop);
    if let Err(error) = probe {
        // A full disk is no read-only folder: what is there can still be edited in place, or says so.
        let full = matches!(
            error.kind(),
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded
        );
        return (!full)
            .then(|| format!("{}: cannot be written: {error}; {mend}", folder.display()));
    }
    let opened = File::options().write(true).open(&database);
    let error = opened.err().filter(|e| e.kind() != std::io::ErrorKind::NotFound)?;
    Some(format!("{}: cannot be written: {error}; {mend}", database.display()))
}

/// The lock of everybody who writes; `None` where the disk knows no locks.
///
/// # Errors
/// Where somebody is restoring the project just now.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, ProjectError> {
    let path = folder.join(LOCK);
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let file = opened.map_err(|source| DiskError::Write { path: path.clone(), source })?;
    match file.try_lock_shared() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(ProjectError::Busy { path }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Restores while nobody else has the project open to write; where somebody has, `damage` says what they should do.
pub(super) fn alone<T>(
    lock: Option<&File>,
    damage: ProjectError,
    restore: impl FnOnce() -> Result<T, ProjectError>,
) -> Result<T, ProjectError> {
    let Some(lock) = lock else { return restore() };
    let unlocked = lock.unlock().is_ok();
    if unlocked && matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
        return Err(damage);
    }
    let restored = restore();
    // Between the two locks another may come in: it finds a sound database, as this one will.
    if lock.unlock().is_ok() {
        drop(lock.try_lock_shared());
    }
    restored
}
