//! What can go wrong in the model store, each with its mend.

use super::card::CardError;
use super::convert::ConvertError;
use crate::disk::DiskError;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a model, a runtime or a photograph is not to be had.
#[derive(Debug, Error)]
pub enum StoreError {
    /// A file or folder of the store could not be read or written.
    #[error(
        "{path}: cannot {action}: {source}; see that the folder is there, writable and not full, or set DCE_HOME to another"
    )]
    Io {
        /// What was tried: "create", "write".
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The user's data folder is unknown.
    #[error("no home folder is known for this user: set DCE_HOME to a folder for models")]
    NoHome,
    /// A card was refused.
    #[error(transparent)]
    Card(#[from] CardError),
    /// No card has this id.
    #[error("there is no model {id}; `dce models list` names them: {known}")]
    Unknown {
        /// What was asked for.
        id: String,
        /// The ids that there are.
        known: String,
    },
    /// The model was not fetched yet.
    #[error("{id} is not here ({path} is missing): run `dce models fetch {id}`")]
    Missing {
        /// The model.
        id: String,
        /// Its first missing file.
        path: PathBuf,
    },
    /// A file is not what its card or pin says.
    #[error(
        "{path}: damaged or tampered with: its SHA-256 is {found}, not {expected}; run `dce models fetch` to have it replaced"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The hash it should have.
        expected: String,
        /// The hash it has.
        found: String,
    },
    /// A source delivered something else than its card or pin says.
    #[error(
        "{name} from {origin} has the SHA-256 {found}, not {expected} ({why}): refused, nothing was changed"
    )]
    Refused {
        /// The file's name.
        name: String,
        /// The source.
        origin: String,
        /// The hash it should have.
        expected: String,
        /// The hash it has.
        found: String,
        /// Who says what it should be, and what to do where that is out of date.
        why: String,
    },
    /// No source delivered the model.
    #[error("{id} could not be had: {tried}")]
    Sources {
        /// The model.
        id: String,
        /// Each source and why it failed.
        tried: String,
    },
    /// This platform has no file of the model.
    #[error(
        "{id} has no file for {platform}; set ORT_DYLIB_PATH to a library of your own, or add a card"
    )]
    NoPlatform {
        /// The model.
        id: String,
        /// This machine.
        platform: String,
    },
    /// The fetch was cancelled before this model was whole.
    #[error("{id}: cancelled; what came is kept, and the next fetch goes on from there")]
    Cancelled {
        /// The model.
        id: String,
    },
    /// Only what is here may be used.
    #[error("{what} is not here and `--offline` forbids fetching it; run the command once without")]
    Offline {
        /// What would be fetched.
        what: String,
    },
    /// A name in a card or package leads out of its folder.
    #[error(
        "{name}: not a plain relative path; names in cards and packages must stay below their folder"
    )]
    BadName {
        /// The name.
        name: String,
    },
    /// The model could not be converted to ONNX.
    #[error("{id}: {source}")]
    Convert {
        /// The model.
        id: String,
        /// What the converter said, with the file.
        source: ConvertError,
    },
    /// No ONNX Runtime anywhere.
    #[error(
        "ONNX Runtime was not found: run `dce models fetch onnxruntime`, or set ORT_DYLIB_PATH to the library; looked at {looked}"
    )]
    NoRuntime {
        /// The places.
        looked: String,
    },
    /// ORT_DYLIB_PATH leads nowhere.
    #[error("ORT_DYLIB_PATH is {path}, and there is no such file: mend or unset it")]
    RuntimePath {
        /// Its value.
        path: PathBuf,
    },
    /// A model's labels are not to be had.
    #[error(
        "{id}: there is no label list {name}: `assets/labels` has {known}; or put {name}.txt beside the card"
    )]
    Labels {
        /// The model.
        id: String,
        /// The list that its card names.
        name: String,
        /// The lists that there are.
        known: String,
    },
    /// A package client or an https source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// Why one source did not deliver.
#[derive(Debug, Clone, Error)]
pub enum SourceError {
    /// The client is not installed.
    #[error("{client} was not found: {mend}")]
    NoClient {
        /// "pip", "npm", "apt-get".
        client: &'static str,
        /// How to install it.
        mend: &'static str,
    },
    /// The client ran and failed.
    #[error("{command} failed: {message}")]
    Client {
        /// The command line.
        command: String,
        /// The end of what it said.
        message: String,
    },
    /// The package or archive lacks an entry, or is damaged.
    #[error("{archive}: {message}")]
    Archive {
        /// The archive's file name.
        archive: String,
        /// What is wrong.
        message: String,
    },
    /// An https source failed.
    #[error("{url}: {message}")]
    Url {
        /// The address.
        url: String,
        /// What is wrong.
        message: String,
    },
    /// A file or folder could not be used.
    #[error("{path}: {message}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        message: String,
    },
    /// Stopped because nobody waits any more.
    #[error("{what}: cancelled")]
    Cancelled {
        /// The source.
        what: String,
    },
    /// Not tried because of `--offline`.
    #[error("{what} is not asked because of --offline")]
    Offline {
        /// The source.
        what: String,
    },
}

impl StoreError {
    /// Wraps an I/O error with what was tried and on what: `.map_err(StoreError::io("write", path))`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| StoreError::Io { action, path, source }
    }
}

impl SourceError {
    /// Wraps an I/O error on `path`.
    pub(super) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |e| SourceError::File { path, message: e.to_string() }
    }
}
