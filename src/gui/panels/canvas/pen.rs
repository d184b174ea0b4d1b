//! Lines and areas as triangles of one mesh, their edges fading over a pixel; what is transparent costs nothing. The
//! tessellator behind egui's shapes draws the same at several times the cost: a photograph of a crowd has ten thousand
//! lines.

use egui::emath::GuiRounding;
use egui::{Color32, Mesh, Pos2, Rect, Vec2, vec2};

/// Sides of what is drawn for a disc.
const SIDES: usize = 8;

/// Draws into a mesh, in points.
pub struct Pen {
    mesh: Mesh,
    /// One pixel in points: over so much an edge fades.
    pixel: f32,
    disc: [Vec2; SIDES],
}

impl Pen {
    /// For a screen of so many pixels per point.
    pub fn new(pixels_per_point: f32) -> Self {
        let angle = |i: usize| std::f32::consts::TAU * i as f32 / SIDES as f32;
        let disc = std::array::from_fn(|i| Vec2::angled(angle(i)));
        Self { mesh: Mesh::default(), pixel: 1.0 / pixels_per_point, disc }
    }

    /// All that was drawn.
    pub fn into_mesh(self) -> Mesh {
        self.mesh
    }

    /// A line through points; closed where it ends where it began.
    pub fn line(&mut self, points: &[Pos2], width: f32, colour: Color32) {
        if colour == Color32::TRANSPARENT {
            return;
        }
        let is_closed = points.len() > 2 && points.first() == points.last();
        // Thinner than a pixel it is as much fainter.
        let colour = colour.gamma_multiply((width / self.pixel).min(1.0));
        let half = ((width - self.pixel) / 2.0).max(0.0);
        let across = [
            (half + self.pixel, Color32::TRANSPARENT),
            (half, colour),
            (-half, colour),
            (-half - self.pixel, Color32::TRANSPARENT),
        ];
        let mut before = None;
        for (i, at) in points.iter().enumerate() {
            let Some(side) = side(points, i, is_closed) else { continue };
            let row = self.vertices(across.map(|(offset, colour)| (*at + side * offset, colour)));
            if let Some(before) = before {
                (0..3).for_each(|n| self.quad(before + n, before + n + 1, row + n + 1, row + n));
            }
            before = Some(row);
        }
    }

    /// The edge of a rectangle, on whole pixels: `width` wide and as much again in `halo` by `around` on both sides.
    pub fn frame(
        &mut self,
        rect: Rect,
        (width, colour): (f32, Color32),
        (around, halo): (f32, Color32),
    ) {
        let whole = |length: f32| (length / self.pixel).round().max(1.0) * self.pixel;
        let (width, around) = (whole(width), whole(around));
        let outer = rect.expand(width / 2.0).round_to_pixels(1.0 / self.pixel);
        self.ring(outer.expand(around), width + 2.0 * around, halo);
        self.ring(outer, width, colour);
    }

    fn ring(&mut self, outer: Rect, width: f32, colour: Color32) {
        if colour == Color32::TRANSPARENT {
            return;
        }
        let inner = outer.shrink(width);
        if !inner.is_positive() {
            return self.fill(outer, colour);
        }
        let corners = |r: Rect| [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom()];
        let out = self.vertices(corners(outer).map(|at| (at, colour)));
        let within = self.vertices(corners(inner).map(|at| (at, colour)));
        for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 0)] {
            self.quad(out + a, out + b, within + b, within + a);
        }
    }

    /// A rectangle.
    pub fn fill(&mut self, rect: Rect, colour: Color32) {
        self.mesh.add_colored_rect(rect, colour);
    }

    /// A disc.
    pub fn disc(&mut self, at: Pos2, radius: f32, colour: Color32) {
        let corners = self.disc.map(|way| at + way * radius);
        self.convex(&corners, 0.0, colour);
    }

    /// A convex area whose corners turn clockwise on the screen, grown by so many points.
    pub fn convex(&mut self, corners: &[Pos2], grown: f32, colour: Color32) {
        if colour == Color32::TRANSPARENT {
            return;
        }
        let (fade, count) = (self.pixel / 2.0, corners.len());
        let start = self.mesh.vertices.len() as u32;
        let way =
            |from: usize, to: usize| (corners[to % count] - corners[from % count]).normalized();
        for (i, at) in corners.iter().enumerate() {
            let out = between(way(i + count - 1, i), way(i, i + 1));
            self.vertices([
                (*at + out * (grown - fade), colour),
                (*at + out * (grown + fade), Color32::TRANSPARENT),
            ]);
        }
        let inner = |i: usize| start + 2 * (i % count) as u32;
        for i in 0..count {
            self.quad(inner(i), inner(i) + 1, inner(i + 1) + 1, inner(i + 1));
        }
        for i in 2..count {
            self.mesh.add_triangle(inner(0), inner(i - 1), inner(i));
        }
    }

    /// Adds vertices; returns the index of the first.
    fn vertices<const N: usize>(&mut self, vertices: [(Pos2, Color32); N]) -> u32 {
        let first = self.mesh.vertices.len() as u32;
        vertices.into_iter().for_each(|(at, colour)| self.mesh.colored_vertex(at, colour));
        first
    }

    fn quad(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.mesh.indices.extend([a, b, c, a, c, d]);
    }
}

/// Where a line's left edge is at its point `i`, for a line two points wide; `None` where it stands still.
fn side(points: &[Pos2], i: usize, is_closed: bool) -> Option<Vec2> {
    let last = points.len() - 1;
    let way = |from: usize, to: usize| {
        let way = points[to] - points[from];
        (way != Vec2::ZERO).then(|| way.normalized())
    };
    let arriving =
        if i > 0 { way(i - 1, i) } else { is_closed.then(|| way(last - 1, 0)).flatten() };
    let leaving = if i < last { way(i, i + 1) } else { is_closed.then(|| way(0, 1)).flatten() };
    match (arriving, leaving) {
        (Some(a), Some(b)) => Some(between(a, b)),
        (one, other) => one.or(other).map(left),
    }
}

fn left(way: Vec2) -> Vec2 {
    vec2(way.y, -way.x)
}

/// The corner of an edge one point to the left of a line that turns from one way to another; sharp ones are cut off.
fn between(arriving: Vec2, leaving: Vec2) -> Vec2 {
    let middle = (left(arriving) + left(leaving)) / 2.0;
    middle / middle.length_sq().max(0.25)
}
