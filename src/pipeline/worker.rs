//! The worker: one background thread that owns the models and does one job after the other, of a queue that can be seen,
//! reordered and cancelled at any moment. It outlives whatever crashes in it.

use super::alone::Ask;
use super::analyst::{AnalyseError, Analyst, AnalystOptions, SetupError, Step, panic_words};
use super::job::{Happened, ImageKey, Job, JobId, Outcome, Queue, WorkEvent};
use super::line_up::LineUp;
use super::outbox::Outbox;
use super::raw::RawAsk;
use crate::domain::Fingerprint;
use crate::inference::{CancelToken, Picture};
use crate::models::Store;
use crate::naming::{Namer, NamingError};
use crate::specialists::registry::{self, Wanted};
use crossbeam_channel::Receiver;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

/// Events that may wait for their reader; a record with its depth map is one of them, about a megabyte.
const ROOM: usize = 32;

/// The worker, as the desk holds it. Dropping it stops what runs and waits for the thread.
pub struct Worker {
    line: Arc<LineUp>,
    events: Receiver<WorkEvent>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; models are opened at the first job and kept. `wake` is called after each event, from any thread.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(
        store: Arc<Store>,
        options: AnalystOptions,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, SetupError> {
        let load = move |cancel: &CancelToken| {
            Analyst::load(&store, &AnalystOptions { cancel: cancel.clone(), ..options.clone() })
        };
        Self::start_with(load, wake)
    }

    /// As [`Worker::start`], with another way to come by an analyst: it must heed the token.
    ///
    /// # Errors
    /// As there.
    pub fn start_with(
        load: impl Fn(&CancelToken) -> Result<Analyst, SetupError> + Send + 'static,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, SetupError> {
        let (outbox, events) = Outbox::new(ROOM, wake);
        let line = Arc::new(LineUp::new(outbox));
        let mut bench = Bench { line: Arc::clone(&line), load: Box::new(load), analyst: None };
        let thread = std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || bench.work())
            .map_err(|source| SetupError::Thread { source })?;
        Ok(Self { line, events, thread: Some(thread) })
    }

    /// Puts a job in line. One that waits already to do the same for the same image is replaced, and keeps its id.
    pub fn send(&self, job: Job) -> JobId {
        self.line.send(job)
    }

    /// Cancels all jobs about an image; the running one stops within a model's run.
    pub fn cancel(&self, image: ImageKey) {
        self.line.cancel(|about| about.image == Some(image));
    }

    /// Cancels one job.
    pub fn cancel_job(&self, job: JobId) {
        self.line.cancel(|about| about.job == job);
    }

    /// Cancels everything.
    pub fn cancel_all(&self) {
        self.line.cancel(|_| true);
    }

    /// What runs and what waits, now.
    pub fn queue(&self) -> Queue {
        self.line.snapshot()
    }

    /// What the worker tells. Nothing is lost where it is read late, but the worker waits once some dozens are unread.
    pub fn events(&self) -> &Receiver<WorkEvent> {
        &self.events
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.line.close();
        if let Some(thread) = self.thread.take() {
            // It cannot have panicked: `work` catches everything.
            drop(thread.join());
        }
    }
}

/// The namer of the models that the store holds, for deriving names before any is opened, or where none can be.
///
/// # Errors
/// Where the store cannot be looked through, or a card's calibration is no curve.
pub fn namer_without_models(store: &Store) -> Result<Namer, SetupError> {
    let inventory = registry::inventory(store, &Wanted::default())?;
    Ok(namer_of(store, inventory.model_ids())?)
}

/// The namer of the models with these ids, as a record names those that looked (names depend on who looked: a detector
/// that saw nothing speaks against what it knows). Ids without a card are left out.
///
/// # Errors
/// Where a card's calibration is no curve.
pub fn namer_of<'a>(
    store: &Store,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<Namer, NamingError> {
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    Namer::new(ids.iter().filter_map(|id| store.card(id)).map(|loaded| &loaded.card))
}

/// Comes by an analyst.
type Load = dyn Fn(&CancelToken) -> Result<Analyst, SetupError> + Send;

/// What the thread owns.
struct Bench {
    line: Arc<LineUp>,
    load: Box<Load>,
    analyst: Option<Analyst>,
}

