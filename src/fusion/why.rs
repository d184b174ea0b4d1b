//! What made a caption stale, in plain words: two lists of inputs compared piece by piece.

use super::facts;
use crate::domain::{CaptionTarget, Predicate, Region, RegionId, Rules, Ruling, Scene, TextId};
use std::collections::{BTreeMap, BTreeSet};

/// From this many changed relations on they are counted and not named.
const COUNTED: usize = 3;

/// What differs between what a caption was written from and what is `now`; for a caption that did not keep what it was
/// written from, "its inputs".
pub fn changes(
    scene: &Scene,
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<String> {
    if then.is_empty() {
        return vec!["its inputs".to_owned()];
    }
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let changed: Vec<Changed<'_>> = names
        .into_iter()
        .filter(|name| then.get(*name) != now.get(*name))
        .map(|name| Changed {
            piece: name.split(' ').collect(),
            was: then.contains_key(name),
            is: now.contains_key(name),
        })
        .collect();
    let mut told = regions(scene, &changed, then, now);
    told.extend(relations(scene, &changed));
    for change in &changed {
        told.extend(match change.piece.as_slice() {
            ["text", id] => Some(text(scene, id, change)),
            ["scene", "name"] => Some("the scene name".to_owned()),
            ["reference", "caption"] => Some("the reference caption".to_owned()),
            ["image", "size"] => Some("the image's size".to_owned()),
            ["rules"] => Some("the rules".to_owned()),
            ["fuser"] => Some("a new version of the fuser".to_owned()),
            _ => None,
        });
    }
    if told.is_empty() { vec!["its inputs".to_owned()] } else { told }
}

/// Why a region has no caption any more.
pub fn absence(scene: &Scene, target: CaptionTarget) -> String {
    let CaptionTarget::Region(id) = target else { return "its inputs".to_owned() };
    match scene.regions.get(&id) {
        None => format!("region {} is gone", id.0),
        Some(region) if region.rejected => format!("{} was rejected", named(scene, id)),
        Some(_) => format!("region {} has no sure label", id.0),
    }
}

/// A piece that differs: its name in words, and on which side it is.
struct Changed<'a> {
    piece: Vec<&'a str>,
    was: bool,
    is: bool,
}

impl Changed<'_> {
    /// The region that it is a piece of, and which.
    fn of_region(&self) -> Option<(RegionId, String)> {
        match self.piece.as_slice() {
            ["region", id, what @ ..] => Some((RegionId(id.parse().ok()?), what.join(" "))),
            _ => None,
        }
    }
}

/// "label of person 3", "dog 4 was added": region by region.
fn regions(
    scene: &Scene,
    changed: &[Changed<'_>],
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut pieces: BTreeMap<RegionId, Vec<String>> = BTreeMap::new();
    for (id, what) in changed.iter().filter_map(Changed::of_region) {
        pieces.entry(id).or_default().push(what);
    }
    let mut told = Vec::new();
    for (id, what) in pieces {
        let label = super::fingerprint::piece(id, "label");
        match (then.contains_key(&label), now.contains_key(&label)) {
            (true, false) => told.push(absence(scene, CaptionTarget::Region(id))),
            (false, true) => told.push(format!("{} was added", named(scene, id))),
            _ => {
                // What follows from the box, and the caption from the rest, is not said beside it.
                let moved = what.iter().any(|w| w == "box");
                let alone = what.len() == 1;
                let follows = |w: &str| {
                    (moved && ["size", "location", "depth"].contains(&w))
                        || (w == "caption" && !alone)
                };
                let own = what.iter().filter(|w| !follows(w));
                told.extend(own.map(|w| format!("{w} of {}", named(scene, id))));
            }
        }
    }
    told
}

/// "relation: dog 1 left of bench 2 is gone"; what a person ruled on first, and many others are counted.
fn relations(scene: &Scene, changed: &[Changed<'_>]) -> Vec<String> {
    let (ruled, others): (Vec<&Changed<'_>>, Vec<&Changed<'_>>) =
        changed.iter().partition(|c| is_ruled_on(scene, c));
    let words = |of: &[&Changed<'_>]| -> Vec<String> {
        of.iter().filter_map(|c| relation(scene, c)).collect()
    };
    let (mut told, others) = (words(&ruled), words(&others));
    match others.len() {
        n if n < COUNTED => told.extend(others),
        n if told.is_empty() => told.push(format!("{n} relations")),
        n => told.push(format!("{n} more relations")),
    }
    told
}

/// True where a person's ruling is behind the change, be it that it was re-worded from or to this.
fn is_ruled_on(scene: &Scene, change: &Changed<'_>) -> bool {
    let ["relation", subject, object, words @ ..] = change.piece.as_slice() else { return false };
    let words = words.join(" ");
    scene.relations.iter().any(|r| {
        let says = |p: &Predicate| p.words() == words;
        r.ruling != Ruling::Unreviewed
            && (r.subject.0.to_string(), r.object.0.to_string())
                == (subject.to_string(), object.to_string())
            && (says(&r.predicate) || r.decided().as_ref().is_some_and(says))
    })
}

fn relation(scene: &Scene, change: &Changed<'_>) -> Option<String> {
    let ["relation", subject, object, words @ ..] = change.piece.as_slice() else { return None };
    let of = |id: &str| Some(named(scene, RegionId(id.parse().ok()?)));
    let fact = format!("relation: {} {} {}", of(subject)?, words.join(" "), of(object)?);
    Some(match (change.was, change.is) {
        (true, false) => format!("{fact} is gone"),
        (false, true) => format!("{fact} is new"),
        _ => format!("{fact} has another confidence"),
    })
}

fn text(scene: &Scene, id: &str, change: &Changed<'_>) -> String {
    let line = scene.texts.iter().find(|t| id.parse().is_ok_and(|id| t.id == TextId(id)));
    // Whatever the bar: the line is named, not told.
    let words = line.and_then(|t| facts::text_above(t, 0.0)).map(|(_, words, _)| words);
    let name = words.map_or_else(|| format!("text {id}"), |w| format!("text \"{w}\""));
    match (change.was, change.is) {
        (true, false) => format!("{name} is gone"),
        (false, true) => format!("{name} is new"),
        _ => name,
    }
}

/// "person 3", by its label now; "region 3" where it has none.
fn named(scene: &Scene, id: RegionId) -> String {
    let label = scene.regions.get(&id).and_then(|r: &Region| r.label(Rules::default().assert));
    format!("{} {}", label.unwrap_or_else(|| "region".to_owned()), id.0)
}
