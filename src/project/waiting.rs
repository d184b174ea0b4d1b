//! Captions of an image that was not analysed yet: they wait for evidence to be read against, and come into the first
//! record that there is.

use super::error::ProjectError;
use super::images::CHANGED;
use super::open::Project;
use super::types::{Commit, ImageId};
use crate::domain::Caption;
use rusqlite::{Transaction, params};

impl Project {
    /// The captions of an image that wait for its first record.
    ///
    /// # Errors
    /// Where the image is not there, or they cannot be read.
    pub fn waiting(&self, id: ImageId) -> Result<Vec<Caption>, ProjectError> {
        let sql = "SELECT waiting FROM images WHERE id = ?1";
        let json = self.db.query_row(sql, [id.0], |row| row.get::<_, String>(0));
        match json {
            Ok(json) if json.is_empty() => Ok(Vec::new()),
            Ok(json) => {
                serde_json::from_str(&json).map_err(|e| self.malformed("a waiting caption", &e))
            }
            Err(rusqlite::Error::QueryReturnedNoRows) => Err(ProjectError::NoImage(id)),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Lets these captions, and no others, wait for the image's first record.
    ///
    /// # Errors
    /// Where the image is not there or another session writes it, or that cannot be written.
    pub fn set_waiting(&mut self, id: ImageId, captions: &[Caption]) -> Result<(), ProjectError> {
        let json = json(captions).map_err(|e| self.failed(e))?;
        let set = format!("UPDATE images SET waiting = ?2, {CHANGED} WHERE id = ?1");
        match self.write(Some(id), |db| Ok(db.execute(&set, params![id.0, json])?))? {
            0 => Err(ProjectError::NoImage(id)),
            _ => Ok(()),
        }
    }
}

/// What the record holds now waits no more.
pub(super) fn taken_in(db: &Transaction<'_>, commit: &Commit) -> rusqlite::Result<()> {
    let sql = "SELECT waiting FROM images WHERE id = ?1";
    let mut query = db.prepare_cached(sql)?;
    let waiting: String = query.query_row([commit.image.0], |row| row.get(0))?;
    if waiting.is_empty() {
        return Ok(());
    }
    // What this program cannot read waits for one that can.
    let Ok(mut captions) = serde_json::from_str::<Vec<Caption>>(&waiting) else { return Ok(()) };
    let there = &commit.record.scene.captions;
    captions.retain(|c| !there.iter().any(|t| t.slot() == c.slot()));
    let set = "UPDATE images SET waiting = ?2 WHERE id = ?1";
    db.execute(set, params![commit.image.0, json(&captions)?]).map(drop)
}

fn json(captions: &[Caption]) -> rusqlite::Result<String> {
    if captions.is_empty() {
        return Ok(String::new());
    }
    serde_json::to_string(captions)
        .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}
