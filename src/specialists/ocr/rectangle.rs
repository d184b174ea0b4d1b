//! The smallest rectangle around a set of points, at any angle, and what is done with it: growing, ordering its
//! corners, and the mean of a map inside.

use crate::domain::Point;
use imageproc::geometry::convex_hull;
use ndarray::ArrayView2;

/// A rectangle at any angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    pub centre: Point,
    /// Unit vector along the first extent.
    pub axis: Point,
    /// Extent along `axis`.
    pub along: f32,
    /// Extent across it.
    pub across: f32,
}

impl Rectangle {
    /// The smallest rectangle that holds all points; one of its sides lies on a side of their convex hull.
    /// `None` without points; a single point or a line gives an extent of 0.
    pub fn around(points: &[(i32, i32)]) -> Option<Self> {
        let hull = convex_hull(
            points.iter().map(|(x, y)| imageproc::point::Point::new(*x, *y)).collect::<Vec<_>>(),
        );
        let hull: Vec<Point> = hull.iter().map(|p| Point::new(p.x as f32, p.y as f32)).collect();
        let next = hull.iter().cycle().skip(1);
        hull.iter()
            .zip(next)
            .map(|(a, b)| {
                let length = a.distance(*b);
                let axis = if length > 0.0 {
                    Point::new((b.x - a.x) / length, (b.y - a.y) / length)
                } else {
                    Point::new(1.0, 0.0)
                };
                Self::along_axis(&hull, axis)
            })
            .min_by(|a, b| (a.along * a.across).total_cmp(&(b.along * b.across)))
    }

    /// The smallest rectangle with this direction.
    fn along_axis(points: &[Point], axis: Point) -> Self {
        let range = |direction: Point| {
            points
                .iter()
                .map(|p| p.x * direction.x + p.y * direction.y)
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| {
                    (low.min(v), high.max(v))
                })
        };
        let normal = Point::new(-axis.y, axis.x);
        let ((u1, u2), (v1, v2)) = (range(axis), range(normal));
        let (u, v) = ((u1 + u2) / 2.0, (v1 + v2) / 2.0);
        Self {
            centre: Point::new(axis.x * u + normal.x * v, axis.y * u + normal.y * v),
            axis,
            along: u2 - u1,
            across: v2 - v1,
        }
    }

    /// The shorter extent.
    pub fn shorter(&self) -> f32 {
        self.along.min(self.across)
    }

    /// Undoes the shrinking that the text detector was trained with: every side moves out by
    /// `area × ratio / perimeter` (Liao et al., Real-time Scene Text Detection with Differentiable Binarization).
    pub fn unclipped(self, ratio: f32) -> Self {
        let perimeter = 2.0 * (self.along + self.across);
        let distance =
            if perimeter > 0.0 { self.along * self.across * ratio / perimeter } else { 0.0 };
        Self { along: self.along + 2.0 * distance, across: self.across + 2.0 * distance, ..self }
    }

    /// The corners clockwise from the text's own top-left, which is the upper of the two leftmost corners.
    pub fn corners(&self) -> [Point; 4] {
        let (ux, uy) = (self.axis.x * self.along / 2.0, self.axis.y * self.along / 2.0);
        let (vx, vy) = (-self.axis.y * self.across / 2.0, self.axis.x * self.across / 2.0);
        let at = |i: f32, j: f32| {
            Point::new(self.centre.x + i * ux + j * vx, self.centre.y + i * uy + j * vy)
        };
        let mut corners = [at(-1.0, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(-1.0, 1.0)];
        corners.sort_by(|a, b| a.x.total_cmp(&b.x));
        let [mut tl, mut bl, mut tr, mut br] = corners;
        if tl.y > bl.y {
            std::mem::swap(&mut tl, &mut bl);
        }
        if tr.y > br.y {
            std::mem::swap(&mut tr, &mut br);
        }
        [tl, tr, br, bl]
    }
}

/// The mean of a map over the pixels whose centres lie within a convex quadrilateral (corners clockwise, in
/// pixels of the map); 0 where there are none.
pub fn mean_within(map: ArrayView2<'_, f32>, quad: &[Point; 4]) -> f32 {
    let (height, width) = map.dim();
    if height == 0 || width == 0 {
        return 0.0;
    }
    let (top, bottom) = bounds(quad.iter().map(|p| p.y), height);
    let (left, right) = bounds(quad.iter().map(|p| p.x), width);
    let (mut sum, mut count) = (0.0f64, 0u32);
    for y in top..=bottom {
        for x in left..=right {
            if holds(quad, x as f32, y as f32) {
                sum += f64::from(map[[y, x]]);
                count += 1;
            }
        }
    }
    if count > 0 { (sum / f64::from(count)) as f32 } else { 0.0 }
}

/// First and last pixel of the values' range within `0..length`.
fn bounds(values: impl Iterator<Item = f32>, length: usize) -> (usize, usize) {
    let (low, high) =
        values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let top = (length - 1) as f32;
    (low.floor().clamp(0.0, top) as usize, high.ceil().clamp(0.0, top) as usize)
}

/// True where the point lies within the quadrilateral or, to rounding, on its border.
fn holds(quad: &[Point; 4], x: f32, y: f32) -> bool {
    let next = quad.iter().cycle().skip(1);
    quad.iter().zip(next).all(|(a, b)| (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= -1e-3)
}
