//! Fingerprints of what captions are written from: a caption is stale where the present one differs.
//!
//! Inputs are what the fuser hears, and no more: a value as it is worded, and whether it is sure enough to be said
//! without a hedge. A size that grows by a pixel or a name that is accepted at .9 makes nothing stale.

use super::Fuser;
use super::compose::{MEASURED, SURE};
use super::facts;
use crate::domain::{
    AttributeKind, Caption, CaptionOrigin, CaptionTarget, Fingerprint, Region, RegionId,
    RelationKind, Rules, Scene, TextLine,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Hex digits of a digest in [`Caption::basis`]: one change in 16 million goes unexplained, none goes unnoticed.
const SHORT: usize = 6;

/// What a caption is written from, piece by piece: each piece's name and SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs(BTreeMap<String, Fingerprint>);

impl Inputs {
    fn put<T: Serialize>(&mut self, name: String, value: &T) {
        // Numbers and strings, whose JSON cannot fail; were it ever to, the caption counts as stale: the safe side.
        self.0.insert(name, Fingerprint::of(value).unwrap_or_default());
    }

    /// Of all pieces together.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0).unwrap_or_default()
    }

    /// The pieces with short digests, as captions carry them.
    pub fn basis(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(name, f)| (name.clone(), f.0.chars().take(SHORT).collect())).collect()
    }

    /// What a person's caption rests on: the evidence, and nothing of how a fuser works.
    pub fn of_person(mut self) -> Self {
        self.0.retain(|name, _| !["rules", "fuser", "reference caption"].contains(&name.as_str()));
        self.0.retain(|name, _| !name.ends_with(" caption"));
        self
    }
}

/// Of one region's caption: its asserted attributes, the asserted texts on it, its reference caption, the rules that
/// shape a caption, and the fuser.
pub fn of_region(scene: &Scene, region: &Region, rules: &Rules, fuser: Fuser) -> Inputs {
    let mut inputs = frame(scene, CaptionTarget::Region(region.id), rules, fuser);
    attributes(&mut inputs, region, rules);
    for line in scene.texts.iter().filter(|t| t.region == Some(region.id)) {
        text(&mut inputs, line, rules);
    }
    inputs
}

/// Of the image's caption: named regions with their boxes, attributes and captions, relations, texts, the scene name,
/// the reference caption, the rules that shape a caption, and the fuser.
pub fn of_image(scene: &Scene, region_captions: &[Caption], rules: &Rules, fuser: Fuser) -> Inputs {
    let mut inputs = frame(scene, CaptionTarget::Image, rules, fuser);
    inputs.put("image size".to_owned(), &scene.image.size);
    for (region, _) in scene.asserted_regions(rules.assert) {
        inputs.put(piece(region.id, "box"), &(region.bbox, region.score));
        attributes(&mut inputs, region, rules);
    }
    for caption in region_captions {
        if let CaptionTarget::Region(id) = caption.target {
            inputs.put(piece(id, "caption"), &caption.text);
        }
    }
    for told in facts::relations(scene, rules) {
        let (subject, object) = (told.relation.subject.0, told.relation.object.0);
        let measured = told.predicate.kind() == RelationKind::Depth && told.confidence >= MEASURED;
        let name = format!("relation {subject} {object} {}", told.predicate.words());
        inputs.put(name, &(told.confidence >= SURE, measured));
    }
    for line in &scene.texts {
        text(&mut inputs, line, rules);
    }
    let named = scene.scene_name.as_ref().and_then(|a| a.effective());
    if let Some((value, confidence)) = named.filter(|(_, c)| *c >= rules.assert) {
        inputs.put("scene name".to_owned(), &(value.words(), confidence >= SURE));
    }
    inputs
}

/// The name of a region's piece.
pub(super) fn piece(region: RegionId, what: &str) -> String {
    format!("region {} {what}", region.0)
}

/// What every caption depends on beside the evidence.
fn frame(scene: &Scene, target: CaptionTarget, rules: &Rules, fuser: Fuser) -> Inputs {
    let mut inputs = Inputs::default();
    inputs.put("rules".to_owned(), &rules.caption);
    inputs.put("fuser".to_owned(), &fuser);
    if let Some(reference) = reference(scene, target) {
        inputs.put("reference caption".to_owned(), &reference);
    }
    inputs
}

/// The asserted attributes: their words, and whether they are hedged.
fn attributes(inputs: &mut Inputs, region: &Region, rules: &Rules) {
    for attribute in region.attributes.values() {
        let Some((value, confidence)) = attribute.effective() else { continue };
        if confidence >= rules.assert {
            let measured = attribute.kind == AttributeKind::Depth && confidence >= MEASURED;
            let heard = (value.words(), confidence >= SURE, measured);
            inputs.put(piece(region.id, attribute.kind.title()), &heard);
        }
    }
}

fn text(inputs: &mut Inputs, line: &TextLine, rules: &Rules) {
    if let Some((id, words, confidence)) = facts::text(line, rules) {
        let heard = (words, confidence >= SURE, &line.polygon, line.region);
        inputs.put(format!("text {}", id.0), &heard);
    }
}

/// The reference caption of a target, the last one where there are several.
fn reference(scene: &Scene, target: CaptionTarget) -> Option<&str> {
    let mut of_target = scene.captions.iter().rev().filter(|c| c.target == target);
    of_target.find(|c| matches!(c.origin, CaptionOrigin::Reference(_))).map(|c| c.text.as_str())
}
