//! `dce project analyse`: the headless worker. Every image is leased while it is analysed, so that a window may be open.

use super::to_write;
use crate::cli::{Outcome, print_quietly};
use crate::desk::landing;
use crate::disk::{self, DiskError};
use crate::domain::{Fingerprint, Rules};
use crate::inference::CancelToken;
use crate::models::Store;
use crate::pipeline::analyst::{SetupError, cores, unwatched};
use crate::pipeline::{AnalyseError, Analyst, AnalystOptions};
use crate::project::{BEAT_MS, Found, ImageId, ImageRow, Lease, Project, ProjectError, Record};
use crate::specialists::DepthMap;
use crate::specialists::registry::Wanted;
use clap::Args;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Arguments of `dce project analyse`.
#[derive(Debug, Args)]
pub struct AnalyseArguments {
    /// The project's folder
    folder: PathBuf,
    /// Analyse also what is up to date; what people did is carried over in any case
    #[arg(long)]
    again: bool,
    /// Threads of each model [default: the cores, as the window has it: with another number the last digits of scores
    /// may differ]
    #[arg(long)]
    threads: Option<usize>,
    /// Images at once, each with models of its own (some 500 MB)
    #[arg(long, default_value_t = 1)]
    workers: usize,
    /// Run these alone, as with `dce caption`
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "SPECIALIST")]
    only: Vec<String>,
    /// Leave these specialists out
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "SPECIALIST")]
    without: Vec<String>,
    /// Folder of examples, KIND/NAME/*.jpg
    #[arg(long, value_name = "DIR")]
    gallery: Option<PathBuf>,
}

/// What every analyst works by.
struct Setup {
    store: Store,
    options: AnalystOptions,
    rules: Rules,
    /// Fingerprint of all of it.
    fingerprint: Fingerprint,
}

/// An image for an analyst.
struct Job {
    id: ImageId,
    path: PathBuf,
}

/// What an analyst made of it.
enum Done {
    Analysed {
        id: ImageId,
        record: Box<Record>,
        depth: Option<DepthMap>,
        took: Duration,
    },
    Failed {
        id: ImageId,
        why: String,
    },
    /// No analyst could be set up: nothing further will be analysed.
    Broken(SetupError),
}

/// How the images ended.
#[derive(Default)]
struct Count {
    analysed: usize,
    done_already: usize,
    held: usize,
    failed: usize,
}

/// Carries out `dce project analyse`.
///
/// # Errors
/// Where the project cannot be written, or there is nothing to analyse with.
pub fn run(a: &AnalyseArguments) -> anyhow::Result<Outcome> {
    let mut project = to_write(&a.folder)?;
    let store = Store::open_default()?;
    let rules = project.rules()?;
    let rows = project.images()?;
    let workers = a.workers.clamp(1, rows.len().max(1));
    let options = AnalystOptions {
        wanted: Wanted {
            only: a.only.clone(),
            without: a.without.clone(),
            gallery: a.gallery.clone(),
        },
        threads: a.threads.unwrap_or_else(cores).max(1),
        cancel: CancelToken::default(),
    };
    let fingerprint = Analyst::setup(&store, &options, &rules)?;
    let setup = Setup { store, options, rules, fingerprint };
    let stop = crate::cli::caption::stop_on_ctrl_c()?;
    let mut run =
        Run { project: &mut project, setup: &setup, again: a.again, count: Count::default() };
    run.all(rows, workers, &stop)?;
    let outcome = run.close(stop.load(Ordering::Relaxed));
    project.close()?;
    Ok(outcome)
}

/// One run over a project.
struct Run<'a> {
    project: &'a mut Project,
    setup: &'a Setup,
    again: bool,
    count: Count,
}

