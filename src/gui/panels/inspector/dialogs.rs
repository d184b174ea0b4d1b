//! The correction dialogs: one field with completion below it. Arrow keys choose, Enter takes, Escape closes.

use super::completion::{self, Choice, Known};
use super::words;
use crate::app::Action;
use crate::app::state::Dialog;
use crate::domain::{AttributeKind, Predicate, Scene};
use crate::gui::Shown;
use egui::{
    Align, Align2, Button, ComboBox, Id, Key, Layout, Modifiers, RichText, ScrollArea, TextEdit,
    Ui, Window, vec2,
};
use std::sync::Arc;

/// Height of an offer in points.
const OFFER: f32 = 24.0;

/// Kinds that can be given to a region by hand.
pub(super) const KINDS: [AttributeKind; 15] = [
    AttributeKind::Label,
    AttributeKind::FineName,
    AttributeKind::Colour,
    AttributeKind::Logo,
    AttributeKind::Landmark,
    AttributeKind::Celebrity,
    AttributeKind::Emotion,
    AttributeKind::Animal,
    AttributeKind::Plant,
    AttributeKind::Aircraft,
    AttributeKind::Food,
    AttributeKind::Text,
    AttributeKind::Size,
    AttributeKind::Depth,
    AttributeKind::Location,
];

/// What is typed, and what of the offers is chosen; one dialog at a time.
#[derive(Clone, Default)]
struct Typed {
    /// The dialog that it is of.
    of: String,
    text: String,
    /// Of the offers; none where Enter alone gives no name.
    chosen: Option<usize>,
    choice: Arc<Choice>,
    /// What fits `fits`.
    offers: Arc<Vec<Known>>,
    fits: Option<String>,
    is_new: bool,
}

/// The dialog in which a value is typed, where one is open.
pub fn correction_dialogs(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let id = Id::unique("correction");
    let dialog = shown.state.dialog.as_ref().filter(|d| is_correction(d));
    let (Some(dialog), Some(scene)) = (dialog, shown.state.scene()) else {
        ui.data_mut(|d| d.remove::<Typed>(id));
        // Without a scene there is nothing to correct.
        return if dialog.is_some() { vec![Action::CloseDialog] } else { Vec::new() };
    };
    let mut typed: Typed = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let of = format!("{dialog:?}");
    if typed.of != of {
        let choice = Arc::new(completion::choice(shown.state, scene, dialog, kind(dialog)));
        let text = before(scene, dialog);
        typed = Typed { of, text, choice, is_new: true, ..Typed::default() };
    }
    fit(dialog, &mut typed);
    let enters = keys(ui, &mut typed);
    let mut taken = None;
    let mut actions = window(ui, &title(shown, scene, dialog), |ui| {
        let mut actions = above(shown, scene, dialog, ui);
        field(scene, dialog, &mut typed, ui);
        // Letters and Enter may come in one frame: Enter takes what fits all of them.
        fit(dialog, &mut typed);
        taken = offers(shown, &mut typed, ui);
        if enters {
            taken = match typed.chosen {
                Some(at) => typed.offers.get(at).map(|k| k.words.clone()),
                None => Some(String::new()),
            };
        }
        actions.extend(below(shown, dialog, ui));
        actions
    });
    if let Some(words) = taken {
        actions.push(take(dialog, words));
    }
    ui.data_mut(|d| d.insert_temp(id, typed));
    actions
}

fn is_correction(dialog: &Dialog) -> bool {
    use Dialog::*;
    matches!(
        dialog,
        Correct { .. } | CorrectText { .. } | CorrectScene | NameBox { .. } | Relate { .. }
    )
}

fn kind(dialog: &Dialog) -> AttributeKind {
    match dialog {
        Dialog::Correct { kind, .. } => *kind,
        Dialog::CorrectText { .. } => AttributeKind::Text,
        Dialog::CorrectScene => AttributeKind::Scene,
        _ => AttributeKind::Label,
    }
}

