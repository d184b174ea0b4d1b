//! The user's gallery: `DIR/<kind>/<NAME>/*.jpg`, each picture as a vector, and the nearest name to a vector.
//! Vectors are kept on disk by the picture's content and the model's card, so that a second start runs no model.

use super::face_descriptor::normalised;
use crate::disk;
use crate::domain::{AttributeKind, Fingerprint};
use std::path::{Path, PathBuf};
use thiserror::Error;
use walkdir::WalkDir;

/// The folders that a gallery may have, and what they hold.
const KINDS: [(&str, AttributeKind); 7] = [
    ("plant", AttributeKind::Plant),
    ("aircraft", AttributeKind::Aircraft),
    ("logo", AttributeKind::Logo),
    ("landmark", AttributeKind::Landmark),
    ("food", AttributeKind::Food),
    ("animal", AttributeKind::Animal),
    ("celebrity", AttributeKind::Celebrity),
];

/// File endings that are read as pictures.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff"];

/// Why a gallery cannot be used.
#[derive(Debug, Error)]
pub enum GalleryError {
    #[error("gallery {}: {message}; it should hold KIND/NAME/*.jpg, KIND one of plant, aircraft, logo, landmark, food, animal, celebrity", path.display())]
    Layout { path: PathBuf, message: String },
    #[error(transparent)]
    Disk(#[from] disk::DiskError),
}

/// A picture of the gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    pub kind: AttributeKind,
    /// The folder's name: "Monstera deliciosa".
    pub name: String,
    pub path: PathBuf,
}

/// All pictures of a gallery, by kind, name and file name.
///
/// # Errors
/// Where the folder cannot be read, has a subfolder that is no kind, or holds no picture at all.
pub fn exhibits(folder: &Path) -> Result<Vec<Exhibit>, GalleryError> {
    let refuse = |message: String| GalleryError::Layout { path: folder.to_owned(), message };
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).max_depth(3).sort_by_file_name() {
        let entry = entry.map_err(|e| refuse(e.to_string()))?;
        let parts: Vec<String> = entry
            .path()
            .strip_prefix(folder)
            .unwrap_or(entry.path())
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        match parts.as_slice() {
            [kind] if entry.file_type().is_dir() && !kind.starts_with('.') => {
                kind_of(kind).ok_or_else(|| refuse(format!("{kind} is no kind")))?;
            }
            [kind, name, _] if is_picture(entry.path()) => {
                if let Some(kind) = kind_of(kind) {
                    let path = entry.into_path();
                    found.push(Exhibit { kind, name: name.clone(), path });
                }
            }
            _ => {}
        }
    }
    if found.is_empty() {
        return Err(refuse("no picture found".to_owned()));
    }
    Ok(found)
}

/// What a gallery holds, by names and contents: a record made with another gallery is out of date.
///
/// # Errors
/// As [`exhibits`], and where a picture cannot be read.
pub fn fingerprint(folder: &Path) -> Result<Fingerprint, GalleryError> {
    let mut all = String::new();
    for exhibit in exhibits(folder)? {
        let content = Fingerprint::of_bytes(&disk::read(&exhibit.path)?);
        all.push_str(&format!("{} {} {content}\n", exhibit.kind.title(), exhibit.name));
    }
    Ok(Fingerprint::of_bytes(all.as_bytes()))
}

fn kind_of(folder: &str) -> Option<AttributeKind> {
    KINDS.iter().find(|(name, _)| folder.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}

fn is_picture(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    path.is_file() && ending.is_some_and(|e| PICTURES.contains(&e.as_str()))
}

/// Vectors on disk: one file for each picture's content and model, little-endian f32.
#[derive(Debug, Clone)]
pub struct VectorCache {
    folder: PathBuf,
}

impl VectorCache {
    /// `folder` is made when the first vector is written.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The vector of this content under this model, from disk, or else from `compute` and then written.
    ///
    /// # Errors
    /// Where `compute` fails. A cache that cannot be written costs time, not results: that failure is returned in
    /// `Computed::unwritten`.
    pub fn get_or<E>(
        &self,
        sha256: &str,
        model: &Fingerprint,
        compute: impl FnOnce() -> Result<Vec<f32>, E>,
    ) -> Result<Cached, E> {
        let key = Fingerprint::of_bytes(format!("{sha256} {model}").as_bytes());
        let path = self.folder.join(format!("{key}.f32"));
        if let Some(vector) = disk::read(&path).ok().and_then(|bytes| vector_of(&bytes)) {
            return Ok(Cached { vector, unwritten: None });
        }
        let vector = compute()?;
        let bytes: Vec<u8> = vector.iter().flat_map(|v| v.to_le_bytes()).collect();
        let unwritten = disk::write_atomically(&path, &bytes).err();
        Ok(Cached { vector, unwritten })
    }
}

/// A vector, and why it could not be kept on disk, where it could not.
#[derive(Debug)]
pub struct Cached {
    pub vector: Vec<f32>,
    pub unwritten: Option<disk::DiskError>,
}

/// The vector in a cache file; `None` where the file is no whole vector of finite numbers.
fn vector_of(bytes: &[u8]) -> Option<Vec<f32>> {
    let (words, rest) = bytes.as_chunks::<4>();
    let vector: Vec<f32> = words.iter().map(|word| f32::from_le_bytes(*word)).collect();
    (rest.is_empty() && !vector.is_empty() && vector.iter().all(|v| v.is_finite()))
        .then_some(vector)
}

/// Names with their vectors.
#[derive(Debug, Clone, Default)]
pub struct GalleryIndex {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    kind: AttributeKind,
    name: String,
    /// Of length 1.
    vector: Vec<f32>,
}

/// The nearest name of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    pub name: String,
    /// Cosine to the nearest picture of that name, -1..1.
    pub cosine: f32,
    /// How much nearer it is than the nearest picture of any other name of the kind; the cosine itself where there is
    /// no other.
    pub margin: f32,
}

impl GalleryIndex {
    /// Adds a picture's vector, of any length greater than 0.
    pub fn add(&mut self, kind: AttributeKind, name: &str, vector: Vec<f32>) {
        self.entries.push(Entry { kind, name: name.to_owned(), vector: normalised(vector) });
    }

    /// The kinds that have a picture.
    pub fn kinds(&self) -> Vec<AttributeKind> {
        let mut kinds: Vec<AttributeKind> = self.entries.iter().map(|e| e.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The name of that kind whose nearest picture is nearest to `vector`; `None` where the kind has no picture of
    /// vectors of this length.
    pub fn nearest(&self, kind: AttributeKind, vector: &[f32]) -> Option<Nearest> {
        let vector = normalised(vector.to_vec());
        let mut best: Vec<(&str, f32)> = Vec::new();
        let same_space = |e: &&Entry| e.kind == kind && e.vector.len() == vector.len();
        for entry in self.entries.iter().filter(same_space) {
            let cosine: f32 = entry.vector.iter().zip(&vector).map(|(a, b)| a * b).sum();
            match best.iter_mut().find(|(name, _)| *name == entry.name) {
                Some((_, known)) => *known = known.max(cosine),
                None => best.push((&entry.name, cosine)),
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (name, cosine) = best.first()?;
        let margin = best.get(1).map_or(*cosine, |(_, second)| cosine - second);
        Some(Nearest { name: (*name).to_owned(), cosine: *cosine, margin })
    }
}
