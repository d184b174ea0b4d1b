//! The selected words of a caption: what they rest on. Why a caption says "dog".

use super::{At, Out, parts, words};
use crate::app::{Column, Item};
use crate::domain::{AttributeKind, FactRef};
use egui::{RichText, Ui};
use std::ops::Range;

/// The words, and each fact that they rest on, a click away.
pub(super) fn span(at: &At<'_>, column: &Column, range: &Range<usize>, ui: &mut Ui, out: &mut Out) {
    let text = at.open.text(column).and_then(|t| t.get(range.clone())).unwrap_or_default();
    ui.add(egui::Label::new(RichText::new(format!("“{text}”")).heading()).wrap());
    let report = at.open.reports.get(column);
    let touches =
        |s: &Range<usize>| s.start < range.end.max(range.start + 1) && s.end > range.start;
    let findings = report.into_iter().flat_map(|r| &r.findings);
    for finding in findings.filter(|f| f.span.as_ref().is_some_and(touches)) {
        let colour = at.shown.colours.verdict(finding.verdict);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(finding.verdict.title()).strong().color(colour));
            ui.label(&finding.why);
        });
    }
    let facts = at.open.facts_at(column, range);
    ui.add_space(4.0);
    if facts.is_empty() {
        parts::quiet(ui, at.shown, "These words rest on nothing that was found.");
        return;
    }
    ui.label(RichText::new("These words rest on").strong());
    for fact in &facts {
        draw_fact(at, fact, ui, out);
    }
}

fn draw_fact(at: &At<'_>, fact: &FactRef, ui: &mut Ui, out: &mut Out) {
    let Some((words, item)) = told(at, fact) else { return };
    let Some(item) = item else {
        ui.label(words);
        return;
    };
    let response = ui.add(egui::Link::new(words));
    if response.contains_pointer() {
        out.hovered = Some(item.clone());
    }
    if response.clicked() {
        out.select(item);
    }
}

/// A fact in words, with what can be selected for it.
fn told(at: &At<'_>, fact: &FactRef) -> Option<(String, Option<Item>)> {
    Some(match fact {
        FactRef::Region(id) => {
            let label = AttributeKind::Label;
            let by = source_of(at, *id, label);
            (format!("{}{by}", at.name(*id)), Some(Item::Attribute(*id, label)))
        }
        FactRef::Attribute(id, kind) => {
            let region = at.scene.regions.get(id)?;
            let value = region.attributes.get(kind)?.decided();
            let value = value.map(|(v, s)| format!("{} {s:.2}", v.words())).unwrap_or_default();
            let words = format!(
                "{} of {}: {value}{}",
                kind.title(),
                at.name(*id),
                source_of(at, *id, *kind)
            );
            (words, Some(Item::Attribute(*id, *kind)))
        }
        FactRef::Relation(id) => {
            let relation = at.scene.relations.iter().find(|r| r.id == *id)?;
            let words = words::relation(at.scene, relation, at.rules.assert);
            let by = relation.evidence.source.short();
            let words = format!("{words} {:.2}, by {by}", relation.confidence());
            (words, Some(Item::Relation(*id)))
        }
        FactRef::Text(id) => {
            let text = at.scene.texts.iter().find(|t| t.id == *id)?;
            let words = format!(
                "text “{}” {:.2}, by {}",
                words::line(text),
                text.score,
                text.source.short()
            );
            (words, Some(Item::Text(*id)))
        }
        FactRef::Count(label) => (format!("the number of regions called {label}"), None),
        FactRef::Scene => ("what the whole picture is".to_owned(), Some(Item::SceneName)),
    })
}

/// ", by nanodet": who gave an attribute its value.
fn source_of(at: &At<'_>, region: crate::domain::RegionId, kind: AttributeKind) -> String {
    let attribute = at.scene.regions.get(&region).and_then(|r| r.attributes.get(&kind));
    let ruled = attribute.and_then(|a| words::ruling(&a.ruling));
    let first = attribute.and_then(|a| a.candidates.first()).map(|e| e.source.short().to_owned());
    match (ruled, first) {
        (Some(ruled), _) => format!(", {ruled}"),
        (None, Some(by)) => format!(", by {by}"),
        (None, None) => String::new(),
    }
}
