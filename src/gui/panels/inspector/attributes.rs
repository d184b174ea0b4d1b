//! The table of a region's attributes: value in force, confidence, who says so, the rulings; unfolded, every candidate.

use super::{At, Out, parts, words};
use crate::app::state::Dialog;
use crate::app::{Action, Command, Item};
use crate::domain::{Attribute, AttributeKind, Edit, Evidence, Region, RegionId, Ruling, Value};
use crate::gui::Shown;
use egui::{
    Align, Button, Id, Key, Label, Layout, Modifiers, RichText, Role, Sense, Ui, WidgetInfo, vec2,
};
use egui_extras::{Column, TableBody, TableBuilder, TableRow};
use std::collections::BTreeSet;

const ROW: f32 = 26.0;
const CANDIDATE: f32 = 22.0;
/// Room for confidence and source, or for a number and the four buttons; more of it where the table is wide.
const LAST: [f32; 2] = [152.0, 186.0];
/// From so wide on it is.
const WIDE: f32 = 335.0;

/// Kinds whose candidates are unfolded, for all regions alike.
fn unfolded_id() -> Id {
    Id::unique("inspector, unfolded")
}

/// Whether the arrow keys go through the table: after a click in it, until a click elsewhere.
fn keyed_id() -> Id {
    Id::unique("inspector, table has the arrow keys")
}

/// The table, and the way to give a value of a kind that nothing read.
pub(super) fn table(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    let mut unfolded: BTreeSet<AttributeKind> =
        ui.data_mut(|d| d.get_temp(unfolded_id())).unwrap_or_default();
    let shown = at.shown;
    ui.spacing_mut().item_spacing.y = 1.0;
    let last = LAST[usize::from(ui.available_width() >= WIDE)];
    let builder = TableBuilder::new(ui)
        .id_salt("attributes")
        .vscroll(false)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(74.0))
        .column(Column::remainder().at_least(60.0).clip(true))
        .column(Column::exact(last));
    let drawn = builder.header(20.0, |mut header| {
        for title in ["attribute", "value", "confidence, by"] {
            header.col(|ui| {
                let text = RichText::new(title).small().color(shown.colours.quiet);
                ui.add(Label::new(text).selectable(false));
            });
        }
    });
    let area = drawn.body(|mut body| {
        for attribute in region.attributes.values() {
            let is_unfolded = unfolded.contains(&attribute.kind);
            let mut row = Row { at, region: region.id, attribute, is_unfolded, flipped: false };
            row.draw(&mut body, out);
            if row.flipped && !unfolded.remove(&attribute.kind) {
                unfolded.insert(attribute.kind);
            }
            if is_unfolded {
                candidates(at, region.id, attribute, &mut body, out);
            }
        }
    });
    arrow_keys(at, region, ui, area.inner_rect, out);
    ui.data_mut(|d| d.insert_temp(unfolded_id(), unfolded));
    give(at, region, ui, out);
}

/// One attribute's row while it is drawn.
struct Row<'a> {
    at: &'a At<'a>,
    region: RegionId,
    attribute: &'a Attribute,
    is_unfolded: bool,
    /// The sign before it was clicked.
    flipped: bool,
}

