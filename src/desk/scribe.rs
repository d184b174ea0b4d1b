//! The scribe: one thread that owns the project. What it is asked comes in order; what it did goes back as actions.

use super::{Wake, landing};
use crate::app::open::Draft;
use crate::app::{Action, Request, words};
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, Edit};
use crate::import::{Import, Matched};
use crate::pipeline::gather::gather;
use crate::project::{
    Access, BEAT_MS, Change, Commit, Heartbeat, ImageId, Project, ProjectError, Record, discard,
    leftovers, summary,
};
use crate::specialists::DepthMap;
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the project is told that its window is still there, and asked whether it still is the window's.
const BEAT: Duration = Duration::from_millis(BEAT_MS.unsigned_abs());

/// The thread, as the desk holds it. Dropping it finishes what was asked.
pub struct Scribe {
    orders: Option<Sender<Order>>,
    news: Receiver<Action>,
    thread: Option<JoinHandle<()>>,
}

enum Order {
    Do(Box<Request>),
    /// Answers when all before it is done.
    Answer(Sender<()>),
}

impl Scribe {
    /// Starts the thread; `home` is the store's folder, where scratch projects live.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(home: PathBuf, wake: Wake) -> std::io::Result<Self> {
        // Not bounded: the window must never wait for the disk, and a person types slower than a disk writes.
        let (orders, inbox) = unbounded::<Order>();
        let (outbox, news) = unbounded();
        let work = move || {
            let mut desk = Writing { home, project: None };
            loop {
                let done = match inbox.recv_timeout(BEAT) {
                    Ok(Order::Do(request)) => desk.carry_out(*request),
                    Ok(Order::Answer(to)) => {
                        // Nobody waits any more where it fails.
                        let _gone = to.send(());
                        Vec::new()
                    }
                    Err(crossbeam_channel::RecvTimeoutError::Timeout) => desk.beat(),
                    Err(crossbeam_channel::RecvTimeoutError::Disconnected) => break,
                };
                let any = !done.is_empty();
                for action in done {
                    if outbox.send(action).is_err() {
                        break; // the desk is gone; what was asked is done all the same
                    }
                }
                if any {
                    wake();
                }
            }
        };
        let thread = std::thread::Builder::new().name("scribe".to_owned()).spawn(work)?;
        Ok(Self { orders: Some(orders), news, thread: Some(thread) })
    }

    /// Asks for something.
    pub fn send(&self, request: Request) {
        if let Some(orders) = &self.orders {
            // The thread ends only after this end is dropped.
            let _never = orders.send(Order::Do(Box::new(request)));
        }
    }

    /// What was done.
    pub fn news(&self) -> &Receiver<Action> {
        &self.news
    }

    /// Waits until all that was asked is done.
    pub fn finish(&self) {
        let (answer, answered) = bounded(1);
        if let Some(orders) = &self.orders
            && orders.send(Order::Answer(answer)).is_ok()
        {
            // It fails only where the thread died, and then there is nothing to wait for.
            let _dead = answered.recv();
        }
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic there was printed by the thread; here it changes nothing.
            drop(thread.join());
        }
    }
}

struct Writing {
    home: PathBuf,
    project: Option<Project>,
}

type Done = Result<Vec<Action>, ProjectError>;

impl Writing {
    fn carry_out(&mut self, request: Request) -> Vec<Action> {
        match request {
            Request::OpenProject { folder, access } => match self.open(&folder, access) {
                Ok(actions) => actions,
                Err(error) => {
                    vec![Action::OpenFailed { folder, message: error.to_string() }]
                }
            },
            Request::Discard(folder) => self.discard(&folder),
            Request::Paste(png) => self.paste(&png).unwrap_or_else(|e| told(&e)),
            Request::Scratch(paths) => self.scratch(&paths).unwrap_or_else(|e| told(&e)),
            other => match &mut self.project {
                Some(project) => with_project(project, other),
                None => Vec::new(),
            },
        }
    }

    /// Opens a project in place of the one that is open.
    fn open(&mut self, folder: &Path, access: Access) -> Done {
        let mut project = Project::open(folder, access)?;
        let opening = opening(&mut project)?;
        self.project = Some(project);
        Ok(vec![opening])
    }

    /// A new project for loose photographs, to be saved elsewhere later.
    fn scratch(&mut self, paths: &[PathBuf]) -> Done {
        let (photographs, mut refused) = gather(paths);
        if photographs.is_empty() {
            if refused.is_empty() {
                refused.push("no photographs are there; choose others".to_owned());
            }
            return Ok(refused.into_iter().map(bad).collect());
        }
        let mut project = Project::scratch(&self.home)?;
        project.add(&photographs)?;
        let opening = opening(&mut project)?;
        self.project = Some(project);
        let mut actions = vec![opening];
        actions.extend(refused.into_iter().map(bad));
        Ok(actions)
    }

