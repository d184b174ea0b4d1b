//! Files placed so that a kill at any moment leaves the old one or the new one, never half of either.

use super::error::StoreError;
use crate::disk;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Lower-case hex of the SHA-256 of `bytes`.
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hex of the SHA-256 of the file's content.
///
/// # Errors
/// Where the file cannot be read.
pub fn sha256_of_file(path: &Path) -> Result<String, StoreError> {
    let mut file = File::open(path).map_err(StoreError::io("open", path))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(StoreError::io("read", path))?;
        if read == 0 {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        write!(text, "{byte:02x}").unwrap_or_default();
        text
    })
}

/// Moves a complete file to its place: synced, then renamed; both must be on one file system.
///
/// # Errors
/// Where a step fails; `to` is then as it was.
pub fn move_into_place(from: &Path, to: &Path) -> Result<(), StoreError> {
    let folder = to.parent().unwrap_or(Path::new("."));
    disk::make_folder(folder)?;
    let file = File::options().write(true).open(from).map_err(StoreError::io("open", from))?;
    file.sync_all().map_err(StoreError::io("sync", from))?;
    drop(file);
    fs::rename(from, to).map_err(StoreError::io("replace", to))?;
    sync_folder(folder)
}

/// A rename lasts only once its folder is on disk. Only Unix can sync a folder, and only Unix needs it.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        let handle = File::open(folder).map_err(StoreError::io("open", folder))?;
        handle.sync_all().map_err(StoreError::io("sync", folder))?;
    }
    Ok(())
}

/// `folder` + `name`, where `name` stays below `folder`.
///
/// # Errors
/// Where `name` is empty, absolute or climbs.
pub fn below(folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let relative = Path::new(name);
    let plain = !name.is_empty()
        && !name.contains('\\')
        && relative.components().all(|c| matches!(c, Component::Normal(_)));
    if plain {
        Ok(folder.join(relative))
    } else {
        Err(StoreError::BadName { name: name.to_owned() })
    }
}
