//! Text in the image: PP-OCR detection and recognition, lines in reading order, text joined to regions.

pub mod assign;
pub mod components;
pub mod detect;
pub mod line;
pub mod order;
pub mod recognise;
pub mod rectangle;

pub use assign::assign_texts;

use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage, Trace};
use crate::domain::{Polygon, Ruling, Source, TextId, TextLine};
use crate::inference::preprocess::prepare_parts;
use crate::inference::{Engine, Picture, Tensor};
use crate::models::{Card, CardInput, Labels};
use detect::{DetectRules, TextBox, text_boxes};
use line::{LinePicture, straightened};
use ndarray::{ArrayD, ArrayView3, ArrayViewD, Axis, Ix3, Ix4, IxDyn};
use recognise::{Line, batch_data, batches, confidence, decode, dictionary};
use std::time::Instant;

/// Lines whose confidence is below this are not reported at all: 86 of the 237 readings on 100 pictures, nearly all
/// of them textures; they would bury an annotator. What is above, but below `assert`, is shown and stays out of
/// captions.
pub const MIN_CONFIDENCE: f32 = 0.1;

/// Key under which the recogniser's file keeps its characters, one a line.
const CHARACTERS: &str = "character";

/// The text specialist: a detector and a recogniser.
pub struct Ocr {
    detector: Model,
    recogniser: Model,
    rules: DetectRules,
    characters: Vec<String>,
    /// Height of the recogniser's lines, in pixels.
    line_height: usize,
    source: Source,
}

/// An open model with its card, of which the first input is the picture.
struct Model {
    card: Card,
    input: CardInput,
    output: String,
    engine: Box<dyn Engine>,
}

/// A reading with its place, before it is weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct RawLine {
    pub place: TextBox,
    pub line: Line,
}

impl Ocr {
    /// Puts detector and recogniser together. `source` is the evidence's: the recogniser's id and card hash.
    ///
    /// # Errors
    /// Where a card names no input or output, or the recogniser's characters are neither in its file nor in its card.
    pub fn new(
        detector: (Card, Box<dyn Engine>),
        recogniser: (Card, Box<dyn Engine>),
        source: Source,
    ) -> Result<Self, SpecialistError> {
        let rules = DetectRules::of_card(&detector.0);
        let (detector, recogniser) = (Model::of(detector)?, Model::of(recogniser)?);
        let characters = characters(&recogniser)?;
        let line_height = recogniser.input.shape.get(2).copied().unwrap_or_default();
        let line_height =
            usize::try_from(line_height).ok().filter(|h| *h > 0).ok_or_else(|| {
                refused(
                    &recogniser.card,
                    "its input has no fixed height: [-1, 3, height, -1] is needed",
                )
            })?;
        Ok(Self { detector, recogniser, rules, characters, line_height, source })
    }

    /// All boxes with their readings, unweighed and in no particular order.
    ///
    /// # Errors
    /// Where a model fails, or its output is not what its card says.
    pub fn read(
        &mut self,
        picture: &Picture,
        trace: &mut Trace,
    ) -> Result<Vec<RawLine>, SpecialistError> {
        let boxes = self.detect(picture, trace)?;
        let begin = Instant::now();
        let lines: Vec<LinePicture> =
            boxes.iter().map(|b| straightened(picture, &b.quad, self.line_height)).collect();
        trace.preprocess += begin.elapsed();
        let readings = self.recognise(&lines, trace)?;
        Ok(boxes.into_iter().zip(readings).map(|(place, line)| RawLine { place, line }).collect())
    }

    fn findings(&self, raw: Vec<RawLine>, least: f32) -> Vec<Finding> {
        let calibration = self.recogniser.card.calibration.as_ref();
        let lines = texts(raw, |line| confidence(line, calibration), least, &self.source);
        lines.into_iter().map(Finding::Text).collect()
    }

    fn detect(
        &mut self,
        picture: &Picture,
        trace: &mut Trace,
    ) -> Result<Vec<TextBox>, SpecialistError> {
        let begin = Instant::now();
        let to = self.rules.input_size(picture.size);
        let whole = [picture.size.bounds()];
        let prepared = prepare_parts(picture, &whole, &self.detector.input, to)
            .map_err(|e| refused(&self.detector.card, &e.to_string()))?;
        trace.preprocess += begin.elapsed();
        let Self { detector, rules, .. } = self;
        let mut boxes = Vec::new();
        detector.run_and_read(prepared.tensor, trace, &mut |card, output| {
            let map = output
                .into_dimensionality::<Ix4>()
                .map_err(|_| refused(card, "its output is no [1, 1, height, width]"))?;
            let map = map.index_axis_move(Axis(0), 0).index_axis_move(Axis(0), 0);
            boxes = text_boxes(map, picture.size, rules);
            Ok(())
        })?;
        Ok(boxes)
    }

