//! What a project holds, as the rest of the program sees it.

use super::record::Record;
use crate::domain::{Caption, History, Size, Step};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Identifies an image within its project; never reused.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(transparent)]
pub struct ImageId(pub i64);

impl std::fmt::Display for ImageId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How far an image has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not analysed yet.
    #[default]
    New,
    /// Analysed; nobody has judged it.
    ToReview,
    Approved,
    NeedsWork,
    /// The analysis came to nothing; the row says why.
    Failed,
}

impl Status {
    /// All, in the order of an image's life.
    pub const ALL: [Status; 5] =
        [Status::New, Status::ToReview, Status::Approved, Status::NeedsWork, Status::Failed];

    /// As lists print it.
    pub fn title(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::ToReview => "to review",
            Status::Approved => "approved",
            Status::NeedsWork => "needs work",
            Status::Failed => "failed",
        }
    }

    /// As the database and the command line write it.
    pub fn id(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::ToReview => "to_review",
            Status::Approved => "approved",
            Status::NeedsWork => "needs_work",
            Status::Failed => "failed",
        }
    }

    /// The status that [`Status::id`] names.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }
}

/// What lists show of a record, so that listing need not read it. Made by [`super::summary::of`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Asserted labels, each once, in alphabetical order.
    pub labels: Vec<String>,
    /// Texts in force, in reading order.
    pub texts: Vec<String>,
    /// The image's caption in force: the person's, else the fused one.
    pub caption: String,
    pub warnings: u32,
    pub conflicts: u32,
    /// Captions whose inputs changed since they were written.
    pub stale: u32,
    /// Claims of the caption in force that are unsupported or contradicted.
    pub unsupported: u32,
    /// The share, 0..1, of unsupported and contradicted claims among all that the baselines make.
    pub disagreement: f32,
}

/// One image as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImageRow {
    pub id: ImageId,
    /// Where the photograph was last found.
    pub path: PathBuf,
    /// Of the photograph's bytes when it was analysed, lower-case hex.
    pub sha256: Option<String>,
    /// Upright, in pixels.
    pub size: Option<Size>,
    pub status: Status,
    /// Why the analysis came to nothing.
    pub failure: Option<String>,
    pub summary: Summary,
    pub note: String,
    pub tags: Vec<String>,
    /// Time that people spent on it.
    pub seconds: f64,
    /// When a person last edited it, in milliseconds since 1970-01-01 UTC.
    pub edited_at_ms: Option<i64>,
}

/// How the photograph on disk compares with what was analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    AsBefore,
    /// It is elsewhere now, with the same content.
    MovedTo(PathBuf),
    /// Its content is another than the record's; edits are kept.
    Changed,
    /// It is nowhere that was looked.
    Vanished,
}

/// One image with all that is known of it.
#[derive(Debug, Clone)]
pub struct Opened {
    pub row: ImageRow,
    pub record: Option<Record>,
    /// Captions that came before there was a record to hold them.
    pub waiting: Vec<Caption>,
    pub history: History,
    /// The depth map that the record names, where it is there.
    pub depth: Option<PathBuf>,
    pub found: Found,
}

/// How a project is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// As the one window that edits; where another holds it, or the folder cannot be written, read-only.
    Write,
    /// Nothing is written.
    ReadOnly,
    /// As the one window that edits; a window that holds it becomes read-only.
    TakeOver,
    /// Beside a window, image by image, each under a lease: the headless worker.
    Worker,
}

/// What a project says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectInfo {
    pub folder: PathBuf,
    pub title: String,
    /// Made for loose photographs and not saved yet.
    pub scratch: bool,
    /// What it is open for: never `TakeOver`, which becomes `Write`.
    pub access: Access,
    /// Why it is read-only, where more was asked for.
    pub why_read_only: Option<String>,
    /// Version of the database's form.
    pub schema: u32,
    /// What was damaged, what was restored, what was lost; only at the opening that did it.
    pub recovered: Option<String>,
}

/// What happened to an image's record.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A step was made.
    Edit(Step),
    /// The last step was undone.
    Undo,
    /// The last undone step was made again.
    Redo,
    /// The image was analysed, again perhaps: nothing before it can be undone.
    Analysed,
}

/// A change with the record that came of it.
#[derive(Debug, Clone)]
pub struct Commit {
    pub image: ImageId,
    pub change: Change,
    pub record: Arc<Record>,
    pub summary: Summary,
    /// The status from now on; `None` keeps it (an analysis makes new and failed images ones to review).
    pub status: Option<Status>,
}
