//! Pixels of the image and points of the window: the one place where either becomes the other.

use crate::domain::{BBox, Point, Size};
use egui::emath::TSTransform;
use egui::{Pos2, Rect, pos2, vec2};

/// How the image lies in the window: moved and enlarged, never turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lens {
    ui_from_image: TSTransform,
}

impl Lens {
    /// The image's top-left corner at `corner`, each of its pixels `zoom` points wide.
    pub fn new(corner: Pos2, zoom: f32) -> Self {
        Self { ui_from_image: TSTransform::new(corner.to_vec2(), zoom) }
    }

    /// Points of the window per pixel of the image.
    pub fn zoom(&self) -> f32 {
        self.ui_from_image.scaling
    }

    /// A point of the image in the window.
    pub fn pos_in_ui(&self, p: Point) -> Pos2 {
        self.ui_from_image * pos2(p.x, p.y)
    }

    /// A box of the image in the window.
    pub fn box_in_ui(&self, b: &BBox) -> Rect {
        self.ui_from_image * Rect::from_min_max(pos2(b.x1, b.y1), pos2(b.x2, b.y2))
    }

    /// The whole image in the window.
    pub fn image_in_ui(&self, size: Size) -> Rect {
        let size_in_ui = vec2(size.width as f32, size.height as f32) * self.zoom();
        Rect::from_min_size(self.pos_in_ui(Point::new(0.0, 0.0)), size_in_ui)
    }

    /// A point of the window in the image; outside of it too.
    pub fn pos_in_image(&self, p: Pos2) -> Point {
        let at = self.ui_from_image.inverse() * p;
        Point::new(at.x, at.y)
    }

    /// A rectangle of the window in the image; outside of it too.
    pub fn box_in_image(&self, r: Rect) -> BBox {
        let (min, max) = (self.pos_in_image(r.min), self.pos_in_image(r.max));
        BBox::new(min.x, min.y, max.x, max.y)
    }
}
