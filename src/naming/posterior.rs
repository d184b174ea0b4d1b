//! One posterior per node from all witnesses of a region.
//!
//! The model, in full. Exactly one hypothesis is true of a region: that it shows a thing of node *h* of the taxonomy
//! and of none of *h*'s children (for a leaf: that class), or that it shows *nothing* at all. Each has a prior: how
//! common such things are in photographs.
//!
//! A witness *w* that read something is summed up by what one would believe after hearing it alone, P(h | w). Its
//! calibration gives that: a box of class *c* with raw score *s* is right with the measured precision π(s), so π(s)
//! is laid on *c*, shared below *c* as the prior has it; of the rest some goes to *c*'s family, some to *nothing*,
//! and what remains to everything as the prior has it (`weigh` says how much). Witnesses are taken to be independent
//! given the truth, so their opinions multiply after the prior is divided out of each (Bayes):
//!
//!   P(h | all)  ∝  P(h) · Π_w [ P(h | w) / P(h) ]^λ_w
//!
//! λ_w is 1 for an independent witness and less for one that repeats another: two detectors learnt from the same
//! pictures (0.8), the classifier reading a window of what it has already read as a crop (0.15). A detector that looked
//! and has no box is a witness too: things that it knows and missed are less likely by its miss rate. A node's posterior
//! is the sum over the hypotheses at and below it, so an ancestor is never less sure than its descendant; the region
//! exists with 1 − P(nothing).

use super::Namer;
use super::taxonomy::{NodeIx, Taxonomy};
use super::weigh::{Calibrations, Opinion, opinion};
use crate::domain::rules::NamingRules;
use crate::domain::{Witness, WitnessKind};
use std::collections::BTreeMap;

/// How common things are in photographs, before any witness is heard.
#[derive(Debug, Clone)]
pub struct Prior {
    /// Per hypothesis: the node and none of its children.
    own: Vec<f64>,
    /// Per node: with all below it.
    sum: Vec<f64>,
    nothing: f64,
    /// Per hypothesis: the classifier has a class for it.
    classified: Vec<bool>,
}

/// Shares of the prior. A third of all weak boxes hold nothing; persons are by far the commonest thing.
const NOTHING: f64 = 0.30;
const PERSON: f64 = 0.20;
const COCO: f64 = 0.30;
/// Things that have no name in the tree at all.
const UNNAMED: f64 = 0.10;
/// Within a COCO category, the share of things that are none of the classes listed below it.
const UNLISTED: f64 = 0.5;
/// A person is hardly ever one of the three kinds of person that ImageNet lists.
const UNLISTED_PERSON: f64 = 0.98;
/// A broad node that is none of its listed children counts as several unlisted classes.
const BROAD_WEIGHT: f64 = 3.0;

impl Prior {
    /// The prior over a taxonomy.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let mut own = vec![0.0; taxonomy.len()];
        let person = taxonomy.find("coco80:0");
        // Outermost COCO categories: one inside another (hot dog in sandwich) shares the outer's weight.
        let outer: Vec<NodeIx> = taxonomy
            .indices()
            .filter(|n| taxonomy.node(*n).is_coco)
            .filter(|n| !taxonomy.node(*n).ancestors.iter().any(|a| taxonomy.node(*a).is_coco))
            .collect();
        let others = outer.iter().filter(|n| Some(**n) != person).count().max(1) as f64;
        for &top in &outer {
            let is_person = Some(top) == person;
            let weight = if is_person { PERSON } else { COCO / others };
            let below = &taxonomy.node(top).descendants;
            let unlisted = match (below.is_empty(), is_person) {
                (true, _) => 1.0,
                (_, true) => UNLISTED_PERSON,
                _ => UNLISTED,
            };
            own[top.at()] += weight * unlisted;
            for d in below {
                own[d.at()] += weight * (1.0 - unlisted) / below.len() as f64;
            }
        }
        own[taxonomy.root().at()] = UNNAMED;
        let free: Vec<(usize, f64)> = taxonomy
            .indices()
            .filter(|n| own[n.at()] == 0.0)
            .map(|n| (n.at(), if taxonomy.node(n).broad { BROAD_WEIGHT } else { 1.0 }))
            .collect();
        let total: f64 = free.iter().map(|(_, w)| w).sum();
        let left = 1.0 - NOTHING - own.iter().sum::<f64>();
        for (at, weight) in free {
            own[at] = left * weight / total;
        }
        let sum = sums(taxonomy, &own);
        let classified = taxonomy
            .indices()
            .map(|n| {
                let class_below = |d: NodeIx| taxonomy.node(d).is_class;
                let kind_below = taxonomy.node(n).is_coco && taxonomy.below(n).any(class_below);
                Some(n) != person && (taxonomy.node(n).is_class || kind_below)
            })
            .collect();
        Self { own, sum, nothing: NOTHING, classified }
    }

    /// The prior of a node with all below it.
    pub fn of(&self, node: NodeIx) -> f64 {
        self.sum[node.at()]
    }
}

