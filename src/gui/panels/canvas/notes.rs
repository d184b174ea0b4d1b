//! What stands in the middle where there is no photograph, or no evidence yet: what is the matter and what to do.

use crate::app::images::name;
use crate::app::{Action, Command, Open};
use crate::gui::Shown;
use crate::project::{Found, ImageRow};
use egui::{Align2, Button, Frame, Id, Rect, RichText, Ui, vec2};

/// A note: a headline, what to do, and buttons.
struct Note {
    spins: bool,
    title: String,
    text: String,
    buttons: Vec<(String, Action)>,
    /// In the middle, else at the top so that the photograph is seen.
    in_middle: bool,
}

/// What is said where no image is on screen.
pub fn nothing(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let state = shown.state;
    let note = match state.opening {
        Some(id) => {
            let name = state.images.get(id).map(name).unwrap_or_default();
            Note { spins: true, ..Note::new("opening…", name) }
        }
        None if state.images.total() == 0 => Note::new(
            "No photographs in this project yet",
            "Drop photographs or folders here, or open them.",
        )
        .button(shown, Command::OpenPhotographs)
        .button(shown, Command::OpenFolder),
        None if state.images.listed() == 0 => Note::new(
            "No image is listed",
            "Filter or search leave none; change them in the Images panel.",
        ),
        None => {
            Note::new("No image is open", "Choose one in the list.").button(shown, Command::Next)
        }
    };
    let view = ui.available_rect_before_wrap();
    ui.painter().rect_filled(view, 0.0, shown.colours.ground);
    note.show(shown, ui, view)
}

/// What is said over an image, where something is to be said.
pub fn over(
    shown: &Shown<'_>,
    ui: &mut Ui,
    open: &Open,
    view: Rect,
    has_picture: bool,
) -> Vec<Action> {
    let row = shown.state.images.get(open.id);
    of(shown, open, row, has_picture).map(|n| n.show(shown, ui, view)).unwrap_or_default()
}

fn of(shown: &Shown<'_>, open: &Open, row: Option<&ImageRow>, has_picture: bool) -> Option<Note> {
    let path = open.path.display();
    let failure = row.and_then(|r| r.failure.clone());
    if !has_picture {
        let kept = if open.record.is_some() { " Its evidence and edits are kept." } else { "" };
        return Some(match (&open.found, failure) {
            (Found::Vanished, _) => Note::new(
                "The photograph is not there any more",
                format!("{path}: put it back, or open the folder it is in now and it is found again.{kept}"),
            )
            .button(shown, Command::OpenFolder)
            .button(shown, Command::Next),
            (_, Some(why)) => {
                Note::new("The photograph cannot be shown", format!("{why}{kept}")).button(shown, Command::Next)
            }
            (_, None) => Note { spins: true, ..Note::new("opening…", path.to_string()) },
        });
    }
    if open.found == Found::Changed && open.record.is_some() {
        let note = Note::new(
            "The file has changed since it was analysed",
            "Boxes may not fit any more; edits are kept.",
        );
        return Some(Note { in_middle: false, ..note.button(shown, Command::Analyse) });
    }
    if open.record.is_some() {
        return None;
    }
    let jobs = &shown.state.jobs;
    if let Some(running) = jobs.running.as_ref().filter(|r| r.image == open.id) {
        let text = format!("{} ({} of {})", running.part, running.done, running.total);
        return Some(Note { spins: true, in_middle: false, ..Note::new("analysing…", text) });
    }
    if let Some(at) = jobs.queue.iter().position(|id| *id == open.id) {
        let text = format!("{} before it", at + usize::from(jobs.running.is_some()));
        return Some(Note {
            spins: true,
            in_middle: false,
            ..Note::new("waits for analysis", text)
        });
    }
    let note = match failure {
        Some(why) => Note::new("The analysis failed", why),
        None => Note::new(
            "Not analysed yet",
            format!("Press {} to analyse.", shown.key(Command::Analyse)),
        ),
    };
    Some(note.button(shown, Command::Analyse))
}

impl Note {
    fn new(title: &str, text: impl Into<String>) -> Self {
        let (title, text) = (title.to_owned(), text.into());
        Self { spins: false, title, text, buttons: Vec::new(), in_middle: true }
    }

    /// With a button for a command, where it can be used.
    fn button(mut self, shown: &Shown<'_>, command: Command) -> Self {
        if command.is_enabled(shown.state) {
            self.buttons.push((command.label().to_owned(), Action::Do(command)));
        }
        self
    }

    fn show(self, shown: &Shown<'_>, ui: &mut Ui, view: Rect) -> Vec<Action> {
        let mut actions = Vec::new();
        let (align, at) = if self.in_middle {
            (Align2::CENTER_CENTER, view.center())
        } else {
            (Align2::CENTER_TOP, view.center_top() + vec2(0.0, 12.0))
        };
        let area = egui::Area::new(Id::unique("canvas note")).order(egui::Order::Middle);
        let area = area.interactable(shown.state.dialog.is_none());
        area.pivot(align).fixed_pos(at).constrain_to(view).show(ui.ctx(), |ui| {
            if !self.in_middle {
                // Below it lies the photograph: no more of it is covered than the words need.
                ui.set_max_width((view.width() - 64.0).max(120.0));
                actions = self.strip(shown, ui);
                return;
            }
            Frame::popup(ui.style()).inner_margin(16.0).show(ui, |ui| {
                ui.set_max_width((view.width() - 64.0).clamp(120.0, 440.0));
                ui.vertical_centered(|ui| {
                    if self.spins {
                        ui.spinner();
                    }
                    ui.label(RichText::new(&self.title).heading());
                    ui.label(RichText::new(&self.text).color(shown.colours.quiet));
                    for (label, action) in self.buttons {
                        if ui.add(Button::new(label).min_size(vec2(200.0, 28.0))).clicked() {
                            actions.push(action);
                        }
                    }
                });
            });
        });
        actions
    }

    /// All in one line.
    fn strip(self, shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        Frame::popup(ui.style()).inner_margin(8.0).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                if self.spins {
                    ui.spinner();
                }
                ui.label(RichText::new(&self.title).strong());
                ui.label(RichText::new(&self.text).color(shown.colours.quiet));
                for (label, action) in self.buttons {
                    if ui.button(label).clicked() {
                        actions.push(action);
                    }
                }
            });
        });
        actions
    }
}
