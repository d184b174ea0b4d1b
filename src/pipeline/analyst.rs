//! One image from bytes to scene: the specialists in their stages, then names, relations, captions.

use super::merge::{Aside, merge, text_attributes};
use crate::domain::{Fingerprint, ImageInfo, Rules, Scene, Warning, Witness};
use crate::fusion;
use crate::inference::{Picture, PictureError};
use crate::models::Store;
use crate::naming;
use crate::project::record::{ModelUse, Record, Timing, VERSION};
use crate::relations;
use crate::specialists::{DepthMap, Look, Specialist, Stage, Trace, registry};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thiserror::Error;

/// Which specialists look, and with how many threads.
#[derive(Debug, Clone, Default)]
pub struct AnalystOptions {
    /// These alone, by specialist or model id; empty: all.
    pub only: Vec<String>,
    /// Not these.
    pub without: Vec<String>,
    /// The user's gallery of examples.
    pub gallery: Option<PathBuf>,
    /// Threads of each model's run.
    pub threads: usize,
}

/// Loaded specialists, ready to look at images one after another.
pub struct Analyst {
    specialists: Vec<Box<dyn Specialist>>,
    models: Vec<ModelUse>,
    /// Models that are not in the store: said in every record.
    missing: Vec<Warning>,
    namer: naming::Namer,
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
    Registry(#[from] registry::RegistryError),
    #[error(transparent)]
    Naming(#[from] naming::NamingError),
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
    models: Vec<(String, String)>,
    gallery: Option<Fingerprint>,
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
        let models = registry::chosen(store, &options.only, &options.without)?
            .into_iter()
            .map(|c| (c.card.id.clone(), c.card_hash.clone()))
            .collect();
        let gallery = options.gallery.as_deref().map(registry::gallery_fingerprint).transpose()?;
        Ok(Fingerprint::of(&Setup { software: SOFTWARE, rules, models, gallery })?)
    }

    /// Loads the specialists. A model that is not in the store is a warning in every record, not an error.
    ///
    /// # Errors
    /// Where ONNX Runtime is missing, or the options name an unknown specialist.
    pub fn load(store: &Store, options: &AnalystOptions) -> Result<Self, SetupError> {
        let loaded = registry::load(store, options)?;
        Ok(Self {
            namer: naming::Namer::new(&loaded.cards)?,
            specialists: loaded.specialists,
            models: loaded.models,
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
        let mut clock = Clock::default();
        let sha256 = Fingerprint::of_bytes(bytes).0;
        let (picture, warnings) = Picture::from_bytes(bytes, path)?;
        clock.part("decode");
        let mut scene = Scene::new(ImageInfo {
            path: path.to_string_lossy().into_owned(),
            sha256,
            size: picture.size,
        });
        scene.warnings = warnings;
        scene.warnings.extend(self.missing.iter().cloned());
        let mut aside = Aside::default();

        self.stage(Stage::Image, &picture, path, &mut scene, &mut aside, rules, &mut clock);
        clock.restart();
        self.group(&mut scene, std::mem::take(&mut aside.boxes), rules);
        clock.part("group");

        self.stage(Stage::Crops, &picture, path, &mut scene, &mut aside, rules, &mut clock);
        clock.restart();
        self.name(&mut scene, rules);
        clock.part("name");

        self.stage(Stage::Named, &picture, path, &mut scene, &mut aside, rules, &mut clock);
        clock.restart();
        scene.relations = relations::derive(&scene, rules);
        clock.part("relate");
        fusion::fuse_embedded(&mut scene, rules);
        clock.part("fuse");
        Ok(Analysis { scene, depth: aside.depth, timings: clock.timings })
    }
}
