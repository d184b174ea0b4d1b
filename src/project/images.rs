//! The images of a project: adding, listing, opening, reviewing, removing.

use super::body;
use super::damage;
use super::error::ProjectError;
use super::open::Project;
use super::paths;
use super::queue;
use super::types::{ImageId, ImageRow, Opened, Status, Summary};
use crate::domain::{Fingerprint, Size};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Between the words of a list in one column: a control character that is taken out of the words themselves.
const BETWEEN: char = '\u{1f}';

/// Every change of an image's row says that it is the newest: [`Project::news`] and the search read by it.
pub(super) const CHANGED: &str = "changed = (SELECT coalesce(max(changed), 0) + 1 FROM images)";

/// What [`row`] reads, in its order.
const COLUMNS: &str = "id, path, sha256, width, height, status, failure, labels, texts, caption, warnings, \
    conflicts, stale, unsupported, disagreement, note, tags, seconds, edited_at_ms";

impl Project {
    /// All images, in the order they were added.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn images(&self) -> Result<Vec<ImageRow>, ProjectError> {
        self.told.set(self.newest_change()?);
        let sql = format!("SELECT {COLUMNS} FROM images ORDER BY id");
        let mut query = self.db.prepare_cached(&sql).map_err(|e| self.failed(e))?;
        let rows = query.query_map([], row).map_err(|e| self.failed(e))?;
        rows.collect::<Result<_, _>>().map_err(|e| self.failed(e))
    }

    /// One image as lists show it.
    ///
    /// # Errors
    /// Where it is not there, or cannot be read.
    pub fn row(&self, id: ImageId) -> Result<ImageRow, ProjectError> {
        let sql = format!("SELECT {COLUMNS} FROM images WHERE id = ?1");
        let mut query = self.db.prepare_cached(&sql).map_err(|e| self.failed(e))?;
        let found = query.query_row([id.0], row).optional().map_err(|e| self.failed(e))?;
        found.ok_or(ProjectError::NoImage(id))
    }

    /// One image with its record, its history, and how its photograph was found.
    ///
    /// # Errors
    /// Where it is not there, or cannot be read.
    pub fn image(&mut self, id: ImageId) -> Result<Opened, ProjectError> {
        let found = self.find(id)?;
        let row = self.row(id)?;
        let record = self.record(id)?;
        let history = self.history(id)?;
        let map = record.as_ref().and_then(|r| r.scene.depth.as_ref()?.file.as_deref());
        let depth = map.and_then(|file| self.depth(file));
        let waiting = self.waiting(id)?;
        Ok(Opened { row, record, waiting, history, depth, found })
    }

    /// The rows that changed since the last call, where others changed any: how a window sees what a headless worker
    /// does. Costs nothing where nobody else wrote. Images are removed by the window alone, so it knows of those.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn news(&self) -> Result<Vec<ImageRow>, ProjectError> {
        // SQLite counts what other connections wrote, never what this one did.
        let version = self.db.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0));
        let version = version.map_err(|e| self.failed(e))?;
        if self.told_at.replace(version) == version {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT {COLUMNS} FROM images WHERE changed > ?1 ORDER BY id");
        let mut query = self.db.prepare_cached(&sql).map_err(|e| self.failed(e))?;
        let rows = query.query_map([self.told.get()], row).map_err(|e| self.failed(e))?;
        let rows = rows.collect::<Result<_, _>>().map_err(|e| self.failed(e))?;
        self.told.set(self.newest_change()?);
        Ok(rows)
    }

    fn newest_change(&self) -> Result<i64, ProjectError> {
        let newest = "SELECT coalesce(max(changed), 0) FROM images";
        self.db.query_row(newest, [], |row| row.get(0)).map_err(|e| self.failed(e))
    }

    /// The images whose record was made by this set-up (specialists, models, rules, program).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn analysed_by(&self, setup: &Fingerprint) -> Result<BTreeSet<ImageId>, ProjectError> {
        let sql = "SELECT id FROM images WHERE setup = ?1";
        let mut query = self.db.prepare(sql).map_err(|e| self.failed(e))?;
        let ids = query.query_map([&setup.0], |row| row.get(0).map(ImageId));
        ids.and_then(Iterator::collect).map_err(|e| self.failed(e))
    }

    /// The record of an image, where it was analysed. From now on it may be written over.
    ///
    /// # Errors
    /// Where the image is not there, or its record cannot be read.
    pub fn record(&mut self, id: ImageId) -> Result<Option<super::Record>, ProjectError> {
        let (revision, record) = self.revision_and_record(id)?;
        self.seen.insert(id, revision);
        record
    }

    /// The record of an image as [`Project::record`] has it, only to be looked at: it may not be written over for that.
    ///
    /// # Errors
    /// As there.
    pub fn peek(&self, id: ImageId) -> Result<Option<super::Record>, ProjectError> {
        self.revision_and_record(id)?.1
    }

    /// The revision of an image, and its record as far as that can be read.
    pub(super) fn revision_and_record(
        &self,
        id: ImageId,
    ) -> Result<(i64, Result<Option<super::Record>, ProjectError>), ProjectError> {
        let sql = "SELECT revision, body FROM images LEFT JOIN records ON image = id WHERE id = ?1";
        let found = self.db.prepare_cached(sql).and_then(|mut query| {
            query.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        });
        let found: Option<(i64, Option<Vec<u8>>)> = found.map_err(|e| self.failed(e))?;
        let (revision, body) = found.ok_or(ProjectError::NoImage(id))?;
        let record = body.map(|body| body::unpack(&body, &self.path)).transpose();
        if let (Err(error), true) = (&record, self.writable().is_ok()) {
            damage::mark(&self.folder, error);
        }
        Ok((revision, record))
    }

    /// Ids and paths of all images, in the order they were added.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn paths(&self) -> Result<Vec<(ImageId, PathBuf)>, ProjectError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, path FROM images ORDER BY id")
            .map_err(|e| self.failed(e))?;
        let rows = query.query_map([], |row| {
            Ok((ImageId(row.get(0)?), paths::from_bytes(row.get_ref(1)?.as_bytes()?)))
        });
        rows.and_then(Iterator::collect).map_err(|e| self.failed(e))
    }

    /// Adds photographs, each once; none need be readable yet. Returns the row of every one that was named, also of
    /// those that were there.
    ///
    /// # Errors
    /// Where they cannot be written: none is added then.
    pub fn add(&mut self, photographs: &[PathBuf]) -> Result<Vec<ImageRow>, ProjectError> {
        let folder = self.folder.clone();
        let ids = self.write(None, |db| {
            let mut there = db.prepare("SELECT id FROM images WHERE path = ?1")?;
            let mut add = db.prepare(
                "INSERT INTO images(path, relative, changed)
                    VALUES(?1, ?2, (SELECT coalesce(max(changed), 0) + 1 FROM images))",
            )?;
            let mut ids = Vec::with_capacity(photographs.len());
            for photograph in photographs {
                let path = paths::whole(photograph);
                let bytes = paths::to_bytes(&path);
                let relative = paths::relative_to(&path, &folder).map(|p| paths::to_bytes(&p));
                let id = match there.query_row([&bytes], |row| row.get(0)).optional()? {
                    Some(id) => id,
                    None => add.insert(params![bytes, relative])?,
                };
                ids.push(ImageId(id));
            }
            Ok(ids)
        })?;
        let mut seen = std::collections::HashSet::new();
        ids.into_iter().filter(|id| seen.insert(*id)).map(|id| self.row(id)).collect()
    }

    /// Takes images with their records and journals out of the project; photographs stay where they are.
    ///
    /// # Errors
    /// Where that cannot be written: none is removed then.
    pub fn remove(&mut self, ids: &[ImageId]) -> Result<(), ProjectError> {
        self.write(None, |db| {
            let mut remove = db.prepare("DELETE FROM images WHERE id = ?1")?;
            Ok(ids.iter().try_for_each(|id| remove.execute([id.0]).map(drop))?)
        })?;
        self.seen.retain(|id, _| !ids.contains(id));
        Ok(())
    }

    /// Sets what a person judged.
    ///
    /// # Errors
    /// Where the image is not there, or that cannot be written.
    pub fn review(
        &mut self,
        id: ImageId,
        status: Status,
        note: &str,
        tags: &[String],
    ) -> Result<(), ProjectError> {
        let set = "status = ?2, note = ?3, tags = ?4";
        self.change(id, set, params![id.0, status.id(), note, joined(tags)])
    }

    /// Sets that the analysis came to nothing, and why. A record that there is stays; the image waits no more.
    ///
    /// # Errors
    /// As [`Project::review`].
    pub fn failed_to_analyse(&mut self, id: ImageId, why: &str) -> Result<(), ProjectError> {
        let sql = change("status = 'failed', failure = ?2");
        let changed = self.write(None, |db| {
            queue::taken(db, id)?;
            Ok(db.prepare_cached(&sql)?.execute(params![id.0, why])?)
        })?;
        if changed == 0 { Err(ProjectError::NoImage(id)) } else { Ok(()) }
    }

    /// Adds time that a person spent on an image.
    ///
    /// # Errors
    /// As [`Project::review`].
    pub fn spent(&mut self, id: ImageId, seconds: f64) -> Result<(), ProjectError> {
        let set = "seconds = seconds + ?2";
        self.change(id, set, params![id.0, seconds])
    }

    fn change(
        &mut self,
        id: ImageId,
        set: &str,
        values: impl rusqlite::Params,
    ) -> Result<(), ProjectError> {
        let sql = change(set);
        let changed = self.write(None, |db| Ok(db.prepare_cached(&sql)?.execute(values)?))?;
        if changed == 0 { Err(ProjectError::NoImage(id)) } else { Ok(()) }
    }
}