/// What stands in the field at first: text is mostly right and is mended, everything else is typed anew.
fn before(scene: &Scene, dialog: &Dialog) -> String {
    match dialog {
        Dialog::CorrectText { text } => {
            scene.texts.iter().find(|t| t.id == *text).map(words::line).unwrap_or_default()
        }
        Dialog::Correct { region, kind: AttributeKind::Text } => {
            let attribute =
                scene.regions.get(region).and_then(|r| r.attributes.get(&AttributeKind::Text));
            attribute.and_then(|a| a.decided()).map(|(v, _)| v.words()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn title(shown: &Shown<'_>, scene: &Scene, dialog: &Dialog) -> String {
    let name = |id| words::region(scene, id, shown.state.rules.assert);
    match dialog {
        Dialog::Correct { region, .. } => format!("Correct {}", name(*region)),
        Dialog::CorrectText { .. } => "What the text says".to_owned(),
        Dialog::CorrectScene => "What the whole picture is".to_owned(),
        Dialog::NameBox { .. } => "Name the new region".to_owned(),
        Dialog::Relate { subject, object, .. } => format!("{} … {}", name(*subject), name(*object)),
        _ => String::new(),
    }
}

fn window(ui: &Ui, title: &str, content: impl FnOnce(&mut Ui) -> Vec<Action>) -> Vec<Action> {
    let mut is_open = true;
    let shown = Window::new(title)
        .id(Id::unique("correction window"))
        .open(&mut is_open)
        .collapsible(false)
        .resizable(false)
        .default_width(380.0)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, -60.0))
        .show(ui.ctx(), content);
    let mut actions = shown.and_then(|s| s.inner).unwrap_or_default();
    if !is_open || ui.input(|i| i.key_pressed(Key::Escape)) {
        actions.push(Action::CloseDialog);
    }
    actions
}

/// Finds anew what fits where something else is typed.
fn fit(dialog: &Dialog, typed: &mut Typed) {
    if typed.fits.as_ref() != Some(&typed.text) {
        // Text that stands in the field from the beginning is there to be mended, not looked for.
        typed.offers = Arc::new(typed.choice.fitting(&typed.text));
        typed.fits = Some(typed.text.clone());
        let is_bare = matches!(dialog, Dialog::NameBox { .. }) && typed.text.trim().is_empty();
        typed.chosen = (!is_bare).then_some(0);
    }
}

/// Arrow keys choose; whether Enter was pressed.
fn keys(ui: &Ui, typed: &mut Typed) -> bool {
    let last = typed.offers.len().saturating_sub(1);
    ui.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
            typed.chosen = Some(typed.chosen.map_or(0, |at| (at + 1).min(last)));
        }
        if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
            typed.chosen = typed.chosen.map(|at| at.saturating_sub(1));
        }
        i.consume_key(Modifiers::NONE, Key::Enter)
    })
}

/// The kind where any may be given; the way round of a relation.
fn above(shown: &Shown<'_>, scene: &Scene, dialog: &Dialog, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    match dialog {
        Dialog::Correct { region, kind } => {
            ui.horizontal(|ui| {
                let chooser = ComboBox::from_id_salt("kind")
                    .selected_text(title_of(*kind))
                    .width(130.0)
                    .height(420.0)
                    .show_ui(ui, |ui| {
                        for other in KINDS {
                            if ui.selectable_label(other == *kind, title_of(other)).clicked() {
                                let (region, kind) = (*region, other);
                                actions.push(Action::Open(Dialog::Correct { region, kind }));
                            }
                        }
                    });
                chooser.response.accessible_name(format!("Attribute: {}", title_of(*kind)));
                let attribute = scene.regions.get(region).and_then(|r| r.attributes.get(kind));
                let now = attribute
                    .and_then(|a| a.decided())
                    .map(|(v, s)| format!("now {} {s:.2}", v.words()));
                let now = now.unwrap_or_else(|| "no value yet".to_owned());
                let text = RichText::new(now).color(shown.colours.quiet);
                ui.add(egui::Label::new(text).truncate());
            });
        }
        Dialog::Relate { subject, object, relation: None } => {
            let swap = ui.small_button("⇄ the other way round");
            if swap.on_hover_text("Changes subject and object.").clicked() {
                let (subject, object) = (*object, *subject);
                actions.push(Action::Open(Dialog::Relate { subject, object, relation: None }));
            }
        }
        _ => {}
    }
    actions
}

