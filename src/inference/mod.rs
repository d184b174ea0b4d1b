//! Running models: tensors, the engine behind one trait, pictures into tensors, tensors into boxes.
//! Floor 2: knows no specialist and no scene; `ort_engine` alone names ONNX Runtime.

pub mod cancel;
pub mod engine;
mod file_kind;
#[cfg_attr(
    not(feature = "onnx"),
    expect(dead_code, reason = "only the engine that is left out notes its runs")
)]
pub mod observe;
pub mod picture;
pub mod postprocess;
pub mod preprocess;
pub mod resize;
mod signature;

#[cfg(feature = "onnx")]
pub mod ort_engine;
/// The same names in a build without the feature `onnx`: loading explains what is missing.
#[cfg(not(feature = "onnx"))]
#[path = "ort_engine_off.rs"]
pub mod ort_engine;

pub use cancel::CancelToken;
pub use engine::{Engine, EngineError, Signature, Tensor, TensorInfo};
pub use ort_engine::OrtRuntime;
pub use picture::{OpenedPicture, Picture, PictureError};
