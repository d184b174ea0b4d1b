//! Naming a whole scene: every region's attributes, regions that only repeat another, and the image's scene name.

use super::Namer;
use super::decide::{Naming, RULE, decide_within, hints};
use super::posterior::posterior;
use super::taxonomy::NodeIx;
use super::weigh::reads_crops;
use crate::domain::rules::NamingRules;
use crate::domain::{
    Attribute, AttributeKind, Evidence, Place, Region, RegionId, Rules, Ruling, Scene, Source,
    Value, WitnessKind,
};

/// Names all regions of a scene.
pub fn name_all(namer: &Namer, scene: &mut Scene, rules: &Rules) {
    name_regions(namer, scene, rules);
    if rules.naming.fold_repeats {
        for (repeat, of) in repeats(namer, scene, rules) {
            fold(scene, repeat, of);
        }
    }
}

/// Names all regions where they stand, and the scene.
pub fn name_regions(namer: &Namer, scene: &mut Scene, rules: &Rules) {
    for region in scene.regions.values_mut().filter(|r| !r.witnesses.is_empty()) {
        let naming = decide_within(namer, region, &scene.witnesses, rules);
        write(region, naming);
    }
    name_scene(namer, scene, rules);
}

/// Gives the image its scene name; a person's ruling stays.
pub fn name_scene(namer: &Namer, scene: &mut Scene, rules: &Rules) {
    let read = scene_name(namer, scene, rules);
    scene.scene_name = match scene.scene_name.take() {
        Some(mut ruled) if ruled.ruling != Ruling::Unreviewed => {
            let candidates = read.map(|a| a.candidates).unwrap_or_default();
            replace(&mut ruled, candidates, |_| true);
            Some(ruled)
        }
        _ => read,
    };
}

/// Puts `fresh` in place of the candidates that are `own`, before the others. A value that a person accepted stays the
/// first: the ruling is on that value and on no other.
pub fn replace(attribute: &mut Attribute, fresh: Vec<Evidence>, own: impl Fn(&Evidence) -> bool) {
    let accepted = match attribute.ruling {
        Ruling::Accepted => attribute.candidates.first().cloned(),
        _ => None,
    };
    let others: Vec<Evidence> = attribute.candidates.drain(..).filter(|e| !own(e)).collect();
    attribute.candidates = fresh.into_iter().chain(others).collect();
    if let Some(accepted) = accepted {
        let same = |e: &Evidence| e.value.words() == accepted.value.words();
        let first = match attribute.candidates.iter().position(same) {
            Some(at) => attribute.candidates.remove(at),
            None => accepted,
        };
        attribute.candidates.insert(0, first);
    }
}

/// Puts a naming into the region's attributes; a person's ruling stays.
pub fn write(region: &mut Region, naming: Naming) {
    if !region.is_drawn() {
        region.score = naming.exists; // What a person drew is there.
    }
    region.conflicts = naming.conflicts;
    let names = |k: AttributeKind| k == AttributeKind::Label || k.is_fine();
    for attribute in region.attributes.values_mut().filter(|a| names(a.kind)) {
        replace(attribute, Vec::new(), by_rule);
    }
    region
        .attributes
        .retain(|k, a| !names(*k) || a.ruling != Ruling::Unreviewed || !a.candidates.is_empty());
    let Some(label) = naming.label else { return };
    let candidates = std::iter::once(label).chain(naming.candidates).collect();
    put(region, AttributeKind::Label, candidates);
    if let Some((kind, evidence)) = naming.fine {
        put(region, kind, vec![evidence]);
    }
}

/// By either preset's rule: a project may go from one to the other.
fn by_rule(evidence: &Evidence) -> bool {
    matches!(&evidence.source, Source::Rule { name } if name == RULE || name == super::paper::RULE)
}

/// Sets the rule's own candidates of an attribute, before those of other specialists.
fn put(region: &mut Region, kind: AttributeKind, candidates: Vec<Evidence>) {
    let fresh = || Attribute::unreviewed(kind, Vec::new());
    replace(region.attributes.entry(kind).or_insert_with(fresh), candidates, by_rule);
}

/// The asserted category of a region as a node.
fn label(namer: &Namer, region: &Region, rules: &Rules) -> Option<(NodeIx, f32)> {
    let (value, score) = region.attributes.get(&AttributeKind::Label)?.effective()?;
    let Value::Name { node, .. } = value else { return None };
    (score >= rules.assert).then_some((namer.taxonomy.find(node)?, score))
}

