//! Models that are no ONNX files become such, once: kept under the hash of their sources and the converter's version.

use super::card::{Card, Conversion};
use super::convert;
use super::error::StoreError;
use super::place;
use crate::disk;
use std::path::{Path, PathBuf};

/// Where the converted model is kept: another source, conversion or converter, another name.
pub(super) fn path(home: &Path, card: &Card, kind: Conversion, hashes: &[String]) -> PathBuf {
    let what = format!("{kind:?} {} {}", convert::VERSION, hashes.join(" "));
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
        Conversion::Tfjs => convert::tfjs(source),
        Conversion::EfficientnetLite2 => convert::efficientnet_lite2(source),
    }
    .map_err(|source| StoreError::Convert { id: card.id.clone(), source })?;
    disk::write_atomically(target, &bytes)?;
    Ok(place::sha256_of(&bytes))
}