/// The kind as the dialog says it.
fn title_of(kind: AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Celebrity => "person's name",
        kind => kind.title(),
    }
}

fn field(scene: &Scene, dialog: &Dialog, typed: &mut Typed, ui: &mut Ui) {
    let hint = match dialog {
        Dialog::Relate { .. } => "a verb or a place: riding, left of",
        Dialog::NameBox { .. } => "what it is, or Enter for no name yet",
        _ if typed.choice.is_closed => "choose one",
        _ => "type a part of it",
    };
    let id = Id::unique("correction field");
    let field =
        TextEdit::singleline(&mut typed.text).id(id).hint_text(hint).desired_width(f32::INFINITY);
    let mut output = field.show(ui);
    output.response.response.clone().accessible_name("New value");
    output.response.request_focus();
    if std::mem::take(&mut typed.is_new) && !before(scene, dialog).is_empty() {
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(typed.text.chars().count()),
        );
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), id);
    }
}

/// What fits; the words that a click took.
fn offers(shown: &Shown<'_>, typed: &mut Typed, ui: &mut Ui) -> Option<String> {
    let mut taken = None;
    let offers = typed.offers.clone();
    ui.spacing_mut().item_spacing.y = 1.0;
    // As high as all that may be meant: the window does not jump while one types.
    let all = (typed.choice.known.len() + 1) as f32 * (OFFER + 1.0);
    ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_min_height(all.min(300.0));
        for (at, known) in offers.iter().enumerate() {
            let is_chosen = Some(at) == typed.chosen;
            let from = RichText::new(&known.from).small().color(shown.colours.quiet);
            let button = Button::new(&known.words)
                .right_text(from)
                .selected(is_chosen)
                .frame_when_inactive(is_chosen)
                .min_size(vec2(ui.available_width(), OFFER));
            let response = ui.add(button);
            if is_chosen && typed.fits.is_some() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                taken = Some(known.words.clone());
            }
        }
        if offers.is_empty() && typed.choice.is_closed {
            ui.label(
                RichText::new("No such value; these are possible with nothing typed.")
                    .color(shown.colours.quiet),
            );
        }
    });
    taken
}

fn below(shown: &Shown<'_>, dialog: &Dialog, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let words = "↑ ↓ choose, Enter takes, Esc closes";
        ui.label(RichText::new(words).small().color(shown.colours.quiet));
        if let Dialog::NameBox { bbox } = dialog {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let none = ui.small_button("No name yet");
                if none
                    .on_hover_text("Adds the region; name it later, or let the classifier look.")
                    .clicked()
                {
                    actions.push(Action::AddRegion { bbox: *bbox, label: String::new() });
                    actions.push(Action::CloseDialog);
                }
            });
        }
    });
    actions
}

/// The correction that a dialog makes of words.
fn take(dialog: &Dialog, words: String) -> Action {
    match dialog {
        Dialog::Correct { region, kind } => Action::Correct { region: *region, kind: *kind, words },
        Dialog::CorrectText { text } => Action::CorrectText { text: *text, words },
        Dialog::NameBox { bbox } => Action::AddRegion { bbox: *bbox, label: words },
        Dialog::Relate { relation: Some(relation), .. } => {
            let predicate = Predicate::from_words(&words.to_lowercase());
            Action::Reword { relation: *relation, predicate }
        }
        Dialog::Relate { subject, object, .. } => {
            let predicate = Predicate::from_words(&words.to_lowercase());
            Action::AddRelation { subject: *subject, predicate, object: *object }
        }
        _ => Action::CorrectScene(words),
    }
}
