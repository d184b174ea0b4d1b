//! What every panel may look at: the state, the textures, the colours, and what the window was just asked to do.

use super::textures::Textures;
use super::theme::Colours;
use crate::app::{Command, State};

/// The view that panels are given. They change nothing; what they want is returned as actions.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub state: &'a State,
    pub textures: &'a Textures,
    pub colours: &'a Colours,
    /// A command of this frame that only a panel can carry out: zoom, focus, clipboard.
    pub asked: Option<Command>,
}

impl Shown<'_> {
    /// Whether the window was asked for this just now.
    pub fn asks(&self, command: Command) -> bool {
        self.asked == Some(command)
    }

    /// A command's key as it is shown beside its name: "Ctrl+Z", "J".
    pub fn key(&self, command: Command) -> String {
        super::keys::shown(&command.key(self.state))
    }
}
