//! Whether the witnesses carry a name: a posterior alone is not enough where one weak model speaks, where the classifier
//! does not see what the detectors say, or where nobody but the classifier tells one species from another.

use super::Namer;
use super::taxonomy::{NodeIx, Taxonomy};
use super::weigh::{is_thing, reads_crops};
use crate::domain::{AttributeKind, Reading, Rules, Witness, WitnessKind};
use std::collections::{BTreeMap, BTreeSet};

/// A reading below this reliability does not count as a model's support of a name.
const HEARD: f32 = 0.1;
/// From this raw score on a reading of a region is one that the whole picture's may agree with.
const AGREES: f32 = 0.2;

/// The name that the witnesses carry: `None` where only one weak model speaks for it, or the classifier does not see it;
/// the node above a species where the classifier is not sure of it; else the node itself.
pub(super) fn backed(
    namer: &Namer,
    witnesses: &[Witness],
    node: NodeIx,
    rules: &Rules,
) -> Option<NodeIx> {
    let taxonomy = &namer.taxonomy;
    let speaking = |by: &dyn Fn(&Witness) -> Option<f32>| {
        let mut models: BTreeMap<&str, f32> = BTreeMap::new();
        for w in witnesses {
            let Some(worth) = by(w) else { continue };
            // A face and a pose are one person's: together they are no two models that agree.
            let sign = matches!(w.kind, WitnessKind::Face | WitnessKind::Pose);
            let name = if sign { "signs of a person" } else { w.source.short() };
            let best = models.entry(name).or_insert(0.0);
            *best = best.max(worth);
        }
        models
    };
    let mut models = speaking(&|w| support(namer, w, node));
    let only_classifier =
        witnesses.iter().all(|w| reads_crops(w.kind) || support(namer, w, node).is_none());
    if only_classifier {
        models = speaking(&|w| louder(shared(namer, w, node), support(namer, w, node)));
    }
    let together = 1.0 - models.values().map(|w| 1.0 - w).product::<f32>();
    let animal = taxonomy.node(node).kind == Some(AttributeKind::Animal);
    let least = match (models.len(), only_classifier) {
        (0 | 1, true) if animal && agreed(taxonomy, witnesses, node) >= rules.naming.looks => 0.0,
        (0 | 1, true) => rules.naming.lone_classifier,
        (0 | 1, false) => rules.naming.lone,
        _ => rules.naming.together,
    };
    if together < least || unseen(namer, witnesses, node, together, rules) {
        return None;
    }
    if is_doubtful_species(taxonomy, witnesses, node, only_classifier, rules) {
        return taxonomy.node(node).parents.iter().copied().find(|p| *p != taxonomy.root());
    }
    Some(node)
}

fn louder(a: Option<f32>, b: Option<f32>) -> Option<f32> {
    a.into_iter().chain(b).reduce(f32::max)
}

/// True for a thing that the classifier knows and does not see in the region at all, or could not look for since the
/// region is too small, where the detectors are not very sure together. Round things are clocks to both detectors, coins
/// and capacitors alike; people and animals the classifier may well overlook.
fn unseen(
    namer: &Namer,
    witnesses: &[Witness],
    node: NodeIx,
    together: f32,
    rules: &Rules,
) -> bool {
    let taxonomy = &namer.taxonomy;
    let known = taxonomy.below(node).any(|n| taxonomy.node(n).is_class);
    if !is_thing(taxonomy, node) || !known {
        return false;
    }
    let mut looks = witnesses.iter().filter(|w| reads_crops(w.kind)).peekable();
    if looks.peek().is_none() {
        return together < rules.naming.small_thing;
    }
    looks.all(|w| support(namer, w, node).is_none())
}

/// True for an animal's or plant's narrowest name that no other model reads, where the classifier is alone with the whole
/// line of names, or reads it with too little. It must choose one of its own kinds: a red squirrel is a fox squirrel to it.
fn is_doubtful_species(
    taxonomy: &Taxonomy,
    witnesses: &[Witness],
    node: NodeIx,
    only_classifier: bool,
    rules: &Rules,
) -> bool {
    let entry = taxonomy.node(node);
    let species = matches!(entry.kind, Some(AttributeKind::Animal | AttributeKind::Plant))
        && entry.children.is_empty()
        && !entry.is_coco;
    let read = |w: &Witness| raw_sum(taxonomy, w, node);
    if !species || witnesses.iter().any(|w| !reads_crops(w.kind) && read(w) > 0.0) {
        return false;
    }
    only_classifier || witnesses.iter().map(read).fold(0.0, f32::max) < rules.naming.species
}

