//! Edits of the image on screen: made, undone, redone, and sent to be stored; what follows from them follows at once.

use crate::app::command::Command;
use crate::app::open::Open;
use crate::app::request::Request;
use crate::app::state::{State, Tone};
use crate::domain::{Edit, EditError, Rules};
use crate::naming::Namer;
use crate::pipeline::derive;
use crate::project::{Change, Commit, summary};

/// Title of the step in which stale captions were fused anew without asking: undone together with what made them stale.
pub(super) const FUSED_ANEW: &str = "re-fuse";

/// Makes an edit of the image on screen.
pub(super) fn make(state: &mut State, edit: Edit) -> Vec<Request> {
    let mut requests = make_one(state, edit);
    if !requests.is_empty() && state.view.auto_refuse {
        requests.extend(super::captions::refuse_at_once(state));
    }
    requests
}

/// Makes an edit and nothing on top of it.
pub(super) fn make_one(state: &mut State, edit: Edit) -> Vec<Request> {
    if !state.can_edit() {
        return refuse(state);
    }
    let author = author(state);
    let now = state.now_ms;
    let captions_only = edit.is_about_captions();
    let Some(open) = &mut state.open else { return Vec::new() };
    let mut history = std::mem::take(&mut open.history);
    let made = match open.scene_mut() {
        Some(scene) => history.make(scene, edit, &author, now).cloned(),
        None => return Vec::new(),
    };
    open.history = history;
    match made {
        Ok(step) => {
            follow(open, &state.rules, None, captions_only);
            commit(state, Change::Edit(step))
        }
        Err(error) => fail(state, &error),
    }
}

/// Takes the last step back, together with captions that were fused anew because of it.
pub(super) fn undo(state: &mut State) -> Vec<Request> {
    let mut requests = step_back(state);
    let Some(open) = &state.open else { return requests };
    if open.history.undone.last().is_some_and(|s| is_fused_anew(&s.edit)) {
        requests.extend(step_back(state));
    }
    requests
}

/// Makes the last undone step again, together with the captions that were fused anew because of it.
pub(super) fn redo(state: &mut State) -> Vec<Request> {
    let mut requests = step_forth(state);
    let Some(open) = &state.open else { return requests };
    if open.history.undone.last().is_some_and(|s| is_fused_anew(&s.edit)) {
        requests.extend(step_forth(state));
    }
    requests
}

fn step_back(state: &mut State) -> Vec<Request> {
    walk(state, Change::Undo, |history, scene| history.undo(scene))
}

fn step_forth(state: &mut State) -> Vec<Request> {
    walk(state, Change::Redo, |history, scene| history.redo(scene))
}

fn walk(
    state: &mut State,
    change: Change,
    step: impl Fn(&mut crate::domain::History, &mut crate::domain::Scene) -> Result<bool, EditError>,
) -> Vec<Request> {
    if !state.can_edit() {
        return refuse(state);
    }
    let Some(open) = &mut state.open else { return Vec::new() };
    let mut history = std::mem::take(&mut open.history);
    let walked = open.scene_mut().map(|scene| step(&mut history, scene));
    open.history = history;
    match walked {
        Some(Ok(true)) => {
            follow(open, &state.rules, None, false);
            commit(state, change)
        }
        Some(Err(error)) => fail(state, &error),
        _ => Vec::new(),
    }
}

fn is_fused_anew(edit: &Edit) -> bool {
    matches!(edit, Edit::Together { title, .. } if title == FUSED_ANEW)
}

/// What follows from the scene, after it was changed; names are weighed anew where a namer is given: under other rules.
pub(super) fn follow(open: &mut Open, rules: &Rules, namer: Option<&Namer>, captions_only: bool) {
    let map = open.depth_map.clone();
    if !captions_only && let Some(scene) = open.scene_mut() {
        derive::rederive(scene, rules, namer, map.as_deref());
    }
    open.refresh(rules);
}

/// Sends the record as it now is to be stored.
pub(super) fn commit(state: &mut State, change: Change) -> Vec<Request> {
    let Some(open) = &state.open else { return Vec::new() };
    let Some(record) = open.record.clone() else { return Vec::new() };
    let summary = summary::of(&record.scene, &state.rules);
    let (image, now) = (open.id, state.now_ms);
    state.images.change(image, |row| {
        row.summary = summary.clone();
        row.edited_at_ms = Some(now);
    });
    state.saving.pending += 1;
    vec![Request::Commit(Box::new(Commit { image, change, record, summary, status: None }))]
}

/// Who edits: as the settings say.
pub(super) fn author(state: &State) -> String {
    state.author().to_owned()
}

pub(super) fn refuse(state: &mut State) -> Vec<Request> {
    state.tell(Tone::Plain, Command::AcceptAll.what_is_wanting(state));
    Vec::new()
}

fn fail(state: &mut State, error: &EditError) -> Vec<Request> {
    state.tell(Tone::Bad, error.to_string());
    Vec::new()
}
