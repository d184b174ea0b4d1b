//! Lines that stay visible over any photograph: each lies on a darker, wider one. Dashes are cut to the view first, so
//! that a box enlarged far beyond it costs no more than one inside.

use super::pen::Pen;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

/// How much wider than its line a halo is, in points on each side.
const HALO: f32 = 1.0;

/// The texture of a line: what tells kinds apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// Lines and areas as they are gathered for one call of the painter.
pub struct Ink {
    pen: Pen,
    view: Rect,
    halo: Color32,
}

impl Ink {
    /// For what `painter` shows of a view; `halo` lies around every line.
    pub fn new(painter: &Painter, view: Rect, halo: Color32) -> Self {
        Self { pen: Pen::new(painter.pixels_per_point()), view, halo }
    }

    /// All that was drawn.
    pub fn into_shape(self) -> Shape {
        Shape::mesh(self.pen.into_mesh())
    }

    /// A box.
    pub fn frame(&mut self, rect: Rect, stroke: Stroke, dash: Dash) {
        if !rect.expand(stroke.width + HALO).intersects(self.view) {
            return;
        }
        if dash == Dash::Solid {
            self.pen.frame(rect, (stroke.width, stroke.color), (HALO, self.halo));
            return;
        }
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        self.line(&corners, stroke, dash);
    }

    /// A line through points.
    pub fn line(&mut self, points: &[Pos2], stroke: Stroke, dash: Dash) {
        let halo = Stroke::new(stroke.width + 2.0 * HALO, self.halo);
        for stroke in [halo, stroke] {
            match dash {
                Dash::Solid => self.pen.line(points, stroke.width, stroke.color),
                Dash::Dashed => self.dashes(points, stroke, [7.0, 5.0]),
                Dash::Dotted => self.dashes(points, stroke, [2.5, 4.5]),
            }
        }
    }

    fn dashes(&mut self, points: &[Pos2], stroke: Stroke, [on, off]: [f32; 2]) {
        let view = self.view.expand(8.0);
        // How far into its dash or gap the line is, carried on so that curves of short pieces are dashed evenly.
        let mut at = 0.0;
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            if let Some([a, b]) = cut(*a, *b, view) {
                at = self.dash(a, b, stroke, [on, off], at);
            }
        }
    }

    /// Dashes one straight piece that begins `at` points into a dash and its gap; returns where the next one begins.
    fn dash(&mut self, a: Pos2, b: Pos2, stroke: Stroke, [on, off]: [f32; 2], at: f32) -> f32 {
        let length = (b - a).length();
        if length <= 0.0 {
            return at;
        }
        let (step, along) = (on + off, (b - a) / length);
        let mut start = -at;
        while start < length {
            let (from, to) = (start.max(0.0), (start + on).min(length));
            if to > from {
                self.pen.line(&[a + along * from, a + along * to], stroke.width, stroke.color);
            }
            start += step;
        }
        length - (start - step)
    }

    /// The share of the view that a box covers, 0..1.
    pub fn share(&self, rect: Rect) -> f32 {
        let seen = rect.intersect(self.view);
        if seen.is_positive() { seen.area() / self.view.area().max(1.0) } else { 0.0 }
    }

    /// A joint.
    pub fn dot(&mut self, at: Pos2, radius: f32, colour: Color32) {
        if self.view.expand(radius).contains(at) {
            self.pen.disc(at, radius + HALO, self.halo);
            self.pen.disc(at, radius, colour);
        }
    }

    /// A cross: what it lies on was rejected.
    pub fn cross(&mut self, at: Pos2, arm: f32, stroke: Stroke) {
        let (a, b) = (egui::vec2(arm, arm), egui::vec2(arm, -arm));
        self.line(&[at - a, at + a], stroke, Dash::Solid);
        self.line(&[at - b, at + b], stroke, Dash::Solid);
    }

    /// A filled triangle; its corners turn clockwise.
    pub fn wedge(&mut self, corners: [Pos2; 3], colour: Color32) {
        self.pen.convex(&corners, HALO, self.halo);
        self.pen.convex(&corners, 0.0, colour);
    }

    /// A filled area.
    pub fn fill(&mut self, rect: Rect, colour: Color32) {
        let seen = rect.intersect(self.view);
        if seen.is_positive() {
            self.pen.fill(seen, colour);
        }
    }
}

/// The part of a line that lies in a rectangle (Liang and Barsky, 1984).
pub fn cut(a: Pos2, b: Pos2, rect: Rect) -> Option<[Pos2; 2]> {
    let d = b - a;
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    let sides = [
        (-d.x, a.x - rect.left()),
        (d.x, rect.right() - a.x),
        (-d.y, a.y - rect.top()),
        (d.y, rect.bottom() - a.y),
    ];
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    (from <= to).then(|| [a + d * from, a + d * to])
}

/// A point on a curve that is bent once: its ends and the point that pulls it.
pub fn on_curve([a, pull, b]: [Pos2; 3], t: f32) -> Pos2 {
    let u = 1.0 - t;
    let at = |a: f32, p: f32, b: f32| u * u * a + 2.0 * u * t * p + t * t * b;
    pos2(at(a.x, pull.x, b.x), at(a.y, pull.y, b.y))
}
