//! The seam to the inference engine: tensors in, tensors out. Tests put computing fakes behind it.

use crate::models::Card;
use ndarray::{ArrayD, ArrayViewD};
use thiserror::Error;

/// A dense tensor, row-major.
#[derive(Debug, Clone, PartialEq)]
pub enum Tensor {
    F32(ArrayD<f32>),
    I32(ArrayD<i32>),
    I64(ArrayD<i64>),
    U8(ArrayD<u8>),
}

impl Tensor {
    /// Lengths of the dimensions, outermost first.
    pub fn shape(&self) -> &[usize] {
        match self {
            Tensor::F32(a) => a.shape(),
            Tensor::I32(a) => a.shape(),
            Tensor::I64(a) => a.shape(),
            Tensor::U8(a) => a.shape(),
        }
    }

    /// The values as f32, where they are.
    pub fn as_f32(&self) -> Option<&ArrayD<f32>> {
        match self {
            Tensor::F32(a) => Some(a),
            _ => None,
        }
    }
}

/// Name, element type and shape of an input or output; -1 is a free dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorInfo {
    pub name: String,
    /// "f32", "i32", "i64", "u8" …
    pub dtype: String,
    pub shape: Vec<i64>,
}

/// What a loaded model takes and gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    pub inputs: Vec<TensorInfo>,
    pub outputs: Vec<TensorInfo>,
}

/// A loaded model.
pub trait Engine: Send {
    /// What the model itself declares.
    fn signature(&self) -> &Signature;

    /// Runs the model once. Outputs come in the model's order, under its names. An input may leave its name empty:
    /// it is then the one of its place in the list.
    ///
    /// # Errors
    /// Where an input's name or shape is refused, or the run fails or is cancelled.
    fn run(&mut self, inputs: Vec<(&str, Tensor)>) -> Result<Vec<(String, Tensor)>, EngineError>;

    /// Runs the model once and brings only the outputs named in `wanted`, in that order: what is not wanted is not
    /// copied out of the engine.
    ///
    /// # Errors
    /// As [`Engine::run`], and where the model has no output of a wanted name.
    fn run_for(
        &mut self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &[&str],
    ) -> Result<Vec<(String, Tensor)>, EngineError> {
        let mut outputs = self.run(inputs)?;
        wanted
            .iter()
            .map(|name| match outputs.iter().position(|(n, _)| n == name) {
                Some(at) => Ok(outputs.swap_remove(at)),
                None => Err(EngineError::Output {
                    model: "the model".to_owned(),
                    what: (*name).to_owned(),
                }),
            })
            .collect()
    }

    /// Runs the model once and brings the outputs that its card names, or all where it names none: CenterNet's maps, which
    /// nobody reads, are four times its input.
    ///
    /// # Errors
    /// As [`Engine::run_for`].
    fn run_declared(
        &mut self,
        inputs: Vec<(&str, Tensor)>,
        card: &Card,
    ) -> Result<Vec<(String, Tensor)>, EngineError> {
        let declared: Vec<&str> = card.outputs.iter().map(|o| o.name.as_str()).collect();
        if declared.is_empty() { self.run(inputs) } else { self.run_for(inputs, &declared) }
    }

    /// Runs the model once and shows the f32 output `wanted` to `read`, where the engine keeps it. For outputs that are
    /// large and looked at once: a text recogniser gives 18,710 numbers a step, 36 MiB for eight short lines.
    ///
    /// # Errors
    /// As [`Engine::run_for`], and where the output is not f32; `read` was then not called.
    fn run_in_place(
        &mut self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &str,
        read: &mut dyn FnMut(ArrayViewD<'_, f32>),
    ) -> Result<(), EngineError> {
        let outputs = self.run_for(inputs, &[wanted])?;
        let Some(values) = outputs.first().and_then(|(_, tensor)| tensor.as_f32()) else {
            return Err(EngineError::Output {
                model: "the model".to_owned(),
                what: format!("{wanted} of f32"),
            });
        };
        read(values.view());
        Ok(())
    }

    /// A value of the model file's own metadata, such as a recogniser's dictionary.
    fn metadata(&self, _key: &str) -> Option<String> {
        None
    }

    /// The execution provider that runs the model ("CPUExecutionProvider"); "computed" for fakes in tests.
    fn provider(&self) -> &str {
        "computed"
    }
}

/// Why a model could not be loaded or run.
#[derive(Debug, Error)]
pub enum EngineError {
    #[error(
        "ONNX Runtime was not found: run `dce models fetch onnxruntime`, or set ORT_DYLIB_PATH to the library"
    )]
    RuntimeMissing,
    #[error(
        "ONNX Runtime at {path} cannot be loaded ({message}): run `dce models fetch onnxruntime`, or mend ORT_DYLIB_PATH"
    )]
    RuntimeUnusable { path: String, message: String },
    #[error(
        "{path}: not a model that ONNX Runtime accepts ({message}); `dce models verify` tells which files are damaged"
    )]
    Load { path: String, message: String },
    #[error(
        "{card}: the card does not describe this model; card: {declared}; model: {found}; mend the card's inputs and outputs, or give the model that it describes"
    )]
    Mismatch { card: String, declared: String, found: String },
    #[error("{model}: cancelled")]
    Cancelled { model: String },
    #[error("this build of dce has no inference engine: build it with the feature `onnx`")]
    NotBuilt,
    #[error("{model}: the run failed: {message}")]
    Run { model: String, message: String },
    #[error("{model} has no output {what}; its card and its file do not match")]
    Output { model: String, what: String },
}
