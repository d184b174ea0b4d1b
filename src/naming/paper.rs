//! The paper's own rule, kept as a preset for strong detectors: score > 0.5, class-wise NMS at IoU 0.75, the names as
//! detected, and a fine-grained name only where it is a sub-class of its category.

use super::Namer;
use super::decide::Naming;
use super::settle;
use crate::domain::{
    AttributeKind, BBox, Evidence, Place, Region, RegionId, Rules, Scene, Source, Value, Witness,
    WitnessKind,
};

/// The rule's name in evidence.
pub const RULE: &str = "paper naming";

/// A face belongs to the smallest region that holds this share of it; a pose likewise.
const INSIDE: f32 = 0.8;

/// Fills `scene.regions` with the detections that survive, and joins faces and poses to them.
pub fn group(scene: &mut Scene, boxes: Vec<Witness>, rules: &Rules) {
    let size = scene.image.size;
    let mut found: Vec<(f32, String, Witness)> = boxes
        .into_iter()
        .filter(|w| w.kind == WitnessKind::Detector && w.bbox.is_proper())
        .filter_map(|mut w| {
            w.bbox = w.bbox.clamp_to(size);
            let (score, node) = best(&w).map(|r| (r.score, r.node.clone()))?;
            (score > rules.detection.paper_score && w.bbox.is_proper()).then_some((score, node, w))
        })
        .collect();
    found.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| a.1.cmp(&b.1))
            .then_with(|| a.2.bbox.x1.total_cmp(&b.2.bbox.x1))
            .then_with(|| a.2.bbox.y1.total_cmp(&b.2.bbox.y1))
    });
    let mut kept: Vec<(f32, String, Witness)> = Vec::new();
    for next in found {
        let overlaps = |k: &(f32, String, Witness)| {
            k.1 == next.1 && k.2.bbox.iou(&next.2.bbox) > rules.detection.paper_nms_iou
        };
        if !kept.iter().any(overlaps) {
            kept.push(next);
        }
    }
    for (at, (score, _, witness)) in kept.into_iter().enumerate() {
        let id = RegionId(at as u32 + 1);
        let mut region = Region::new(id, witness.bbox, score);
        region.witnesses.push(witness);
        scene.regions.insert(id, region);
    }
    for at in 0..scene.faces.len() {
        scene.faces[at].region = holder(scene, &scene.faces[at].bbox);
    }
    for at in 0..scene.poses.len() {
        scene.poses[at].region = holder(scene, &scene.poses[at].bbox);
    }
}

/// Names each region as its detector did.
pub fn name_all(namer: &Namer, scene: &mut Scene, rules: &Rules) {
    for region in scene.regions.values_mut().filter(|r| !r.witnesses.is_empty()) {
        let naming = name(namer, region, rules);
        settle::write(region, naming);
    }
    settle::name_scene(namer, scene, rules);
}

fn name(namer: &Namer, region: &Region, rules: &Rules) -> Naming {
    let taxonomy = &namer.taxonomy;
    let detected = region.witnesses.iter().find(|w| w.kind == WitnessKind::Detector);
    let reading = detected.and_then(best);
    let evidence = |node: String, name: String, score: f32| Evidence {
        source: Source::rule(RULE),
        value: Value::Name { node, name },
        score,
        place: Some(Place::Box(region.bbox)),
    };
    let category =
        reading.and_then(|r| taxonomy.find(&r.node).or_else(|| taxonomy.lookup(&r.name)));
    let label = reading.map(|r| match category {
        Some(n) => evidence(taxonomy.node(n).id.clone(), taxonomy.node(n).name.clone(), r.score),
        None => evidence(r.node.clone(), r.name.clone(), r.score),
    });
    let fine = region
        .witnesses
        .iter()
        .filter(|w| w.kind == WitnessKind::Crop)
        .filter_map(best)
        .filter(|r| r.score >= rules.assert)
        .find_map(|r| {
            let node = taxonomy.find(&r.node)?;
            let below = category.is_some_and(|c| node != c && taxonomy.is_a(node, c));
            let entry = taxonomy.node(node);
            let kind = entry.kind.unwrap_or(AttributeKind::FineName);
            below.then(|| (kind, evidence(entry.id.clone(), entry.name.clone(), r.score)))
        });
    Naming { exists: region.score, label, fine, candidates: Vec::new(), conflicts: Vec::new() }
}

/// The reading with the highest score.
fn best(witness: &Witness) -> Option<&crate::domain::Reading> {
    witness
        .readings
        .iter()
        .filter(|r| r.score.is_finite())
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

fn holder(scene: &Scene, bbox: &BBox) -> Option<RegionId> {
    scene
        .regions
        .values()
        .filter(|r| bbox.share_inside(&r.bbox) >= INSIDE)
        .min_by(|a, b| a.bbox.area().total_cmp(&b.bbox.area()))
        .map(|r| r.id)
}
