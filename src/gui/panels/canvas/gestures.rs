//! Drags and arrow keys: pan, draw, move, resize, nudge. Nothing is an edit before the button or the key is let go.

use super::camera::Camera;
use super::grip::{self, Edges, Guides, Handle};
use super::page::Page;
use crate::app::state::{Dialog, State, Tool};
use crate::app::{Action, Command, Item};
use crate::domain::{BBox, Point, RegionId, Size};
use crate::project::ImageId;
use egui::{
    Context, CursorIcon, Event, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response, Ui, Vec2,
    vec2,
};
use std::time::Duration;

/// A handle is hit from so many points away.
const GRAB: f32 = 8.0;
/// Edges within so many points are snapped to.
const SNAP: f32 = 6.0;
/// Arrow keys that pause for so long (in seconds) are one edit.
const PAUSE: f64 = 0.5;

/// What a drag does, from its first pixel to its last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Drag {
    Pan,
    Draw { from: Point },
    Move { region: RegionId, start: BBox, from: Point },
    Resize { region: RegionId, start: BBox, handle: Handle },
}

/// What the gestures of this frame come to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The box of a region as it is being changed.
    pub moved: Option<(RegionId, BBox)>,
    /// A box that is being drawn.
    pub drawn: Option<BBox>,
    /// The edges that it snapped to.
    pub guides: Guides,
    pub actions: Vec<Action>,
}

/// Follows the drag under way and the arrow keys. Called before anything is painted, with `page.moved` still empty.
pub fn follow(page: &Page<'_>, ui: &Ui, response: &Response, camera: &mut Camera) -> Outcome {
    let mut outcome = Outcome::default();
    let size = page.scene.image.size;
    let key = Id::unique("canvas drag");
    let mut drag: Option<(ImageId, Drag)> = ui.data(|d| d.get_temp(key));
    if response.drag_started() {
        let origin = ui.input(|i| i.pointer.press_origin());
        drag = origin.map(|at| (page.open.id, begun(page, ui, response, at)));
    }
    let wrong = drag.as_ref().is_some_and(|(image, _)| *image != page.open.id);
    if wrong || page.shown.asks(Command::LetGo) {
        drag = None;
    }
    if let (Some((_, drag)), Some(at)) = (&drag, response.interact_pointer_pos()) {
        let is_over = response.drag_stopped();
        pull(page, *drag, at, response.drag_delta(), is_over, size, camera, &mut outcome);
    }
    if !response.dragged() {
        drag = None;
    }
    ui.data_mut(|d| match drag {
        Some(drag) => {
            d.insert_temp(key, drag);
        }
        None => {
            d.remove::<(ImageId, Drag)>(key);
        }
    });
    if outcome.moved.is_none() {
        nudge(page, ui, &mut outcome);
    }
    outcome
}

/// What a drag that begins here does.
fn begun(page: &Page<'_>, ui: &Ui, response: &Response, at: Pos2) -> Drag {
    let space = ui.input(|i| i.key_down(Key::Space));
    if space || !response.drag_started_by(PointerButton::Primary) {
        return Drag::Pan;
    }
    let from = page.lens.pos_in_image(at);
    if page.shown.state.can_edit() {
        if matches!(page.shown.state.tool, Tool::DrawBox { .. }) {
            return Drag::Draw { from };
        }
        if let Some((region, start, rect)) = kept(page) {
            if let Some(handle) = handle_at(rect, at) {
                return Drag::Resize { region, start, handle };
            }
            if rect.contains(at) {
                return Drag::Move { region, start, from };
            }
        }
    }
    Drag::Pan
}

/// The selected region, its box in pixels and in the window.
pub fn kept(page: &Page<'_>) -> Option<(RegionId, BBox, Rect)> {
    let Some(Item::Region(id) | Item::Attribute(id, _)) = page.shown.state.selection.kept else {
        return None;
    };
    let region = page.sheet.region(id)?;
    let bbox = page.moved.filter(|(moved, _)| *moved == id).map_or(region.bbox, |(_, b)| b);
    Some((id, bbox, page.lens.box_in_ui(&bbox)))
}

/// The handle at a place of the window.
pub fn handle_at(rect: Rect, at: Pos2) -> Option<Handle> {
    let near = |h: &Handle| (h.at(rect) - at).length() <= GRAB;
    Handle::ALL.into_iter().find(near)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one drag, one frame: a struct for one call would hide it"
)]
fn pull(
    page: &Page<'_>,
    drag: Drag,
    at: Pos2,
    by: Vec2,
    is_over: bool,
    size: Size,
    camera: &mut Camera,
    outcome: &mut Outcome,
) {
    let here = page.lens.pos_in_image(at);
    match drag {
        Drag::Pan => camera.pan(by, page.view, size),
        Drag::Draw { from } => {
            let edges = edges(page, None);
            let bbox = grip::drawn(from, here, &edges, size);
            outcome.guides = edges.met(&bbox);
            if !is_over {
                outcome.drawn = Some(bbox);
            } else if grip::is_box(&bbox) {
                outcome.drawn = Some(bbox);
                outcome.actions.push(draw_action(page, bbox));
            }
        }
        Drag::Move { region, start, from } => {
            let edges = edges(page, Some(region));
            let bbox = grip::moved(start, here.x - from.x, here.y - from.y, &edges, size);
            outcome.guides = edges.met(&bbox);
            change(region, start, bbox, is_over, outcome);
        }
        Drag::Resize { region, start, handle } => {
            let edges = edges(page, Some(region));
            let bbox = grip::resized(start, handle, here, &edges, size);
            outcome.guides = edges.met(&bbox);
            change(region, start, bbox, is_over, outcome);
        }
    }
}

