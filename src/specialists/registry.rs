//! The list of specialists, one line each, and the loading of those that are wanted and whose models are there.

use super::classify::Classifier;
use super::colour::Colour;
use super::depth::network::DepthNetwork;
use super::depth::{Depth, DepthError};
use super::detect::Detector;
use super::emotion::Emotions;
use super::face_descriptor::FaceDescriptor;
use super::faces::Faces;
use super::gallery::{Gallery, GalleryModels};
use super::gallery_index::{GalleryError, VectorCache};
use super::hoi_model::HoiModel;
use super::interactions::Interactions;
use super::loader::Loader;
use super::ocr::Ocr;
use super::pose::Poses;
use super::specialist::{Specialist, SpecialistError};
use super::windows::Windows;
use crate::domain::Warning;
use crate::inference::{CancelToken, EngineError, OrtRuntime};
use crate::models::{Card, Store, StoreError};
use crate::naming::{NamingError, Taxonomy};
use thiserror::Error;

pub use super::wanted::{Inventory, Wanted, inventory};

/// A specialist as the registry knows it.
pub struct Entry {
    /// What `--only` and `--without` call it.
    pub id: &'static str,
    /// What it does, in a few words.
    pub title: &'static str,
    /// The `specialist` fields of the cards that it runs; none where it needs no model.
    pub cards: &'static [&'static str],
    build: fn(&mut Loader<'_>) -> Result<(), LoadError>,
}

/// All specialists, in the order in which they look within a stage.
pub const SPECIALISTS: &[Entry] = &[
    Entry { id: "detector", title: "boxes with names", cards: &["detector"], build: detectors },
    Entry {
        id: "windows",
        title: "things that no detector knows, over windows of the image",
        cards: &["classifier"],
        build: windows,
    },
    Entry { id: "faces", title: "faces", cards: &["faces"], build: faces },
    Entry { id: "pose", title: "body poses", cards: &["pose"], build: poses },
    Entry { id: "ocr", title: "text", cards: &["ocr-detector", "ocr-recogniser"], build: ocr },
    Entry {
        id: "classifier",
        title: "fine-grained names of regions and of the whole image",
        cards: &["classifier"],
        build: classifier,
    },
    Entry {
        id: "gallery",
        title: "names from the user's own pictures",
        cards: &["classifier", "face-descriptor"],
        build: gallery,
    },
    Entry { id: "emotion", title: "emotions of faces", cards: &["emotion"], build: emotions },
    Entry { id: "colour", title: "dominant colours", cards: &[], build: colour },
    Entry { id: "depth", title: "nearness", cards: &["depth"], build: depth },
    Entry {
        id: "interactions",
        title: "who does what with which thing",
        cards: &["interactions"],
        build: interactions,
    },
];

/// True where a specialist goes by this id.
pub fn is_specialist(id: &str) -> bool {
    SPECIALISTS.iter().any(|e| e.id == id)
}

/// A specialist at its place in the registry.
pub struct Seated {
    /// Id of its [`Entry`].
    pub entry: String,
    pub specialist: Box<dyn Specialist>,
}

/// Specialists, ready to look.
#[derive(Default)]
pub struct Loaded {
    pub specialists: Vec<Seated>,
    /// The models that they run, each once.
    pub models: Vec<LoadedModel>,
    /// Default models that are not in the store.
    pub missing: Vec<Warning>,
    /// All of them, as a record's set-up is known by.
    pub inventory: Inventory,
}

/// A model that is open.
pub struct LoadedModel {
    pub card: Card,
    pub card_hash: String,
    /// The execution provider that really runs it.
    pub provider: String,
}

