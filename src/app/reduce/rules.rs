//! Rules: a change is live on the image on screen and stored with the project.

use super::edits;
use crate::app::request::Request;
use crate::app::state::{State, Tone};
use crate::domain::Rules;
use std::sync::Arc;

/// Puts rules in force: names, places, relations and what is stale follow at once.
pub(super) fn set(state: &mut State, rules: Rules) -> Vec<Request> {
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
    edits::follow(open, &state.rules, state.namer.as_deref(), false);
}
