//! What is written to disk about images: single-file records, and the project (one folder, one SQLite database).
//! Floor 3: knows scenes and rules, no specialist at work, no window.

mod body;
mod error;
mod images;
mod journal;
mod open;
mod paths;
mod pending;
pub use pending::depth_file_name;
pub mod record;
mod schema;
mod settings;
pub mod summary;
mod types;

pub use error::ProjectError;
pub use open::{Project, is_project};
pub use record::{ModelUse, Record, RecordError, Timing};
pub use types::{
    Access, Change, Commit, Found, ImageId, ImageRow, Opened, ProjectInfo, Status, Summary,
};

/// Milliseconds since 1970-01-01 UTC; 0 on a clock that stands before it.
fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map(|d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)).unwrap_or_default()
}
