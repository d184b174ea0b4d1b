//! Text to region: a line belongs to the smallest region that holds enough of its polygon.

use crate::domain::rules::TextRules;
use crate::domain::{BBox, Point, Polygon, Region, RegionId, TextLine};
use std::collections::BTreeMap;

/// Sets each line's `region`: the smallest region, not rejected, that holds at least `rules.inside` of the
/// line's polygon; `None` where no region does, and the line is the image's own text.
pub fn assign_texts(
    texts: &mut [TextLine],
    regions: &BTreeMap<RegionId, Region>,
    rules: &TextRules,
) {
    for text in texts {
        text.region = regions
            .values()
            .filter(|r| !r.rejected && share_inside(&text.polygon, &r.bbox) >= rules.inside)
            .min_by(|a, b| a.bbox.area().total_cmp(&b.bbox.area()).then(a.id.cmp(&b.id)))
            .map(|r| r.id);
    }
}

/// The share of a polygon's area that lies in a box, 0..1; 0 for a polygon without area.
pub fn share_inside(polygon: &Polygon, bbox: &BBox) -> f32 {
    let area = polygon.area();
    if area > 0.0 { (clipped(polygon, bbox).area() / area).min(1.0) } else { 0.0 }
}

/// The part of a polygon inside a box (Sutherland and Hodgman, 1974: one half-plane after the other).
fn clipped(polygon: &Polygon, bbox: &BBox) -> Polygon {
    let sides: [&dyn Fn(&Point) -> f32; 4] =
        [&|p| p.x - bbox.x1, &|p| bbox.x2 - p.x, &|p| p.y - bbox.y1, &|p| bbox.y2 - p.y];
    let mut points = polygon.0.clone();
    for inside_by in sides {
        let mut kept = Vec::with_capacity(points.len() + 1);
        let next = points.iter().cycle().skip(1);
        for (a, b) in points.iter().zip(next) {
            let (da, db) = (inside_by(a), inside_by(b));
            if da >= 0.0 {
                kept.push(*a);
            }
            if (da >= 0.0) != (db >= 0.0) {
                let t = da / (da - db);
                kept.push(Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t));
            }
        }
        points = kept;
    }
    Polygon(points)
}
