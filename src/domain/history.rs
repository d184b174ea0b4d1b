//! The history of one image: what was done, by whom and when, and what was undone again.

use super::edit::{Edit, EditError};
use super::scene::Scene;
use serde::{Deserialize, Serialize};

/// An edit that was made, with what undoes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub edit: Edit,
    pub inverse: Edit,
    pub author: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub at_ms: i64,
}

/// Steps that can be undone, oldest first, and those that can be redone, next first at the end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    pub done: Vec<Step>,
    pub undone: Vec<Step>,
}

impl History {
    /// Makes an edit and keeps it; what was undone before can no longer be redone.
    ///
    /// # Errors
    /// As [`Edit::apply`]; scene and history are unchanged then.
    pub fn make(
        &mut self,
        scene: &mut Scene,
        edit: Edit,
        author: &str,
        at_ms: i64,
    ) -> Result<&Step, EditError> {
        let inverse = edit.apply(scene)?;
        self.undone.clear();
        self.done.push(Step { edit, inverse, author: author.to_owned(), at_ms });
        Ok(&self.done[self.done.len() - 1])
    }

    /// Undoes the last step; `false` where there is none.
    ///
    /// # Errors
    /// As [`Edit::apply`]; scene and history are unchanged then.
    pub fn undo(&mut self, scene: &mut Scene) -> Result<bool, EditError> {
        let Some(step) = self.done.last() else { return Ok(false) };
        step.inverse.apply(scene)?;
        self.undone.extend(self.done.pop());
        Ok(true)
    }

    /// Makes the last undone step again; `false` where there is none.
    ///
    /// # Errors
    /// As [`Edit::apply`]; scene and history are unchanged then.
    pub fn redo(&mut self, scene: &mut Scene) -> Result<bool, EditError> {
        let Some(step) = self.undone.last() else { return Ok(false) };
        step.edit.apply(scene)?;
        self.done.extend(self.undone.pop());
        Ok(true)
    }
}
