//! Which part of the image is seen: fitted, or at a zoom around a centre; kept while the image is on screen.

use super::lens::Lens;
use crate::app::Command;
use crate::domain::{Point, Size};
use crate::gui::Shown;
use crate::project::ImageId;
use egui::{Context, Id, Pos2, Rect, Response, Ui, Vec2, vec2};

/// Room in points between a fitted image and the edge of the view.
const MARGIN: f32 = 10.0;
/// A small image is enlarged to fit by so much at most.
const MOST_FIT: f32 = 8.0;
/// Screen pixels per image pixel at most.
const MOST_ZOOM: f32 = 64.0;
/// Points of the wheel that enlarge e-fold.
const WHEEL: f32 = 240.0;
/// Zoom by one press of a key.
const KEY_STEP: f32 = 1.25;

/// What is seen of an image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Where it is kept: canvas and graph look at the same image each in its own way.
    key: Id,
    image: ImageId,
    /// `None` while the whole image is fitted into the view.
    looks: Option<(f32, Point)>,
}

impl Camera {
    /// The camera of the image on screen; another image begins fitted.
    pub fn of(ctx: &Context, key: &'static str, image: ImageId) -> Self {
        let key = Id::unique(key);
        let kept = ctx.data(|d| d.get_temp::<Camera>(key));
        kept.filter(|c| c.image == image).unwrap_or(Self { key, image, looks: None })
    }

    /// Keeps it for the next frame.
    pub fn keep(self, ctx: &Context) {
        ctx.data_mut(|d| d.insert_temp(self.key, self));
    }

    /// Wheel, pinch and keys of this frame.
    pub fn follow(
        &mut self,
        shown: &Shown<'_>,
        ui: &Ui,
        response: &Response,
        view: Rect,
        size: Size,
    ) {
        let ppp = ui.ctx().pixels_per_point();
        let pointer = response.hover_pos();
        let at = pointer.unwrap_or(view.center());
        if let Some(pointer) = pointer {
            let (pinch, scroll) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta));
            let factor = pinch * (scroll.y / WHEEL).exp();
            if factor != 1.0 {
                self.zoom_by(factor, pointer, view, size, ppp);
            }
            if scroll.x != 0.0 {
                self.pan(vec2(scroll.x, 0.0), view, size);
            }
        }
        match shown.asked {
            Some(Command::ZoomIn) => self.zoom_by(KEY_STEP, at, view, size, ppp),
            Some(Command::ZoomOut) => self.zoom_by(1.0 / KEY_STEP, at, view, size, ppp),
            Some(Command::Fit) => self.fit(),
            Some(Command::ActualSize) => self.zoom_to(1.0 / ppp, at, view, size, ppp),
            _ => {}
        }
    }

    /// Whether the whole image is fitted, whatever the view's size becomes.
    pub fn is_fitted(&self) -> bool {
        self.looks.is_none()
    }

    /// The lens for a view of this size.
    pub fn lens(&self, view: Rect, size: Size) -> Lens {
        let (zoom, centre) = self.looks.unwrap_or((fit_zoom(view, size), middle(size)));
        Lens::new(view.center() - vec2(centre.x, centre.y) * zoom, zoom)
    }

    /// Fits the whole image again.
    pub fn fit(&mut self) {
        self.looks = None;
    }

    /// Makes the zoom `factor` times as large; what is at `at` stays there.
    pub fn zoom_by(
        &mut self,
        factor: f32,
        at: Pos2,
        view: Rect,
        size: Size,
        pixels_per_point: f32,
    ) {
        let zoom = self.lens(view, size).zoom() * factor;
        self.zoom_to(zoom, at, view, size, pixels_per_point);
    }

    /// Sets the zoom in points per pixel; what is at `at` stays there.
    pub fn zoom_to(&mut self, zoom: f32, at: Pos2, view: Rect, size: Size, pixels_per_point: f32) {
        let before = self.lens(view, size);
        let least = (fit_zoom(view, size) * 0.2).min(1.0 / pixels_per_point);
        let zoom = zoom.clamp(least, MOST_ZOOM / pixels_per_point);
        let there = before.pos_in_image(at);
        let off = (at - view.center()) / zoom;
        self.looks = Some((zoom, inside(Point::new(there.x - off.x, there.y - off.y), size)));
    }

    /// Moves the image under the view.
    pub fn pan(&mut self, by: Vec2, view: Rect, size: Size) {
        let lens = self.lens(view, size);
        let centre = lens.pos_in_image(view.center() - by);
        self.look_at(centre, view, size);
    }

    /// Brings a point of the image into the middle.
    pub fn look_at(&mut self, centre: Point, view: Rect, size: Size) {
        self.looks = Some((self.lens(view, size).zoom(), inside(centre, size)));
    }
}

/// The zoom at which the whole image fits, in points per pixel.
pub fn fit_zoom(view: Rect, size: Size) -> f32 {
    let (w, h) = (size.width.max(1) as f32, size.height.max(1) as f32);
    let room = (view.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(8.0));
    (room.x / w).min(room.y / h).min(MOST_FIT)
}

fn middle(size: Size) -> Point {
    Point::new(size.width as f32 / 2.0, size.height as f32 / 2.0)
}

/// The centre of the view never leaves the image, so that it cannot be lost.
fn inside(p: Point, size: Size) -> Point {
    Point::new(p.x.clamp(0.0, size.width as f32), p.y.clamp(0.0, size.height as f32))
}
