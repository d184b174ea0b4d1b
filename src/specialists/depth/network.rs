//! A depth network by card: any input size, inverse or metric output.

use super::DepthError;
use super::nearness::{DepthKind, RawDepth};
use crate::domain::{Size, Source};
use crate::inference::preprocess::{ImageFromInput, input_size, prepare_parts};
use crate::inference::{Engine, Picture, Tensor};
use crate::models::{Card, CardInput, Decoder, Resize};
use crate::specialists::specialist::{SpecialistError, Trace};
use ndarray::ArrayD;
use std::time::Instant;

/// Longer side for networks whose card leaves width and height free, and the multiple that both must be of
/// (Depth Anything's patch is 14 wide); thresholds `long_side` and `multiple` of the card say otherwise.
const LONG_SIDE: f32 = 518.0;
const MULTIPLE: f32 = 14.0;

/// Confidence of depths read from a network's map, unless the card's threshold `confidence` says otherwise.
const CONFIDENCE: f32 = 0.8;

/// An open depth network.
pub struct DepthNetwork {
    card: Card,
    input: CardInput,
    /// Name of the output: the card's, or the model's own where the card leaves it open.
    output: String,
    engine: Box<dyn Engine>,
    kind: DepthKind,
    pub source: Source,
}

impl DepthNetwork {
    /// # Errors
    /// Where the card's decoder is neither `inverse_depth` nor `metric_depth`, or it names no input or output.
    pub fn new(card: Card, engine: Box<dyn Engine>, source: Source) -> Result<Self, DepthError> {
        let refused =
            |message: &str| DepthError::Card { card: card.id.clone(), message: message.to_owned() };
        let kind = match card.decoder {
            Some(Decoder::InverseDepth) => DepthKind::Inverse,
            Some(Decoder::MetricDepth) => DepthKind::Metric,
            _ => return Err(refused("its decoder must be inverse_depth or metric_depth")),
        };
        let own = engine.signature();
        let Some(mut input) = card.inputs.first().cloned() else {
            return Err(refused("it names no input"));
        };
        if input.resize == Resize::CentreCrop {
            return Err(refused(
                "a depth network must see the whole picture: resize cannot be centre_crop",
            ));
        }
        if input.name.is_empty() {
            input.name = own.inputs.first().map(|i| i.name.clone()).unwrap_or_default();
        }
        let named = card.outputs.first().map(|o| &o.name).filter(|name| !name.is_empty());
        let Some(output) = named.or(own.outputs.first().map(|o| &o.name)).cloned() else {
            return Err(refused("neither it nor the model names an output"));
        };
        Ok(Self { card, input, output, engine, kind, source })
    }

    /// Confidence of depths read from its maps.
    pub fn confidence(&self) -> f32 {
        self.card.threshold("confidence", CONFIDENCE)
    }

    /// Depth of the whole picture.
    ///
    /// # Errors
    /// Where the run fails or the output is not one value per place.
    pub fn look(
        &mut self,
        picture: &Picture,
        trace: &mut Trace,
    ) -> Result<RawDepth, SpecialistError> {
        let refused = |message: String| {
            SpecialistError::from(DepthError::Card { card: self.card.id.clone(), message })
        };
        let input = &self.input;
        let begin = Instant::now();
        let free = input.shape.iter().skip(1).any(|length| *length < 0);
        let to = if free {
            self.free_size(picture.size)
        } else {
            input_size(input).map_err(|e| refused(e.to_string()))?
        };
        let prepared = prepare_parts(picture, &[picture.size.bounds()], input, to)
            .map_err(|e| refused(e.to_string()))?;
        trace.preprocess += begin.elapsed();
        let begin = Instant::now();
        let mut outputs = self
            .engine
            .run_for(vec![(input.name.as_str(), prepared.tensor)], &[self.output.as_str()])?;
        trace.run += begin.elapsed();
        trace.runs += 1;
        let begin = Instant::now();
        let Some((_, Tensor::F32(values))) = outputs.pop() else {
            return Err(refused("its output is no f32 tensor".to_owned()));
        };
        let way_back = prepared.image_from_input.first().copied();
        let raw = raw_depth(values, self.kind, to, picture.size, way_back)
            .ok_or_else(|| refused("its output is no [1, height, width] of depths".to_owned()))?;
        trace.postprocess += begin.elapsed();
        Ok(raw)
    }

    /// Input size for a card that leaves it free: the picture's aspect, both sides multiples.
    fn free_size(&self, picture: Size) -> Size {
        let long = self.card.threshold("long_side", LONG_SIDE);
        let multiple = self.card.threshold("multiple", MULTIPLE).max(1.0);
        let longer = picture.width.max(picture.height).max(1) as f32;
        let side = |v: u32| {
            let scaled = v as f32 * long / longer;
            ((scaled / multiple).round().max(1.0) * multiple) as u32
        };
        Size::new(side(picture.width), side(picture.height))
    }
}

/// The output, whose last two dimensions are height and width, without the input's padding.
fn raw_depth(
    values: ArrayD<f32>,
    kind: DepthKind,
    input: Size,
    picture: Size,
    way_back: Option<ImageFromInput>,
) -> Option<RawDepth> {
    let sides: Vec<usize> = values.shape().iter().copied().filter(|n| *n != 1).collect();
    let [height, width] = sides[..] else { return None };
    let values: Vec<f32> = values.into_iter().collect();
    let used = way_back?.bbox_in_input(&picture.bounds());
    let part = |from: f32, to: f32, count: usize, length: u32| {
        let per_pixel = count as f32 / length.max(1) as f32;
        let first = (from * per_pixel).round().clamp(0.0, (count - 1) as f32) as usize;
        first..((to * per_pixel).round() as usize).clamp(first + 1, count)
    };
    let columns = part(used.x1, used.x2, width, input.width);
    let rows = part(used.y1, used.y2, height, input.height);
    let kept = values
        .chunks_exact(width)
        .skip(rows.start)
        .take(rows.len())
        .flat_map(|row| row.get(columns.clone()).unwrap_or_default())
        .copied()
        .collect();
    Some(RawDepth { width: columns.len(), height: rows.len(), values: kept, kind })
}
