//! Depth maps in files beside the image, and what their sidecar says of them.
//!
//! For `street.jpg` these are looked for, in this order: the file that `street.depth.json` names, then
//! `street_depth.*`, `street.depth.*`, `street_disp.*`, where `*` is npy, npz, pfm, tiff, tif or png. For the left
//! picture of a stereo pair, `street_left.png`, the names without `_left` count as well.

use super::DepthError;
use super::formats;
use super::nearness::{DepthKind, RawDepth};
use serde::Deserialize;
use std::path::{Path, PathBuf};

const EXTENSIONS: [&str; 6] = ["npy", "npz", "pfm", "tiff", "tif", "png"];

/// `<stem>.depth.json`: what the values of a depth file mean.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    pub kind: DepthKind,
    /// Values are multiplied by this (millimetres to metres, say); more than 0.
    #[serde(default = "one")]
    pub scale: f32,
    /// The value that stands for "unknown", before scaling; what is not finite is unknown anyway.
    #[serde(default)]
    pub invalid: Option<f32>,
    /// The depth file's name, where it follows no rule.
    #[serde(default)]
    pub file: Option<String>,
}

fn one() -> f32 {
    1.0
}

/// A depth file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct FileDepth {
    pub path: PathBuf,
    pub raw: RawDepth,
    /// True where a sidecar, the file's name or its format says what the values mean.
    pub kind_is_said: bool,
}

/// The depth beside an image, if there is any.
///
/// # Errors
/// Where a sidecar or a depth file is there and cannot be used; the error names it.
pub fn beside(image: &Path) -> Result<Option<FileDepth>, DepthError> {
    let sidecar = sidecar(image)?;
    let named = sidecar.as_ref().and_then(|s| s.file.as_ref()).map(|f| image.with_file_name(f));
    let Some(path) = named.or_else(|| candidates(image).into_iter().find(|p| p.is_file())) else {
        return Ok(None);
    };
    let mut values = formats::read(&path)?;
    let (kind, kind_is_said) = match &sidecar {
        Some(sidecar) => {
            sidecar.apply(&mut values.values);
            (sidecar.kind, true)
        }
        None => kind_by_name(&path),
    };
    let raw = RawDepth { width: values.width, height: values.height, values: values.values, kind };
    Ok(Some(FileDepth { path, raw, kind_is_said }))
}

impl Sidecar {
    fn apply(&self, values: &mut [f32]) {
        for value in values {
            *value = if self.invalid == Some(*value) { f32::NAN } else { *value * self.scale };
        }
    }
}

fn sidecar(image: &Path) -> Result<Option<Sidecar>, DepthError> {
    let Some(path) = stems(image)
        .iter()
        .map(|stem| image.with_file_name(format!("{stem}.depth.json")))
        .find(|p| p.is_file())
    else {
        return Ok(None);
    };
    let refused = |message: String| DepthError::Unusable { path: path.clone(), message };
    let text = std::fs::read_to_string(&path).map_err(|e| refused(e.to_string()))?;
    let sidecar: Sidecar = serde_json::from_str(&text).map_err(|e| refused(e.to_string()))?;
    if !(sidecar.scale > 0.0 && sidecar.scale.is_finite()) {
        return Err(refused("scale must be more than 0".to_owned()));
    }
    Ok(Some(sidecar))
}

/// The image's stem, and that without `_left`. A name that is not UTF-8 has no sidecars.
fn stems(image: &Path) -> Vec<&str> {
    let Some(stem) = image.file_stem().and_then(|s| s.to_str()) else { return Vec::new() };
    std::iter::once(stem).chain(stem.strip_suffix("_left")).collect()
}

fn candidates(image: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for stem in stems(image) {
        for middle in ["_depth", ".depth", "_disp"] {
            for extension in EXTENSIONS {
                paths.push(image.with_file_name(format!("{stem}{middle}.{extension}")));
            }
        }
    }
    paths
}

/// Without a sidecar: disparity where the name says `_disp` or the format is PFM (Middlebury's), metric
/// otherwise, which is a guess.
fn kind_by_name(path: &Path) -> (DepthKind, bool) {
    let stem = path.file_stem().map(|s| s.to_string_lossy()).unwrap_or_default();
    let pfm = path.extension().is_some_and(|e| e == "pfm");
    if stem.ends_with("_disp") || pfm {
        (DepthKind::Disparity, true)
    } else {
        (DepthKind::Metric, false)
    }
}
