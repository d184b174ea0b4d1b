//! Salience: which things a viewer would name first, and the compact view of them that the rules work on.

use super::{depth_order, place};
use crate::domain::{AttributeKind, BBox, Region, RegionId, Rules, Scene, Size};
use std::cmp::Ordering;

/// A named region with what the relation rules need of it.
#[derive(Debug, Clone)]
pub struct Thing {
    pub id: RegionId,
    pub bbox: BBox,
    pub label: String,
    /// Confidence of the label, 0..1.
    pub confidence: f32,
    pub salience: f32,
    /// Nearness 0..1 and its confidence, where asserted.
    pub nearness: Option<(f32, f32)>,
}

/// BRIEF's salience: score × √(area ratio), 0..1.
pub fn salience(region: &Region, size: Size) -> f32 {
    region.score.clamp(0.0, 1.0) * place::area_ratio(&region.bbox, size).sqrt()
}

/// The named regions whose salience is at least `rules.relations.min_salience` of the greatest, in an order of
/// their own (by box, then label) that does not depend on ids.
pub fn salient_things(scene: &Scene, rules: &Rules) -> Vec<Thing> {
    let size = scene.image.size;
    if size.width == 0 || size.height == 0 {
        return Vec::new();
    }
    let mut things: Vec<Thing> = scene
        .asserted_regions(rules.assert)
        .filter(|(region, _)| region.bbox.is_proper())
        .map(|(region, label)| Thing {
            id: region.id,
            bbox: region.bbox,
            label,
            confidence: confidence(region, AttributeKind::Label),
            salience: salience(region, size),
            nearness: depth_order::nearness(region, rules),
        })
        .collect();
    let most = things.iter().map(|t| t.salience).fold(0.0, f32::max);
    things.retain(|t| t.salience >= rules.relations.min_salience * most);
    things.sort_by(by_box);
    things
}

/// The confidence of an attribute after the ruling; 0 where there is none.
pub fn confidence(region: &Region, kind: AttributeKind) -> f32 {
    region.attributes.get(&kind).and_then(|a| a.effective()).map_or(0.0, |(_, score)| score)
}

fn by_box(a: &Thing, b: &Thing) -> Ordering {
    let sides = |t: &Thing| <[f32; 4]>::from(t.bbox);
    sides(a)
        .iter()
        .zip(sides(b).iter())
        .map(|(x, y)| x.total_cmp(y))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
        .then_with(|| a.label.cmp(&b.label))
        .then(a.id.cmp(&b.id))
}
