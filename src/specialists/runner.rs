//! A model card with its loaded model: parts of a picture in, raw outputs out, the time of each step traced.

use super::specialist::{SpecialistError, Trace};
use crate::domain::{BBox, Size, Source};
use crate::inference::preprocess::{ImageFromInput, Prepared, PreprocessError, prepare_parts};
use crate::inference::{Engine, Picture, Tensor};
use crate::models::{Card, CardInput, Layout, Resize};
use ndarray::{Axis, Slice};
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
        let prepared = prepare_parts(picture, parts_in_image, self.input()?, to)?;
        self.run_prepared(prepared, facing, started, trace)
    }

    /// As [`Runner::run`] for one square view, which keeps its scale where it reaches over the picture's edges: black
    /// there. (Cut to the picture instead, closer and farther views of something large would all be the same view.)
    ///
    /// # Errors
    /// As there.
    pub fn run_square(
        &mut self,
        picture: &Picture,
        view_in_image: &BBox,
        side: u32,
        facing: Facing,
        trace: &mut Trace,
    ) -> Result<Outcome, SpecialistError> {
        let started = Instant::now();
        let prepared = over_the_edge(picture, view_in_image, side, self.input()?)?;
        self.run_prepared(prepared, facing, started, trace)
    }

    fn run_prepared(
        &mut self,
        prepared: Prepared,
        facing: Facing,
        started: Instant,
        trace: &mut Trace,
    ) -> Result<Outcome, SpecialistError> {
        let Prepared { mut tensor, image_from_input } = prepared;
        let input = self.input()?;
        let name = input.name.clone();
        if facing == Facing::Mirrored {
            mirror(&mut tensor, axes(input).1);
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

/// The axes of the input that run down and across the picture.
fn axes(input: &CardInput) -> (Axis, Axis) {
    match input.layout {
        Some(Layout::Nchw) => (Axis(2), Axis(3)),
        _ => (Axis(1), Axis(2)),
    }
}

/// The part of the picture that a square view shows, at its place on a black input.
fn over_the_edge(
    picture: &Picture,
    view: &BBox,
    side: u32,
    input: &CardInput,
) -> Result<Prepared, PreprocessError> {
    let stretched = CardInput { resize: Resize::Stretch, ..input.clone() };
    let part = view.clamp_to(picture.size);
    let per_pixel = side as f32 / view.width().max(view.height()).max(1.0);
    let length = |pixels: f32| ((pixels * per_pixel).round() as u32).clamp(1, side);
    let to = Size::new(length(part.width()), length(part.height()));
    let square = Size::new(side, side);
    if to == square {
        return prepare_parts(picture, &[part], &stretched, square);
    }
    let start = |pixels: f32, room: u32| ((pixels * per_pixel).round() as u32).min(room);
    let left = start(part.x1 - view.x1, side - to.width) as usize;
    let top = start(part.y1 - view.y1, side - to.height) as usize;

    let shown = prepare_parts(picture, &[part], &stretched, to)?;
    let dot = Picture::filled(Size::new(1, 1), [0; 3]);
    let mut canvas = prepare_parts(&dot, &[dot.size.bounds()], &stretched, square)?;
    if let (Tensor::F32(canvas), Tensor::F32(shown)) = (&mut canvas.tensor, &shown.tensor) {
        let (down, across) = axes(input);
        let mut rows = canvas.slice_axis_mut(down, Slice::from(top..top + to.height as usize));
        rows.slice_axis_mut(across, Slice::from(left..left + to.width as usize)).assign(shown);
    }
    let (scale_x, scale_y) = (part.width() / to.width as f32, part.height() / to.height as f32);
    let back = ImageFromInput {
        scale_x,
        scale_y,
        offset_x: part.x1 - left as f32 * scale_x,
        offset_y: part.y1 - top as f32 * scale_y,
    };
    Ok(Prepared { tensor: canvas.tensor, image_from_input: vec![back] })
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
