//! Many images, several at a time: each worker thread owns an analyst; events come back in one place.

use super::analyst::{AnalyseError, Analyst, AnalystOptions, SetupError, unwatched};
use crate::disk::{self, DiskError};
use crate::domain::{Fingerprint, Rules};
use crate::models::Store;
use crate::project::{Record, RecordError};
use crate::specialists::depth::DepthError;
use crossbeam_channel::Sender;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use thiserror::Error;

/// What to do with which images.
#[derive(Debug, Clone)]
pub struct BatchJob {
    pub paths: Vec<PathBuf>,
    /// Folder of the records and depth maps.
    pub out: PathBuf,
    pub rules: Rules,
    pub options: AnalystOptions,
    /// Images at once; each has `options.threads` threads for its models.
    pub workers: usize,
    /// Analyse also what has an up-to-date record.
    pub again: bool,
}

/// What happened to one image.
#[derive(Debug)]
pub enum BatchEvent {
    /// Analysed and written.
    Done { path: PathBuf, record: Box<Record>, record_path: PathBuf, took: Duration },
    /// An up-to-date record stands already.
    Skipped { path: PathBuf, record: Box<Record>, record_path: PathBuf },
    /// Nothing was written; the message names the file and the mend.
    Failed { path: PathBuf, error: ImageError },
}

/// Why one image came to nothing; the others go on.
#[derive(Debug, Error)]
pub enum ImageError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    #[error(transparent)]
    Analyse(#[from] AnalyseError),
    #[error(transparent)]
    Depth(#[from] DepthError),
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// Analyses the images and writes a record for each; `on_event` is called on this thread, in order of completion.
/// Once `stop` is true no further image is begun; those under way are finished.
///
/// # Errors
/// Where no analyst can be set up (ONNX Runtime missing, an unknown specialist named): nothing was analysed then.
pub fn run_batch(
    store: &Store,
    job: &BatchJob,
    stop: &AtomicBool,
    on_event: &mut dyn FnMut(BatchEvent),
) -> Result<(), SetupError> {
    let setup = Analyst::setup(store, &job.options, &job.rules)?;
    let next = AtomicUsize::new(0);
    // A few finished records may wait for the printer, not all of them: memory stays flat.
    let (events, inbox) = crossbeam_channel::bounded(job.workers.max(1) * 2);
    let worker = Worker { store, job, setup: &setup, stop, next: &next };
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..job.workers.clamp(1, job.paths.len().max(1)))
            .map(|i| {
                let (events, worker) = (events.clone(), &worker);
                std::thread::Builder::new()
                    .name(format!("analyst {i}"))
                    .spawn_scoped(scope, move || worker.work(&events))
            })
            .collect();
        drop(events);
        for event in inbox {
            on_event(event);
        }
        handles.into_iter().try_for_each(|handle| match handle {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(source) => Err(SetupError::Thread { source }),
        })
    })
}

/// What every worker thread shares.
struct Worker<'a> {
    store: &'a Store,
    job: &'a BatchJob,
    setup: &'a Fingerprint,
    stop: &'a AtomicBool,
    next: &'a AtomicUsize,
}

impl Worker<'_> {
    /// Takes images until there are none. Models are loaded at the first image that needs them, so that a run
    /// in which all is done touches none.
    fn work(&self, events: &Sender<BatchEvent>) -> Result<(), SetupError> {
        let mut analyst = None;
        while let Some(path) = self.take() {
            let event = match self.look_up(&path) {
                Err(error) => BatchEvent::Failed { path, error },
                Ok(Found::Record(record, record_path)) => {
                    BatchEvent::Skipped { path, record, record_path }
                }
                Ok(Found::Image(bytes)) => {
                    let analyst = match &mut analyst {
                        Some(ready) => ready,
                        None => analyst.insert(Analyst::load(self.store, &self.job.options)?),
                    };
                    self.analyse(analyst, path, bytes)
                }
            };
            if events.send(event).is_err() {
                break; // the receiver is gone: the whole run is ending
            }
        }
        Ok(())
    }

    fn take(&self) -> Option<PathBuf> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        self.job.paths.get(self.next.fetch_add(1, Ordering::Relaxed)).cloned()
    }

    /// The record that makes analysing needless, or the image's bytes.
    fn look_up(&self, path: &Path) -> Result<Found, ImageError> {
        let bytes = disk::read(path)?;
        if !self.job.again {
            let sha256 = Fingerprint::of_bytes(&bytes);
            let record_path = self.job.out.join(Record::file_name(path, &sha256.0));
            // A record that cannot be read is made again: it is derived from the image.
            if record_path.exists()
                && let Ok(record) = Record::read(&record_path)
                && record.setup == *self.setup
                && record.scene.image.sha256 == sha256.0
            {
                return Ok(Found::Record(Box::new(record), record_path));
            }
        }
        Ok(Found::Image(bytes))
    }

    fn analyse(&self, analyst: &mut Analyst, path: PathBuf, bytes: Vec<u8>) -> BatchEvent {
        let begun = Instant::now();
        match self.write(analyst, &path, &bytes) {
            Ok((record, record_path)) => {
                BatchEvent::Done { path, record, record_path, took: begun.elapsed() }
            }
            Err(error) => BatchEvent::Failed { path, error },
        }
    }

    /// Analyses the image and writes its record and, before it, the depth map that the record names.
    fn write(
        &self,
        analyst: &mut Analyst,
        path: &Path,
        bytes: &[u8],
    ) -> Result<(Box<Record>, PathBuf), ImageError> {
        let analysis = analyst.analyse(path, bytes, &self.job.rules, &unwatched)?;
        let (mut record, map) = analysis.into_record(analyst, self.setup, &self.job.rules);
        let record_path = self.job.out.join(Record::file_name(path, &record.scene.image.sha256));
        if let (Some(map), Some(depth)) = (&map, &mut record.scene.depth) {
            let file = record_path.with_extension("depth.png");
            map.write_png(&file)?;
            depth.file = file.file_name().map(|n| n.to_string_lossy().into_owned());
        }
        record.write(&record_path)?;
        Ok((Box::new(record), record_path))
    }
}

/// What stands where an image was to be analysed.
enum Found {
    Record(Box<Record>, PathBuf),
    Image(Vec<u8>),
}
