//! From a photograph to a scene with captions: the specialists in their stages, many images at once, and the background
//! threads of a window that must never wait.
//! Floor 3: knows specialists and pure derivations, no window and no command line.

pub mod absorb;
pub mod alone;
pub mod analyst;
pub mod batch;
pub mod carry;
pub mod corrections;
pub mod derive;
pub mod gather;
pub mod job;
mod line_up;
pub mod merge;
pub mod outbox;
pub mod pictures;
mod place;
pub mod raw;
mod shelf;
pub mod thumbnails;
pub mod worker;

pub use analyst::{AnalyseError, Analysis, Analyst, AnalystOptions};
pub use batch::{BatchEvent, BatchJob, run_batch};
pub use job::{About, Happened, ImageKey, Job, JobId, Outcome, WorkEvent};
pub use pictures::{PictureEvent, Pictures};
pub use worker::Worker;
