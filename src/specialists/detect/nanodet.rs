//! NanoDet's outputs: per stride a matrix of class probabilities and one of side distances as distributions
//! (Generalised Focal Loss; github.com/RangiLyu/nanodet).

use super::outputs::{MissingOutput, Outputs, matrix};
use crate::domain::{BBox, Size};
use crate::inference::postprocess::{RawBox, are_probabilities, expected_bin, sigmoid};
use ndarray::ArrayView2;

/// Bins per side: distances of 0 to 10 strides.
const BINS: usize = 11;

/// The strides that NanoDet is trained with; one more is used by its larger kin.
const STRIDES: [u32; 4] = [8, 16, 32, 64];

/// Boxes in pixels of the input, of every cell and class scored above `floor`.
///
/// Outputs are matched by shape, since their order differs between exports: for each stride, scores
/// `[1, cells, classes]` (probabilities, or logits in some exports) and sides `[1, cells, 4 * 11]` (left, top, right,
/// bottom, each 11 logits whose expectation is the distance from the cell's centre in strides).
///
/// # Errors
/// Where no stride has both of its outputs.
pub fn decode(
    outputs: &Outputs,
    input: Size,
    classes: usize,
    floor: f32,
) -> Result<Vec<RawBox>, MissingOutput> {
    let matrices: Vec<_> = outputs.iter().filter_map(|(_, t)| matrix(t)).collect();
    let mut boxes = Vec::new();
    let mut strides_found = 0;
    for stride in STRIDES {
        let (across, down) = (input.width.div_ceil(stride), input.height.div_ceil(stride));
        let cells = across as usize * down as usize;
        let of = |columns| matrices.iter().find(|m| m.dim() == (cells, columns));
        if let (Some(scores), Some(sides)) = (of(classes), of(4 * BINS)) {
            strides_found += 1;
            decode_stride(scores, sides, Grid { stride, across }, floor, &mut boxes);
        }
    }
    if strides_found == 0 {
        let what = format!("scores [1, cells, {classes}] with sides [1, cells, {}]", 4 * BINS);
        return Err(MissingOutput(what));
    }
    Ok(boxes)
}

#[derive(Clone, Copy)]
struct Grid {
    stride: u32,
    across: u32,
}

fn decode_stride(
    scores: &ArrayView2<'_, f32>,
    sides: &ArrayView2<'_, f32>,
    grid: Grid,
    floor: f32,
    boxes: &mut Vec<RawBox>,
) {
    let as_logits = scores.as_slice().is_some_and(|s| !are_probabilities(s));
    let stride = grid.stride as f32;
    for (cell, (row, sides)) in scores.rows().into_iter().zip(sides.rows()).enumerate() {
        for (class, &raw) in row.iter().enumerate() {
            let score = if as_logits { sigmoid(raw) } else { raw };
            if score <= floor || score.is_nan() {
                continue;
            }
            let Some(sides) = sides.as_slice() else { continue };
            let mut distances = sides.chunks_exact(BINS).map(|bins| expected_bin(bins) * stride);
            let mut next = || distances.next().unwrap_or(0.0);
            let (left, top, right, bottom) = (next(), next(), next(), next());
            let x = ((cell as u32 % grid.across) as f32 + 0.5) * stride;
            let y = ((cell as u32 / grid.across) as f32 + 0.5) * stride;
            let bbox = BBox::new(x - left, y - top, x + right, y + bottom);
            boxes.push(RawBox { bbox, class, score });
        }
    }
}
