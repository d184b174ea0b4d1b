//! Pictures beside the database, named by content: thumbnails of photographs, depth maps, and photographs that
//! came without a file.

use super::error::ProjectError;
use super::open::Project;
use crate::disk;
use crate::domain::Fingerprint;
use crate::specialists::DepthMap;
use std::path::{Path, PathBuf};

/// Folders in the project's.
pub(super) const THUMBS: &str = "thumbs";
pub(super) const DEPTH: &str = "depth";
pub(super) const PASTED: &str = "pasted";

/// The thumbnails of a project: any thread may read and write them, they need no database.
#[derive(Debug, Clone)]
pub struct Thumbs {
    folder: PathBuf,
}

impl Thumbs {
    /// Those of the project in a folder.
    pub fn of(project: &Path) -> Self {
        Self { folder: project.join(THUMBS) }
    }

    /// The encoded thumbnail of the photograph with this SHA-256; `None` where there is none yet.
    pub fn get(&self, sha256: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.place(sha256)?).ok()?;
        (!bytes.is_empty()).then_some(bytes)
    }

    /// Keeps a thumbnail, encoded (JPEG or PNG).
    ///
    /// # Errors
    /// Where it cannot be written, or `sha256` is not one.
    pub fn put(&self, sha256: &str, encoded: &[u8]) -> Result<(), ProjectError> {
        let Some(place) = self.place(sha256) else {
            return Err(ProjectError::NoSha256 { text: sha256.to_owned() });
        };
        Ok(disk::write_atomically(&place, encoded)?)
    }

    /// In folders by the first two digits, so that none holds 100,000 files.
    fn place(&self, sha256: &str) -> Option<PathBuf> {
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        let first = sha256.get(..2).filter(|_| is_hash)?;
        Some(self.folder.join(first).join(sha256))
    }
}

/// The name that [`Project::put_depth`] gives a depth map, known before it is written.
pub fn depth_file_name(map: &DepthMap) -> String {
    let values: Vec<u8> = map.nearness.iter().flat_map(|v| v.to_le_bytes()).collect();
    let shape = format!("{}x{} ", map.width, map.height);
    Fingerprint::of_bytes(&[shape.as_bytes(), &values].concat()).0 + ".png"
}

impl Project {
    /// The thumbnails, for the thread that makes them.
    pub fn thumbs(&self) -> Thumbs {
        Thumbs::of(&self.folder)
    }

    /// As [`Thumbs::get`].
    pub fn thumbnail(&self, sha256: &str) -> Option<Vec<u8>> {
        self.thumbs().get(sha256)
    }

    /// As [`Thumbs::put`].
    ///
    /// # Errors
    /// As there, and where the project is read-only.
    pub fn put_thumbnail(&self, sha256: &str, encoded: &[u8]) -> Result<(), ProjectError> {
        self.writable()?;
        self.thumbs().put(sha256, encoded)
    }

    /// Keeps a depth map, and returns the name by which a record's `depth.file` refers to it. To be called before the
    /// record is committed, so that a record never names a map that is not there.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put_depth(&self, map: &DepthMap) -> Result<String, ProjectError> {
        self.writable()?;
        let name = depth_file_name(map);
        let place = self.folder.join(DEPTH).join(&name);
        if !place.is_file() {
            map.write_png(&place)?;
        }
        Ok(name)
    }

    /// Keeps a picture that has no file of its own, and returns where; the same picture is kept once.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put_pasted(&self, png: &[u8]) -> Result<PathBuf, ProjectError> {
        self.writable()?;
        // Twelve digits tell pictures apart, and can be read in a list.
        let print: String = Fingerprint::of_bytes(png).0.chars().take(12).collect();
        let place = self.folder.join(PASTED).join(format!("pasted-{print}.png"));
        if !place.is_file() {
            disk::write_atomically(&place, png)?;
        }
        Ok(place)
    }

    /// The depth map that a record names, where it is there.
    pub fn depth(&self, file: &str) -> Option<PathBuf> {
        let name = Path::new(file).file_name()?; // a record cannot lead out of the folder
        Some(self.folder.join(DEPTH).join(name)).filter(|p| p.is_file())
    }
}
