//! The specialists' room: what each sees before any threshold, with the inputs as it saw them. For people who ask why.

mod member;
mod outputs;

use crate::app::selection::Item;
use crate::app::{Action, Command};
use crate::domain::RegionId;
use crate::gui::Shown;
use crate::project::ImageId;
use crate::specialists::registry::{Entry, SPECIALISTS};
use egui::{CentralPanel, ComboBox, Id, Panel, RichText, ScrollArea, Ui, vec2};

/// Width from which the specialists are listed beside what the chosen one says.
const WIDE: f32 = 520.0;
/// Least width of a member's column: what is narrower stands below each other.
const COLUMN: f32 = 250.0;

/// What the room remembers while the window is open.
#[derive(Clone, Default)]
struct Chosen {
    specialist: String,
    /// Ask about the selected region alone.
    region_only: bool,
    /// Who was asked last without a click, of which image: a room that is entered shows something, once.
    asked: Option<(ImageId, String)>,
}

/// The room.
pub fn specialists_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let id = Id::unique("specialists room");
    let first = SPECIALISTS.first().map_or("", |e| e.id).to_owned();
    let mut chosen: Chosen = ui
        .data(|d| d.get_temp(id))
        .unwrap_or_else(|| Chosen { specialist: first, ..Chosen::default() });
    let mut actions = Vec::new();
    let is_wide = ui.available_width() >= WIDE;
    if is_wide {
        let width = (ui.available_width() * 0.28).clamp(116.0, 190.0);
        let list = Panel::left("specialists list").resizable(false).exact_size(width);
        list.show(ui, |ui| {
            ui.add_space(6.0);
            ui.strong("Specialists");
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| list_of(ui, &mut chosen));
        });
    }
    CentralPanel::default_margins().show(ui, |ui| {
        if !is_wide {
            let choice = ComboBox::from_id_salt("specialist").selected_text(&chosen.specialist);
            let choice = choice.height(400.0).show_ui(ui, |ui| list_of(ui, &mut chosen));
            choice.response.accessible_name("Specialist").on_hover_text("Whose outputs are shown");
        }
        if let Some(entry) = SPECIALISTS.iter().find(|e| e.id == chosen.specialist) {
            actions.extend(room(shown, ui, entry, &mut chosen));
        }
    });
    ui.data_mut(|d| d.insert_temp(id, chosen));
    actions
}

/// All specialists, to choose one.
fn list_of(ui: &mut Ui, chosen: &mut Chosen) {
    for entry in SPECIALISTS {
        let is_on = entry.id == chosen.specialist;
        if ui.selectable_label(is_on, entry.id).on_hover_text(entry.title).clicked() {
            entry.id.clone_into(&mut chosen.specialist);
        }
    }
}

/// One specialist: what can be asked of it, and what it answered.
fn room(shown: &Shown<'_>, ui: &mut Ui, entry: &Entry, chosen: &mut Chosen) -> Vec<Action> {
    let mut actions = Vec::new();
    let region = selected(shown);
    ui.horizontal_wrapped(|ui| {
        ui.heading(entry.id);
        ui.label(RichText::new(entry.title).color(shown.colours.quiet));
    });
    ui.horizontal_wrapped(|ui| {
        let is_there = shown.state.open.is_some();
        let asks = chosen.region_only.then_some(region).flatten();
        let show = ui.add_enabled(is_there, egui::Button::new("Show what it sees"));
        if show.on_hover_text("Runs it now, with thresholds lowered; the record stays.").clicked() {
            actions.push(Action::Raw { specialist: entry.id.to_owned(), region: asks });
        }
        let run = ui.add_enabled(shown.state.can_edit(), egui::Button::new("Run and keep"));
        let hint = "Runs it alone; what it finds goes into the record as one step to undo.";
        if run.on_hover_text(hint).clicked() {
            actions.push(Action::Alone { specialist: entry.id.to_owned(), region: asks });
        }
        ui.add_enabled(
            region.is_some(),
            egui::Checkbox::new(&mut chosen.region_only, "selected region only"),
        );
    });
    ui.separator();
    let found = shown.state.raw.iter().rev().find(|r| r.specialist == entry.id);
    match found {
        None => {
            empty(shown, ui);
            let here = shown.state.open.as_ref().map(|o| (o.id, entry.id.to_owned()));
            if here.is_some() && chosen.asked != here {
                actions.push(Action::Raw { specialist: entry.id.to_owned(), region: None });
                chosen.asked = here;
            }
        }
        Some(raw) => {
            let room = ui.available_size();
            let columns = ((room.x / COLUMN) as usize).clamp(1, raw.members.len().max(1));
            let size = vec2(room.x / columns as f32 - 24.0, room.y);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                // The same specialist with two models stands side by side where there is room.
                for (at, row) in raw.members.chunks(columns).enumerate() {
                    if at > 0 {
                        ui.separator();
                    }
                    ui.horizontal_top(|ui| {
                        for (at, member) in row.iter().enumerate() {
                            if at > 0 {
                                ui.separator();
                            }
                            let add = |ui: &mut Ui| member::member(shown, ui, raw, member, size);
                            actions.extend(ui.vertical(add).inner);
                        }
                    });
                }
                if raw.members.is_empty() {
                    ui.label("It has no model that could look; see the missing models below.");
                }
            });
        }
    }
    actions
}

fn selected(shown: &Shown<'_>) -> Option<RegionId> {
    let item: &Item = shown.state.selection.kept.as_ref()?;
    item.region(shown.state.scene()?)
}

fn empty(shown: &Shown<'_>, ui: &mut Ui) {
    let text = if shown.state.open.is_none() {
        "Open an image first.".to_owned()
    } else {
        format!(
            "Nothing from it yet: it is looking, or the line at the bottom says why it cannot. “Show what it sees” asks it again. {} goes back to the photograph.",
            shown.key(Command::Specialists)
        )
    };
    ui.label(RichText::new(text).color(shown.colours.quiet));
}
