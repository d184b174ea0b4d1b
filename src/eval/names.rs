//! Names against the truth: which asserted names are right, and which things that anyone would mention are found.

use super::matching::{Verdict, judge, judge_word, shows};
use super::truth::{Truth, TruthObject};
use crate::domain::{AttributeKind, BBox, Region, Rules, Scene, Value, WitnessKind};
use crate::naming::{NodeIx, Taxonomy};
use std::collections::BTreeSet;

/// One asserted name with its verdict.
#[derive(Debug, Clone)]
pub struct JudgedName {
    pub name: String,
    pub bbox: BBox,
    /// Its confidence.
    pub score: f32,
    /// A fine-grained name, as against a category.
    pub fine: bool,
    pub verdict: Verdict,
}

/// What was asserted and found in one photograph.
#[derive(Debug, Clone, Default)]
pub struct NameScore {
    pub names: Vec<JudgedName>,
    /// Objects to mention that a right region shows, and all of them, one by one.
    pub found: usize,
    pub to_mention: usize,
    /// The same among objects that the default models have a name for: a detector's or classifier's class, or a node
    /// above one that may be said.
    pub nameable_found: usize,
    pub nameable: usize,
    /// Objects to mention that some model gave a true name, or one below a true name, at a score that is heard: as many
    /// as the best naming could find without better models.
    pub within_reach: usize,
    /// The same by kind of thing: five cows are one kind.
    pub kinds_found: usize,
    pub kinds: usize,
    /// Names of what was missed.
    pub missed: Vec<String>,
}

impl NameScore {
    /// Adds another photograph's.
    pub fn add(&mut self, other: NameScore) {
        self.names.extend(other.names);
        self.found += other.found;
        self.to_mention += other.to_mention;
        self.nameable_found += other.nameable_found;
        self.nameable += other.nameable;
        self.within_reach += other.within_reach;
        self.kinds_found += other.kinds_found;
        self.kinds += other.kinds;
        self.missed.extend(other.missed);
    }

    /// Share of asserted names that are true; 1 where none is asserted.
    pub fn precision(&self) -> f32 {
        let right = self.names.iter().filter(|n| n.verdict > Verdict::Wrong).count();
        if self.names.is_empty() { 1.0 } else { right as f32 / self.names.len() as f32 }
    }

    /// Asserted names that are true and broader than the thing's general name.
    pub fn unspecific(&self) -> usize {
        self.names.iter().filter(|n| n.verdict == Verdict::Unspecific).count()
    }

    /// Share of the objects to mention that were found, one by one.
    pub fn recall(&self) -> f32 {
        share(self.found, self.to_mention)
    }

    /// Share of the objects to mention that the default models have a name for: tells blindness from lack of words.
    pub fn nameable_recall(&self) -> f32 {
        share(self.nameable_found, self.nameable)
    }

    /// Share of the kinds of things to mention that were found.
    pub fn kind_recall(&self) -> f32 {
        share(self.kinds_found, self.kinds)
    }
}

/// `part / whole`; 1 where there is nothing to have.
pub fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 1.0 } else { part as f32 / whole as f32 }
}

/// The asserted names of a region: its category, and its fine-grained name where it has one.
pub fn asserted(
    region: &Region,
    taxonomy: &Taxonomy,
    rules: &Rules,
) -> Vec<(AttributeKind, String, Option<NodeIx>, f32)> {
    region
        .attributes
        .iter()
        .filter(|(k, _)| **k == AttributeKind::Label || k.is_fine())
        .filter_map(|(kind, a)| {
            let (value, score) = a.effective()?;
            let node = match value {
                Value::Name { node, name } => taxonomy.find(node).or_else(|| taxonomy.lookup(name)),
                other => taxonomy.lookup(&other.words()),
            };
            (score >= rules.assert).then(|| (*kind, value.words(), node, score))
        })
        .collect()
}

