//! Rules: a change is live, can be taken back in its room and made again; a dragged slider is one step.

use super::{open, street};
use crate::app::row;
use dce::app::filter::Sort;
use dce::app::view::Room;
use dce::app::{Action, Command, Request, State, reduce};
use dce::domain::Rules;
use dce::project::Status;

fn assert_at(assert: f32) -> Rules {
    Rules { assert, ..Rules::default() }
}

fn set(state: &mut State, assert: f32) {
    let requests = reduce(state, Action::SetRules(Box::new(assert_at(assert))));
    assert!(matches!(requests.as_slice(), [Request::SetRules(_)]));
}

fn in_rules_room() -> State {
    let mut state = street();
    state.view.room = Room::Rules;
    state
}

#[test]
fn undo_in_the_rules_room_takes_back_the_last_change_and_redo_makes_it_again() {
    let mut state = in_rules_room();
    let before = state.scene().expect("a scene").clone();
    assert!(!Command::Undo.is_enabled(&state), "nothing was changed");
    for assert in [0.88, 0.93] {
        state.now_ms += 10_000;
        set(&mut state, assert);
    }
    assert!(Command::Undo.is_enabled(&state) && !Command::Redo.is_enabled(&state));
    let requests = reduce(&mut state, Action::Do(Command::Undo));
    assert!(matches!(requests.as_slice(), [Request::SetRules(r)] if r.assert == 0.88), "stored");
    assert_eq!(open(&state).record.as_ref().expect("it").rules.assert, 0.88, "and live");
    reduce(&mut state, Action::Do(Command::Undo));
    assert_eq!(state.rules, Rules::default());
    assert!(*state.scene().expect("a scene") == before);
    assert!(!Command::Undo.is_enabled(&state));
    reduce(&mut state, Action::Do(Command::Redo));
    reduce(&mut state, Action::Do(Command::Redo));
    assert_eq!(state.rules.assert, 0.93);
    assert!(!Command::Redo.is_enabled(&state));
}

#[test]
fn a_dragged_slider_is_one_step_and_what_is_changed_after_an_undo_another() {
    let mut state = in_rules_room();
    for assert in [0.6, 0.7, 0.8] {
        state.now_ms += 100;
        set(&mut state, assert);
    }
    assert_eq!(state.rules_steps.done.len(), 1);
    reduce(&mut state, Action::Do(Command::Undo));
    assert_eq!(state.rules, Rules::default());
    set(&mut state, 0.7);
    assert!(!Command::Redo.is_enabled(&state), "what was undone is gone");
    reduce(&mut state, Action::Do(Command::Undo));
    assert_eq!(state.rules, Rules::default());
}

#[test]
fn elsewhere_undo_is_of_the_image() {
    let mut state = in_rules_room();
    set(&mut state, 0.7);
    state.view.room = Room::Canvas;
    assert!(!Command::Undo.is_enabled(&state));
    reduce(&mut state, Action::Do(Command::Undo));
    assert_eq!(state.rules.assert, 0.7);
    state.view.room = Room::Rules;
    reduce(&mut state, Action::Lost { by: "another window".into() });
    assert!(!Command::Undo.is_enabled(&state), "read alone");
}

#[test]
fn the_list_is_put_in_order_once_it_has_followed() {
    let mut state = street();
    reduce(&mut state, Action::Sort(Sort::Disagreement));
    let mut late = row(3, "c.jpg", Status::ToReview);
    late.summary.disagreement = 0.9;
    reduce(&mut state, Action::Row(Box::new(late)));
    assert_ne!(state.images.nth(0).expect("it").id.0, 3, "nothing moves under one's hands");
    reduce(&mut state, Action::RulesFollowed);
    assert_eq!(state.images.nth(0).expect("it").id.0, 3);
}
