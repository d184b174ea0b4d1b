//! Stands in for `ort_engine` in a build without the feature `onnx`: loading says so.

use super::cancel::CancelToken;
use super::engine::{Engine, EngineError};
use crate::models::{Card, ReadyModel};
use std::path::Path;

/// Cannot be made in this build.
#[derive(Clone)]
pub enum OrtRuntime {}

impl OrtRuntime {
    /// # Errors
    /// Always: this build has no engine.
    pub fn load(_library: &Path, _threads: usize) -> Result<Self, EngineError> {
        Err(EngineError::NotBuilt)
    }

    /// The library that is loaded.
    pub fn library(&self) -> &Path {
        match *self {}
    }

    /// What the library says of its version and build.
    pub fn description(&self) -> String {
        match *self {}
    }

    /// Cancels every run of the models opened through this runtime.
    pub fn cancel_token(&self) -> CancelToken {
        match *self {}
    }

    /// Never called.
    pub fn heed(&mut self, _token: &CancelToken) {
        match *self {}
    }

    /// # Errors
    /// Never called.
    pub fn open(&self, _model: &ReadyModel) -> Result<Box<dyn Engine>, EngineError> {
        match *self {}
    }

    /// # Errors
    /// Never called.
    pub fn open_file(
        &self,
        _path: &Path,
        _card: Option<&Card>,
    ) -> Result<Box<dyn Engine>, EngineError> {
        match *self {}
    }
}
