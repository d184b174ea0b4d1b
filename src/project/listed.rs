//! What lists show of a record, as columns of its image: written after an edit, a repair, a change of rules.

use super::error::ProjectError;
use super::images::{CHANGED, joined};
use super::open::Project;
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

    /// Sets what lists show of an image, without a change of its record: under other rules the same record says other
    /// things.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn summarise(&mut self, id: ImageId, summary: &Summary) -> Result<(), ProjectError> {
        let changed = format!("UPDATE images SET {CHANGED} WHERE id = ?1");
        self.write(None, |db| {
            put(db, id, summary)?;
            db.prepare_cached(&changed)?.execute([id.0])?;
            Ok(())
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
