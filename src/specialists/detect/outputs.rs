//! A model's outputs as the decoders read them: found by shape or name, as rows of numbers.

use crate::inference::Tensor;
use ndarray::{ArrayView2, Ix2};
use std::borrow::Cow;
use thiserror::Error;

/// Which output a decoder missed, in words: "boxes [1, n, 4]".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct MissingOutput(pub String);

impl MissingOutput {
    pub fn new(what: &str) -> Self {
        Self(what.to_owned())
    }
}

/// Everything that a run gave, in the model's order.
pub type Outputs = [(String, Tensor)];

/// The matrix in the last two dimensions of an output, leading dimensions being 1; `None` for other shapes and
/// for numbers that are no f32.
pub fn matrix(tensor: &Tensor) -> Option<ArrayView2<'_, f32>> {
    let mut view = tensor.as_f32()?.view();
    while view.ndim() > 2 {
        if view.shape().first() != Some(&1) {
            return None;
        }
        view = view.index_axis_move(ndarray::Axis(0), 0);
    }
    view.into_dimensionality::<Ix2>().ok()
}

/// The first output that is a matrix of this many columns.
pub fn matrix_with_columns(outputs: &Outputs, columns: usize) -> Option<ArrayView2<'_, f32>> {
    outputs.iter().filter_map(|(_, t)| matrix(t)).find(|m| m.ncols() == columns)
}

/// All values of an output in order, whatever its element type.
pub fn values(tensor: &Tensor) -> Cow<'_, [f32]> {
    match tensor {
        Tensor::F32(a) => match a.as_slice() {
            Some(slice) => Cow::Borrowed(slice),
            None => Cow::Owned(a.iter().copied().collect()),
        },
        Tensor::I32(a) => Cow::Owned(a.iter().map(|v| *v as f32).collect()),
        Tensor::I64(a) => Cow::Owned(a.iter().map(|v| *v as f32).collect()),
        Tensor::U8(a) => Cow::Owned(a.iter().map(|v| f32::from(*v)).collect()),
    }
}

/// The output whose name holds one of `words`, in the order of the words.
pub fn named<'a>(outputs: &'a Outputs, words: &[&str]) -> Option<&'a Tensor> {
    words.iter().find_map(|word| {
        outputs.iter().find(|(name, _)| name.to_ascii_lowercase().contains(word)).map(|(_, t)| t)
    })
}
