//! The graph of relations: regions as nodes with their piece of the photograph, relations as arrows with words.

pub mod layout;
mod nodes;
pub mod plan;
pub mod route;
mod strip;

use crate::app::state::Dialog;
use crate::app::{Action, Item, Open};
use crate::domain::Size;
use crate::gui::Shown;
use crate::gui::panels::canvas::camera::Camera;
use crate::gui::panels::canvas::ink::{Dash, Ink, on_curve};
use crate::gui::panels::canvas::labels::{self, Crowded, Labels};
use crate::gui::panels::canvas::lit::Lit;
use crate::gui::panels::canvas::sheet::{DrawnRegion, DrawnRelation, Look, Sheet};
use crate::gui::panels::canvas::{arrows, context, notes};
use egui::{Color32, FontId, Id, Panel, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo};
use nodes::Node;
use plan::Plan;

/// From so many edges on, words without room are left out.
const CROWD: usize = 16;
/// An edge is hit from so many points away.
const NEAR: f32 = 6.0;

/// The graph, laid out and ready to be drawn in this frame.
struct Graph<'a> {
    shown: &'a Shown<'a>,
    open: &'a Open,
    sheet: &'a Sheet,
    lit: &'a Lit,
    nodes: Vec<Node<'a>>,
    edges: Vec<(&'a DrawnRelation, arrows::Curve)>,
    view: Rect,
    zoom: f32,
}

/// The graph of relations.
pub fn graph_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let Some(open) = &shown.state.open else { return notes::nothing(shown, ui) };
    let sheet = Sheet::of(ui.ctx(), open, &shown.state.rules);
    let settings = &shown.state.view;
    let room = ui.available_size() - egui::vec2(0.0, 40.0);
    let plan = Plan::of(ui.ctx(), open, &sheet, settings, room);
    let below = Panel::bottom("graph strip").show_separator_line(false);
    let mut actions = below.show(ui, |ui| strip::strip(shown, ui, &sheet, &plan)).inner;
    let view = ui.available_rect_before_wrap();
    let ground = ui.allocate_rect(view, Sense::click_and_drag());
    ground.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Graph of relations"));
    ui.painter_at(view).rect_filled(view, 0.0, ui.visuals().extreme_bg_color);
    if open.scene().is_none() {
        actions.extend(notes::over(shown, ui, open, view, true));
        return actions;
    }
    let size = Size::new(plan.plane.x.ceil() as u32, plan.plane.y.ceil() as u32);
    let mut camera = Camera::of(ui.ctx(), "graph camera", open.id);
    camera.follow(shown, ui, &ground, view, size);
    if ground.dragged() {
        camera.pan(ground.drag_delta(), view, size);
    }
    let lens = camera.lens(view, size);
    camera.keep(ui.ctx());
    let lit = Lit::of(&shown.state.selection, open);
    let in_view = |p: Pos2| lens.pos_in_ui(crate::domain::Point::new(p.x, p.y));
    let nodes: Vec<Node<'_>> = plan
        .nodes
        .iter()
        .filter_map(|(id, at)| {
            let region = sheet.region(*id)?;
            Some(Node { region, rect: nodes::card(in_view(*at), lens.zoom()) })
        })
        .collect();
    let edges = plan.edges.iter();
    let edges = edges.filter_map(|(i, way)| Some((sheet.relations.get(*i)?, way.map(in_view))));
    let edges = edges.collect();
    let graph =
        Graph { shown, open, sheet: &sheet, lit: &lit, nodes, edges, view, zoom: lens.zoom() };
    actions.extend(graph.show(ui, &ground));
    actions
}

