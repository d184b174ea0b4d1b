//! Fetching missing models while the desk goes on.

use super::Wake;
use crate::app::Action;
use crate::models::Store;
use crate::models::photographs::{self, Photograph, PhotographError, SAMPLES};
use crate::models::progress::Progress;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// All default models that are missing.
    Models,
    /// The sample photographs, to be added to the project.
    Samples,
}

/// A fetch under way.
pub struct Fetching {
    news: Receiver<Action>,
    stop: Arc<AtomicBool>,
}

impl Fetching {
    /// Fetches all default models that are missing, on a thread of its own.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(store: Arc<Store>, wake: &Wake, what: What) -> std::io::Result<Self> {
        let (sender, news) = unbounded();
        let stop = Arc::new(AtomicBool::new(false));
        let teller = Teller { sender, wake: Arc::clone(wake), stop: Arc::clone(&stop) };
        let fetch = move || {
            let (paths, failures) = match what {
                What::Models => (Vec::new(), models(&store, &teller)),
                What::Samples => match samples(&store, &teller) {
                    Ok(paths) => (paths, Vec::new()),
                    Err(error) => (Vec::new(), vec![error.to_string()]),
                },
            };
            if !paths.is_empty() && !teller.stop.load(Ordering::Relaxed) {
                teller.tell(Action::Add(paths));
            }
            teller.tell(Action::Fetched { failures });
        };
        std::thread::Builder::new().name("fetch".to_owned()).spawn(fetch)?;
        Ok(Self { news, stop })
    }

    /// What it tells.
    pub fn news(&self) -> &Receiver<Action> {
        &self.news
    }

    /// Lets go of it: what it brings is not added. The package client under way ends by itself; what it brings is kept,
    /// since the store takes only whole and verified files.
    pub fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Fetches the models; returns what could not be had.
fn models(store: &Store, teller: &Teller) -> Vec<String> {
    match store.fetch(&[], teller) {
        Ok(fetched) => fetched
            .into_iter()
            .filter_map(|f| f.outcome.err().map(|e| format!("{}: {e}", f.id)))
            .collect(),
        Err(error) => vec![error.to_string()],
    }
}

fn samples(store: &Store, teller: &Teller) -> Result<Vec<PathBuf>, PhotographError> {
    photographs::fetch(store, &Photograph::named(SAMPLES)?, teller)
}

struct Teller {
    sender: Sender<Action>,
    wake: Wake,
    stop: Arc<AtomicBool>,
}

impl Teller {
    fn tell(&self, action: Action) {
        // Where nobody hears any more there is nothing to tell.
        if self.sender.send(action).is_ok() {
            (self.wake)();
        }
    }
}

impl Progress for Teller {
    fn begin(&self, step: &str, total: Option<u64>) {
        self.tell(Action::Fetching { step: step.to_owned(), done: 0, total });
    }

    fn advance(&self, step: &str, done: u64) {
        self.tell(Action::Fetching { step: step.to_owned(), done, total: None });
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn end(&self, step: &str, outcome: &str) {
        self.tell(Action::Fetching { step: format!("{step}: {outcome}"), done: 1, total: Some(1) });
    }
}