/// Scores one scene's names.
pub fn score(scene: &Scene, truth: &Truth, taxonomy: &Taxonomy, rules: &Rules) -> NameScore {
    let mut result = NameScore::default();
    let mut found: BTreeSet<u32> = BTreeSet::new();
    for region in scene.regions.values().filter(|r| !r.rejected) {
        let shown: Vec<&TruthObject> =
            truth.objects.iter().filter(|o| shows(&region.bbox, o)).collect();
        for (kind, name, node, score) in asserted(region, taxonomy, rules) {
            let verdict = |o: &&TruthObject| judge(&name, node, truth, o, taxonomy);
            let best = shown.iter().map(verdict).max().unwrap_or(Verdict::Wrong);
            // A whole picture's box may be named as the scene is.
            let as_scene = truth.scene.iter().map(|w| judge_word(&name, node, w, taxonomy)).max();
            let covers = scene.image.size.bounds().share_inside(&region.bbox) >= 0.6;
            let best = if covers { best.max(as_scene.unwrap_or(Verdict::Wrong)) } else { best };
            found.extend(shown.iter().filter(|o| verdict(o) > Verdict::Wrong).map(|o| o.id));
            let fine = kind != AttributeKind::Label;
            result.names.push(JudgedName { name, bbox: region.bbox, score, fine, verdict: best });
        }
    }
    scene_name(scene, truth, taxonomy, rules, &mut result, &mut found);
    let to_mention: Vec<&TruthObject> = truth.objects.iter().filter(|o| o.mention).collect();
    result.to_mention = to_mention.len();
    result.found = to_mention.iter().filter(|o| found.contains(&o.id)).count();
    result.missed =
        to_mention.iter().filter(|o| !found.contains(&o.id)).map(|o| o.name.clone()).collect();
    let nameable: Vec<&&TruthObject> =
        to_mention.iter().filter(|o| is_nameable(truth, o, taxonomy)).collect();
    result.nameable = nameable.len();
    result.nameable_found = nameable.iter().filter(|o| found.contains(&o.id)).count();
    let reached = |o: &&&TruthObject| is_within_reach(scene, truth, o, taxonomy);
    result.within_reach = to_mention.iter().filter(reached).count();
    let kinds: BTreeSet<&str> = to_mention.iter().map(|o| o.name.as_str()).collect();
    result.kinds = kinds.len();
    result.kinds_found = kinds
        .iter()
        .filter(|k| to_mention.iter().any(|o| o.name == **k && found.contains(&o.id)))
        .count();
    result
}

/// True where one of an object's true names is a class of the default models or a sayable node above one, in those very
/// words: "lamp post" is no lamp.
pub fn is_nameable(truth: &Truth, object: &TruthObject, taxonomy: &Taxonomy) -> bool {
    let known = |n: NodeIx| {
        let node = taxonomy.node(n);
        let leads_to_class =
            || taxonomy.below(n).any(|d| taxonomy.node(d).is_coco || taxonomy.node(d).is_class);
        n != taxonomy.root() && !node.unsaid && leads_to_class()
    };
    truth.names(object).filter_map(|word| taxonomy.lookup(word)).any(known)
}

/// True where a model that looked at the object gave a name from which the tree leads up to a true one.
fn is_within_reach(
    scene: &Scene,
    truth: &Truth,
    object: &TruthObject,
    taxonomy: &Taxonomy,
) -> bool {
    let of_regions = scene.regions.values().flat_map(|r| r.witnesses.iter().chain(&r.repeats));
    let mut looked = of_regions
        .chain(&scene.witnesses)
        .filter(|w| w.kind == WitnessKind::WholeImage || shows(&w.bbox, object));
    let is_true = |node: NodeIx| {
        let entry = taxonomy.node(node);
        !entry.unsaid && judge(&entry.name, Some(node), truth, object, taxonomy) > Verdict::Wrong
    };
    looked.any(|w| {
        let nodes = w.readings.iter().filter_map(|r| taxonomy.find(&r.node));
        nodes.flat_map(|n| taxonomy.line(n)).any(|n| n != taxonomy.root() && is_true(n))
    })
}

/// The scene name is right where a word for the scene or an object of the picture is.
fn scene_name(
    scene: &Scene,
    truth: &Truth,
    taxonomy: &Taxonomy,
    rules: &Rules,
    result: &mut NameScore,
    found: &mut BTreeSet<u32>,
) {
    let Some((value, score)) = scene.scene_name.as_ref().and_then(|a| a.effective()) else {
        return;
    };
    if score < rules.assert {
        return;
    }
    let name = value.words();
    let node = match value {
        Value::Name { node, .. } => taxonomy.find(node),
        _ => taxonomy.lookup(&name),
    };
    let mut best = truth
        .scene
        .iter()
        .map(|w| judge_word(&name, node, w, taxonomy))
        .max()
        .unwrap_or(Verdict::Wrong);
    for object in &truth.objects {
        let verdict = judge(&name, node, truth, object, taxonomy);
        best = best.max(verdict);
        if verdict > Verdict::Wrong {
            found.insert(object.id);
        }
    }
    let bbox = scene.image.size.bounds();
    result.names.push(JudgedName { name, bbox, score, fine: false, verdict: best });
}
