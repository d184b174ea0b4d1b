//! Raw depth into nearness: gaps filled, brought to a small grid, normalised; and the mean over a box.

use super::DepthError;
use crate::domain::{BBox, Size};
use half::f16;

/// Longer side of a nearness map, in cells: enough for boxes of a hundredth of the image's side.
pub const MAX_SIDE: usize = 512;

/// BRIEF's normalisation: these percentiles of the map become 0 and 1.
const LOW_PERCENTILE: f32 = 0.02;
const HIGH_PERCENTILE: f32 = 0.98;

/// What a depth source's values mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepthKind {
    /// Larger is nearer, linear in 1 / distance up to scale and shift.
    Inverse,
    /// Distance from the camera; the unit does not matter.
    Metric,
    /// Stereo disparity in pixels: 1 / distance up to scale.
    Disparity,
}

/// Depth as a source gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawDepth {
    pub width: usize,
    pub height: usize,
    /// Row-major; what is not finite is unknown.
    pub values: Vec<f32>,
    pub kind: DepthKind,
}

/// Nearness on a grid: 0 far .. 1 near, no gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearness {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

impl RawDepth {
    /// Normalised nearness on a grid of at most [`MAX_SIDE`], for the image whose aspect the map has.
    ///
    /// # Errors
    /// Where no value is known, or the map's aspect is not the image's (a map of another picture).
    pub fn nearness(&self, image: Size) -> Result<Nearness, DepthError> {
        self.check_aspect(image)?;
        let (width, height) = grid(Size::new(self.width as u32, self.height as u32), MAX_SIDE);
        let mut values = self.cell_means(width, height);
        fill_gaps(&mut values, width, height)?;
        normalise(&mut values);
        Ok(Nearness { width, height, values })
    }

    /// Sizes may differ, aspects only by rounding.
    fn check_aspect(&self, image: Size) -> Result<(), DepthError> {
        if self.width == 0 || self.height == 0 || self.values.len() != self.width * self.height {
            return Err(DepthError::Empty);
        }
        let ours = self.width as f32 / self.height as f32;
        let theirs = image.width as f32 / image.height.max(1) as f32;
        if (ours / theirs - 1.0).abs() > 0.03 {
            return Err(DepthError::Aspect { width: self.width, height: self.height, image });
        }
        Ok(())
    }

    /// Mean inverse depth of the known values in each cell; NaN in cells without any.
    fn cell_means(&self, width: usize, height: usize) -> Vec<f32> {
        let mut sums = vec![(0.0f32, 0.0f32); width * height];
        for (y, row) in self.values.chunks_exact(self.width).enumerate() {
            let cell_row = y * height / self.height * width;
            for (x, value) in row.iter().enumerate() {
                if let Some(inverse) = self.kind.inverse(*value)
                    && let Some((sum, count)) = sums.get_mut(cell_row + x * width / self.width)
                {
                    *sum += inverse;
                    *count += 1.0;
                }
            }
        }
        sums.into_iter().map(|(sum, n)| if n > 0.0 { sum / n } else { f32::NAN }).collect()
    }
}

impl DepthKind {
    /// The value as inverse depth; `None` where it is unknown.
    fn inverse(self, value: f32) -> Option<f32> {
        match self {
            _ if !value.is_finite() => None,
            DepthKind::Inverse => Some(value),
            DepthKind::Disparity => (value > 0.0).then_some(value),
            DepthKind::Metric => (value > 0.0).then(|| 1.0 / value),
        }
    }
}

/// The largest grid with this picture's aspect whose longer side is at most `side`, and no larger than the picture.
pub fn grid(picture: Size, side: usize) -> (usize, usize) {
    let (w, h) = (picture.width.max(1) as usize, picture.height.max(1) as usize);
    let longer = w.max(h);
    if longer <= side {
        return (w, h);
    }
    let scaled = |v: usize| ((v * side + longer / 2) / longer).max(1);
    (scaled(w), scaled(h))
}

/// Fills NaN cells from known neighbours, ring by ring.
fn fill_gaps(values: &mut [f32], width: usize, height: usize) -> Result<(), DepthError> {
    let mut gaps: Vec<usize> = (0..values.len()).filter(|i| values[*i].is_nan()).collect();
    if gaps.len() == values.len() {
        return Err(DepthError::NothingKnown);
    }
    while !gaps.is_empty() {
        let mut ring = Vec::new();
        gaps.retain(|i| {
            let (x, y) = (i % width, i / width);
            let (mut sum, mut count) = (0.0f32, 0.0f32);
            for ny in y.saturating_sub(1)..(y + 2).min(height) {
                for nx in x.saturating_sub(1)..(x + 2).min(width) {
                    let value = values[ny * width + nx];
                    if !value.is_nan() {
                        sum += value;
                        count += 1.0;
                    }
                }
            }
            if count > 0.0 {
                ring.push((*i, sum / count));
            }
            count == 0.0
        });
        for (i, value) in ring {
            values[i] = value;
        }
    }
    Ok(())
}

/// Brings the 2nd percentile to 0 and the 98th to 1, and clamps; a flat map becomes 0.5 everywhere, which
/// claims neither near nor far.
pub fn normalise(values: &mut [f32]) {
    let mut sorted: Vec<f32> = values.to_vec();
    let Some(last) = sorted.len().checked_sub(1) else { return };
    let mut at = |share: f32| {
        let index = (share * last as f32).round() as usize;
        *sorted.select_nth_unstable_by(index, f32::total_cmp).1
    };
    let (low, high) = (at(LOW_PERCENTILE), at(HIGH_PERCENTILE));
    let range = high - low;
    for value in values {
        *value = if range > f32::EPSILON * high.abs().max(low.abs()) {
            ((*value - low) / range).clamp(0.0, 1.0)
        } else {
            0.5
        };
    }
}

/// The mean over the cells whose centres lie in a box of the image, or, for a box smaller than a cell, the cell
/// at its centre; `None` where the box lies outside.
pub fn mean_in_box(
    nearness: &[f16],
    (width, height): (usize, usize),
    bbox: &BBox,
    image: Size,
) -> Option<f32> {
    let inside = bbox.clamp_to(image);
    if !inside.is_proper() || width == 0 || height == 0 {
        return None;
    }
    let columns = cells(inside.x1, inside.x2, image.width, width);
    let rows = cells(inside.y1, inside.y2, image.height, height);
    let (mut sum, mut count) = (0.0f32, 0.0f32);
    for y in rows {
        for value in nearness.get(y * width + columns.start..y * width + columns.end)? {
            sum += value.to_f32();
            count += 1.0;
        }
    }
    (count > 0.0).then(|| sum / count)
}

/// The cells, of `count` over `length` pixels, whose centres lie between two pixels; never none.
fn cells(from: f32, to: f32, length: u32, count: usize) -> std::ops::Range<usize> {
    let per_pixel = count as f32 / length.max(1) as f32;
    let first = (from * per_pixel - 0.5).ceil().max(0.0) as usize;
    let end = ((to * per_pixel - 0.5).floor() + 1.0).max(0.0) as usize;
    if first < end.min(count) {
        first..end.min(count)
    } else {
        let middle = (((from + to) / 2.0 * per_pixel) as usize).min(count - 1);
        middle..middle + 1
    }
}
