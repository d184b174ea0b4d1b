//! Opening the models that specialists run, each once, with how their evidence is signed.

use super::embed::SharedEmbedder;
use super::registry::{LoadError, Loaded, LoadedModel, Seated};
use super::specialist::Specialist;
use super::wanted::Wanted;
use crate::domain::{Source, Warning};
use crate::inference::{Engine, OrtRuntime};
use crate::models::{Card, CardOrigin, LoadedCard, Store, StoreError};

/// A model of the store, open.
pub(super) type Opened = (Open, Box<dyn Engine>);

/// What the builders share: the store, the engine, and what is loaded so far.
pub(super) struct Loader<'a> {
    pub store: &'a Store,
    pub runtime: OrtRuntime,
    pub wanted: &'a Wanted,
    /// The specialist that is being built.
    pub entry: &'static str,
    /// The classifier's network, opened once for all who look through it.
    pub embedder: Option<(Open, SharedEmbedder)>,
    pub loaded: Loaded,
}

/// An open model's card and how its evidence is signed.
#[derive(Clone)]
pub(super) struct Open {
    pub card: Card,
    pub source: Source,
}

impl Loader<'_> {
    pub fn add(&mut self, specialist: impl Specialist + 'static) {
        let specialist = Box::new(specialist);
        self.loaded.specialists.push(Seated { entry: self.entry.to_owned(), specialist });
    }

    /// The wanted models of a kind that are in the store, opened.
    pub fn open_all(&mut self, kind: &str) -> Result<Vec<Opened>, LoadError> {
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
    pub fn open_best(&mut self, kind: &str) -> Result<Option<Opened>, LoadError> {
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
    pub fn embedder(&mut self) -> Result<Option<(Open, SharedEmbedder)>, LoadError> {
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
