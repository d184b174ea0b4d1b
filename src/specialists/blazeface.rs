//! BlazeFace's outputs into faces: anchors, decoding, suppression of doubles. Pure, in pixels of the model's input.
//!
//! Model: BlazeFace, Bazarevsky et al. 2019 (arXiv 1907.05047), the "back" variant of 256 × 256 pixels.

use crate::domain::{BBox, Point};
use crate::inference::{EngineError, Tensor};

/// Side of the square input, in pixels.
pub const INPUT_SIDE: f32 = 256.0;

/// Right eye, left eye, nose, mouth, right ear, left ear.
pub const KEYPOINTS: usize = 6;

/// Strides of the two feature maps and the number of anchors in each of their cells.
const MAPS: [(usize, usize); 2] = [(16, 2), (32, 6)];

/// A face in pixels of whatever space it was last mapped to.
#[derive(Debug, Clone, PartialEq)]
pub struct RawFace {
    pub bbox: BBox,
    /// Sigmoid of the logit, 0..1.
    pub score: f32,
    pub keypoints: [Point; KEYPOINTS],
}

impl RawFace {
    /// The same face with every point sent through `to`; a mirroring map keeps its box proper.
    pub fn mapped(&self, to: impl Fn(Point) -> Point) -> Self {
        let a = to(Point::new(self.bbox.x1, self.bbox.y1));
        let b = to(Point::new(self.bbox.x2, self.bbox.y2));
        let bbox = BBox::new(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y));
        Self { bbox, score: self.score, keypoints: self.keypoints.map(to) }
    }
}

/// Centres of the anchors: map by map, row by row, the anchors of a cell one after the other. 512, then 384.
pub fn anchors() -> Vec<Point> {
    let mut centres = Vec::new();
    for (stride, per_cell) in MAPS {
        let cells = INPUT_SIDE as usize / stride;
        for cell in 0..cells * cells {
            let (row, column) = (cell / cells, cell % cells);
            let at = |i: usize| (i as f32 + 0.5) * stride as f32;
            centres.extend(std::iter::repeat_n(Point::new(at(column), at(row)), per_cell));
        }
    }
    centres
}

/// Every anchor's face whose score is at least `min_score`, best first, doubles not yet suppressed.
/// Outputs: logits `[1,n,1]` and boxes `[1,n,16]` (centre offset, size, keypoints' offsets, in input pixels) for
/// n = 512 and 384; told apart by shape.
///
/// # Errors
/// Where one of the four is missing.
pub fn decode(
    outputs: &[(String, Tensor)],
    anchors: &[Point],
    min_score: f32,
    model: &str,
) -> Result<Vec<RawFace>, EngineError> {
    let mut faces = Vec::new();
    let mut first = 0;
    for (stride, per_cell) in MAPS {
        let n = (INPUT_SIDE as usize / stride).pow(2) * per_cell;
        let logits = values(outputs, &[1, n, 1], model)?;
        let boxes = values(outputs, &[1, n, 16], model)?;
        let rows = logits.iter().zip(boxes.chunks_exact(16)).zip(anchors.iter().skip(first));
        for ((logit, row), anchor) in rows {
            let score = 1.0 / (1.0 + (-logit).exp());
            if score >= min_score {
                faces.extend(decode_row(row, *anchor, score));
            }
        }
        first += n;
    }
    faces.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(faces)
}

/// The values of the output of this shape, row-major.
fn values(
    outputs: &[(String, Tensor)],
    shape: &[usize],
    model: &str,
) -> Result<Vec<f32>, EngineError> {
    outputs
        .iter()
        .filter_map(|(_, t)| t.as_f32())
        .find(|t| t.shape() == shape)
        .map(|t| t.iter().copied().collect())
        .ok_or_else(|| EngineError::Output {
            model: model.to_owned(),
            what: format!("of shape {shape:?} (BlazeFace's)"),
        })
}

/// One anchor's row; `None` where it holds no proper box.
fn decode_row(row: &[f32], anchor: Point, score: f32) -> Option<RawFace> {
    let [dx, dy, width, height, offsets @ ..] = row else { return None };
    let (cx, cy) = (anchor.x + dx, anchor.y + dy);
    let bbox = BBox::new(cx - width / 2.0, cy - height / 2.0, cx + width / 2.0, cy + height / 2.0);
    let mut keypoints = [anchor; KEYPOINTS];
    for (point, pair) in keypoints.iter_mut().zip(offsets.chunks_exact(2)) {
        if let [x, y] = pair {
            *point = Point::new(anchor.x + x, anchor.y + y);
        }
    }
    bbox.is_proper().then_some(RawFace { bbox, score, keypoints })
}

/// Keeps the best of faces that overlap: IoU over 0.3, or most of one inside a better one (an eye region taken for a
/// face by a tile that cuts the face). Faces side by side in a crowd overlap less.
pub fn suppress(mut faces: Vec<RawFace>) -> Vec<RawFace> {
    faces.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<RawFace> = Vec::new();
    for face in faces {
        let is_double =
            |k: &RawFace| face.bbox.iou(&k.bbox) > 0.3 || face.bbox.share_inside(&k.bbox) > 0.7;
        if !kept.iter().any(is_double) {
            kept.push(face);
        }
    }
    kept
}