/// Posterior over a region's names; `of(root) + nothing = 1`.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    sum: Vec<f64>,
    nothing: f64,
}

impl Posterior {
    /// That the region shows a thing of this node, 0..1.
    pub fn of(&self, node: NodeIx) -> f64 {
        self.sum[node.at()]
    }

    /// How often a name with this posterior is right, 0..1: what is reported and compared with `assert`. Ancestors
    /// are never less sure than descendants here either.
    pub fn confidence(&self, node: NodeIx) -> f64 {
        self.of(node).powf(OVERCONFIDENCE)
    }

    /// That there is nothing to name, 0..1.
    pub fn nothing(&self) -> f64 {
        self.nothing
    }
}

/// Witnesses are less independent than the model takes them to be, so its posterior is too sure of itself: of the names
/// at .5 to .8 about half were right on the tuning photographs and 56 more that were judged by eye. Raised to this
/// power, .71 becomes .5, and .95 becomes .9.
const OVERCONFIDENCE: f64 = 2.0;

/// λ of a detector after the first, by strength. Of 22 boxes on which both agreed at any score 20 were right on the tuning
/// photographs, beside round things.
const SECOND_DETECTOR: f64 = 0.8;
/// λ of the classifier's further readings of the same place.
const SECOND_READING: f64 = 0.15;
/// λ of a pose where a face was heard, or the reverse: one person gave both.
const SECOND_PERSON_SIGN: f64 = 0.5;
/// A detector's miss rate on things of its 80 classes, by the region's shorter side: small things are missed.
const MISS_SMALL: f64 = 0.8;
const MISS_LARGE: f64 = 0.5;
const MISS_SMALL_PX: f32 = 32.0;
const MISS_LARGE_PX: f32 = 128.0;

/// Hears every witness of a region. `side_px` is the region's shorter side.
pub fn posterior(
    namer: &Namer,
    witnesses: &[Witness],
    side_px: f32,
    rules: &NamingRules,
) -> Posterior {
    let Namer { taxonomy, prior, calibrations } = namer;
    let opinions = weighed(witnesses, taxonomy, prior, calibrations);
    let mut log: Vec<f64> = prior.own.iter().map(|p| p.max(1e-12).ln()).collect();
    let mut log_nothing = prior.nothing.ln();
    for o in &opinions {
        let unread = if rules.unread { o.unread } else { 1.0 };
        let (ratios, nothing) = ratios(o, unread, taxonomy, prior);
        for (l, r) in log.iter_mut().zip(ratios) {
            *l += o.weight * r.ln();
        }
        log_nothing += o.weight * nothing.ln();
    }
    let silent = silent_detectors(witnesses, calibrations);
    if silent > 0 && rules.silence {
        let size = (side_px - MISS_SMALL_PX) / (MISS_LARGE_PX - MISS_SMALL_PX);
        let miss = MISS_SMALL + (MISS_LARGE - MISS_SMALL) * f64::from(size.clamp(0.0, 1.0));
        // Detectors miss the same things: two that are silent say hardly more than one.
        let cost = (silent as f64).sqrt() * miss.ln();
        for n in taxonomy.indices() {
            if taxonomy.line(n).any(|a| taxonomy.node(a).is_coco) {
                log[n.at()] += cost;
            }
        }
    }
    let top = log.iter().copied().fold(log_nothing, f64::max);
    let own: Vec<f64> = log.iter().map(|l| (l - top).exp()).collect();
    let nothing = (log_nothing - top).exp();
    let total = own.iter().sum::<f64>() + nothing;
    let own: Vec<f64> = own.iter().map(|p| p / total).collect();
    Posterior { sum: sums(taxonomy, &own), nothing: nothing / total }
}

