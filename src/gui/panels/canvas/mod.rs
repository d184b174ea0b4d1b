//! The canvas: the photograph, zoomed to the pointer, and what was found in it lying over it.

pub mod arrows;
mod boxes;
pub mod camera;
pub mod context;
mod gestures;
pub mod grip;
mod hits;
pub mod ink;
pub mod labels;
mod legend;
pub mod lens;
pub mod lit;
mod live;
mod marks;
mod minimap;
mod names;
pub mod notes;
mod page;
mod pen;
pub mod sheet;

pub use gestures::finish_nudge;
pub use legend::{KINDS, changed, nearness_at};
pub use marks::shortened;

use crate::app::state::Tool;
use crate::app::view::Overlay;
use crate::app::{Action, Command, Item, Open};
use crate::domain::Size;
use crate::gui::Shown;
use camera::Camera;
use egui::{
    Color32, Id, Panel, Pos2, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo, pos2,
};
use gestures::Outcome;
use lens::Lens;
use lit::Lit;
use page::Page;
use sheet::Sheet;

/// The photograph and all that lies over it.
pub fn canvas_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let Some(open) = &shown.state.open else { return notes::nothing(shown, ui) };
    let size = size_of(shown, open);
    let strip = Panel::bottom("canvas legend").show_separator_line(false);
    let mut actions = strip.show(ui, |ui| legend::legend(shown, ui, open, size)).inner;
    let view = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(view, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Photograph"));
    ui.painter_at(view).rect_filled(view, 0.0, shown.colours.ground);
    if let Some(size) = size {
        actions.extend(photograph(shown, ui, &response, open, view, size));
    }
    let has_picture = shown.textures.photograph(open.id).is_some();
    actions.extend(notes::over(shown, ui, open, view, has_picture));
    actions
}

/// The image's size in pixels: the record's, else the photograph's own.
fn size_of(shown: &Shown<'_>, open: &Open) -> Option<Size> {
    let recorded = open.scene().map(|s| s.image.size);
    let photograph = || shown.textures.photograph(open.id).map(|p| p.picture.full.size);
    recorded.or_else(photograph).filter(|s| s.width > 0 && s.height > 0)
}

/// The photograph, its overlays, and what the pointer does.
fn photograph(
    shown: &Shown<'_>,
    ui: &mut Ui,
    response: &Response,
    open: &Open,
    view: Rect,
    size: Size,
) -> Vec<Action> {
    let mut camera = Camera::of(ui.ctx(), "canvas camera", open.id);
    camera.follow(shown, ui, response, view, size);
    let sheet = Sheet::of(ui.ctx(), open, &shown.state.rules);
    let lit = Lit::of(&shown.state.selection, open);
    let page = |lens, moved, scene| Page {
        shown,
        open,
        scene,
        sheet: &sheet,
        lit: &lit,
        lens,
        view,
        moved,
    };
    let mut outcome = Outcome::default();
    match open.scene() {
        Some(scene) => {
            let before = page(camera.lens(view, size), None, scene);
            outcome = gestures::follow(&before, ui, response, &mut camera);
        }
        None if response.dragged() => camera.pan(response.drag_delta(), view, size),
        None => {}
    }
    // The minimap lies above the photograph: it is asked first, and where it is, nothing below is pointed at.
    let texture = shown.textures.photograph(open.id).map(|p| p.texture.clone());
    let map = minimap::place(&camera.lens(view, size), view, size);
    picture(shown, ui, open, &camera.lens(view, size), view, size);
    let mut actions = std::mem::take(&mut outcome.actions);
    if let Some(scene) = open.scene() {
        let page = page(camera.lens(view, size), outcome.moved, scene);
        overlays(&page, ui, response, &outcome, map);
        actions.extend(point(&page, ui, response));
        actions.extend(names::names(&page, ui, response).map(|i| Action::Select(Some(i))));
    }
    if let Some(place) = map {
        minimap::minimap(shown, ui, place, (view, size), &mut camera, texture.map(|t| t.id()));
    }
    let lens = camera.lens(view, size);
    let at = response.hover_pos().map(|p| lens.pos_in_image(p));
    let at = at.filter(|p| size.bounds().contains(*p));
    legend::Seen::keep(&lens, at, camera.is_fitted(), ui);
    camera.keep(ui.ctx());
    actions
}

