//! Conversion of model files to ONNX: TensorFlow.js graph models, and EfficientNet-Lite2's PyTorch weights.
//!
//! The files come from outside and may be damaged or hostile: every size is checked before memory is taken for it,
//! nothing in them is executed, and an error names the file. The same input gives the same bytes.
//!
//! `onnx` writes (tests build tiny graphs with it, too), `tfjs` and `efficientnet` read and translate, `torch` and
//! `pickle` read PyTorch's checkpoints.

mod constant;
mod efficientnet;
pub mod onnx;
mod onnx_proto;
pub mod pickle;
mod tfjs;
pub mod torch;
pub mod unpickled;

use std::fs;
use std::path::Path;
use thiserror::Error;

/// Version of the converters: part of the key under which a converted model is cached. Raised whenever the same
/// source would give other bytes.
pub const VERSION: u32 = 1;

/// Largest model file (or set of weight files) that is read, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 30;

/// Why a model file could not be converted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConvertError {
    #[error("{path}: cannot be read: {message}; `dce models fetch` gets it again")]
    Unreadable { path: String, message: String },
    #[error(
        "{path}: damaged: {message}; `dce models verify` shows what is wrong, `dce models fetch` gets it again"
    )]
    Damaged { path: String, message: String },
    #[error(
        "{path}: cannot be converted: {message}; convert it elsewhere and give its card the ONNX file"
    )]
    Unsupported { path: String, message: String },
    #[error("{path}: refused: {message}; a file of weights does not need this, do not trust it")]
    Refused { path: String, message: String },
}

/// What is wrong with a file, said where its path is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    Damaged(String),
    Unsupported(String),
    Refused(String),
}

impl Fault {
    fn damaged(message: impl Into<String>) -> Self {
        Self::Damaged(message.into())
    }

    fn unsupported(message: impl Into<String>) -> Self {
        Self::Unsupported(message.into())
    }

    fn refused(message: impl Into<String>) -> Self {
        Self::Refused(message.into())
    }

    fn in_file(self, path: &Path) -> ConvertError {
        let path = path.display().to_string();
        match self {
            Self::Damaged(message) => ConvertError::Damaged { path, message },
            Self::Unsupported(message) => ConvertError::Unsupported { path, message },
            Self::Refused(message) => ConvertError::Refused { path, message },
        }
    }
}

/// Converts a TensorFlow.js graph model. `model_json` is its JSON; the weight files it names lie beside it.
///
/// # Errors
/// Where a file is missing, damaged or too large, or an operation has no translation.
pub fn tfjs(model_json: &Path) -> Result<Vec<u8>, ConvertError> {
    tfjs::convert(model_json)
}

/// Builds EfficientNet-Lite2 (ImageNet-1k, input `images` `[N,3,260,260]`) from its PyTorch weights.
///
/// Outputs: `probs` `[N,1000]`, `feature` `[N,1280]`, `top` `[N,5]` (i64, the most probable classes, best first) and
/// `cam` `[N,5,9,9]`, the class activation maps of these five.
///
/// # Errors
/// Where the file is missing, damaged, too large, holds anything but tensors, or holds other tensors.
pub fn efficientnet_lite2(pth: &Path) -> Result<Vec<u8>, ConvertError> {
    let checkpoint = torch::Checkpoint::read(pth)?;
    efficientnet::lite2(&checkpoint).map_err(|fault| fault.in_file(pth))
}

/// Reads a whole file of at most `limit` bytes.
fn read_capped(path: &Path, limit: u64) -> Result<Vec<u8>, ConvertError> {
    let length = length_of(path)?;
    if length > limit {
        let message = format!("{length} bytes, more than the {limit} that are read");
        return Err(Fault::refused(message).in_file(path));
    }
    fs::read(path).map_err(|e| unreadable(path, &e))
}

/// The length of a regular file, in bytes.
fn length_of(path: &Path) -> Result<u64, ConvertError> {
    let about = fs::metadata(path).map_err(|e| unreadable(path, &e))?;
    if about.is_file() {
        Ok(about.len())
    } else {
        let message = "not a regular file".to_owned();
        Err(ConvertError::Unreadable { path: path.display().to_string(), message })
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> ConvertError {
    ConvertError::Unreadable { path: path.display().to_string(), message: error.to_string() }
}
