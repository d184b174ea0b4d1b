//! Object detectors: one specialist for all of them, each model's outputs read by the decoder that its card names.
//! Knows no taxonomy: a box says "list:index", and naming makes a name of it.

pub mod centernet;
pub mod detr;
pub mod nanodet;
pub mod outputs;
pub mod ssd;
pub mod tiles;
pub mod yolov8;
pub mod yolox;

use super::specialist::{Finding, Look, RAW_FLOOR, Specialist, SpecialistError, Stage};
use crate::domain::rules::Preset;
use crate::domain::{BBox, Reading, Rules, Size, Source, Witness, WitnessKind};
use crate::inference::postprocess::{Classes, RawBox, suppressed};
use crate::inference::preprocess::{input_size, prepare_parts};
use crate::inference::{Engine, EngineError, Tensor};
use crate::models::{Card, CardInput, Decoder, Labels};
use outputs::MissingOutput;
use std::time::Instant;
use tiles::Tile;

/// Boxes of one view that suppression looks at, the best first: a bound on its time, as in torchvision and Detectron.
const MOST_BOXES: usize = 1000;

/// Raw boxes that are brought of all views together, the best: more than anybody looks through.
const MOST_RAW_BOXES: usize = 2000;

/// The names of a model's classes, and how naming knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelList {
    /// "coco80", "imagenet1k", or the card's id for a list of a user's own.
    pub key: String,
    pub names: Vec<String>,
}

impl LabelList {
    /// The list of a card whose `names` the store has found.
    pub fn of(card: &Card, names: Vec<String>) -> Self {
        let key = match &card.labels {
            Some(Labels::Named(key)) => key.clone(),
            _ => card.id.clone(),
        };
        Self { key, names }
    }

    /// What the model reads as class `index`, with its raw score; `None` where the list has no such class.
    pub fn reading(&self, index: usize, score: f32) -> Option<Reading> {
        let name = self.names.get(index)?.clone();
        Some(Reading { node: format!("{}:{index}", self.key), name, score })
    }
}

/// An object detector.
pub struct Detector {
    card: Card,
    input: CardInput,
    input_size: Size,
    decoder: Decoder,
    labels: LabelList,
    source: Source,
    engine: Box<dyn Engine>,
}

impl Detector {
    /// `names` are the class names that the card's `labels` lead to, `source` is what its boxes are signed with.
    ///
    /// The card's thresholds `floor` (boxes below are not heard; default the rules'), `nms` (IoU of suppression; default 0.5),
    /// `tiles_along` (most tiles along the longer side; default 4, below 2 for none) and `tile_floor` (as `floor`, for
    /// boxes seen in tiles only; default 0.35) are read, and those of `ssd::Convention`.
    ///
    /// # Errors
    /// Where the card has no picture input of a fixed size, or a decoder that is none of a detector's.
    pub fn new(
        card: Card,
        names: Vec<String>,
        source: Source,
        engine: Box<dyn Engine>,
    ) -> Result<Self, SpecialistError> {
        let refuse = |what: &str| SpecialistError::Unexpected(format!("card {}: {what}", card.id));
        let Some(input) = card.inputs.iter().find(|i| i.layout.is_some()).cloned() else {
            return Err(refuse("a detector needs an input with a layout"));
        };
        let decoder = match card.decoder {
            Some(
                decoder @ (Decoder::Nanodet
                | Decoder::Centernet
                | Decoder::Yolox
                | Decoder::Yolov8
                | Decoder::Detr
                | Decoder::Ssd),
            ) => decoder,
            _ => {
                return Err(refuse(
                    "a detector's decoder is nanodet, centernet, yolox, yolov8, detr or ssd",
                ));
            }
        };
        if names.is_empty() {
            return Err(refuse("a detector needs labels"));
        }
        let labels = LabelList::of(&card, names);
        let input_size = input_size(&input)?;
        Ok(Self { card, input, input_size, decoder, labels, source, engine })
    }

