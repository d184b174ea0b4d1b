//! SSD-style outputs, suppressed inside the graph: boxes, scores and classes apart (TensorFlow's detection models, the ONNX
//! zoo's SSD, torchvision's detectors).

use super::outputs::{MissingOutput, Outputs, matrix_with_columns, named, values};
use crate::domain::{BBox, Size};
use crate::inference::postprocess::RawBox;
use crate::models::Card;

/// What differs between the families; a card says it by thresholds of the same names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convention {
    /// `boxes_y_first`: 1 where boxes are y1, x1, y2, x2 (TensorFlow), 0 where they are x1, y1, x2, y2 (the default).
    pub y_first: bool,
    /// `boxes_in_pixels`: 1 where boxes are in pixels of the input, 0 where in shares of it (the default).
    pub in_pixels: bool,
    /// `first_class`: the number of the first label: 0 (the default), or 1 where 0 is the background.
    pub first_class: f32,
}

impl Convention {
    pub fn of(card: &Card) -> Self {
        Self {
            y_first: card.threshold("boxes_y_first", 0.0) > 0.5,
            in_pixels: card.threshold("boxes_in_pixels", 0.0) > 0.5,
            first_class: card.threshold("first_class", 0.0),
        }
    }
}

/// Boxes in pixels of the input, above `floor`, from boxes `[1, n, 4]`, an output whose name holds "score" `[1, n]`
/// and one whose name holds "class" or "label" `[1, n]`, of any element type.
///
/// # Errors
/// Where one of the three is missing.
pub fn decode(
    outputs: &Outputs,
    input: Size,
    classes: usize,
    convention: Convention,
    floor: f32,
) -> Result<Vec<RawBox>, MissingOutput> {
    let boxes =
        matrix_with_columns(outputs, 4).ok_or_else(|| MissingOutput::new("boxes [1, n, 4]"))?;
    let scores = named(outputs, &["score"]).ok_or_else(|| MissingOutput::new("scores [1, n]"))?;
    let labels = named(outputs, &["class", "label"])
        .ok_or_else(|| MissingOutput::new("classes or labels [1, n]"))?;
    let (scores, labels) = (values(scores), values(labels));
    let (width, height) =
        if convention.in_pixels { (1.0, 1.0) } else { (input.width as f32, input.height as f32) };
    let mut found = Vec::new();
    for ((row, &score), label) in boxes.rows().into_iter().zip(scores.iter()).zip(labels.iter()) {
        let class = label - convention.first_class;
        if score <= floor || score.is_nan() || class < 0.0 || class.round() as usize >= classes {
            continue;
        }
        if let Some(&[a, b, c, d]) = row.as_slice() {
            let [x1, y1, x2, y2] = if convention.y_first { [b, a, d, c] } else { [a, b, c, d] };
            let bbox = BBox::new(x1 * width, y1 * height, x2 * width, y2 * height);
            found.push(RawBox { bbox, class: class.round() as usize, score });
        }
    }
    Ok(found)
}
