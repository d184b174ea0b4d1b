//! The worker's queue, shared by the thread that works and those that ask: what waits, what runs, what is cancelled.

use super::job::{About, Happened, Job, JobId, Outcome, Queue, Running, WorkEvent};
use super::outbox::Outbox;
use crate::inference::CancelToken;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often an idle worker looks whether events that found no room can be sent: seldom, or where some wait, often.
const FLUSH_EVERY: (Duration, Duration) = (Duration::from_millis(500), Duration::from_millis(20));

/// The queue.
pub(super) struct LineUp {
    state: Mutex<State>,
    changed: Condvar,
    pub outbox: Arc<Outbox<WorkEvent>>,
    /// Stops what runs; touched under the state's lock only, so that it never stops the next job.
    pub cancel: CancelToken,
}

#[derive(Default)]
struct State {
    next_id: u64,
    waiting: VecDeque<(About, Job)>,
    running: Option<Running>,
    /// The running job has told its result: too late to cancel it.
    has_result: bool,
    is_loading: bool,
    is_closed: bool,
}

impl LineUp {
    pub fn new(outbox: Arc<Outbox<WorkEvent>>) -> Self {
        let (state, changed) = (Mutex::new(State::default()), Condvar::new());
        Self { state, changed, outbox, cancel: CancelToken::default() }
    }

    /// Puts a job in line, in place of one that it makes needless; the replaced one's id goes on.
    pub fn send(&self, job: Job) -> JobId {
        let mut state = self.state();
        let waits = state.waiting.iter().position(|(_, waiting)| job.replaces(waiting));
        let kept = waits.and_then(|at| Some((at, state.waiting.remove(at)?.0.job)));
        let id = kept.map_or_else(
            || {
                state.next_id += 1;
                JobId(state.next_id)
            },
            |(_, id)| id,
        );
        let about = about(id, &job);
        match kept {
            _ if job.is_first() => state.waiting.push_front((about, job)),
            Some((at, _)) => state.waiting.insert(at, (about, job)),
            None => state.waiting.push_back((about, job)),
        }
        self.changed.notify_all();
        id
    }

    /// Takes the jobs that `which` finds out of the line, and stops the running one where it is one of them.
    pub fn cancel(&self, which: impl Fn(&About) -> bool) {
        let mut state = self.state();
        let (gone, kept) =
            std::mem::take(&mut state.waiting).into_iter().partition(|(about, _)| which(about));
        state.waiting = kept;
        let stops = !state.has_result;
        if let Some(running) = state.running.as_mut().filter(|r| stops && which(&r.about)) {
            running.is_cancelled = true;
            self.cancel.cancel();
        }
        drop(state);
        let gone: VecDeque<(About, Job)> = gone;
        for (about, _) in gone {
            self.outbox.post(WorkEvent::Of(about, Happened::Ended(Outcome::Cancelled)));
        }
    }

    pub fn snapshot(&self) -> Queue {
        let state = self.state();
        Queue {
            is_loading: state.is_loading,
            running: state.running.clone(),
            waiting: state.waiting.iter().map(|(about, _)| about.clone()).collect(),
        }
    }

    /// No more work: what runs is stopped, what waits forgotten.
    pub fn close(&self) {
        let mut state = self.state();
        state.is_closed = true;
        state.waiting.clear();
        self.cancel.cancel();
        self.outbox.close();
        self.changed.notify_all();
    }

    /// Waits until there is something to do; false where there never will be.
    pub fn wait(&self) -> bool {
        loop {
            // Before the lock is taken: flushing may call the window, which may call us.
            let pause = if self.outbox.flush() { FLUSH_EVERY.0 } else { FLUSH_EVERY.1 };
            let state = self.state();
            if state.is_closed || !state.waiting.is_empty() {
                return !state.is_closed;
            }
            let waited = self.changed.wait_timeout(state, pause);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Whether the next job asks for the models to be opened anew.
    pub fn next_is_reload(&self) -> bool {
        matches!(self.state().waiting.front(), Some((_, Job::Reload)))
    }

    pub fn set_loading(&self, is_loading: bool) {
        self.state().is_loading = is_loading;
    }

    /// The next job, which is then the running one.
    pub fn take(&self) -> Option<(About, Job)> {
        let mut state = self.state();
        if state.is_closed {
            return None;
        }
        let (about, job) = state.waiting.pop_front()?;
        let (part, done, total) = (String::new(), 0, 0);
        let running = Running { about: about.clone(), part, done, total, is_cancelled: false };
        state.running = Some(running);
        state.has_result = false;
        Some((about, job))
    }

    /// Takes a job where none runs: one that could not even begin.
    pub fn take_if_none(&self) {
        if self.state().running.is_none() {
            self.take();
        }
    }

    /// What the running job looks at.
    pub fn set_sha256(&self, sha256: &str) {
        if let Some(running) = &mut self.state().running {
            running.about.sha256 = Some(sha256.to_owned());
        }
    }

    /// How far the running job is.
    pub fn progress(&self, part: &str, done: usize, total: usize) {
        let mut state = self.state();
        let Some(running) = &mut state.running else { return };
        part.clone_into(&mut running.part);
        (running.done, running.total) = (done, total);
        let about = running.about.clone();
        drop(state);
        let part = part.to_owned();
        self.outbox.mention(WorkEvent::Of(about, Happened::Progress { part, done, total }));
    }

    /// Tells of the running job, waiting for room.
    pub fn tell(&self, happened: Happened) {
        let about = self.state().running.as_ref().map(|r| r.about.clone());
        if let Some(about) = about {
            self.outbox.deliver(WorkEvent::Of(about, happened));
        }
    }

    /// Tells the running job's result, waiting for room; false where it was cancelled and has none.
    pub fn tell_result(&self, result: Happened) -> bool {
        {
            let mut state = self.state();
            if state.running.as_ref().is_none_or(|r| r.is_cancelled) {
                return false;
            }
            state.has_result = true;
        }
        self.tell(result);
        true
    }

    /// The running job is over.
    pub fn end(&self, outcome: Outcome) {
        let mut state = self.state();
        let running = state.running.take();
        state.has_result = false;
        if !state.is_closed {
            // Here and not at the next job's start: opening models heeds the token as well.
            self.cancel.reset();
        }
        drop(state);
        if let Some(running) = running {
            let outcome = if running.is_cancelled { Outcome::Cancelled } else { outcome };
            self.outbox.deliver(WorkEvent::Of(running.about, Happened::Ended(outcome)));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change above is whole before anything in it can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn about(job: JobId, what: &Job) -> About {
    let (image, path) =
        what.subject().map_or((None, PathBuf::new()), |(i, p)| (Some(i), p.clone()));
    About { job, title: what.title(), image, path, sha256: None }
}
