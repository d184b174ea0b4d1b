//! The classifier over windows as an open-world detector: what a window is read as, boxed where its class activation map
//! is strong. Rough (it calls flowers honeycombs), but it sees what no detector was trained on: palaces, lemons, pandas.

use super::detect::LabelList;
use super::embed::{Activation, SharedEmbedder, View};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Size, Source, Witness, WitnessKind};
use crate::inference::postprocess::{Classes, RawBox, suppressed};
use crate::models::Card;
use std::time::Instant;

/// Below this probability a window's reading says nothing worth hearing (MODELS: "below about 0.3").
const LEAST_PROBABILITY: f32 = 0.3;

/// Windows' boxes of one class that overlap more are one thing.
const NMS_IOU: f32 = 0.3;

/// A cell belongs to the thing where its activation is at least this share of the map's peak. Zhou et al. use 0.2 on
/// maps of 14×14; on 9×9 that spreads over the whole window.
const SHARE_OF_PEAK: f32 = 0.45;

/// The map is refined this many times, by linear interpolation, before it is cut: a cell is a ninth of a window.
const REFINED: usize = 4;

/// Side of the smaller windows as a share of the image's shorter side.
const SMALLER: f32 = 0.6;

/// Looks through windows.
pub struct Windows {
    labels: LabelList,
    source: Source,
    embedder: SharedEmbedder,
    /// From the card: `window_floor`.
    floor: f32,
}

impl Windows {
    /// `names` are the class names that the card's `labels` lead to, `embedder` holds the card's model, which must give
    /// activation maps. The card's threshold `window_floor` (default 0.3) is the least probability that is heard.
    pub fn new(card: &Card, names: Vec<String>, source: Source, embedder: SharedEmbedder) -> Self {
        let floor = card.threshold("window_floor", LEAST_PROBABILITY);
        Self { labels: LabelList::of(card, names), source, embedder, floor }
    }
}

impl Specialist for Windows {
    fn id(&self) -> &str {
        "windows"
    }

    fn stage(&self) -> Stage {
        Stage::Image
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let windows = windows(look.picture.size);
        let views: Vec<View> = windows.iter().map(|w| View::Window(*w)).collect();
        let seen = self.embedder.activations(look.picture, &views, look.trace)?;
        let begun = Instant::now();
        let input = self.embedder.input_size();
        let mut boxes = Vec::new();
        for (activations, image_from_input) in seen {
            for activation in activations.iter().filter(|a| a.score >= self.floor) {
                if let Some(in_input) = place(activation, input) {
                    let bbox = image_from_input.bbox(&in_input).clamp_to(look.picture.size);
                    boxes.push(RawBox { bbox, class: activation.class, score: activation.score });
                }
            }
        }
        let findings = suppressed(&boxes, NMS_IOU, Classes::Apart)
            .into_iter()
            .filter_map(|raw| {
                Some(Finding::Box(Witness {
                    kind: WitnessKind::Window,
                    source: self.source.clone(),
                    bbox: raw.bbox,
                    readings: vec![self.labels.reading(raw.class, raw.score)?],
                }))
            })
            .collect();
        look.trace.postprocess += begun.elapsed();
        Ok(findings)
    }
}

/// The windows of an image: the whole, in as many pieces as it is longer than broad, then smaller ones that overlap by
/// about half. A photograph of 3:2 gives 1 + 6, a square one 1 + 4.
pub fn windows(image: Size) -> Vec<BBox> {
    let (width, height) = (image.width as f32, image.height as f32);
    let short = width.min(height);
    // A stretch of up to about two does the classifier no harm; a panorama is cut.
    let pieces = |length: f32| (length / (1.75 * short)).round().max(1.0);
    let smaller = |length: f32| ((length / short) / SMALLER * 1.25).round().max(2.0);
    let mut windows = grid(image, (pieces(width), pieces(height)), None);
    windows.extend(grid(image, (smaller(width), smaller(height)), Some(SMALLER * short)));
    windows
}

/// Evenly spread windows, `count.0` across and `count.1` down; `side` is their length, or what fills the image.
fn grid(image: Size, count: (f32, f32), side: Option<f32>) -> Vec<BBox> {
    let (width, height) = (image.width as f32, image.height as f32);
    let (w, h) = (side.unwrap_or(width / count.0), side.unwrap_or(height / count.1));
    let place = |i: usize, n: f32, length: f32, part: f32| {
        if n > 1.0 { i as f32 / (n - 1.0) * (length - part) } else { (length - part) / 2.0 }
    };
    (0..count.1 as usize)
        .flat_map(|row| (0..count.0 as usize).map(move |column| (row, column)))
        .map(|(row, column)| {
            let x = place(column, count.0, width, w);
            let y = place(row, count.1, height, h);
            BBox::new(x, y, x + w, y + h).clamp_to(image)
        })
        .filter(BBox::is_proper)
        .collect()
}

/// Where in the input (its pixels) a class shows: the box of the connected part of the map around its peak. `None` where
/// the map speaks for the class nowhere.
pub fn place(activation: &Activation, input: Size) -> Option<BBox> {
    let (columns, rows) = activation.cells;
    let fine = refine(&activation.map, columns, rows);
    let (across, down) = (columns * REFINED, rows * REFINED);
    let (peak, height) = crate::inference::postprocess::largest(&fine)?;
    if height <= 0.0 || fine.len() != across * down {
        return None;
    }
    let inside = |i: usize| fine.get(i).is_some_and(|v| *v >= SHARE_OF_PEAK * height);
    let mut reached = vec![false; fine.len()];
    let mut open = vec![peak];
    let (mut left, mut top, mut right, mut bottom) = (across, down, 0, 0);
    while let Some(i) = open.pop() {
        match reached.get_mut(i) {
            Some(seen) if !*seen && inside(i) => *seen = true,
            _ => continue,
        }
        let (x, y) = (i % across, i / across);
        (left, top) = (left.min(x), top.min(y));
        (right, bottom) = (right.max(x + 1), bottom.max(y + 1));
        if x > 0 {
            open.push(i - 1);
        }
        if x + 1 < across {
            open.push(i + 1);
        }
        if y > 0 {
            open.push(i - across);
        }
        open.push(i + across); // past the end `reached` has no place
    }
    let (cell_w, cell_h) = (input.width as f32 / across as f32, input.height as f32 / down as f32);
    Some(BBox::new(
        left as f32 * cell_w,
        top as f32 * cell_h,
        right as f32 * cell_w,
        bottom as f32 * cell_h,
    ))
}

/// `REFINED` values for each in both directions, linear between the cells' centres, constant beyond the outermost.
fn refine(map: &[f32], columns: usize, rows: usize) -> Vec<f32> {
    let at = |x: usize, y: usize| map.get(y * columns + x).copied().unwrap_or(0.0);
    let between = |i: usize, n: usize| {
        let place =
            ((i as f32 + 0.5) / REFINED as f32 - 0.5).clamp(0.0, n.saturating_sub(1) as f32);
        let low = place.floor() as usize;
        (low, (low + 1).min(n.saturating_sub(1)), place - low as f32)
    };
    let mut fine = Vec::with_capacity(map.len() * REFINED * REFINED);
    for y in 0..rows * REFINED {
        let (y0, y1, down) = between(y, rows);
        for x in 0..columns * REFINED {
            let (x0, x1, across) = between(x, columns);
            let upper = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * across;
            let lower = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * across;
            fine.push(upper + (lower - upper) * down);
        }
    }
    fine
}
