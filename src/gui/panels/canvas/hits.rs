//! What lies under the pointer, the topmost first: the smallest box, for it is what one means.

use super::arrows;
use super::page::Page;
use crate::app::Item;
use crate::app::view::Overlay;
use crate::domain::{BBox, Ruling, TextLine};
use egui::Pos2;

/// A thing is hit by so many points beside it.
const SLOP: f32 = 2.0;
/// An arrow is hit from so many points away.
const NEAR: f32 = 5.0;

/// Everything under the pointer: arrows that it touches, then the smallest box first.
pub fn under(page: &Page<'_>, at: Pos2) -> Vec<Item> {
    let p = page.lens.pos_in_image(at);
    let slop = SLOP / page.lens.zoom();
    let holds = |b: &BBox| {
        p.x >= b.x1 - slop && p.x <= b.x2 + slop && p.y >= b.y1 - slop && p.y <= b.y2 + slop
    };
    let settings = page.settings();
    let mut hits: Vec<(f32, Item)> = Vec::new();
    let arrows = arrows::shown(page).map(|(r, curve)| (arrows::distance(curve, at), r.id));
    // Arrows come before all boxes: they are thin, and whoever touches one means it.
    hits.extend(
        arrows.filter(|(d, _)| *d <= NEAR).map(|(d, id)| (d - 2.0 * NEAR, Item::Relation(id))),
    );
    if page.is_on(Overlay::Boxes) {
        let regions = page.sheet.regions.iter().filter(|r| r.is_shown(settings) && holds(&r.bbox));
        hits.extend(regions.map(|r| (r.bbox.area(), Item::Region(r.id))));
    }
    if page.is_on(Overlay::Texts) {
        let shown = |t: &&TextLine| t.ruling != Ruling::Rejected || settings.show_rejected;
        let texts = page.scene.texts.iter().filter(shown);
        let texts = texts.map(|t| (t.polygon.bounds(), Item::Text(t.id)));
        hits.extend(texts.filter(|(b, _)| holds(b)).map(|(b, item)| (b.area(), item)));
    }
    if page.is_on(Overlay::Faces) {
        let faces = page.scene.faces.iter().enumerate().filter(|(_, f)| holds(&f.bbox));
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
