//! Conversion to ONNX: against recorded outputs of the originals, operation by operation, and with hostile files.

mod checkpoints;
#[cfg(feature = "onnx")]
mod operations;
#[cfg(feature = "onnx")]
mod originals;
#[cfg(feature = "onnx")]
mod recorded;
mod tiny_model;
#[cfg(feature = "onnx")]
mod writer;

/// Runs ONNX Runtime on a converted model.
#[cfg(feature = "onnx")]
mod runtime {
    use crate::real::runtime;
    use dce::inference::{Engine, Tensor};
    use std::io::Write;

    /// A session of the model in `onnx`.
    pub fn open(onnx: &[u8]) -> Box<dyn Engine> {
        let runtime = runtime(2);
        let mut file = tempfile::NamedTempFile::with_suffix(".onnx").unwrap();
        file.write_all(onnx).unwrap();
        runtime.open_file(file.path(), None).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Runs a model once and gives its outputs by name.
    pub fn run(onnx: &[u8], inputs: Vec<(&str, Tensor)>) -> Vec<(String, Tensor)> {
        open(onnx).run(inputs).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Shape and values of a tensor, whatever its type.
    pub fn values(tensor: &Tensor) -> (Vec<usize>, Vec<f64>) {
        let values = match tensor {
            Tensor::F32(a) => a.iter().map(|v| f64::from(*v)).collect(),
            Tensor::I32(a) => a.iter().map(|v| f64::from(*v)).collect(),
            Tensor::I64(a) => a.iter().map(|v| *v as f64).collect(),
            Tensor::U8(a) => a.iter().map(|v| f64::from(*v)).collect(),
        };
        (tensor.shape().to_vec(), values)
    }
}
