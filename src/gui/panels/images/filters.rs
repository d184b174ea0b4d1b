//! The choosers above the list: status, label, flag or tag, order.

use super::{Counts, thousands};
use crate::app::Action;
use crate::app::filter::{Filter, Flag, Sort};
use crate::gui::{Shown, theme};
use crate::project::Status;
use egui::{ComboBox, Id, RichText, TextEdit, Ui};

/// Labels that the chooser shows at most; the field above them narrows them down.
const MOST_LABELS: usize = 200;

/// All four choosers, two in a row.
pub(super) fn choosers(shown: &Shown<'_>, ui: &mut Ui, counts: &Counts) -> Vec<Action> {
    let mut actions = Vec::new();
    let half = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
    ui.horizontal(|ui| {
        actions.extend(status(shown, ui, counts, half));
        actions.extend(label(shown, ui, counts, half));
    });
    ui.horizontal(|ui| {
        actions.extend(flag(shown, ui, counts, half));
        actions.extend(order(shown, ui, half));
    });
    actions
}

/// A chooser of this width; what is chosen stands out where it is not the first entry.
fn chooser(
    ui: &mut Ui,
    name: &'static str,
    width: f32,
    chosen: (String, bool),
    entries: impl FnOnce(&mut Ui),
) {
    let (words, is_set) = chosen;
    let text = RichText::new(&words);
    let text = if is_set { text.strong() } else { text };
    let response = ComboBox::from_id_salt(name)
        .width(width)
        .truncate()
        .height(420.0)
        .selected_text(text)
        .show_ui(ui, entries)
        .response;
    response.accessible_name(format!("{name}: {words}")).on_hover_text(format!("{name}: {words}"));
}

fn entry(ui: &mut Ui, is_chosen: bool, words: impl Into<String>) -> bool {
    ui.selectable_label(is_chosen, words.into()).clicked()
}

fn with(shown: &Shown<'_>, change: impl FnOnce(&mut Filter)) -> Option<Action> {
    let mut filter = shown.state.images.filter.clone();
    change(&mut filter);
    Some(Action::Filter(filter))
}

fn status(shown: &Shown<'_>, ui: &mut Ui, counts: &Counts, width: f32) -> Option<Action> {
    let now = shown.state.images.filter.status;
    let words =
        now.map_or("any status".to_owned(), |s| format!("{} {}", theme::sign(s), s.title()));
    let mut action = None;
    chooser(ui, "Status", width, (words, now.is_some()), |ui| {
        if entry(ui, now.is_none(), "any status") {
            action = with(shown, |f| f.status = None);
        }
        for status in Status::ALL {
            let count = counts.status.get(&(status as u8)).copied().unwrap_or(0);
            let words =
                format!("{} {} · {}", theme::sign(status), status.title(), thousands(count));
            if entry(ui, now == Some(status), words) {
                action = with(shown, |f| f.status = Some(status));
            }
        }
    });
    action
}

fn label(shown: &Shown<'_>, ui: &mut Ui, counts: &Counts, width: f32) -> Option<Action> {
    let now = shown.state.images.filter.label.clone();
    let words = now.clone().unwrap_or_else(|| "any label".to_owned());
    let mut action = None;
    chooser(ui, "Label", width, (words, now.is_some()), |ui| {
        let id = Id::unique("images, label typed");
        let mut typed: String = ui.data_mut(|d| d.get_temp(id)).unwrap_or_default();
        let field = TextEdit::singleline(&mut typed).hint_text("narrow down").desired_width(160.0);
        ui.add(field).accessible_name("Narrow down labels");
        let wanted = typed.trim().to_lowercase();
        ui.data_mut(|d| d.insert_temp(id, typed));
        if entry(ui, now.is_none(), "any label") {
            action = with(shown, |f| f.label = None);
        }
        let mut fitting = counts.labels.iter().filter(|(l, _)| l.to_lowercase().contains(&wanted));
        for (label, count) in fitting.by_ref().take(MOST_LABELS) {
            let is_chosen = now.as_ref() == Some(label);
            if entry(ui, is_chosen, format!("{label} · {}", thousands(*count))) {
                action = with(shown, |f| f.label = Some(label.clone()));
            }
        }
        let more = fitting.count();
        if more > 0 {
            ui.label(format!("and {} more: narrow them down", thousands(more)));
        }
        if counts.labels.is_empty() {
            ui.label("no image was analysed yet");
        }
    });
    action
}

fn flag(shown: &Shown<'_>, ui: &mut Ui, counts: &Counts, width: f32) -> Option<Action> {
    let filter = &shown.state.images.filter;
    let words = match (filter.flag, &filter.tag) {
        (Some(flag), _) => flag.title().to_owned(),
        (None, Some(tag)) => format!("tag {tag}"),
        (None, None) => "with or without".to_owned(),
    };
    let is_set = filter.flag.is_some() || filter.tag.is_some();
    let mut action = None;
    chooser(ui, "Flag", width, (words, is_set), |ui| {
        if entry(ui, !is_set, "with or without") {
            action = with(shown, |f| (f.flag, f.tag) = (None, None));
        }
        for flag in Flag::ALL {
            if entry(ui, filter.flag == Some(flag), flag.title()) {
                action = with(shown, |f| (f.flag, f.tag) = (Some(flag), None));
            }
        }
        for (tag, count) in &counts.tags {
            let is_chosen = filter.tag.as_ref() == Some(tag);
            if entry(ui, is_chosen, format!("tag {tag} · {}", thousands(*count))) {
                action = with(shown, |f| (f.flag, f.tag) = (None, Some(tag.clone())));
            }
        }
    });
    action
}

fn order(shown: &Shown<'_>, ui: &mut Ui, width: f32) -> Option<Action> {
    let now = shown.state.images.sort;
    let mut action = None;
    chooser(ui, "Order", width, (now.title().to_owned(), now != Sort::default()), |ui| {
        for sort in Sort::ALL {
            if entry(ui, now == sort, sort.title()) {
                action = Some(Action::Sort(sort));
            }
        }
    });
    action
}
