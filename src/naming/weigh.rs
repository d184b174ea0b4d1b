//! From a witness's raw scores to what it is worth: measured reliabilities, and the claims that a reading makes.

use super::NamingError;
use super::posterior::Prior;
use super::taxonomy::{NodeIx, Taxonomy};
use crate::domain::{AttributeKind, Witness, WitnessKind};
use crate::models::Card;
use std::collections::{BTreeMap, BTreeSet};

/// Share of right names by raw score, read by linear interpolation; flat beyond its ends, down to 0 at score 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    scores: Vec<f32>,
    precision: Vec<f32>,
}

impl Curve {
    /// `scores` ascend strictly; both lists are as long, finite and within 0..1.
    pub fn new(scores: Vec<f32>, precision: Vec<f32>) -> Option<Self> {
        let ascending = scores.windows(2).all(|w| w[0] < w[1]);
        let within = scores.iter().chain(&precision).all(|v| (0.0..=1.0).contains(v));
        let sound = !scores.is_empty() && scores.len() == precision.len() && ascending && within;
        sound.then_some(Self { scores, precision })
    }

    /// The precision at a raw score; 0 for a score that is no number.
    pub fn at(&self, score: f32) -> f32 {
        if !score.is_finite() || score <= 0.0 {
            return 0.0;
        }
        let (mut x0, mut y0) = (0.0, 0.0);
        for (&x, &y) in self.scores.iter().zip(&self.precision) {
            if score <= x {
                return y0 + (y - y0) * (score - x0) / (x - x0).max(f32::EPSILON);
            }
            (x0, y0) = (x, y);
        }
        y0
    }
}

/// The reliabilities of the models that looked at the image.
#[derive(Debug, Clone, Default)]
pub struct Calibrations {
    curves: BTreeMap<(String, WitnessKind), Curve>,
    /// Detectors that looked: one that has no box on a region speaks by its silence.
    detectors: BTreeSet<String>,
}

impl Calibrations {
    /// Those of the cards: `calibration` for a model's own job, `calibration_by_use` for others.
    ///
    /// # Errors
    /// Where a card's numbers are no curve.
    pub fn from_cards<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Result<Self, NamingError> {
        let mut all = Self::default();
        for card in cards {
            let kind = main_use(&card.specialist);
            if kind == Some(WitnessKind::Detector) {
                all.detectors.insert(card.id.clone());
            }
            let own = kind.into_iter().flat_map(|k| card.calibration.iter().map(move |c| (k, c)));
            let others = card.calibration_by_use.iter().map(|(k, c)| (*k, c));
            for (kind, c) in own.chain(others) {
                let curve = Curve::new(c.scores.clone(), c.precision.clone()).ok_or_else(|| {
                    NamingError::Calibration {
                        model: card.id.clone(),
                        message: "scores must ascend and be as many as precisions, all in 0..1"
                            .into(),
                    }
                })?;
                all.curves.insert((card.id.clone(), kind), curve);
            }
        }
        Ok(all)
    }

    /// Sets the curve of one model in one use.
    pub fn set(&mut self, model: &str, kind: WitnessKind, curve: Curve) {
        if kind == WitnessKind::Detector {
            self.detectors.insert(model.to_owned());
        }
        self.curves.insert((model.to_owned(), kind), curve);
    }

    /// The detectors that looked.
    pub fn detectors(&self) -> impl Iterator<Item = &str> {
        self.detectors.iter().map(String::as_str)
    }

    /// How often a name that this witness reads with this raw score is right, 0..1.
    pub fn reliability(&self, witness: &Witness, score: f32) -> f32 {
        let model = witness.source.short().to_owned();
        match self.curves.get(&(model, witness.kind)) {
            Some(curve) => curve.at(score),
            None => unmeasured(witness.kind, score),
        }
    }
}

/// The witness that a specialist's model is in its own job.
pub fn main_use(specialist: &str) -> Option<WitnessKind> {
    match specialist {
        "detector" => Some(WitnessKind::Detector),
        "classifier" => Some(WitnessKind::Crop),
        "faces" => Some(WitnessKind::Face),
        "pose" => Some(WitnessKind::Pose),
        _ => None,
    }
}

/// What a model is trusted for until it is measured: a detector or gallery its own score, whatever reads windows or
/// the whole picture much less. A user's strong detector thus outweighs the default ones at once.
fn unmeasured(kind: WitnessKind, score: f32) -> f32 {
    let trust = match kind {
        WitnessKind::Detector | WitnessKind::Gallery | WitnessKind::Face => 1.0,
        WitnessKind::Crop | WitnessKind::Pose => 0.8,
        WitnessKind::Window => 0.5,
        WitnessKind::WholeImage => 0.4,
    };
    if score.is_finite() { (score * trust).clamp(0.0, 0.97) } else { 0.0 }
}

