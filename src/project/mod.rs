//! What is written to disk about images: single-file records, and the project (one folder, one SQLite database).
//! Floor 3: knows scenes, rules and depth maps; no specialist at work, no window.

mod backup;
mod body;
mod connect;
mod damage;
mod error;
mod export;
mod holder;
mod images;
mod journal;
mod lease;
mod listed;
mod locate;
mod open;
mod paths;
mod pictures;
mod queue;
pub mod record;
mod recover;
mod restore;
mod salvage;
mod schema;
mod scratch;
mod search;
mod settings;
pub mod summary;
mod tally;
mod types;
mod waiting;
mod write;

pub use error::ProjectError;
pub use holder::{BEAT_MS, Heartbeat};
pub use lease::Lease;
pub use open::{DATABASE, Project, is_project};
pub use pictures::{Thumbs, depth_file_name};
pub use record::{ModelUse, Record, RecordError, Timing};
pub use scratch::{Leftover, discard, leftovers};
pub use types::{
    Access, Change, Commit, Found, ImageId, ImageRow, Opened, ProjectInfo, Status, Summary,
};

/// Milliseconds since 1970-01-01 UTC; 0 on a clock that stands before it.
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map(|d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)).unwrap_or_default()
}
