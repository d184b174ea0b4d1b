//! What follows from a scene by rules alone: names, texts on regions, places, depths, what fits, relations. The one
//! place where it is derived, for a fresh analysis as well as after an edit or under other rules. Pure.

use crate::domain::{
    AttributeKind, Evidence, Place, Region, RegionId, Rules, Ruling, Scene, Source, TextLine, Value,
};
use crate::naming::settle::replace;
use crate::naming::{Namer, fit};
use crate::relations;
use crate::specialists::DepthMap;
use crate::specialists::depth::nearness::mean_in_box;
use crate::specialists::ocr::assign_texts;
use std::collections::BTreeMap;

/// Brings all that is derived up to date after an edit or under other rules; a person's rulings stay, and a second
/// time changes nothing.
///
/// `namer` only where the rules have changed: names are then weighed anew. `depth` gives a depth to regions that were
/// moved or drawn; without it they keep what they had. Captions stay as they are: `fusion::plan` says which are stale.
pub fn rederive(scene: &mut Scene, rules: &Rules, namer: Option<&Namer>, depth: Option<&DepthMap>) {
    if let Some(namer) = namer {
        namer.rename(scene, rules);
    }
    before_looks(scene, rules);
    depths(scene, rules, depth);
    after_looks(scene, rules);
}

/// What follows once regions have names, before specialists look at them: texts on regions, sizes and places.
pub fn before_looks(scene: &mut Scene, rules: &Rules) {
    assign_texts(&mut scene.texts, &scene.regions, &rules.text);
    texts(scene);
    places(scene, rules);
}

/// What follows once every specialist has looked: what fits the labels, and the relations.
pub fn after_looks(scene: &mut Scene, rules: &Rules) {
    fit::mark(scene, fit::tree());
    scene.relations = relations::derive(scene, rules);
}

/// The Text attribute of every region: the lines on it, as a person corrected them.
fn texts(scene: &mut Scene) {
    let mut on: BTreeMap<RegionId, Vec<Evidence>> = BTreeMap::new();
    for line in &scene.texts {
        if let (Some(region), Some(evidence)) = (line.region, as_evidence(line)) {
            on.entry(region).or_default().push(evidence);
        }
    }
    for region in scene.regions.values_mut() {
        let mut fresh = on.remove(&region.id).unwrap_or_default();
        fresh.sort_by(|a, b| b.score.total_cmp(&a.score));
        let of_line = |e: &Evidence| matches!(e.place, Some(Place::Polygon(_)));
        put(region, AttributeKind::Text, fresh, of_line);
    }
}

/// What a line says in the end; `None` where a person rejected it.
fn as_evidence(line: &TextLine) -> Option<Evidence> {
    let by = |author: &str| Source::Person { author: author.to_owned() };
    let (source, value, score) = match &line.ruling {
        Ruling::Rejected => return None,
        Ruling::Corrected { value, author } => (by(author), Value::Text(value.words()), 1.0),
        Ruling::Accepted => (line.source.clone(), Value::Text(line.text.clone()), 1.0),
        Ruling::Unreviewed => (line.source.clone(), Value::Text(line.text.clone()), line.score),
    };
    Some(Evidence { source, value, score, place: Some(Place::Polygon(line.polygon.clone())) })
}

/// Size and location of every region.
fn places(scene: &mut Scene, rules: &Rules) {
    for (id, kind, evidence) in relations::place::attributes(scene, rules) {
        if let Some(region) = scene.regions.get_mut(&id) {
            put(region, kind, vec![evidence], |e| matches!(e.source, Source::Rule { .. }));
        }
    }
}

/// Depths follow a box that was moved, and the words follow the rules.
fn depths(scene: &mut Scene, rules: &Rules, map: Option<&DepthMap>) {
    let size = scene.image.size;
    for region in scene.regions.values_mut() {
        let read = region.attributes.get(&AttributeKind::Depth).and_then(|a| {
            let from_map = |e: &&Evidence| matches!(e.value, Value::Graded { .. });
            a.candidates.iter().find(from_map).cloned()
        });
        let Some(mut evidence) = read.or_else(|| map.map(|m| m.evidence.clone())) else { continue };
        let place = Some(Place::Box(region.bbox));
        let number = match (&evidence.value, map) {
            // Read where it now is: nothing to read anew.
            (Value::Graded { number, .. }, _) if evidence.place == place => Some(*number),
            (_, Some(map)) => {
                evidence.place = place;
                mean_in_box(&map.nearness, (map.width, map.height), &region.bbox, size)
            }
            (Value::Graded { number, .. }, None) => Some(*number),
            _ => None,
        };
        let Some(number) = number else { continue };
        let word = rules.depth.word(number).to_owned();
        evidence.value = Value::Graded { number, word };
        let of_map = |e: &Evidence| matches!(e.value, Value::Graded { .. });
        put(region, AttributeKind::Depth, vec![evidence], of_map);
    }
}

/// Sets the candidates of an attribute that are `own`. An attribute of which nothing is left, goes.
fn put(
    region: &mut Region,
    kind: AttributeKind,
    fresh: Vec<Evidence>,
    own: impl Fn(&Evidence) -> bool,
) {
    if fresh.is_empty() && !region.attributes.contains_key(&kind) {
        return;
    }
    let new = || crate::domain::Attribute::unreviewed(kind, Vec::new());
    let attribute = region.attributes.entry(kind).or_insert_with(new);
    replace(attribute, fresh, own);
    if attribute.candidates.is_empty() && attribute.ruling == Ruling::Unreviewed {
        region.attributes.remove(&kind);
    }
}
