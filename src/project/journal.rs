//! The journal: every edit one row, written with the record and the summary that came of it in one transaction.

use super::body;
use super::error::ProjectError;
use super::images::CHANGED;
use super::listed;
use super::now_ms;
use super::open::Project;
use super::queue;
use super::types::{Change, Commit, ImageId};
use super::waiting;
use super::write::Halt;
use crate::domain::{Edit, History, Step};
use rusqlite::{OptionalExtension, Transaction, params};

/// States of a journal row: in force; undone and redoable; undone, and other edits were made since.
const DONE: &str = "done";
const UNDONE: &str = "undone";
const DROPPED: &str = "dropped";

impl Project {
    /// Writes a change and what came of it, all or nothing; once this returns, it is on the disk.
    ///
    /// # Errors
    /// Where it cannot be written, the image was changed elsewhere, or there is nothing to undo or redo: nothing is
    /// changed then.
    pub fn commit(&mut self, commit: &Commit) -> Result<(), ProjectError> {
        self.writable()?;
        let body = body::pack(&commit.record, &self.path)?;
        let seen = self.seen.get(&commit.image).copied().unwrap_or_default();
        self.write(Some(commit.image), |db| {
            let epoch = epoch(db, commit.image, seen)?;
            let edited_at_ms = journal(db, commit, epoch)?;
            write(db, commit, &body, edited_at_ms)?;
            Ok(waiting::taken_in(db, commit)?)
        })?;
        self.seen.insert(commit.image, seen + 1);
        Ok(())
    }

    /// What can be undone and redone in an image.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn history(&self, id: ImageId) -> Result<History, ProjectError> {
        let sql = "SELECT journal.state, edit, inverse, author, at_ms FROM journal
            JOIN images ON images.id = journal.image AND images.epoch = journal.epoch
            WHERE journal.image = ?1 AND state IN ('done', 'undone') ORDER BY journal.id";
        let mut query = self.db.prepare_cached(sql).map_err(|e| self.failed(e))?;
        let mut rows = query.query([id.0]).map_err(|e| self.failed(e))?;
        let mut history = History::default();
        while let Some(row) = rows.next().map_err(|e| self.failed(e))? {
            let read = |column| row.get::<_, String>(column).map_err(|e| self.failed(e));
            let edit = |json: String| {
                serde_json::from_str(&json).map_err(|e| self.malformed("a journal row", &e))
            };
            let step = Step {
                edit: edit(read(1)?)?,
                inverse: edit(read(2)?)?,
                author: read(3)?,
                at_ms: row.get(4).map_err(|e| self.failed(e))?,
            };
            if read(0)? == DONE { history.done.push(step) } else { history.undone.push(step) }
        }
        history.undone.reverse(); // undone last, so made first, is redone first
        Ok(history)
    }
}

/// The image's epoch (how often it was analysed), where its record is still the one that was seen.
fn epoch(db: &Transaction<'_>, image: ImageId, seen: i64) -> Result<i64, Halt> {
    let sql = "SELECT epoch, revision FROM images WHERE id = ?1";
    let found: Option<(i64, i64)> =
        db.query_row(sql, [image.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match found {
        None => Err(ProjectError::NoImage(image).into()),
        Some((_, revision)) if revision != seen => {
            Err(ProjectError::ChangedElsewhere { image }.into())
        }
        Some((epoch, _)) => Ok(epoch),
    }
}

/// Writes the journal's row, or turns one. Returns when a person changed something, where one did.
fn journal(db: &Transaction<'_>, commit: &Commit, epoch: i64) -> Result<Option<i64>, Halt> {
    let image = commit.image;
    match &commit.change {
        Change::Edit(step) => {
            let drop =
                "UPDATE journal SET state = ?3 WHERE image = ?1 AND epoch = ?2 AND state = ?4";
            db.execute(drop, params![image.0, epoch, DROPPED, UNDONE])?;
            let add = "INSERT INTO journal(image, epoch, state, author, at_ms, edit, inverse)
                VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let (edit, inverse) = (json(&step.edit)?, json(&step.inverse)?);
            db.prepare_cached(add)?.execute(params![
                image.0,
                epoch,
                DONE,
                step.author,
                step.at_ms,
                edit,
                inverse
            ])?;
            Ok(Some(step.at_ms))
        }
        Change::Undo => turn(db, image, epoch, (DONE, UNDONE), ("max", "undo")),
        Change::Redo => turn(db, image, epoch, (UNDONE, DONE), ("min", "make again")),
        Change::Analysed => {
            db.execute("UPDATE images SET epoch = epoch + 1 WHERE id = ?1", [image.0])?;
            queue::taken(db, image)?;
            Ok(None)
        }
    }
}

/// Turns the last row in force, or the first that is not, into the other state.
fn turn(
    db: &Transaction<'_>,
    image: ImageId,
    epoch: i64,
    (from, to): (&str, &str),
    (which, what): (&str, &'static str),
) -> Result<Option<i64>, Halt> {
    let sql = format!(
        "UPDATE journal SET state = ?4 WHERE id = (SELECT {which}(id) FROM journal
            WHERE image = ?1 AND epoch = ?2 AND state = ?3)"
    );
    if db.execute(&sql, params![image.0, epoch, from, to])? == 0 {
        return Err(ProjectError::NothingTo { image, what }.into());
    }
    Ok(Some(now_ms()))
}

fn json(edit: &Edit) -> Result<String, Halt> {
    serde_json::to_string(edit)
        .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)).into())
}

/// The record, and what lists show of it.
fn write(
    db: &Transaction<'_>,
    commit: &Commit,
    body: &[u8],
    edited_at_ms: Option<i64>,
) -> rusqlite::Result<()> {
    let put = "INSERT INTO records(image, body) VALUES(?1, ?2)
        ON CONFLICT(image) DO UPDATE SET body = excluded.body";
    db.prepare_cached(put)?.execute(params![commit.image.0, body])?;
    listed::put(db, commit.image, &commit.summary)?;
    let image = &commit.record.scene.image;
    let set = format!(
        "UPDATE images SET width = ?2, height = ?3, sha256 = ?4, setup = ?5, status = coalesce(?6, status),
        edited_at_ms = coalesce(?7, edited_at_ms), revision = revision + 1, {CHANGED} WHERE id = ?1"
    );
    db.prepare_cached(&set)?.execute(params![
        commit.image.0,
        image.size.width,
        image.size.height,
        image.sha256,
        commit.record.setup.0,
        commit.status.map(|s| s.id()),
        edited_at_ms
    ])?;
    if commit.change == Change::Analysed {
        // The stamp of the file that was analysed is not known here: the next look takes it.
        let fresh = "UPDATE images SET failure = NULL, bytes = NULL, modified_ns = NULL,
            status = CASE WHEN ?2 IS NULL AND status IN ('new', 'failed') THEN 'to_review' ELSE status END
            WHERE id = ?1";
        db.execute(fresh, params![commit.image.0, commit.status.map(|s| s.id())])?;
    }
    Ok(())
}
