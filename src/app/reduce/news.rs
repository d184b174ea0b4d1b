//! News from the threads. What is about another image than the one on screen never touches it.

use super::{edits, jobs, review, rules};
use crate::app::action::Action;
use crate::app::open::{Draft, Open};
use crate::app::request::Request;
use crate::app::state::{Dialog, Running, Saving, State, Tone};
use crate::domain::Edit;
use crate::pipeline::absorb::absorb;
use crate::pipeline::alone::Found as FoundAlone;
use crate::pipeline::carry::landed;
use crate::pipeline::derive;
use crate::pipeline::job::{About, Happened, Job, Outcome, WorkEvent};
use crate::project::{Access, Change, Found, ImageId, Opened, Record, Status};
use crate::specialists::DepthMap;
use std::sync::Arc;

/// Hears what a thread has to tell. Actions that are no news are routed elsewhere and change nothing here.
pub(super) fn hear(state: &mut State, news: Action) -> Vec<Request> {
    match news {
        Action::Opening { project, rules, images, last } => {
            state.open = None;
            state.opening = None;
            state.rules = *rules;
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
        Action::Opened { image, draft } => opened(state, *image, draft),
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
            bad(state, message)
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
        Action::Imported { captions, images } => imported(state, captions, images),
        Action::Work(event) => work(state, *event),
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

fn bad(state: &mut State, message: String) -> Vec<Request> {
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
fn opened(state: &mut State, image: Opened, draft: Option<Draft>) -> Vec<Request> {
    let Opened { row, record, history, depth, found } = image;
    if state.opening != Some(row.id) {
        return Vec::new();
    }
    state.opening = None;
    state.selection = Default::default();
    state.raw.clear();
    match &found {
        Found::Changed => state.tell(
            Tone::Bad,
            format!("{}: the file is not the one that was analysed; its edits are kept. Press A to analyse it anew.", row.path.display()),
        ),
        Found::Vanished => state.tell(
            Tone::Bad,
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
        history,
        depth,
        depth_map: None,
        draft,
        revision: state.open.as_ref().map_or(0, |o| o.revision),
        stale: Vec::new(),
        reports: Default::default(),
        proposals: Vec::new(),
        ignored: Vec::new(),
        seconds: 0.0,
    };
    open.refresh(&state.rules);
    state.open = Some(open);
    rules::bring_up_to_date(state);
    analyse_what_is_new(state)
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

fn imported(state: &mut State, captions: usize, images: usize) -> Vec<Request> {
    let text = match (captions, images) {
        (1, 1) => "One caption came to one image.".to_owned(),
        (_, 1) => format!("{captions} captions came to one image."),
        _ => format!("{captions} captions came to {images} images."),
    };
    state.tell(Tone::Good, text);
    // The image on screen may be among them.
    match state.open.as_ref().map(|o| o.id) {
        Some(image) => {
            state.opening = Some(image);
            vec![Request::OpenImage(image)]
        }
        None => Vec::new(),
    }
}

fn work(state: &mut State, event: WorkEvent) -> Vec<Request> {
    match event {
        WorkEvent::Ready { models, missing, namer } => {
            state.models.open = models;
            state.models.missing = missing;
            state.namer = Some(namer);
            Vec::new()
        }
        WorkEvent::Of(about, happened) => of_job(state, &about, happened),
    }
}

fn of_job(state: &mut State, about: &About, happened: Happened) -> Vec<Request> {
    let Some(image) = about.image.map(ImageId::from) else { return Vec::new() };
    match happened {
        Happened::Started => Vec::new(),
        Happened::Progress { part, done, total } => {
            if state.jobs.running.as_ref().is_some_and(|r| r.image == image) {
                state.jobs.running = Some(Running { image, part, done, total });
            }
            Vec::new()
        }
        Happened::Warned(_) => Vec::new(),
        Happened::Analysed { record, depth } => analysed(state, image, *record, depth),
        Happened::Alone(found) => alone(state, image, &found),
        Happened::Raw(raw) => {
            if state.open.as_ref().is_some_and(|o| o.id == image) {
                state.raw.retain(|r| r.specialist != raw.specialist || r.bbox != raw.bbox);
                state.raw.push(Arc::new(*raw));
            }
            Vec::new()
        }
        // What looked alone or raw is no analysis of the queue.
        Happened::Ended(outcome) if about.title == Job::ANALYSE => ended(state, image, outcome),
        Happened::Ended(Outcome::Failed(message)) => bad(state, message),
        Happened::Ended(_) => Vec::new(),
    }
}

/// What one specialist found alone, as one step to undo: regions and lines of text that it changed or added.
fn alone(state: &mut State, image: ImageId, found: &FoundAlone) -> Vec<Request> {
    // The models are open: their namer came with them.
    let Some(namer) = state.namer.clone() else { return Vec::new() };
    let Some(open) = state.open.as_ref().filter(|o| o.id == image) else { return Vec::new() };
    let Some(before) = open.scene() else { return Vec::new() };
    let mut after = before.clone();
    let depth = absorb(&mut after, &found.findings, &namer, &state.rules);
    let depth = depth.as_ref().or(open.depth_map.as_deref());
    derive::rederive(&mut after, &state.rules, Some(&namer), depth);
    let mut edits: Vec<Edit> = after
        .regions
        .values()
        .filter(|r| before.regions.get(&r.id) != Some(r))
        .map(|r| Edit::SetRegion { id: r.id, to: Some(Box::new(r.clone())) })
        .collect();
    let is_new = |t: &&crate::domain::TextLine| !before.texts.contains(t);
    edits.extend(
        after
            .texts
            .iter()
            .filter(is_new)
            .map(|t| Edit::SetText { id: t.id, to: Some(Box::new(t.clone())) }),
    );
    if edits.is_empty() {
        state.tell(Tone::Plain, "The specialist found nothing new.");
        return Vec::new();
    }
    edits::make(state, Edit::Together { title: "a specialist looked again".to_owned(), edits })
}

/// An analysis landed: on the image on screen here, on another one where it is stored.
fn analysed(
    state: &mut State,
    image: ImageId,
    record: Record,
    depth: Option<DepthMap>,
) -> Vec<Request> {
    let depth = depth.map(Arc::new);
    let Some(open) = state.open.as_mut().filter(|o| o.id == image) else {
        return vec![Request::Landed { image, record: Box::new(record), depth }];
    };
    let record = landed(open.scene(), record, depth.as_deref(), &state.rules);
    open.record = Some(Arc::new(record));
    open.history = Default::default();
    open.found = Found::AsBefore;
    if depth.is_some() {
        open.depth_map.clone_from(&depth);
    }
    open.refresh(&state.rules);
    let mut requests: Vec<Request> = depth.into_iter().map(Request::StoreDepth).collect();
    requests.extend(edits::commit(state, Change::Analysed));
    if state.view.auto_refuse {
        requests.extend(super::captions::refuse_at_once(state));
    }
    state.images.change(image, |row| {
        if matches!(row.status, Status::New | Status::Failed) {
            row.status = Status::ToReview;
        }
        row.failure = None;
    });
    requests
}

fn ended(state: &mut State, image: ImageId, outcome: Outcome) -> Vec<Request> {
    if state.jobs.running.as_ref().is_some_and(|r| r.image == image) {
        state.jobs.running = None;
        state.jobs.cancelling = false;
    }
    state.jobs.done += 1;
    let mut requests = Vec::new();
    if let Outcome::Failed(message) = outcome {
        state.images.change(image, |row| {
            row.failure = Some(message.clone());
            if row.status == Status::New {
                row.status = Status::Failed;
            }
        });
        requests.push(Request::Failed { image, message: message.clone() });
        state.tell(Tone::Bad, message);
    }
    requests.extend(jobs::pump(state));
    requests
}
