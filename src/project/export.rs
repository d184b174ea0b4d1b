//! Records of a project as files, one an image, as `dce caption` writes them: for teams, and for other programs.

use super::error::ProjectError;
use super::open::Project;
use super::record::Record;
use super::types::ImageId;
use crate::disk;
use std::path::Path;

impl Project {
    /// Writes the records of all analysed images into a folder, each as `up_to_date` leaves it. Returns how many there
    /// are.
    ///
    /// # Errors
    /// Where a record cannot be read or written: those before it are written.
    pub fn export(
        &mut self,
        out: &Path,
        mut up_to_date: impl FnMut(&mut Record),
    ) -> Result<usize, ProjectError> {
        let mut count = 0;
        for row in self.images()? {
            count += usize::from(self.export_one(row.id, out, &mut up_to_date)?);
        }
        Ok(count)
    }

    /// Writes an image's record and, before it, the depth map that it names; `false` where there is no record.
    ///
    /// # Errors
    /// Where the record cannot be read or written.
    pub fn export_one(
        &mut self,
        id: ImageId,
        out: &Path,
        up_to_date: impl FnOnce(&mut Record),
    ) -> Result<bool, ProjectError> {
        let Some(mut record) = self.record(id)? else { return Ok(false) };
        up_to_date(&mut record);
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
