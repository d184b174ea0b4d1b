//! What people say of the image as a whole: status, note, tags.

use crate::app::{Action, Command};
use crate::gui::{Shown, theme};
use crate::project::{ImageId, ImageRow, Status};
use egui::{Button, Id, RichText, TextEdit, Ui};

/// Seconds after the last keystroke after which a note is stored by itself.
const PAUSE: f64 = 0.8;

/// Tags of other images that are offered at most.
const OFFERED: usize = 8;

/// What is typed and not yet stored.
#[derive(Debug, Clone, Default)]
struct Typed {
    image: ImageId,
    text: String,
    at: f64,
}

/// The status as buttons.
pub(super) fn status(shown: &Shown<'_>, row: &ImageRow, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let can = !shown.state.is_read_only();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for status in [Status::ToReview, Status::Approved, Status::NeedsWork] {
            let is_on = row.status == status;
            let words = format!("{} {}", theme::sign(status), status.title());
            let button = ui.add_enabled(can, Button::selectable(is_on, words));
            let hint = match status {
                Status::Approved => format!("{} approves and goes on", shown.key(Command::Approve)),
                Status::NeedsWork => {
                    format!("{} ({})", Command::NeedsWork.help(), shown.key(Command::NeedsWork))
                }
                _ => Command::ToReview.help().to_owned(),
            };
            if button.on_hover_text(hint).clicked() && !is_on {
                actions.push(Action::SetStatus(status));
            }
        }
    });
    if let Some(failure) = &row.failure {
        ui.label(RichText::new(format!("failed: {failure}")).color(shown.colours.bad));
    }
    actions
}

/// Note and tags. Stored after a pause and when the field is left.
pub(super) fn note_and_tags(shown: &Shown<'_>, row: &ImageRow, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let is_read_only = shown.state.is_read_only();
    let id = Id::unique("inspector, note");
    let mut text = typed(ui, id, row.id).map_or_else(|| row.note.clone(), |t| t.text);
    let hint = format!("note ({})", shown.key(Command::Note));
    let field = TextEdit::multiline(&mut text)
        .id(id)
        .hint_text(hint)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .interactive(!is_read_only);
    let response = ui.add(field).accessible_name("Note");
    if shown.asks(Command::Note) {
        response.request_focus();
        response.scroll_to_me(None);
    }
    if response.changed() {
        type_in(ui, id, row.id, text);
    }
    let text = due(ui, id, row.id, response.lost_focus(), true);
    actions.extend(text.filter(|t| *t != row.note).map(Action::SetNote));
    actions.extend(tags(shown, row, ui));
    actions
}

fn tags(shown: &Shown<'_>, row: &ImageRow, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let id = Id::unique("inspector, tags");
    let is_read_only = shown.state.is_read_only();
    let mut text = typed(ui, id, row.id).map_or_else(|| row.tags.join(", "), |t| t.text);
    let field = TextEdit::singleline(&mut text)
        .id(id)
        .hint_text("tags, with commas between")
        .desired_width(f32::INFINITY)
        .interactive(!is_read_only);
    let response = ui.add(field).accessible_name("Tags");
    if response.changed() {
        type_in(ui, id, row.id, text);
    }
    let text = due(ui, id, row.id, response.lost_focus(), false);
    actions.extend(text.map(|t| read_tags(&t)).filter(|t| *t != row.tags).map(Action::SetTags));
    if !is_read_only && !response.has_focus() {
        actions.extend(offered(shown, row, ui));
    }
    actions
}

/// Tags that other images have, each a click away.
fn offered(shown: &Shown<'_>, row: &ImageRow, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut known = known_tags(shown, ui);
    known.retain(|t| !row.tags.contains(t));
    if known.is_empty() {
        return actions;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for tag in known.into_iter().take(OFFERED) {
            let button = ui.small_button(format!("+ {tag}"));
            if button.on_hover_text("Gives this image the tag.").clicked() {
                let tags = row.tags.iter().cloned().chain([tag]).collect();
                actions.push(Action::SetTags(tags));
            }
        }
    });
    actions
}

/// The project's tags, most frequent first, kept until the images change.
fn known_tags(shown: &Shown<'_>, ui: &Ui) -> Vec<String> {
    let id = Id::unique("inspector, known tags");
    let now = shown.state.images.revision();
    let kept: Option<(u64, Vec<String>)> = ui.data_mut(|d| d.get_temp(id));
    if let Some((_, tags)) = kept.filter(|(of, _)| *of == now) {
        return tags;
    }
    let mut counted: Vec<(String, usize)> = shown.state.images.tags().into_iter().collect();
    counted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let tags: Vec<String> = counted.into_iter().map(|(t, _)| t).collect();
    ui.data_mut(|d| d.insert_temp(id, (now, tags.clone())));
    tags
}

/// "street, night" as tags, each once.
pub(super) fn read_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|t| !t.is_empty()) {
        if !tags.iter().any(|t| t == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn typed(ui: &Ui, id: Id, image: ImageId) -> Option<Typed> {
    ui.data_mut(|d| d.get_temp::<Typed>(id)).filter(|t| t.image == image)
}

fn type_in(ui: &Ui, id: Id, image: ImageId, text: String) {
    let at = ui.input(|i| i.time);
    ui.data_mut(|d| d.insert_temp(id, Typed { image, text, at }));
}

/// What was typed, once it is to be stored: when the field is left or, with `by_itself`, after a pause.
fn due(ui: &Ui, id: Id, image: ImageId, is_left: bool, by_itself: bool) -> Option<String> {
    let typed = typed(ui, id, image)?;
    let waited = ui.input(|i| i.time) - typed.at;
    if !is_left && (!by_itself || waited < PAUSE) {
        if by_itself {
            ui.ctx().request_repaint_after_secs((PAUSE - waited).max(0.02) as f32);
        }
        return None;
    }
    ui.data_mut(|d| d.remove_temp::<Typed>(id));
    Some(typed.text)
}

/// Stores what was typed where its field is no longer drawn: something else was selected meanwhile.
pub(super) fn left_over(ui: &Ui, image: &ImageRow) -> Vec<Action> {
    let mut actions = Vec::new();
    let note = due(ui, Id::unique("inspector, note"), image.id, true, false);
    actions.extend(note.filter(|n| *n != image.note).map(Action::SetNote));
    let tags = due(ui, Id::unique("inspector, tags"), image.id, true, false);
    actions.extend(tags.map(|t| read_tags(&t)).filter(|t| *t != image.tags).map(Action::SetTags));
    actions
}
