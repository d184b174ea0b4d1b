//! What the worker is asked to do, and what it tells of it.

use super::alone::Found;
use super::raw::RawLook;
use crate::domain::{BBox, RegionId, Rules, Scene, Warning};
use crate::naming::Namer;
use crate::project::record::{ModelUse, Record};
use crate::specialists::DepthMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Names an image to the background threads, which hand it back: the project's number of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageKey(pub i64);

/// Names one job of a worker; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// What the worker can do.
#[derive(Debug, Clone)]
pub enum Job {
    /// Analyses an image; `first` puts it before all that wait, as the image on screen.
    Analyse { image: ImageKey, path: PathBuf, rules: Box<Rules>, first: bool },
    /// Lets one specialist look alone: at the whole image, or at one region. `scene` is what is known. Goes before what
    /// waits, since somebody asked for it by hand.
    Alone {
        image: ImageKey,
        path: PathBuf,
        /// Id in the registry ("ocr") or of a model ("nanodet").
        specialist: String,
        region: Option<RegionId>,
        scene: Box<Scene>,
        rules: Box<Rules>,
    },
    /// Lets one specialist show all that it sees, before any threshold; before what waits, as well.
    Raw {
        image: ImageKey,
        path: PathBuf,
        specialist: String,
        /// A part of the image, in pixels.
        bbox: Option<BBox>,
        /// What is known; `None` where the image was not analysed.
        scene: Option<Box<Scene>>,
        rules: Box<Rules>,
    },
    /// Opens the models anew, before any other job: some were fetched, or are gone.
    Reload,
}

impl Job {
    /// The title of an analysis, by which its events are told from those of other jobs.
    pub const ANALYSE: &str = "analyse";

    /// The image that it is about, and its file; `None` for [`Job::Reload`].
    pub fn subject(&self) -> Option<(ImageKey, &PathBuf)> {
        match self {
            Job::Analyse { image, path, .. }
            | Job::Alone { image, path, .. }
            | Job::Raw { image, path, .. } => Some((*image, path)),
            Job::Reload => None,
        }
    }

    /// What it does, in a word or two.
    pub fn title(&self) -> &'static str {
        match self {
            Job::Analyse { .. } => Self::ANALYSE,
            Job::Alone { .. } => "look alone",
            Job::Raw { .. } => "show what is seen",
            Job::Reload => "open the models",
        }
    }

    /// Whether it goes before what waits.
    pub(super) fn is_first(&self) -> bool {
        match self {
            Job::Analyse { first, .. } => *first,
            Job::Alone { .. } | Job::Raw { .. } | Job::Reload => true,
        }
    }

    /// Which image, specialist and part of the image a look by hand is about.
    fn asks(&self) -> Option<(ImageKey, &str, Option<RegionId>, Option<BBox>)> {
        match self {
            Job::Alone { image, specialist, region, .. } => {
                Some((*image, specialist, *region, None))
            }
            Job::Raw { image, specialist, bbox, .. } => Some((*image, specialist, None, *bbox)),
            _ => None,
        }
    }

    /// Whether doing `self` makes doing `waiting` needless.
    pub(super) fn replaces(&self, waiting: &Job) -> bool {
        match (self, waiting) {
            (Job::Analyse { image, .. }, Job::Analyse { image: other, .. }) => image == other,
            (Job::Alone { .. }, Job::Alone { .. }) => self.asks() == waiting.asks(),
            (Job::Raw { .. }, Job::Raw { .. }) => self.asks() == waiting.asks(),
            (Job::Reload, Job::Reload) => true,
            _ => false,
        }
    }
}

/// Which job an event is about, and what it looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub job: JobId,
    /// What it does, as [`Job::title`].
    pub title: &'static str,
    /// `None` for jobs about no image.
    pub image: Option<ImageKey>,
    pub path: PathBuf,
    /// SHA-256 of the bytes that it looked at, lower-case hex; `None` until they are read. A result belongs to the image
    /// only where this is still the image's own.
    pub sha256: Option<String>,
}

/// What the worker tells.
#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all events are of jobs, and few wait at once"
)]
pub enum WorkEvent {
    /// The models are open, for the first time or anew.
    Ready {
        models: Vec<ModelUse>,
        /// `Warning::ModelMissing`, each with its mend.
        missing: Vec<Warning>,
        namer: Arc<Namer>,
    },
    /// Something happened to a job.
    Of(About, Happened),
}

/// What happened to a job. Each ends once, and nothing comes after its end.
#[derive(Debug, Clone)]
pub enum Happened {
    Started,
    /// `done` of `total` parts are done and `part` begins; some may be left out where nobody reads them in time.
    Progress {
        part: String,
        done: usize,
        total: usize,
    },
    /// A part failed and the rest goes on; also in the record.
    Warned(Warning),
    /// The record names no depth file yet: that is for whoever keeps the map.
    Analysed {
        record: Box<Record>,
        depth: Option<DepthMap>,
    },
    /// What one specialist found alone: into the scene as it was sent, and by itself for one that was edited meanwhile.
    Alone(Box<Found>),
    /// What one specialist sees.
    Raw(Box<RawLook>),
    Ended(Outcome),
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Why, with the mend.
    Failed(String),
    Cancelled,
}

/// What the worker has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// The models are being opened: what waits begins afterwards.
    pub is_loading: bool,
    pub running: Option<Running>,
    /// In the order in which it will be done.
    pub waiting: Vec<About>,
}

/// The job under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub about: About,
    /// The part under way; empty before the first.
    pub part: String,
    pub done: usize,
    pub total: usize,
    /// It was cancelled and is about to stop.
    pub is_cancelled: bool,
}
