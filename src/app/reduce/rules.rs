//! Rules: a change is live on the image on screen and stored with the project; it can be taken back while that is open.

use super::edits;
use crate::app::request::Request;
use crate::app::state::{State, Tone};
use crate::domain::Rules;
use std::sync::Arc;

/// Milliseconds within which one change after another is one step: a slider sends many while it is dragged.
const ONE_STEP_MS: i64 = 600;

/// Puts rules in force: names, places, relations and what is stale follow at once.
pub(super) fn set(state: &mut State, rules: Rules) -> Vec<Request> {
    let (before, now) = (state.rules.clone(), state.now_ms);
    let requests = put(state, rules);
    if !requests.is_empty() {
        let steps = &mut state.rules_steps;
        let goes_on = steps.undone.is_empty() && now - state.rules_changed_ms < ONE_STEP_MS;
        if !goes_on || steps.done.is_empty() {
            steps.make(before);
        }
        state.rules_changed_ms = now;
    }
    requests
}

/// Takes the last change back.
pub(super) fn undo(state: &mut State) -> Vec<Request> {
    let Some(before) = state.rules_steps.undo(state.rules.clone()) else { return Vec::new() };
    put(state, before)
}

/// Makes the last change that was taken back again.
pub(super) fn redo(state: &mut State) -> Vec<Request> {
    let Some(after) = state.rules_steps.redo(state.rules.clone()) else { return Vec::new() };
    // What is changed next is a step of its own.
    state.rules_changed_ms = 0;
    put(state, after)
}

fn put(state: &mut State, rules: Rules) -> Vec<Request> {
    if state.is_read_only() {
        state.tell(Tone::Plain, "This project is open to be read alone; its rules stay.");
        return Vec::new();
    }
    if state.rules == rules {
        return Vec::new();
    }
    state.rules = rules.clone();
    bring_up_to_date(state);
    vec![Request::SetRules(Box::new(rules))]
}

/// Derives the scene on screen anew where it was derived under other rules.
pub(super) fn bring_up_to_date(state: &mut State) {
    let Some(open) = &mut state.open else { return };
    let Some(record) = open.record.as_mut() else { return };
    if record.rules == state.rules {
        return;
    }
    Arc::make_mut(record).rules = state.rules.clone();
    let namer = open.namer.clone().or_else(|| state.namer.clone());
    edits::follow(open, &state.rules, namer.as_deref(), false);
}
