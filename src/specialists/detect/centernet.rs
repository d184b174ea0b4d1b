//! CenterNet with its peaks already found inside the graph (MobileNetV3-CenterNet): a table of detections.

use super::outputs::{MissingOutput, Outputs, matrix_with_columns};
use crate::domain::BBox;
use crate::inference::postprocess::RawBox;

/// Boxes in pixels of the input, above `floor`, from the output `[1, n, 6]`: x1, y1, x2, y2, score, class.
///
/// # Errors
/// Where there is no such output.
pub fn decode(outputs: &Outputs, classes: usize, floor: f32) -> Result<Vec<RawBox>, MissingOutput> {
    let table = matrix_with_columns(outputs, 6)
        .ok_or_else(|| MissingOutput::new("detections [1, n, 6]"))?;
    let boxes = table.rows().into_iter().filter_map(|row| match row.as_slice() {
        Some(&[x1, y1, x2, y2, score, class]) => {
            // A float to usize cast saturates: negative and NaN classes become 0, so they are refused first.
            let known = class >= 0.0 && (class.round() as usize) < classes;
            (score > floor && known).then(|| RawBox {
                bbox: BBox::new(x1, y1, x2, y2),
                class: class.round() as usize,
                score,
            })
        }
        _ => None,
    });
    Ok(boxes.collect())
}