/// Why no specialists could be loaded at all.
#[derive(Debug, Error)]
pub enum LoadError {
    #[error("there is no specialist or model called {name}; there are: {known}")]
    Unknown { name: String, known: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Specialist(#[from] SpecialistError),
    #[error(transparent)]
    Depth(#[from] DepthError),
    #[error(transparent)]
    Gallery(#[from] GalleryError),
    #[error(transparent)]
    Naming(#[from] NamingError),
}

/// Loads the wanted specialists with the models that the store holds; `threads` work on each run, and `cancel` stops
/// whatever runs.
///
/// A default model that is missing becomes a warning, and its specialist stays out.
///
/// # Errors
/// Where ONNX Runtime is missing, a name is unknown, a model is damaged or not what its card says, or `cancel` was
/// cancelled meanwhile.
pub fn load(
    store: &Store,
    wanted: &Wanted,
    threads: usize,
    cancel: &CancelToken,
) -> Result<Loaded, LoadError> {
    wanted.check(store)?;
    let mut runtime = OrtRuntime::load(&store.runtime()?, threads)?;
    runtime.heed(cancel);
    let loaded = Loaded { inventory: inventory(store, wanted)?, ..Loaded::default() };
    let mut loader = Loader { store, runtime, wanted, entry: "", embedder: None, loaded };
    for entry in SPECIALISTS {
        if cancel.is_cancelled() {
            return Err(EngineError::Cancelled { model: entry.id.to_owned() }.into());
        }
        if wanted.wants(entry.id) || wanted.wants_model_of(store, entry) {
            loader.entry = entry.id;
            (entry.build)(&mut loader)?;
        }
    }
    Ok(loader.loaded)
}

fn detectors(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    for (open, engine) in loader.open_all("detector")? {
        let names = loader.store.labels(&open.card.id)?;
        loader.add(Detector::new(open.card, names, open.source, engine)?);
    }
    Ok(())
}

fn windows(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    if let Some((open, embedder)) = loader.embedder()? {
        let names = loader.store.labels(&open.card.id)?;
        loader.add(Windows::new(&open.card, names, open.source, embedder));
    }
    Ok(())
}

fn classifier(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    if let Some((open, embedder)) = loader.embedder()? {
        let names = loader.store.labels(&open.card.id)?;
        loader.add(Classifier::new(&open.card, names, open.source, embedder));
    }
    Ok(())
}

/// Only where the user gives one; people are looked up only where it has a folder of celebrities.
fn gallery(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    let Some(folder) = loader.wanted.gallery.clone() else { return Ok(()) };
    let Some((open, embedder)) = loader.embedder()? else { return Ok(()) };
    let mut people = None;
    if folder.join("celebrity").is_dir()
        && let Some((descriptor, d)) = loader.open_best("face-descriptor")?
        && let Some((finder, f)) = loader.open_best("faces")?
    {
        people = Some((
            Faces::new(finder.card, finder.source, f),
            FaceDescriptor::new(descriptor.card, descriptor.source, d),
        ));
    }
    let cache = VectorCache::new(loader.store.home().join("gallery"));
    let models = GalleryModels { embedder, card: open.card, source: open.source, people };
    loader.add(Gallery::open(&folder, &cache, models, Taxonomy::embedded()?)?);
    Ok(())
}

fn faces(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    if let Some((open, engine)) = loader.open_best("faces")? {
        loader.add(Faces::new(open.card, open.source, engine));
    }
    Ok(())
}

fn poses(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    if let Some((open, engine)) = loader.open_best("pose")? {
        loader.add(Poses::new(open.card, open.source, engine));
    }
    Ok(())
}

fn emotions(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    if let Some((open, engine)) = loader.open_best("emotion")? {
        loader.add(Emotions::new(open.card, open.source, engine));
    }
    Ok(())
}

fn ocr(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    let detector = loader.open_best("ocr-detector")?;
    let recogniser = loader.open_best("ocr-recogniser")?;
    if let (Some((detector, d)), Some((recogniser, r))) = (detector, recogniser) {
        loader.add(Ocr::new((detector.card, d), (recogniser.card, r), recogniser.source)?);
    }
    Ok(())
}

fn colour(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    loader.add(Colour);
    Ok(())
}

/// Files beside the image and geometry need no model, so the specialist is there with or without a network.
fn depth(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    let network = match loader.open_best("depth")? {
        Some((open, engine)) => Some(DepthNetwork::new(open.card, engine, open.source)?),
        None => None,
    };
    loader.add(Depth::new(network)?);
    Ok(())
}

/// The pose rules always; a network beside them where a card gives one.
fn interactions(loader: &mut Loader<'_>) -> Result<(), LoadError> {
    loader.add(Interactions);
    for (open, engine) in loader.open_all("interactions")? {
        loader.add(HoiModel::new(open.card, open.source, engine)?);
    }
    Ok(())
}
