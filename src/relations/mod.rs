//! Relations and places, derived from the scene: where a thing is, and how it stands to another.
//! Floor 1: pure functions of the scene and the rules; knows no model, picture, caption or file.

pub mod containment;
pub mod depth_order;
pub mod place;
pub mod planar;
pub mod reduce;
pub mod salience;

use crate::domain::{
    BBox, Evidence, Place, Predicate, RegionId, Relation, RelationId, RelationKind, Rules, Ruling,
    Scene, Size, Source, Value,
};
use salience::Thing;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The scene's relations as they follow from its regions and the rules.
///
/// Relations that a specialist or a person brought (verbs, and whatever a person ruled on) come back as they
/// are; 2D and 3D relations are derived anew, at most one of each kind for a pair. A pair gets no derived
/// relation where a verb or a ruling of that kind speaks already. Ids follow from what is related to what and how
/// ([`free_id`]), so that whatever is undone comes back under its own. The result is ordered by id and does not
/// depend on the order of regions or relations.
pub fn derive(scene: &Scene, rules: &Rules) -> Vec<Relation> {
    let mut kept: Vec<Relation> = scene.relations.iter().filter(|r| stays(r)).cloned().collect();
    let spoken = Spoken::of(&kept, rules.assert);
    let things = salience::salient_things(scene, rules);
    let alike = count_alike(scene, rules);
    let mut candidates = Vec::new();
    for (i, a) in things.iter().enumerate() {
        for (j, b) in things.iter().enumerate().skip(i + 1) {
            if a.label == b.label
                && alike.get(&a.label).is_some_and(|n| *n > rules.relations.max_alike)
            {
                continue;
            }
            propose(scene, rules, &spoken, (i, a), (j, b), &mut candidates);
        }
    }
    if rules.relations.drop_transitive {
        candidates = reduce::drop_transitive(things.len(), candidates);
    }
    let chosen = cap_per_region(candidates, things.len(), rules.relations.per_region);
    number(&mut kept, &chosen, &things);
    kept
}

/// The id of a relation: a hash of what is related to what and how, or the next free one where another of `taken`
/// has that. The same relation so bears the same id however often it goes and comes.
pub fn free_id(
    subject: RegionId,
    predicate: &Predicate,
    object: RegionId,
    taken: &[Relation],
) -> RelationId {
    // FNV-1a in 32 bits: no cryptography is needed, and the value must never change.
    let ends = [subject.0.to_le_bytes(), object.0.to_le_bytes()].concat();
    let bytes = ends.iter().chain(predicate.words().as_bytes());
    let hash = bytes.fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
    let mut id = RelationId(hash);
    while taken.iter().any(|r| r.id == id) {
        id = RelationId(id.0.wrapping_add(1));
    }
    id
}

/// How much a pair matters, 0..1: the geometric mean of both saliences, less with distance. Each thing is its box in
/// pixels and its salience.
pub fn weight((a, salience_a): (&BBox, f32), (b, salience_b): (&BBox, f32), size: Size) -> f32 {
    let gap_ratio = a.gap(b) / size.diagonal();
    (salience_a * salience_b).sqrt() * (1.0 - gap_ratio).max(0.0)
}

/// A relation between two of the salient things, by index, before it has an id.
///
/// Orders (left of, above, in front of) are kept in this canonical sense so that what follows from others can be
/// seen; [`derive`] turns them so that the less salient thing is the subject.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub subject: usize,
    pub object: usize,
    pub predicate: Predicate,
    /// Confidence in 0..1.
    pub score: f32,
    /// How much the pair matters: the geometric mean of both saliences, less with distance.
    pub weight: f32,
    /// The rule that says so.
    pub rule: &'static str,
}

/// Verbs and ruled-on relations are not ours to derive.
fn stays(relation: &Relation) -> bool {
    relation.predicate.kind() == RelationKind::P2o || relation.ruling != Ruling::Unreviewed
}

/// The pairs about which a verb or a person has spoken, by kind.
struct Spoken(BTreeSet<(RegionId, RegionId, RelationKind)>);

impl Spoken {
    fn of(kept: &[Relation], assert: f32) -> Self {
        let mut pairs = BTreeSet::new();
        for r in kept {
            let verb = r.predicate.kind() == RelationKind::P2o;
            if verb && r.confidence() < assert {
                continue; // A verb nobody will say must not silence what can be said.
            }
            // "Riding" says where the two are, in the plane and in depth.
            let kinds = if verb {
                vec![RelationKind::Planar, RelationKind::Depth]
            } else {
                vec![r.predicate.kind()]
            };
            for kind in kinds {
                pairs.insert((r.subject.min(r.object), r.subject.max(r.object), kind));
            }
        }
        Self(pairs)
    }