/// P(h | w) / P(h) for every hypothesis, and for "nothing".
fn ratios(opinion: &Opinion, unread: f64, taxonomy: &Taxonomy, prior: &Prior) -> (Vec<f64>, f64) {
    let claimed: f64 = opinion.claims.iter().map(|c| c.mass).sum();
    let rest = (1.0 - claimed - opinion.nothing).max(0.01);
    let mut ratios: Vec<f64> = taxonomy
        .indices()
        .map(|n| if prior.classified[n.at()] { rest * unread } else { rest })
        .collect();
    for claim in &opinion.claims {
        let lift = claim.mass / prior.of(claim.node).max(1e-12);
        for n in taxonomy.below(claim.node) {
            ratios[n.at()] += lift;
        }
    }
    (ratios, rest + opinion.nothing / prior.nothing)
}

/// The opinion of every model in every use, with its λ. Independent of the witnesses' order.
fn weighed(
    witnesses: &[Witness],
    taxonomy: &Taxonomy,
    prior: &Prior,
    calibrations: &Calibrations,
) -> Vec<Opinion> {
    // One detector's boxes on one thing (whole picture, tiles, other classes) are one witness; so is each other kind.
    let mut voices: BTreeMap<(WitnessKind, &str), Vec<&Witness>> = BTreeMap::new();
    for w in witnesses {
        voices.entry((w.kind, w.source.short())).or_default().push(w);
    }
    for voice in voices.values_mut() {
        let size = |w: &Witness| w.bbox.width().min(w.bbox.height());
        voice.sort_by(|a, b| size(b).total_cmp(&size(a)));
    }
    let mut heard: Vec<(WitnessKind, Opinion)> = voices
        .into_iter()
        .map(|((kind, _), voice)| (kind, opinion(&voice, taxonomy, prior, calibrations)))
        .filter(|(_, o)| !o.claims.is_empty())
        .collect();
    let strength = |o: &Opinion| o.claims.iter().map(|c| c.mass).fold(0.0, f64::max);
    heard.sort_by(|(_, x), (_, y)| strength(y).total_cmp(&strength(x)));
    // What was read from the region's own crop comes before windows that only overlap it.
    heard.sort_by_key(|(kind, _)| *kind != WitnessKind::Crop);
    let (mut detectors, mut readings, mut signs) = (0, 0, 0);
    for (kind, opinion) in &mut heard {
        let (count, later) = match kind {
            WitnessKind::Detector => (&mut detectors, SECOND_DETECTOR),
            WitnessKind::Crop | WitnessKind::Window | WitnessKind::WholeImage => {
                (&mut readings, SECOND_READING)
            }
            WitnessKind::Face | WitnessKind::Pose => (&mut signs, SECOND_PERSON_SIGN),
            WitnessKind::Gallery => continue,
        };
        opinion.weight = if *count == 0 { 1.0 } else { later };
        *count += 1;
    }
    heard.into_iter().map(|(_, o)| o).collect()
}

fn silent_detectors(witnesses: &[Witness], calibrations: &Calibrations) -> usize {
    calibrations
        .detectors()
        .filter(|id| {
            !witnesses.iter().any(|w| w.kind == WitnessKind::Detector && w.source.short() == *id)
        })
        .count()
}

/// Sums over each node and all below it; every hypothesis counts once, by whichever way it is reached.
fn sums(taxonomy: &Taxonomy, own: &[f64]) -> Vec<f64> {
    taxonomy.indices().map(|n| taxonomy.below(n).map(|d| own[d.at()]).sum()).collect()
}
