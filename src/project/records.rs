//! The records of a project as files, one an image, as `dce caption` writes them.

use super::error::ProjectError;
use super::open::Project;
use super::record::Record;
use super::types::ImageId;
use crate::disk;
use std::path::Path;

impl Project {
    /// Writes an image's record into a folder and, before it, the depth map that it names; `false` where there is no
    /// record yet.
    ///
    /// # Errors
    /// Where it cannot be read or written.
    pub fn export_record(&mut self, id: ImageId, out: &Path) -> Result<bool, ProjectError> {
        let Some(mut record) = self.record(id)? else { return Ok(false) };
        let image = &record.scene.image;
        let place = out.join(Record::file_name(Path::new(&image.path), &image.sha256));
        if let Some(depth) = &mut record.scene.depth
            && let Some(map) = depth.file.as_deref().and_then(|file| self.depth(file))
        {
            let beside = place.with_extension("depth.png");
            disk::write_atomically(&beside, &disk::read(&map)?)?;
            depth.file = beside.file_name().map(|n| n.to_string_lossy().into_owned());
        }
        record.write(&place)?;
        Ok(true)
    }
}
