//! A model card with its loaded model: parts of a picture in, raw outputs out, the time of each step traced.

use super::specialist::{SpecialistError, Trace};
use crate::domain::{BBox, Size, Source};
use crate::inference::preprocess::{ImageFromInput, Prepared, prepare_parts};
use crate::inference::{Engine, Picture, Tensor};
use crate::models::{Card, CardInput};
use ndarray::Axis;
use std::time::Instant;

/// A model with one picture input, ready to run.
pub struct Runner {
    pub card: Card,
    /// What its findings are signed with.
    pub source: Source,
    engine: Box<dyn Engine>,
}

/// What one run gave: the outputs, and for each part of the batch the way from input pixels to the image.
pub struct Outcome {
    pub outputs: Vec<(String, Tensor)>,
    pub image_from_input: Vec<ImageFromInput>,
}

/// Whether the model sees the parts as they are or mirrored left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facing {
    AsIs,
    Mirrored,
}

impl Runner {
    pub fn new(card: Card, source: Source, engine: Box<dyn Engine>) -> Self {
        Self { card, source, engine }
    }

    /// Runs the model on parts of the picture, each brought to the size `to` as the card's input says.
    ///
    /// # Errors
    /// Where the card declares no picture input, a part lies outside the picture, or the run fails.
    pub fn run(
        &mut self,
        picture: &Picture,
        parts_in_image: &[BBox],
        to: Size,
        facing: Facing,
        trace: &mut Trace,
    ) -> Result<Outcome, SpecialistError> {
        let started = Instant::now();
        let input = self.input()?;
        let name = input.name.clone();
        let Prepared { mut tensor, image_from_input } =
            prepare_parts(picture, parts_in_image, input, to)?;
        if facing == Facing::Mirrored {
            mirror(&mut tensor, width_axis(input));
        }
        trace.preprocess += started.elapsed();
        let started = Instant::now();
        let outputs = self.engine.run_declared(vec![(name.as_str(), tensor)], &self.card)?;
        trace.run += started.elapsed();
        trace.runs += 1;
        Ok(Outcome { outputs, image_from_input })
    }

    /// The card's picture input.
    ///
    /// # Errors
    /// Where the card declares none.
    pub fn input(&self) -> Result<&CardInput, SpecialistError> {
        self.card.inputs.iter().find(|i| i.layout.is_some()).ok_or_else(|| {
            SpecialistError::Unexpected(format!(
                "card {} declares no picture input; give one of its inputs a layout",
                self.card.id
            ))
        })
    }
}

/// Which axis of the input runs across the picture.
fn width_axis(input: &CardInput) -> Axis {
    match input.layout {
        Some(crate::models::Layout::Nchw) => Axis(3),
        _ => Axis(2),
    }
}

/// Turns a batch of pictures left to right.
fn mirror(tensor: &mut Tensor, across: Axis) {
    match tensor {
        Tensor::F32(a) => a.invert_axis(across),
        Tensor::I32(a) => a.invert_axis(across),
        Tensor::I64(a) => a.invert_axis(across),
        Tensor::U8(a) => a.invert_axis(across),
    }
    // Engines want rows in memory order.
    match tensor {
        Tensor::F32(a) => *a = a.as_standard_layout().into_owned(),
        Tensor::I32(a) => *a = a.as_standard_layout().into_owned(),
        Tensor::I64(a) => *a = a.as_standard_layout().into_owned(),
        Tensor::U8(a) => *a = a.as_standard_layout().into_owned(),
    }
}
