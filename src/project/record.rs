//! The record: everything known about one image, as one versioned JSON file.

use crate::disk::{self, DiskError};
use crate::domain::{Fingerprint, Rules, Scene};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Version of the record's form. It rises when a reader of the old form would misread the new one.
pub const VERSION: u32 = 1;

/// Everything known about one image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`VERSION`].
    pub version: u32,
    /// Name and version of the program that wrote it.
    pub software: String,
    /// Fingerprint of what the analysis depends on besides the image: rules, models, program version.
    pub setup: Fingerprint,
    pub scene: Scene,
    pub rules: Rules,
    /// The models that looked, in order.
    pub models: Vec<ModelUse>,
    /// How long each part took.
    pub timings: Vec<Timing>,
}

/// A model as it was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelUse {
    /// The model card's id.
    pub id: String,
    pub specialist: String,
    /// SHA-256 of the card, lower-case hex.
    pub card_hash: String,
    /// SPDX expression.
    pub licence: String,
    pub provenance: String,
    /// The execution provider that really runs the model.
    pub provider: String,
}

/// Time spent by one part of the analysis, in milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// A specialist's id, or "decode", "group", "name", "relate", "fuse".
    pub part: String,
    pub preprocess_ms: f32,
    pub run_ms: f32,
    pub postprocess_ms: f32,
    /// How often a model ran.
    pub runs: usize,
}

impl Timing {
    /// All of it, in milliseconds.
    pub fn total_ms(&self) -> f32 {
        self.preprocess_ms + self.run_ms + self.postprocess_ms
    }
}

/// Why a record could not be read or written.
#[derive(Debug, Error)]
pub enum RecordError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error("{path}: not a record: {message}", path = path.display())]
    Malformed { path: PathBuf, message: String },
    #[error("{path}: written by a newer program (record version {found}, this one reads {VERSION}); update dce", path = path.display())]
    Newer { path: PathBuf, found: u32 },
}

impl Record {
    /// Where the record of an image goes: `<stem>-<first 8 digits of the SHA-256>.json`, so that two images
    /// of one name never share a record.
    pub fn file_name(image_path: &Path, sha256: &str) -> String {
        let stem = image_path.file_stem().unwrap_or_default().to_string_lossy();
        let short: String = sha256.chars().take(8).collect();
        format!("{stem}-{short}.json")
    }

    /// The record as pretty JSON with a final newline.
    ///
    /// # Errors
    /// Where a value cannot be written as JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// Writes the record whole or not at all.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), RecordError> {
        let text = self.to_json().map_err(|e| RecordError::Malformed {
            path: path.to_owned(),
            message: e.to_string(),
        })?;
        Ok(disk::write_atomically(path, text.as_bytes())?)
    }

    /// Reads a record back.
    ///
    /// # Errors
    /// Where the file cannot be read, is no record, or is of a newer version.
    pub fn read(path: &Path) -> Result<Self, RecordError> {
        Self::from_json(disk::read_text(path)?.as_bytes(), path)
    }

    /// The record that JSON holds; `path` names where it comes from.
    ///
    /// # Errors
    /// Where it is no record, or is of a newer version.
    pub fn from_json(json: &[u8], path: &Path) -> Result<Self, RecordError> {
        let malformed = |e: serde_json::Error| RecordError::Malformed {
            path: path.to_owned(),
            message: e.to_string(),
        };
        // The version alone is read first: a newer record may have fields that this reader refuses.
        let version: VersionOnly = serde_json::from_slice(json).map_err(malformed)?;
        if version.version > VERSION {
            return Err(RecordError::Newer { path: path.to_owned(), found: version.version });
        }
        serde_json::from_slice(json).map_err(malformed)
    }
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}
