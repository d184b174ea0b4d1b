//! YOLOX's output: a row per anchor-free cell of strides 8, 16 and 32 (github.com/Megvii-BaseDetection/YOLOX).

use super::outputs::{MissingOutput, Outputs, matrix_with_columns};
use crate::domain::{BBox, Size};
use crate::inference::postprocess::RawBox;

/// Strides of the three grids, in the order in which their cells follow each other.
const STRIDES: [u32; 3] = [8, 16, 32];

/// Boxes in pixels of the input, above `floor`, from the output `[1, cells, 5 + classes]`: centre offset from the cell's
/// corner in strides, logarithm of the size in strides, objectness, class probabilities. The score is their product.
///
/// # Errors
/// Where there is no output of that shape: its rows must be the cells of the input's three grids.
pub fn decode(
    outputs: &Outputs,
    input: Size,
    classes: usize,
    floor: f32,
) -> Result<Vec<RawBox>, MissingOutput> {
    let cells = cells(input);
    let table = matrix_with_columns(outputs, 5 + classes)
        .filter(|m| m.nrows() == cells.len())
        .ok_or_else(|| MissingOutput(format!("rows [1, {}, {}]", cells.len(), 5 + classes)))?;
    let mut boxes = Vec::new();
    for (row, (x, y, stride)) in table.rows().into_iter().zip(cells) {
        let Some([dx, dy, log_w, log_h, objectness, scores @ ..]) = row.as_slice() else {
            continue;
        };
        if *objectness <= floor {
            continue; // no class can lift the product above it
        }
        let (cx, cy) = ((dx + x) * stride, (dy + y) * stride);
        let (half_w, half_h) = (log_w.exp() * stride / 2.0, log_h.exp() * stride / 2.0);
        let bbox = BBox::new(cx - half_w, cy - half_h, cx + half_w, cy + half_h);
        for (class, probability) in scores.iter().enumerate() {
            let score = objectness * probability;
            if score > floor {
                boxes.push(RawBox { bbox, class, score });
            }
        }
    }
    Ok(boxes)
}

/// Column, row and stride of every cell, in the output's order.
fn cells(input: Size) -> Vec<(f32, f32, f32)> {
    STRIDES
        .iter()
        .flat_map(|&stride| {
            let (across, down) = (input.width / stride, input.height / stride);
            (0..down)
                .flat_map(move |y| (0..across).map(move |x| (x as f32, y as f32, stride as f32)))
        })
        .collect()
}
