//! Everything but names against the truth: counts, text, emotion, who does what, what is nearer.

use super::matching::{Verdict, judge, judge_word, shows};
use super::names::share;
use super::truth::{Truth, TruthObject};
use crate::domain::{
    Attribute, AttributeKind, Predicate, Region, RegionId, Rules, Scene, TextLine, Value,
};
use crate::naming::Taxonomy;

/// Similarity from which a line is read right (1 − edit distance over the longer length).
const SAME_TEXT: f64 = 0.8;
/// Verbs of which the truth lists every instance: one that it does not list is false.
const COMPLETE_VERBS: &[&str] = &["holding", "riding", "kicking"];

/// Right among said, and found among demanded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: usize,
    pub said: usize,
    pub found: usize,
    pub demanded: usize,
}

impl Tally {
    /// Share of what is said that is right; 1 where nothing is.
    pub fn precision(self) -> f32 {
        share(self.right, self.said)
    }

    /// Share of what is demanded that is found; 1 where nothing is.
    pub fn recall(self) -> f32 {
        share(self.found, self.demanded)
    }

    /// Adds another.
    pub fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.said += other.said;
        self.found += other.found;
        self.demanded += other.demanded;
    }
}

/// The scores of one photograph or of many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// Numbers of things: those listed in the truth, exact.
    pub counts: Tally,
    pub text: Tally,
    pub emotion: Tally,
    pub p2o: Tally,
    /// Pairs of things of which one is clearly nearer, where both were found.
    pub depth: Tally,
}

impl Facts {
    /// Adds another photograph's.
    pub fn add(&mut self, other: &Facts) {
        self.counts.add(other.counts);
        self.text.add(other.text);
        self.emotion.add(other.emotion);
        self.p2o.add(other.p2o);
        self.depth.add(other.depth);
    }
}

/// Scores one scene.
pub fn score(scene: &Scene, truth: &Truth, taxonomy: &Taxonomy, rules: &Rules) -> Facts {
    Facts {
        counts: counts(scene, truth, taxonomy, rules),
        text: text(scene, truth, rules),
        emotion: emotion(scene, truth, taxonomy, rules),
        p2o: interactions(scene, truth, taxonomy, rules),
        depth: depth(scene, truth, taxonomy, rules),
    }
}

/// A count is said where any region has the name or one below it; it is right where it equals the truth's.
fn counts(scene: &Scene, truth: &Truth, taxonomy: &Taxonomy, rules: &Rules) -> Tally {
    let mut tally = Tally::default();
    for (name, number) in &truth.counts {
        let named = scene
            .asserted_regions(rules.assert)
            .filter(|(_, label)| {
                let node = taxonomy.lookup(label);
                let of = taxonomy.lookup(name);
                match (node, of) {
                    (Some(n), Some(of)) => taxonomy.is_a(n, of),
                    _ => judge_word(label, node, name, taxonomy) == Verdict::Right,
                }
            })
            .count();
        tally.demanded += 1;
        tally.found += usize::from(named == *number);
        if named > 0 {
            tally.said += 1;
            tally.right += usize::from(named == *number);
        }
    }
    tally
}

/// Lines demanded are those that are not hard; a line that is asserted is right where it is, or is a part of, a listed
/// one. What is read below `rules.assert` is never said, and counts neither way.
fn text(scene: &Scene, truth: &Truth, rules: &Rules) -> Tally {
    let said: Vec<&TextLine> = scene.texts.iter().filter(|t| t.score >= rules.assert).collect();
    let read: Vec<String> = said.iter().map(|t| folded(&t.text)).collect();
    let listed: Vec<(String, bool)> =
        truth.text.iter().map(|t| (folded(&t.text), t.hard)).collect();
    let same = |a: &str, b: &str| strsim::normalized_levenshtein(a, b) >= SAME_TEXT;
    let part = |read: &str, line: &str| same(read, line) || line.contains(read);
    let hard_box = |i: usize| {
        let bounds = said.get(i).map(|t| t.polygon.bounds());
        bounds.is_some_and(|b| truth.text.iter().any(|t| t.hard && b.iou(&t.bbox) > 0.2))
    };
    let judged: Vec<bool> = read
        .iter()
        .enumerate()
        .filter(|(i, r)| !hard_box(*i) || listed.iter().any(|(l, _)| part(r, l)))
        .map(|(_, r)| listed.iter().any(|(l, _)| part(r, l)))
        .collect();
    let demanded: Vec<&str> =
        listed.iter().filter(|(_, hard)| !hard).map(|(l, _)| l.as_str()).collect();
    let whole = read.join(" ");
    let found =
        demanded.iter().filter(|l| whole.contains(**l) || read.iter().any(|r| same(r, l))).count();
    Tally {
        right: judged.iter().filter(|r| **r).count(),
        said: judged.len(),
        found,
        demanded: demanded.len(),
    }
}