    /// Every box in one view of the picture, in image pixels, not yet suppressed.
    fn look_at(
        &mut self,
        look: &mut Look<'_>,
        view: &BBox,
        floor: f32,
    ) -> Result<Vec<RawBox>, SpecialistError> {
        let begun = Instant::now();
        let prepared = prepare_parts(look.picture, &[*view], &self.input, self.input_size)?;
        let prepared_at = Instant::now();
        let inputs = vec![(self.input.name.as_str(), prepared.tensor)];
        let outputs = self.engine.run_declared(inputs, &self.card)?;
        let run_at = Instant::now();
        let mut boxes = self.decode(&outputs, floor)?;
        boxes.sort_by(|a, b| b.score.total_cmp(&a.score));
        boxes.truncate(MOST_BOXES);
        if let Some(image_from_input) = prepared.image_from_input.first() {
            for raw in &mut boxes {
                raw.bbox = image_from_input.bbox(&raw.bbox).clamp_to(look.picture.size);
            }
        }
        look.trace.preprocess += prepared_at - begun;
        look.trace.run += run_at - prepared_at;
        look.trace.postprocess += run_at.elapsed();
        look.trace.runs += 1;
        Ok(boxes)
    }

    fn decode(&self, outputs: &[(String, Tensor)], floor: f32) -> Result<Vec<RawBox>, EngineError> {
        let (input, classes) = (self.input_size, self.labels.names.len());
        let decoded: Result<Vec<RawBox>, MissingOutput> = match self.decoder {
            Decoder::Nanodet => nanodet::decode(outputs, input, classes, floor),
            Decoder::Yolox => yolox::decode(outputs, input, classes, floor),
            Decoder::Yolov8 => yolov8::decode(outputs, classes, floor),
            Decoder::Detr => detr::decode(outputs, input, classes, floor),
            Decoder::Ssd => {
                ssd::decode(outputs, input, classes, ssd::Convention::of(&self.card), floor)
            }
            // `new` lets no other decoder through.
            _ => centernet::decode(outputs, classes, floor),
        };
        decoded.map_err(|missing| EngineError::Output {
            model: self.card.id.clone(),
            what: missing.to_string(),
        })
    }

    /// The whole view first, then the tiles with their boxes that no inner border cuts. Boxes below the floors, the
    /// tiles' own second, are not brought.
    fn look_everywhere(
        &mut self,
        look: &mut Look<'_>,
        (floor, tile_floor): (f32, f32),
    ) -> Result<Vec<RawBox>, SpecialistError> {
        let whole = look.picture.size.bounds();
        let mut boxes = self.look_at(look, &whole, floor)?;
        for tile in self.tiles(look.picture.size, look.rules) {
            let seen = self.look_at(look, &tile.in_image, tile_floor)?;
            boxes.extend(seen.into_iter().filter(|b| !tile.cuts(&b.bbox, self.input_size)));
        }
        Ok(boxes)
    }

    /// A box as it is told; `None` where the list has no such class.
    fn witness(&self, raw: &RawBox) -> Option<Finding> {
        Some(Finding::Box(Witness {
            kind: WitnessKind::Detector,
            source: self.source.clone(),
            bbox: raw.bbox,
            readings: vec![self.labels.reading(raw.class, raw.score)?],
        }))
    }

    fn tiles(&self, image: Size, rules: &Rules) -> Vec<Tile> {
        let most = self.card.threshold("tiles_along", 4.0) as usize;
        if rules.detection.tiles { tiles::tiles(image, self.input_size, most) } else { Vec::new() }
    }
}

impl Specialist for Detector {
    fn id(&self) -> &str {
        &self.card.id
    }

    fn stage(&self) -> Stage {
        Stage::Image
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let floor = look.rules.detection.floor.max(self.card.threshold("floor", 0.0));
        let tile_floor = floor.max(self.card.threshold("tile_floor", 0.35));
        let boxes = self.look_everywhere(look, (floor, tile_floor))?;
        let begun = Instant::now();
        let nms_iou = match look.rules.detection.preset {
            Preset::Joint => self.card.threshold("nms", 0.5),
            Preset::Paper => look.rules.detection.paper_nms_iou,
        };
        let findings = suppressed(&boxes, nms_iou, Classes::Apart)
            .iter()
            .filter_map(|raw| self.witness(raw))
            .collect();
        look.trace.postprocess += begun.elapsed();
        Ok(findings)
    }

    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let mut boxes = self.look_everywhere(look, (RAW_FLOOR, RAW_FLOOR))?;
        boxes.retain(|raw| raw.bbox.is_proper());
        boxes.sort_by(|a, b| b.score.total_cmp(&a.score));
        boxes.truncate(MOST_RAW_BOXES);
        Ok(boxes.iter().filter_map(|raw| self.witness(raw)).collect())
    }
}
