//! Files on disk: reading with errors that name the path, and the one atomic writer.
//! Floor 0: knows no format.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What went wrong with a file, which one, and what to do about it.
#[derive(Debug, Error)]
pub enum DiskError {
    #[error("{path}: cannot be read: {source}{mend}", path = path.display(), mend = mend(source))]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{path}: cannot be written: {source}{mend}", path = path.display(), mend = mend(source))]
    Write { path: PathBuf, source: std::io::Error },
}

/// The remedy that fits an I/O error, as the tail of its message.
fn mend(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::*;
    match error.kind() {
        NotFound => "; check the spelling of the path",
        PermissionDenied => "; check who may read and write it",
        StorageFull | QuotaExceeded => {
            "; free some space and run the command again: nothing was lost"
        }
        ReadOnlyFilesystem => "; choose another folder with --out",
        _ => "",
    }
}

/// The whole file.
///
/// # Errors
/// Where it cannot be opened or read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    std::fs::read(path).map_err(|source| DiskError::Read { path: path.to_owned(), source })
}

/// The whole file as UTF-8 text.
///
/// # Errors
/// Where it cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, DiskError> {
    std::fs::read_to_string(path)
        .map_err(|source| DiskError::Read { path: path.to_owned(), source })
}

/// Makes the folder and those above it.
///
/// # Errors
/// Where the file system refuses.
pub fn make_folder(path: &Path) -> Result<(), DiskError> {
    std::fs::create_dir_all(path)
        .map_err(|source| DiskError::Write { path: path.to_owned(), source })
}

/// Writes a file whole or not at all: a temporary file beside it, synced, then renamed over `path`.
/// The folder is made where it is missing. After a crash either the old file stands or the new one.
///
/// # Errors
/// Where any step fails; the old file is then untouched and the temporary one removed.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let failed = |source| DiskError::Write { path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    make_folder(folder)?;
    let mut temporary = new_beside(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|e| failed(e.error))?;
    sync_folder(folder).map_err(failed)
}

/// A temporary file that others may read as they may any new file: tempfile's own default is for secrets.
fn new_beside(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less the user's umask
    builder.tempfile_in(folder)
}

/// Makes the rename itself durable; folders cannot be synced on Windows, where the rename already is.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
