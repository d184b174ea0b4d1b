//! The list of specialists, one line each, and the loading of those that are wanted and whose models are there.

use super::classify::Classifier;
use super::colour::Colour;
use super::depth::network::DepthNetwork;
use super::depth::{Depth, DepthError};
use super::detect::Detector;
use super::embed::SharedEmbedder;
use super::emotion::Emotions;
use super::face_descriptor::FaceDescriptor;
use super::faces::Faces;
use super::gallery::{Gallery, GalleryModels};
use super::gallery_index::{self, GalleryError, VectorCache};
use super::hoi_model::HoiModel;
use super::interactions::Interactions;
use super::ocr::Ocr;
use super::pose::Poses;
use super::specialist::{Specialist, SpecialistError};
use super::windows::Windows;
use crate::domain::{Fingerprint, Source, Warning};
use crate::inference::{CancelToken, Engine, EngineError, OrtRuntime};
use crate::models::{Card, CardOrigin, LoadedCard, Store, StoreError};
use crate::naming::{NamingError, Taxonomy};
use serde::Serialize;
use std::path::{Path, PathBuf};
use thiserror::Error;

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

/// Which specialists are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// These alone, by specialist or model id; empty: all.
    pub only: Vec<String>,
    /// Not these.
    pub without: Vec<String>,
    /// The user's gallery of examples.
    pub gallery: Option<PathBuf>,
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

/// Who would look: what a record's set-up is known by.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Inventory {
    /// "specialist/model" and the card's hash (empty for a specialist without a model), in the registry's order.
    models: Vec<(String, String)>,
    /// The user's gallery, by its files.
    gallery: Option<Fingerprint>,
}

impl Inventory {
    /// Ids of the models, some of them more than once.
    pub fn model_ids(&self) -> impl Iterator<Item = &str> {
        self.models.iter().filter_map(|(id, _)| id.split_once('/')).map(|(_, model)| model)
    }
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

/// The models that [`load`] would open; opens none.
///
/// # Errors
/// Where a name is unknown, or the gallery cannot be read.
pub fn inventory(store: &Store, wanted: &Wanted) -> Result<Inventory, LoadError> {
    wanted.check(store)?;
    let mut models = Vec::new();
    for entry in SPECIALISTS {
        for kind in entry.cards {
            for loaded in store.cards_of(kind) {
                let looks = wanted.wants_both(entry.id, &loaded.card.id);
                if looks && store.ready(&loaded.card.id).is_ok() {
                    models.push((format!("{}/{}", entry.id, loaded.card.id), loaded.hash.clone()));
                }
            }
        }
        if entry.cards.is_empty() && wanted.wants(entry.id) {
            models.push((entry.id.to_owned(), String::new()));
        }
    }
    let gallery = wanted.gallery.as_deref().map(gallery_fingerprint).transpose()?;
    Ok(Inventory { models, gallery })
}

fn gallery_fingerprint(folder: &Path) -> Result<Fingerprint, LoadError> {
    Ok(gallery_index::fingerprint(folder)?)
}

impl Wanted {
    /// True where the specialist as a whole is wanted.
    fn wants(&self, specialist: &str) -> bool {
        (self.only.is_empty() || named(&self.only, specialist)) && !named(&self.without, specialist)
    }

    /// True where this model is wanted in this specialist: either may be named.
    fn wants_both(&self, specialist: &str, model: &str) -> bool {
        let chosen =
            self.only.is_empty() || named(&self.only, specialist) || named(&self.only, model);
        chosen && !named(&self.without, specialist) && !named(&self.without, model)
    }

    /// True where `only` names one of the specialist's models and not the specialist itself.
    fn wants_model_of(&self, store: &Store, entry: &Entry) -> bool {
        entry
            .cards
            .iter()
            .flat_map(|kind| store.cards_of(kind))
            .any(|c| named(&self.only, &c.card.id) && self.wants_both(entry.id, &c.card.id))
    }

