//! Copies of the database: the daily backup, and the copy that saving a project elsewhere makes.

use super::error::ProjectError;
use super::now_ms;
use super::open::{DATABASE, Project};
use super::types::Access;
use crate::disk::{self, DiskError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

/// The folder of backups in the project's.
pub(super) const BACKUPS: &str = "backups";

/// So many are kept; the newest is a day old at most while the project is in use.
const KEPT: usize = 2;

/// A larger database is not copied by itself: it would take seconds of disk and as much space again.
const LARGEST_BYTES: u64 = 200 << 20;

/// A backup that is older is renewed when the project is opened.
const RENEWED_AFTER: Duration = Duration::from_secs(24 * 3600);

/// A backup that is older is renewed when the project is closed, where that takes a blink.
const RENEWED_AT_CLOSE_AFTER: Duration = Duration::from_secs(60);
const LARGEST_AT_CLOSE_BYTES: u64 = 32 << 20;

/// Pages copied at a time: others may write in between.
const PAGES_AT_ONCE: i32 = 512;

/// A backup being made beside the work.
pub(super) type Running = JoinHandle<Result<(), ProjectError>>;

impl Project {
    /// Begins a backup on a thread of its own, where one is due. A window's task: two at once would be in each other's
    /// way.
    pub(super) fn back_up_if_due(&mut self) {
        if self.access != Access::Write {
            return;
        }
        let bytes = std::fs::metadata(&self.path).map(|m| m.len()).unwrap_or_default();
        if bytes > LARGEST_BYTES || age_of_newest(&self.folder).is_some_and(|a| a < RENEWED_AFTER) {
            return;
        }
        let folder = self.folder.clone();
        let copy = std::thread::Builder::new().name("backup".to_owned());
        // Without a thread there is no backup today; the work itself does not need it.
        self.backup = copy.spawn(move || back_up(&folder)).ok();
    }

    /// Waits for a backup under way and makes one of what was edited since, where that is quick.
    pub(super) fn back_up_at_close(&mut self) -> Result<(), ProjectError> {
        if let Some(running) = self.backup.take() {
            running.join().unwrap_or(Ok(()))?;
        }
        let bytes = std::fs::metadata(&self.path).map(|m| m.len()).unwrap_or_default();
        let fresh = age_of_newest(&self.folder).is_some_and(|a| a < RENEWED_AT_CLOSE_AFTER);
        let anothers = self.access == Access::Worker
            && super::holder::is_held(&self.db).map_err(|e| self.failed(e))?;
        if !self.wrote || anothers || fresh || bytes > LARGEST_AT_CLOSE_BYTES {
            return Ok(());
        }
        back_up(&self.folder)
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// Where the database cannot be read, or the backup not be written.
    pub fn back_up(&self) -> Result<(), ProjectError> {
        self.writable()?;
        back_up(&self.folder)
    }
}

/// The project's backups, newest first.
pub(super) fn backups(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.join(BACKUPS)) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == "sqlite"));
    found.sort();
    found.reverse();
    found
}

/// When a backup was made, as its name says: "2026-11-26 10:52 UTC".
pub(super) fn made_at(backup: &Path) -> String {
    let stem = backup.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    stem.strip_prefix("project-").unwrap_or(&stem).replace('_', " ")
}

fn age_of_newest(folder: &Path) -> Option<Duration> {
    let newest = backups(folder).into_iter().next()?;
    let written = std::fs::metadata(newest).ok()?.modified().ok()?;
    SystemTime::now().duration_since(written).ok()
}

/// Before a database is brought up to date, where it is not too large for that.
pub(super) fn back_up_before_update(folder: &Path) -> Result<(), ProjectError> {
    let bytes = std::fs::metadata(folder.join(DATABASE)).map(|m| m.len()).unwrap_or_default();
    if bytes > LARGEST_BYTES { Ok(()) } else { back_up(folder) }
}

/// Copies, checks and places a backup, then drops the oldest. A damaged database never becomes a backup.
fn back_up(folder: &Path) -> Result<(), ProjectError> {
    let place = folder.join(BACKUPS);
    disk::make_folder(&place)?;
    clear_unfinished(&place);
    let target = place.join(format!("project-{}.sqlite", stamp(now_ms())));
    copy(&reader(&folder.join(DATABASE))?, &target)?;
    for old in backups(folder).into_iter().skip(KEPT) {
        std::fs::remove_file(&old).map_err(|source| DiskError::Write { path: old, source })?;
    }
    Ok(())
}

/// Copies a database page by page into a file that appears whole, or not at all.
///
/// # Errors
/// Where the source is damaged or cannot be read, or the target not be written.
pub(super) fn copy(source: &Connection, target: &Path) -> Result<(), ProjectError> {
    let unfinished = target.with_extension("unfinished");
    let copied = copy_into(source, &unfinished);
    let written = |source| DiskError::Write { path: target.to_owned(), source };
    let placed = copied.and_then(|()| {
        std::fs::File::open(&unfinished).and_then(|f| f.sync_all()).map_err(written)?;
        std::fs::rename(&unfinished, target).map_err(written)?;
        let folder = target.parent().unwrap_or(Path::new("."));
        if cfg!(unix) {
            std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(written)?;
        }
        Ok(())
    });
    if placed.is_err() && unfinished.exists() {
        // What failed is said; the rest of the attempt is cleared again at the next one.
        drop(std::fs::remove_file(&unfinished));
    }
    placed
}

fn copy_into(source: &Connection, target: &Path) -> Result<(), ProjectError> {
    let writing = |e| ProjectError::of_sqlite(target, e);
    if target.exists() {
        let removed = std::fs::remove_file(target);
        removed.map_err(|source| DiskError::Write { path: target.to_owned(), source })?;
    }
    let mut to = Connection::open(target).map_err(writing)?;
    let work = Backup::new(source, &mut to).map_err(writing)?;
    loop {
        match work.step(PAGES_AT_ONCE).map_err(writing)? {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(20)), // another process writes just now
        }
    }
    drop(work);
    // The copy is one plain file: no second file with half of it beside.
    to.pragma_update(None, "journal_mode", "DELETE").map_err(writing)?;
    super::damage::check(&to, target)
}

/// A connection that reads the database as it is now, whatever others write meanwhile: the copy need not begin anew.
fn reader(path: &Path) -> Result<Connection, ProjectError> {
    let failed = |e| ProjectError::of_sqlite(path, e);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let db = Connection::open_with_flags(path, flags).map_err(failed)?;
    db.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;").map_err(failed)?;
    Ok(db)
}

/// What a killed process left.
fn clear_unfinished(place: &Path) {
    let Ok(entries) = std::fs::read_dir(place) else { return };
    for path in entries.filter_map(|e| Some(e.ok()?.path())) {
        if path.extension().is_some_and(|e| e == "unfinished") {
            drop(std::fs::remove_file(path)); // another process's, just being written, cannot be: it holds the project
        }
    }
}

/// "2026-11-26_10:52:07" as a file may be called: "2026-11-26_105207".
pub(super) fn stamp(at_ms: i64) -> String {
    let seconds = at_ms.div_euclid(1000);
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}_{hour:02}{minute:02}{second:02}")
}

/// Days since 1970-01-01 to year, month, day (H. Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
