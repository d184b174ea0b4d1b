//! Labels over the photograph: they avoid each other where they can, and never leave the view.

use egui::{Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};
use std::sync::Arc;

/// Height of the rows by which labels that are near are found, in points.
const ROW: f32 = 24.0;
/// Room around the words, in points.
const PAD: Vec2 = vec2(4.0, 1.0);
/// Width of the bar that has the colour of the label's kind.
const BAR: f32 = 3.0;
/// Room between a label and what it stands beside.
const GAP: f32 = 5.0;

/// Colours of one label.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    pub words: Color32,
    pub ground: Color32,
    pub bar: Color32,
}

/// What happens to a label for which there is no free place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crowded {
    /// It lies where it covers least.
    Stays,
    /// It is left out: pointing at the thing shows it.
    Goes,
}

/// The labels of one frame, in the order of their weight.
pub struct Labels<'a> {
    painter: &'a Painter,
    view: Rect,
    font: FontId,
    rows: Vec<Vec<Rect>>,
    shapes: Vec<Shape>,
}

impl<'a> Labels<'a> {
    /// For a view.
    pub fn new(painter: &'a Painter, view: Rect, font: FontId) -> Self {
        let rows = (view.height() / ROW).ceil().max(1.0) as usize + 1;
        Self { painter, view, font, rows: vec![Vec::new(); rows], shapes: Vec::new() }
    }

    /// Puts a label at a box: above it, else inside, else below. Returns where it lies.
    pub fn at_box(
        &mut self,
        rect: Rect,
        words: String,
        ink: Ink,
        crowded: Crowded,
    ) -> Option<Rect> {
        let seen = rect.intersect(self.view);
        if !seen.is_positive() {
            return None;
        }
        let (galley, size) = self.laid_out(words, ink);
        let (l, r, t, b) = (seen.left(), seen.right() - size.x, seen.top(), seen.bottom());
        let places = [
            pos2(l, t - size.y),
            pos2(l, t),
            pos2(r, t - size.y),
            pos2(l, b),
            pos2(r, t),
            pos2(l, b - size.y),
            pos2(r, b),
        ];
        self.put(&places, (galley, size), ink, crowded)
    }

    /// Puts a label outside of a box, so that what stands in it can be read: above, below, at a side.
    pub fn off_box(
        &mut self,
        rect: Rect,
        words: String,
        ink: Ink,
        crowded: Crowded,
    ) -> Option<Rect> {
        if !rect.intersects(self.view) {
            return None;
        }
        let (galley, size) = self.laid_out(words, ink);
        let (l, r, t, b) = (rect.left(), rect.right(), rect.top(), rect.bottom());
        let middle = rect.center().y - size.y / 2.0;
        let places = [
            pos2(l, t - size.y),
            pos2(l, b),
            pos2(r - size.x, t - size.y),
            pos2(r - size.x, b),
            pos2(r + GAP, middle),
            pos2(l - GAP - size.x, middle),
        ];
        self.put(&places, (galley, size), ink, crowded)
    }

    /// Puts a label beside a line: `spots` are points of it, each with a direction that leads away from it.
    pub fn beside(
        &mut self,
        spots: &[(Pos2, Vec2)],
        words: String,
        ink: Ink,
        crowded: Crowded,
    ) -> Option<Rect> {
        let (galley, size) = self.laid_out(words, ink);
        let places: Vec<Pos2> = spots
            .iter()
            .filter(|(at, _)| self.view.contains(*at))
            .map(|(at, away)| {
                let reach = (away.x.abs() * size.x + away.y.abs() * size.y) / 2.0 + GAP;
                *at + *away * reach - size / 2.0
            })
            .collect();
        self.put(&places, (galley, size), ink, crowded)
    }

    fn laid_out(&self, words: String, ink: Ink) -> (Arc<Galley>, Vec2) {
        let galley = self.painter.layout_no_wrap(words, self.font.clone(), ink.words);
        let size = galley.size() + 2.0 * PAD + vec2(BAR, 0.0);
        (galley, size)
    }

    /// Puts a label around a point.
    pub fn at_point(
        &mut self,
        at: Pos2,
        words: String,
        ink: Ink,
        crowded: Crowded,
    ) -> Option<Rect> {
        if !self.view.contains(at) {
            return None;
        }
        let (galley, size) = self.laid_out(words, ink);
        let corner = at - size / 2.0;
        let places = [
            corner,
            corner - vec2(0.0, size.y),
            corner + vec2(0.0, size.y),
            corner + vec2(size.x * 0.6, 0.0),
            corner - vec2(size.x * 0.6, 0.0),
        ];
        self.put(&places, (galley, size), ink, crowded)
    }

    /// Keeps labels off a place.
    pub fn keep_off(&mut self, rect: Rect) {
        for row in self.rows_of(rect) {
            if let Some(row) = self.rows.get_mut(row) {
                row.push(rect);
            }
        }
    }

    /// All labels, the weightiest last: it lies above the others.
    pub fn into_shapes(mut self) -> Vec<Shape> {
        self.shapes.reverse();
        self.shapes
    }

    fn free(&self, places: &[Pos2], size: Vec2, crowded: Crowded) -> Option<Rect> {
        let mut best: Option<(f32, Rect)> = None;
        for place in places {
            let rect = self.inside(Rect::from_min_size(*place, size));
            let covered = self.covered(rect);
            if covered <= 0.0 {
                return Some(rect);
            }
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, rect));
            }
        }
        best.filter(|_| crowded == Crowded::Stays).map(|(_, rect)| rect)
    }

    /// Moved into the view.
    fn inside(&self, rect: Rect) -> Rect {
        let most = (self.view.max - rect.size()).max(self.view.min);
        Rect::from_min_size(rect.min.clamp(self.view.min, most), rect.size())
    }

    fn covered(&self, rect: Rect) -> f32 {
        let near = self.rows_of(rect).filter_map(|row| self.rows.get(row)).flatten();
        near.map(|taken| taken.intersect(rect)).filter(|r| r.is_positive()).map(|r| r.area()).sum()
    }

    fn rows_of(&self, rect: Rect) -> std::ops::RangeInclusive<usize> {
        let row = |y: f32| ((y - self.view.top()) / ROW).max(0.0) as usize;
        row(rect.top())..=row(rect.bottom())
    }

    /// Puts the words at the first place that is free.
    fn put(
        &mut self,
        places: &[Pos2],
        (galley, size): (Arc<Galley>, Vec2),
        ink: Ink,
        crowded: Crowded,
    ) -> Option<Rect> {
        let rect = self.free(places, size, crowded)?;
        self.keep_off(rect);
        let round = CornerRadius::same(2);
        let bar = rect.with_max_x(rect.left() + BAR);
        let at = rect.min + PAD + vec2(BAR, 0.0);
        self.shapes.push(Shape::Vec(vec![
            Shape::rect_filled(rect, round, ink.ground),
            Shape::rect_filled(bar, 0.0, ink.bar),
            Shape::galley(at, galley, ink.words),
        ]));
        Some(rect)
    }
}