    /// Removes a scratch project; what is left is told.
    fn discard(&self, folder: &Path) -> Vec<Action> {
        let failed = discard(folder).err().map(|error| bad(error.to_string()));
        failed.into_iter().chain([Action::Leftovers(leftovers(&self.home))]).collect()
    }

    /// A picture from the clipboard, kept in the project's own folder; in a scratch project where none is open.
    fn paste(&mut self, png: &[u8]) -> Done {
        if let Some(project) = &mut self.project {
            let rows = project.add(&[project.put_pasted(png)?])?;
            let go = rows.first().map(|row| Action::Go(row.id));
            let added = Action::Added { rows, refused: Vec::new() };
            return Ok(std::iter::once(added).chain(go).collect());
        }
        let mut project = Project::scratch(&self.home)?;
        project.add(&[project.put_pasted(png)?])?;
        let opening = opening(&mut project)?;
        self.project = Some(project);
        Ok(vec![opening])
    }

    fn beat(&mut self) -> Vec<Action> {
        let Some(project) = &mut self.project else { return Vec::new() };
        let was_ours = project.access() == Access::Write;
        let lost = match project.heartbeat() {
            Err(error) => return failed(None, error),
            Ok(Heartbeat::Lost { by }) if was_ours => Some(Action::Lost { by }),
            Ok(_) => None,
        };
        // What a headless worker, or the window that holds the project, did meanwhile.
        let news = match project.news() {
            Ok(rows) => rows.into_iter().map(|row| Action::Row(Box::new(row))).collect(),
            Err(error) => failed(None, error),
        };
        lost.into_iter().chain(news).collect()
    }
}

/// Everything that the window needs of a project that was just opened.
fn opening(project: &mut Project) -> Result<Action, ProjectError> {
    let last = project.setting("last")?.and_then(|v| v.as_i64()).map(ImageId);
    Ok(Action::Opening {
        project: Box::new(project.info()?),
        rules: Box::new(project.rules()?),
        images: project.images()?,
        last,
    })
}

/// Carries out what needs an open project.
fn with_project(project: &mut Project, request: Request) -> Vec<Action> {
    match request {
        Request::Add(paths) => add(project, &paths).unwrap_or_else(|e| told(&e)),
        Request::SaveProjectAs(folder) => save_as(project, &folder).unwrap_or_else(|e| told(&e)),
        Request::ExportRecords(folder) => export(project, &folder).unwrap_or_else(|e| told(&e)),
        Request::OpenImage(image) => match open_image(project, image) {
            Ok(action) => vec![action],
            Err(error) => vec![Action::ImageFailed { image, message: error.to_string() }],
        },
        Request::Search(search) => match project.search(&search) {
            Ok(images) => vec![Action::Found { search, images }],
            Err(error) => told(&error),
        },
        Request::ReadForSearch => quiet(project.read_for_search()),
        Request::Commit(commit) => {
            let done = project.commit(&commit);
            stored(commit.image, done)
        }
        Request::Review { image, status, note, tags } => {
            stored(image, project.review(image, status, &note, &tags))
        }
        Request::Spent { image, seconds } => quiet(project.spent(image, seconds)),
        Request::Draft { image, draft } => quiet(keep_draft(project, image, draft.as_ref())),
        Request::Last(image) => quiet(project.set_setting("last", &image.0.into())),
        Request::SetRules(rules) => quiet(project.set_rules(&rules)),
        Request::Failed { image, message } => quiet(project.failed_to_analyse(image, &message)),
        Request::StoreDepth(map) => quiet(project.put_depth(&map).map(drop)),
        Request::Landed { image, record, depth } => {
            match landed(project, image, *record, depth.as_deref()) {
                Ok(action) => vec![action],
                Err(error) => failed(Some(image), error),
            }
        }
        Request::ReadImport(files) => read_import(project, &files).unwrap_or_else(|e| told(&e)),
        Request::TakeImport { import, author } => {
            take_import(project, &import, &author).unwrap_or_else(|e| told(&e))
        }
        // The rest is not the scribe's.
        _ => Vec::new(),
    }
}

fn add(project: &mut Project, paths: &[PathBuf]) -> Done {
    let (photographs, refused) = gather(paths);
    let rows = project.add(&photographs)?;
    Ok(vec![Action::Added { rows, refused }])
}

fn save_as(project: &mut Project, folder: &Path) -> Done {
    project.save_as(folder)?;
    let info = project.info()?;
    let told = good(format!("The project is in {} now.", info.folder.display()));
    // Photographs of the project's own folder moved with it.
    let own = project.images()?.into_iter().filter(|row| row.path.starts_with(&info.folder));
    let own: Vec<Action> = own.map(|row| Action::Row(Box::new(row))).collect();
    Ok([Action::Project(Box::new(info)), told].into_iter().chain(own).collect())
}

