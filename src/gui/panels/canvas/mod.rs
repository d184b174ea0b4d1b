//! The canvas: the photograph, zoomed to the pointer, and what was found in it lying over it.

mod boxes;
mod camera;
mod hits;
pub mod ink;
pub mod labels;
pub mod lens;
pub mod lit;
mod notes;
pub mod sheet;

use crate::app::{Action, Command, Item, Open};
use crate::domain::{AttributeKind, Size};
use crate::gui::Shown;
use camera::{Camera, KEY_STEP};
use egui::{
    Color32, PointerButton, Pos2, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo, pos2,
};
use lens::Lens;
use lit::Lit;
use sheet::Sheet;

/// The photograph and all that lies over it.
pub fn canvas_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let Some(open) = &shown.state.open else { return notes::nothing(shown, ui) };
    let view = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(view, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Photograph"));
    let painter = ui.painter_at(view);
    painter.rect_filled(view, 0.0, shown.colours.ground);
    let photograph = shown.textures.photograph(open.id);
    let mut actions = Vec::new();
    if let Some(size) = size_of(shown, open) {
        let mut camera = Camera::of(ui.ctx(), open.id);
        move_camera(shown, ui, &response, view, size, &mut camera);
        let lens = camera.lens(view, size);
        camera.keep(ui.ctx());
        if let Some(photograph) = photograph {
            let zoom = lens.zoom() * ui.ctx().pixels_per_point();
            let texture = photograph.texture_for(zoom, ui.ctx());
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            painter.image(texture.id(), lens.image_in_ui(size), whole, Color32::WHITE);
        }
        let sheet = Sheet::of(ui.ctx(), open, &shown.state.rules);
        overlays(shown, &painter, open, &sheet, &lens, view);
        actions.extend(point(shown, ui, &response, open, &sheet, &lens));
    }
    actions.extend(notes::over(shown, ui, open, view, photograph.is_some()));
    actions
}

/// The image's size in pixels: the record's, else the photograph's own.
fn size_of(shown: &Shown<'_>, open: &Open) -> Option<Size> {
    let recorded = open.scene().map(|s| s.image.size);
    let photograph = || shown.textures.photograph(open.id).map(|p| p.picture.full.size);
    recorded.or_else(photograph).filter(|s| s.width > 0 && s.height > 0)
}

/// Wheel, pinch, keys and drags that move the image.
fn move_camera(
    shown: &Shown<'_>,
    ui: &Ui,
    response: &Response,
    view: Rect,
    size: Size,
    camera: &mut Camera,
) {
    let ppp = ui.ctx().pixels_per_point();
    let pointer = response.hover_pos();
    let at = pointer.unwrap_or(view.center());
    if let Some(pointer) = pointer {
        let (pinch, scroll) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta));
        let factor = pinch * (scroll.y / 240.0).exp();
        if factor != 1.0 {
            camera.zoom_by(factor, pointer, view, size, ppp);
        }
        if scroll.x != 0.0 {
            camera.pan(egui::vec2(scroll.x, 0.0), view, size);
        }
    }
    if shown.asks(Command::ZoomIn) {
        camera.zoom_by(KEY_STEP, at, view, size, ppp);
    }
    if shown.asks(Command::ZoomOut) {
        camera.zoom_by(1.0 / KEY_STEP, at, view, size, ppp);
    }
    if shown.asks(Command::Fit) {
        camera.fit();
    }
    if shown.asks(Command::ActualSize) {
        camera.zoom_to(1.0 / ppp, at, view, size, ppp);
    }
    let drags = [PointerButton::Primary, PointerButton::Middle];
    if drags.iter().any(|b| response.dragged_by(*b)) {
        camera.pan(response.drag_delta(), view, size);
    }
}

/// Everything that lies over the photograph.
fn overlays(
    shown: &Shown<'_>,
    painter: &egui::Painter,
    open: &Open,
    sheet: &Sheet,
    lens: &Lens,
    view: Rect,
) {
    let lit = Lit::of(&shown.state.selection, open);
    let font = TextStyle::Small.resolve(&painter.ctx().global_style());
    let mut ink = ink::Ink::new(view, shown.colours.halo);
    let mut labels = labels::Labels::new(painter, view, font);
    boxes::draw(shown, sheet, &lit, lens, view, None, &mut ink, &mut labels);
    painter.extend(ink.shapes);
    painter.extend(labels.into_shapes());
}

/// Hovering previews, a click selects, a double click corrects.
fn point(
    shown: &Shown<'_>,
    ui: &Ui,
    response: &Response,
    open: &Open,
    sheet: &Sheet,
    lens: &Lens,
) -> Vec<Action> {
    let Some(scene) = open.scene() else { return Vec::new() };
    let selection = &shown.state.selection;
    let mut actions = Vec::new();
    let under = |at: Pos2| hits::under(at, lens, sheet, scene, &shown.state.view);
    let hovered = response.hover_pos().and_then(|at| under(at).into_iter().next());
    if response.hovered() && hovered != selection.hovered {
        actions.push(Action::Hover(hovered));
    }
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let alt = ui.input(|i| i.modifiers.alt);
        let picked = hits::next(&under(at), selection.kept.as_ref(), alt);
        actions.push(Action::Select(picked.clone()));
    }
    if response.double_clicked()
        && let Some(Item::Region(region)) = &selection.kept
    {
        let dialog =
            crate::app::state::Dialog::Correct { region: *region, kind: AttributeKind::Label };
        actions.push(Action::Open(dialog));
    }
    actions
}