/// A share of a witness's belief, laid on a node and all below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Claim {
    pub node: NodeIx,
    pub mass: f64,
}

/// What one witness believes: claims, "nothing is here", and the rest on everything as the prior has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opinion {
    pub claims: Vec<Claim>,
    pub nothing: f64,
    /// What is left of the rest for names that the witness knows well and did not read at all, 0..1.
    pub unread: f64,
    /// How far it moves the posterior: 1 for an independent witness, less for one that repeats another.
    pub weight: f64,
}

/// Belief of a wrong detector box: something of the same family (a cat for a dog), or nothing at all.
const WRONG_BOX_FAMILY: f64 = 0.25;
const WRONG_BOX_NOTHING: f64 = 0.55;
/// Detectors mix up animals even where they are sure (a panda called sheep, a cat called dog): share of such a box's
/// reliability that is meant for an animal of any kind.
const ANY_ANIMAL: f64 = 0.4;
/// … up to this reliability; from here on it falls to nothing, so that a strong detector is taken at its word.
const ANIMAL_BELOW: f64 = 0.92;
const ANIMAL_NONE: f64 = 0.965;
/// Boxes around things that are neither person, animal nor vehicle are right far less often at the same score (17 of
/// 166 weak boxes of NanoDet against 33 of 101): their reliability is scaled by this at the first raw score and below,
/// not at all at the second and above. Round things above all are clocks, cakes and bowls to both detectors.
const THINGS: f32 = 0.5;
const THINGS_WEAK: f32 = 0.4;
const THINGS_STRONG: f32 = 0.75;
/// Belief of a classifier's reading: the very class, its parent, its category or family, what it suggests.
const READ_CLASS: f64 = 0.55;
const READ_PARENT: f64 = 0.20;
const READ_FAMILY: f64 = 0.15;
const READ_SUGGESTS: f64 = 0.35;
/// What is left to a class that ImageNet labels too freely; the rest goes to its parent.
const UNSURE_CLASS: f64 = 0.35;
/// A class that the classifier knows and does not name at all, on a crop of full size, is this much less likely.
const UNREAD: f64 = 0.35;
/// No witness is believed beyond this: some photographs fool all of them.
const MOST: f64 = 0.97;
/// Crops get their full weight from this many pixels of the shorter side on, and none below the lower number.
const CROP_FULL_PX: f32 = 110.0;
const CROP_NONE_PX: f32 = 24.0;

/// What the readings of one model on one place claim; `witnesses` are of one kind and model. Names that the taxonomy
/// does not know claim nothing.
pub fn opinion(
    witnesses: &[&Witness],
    taxonomy: &Taxonomy,
    prior: &Prior,
    calibrations: &Calibrations,
) -> Opinion {
    let Some(first) = witnesses.first() else { return Opinion::default() };
    let mut read = worths(witnesses, taxonomy, calibrations);
    // Readings of one model compete: together they are believed as much as the best of them. A detector that calls
    // one thing by five names is not five times as sure that it is there.
    let best = read.iter().map(|(_, w)| *w).fold(0.0, f64::max);
    let sum: f64 = read.iter().map(|(_, w)| w).sum();
    let total = if reads_crops(first.kind) { sum } else { best };
    let scale = if sum > 0.0 { total.min(MOST) / sum } else { 0.0 };
    for (_, worth) in &mut read {
        *worth *= scale;
    }
    match first.kind {
        WitnessKind::Detector | WitnessKind::Face | WitnessKind::Pose | WitnessKind::Gallery => {
            boxed(&read, taxonomy, prior)
        }
        WitnessKind::Crop | WitnessKind::Window | WitnessKind::WholeImage => {
            let side = first.bbox.width().min(first.bbox.height());
            let size = ((side - CROP_NONE_PX) / (CROP_FULL_PX - CROP_NONE_PX)).clamp(0.0, 1.0);
            classified(&read, f64::from(size), taxonomy, prior)
        }
    }
}

/// True for the classifier's uses, whose readings share one probability.
pub fn reads_crops(kind: WitnessKind) -> bool {
    matches!(kind, WitnessKind::Crop | WitnessKind::Window | WitnessKind::WholeImage)
}