impl Run<'_> {
    /// Hands out images, writes what comes back, and keeps the session alive meanwhile.
    fn all(
        &mut self,
        rows: Vec<ImageRow>,
        workers: usize,
        stop: &Arc<AtomicBool>,
    ) -> anyhow::Result<()> {
        let ready = self.project.analysed_by(&self.setup.fingerprint)?;
        let mut rows = rows.into_iter();
        let setup = self.setup;
        std::thread::scope(|scope| {
            let (jobs, inbox) = bounded::<Job>(workers);
            let (done, results) = bounded::<Done>(workers);
            for i in 0..workers {
                let (inbox, done) = (inbox.clone(), done.clone());
                let thread = std::thread::Builder::new().name(format!("analyst {i}"));
                thread
                    .spawn_scoped(scope, move || work(setup, &inbox, &done))
                    .map_err(|source| SetupError::Thread { source })?;
            }
            drop((inbox, done));
            let (mut under_way, mut beat) = (0, Instant::now());
            loop {
                while under_way < workers && !stop.load(Ordering::Relaxed) {
                    let Some(row) = rows.next() else { break };
                    if let Some(job) = self.take(&row, &ready)? {
                        jobs.send(job)?;
                        under_way += 1;
                    }
                }
                if under_way == 0 {
                    return Ok(());
                }
                match results.recv_timeout(Duration::from_millis(BEAT_MS.unsigned_abs())) {
                    Ok(result) => {
                        under_way -= 1;
                        self.keep(result)?;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => {
                        anyhow::bail!("an analyst's thread ended")
                    }
                }
                if beat.elapsed() >= Duration::from_millis(BEAT_MS.unsigned_abs()) {
                    self.project.heartbeat()?;
                    beat = Instant::now();
                }
            }
        })
    }

    /// Leases an image that needs analysing; `None` where it does not, or where another writes it.
    fn take(&mut self, row: &ImageRow, ready: &BTreeSet<ImageId>) -> anyhow::Result<Option<Job>> {
        let id = row.id;
        let found = self.project.find(id)?;
        if !self.again && ready.contains(&id) && found != Found::Changed {
            self.count.done_already += 1;
            return Ok(None);
        }
        if let Lease::HeldBy(by) = self.project.lease(id)? {
            eprintln!("dce: {}: left out: {by} is writing it", row.path.display());
            self.count.held += 1;
            return Ok(None);
        }
        // Read under the lease: whoever edited it meanwhile is not written over.
        self.project.record(id)?;
        Ok(Some(Job { id, path: self.project.row(id)?.path }))
    }

    /// Writes what an analyst made of an image.
    fn keep(&mut self, result: Done) -> anyhow::Result<()> {
        match result {
            Done::Broken(error) => Err(error.into()),
            Done::Failed { id, why } => self.failed(id, &why),
            Done::Analysed { id, record, depth, took } => {
                let path = record.scene.image.path.clone();
                match self.commit(id, *record, depth) {
                    Ok(()) => {
                        self.count.analysed += 1;
                        print_quietly(&format!("{path}  {:.2} s\n", took.as_secs_f32()));
                    }
                    Err(error) if error.is_of_one_image() => {
                        self.count.held += 1;
                        eprintln!("dce: {path}: {error}");
                    }
                    Err(error) => return Err(error.into()),
                }
                Ok(self.project.release(id)?)
            }
        }
    }

    fn commit(
        &mut self,
        image: ImageId,
        record: Record,
        depth: Option<DepthMap>,
    ) -> Result<(), ProjectError> {
        landing::land(self.project, image, record, depth.as_ref(), &self.setup.rules)
    }

    fn failed(&mut self, id: ImageId, why: &str) -> anyhow::Result<()> {
        self.count.failed += 1;
        eprintln!("dce: {why}");
        self.project.failed_to_analyse(id, why)?;
        Ok(self.project.release(id)?)
    }

    fn close(&self, stopped: bool) -> Outcome {
        let Count { analysed, done_already, held, failed } = self.count;
        let mut parts = vec![format!("{analysed} analysed")];
        for (count, what) in [
            (done_already, "already done (--again analyses them anew)"),
            (held, "in other hands: the same command goes on"),
            (failed, "failed"),
        ] {
            parts.extend((count > 0).then(|| format!("{count} {what}")));
        }
        parts.extend(stopped.then(|| "stopped early: the same command goes on".to_owned()));
        eprintln!("{}", parts.join(", "));
        if failed + held > 0 || stopped { Outcome::SomeFailed } else { Outcome::AllDone }
    }
}

/// An analyst's thread: models are loaded with the first image.
fn work(setup: &Setup, jobs: &Receiver<Job>, done: &Sender<Done>) {
    let mut analyst = None;
    for Job { id, path } in jobs {
        let ready = match &mut analyst {
            Some(ready) => ready,
            None => match Analyst::load(&setup.store, &setup.options) {
                Ok(loaded) => analyst.insert(loaded),
                Err(error) => {
                    drop(done.send(Done::Broken(error))); // where nobody listens, the run is over
                    return;
                }
            },
        };
        let begun = Instant::now();
        let result = match analyse(setup, ready, &path) {
            Ok((record, depth)) => {
                Done::Analysed { id, record: Box::new(record), depth, took: begun.elapsed() }
            }
            Err(why) => Done::Failed { id, why },
        };
        if done.send(result).is_err() {
            return;
        }
    }
}

fn analyse(
    setup: &Setup,
    analyst: &mut Analyst,
    path: &Path,
) -> Result<(Record, Option<DepthMap>), String> {
    let bytes = disk::read(path).map_err(|e: DiskError| e.to_string())?;
    let analysis = analyst.analyse(path, &bytes, &setup.rules, &unwatched);
    let analysis = analysis.map_err(|e: AnalyseError| e.to_string())?;
    Ok(analysis.into_record(analyst, &setup.fingerprint, &setup.rules))
}
