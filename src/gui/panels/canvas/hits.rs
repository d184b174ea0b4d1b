//! What lies under the pointer, the topmost first: the smallest box, for it is what one means.

use super::lens::Lens;
use super::sheet::Sheet;
use crate::app::Item;
use crate::app::state::{Overlay, View};
use crate::domain::{BBox, Scene};
use egui::Pos2;

/// A thing is hit by so many points beside it.
const SLOP: f32 = 2.0;

/// Everything under the pointer, the smallest first.
pub fn under(at: Pos2, lens: &Lens, sheet: &Sheet, scene: &Scene, view: &View) -> Vec<Item> {
    let p = lens.pos_in_image(at);
    let slop = SLOP / lens.zoom();
    let holds = |b: &BBox| {
        p.x >= b.x1 - slop && p.x <= b.x2 + slop && p.y >= b.y1 - slop && p.y <= b.y2 + slop
    };
    let is_on = |overlay| view.overlays.contains(&overlay);
    let mut hits: Vec<(f32, Item)> = Vec::new();
    if is_on(Overlay::Boxes) {
        let regions = sheet.regions.iter().filter(|r| r.is_shown(view) && holds(&r.bbox));
        hits.extend(regions.map(|r| (r.bbox.area(), Item::Region(r.id))));
    }
    if is_on(Overlay::Texts) {
        let texts = scene.texts.iter().map(|t| (t.polygon.bounds(), Item::Text(t.id)));
        hits.extend(texts.filter(|(b, _)| holds(b)).map(|(b, item)| (b.area(), item)));
    }
    if is_on(Overlay::Faces) {
        let faces = scene.faces.iter().enumerate().filter(|(_, f)| holds(&f.bbox));
        hits.extend(faces.map(|(i, f)| (f.bbox.area(), Item::Face(i))));
    }
    hits.sort_by(|a, b| a.0.total_cmp(&b.0));
    hits.into_iter().map(|(_, item)| item).collect()
}

/// What is selected by a click (or key) here: the topmost, or what lies below the one that is selected already.
pub fn next(hits: &[Item], kept: Option<&Item>, cycles: bool) -> Option<Item> {
    let at = kept.and_then(|kept| hits.iter().position(|h| h == kept)).filter(|_| cycles);
    let to = at.map_or(0, |at| (at + 1) % hits.len().max(1));
    hits.get(to).cloned()
}
