//! The journal: every edit one row, written with the record and the summary that came of it in one transaction.

use super::body;
use super::error::ProjectError;
use super::images::joined;
use super::open::Project;
use super::types::{Change, Commit, ImageId};
use crate::domain::{History, Step};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

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
        let path = self.path.clone();
        let failed = |e| ProjectError::of_sqlite(&path, e);
        let work =
            self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let epoch = epoch(&work, commit.image, seen).map_err(failed)??;
        let moved = journal(&work, commit, epoch).map_err(failed)?;
        if let Some(what) = moved.missing {
            return Err(ProjectError::NothingTo { image: commit.image, what });
        }
        write(&work, commit, &body, moved.edited_at_ms).map_err(failed)?;
        work.commit().map_err(failed)?;
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

    /// Does several writes in one transaction.
    pub(super) fn in_one_go<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ProjectError> {
        let path = self.path.clone();
        let failed = |e| ProjectError::of_sqlite(&path, e);
        let all =
            self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let done = work(&all).map_err(failed)?;
        all.commit().map_err(failed)?;
        Ok(done)
    }
}

/// The image's epoch (how often it was analysed), where its record is still the one that was seen.
fn epoch(
    db: &Transaction<'_>,
    image: ImageId,
    seen: i64,
) -> rusqlite::Result<Result<i64, ProjectError>> {
    let sql = "SELECT epoch, revision FROM images WHERE id = ?1";
    let found: Option<(i64, i64)> =
        db.query_row(sql, [image.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(match found {
        None => Err(ProjectError::NoImage(image)),
        Some((_, revision)) if revision != seen => Err(ProjectError::ChangedElsewhere { image }),
        Some((epoch, _)) => Ok(epoch),
    })
}

/// What became of the journal.
#[derive(Default)]
struct Moved {
    /// There was nothing to do this to.
    missing: Option<&'static str>,
    edited_at_ms: Option<i64>,
}

fn journal(db: &Transaction<'_>, commit: &Commit, epoch: i64) -> rusqlite::Result<Moved> {
    let image = commit.image.0;
    match &commit.change {
        Change::Edit(step) => {
            let drop =
                "UPDATE journal SET state = ?3 WHERE image = ?1 AND epoch = ?2 AND state = ?4";
            db.execute(drop, params![image, epoch, DROPPED, UNDONE])?;
            let json = |edit| serde_json::to_string(edit).map_err(|e| to_sql(Box::new(e)));
            let add = "INSERT INTO journal(image, epoch, state, author, at_ms, edit, inverse)
                VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            db.prepare_cached(add)?.execute(params![
                image,
                epoch,
                DONE,
                step.author,
                step.at_ms,
                json(&step.edit)?,
                json(&step.inverse)?
            ])?;
            Ok(Moved { missing: None, edited_at_ms: Some(step.at_ms) })
        }
        Change::Undo => turn(db, image, epoch, (DONE, UNDONE), ("max", "undo")),
        Change::Redo => turn(db, image, epoch, (UNDONE, DONE), ("min", "make again")),
        Change::Analysed => {
            db.execute("UPDATE images SET epoch = epoch + 1 WHERE id = ?1", [image])?;
            Ok(Moved::default())
        }
    }
}

/// Turns the last row in force, or the first that is not, into the other state.
fn turn(
    db: &Transaction<'_>,
    image: i64,
    epoch: i64,
    (from, to): (&str, &str),
    (which, what): (&str, &'static str),
) -> rusqlite::Result<Moved> {
    let sql = format!(
        "UPDATE journal SET state = ?4 WHERE id = (SELECT {which}(id) FROM journal
            WHERE image = ?1 AND epoch = ?2 AND state = ?3)"
    );
    let turned = db.execute(&sql, params![image, epoch, from, to])?;
    Ok(Moved { missing: (turned == 0).then_some(what), edited_at_ms: Some(super::now_ms()) })
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
    let (image, summary) = (&commit.record.scene.image, &commit.summary);
    let set = "UPDATE images SET width = ?2, height = ?3, sha256 = ?4, setup = ?5, labels = ?6, texts = ?7,
        caption = ?8, warnings = ?9, conflicts = ?10, stale = ?11, unsupported = ?12, disagreement = ?13,
        status = coalesce(?14, status), edited_at_ms = coalesce(?15, edited_at_ms), revision = revision + 1
        WHERE id = ?1";
    db.prepare_cached(set)?.execute(params![
        commit.image.0,
        image.size.width,
        image.size.height,
        image.sha256,
        commit.record.setup.0,
        joined(&summary.labels),
        joined(&summary.texts),
        summary.caption,
        summary.warnings,
        summary.conflicts,
        summary.stale,
        summary.unsupported,
        summary.disagreement,
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

fn to_sql(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(error)
}
