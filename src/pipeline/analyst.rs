//! One image from bytes to scene: the specialists in their stages, then names, relations, captions.

use super::derive;
use super::merge::{Aside, merge};
use crate::domain::{Fingerprint, RegionId, Rules, Scene, Warning};
use crate::fusion;
use crate::inference::{CancelToken, Picture, PictureError};
use crate::models::{Card, Store};
use crate::naming::{Namer, NamingError};
use crate::project::record::{ModelUse, Record, Timing, VERSION};
use crate::specialists::registry::{
    self, Inventory, LoadError, Loaded, LoadedModel, Seated, Wanted,
};
use crate::specialists::{DepthMap, Look, Specialist, SpecialistError, Stage, Trace};
use serde::Serialize;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Which specialists look, and with how many threads.
#[derive(Debug, Clone, Default)]
pub struct AnalystOptions {
    pub wanted: Wanted,
    /// Threads of each model's run.
    pub threads: usize,
    /// Stops what is under way, the running model included. Clones of the options share it.
    pub cancel: CancelToken,
}

/// Threads of a model's run where nobody asks for another number: all cores, in the window as without one, since with
/// another number the last digits of scores may differ.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

/// Loaded specialists, ready to look at images one after another.
pub struct Analyst {
    pub(super) specialists: Vec<Seated>,
    models: Vec<ModelUse>,
    cards: Vec<Card>,
    /// Models that are not in the store: said in every record.
    missing: Vec<Warning>,
    pub(super) namer: Arc<Namer>,
    inventory: Inventory,
    pub(super) cancel: CancelToken,
}

/// What is told of an analysis while it goes on.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// A part begins: "decode", a specialist's id, "fuse".
    Begins { part: &'a str, done: usize, total: usize },
    /// Something went wrong with a part while the rest goes on.
    Warned(&'a Warning),
}

/// For analyses that nobody watches.
pub fn unwatched(_: Step<'_>) {}

/// What came out for one image.
pub struct Analysis {
    pub scene: Scene,
    pub depth: Option<DepthMap>,
    pub timings: Vec<Timing>,
}

/// Why no analyst could be set up.
#[derive(Debug, Error)]
pub enum SetupError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Naming(#[from] NamingError),
    #[error("the set-up cannot be fingerprinted: {0}")]
    Fingerprint(#[from] serde_json::Error),
    #[error("no thread could be started: {source}; close other programs and try again")]
    Thread { source: std::io::Error },
}

/// Why an image could not be analysed.
#[derive(Debug, Error)]
pub enum AnalyseError {
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error("the set-up cannot be fingerprinted: {0}")]
    Fingerprint(#[from] serde_json::Error),
    #[error("cancelled")]
    Cancelled,
    #[error(
        "{id} is off, or its model is not here: fetch it, give the gallery pictures, or ask one of {loaded}"
    )]
    NotLoaded { id: String, loaded: String },
    #[error("region {} is not in this image any more; select it anew", .0.0)]
    NoRegion(RegionId),
    #[error("{0}: the file is not the one that was analysed; analyse it again")]
    OtherFile(PathBuf),
}

/// Everything besides the image that a record depends on.
#[derive(Serialize)]
struct Setup<'a> {
    software: &'a str,
    rules: &'a Rules,
    inventory: &'a Inventory,
}

/// Name and version of this program, as records carry it.
pub const SOFTWARE: &str = concat!("dce ", env!("CARGO_PKG_VERSION"));

impl Analyst {
    /// Fingerprint of what a record depends on besides its image; loads no model.
    ///
    /// # Errors
    /// Where the options name an unknown specialist, or the gallery cannot be read.
    pub fn setup(
        store: &Store,
        options: &AnalystOptions,
        rules: &Rules,
    ) -> Result<Fingerprint, SetupError> {
        let inventory = &registry::inventory(store, &options.wanted)?;
        Ok(Fingerprint::of(&Setup { software: SOFTWARE, rules, inventory })?)
    }

    /// The same of those that are loaded.
    ///
    /// # Errors
    /// Where the rules cannot be written as JSON.
    pub fn own_setup(&self, rules: &Rules) -> Result<Fingerprint, AnalyseError> {
        let inventory = &self.inventory;
        Ok(Fingerprint::of(&Setup { software: SOFTWARE, rules, inventory })?)
    }

