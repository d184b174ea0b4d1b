//! The joint name of a region: boxes grouped whatever their class, every witness weighed by its measured reliability,
//! one posterior over a small tree of names, and the deepest name that is sure enough.
//! Floor 1: pure; knows cards only for their calibrations, and no picture, no model run, no caption.
//!
//! In short: [`Namer::group`] makes regions of boxes, faces and poses; specialists then read the regions' crops; and
//! [`Namer::name`] fills each region's `Label`, fine-grained attribute and conflicts, and the image's scene name.

mod backing;
pub mod decide;
pub mod fit;
pub mod group;
pub mod paper;
pub mod posterior;
pub mod settle;
pub mod taxonomy;
pub mod weigh;

pub use decide::{Naming, decide};
pub use posterior::{Posterior, Prior};
pub use taxonomy::{Node, NodeIx, Taxonomy};
pub use weigh::{Calibrations, Curve};

use crate::domain::rules::Preset;
use crate::domain::{Rules, Scene, Witness};
use crate::models::Card;
use thiserror::Error;

/// Why no names can be given.
#[derive(Debug, Error)]
pub enum NamingError {
    #[error("assets/taxonomy.json: {message}; make it again with tests/reference/make_taxonomy.py")]
    Taxonomy { message: String },
    #[error("card {model}: {message}; recompute it with `dce eval vision --calibrate`")]
    Calibration { model: String, message: String },
}

/// Everything that naming needs besides the scene: made once, used for every image.
#[derive(Debug, Clone)]
pub struct Namer {
    pub taxonomy: Taxonomy,
    pub prior: Prior,
    pub calibrations: Calibrations,
}

impl Namer {
    /// A namer for the models of these cards, which are those that look at the images.
    ///
    /// # Errors
    /// Where a card's calibration is no curve (lengths differ, scores do not ascend, precision is outside 0..1).
    pub fn new<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Result<Self, NamingError> {
        let taxonomy = Taxonomy::embedded()?;
        let prior = Prior::new(&taxonomy);
        Ok(Self { prior, taxonomy, calibrations: Calibrations::from_cards(cards)? })
    }

    /// Makes the scene's regions of the detectors' and windows' boxes and of its faces and poses, and joins each face
    /// and pose to the region it belongs to.
    pub fn group(&self, scene: &mut Scene, boxes: Vec<Witness>, rules: &Rules) {
        match rules.detection.preset {
            Preset::Joint => group::joint(self, scene, boxes, rules),
            Preset::Paper => paper::group(scene, boxes, rules),
        }
    }

    /// Names the regions anew under other rules. Regions are neither made nor folded into each other: each keeps its
    /// id under the annotator's hands. What a person ruled stays, and so does what a person drew.
    pub fn rename(&self, scene: &mut Scene, rules: &Rules) {
        match rules.detection.preset {
            Preset::Joint => settle::name_regions(self, scene, rules),
            Preset::Paper => paper::name_all(self, scene, rules),
        }
    }

    /// Names every region from its witnesses, drops regions that only repeat another, and gives the image a scene
    /// name where no region has one or the whole is a place.
    pub fn name(&self, scene: &mut Scene, rules: &Rules) {
        match rules.detection.preset {
            Preset::Joint => settle::name_all(self, scene, rules),
            Preset::Paper => paper::name_all(self, scene, rules),
        }
    }
}
