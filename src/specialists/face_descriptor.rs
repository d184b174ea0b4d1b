//! Face descriptors: 1024 numbers a face, alike for faces of one person; used for celebrities by gallery only.

use super::runner::{Facing, Runner};
use super::specialist::{SpecialistError, Trace};
use crate::domain::{BBox, Source};
use crate::inference::preprocess::input_size;
use crate::inference::{Engine, EngineError, Picture};
use crate::models::Card;

/// Length of the descriptor that the default model (`faceres`) gives in its output `global_pooling/Mean`.
const DESCRIPTOR: usize = 1024;

/// The face descriptor's model.
pub struct FaceDescriptor {
    runner: Runner,
}

impl FaceDescriptor {
    /// `engine` holds faceres: f32 `[N,224,224,3]` RGB 0..255 in, a descriptor `[N,1024]` among the outputs.
    pub fn new(card: Card, source: Source, engine: Box<dyn Engine>) -> Self {
        Self { runner: Runner::new(card, source, engine) }
    }

    /// What its findings are signed with.
    pub fn source(&self) -> &Source {
        &self.runner.source
    }

    /// The card's hash and id identify the space that descriptors live in.
    pub fn card(&self) -> &Card {
        &self.runner.card
    }

    /// The descriptor of the face in a box, of length 1 (so that a dot product is the cosine).
    ///
    /// # Errors
    /// Where the box lies outside the picture, the run fails, or the model gives no descriptor.
    pub fn describe(
        &mut self,
        picture: &Picture,
        face: &BBox,
        trace: &mut Trace,
    ) -> Result<Vec<f32>, SpecialistError> {
        let input = input_size(self.runner.input()?)?;
        let outcome = self.runner.run(picture, &[*face], input, Facing::AsIs, trace)?;
        let descriptor: Vec<f32> = outcome
            .outputs
            .iter()
            .filter_map(|(_, t)| t.as_f32())
            .find(|t| t.shape() == [1, DESCRIPTOR])
            .map(|t| t.iter().copied().collect())
            .ok_or_else(|| EngineError::Output {
                model: self.runner.card.id.clone(),
                what: format!("of shape [1,{DESCRIPTOR}] (the descriptor)"),
            })?;
        Ok(normalised(descriptor))
    }
}

/// The vector brought to length 1; a zero vector stays.
pub fn normalised(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|v| *v /= length);
    }
    vector
}
