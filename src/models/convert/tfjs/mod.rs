//! TensorFlow.js graph models (a JSON graph and float32, float16 or 8/16-bit weights) to ONNX.
//!
//! In the order of the work: `topology` reads the JSON, `weights` the shards, `walk` goes from the outputs through the
//! graph, `folding` computes what is constant, and each remaining node is translated by its handler, found in `ops`.
//!
//! **Layout**: every value keeps TensorFlow's meaning (pictures NHWC). Convolutions, pools and resizing alone are NCHW
//! in ONNX: their handlers turn, compute and turn back. Turns that cancel are never emitted; the runtime's optimiser
//! moves what is left through the graph (152 to 2 in CenterNet), so nothing cleverer is done here.
//!
//! **Types**: TensorFlow.js computes in f32, i32 and bool only, whatever the graph says. So do we; i64 appears only
//! where ONNX insists on it (shapes, axes, repeats).

mod attributes;
mod convolution;
mod elementwise;
mod emit;
mod folding;
mod layout;
mod ops;
mod reduction;
mod slicing;
mod topology;
mod walk;
mod weights;

use super::{ConvertError, read_capped};
use std::path::Path;

/// Largest graph description that is read: the largest known one has 0.9 MB.
const MAX_JSON_BYTES: u64 = 64 << 20;

/// See [`super::tfjs`].
pub(super) fn convert(model_json: &Path) -> Result<Vec<u8>, ConvertError> {
    let text = read_capped(model_json, MAX_JSON_BYTES)?;
    let in_file = |fault: super::Fault| fault.in_file(model_json);
    let model = topology::Model::from_json(&text).map_err(in_file)?;
    let weights = weights::load(&model.manifest, model_json)?;
    walk::Walk::new(&model, weights).and_then(walk::Walk::run).map_err(in_file)
}
