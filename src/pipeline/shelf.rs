//! Decoded photographs that are kept, the last seen ones, within bounds of number and memory.

use super::pictures::ShownPicture;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Tells one state of a file from another: length and time of the last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64, SystemTime);

impl Stamp {
    /// `None` where the file cannot be looked at.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self(metadata.len(), metadata.modified().ok()?))
    }
}

/// A picture, and the file's state when it was decoded.
type Kept = (Arc<ShownPicture>, Option<Stamp>);

/// The shelf.
#[derive(Default)]
pub(super) struct Shelf {
    most: usize,
    most_bytes: usize,
    /// The one that was looked at last stands last.
    kept: Vec<(PathBuf, Kept)>,
}

impl Shelf {
    /// Keeps at most so many pictures (one at least) of so many bytes together.
    pub fn new(most: usize, most_bytes: usize) -> Self {
        Self { most: most.max(1), most_bytes, kept: Vec::new() }
    }

    /// The picture of a file, which is then the one seen last.
    pub fn get(&mut self, path: &Path) -> Option<Kept> {
        let at = self.kept.iter().position(|(p, _)| p == path)?;
        let found = self.kept.remove(at);
        let kept = found.1.clone();
        self.kept.push(found);
        Some(kept)
    }

    /// The same without looking: its place stays.
    pub fn peek(&self, path: &Path) -> Option<Kept> {
        self.kept.iter().find(|(p, _)| p == path).map(|(_, kept)| kept.clone())
    }

    /// Keeps a picture, and lets those go that were not seen for longest.
    pub fn put(&mut self, path: PathBuf, stamp: Option<Stamp>, picture: Arc<ShownPicture>) {
        self.remove(&path);
        self.kept.push((path, (picture, stamp)));
        while self.kept.len() > 1 && (self.len() > self.most || self.bytes() > self.most_bytes) {
            self.kept.remove(0);
        }
    }

    pub fn remove(&mut self, path: &Path) {
        self.kept.retain(|(p, _)| p != path);
    }

    pub fn len(&self) -> usize {
        self.kept.len()
    }

    pub fn bytes(&self) -> usize {
        self.kept.iter().map(|(_, (picture, _))| picture.bytes()).sum()
    }
}
