//! Images that wait to be analysed: a process that ends, however it ends, leaves them to the next.

use super::error::ProjectError;
use super::open::Project;
use super::types::ImageId;
use rusqlite::{Transaction, params};

impl Project {
    /// The images that wait, the first asked for first.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn queue(&self) -> Result<Vec<ImageId>, ProjectError> {
        let read = || -> rusqlite::Result<Vec<ImageId>> {
            let mut query = self.db.prepare("SELECT image FROM queue ORDER BY place")?;
            query.query_map([], |row| row.get(0).map(ImageId))?.collect()
        };
        read().map_err(|e| self.failed(e))
    }

    /// Lets images wait, behind those that do already.
    ///
    /// # Errors
    /// Where an image is not there, or that cannot be written.
    pub fn put_in_queue(&mut self, images: &[ImageId]) -> Result<(), ProjectError> {
        self.write(None, |db| {
            let mut put =
                db.prepare_cached("INSERT INTO queue(image) VALUES(?1) ON CONFLICT DO NOTHING")?;
            images.iter().try_for_each(|id| put.execute([id.0]).map(drop))?;
            Ok(())
        })
    }

    /// Images that wait no more.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn take_from_queue(&mut self, images: &[ImageId]) -> Result<(), ProjectError> {
        self.write(None, |db| Ok(images.iter().try_for_each(|id| taken(db, *id))?))
    }
}

/// An image waits no more.
pub(super) fn taken(db: &Transaction<'_>, image: ImageId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM queue WHERE image = ?1")?.execute(params![image.0]).map(drop)
}
