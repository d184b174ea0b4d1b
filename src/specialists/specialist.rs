//! What a specialist is: a trait, the stages in which specialists look, and the findings they bring.

use crate::domain::{
    AttributeKind, Emotion, Evidence, Face, Pose, RegionId, Rules, Scene, TextLine, Warning,
    Witness,
};
use crate::inference::preprocess::PreprocessError;
use crate::inference::{EngineError, Picture};
use half::f16;
use std::path::Path;
use std::time::Duration;
use thiserror::Error;

/// When a specialist looks; later stages see what earlier ones found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// At the whole image, before there are regions: detectors, windows, faces, poses, text.
    Image,
    /// At the regions' crops, before they have names: classifier, gallery.
    Crops,
    /// At named regions: emotion, colour, depth, interactions.
    Named,
}

/// What a specialist brings.
#[derive(Debug, Clone)]
pub enum Finding {
    /// Stage `Image`: a detector's or window's box with its names; grouped into regions afterwards.
    Box(Witness),
    Face(Face),
    Pose(Pose),
    Text(TextLine),
    /// A reading of a region's crop, or of the whole image (`None`).
    Reading {
        region: Option<RegionId>,
        witness: Witness,
    },
    /// An attribute's candidate.
    Attribute {
        region: RegionId,
        kind: AttributeKind,
        evidence: Evidence,
    },
    /// Emotions of the face with this index in `Scene::faces`.
    Emotions {
        face: usize,
        emotions: Vec<Emotion>,
        evidence: Evidence,
    },
    /// A person-to-object interaction; `evidence.value` is the verb phrase ("riding").
    Interaction {
        subject: RegionId,
        object: RegionId,
        evidence: Evidence,
    },
    Depth(DepthMap),
    Warning(Warning),
}

impl Finding {
    /// What of it has at least this score: of a box's or crop's readings those that have; `None` where nothing is left.
    /// Depth maps have no score to choose by and stay; warnings are no outputs.
    pub fn above(&self, least: f32) -> Option<Finding> {
        let enough = |score: f32| (score >= least).then(|| self.clone());
        let sure = |witness: &Witness| {
            let mut witness = witness.clone();
            witness.readings.retain(|r| r.score >= least);
            (!witness.readings.is_empty()).then_some(witness)
        };
        match self {
            Finding::Box(witness) => sure(witness).map(Finding::Box),
            Finding::Reading { region, witness } => {
                sure(witness).map(|witness| Finding::Reading { region: *region, witness })
            }
            Finding::Face(face) => enough(face.score),
            Finding::Pose(pose) => enough(pose.score),
            Finding::Text(line) => enough(line.score),
            Finding::Attribute { evidence, .. }
            | Finding::Emotions { evidence, .. }
            | Finding::Interaction { evidence, .. } => enough(evidence.score),
            Finding::Depth(_) => Some(self.clone()),
            Finding::Warning(_) => None,
        }
    }
}

/// Nearness per pixel on a grid of the image's aspect: 0 far .. 1 near, normalised by the 2nd and 98th percentile.
#[derive(Debug, Clone)]
pub struct DepthMap {
    pub width: usize,
    pub height: usize,
    /// Row-major, `width * height` values.
    pub nearness: Vec<f16>,
    /// Who says so, and the confidence of any depth read from the map.
    pub evidence: Evidence,
}

/// What a specialist may look at: the smallest context that serves them all.
pub struct Look<'a> {
    pub picture: &'a Picture,
    /// The image's file, for files beside it (depth maps).
    pub path: &'a Path,
    /// What is known so far.
    pub scene: &'a Scene,
    pub rules: &'a Rules,
    pub trace: &'a mut Trace,
}

/// Time spent by one specialist on one image.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    pub preprocess: Duration,
    pub run: Duration,
    pub postprocess: Duration,
    /// How often the model ran.
    pub runs: usize,
}

/// A model with a job.
pub trait Specialist: Send {
    /// Id as in the registry ("nanodet", "ocr").
    fn id(&self) -> &str;
    fn stage(&self) -> Stage;

    /// Looks at one image.
    ///
    /// # Errors
    /// Where a model fails; the pipeline records a warning and goes on with the rest.
    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError>;

    /// Looks at one image and brings everything that the model gives, before the specialist's own thresholds and before
    /// doubles are dropped, down to [`RAW_FLOOR`]; models run whatever they said of the image before. For people who
    /// ask why something was found or not: nothing of it enters a scene.
    ///
    /// # Errors
    /// As [`Specialist::look`].
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        self.look(look)
    }
}

/// Scores below are not brought even raw: models score every place of a picture, and nearly all are nothing.
pub const RAW_FLOOR: f32 = 0.01;

/// Why a specialist could not look.
#[derive(Debug, Error)]
pub enum SpecialistError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Preprocess(#[from] PreprocessError),
    #[error("{0}")]
    Unexpected(String),
    #[error(
        "it crashed ({0}); what the others found stands. Please report it, with the photograph if you may"
    )]
    Crashed(String),
}