/// Share of a smaller region in a larger one of the same name from which it is a part of it or the same again …
const REPEAT_INSIDE: f32 = 0.85;
/// … where it is at least this large beside it: smaller ones are often things of their own (a child before a crowd).
const REPEAT_AREA: f32 = 0.2;
/// A region that windows alone saw is a part of a region of the same name, or of what it hints at, from this share on.
const WINDOW_INSIDE: f32 = 0.6;
/// Overlap from which two regions of one line of names are one thing.
const REPEAT_IOU: f32 = 0.45;

/// Regions that repeat another, each with the region it repeats.
fn repeats(namer: &Namer, scene: &Scene, rules: &Rules) -> Vec<(RegionId, RegionId)> {
    let mut named: Vec<(&Region, NodeIx, f32)> = scene
        .regions
        .values()
        .filter_map(|r| label(namer, r, rules).map(|(node, score)| (r, node, score)))
        .collect();
    named.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.id.cmp(&b.0.id)));
    let mut kept: Vec<(&Region, NodeIx)> = Vec::new();
    let mut found = Vec::new();
    for (region, node, _) in named {
        let same = kept.iter().find(|(k, n)| {
            let related = namer.taxonomy.is_a(*n, node) || namer.taxonomy.is_a(node, *n);
            let (a, b) = (region.bbox.area(), k.bbox.area());
            let (small, large) =
                if a < b { (&region.bbox, &k.bbox) } else { (&k.bbox, &region.bbox) };
            let part = small.share_inside(large) >= REPEAT_INSIDE
                && small.area() >= REPEAT_AREA * large.area();
            let seen_by_windows = |r: &Region| r.witnesses.iter().all(|w| reads_crops(w.kind));
            let of_window =
                seen_by_windows(region) && region.bbox.share_inside(&k.bbox) >= WINDOW_INSIDE;
            let related = related || hints(&namer.taxonomy, node, *n);
            related && (part || of_window || region.bbox.iou(&k.bbox) >= REPEAT_IOU)
        });
        match same {
            Some((k, _)) => found.push((region.id, k.id)),
            None => kept.push((region, node)),
        }
    }
    found
}

/// Removes a region that repeats another; its faces and poses go over, its witnesses stay as evidence there.
fn fold(scene: &mut Scene, repeat: RegionId, of: RegionId) {
    let Some(gone) = scene.regions.remove(&repeat) else { return };
    if let Some(kept) = scene.regions.get_mut(&of) {
        // Apart from its own: named anew under the same rules, the region is named the same.
        kept.repeats.extend(gone.witnesses.into_iter().chain(gone.repeats));
    }
    let moved = |r: &mut Option<RegionId>| {
        if *r == Some(repeat) {
            *r = Some(of);
        }
    };
    scene.faces.iter_mut().for_each(|f| moved(&mut f.region));
    scene.poses.iter_mut().for_each(|p| moved(&mut p.region));
    scene.texts.iter_mut().for_each(|t| moved(&mut t.region));
}

/// What the whole picture is, read from the whole: said where it is a place ("lakeshore", "palace"), or where no
/// region has a name. Hedged like a region: the deepest node that is sure enough.
pub fn scene_name(namer: &Namer, scene: &Scene, rules: &Rules) -> Option<Attribute> {
    let taxonomy = &namer.taxonomy;
    let whole: Vec<_> =
        scene.witnesses.iter().filter(|w| w.kind == WitnessKind::WholeImage).cloned().collect();
    let side = scene.image.size.width.min(scene.image.size.height) as f32;
    // Detectors have no say on the whole picture: their silence means nothing here.
    let without_silence = NamingRules { silence: false, ..rules.naming.clone() };
    let belief = posterior(namer, &whole, side, &without_silence);
    let nothing_named = scene.asserted_regions(rules.assert).next().is_none();
    let mut found: Vec<(NodeIx, f64)> = taxonomy
        .indices()
        .filter(|n| *n != taxonomy.root() && !taxonomy.node(*n).unsaid)
        .filter(|n| nothing_named || taxonomy.node(*n).place)
        .map(|n| (n, belief.confidence(n)))
        .filter(|(_, p)| *p >= f64::from(rules.assert))
        .collect();
    found.sort_by(|a, b| {
        let depth = |n: NodeIx| taxonomy.node(n).depth;
        depth(b.0).cmp(&depth(a.0)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
    });
    let candidates: Vec<Evidence> = found
        .into_iter()
        .map(|(n, p)| Evidence {
            source: Source::rule(RULE),
            value: Value::Name {
                node: taxonomy.node(n).id.clone(),
                name: taxonomy.node(n).name.clone(),
            },
            score: p as f32,
            place: Some(Place::Image),
        })
        .collect();
    (!candidates.is_empty()).then(|| Attribute::unreviewed(AttributeKind::Scene, candidates))
}
