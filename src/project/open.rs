//! A project opened: one folder with its database, owned by one thread.

use super::error::ProjectError;
use super::holder::Session;
use super::search::Words;
use super::types::{Access, ImageId, ProjectInfo};
use super::{backup, connect, damage, paths, recover, schema};
use crate::disk;
use rusqlite::Connection;
use std::cell::Cell;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tempfile::TempDir;

/// The database's name in the project's folder.
pub const DATABASE: &str = "project.sqlite";

/// Whether there is a project in a folder.
pub fn is_project(folder: &Path) -> bool {
    folder.join(DATABASE).is_file()
}

/// A project, open. Dropping it leaves it; [`Project::close`] also says what failed in doing so.
pub struct Project {
    pub(super) folder: PathBuf,
    /// The database's file: errors name it.
    pub(super) path: PathBuf,
    pub(super) db: Connection,
    pub(super) access: Access,
    pub(super) why_read_only: Option<String>,
    pub(super) session: Session,
    /// Who took it over, where somebody did.
    pub(super) lost_to: Option<String>,
    /// The revision of each image's record that was read or written here last: a write over any other is refused.
    pub(super) seen: HashMap<ImageId, i64>,
    /// The newest change of the list of images that was told of.
    pub(super) told: Cell<i64>,
    /// SQLite's count of what other connections wrote, when that was.
    pub(super) told_at: Cell<i64>,
    pub(super) words: Words,
    /// Folders that were found renamed: from, to.
    pub(super) moves: Vec<(PathBuf, PathBuf)>,
    pub(super) backup: Option<backup::Running>,
    /// When it last said that it is alive.
    pub(super) beat: Option<Instant>,
    /// Something was written since it was opened.
    pub(super) wrote: bool,
    recovered: Option<String>,
    /// Held while it may be written: nobody restores a database that somebody writes.
    _lock: Option<File>,
    /// The copy that is read in place of a database whose folder cannot be written.
    _copy: Option<TempDir>,
}

impl Project {
    /// Makes a project in a folder, which is made where it is missing, and opens it for writing.
    ///
    /// # Errors
    /// Where there is one already, or the folder cannot be written.
    pub fn create(folder: &Path, title: &str) -> Result<Self, ProjectError> {
        let folder = paths::whole(folder);
        if is_project(&folder) {
            return Err(ProjectError::AlreadyThere { folder });
        }
        disk::make_folder(&folder)?;
        let lock = connect::lock(&folder)?;
        let mut db = connect::to_write(&folder.join(DATABASE), true)?;
        schema::bring_up_to_date(&mut db, &folder.join(DATABASE))?;
        let mut project = Self::with(folder, db, Access::Write);
        project._lock = lock;
        project.begin_session(false)?;
        project.set_title(title)?;
        Ok(project)
    }

    /// Opens the project in a folder. A damaged one is restored as far as it can be; [`ProjectInfo::recovered`] says
    /// what was lost.
    ///
    /// # Errors
    /// Where there is none, it is of a newer dce, or it cannot be read.
    pub fn open(folder: &Path, access: Access) -> Result<Self, ProjectError> {
        let folder = paths::whole(folder);
        if !is_project(&folder) {
            return Err(ProjectError::NoProject { folder });
        }
        if access == Access::ReadOnly {
            return Self::to_read(folder, None);
        }
        if let Some(why) = connect::why_unwritable(&folder) {
            return Self::to_read(folder, Some(why));
        }
        let lock = connect::lock(&folder)?;
        let mut recovered = None;
        let db = match Self::sound(&folder) {
            Err(error) if error.is_damage() && access != Access::Worker => {
                recovered =
                    Some(connect::alone(lock.as_ref(), error, || recover::recover(&folder))?);
                Self::sound(&folder)?
            }
            other => other?,
        };
        let mode = if access == Access::Worker { Access::Worker } else { Access::Write };
        let mut project = Self::with(folder, db, mode);
        (project._lock, project.recovered) = (lock, recovered);
        match project.begin_session(access == Access::TakeOver) {
            Ok(()) => project.back_up_if_due(),
            Err(ProjectError::TakenOver { by }) => {
                project.become_read_only(format!("{by} has it open; take it over to edit here"));
            }
            Err(error) => return Err(error),
        }
        Ok(project)
    }