    /// Loads the specialists. A model that is not in the store is a warning in every record, not an error.
    ///
    /// # Errors
    /// Where ONNX Runtime is missing, or the options name an unknown specialist.
    pub fn load(store: &Store, options: &AnalystOptions) -> Result<Self, SetupError> {
        let threads = options.threads.max(1);
        let loaded = registry::load(store, &options.wanted, threads, &options.cancel)?;
        Self::of(loaded, options.cancel.clone())
    }

    /// Of specialists that are loaded already; `cancel` stops them.
    ///
    /// # Errors
    /// Where a model's card has a calibration that is no curve.
    pub fn of(loaded: Loaded, cancel: CancelToken) -> Result<Self, SetupError> {
        Ok(Self {
            namer: Arc::new(Namer::new(loaded.models.iter().map(|m| &m.card))?),
            specialists: loaded.specialists,
            models: loaded.models.iter().map(model_use).collect(),
            cards: loaded.models.into_iter().map(|m| m.card).collect(),
            missing: loaded.missing,
            inventory: loaded.inventory,
            cancel,
        })
    }

    /// What names regions; shared, so that names can be derived anew elsewhere.
    pub fn namer(&self) -> &Arc<Namer> {
        &self.namer
    }

    /// The card of a model that is loaded.
    pub(super) fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// The models that are loaded, in the registry's order.
    pub fn models(&self) -> &[ModelUse] {
        &self.models
    }

    /// The default models that are not in the store.
    pub fn missing(&self) -> &[Warning] {
        &self.missing
    }

    /// Analyses one image given its bytes; `path` names it and leads to files beside it. `watch` is told of each part.
    ///
    /// # Errors
    /// Where the bytes are no picture, or the options' token was cancelled. A specialist that fails, by panicking even,
    /// is a warning in the scene.
    pub fn analyse(
        &mut self,
        path: &Path,
        bytes: &[u8],
        rules: &Rules,
        watch: &dyn Fn(Step<'_>),
    ) -> Result<Analysis, AnalyseError> {
        let total = self.specialists.len() + 2;
        let (clock, aside) = (Clock::begin(), Aside::default());
        let mut run = Run { path, rules, watch, done: 0, total, clock, aside };
        run.begins("decode");
        let opened = Picture::from_bytes(bytes, &path.to_string_lossy())?;
        run.clock.part("decode");
        let picture = opened.picture;
        let mut scene = Scene::new(opened.info);
        scene.warnings = opened.warnings;
        scene.warnings.extend(self.missing.iter().cloned());
        scene.warnings.iter().for_each(|warning| watch(Step::Warned(warning)));

        self.look(Stage::Image, &picture, &mut scene, &mut run)?;
        let boxes = std::mem::take(&mut run.aside.boxes);
        self.namer.group(&mut scene, boxes, rules);
        run.clock.part("group");

        self.look(Stage::Crops, &picture, &mut scene, &mut run)?;
        self.namer.name(&mut scene, rules);
        derive::before_looks(&mut scene, rules);
        run.clock.part("name");

        self.look(Stage::Named, &picture, &mut scene, &mut run)?;
        run.begins("fuse");
        derive::after_looks(&mut scene, rules);
        run.clock.part("relate");
        fusion::fuse_embedded(&mut scene, rules);
        run.clock.part("fuse");
        Ok(Analysis { scene, depth: run.aside.depth, timings: run.clock.timings })
    }

    /// Lets the specialists of one stage look, in the registry's order; a failure is a warning.
    ///
    /// # Errors
    /// Where the token was cancelled before, between or while they looked.
    fn look(
        &mut self,
        stage: Stage,
        picture: &Picture,
        scene: &mut Scene,
        run: &mut Run<'_>,
    ) -> Result<(), AnalyseError> {
        for seated in self.specialists.iter_mut().filter(|s| s.specialist.stage() == stage) {
            if self.cancel.is_cancelled() {
                return Err(AnalyseError::Cancelled);
            }
            let specialist = seated.specialist.as_mut();
            run.begins(specialist.id());
            let mut trace = Trace::default();
            let mut look =
                Look { picture, path: run.path, scene, rules: run.rules, trace: &mut trace };
            match guarded(specialist, |s| s.look(&mut look)) {
                Ok(findings) => merge(scene, &mut run.aside, findings),
                // A run that was stopped is no failure of its specialist.
                Err(_) if self.cancel.is_cancelled() => return Err(AnalyseError::Cancelled),
                Err(error) => {
                    let warning = Warning::SpecialistFailed {
                        specialist: specialist.id().to_owned(),
                        message: error.to_string(),
                    };
                    (run.watch)(Step::Warned(&warning));
                    scene.warnings.push(warning);
                }
            }
            run.clock.specialist(specialist.id(), &trace);
        }
        if self.cancel.is_cancelled() { Err(AnalyseError::Cancelled) } else { Ok(()) }
    }
}

/// Lets a specialist work; one that panics has failed like one that says so.
pub(super) fn guarded<T>(
    specialist: &mut dyn Specialist,
    work: impl FnOnce(&mut dyn Specialist) -> Result<T, SpecialistError>,
) -> Result<T, SpecialistError> {
    // Nothing half-done is seen: findings are merged only where there are some, and specialists keep no state between
    // images but caches that they overwrite.
    catch_unwind(AssertUnwindSafe(|| work(specialist)))
        .unwrap_or_else(|panic| Err(SpecialistError::Crashed(panic_words(panic.as_ref()))))
}

/// What a panic said.
pub(super) fn panic_words(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    said.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without a word".to_owned())
}

/// What one image's analysis carries from stage to stage besides the scene.
struct Run<'a> {
    path: &'a Path,
    rules: &'a Rules,
    watch: &'a dyn Fn(Step<'_>),
    /// Parts begun, and how many there will be.
    done: usize,
    total: usize,
    clock: Clock,
    aside: Aside,
}

