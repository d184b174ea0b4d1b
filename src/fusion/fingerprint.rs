//! Fingerprints of what captions are written from: a caption is stale where the present one differs.

use super::Fuser;
use super::facts;
use crate::domain::{
    AttributeKind, Caption, CaptionOrigin, CaptionTarget, FactRef, Fingerprint, Region, RegionId,
    Rules, Scene, Size, Value,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Of one region's inputs: its effective attributes, its reference caption, the asserted texts on it, the rules
/// that shape a caption, and the fuser.
pub fn of_region(scene: &Scene, region: &Region, rules: &Rules, fuser: Fuser) -> Fingerprint {
    #[derive(Serialize)]
    struct Inputs<'a> {
        region: RegionId,
        attributes: BTreeMap<AttributeKind, (&'a Value, f32)>,
        texts: Vec<(FactRef, String, f32)>,
        reference: Option<&'a str>,
        assert: f32,
        max_words: (usize, usize),
        fuser: Fuser,
    }
    let attributes =
        region.attributes.values().filter_map(|a| Some((a.kind, a.effective()?))).collect();
    let texts = scene.texts.iter().filter(|t| t.region == Some(region.id));
    sha256(&Inputs {
        region: region.id,
        attributes,
        texts: texts
            .filter_map(|t| facts::text(t, rules))
            .map(|(id, words, score)| (FactRef::Text(id), words, score))
            .collect(),
        reference: reference(scene, CaptionTarget::Region(region.id)),
        assert: rules.assert,
        max_words: (rules.caption.max_words, rules.caption.max_sentence_words),
        fuser,
    })
}

/// Of the image's inputs: the region captions' texts and boxes, the relations, the image's own texts and scene
/// name, its reference caption, the rules that shape a caption, and the fuser.
pub fn of_image(
    scene: &Scene,
    region_captions: &[Caption],
    rules: &Rules,
    fuser: Fuser,
) -> Fingerprint {
    #[derive(Serialize)]
    struct Inputs<'a> {
        size: Size,
        captions: Vec<(CaptionTarget, &'a str, Option<[f32; 4]>)>,
        relations: Vec<(RegionId, &'a str, RegionId, f32)>,
        texts: Vec<(FactRef, String, f32)>,
        scene_name: Option<(&'a Value, f32)>,
        reference: Option<&'a str>,
        assert: f32,
        max_words: (usize, usize),
        fuser: Fuser,
    }
    let told = facts::relations(scene, rules);
    let box_of = |target: CaptionTarget| match target {
        CaptionTarget::Region(id) => scene.regions.get(&id).map(|r| <[f32; 4]>::from(r.bbox)),
        CaptionTarget::Image => None,
    };
    sha256(&Inputs {
        size: scene.image.size,
        captions: region_captions
            .iter()
            .map(|c| (c.target, c.text.as_str(), box_of(c.target)))
            .collect(),
        relations: told
            .iter()
            .map(|t| (t.relation.subject, t.predicate.words(), t.relation.object, t.confidence))
            .collect(),
        texts: scene
            .texts
            .iter()
            .filter_map(|t| facts::text(t, rules))
            .map(|(id, words, score)| (FactRef::Text(id), words, score))
            .collect(),
        scene_name: scene.scene_name.as_ref().and_then(|a| a.effective()),
        reference: reference(scene, CaptionTarget::Image),
        assert: rules.assert,
        max_words: (rules.caption.max_words, rules.caption.max_sentence_words),
        fuser,
    })
}

/// The reference caption of a target, the last one where there are several.
fn reference(scene: &Scene, target: CaptionTarget) -> Option<&str> {
    let mut of_target = scene.captions.iter().rev().filter(|c| c.target == target);
    of_target.find(|c| matches!(c.origin, CaptionOrigin::Reference(_))).map(|c| c.text.as_str())
}

/// Inputs are structs of numbers and strings, whose JSON cannot fail; were it ever to, the empty fingerprint
/// equals no other and the caption counts as stale, which is the safe side.
fn sha256<T: Serialize>(inputs: &T) -> Fingerprint {
    Fingerprint::of(inputs).unwrap_or_default()
}
