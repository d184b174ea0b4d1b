//! Findings into the scene: the one place where what specialists bring becomes ground truth.

use crate::domain::{
    Attribute, AttributeKind, Evidence, Predicate, Region, RegionId, Relation, Ruling, Scene,
    Witness,
};
use crate::relations;
use crate::specialists::{DepthMap, Finding};

/// What does not belong into the scene itself: boxes until they are grouped, and pixels.
#[derive(Debug, Default)]
pub struct Aside {
    pub boxes: Vec<Witness>,
    pub depth: Option<DepthMap>,
}

/// Puts one specialist's findings into the scene.
pub fn merge(scene: &mut Scene, aside: &mut Aside, findings: Vec<Finding>) {
    for finding in findings {
        match finding {
            Finding::Box(witness) => aside.boxes.push(witness),
            Finding::Face(face) => scene.faces.push(face),
            Finding::Pose(pose) => scene.poses.push(pose),
            Finding::Text(line) => scene.texts.push(line),
            Finding::Reading { region: None, witness } => scene.witnesses.push(witness),
            Finding::Reading { region: Some(id), witness } => {
                if let Some(region) = scene.regions.get_mut(&id) {
                    region.witnesses.push(witness);
                }
            }
            Finding::Attribute { region, kind, evidence } => {
                if let Some(region) = scene.regions.get_mut(&region) {
                    add_candidate(region, kind, evidence);
                }
            }
            Finding::Emotions { face, emotions, evidence } => {
                let Some(face) = scene.faces.get_mut(face) else { continue };
                face.emotions = emotions;
                if let Some(region) = face.region.and_then(|id| scene.regions.get_mut(&id)) {
                    add_candidate(region, AttributeKind::Emotion, evidence);
                }
            }
            Finding::Interaction { subject, object, evidence } => {
                add_interaction(scene, subject, object, evidence);
            }
            Finding::Depth(map) => {
                scene.depth = Some(crate::domain::DepthInfo {
                    source: map.evidence.source.clone(),
                    score: map.evidence.score,
                    file: None,
                });
                aside.depth = Some(map);
            }
            Finding::Warning(warning) => scene.warnings.push(warning),
        }
    }
}

/// Adds a candidate, the strongest first; equal values are said once, by the stronger witness.
pub fn add_candidate(region: &mut Region, kind: AttributeKind, evidence: Evidence) {
    let attribute =
        region.attributes.entry(kind).or_insert_with(|| Attribute::unreviewed(kind, Vec::new()));
    let score = evidence.score;
    let at = attribute.candidates.iter().position(|c| c.score < score);
    attribute.candidates.insert(at.unwrap_or(attribute.candidates.len()), evidence);
}

/// A person-to-object relation; of two that say the same, the stronger stays.
fn add_interaction(scene: &mut Scene, subject: RegionId, object: RegionId, evidence: Evidence) {
    let predicate = Predicate::Verb(evidence.value.words());
    let same = scene
        .relations
        .iter_mut()
        .find(|r| r.subject == subject && r.object == object && r.predicate == predicate);
    match same {
        Some(known) if known.evidence.score >= evidence.score => {}
        Some(known) => known.evidence = evidence,
        None => {
            let id = relations::free_id(subject, &predicate, object, &scene.relations);
            scene.relations.push(Relation {
                id,
                subject,
                predicate,
                object,
                evidence,
                ruling: Ruling::Unreviewed,
                unfit: None,
            });
        }
    }
}
