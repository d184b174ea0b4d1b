//! The classifier of crops: what each region, and the image as a whole, would be called among the model's classes.
//! It has no "none of these": small and unusual crops get odd names, which naming weighs.

use super::detect::LabelList;
use super::embed::{Seen, SharedEmbedder, View};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, RegionId, Source, Witness, WitnessKind};
use crate::models::Card;

/// Readings below are left out: a thousand classes share what the first few leave over.
const LEAST_PROBABILITY: f32 = 0.01;

/// Readings that are kept, best first.
const MOST_READINGS: usize = 20;

/// Regions that are read in one image, the strongest first: a crowd's hundredth member adds nothing but time.
const MOST_REGIONS: usize = 64;

/// Reads regions' crops and the whole image.
pub struct Classifier {
    labels: LabelList,
    source: Source,
    embedder: SharedEmbedder,
}

impl Classifier {
    /// `names` are the class names that the card's `labels` lead to, `embedder` holds the card's model.
    pub fn new(card: &Card, names: Vec<String>, source: Source, embedder: SharedEmbedder) -> Self {
        Self { labels: LabelList::of(card, names), source, embedder }
    }

    fn witness(&self, kind: WitnessKind, bbox: BBox, seen: &Seen, least: f32) -> Witness {
        let mut order: Vec<(usize, f32)> =
            seen.probabilities.iter().copied().enumerate().filter(|(_, p)| *p >= least).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let readings = order
            .into_iter()
            .take(MOST_READINGS)
            .filter_map(|(class, p)| self.labels.reading(class, p))
            .collect();
        Witness { kind, source: self.source.clone(), bbox, readings }
    }
}

impl Specialist for Classifier {
    fn id(&self) -> &str {
        "classifier"
    }

    fn stage(&self) -> Stage {
        Stage::Crops
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        self.read(look, look.rules.detection.min_crop_px, LEAST_PROBABILITY)
    }

    /// The best classes of every region, however small it or they are.
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        self.embedder.forget();
        self.read(look, 0.0, 0.0)
    }
}

impl Classifier {
    /// Reads the whole image and the regions whose shorter side has at least `least_side` pixels.
    fn read(
        &self,
        look: &mut Look<'_>,
        least_side: f32,
        least: f32,
    ) -> Result<Vec<Finding>, SpecialistError> {
        let mut regions: Vec<(RegionId, BBox, f32)> = look
            .scene
            .regions
            .values()
            .map(|r| (r.id, r.bbox.clamp_to(look.picture.size), r.score))
            .filter(|(_, b, _)| b.is_proper() && b.width().min(b.height()) >= least_side)
            .collect();
        regions.sort_by(|a, b| b.2.total_cmp(&a.2));
        regions.truncate(MOST_REGIONS);
        let views: Vec<View> = regions.iter().map(|(_, bbox, _)| View::Region(*bbox)).collect();
        let image = &look.scene.image.sha256;
        let whole = self.embedder.see(look.picture, image, &[View::Whole], look.trace)?;
        let crops = self.embedder.see(look.picture, image, &views, look.trace)?;
        let of_whole = whole.iter().map(|seen| Finding::Reading {
            region: None,
            witness: self.witness(WitnessKind::WholeImage, look.picture.size.bounds(), seen, least),
        });
        let of_regions = regions.iter().zip(&crops).map(|((id, bbox, _), seen)| Finding::Reading {
            region: Some(*id),
            witness: self.witness(WitnessKind::Crop, *bbox, seen, least),
        });
        Ok(of_whole.chain(of_regions).collect())
    }
}
