//! From the posterior to what is said: the deepest name that is sure enough, its category, alternatives, conflicts.

use super::Namer;
use super::posterior::{Posterior, posterior};
use super::taxonomy::{NodeIx, Taxonomy};
use super::weigh::{best_reading, reads_crops};
use crate::domain::{
    AttributeKind, Evidence, Place, Region, Rules, Source, Value, Witness,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be said of a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// That anything is there, 0..1.
    pub exists: f32,
    /// The category: asserted where its score is at least `rules.assert`, else the best guess. `None` without witnesses.
    pub label: Option<Evidence>,
    /// The asserted name below the category, with the kind of Table 1 it belongs to.
    pub fine: Option<(AttributeKind, Evidence)>,
    /// Other names with their posterior, best first.
    pub candidates: Vec<Evidence>,
    /// Strong witnesses that disagree, in words.
    pub conflicts: Vec<String>,
}

/// The rule that names regions, as evidence names it.
pub const RULE: &str = "joint naming";

/// A single model's word is asserted only where it is right at least this often; below, it is a candidate. On the
/// tuning photographs two in nine of NanoDet's lone boxes at .5 to .6 were right, and six in seven of its boxes at
/// any score that CenterNet confirmed.
pub const LONE_RELIABILITY: f32 = 0.8;
/// The same for the classifier alone, over windows and crops.
pub const LONE_CLASSIFIER: f32 = 0.7;
/// Several models must at least be this reliable together (one minus all being wrong), each at least `HEARD`.
const TOGETHER: f32 = 0.45;
const HEARD: f32 = 0.1;
/// From this reliability on a witness is strong: two such that disagree are a conflict.
const STRONG: f32 = 0.5;
/// Alternatives below this posterior are not listed, nor more than this many.
const MIN_CANDIDATE: f64 = 0.02;
const MAX_CANDIDATES: usize = 8;

/// Names a region from its witnesses.
pub fn decide(namer: &Namer, region: &Region, rules: &Rules) -> Naming {
    let taxonomy = &namer.taxonomy;
    let side = region.bbox.width().min(region.bbox.height());
    let belief =
        posterior(&region.witnesses, side, taxonomy, &namer.prior, &namer.calibrations);
    let asserted = deepest(namer, &belief, rules.assert)
        .and_then(|node| backed(namer, &region.witnesses, node))
        .filter(|node| *node != taxonomy.root());
    let place = Place::Box(region.bbox);
    let evidence = |node: NodeIx, score: f64| Evidence {
        source: Source::rule(RULE),
        value: Value::Name {
            node: taxonomy.node(node).id.clone(),
            name: taxonomy.node(node).name.clone(),
        },
        score: score as f32,
        place: Some(place.clone()),
    };
    let label_node = asserted.map(|n| taxonomy.category(n));
    // What is not asserted stays visibly below the bar, whatever its posterior.
    let held = |p: f64| p.min(f64::from(rules.assert) - 0.01).max(0.0);
    let guess = best_guess(taxonomy, &belief);
    let label = match label_node {
        Some(node) => Some(evidence(node, belief.of(node))),
        None if region.witnesses.is_empty() => None,
        None => guess.map(|node| evidence(node, held(belief.of(node)))),
    };
    let fine = asserted.filter(|n| Some(*n) != label_node).map(|node| {
        let kind = taxonomy.node(node).kind.unwrap_or(AttributeKind::FineName);
        (kind, evidence(node, belief.of(node)))
    });
    let said: Vec<NodeIx> = label_node.into_iter().chain(asserted).collect();
    let candidates = alternatives(taxonomy, &belief, &said)
        .into_iter()
        .map(|(node, p)| evidence(node, held(p)))
        .collect();
    Naming {
        exists: (1.0 - belief.nothing()) as f32,
        label,
        fine,
        candidates,
        conflicts: conflicts(namer, &region.witnesses),
    }
}

/// The deepest node whose posterior is at least `assert`; of several as deep the surest, then the first.
fn deepest(namer: &Namer, belief: &Posterior, assert: f32) -> Option<NodeIx> {
    let taxonomy = &namer.taxonomy;
    let sure = |n: &NodeIx| belief.of(*n) >= f64::from(assert) && !taxonomy.node(*n).unsaid;
    taxonomy.indices().filter(sure).max_by(|a, b| {
        let depth = |n: &NodeIx| taxonomy.node(*n).depth;
        depth(a)
            .cmp(&depth(b))
            .then(belief.of(*a).total_cmp(&belief.of(*b)))
            .then(b.cmp(a))
    })
}

