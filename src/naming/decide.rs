//! From the posterior to what is said: the deepest name that is sure enough, its category, alternatives, conflicts.

use super::Namer;
use super::backing::{agreeing, backed, read_directly};
use super::posterior::{Posterior, posterior};
use super::taxonomy::{NodeIx, Taxonomy};
use super::weigh::best_reading;
use crate::domain::{AttributeKind, Evidence, Place, Region, Rules, Source, Value, Witness};
use std::collections::BTreeSet;

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

/// From this reliability on a witness is strong: two such that disagree are a conflict.
const STRONG: f32 = 0.5;
/// Alternatives below this posterior are not listed, nor more than this many.
const MIN_CANDIDATE: f64 = 0.02;
const MAX_CANDIDATES: usize = 8;

/// Names a region from its own witnesses.
pub fn decide(namer: &Namer, region: &Region, rules: &Rules) -> Naming {
    decide_within(namer, region, &[], rules)
}

/// Names a region from its witnesses and from what the classifier read of the whole picture, as far as that agrees
/// with what it read here: such a reading tells that the thing is in the picture, the others tell where.
pub fn decide_within(
    namer: &Namer,
    region: &Region,
    of_picture: &[Witness],
    rules: &Rules,
) -> Naming {
    let taxonomy = &namer.taxonomy;
    let side = region.bbox.width().min(region.bbox.height());
    let mut witnesses = region.witnesses.clone();
    witnesses.extend(of_picture.iter().filter_map(|w| agreeing(taxonomy, w, &region.witnesses)));
    let belief = posterior(namer, &witnesses, side, &rules.naming);
    let asserted = by_depth(namer, &belief, rules.assert)
        .into_iter()
        .find_map(|node| backed(namer, &witnesses, node, rules));
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
        Some(node) => Some(evidence(node, belief.confidence(node))),
        None if region.witnesses.is_empty() => None,
        None => guess.map(|node| evidence(node, held(belief.confidence(node)))),
    };
    let read = |n: &NodeIx| read_directly(taxonomy, &witnesses, *n) >= rules.naming.fine;
    let fine = asserted.filter(|n| Some(*n) != label_node).filter(read).map(|node| {
        let kind = taxonomy.node(node).kind.unwrap_or(AttributeKind::FineName);
        (kind, evidence(node, belief.confidence(node)))
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

/// The nodes whose posterior is at least `assert`, the deepest first; of several as deep the surest, then the first.
fn by_depth(namer: &Namer, belief: &Posterior, assert: f32) -> Vec<NodeIx> {
    let taxonomy = &namer.taxonomy;
    let sure = |n: &NodeIx| belief.confidence(*n) >= f64::from(assert) && !taxonomy.node(*n).unsaid;
    let mut nodes: Vec<NodeIx> =
        taxonomy.indices().filter(|n| *n != taxonomy.root()).filter(sure).collect();
    nodes.sort_by(|a, b| {
        let depth = |n: &NodeIx| taxonomy.node(*n).depth;
        depth(b).cmp(&depth(a)).then(belief.of(*b).total_cmp(&belief.of(*a))).then(a.cmp(b))
    });
    nodes
}

/// The likeliest category, for a region of which nothing is asserted.
fn best_guess(taxonomy: &Taxonomy, belief: &Posterior) -> Option<NodeIx> {
    taxonomy
        .indices()
        .filter(|n| taxonomy.node(*n).is_coco || taxonomy.node(*n).children.is_empty())
        .max_by(|a, b| belief.of(*a).total_cmp(&belief.of(*b)).then(b.cmp(a)))
}

/// Categories and classes that might be meant instead, best first.
fn alternatives(taxonomy: &Taxonomy, belief: &Posterior, said: &[NodeIx]) -> Vec<(NodeIx, f64)> {
    let mut found: Vec<(NodeIx, f64)> = taxonomy
        .indices()
        .filter(|n| taxonomy.node(*n).is_coco || taxonomy.node(*n).is_class)
        .filter(|n| !said.contains(n))
        .map(|n| (n, belief.confidence(n)))
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
    taxonomy.node(of).suggests.iter().any(|s| taxonomy.is_a(node, *s) || taxonomy.is_a(*s, node))
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
