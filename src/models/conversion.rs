//! Models that are no ONNX files become such, once: kept under the hash of their sources and the converter's version.

use super::card::{Card, Conversion};
use super::error::StoreError;
use super::place;
use std::path::{Path, PathBuf};

/// Where the converted model is kept: another source, conversion or converter, another name.
pub(super) fn path(home: &Path, card: &Card, kind: Conversion, hashes: &[String]) -> PathBuf {
    let what = format!("{kind:?} {} {}", VERSION, hashes.join(" "));
    let key = place::sha256_of(what.as_bytes());
    home.join("converted").join(format!("{}-{}.onnx", card.id, key.get(..16).unwrap_or(&key)))
}

/// Converts the model whose first file is `source`, and places the result at `target`; gives its SHA-256.
///
/// # Errors
/// Where the converter refuses the model, or the result cannot be written.
pub(super) fn convert(
    card: &Card,
    kind: Conversion,
    source: &Path,
    target: &Path,
) -> Result<String, StoreError> {
    let bytes = match kind {
        Conversion::Tfjs => tfjs(source),
        Conversion::EfficientnetLite2 => efficientnet_lite2(source),
    }
    .map_err(|message| StoreError::Convert {
        id: card.id.clone(),
        path: source.to_owned(),
        message,
    })?;
    place::write_atomically(target, &bytes)?;
    Ok(place::sha256_of(&bytes))
}

// Until the converter is merged.
const VERSION: u32 = 0;
fn tfjs(_: &Path) -> Result<Vec<u8>, String> {
    Err("the converter is not merged yet".to_owned())
}
fn efficientnet_lite2(_: &Path) -> Result<Vec<u8>, String> {
    Err("the converter is not merged yet".to_owned())
}