impl Graph<'_> {
    fn show(&self, ui: &mut Ui, ground: &Response) -> Vec<Action> {
        let words = self.draw_edges(ui);
        let mut actions = Vec::new();
        let mut hovered: Option<Item> = None;
        for node in &self.nodes {
            let response = nodes::node(self, ui, node);
            if response.hovered() {
                hovered = Some(Item::Region(node.region.id));
            }
            actions.extend(self.on_node(ui, node, &response));
        }
        // Over the nodes: between two that are near there is less room than a word takes.
        ui.painter_at(self.view).extend(words);
        let edge = ground.hover_pos().and_then(|at| self.edge_at(at));
        if hovered.is_none() && ground.hovered() {
            hovered = edge.map(|e| Item::Relation(e.id));
        }
        actions.extend(self.on_ground(ground));
        actions.extend(self.hover(ui, ground, hovered));
        let is_free = !ground.context_menu_opened() && self.shown.state.dialog.is_none();
        if let Some(edge) = edge.filter(|_| ground.hovered() && is_free) {
            ground.clone().on_hover_text_at_pointer(self.title(edge));
        }
        self.tell_emptiness(ui);
        actions
    }

    /// A click selects, a double click corrects, a drag to another node relates.
    fn on_node(&self, ui: &mut Ui, node: &Node<'_>, response: &Response) -> Vec<Action> {
        let mut actions = Vec::new();
        let id = node.region.id;
        let can_edit = self.shown.state.can_edit();
        if response.double_clicked() && can_edit {
            let kind = crate::domain::AttributeKind::Label;
            actions.push(Action::Open(Dialog::Correct { region: id, kind }));
        } else if response.clicked() {
            actions.push(Action::Select(Some(Item::Region(id))));
        }
        if let (true, true, Some(at)) = (
            can_edit,
            response.dragged() || response.drag_stopped(),
            response.interact_pointer_pos(),
        ) {
            let to = self.nodes.iter().rev().find(|n| n.rect.contains(at) && n.region.id != id);
            if response.drag_stopped() {
                let relate = |object| Dialog::Relate { subject: id, object, relation: None };
                actions.extend(to.map(|n| Action::Open(relate(n.region.id))));
            } else {
                self.draw_new(ui, node.rect, at, to.map(|n| n.rect));
            }
        }
        response.context_menu(|ui| {
            ui.set_min_width(220.0);
            actions.extend(self.node_menu(ui, node));
        });
        actions
    }

    fn node_menu(&self, ui: &mut Ui, node: &Node<'_>) -> Vec<Action> {
        use crate::app::Command;
        let item = Item::Region(node.region.id);
        let mut list = context::Entries::new(self.shown, ui, &node.region.title());
        list.see(ui, "Select", Action::Select(Some(item.clone())));
        let kind = crate::domain::AttributeKind::Label;
        let correct = Action::Open(Dialog::Correct { region: node.region.id, kind });
        list.edit(ui, "Correct label…", Some(Command::Correct), correct);
        list.edit(ui, "Reject region", Some(Command::Reject), Action::Reject(item.clone()));
        list.edit(ui, "Restore", Some(Command::Restore), Action::Restore(item.clone()));
        ui.separator();
        let selected = self.shown.state.selection.kept.as_ref();
        let from = selected.and_then(|i| i.region(self.open.scene()?));
        if let Some(from) =
            from.and_then(|id| self.sheet.region(id)).filter(|r| r.id != node.region.id)
        {
            let relate =
                Dialog::Relate { subject: from.id, object: node.region.id, relation: None };
            list.edit(ui, &format!("Relate {} to it…", from.title()), None, Action::Open(relate));
        }
        if ui.button("Show on the photograph").clicked() {
            let room = crate::app::view::Room::Canvas;
            let view = crate::app::view::View { room, ..self.shown.state.view.clone() };
            list.actions.push(Action::Select(Some(item)));
            list.actions.push(Action::Show(Box::new(view)));
        }
        list.actions
    }

    fn on_ground(&self, ground: &Response) -> Vec<Action> {
        let mut actions = Vec::new();
        let under = ground.interact_pointer_pos().and_then(|at| self.edge_at(at));
        if ground.double_clicked() && self.shown.state.can_edit() {
            actions.extend(under.map(|e| Action::Open(reword(e))));
        } else if ground.clicked() {
            actions.push(Action::Select(under.map(|e| Item::Relation(e.id))));
        }
        let key = Id::unique("graph menu of");
        if ground.secondary_clicked() {
            let of = under.map(|e| (e.id, self.title(e)));
            ground.ctx.data_mut(|d| d.insert_temp(key, of));
        }
        let of: Option<(crate::domain::RelationId, String)> =
            ground.ctx.data(|d| d.get_temp(key)).unwrap_or_default();
        if let Some((id, title)) = of {
            ground.context_menu(|ui| {
                ui.set_min_width(220.0);
                actions.extend(context::of_relation(self.shown, ui, id, &title));
            });
        }
        actions
    }

    /// Tells what is hovered where that changed; what other panels hover is theirs.
    fn hover(&self, ui: &Ui, ground: &Response, hovered: Option<Item>) -> Option<Action> {
        let key = Id::unique("graph hovers");
        let before = &self.shown.state.selection.hovered;
        let is_over = ground.contains_pointer() || hovered.is_some();
        let owned = ui.data_mut(|d| d.remove_temp::<bool>(key)).unwrap_or(false);
        if hovered.is_some() {
            ui.data_mut(|d| d.insert_temp(key, true));
        }
        let is_ours = is_over || owned;
        (is_ours && hovered != *before).then_some(Action::Hover(hovered))
    }

    fn edge_at(&self, at: Pos2) -> Option<&DrawnRelation> {
        let near = self.edges.iter().map(|(r, c)| (arrows::distance(*c, at), *r));
        near.filter(|(d, _)| *d <= NEAR).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, r)| r)
    }

    /// "person 3 riding bicycle 5".
    fn title(&self, edge: &DrawnRelation) -> String {
        let name = |id| self.sheet.region(id).map(|r| r.title()).unwrap_or_default();
        format!("{} {} {}", name(edge.subject), arrows::words(edge), name(edge.object))
    }

    /// Draws the arrows; their words are for later.
    fn draw_edges(&self, ui: &Ui) -> Vec<egui::Shape> {
        let painter = ui.painter_at(self.view);
        let selection = &self.shown.state.selection;
        let colours = self.shown.colours;
        let mut ink = Ink::new(&painter, self.view, Color32::TRANSPARENT);
        let mut words =
            Labels::new(&painter, self.view, FontId::proportional(text_size(self.zoom)));
        for node in &self.nodes {
            words.keep_off(node.rect);
        }
        if self.edges.len() <= CROWD * 3 {
            for at in self.edges.iter().flat_map(|(_, curve)| route::points(curve)) {
                words.keep_off(Rect::from_center_size(at, egui::Vec2::splat(4.0)));
            }
        }
        let weight = |r: &DrawnRelation| {
            let is = |item: &Option<Item>| *item == Some(Item::Relation(r.id));
            (is(&selection.kept), is(&selection.hovered), self.lit.relations.contains(&r.id))
        };
        let mut edges: Vec<_> = self.edges.iter().map(|(r, c)| (weight(r), *r, *c)).collect();
        edges.sort_by_key(|(weight, ..)| *weight);
        let steps_back = selection.kept.is_some() && self.lit.is_any();
        let few = edges.len() <= CROWD;
        let ground = ui.visuals().extreme_bg_color;
        for (weight, relation, curve) in edges.iter().rev() {
            let is_strong = *weight > (false, false, false);
            let own = match relation.look {
                Look::Sure => colours.relation(relation.kind),
                _ => colours.doubtful,
            };
            let own = colours.on_ground(own);
            let (width, colour) = match weight {
                (true, ..) => (3.5, ui.visuals().strong_text_color()),
                (_, true, _) => (3.0, own),
                (.., true) => (2.5, own),
                _ if steps_back => (1.25, own.gamma_multiply(0.45)),
                _ => (1.75, own),
            };
            arrows::arrow(
                *curve,
                Stroke::new(width, colour),
                arrows::dash(relation.kind),
                &mut ink,
            );
            if relation.look == Look::Rejected {
                ink.cross(on_curve(*curve, 0.4), 6.0, Stroke::new(2.0, colour));
            }
            let crowded =
                if is_strong || (few && !steps_back) { Crowded::Stays } else { Crowded::Goes };
            if is_strong || !steps_back {
                let text = ui.visuals().text_color();
                let look = labels::Ink { words: text, ground, bar: own };
                words.beside(&route::spots(curve), arrows::words(relation), look, crowded);
            }
        }
        painter.add(ink.into_shape());
        words.into_shapes()
    }

    /// The arrow that a drag from node to node would add.
    fn draw_new(&self, ui: &Ui, from: Rect, at: Pos2, to: Option<Rect>) {
        let painter = ui.painter_at(self.view);
        let colour = ui.visuals().strong_text_color();
        let mut ink = Ink::new(&painter, self.view, ui.visuals().extreme_bg_color);
        let target = to.unwrap_or(Rect::from_center_size(at, egui::Vec2::splat(2.0)));
        if let Some(curve) = arrows::curve(from, target, 0, 0.0) {
            arrows::arrow(curve, Stroke::new(2.5, colour), Dash::Solid, &mut ink);
        }
        if let Some(rect) = to {
            ink.frame(rect.expand(3.0), Stroke::new(2.0, colour), Dash::Solid);
        }
        painter.add(ink.into_shape());
    }

    /// What to do where there is nothing to see.
    fn tell_emptiness(&self, ui: &Ui) {
        let is_named = |r: &DrawnRegion| r.look == Look::Sure;
        let text = if self.nodes.is_empty() && self.sheet.regions.iter().any(is_named) {
            "What is named here is below the salience. Lower it below."
        } else if self.nodes.is_empty() {
            "No region is named here. Name one on the photograph."
        } else if self.edges.is_empty() && self.nodes.len() == 1 {
            "One region alone: nothing to relate it to."
        } else if self.edges.is_empty() {
            "No relations of these kinds. Drag from one region to another to add one."
        } else {
            return;
        };
        let font = egui::TextStyle::Body.resolve(ui.style());
        let (painter, colour) = (ui.painter_at(self.view), self.shown.colours.quiet);
        let galley = painter.layout(text.to_owned(), font, colour, self.view.width() - 32.0);
        let at = self.view.center_top() + egui::vec2(-galley.size().x / 2.0, 16.0);
        let says = Rect::from_min_size(at, galley.size());
        let says = ui.interact(says, Id::unique("graph says"), Sense::hover());
        says.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        painter.galley(at, galley, colour);
    }
}

/// Words of the graph at a zoom, in points: steps, so that few sizes are made of each letter.
fn text_size(zoom: f32) -> f32 {
    (12.0 * zoom).clamp(9.0, 18.0).round()
}

fn reword(edge: &DrawnRelation) -> Dialog {
    Dialog::Relate { subject: edge.subject, object: edge.object, relation: Some(edge.id) }
}
