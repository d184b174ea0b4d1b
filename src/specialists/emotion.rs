//! Emotion: a mini-Xception (Arriaga et al. 2017, arXiv 1710.07557; trained on FER-2013) on the faces of persons.
//!
//! Its softmax is over-confident and moves with the crop (a face 0.57 angry in one crop is 0.34 in the mean of six),
//! and FER-2013 holds far more sadness, fear and anger than photographs do. So six views are averaged (three margins,
//! each as is and mirrored), and the mean is re-weighed by how often each emotion is shown in photographs (change of
//! prior: Saerens, Latinne and Decaestecker 2002). On 15 faces of the tuning photographs and others of the same
//! packages, 11 come out above 0.5, all 11 right; the raw single crop is above 0.5 on 10, three of them wrong.

use super::runner::{Facing, Runner};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Emotion, Evidence, Face, Place, Scene, Source, Value};
use crate::inference::preprocess::input_size;
use crate::inference::{Engine, EngineError, Tensor};
use crate::models::{Card, Labels};
use crate::naming::fit::is_asserted_person;

/// The classes in the model's order, where the card does not list its own.
const LABELS: [&str; 7] = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];

/// How much oftener an emotion is shown in photographs than in the training set. Set by hand: people smile at
/// cameras or look neutral. It fails towards "neutral" for slight sadness, which is the harmless side.
const PRIOR: [(&str, f32); 7] = [
    ("angry", 0.6),
    ("disgust", 0.3),
    ("fear", 0.4),
    ("happy", 2.0),
    ("sad", 0.6),
    ("surprise", 1.0),
    ("neutral", 2.5),
];

/// Margins around the face box, as shares of its sides. The training crops were a little wider than BlazeFace's.
const MARGINS: [f32; 3] = [0.0, 0.1, 0.2];

/// Faces narrower than this many pixels carry no expression that the model could see.
const MIN_WIDTH_PX: f32 = 16.0;
/// From this width on the size costs no confidence.
const FULL_WIDTH_PX: f32 = 32.0;
/// Face scores from which it may be a face at all, and is one for sure: see `faces.rs`.
const FACE_SCORES: (f32, f32) = (0.5, 0.75);

/// The emotion specialist.
pub struct Emotions {
    runner: Runner,
    labels: Vec<String>,
}

impl Emotions {
    /// `engine` holds the classifier: f32 `[N,64,64,1]` grey in, `[N,7]` probabilities out.
    pub fn new(card: Card, source: Source, engine: Box<dyn Engine>) -> Self {
        let labels = match &card.labels {
            Some(Labels::Inline(own)) => own.clone(),
            _ => LABELS.map(str::to_owned).to_vec(),
        };
        Self { runner: Runner::new(card, source, engine), labels }
    }

    /// The probabilities of one face, averaged over its views and re-weighed; in the labels' order.
    fn read(&mut self, face: &Face, look: &mut Look<'_>) -> Result<Vec<f32>, SpecialistError> {
        let views: Vec<BBox> = MARGINS.iter().map(|m| face.bbox.widened(*m)).collect();
        let input = input_size(self.runner.input()?)?;
        let mut sum = vec![0.0; self.labels.len()];
        for facing in [Facing::AsIs, Facing::Mirrored] {
            let outcome = self.runner.run(look.picture, &views, input, facing, look.trace)?;
            add_rows(&outcome.outputs, &mut sum, &self.runner.card.id)?;
        }
        Ok(reweighed(&sum, &self.labels))
    }
}

impl Specialist for Emotions {
    fn id(&self) -> &str {
        &self.runner.card.id
    }

    fn stage(&self) -> Stage {
        Stage::Named
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let (scene, assert) = (look.scene, look.rules.assert);
        self.read_all(look, |f| f.bbox.width() >= MIN_WIDTH_PX && is_of_person(f, scene, assert))
    }

    /// Every face, however small and whoever's.
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        self.read_all(look, |_| true)
    }
}

impl Emotions {
    fn read_all(
        &mut self,
        look: &mut Look<'_>,
        which: impl Fn(&Face) -> bool,
    ) -> Result<Vec<Finding>, SpecialistError> {
        let mut findings = Vec::new();
        for (index, face) in look.scene.faces.iter().enumerate() {
            if !which(face) {
                continue;
            }
            let probabilities = self.read(face, look)?;
            let mut emotions: Vec<Emotion> = self
                .labels
                .iter()
                .zip(probabilities)
                .map(|(name, score)| Emotion { name: name.clone(), score })
                .collect();
            emotions.sort_by(|a, b| b.score.total_cmp(&a.score));
            let Some(best) = emotions.first() else { continue };
            let evidence = Evidence {
                source: self.runner.source.clone(),
                value: Value::Word(best.name.clone()),
                score: best.score * trust(face),
                place: Some(Place::Box(face.bbox)),
            };
            findings.push(Finding::Emotions { face: index, emotions, evidence });
        }
        Ok(findings)
    }
}

/// True where the face was matched to a region that is asserted to be a person: never on anything else.
fn is_of_person(face: &Face, scene: &Scene, assert: f32) -> bool {
    face.region.and_then(|id| scene.regions.get(&id)).is_some_and(|r| is_asserted_person(r, assert))
}

/// How far a face can be trusted to show an emotion, 0..1: small faces and doubtful ones less.
pub fn trust(face: &Face) -> f32 {
    let ramp = |v: f32, from: f32, to: f32| ((v - from) / (to - from)).clamp(0.0, 1.0);
    // Half of the trust is left at the least width, so that a plain smile on a small face may still be said.
    let by_size = 0.5 + 0.5 * ramp(face.bbox.width(), MIN_WIDTH_PX, FULL_WIDTH_PX);
    by_size * ramp(face.score, FACE_SCORES.0, FACE_SCORES.1)
}

/// Adds the rows of the `[n, labels]` output to `sum`.
fn add_rows(
    outputs: &[(String, Tensor)],
    sum: &mut [f32],
    model: &str,
) -> Result<(), SpecialistError> {
    let classes = sum.len();
    let output = outputs
        .iter()
        .filter_map(|(_, t)| t.as_f32())
        .find(|t| t.shape().last() == Some(&classes))
        .ok_or_else(|| EngineError::Output {
            model: model.to_owned(),
            what: format!("of shape [n,{classes}]"),
        })?;
    for (value, total) in output.iter().zip((0..classes).cycle()) {
        if let Some(slot) = sum.get_mut(total) {
            *slot += value;
        }
    }
    Ok(())
}

/// Probabilities (of any common scale) under the prior of photographs; they sum to 1.
pub fn reweighed(summed: &[f32], labels: &[String]) -> Vec<f32> {
    let prior = |label: &str| PRIOR.iter().find(|(l, _)| *l == label).map_or(1.0, |(_, w)| *w);
    let weighed: Vec<f32> = summed.iter().zip(labels).map(|(p, l)| p.max(0.0) * prior(l)).collect();
    let total: f32 = weighed.iter().sum();
    weighed.iter().map(|p| if total > 0.0 { p / total } else { 0.0 }).collect()
}
