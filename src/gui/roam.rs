//! Tab, which goes from region to region as long as nothing is typed and nothing lies over the window; elsewhere it goes
//! from field to field. It is caught before egui moves its own focus by it.

use crate::app::{Command, State};
use egui::{Context, Event, Key, RawInput};

/// Takes Tab out of the input while it is on, and keeps what it stands for.
#[derive(Default)]
pub(super) struct Roam {
    is_on: bool,
    stepped: Vec<Command>,
}

impl egui::Plugin for Roam {
    fn debug_name(&self) -> &'static str {
        "Tab from region to region"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if !self.is_on || ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
            return;
        }
        input.events.retain(|event| match event {
            Event::Key { key: Key::Tab, pressed, modifiers, .. } => {
                if *pressed {
                    let back = modifiers.shift;
                    self.stepped.push(if back {
                        Command::PreviousRegion
                    } else {
                        Command::NextRegion
                    });
                }
                false
            }
            _ => true,
        });
    }
}

impl Roam {
    /// Has every window of this context roam.
    pub fn start(ctx: &Context) {
        ctx.add_plugin(Self::default());
    }

    /// The steps since the last frame.
    pub fn steps(ctx: &Context) -> Vec<Command> {
        ctx.with_plugin(|roam: &mut Self| std::mem::take(&mut roam.stepped)).unwrap_or_default()
    }

    /// Whether Tab is caught in the next frame follows the state at the end of this one.
    pub fn follow(ctx: &Context, state: &State) {
        let is_on = state.dialog.is_none() && state.scene().is_some();
        ctx.with_plugin(|roam: &mut Self| roam.is_on = is_on);
    }
}
