//! Cancelling: a flag that is asked between stages, and hooks that stop what is already running.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Returns whether it is still of use; hooks that answer `false` are dropped.
type Hook = Box<dyn Fn() -> bool + Send + Sync>;

/// Shared by whoever may cancel and whoever must stop. Clones are the same token.
#[derive(Clone, Default)]
pub struct CancelToken(Arc<State>);

#[derive(Default)]
struct State {
    cancelled: AtomicBool,
    hooks: Mutex<Vec<Hook>>,
}

impl std::fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("CancelToken").field(&self.is_cancelled()).finish()
    }
}

impl CancelToken {
    /// Asks everything under this token to stop, running models included.
    pub fn cancel(&self) {
        // The flag first: a run that starts now sees it, one that runs already is reached by its hook.
        self.0.cancelled.store(true, Ordering::SeqCst);
        self.hooks().retain(|hook| hook());
    }

    /// Whether [`CancelToken::cancel`] was called since the last [`CancelToken::reset`].
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Makes the token usable for the next job.
    pub fn reset(&self) {
        self.0.cancelled.store(false, Ordering::SeqCst);
    }

    /// Calls `hook` at each cancel, until it returns `false`.
    pub fn on_cancel(&self, hook: impl Fn() -> bool + Send + Sync + 'static) {
        self.hooks().push(Box::new(hook));
    }

    fn hooks(&self) -> std::sync::MutexGuard<'_, Vec<Hook>> {
        // A panic in a hook leaves the list whole, so a poisoned lock is as good as any.
        self.0.hooks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
