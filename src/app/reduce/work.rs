//! News from the worker: analyses, what a specialist found alone, what one shows before any threshold.

use super::{edits, jobs};
use crate::app::request::Request;
use crate::app::state::{Running, State, Tone};
use crate::domain::{Edit, Relation, RelationKind, TextLine};
use crate::pipeline::absorb::absorb;
use crate::pipeline::alone::Found as FoundAlone;
use crate::pipeline::carry::landed;
use crate::pipeline::derive;
use crate::pipeline::job::{About, Happened, Job, Outcome, WorkEvent};
use crate::project::{Change, Found, ImageId, Record, Status};
use crate::specialists::{DepthMap, Finding};
use std::sync::Arc;

/// Hears what the worker has to tell.
pub(super) fn hear(state: &mut State, event: WorkEvent) -> Vec<Request> {
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
        Happened::Ended(Outcome::Failed(message)) => {
            state.tell_of(image, message);
            Vec::new()
        }
        Happened::Ended(_) => Vec::new(),
    }
}

/// What one specialist found alone, as one step to undo.
fn alone(state: &mut State, image: ImageId, found: &FoundAlone) -> Vec<Request> {
    if state.open.as_ref().is_none_or(|o| o.id != image) {
        return Vec::new();
    }
    take_in(state, &found.findings, "a specialist looked again")
}

/// Of what the Specialists room shows of one member, what has at least this score, as one step to undo.
pub(super) fn keep(state: &mut State, specialist: &str, member: &str, least: f32) -> Vec<Request> {
    if !state.can_edit() {
        return Vec::new();
    }
    let shown = state.raw.iter().rev().find(|r| r.specialist == specialist);
    let member = shown.and_then(|raw| raw.members.iter().find(|m| m.id == member));
    let Some(member) = member else { return Vec::new() };
    let title = format!("keep what {} sees from {least:.2} on", member.id);
    let kept: Vec<Finding> = member.findings.iter().filter_map(|f| f.above(least)).collect();
    take_in(state, &kept, &title)
}

/// Findings into the scene on screen, and what follows from them, as one step to undo: regions, lines of text, faces,
/// poses and verbs that changed or are new.
fn take_in(state: &mut State, findings: &[Finding], title: &str) -> Vec<Request> {
    // The models are open: their namer came with them.
    let Some(namer) = state.namer.clone() else { return Vec::new() };
    let Some(open) = state.open.as_ref() else { return Vec::new() };
    let Some(before) = open.scene() else { return Vec::new() };
    let mut after = before.clone();
    let depth = absorb(&mut after, findings, &namer, &state.rules);
    let depth = depth.as_ref().or(open.depth_map.as_deref());
    derive::rederive(&mut after, &state.rules, Some(&namer), depth);
    let mut edits: Vec<Edit> = after
        .regions
        .values()
        .filter(|r| before.regions.get(&r.id) != Some(r))
        .map(|r| Edit::SetRegion { id: r.id, to: Some(Box::new(r.clone())) })
        .collect();
    let is_new = |t: &&TextLine| !before.texts.contains(t);
    edits.extend(
        after
            .texts
            .iter()
            .filter(is_new)
            .map(|t| Edit::SetText { id: t.id, to: Some(Box::new(t.clone())) }),
    );
    if after.faces != before.faces {
        edits.push(Edit::SetFaces { to: std::mem::take(&mut after.faces) });
    }
    if after.poses != before.poses {
        edits.push(Edit::SetPoses { to: std::mem::take(&mut after.poses) });
    }
    // Places and orders follow from the rest.
    let is_found =
        |r: &&Relation| r.predicate.kind() == RelationKind::P2o && !before.relations.contains(r);
    edits.extend(
        after
            .relations
            .iter()
            .filter(is_found)
            .map(|r| Edit::SetRelation { id: r.id, to: Some(Box::new(r.clone())) }),
    );
    if edits.is_empty() {
        state.tell(Tone::Plain, "The specialist found nothing new.");
        return Vec::new();
    }
    edits::make(state, Edit::Together { title: title.to_owned(), edits })
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
    let waiting = std::mem::take(&mut open.waiting);
    let record = landed(open.scene(), &waiting, record, depth.as_deref(), &state.rules);
    open.record = Some(Arc::new(record));
    // The models that are open looked at it.
    open.namer = None;
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
