//! The way of an arrow between two nodes: bent around those that stand between, so that none runs behind another.

use crate::gui::panels::canvas::arrows::{self, Curve};
use crate::gui::panels::canvas::ink::on_curve;
use egui::{Pos2, Rect, Vec2};

/// How much an arrow is bent, over its usual bend; the first that meets nothing is taken.
const BENDS: [f32; 9] = [1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 4.5, 6.0, -6.0];
/// Points of a curve at which it is looked whether something is in its way.
const STEPS: usize = 16;
/// An arrow keeps so far off a node, in points of the plane.
const OFF: f32 = 4.0;

/// The arrow from `from` to `to` on a plane, around `others`; `None` where the two share their centre.
pub fn around(from: Rect, to: Rect, lane: usize, others: &[Rect], plane: Vec2) -> Option<Curve> {
    let usual = arrows::curve(from, to, lane, 0.0)?;
    let middle = usual[0] + (usual[2] - usual[0]) / 2.0;
    let plane = Rect::from_min_size(Pos2::ZERO, plane);
    let mut best: Option<(usize, Curve)> = None;
    for bend in BENDS {
        let curve = [usual[0], middle + (usual[1] - middle) * bend, usual[2]];
        let wrong = |p: &Pos2| {
            !plane.contains(*p) || others.iter().any(|rect| rect.expand(OFF).contains(*p))
        };
        let met = points(&curve).filter(wrong).count();
        if met == 0 {
            return Some(curve);
        }
        if best.is_none_or(|(least, _)| met < least) {
            best = Some((met, curve));
        }
    }
    best.map(|(_, curve)| curve)
}

/// Points along a curve, its ends among them.
pub fn points(curve: &Curve) -> impl Iterator<Item = Pos2> {
    let curve = *curve;
    (0..=STEPS).map(move |i| on_curve(curve, i as f32 / STEPS as f32))
}

/// Places beside a curve for its words, the best first: each a point of it and the direction away from it.
pub fn spots(curve: &Curve) -> Vec<(Pos2, Vec2)> {
    let [start, pull, end] = *curve;
    let middle = start + (end - start) / 2.0;
    let mut outside = (pull - middle).normalized();
    if outside == Vec2::ZERO {
        outside = (end - start).normalized().rot90();
    }
    let at = [0.5, 0.35, 0.65, 0.2, 0.8].map(|t| on_curve(*curve, t));
    at.into_iter().flat_map(|p| [(p, outside), (p, -outside)]).collect()
}
