//! Whatever may be asked of the desk: by a panel, by a key, or by a thread that has news.

use super::command::Command;
use super::filter::{Filter, Sort};
use super::open::Draft;
use super::selection::{Column, Item};
use super::state::{Dialog, PathFor, Tone};
use super::view::View;
use crate::domain::{
    AttributeKind, BBox, CaptionTarget, Edit, Predicate, RegionId, RelationId, Rules, TextId,
};
use crate::fusion::ground::finding::{Finding, Mend};
use crate::import::Import;
use crate::naming::Namer;
use crate::pipeline::job::WorkEvent;
use crate::project::{Access, ImageId, ImageRow, Leftover, Opened, ProjectInfo, Status};
use crate::specialists::DepthMap;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// One request or one piece of news.
#[derive(Debug, Clone)]
pub enum Action {
    /// A command of the table: what menus, palette and keys send.
    Do(Command),

    // --- project and images
    OpenProject {
        folder: PathBuf,
        access: Access,
    },
    /// Photographs or folders: added to the open project, or a scratch project is made for them.
    Add(Vec<PathBuf>),
    /// A picture from the clipboard, as PNG.
    PastePicture(Arc<Vec<u8>>),
    /// Removes a scratch project that was never saved.
    Discard(PathBuf),
    SaveProjectAs(PathBuf),
    ExportRecords(PathBuf),
    Go(ImageId),
    Filter(Filter),
    Sort(Sort),
    Search(String),
    SetStatus(Status),
    /// The status of any image of the list.
    Judge {
        image: ImageId,
        status: Status,
    },
    SetNote(String),
    SetTags(Vec<String>),
    /// The image was looked at for so long.
    Spent(f64),

    // --- selection and view
    Select(Option<Item>),
    Hover(Option<Item>),
    Show(Box<View>),
    Open(Dialog),
    /// The system's picker, beside the field that stands open.
    Pick(PathFor),
    CloseDialog,
    DismissNotice(usize),

    // --- corrections
    /// Any edit, ready made.
    Edit(Box<Edit>),
    Accept(Item),
    Reject(Item),
    Restore(Item),
    /// A value in words for an attribute of a region.
    Correct {
        region: RegionId,
        kind: AttributeKind,
        words: String,
    },
    /// What the whole picture is, in words.
    CorrectScene(String),
    CorrectText {
        text: TextId,
        words: String,
    },
    /// A region that every specialist missed.
    AddRegion {
        bbox: BBox,
        label: String,
    },
    SetBox {
        region: RegionId,
        bbox: BBox,
    },
    Merge {
        keep: RegionId,
        with: RegionId,
    },
    /// Parts a region in two along the longer side.
    Split(RegionId),
    AddRelation {
        subject: RegionId,
        predicate: Predicate,
        object: RegionId,
    },
    Reword {
        relation: RelationId,
        predicate: Predicate,
    },

    // --- captions
    StartTyping(Column),
    Type(Draft),
    /// What was typed becomes the caption.
    CommitDraft,
    AbandonDraft,
    Lock {
        column: Column,
        range: Range<usize>,
    },
    Unlock {
        column: Column,
        range: Range<usize>,
    },
    SetColumn {
        column: Column,
        text: String,
    },
    RemoveColumn(Column),
    MendText {
        column: Column,
        mend: Mend,
    },
    /// Shows the findings of a column again that were ignored.
    ShowIgnored(Column),
    /// "Yes, there is a dog": the evidence is corrected as the finding says, where that needs no drawing.
    MendEvidence {
        column: Column,
        finding: Box<Finding>,
    },
    Ignore {
        column: Column,
        words: String,
    },
    /// Takes the pieces of a proposal whose numbers are named; `None`: all of it.
    AcceptProposal {
        target: CaptionTarget,
        pieces: Option<BTreeSet<usize>>,
    },
    /// Takes every proposal whole, as one step.
    AcceptProposals,
    DeclineProposal(CaptionTarget),
    ReadImport(Vec<PathBuf>),
    TakeImport,

    // --- specialists and models
    Analyse(Vec<ImageId>),
    /// One specialist, on the image or on one region.
    Alone {
        specialist: String,
        region: Option<RegionId>,
    },
    /// Of the raw outputs that a member of a specialist showed, those of at least this score go into the record.
    Keep {
        specialist: String,
        member: String,
        least: f32,
    },
    /// Raw outputs of a specialist (all its models) for the Specialists room.
    Raw {
        specialist: String,
        region: Option<RegionId>,
    },
    Cancel(ImageId),
    /// What waited when the project was last closed is not analysed.
    ForgetWaited,
    FetchModels,
    /// The sample photographs are fetched and added.
    Samples,
    CancelFetch,
    SetRules(Box<Rules>),

    // --- news
    Opening {
        project: Box<ProjectInfo>,
        rules: Box<Rules>,
        images: Vec<ImageRow>,
        last: Option<ImageId>,
        /// Images that were to be analysed when the project was last closed.
        waited: Vec<ImageId>,
    },
    OpenFailed {
        folder: PathBuf,
        message: String,
    },
    /// The project is now somebody else's.
    Lost {
        by: String,
    },
    Project(Box<ProjectInfo>),
    Added {
        rows: Vec<ImageRow>,
        refused: Vec<String>,
    },
    Opened {
        image: Box<Opened>,
        draft: Option<Draft>,
        /// Of the models that looked at it.
        namer: Option<Arc<Namer>>,
    },
    DepthRead {
        image: ImageId,
        map: Arc<DepthMap>,
    },
    ImageFailed {
        image: ImageId,
        message: String,
    },
    Row(Box<ImageRow>),
    Found {
        search: String,
        images: Vec<ImageId>,
    },
    Saved {
        image: ImageId,
    },
    SaveFailed {
        image: Option<ImageId>,
        message: String,
    },
    ImportRead(Arc<Import>),
    Imported {
        captions: usize,
        images: usize,
        /// How many of the images were not analysed yet.
        waiting: usize,
    },
    /// The list follows rules that changed.
    RulesFollowed,
    Work(Box<WorkEvent>),
    /// Scratch projects that were never saved, the last written first.
    Leftovers(Vec<Leftover>),
    /// The cards were read; `absent` default models are not in the store yet.
    ModelsKnown {
        absent: Vec<String>,
        namer: Option<Arc<Namer>>,
    },
    Fetching {
        step: String,
        done: u64,
        total: Option<u64>,
    },
    Fetched {
        failures: Vec<String>,
    },
    Tell {
        tone: Tone,
        text: String,
    },
}
