//! Running models: tensors, the engine behind one trait, pictures into tensors, tensors into boxes.
//! Floor 2: knows no specialist and no scene; `ort_engine` alone names ONNX Runtime.

pub mod engine;
mod file_kind;
pub mod picture;
pub mod postprocess;
pub mod preprocess;
pub mod resize;

pub use engine::{Engine, EngineError, Signature, Tensor, TensorInfo};
pub use picture::{OpenedPicture, Picture, PictureError};
