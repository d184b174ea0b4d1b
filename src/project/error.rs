//! Why a project could not be read or written: which file, and what to do.

use super::record::RecordError;
use super::schema;
use super::types::ImageId;
use crate::disk::DiskError;
use crate::specialists::depth::DepthError;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What went wrong with a project.
#[derive(Debug, Error)]
pub enum ProjectError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Depth(#[from] DepthError),
    #[error("{folder}: there is no project here; `dce project create` makes one", folder = folder.display())]
    NoProject { folder: PathBuf },
    #[error("{folder}: there is a project here already; open it, or choose another folder", folder = folder.display())]
    AlreadyThere { folder: PathBuf },
    #[error("{path}: not a project of dce; choose another folder", path = path.display())]
    Foreign { path: PathBuf },
    #[error(
        "{path}: written by a newer dce (project form {found}, this one reads {newest}); update dce",
        path = path.display(), newest = schema::NEWEST
    )]
    Newer { path: PathBuf, found: u32 },
    #[error(
        "{folder}: the project has an older form ({found}) and must be opened for writing once, to be brought up to date",
        folder = folder.display()
    )]
    Older { folder: PathBuf, found: u32 },
    #[error("{folder}: the project is open read-only: {why}", folder = folder.display())]
    ReadOnly { folder: PathBuf, why: String },
    #[error("{by} took this project over; it is read-only here from now on")]
    TakenOver { by: String },
    #[error("image {image} is being written by {by}; try again when it is done")]
    Leased { image: ImageId, by: String },
    #[error("image {image} must be leased before it is written beside a window")]
    NotLeased { image: ImageId },
    #[error("image {image} was changed elsewhere meanwhile; open it again to see what it is now")]
    ChangedElsewhere { image: ImageId },
    #[error("image {0} is not in this project any more")]
    NoImage(ImageId),
    #[error("image {image} has nothing to {what}")]
    NothingTo { image: ImageId, what: &'static str },
    #[error("{path}: the disk is full: nothing of this was saved; free some space and try again", path = path.display())]
    DiskFull { path: PathBuf },
    #[error("{path}: another program keeps it busy; close that program, or try again", path = path.display())]
    Busy { path: PathBuf },
    #[error(
        "{path}: damaged ({message}); close the project and open it again: it is then restored as far as it can be",
        path = path.display()
    )]
    Damaged { path: PathBuf, message: String },
    #[error("{path}: cannot be read or written: {message}; check who may read and write the folder", path = path.display())]
    Refused { path: PathBuf, message: String },
    #[error("\"{text}\" is no SHA-256: 64 digits, 0-9 and a-f, are")]
    NoSha256 { text: String },
    #[error("{folder}: not a scratch project: remove it by hand if it is not needed", folder = folder.display())]
    NotScratch { folder: PathBuf },
    #[error("{path}: {source}", path = path.display())]
    Database { path: PathBuf, source: rusqlite::Error },
    #[error("{path}: {what} is not what this program wrote: {message}", path = path.display())]
    Malformed { path: PathBuf, what: String, message: String },
}

impl ProjectError {
    /// What SQLite says, in the terms of whoever has to mend it.
    pub(super) fn of_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        let path = path.to_owned();
        let message = source.to_string();
        // Columns hold what this program put there; anything else was not written by it.
        if let E::Utf8Error(..) | E::InvalidColumnType(..) | E::FromSqlConversionFailure(..) =
            source
        {
            return Self::Damaged { path, message };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            // The log's index is grown in another way than the files: a full disk is then a failure without a name.
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) if is_full(&path) => {
                Self::DiskFull { path }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, message }
            }
            Some(
                ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure,
            ) => Self::Refused { path, message },
            _ => Self::Database { path, source },
        }
    }

    /// Whether it is about one image alone: others can still be written.
    pub fn is_of_one_image(&self) -> bool {
        matches!(
            self,
            Self::NoImage(_)
                | Self::Leased { .. }
                | Self::NotLeased { .. }
                | Self::ChangedElsewhere { .. }
        )
    }

    /// Whether opening the project anew would try to restore it.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Malformed { .. })
    }
}

/// Whether no more than a few pages can be written beside a file.
fn is_full(path: &Path) -> bool {
    use std::io::{ErrorKind, Write};
    let folder = path.parent().unwrap_or(Path::new("."));
    let probe = tempfile::tempfile_in(folder).and_then(|mut f| {
        f.write_all(&[0; 1 << 16])?;
        f.sync_all()
    });
    probe.is_err_and(|e| matches!(e.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
}