/// Sets something of the image `?1`.
fn change(set: &str) -> String {
    format!("UPDATE images SET {set}, {CHANGED} WHERE id = ?1")
}

fn row(row: &Row<'_>) -> rusqlite::Result<ImageRow> {
    let (width, height): (Option<u32>, Option<u32>) = (row.get(3)?, row.get(4)?);
    let words = |column| row.get_ref(column)?.as_str().map(split).map_err(rusqlite::Error::from);
    Ok(ImageRow {
        id: ImageId(row.get(0)?),
        path: paths::from_bytes(row.get_ref(1)?.as_bytes()?),
        sha256: row.get(2)?,
        size: width.zip(height).map(|(w, h)| Size::new(w, h)),
        status: Status::named(row.get_ref(5)?.as_str()?).unwrap_or_default(),
        failure: row.get(6)?,
        summary: Summary {
            labels: words(7)?,
            texts: words(8)?,
            caption: row.get(9)?,
            warnings: row.get(10)?,
            conflicts: row.get(11)?,
            stale: row.get(12)?,
            unsupported: row.get(13)?,
            disagreement: row.get(14)?,
        },
        note: row.get(15)?,
        tags: words(16)?,
        seconds: row.get(17)?,
        edited_at_ms: row.get(18)?,
    })
}

/// Words as one column.
pub(super) fn joined(words: &[String]) -> String {
    let plain = words.iter().map(|w| w.replace(BETWEEN, " "));
    plain.collect::<Vec<_>>().join(&BETWEEN.to_string())
}

fn split(column: &str) -> Vec<String> {
    if column.is_empty() {
        return Vec::new();
    }
    column.split(BETWEEN).map(str::to_owned).collect()
}
