//! The palette: any command by name.

use crate::app::{Action, Command};
use crate::gui::Shown;
use egui::{Button, Id, Key, RichText, ScrollArea, TextEdit, Ui};

/// What is typed, and which of the commands that fit is chosen.
#[derive(Clone, Default)]
struct Typed {
    text: String,
    chosen: usize,
}

/// The palette.
pub fn palette(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let id = Id::unique("palette");
    let mut typed: Typed = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let mut found = fitting(&typed.text);
    let mut ran = None;
    let enters = ui.input_mut(|i| {
        let last = found.len().saturating_sub(1);
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowDown) {
            typed.chosen = (typed.chosen + 1).min(last);
        }
        if i.consume_key(egui::Modifiers::NONE, Key::ArrowUp) {
            typed.chosen = typed.chosen.saturating_sub(1);
        }
        i.consume_key(egui::Modifiers::NONE, Key::Enter)
    });
    let mut actions = super::window(ui, "Command", 520.0, |ui| {
        let field = TextEdit::singleline(&mut typed.text)
            .hint_text("type a part of its name")
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.request_focus();
        if response.changed() {
            typed.chosen = 0;
            found = fitting(&typed.text);
        }
        // Letters and Enter may come in one frame: Enter runs what fits all of them.
        ran = found.get(typed.chosen).copied().filter(|_| enters);
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            if found.is_empty() {
                ui.label(RichText::new("No command has that name.").color(shown.colours.quiet));
            }
            for (at, command) in found.iter().enumerate() {
                let is_chosen = at == typed.chosen;
                let text = format!("{} › {}", command.menu().title(), command.label());
                let button = Button::new(text)
                    .shortcut_text(shown.key(*command))
                    .selected(is_chosen)
                    .frame_when_inactive(is_chosen)
                    .min_size(egui::vec2(ui.available_width(), 26.0));
                let response = ui.add_enabled(command.is_enabled(shown.state), button);
                if is_chosen {
                    response.scroll_to_me(None);
                }
                if response.on_hover_text(command.help()).clicked() {
                    ran = Some(*command);
                }
            }
        });
        Vec::new()
    });
    if let Some(command) = ran.filter(|c| c.is_enabled(shown.state)) {
        actions.push(Action::CloseDialog);
        actions.push(Action::Do(command));
    }
    if actions.is_empty() {
        ui.data_mut(|d| d.insert_temp(id, typed));
    } else {
        ui.data_mut(|d| d.remove::<Typed>(id));
    }
    actions
}

/// Commands in whose menu, label or help every typed word is found; those whose label begins with them first.
fn fitting(text: &str) -> Vec<Command> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let fits = |c: &Command| {
        let all = format!("{} {} {}", c.menu().title(), c.label(), c.help()).to_lowercase();
        words.iter().all(|w| all.contains(w.as_str()))
    };
    let mut found: Vec<Command> =
        Command::ALL.iter().copied().filter(|c| *c != Command::Palette).filter(fits).collect();
    let rank = |c: &Command| {
        let label = c.label().to_lowercase();
        match words.first() {
            Some(first) if label.starts_with(first.as_str()) => 0,
            Some(first) if label.contains(first.as_str()) => 1,
            _ => 2,
        }
    };
    found.sort_by_key(rank);
    found
}
