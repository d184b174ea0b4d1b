//! Watching which models run with which inputs, so that a bench can run the same models on the same inputs alone.

use super::engine::Tensor;
use std::cell::RefCell;

thread_local! {
    static SEEN: RefCell<Option<Vec<ObservedRun>>> = const { RefCell::new(None) };
}

/// One run of a model.
#[derive(Debug, Clone)]
pub struct ObservedRun {
    /// The model card's id.
    pub model: String,
    /// The inputs by name, as they were given.
    pub inputs: Vec<(String, Tensor)>,
}

/// Does `work` and tells which models ran on this thread meanwhile. Inputs are copied: for measuring, not for use.
pub fn observed<T>(work: impl FnOnce() -> T) -> (T, Vec<ObservedRun>) {
    SEEN.with_borrow_mut(|seen| *seen = Some(Vec::new()));
    let done = work();
    (done, SEEN.with_borrow_mut(Option::take).unwrap_or_default())
}

/// Called by the engine at each run; costs nothing unless somebody observes.
pub(super) fn note(model: &str, inputs: &[(&str, Tensor)]) {
    SEEN.with_borrow_mut(|seen| {
        if let Some(runs) = seen {
            let inputs = inputs.iter().map(|(n, t)| ((*n).to_owned(), t.clone())).collect();
            runs.push(ObservedRun { model: model.to_owned(), inputs });
        }
    });
}
