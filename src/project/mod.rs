//! What is written to disk about images: today one record per image, later the project.
//! Floor 3: knows scenes and rules, no specialist, no window.

pub mod record;

pub use record::{ModelUse, Record, RecordError, Timing};
