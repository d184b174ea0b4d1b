//! Human-object interaction by a model of the user's: any ONNX that keeps the contract of the decoder `pairs_verbs`.
//!
//! Contract. Input: one picture, as the card's input says (layout, order, mean, std, resize). Outputs, by name:
//! `pairs` f32 `[K,8]`, per row the person's box and the object's box (x1, y1, x2, y2 each) in pixels of the input;
//! `verbs` f32 `[K,V]`, probabilities 0..1 of the verbs listed in the card's `labels`, each in the -ing form with its
//! preposition ("riding", "sitting on"). A leading dimension of 1 is allowed on both.

use super::runner::{Facing, Runner};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Evidence, Place, RegionId, Scene, Source, Value};
use crate::inference::postprocess::largest;
use crate::inference::preprocess::{ImageFromInput, input_size};
use crate::inference::{Engine, EngineError, Tensor};
use crate::models::{Card, Labels};
use crate::naming::fit::is_asserted_person;
use std::collections::BTreeMap;

/// A box of the model is a region's where their IoU is at least this.
const MATCH_IOU: f32 = 0.5;
/// Verbs below this are not brought. Card threshold `verb`.
const MIN_VERB: f32 = 0.3;

/// The HOI specialist.
pub struct HoiModel {
    runner: Runner,
    verbs: Vec<String>,
}

impl HoiModel {
    /// `engine` holds a model that keeps the contract above.
    ///
    /// # Errors
    /// Where the card does not list the verbs.
    pub fn new(
        card: Card,
        source: Source,
        engine: Box<dyn Engine>,
    ) -> Result<Self, SpecialistError> {
        let Some(Labels::Inline(verbs)) = &card.labels else {
            return Err(SpecialistError::Unexpected(format!(
                "card {} lists no verbs; write them into `labels`, in the order of the output `verbs`",
                card.id
            )));
        };
        let verbs = verbs.clone();
        Ok(Self { runner: Runner::new(card, source, engine), verbs })
    }
}

impl Specialist for HoiModel {
    fn id(&self) -> &str {
        &self.runner.card.id
    }

    fn stage(&self) -> Stage {
        Stage::Named
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let input = input_size(self.runner.input()?)?;
        let whole = [look.picture.size.bounds()];
        let outcome = self.runner.run(look.picture, &whole, input, Facing::AsIs, look.trace)?;
        let Some(map) = outcome.image_from_input.first() else { return Ok(Vec::new()) };
        let min_score = self.runner.card.threshold("verb", MIN_VERB);
        let pairs = decode(&outcome.outputs, map, &self.verbs, min_score, &self.runner.card.id)?;
        Ok(matched(&pairs, look.scene, look.rules.assert, &self.runner.source))
    }
}

/// A person, an object and the likeliest verb between them.
#[derive(Debug, Clone, PartialEq)]
pub struct VerbPair {
    pub person_in_image: BBox,
    pub object_in_image: BBox,
    pub verb: String,
    /// 0..1.
    pub score: f32,
}

/// Rows whose best verb scores at least `min_score`.
///
/// # Errors
/// Where an output is missing, or their shapes do not fit each other or the verbs.
pub fn decode(
    outputs: &[(String, Tensor)],
    image_from_input: &ImageFromInput,
    verbs: &[String],
    min_score: f32,
    model: &str,
) -> Result<Vec<VerbPair>, EngineError> {
    let pairs = rows(outputs, "pairs", 8, model)?;
    let scores = rows(outputs, "verbs", verbs.len(), model)?;
    if pairs.len() != scores.len() {
        return Err(EngineError::Output {
            model: model.to_owned(),
            what: format!("`verbs` with the {} rows of `pairs`, but {}", pairs.len(), scores.len()),
        });
    }
    let decoded = pairs.iter().zip(&scores).filter_map(|(pair, scores)| {
        let [px1, py1, px2, py2, ox1, oy1, ox2, oy2] = pair[..] else { return None };
        let (best, score) = largest(scores)?;
        (score >= min_score).then_some(VerbPair {
            person_in_image: image_from_input.bbox(&BBox::new(px1, py1, px2, py2)),
            object_in_image: image_from_input.bbox(&BBox::new(ox1, oy1, ox2, oy2)),
            verb: verbs.get(best)?.clone(),
            score: score.min(1.0),
        })
    });
    Ok(decoded.collect())
}

/// The rows of an output by name, each of `width` values.
fn rows(
    outputs: &[(String, Tensor)],
    name: &str,
    width: usize,
    model: &str,
) -> Result<Vec<Vec<f32>>, EngineError> {
    let refuse = |what: String| EngineError::Output { model: model.to_owned(), what };
    let tensor = outputs
        .iter()
        .find(|(n, _)| n == name)
        .and_then(|(_, t)| t.as_f32())
        .ok_or_else(|| refuse(format!("`{name}` of f32 (decoder pairs_verbs)")))?;
    if width == 0 || tensor.shape().last() != Some(&width) || tensor.ndim() > 3 {
        let shape = tensor.shape();
        return Err(refuse(format!("`{name}` of shape [K,{width}]; it is {shape:?}")));
    }
    let values: Vec<f32> = tensor.iter().copied().collect();
    Ok(values.chunks_exact(width).map(<[f32]>::to_vec).collect())
}

/// Pairs whose boxes are an asserted person's region and another asserted region; of several for two regions the best.
pub fn matched(pairs: &[VerbPair], scene: &Scene, assert: f32, source: &Source) -> Vec<Finding> {
    let mut best: BTreeMap<(RegionId, RegionId), &VerbPair> = BTreeMap::new();
    for pair in pairs {
        let person = nearest_region(scene, assert, &pair.person_in_image, true);
        let object = nearest_region(scene, assert, &pair.object_in_image, false);
        let Some(key) = person.zip(object) else { continue };
        let known = best.entry(key).or_insert(pair);
        if pair.score > known.score {
            *known = pair;
        }
    }
    best.into_iter()
        .map(|((subject, object), pair)| Finding::Interaction {
            subject,
            object,
            evidence: Evidence {
                source: source.clone(),
                value: Value::Word(pair.verb.clone()),
                score: pair.score,
                place: Some(Place::Box(pair.person_in_image.union(&pair.object_in_image))),
            },
        })
        .collect()
}

/// The asserted region with the highest IoU, at least [`MATCH_IOU`], among persons or among everything else.
fn nearest_region(scene: &Scene, assert: f32, bbox: &BBox, person: bool) -> Option<RegionId> {
    scene
        .asserted_regions(assert)
        .filter(|(r, _)| is_asserted_person(r, assert) == person)
        .map(|(r, _)| (r.id, r.bbox.iou(bbox)))
        .filter(|(_, iou)| *iou >= MATCH_IOU)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(id, _)| id)
}
