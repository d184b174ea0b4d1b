//! What is done with an open project when it is asked for, and the news of it.

use super::following::{Namers, bring_up_to_date};
use super::importing::{self, Taken};
use super::landing;
use crate::app::open::Draft;
use crate::app::state::Tone;
use crate::app::{Action, Request, words};
use crate::import::Import;
use crate::pipeline::gather::gather;
use crate::project::{Access, ImageId, Project, ProjectError, Record, now_ms};
use crate::specialists::DepthMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// News of what was done, or why it was not.
pub(super) type Done = Result<Vec<Action>, ProjectError>;

/// Everything that the window needs of a project that was just opened.
pub(super) fn opening(project: &mut Project) -> Result<Action, ProjectError> {
    let last = project.setting("last")?.and_then(|v| v.as_i64()).map(ImageId);
    Ok(Action::Opening {
        project: Box::new(project.info()?),
        rules: Box::new(project.rules()?),
        images: project.images()?,
        last,
        waited: project.queue()?,
    })
}

/// Carries out what needs an open project.
pub(super) fn carry_out(
    project: &mut Project,
    namers: &mut Namers,
    request: Request,
) -> Vec<Action> {
    match request {
        Request::OpenImage(image) => match open_image(project, namers, image) {
            Ok(action) => vec![action],
            Err(error) => vec![Action::ImageFailed { image, message: error.to_string() }],
        },
        Request::Add(paths) => add(project, &paths).unwrap_or_else(|e| told(&e)),
        Request::SaveProjectAs(folder) => save_as(project, &folder).unwrap_or_else(|e| told(&e)),
        Request::ExportRecords(folder) => {
            export(project, namers, &folder).unwrap_or_else(|e| told(&e))
        }
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
        Request::Wait { image, captions } => {
            let done = project.set_waiting(image, &captions);
            stored(image, done)
        }
        Request::Queued { images, waits: true } => quiet(project.put_in_queue(&images)),
        Request::Queued { images, waits: false } => quiet(project.take_from_queue(&images)),
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

fn open_image(
    project: &mut Project,
    namers: &mut Namers,
    image: ImageId,
) -> Result<Action, ProjectError> {
    if project.access() == Access::Write {
        // No headless worker begins with what is on screen; where one is at it already, the first edit says so.
        project.lease_alone(image)?;
    }
    let opened = project.image(image)?;
    let draft = project.setting(&draft_key(image))?;
    // A draft that this version cannot read is of no use to it.
    let draft = draft.and_then(|v| serde_json::from_value(v).ok());
    let namer = opened.record.as_ref().and_then(|record| namers.of(record));
    Ok(Action::Opened { image: Box::new(opened), draft, namer })
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

fn export(project: &mut Project, namers: &mut Namers, folder: &Path) -> Done {
    let rules = project.rules()?;
    let count = project.export(folder, |record| bring_up_to_date(record, &rules, namers))?;
    let count = words::counted(count, "record is", "records are");
    Ok(vec![good(format!("{count} in {}", folder.display()))])
}

fn take_import(project: &mut Project, import: &Import, author: &str) -> Done {
    let Taken { captions, images, waiting, problems } =
        importing::take(project, import, author, now_ms())?;
    let mut actions = Vec::new();
    for image in &images {
        actions.push(Action::Row(Box::new(project.row(*image)?)));
    }
    if let Some(first) = problems.first() {
        let more = problems.len() - 1;
        let rest = if more > 0 { format!(" ({more} more)") } else { String::new() };
        actions.push(bad(format!("{first}{rest}")));
    }
    actions.push(Action::Imported { captions, images: images.len(), waiting });
    Ok(actions)
}

fn read_import(project: &Project, files: &[PathBuf]) -> Done {
    Ok(vec![Action::ImportRead(Arc::new(importing::read(project, files)?))])
}

fn stored(image: ImageId, done: Result<(), ProjectError>) -> Vec<Action> {
    match done {
        Ok(()) => vec![Action::Saved { image }],
        Err(error) => failed(Some(image), error),
    }
}

pub(super) fn failed(image: Option<ImageId>, error: ProjectError) -> Vec<Action> {
    match error {
        ProjectError::TakenOver { by } => vec![Action::Lost { by }],
        error => vec![Action::SaveFailed { image, message: error.to_string() }],
    }
}

/// What is only worth a word where it fails.
fn quiet(done: Result<(), ProjectError>) -> Vec<Action> {
    done.err().map_or_else(Vec::new, |e| failed(None, e))
}

pub(super) fn told(error: &ProjectError) -> Vec<Action> {
    vec![bad(error.to_string())]
}

pub(super) fn bad(text: String) -> Action {
    Action::Tell { tone: Tone::Bad, text }
}

fn good(text: String) -> Action {
    Action::Tell { tone: Tone::Good, text }
}