    fn check(&self, store: &Store) -> Result<(), LoadError> {
        let models = || {
            let kinds: Vec<&str> = SPECIALISTS.iter().flat_map(|e| e.cards).copied().collect();
            store.cards().iter().filter(move |c| kinds.contains(&c.card.specialist.as_str()))
        };
        let is_known = |name: &String| is_specialist(name) || models().any(|c| c.card.id == *name);
        match self.only.iter().chain(&self.without).find(|name| !is_known(name)) {
            None => Ok(()),
            Some(name) => {
                let known: Vec<&str> = SPECIALISTS
                    .iter()
                    .map(|e| e.id)
                    .chain(models().map(|c| c.card.id.as_str()))
                    .collect();
                Err(LoadError::Unknown { name: name.clone(), known: known.join(", ") })
            }
        }
    }
}

fn named(names: &[String], name: &str) -> bool {
    names.iter().any(|n| n == name)
}

/// A model of the store, open.
type Opened = (Open, Box<dyn Engine>);

/// What the builders share: the store, the engine, and what is loaded so far.
struct Loader<'a> {
    store: &'a Store,
    runtime: OrtRuntime,
    wanted: &'a Wanted,
    /// The specialist that is being built.
    entry: &'static str,
    /// The classifier's network, opened once for all who look through it.
    embedder: Option<(Open, SharedEmbedder)>,
    loaded: Loaded,
}

/// An open model's card and how its evidence is signed.
#[derive(Clone)]
struct Open {
    card: Card,
    source: Source,
}

impl Loader<'_> {
    fn add(&mut self, specialist: impl Specialist + 'static) {
        let specialist = Box::new(specialist);
        self.loaded.specialists.push(Seated { entry: self.entry.to_owned(), specialist });
    }

    /// The wanted models of a kind that are in the store, opened.
    fn open_all(&mut self, kind: &str) -> Result<Vec<Opened>, LoadError> {
        let store = self.store;
        let mut open = Vec::new();
        for card in store.cards_of(kind) {
            if self.wanted.wants_both(self.entry, &card.card.id)
                && let Some(model) = self.open(card)?
            {
                open.push(model);
            }
        }
        Ok(open)
    }

    /// The best wanted model of a kind: a user's own before a built-in one, later cards before earlier ones.
    fn open_best(&mut self, kind: &str) -> Result<Option<Opened>, LoadError> {
        let store = self.store;
        let mut cards: Vec<&LoadedCard> = store
            .cards_of(kind)
            .filter(|c| self.wanted.wants_both(self.entry, &c.card.id))
            .collect();
        cards.sort_by_key(|c| (matches!(c.origin, CardOrigin::BuiltIn), c.card.default));
        for card in cards {
            if let Some(model) = self.open(card)? {
                return Ok(Some(model));
            }
        }
        Ok(None)
    }

    /// One model; `None` where it is not in the store, which is worth a warning for default models only.
    fn open(&mut self, loaded: &LoadedCard) -> Result<Option<Opened>, LoadError> {
        let card = &loaded.card;
        let ready = match self.store.ready(&card.id) {
            Ok(ready) => ready,
            Err(StoreError::Missing { .. } | StoreError::NoPlatform { .. }) if !card.default => {
                return Ok(None);
            }
            Err(error) => {
                self.loaded.missing.push(Warning::ModelMissing {
                    specialist: self.entry.to_owned(),
                    model: card.id.clone(),
                    mend: error.to_string(),
                });
                return Ok(None);
            }
        };
        let engine = self.runtime.open(&ready)?;
        let source = Source::Specialist {
            id: self.entry.to_owned(),
            model: card.id.clone(),
            card_hash: loaded.hash.clone(),
        };
        if !self.loaded.models.iter().any(|m| m.card.id == card.id) {
            self.loaded.models.push(LoadedModel {
                card: card.clone(),
                card_hash: loaded.hash.clone(),
                provider: engine.provider().to_owned(),
            });
        }
        Ok(Some((Open { card: card.clone(), source }, engine)))
    }

    /// The classifier's network, signed for the specialist that is being built.
    fn embedder(&mut self) -> Result<Option<(Open, SharedEmbedder)>, LoadError> {
        if self.embedder.is_none()
            && let Some((open, engine)) = self.open_best("classifier")?
        {
            let shared = SharedEmbedder::new(open.card.clone(), engine)?;
            self.embedder = Some((open, shared));
        }
        let entry = self.entry;
        Ok(self.embedder.clone().map(|(mut open, shared)| {
            if let Source::Specialist { id, .. } = &mut open.source {
                entry.clone_into(id);
            }
            (open, shared)
        }))
    }
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