impl Row<'_> {
    fn item(&self) -> Item {
        Item::Attribute(self.region, self.attribute.kind)
    }

    fn draw(&mut self, body: &mut TableBody<'_>, out: &mut Out) {
        let item = self.item();
        let is_kept = self.at.is_kept(&item);
        let is_lit = is_kept || self.at.is_hovered(&item);
        body.row(ROW, |mut row| {
            row.set_selected(is_kept);
            row.set_hovered(is_lit && !is_kept);
            let (_, first) = row.col(|ui| self.kind(ui));
            first.widget_info(|| WidgetInfo::selected(Role::Button, true, is_kept, self.name()));
            row.col(|ui| self.value(ui));
            row.col(|ui| {
                self.confidence(ui, is_lit);
                self.last(ui, is_lit, out);
            });
            let response = row.response();
            if response.contains_pointer() {
                out.hovered = Some(item.clone());
            }
            if response.clicked() {
                response.ctx.data_mut(|d| d.insert_temp(keyed_id(), true));
                out.select(item.clone());
            }
            if response.double_clicked() && self.at.shown.state.can_edit() {
                let kind = self.attribute.kind;
                out.push(Action::Open(Dialog::Correct { region: self.region, kind }));
            }
        });
    }

    /// The row as a screen reader says it: "label: person 0.82, accepted".
    fn name(&self) -> String {
        let ruled = words::ruled(&self.attribute.ruling).map(|r| format!(", {r}"));
        let value = match self.attribute.decided() {
            Some((value, score)) => format!("{} {score:.2}", value.words()),
            None => "nothing".to_owned(),
        };
        format!("{}: {value}{}", self.attribute.kind.title(), ruled.unwrap_or_default())
    }

    fn kind(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.x = 2.0;
        let sign = if self.is_unfolded { "▼" } else { "▶" };
        let button = ui
            .add(Button::new(RichText::new(sign).small()).frame(false).min_size(vec2(16.0, 20.0)));
        let title = self.attribute.kind.title();
        let count = self.attribute.candidates.len();
        button.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("candidates of {title}"))
        });
        let what =
            if count == 1 { "1 candidate".to_owned() } else { format!("{count} candidates") };
        self.flipped = button.on_hover_text(format!("{what}, with who says so")).clicked();
        ui.add(Label::new(title).selectable(false));
    }

    fn value(&self, ui: &mut Ui) {
        let colours = self.at.shown.colours;
        let assert = self.at.rules.assert;
        if let Some(unfit) = &self.attribute.unfit {
            let read = self.attribute.decided().map(|(v, _)| v.words()).unwrap_or_default();
            let text = RichText::new(read).strikethrough().color(colours.quiet);
            parts::cut(ui, text).on_hover_text(format!("not in force: {unfit}"));
            return;
        }
        match self.attribute.effective() {
            Some((value, score)) if score >= assert => {
                let text = shown_words(self.attribute.kind, value);
                let response = parts::cut(ui, RichText::new(text));
                if let (AttributeKind::Size, Value::Graded { number, .. }) =
                    (self.attribute.kind, value)
                {
                    response.on_hover_text(format!("{:.1} % of the image", number * 100.0));
                }
            }
            Some((value, _)) => {
                let text = format!("{}?", shown_words(self.attribute.kind, value));
                let doubted = "doubtful: below “assert”, so captions do not say it";
                parts::cut(ui, RichText::new(text).italics().color(colours.quiet))
                    .on_hover_text(doubted);
            }
            None => {
                let first = self.attribute.candidates.first();
                let read = first.map(|e| e.value.words()).unwrap_or_default();
                parts::cut(ui, RichText::new(read).strikethrough().color(colours.quiet))
                    .on_hover_text("rejected by a person");
            }
        }
    }

    /// Bar and number; the number alone where buttons need the room.
    fn confidence(&self, ui: &mut Ui, is_lit: bool) {
        match self.attribute.effective() {
            Some((_, score)) if is_lit => {
                parts::number(ui, self.at, score);
            }
            Some((_, score)) => {
                parts::score(ui, self.at, score);
            }
            None if is_lit => {}
            None if self.attribute.unfit.is_some() => {
                parts::quiet(ui, self.at.shown, "not in force");
            }
            None => {}
        }
    }

    /// Who says so, or what a person ruled; on the row that is pointed at or selected, the four buttons.
    fn last(&self, ui: &mut Ui, is_lit: bool, out: &mut Out) {
        if is_lit {
            let correct = Dialog::Correct { region: self.region, kind: self.attribute.kind };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (item, ruling) = (self.item(), &self.attribute.ruling);
                parts::rulings_box(ui, self.at, &item, ruling, correct, out);
            });
        } else if parts::ruled(ui, self.at, &self.attribute.ruling).is_none()
            && let Some(first) = self.attribute.candidates.first()
        {
            let text = RichText::new(first.source.short()).small();
            parts::cut(ui, text.color(self.at.shown.colours.quiet))
                .on_hover_text(words::evidence(first));
        }
    }
}

/// A value as the table says it: measured ones with their number.
fn shown_words(kind: AttributeKind, value: &Value) -> String {
    match value {
        // The share of the image stands on hover.
        Value::Graded { word, .. } if kind == AttributeKind::Size => word.clone(),
        Value::Graded { number, word } => format!("{word} {number:.2}"),
        Value::Text(text) => format!("“{text}”"),
        value => value.words(),
    }
}

