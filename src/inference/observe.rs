//! Watching which models run with which inputs, so that a bench can run the same models on the same inputs alone.

use super::engine::Tensor;
use std::cell::RefCell;

thread_local! {
    static SEEN: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

/// What is seen of the runs on this thread.
struct Seen {
    runs: Vec<ObservedRun>,
    most: usize,
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
    observed_first(usize::MAX, work)
}

/// As [`observed`], the first `most` runs only: what a person looks at, where a specialist runs its model a hundred times.
pub fn observed_first<T>(most: usize, work: impl FnOnce() -> T) -> (T, Vec<ObservedRun>) {
    let _off = Off;
    SEEN.with_borrow_mut(|seen| *seen = Some(Seen { runs: Vec::new(), most }));
    let done = work();
    (done, SEEN.with_borrow_mut(Option::take).map(|seen| seen.runs).unwrap_or_default())
}

/// Ends the observing, also where the work panics: nobody would take what is copied then.
struct Off;

impl Drop for Off {
    fn drop(&mut self) {
        SEEN.with_borrow_mut(|seen| *seen = None);
    }
}

/// Called by the engine at each run; costs nothing unless somebody observes.
pub(super) fn note(model: &str, inputs: &[(&str, Tensor)]) {
    SEEN.with_borrow_mut(|seen| {
        if let Some(Seen { runs, most }) = seen
            && runs.len() < *most
        {
            let inputs = inputs.iter().map(|(n, t)| ((*n).to_owned(), t.clone())).collect();
            runs.push(ObservedRun { model: model.to_owned(), inputs });
        }
    });
}
