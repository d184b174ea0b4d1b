//! Analysis, one image after the other: the queue is the desk's own, the worker has one image at a time.

use crate::app::request::Request;
use crate::app::state::{Running, State, Tone};
use crate::domain::RegionId;
use crate::project::ImageId;
use std::collections::HashSet;

/// Puts images into the queue, that on screen first.
pub(super) fn analyse(state: &mut State, images: Vec<ImageId>) -> Vec<Request> {
    if state.is_read_only() {
        state.tell(Tone::Plain, "This project is open to be read alone; nothing is analysed.");
        return Vec::new();
    }
    let on_screen = state.open.as_ref().map(|o| o.id);
    let mut there: HashSet<ImageId> = state.jobs.queue.iter().copied().collect();
    there.extend(state.jobs.running.as_ref().map(|r| r.image));
    let asked: Vec<ImageId> = images.into_iter().filter(|id| there.insert(*id)).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    state.jobs.asked += asked.len();
    state.jobs.left.retain(|id| !there.contains(id));
    for image in &asked {
        if Some(*image) == on_screen {
            state.jobs.queue.insert(0, *image);
        } else {
            state.jobs.queue.push(*image);
        }
    }
    let mut requests = vec![Request::Queued { images: asked, waits: true }];
    requests.extend(pump(state));
    requests
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
    let mut requests = wait_no_more(vec![image]);
    if state.jobs.running.as_ref().is_some_and(|r| r.image == image) {
        state.jobs.cancelling = true;
        requests.push(Request::Cancel(image));
    }
    requests
}

/// Empties the queue and ends what runs.
pub(super) fn cancel_all(state: &mut State) -> Vec<Request> {
    let mut images = std::mem::take(&mut state.jobs.queue);
    images.extend(state.jobs.running.as_ref().map(|r| r.image));
    state.jobs.cancelling = state.jobs.running.is_some();
    let mut requests = wait_no_more(images);
    requests.push(Request::CancelAll);
    requests
}

/// What waited when the project was last closed is not analysed.
pub(super) fn forget(state: &mut State) -> Vec<Request> {
    wait_no_more(std::mem::take(&mut state.jobs.left))
}

/// What was analysed, or failed, waits no more by itself; what is no longer asked for is taken out.
fn wait_no_more(images: Vec<ImageId>) -> Vec<Request> {
    if images.is_empty() { Vec::new() } else { vec![Request::Queued { images, waits: false }] }
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
