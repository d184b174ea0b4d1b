//! Analysis, one image after the other: the queue is the desk's own, the worker has one image at a time.

use crate::app::request::Request;
use crate::app::state::{Running, State, Tone};
use crate::domain::RegionId;
use crate::project::ImageId;

/// Puts images into the queue, that on screen first.
pub(super) fn analyse(state: &mut State, images: Vec<ImageId>) -> Vec<Request> {
    if state.is_read_only() {
        state.tell(Tone::Plain, "This project is open to be read alone; nothing is analysed.");
        return Vec::new();
    }
    let on_screen = state.open.as_ref().map(|o| o.id);
    for image in images {
        let runs = state.jobs.running.as_ref().is_some_and(|r| r.image == image);
        if runs || state.jobs.queue.contains(&image) {
            continue;
        }
        state.jobs.asked += 1;
        if Some(image) == on_screen {
            state.jobs.queue.insert(0, image);
        } else {
            state.jobs.queue.push(image);
        }
    }
    pump(state)
}

/// Gives the worker the next image where it has none: the one on screen first, wherever it waits.
pub(super) fn pump(state: &mut State) -> Vec<Request> {
    if state.jobs.running.is_some() {
        return Vec::new();
    }
    let on_screen = state.open.as_ref().map(|o| o.id);
    let at = state.jobs.queue.iter().position(|i| Some(*i) == on_screen).unwrap_or(0);
    if state.jobs.queue.is_empty() {
        state.jobs.asked = 0;
        state.jobs.done = 0;
        state.jobs.cancelling = false;
        return Vec::new();
    }
    let image = state.jobs.queue.remove(at);
    let Some(row) = state.images.get(image) else { return pump(state) };
    let running = Running { image, part: "opening".to_owned(), done: 0, total: 0 };
    let path = row.path.clone();
    state.jobs.running = Some(running);
    vec![Request::Analyse { image, path }]
}

/// Takes an image out of the queue, or ends its analysis.
pub(super) fn cancel(state: &mut State, image: ImageId) -> Vec<Request> {
    let before = state.jobs.queue.len();
    state.jobs.queue.retain(|i| *i != image);
    state.jobs.asked -= (before - state.jobs.queue.len()).min(state.jobs.asked);
    if state.jobs.running.as_ref().is_some_and(|r| r.image == image) {
        state.jobs.cancelling = true;
        return vec![Request::Cancel(image)];
    }
    Vec::new()
}

/// Empties the queue and ends what runs.
pub(super) fn cancel_all(state: &mut State) -> Vec<Request> {
    state.jobs.queue.clear();
    state.jobs.cancelling = state.jobs.running.is_some();
    vec![Request::CancelAll]
}

/// One specialist alone looks at the image on screen, or at one of its regions.
pub(super) fn alone(
    state: &mut State,
    specialist: String,
    region: Option<RegionId>,
) -> Vec<Request> {
    if !state.can_edit() {
        return Vec::new();
    }
    let Some(open) = &state.open else { return Vec::new() };
    let Some(scene) = open.scene() else { return Vec::new() };
    let (image, path) = (open.id, open.path.clone());
    vec![Request::Alone { image, path, specialist, region, scene: Box::new(scene.clone()) }]
}

/// A specialist shows all that it sees, before any threshold.
pub(super) fn raw(state: &mut State, specialist: String, region: Option<RegionId>) -> Vec<Request> {
    let Some(open) = &state.open else { return Vec::new() };
    let bbox = region.and_then(|id| open.scene()?.regions.get(&id)).map(|r| r.bbox);
    vec![Request::Raw { image: open.id, path: open.path.clone(), specialist, bbox }]
}

/// Fetches the default models that are missing.
pub(super) fn fetch_models(state: &mut State) -> Vec<Request> {
    if state.models.fetching.is_some() {
        return Vec::new();
    }
    state.models.fetching = Some(std::collections::BTreeMap::new());
    state.models.failures.clear();
    vec![Request::FetchModels]
}

/// Fetches the sample photographs, and adds them when they are there.
pub(super) fn samples(state: &mut State) -> Vec<Request> {
    if state.models.fetching.is_some() {
        return Vec::new();
    }
    state.models.fetching = Some(std::collections::BTreeMap::new());
    vec![Request::FetchSamples]
}