fn open_image(project: &mut Project, image: ImageId) -> Result<Action, ProjectError> {
    if project.access() == Access::Write {
        // No headless worker begins with what is on screen; where one is at it already, the first edit says so.
        project.lease_alone(image)?;
    }
    let opened = project.image(image)?;
    let draft = project.setting(&draft_key(image))?;
    // A draft that this version cannot read is of no use to it.
    let draft = draft.and_then(|v| serde_json::from_value(v).ok());
    Ok(Action::Opened { image: Box::new(opened), draft })
}

fn draft_key(image: ImageId) -> String {
    format!("draft:{image}")
}

fn keep_draft(
    project: &mut Project,
    image: ImageId,
    draft: Option<&Draft>,
) -> Result<(), ProjectError> {
    let value = draft.map_or(serde_json::Value::Null, |d| {
        serde_json::to_value(d).unwrap_or_default() // strings and numbers only: it cannot fail
    });
    project.set_setting(&draft_key(image), &value)
}

/// An analysis of an image that is not on screen.
fn landed(
    project: &mut Project,
    image: ImageId,
    record: Record,
    depth: Option<&DepthMap>,
) -> Result<Action, ProjectError> {
    let rules = project.rules()?;
    landing::land(project, image, record, depth, &rules)?;
    Ok(Action::Row(Box::new(project.row(image)?)))
}

fn export(project: &mut Project, folder: &Path) -> Done {
    let count = project.export(folder)?;
    let count = words::counted(count, "record is", "records are");
    Ok(vec![good(format!("{count} in {}", folder.display()))])
}

/// Puts imported captions into their images' records, each image one step to undo. Those of images that were not
/// analysed yet are told: a caption is compared with evidence.
fn take_import(project: &mut Project, import: &Import, author: &str) -> Done {
    let rules = project.rules()?;
    let rows = project.images()?;
    let mut by_image: BTreeMap<usize, Vec<&Matched>> = BTreeMap::new();
    for matched in &import.matched {
        by_image.entry(matched.image).or_default().push(matched);
    }
    let (mut captions, mut images, mut without) = (0, 0, 0);
    let mut actions = Vec::new();
    for (at, matched) in by_image {
        let Some(row) = rows.get(at) else { continue };
        let opened = project.image(row.id)?;
        let Some(mut record) = opened.record else {
            without += 1;
            continue;
        };
        let edits = matched.iter().map(|m| set_baseline(m)).collect();
        let title = format!("import {} captions", matched.len());
        let mut history = opened.history;
        let edit = Edit::Together { title, edits };
        let Ok(step) = history.make(&mut record.scene, edit, author, super::now_ms()) else {
            continue; // setting a caption cannot fail
        };
        let change = Change::Edit(step.clone());
        let summary = summary::of(&record.scene, &rules);
        let record = Arc::new(record);
        project.commit(&Commit { image: row.id, change, record, summary, status: None })?;
        captions += matched.len();
        images += 1;
        actions.push(Action::Row(Box::new(project.row(row.id)?)));
    }
    if without > 0 {
        actions.push(bad(format!(
            "{without} images with captions were not analysed yet: analyse them, then import again"
        )));
    }
    actions.push(Action::Imported { captions, images });
    Ok(actions)
}

fn set_baseline(matched: &Matched) -> Edit {
    let (target, origin) = (CaptionTarget::Image, CaptionOrigin::Baseline(matched.model.clone()));
    let caption = Caption::plain(target, matched.text.clone(), origin.clone());
    Edit::SetCaption { target, origin, to: Some(Box::new(caption)) }
}

fn read_import(project: &mut Project, files: &[PathBuf]) -> Done {
    let rows = project.images()?;
    let paths: Vec<PathBuf> = rows.iter().map(|r| r.path.clone()).collect();
    Ok(vec![Action::ImportRead(Arc::new(crate::import::read(files, &paths)))])
}

fn stored(image: ImageId, done: Result<(), ProjectError>) -> Vec<Action> {
    match done {
        Ok(()) => vec![Action::Saved { image }],
        Err(error) => failed(Some(image), error),
    }
}

fn failed(image: Option<ImageId>, error: ProjectError) -> Vec<Action> {
    match error {
        ProjectError::TakenOver { by } => vec![Action::Lost { by }],
        error => vec![Action::SaveFailed { image, message: error.to_string() }],
    }
}

/// What is only worth a word where it fails.
fn quiet(done: Result<(), ProjectError>) -> Vec<Action> {
    done.err().map_or_else(Vec::new, |e| failed(None, e))
}

fn told(error: &ProjectError) -> Vec<Action> {
    vec![bad(error.to_string())]
}

fn bad(text: String) -> Action {
    Action::Tell { tone: crate::app::state::Tone::Bad, text }
}

fn good(text: String) -> Action {
    Action::Tell { tone: crate::app::state::Tone::Good, text }
}
