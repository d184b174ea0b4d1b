//! The classifier over windows as an open-world detector: what a window is read as, boxed where its class activation map
//! is strong. Rough (it calls flowers honeycombs), but it sees what no detector was trained on: palaces, lemons, pandas.

use super::detect::LabelList;
use super::embed::{SharedEmbedder, View};
use super::heat::{Sight, hot_boxes};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Size, Source, Witness, WitnessKind};
use crate::models::Card;
use std::collections::BTreeMap;
use std::time::Instant;

/// Below this probability a window's reading says nothing worth hearing.
const LEAST_PROBABILITY: f32 = 0.3;

/// A window that reads a class with less takes no part in drawing its outline.
const LEAST_TO_OUTLINE: f32 = 0.1;

/// Side of the smaller windows as a share of the image's shorter side, about.
const SMALLER: f32 = 0.6;

/// How much longer a smaller window is than its share of the image: what one cuts its neighbour sees whole.
const OVERLAP: f32 = 1.25;

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
        self.find(look, self.floor)
    }

    /// Everything that a window reads with more than takes part in an outline.
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        self.find(look, LEAST_TO_OUTLINE)
    }
}

impl Windows {
    fn find(&self, look: &mut Look<'_>, floor: f32) -> Result<Vec<Finding>, SpecialistError> {
        let windows = windows(look.picture.size);
        let views: Vec<View> = windows.iter().map(|w| View::Window(*w)).collect();
        let seen = self.embedder.activations(look.picture, &views, look.trace)?;
        let begun = Instant::now();
        let input = self.embedder.input_size();
        let mut sights: BTreeMap<usize, Vec<Sight<'_>>> = BTreeMap::new();
        for (activations, image_from_input) in &seen {
            for activation in activations.iter().filter(|a| a.score >= LEAST_TO_OUTLINE) {
                let sight = Sight { activation, image_from_input: *image_from_input, input };
                sights.entry(activation.class).or_default().push(sight);
            }
        }
        let findings = sights
            .iter()
            .flat_map(|(class, sights)| hot_boxes(*class, sights, look.picture.size, floor))
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
/// a fifth. A photograph of 3:2 gives 1 + 6, a square one 1 + 4, a thread of pixels no more than 4 + 12.
pub fn windows(image: Size) -> Vec<BBox> {
    let (width, height) = (image.width as f32, image.height as f32);
    let short = width.min(height);
    // A stretch of up to about two does the classifier no harm; a panorama is cut.
    let pieces = |length: f32| (length / (1.75 * short)).round().clamp(1.0, 4.0);
    let smaller = |length: f32| (length / (SMALLER * short) * OVERLAP).round().clamp(2.0, 6.0);
    let mut windows = grid(image, (pieces(width), pieces(height)), 1.0);
    windows.extend(grid(image, (smaller(width), smaller(height)), OVERLAP));
    windows
}

/// Evenly spread windows, `count.0` across and `count.1` down, each `overlap` times as long as its share of the image.
fn grid(image: Size, count: (f32, f32), overlap: f32) -> Vec<BBox> {
    let spread = |length: u32, n: f32| -> Vec<(f32, f32)> {
        let (length, part) =
            (length as f32, length as f32 / n * if n > 1.0 { overlap } else { 1.0 });
        let step = if n > 1.0 { (length - part) / (n - 1.0) } else { 0.0 };
        (0..n as usize).map(|i| (i as f32 * step, i as f32 * step + part)).collect()
    };
    let (columns, rows) = (spread(image.width, count.0), spread(image.height, count.1));
    rows.iter()
        .flat_map(|(top, bottom)| {
            columns.iter().map(|(left, right)| BBox::new(*left, *top, *right, *bottom))
        })
        .map(|window| window.clamp_to(image))
        .collect()
}