/// Every candidate with its evidence; a click makes it the value.
fn candidates(
    at: &At<'_>,
    region: RegionId,
    attribute: &Attribute,
    body: &mut TableBody<'_>,
    out: &mut Out,
) {
    for (place, candidate) in attribute.candidates.iter().enumerate() {
        let is_value = attribute.decided().is_some_and(|(v, _)| *v == candidate.value);
        body.row(CANDIDATE, |mut row| {
            let (_, first) = row.col(|ui| {
                ui.add_space(22.0);
                let sign = if is_value { "◉" } else { "○" };
                ui.add(Label::new(RichText::new(sign).small()).selectable(false));
            });
            let name =
                format!("candidate {} for {}", candidate.value.words(), attribute.kind.title());
            first.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_value, &name));
            candidate_cells(at, attribute.kind, candidate, &mut row);
            let response = row.response();
            if response.contains_pointer() {
                out.hovered = Some(Item::Attribute(region, attribute.kind));
            }
            let hint = format!("{}\n\nClick: this is the value", words::evidence(candidate));
            if response.on_hover_text(hint).clicked() && at.shown.state.can_edit() {
                out.push(choose(at, region, attribute, place, candidate));
            }
        });
    }
    if attribute.candidates.is_empty() {
        body.row(CANDIDATE, |mut row| {
            row.col(|_| {});
            row.col(|ui| {
                parts::quiet(ui, at.shown, "no model read it");
            });
            row.col(|_| {});
        });
    }
}

fn candidate_cells(
    at: &At<'_>,
    kind: AttributeKind,
    candidate: &Evidence,
    row: &mut TableRow<'_, '_>,
) {
    row.col(|ui| {
        parts::cut(ui, RichText::new(shown_words(kind, &candidate.value)).small());
    });
    row.col(|ui| {
        parts::score(ui, at, candidate.score);
        let text = RichText::new(candidate.source.short()).small();
        parts::cut(ui, text.color(at.shown.colours.quiet));
    });
}

/// What a click on a candidate means: the best one is accepted, another becomes the correction.
fn choose(
    at: &At<'_>,
    region: RegionId,
    attribute: &Attribute,
    place: usize,
    candidate: &Evidence,
) -> Action {
    let kind = attribute.kind;
    if place == 0 {
        // Also in place of what a person typed, which accepting the attribute leaves as it is.
        let ruling = Ruling::Accepted;
        return Action::Edit(Box::new(Edit::RuleAttribute { region, kind, ruling }));
    }
    match &candidate.value {
        // The very node, which its name alone may not say: two nodes may have one name.
        value @ Value::Name { .. } => {
            let author = at.shown.state.author();
            let ruling = Ruling::Corrected { value: value.clone(), author: author.to_owned() };
            Action::Edit(Box::new(Edit::RuleAttribute { region, kind, ruling }))
        }
        value => Action::Correct { region, kind, words: value.words() },
    }
}

/// Up and down go through the rows after a click in the table, until somebody clicks elsewhere.
fn arrow_keys(at: &At<'_>, region: &Region, ui: &Ui, table: egui::Rect, out: &mut Out) {
    let elsewhere = ui.input(|i| {
        i.pointer.any_pressed() && i.pointer.interact_pos().is_some_and(|p| !table.contains(p))
    });
    if elsewhere {
        ui.data_mut(|d| d.insert_temp(keyed_id(), false));
    }
    let has_keys: bool = ui.data_mut(|d| d.get_temp(keyed_id())).unwrap_or(false);
    if !has_keys || at.shown.state.dialog.is_some() || ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let by = match (pressed(Key::ArrowUp), pressed(Key::ArrowDown)) {
        (true, false) => -1,
        (false, true) => 1,
        _ => return,
    };
    let kinds: Vec<AttributeKind> = region.attributes.keys().copied().collect();
    let kept = kinds.iter().position(|k| at.is_kept(&Item::Attribute(region.id, *k)));
    let last = kinds.len() as isize - 1;
    let to = kept.map_or(0, |at| (at as isize + by).clamp(0, last.max(0)));
    if let Some(kind) = kinds.get(to as usize) {
        out.select(Item::Attribute(region.id, *kind));
    }
}

/// A value of a kind that nothing read.
fn give(at: &At<'_>, region: &Region, ui: &mut Ui, out: &mut Out) {
    ui.add_space(4.0);
    let absent = super::dialogs::KINDS.iter().find(|k| !region.attributes.contains_key(k));
    let Some(kind) = absent else { return };
    let button = Button::new("+ another attribute…").small();
    let response = ui.add_enabled(at.shown.state.can_edit(), button);
    if response
        .on_hover_text("A logo, a landmark, a name, a colour: whatever no model read.")
        .clicked()
    {
        out.push(Action::Open(Dialog::Correct { region: region.id, kind: *kind }));
    }
    ui.add_space(2.0);
    hint(at.shown, ui);
}

fn hint(shown: &Shown<'_>, ui: &mut Ui) {
    let key = |c| shown.key(c);
    let words = format!(
        "selected row: {} ✔   {} ✏   {} ✖   {} ↺",
        key(Command::Accept),
        key(Command::Correct),
        key(Command::Reject),
        key(Command::Restore)
    );
    parts::quiet(ui, shown, words);
}
