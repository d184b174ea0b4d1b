//! A project opened: one folder with its database, owned by one thread.

use super::error::ProjectError;
use super::paths;
use super::schema;
use super::types::{Access, ImageId, ProjectInfo};
use crate::disk;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The database's name in the project's folder.
pub const DATABASE: &str = "project.sqlite";

/// How long a write waits for another process's, which takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether there is a project in a folder.
pub fn is_project(folder: &Path) -> bool {
    folder.join(DATABASE).is_file()
}

/// A project, open.
pub struct Project {
    pub(super) folder: PathBuf,
    /// The database's file: errors name it.
    pub(super) path: PathBuf,
    pub(super) db: Connection,
    pub(super) access: Access,
    pub(super) why_read_only: Option<String>,
    /// The revision of each image's record that was read or written here last: a write over any other is refused.
    pub(super) seen: HashMap<ImageId, i64>,
}

impl Project {
    /// Makes a project in a folder, which is made where it is missing, and opens it for writing.
    ///
    /// # Errors
    /// Where there is one already, or the folder cannot be written.
    pub fn create(folder: &Path, title: &str) -> Result<Self, ProjectError> {
        let folder = paths::whole(folder);
        if folder.join(DATABASE).exists() {
            return Err(ProjectError::AlreadyThere { folder });
        }
        disk::make_folder(&folder)?;
        let flags = OpenFlags::default();
        let mut project = Self::connect(folder, flags, Access::Write)?;
        schema::bring_up_to_date(&mut project.db, &project.path)?;
        project.set_text("title", title)?;
        Ok(project)
    }

    /// Opens the project in a folder.
    ///
    /// # Errors
    /// Where there is none, it is of a newer dce, or it cannot be read.
    pub fn open(folder: &Path, access: Access) -> Result<Self, ProjectError> {
        let folder = paths::whole(folder);
        if !folder.join(DATABASE).is_file() {
            return Err(ProjectError::NoProject { folder });
        }
        let access = if access == Access::TakeOver { Access::Write } else { access };
        let flags = match access {
            Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
            _ => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let mut project = Self::connect(folder, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX, access)?;
        if access == Access::ReadOnly {
            schema::version(&project.db, &project.path)?;
        } else {
            schema::bring_up_to_date(&mut project.db, &project.path)?;
        }
        Ok(project)
    }

    fn connect(folder: PathBuf, flags: OpenFlags, access: Access) -> Result<Self, ProjectError> {
        let path = folder.join(DATABASE);
        let failed = |e| ProjectError::of_sqlite(&path, e);
        let db = Connection::open_with_flags(&path, flags).map_err(failed)?;
        db.busy_timeout(PATIENCE).map_err(failed)?;
        if access != Access::ReadOnly {
            db.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
            // An edit is on the disk, not only in the system's memory, before it counts as saved.
            db.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
        }
        db.pragma_update(None, "foreign_keys", true).map_err(failed)?;
        let seen = HashMap::new();
        Ok(Self { folder, path, db, access, why_read_only: None, seen })
    }

    /// What the project says of itself.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn info(&self) -> Result<ProjectInfo, ProjectError> {
        Ok(ProjectInfo {
            folder: self.folder.clone(),
            title: self.text("title")?.unwrap_or_default(),
            scratch: self.text("scratch")?.is_some(),
            access: self.access,
            why_read_only: self.why_read_only.clone(),
            schema: schema::version(&self.db, &self.path)?,
            recovered: None,
        })
    }

    /// Names the database in an error of SQLite.
    pub(super) fn failed(&self, source: rusqlite::Error) -> ProjectError {
        ProjectError::of_sqlite(&self.path, source)
    }

    /// Refuses where nothing may be written.
    pub(super) fn writable(&self) -> Result<(), ProjectError> {
        if self.access != Access::ReadOnly {
            return Ok(());
        }
        let why = self.why_read_only.clone();
        let why = why.unwrap_or_else(|| "it was opened so".to_owned());
        Err(ProjectError::ReadOnly { folder: self.folder.clone(), why })
    }
}
