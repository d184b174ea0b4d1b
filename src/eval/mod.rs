//! Measuring the specialists: their scenes against facts checked by eye, and reliabilities recomputed from them.
//! Floor 4: runs the pipeline like any user; what it measures is not told to it.

pub mod ablate;
pub mod by_model;
pub mod calibrate;
pub mod ground;
pub mod intervals;
pub mod labelled;
pub mod matching;
pub mod names;
pub mod notation;
pub mod own_words;
pub mod score;
mod slip_words;
pub mod slips;
pub mod truth;

use std::path::PathBuf;
use thiserror::Error;

/// Why nothing could be measured.
#[derive(Debug, Error)]
pub enum EvalError {
    #[error(
        "{path}: cannot be read: {source}; run in the project's folder, or name it with --truth"
    )]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{path}: not of the form that tests/truth/README.md describes: {source}")]
    Malformed { path: PathBuf, source: serde_json::Error },
    #[error("{path}: {fault}")]
    Unfit { path: PathBuf, fault: String },
    #[error("{path}: cannot be written: {source}")]
    Unwritable { path: PathBuf, source: std::io::Error },
}
