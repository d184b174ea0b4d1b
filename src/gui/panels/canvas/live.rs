//! What is drawn of a gesture under way: handles, the box that is drawn or changed with its size, what it snapped to,
//! the cross hair.

use super::gestures::{self, Outcome};
use super::grip::Handle;
use super::ink::{Dash, Ink};
use super::labels::{self, Crowded, Labels};
use super::page::Page;
use crate::app::state::{Dialog, Tool};
use crate::domain::{BBox, Point};
use egui::{Pos2, Rect, Stroke, Vec2, pos2};

/// Half the side of a handle in points.
const HANDLE: f32 = 4.0;

/// Labels of the box that changes, before all others: nothing else may lie there.
pub fn reserve(page: &Page<'_>, outcome: &Outcome, labels: &mut Labels<'_>) {
    let moved = outcome.moved.map(|(_, bbox)| bbox);
    if let Some(bbox) = drawn(page, outcome).or(moved) {
        size_label(page, &bbox, labels);
    }
}

/// A box that is being drawn, or that was drawn and waits for its name.
fn drawn(page: &Page<'_>, outcome: &Outcome) -> Option<BBox> {
    outcome.drawn.or(match &page.shown.state.dialog {
        Some(Dialog::NameBox { bbox }) => Some(*bbox),
        _ => None,
    })
}

/// Draws the gesture.
pub fn draw(page: &Page<'_>, outcome: &Outcome, pointer: Option<Pos2>, ink: &mut Ink) {
    let state = page.shown.state;
    let kept = page.shown.colours.kept;
    if let Some(bbox) = drawn(page, outcome) {
        ink.frame(page.lens.box_in_ui(&bbox), Stroke::new(2.0, kept), Dash::Solid);
    } else if matches!(state.tool, Tool::DrawBox { .. }) && state.can_edit() {
        cross_hair(page, pointer, ink);
    }
    guides(page, outcome, ink);
    if let Some((_, _, rect)) = gestures::kept(page).filter(|_| state.can_edit()) {
        let corners_only = rect.width().min(rect.height()) < 6.0 * HANDLE;
        for handle in Handle::ALL.into_iter().filter(|h| !corners_only || h.x != 0 && h.y != 0) {
            let square = Rect::from_center_size(handle.at(rect), Vec2::splat(2.0 * HANDLE));
            ink.fill(square.expand(1.5), page.shown.colours.halo_strong);
            ink.fill(square, kept);
        }
    }
}

/// "120 × 80 px" beside the box.
fn size_label(page: &Page<'_>, bbox: &BBox, labels: &mut Labels<'_>) {
    let colours = page.shown.colours;
    let words = format!("{:.0} × {:.0} px", bbox.width(), bbox.height());
    let look = labels::Ink { words: colours.over, ground: colours.halo_strong, bar: colours.kept };
    let rect = page.lens.box_in_ui(bbox);
    let seen = rect.intersect(page.view);
    labels.at_point(seen.center_bottom() + Vec2::new(0.0, 14.0), words, look, Crowded::Stays);
}

/// Lines along what the box snapped to.
fn guides(page: &Page<'_>, outcome: &Outcome, ink: &mut Ink) {
    let thin = Stroke::new(1.0, page.shown.colours.hovered);
    let (view, guides) = (page.view, &outcome.guides);
    for x in &guides.xs {
        let x = page.lens.pos_in_ui(Point::new(*x, 0.0)).x;
        ink.line(&[pos2(x, view.top()), pos2(x, view.bottom())], thin, Dash::Dotted);
    }
    for y in &guides.ys {
        let y = page.lens.pos_in_ui(Point::new(0.0, *y)).y;
        ink.line(&[pos2(view.left(), y), pos2(view.right(), y)], thin, Dash::Dotted);
    }
}

/// Lines through the pointer, by which the edges of the new box are aimed.
fn cross_hair(page: &Page<'_>, pointer: Option<Pos2>, ink: &mut Ink) {
    let Some(at) = pointer else { return };
    let thin = Stroke::new(1.0, page.shown.colours.kept);
    let view = page.view;
    ink.line(&[pos2(view.left(), at.y), pos2(view.right(), at.y)], thin, Dash::Dashed);
    ink.line(&[pos2(at.x, view.top()), pos2(at.x, view.bottom())], thin, Dash::Dashed);
}
