//! The review: going through images, judging them, filtering and searching the list.

use super::captions;
use crate::app::filter::{Filter, Sort};
use crate::app::request::Request;
use crate::app::state::{Dialog, State, Tone};
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

/// Steps through the list to the next image that is wanted.
pub(super) fn step(
    state: &mut State,
    forward: bool,
    wanted: impl Fn(&ImageRow) -> bool,
) -> Vec<Request> {
    // Keys may come faster than images open: the next is counted from the one that is being opened.
    let from = state.opening.or(state.open.as_ref().map(|o| o.id));
    match state.images.step(from, forward, wanted) {
        Some(image) => go(state, image),
        None => {
            let is_filtered = state.images.listed() < state.images.total();
            let end = match (forward, is_filtered) {
                (true, false) => "No further image of that kind.",
                (true, true) => "No further image of that kind among those that pass the filter.",
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
    if !requests.is_empty() {
        let from = state.open.as_ref().map(|o| o.id);
        match state.images.step(from, true, |r| r.status != Status::Approved) {
            Some(next) => requests.extend(go(state, next)),
            None => state.tell(Tone::Good, "Approved. No further image waits in this list."),
        }
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
