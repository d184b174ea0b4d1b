//! The whole photograph, small, in a corner while not all of it is in view; a drag in it moves the view.

use super::camera::Camera;
use super::lens::Lens;
use crate::domain::{Point, Size};
use crate::gui::Shown;
use egui::{
    Color32, Id, Pos2, Rect, Role, Sense, Stroke, StrokeKind, TextureId, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

/// Longer side in points.
const SIDE: f32 = 150.0;
/// From the corner of the view, in points.
const MARGIN: f32 = 10.0;

/// Where the minimap lies; `None` where all of the image is in view, or the view is too small for it.
pub fn place(lens: &Lens, view: Rect, size: Size) -> Option<Rect> {
    let image = lens.image_in_ui(size);
    let whole = view.expand(1.0).contains_rect(image);
    if whole || view.width() < 2.5 * SIDE || view.height() < 2.0 * SIDE {
        return None;
    }
    let longer = size.width.max(size.height).max(1) as f32;
    let own = vec2(size.width as f32, size.height as f32) * (SIDE / longer);
    let corner = view.right_bottom() - Vec2::splat(MARGIN);
    Some(Rect::from_min_max(corner - own.max(Vec2::splat(12.0)), corner))
}

/// Draws it and moves the camera where it is dragged.
pub fn minimap(
    shown: &Shown<'_>,
    ui: &mut Ui,
    place: Rect,
    (view, size): (Rect, Size),
    camera: &mut Camera,
    texture: Option<TextureId>,
) {
    let response = ui.interact(place, Id::unique("canvas minimap"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Minimap"));
    let scale = place.width() / size.width.max(1) as f32;
    if (response.dragged() || response.clicked())
        && let Some(at) = response.interact_pointer_pos()
    {
        let in_image = (at - place.min) / scale.max(1e-6);
        camera.look_at(Point::new(in_image.x, in_image.y), view, size);
    }
    let painter = ui.painter_at(place.expand(4.0));
    let colours = shown.colours;
    painter.rect_filled(place.expand(2.0), 2.0, colours.halo_strong);
    if let Some(texture) = texture {
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        painter.image(texture, place, whole, Color32::WHITE);
    }
    let seen = camera.lens(view, size).box_in_image(view).clamp_to(size);
    let seen = Rect::from_min_max(
        place.min + vec2(seen.x1, seen.y1) * scale,
        place.min + vec2(seen.x2, seen.y2) * scale,
    );
    painter.rect_stroke(seen, 0.0, Stroke::new(4.0, colours.halo), StrokeKind::Middle);
    painter.rect_stroke(seen, 0.0, Stroke::new(2.0, colours.kept), StrokeKind::Middle);
    response.on_hover_text("Drag to move the view.");
}
