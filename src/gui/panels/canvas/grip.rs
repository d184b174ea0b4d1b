//! Boxes by hand, as plain arithmetic on pixels: handles, moving, resizing, drawing, snapping to other edges.

use crate::domain::{BBox, Point, Size};
use egui::{CursorIcon, Pos2, Rect, pos2};

/// A box has at least this many pixels a side.
const LEAST: f32 = 2.0;

/// One of the eight handles: which edges it moves. -1 is left or top, 1 right or bottom, 0 neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handle {
    pub x: i8,
    pub y: i8,
}

impl Handle {
    /// All, corners first: where a box is small its corners win.
    pub const ALL: [Handle; 8] = [
        Handle { x: -1, y: -1 },
        Handle { x: 1, y: -1 },
        Handle { x: 1, y: 1 },
        Handle { x: -1, y: 1 },
        Handle { x: 0, y: -1 },
        Handle { x: 1, y: 0 },
        Handle { x: 0, y: 1 },
        Handle { x: -1, y: 0 },
    ];

    /// Where it lies on a box in the window.
    pub fn at(self, rect: Rect) -> Pos2 {
        let pick = |which: i8, low: f32, high: f32| match which {
            -1 => low,
            1 => high,
            _ => (low + high) / 2.0,
        };
        pos2(pick(self.x, rect.left(), rect.right()), pick(self.y, rect.top(), rect.bottom()))
    }

    /// The cursor that says what it does.
    pub fn cursor(self) -> CursorIcon {
        match (self.x, self.y) {
            (0, _) => CursorIcon::ResizeVertical,
            (_, 0) => CursorIcon::ResizeHorizontal,
            (x, y) if x == y => CursorIcon::ResizeNwSe,
            _ => CursorIcon::ResizeNeSw,
        }
    }
}

/// Edges to snap to, and how near one must be, in pixels of the image.
#[derive(Debug, Clone, Default)]
pub struct Edges {
    pub xs: Vec<f32>,
    pub ys: Vec<f32>,
    pub reach: f32,
}

/// Lines through edges that a box snapped to, in pixels of the image.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Guides {
    pub xs: Vec<f32>,
    pub ys: Vec<f32>,
}

impl Edges {
    /// The edges of these boxes.
    pub fn of(boxes: impl Iterator<Item = BBox>, reach: f32) -> Self {
        let mut edges = Self { reach, ..Self::default() };
        for b in boxes {
            edges.xs.extend([b.x1, b.x2]);
            edges.ys.extend([b.y1, b.y2]);
        }
        edges
    }

    /// Those that a box now lies on: what it snapped to.
    pub fn met(&self, b: &BBox) -> Guides {
        let on = |among: &[f32], sides: [f32; 2]| {
            let near = |side: &f32| among.iter().any(|edge| (edge - side).abs() < 0.5);
            sides.into_iter().filter(near).collect()
        };
        Guides { xs: on(&self.xs, [b.x1, b.x2]), ys: on(&self.ys, [b.y1, b.y2]) }
    }

    fn snap(&self, among: &[f32], v: f32) -> f32 {
        let near = among.iter().copied().filter(|e| (e - v).abs() <= self.reach);
        near.min_by(|a, b| (a - v).abs().total_cmp(&(b - v).abs())).unwrap_or(v)
    }

    /// A point, each of its sides at the nearest edge within reach.
    fn point(&self, p: Point) -> Point {
        Point::new(self.snap(&self.xs, p.x), self.snap(&self.ys, p.y))
    }
}

/// A box from one corner to another, whichever way it was drawn, within the image, on whole pixels.
pub fn drawn(from: Point, to: Point, edges: &Edges, size: Size) -> BBox {
    let (a, b) = (edges.point(from), edges.point(to));
    let whole = BBox::new(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y));
    rounded(whole).clamp_to(size)
}

/// A box moved by so much; it stays whole within the image.
pub fn moved(start: BBox, dx: f32, dy: f32, edges: &Edges, size: Size) -> BBox {
    let at = |low: f32, high: f32, by: f32, among: &[f32], side: f32| {
        let low_to = edges.snap(among, low + by) - low;
        let high_to = edges.snap(among, high + by) - high;
        // Of the two edges the one that an edge is nearer to decides.
        let by = match ((low_to - by).abs(), (high_to - by).abs()) {
            (a, b) if a > 0.0 && (b == 0.0 || a <= b) => low_to,
            (_, b) if b > 0.0 => high_to,
            _ => by.round(),
        };
        by.clamp((-low).min(0.0), (side - high).max(0.0))
    };
    let dx = at(start.x1, start.x2, dx, &edges.xs, size.width as f32);
    let dy = at(start.y1, start.y2, dy, &edges.ys, size.height as f32);
    BBox::new(start.x1 + dx, start.y1 + dy, start.x2 + dx, start.y2 + dy)
}

/// A box with the edges of a handle at `to`; pulled over the other edge it turns around.
pub fn resized(start: BBox, handle: Handle, to: Point, edges: &Edges, size: Size) -> BBox {
    let to = edges.point(to);
    let (x, y) = (to.x.clamp(0.0, size.width as f32), to.y.clamp(0.0, size.height as f32));
    let [mut x1, mut y1, mut x2, mut y2] = <[f32; 4]>::from(start);
    match handle.x {
        -1 => x1 = x.round(),
        1 => x2 = x.round(),
        _ => {}
    }
    match handle.y {
        -1 => y1 = y.round(),
        1 => y2 = y.round(),
        _ => {}
    }
    let turned = BBox::new(x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2));
    if turned.width() >= LEAST && turned.height() >= LEAST { turned } else { start }
}

/// Whether a box is large enough to be one.
pub fn is_box(b: &BBox) -> bool {
    b.width() >= LEAST && b.height() >= LEAST
}

fn rounded(b: BBox) -> BBox {
    BBox::new(b.x1.round(), b.y1.round(), b.x2.round(), b.y2.round())
}
