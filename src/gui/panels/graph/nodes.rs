//! A region as a node: its piece of the photograph, its label, and how it stands in the selection.

use super::{Graph, text_size};
use crate::app::Item;
use crate::gui::panels::canvas::ink::{Dash, Ink};
use crate::gui::panels::canvas::sheet::{DrawnRegion, Look};
use crate::gui::panels::canvas::shortened;
use crate::gui::theme::HAND;
use egui::{
    Align2, Color32, FontId, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

/// Size of a node's card at zoom 1, in points.
const CARD: Vec2 = vec2(92.0, 76.0);
/// Height of its label at zoom 1.
const LABEL: f32 = 18.0;
/// A node's label has at most so many characters; hovering shows all.
const LONGEST: usize = 14;

/// A region and where its card lies in the window.
pub struct Node<'a> {
    pub region: &'a DrawnRegion,
    pub rect: Rect,
}

/// The card around a point.
pub fn card(middle: Pos2, zoom: f32) -> Rect {
    Rect::from_center_size(middle, CARD * zoom)
}

/// Draws a node and hears it.
pub fn node(graph: &Graph<'_>, ui: &mut Ui, node: &Node<'_>) -> Response {
    let (region, rect) = (node.region, node.rect);
    let id = Id::unique(("graph node", region.id.0));
    let response = ui.interact(rect.intersect(graph.view), id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, region.title()));
    let painter = ui.painter_at(graph.view);
    let look = Standing::of(graph, region);
    painter.rect_filled(rect, 4.0, ui.visuals().panel_fill);
    let label_height = (LABEL * graph.zoom).max(12.0);
    let picture = rect.shrink(3.0).with_max_y(rect.bottom() - label_height);
    painter.add(crop(graph, region, picture));
    let words = words(region);
    let font = FontId::proportional(text_size(graph.zoom));
    let colour = match region.look {
        Look::Sure => ui.visuals().strong_text_color(),
        _ => graph.shown.colours.quiet,
    };
    let at = pos2(rect.center().x, rect.bottom() - label_height / 2.0 - 1.0);
    let inside = painter.with_clip_rect(rect.intersect(graph.view));
    inside.text(at, Align2::CENTER_CENTER, shortened(&words, LONGEST), font, colour);
    let mut ink = Ink::new(&painter, graph.view, Color32::TRANSPARENT);
    let (width, colour) = look.stroke(graph, ui, region);
    let dash = if region.look == Look::Sure { Dash::Solid } else { Dash::Dashed };
    ink.frame(rect, Stroke::new(width, colour), dash);
    if region.look == Look::Rejected {
        let thin = Stroke::new(1.0, colour);
        ink.line(&[rect.left_top(), rect.right_bottom()], thin, Dash::Solid);
        ink.line(&[rect.right_top(), rect.left_bottom()], thin, Dash::Solid);
    }
    painter.add(ink.into_shape());
    if graph.shown.state.dialog.is_some() {
        return response; // a tip would lie over the dialog
    }
    let help = "Click selects; drag to another region relates them.";
    let score = region.score.map(|s| format!(" {s:.2}")).unwrap_or_default();
    response.on_hover_text(format!("{}{score}\n{help}", region.title()))
}

/// "person 3 ✋".
fn words(region: &DrawnRegion) -> String {
    let hand = if region.by_person { HAND } else { "" };
    let mark = if region.has_conflict { " ⚠" } else { "" };
    format!("{}{hand}{mark}", region.words)
}

/// The region's piece of the photograph, as large as fits.
fn crop(graph: &Graph<'_>, region: &DrawnRegion, room: Rect) -> Shape {
    let photograph = graph.shown.textures.photograph(graph.open.id);
    let (Some(photograph), Some(scene)) = (photograph, graph.open.scene()) else {
        return Shape::rect_filled(room, 2.0, graph.shown.colours.ground);
    };
    let size = scene.image.size;
    let seen = region.bbox.clamp_to(size);
    let (w, h) = (size.width.max(1) as f32, size.height.max(1) as f32);
    let uv = Rect::from_min_max(pos2(seen.x1 / w, seen.y1 / h), pos2(seen.x2 / w, seen.y2 / h));
    let fits = (room.width() / seen.width().max(1.0)).min(room.height() / seen.height().max(1.0));
    let place = Rect::from_center_size(room.center(), vec2(seen.width(), seen.height()) * fits);
    Shape::image(photograph.texture.id(), place, uv, Color32::WHITE)
}

/// How a node stands in the selection.
enum Standing {
    Kept,
    Hovered,
    Lit,
    Beside,
    Plain,
}

impl Standing {
    fn of(graph: &Graph<'_>, region: &DrawnRegion) -> Self {
        let selection = &graph.shown.state.selection;
        let is = |item: &Option<Item>| match item {
            Some(Item::Region(id) | Item::Attribute(id, _)) => *id == region.id,
            _ => false,
        };
        if is(&selection.kept) {
            Standing::Kept
        } else if is(&selection.hovered) {
            Standing::Hovered
        } else if graph.lit.regions.contains(&region.id) {
            Standing::Lit
        } else if graph.lit.beside.contains(&region.id) {
            Standing::Beside
        } else {
            Standing::Plain
        }
    }

    fn stroke(&self, graph: &Graph<'_>, ui: &Ui, region: &DrawnRegion) -> (f32, Color32) {
        let colours = graph.shown.colours;
        let own = if region.look == Look::Sure { colours.region } else { colours.doubtful };
        let own = colours.on_ground(own);
        match self {
            Standing::Kept => (3.5, ui.visuals().strong_text_color()),
            Standing::Hovered => (2.5, own),
            Standing::Lit => (2.5, own),
            Standing::Beside => (2.0, own),
            Standing::Plain => (1.0, own.gamma_multiply(0.7)),
        }
    }
}
