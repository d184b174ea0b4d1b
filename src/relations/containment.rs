//! Containment in the plane: inside and overlapping, which exclude each other.

use crate::domain::rules::PlanarRules;
use crate::domain::{BBox, Predicate};

/// `Inside` where at least `rules.inside` of the smaller box lies in the larger one, else `Overlapping` where
/// IoU exceeds `rules.overlapping`, else nothing. Symmetric: which box is inside is for the areas to say.
pub fn contact(a: &BBox, b: &BBox, rules: &PlanarRules) -> Option<Predicate> {
    let (small, large) = if a.area() <= b.area() { (a, b) } else { (b, a) };
    if small.share_inside(large) >= rules.inside {
        Some(Predicate::Inside)
    } else if a.iou(b) > rules.overlapping {
        Some(Predicate::Overlapping)
    } else {
        None
    }
}
