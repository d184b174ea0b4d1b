//! The facts that a caption ought to tell: everything asserted, each once.

use crate::domain::{
    FactRef, Predicate, Region, RegionId, Relation, RelationKind, Rules, Ruling, Scene, TextId,
    TextLine,
};
use crate::relations::salience::salience;
use crate::relations::weight;
use std::collections::BTreeSet;

/// A relation that may be told: asserted, between two named regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub relation: Relation,
    /// The predicate in force after a person's ruling.
    pub predicate: Predicate,
    pub confidence: f32,
}

/// Every asserted fact about one region: that it is there, and its attributes.
pub fn of_region(region: &Region, rules: &Rules) -> BTreeSet<FactRef> {
    let attributes = region
        .attributes
        .values()
        .filter(|a| a.asserted(rules.assert).is_some())
        .map(|a| FactRef::Attribute(region.id, a.kind));
    attributes.chain([FactRef::Region(region.id)]).collect()
}

/// Every asserted fact of the scene: named regions with their attributes, counts from two on, relations between
/// named regions, texts, the scene name.
pub fn of_scene(scene: &Scene, rules: &Rules) -> BTreeSet<FactRef> {
    let mut facts = BTreeSet::new();
    for (region, _) in scene.asserted_regions(rules.assert) {
        facts.extend(of_region(region, rules));
    }
    for (label, ids) in scene.counts(rules.assert) {
        if ids.len() > 1 {
            facts.insert(FactRef::Count(label));
        }
    }
    facts.extend(asserted_relations(scene, rules).map(|r| FactRef::Relation(r.id)));
    facts.extend(
        scene.texts.iter().filter_map(|t| text(t, rules)).map(|(id, _, _)| FactRef::Text(id)),
    );
    if scene.scene_name.as_ref().is_some_and(|a| a.asserted(rules.assert).is_some()) {
        facts.insert(FactRef::Scene);
    }
    facts
}

/// The asserted texts that are read on a region.
pub fn texts_on(scene: &Scene, region: RegionId, rules: &Rules) -> BTreeSet<FactRef> {
    let on = scene.texts.iter().filter(|t| t.region == Some(region));
    on.filter_map(|t| text(t, rules)).map(|(id, _, _)| FactRef::Text(id)).collect()
}

/// The asserted relations between two different named regions, as the scene has them.
fn asserted_relations<'s>(
    scene: &'s Scene,
    rules: &Rules,
) -> impl Iterator<Item = &'s Relation> + use<'s> {
    let assert = rules.assert;
    let named: BTreeSet<RegionId> =
        scene.asserted_regions(assert).map(|(region, _)| region.id).collect();
    let is_told = move |r: &&Relation| {
        r.subject != r.object
            && r.confidence() >= assert
            && r.effective().is_some()
            && named.contains(&r.subject)
            && named.contains(&r.object)
    };
    scene.relations.iter().filter(is_told)
}

/// The asserted relations between two different named regions: verbs first, then the pairs that matter most. Ids say
/// nothing here, they are hashes.
pub fn relations(scene: &Scene, rules: &Rules) -> Vec<Told> {
    let size = scene.image.size;
    let importance = |r: &Relation| {
        let of = |id: RegionId| scene.regions.get(&id).map(|r| (&r.bbox, salience(r, size)));
        of(r.subject).zip(of(r.object)).map_or(0.0, |(a, b)| weight(a, b, size))
    };
    let mut told: Vec<(f32, Told)> = asserted_relations(scene, rules)
        .filter_map(|r| {
            let (predicate, confidence) = (r.effective()?, r.confidence());
            // Verbs are as they come, whatever the pair.
            let is_verb = predicate.kind() == RelationKind::P2o;
            let importance = if is_verb { f32::INFINITY } else { importance(r) };
            Some((importance, Told { relation: r.clone(), predicate, confidence }))
        })
        .collect();
    let in_depth = |t: &Told| t.predicate.kind() == RelationKind::Depth;
    let ends = |t: &Told| (t.relation.subject, t.relation.object);
    told.sort_by(|(a_weighs, a), (b_weighs, b)| {
        b_weighs
            .total_cmp(a_weighs)
            .then_with(|| in_depth(b).cmp(&in_depth(a)))
            .then_with(|| ends(a).cmp(&ends(b)))
            .then_with(|| a.relation.id.cmp(&b.relation.id))
    });
    told.into_iter().map(|(_, told)| told).collect()
}

/// A text line in force: its id, its words (a person's where corrected) and its confidence; `None` where it is
/// rejected, not asserted, or blank. Line breaks, tabs and control characters become spaces, so that a line stays
/// one line; all else is left as it was read.
pub fn text(line: &TextLine, rules: &Rules) -> Option<(TextId, String, f32)> {
    text_above(line, rules.assert)
}

/// As [`text`], with another bar than `assert`.
pub fn text_above(line: &TextLine, bar: f32) -> Option<(TextId, String, f32)> {
    let (raw, confidence) = match &line.ruling {
        Ruling::Rejected => return None,
        Ruling::Corrected { value, .. } => (value.words(), 1.0),
        Ruling::Accepted => (line.text.clone(), 1.0),
        Ruling::Unreviewed => (line.text.clone(), line.score),
    };
    let clean: String = raw.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim().to_owned();
    (confidence >= bar && !clean.is_empty()).then_some((line.id, clean, confidence))
}
