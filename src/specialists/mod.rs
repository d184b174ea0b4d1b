//! The specialists: each a model with a job, one file each, pure before and after the model runs.
//! Floor 2: knows no caption, no project, no user interface; findings are merged by the pipeline.

pub mod blazeface;
pub mod body;
pub mod classify;
pub mod colour;
pub mod depth;
pub mod detect;
pub mod embed;
pub mod emotion;
pub mod face_descriptor;
pub mod faces;
pub mod gallery;
pub mod gallery_index;
pub mod heat;
pub mod hoi_model;
pub mod interaction_geometry;
pub mod interaction_rules;
pub mod interactions;
mod loader;
pub mod ocr;
pub mod pose;
pub mod registry;
pub mod runner;
pub mod specialist;
mod wanted;
pub mod windows;

pub use depth::Depth;
pub use ocr::Ocr;
pub use specialist::{
    DepthMap, Finding, Look, RAW_FLOOR, Specialist, SpecialistError, Stage, Trace,
};
