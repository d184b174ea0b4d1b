//! Person-to-object interactions by rule: poses and boxes of named regions, the table of rules, one verb a pair.

use super::body::Body;
use super::interaction_geometry::Pair;
use super::interaction_rules::{InteractionRule, RULES};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Evidence, Face, Place, Pose, Region, RegionId, Scene, Source, Value};
use crate::naming::fit::is_asserted_person;
use std::collections::BTreeMap;

/// The rules as a specialist; it runs no model.
#[derive(Debug, Default)]
pub struct Interactions;

impl Specialist for Interactions {
    fn id(&self) -> &str {
        "interactions"
    }

    fn stage(&self) -> Stage {
        Stage::Named
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let started = std::time::Instant::now();
        let findings =
            derive(look.scene, look.rules.assert).into_iter().map(Interaction::finding).collect();
        look.trace.postprocess += started.elapsed();
        Ok(findings)
    }
}

/// A verb between two regions, by a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    pub subject: RegionId,
    pub object: RegionId,
    pub verb: &'static str,
    /// The rule's name.
    pub rule: &'static str,
    /// Confidence in 0..1, given that both regions' names are right.
    pub score: f32,
    /// The smallest box that holds both.
    pub place: BBox,
}

impl Interaction {
    fn finding(self) -> Finding {
        Finding::Interaction {
            subject: self.subject,
            object: self.object,
            evidence: Evidence {
                source: Source::rule(self.rule),
                value: Value::Word(self.verb.to_owned()),
                score: self.score,
                place: Some(Place::Box(self.place)),
            },
        }
    }
}

/// All interactions between asserted persons and asserted objects: the best verb of each pair, and of persons who
/// compete for a thing that only one can use, the likeliest. Pure; in order of subject, then object.
pub fn derive(scene: &Scene, assert: f32) -> Vec<Interaction> {
    let named: Vec<(&Region, Vec<String>)> = scene
        .regions
        .values()
        .filter(|r| !r.rejected)
        .map(|r| (r, names(r, assert)))
        .filter(|(_, names)| !names.is_empty())
        .collect();
    let mut found = Vec::new();
    for (person, _) in named.iter().filter(|(r, _)| is_asserted_person(r, assert)) {
        let body = body_of(person, scene);
        for (object, names) in named.iter().filter(|(r, _)| !is_asserted_person(r, assert)) {
            found.extend(best_verb(person.id, &body, object, names));
        }
    }
    without_rivals(found)
}

/// The category and the finer name of a region, where asserted, in lower case.
fn names(region: &Region, assert: f32) -> Vec<String> {
    let fine = region.fine_name(assert).map(|(_, name)| name);
    region.label(assert).into_iter().chain(fine).map(|n| n.to_lowercase()).collect()
}

/// The person with the best pose and face that were matched to the region.
fn body_of<'a>(person: &Region, scene: &'a Scene) -> Body<'a> {
    let of_region = |region: Option<RegionId>| region == Some(person.id);
    let pose: Option<&Pose> = scene
        .poses
        .iter()
        .filter(|p| of_region(p.region))
        .max_by(|a, b| a.score.total_cmp(&b.score));
    let face: Option<&Face> = scene
        .faces
        .iter()
        .filter(|f| of_region(f.region))
        .max_by(|a, b| a.score.total_cmp(&b.score));
    Body { bbox: person.bbox, pose, face }
}

/// The verb of the most confident rule that holds; of equal ones the first in the table.
fn best_verb(
    subject: RegionId,
    body: &Body<'_>,
    object: &Region,
    names: &[String],
) -> Option<Interaction> {
    let mut best: Option<Interaction> = None;
    for rule in RULES {
        let Some(longest) = longest_of(rule, names) else { continue };
        let pair = Pair { body: *body, object: object.bbox, longest };
        let Some(score) = confidence(rule, &pair) else { continue };
        if best.as_ref().is_none_or(|b| score > b.score) {
            best = Some(Interaction {
                subject,
                object: object.id,
                verb: rule.verb,
                rule: rule.name,
                score,
                place: body.bbox.union(&object.bbox),
            });
        }
    }
    best
}

/// The longest possible side, in torso lengths, of an object that the rule applies to under one of these names.
fn longest_of(rule: &InteractionRule, names: &[String]) -> Option<f32> {
    let row = rule.objects.iter().find(|(o, _)| names.iter().any(|n| n.eq_ignore_ascii_case(o)));
    row.map(|(_, longest)| *longest)
}

/// The confidence of a rule for a pair; `None` where it does not hold. A weak pose (MoveNet's score under 0.4) has
/// misplaced limbs now and then: it takes up to a fifth away.
pub fn confidence(rule: &InteractionRule, pair: &Pair<'_>) -> Option<f32> {
    let seen = pair.body.pose.is_some() || pair.body.face.is_some();
    if seen && (rule.by_pose)(pair) {
        let trust = pair.body.pose.map_or(1.0, |p| 0.8 + 0.2 * (p.score / 0.4).clamp(0.0, 1.0));
        return Some(rule.confidence * trust);
    }
    let (holds, confidence) = rule.by_boxes.filter(|_| pair.body.pose.is_none())?;
    holds(pair).then_some(confidence)
}

/// Drops the less likely persons where only one can have the object.
fn without_rivals(found: Vec<Interaction>) -> Vec<Interaction> {
    let alone = |i: &Interaction| RULES.iter().any(|r| r.name == i.rule && r.one_person);
    let mut best: BTreeMap<RegionId, (f32, RegionId)> = BTreeMap::new();
    for i in found.iter().filter(|i| alone(i)) {
        let entry = best.entry(i.object).or_insert((i.score, i.subject));
        if i.score > entry.0 {
            *entry = (i.score, i.subject);
        }
    }
    found
        .into_iter()
        .filter(|i| !alone(i) || best.get(&i.object).is_some_and(|(_, s)| *s == i.subject))
        .collect()
}
