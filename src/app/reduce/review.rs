//! The review: going through images, judging them, filtering and searching the list.

use super::captions;
use crate::app::filter::{Filter, Sort};
use crate::app::request::Request;
use crate::app::state::{Dialog, State, Tone};
use crate::app::words;
use crate::project::{ImageId, ImageRow, Status};
use std::path::PathBuf;
use std::sync::Arc;

/// Adds photographs to the project, or begins a scratch project with them.
pub(super) fn add(state: &mut State, paths: Vec<PathBuf>) -> Vec<Request> {
    state.dialog = None;
    match &state.project {
        Some(_) if state.is_read_only() => no_addition(state),
        Some(_) => vec![Request::Add(paths)],
        None => vec![Request::Scratch(paths)],
    }
}

/// Adds a picture from the clipboard, to a scratch project where none is open.
pub(super) fn paste(state: &mut State, png: Arc<Vec<u8>>) -> Vec<Request> {
    if state.is_read_only() { no_addition(state) } else { vec![Request::Paste(png)] }
}

fn no_addition(state: &mut State) -> Vec<Request> {
    state.tell(Tone::Bad, "This project is open to be read alone; nothing can be added.");
    Vec::new()
}

/// Opens an image. What is being typed is finished first, time spent is stored.
pub(super) fn go(state: &mut State, image: ImageId) -> Vec<Request> {
    if state.open.as_ref().is_some_and(|o| o.id == image) {
        return Vec::new();
    }
    let mut requests = captions::commit_draft(state);
    requests.extend(store_time(state));
    state.opening = Some(image);
    requests.push(Request::OpenImage(image));
    requests.push(Request::Last(image));
    requests
}

/// Goes to the next image that is wanted; from the end of the list on, those before this one are looked through.
pub(super) fn next(state: &mut State, wanted: impl Fn(&ImageRow) -> bool) -> Vec<Request> {
    let from = state.opening.or(state.open.as_ref().map(|o| o.id));
    let other = |row: &ImageRow| Some(row.id) != from && wanted(row);
    let images = &state.images;
    if let Some(image) = images.step(from, true, other) {
        return go(state, image);
    }
    match images.step(None, true, other) {
        Some(image) => {
            state.tell(Tone::Plain, "From the top of the list again.");
            go(state, image)
        }
        None => {
            let is_filtered = images.listed() < images.total();
            let among = if is_filtered { " among those that pass the filter" } else { "" };
            state.tell(Tone::Plain, format!("No other image of that kind{among}."));
            Vec::new()
        }
    }
}

/// Steps to the next or the previous image of the list.
pub(super) fn step(state: &mut State, forward: bool) -> Vec<Request> {
    // Keys may come faster than images open: the next is counted from the one that is being opened.
    let from = state.opening.or(state.open.as_ref().map(|o| o.id));
    match state.images.step(from, forward, |_| true) {
        Some(image) => go(state, image),
        None => {
            let is_filtered = state.images.listed() < state.images.total();
            let end = match (forward, is_filtered) {
                (true, false) => "This is the last.",
                (true, true) => "This is the last of those that pass the filter.",
                (false, false) => "This is the first.",
                (false, true) => "This is the first of those that pass the filter.",
            };
            state.tell(Tone::Plain, end);
            Vec::new()
        }
    }
}

/// Marks the image as good and goes on.
pub(super) fn approve(state: &mut State) -> Vec<Request> {
    let mut requests = captions::commit_draft(state);
    requests.extend(set_status(state, Status::Approved));
    if requests.is_empty() {
        return requests;
    }
    let stale = state.open.as_ref().map_or(0, |o| o.stale.len());
    if stale > 0 {
        let what = words::counted(stale, "caption", "captions");
        state.tell(Tone::Plain, format!("Approved with {what} no longer up to date."));
    }
    if state.images.iter_listed().all(|r| r.status == Status::Approved) {
        state.tell(Tone::Good, "Approved. No further image waits in this list.");
    } else {
        requests.extend(next(state, |r| r.status != Status::Approved));
    }
    requests
}

/// Marks the image as one that needs work; asked again, as one to be reviewed.
pub(super) fn needs_work(state: &mut State) -> Vec<Request> {
    let row = on_screen(state).and_then(|id| state.images.get(id));
    let (status, told) = match row.map(|r| r.status) {
        Some(Status::NeedsWork) => (Status::ToReview, "Marked as to be reviewed."),
        _ => (Status::NeedsWork, "Marked as needing work; the same again takes it back."),
    };
    let requests = set_status(state, status);
    if !requests.is_empty() {
        state.tell(Tone::Plain, told);
    }
    requests
}

/// Sets the status of the image on screen.
pub(super) fn set_status(state: &mut State, status: Status) -> Vec<Request> {
    judge(state, on_screen(state), |row| row.status = status)
}

pub(super) fn set_note(state: &mut State, note: String) -> Vec<Request> {
    judge(state, on_screen(state), |row| row.note = note)
}

pub(super) fn set_tags(state: &mut State, tags: Vec<String>) -> Vec<Request> {
    judge(state, on_screen(state), |row| row.tags = tags)
}

fn on_screen(state: &State) -> Option<ImageId> {
    state.open.as_ref().map(|o| o.id)
}

/// Changes what a person says of an image.
pub(super) fn judge(
    state: &mut State,
    image: Option<ImageId>,
    change: impl FnOnce(&mut ImageRow),
) -> Vec<Request> {
    if state.is_read_only() {
        state.tell(Tone::Plain, "This project is open to be read alone.");
        return Vec::new();
    }
    let Some(image) = image else { return Vec::new() };
    state.images.change(image, change);
    let Some(row) = state.images.get(image) else { return Vec::new() };
    state.saving.pending += 1;
    let (note, tags) = (row.note.clone(), row.tags.clone());
    vec![Request::Review { image, status: row.status, note, tags }]
}

/// Adds to the time spent on the image on screen; stored when it is left.
pub(super) fn spent(state: &mut State, seconds: f64) -> Vec<Request> {
    if state.view.measure_time
        && let Some(open) = &mut state.open
    {
        open.seconds += seconds;
    }
    Vec::new()
}

fn store_time(state: &mut State) -> Vec<Request> {
    let Some(open) = &mut state.open else { return Vec::new() };
    let (image, seconds) = (open.id, std::mem::take(&mut open.seconds));
    if seconds < 0.5 || state.is_read_only() {
        return Vec::new();
    }
    state.images.change(image, |row| row.seconds += seconds);
    vec![Request::Spent { image, seconds }]
}

pub(super) fn filter(state: &mut State, filter: Filter) -> Vec<Request> {
    state.images.filter = filter;
    state.images.list();
    Vec::new()
}

pub(super) fn sort(state: &mut State, sort: Sort) -> Vec<Request> {
    state.images.sort = sort;
    state.images.list();
    Vec::new()
}

/// Searches labels, texts, captions and names; the answer comes back with the words it is for.
pub(super) fn search(state: &mut State, text: String) -> Vec<Request> {
    let wanted = text.trim().to_owned();
    state.images.search = text;
    if wanted.is_empty() {
        state.images.set_found(None);
        return Vec::new();
    }
    vec![Request::Search(wanted)]
}

/// Closes a dialog that a finished request was about.
pub(super) fn close_dialog(state: &mut State) {
    if matches!(state.dialog, Some(Dialog::Path(_))) {
        state.dialog = None;
    }
}
