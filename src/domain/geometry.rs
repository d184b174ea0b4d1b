//! Points, boxes and polygons in pixels of the upright original, origin top-left.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// Area in square pixels.
    pub fn area(self) -> f32 {
        self.width as f32 * self.height as f32
    }

    /// Length of the diagonal in pixels.
    pub fn diagonal(self) -> f32 {
        (self.width as f32).hypot(self.height as f32)
    }

    /// The whole image as a box.
    pub fn bounds(self) -> BBox {
        BBox::new(0.0, 0.0, self.width as f32, self.height as f32)
    }
}

/// A point in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

impl Point {
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub fn distance(self, other: Point) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// An axis-aligned box `[x1, y1, x2, y2]` in pixels; written to JSON as that array.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
#[schemars(with = "[f32; 4]")]
pub struct BBox {
    pub x1: f32,
    pub y1: f32,
    pub x2: f32,
    pub y2: f32,
}

impl From<[f32; 4]> for BBox {
    fn from([x1, y1, x2, y2]: [f32; 4]) -> Self {
        Self { x1, y1, x2, y2 }
    }
}

impl From<BBox> for [f32; 4] {
    fn from(b: BBox) -> Self {
        [b.x1, b.y1, b.x2, b.y2]
    }
}

impl BBox {
    pub fn new(x1: f32, y1: f32, x2: f32, y2: f32) -> Self {
        Self { x1, y1, x2, y2 }
    }

    /// Width in pixels, never negative.
    pub fn width(&self) -> f32 {
        (self.x2 - self.x1).max(0.0)
    }

    /// Height in pixels, never negative.
    pub fn height(&self) -> f32 {
        (self.y2 - self.y1).max(0.0)
    }

    /// Area in square pixels.
    pub fn area(&self) -> f32 {
        self.width() * self.height()
    }

    pub fn center(&self) -> Point {
        Point::new((self.x1 + self.x2) / 2.0, (self.y1 + self.y2) / 2.0)
    }

    /// The common part; empty (zero area) where the boxes are apart.
    pub fn intersection(&self, other: &BBox) -> BBox {
        let x1 = self.x1.max(other.x1);
        let y1 = self.y1.max(other.y1);
        BBox::new(x1, y1, self.x2.min(other.x2).max(x1), self.y2.min(other.y2).max(y1))
    }

    /// The smallest box that holds both.
    pub fn union(&self, other: &BBox) -> BBox {
        BBox::new(
            self.x1.min(other.x1),
            self.y1.min(other.y1),
            self.x2.max(other.x2),
            self.y2.max(other.y2),
        )
    }

    /// Intersection over union, 0..1.
    pub fn iou(&self, other: &BBox) -> f32 {
        let common = self.intersection(other).area();
        let total = self.area() + other.area() - common;
        if total > 0.0 { common / total } else { 0.0 }
    }

    /// The share of `self` that lies in `other`, 0..1.
    pub fn share_inside(&self, other: &BBox) -> f32 {
        let area = self.area();
        if area > 0.0 { self.intersection(other).area() / area } else { 0.0 }
    }

    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.x1 && p.x <= self.x2 && p.y >= self.y1 && p.y <= self.y2
    }

    /// The gap between the nearest edges in pixels; 0 where the boxes touch or overlap.
    pub fn gap(&self, other: &BBox) -> f32 {
        let dx = (other.x1 - self.x2).max(self.x1 - other.x2).max(0.0);
        let dy = (other.y1 - self.y2).max(self.y1 - other.y2).max(0.0);
        dx.hypot(dy)
    }

    /// The part that lies inside the image; sides that are no number stay so, and the box is then not proper.
    pub fn clamp_to(&self, size: Size) -> BBox {
        let (w, h) = (size.width as f32, size.height as f32);
        let x1 = self.x1.clamp(0.0, w);
        let y1 = self.y1.clamp(0.0, h);
        // `clamp` panics where its lower bound is NaN; `max` gives 0 then.
        BBox::new(x1, y1, self.x2.clamp(x1.max(0.0), w), self.y2.clamp(y1.max(0.0), h))
    }

    /// Widened by `share` of its sides on every side.
    pub fn widened(&self, share: f32) -> BBox {
        let (dx, dy) = (self.width() * share, self.height() * share);
        BBox::new(self.x1 - dx, self.y1 - dy, self.x2 + dx, self.y2 + dy)
    }

    /// True where all four sides are finite and the box has an area.
    pub fn is_proper(&self) -> bool {
        [self.x1, self.y1, self.x2, self.y2].iter().all(|v| v.is_finite()) && self.area() > 0.0
    }
}

/// A closed polygon in pixels, corners in order; a text line's has four.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Polygon(pub Vec<Point>);

impl Polygon {
    /// The smallest box that holds the polygon; an empty polygon gives an empty box at the origin.
    pub fn bounds(&self) -> BBox {
        let mut corners = self.0.iter();
        let Some(first) = corners.next() else {
            return BBox::new(0.0, 0.0, 0.0, 0.0);
        };
        corners.fold(BBox::new(first.x, first.y, first.x, first.y), |b, p| {
            b.union(&BBox::new(p.x, p.y, p.x, p.y))
        })
    }

    /// Area in square pixels (shoelace formula).
    pub fn area(&self) -> f32 {
        let n = self.0.len();
        let twice: f32 = (0..n)
            .map(|i| {
                let (a, b) = (self.0[i], self.0[(i + 1) % n]);
                a.x * b.y - b.x * a.y
            })
            .sum();
        (twice / 2.0).abs()
    }
}
