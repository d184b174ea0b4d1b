//! From a photograph to a scene with captions: the specialists in their stages, and many images at once.
//! Floor 3: knows specialists and pure derivations, no window and no command line.

pub mod analyst;
pub mod batch;
pub mod carry;
pub mod corrections;
pub mod derive;
pub mod merge;

pub use analyst::{AnalyseError, Analysis, Analyst, AnalystOptions};
pub use batch::{BatchEvent, BatchJob, run_batch};
