//! 3D relative location: which of two things is nearer to the camera.

use super::salience::Thing;
use crate::domain::{AttributeKind, Region, Rules, Value};
use std::cmp::Ordering;

/// A region's nearness (0 far .. 1 near) and its confidence, where that is at least `assert`.
/// A person's word ("near") stands for the middle of its band.
pub fn nearness(region: &Region, rules: &Rules) -> Option<(f32, f32)> {
    let (value, confidence) = region.attributes.get(&AttributeKind::Depth)?.effective()?;
    if confidence < rules.assert {
        return None;
    }
    let number = match value {
        Value::Graded { number, .. } | Value::Number(number) => *number,
        other => match other.words().as_str() {
            "near" => (rules.depth.near + 1.0) / 2.0,
            "mid" => (rules.depth.mid + rules.depth.near) / 2.0,
            "far" => rules.depth.mid / 2.0,
            _ => return None,
        },
    };
    number.is_finite().then_some((number, confidence))
}

/// `Greater` where `a` is in front of `b`, `Less` where it is behind, with the lesser confidence of the two;
/// `None` where a depth is not asserted or they differ by `rules.depth.order` or less.
pub fn order(a: &Thing, b: &Thing, rules: &Rules) -> Option<(Ordering, f32)> {
    let (near_a, sure_a) = a.nearness?;
    let (near_b, sure_b) = b.nearness?;
    let apart = (near_a - near_b).abs() > rules.depth.order;
    apart.then(|| (near_a.total_cmp(&near_b), sure_a.min(sure_b)))
}
