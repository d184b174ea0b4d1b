//! The list of images: search, filters, how far the review is, and the rows themselves.

mod filters;
mod list;
mod row;

use crate::app::{Action, Command};
use crate::gui::Shown;
use egui::{Id, ProgressBar, RichText, TextEdit, Ui};
use std::sync::Arc;

/// The list of images.
pub fn images_panel(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.add_space(6.0);
    actions.extend(search(shown, ui));
    let counts = counts(shown, ui);
    actions.extend(filters::choosers(shown, ui, &counts));
    actions.extend(how_many(shown, ui));
    progress(shown, ui, &counts);
    ui.separator();
    actions.extend(if shown.state.images.total() == 0 {
        no_image(shown, ui)
    } else if shown.state.images.listed() == 0 {
        nothing_matches(shown, ui)
    } else {
        list::rows(shown, ui)
    });
    actions
}

/// What is counted over all images, kept until they change.
#[derive(Debug, Default)]
struct Counts {
    /// By `Status as u8`.
    status: std::collections::BTreeMap<u8, usize>,
    labels: Vec<(String, usize)>,
    tags: std::collections::BTreeMap<String, usize>,
}

/// The counts of now: over 100,000 images they cost milliseconds, so they are kept as long as the list stays.
fn counts(shown: &Shown<'_>, ui: &Ui) -> Arc<Counts> {
    let images = &shown.state.images;
    let id = Id::unique("images, counts");
    let key = (images.revision(), images.total());
    let kept: Option<((u64, usize), Arc<Counts>)> = ui.data_mut(|d| d.get_temp(id));
    if let Some((_, counts)) = kept.filter(|(of, _)| *of == key) {
        return counts;
    }
    let counts = Counts { status: images.counts(), labels: images.labels(), tags: images.tags() };
    let counts = Arc::new(counts);
    ui.data_mut(|d| d.insert_temp(id, (key, counts.clone())));
    counts
}

/// The search field: labels, texts, captions and names.
fn search(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut text = shown.state.images.search.clone();
    let key = shown.key(Command::Search);
    let field = TextEdit::singleline(&mut text)
        .id(Id::unique("images, search"))
        .hint_text(format!("search in labels, texts, captions ({key})"))
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name("Search images");
    if shown.asks(Command::Search) {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let mut actions = Vec::new();
    if response.changed() {
        actions.push(Action::Search(text));
    } else if entered && let Some(first) = shown.state.images.nth(0) {
        actions.push(Action::Go(first.id));
    }
    actions
}

/// "412 of 2,000", and the way back to all of them.
fn how_many(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let images = &shown.state.images;
    let mut actions = Vec::new();
    ui.horizontal(|ui| {
        let all = thousands(images.total());
        let words = match (images.listed() == images.total(), images.total()) {
            (true, 1) => "1 image".to_owned(),
            (true, _) => format!("{all} images"),
            (false, _) => format!("{} of {all}", thousands(images.listed())),
        };
        ui.label(RichText::new(words).strong());
        if Command::ClearFilters.is_enabled(shown.state) {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let link = ui.link("clear filters").on_hover_text(Command::ClearFilters.help());
                if link.clicked() {
                    actions.push(Action::Do(Command::ClearFilters));
                }
            });
        }
    });
    actions
}

/// How far the review is.
fn progress(shown: &Shown<'_>, ui: &mut Ui, counts: &Counts) {
    let total = shown.state.images.total();
    if total == 0 {
        return;
    }
    let approved =
        counts.status.get(&(crate::project::Status::Approved as u8)).copied().unwrap_or(0);
    let share = approved as f32 / total as f32;
    let words = format!("{} of {} approved", thousands(approved), thousands(total));
    ui.add(ProgressBar::new(share).desired_height(4.0).fill(shown.colours.good))
        .on_hover_text(&words)
        .accessible_name(words.clone());
    ui.label(RichText::new(words).small().color(shown.colours.quiet));
}

fn no_image(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        ui.label("No image yet.");
        ui.add_space(4.0);
        for command in [Command::OpenPhotographs, Command::OpenFolder] {
            if ui.button(command.label()).on_hover_text(command.help()).clicked() {
                actions.push(Action::Do(command));
            }
        }
        ui.label(RichText::new("or drop photographs here").color(shown.colours.quiet));
    });
    actions
}

fn nothing_matches(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.vertical_centered(|ui| {
        ui.add_space(24.0);
        let search = shown.state.images.search.trim();
        let words = if search.is_empty() {
            "No image passes the filter.".to_owned()
        } else {
            format!("No image has “{search}” and passes the filter.")
        };
        ui.label(words);
        ui.add_space(4.0);
        if ui.button("Clear the filter").clicked() {
            actions.push(Action::Do(Command::ClearFilters));
        }
    });
    actions
}

/// "2,000".
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