/// How far the witnesses carry a name: `None` where only one weak model speaks for it, the node above a species
/// where the classifier alone does, else the node itself.
fn backed(namer: &Namer, witnesses: &[Witness], node: NodeIx) -> Option<NodeIx> {
    let taxonomy = &namer.taxonomy;
    let mut models: BTreeMap<&str, f32> = BTreeMap::new();
    let mut only_classifier = true;
    for w in witnesses {
        let Some(worth) = support(namer, w, node) else { continue };
        let best = models.entry(w.source.short()).or_insert(0.0);
        *best = best.max(worth);
        only_classifier &= reads_crops(w.kind);
    }
    let together = 1.0 - models.values().map(|w| 1.0 - w).product::<f32>();
    let least = match (models.len(), only_classifier) {
        (0 | 1, true) => LONE_CLASSIFIER,
        (0 | 1, false) => LONE_RELIABILITY,
        _ => TOGETHER,
    };
    if together < least {
        return None;
    }
    let entry = taxonomy.node(node);
    let species = matches!(entry.kind, Some(AttributeKind::Animal | AttributeKind::Plant));
    if only_classifier && species && entry.children.is_empty() {
        return entry.parents.iter().copied().find(|p| *p != taxonomy.root());
    }
    Some(node)
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

/// The likeliest category, for a region of which nothing is asserted.
fn best_guess(taxonomy: &Taxonomy, belief: &Posterior) -> Option<NodeIx> {
    taxonomy
        .indices()
        .filter(|n| taxonomy.node(*n).is_coco || taxonomy.node(*n).children.is_empty())
        .max_by(|a, b| belief.of(*a).total_cmp(&belief.of(*b)).then(b.cmp(a)))
}

/// Categories and classes that might be meant instead, best first.
fn alternatives(
    taxonomy: &Taxonomy,
    belief: &Posterior,
    said: &[NodeIx],
) -> Vec<(NodeIx, f64)> {
    let mut found: Vec<(NodeIx, f64)> = taxonomy
        .indices()
        .filter(|n| taxonomy.node(*n).is_coco || taxonomy.node(*n).is_class)
        .filter(|n| !said.contains(n))
        .map(|n| (n, belief.of(n)))
        .filter(|(_, p)| *p >= MIN_CANDIDATE)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(MAX_CANDIDATES);
    found
}

/// Pairs of strong witnesses whose names exclude each other.
fn conflicts(namer: &Namer, witnesses: &[Witness]) -> Vec<String> {
    let taxonomy = &namer.taxonomy;
    let mut strong: Vec<(&Witness, NodeIx, f32)> = witnesses
        .iter()
        .filter_map(|w| {
            best_reading(w, taxonomy, &namer.calibrations).map(|(node, worth)| (w, node, worth))
        })
        .filter(|(_, _, worth)| *worth >= STRONG)
        .collect();
    strong.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    let mut said = BTreeSet::new();
    for (i, (a, x, _)) in strong.iter().enumerate() {
        for (b, y, _) in strong.iter().skip(i + 1) {
            let agree = taxonomy.is_a(*x, *y)
                || taxonomy.is_a(*y, *x)
                || hints(taxonomy, *x, *y)
                || hints(taxonomy, *y, *x);
            if !agree && x != y {
                said.insert(format!("{} but {}", told(namer, a, *x), told(namer, b, *y)));
            }
        }
    }
    said.into_iter().collect()
}

/// True where reading `of` is evidence for `node` or something in its line.
pub(super) fn hints(taxonomy: &Taxonomy, of: NodeIx, node: NodeIx) -> bool {
    taxonomy
        .node(of)
        .suggests
        .iter()
        .any(|s| taxonomy.is_a(node, *s) || taxonomy.is_a(*s, node))
}

/// "nanodet says sheep (0.62)".
fn told(namer: &Namer, witness: &Witness, node: NodeIx) -> String {
    let raw = witness
        .readings
        .iter()
        .filter(|r| namer.taxonomy.find(&r.node) == Some(node))
        .map(|r| r.score)
        .fold(0.0, f32::max);
    format!("{} says {} ({raw:.2})", witness.source.short(), namer.taxonomy.node(node).name)
}
