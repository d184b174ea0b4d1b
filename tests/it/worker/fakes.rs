//! Specialists that compute without a model, an analyst of them, and a reader of the worker's events.

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use dce::domain::{BBox, Rules, Source, Witness, WitnessKind};
use dce::inference::{CancelToken, EngineError};
use dce::pipeline::analyst::{Analyst, SetupError};
use dce::pipeline::{About, Happened, ImageKey, Job, Outcome, WorkEvent, Worker};
use dce::specialists::registry::{Loaded, Seated};
use dce::specialists::{Finding, Look, Specialist, SpecialistError, Stage};
use image::{Rgb, RgbImage};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Far above what anything here takes, so that a failure is no slow machine.
pub const LONG: Duration = Duration::from_secs(300);

type Does = Box<dyn FnMut(&mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> + Send>;

/// A specialist that is a closure.
pub struct Fake {
    pub id: &'static str,
    pub stage: Stage,
    pub does: Does,
}

impl Specialist for Fake {
    fn id(&self) -> &str {
        self.id
    }

    fn stage(&self) -> Stage {
        self.stage
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        (self.does)(look)
    }
}

/// Boxes the red pixels as a person of COCO's list.
pub fn reds(look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
    let width = look.picture.size.width as usize;
    let pixels = look.picture.rgba.chunks_exact(4).enumerate();
    let red: Vec<(f32, f32)> = pixels
        .filter(|(_, p)| p[0] > 200 && p[1] < 60)
        .map(|(at, _)| ((at % width) as f32, (at / width) as f32))
        .collect();
    if red.is_empty() {
        return Ok(Vec::new());
    }
    let least = |axis: fn(&(f32, f32)) -> f32| red.iter().map(axis).fold(f32::MAX, f32::min);
    let most = |axis: fn(&(f32, f32)) -> f32| red.iter().map(axis).fold(0.0, f32::max);
    let bbox = BBox::new(least(|p| p.0), least(|p| p.1), most(|p| p.0) + 1.0, most(|p| p.1) + 1.0);
    let readings =
        vec![dce::domain::Reading { node: "coco80:0".into(), name: "person".into(), score: 0.9 }];
    let (kind, source) = (WitnessKind::Detector, Source::rule("reds"));
    Ok(vec![Finding::Box(Witness { kind, source, bbox, readings })])
}

pub fn fake(
    id: &'static str,
    stage: Stage,
    does: impl FnMut(&mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> + Send + 'static,
) -> Fake {
    Fake { id, stage, does: Box::new(does) }
}

/// An analyst of these.
pub fn analyst(fakes: Vec<Fake>, cancel: &CancelToken) -> Result<Analyst, SetupError> {
    let specialists = fakes
        .into_iter()
        .map(|f| Seated { entry: f.id.to_owned(), specialist: Box::new(f) })
        .collect();
    Analyst::of(Loaded { specialists, ..Loaded::default() }, cancel.clone())
}

/// The red detector alone.
pub fn plain(cancel: &CancelToken) -> Result<Analyst, SetupError> {
    analyst(vec![fake("reds", Stage::Image, reds)], cancel)
}

/// A specialist that says when it is entered and goes on when it is let or cancelled, as a model's run would.
pub struct Gate {
    pub entered: Receiver<PathBuf>,
    pub go: Sender<()>,
}

pub fn gate(id: &'static str, cancel: &CancelToken) -> (Fake, Gate) {
    let (enter, entered) = bounded(100);
    let (go, gone) = bounded(100);
    let cancel = cancel.clone();
    let does = move |look: &mut Look<'_>| {
        enter.send(look.path.to_owned()).unwrap();
        loop {
            match gone.recv_timeout(Duration::from_millis(1)) {
                Ok(()) => return Ok(Vec::new()),
                Err(RecvTimeoutError::Timeout) if !cancel.is_cancelled() => {}
                Err(_) => return Err(EngineError::Cancelled { model: id.to_owned() }.into()),
            }
        }
    };
    (fake(id, Stage::Image, does), Gate { entered, go })
}

/// A file of one red square on blue, unlike every other `n`.
pub fn square(folder: &Path, n: u32) -> PathBuf {
    let path = folder.join(format!("{n}.png"));
    let red = |x: u32, y: u32| (10 + n % 50..40 + n % 50).contains(&x) && (20..60).contains(&y);
    let pixel = |x, y| if red(x, y) { Rgb([255, 20, 20]) } else { Rgb([20, 20, (n % 200) as u8]) };
    RgbImage::from_fn(128, 96, pixel).save(&path).unwrap();
    path
}

pub fn analyse(n: i64, path: &Path) -> Job {
    let rules = Box::new(Rules::default());
    Job::Analyse { image: ImageKey(n), path: path.to_owned(), rules, first: false }
}

/// Sends all, numbered from 0.
pub fn send_all(worker: &Worker, paths: &[PathBuf]) {
    for (n, path) in (0..).zip(paths) {
        worker.send(analyse(n, path));
    }
}

/// The next event about a job; progress is left out.
pub fn next(worker: &Worker) -> (About, Happened) {
    let until = Instant::now() + LONG;
    loop {
        match worker.events().recv_deadline(until).expect("an event in time") {
            WorkEvent::Of(_, Happened::Progress { .. }) | WorkEvent::Ready { .. } => {}
            WorkEvent::Of(about, happened) => return (about, happened),
        }
    }
}

/// Reads on until a job ends.
pub fn end(worker: &Worker) -> (i64, Outcome) {
    loop {
        if let (about, Happened::Ended(outcome)) = next(worker) {
            return (about.image.map_or(-1, |key| key.0), outcome);
        }
    }
}
