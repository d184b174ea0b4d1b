//! What `reduce` asks of the world: each is carried out on a thread that is not the window's.

use super::open::Draft;
use crate::domain::{BBox, Caption, RegionId, Rules, Scene};
use crate::import::Import;
use crate::project::{Access, Commit, ImageId, Record, Status};
use crate::specialists::DepthMap;
use std::path::PathBuf;
use std::sync::Arc;

/// One thing to be done outside the state.
#[derive(Debug, Clone)]
pub enum Request {
    OpenProject {
        folder: PathBuf,
        access: Access,
    },
    /// A new project for these photographs, to be saved somewhere later.
    Scratch(Vec<PathBuf>),
    Add(Vec<PathBuf>),
    /// A PNG without a file: kept in the project's own folder, and added.
    Paste(Arc<Vec<u8>>),
    /// A scratch project is removed.
    Discard(PathBuf),
    SaveProjectAs(PathBuf),
    ExportRecords(PathBuf),
    OpenImage(ImageId),
    Search(String),
    /// What a search reads through is read before the first one.
    ReadForSearch,
    Commit(Box<Commit>),
    /// Keeps what is being typed; `None`: nothing is.
    Draft {
        image: ImageId,
        draft: Option<Draft>,
    },
    Review {
        image: ImageId,
        status: Status,
        note: String,
        tags: Vec<String>,
    },
    Spent {
        image: ImageId,
        seconds: f64,
    },
    SetRules(Box<Rules>),
    /// Remembers which image is on screen, for the next start.
    Last(ImageId),
    ReadImport(Vec<PathBuf>),
    /// Takes imported captions; each image's are one step, signed by the author.
    TakeImport {
        import: Arc<Import>,
        author: String,
    },
    /// The captions that wait for the evidence of an image.
    Wait {
        image: ImageId,
        captions: Vec<Caption>,
    },
    /// An analysis of an image that is not on screen: rulings are carried over and it is stored.
    Landed {
        image: ImageId,
        record: Box<Record>,
        depth: Option<Arc<DepthMap>>,
    },
    /// The depth map of the image on screen, to be stored before the record that names it.
    StoreDepth(Arc<DepthMap>),
    Analyse {
        image: ImageId,
        path: PathBuf,
    },
    /// Images that wait to be analysed, or wait no more: kept, so that the next start can go on.
    Queued {
        images: Vec<ImageId>,
        waits: bool,
    },
    Alone {
        image: ImageId,
        path: PathBuf,
        specialist: String,
        region: Option<RegionId>,
        scene: Box<Scene>,
    },
    Raw {
        image: ImageId,
        path: PathBuf,
        specialist: String,
        bbox: Option<BBox>,
    },
    /// An analysis came to nothing; the row says why.
    Failed {
        image: ImageId,
        message: String,
    },
    Cancel(ImageId),
    CancelAll,
    FetchModels,
    FetchSamples,
    CancelFetch,
    ReloadModels,
    /// A file is picked in the system's dialog; a typed path stands beside it.
    Pick(super::state::PathFor),
    Quit,
}