    fn about(&self, a: RegionId, b: RegionId, kind: RelationKind) -> bool {
        self.0.contains(&(a.min(b), a.max(b), kind))
    }
}

/// How many regions bear each asserted label, salient or not.
fn count_alike(scene: &Scene, rules: &Rules) -> BTreeMap<String, usize> {
    scene.counts(rules.assert).into_iter().map(|(label, ids)| (label, ids.len())).collect()
}

/// What a careful person could say of one pair: at most one 2D and one 3D relation.
fn propose(
    scene: &Scene,
    rules: &Rules,
    spoken: &Spoken,
    (i, a): (usize, &Thing),
    (j, b): (usize, &Thing),
    out: &mut Vec<Candidate>,
) {
    let size = scene.image.size;
    let weight = weight((&a.bbox, a.salience), (&b.bbox, b.salience), size);
    let depth = depth_order::order(a, b, rules);
    if let Some((order, confidence)) = depth
        && !spoken.about(a.id, b.id, RelationKind::Depth)
    {
        let (subject, object) = if order == Ordering::Greater { (i, j) } else { (j, i) };
        let score = confidence.min(a.confidence).min(b.confidence);
        let predicate = Predicate::InFrontOf;
        out.push(Candidate { subject, object, predicate, score, weight, rule: "depth order" });
    }
    if spoken.about(a.id, b.id, RelationKind::Planar) {
        return;
    }
    let Some(predicate) = planar::say(&a.bbox, &b.bbox, size, &rules.planar) else { return };
    if predicate == Predicate::Inside && depth.is_some() {
        return; // Before or behind it, as the depths say, and so not inside.
    }
    let (predicate, swap) = match predicate {
        Predicate::RightOf => (Predicate::LeftOf, true),
        Predicate::Below => (Predicate::Above, true),
        Predicate::Inside => (Predicate::Inside, b.bbox.area() < a.bbox.area()),
        other => (other, false),
    };
    let (subject, object) = if swap { (j, i) } else { (i, j) };
    let rule = planar::rule_name(&predicate);
    let score = a.confidence.min(b.confidence);
    out.push(Candidate { subject, object, predicate, score, weight, rule });
}

/// Keeps the weightiest candidates so that no thing takes part in more than `per_region`.
fn cap_per_region(mut all: Vec<Candidate>, things: usize, per_region: usize) -> Vec<Candidate> {
    // The sort is stable and the things are in an order of their own: ties do not depend on ids.
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut taken = vec![0_usize; things];
    all.retain(|c| {
        let free =
            [c.subject, c.object].iter().all(|i| taken.get(*i).is_some_and(|n| *n < per_region));
        if free {
            for i in [c.subject, c.object] {
                if let Some(n) = taken.get_mut(i) {
                    *n += 1;
                }
            }
        }
        free
    });
    all
}

/// Turns the chosen candidates into relations with ids, after the kept ones, all in the order of their ids.
fn number(kept: &mut Vec<Relation>, chosen: &[Candidate], things: &[Thing]) {
    for c in chosen {
        let (Some(a), Some(b)) = (things.get(c.subject), things.get(c.object)) else { continue };
        let (subject, predicate, object) = figure_first(a, &c.predicate, b);
        let id = free_id(subject.id, &predicate, object.id, kept);
        let evidence = Evidence {
            source: Source::rule(c.rule),
            value: Value::Word(predicate.words().to_owned()),
            score: c.score,
            place: Some(Place::Box(subject.bbox.union(&object.bbox))),
        };
        kept.push(Relation {
            id,
            subject: subject.id,
            object: object.id,
            predicate,
            evidence,
            ruling: Ruling::Unreviewed,
            unfit: None,
        });
    }
    kept.sort_by_key(|r| r.id);
}

/// Speakers place the lesser thing by the greater one ("the cup left of the laptop"): the less salient is the
/// subject, wherever the predicate has a mirror.
fn figure_first<'t>(
    a: &'t Thing,
    predicate: &Predicate,
    b: &'t Thing,
) -> (&'t Thing, Predicate, &'t Thing) {
    match predicate.mirrored() {
        Some(mirror) if a.salience > b.salience => (b, mirror, a),
        _ => (a, predicate.clone(), b),
    }
}
