//! A record as the database keeps it: compact JSON, deflated.

use super::error::ProjectError;
use super::record::Record;
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use std::io::{Read, Write};
use std::path::Path;

/// Little is gained above it and every edit pays for it: a record of 60 regions is 1 ms at 3 and 4 ms at 6.
const LEVEL: u32 = 3;

/// No record is that large; a damaged length is not believed.
const LARGEST: u64 = 1 << 30;

/// The record in the form of the database at `path`.
///
/// # Errors
/// Where a value cannot be written as JSON.
pub fn pack(record: &Record, path: &Path) -> Result<Vec<u8>, ProjectError> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    let json = serde_json::to_vec(record).map_err(|e| malformed(path, &e))?;
    packer.write_all(&json).and_then(|()| packer.finish()).map_err(|e| malformed(path, &e))
}

/// The record again; `path` names the database and `of` the image.
///
/// # Errors
/// Where the bytes are not what [`pack`] wrote, or of a newer program.
pub fn unpack(body: &[u8], path: &Path) -> Result<Record, ProjectError> {
    let mut json = Vec::new();
    ZlibDecoder::new(body).take(LARGEST).read_to_end(&mut json).map_err(|e| malformed(path, &e))?;
    Ok(Record::from_json(&json, path)?)
}

fn malformed(path: &Path, error: &dyn std::error::Error) -> ProjectError {
    let (what, message) = ("a record".to_owned(), error.to_string());
    ProjectError::Malformed { path: path.to_owned(), what, message }
}