/// The classifier has so many ways of looking: the region's crop, a window around it, the whole picture.
const WAYS: f32 = 3.0;

/// How far all ways of looking agree on a node: the mean of their best raw scores. One network's looks are no
/// independent witnesses, yet each sees the thing in another frame and at another size; of animals, which it knows best,
/// that is enough, while it calls circuit boards modems in all three.
fn agreed(taxonomy: &Taxonomy, witnesses: &[Witness], node: NodeIx) -> f32 {
    let mut best: BTreeMap<WitnessKind, f32> = BTreeMap::new();
    for w in witnesses.iter().filter(|w| reads_crops(w.kind)) {
        let known = best.entry(w.kind).or_default();
        *known = known.max(raw_sum(taxonomy, w, node));
    }
    best.values().sum::<f32>() / WAYS
}

/// What of a reading of the whole picture agrees with the classifier's readings of a region; `None` where nothing does.
pub(super) fn agreeing(
    taxonomy: &Taxonomy,
    of_picture: &Witness,
    region: &[Witness],
) -> Option<Witness> {
    let around = |n: NodeIx| {
        let parents = taxonomy.node(n).parents.iter().copied();
        std::iter::once(n).chain(parents.filter(|p| *p != taxonomy.root()))
    };
    let here: BTreeSet<NodeIx> = region
        .iter()
        .filter(|w| reads_crops(w.kind))
        .flat_map(|w| &w.readings)
        .filter(|r| r.score >= AGREES)
        .filter_map(|r| taxonomy.find(&r.node))
        .flat_map(around)
        .collect();
    let agrees = |n: NodeIx| around(n).any(|a| here.contains(&a));
    let mut witness = of_picture.clone();
    witness.readings.retain(|r| taxonomy.find(&r.node).is_some_and(agrees));
    (!witness.readings.is_empty()).then_some(witness)
}

/// The highest raw score that one witness gives to a node and all below it. COCO's detectors know categories only and so
/// never read a fine name; a user's own detector may.
pub(super) fn read_directly(taxonomy: &Taxonomy, witnesses: &[Witness], node: NodeIx) -> f32 {
    witnesses.iter().map(|w| raw_sum(taxonomy, w, node)).fold(0.0, f32::max)
}

/// The raw scores that a witness gives to a node and all below it, together.
fn raw_sum(taxonomy: &Taxonomy, witness: &Witness, node: NodeIx) -> f32 {
    let read = |r: &&Reading| {
        let known = taxonomy.find(&r.node).or_else(|| taxonomy.lookup(&r.name));
        r.score.is_finite() && known.is_some_and(|n| taxonomy.is_a(n, node))
    };
    witness.readings.iter().filter(read).map(|r| r.score).sum()
}

/// The reliability with which a witness speaks for a node: by a reading at, below or just above it, or of something
/// that is evidence for it.
fn support(namer: &Namer, witness: &Witness, node: NodeIx) -> Option<f32> {
    let taxonomy = &namer.taxonomy;
    let heard = witness.readings.iter().filter_map(|r| {
        let read = taxonomy.find(&r.node).or_else(|| taxonomy.lookup(&r.name))?;
        let related = taxonomy.is_a(read, node)
            || (taxonomy.is_a(node, read) && read != taxonomy.root())
            || taxonomy.node(read).suggests.iter().any(|s| taxonomy.is_a(*s, node));
        related.then(|| namer.calibrations.reliability(witness, r.score))
    });
    heard.reduce(f32::max).filter(|worth| *worth >= HEARD)
}

/// A classifier that shares a clock's probability among kinds of clocks is as sure of a clock as of one kind. Not so of
/// what is broad: half a bobsleigh and half a train make no vehicle.
fn shared(namer: &Namer, witness: &Witness, node: NodeIx) -> Option<f32> {
    let sum = raw_sum(&namer.taxonomy, witness, node).min(1.0);
    let shares = reads_crops(witness.kind) && !namer.taxonomy.node(node).broad && sum > 0.0;
    shares.then(|| namer.calibrations.reliability(witness, sum)).filter(|worth| *worth >= HEARD)
}