    /// One reading per line, in their order.
    fn recognise(
        &mut self,
        lines: &[LinePicture],
        trace: &mut Trace,
    ) -> Result<Vec<Line>, SpecialistError> {
        let mut readings = vec![Line { text: String::new(), mean: 0.0 }; lines.len()];
        let widths: Vec<usize> = lines.iter().map(|l| l.width).collect();
        for batch in batches(&widths) {
            let begin = Instant::now();
            let data = batch_data(&batch, lines, self.line_height, &self.recogniser.input);
            let shape = IxDyn(&[batch.lines.len(), 3, self.line_height, batch.width]);
            let tensor = ArrayD::from_shape_vec(shape, data)
                .map_err(|e| SpecialistError::Unexpected(format!("a batch of lines: {e}")))?;
            trace.preprocess += begin.elapsed();
            let Self { recogniser, characters, .. } = self;
            let mut read = |card: &Card, output: ArrayViewD<'_, f32>| {
                let steps = steps(output, characters.len(), card)?;
                for (index, steps) in batch.lines.iter().zip(steps.outer_iter()) {
                    if let Some(reading) = readings.get_mut(*index) {
                        *reading = decode(steps, characters);
                    }
                }
                Ok(())
            };
            recogniser.run_and_read(Tensor::F32(tensor), trace, &mut read)?;
        }
        Ok(readings)
    }
}

/// The recogniser's output as [line, step, class].
fn steps<'a>(
    output: ArrayViewD<'a, f32>,
    characters: usize,
    card: &Card,
) -> Result<ArrayView3<'a, f32>, SpecialistError> {
    let steps = output
        .into_dimensionality::<Ix3>()
        .map_err(|_| refused(card, "its output is no [lines, steps, characters]"))?;
    let told_apart = steps.len_of(Axis(2));
    if told_apart != characters {
        let what =
            format!("it tells {told_apart} characters apart, and its list names {characters}");
        return Err(refused(card, &what));
    }
    Ok(steps)
}

/// What is done with an output while the engine still holds it; the card is for the words of a refusal.
type Read<'a> = &'a mut dyn FnMut(&Card, ArrayViewD<'_, f32>) -> Result<(), SpecialistError>;

impl Specialist for Ocr {
    fn id(&self) -> &str {
        "ocr"
    }

    fn stage(&self) -> Stage {
        Stage::Image
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let raw = self.read(look.picture, look.trace)?;
        Ok(self.findings(raw, MIN_CONFIDENCE))
    }

    /// Every box with its reading, be it empty.
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let raw = self.read(look.picture, look.trace)?;
        Ok(self.findings(raw, 0.0))
    }
}

/// Readings whose confidence is at least `least`, in reading order, numbered from 0, each with its confidence as score.
pub fn texts(
    raw: Vec<RawLine>,
    confidence: impl Fn(&Line) -> f32,
    least: f32,
    source: &Source,
) -> Vec<TextLine> {
    let kept: Vec<(RawLine, f32)> = raw
        .into_iter()
        .map(|raw| {
            let score = confidence(&raw.line);
            (raw, score)
        })
        .filter(|(_, score)| *score >= least)
        .collect();
    let bounds: Vec<_> =
        kept.iter().map(|(raw, _)| Polygon(raw.place.quad.to_vec()).bounds()).collect();
    order::reading_order(&bounds)
        .into_iter()
        .filter_map(|index| kept.get(index))
        .zip(1..)
        .map(|((raw, score), id)| TextLine {
            id: TextId(id),
            polygon: Polygon(raw.place.quad.to_vec()),
            text: raw.line.text.trim().to_owned(),
            score: *score,
            source: source.clone(),
            region: None,
            ruling: Ruling::Unreviewed,
        })
        .collect()
}

impl Model {
    fn of((card, engine): (Card, Box<dyn Engine>)) -> Result<Self, SpecialistError> {
        let (Some(input), Some(output)) = (card.inputs.first(), card.outputs.first()) else {
            return Err(refused(&card, "it names no input or no output"));
        };
        Ok(Self { input: input.clone(), output: output.name.clone(), card, engine })
    }

    /// Runs the model and reads its output in place: the recogniser's is too large to be copied for one look.
    fn run_and_read(
        &mut self,
        input: Tensor,
        trace: &mut Trace,
        read: Read<'_>,
    ) -> Result<(), SpecialistError> {
        let Self { card, input: own, output, engine } = self;
        let begin = Instant::now();
        let mut ran = None;
        let mut outcome = Ok(());
        engine.run_in_place(vec![(own.name.as_str(), input)], output, &mut |values| {
            ran = Some(Instant::now());
            outcome = read(card, values);
        })?;
        let ran = ran.unwrap_or_else(Instant::now);
        trace.run += ran - begin;
        trace.runs += 1;
        trace.postprocess += ran.elapsed();
        outcome
    }
}

/// From the model's own metadata, or else from the card's inline labels.
fn characters(recogniser: &Model) -> Result<Vec<String>, SpecialistError> {
    let list: Option<String> =
        recogniser.engine.metadata(CHARACTERS).or_else(|| match &recogniser.card.labels {
            Some(Labels::Inline(labels)) => Some(labels.join("\n")),
            _ => None,
        });
    match list {
        Some(list) => Ok(dictionary(&list).into_iter().map(str::to_owned).collect()),
        None => Err(refused(
            &recogniser.card,
            "neither its file (metadata `character`) nor its card (labels) lists its characters",
        )),
    }
}

fn refused(card: &Card, what: &str) -> SpecialistError {
    SpecialistError::Unexpected(format!("{}: {what}; mend its card", card.id))
}
