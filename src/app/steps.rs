//! Steps of a small thing that is no part of a record: as it was before each change, and before each that was undone.

/// What it was before each step.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps<T> {
    /// Before each step that can be undone, oldest first.
    pub done: Vec<T>,
    /// Before each step that was undone, the next to be made again last.
    pub undone: Vec<T>,
}

impl<T> Default for Steps<T> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new() }
    }
}

impl<T> Steps<T> {
    /// Steps that can be taken back.
    const MOST: usize = 100;

    /// A step is made: it was `before`.
    pub fn make(&mut self, before: T) {
        self.done.push(before);
        if self.done.len() > Self::MOST {
            self.done.remove(0);
        }
        self.undone.clear();
    }

    /// Takes the last step back: what it was before it, where there is one. It is `now`.
    pub fn undo(&mut self, now: T) -> Option<T> {
        let before = self.done.pop()?;
        self.undone.push(now);
        Some(before)
    }

    /// Makes the last step that was taken back again. It is `now`.
    pub fn redo(&mut self, now: T) -> Option<T> {
        let after = self.undone.pop()?;
        self.done.push(now);
        Some(after)
    }
}
