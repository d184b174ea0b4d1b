//! 2D relative location: direction, closeness, and which of the two a careful person would say of a pair.

use super::containment;
use crate::domain::rules::PlanarRules;
use crate::domain::{BBox, Predicate, Size};

/// One axis must exceed the other this many times before a direction is the natural thing to say of two things
/// that are close: at 2 the vector is within 27° of the axis, where nobody would say "diagonally".
const CLEAR_AXIS: f32 = 2.0;

/// Where `a` is as seen from `b`, by the vector between the centres in units of the image's sides: horizontal
/// where |dx| ≥ |dy|. `None` where the centres coincide.
pub fn direction(a: &BBox, b: &BBox, size: Size) -> Option<Predicate> {
    let (dx, dy) = center_vector(a, b, size);
    if dx == 0.0 && dy == 0.0 {
        None
    } else if dx.abs() >= dy.abs() {
        Some(if dx < 0.0 { Predicate::LeftOf } else { Predicate::RightOf })
    } else {
        Some(if dy < 0.0 { Predicate::Above } else { Predicate::Below })
    }
}

/// Closeness by the gap between nearest edges over the image's diagonal; `None` from `rules.near` on.
pub fn closeness(a: &BBox, b: &BBox, size: Size, rules: &PlanarRules) -> Option<Predicate> {
    match a.gap(b) / size.diagonal() {
        g if g < rules.next_to => Some(Predicate::NextTo),
        g if g < rules.close_by => Some(Predicate::CloseBy),
        g if g < rules.near => Some(Predicate::Near),
        _ => None,
    }
}

/// The one 2D relation of `a` to `b` that a careful person would state. For `Inside`, the smaller box is the one
/// inside.
///
/// Inside or overlapping where it is so. Else a direction where one axis clearly dominates; side by side and
/// touching, "next to" says more. On a diagonal, closeness where there is any, else the direction.
pub fn say(a: &BBox, b: &BBox, size: Size, rules: &PlanarRules) -> Option<Predicate> {
    if let Some(contact) = containment::contact(a, b, rules) {
        return Some(contact);
    }
    let (dx, dy) = center_vector(a, b, size);
    let (dx, dy) = (dx.abs(), dy.abs());
    let clear = dx.max(dy) >= CLEAR_AXIS * dx.min(dy);
    let beside = dx >= dy;
    match closeness(a, b, size, rules) {
        Some(Predicate::NextTo) if beside || !clear => Some(Predicate::NextTo),
        Some(close) if !clear => Some(close),
        _ => direction(a, b, size),
    }
}

/// The name under which a 2D predicate's rule stands in the record.
pub fn rule_name(predicate: &Predicate) -> &'static str {
    match predicate {
        Predicate::Inside | Predicate::Overlapping => "containment",
        Predicate::NextTo | Predicate::CloseBy | Predicate::Near => "closeness",
        _ => "direction",
    }
}

/// From the centre of `b` to the centre of `a`, in units of the image's sides.
fn center_vector(a: &BBox, b: &BBox, size: Size) -> (f32, f32) {
    let (from, to) = (b.center(), a.center());
    ((to.x - from.x) / size.width as f32, (to.y - from.y) / size.height as f32)
}