/// The names read, each once, with the reliability of its best score.
fn worths(
    witnesses: &[&Witness],
    taxonomy: &Taxonomy,
    calibrations: &Calibrations,
) -> Vec<(NodeIx, f64)> {
    let mut read: Vec<(NodeIx, f64)> = Vec::new();
    for (witness, reading) in witnesses.iter().flat_map(|w| w.readings.iter().map(move |r| (w, r)))
    {
        let known = taxonomy.find(&reading.node).or_else(|| taxonomy.lookup(&reading.name));
        let Some(node) = known else { continue };
        let mut worth = calibrations.reliability(witness, reading.score);
        if witness.kind == WitnessKind::Detector && worth > 0.0 && is_thing(taxonomy, node) {
            let sure = (reading.score - THINGS_WEAK) / (THINGS_STRONG - THINGS_WEAK);
            worth *= THINGS + (1.0 - THINGS) * sure.clamp(0.0, 1.0);
        }
        let worth = f64::from(worth);
        match read.iter_mut().find(|(n, _)| *n == node) {
            Some((_, known)) => *known = known.max(worth),
            None => read.push((node, worth)),
        }
    }
    // Sums below must not depend on the order in which boxes came.
    read.sort_by_key(|(node, _)| *node);
    read
}

/// Neither person, animal nor vehicle.
pub(super) fn is_thing(taxonomy: &Taxonomy, node: NodeIx) -> bool {
    let of = |id: &str| taxonomy.find(id).is_some_and(|top| taxonomy.is_a(node, top));
    !(of("coco80:0") || of("animal.n.01") || of("vehicle.n.01"))
}

/// The name that a witness holds most likely, with its reliability.
pub fn best_reading(
    witness: &Witness,
    taxonomy: &Taxonomy,
    calibrations: &Calibrations,
) -> Option<(NodeIx, f32)> {
    let read = worths(&[witness], taxonomy, calibrations);
    let best = read.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    Some((best.0, best.1 as f32))
}

/// A box: right as often as its score is; where wrong, mostly nothing, or something of the same family.
fn boxed(read: &[(NodeIx, f64)], taxonomy: &Taxonomy, prior: &Prior) -> Opinion {
    let sum: f64 = read.iter().map(|(_, w)| w).sum();
    let mut claims = Vec::new();
    for &(node, worth) in read {
        let family = taxonomy.family(node);
        // A family that is the name itself says nothing new.
        if family == node || prior.of(family) <= prior.of(node) {
            claims.push(Claim { node, mass: worth });
            continue;
        }
        let animal = taxonomy.node(node).kind == Some(AttributeKind::Animal);
        let doubt = ((ANIMAL_NONE - worth) / (ANIMAL_NONE - ANIMAL_BELOW)).clamp(0.0, 1.0);
        let any = if animal { ANY_ANIMAL * doubt * worth } else { 0.0 };
        let wrong = (1.0 - sum) * WRONG_BOX_FAMILY * worth / sum.max(1e-9);
        claims.push(Claim { node, mass: worth - any });
        claims.push(Claim { node: family, mass: any + wrong });
    }
    Opinion { claims, nothing: (1.0 - sum) * WRONG_BOX_NOTHING, unread: 1.0, weight: 1.0 }
}

/// A classifier's reading: it must choose among its classes, so part of the belief goes to what surrounds the class
/// in the tree and to what the class is evidence for.
fn classified(read: &[(NodeIx, f64)], size: f64, taxonomy: &Taxonomy, prior: &Prior) -> Opinion {
    let mut claims = Vec::new();
    for &(node, worth) in read {
        let worth = worth * size;
        let entry = taxonomy.node(node);
        let suggests = if entry.suggests.is_empty() { 0.0 } else { READ_SUGGESTS };
        let keep = 1.0 - suggests;
        let mut class = READ_CLASS * keep;
        let mut parent = READ_PARENT * keep;
        if entry.unsure {
            parent += class * (1.0 - UNSURE_CLASS);
            class *= UNSURE_CLASS;
        }
        claims.push(Claim { node, mass: worth * class });
        for p in &entry.parents {
            if *p != taxonomy.root() {
                claims.push(Claim { node: *p, mass: worth * parent / entry.parents.len() as f64 });
            }
        }
        let family = taxonomy.family(node);
        claims.push(Claim { node: family, mass: worth * READ_FAMILY * keep });
        let likely: f64 = entry.suggests.iter().map(|s| prior.of(*s)).sum();
        for s in &entry.suggests {
            // Several suggestions share by how common each is.
            let mass = worth * suggests * prior.of(*s) / likely.max(1e-12);
            claims.push(Claim { node: *s, mass });
        }
    }
    let unread = 1.0 - (1.0 - UNREAD) * size;
    Opinion { claims, nothing: 0.0, unread, weight: 1.0 }
}
