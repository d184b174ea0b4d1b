//! Relations as arrows from subject to object: coloured and dashed by kind, and bent to their left, so that the way
//! there and the way back are two lines.

use super::ink::{Dash, Ink, cut, on_curve};
use super::labels::Labels;
use super::marks::{Standing, ink_of};
use super::page::Page;
use super::sheet::{DrawnRelation, Look};
use crate::app::Item;
use crate::app::view::Overlay;
use crate::domain::{RelationId, RelationKind};
use egui::{Pos2, Rect, Stroke, Vec2};

/// From so many arrows in view on, only those that are lit have words.
const CROWD: usize = 14;
/// From so many on, dashes are left out: they cost more than they tell.
const MANY: usize = 120;
/// Straight pieces of a curve at most, and the length of one in points where the curve is short.
const PIECES: usize = 14;
const PIECE: f32 = 10.0;
/// Length of an arrow's head in points.
const HEAD: f32 = 9.0;

/// An arrow's length at least over the photograph, in points, where its boxes have room for it.
pub const SHORTEST: f32 = 120.0;

/// The line of a relation: start, the point that pulls it, end.
pub type Curve = [Pos2; 3];

/// The texture of a kind's lines.
pub fn dash(kind: RelationKind) -> Dash {
    match kind {
        RelationKind::P2o => Dash::Solid,
        RelationKind::Planar => Dash::Dashed,
        RelationKind::Depth => Dash::Dotted,
    }
}

/// The curve between two boxes; `lane` sets several of the same direction apart. Where the gap is shorter than
/// `shortest` points it begins and ends inside the boxes. `None` where they share their centre.
pub fn curve(from: Rect, to: Rect, lane: usize, shortest: f32) -> Option<Curve> {
    let (a, b) = (from.center(), to.center());
    let way = b - a;
    if way.length() < 6.0 {
        return None;
    }
    // From edge to edge where the boxes are apart, else from middle to middle.
    let apart = !from.expand(HEAD).intersects(to);
    let edge = |rect: Rect, near: Pos2, far: Pos2| match cut(near, far, rect) {
        Some([_, out]) if apart => out,
        _ => near,
    };
    let (start, end) = (edge(from, a, b), edge(to, b, a));
    let short = (shortest - (end - start).length()).max(0.0) / 2.0;
    let inward = |edge: Pos2, middle: Pos2| {
        let way = middle - edge;
        edge + way.normalized() * short.min(way.length())
    };
    let (start, end) = (inward(start, a), inward(end, b));
    let left = Vec2::new(way.y, -way.x).normalized();
    let bend = ((end - start).length() * 0.16).clamp(10.0, 44.0) + 22.0 * lane as f32;
    Some([start, start + (end - start) / 2.0 + left * bend, end])
}

/// Where a relation's arrow lies in this frame, where it is shown.
pub fn placed(page: &Page<'_>, relation: &DrawnRelation) -> Option<Curve> {
    let sheet = page.sheet;
    let (from, to) = (sheet.region(relation.subject)?, sheet.region(relation.object)?);
    curve(page.rect(from), page.rect(to), relation.lane, SHORTEST)
}

/// All arrows that are shown: their own overlay's, and those that are lit.
pub fn shown<'a>(page: &'a Page<'_>) -> impl Iterator<Item = (&'a DrawnRelation, Curve)> {
    let is_on = page.is_on(Overlay::Relations);
    let settings = page.settings();
    page.sheet.relations.iter().filter_map(move |r| {
        let ends = [r.subject, r.object].iter().all(|id| page.sheet.shows(*id, settings));
        let wanted = is_on && ends && r.is_shown(settings) || is_strong(page, r.id);
        let curve = wanted.then(|| placed(page, r)).flatten()?;
        Rect::from_points(&curve).intersects(page.view).then_some((r, curve))
    })
}

/// Whether the arrow is shown whatever the overlay: it was selected or pointed at, here or in words.
fn is_strong(page: &Page<'_>, id: RelationId) -> bool {
    use crate::app::Item::{Relation, Span};
    let selection = &page.shown.state.selection;
    let is = |item: &Option<Item>| match item {
        Some(Relation(r)) => *r == id,
        Some(Span { .. }) => page.lit.relations.contains(&id),
        _ => false,
    };
    is(&selection.kept) || is(&selection.hovered)
}

/// Draws all arrows.
pub fn draw(page: &Page<'_>, ink: &mut Ink, labels: &mut Labels<'_>) {
    let mut all: Vec<(Standing, &DrawnRelation, Curve)> = shown(page)
        .map(|(r, c)| {
            let lit = page.lit.relations.contains(&r.id);
            (Standing::of(page, &Item::Relation(r.id), lit), r, c)
        })
        .collect();
    all.sort_by_key(|(state, ..)| *state);
    let many = all.len() > MANY;
    for (state, relation, curve) in &all {
        let doubtful = relation.look != Look::Sure;
        let kind = page.shown.colours.relation(relation.kind);
        let own = if doubtful { page.shown.colours.doubtful } else { kind };
        let colour = state.colour(page, own);
        let dash = if many { Dash::Solid } else { dash(relation.kind) };
        arrow(*curve, Stroke::new(state.width(), colour), dash, ink);
        if relation.look == Look::Rejected {
            ink.cross(on_curve(*curve, 0.4), 6.0, Stroke::new(2.0, colour));
        }
    }
    let few = all.len() <= CROWD;
    for (state, relation, curve) in all.iter().rev() {
        if few && *state >= Standing::Plain || *state >= Standing::Lit {
            let colour = state.colour(page, page.shown.colours.relation(relation.kind));
            let at = on_curve(*curve, 0.5);
            labels.at_point(at, words(relation), ink_of(page, *state, colour), state.crowded(few));
        }
    }
}

/// "riding", "left of?" where it is doubtful, "behind ✋" where a person says so.
pub fn words(relation: &DrawnRelation) -> String {
    let mut words = relation.words.clone();
    match relation.look {
        Look::Sure => {}
        Look::Doubtful => words.push('?'),
        Look::Rejected => words.push_str(" rejected"),
    }
    if relation.by_person {
        words.push(' ');
        words.push_str(crate::gui::theme::HAND);
    }
    words
}

/// A curve with a head at its end.
pub fn arrow(curve: Curve, stroke: Stroke, dash: Dash, ink: &mut Ink) {
    let pieces = (((curve[2] - curve[0]).length() / PIECE) as usize).clamp(4, PIECES);
    let points: Vec<Pos2> =
        (0..=pieces).map(|i| on_curve(curve, i as f32 / pieces as f32)).collect();
    ink.line(&points, stroke, dash);
    let [_, pull, end] = curve;
    let back = (pull - end).normalized();
    let side = Vec2::new(back.y, -back.x);
    let head = HEAD + stroke.width;
    let (left, right) =
        (end + back * head + side * head * 0.5, end + back * head - side * head * 0.5);
    ink.wedge([end, left, right], stroke.color);
}

/// How far a point of the window is from a curve, in points.
pub fn distance(curve: Curve, at: Pos2) -> f32 {
    let points = (0..=PIECES).map(|i| on_curve(curve, i as f32 / PIECES as f32));
    let mut least = f32::INFINITY;
    let mut before: Option<Pos2> = None;
    for p in points {
        if let Some(q) = before {
            let way = p - q;
            let t = ((at - q).dot(way) / way.length_sq().max(1e-6)).clamp(0.0, 1.0);
            least = least.min((q + way * t - at).length());
        }
        before = Some(p);
    }
    least
}