/// The photograph, and its depth map over it.
fn picture(shown: &Shown<'_>, ui: &Ui, open: &Open, lens: &Lens, view: Rect, size: Size) {
    let painter = ui.painter_at(view);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let place = lens.image_in_ui(size);
    if let Some(photograph) = shown.textures.photograph(open.id) {
        let zoom = lens.zoom() * ui.ctx().pixels_per_point();
        let texture = photograph.texture_for(zoom, ui.ctx());
        painter.image(texture.id(), place, whole, Color32::WHITE);
    }
    let settings = &shown.state.view;
    if settings.overlays.contains(&Overlay::Depth)
        && let Some(depth) = shown.textures.depth()
    {
        let opacity = settings.depth_opacity.clamp(0.0, 1.0);
        painter.image(depth.id(), place, whole, Color32::WHITE.gamma_multiply(opacity));
    }
}

/// Everything that lies over the photograph.
fn overlays(page: &Page<'_>, ui: &Ui, response: &Response, outcome: &Outcome, map: Option<Rect>) {
    let painter = ui.painter_at(page.view);
    let font = TextStyle::Small.resolve(ui.style());
    let mut ink = ink::Ink::new(&painter, page.view, page.shown.colours.halo);
    let mut labels = labels::Labels::new(&painter, page.view, font);
    if let Some(map) = map {
        labels.keep_off(map.expand(4.0));
    }
    live::reserve(page, outcome, &mut labels);
    marks::keep_off_texts(page, &mut labels);
    boxes::draw(page, &mut ink, &mut labels);
    marks::poses(page, &mut ink);
    marks::faces(page, &mut ink, &mut labels);
    marks::texts(page, &mut ink, &mut labels);
    arrows::draw(page, &mut ink, &mut labels);
    live::draw(page, outcome, response.hover_pos(), &mut ink);
    painter.add(ink.into_shape());
    painter.extend(labels.into_shapes());
}

/// Hovering previews, a click selects, a double click corrects, the right button opens a menu.
fn point(page: &Page<'_>, ui: &Ui, response: &Response) -> Vec<Action> {
    let selection = &page.shown.state.selection;
    let mut actions = Vec::new();
    let hits = context::hits_at(page, response.hover_pos());
    actions.extend(hover(page, ui, response, &hits));
    let cycles = |ui: &Ui| ui.input(|i| i.modifiers.alt) || again(ui, response);
    if response.double_clicked() {
        let item = selection.kept.as_ref().filter(|k| hits.contains(k)).or(hits.first());
        let dialog = item.and_then(|i| context::correct(page, i));
        if page.shown.state.can_edit() {
            actions.extend(dialog.map(Action::Open));
        }
    } else if response.clicked() && page.shown.state.tool == Tool::Merge {
        let keep = gestures::kept(page).map(|(id, ..)| id);
        let with = hits.iter().find_map(|hit| match hit {
            Item::Region(id) if Some(*id) != keep => Some(*id),
            _ => None,
        });
        let merge = keep.zip(with).map(|(keep, with)| Action::Merge { keep, with });
        actions.push(merge.unwrap_or(Action::Do(Command::LetGo)));
    } else if response.clicked() {
        actions.push(Action::Select(hits::next(&hits, selection.kept.as_ref(), cycles(ui))));
    }
    if page.shown.asks(Command::SelectUnder)
        && let Some(item) = hits::next(&hits, selection.kept.as_ref(), true)
    {
        actions.push(Action::Select(Some(item)));
    }
    if let Some(at) = response.hover_pos() {
        ui.ctx().set_cursor_icon(gestures::cursor(page, ui, at));
    }
    if !response.dragged() && !response.context_menu_opened() {
        context::tip(page, response, &hits);
    }
    let menu_hits = context::hits_at(page, response.interact_pointer_pos());
    actions.extend(context::menu(page, response, &menu_hits));
    actions
}

/// Whether a click falls where the last one fell, long enough after it to be no double click.
fn again(ui: &Ui, response: &Response) -> bool {
    let key = Id::unique("canvas last click");
    let at = response.interact_pointer_pos();
    let before: Option<Pos2> = ui.data(|d| d.get_temp(key));
    if let Some(at) = at {
        ui.data_mut(|d| d.insert_temp(key, at));
    }
    before.zip(at).is_some_and(|(a, b)| (a - b).length() <= 3.0)
}

/// Tells what is hovered where that changed; what other panels hover is theirs.
fn hover(page: &Page<'_>, ui: &Ui, response: &Response, hits: &[Item]) -> Option<Action> {
    let key = Id::unique("canvas hovers");
    let hovered = &page.shown.state.selection.hovered;
    if response.hovered() && !response.dragged() {
        let first = hits.first().cloned();
        let owns = first.is_some();
        ui.data_mut(|d| d.insert_temp(key, owns));
        return (first != *hovered).then_some(Action::Hover(first));
    }
    let owned = ui.data_mut(|d| d.remove_temp::<bool>(key)).unwrap_or(false);
    (owned && hovered.is_some() && !response.dragged()).then_some(Action::Hover(None))
}
