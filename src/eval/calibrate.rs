//! Reliabilities per model and score band, measured on the tuning half and written into the cards.

use super::intervals::share_within;
use super::matching::{Verdict, judge, shows};
use super::truth::Truth;
use crate::domain::{Scene, WitnessKind};
use crate::models::Calibration;
use crate::naming::{NodeIx, Taxonomy};
use std::collections::BTreeMap;

/// Lower ends of the score bands; a band's point on the curve is the mean score in it.
const BANDS: &[f32] = &[0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01];
/// A band's precision is the lower end of Wilson's interval, 95 % sure, so that three lucky boxes do not make
/// a model infallible.
fn least(hits: usize, number: usize) -> f32 {
    share_within(hits, number, 1.645).map_or(0.0, |share| share.low as f32)
}

/// Readings with their raw score and whether they were right, per model and use.
#[derive(Debug, Default)]
pub struct Readings {
    seen: BTreeMap<(String, WitnessKind), Vec<(f32, bool)>>,
}

impl Readings {
    /// Hears every witness of a scene against the truth. A classifier's reading counts as right where its class, the
    /// node above it, or what it is evidence for is true of the place: that is what its reliability is used for.
    pub fn hear(&mut self, scene: &Scene, truth: &Truth, taxonomy: &Taxonomy) {
        let whole = scene.witnesses.iter();
        for witness in
            scene.regions.values().flat_map(|r| r.witnesses.iter().chain(&r.repeats)).chain(whole)
        {
            let classifier = crate::naming::weigh::reads_crops(witness.kind);
            // Of a classifier's many readings the first alone: the rest follow from it.
            let heard = if classifier { 1 } else { witness.readings.len() };
            for reading in witness.readings.iter().take(heard) {
                let Some(node) = taxonomy.find(&reading.node) else { continue };
                let mut names = vec![node];
                if classifier {
                    let entry = taxonomy.node(node);
                    let root = taxonomy.root();
                    names.extend(
                        entry.parents.iter().chain(&entry.suggests).filter(|n| **n != root),
                    );
                }
                let everywhere = witness.kind == WitnessKind::WholeImage;
                let true_here = |n: &NodeIx| {
                    let name = &taxonomy.node(*n).name;
                    let shown = |o: &&super::truth::TruthObject| {
                        let inside = witness.kind == WitnessKind::Face
                            && witness.bbox.share_inside(&o.bbox) >= 0.6;
                        everywhere || inside || shows(&witness.bbox, o)
                    };
                    truth
                        .objects
                        .iter()
                        .filter(shown)
                        .any(|o| judge(name, Some(*n), truth, o, taxonomy) > Verdict::Wrong)
                };
                let right = names.iter().any(true_here);
                let key = (witness.source.short().to_owned(), witness.kind);
                self.seen.entry(key).or_default().push((reading.score, right));
            }
        }
    }

    /// The measured curve of every model in every use.
    pub fn curves(&self, measured_on: &str) -> BTreeMap<(String, WitnessKind), Calibration> {
        let curve = |seen: &Vec<(f32, bool)>| curve(seen, measured_on);
        self.seen.iter().filter_map(|(k, seen)| Some((k.clone(), curve(seen)?))).collect()
    }
}

/// A rising curve through the bands (pooling neighbours that fall, so that more score never means less trust).
fn curve(seen: &[(f32, bool)], measured_on: &str) -> Option<Calibration> {
    let mut pools: Vec<(f32, usize, usize)> = Vec::new(); // sum of scores, right, number
    for band in BANDS.windows(2) {
        let [from, to] = band else { continue };
        let here: Vec<_> = seen.iter().filter(|(s, _)| s >= from && s < to).collect();
        if here.is_empty() {
            continue;
        }
        let scores: f32 = here.iter().map(|(s, _)| s).sum();
        pools.push((scores, here.iter().filter(|(_, r)| *r).count(), here.len()));
        while let [.., a, b] = pools.as_slice() {
            if least(a.1, a.2) < least(b.1, b.2) {
                break;
            }
            let merged = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            pools.truncate(pools.len() - 2);
            pools.push(merged);
        }
    }
    let two_digits = |v: f32| (v * 100.0).round() / 100.0;
    let mut scores: Vec<f32> = Vec::new();
    let mut precision = Vec::new();
    for (sum, hits, number) in pools {
        let at = two_digits(sum / number as f32);
        if scores.last().is_none_or(|last| *last < at) {
            scores.push(at);
            precision.push(two_digits(least(hits, number)));
        }
    }
    let measured_on = format!("{measured_on}; {} readings", seen.len());
    (!scores.is_empty()).then_some(Calibration { scores, precision, measured_on })
}

/// Replaces (or adds, before "notes" or at the end) one top-level field of a card's JSON, leaving the rest as written.
pub fn with_field(card: &str, field: &str, value: &str) -> String {
    let key = format!("\n  \"{field}\": ");
    if let Some(start) = card.find(&key) {
        let from = start + key.len();
        let length = value_length(card.get(from..).unwrap_or_default());
        let rest = card.get(from + length..).unwrap_or_default();
        return format!("{}{value}{rest}", card.get(..from).unwrap_or_default());
    }
    match card.find("\n  \"notes\": ").or_else(|| card.find("\n  \"labels\": ")) {
        Some(at) => {
            let (before, after) = card.split_at(at);
            format!("{before}{key}{value},{after}")
        }
        None => card.to_owned(),
    }
}

/// Length in bytes of the JSON value at the start of the text: up to the comma or line end outside all brackets.
fn value_length(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_i32, false, false);
    for (at, c) in text.char_indices() {
        if quoted {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match c {
            '"' => quoted = true,
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 0 => return at,
            '}' | ']' => depth -= 1,
            ',' | '\n' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}
