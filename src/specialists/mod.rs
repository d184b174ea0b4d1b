//! The specialists: each a model with a job, one file each, pure before and after the model runs.
//! Floor 2: knows no caption, no project, no user interface; findings are merged by the pipeline.

pub mod classify;
pub mod detect;
pub mod embed;
pub mod specialist;
pub mod windows;

pub use specialist::{Finding, Look, Specialist, SpecialistError, Stage};
