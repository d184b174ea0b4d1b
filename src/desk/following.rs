//! The list follows rules that changed: what it shows of each image is derived anew, one image after the other, while
//! nothing else is asked for. Records stay as they are until their image is opened; those that are written out follow.

use crate::domain::Rules;
use crate::models::Store;
use crate::naming::Namer;
use crate::pipeline::derive;
use crate::pipeline::worker::namer_of;
use crate::project::{ImageId, ImageRow, Project, ProjectError, Record, summary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The project's setting that says whether the list has followed its rules to the end.
const DONE: &str = "rules followed";

/// Namers by the models that looked, each made once: most records of a project have the same.
pub struct Namers {
    store: Arc<Store>,
    known: BTreeMap<BTreeSet<String>, Option<Arc<Namer>>>,
}

impl Namers {
    /// Of the models whose cards the store holds.
    pub fn new(store: Arc<Store>) -> Self {
        Self { store, known: BTreeMap::new() }
    }

    /// The namer of the models that looked at this image; `None` where the record names none, or a card has no curve:
    /// its names are then not weighed anew.
    pub fn of(&mut self, record: &Record) -> Option<Arc<Namer>> {
        let ids: BTreeSet<String> = record.models.iter().map(|m| m.id.clone()).collect();
        if ids.is_empty() {
            return None;
        }
        let make = |ids: &BTreeSet<String>| {
            namer_of(&self.store, ids.iter().map(String::as_str)).ok().map(Arc::new)
        };
        self.known.entry(ids).or_insert_with_key(make).clone()
    }
}

/// Derives a record's scene anew where that was derived under other rules than these.
pub fn bring_up_to_date(record: &mut Record, rules: &Rules, namers: &mut Namers) {
    if record.rules != *rules {
        let namer = namers.of(record);
        derive::rederive(&mut record.scene, rules, namer.as_deref(), None);
        rules.clone_into(&mut record.rules);
    }
}

/// The way through the images that are left.
pub struct Following {
    rules: Rules,
    /// The next at the end.
    left: Vec<ImageId>,
}

impl Following {
    /// Begins, from the first image on, under the project's rules; that it began is kept, so that it goes on when the
    /// project is opened again.
    ///
    /// # Errors
    /// Where the project cannot be read or written.
    pub fn begin(project: &mut Project) -> Result<Self, ProjectError> {
        if !is_unfinished(project)? {
            project.set_setting(DONE, &false.into())?;
        }
        let mut left = project.analysed()?;
        left.reverse();
        Ok(Self { rules: project.rules()?, left })
    }

    /// Takes the next image; its row, where that changed. `None` when all are done.
    ///
    /// # Errors
    /// Where the project cannot be written. An image that cannot be read is left as it is.
    pub fn step(
        &mut self,
        project: &mut Project,
        namers: &mut Namers,
    ) -> Result<Option<Option<ImageRow>>, ProjectError> {
        let Some(image) = self.left.pop() else {
            project.set_setting(DONE, &true.into())?;
            return Ok(None);
        };
        let rules = &self.rules;
        let restated = project.restate(image, |mut record| {
            bring_up_to_date(&mut record, rules, namers);
            summary::of(&record.scene, rules)
        });
        match restated {
            Ok(true) => Ok(Some(Some(project.row(image)?))),
            Ok(false) => Ok(Some(None)),
            // Removed meanwhile, or damaged: that is told where it is opened.
            Err(error) if error.is_of_one_image() || error.is_damage() => Ok(Some(None)),
            Err(error) => Err(error),
        }
    }
}

/// Whether rules were changed and the list did not follow to the end.
///
/// # Errors
/// Where the project cannot be read.
pub fn is_unfinished(project: &Project) -> Result<bool, ProjectError> {
    Ok(project.setting(DONE)? == Some(false.into()))
}
