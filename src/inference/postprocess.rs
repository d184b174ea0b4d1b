//! Tensors into boxes and probabilities: what the decoders of several models share.

use crate::domain::BBox;

/// A box as a detector's decoder gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RawBox {
    /// In pixels of whatever space the decoder works in: the model's input first, the image's once mapped back.
    pub bbox: BBox,
    /// Index into the model's label list.
    pub class: usize,
    /// Raw score in 0..1.
    pub score: f32,
}

/// Which boxes may suppress each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classes {
    /// Only boxes of the same class.
    Apart,
    /// All boxes, whatever their class.
    Together,
}

/// Greedy non-maximum suppression: the places of the boxes that stay, best score first. A box falls where its IoU with
/// a better one is above `iou`. Boxes that are not proper (no area, not finite) or have no score fall as well. Equal
/// scores keep their order.
pub fn nms(boxes: &[RawBox], iou: f32, classes: Classes) -> Vec<usize> {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.retain(|&i| boxes.get(i).is_some_and(|b| b.bbox.is_proper() && !b.score.is_nan()));
    let score = |i: usize| boxes.get(i).map_or(0.0, |b| b.score);
    order.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        let Some(candidate) = boxes.get(i) else { continue };
        let suppressed = kept.iter().filter_map(|&k| boxes.get(k)).any(|better| {
            (classes == Classes::Together || better.class == candidate.class)
                && better.bbox.iou(&candidate.bbox) > iou
        });
        if !suppressed {
            kept.push(i);
        }
    }
    kept
}

/// The boxes that [`nms`] keeps, best first.
pub fn suppressed(boxes: &[RawBox], iou: f32, classes: Classes) -> Vec<RawBox> {
    nms(boxes, iou, classes).into_iter().filter_map(|i| boxes.get(i).copied()).collect()
}

/// `exp(x) / Σ exp(x)`, computed from the largest down so that nothing overflows; empty stays empty.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut values: Vec<f32> = logits.iter().map(|x| (x - largest).exp()).collect();
    let sum: f32 = values.iter().sum();
    values.iter_mut().for_each(|v| *v /= sum);
    values
}

/// `1 / (1 + exp(-x))`.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The mean of `0..n` under the softmax of `logits`: how Generalised Focal Loss writes a distance as a distribution
/// (Li et al., NeurIPS 2020). 0 where `logits` is empty.
pub fn expected_bin(logits: &[f32]) -> f32 {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let (mut sum, mut weighted) = (0.0, 0.0);
    for (bin, x) in logits.iter().enumerate() {
        let weight = (x - largest).exp();
        sum += weight;
        weighted += bin as f32 * weight;
    }
    if sum > 0.0 { weighted / sum } else { 0.0 }
}

/// True where every value lies in 0..1 (up to rounding): probabilities already. A model that gives logits shows at least
/// one value outside on any real photograph, since background logits are well below 0.
pub fn are_probabilities(values: &[f32]) -> bool {
    values.iter().all(|v| (-1e-3..=1.001).contains(v))
}

/// The index and value of the largest; the first of equals. `None` where there is nothing to compare.
pub fn largest(values: &[f32]) -> Option<(usize, f32)> {
    values
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, v)| !v.is_nan())
        .reduce(|best, this| if this.1 > best.1 { this } else { best })
}