/// The box as it stands; an edit once the drag is over and the box is another.
fn change(region: RegionId, start: BBox, bbox: BBox, is_over: bool, outcome: &mut Outcome) {
    outcome.moved = Some((region, bbox));
    if is_over && bbox != start {
        outcome.actions.push(Action::SetBox { region, bbox });
    }
}

fn draw_action(page: &Page<'_>, bbox: BBox) -> Action {
    match &page.shown.state.tool {
        Tool::DrawBox { label: Some(label) } => Action::AddRegion { bbox, label: label.clone() },
        _ => Action::Open(Dialog::NameBox { bbox }),
    }
}

fn edges(page: &Page<'_>, own: Option<RegionId>) -> Edges {
    if !page.settings().snap {
        return Edges::default();
    }
    let others =
        page.sheet.regions.iter().filter(|r| Some(r.id) != own && r.is_shown(page.settings()));
    let whole = page.scene.image.size.bounds();
    Edges::of(others.map(|r| r.bbox).chain([whole]), SNAP / page.lens.zoom())
}

/// Where steps of the arrow keys are kept.
const NUDGE: &str = "canvas nudge";

/// Steps of the arrow keys that are not an edit yet.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Nudge {
    image: ImageId,
    region: RegionId,
    bbox: BBox,
    /// Of the last step, in seconds of the window.
    at: f64,
}

/// The edit that steps of the arrow keys come to, where some wait: whatever else is done comes after it.
pub fn finish_nudge(ctx: &Context, state: &State) -> Option<Action> {
    let is_else = |e: &Event| match e {
        Event::Key { key, pressed, .. } => *pressed && !ARROWS.iter().any(|(a, _)| a == key),
        Event::PointerButton { pressed, .. } => *pressed,
        Event::AccessKitActionRequest(_) => true,
        _ => false,
    };
    if !ctx.input(|i| i.events.iter().any(is_else)) {
        return None;
    }
    let key = Id::unique(NUDGE);
    let step: Nudge = ctx.data(|d| d.get_temp(key))?;
    ctx.data_mut(|d| d.remove::<Nudge>(key));
    let open = state.open.as_ref().filter(|o| o.id == step.image)?;
    let before = open.scene()?.regions.get(&step.region)?.bbox;
    (before != step.bbox).then_some(Action::SetBox { region: step.region, bbox: step.bbox })
}

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, vec2(-1.0, 0.0)),
    (Key::ArrowRight, vec2(1.0, 0.0)),
    (Key::ArrowUp, vec2(0.0, -1.0)),
    (Key::ArrowDown, vec2(0.0, 1.0)),
];

fn nudge(page: &Page<'_>, ui: &Ui, outcome: &mut Outcome) {
    let key = Id::unique(NUDGE);
    let now = ui.input(|i| i.time);
    let pending: Option<Nudge> = ui.data(|d| d.get_temp(key));
    let mut pending = pending.filter(|n| n.image == page.open.id);
    if let Some((region, bbox, _)) = kept(page).filter(|_| listens(page, ui.ctx())) {
        let by = steps(ui);
        if by != Vec2::ZERO {
            let start = pending.filter(|n| n.region == region).map_or(bbox, |n| n.bbox);
            let bbox = grip::moved(start, by.x, by.y, &Edges::default(), page.scene.image.size);
            pending = Some(Nudge { image: page.open.id, region, bbox, at: now });
        }
    }
    let Some(step) = pending else {
        ui.data_mut(|d| d.remove::<Nudge>(key));
        return;
    };
    let is_kept = kept(page).is_some_and(|(id, ..)| id == step.region);
    outcome.moved = Some((step.region, step.bbox));
    if now - step.at >= PAUSE || !is_kept {
        ui.data_mut(|d| d.remove::<Nudge>(key));
        if page.sheet.region(step.region).is_some_and(|r| r.bbox != step.bbox) {
            outcome.actions.push(Action::SetBox { region: step.region, bbox: step.bbox });
        }
    } else {
        ui.data_mut(|d| d.insert_temp(key, step));
        let rest = (PAUSE - (now - step.at)).max(0.01);
        ui.ctx().request_repaint_after(Duration::from_secs_f64(rest));
    }
}

/// Whether arrow keys are the canvas's: nothing is typed, no dialog is open, no other widget has the keys.
fn listens(page: &Page<'_>, ctx: &Context) -> bool {
    page.shown.state.can_edit()
        && page.shown.state.dialog.is_none()
        && !ctx.text_edit_focused()
        && !egui::Popup::is_any_open(ctx)
}

/// Pixels by the arrow keys of this frame; they are used up.
fn steps(ui: &Ui) -> Vec2 {
    ui.input_mut(|i| {
        let mut by = Vec2::ZERO;
        for (key, step) in ARROWS {
            // The one with Shift first: the other would match it too.
            by += step * 10.0 * i.count_and_consume_key(Modifiers::SHIFT, key) as f32;
            by += step * i.count_and_consume_key(Modifiers::NONE, key) as f32;
        }
        by
    })
}

/// The cursor that says what a press would do.
pub fn cursor(page: &Page<'_>, ui: &Ui, at: Pos2) -> CursorIcon {
    let state = page.shown.state;
    if ui.input(|i| i.key_down(Key::Space)) {
        return CursorIcon::Grab;
    }
    if matches!(state.tool, Tool::DrawBox { .. }) && state.can_edit() {
        return CursorIcon::Crosshair;
    }
    if state.tool == Tool::Merge {
        return CursorIcon::PointingHand;
    }
    match kept(page).filter(|_| state.can_edit()) {
        Some((_, _, rect)) => match handle_at(rect, at) {
            Some(handle) => handle.cursor(),
            None if rect.contains(at) => CursorIcon::Move,
            None => CursorIcon::Default,
        },
        None => CursorIcon::Default,
    }
}