impl Run<'_> {
    fn begins(&mut self, part: &str) {
        (self.watch)(Step::Begins { part, done: self.done, total: self.total });
        self.done += 1;
    }
}

impl Analysis {
    /// The record, and the depth map that goes beside it.
    pub fn into_record(
        self,
        analyst: &Analyst,
        setup: &Fingerprint,
        rules: &Rules,
    ) -> (Record, Option<DepthMap>) {
        let record = Record {
            version: VERSION,
            software: SOFTWARE.to_owned(),
            setup: setup.clone(),
            scene: self.scene,
            rules: rules.clone(),
            models: analyst.models.clone(),
            timings: self.timings,
        };
        (record, self.depth)
    }
}

/// Measures the parts of one analysis.
pub(super) struct Clock {
    since: Instant,
    timings: Vec<Timing>,
}

impl Clock {
    pub fn begin() -> Self {
        Self { since: Instant::now(), timings: Vec::new() }
    }

    /// Ends a part that is our own work, begun where the last one ended.
    fn part(&mut self, name: &str) {
        let spent = self.since.elapsed();
        self.push(name, Duration::ZERO, Duration::ZERO, spent, 0);
    }

    /// Ends a specialist's part; what its trace does not name is counted as postprocessing.
    pub fn specialist(&mut self, id: &str, trace: &Trace) {
        let rest = self.since.elapsed().saturating_sub(trace.preprocess + trace.run);
        self.push(id, trace.preprocess, trace.run, rest, trace.runs);
    }

    pub fn into_timings(self) -> Vec<Timing> {
        self.timings
    }

    fn push(&mut self, part: &str, before: Duration, run: Duration, after: Duration, runs: usize) {
        let ms = |d: Duration| d.as_secs_f32() * 1000.0;
        self.timings.push(Timing {
            part: part.to_owned(),
            preprocess_ms: ms(before),
            run_ms: ms(run),
            postprocess_ms: ms(after),
            runs,
        });
        self.since = Instant::now();
    }
}

/// A loaded model as the record tells of it.
fn model_use(model: &LoadedModel) -> ModelUse {
    ModelUse {
        id: model.card.id.clone(),
        specialist: model.card.specialist.clone(),
        card_hash: model.card_hash.clone(),
        licence: model.card.licence.clone(),
        provenance: model.card.provenance.clone(),
        provider: model.provider.clone(),
    }
}