/// White space collapsed, case ignored.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The regions that show an object and are rightly named so.
fn regions_of<'a>(
    scene: &'a Scene,
    truth: &'a Truth,
    object: &'a TruthObject,
    taxonomy: &'a Taxonomy,
    rules: &'a Rules,
) -> impl Iterator<Item = &'a Region> {
    scene
        .asserted_regions(rules.assert)
        .filter(move |(r, label)| {
            shows(&r.bbox, object)
                && judge(label, taxonomy.lookup(label), truth, object, taxonomy) > Verdict::Wrong
        })
        .map(|(r, _)| r)
}

fn emotion(scene: &Scene, truth: &Truth, taxonomy: &Taxonomy, rules: &Rules) -> Tally {
    let mut tally = Tally::default();
    for fact in &truth.emotion {
        tally.demanded += 1;
        let Some(object) = truth.object(fact.object) else { continue };
        let said = regions_of(scene, truth, object, taxonomy, rules)
            .find_map(|r| r.asserted_words(AttributeKind::Emotion, rules.assert));
        if let Some(word) = said {
            let right = usize::from(fact.emotion.accepts(&word));
            tally.said += 1;
            tally.right += right;
            tally.found += right;
        }
    }
    tally
}

fn interactions(scene: &Scene, truth: &Truth, taxonomy: &Taxonomy, rules: &Rules) -> Tally {
    let said: Vec<(RegionId, &str, RegionId)> = scene
        .relations
        .iter()
        .filter(|r| r.confidence() >= rules.assert)
        .filter_map(|r| match &r.predicate {
            Predicate::Verb(v) => Some((r.subject, v.as_str(), r.object)),
            _ => None,
        })
        .collect();
    let is = |region: RegionId, object: u32| {
        let object = truth.object(object);
        object.is_some_and(|o| regions_of(scene, truth, o, taxonomy, rules).any(|r| r.id == region))
    };
    let listed = |s: &(RegionId, &str, RegionId)| {
        truth.p2o.iter().any(|t| t.verb == s.1 && is(s.0, t.person) && is(s.2, t.object))
    };
    let judged: Vec<bool> = said
        .iter()
        .map(|s| (listed(s), COMPLETE_VERBS.contains(&s.1)))
        .filter(|(right, complete)| *right || *complete)
        .map(|(right, _)| right)
        .collect();
    let found = truth
        .p2o
        .iter()
        .filter(|t| said.iter().any(|s| t.verb == s.1 && is(s.0, t.person) && is(s.2, t.object)))
        .count();
    Tally {
        right: judged.iter().filter(|r| **r).count(),
        said: judged.len(),
        found,
        demanded: truth.p2o.len(),
    }
}

/// A pair is judged where each of the two has a region of its own.
fn depth(scene: &Scene, truth: &Truth, taxonomy: &Taxonomy, rules: &Rules) -> Tally {
    let shown = |id: u32| {
        let object = truth.object(id)?;
        let region = regions_of(scene, truth, object, taxonomy, rules)
            .max_by(|a, b| a.bbox.iou(&object.bbox).total_cmp(&b.bbox.iou(&object.bbox)))?;
        Some((region.id, number(region.attributes.get(&AttributeKind::Depth)?)?))
    };
    let mut tally = Tally::default();
    for (near, far) in &truth.nearer {
        tally.demanded += 1;
        if let (Some((this, a)), Some((that, b))) = (shown(*near), shown(*far))
            && this != that
        {
            let right = usize::from(a > b);
            tally.said += 1;
            tally.right += right;
            tally.found += right;
        }
    }
    tally
}

fn number(attribute: &Attribute) -> Option<f32> {
    match attribute.effective()?.0 {
        Value::Number(n) | Value::Graded { number: n, .. } => Some(*n),
        _ => None,
    }
}
