//! What the parts of the captions panel share while a frame is drawn.

use crate::app::open::Light;
use crate::app::{Action, Open};
use crate::gui::Shown;
use std::cell::{Cell, RefCell};

/// One frame of the panel.
pub struct Board<'a> {
    pub shown: &'a Shown<'a>,
    pub open: &'a Open,
    /// What lights up.
    pub light: Light,
    actions: RefCell<Vec<Action>>,
    /// Whether the pointer means some words, or what was opened from them.
    pub over: Cell<bool>,
}

impl<'a> Board<'a> {
    /// For the image on screen.
    pub fn new(shown: &'a Shown<'a>, open: &'a Open) -> Self {
        let item = shown.state.selection.shown();
        let light = item.map(|i| open.light(i)).unwrap_or_default();
        Self { shown, open, light, actions: RefCell::default(), over: Cell::new(false) }
    }

    /// Asks for something.
    pub fn ask(&self, action: Action) {
        self.actions.borrow_mut().push(action);
    }

    /// Asks for several things.
    pub fn extend(&self, actions: Vec<Action>) {
        self.actions.borrow_mut().extend(actions);
    }

    /// Everything that was asked for.
    pub fn into_actions(self) -> Vec<Action> {
        self.actions.into_inner()
    }
}