impl Bench {
    /// Works until the line is closed. A job that crashes the thread takes the models with it, since nobody knows what
    /// state they are in; the rest of the line is done with new ones.
    fn work(&mut self) {
        while self.line.wait() {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.turn())) {
                self.analyst = None;
                self.line.set_loading(false);
                let message = format!(
                    "the analysis crashed ({}); the other images go on. Try again, or leave this image out and report it",
                    panic_words(panic.as_ref())
                );
                // A crash while opening models is the next job's: else it would be tried for ever.
                self.line.take_if_none();
                self.line.end(Outcome::Failed(message));
            }
        }
    }

    /// Opens the models where they are not, then does one job. Nothing runs while they are opened, so that a cancel
    /// takes a job out of the line at once.
    fn turn(&mut self) {
        if self.line.next_is_reload() {
            self.analyst = None;
        }
        let mut failed = None;
        if self.analyst.is_none() {
            self.line.set_loading(true);
            match (self.load)(&self.line.cancel) {
                Ok(analyst) => self.ready(analyst),
                Err(error) => failed = Some(error.to_string()),
            }
            self.line.set_loading(false);
        }
        let Some((about, job)) = self.line.take() else { return };
        let outcome = match (failed, &mut self.analyst) {
            (Some(message), _) => Outcome::Failed(message),
            (None, None) => Outcome::Failed("no models are open; try again".to_owned()),
            (None, Some(analyst)) => Task { line: &self.line, analyst, path: &about.path }.run(job),
        };
        self.line.end(outcome);
    }

    fn ready(&mut self, analyst: Analyst) {
        self.line.outbox.deliver(WorkEvent::Ready {
            models: analyst.models().to_vec(),
            missing: analyst.missing().to_vec(),
            namer: Arc::clone(analyst.namer()),
        });
        self.analyst = Some(analyst);
    }
}

/// One job under way.
struct Task<'a> {
    line: &'a LineUp,
    analyst: &'a mut Analyst,
    path: &'a Path,
}

impl Task<'_> {
    fn run(&mut self, job: Job) -> Outcome {
        if matches!(job, Job::Reload) {
            return Outcome::Done;
        }
        match self.read().and_then(|bytes| self.look(&bytes, job)) {
            Ok(result) => match self.line.tell_result(result) {
                true => Outcome::Done,
                false => Outcome::Cancelled,
            },
            Err(AnalyseError::Cancelled) => Outcome::Cancelled,
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }

    /// The image's bytes; from here on every event says which they are.
    fn read(&self) -> Result<Vec<u8>, AnalyseError> {
        let read = Picture::read_file(self.path);
        if let Ok(bytes) = &read {
            self.line.set_sha256(&Fingerprint::of_bytes(bytes).0);
        }
        self.line.tell(Happened::Started);
        Ok(read?)
    }

    fn look(&mut self, bytes: &[u8], job: Job) -> Result<Happened, AnalyseError> {
        let (line, path) = (self.line, self.path);
        let watch = |step: Step<'_>| watch(line, step);
        match job {
            Job::Analyse { rules, .. } => {
                let analysis = self.analyst.analyse(path, bytes, &rules, &watch)?;
                let setup = self.analyst.own_setup(&rules)?;
                let (record, depth) = analysis.into_record(self.analyst, &setup, &rules);
                Ok(Happened::Analysed { record: Box::new(record), depth })
            }
            Job::Alone { specialist, region, scene, rules, .. } => {
                let (specialist, scene, rules) = (specialist.as_str(), &*scene, &*rules);
                let ask = Ask { path, bytes, specialist, region, scene, rules };
                Ok(Happened::Alone(Box::new(self.analyst.look_alone(&ask, &watch)?)))
            }
            Job::Raw { specialist, bbox, scene, rules, .. } => {
                let (specialist, scene, rules) = (specialist.as_str(), scene.as_deref(), &*rules);
                let ask = RawAsk { path, bytes, specialist, bbox, scene, rules };
                Ok(Happened::Raw(Box::new(self.analyst.look_raw(&ask, &watch)?)))
            }
            // Done by opening the models.
            Job::Reload => Err(AnalyseError::Cancelled),
        }
    }
}

fn watch(line: &LineUp, step: Step<'_>) {
    match step {
        Step::Begins { part, done, total } => line.progress(part, done, total),
        Step::Warned(warning) => line.tell(Happened::Warned(warning.clone())),
    }
}
