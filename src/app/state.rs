//! Everything the desk knows. Only `reduce` changes it.

use super::images::Images;
use super::open::Open;
use super::selection::{Item, Selection};
use super::steps::Steps;
use super::view::View;
use crate::domain::{AttributeKind, BBox, CaptionTarget, RegionId, Rules, TextId, Warning};
use crate::import::Import;
use crate::naming::Namer;
use crate::pipeline::raw::RawLook;
use crate::project::{Access, ImageId, Leftover, ModelUse, ProjectInfo};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything the desk knows.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// `None` before anything was opened: the desk shows its three ways in.
    pub project: Option<ProjectInfo>,
    /// The project's rules, in force on the image on screen.
    pub rules: Rules,
    /// Rules as they were, while the project is open.
    pub rules_steps: Steps<Rules>,
    /// When rules last made a step: a slider that is dragged makes one.
    pub rules_changed_ms: i64,
    pub images: Images,
    /// The image on screen.
    pub open: Option<Open>,
    /// The image that is being opened: results for another one are dropped.
    pub opening: Option<ImageId>,
    pub selection: Selection,
    pub view: View,
    pub jobs: Jobs,
    pub models: Models,
    pub notices: Vec<Notice>,
    pub dialog: Option<Dialog>,
    pub saving: Saving,
    /// What the next drag over the photograph does.
    pub tool: Tool,
    /// Names regions anew when rules change; `None` until the models' cards were read.
    pub namer: Option<Arc<Namer>>,
    /// Projects opened lately, the last first.
    pub recent: Vec<PathBuf>,
    /// Scratch projects that were never saved, the last written first.
    pub leftovers: Vec<Leftover>,
    /// What a researcher asked a specialist to show.
    pub raw: Vec<Arc<RawLook>>,
    /// Now, in milliseconds since 1970: set before every action, so that `reduce` asks no clock.
    pub now_ms: i64,
}

/// What runs.
#[derive(Debug, Clone, Default)]
pub struct Jobs {
    /// Images that waited when the project was last closed, or its program ended: whether they are analysed now is asked.
    pub left: Vec<ImageId>,
    /// Images that wait for analysis, the next first.
    pub queue: Vec<ImageId>,
    pub running: Option<Running>,
    /// Images analysed, and asked for, since the queue was last empty.
    pub done: usize,
    pub asked: usize,
    /// What runs was cancelled and is about to stop.
    pub cancelling: bool,
}

impl Jobs {
    /// How much of all that was asked for is done, 0..1: what runs counts in part.
    pub fn share(&self) -> f32 {
        let part = |r: &Running| r.done as f32 / r.total.max(1) as f32;
        let done = self.done as f32 + self.running.as_ref().map_or(0.0, part);
        (done / self.asked.max(1) as f32).min(1.0)
    }
}

/// The image that specialists look at just now.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    pub image: ImageId,
    /// The specialist or part at work.
    pub part: String,
    pub done: usize,
    pub total: usize,
}

/// What is known of models.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// Models that are open, with provider and licence; empty until the first analysis.
    pub open: Vec<ModelUse>,
    /// What keeps specialists from looking.
    pub missing: Vec<Warning>,
    /// Ids of default models that are not in the store yet; `None` until looked.
    pub absent: Option<Vec<String>>,
    /// Fetching: per step, done and total bytes.
    pub fetching: Option<BTreeMap<String, (u64, Option<u64>)>>,
    /// What the last fetch could not get.
    pub failures: Vec<String>,
}

/// How much is on disk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saving {
    /// Commits sent and not yet confirmed.
    pub pending: usize,
    /// What could not be saved, and the mend. Cleared by the next success.
    pub failed: Option<String>,
    /// When the last one was confirmed.
    pub last_ms: Option<i64>,
}

/// A line to the user, shown where nothing else says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
    pub at_ms: i64,
    /// The image that it is about: it goes with it.
    pub image: Option<ImageId>,
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Plain,
    Bad,
}

/// What a drag over the photograph does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Tool {
    /// Selects, moves and resizes.
    #[default]
    Point,
    /// Draws a region; it gets this label, or is asked for one.
    DrawBox { label: Option<String> },
    /// The next region that is clicked is merged into the selected one.
    Merge,
}

/// What lies over the window and takes the keys.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Any command by name.
    Palette,
    /// All keys.
    Keys,
    /// A path is typed: what for.
    Path(PathFor),
    /// Captions read from files, before they are taken.
    Import(Arc<Import>),
    /// A value is typed for an attribute.
    Correct { region: RegionId, kind: AttributeKind },
    /// Other words for a line of text.
    CorrectText { text: TextId },
    /// Another name for what the whole picture is.
    CorrectScene,
    /// A name for a box that was just drawn.
    NameBox { bbox: BBox },
    /// A verb or place for a relation between two regions; `relation` is re-worded where given.
    Relate { subject: RegionId, object: RegionId, relation: Option<crate::domain::RelationId> },
    /// A caption is pasted for a column.
    Paste { target: CaptionTarget },
    /// Settings: author, theme, scale, keys.
    Settings,
    /// About, licences of the models.
    About,
}

/// What a typed path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFor {
    OpenPhotographs,
    OpenFolder,
    OpenProject,
    SaveProject,
    ImportCaptions,
    ExportRecords,
}

impl State {
    /// The scene on screen.
    pub fn scene(&self) -> Option<&crate::domain::Scene> {
        self.open.as_ref()?.scene()
    }

    /// Whose hand edits are signed with: as the settings say.
    pub fn author(&self) -> &str {
        match self.view.author.trim() {
            "" => "annotator",
            name => name,
        }
    }

    /// Whether edits are taken.
    pub fn can_edit(&self) -> bool {
        self.scene().is_some() && !self.is_read_only()
    }

    /// Whether captions to compare are taken: also for an image that was not analysed yet.
    pub fn can_compare(&self) -> bool {
        self.open.is_some() && !self.is_read_only()
    }

    /// The words of a caption that are selected.
    pub fn selected_words(&self) -> Option<String> {
        let Some(Item::Span { column, range }) = &self.selection.kept else { return None };
        self.open.as_ref()?.text(column)?.get(range.clone()).map(str::to_owned)
    }

    /// Whether the project was opened to be read alone.
    pub fn is_read_only(&self) -> bool {
        self.project.as_ref().is_some_and(|p| p.access == Access::ReadOnly)
    }

    /// The target whose captions are shown: the selected region's, else the image's.
    pub fn caption_target(&self) -> CaptionTarget {
        let kept = self.selection.kept.as_ref();
        let region = self.scene().and_then(|s| {
            kept.and_then(|item| match item {
                super::Item::Region(_) | super::Item::Attribute(..) => item.region(s),
                super::Item::Span { column, .. } => match column.target {
                    CaptionTarget::Region(id) => Some(id),
                    CaptionTarget::Image => None,
                },
                _ => None,
            })
        });
        region.map_or(CaptionTarget::Image, CaptionTarget::Region)
    }

    /// Tells the user something.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        let notice = Notice { tone, text: text.into(), at_ms: self.now_ms, image: None };
        self.notices.push(notice);
    }

    /// Says something grave of one image, as long as no other is on screen.
    pub fn tell_of(&mut self, image: ImageId, text: impl Into<String>) {
        let (text, at_ms) = (text.into(), self.now_ms);
        self.notices.push(Notice { tone: Tone::Bad, text, at_ms, image: Some(image) });
    }
}
