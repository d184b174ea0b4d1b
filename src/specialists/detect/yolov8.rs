//! The output of YOLOv8 and what exports like it (v9, v11): centre, size and class probabilities, decoded in the graph.

use super::outputs::{MissingOutput, Outputs, matrix};
use crate::domain::BBox;
use crate::inference::postprocess::RawBox;

/// Boxes in pixels of the input, above `floor`, from the output `[1, 4 + classes, n]` (or its transpose
/// `[1, n, 4 + classes]`): centre x, centre y, width, height in pixels of the input, then a probability per class.
///
/// # Errors
/// Where there is no output of either shape.
pub fn decode(outputs: &Outputs, classes: usize, floor: f32) -> Result<Vec<RawBox>, MissingOutput> {
    let fields = 4 + classes;
    let by_field = outputs
        .iter()
        .filter_map(|(_, t)| matrix(t))
        .find_map(|m| match m.dim() {
            (rows, _) if rows == fields => Some(m),
            (_, columns) if columns == fields => Some(m.reversed_axes()),
            _ => None,
        })
        .ok_or_else(|| MissingOutput(format!("rows [1, {fields}, n]")))?;
    let mut boxes = Vec::new();
    // Field by field, as the values lie in memory: nearly all of them are below the floor.
    for (class, scores) in by_field.rows().into_iter().skip(4).enumerate() {
        for (at, &score) in scores.iter().enumerate() {
            if score > floor {
                let field = |i: usize| by_field.get((i, at)).copied().unwrap_or(f32::NAN);
                let (cx, cy, half_w, half_h) = (field(0), field(1), field(2) / 2.0, field(3) / 2.0);
                let bbox = BBox::new(cx - half_w, cy - half_h, cx + half_w, cy + half_h);
                boxes.push(RawBox { bbox, class, score });
            }
        }
    }
    Ok(boxes)
}
