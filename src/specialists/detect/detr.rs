//! DETR's outputs: a row of class logits and a box per query (Carion et al., ECCV 2020, and RT-DETR's kin).

use super::outputs::{MissingOutput, Outputs, matrix, matrix_with_columns};
use crate::domain::{BBox, Size};
use crate::inference::postprocess::{RawBox, sigmoid, softmax};

/// Boxes in pixels of the input, above `floor`, from logits `[1, queries, columns]` and boxes `[1, queries, 4]`
/// (centre x, centre y, width, height in shares of the input).
///
/// With one column more than there are classes, the last is "nothing here" and a softmax gives the probabilities
/// (DETR); with as many columns as classes each has its own sigmoid (Deformable and RT-DETR).
///
/// # Errors
/// Where either output is missing.
pub fn decode(
    outputs: &Outputs,
    input: Size,
    classes: usize,
    floor: f32,
) -> Result<Vec<RawBox>, MissingOutput> {
    let boxes = matrix_with_columns(outputs, 4)
        .ok_or_else(|| MissingOutput::new("boxes [1, queries, 4]"))?;
    let logits = outputs
        .iter()
        .filter_map(|(_, t)| matrix(t))
        .find(|m| m.nrows() == boxes.nrows() && [classes, classes + 1].contains(&m.ncols()))
        .ok_or_else(|| {
            MissingOutput(format!("logits [1, queries, {classes} or {}]", classes + 1))
        })?;
    let (width, height) = (input.width as f32, input.height as f32);
    let mut found = Vec::new();
    for (row, corners) in logits.rows().into_iter().zip(boxes.rows()) {
        let (Some(row), Some(&[cx, cy, w, h])) = (row.as_slice(), corners.as_slice()) else {
            continue;
        };
        let probabilities = if row.len() > classes {
            softmax(row)
        } else {
            row.iter().map(|x| sigmoid(*x)).collect()
        };
        let bbox = BBox::new(
            (cx - w / 2.0) * width,
            (cy - h / 2.0) * height,
            (cx + w / 2.0) * width,
            (cy + h / 2.0) * height,
        );
        for (class, score) in probabilities.into_iter().take(classes).enumerate() {
            if score > floor {
                found.push(RawBox { bbox, class, score });
            }
        }
    }
    Ok(found)
}
