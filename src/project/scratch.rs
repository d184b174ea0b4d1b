//! Scratch projects, made for loose photographs, and saving a project elsewhere.

use super::backup::{self, stamp};
use super::error::ProjectError;
use super::open::{DATABASE, Project};
use super::pictures::{DEPTH, PASTED, THUMBS};
use super::types::Access;
use super::{now_ms, paths};
use crate::disk::{self, DiskError};
use rusqlite::{OptionalExtension, params};
use std::path::{Path, PathBuf};

/// The folder of scratch projects in the store's home.
const SCRATCH: &str = "scratch";

/// A scratch project that was never saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    pub folder: PathBuf,
    /// The folder of the first photograph; `None` where it holds none.
    pub from: Option<PathBuf>,
    /// How many photographs it holds.
    pub images: u32,
    /// How many of them a person edited.
    pub edited: u32,
    /// A window has it open.
    pub in_use: bool,
    /// When it was last written, in milliseconds since 1970-01-01 UTC.
    pub written_at_ms: i64,
}

impl Project {
    /// Makes a project for loose photographs below the store's home; [`Project::save_as`] gives it a place of its own.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn scratch(home: &Path) -> Result<Self, ProjectError> {
        let parent = home.join(SCRATCH);
        disk::make_folder(&parent)?;
        let name =
            tempfile::Builder::new().prefix(&format!("{}-", stamp(now_ms()))).tempdir_in(&parent);
        let folder = name.map_err(|source| DiskError::Write { path: parent, source })?.keep();
        let mut project = Self::create(&folder, "Unsaved photographs")?;
        project.set_text("scratch", "true")?;
        Ok(project)
    }

    /// Puts the project into a folder of its own, which is made where it is missing, and goes on there. A scratch project
    /// moves; any other stays behind as it is.
    ///
    /// # Errors
    /// Where there is a project already, or the folder cannot be written: the project is then where it was.
    pub fn save_as(&mut self, folder: &Path) -> Result<(), ProjectError> {
        let to = paths::whole(folder);
        if to.join(DATABASE).exists() {
            return Err(ProjectError::AlreadyThere { folder: to });
        }
        disk::make_folder(&to)?;
        for pictures in [DEPTH, PASTED, THUMBS] {
            copy_folder(&self.folder.join(pictures), &to.join(pictures))?;
        }
        // The database comes last: until then there is no project there.
        backup::copy(&self.db, &to.join(DATABASE))?;
        let (was_scratch, moves) = (self.is_scratch()?, self.writable().is_ok());
        let mut saved = Self::open(&to, Access::TakeOver)?;
        saved.settle(&self.folder, was_scratch)?;
        saved.seen = std::mem::take(&mut self.seen); // the same records, in the same revisions
        let left = std::mem::replace(self, saved);
        let from = left.folder.clone();
        left.close()?;
        if was_scratch && moves { remove_folder(&from) } else { Ok(()) }
    }

    /// Makes the copy a project in its own right: its title, and where photographs lie from here; those that lay in the
    /// folder it came from came with it.
    fn settle(&mut self, from: &Path, was_scratch: bool) -> Result<(), ProjectError> {
        let folder = self.folder.clone();
        let title = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let rows = self.images()?;
        let me = self.session.token.clone();
        self.write(None, |db| {
            db.execute("DELETE FROM leases", [])?;
            db.execute("DELETE FROM sessions WHERE token <> ?1", [me])?;
            let mut set = db.prepare("UPDATE images SET path = ?2, relative = ?3 WHERE id = ?1")?;
            for row in rows {
                let own = row.path.strip_prefix(from.join(PASTED));
                let own = own.map(|name| folder.join(PASTED).join(name));
                let path = own.unwrap_or(row.path);
                let relative = paths::relative_to(&path, &folder).map(|p| paths::to_bytes(&p));
                set.execute(params![row.id.0, paths::to_bytes(&path), relative])?;
            }
            db.execute("DELETE FROM settings WHERE key = 'scratch'", [])?;
            Ok(())
        })?;
        if was_scratch { self.set_title(&title) } else { Ok(()) }
    }

    pub(super) fn is_scratch(&self) -> Result<bool, ProjectError> {
        Ok(self.text("scratch")?.is_some())
    }
}

/// The scratch projects below the store's home, last written first; those that cannot be read are listed too, as empty.
pub fn leftovers(home: &Path) -> Vec<Leftover> {
    let Ok(entries) = std::fs::read_dir(home.join(SCRATCH)) else { return Vec::new() };
    let folders = entries.filter_map(|e| Some(e.ok()?.path()));
    let mut found: Vec<Leftover> =
        folders.filter(|f| f.join(DATABASE).is_file()).map(|folder| leftover(&folder)).collect();
    found.sort_by_key(|l| std::cmp::Reverse(l.written_at_ms));
    found
}

/// Removes a scratch project that nobody has open.
///
/// # Errors
/// Where it is no scratch project, is in use, or cannot be removed.
pub fn discard(folder: &Path) -> Result<(), ProjectError> {
    let project = Project::open(folder, Access::Write)?;
    project.writable()?;
    if !project.is_scratch()? {
        return Err(ProjectError::NotScratch { folder: folder.to_owned() });
    }
    project.close()?;
    remove_folder(folder)
}

fn leftover(folder: &Path) -> Leftover {
    let log = super::salvage::with_suffix(&folder.join(DATABASE), "-wal");
    let written = [log, folder.join(DATABASE)].into_iter().filter_map(|path| {
        let since = path.metadata().ok()?.modified().ok()?;
        let since = since.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_millis()).ok()
    });
    let written_at_ms = written.max().unwrap_or_default();
    let counted = Project::open(folder, Access::ReadOnly).and_then(|project| {
        let count = |sql: &str| {
            project.db.query_row(sql, [], |row| row.get::<_, u32>(0)).map_err(|e| project.failed(e))
        };
        let images = count("SELECT count(*) FROM images")?;
        let edited = count("SELECT count(*) FROM images WHERE edited_at_ms IS NOT NULL")?;
        let in_use = super::holder::is_held(&project.db).map_err(|e| project.failed(e))?;
        let first = "SELECT path FROM images ORDER BY id LIMIT 1";
        let first = project.db.query_row(first, [], |row| row.get::<_, Vec<u8>>(0)).optional();
        let first = first.map_err(|e| project.failed(e))?.map(|p| paths::from_bytes(&p));
        let from = first.and_then(|p| p.parent().map(Path::to_owned));
        Ok((from, images, edited, in_use))
    });
    let (from, images, edited, in_use) = counted.unwrap_or_default();
    Leftover { folder: folder.to_owned(), from, images, edited, in_use, written_at_ms }
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), ProjectError> {
    if !from.is_dir() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry =
            entry.map_err(|e| DiskError::Read { path: from.to_owned(), source: e.into() })?;
        let Ok(below) = entry.path().strip_prefix(from) else { continue };
        if entry.file_type().is_file() {
            disk::write_atomically(&to.join(below), &disk::read(entry.path())?)?;
        }
    }
    Ok(())
}

fn remove_folder(folder: &Path) -> Result<(), ProjectError> {
    let removed = std::fs::remove_dir_all(folder);
    Ok(removed.map_err(|source| DiskError::Write { path: folder.to_owned(), source })?)
}
