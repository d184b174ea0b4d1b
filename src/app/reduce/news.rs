//! News from the threads. What is about another image than the one on screen never touches it.

use super::{edits, jobs, review, rules, work};
use crate::app::action::Action;
use crate::app::open::{Draft, Open};
use crate::app::request::Request;
use crate::app::state::{Dialog, Saving, State, Tone};
use crate::domain::Edit;
use crate::naming::Namer;
use crate::project::{Access, Found, Opened, Status};
use std::sync::Arc;

/// Hears what a thread has to tell. Actions that are no news are routed elsewhere and change nothing here.
pub(super) fn hear(state: &mut State, news: Action) -> Vec<Request> {
    match news {
        Action::Opening { project, rules, images, last, waited } => {
            state.open = None;
            state.opening = None;
            state.rules = *rules;
            state.rules_steps = Default::default();
            state.saving = Saving::default();
            state.jobs = Default::default();
            review::close_dialog(state);
            if let Some(recovered) = &project.recovered {
                state.tell(Tone::Bad, recovered.clone());
            }
            if let Some(why) = &project.why_read_only {
                state.tell(Tone::Plain, format!("Open to be read alone: {why}"));
            }
            if !project.scratch {
                state.recent.retain(|f| *f != project.folder);
                state.recent.insert(0, project.folder.clone());
                state.recent.truncate(12);
            }
            state.project = Some(*project);
            state.images = Default::default();
            state.images.set(images);
            if !state.is_read_only() {
                state.jobs.left = waited;
            }
            let first = last.filter(|id| state.images.get(*id).is_some());
            let first = first.or(state.images.nth(0).map(|r| r.id));
            let mut requests = first.map_or_else(Vec::new, |image| review::go(state, image));
            requests.push(Request::ReadForSearch); // after what is seen first
            requests
        }
        Action::OpenFailed { folder, message } => {
            state.recent.retain(|f| *f != folder);
            bad(state, message)
        }
        Action::Lost { by } => {
            if let Some(project) = &mut state.project {
                project.access = Access::ReadOnly;
                project.why_read_only = Some(format!("{by} took it over"));
            }
            bad(
                state,
                format!("{by} took this project over; here it can be read alone from now on."),
            )
        }
        Action::Leftovers(leftovers) => {
            state.leftovers = leftovers;
            Vec::new()
        }
        Action::Project(info) => {
            state.project = Some(*info);
            review::close_dialog(state);
            Vec::new()
        }
        Action::Added { rows, refused } => added(state, rows, refused),
        Action::Opened { image, draft, namer } => opened(state, *image, draft, namer),
        Action::DepthRead { image, map } => {
            if let Some(open) = state.open.as_mut().filter(|o| o.id == image) {
                open.depth_map = Some(map);
            }
            Vec::new()
        }
        Action::ImageFailed { image, message } => {
            if state.opening == Some(image) {
                state.opening = None;
            }
            // The canvas says so in the photograph's place, as long as it is open.
            state.images.change(image, |row| row.failure = Some(message.clone()));
            state.tell_of(image, message);
            Vec::new()
        }
        Action::Row(row) => {
            let found = |o: &&mut Open| o.id == row.id && o.found == Found::AsBefore;
            if let Some(open) = state.open.as_mut().filter(found) {
                open.path.clone_from(&row.path); // where the project has it now
            }
            state.images.change(row.id, |there| *there = *row);
            Vec::new()
        }
        Action::Found { search, images } => {
            // An answer to what is no longer typed is of no use.
            if search == state.images.search.trim() {
                state.images.set_found(Some(images));
            }
            Vec::new()
        }
        Action::Saved { .. } => {
            state.saving.pending = state.saving.pending.saturating_sub(1);
            state.saving.failed = None;
            state.saving.last_ms = Some(state.now_ms);
            Vec::new()
        }
        Action::SaveFailed { message, .. } => {
            state.saving.pending = state.saving.pending.saturating_sub(1);
            state.saving.failed = Some(message.clone());
            bad(state, message)
        }
        Action::ImportRead(import) => {
            state.dialog = Some(Dialog::Import(import));
            Vec::new()
        }
        Action::Imported { captions, images, waiting } => {
            imported(state, captions, images, waiting)
        }
        Action::RulesFollowed => {
            state.images.list();
            Vec::new()
        }
        Action::Work(event) => work::hear(state, *event),
        Action::ModelsKnown { absent, namer } => {
            state.models.absent = Some(absent);
            state.namer = namer.or(state.namer.take());
            analyse_what_is_new(state)
        }
        Action::Fetching { step, done, total } => {
            if let Some(fetching) = &mut state.models.fetching {
                fetching.insert(step, (done, total));
            }
            Vec::new()
        }
        Action::Fetched { failures } => {
            state.models.fetching = None;
            match failures.first() {
                None => state.tell(Tone::Good, "All default models are here and verified."),
                Some(first) => {
                    state.tell(Tone::Bad, format!("Not all models could be had: {first}"))
                }
            }
            state.models.failures = failures;
            vec![Request::ReloadModels]
        }
        Action::Tell { tone, text } => {
            state.tell(tone, text);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

pub(super) fn bad(state: &mut State, message: String) -> Vec<Request> {
    state.tell(Tone::Bad, message);
    Vec::new()
}

fn added(
    state: &mut State,
    rows: Vec<crate::project::ImageRow>,
    refused: Vec<String>,
) -> Vec<Request> {
    let first = rows.first().map(|r| r.id);
    let count = rows.len();
    state.images.extend(rows);
    match (refused.first(), count) {
        (Some(why), _) => {
            let more = refused.len() - 1;
            let rest = if more > 0 { format!(" ({more} more)") } else { String::new() };
            state.tell(Tone::Bad, format!("{why}{rest}"));
        }
        (None, 0) => state.tell(Tone::Plain, "Those photographs are in the project already."),
        (None, _) => {}
    }
    match first {
        Some(image) if state.open.is_none() && state.opening.is_none() => review::go(state, image),
        _ => Vec::new(),
    }
}

/// An image came from disk. One that is no longer wanted is dropped.
fn opened(
    state: &mut State,
    image: Opened,
    draft: Option<Draft>,
    namer: Option<Arc<Namer>>,
) -> Vec<Request> {
    let Opened { row, record, waiting, history, depth, found } = image;
    if state.opening != Some(row.id) {
        return Vec::new();
    }
    state.opening = None;
    state.selection = Default::default();
    state.raw.clear();
    state.notices.retain(|n| n.image.is_none_or(|image| image == row.id));
    match &found {
        Found::Changed => state.tell_of(
            row.id,
            format!("{}: the file is not the one that was analysed; its edits are kept. Press A to analyse it anew.", row.path.display()),
        ),
        Found::Vanished => state.tell_of(
            row.id,
            format!("{}: the photograph is not there any more; put it back, or add its new folder.", row.path.display()),
        ),
        Found::AsBefore | Found::MovedTo(_) => {}
    }
    let path = match &found {
        Found::MovedTo(path) => path.clone(),
        _ => row.path.clone(),
    };
    let id = row.id;
    state.images.change(id, |there| *there = row);
    let mut open = Open {
        id,
        path,
        found,
        record: record.map(Arc::new),
        waiting,
        waiting_steps: Default::default(),
        history,
        namer,
        depth,
        depth_map: None,
        draft,
        revision: state.open.as_ref().map_or(0, |o| o.revision),
        stale: Vec::new(),
        reports: Default::default(),
        proposals: Vec::new(),
        seconds: 0.0,
    };
    open.refresh(&state.rules);
    state.open = Some(open);
    rules::bring_up_to_date(state);
    let mut requests = take_in_what_waited(state);
    requests.extend(analyse_what_is_new(state));
    requests
}

/// Captions that came while the image was being analysed: there is evidence now.
fn take_in_what_waited(state: &mut State) -> Vec<Request> {
    let can_edit = state.can_edit();
    let Some(open) = state.open.as_mut().filter(|_| can_edit) else { return Vec::new() };
    let waited = std::mem::take(&mut open.waiting);
    if waited.is_empty() { Vec::new() } else { edits::make_one(state, Edit::import(waited)) }
}

/// What is on screen and was never looked at is what somebody waits for: it is analysed by itself where models are there.
fn analyse_what_is_new(state: &mut State) -> Vec<Request> {
    let ready = state.models.absent.as_ref().is_some_and(Vec::is_empty);
    let Some(open) = state.open.as_ref().filter(|o| o.record.is_none()) else { return Vec::new() };
    let id = open.id;
    let is_new = state.images.get(id).is_some_and(|row| row.status == Status::New);
    if ready && is_new && !state.is_read_only() {
        jobs::analyse(state, vec![id])
    } else {
        Vec::new()
    }
}

fn imported(state: &mut State, captions: usize, images: usize, waiting: usize) -> Vec<Request> {
    let mut text = match (captions, images) {
        (1, 1) => "One caption came to one image.".to_owned(),
        (_, 1) => format!("{captions} captions came to one image."),
        _ => format!("{captions} captions came to {images} images."),
    };
    match (waiting, images) {
        (0, _) => {}
        (1, 1) => text += " It is not analysed yet: they are read against the evidence then.",
        (n, _) => text += &format!(" {n} are not analysed yet: they are read against it then."),
    }
    let tone = if captions > 0 { Tone::Good } else { Tone::Plain };
    state.tell(tone, text);
    // The image on screen may be among them.
    match state.open.as_ref().map(|o| o.id) {
        Some(image) => {
            state.opening = Some(image);
            vec![Request::OpenImage(image)]
        }
        None => Vec::new(),
    }
}
