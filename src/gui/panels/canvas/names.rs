//! Names of what is drawn, for screen readers and tests: each thing is a node of its own that can be clicked. They are no
//! widgets, so the pointer stays the canvas's, and while nobody reads them they cost nothing.

use super::arrows;
use super::context::title_of;
use super::ink::on_curve;
use super::marks::{face_words, text_words};
use super::page::Page;
use super::sheet::{DrawnRegion, Look};
use crate::app::Item;
use crate::app::view::Overlay;
use crate::domain::{RegionId, Ruling};
use egui::accesskit::{self, Action, Role, Toggled};
use egui::{Id, Rect, Response, Ui, vec2};

/// A thing's name is found here: its kind, and its number among those of its kind.
type Key = (&'static str, u64);

/// Side of the place where an arrow is clicked, in points.
const ARROW: f32 = 4.0;

/// Names all that is drawn in this frame; returns what a screen reader clicked.
pub fn names(page: &Page<'_>, ui: &Ui, canvas: &Response) -> Option<Item> {
    // Without a reader there are no nodes at all.
    ui.ctx().accesskit_node_builder(canvas.id, |_| ())?;
    let mut clicked = None;
    let mut name = |key: Key, rect: Rect, item: Option<Item>, words: String| {
        let seen = rect.intersect(page.view);
        if !seen.is_positive() {
            return;
        }
        let id = Id::unique(("canvas", key));
        let is_kept = item.is_some() && page.shown.state.selection.kept == item;
        ui.ctx().accesskit_node_builder(id, |node| describe(node, seen, words, is_kept));
        if item.is_some() && ui.input(|i| i.has_accesskit_action_request(id, Action::Click)) {
            clicked = item;
        }
    };
    regions(page, &mut name);
    texts(page, &mut name);
    people(page, &mut name);
    for (relation, curve) in arrows::shown(page) {
        let rect = Rect::from_center_size(on_curve(curve, 0.5), vec2(ARROW, ARROW));
        let mut words = title_of(page, relation);
        words.push_str(of_look(relation.look));
        words.push_str(if relation.by_person { BY_PERSON } else { "" });
        let key = ("relation", relation.id.0.into());
        name(key, rect, Some(Item::Relation(relation.id)), words);
    }
    clicked
}

const BY_PERSON: &str = ", ruled by a person";

fn describe(node: &mut accesskit::Node, rect: Rect, words: String, is_kept: bool) {
    node.set_role(Role::Button);
    node.set_label(words);
    node.set_toggled(if is_kept { Toggled::True } else { Toggled::False });
    node.set_bounds(accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    });
    node.add_action(Action::Click);
}

fn regions(page: &Page<'_>, name: &mut impl FnMut(Key, Rect, Option<Item>, String)) {
    let kept = page.shown.state.selection.kept.as_ref();
    for region in &page.sheet.regions {
        let item = Item::Region(region.id);
        let wanted = page.is_on(Overlay::Boxes) && region.is_shown(page.settings());
        if wanted || kept == Some(&item) {
            name(("region", region.id.0.into()), page.rect(region), Some(item), words(region));
        }
    }
}

/// "person 3, 0.82", "dog? 4, 0.41, witnesses disagree".
fn words(region: &DrawnRegion) -> String {
    let mut words = region.title();
    if let Some(score) = region.score {
        words.push_str(&format!(", {score:.2}"));
    }
    words.push_str(of_look(region.look));
    words.push_str(if region.by_person { BY_PERSON } else { "" });
    words.push_str(if region.has_conflict { ", witnesses disagree" } else { "" });
    words
}

fn of_look(look: Look) -> &'static str {
    if look == Look::Rejected { ", rejected" } else { "" }
}

fn texts(page: &Page<'_>, name: &mut impl FnMut(Key, Rect, Option<Item>, String)) {
    if !page.is_on(Overlay::Texts) {
        return;
    }
    for text in &page.scene.texts {
        let is_rejected = text.ruling == Ruling::Rejected;
        if is_rejected && !page.settings().show_rejected {
            continue;
        }
        let rect = page.lens.box_in_ui(&text.polygon.bounds());
        let words = format!("text {}", text_words(page, text));
        name(("text", text.id.0.into()), rect, Some(Item::Text(text.id)), words);
    }
}

/// Faces and poses, each with whose it is.
fn people(page: &Page<'_>, name: &mut impl FnMut(Key, Rect, Option<Item>, String)) {
    let of = |region: Option<RegionId>| {
        let region = region.and_then(|id| page.sheet.region(id));
        region.map(|r| format!(" of {}", r.title())).unwrap_or_default()
    };
    if page.is_on(Overlay::Faces) {
        for (at, face) in page.scene.faces.iter().enumerate() {
            let words = format!("face{}: {}", of(face.region), face_words(page, face));
            let rect = page.lens.box_in_ui(&face.bbox);
            name(("face", at as u64), rect, Some(Item::Face(at)), words);
        }
    }
    if page.is_on(Overlay::Poses) {
        for (at, pose) in page.scene.poses.iter().enumerate() {
            let rect = page.lens.box_in_ui(&pose.bbox);
            let words = format!("pose{}", of(pose.region));
            name(("pose", at as u64), rect, pose.region.map(Item::Region), words);
        }
    }
}
