//! Which specialists are wanted, and which models would look then.

use super::gallery_index;
use super::registry::{Entry, LoadError, SPECIALISTS, is_specialist};
use crate::domain::Fingerprint;
use crate::models::Store;
use serde::Serialize;
use std::path::{Path, PathBuf};

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
    pub(super) fn wants(&self, specialist: &str) -> bool {
        (self.only.is_empty() || named(&self.only, specialist)) && !named(&self.without, specialist)
    }

    /// True where this model is wanted in this specialist: either may be named.
    pub(super) fn wants_both(&self, specialist: &str, model: &str) -> bool {
        let chosen =
            self.only.is_empty() || named(&self.only, specialist) || named(&self.only, model);
        chosen && !named(&self.without, specialist) && !named(&self.without, model)
    }

    /// True where `only` names one of the specialist's models and not the specialist itself.
    pub(super) fn wants_model_of(&self, store: &Store, entry: &Entry) -> bool {
        entry
            .cards
            .iter()
            .flat_map(|kind| store.cards_of(kind))
            .any(|c| named(&self.only, &c.card.id) && self.wants_both(entry.id, &c.card.id))
    }

    pub(super) fn check(&self, store: &Store) -> Result<(), LoadError> {
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
