//! What is selected and is no region: a relation, a line of text, a face; each with who says so and the four rulings.

use super::{At, Out, parts, region, relations, words};
use crate::app::state::Dialog;
use crate::app::{Action, Item};
use crate::domain::{RegionId, RelationId, RelationKind, Ruling, TextId};
use egui::{RichText, Ui};

/// A relation.
pub(super) fn relation(at: &At<'_>, id: RelationId, ui: &mut Ui, out: &mut Out) {
    let Some(relation) = at.scene.relations.iter().find(|r| r.id == id) else { return };
    let title = words::relation(at.scene, relation, at.rules.assert);
    heading(ui, at, &title, &relation.ruling);
    ui.horizontal_top(|ui| {
        for end in [relation.subject, relation.object] {
            if let Some(there) = at.scene.regions.get(&end) {
                region::crop(at, &there.bbox, ui);
            }
        }
    });
    let item = Item::Relation(id);
    let ruling = &relation.ruling;
    rulings(at, &item, ruling, relations::dialog(relation), relation.confidence(), ui, out);
    let mut troubles = Vec::new();
    troubles.extend(relation.unfit.as_ref().map(|why| format!("not in force: {why}")));
    parts::troubles(ui, at.shown, &troubles);
    let kind = match relations::kind(relation) {
        RelationKind::P2o => "person and object",
        RelationKind::Planar => "places in the picture (2D)",
        RelationKind::Depth => "order in depth (3D)",
    };
    parts::fact(ui, at.shown, "kind", kind, "");
    let found = format!("{} {:.2}", relation.predicate.words(), relation.evidence.score);
    parts::fact(ui, at.shown, "found as", &found, &words::evidence(&relation.evidence));
    let source = words::source(&relation.evidence.source);
    parts::fact(ui, at.shown, "by", &source, &source);
    parts::fact(ui, at.shown, "ruling", &said(ruling), "");
    ui.add_space(6.0);
    go_to(at, &[relation.subject, relation.object], ui, out);
}

/// A line of text.
pub(super) fn text(at: &At<'_>, id: TextId, ui: &mut Ui, out: &mut Out) {
    let Some(text) = at.scene.texts.iter().find(|t| t.id == id) else { return };
    let line = words::line(text);
    heading(ui, at, &format!("“{line}”"), &text.ruling);
    region::crop(at, &text.polygon.bounds().widened(0.1).clamp_to(at.scene.image.size), ui);
    let item = Item::Text(id);
    let correct = Dialog::CorrectText { text: id };
    let score = match text.ruling {
        Ruling::Unreviewed => text.score,
        Ruling::Rejected => 0.0,
        Ruling::Accepted | Ruling::Corrected { .. } => 1.0,
    };
    rulings(at, &item, &text.ruling, correct, score, ui, out);
    let read = format!("“{}” {:.2}", text.text, text.score);
    parts::fact(ui, at.shown, "read as", &read, &read);
    let source = words::source(&text.source);
    parts::fact(ui, at.shown, "by", &source, &source);
    parts::fact(ui, at.shown, "box", &words::bbox(&text.polygon.bounds()), "");
    parts::fact(ui, at.shown, "ruling", &said(&text.ruling), "");
    let on = text.region.map_or("no region".to_owned(), |r| at.name(r));
    parts::fact(ui, at.shown, "on", &on, "");
    ui.add_space(6.0);
    go_to(at, &text.region.into_iter().collect::<Vec<_>>(), ui, out);
}

/// A face with all its emotions.
pub(super) fn face(at: &At<'_>, index: usize, ui: &mut Ui, out: &mut Out) {
    let Some(face) = at.scene.faces.get(index) else { return };
    heading(ui, at, "face", &Ruling::Unreviewed);
    region::crop(at, &face.bbox.widened(0.2).clamp_to(at.scene.image.size), ui);
    ui.horizontal(|ui| {
        parts::quiet(ui, at.shown, "score");
        parts::score(ui, at, face.score);
    });
    let source = words::source(&face.source);
    parts::fact(ui, at.shown, "by", &source, &source);
    if face.emotions.is_empty() {
        parts::quiet(ui, at.shown, "The emotion model did not look at it.");
    }
    for emotion in &face.emotions {
        ui.horizontal(|ui| {
            parts::score(ui, at, emotion.score);
            ui.label(&emotion.name);
        });
    }
    ui.add_space(6.0);
    go_to(at, &face.region.into_iter().collect::<Vec<_>>(), ui, out);
}

fn heading(ui: &mut Ui, at: &At<'_>, title: &str, ruling: &Ruling) {
    let mut text = RichText::new(title).heading();
    if *ruling == Ruling::Rejected {
        text = text.strikethrough().color(at.shown.colours.quiet);
    }
    ui.add(egui::Label::new(text).wrap());
}

fn said(ruling: &Ruling) -> String {
    words::ruling(ruling).unwrap_or_else(|| "nobody ruled on it".to_owned())
}

fn rulings(
    at: &At<'_>,
    item: &Item,
    ruling: &Ruling,
    correct: Dialog,
    score: f32,
    ui: &mut Ui,
    out: &mut Out,
) {
    ui.horizontal(|ui| {
        parts::score(ui, at, score);
        ui.add_space(8.0);
        parts::rulings(ui, at, item, ruling, correct, out);
        ui.add_space(8.0);
        parts::ruled(ui, at, ruling);
    });
}

/// The regions that an item is about, each a click away.
fn go_to(at: &At<'_>, regions: &[RegionId], ui: &mut Ui, out: &mut Out) {
    for id in regions {
        let response = ui.link(format!("go to {}", at.name(*id)));
        if response.contains_pointer() {
            out.hovered = Some(Item::Region(*id));
        }
        if response.clicked() {
            out.push(Action::Select(Some(Item::Region(*id))));
        }
    }
}
