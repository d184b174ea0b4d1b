//! Models as files: cards that describe them, the store that fetches and verifies them, conversion to ONNX.
//! Floor 1: knows nothing of running a model, of specialists or of scenes.

pub mod card;
pub mod convert;

pub use card::{
    Calibration, Card, CardError, CardFile, CardInput, CardOutput, Conversion, Decoder, Labels,
    Layout, ModelSource, PixelOrder, Resize, Threshold,
};
