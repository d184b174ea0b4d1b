//! What the store knows of its files: hashes that were verified, and hashes pinned at first fetch.

use super::error::StoreError;
use crate::disk;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Verified files by their path below the store's folder: a cache, safe to delete.
///
/// Hashing every model at every start costs most of a second; a file whose length and times are those it had when it
/// was hashed is taken as unchanged. `dce models verify` hashes everything again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Verified {
    files: BTreeMap<String, Seen>,
}

/// A file as it was when its hash was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    sha256: String,
    bytes: u64,
    modified_ns: u64,
    /// Unix's time of the last change of content or metadata, which no program can set back; 0 elsewhere.
    changed_ns: i64,
}

impl Verified {
    /// Reads the list; a missing or unreadable one is empty: then files are hashed again.
    pub fn read(home: &Path) -> Self {
        let Ok(text) = fs::read_to_string(Self::path(home)) else { return Self::default() };
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// # Errors
    /// Where the list cannot be written.
    pub fn write(&self, home: &Path) -> Result<(), StoreError> {
        write_json(&Self::path(home), self)
    }

    /// Takes over what another process verified meanwhile; what this one knows stays.
    pub fn merge_from_disk(&mut self, home: &Path) {
        for (key, seen) in Self::read(home).files {
            self.files.entry(key).or_insert(seen);
        }
    }

    /// Keeps the hashes and forgets when they were seen: every file is hashed again.
    pub fn doubt_all(&mut self) {
        for seen in self.files.values_mut() {
            (seen.bytes, seen.modified_ns, seen.changed_ns) = (0, 0, 0);
        }
    }

    fn path(home: &Path) -> PathBuf {
        home.join("verified.json")
    }

    /// The hash of the file, where it was verified and did not change since.
    pub fn hash(&self, home: &Path, path: &Path) -> Option<&str> {
        let seen = self.files.get(&key(home, path))?;
        let now = observe(&fs::metadata(path).ok()?, &seen.sha256)?;
        (*seen == now).then_some(seen.sha256.as_str())
    }

    /// The hash that the file had when it was last verified, whatever happened to it since.
    pub fn recorded(&self, home: &Path, path: &Path) -> Option<&str> {
        self.files.get(&key(home, path)).map(|seen| seen.sha256.as_str())
    }

    /// Remembers the file's hash; a file that cannot be observed is simply hashed again next time.
    pub fn remember(&mut self, home: &Path, path: &Path, sha256: &str) {
        if let Some(seen) = fs::metadata(path).ok().and_then(|m| observe(&m, sha256)) {
            self.files.insert(key(home, path), seen);
        }
    }

    /// Forgets the file.
    pub fn forget(&mut self, home: &Path, path: &Path) {
        self.files.remove(&key(home, path));
    }
}

fn key(home: &Path, path: &Path) -> String {
    path.strip_prefix(home).unwrap_or(path).to_string_lossy().into_owned()
}

fn observe(metadata: &Metadata, sha256: &str) -> Option<Seen> {
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Seen {
        sha256: sha256.to_owned(),
        bytes: metadata.len(),
        modified_ns: u64::try_from(modified.as_nanos()).ok()?,
        changed_ns: changed_ns(metadata),
    })
}

#[cfg(unix)]
fn changed_ns(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed_ns(_metadata: &Metadata) -> i64 {
    0
}

/// Hashes of files whose cards publish none, as they were at first fetch. Losing this list loses trust, not files.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Pins {
    /// By "model/file@revision".
    pins: BTreeMap<String, Pin>,
}

/// One pinned file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Pin {
    pub sha256: String,
    /// Where it came from.
    pub origin: String,
}

impl Pins {
    /// Reads the list; a missing one is empty.
    ///
    /// # Errors
    /// Where it is there and cannot be read: forgetting pins silently would accept anything.
    pub fn read(home: &Path) -> Result<Self, StoreError> {
        let path = Self::path(home);
        match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text)
                .map_err(|e| StoreError::io("read", &path)(std::io::Error::other(e))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(StoreError::io("read", &path)(e)),
        }
    }

    /// # Errors
    /// Where the list cannot be written.
    pub fn write(&self, home: &Path) -> Result<(), StoreError> {
        write_json(&Self::path(home), self)
    }

    /// Where the list is.
    pub fn path(home: &Path) -> PathBuf {
        home.join("pins.json")
    }

    /// The pin of a model's file.
    pub fn get(&self, key: &str) -> Option<&Pin> {
        self.pins.get(key)
    }

    /// Pins a file.
    pub fn set(&mut self, key: String, pin: Pin) {
        self.pins.insert(key, pin);
    }
}

fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let bytes = serde_json::to_vec_pretty(value)
        .map_err(|e| StoreError::io("write", path)(std::io::Error::other(e)))?;
    Ok(disk::write_atomically(path, &bytes)?)
}
