//! One image from bytes to scene: the specialists in their stages, then names, relations, captions.

use super::derive;
use super::merge::{Aside, merge};
use crate::domain::{Fingerprint, Rules, Scene, Warning};
use crate::fusion;
use crate::inference::{Picture, PictureError};
use crate::models::Store;
use crate::naming::{Namer, NamingError};
use crate::project::record::{ModelUse, Record, Timing, VERSION};
use crate::specialists::registry::{self, Inventory, LoadError, LoadedModel, Wanted};
use crate::specialists::{DepthMap, Look, Specialist, Stage, Trace};
use serde::Serialize;
use std::path::Path;
use std::time::{Duration, Instant};
use thiserror::Error;

/// Which specialists look, and with how many threads.
#[derive(Debug, Clone, Default)]
pub struct AnalystOptions {
    pub wanted: Wanted,
    /// Threads of each model's run.
    pub threads: usize,
}

/// Loaded specialists, ready to look at images one after another.
pub struct Analyst {
    specialists: Vec<Box<dyn Specialist>>,
    models: Vec<ModelUse>,
    /// Models that are not in the store: said in every record.
    missing: Vec<Warning>,
    namer: Namer,
}

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
}

/// Everything besides the image that a record depends on.
#[derive(Serialize)]
struct Setup<'a> {
    software: &'a str,
    rules: &'a Rules,
    inventory: Inventory,
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
        let inventory = registry::inventory(store, &options.wanted)?;
        Ok(Fingerprint::of(&Setup { software: SOFTWARE, rules, inventory })?)
    }

    /// Loads the specialists. A model that is not in the store is a warning in every record, not an error.
    ///
    /// # Errors
    /// Where ONNX Runtime is missing, or the options name an unknown specialist.
    pub fn load(store: &Store, options: &AnalystOptions) -> Result<Self, SetupError> {
        let loaded = registry::load(store, &options.wanted, options.threads.max(1))?;
        Ok(Self {
            namer: Namer::new(loaded.models.iter().map(|m| &m.card))?,
            specialists: loaded.specialists,
            models: loaded.models.iter().map(model_use).collect(),
            missing: loaded.missing,
        })
    }

    /// Analyses one image given its bytes; `path` names it and leads to files beside it.
    ///
    /// # Errors
    /// Where the bytes are no picture. A specialist that fails is a warning in the scene.
    pub fn analyse(
        &mut self,
        path: &Path,
        bytes: &[u8],
        rules: &Rules,
    ) -> Result<Analysis, AnalyseError> {
        let mut run = Run { path, rules, clock: Clock::begin(), aside: Aside::default() };
        let opened = Picture::from_bytes(bytes, &path.to_string_lossy())?;
        run.clock.part("decode");
        let picture = opened.picture;
        let mut scene = Scene::new(opened.info);
        scene.warnings = opened.warnings;
        scene.warnings.extend(self.missing.iter().cloned());

        self.look(Stage::Image, &picture, &mut scene, &mut run);
        let boxes = std::mem::take(&mut run.aside.boxes);
        self.namer.group(&mut scene, boxes, rules);
        run.clock.part("group");

        self.look(Stage::Crops, &picture, &mut scene, &mut run);
        self.namer.name(&mut scene, rules);
        derive::before_looks(&mut scene, rules);
        run.clock.part("name");

        self.look(Stage::Named, &picture, &mut scene, &mut run);
        derive::after_looks(&mut scene, rules);
        run.clock.part("relate");
        fusion::fuse_embedded(&mut scene, rules);
        run.clock.part("fuse");
        Ok(Analysis { scene, depth: run.aside.depth, timings: run.clock.timings })
    }

    /// Lets the specialists of one stage look, in the registry's order; a failure is a warning.
    fn look(&mut self, stage: Stage, picture: &Picture, scene: &mut Scene, run: &mut Run<'_>) {
        for specialist in self.specialists.iter_mut().filter(|s| s.stage() == stage) {
            let mut trace = Trace::default();
            let mut look =
                Look { picture, path: run.path, scene, rules: run.rules, trace: &mut trace };
            match specialist.look(&mut look) {
                Ok(findings) => merge(scene, &mut run.aside, findings),
                Err(error) => scene.warnings.push(Warning::SpecialistFailed {
                    specialist: specialist.id().to_owned(),
                    message: error.to_string(),
                }),
            }
            run.clock.specialist(specialist.id(), &trace);
        }
    }
}

/// What one image's analysis carries from stage to stage besides the scene.
struct Run<'a> {
    path: &'a Path,
    rules: &'a Rules,
    clock: Clock,
    aside: Aside,
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
struct Clock {
    since: Instant,
    timings: Vec<Timing>,
}

impl Clock {
    fn begin() -> Self {
        Self { since: Instant::now(), timings: Vec::new() }
    }

    /// Ends a part that is our own work, begun where the last one ended.
    fn part(&mut self, name: &str) {
        let spent = self.since.elapsed();
        self.push(name, Duration::ZERO, Duration::ZERO, spent, 0);
    }

    /// Ends a specialist's part; what its trace does not name is counted as postprocessing.
    fn specialist(&mut self, id: &str, trace: &Trace) {
        let rest = self.since.elapsed().saturating_sub(trace.preprocess + trace.run);
        self.push(id, trace.preprocess, trace.run, rest, trace.runs);
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