    /// Leaves the project.
    ///
    /// # Errors
    /// Where a backup that is due could not be made: the project itself is whole.
    pub fn close(mut self) -> Result<(), ProjectError> {
        self.leave()
    }

    /// What it is open for now: `Write`, `Worker` or `ReadOnly`.
    pub fn access(&self) -> Access {
        self.access
    }

    /// What the project says of itself.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn info(&self) -> Result<ProjectInfo, ProjectError> {
        Ok(ProjectInfo {
            folder: self.folder.clone(),
            title: self.text("title")?.unwrap_or_default(),
            scratch: self.is_scratch()?,
            access: self.access,
            why_read_only: self.why_read_only.clone(),
            schema: schema::version(&self.db, &self.path)?,
            recovered: self.recovered.clone(),
        })
    }

    /// Lets the database grow to that many pages of 4 KiB, as if the disk were full then: for tests.
    ///
    /// # Errors
    /// Where SQLite refuses.
    #[doc(hidden)]
    pub fn limit_pages(&self, pages: u32) -> Result<(), ProjectError> {
        self.db.pragma_update(None, "max_page_count", pages).map_err(|e| self.failed(e))
    }

    /// A connection to write by, brought up to date and looked through.
    fn sound(folder: &Path) -> Result<Connection, ProjectError> {
        let path = folder.join(DATABASE);
        damage::check_length(&path)?;
        let mut db = connect::to_write(&path, false)?;
        let found = schema::version(&db, &path)?;
        damage::check_at_opening(&db, folder)?;
        if (1..schema::NEWEST).contains(&found) {
            backup::back_up_before_update(folder)?;
        }
        schema::bring_up_to_date(&mut db, &path)?;
        Ok(db)
    }

    fn to_read(folder: PathBuf, why: Option<String>) -> Result<Self, ProjectError> {
        let (db, copy) = connect::to_read(&folder.join(DATABASE))?;
        let found = schema::version(&db, &folder.join(DATABASE))?;
        if found < schema::NEWEST {
            return Err(ProjectError::Older { folder, found });
        }
        let mut project = Self::with(folder, db, Access::ReadOnly);
        (project.why_read_only, project._copy) = (why, copy);
        Ok(project)
    }

    fn with(folder: PathBuf, db: Connection, access: Access) -> Self {
        Self {
            path: folder.join(DATABASE),
            folder,
            db,
            access,
            why_read_only: None,
            session: Session::new(access),
            lost_to: None,
            seen: HashMap::new(),
            told: Cell::new(0),
            told_at: Cell::new(-1),
            words: Words::default(),
            moves: Vec::new(),
            backup: None,
            beat: None,
            wrote: false,
            recovered: None,
            _lock: None,
            _copy: None,
        }
    }

    fn leave(&mut self) -> Result<(), ProjectError> {
        if self.access == Access::ReadOnly {
            return Ok(());
        }
        let backed_up = self.back_up_at_close();
        let left = self.end_session();
        self.access = Access::ReadOnly; // leaves once
        backed_up.and(left)
    }

    /// Names the database in an error of SQLite, and remembers damage.
    pub(super) fn failed(&self, source: rusqlite::Error) -> ProjectError {
        let error = ProjectError::of_sqlite(&self.path, source);
        if self.access != Access::ReadOnly {
            damage::mark(&self.folder, &error);
        }
        error
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

impl Drop for Project {
    fn drop(&mut self) {
        // Whoever wants to know calls `close`; the next session finds this one dead in any case.
        drop(self.leave());
    }
}
