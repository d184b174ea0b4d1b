//! What lists show of a record, as columns of its image: written after an edit, a repair, a change of rules.

use super::error::ProjectError;
use super::images::{CHANGED, joined};
use super::open::Project;
use super::record::Record;
use super::types::{ImageId, Summary};
use rusqlite::{Connection, params};

impl Project {
    /// The images that have a record.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn analysed(&self) -> Result<Vec<ImageId>, ProjectError> {
        let mut query = self
            .db
            .prepare_cached("SELECT image FROM records ORDER BY image")
            .map_err(|e| self.failed(e))?;
        let ids = query.query_map([], |row| row.get(0).map(ImageId));
        ids.and_then(Iterator::collect).map_err(|e| self.failed(e))
    }

    /// Sets what lists show of an image without a change of its record: under other rules the same record says other
    /// things. Returns whether that is something else than before; nothing is written where another session changed the
    /// record meanwhile, for then it says what lists show.
    ///
    /// # Errors
    /// Where the image is not there, or that cannot be read or written.
    pub fn restate(
        &mut self,
        id: ImageId,
        of: impl FnOnce(Record) -> Summary,
    ) -> Result<bool, ProjectError> {
        let (revision, record) = self.revision_and_record(id)?;
        let Some(record) = record? else { return Ok(false) };
        let summary = of(record);
        if self.row(id)?.summary == summary {
            return Ok(false);
        }
        let changed = format!("UPDATE images SET {CHANGED} WHERE id = ?1 AND revision = ?2");
        self.write(None, |db| {
            let is_as_read = db.prepare_cached(&changed)?.execute(params![id.0, revision])? > 0;
            if is_as_read {
                put(db, id, &summary)?;
            }
            Ok(is_as_read)
        })
    }
}

/// Writes the columns.
pub(super) fn put(db: &Connection, id: ImageId, summary: &Summary) -> rusqlite::Result<()> {
    let set = "UPDATE images SET labels = ?2, texts = ?3, caption = ?4, warnings = ?5, conflicts = ?6, stale = ?7,
        unsupported = ?8, disagreement = ?9 WHERE id = ?1";
    let values = params![
        id.0,
        joined(&summary.labels),
        joined(&summary.texts),
        summary.caption,
        summary.warnings,
        summary.conflicts,
        summary.stale,
        summary.unsupported,
        summary.disagreement
    ];
    db.prepare_cached(set)?.execute(values).map(drop)
}
