//! The relations of a region, the texts on it, and the way to add a relation.

use super::{At, Out, parts, words};
use crate::app::state::Dialog;
use crate::app::{Action, Item};
use crate::domain::{Region, RegionId, Relation, Ruling, TextLine};
use egui::{Align, Layout, RichText, Ui};

/// What a region is and does with respect to others.
pub(super) fn of_region(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    let of_it = |r: &&Relation| r.subject == region.id || r.object == region.id;
    let relations: Vec<&Relation> = at.scene.relations.iter().filter(of_it).collect();
    let title = format!("Relations ({})", relations.len());
    parts::section(ui, title, "relations", true, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for relation in relations {
            row(at, region.id, relation, ui, out);
        }
        add(at, region.id, ui, out);
    });
}

/// One relation, from the region's point of view where it is the subject.
fn row(at: &At<'_>, region: RegionId, relation: &Relation, ui: &mut Ui, out: &mut Out) {
    let item = Item::Relation(relation.id);
    let full = words::relation(at.scene, relation, at.rules.assert);
    let phrase = if relation.subject == region {
        format!("{} {}", words::predicate(relation), at.name(relation.object))
    } else {
        full.clone()
    };
    let name = format!("relation {full}");
    parts::item_row(ui, at, &item, &name, out, |ui, is_lit, out| {
        if is_lit {
            let correct = dialog(relation);
            // Laid out from the right: the last comes first.
            parts::rulings_box(ui, at, &item, &relation.ruling, correct, out);
        } else {
            if relation.ruling == Ruling::Unreviewed {
                parts::score(ui, at, relation.confidence());
            } else {
                parts::ruled(ui, at, &relation.ruling);
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.label(RichText::new("●").small().color(at.shown.colours.relation(kind(relation))));
            let mut text = RichText::new(phrase);
            if relation.effective().is_none() {
                text = text.strikethrough().color(at.shown.colours.quiet);
            } else if relation.confidence() < at.rules.assert {
                text = text.italics().color(at.shown.colours.quiet);
            }
            let why = match &relation.unfit {
                Some(unfit) => format!("{full}\nnot in force: {unfit}"),
                None => format!("{full}\n{}", words::evidence(&relation.evidence)),
            };
            parts::cut(ui, text).on_hover_text(why);
        });
    });
}

pub(super) fn kind(relation: &Relation) -> crate::domain::RelationKind {
    relation.decided().unwrap_or_else(|| relation.predicate.clone()).kind()
}

/// The dialog that re-words a relation.
pub(super) fn dialog(relation: &Relation) -> Dialog {
    let (subject, object) = (relation.subject, relation.object);
    Dialog::Relate { subject, object, relation: Some(relation.id) }
}

/// A relation that nothing found: to which other region.
fn add(at: &At<'_>, region: RegionId, ui: &mut Ui, out: &mut Out) {
    let can = at.shown.state.can_edit();
    ui.add_enabled_ui(can, |ui| {
        let menu = ui.menu_button(RichText::new("+ add a relation…").small(), |ui| {
            egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                let others: Vec<RegionId> = at
                    .open
                    .regions_in_order(at.rules)
                    .into_iter()
                    .filter(|r| *r != region)
                    .collect();
                if others.is_empty() {
                    ui.label("There is no other region; draw one first.");
                }
                for other in others {
                    let button = ui.button(format!("to {}", at.name(other)));
                    if button.contains_pointer() {
                        out.hovered = Some(Item::Region(other));
                    }
                    if button.clicked() {
                        let relation = None;
                        let dialog = Dialog::Relate { subject: region, object: other, relation };
                        out.push(Action::Open(dialog));
                    }
                }
            });
        });
        menu.response.on_hover_text("Says what this region is or does with respect to another.");
    });
}

/// The lines of text that were read on a region.
pub(super) fn texts_of(at: &At<'_>, region: RegionId, ui: &mut Ui, out: &mut Out) {
    let texts: Vec<&TextLine> =
        at.scene.texts.iter().filter(|t| t.region == Some(region)).collect();
    if texts.is_empty() {
        return;
    }
    let title = format!("Text on it ({})", texts.len());
    parts::section(ui, title, "texts", true, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for text in texts {
            text_row(at, text, ui, out);
        }
    });
}

/// One line of text.
pub(super) fn text_row(at: &At<'_>, text: &TextLine, ui: &mut Ui, out: &mut Out) {
    let item = Item::Text(text.id);
    let line = words::line(text);
    let name = format!("text {line}");
    parts::item_row(ui, at, &item, &name, out, |ui, is_lit, out| {
        if is_lit {
            let correct = Dialog::CorrectText { text: text.id };
            parts::rulings_box(ui, at, &item, &text.ruling, correct, out);
        } else if text.ruling == Ruling::Unreviewed {
            parts::score(ui, at, text.score);
        } else {
            parts::ruled(ui, at, &text.ruling);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let mut words = RichText::new(format!("“{line}”"));
            if text.ruling == Ruling::Rejected {
                words = words.strikethrough().color(at.shown.colours.quiet);
            } else if text.ruling == Ruling::Unreviewed && text.score < at.rules.assert {
                words = words.italics().color(at.shown.colours.quiet);
            }
            parts::cut(ui, words);
        });
    });
}
