//! The table of commands: complete, unique, and carried out only where it is enabled.

use super::{open, street};
use dce::app::selection::Item;
use dce::app::state::Dialog;
use dce::app::view::Room;
use dce::app::{Action, Command, State, reduce};
use dce::domain::RegionId;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_command_is_described_once() {
    let mut ids = BTreeSet::new();
    let mut labels = BTreeSet::new();
    for command in Command::ALL {
        assert!(ids.insert(command.id()), "{} stands twice", command.id());
        assert!(labels.insert(command.label()), "{} stands twice", command.label());
        assert!(command.help().ends_with('.'), "{}: help is a sentence", command.id());
    }
}

#[test]
fn no_two_commands_share_a_key() {
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    for command in Command::ALL.iter().filter(|c| !c.default_key().is_empty()) {
        if let Some(other) = keys.insert(command.default_key(), command.id()) {
            panic!("{} and {other} share {}", command.id(), command.default_key());
        }
    }
}

#[cfg(feature = "gui")]
#[test]
fn every_key_is_one() {
    for command in Command::ALL.iter().filter(|c| !c.default_key().is_empty()) {
        let key = command.default_key();
        assert!(dce::gui::keys::parse(key).is_some(), "{}: {key} is no key", command.id());
    }
}

#[test]
fn before_anything_is_open_only_ways_in_are_enabled() {
    let state = State::default();
    let enabled: Vec<_> =
        Command::ALL.iter().filter(|c| c.is_enabled(&state)).map(|c| c.id()).collect();
    assert!(enabled.contains(&"open-folder") && enabled.contains(&"palette"));
    for id in ["undo", "analyse", "approve", "accept", "refuse", "draw-box", "export-records"] {
        assert!(!enabled.contains(&id), "{id} makes no sense yet");
    }
}

/// Whatever a command does, it does not panic, and keeps the selection valid.
#[test]
fn every_command_can_be_given_at_any_time() {
    for command in Command::ALL {
        for mut state in [State::default(), street()] {
            reduce(&mut state, Action::Do(*command));
            if let (Some(item), Some(scene)) = (&state.selection.kept, state.scene()) {
                assert!(item.is_in(scene), "{}", command.id());
            }
        }
    }
}

#[test]
fn tab_visits_every_region_and_comes_back() {
    let mut state = street();
    let order = open(&state).regions_in_order(&state.rules);
    let mut visited = Vec::new();
    for _ in 0..order.len() {
        reduce(&mut state, Action::Do(Command::NextRegion));
        match state.selection.kept {
            Some(Item::Region(id)) => visited.push(id),
            ref other => panic!("{other:?} is no region"),
        }
    }
    assert_eq!(visited, order);
    reduce(&mut state, Action::Do(Command::NextRegion));
    assert_eq!(state.selection.kept, Some(Item::Region(order[0])));
    reduce(&mut state, Action::Do(Command::PreviousRegion));
    assert_eq!(state.selection.kept, order.last().map(|id| Item::Region(*id)));
}

#[test]
fn escape_closes_from_the_inside_out() {
    let mut state = street();
    state.selection.kept = Some(Item::Region(RegionId(1)));
    reduce(&mut state, Action::Do(Command::EditCaption));
    reduce(&mut state, Action::Do(Command::Palette));
    assert!(matches!(state.dialog, Some(Dialog::Palette)));
    reduce(&mut state, Action::Do(Command::LetGo));
    assert!(state.dialog.is_none() && open(&state).draft.is_some());
    reduce(&mut state, Action::Do(Command::LetGo));
    assert!(open(&state).draft.is_none() && state.selection.kept.is_some());
    reduce(&mut state, Action::Do(Command::LetGo));
    assert_eq!(state.selection.kept, None);
}

#[test]
fn a_key_that_the_user_changed_is_in_force() {
    let mut state = street();
    assert_eq!(Command::Approve.key(&state), "Space");
    state.view.keys.insert("approve".into(), "F2".into());
    assert_eq!(Command::Approve.key(&state), "F2");
    state.view.keys.insert("approve".into(), String::new());
    assert_eq!(Command::Approve.key(&state), "");
}

#[test]
fn rooms_are_left_by_the_key_that_enters_them() {
    let mut state = street();
    for (command, room) in [
        (Command::Canvas, Room::Graph),
        (Command::Specialists, Room::Specialists),
        (Command::Rules, Room::Rules),
    ] {
        reduce(&mut state, Action::Do(command));
        assert_eq!(state.view.room, room);
        reduce(&mut state, Action::Do(command));
        assert_eq!(state.view.room, Room::Canvas);
    }
}

#[test]
fn a_command_that_cannot_be_used_says_what_is_wanting() {
    let mut state = street();
    for (command, wanting) in [
        (Command::Refuse, "up to date"),
        (Command::LockWords, "Select words"),
        (Command::Correct, "Select something"),
        (Command::Undo, "Nothing to undo"),
    ] {
        assert!(!command.is_enabled(&state), "{}", command.id());
        reduce(&mut state, Action::Do(command));
        let told = &state.notices.last().expect("it is told").text;
        assert!(told.contains(wanting), "{}: {told}", command.id());
    }
}
