//! Events out of a background thread: a bounded channel that neither loses what matters nor holds a thread up for ever.

use crossbeam_channel::{Receiver, Sender, TrySendError};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a thread that waits for room looks again: well below what a person notices.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// The sending end. Whoever reads the other end is woken whenever there is something to read.
pub struct Outbox<T> {
    sender: Sender<T>,
    /// What found no room, in order; goes before anything newer.
    late: Mutex<VecDeque<T>>,
    closed: AtomicBool,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl<T> Outbox<T> {
    /// An outbox with room for so many events, and where they come out; `wake` may be called from any thread.
    pub fn new(room: usize, wake: impl Fn() + Send + Sync + 'static) -> (Arc<Self>, Receiver<T>) {
        let (sender, receiver) = crossbeam_channel::bounded(room);
        let late = Mutex::new(VecDeque::new());
        (
            Arc::new(Self { sender, late, closed: AtomicBool::new(false), wake: Box::new(wake) }),
            receiver,
        )
    }

    /// For small events that must arrive, from any thread, the reader's own too: never waits.
    pub fn post(&self, event: T) {
        self.late().push_back(event);
        self.flush();
    }

    /// For events that the next one replaces: dropped where there is no room.
    pub fn mention(&self, event: T) {
        if self.flush() && self.sender.try_send(event).is_ok() {
            (self.wake)();
        }
    }

    /// For large events that must arrive: waits until there is room, so that results never pile up, or until
    /// [`Outbox::close`]. Not for the reader's own thread.
    pub fn deliver(&self, event: T) {
        self.post(event);
        while !self.flush() && !self.closed.load(Ordering::SeqCst) {
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Moves what is late into the channel as far as there is room; whether nothing is late any more.
    pub fn flush(&self) -> bool {
        let mut late = self.late();
        let before = late.len();
        while let Some(event) = late.pop_front() {
            match self.sender.try_send(event) {
                Ok(()) => {}
                Err(TrySendError::Full(event)) => {
                    late.push_front(event);
                    break;
                }
                // Nobody reads any more.
                Err(TrySendError::Disconnected(_)) => late.clear(),
            }
        }
        let after = late.len();
        drop(late);
        if after < before {
            (self.wake)();
        }
        after == 0
    }

    /// Nobody will read any more: lets go of whoever waits for room.
    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    fn late(&self) -> MutexGuard<'_, VecDeque<T>> {
        // A queue is whole between any two statements.
        self.late.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
