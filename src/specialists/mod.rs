//! The specialists: each a model with a job, one file each, pure before and after the model runs.
//! Floor 2: knows no caption, no project, no window; findings are merged by the pipeline.

pub mod depth;
pub mod ocr;
pub mod specialist;

pub use depth::Depth;
pub use ocr::Ocr;
pub use specialist::{DepthMap, Finding, Look, Specialist, SpecialistError, Stage, Trace};
