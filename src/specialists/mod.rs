//! The specialists: each a model with a job, one file each, pure before and after the model runs.
//! Floor 2: knows no caption, no project, no window; findings are merged by the pipeline.

pub mod detect;
pub mod specialist;

pub use specialist::{Finding, Look, Specialist, SpecialistError, Stage};
