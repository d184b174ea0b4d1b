//! Findings into a scene that has some already: what the same specialist said before is replaced, rulings stay, nothing
//! stands twice. (A first analysis goes through `merge`, into an empty scene.)

use super::corrections::next_region_id;
use super::merge::{Aside, merge};
use crate::domain::{
    AttributeKind, Face, Pose, Region, RegionId, Rules, Ruling, Scene, Source, TextId, TextLine,
    Witness,
};
use crate::naming::Namer;
use crate::naming::fit::is_asserted_person;
use crate::specialists::faces::assign_faces;
use crate::specialists::pose::assign_poses;
use crate::specialists::{DepthMap, Finding};

/// Two faces, poses or lines of text whose boxes' IoU is over this are the same.
const SAME: f32 = 0.5;

/// Boxes of one model and class whose IoU is over this are the same box seen again.
const SAME_BOX: f32 = 0.9;

/// Puts findings into the scene, those of one specialist's look together; returns the depth map where there is one.
/// Boxes that fit no region become regions of their own. Names, texts' regions, relations and captions are not derived.
pub fn absorb(
    scene: &mut Scene,
    findings: &[Finding],
    namer: &Namer,
    rules: &Rules,
) -> Option<DepthMap> {
    forget_what_is_said_anew(scene, findings);
    let mut aside = Aside::default();
    for finding in findings {
        match finding {
            Finding::Box(witness) => absorb_box(scene, witness, rules, &mut aside),
            Finding::Face(face) => absorb_face(scene, face, rules),
            Finding::Pose(pose) => absorb_pose(scene, pose, rules),
            Finding::Text(line) => absorb_text(scene, line),
            other => merge(scene, &mut aside, vec![other.clone()]),
        }
    }
    new_regions(scene, std::mem::take(&mut aside.boxes), namer, rules);
    aside.depth
}

/// Takes out readings and candidates that these findings' sources gave before, of the things that they speak of now.
fn forget_what_is_said_anew(scene: &mut Scene, findings: &[Finding]) {
    for finding in findings {
        match finding {
            Finding::Reading { region, witness } => {
                let witnesses = match region {
                    None => Some(&mut scene.witnesses),
                    Some(id) => scene.regions.get_mut(id).map(|r| &mut r.witnesses),
                };
                if let Some(witnesses) = witnesses {
                    witnesses.retain(|w| w.kind != witness.kind || w.source != witness.source);
                }
            }
            Finding::Attribute { region, kind, evidence } => {
                if let Some(region) = scene.regions.get_mut(region) {
                    forget_candidates(region, *kind, &evidence.source);
                }
            }
            Finding::Emotions { face, evidence, .. } => {
                let region = scene.faces.get(*face).and_then(|f| f.region);
                if let Some(region) = region.and_then(|id| scene.regions.get_mut(&id)) {
                    forget_candidates(region, AttributeKind::Emotion, &evidence.source);
                }
            }
            Finding::Warning(warning) => scene.warnings.retain(|w| w != warning),
            _ => {}
        }
    }
}

fn forget_candidates(region: &mut Region, kind: AttributeKind, source: &Source) {
    if let Some(attribute) = region.attributes.get_mut(&kind) {
        attribute.candidates.retain(|c| c.source != *source);
    }
}

/// A box speaks for the region that it fits best; one that fits none waits to become a region.
fn absorb_box(scene: &mut Scene, witness: &Witness, rules: &Rules, aside: &mut Aside) {
    let best = scene
        .regions
        .values_mut()
        .map(|region| (region.bbox.iou(&witness.bbox), region))
        .filter(|(iou, _)| *iou >= rules.detection.group_iou)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        None => aside.boxes.push(witness.clone()),
        Some((_, region)) => {
            let node = |w: &Witness| w.readings.first().map(|r| r.node.clone());
            let is_same = |w: &Witness| {
                (w.kind, &w.source, node(w)) == (witness.kind, &witness.source, node(witness))
                    && w.bbox.iou(&witness.bbox) > SAME_BOX
            };
            region.witnesses.retain(|w| !is_same(w));
            region.witnesses.push(witness.clone());
        }
    }
}

/// Boxes as regions with ids of their own.
fn new_regions(scene: &mut Scene, boxes: Vec<Witness>, namer: &Namer, rules: &Rules) {
    if boxes.is_empty() {
        return;
    }
    let mut apart = Scene::new(scene.image.clone());
    namer.group(&mut apart, boxes, rules);
    for region in apart.regions.into_values() {
        let Some(id) = next_region_id(scene) else { return }; // no number is left
        scene.regions.insert(id, Region { id, ..region });
    }
}

/// A face that is known stays as it is, with its emotions.
fn absorb_face(scene: &mut Scene, face: &Face, rules: &Rules) {
    if scene.faces.iter().any(|f| f.bbox.iou(&face.bbox) > SAME) {
        return;
    }
    let mut new = [Face { region: None, ..face.clone() }];
    let taken: Vec<RegionId> = scene.faces.iter().filter_map(|f| f.region).collect();
    assign_faces(&mut new, persons(scene, rules).filter(|r| !taken.contains(&r.id)));
    scene.faces.extend(new);
}

/// A pose that is known is replaced by one that is surer.
fn absorb_pose(scene: &mut Scene, pose: &Pose, rules: &Rules) {
    if let Some(known) = scene.poses.iter_mut().find(|p| p.bbox.iou(&pose.bbox) > SAME) {
        if pose.score > known.score {
            *known = Pose { region: known.region, ..pose.clone() };
        }
        return;
    }
    let mut new = [Pose { region: None, ..pose.clone() }];
    let taken: Vec<RegionId> = scene.poses.iter().filter_map(|p| p.region).collect();
    assign_poses(&mut new, persons(scene, rules).filter(|r| !taken.contains(&r.id)));
    scene.poses.extend(new);
}

fn persons<'a>(scene: &'a Scene, rules: &Rules) -> impl Iterator<Item = &'a Region> {
    scene.regions.values().filter(|r| is_asserted_person(r, rules.assert))
}

/// A line that is known is read anew unless a person ruled on it.
fn absorb_text(scene: &mut Scene, line: &TextLine) {
    let bounds = line.polygon.bounds();
    match scene.texts.iter_mut().find(|t| t.polygon.bounds().iou(&bounds) > SAME) {
        Some(known) if known.ruling != Ruling::Unreviewed => {}
        Some(known) => *known = TextLine { id: known.id, region: known.region, ..line.clone() },
        None => {
            let id = TextId(scene.texts.iter().map(|t| t.id.0 + 1).max().unwrap_or(1));
            scene.texts.push(TextLine { id, region: None, ..line.clone() });
        }
    }
}
