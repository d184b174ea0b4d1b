//! The correction dialogs: what they offer, how it is chosen, and the correction that comes of it.

use super::{Desk, harness};
use crate::app::street;
use dce::app::state::Dialog;
use dce::app::{Action, State, reduce};
use dce::domain::{AttributeKind, BBox, Predicate, RegionId, Ruling, TextId};
use dce::gui::panels::inspector::dialogs::correction_dialogs;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn opening(dialog: Dialog) -> Harness<'static, Desk> {
    let mut state = street();
    reduce(&mut state, Action::Open(dialog));
    harness(state, correction_dialogs)
}

fn correct(region: u32, kind: AttributeKind) -> Harness<'static, Desk> {
    opening(Dialog::Correct { region: RegionId(region), kind })
}

fn type_in(harness: &mut Harness<'static, Desk>, text: &str) {
    harness.get_by_label("New value").type_text(text);
    harness.run();
}

fn press(harness: &mut Harness<'static, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn words(state: &State, region: u32, kind: AttributeKind) -> Option<String> {
    let region = &state.scene().unwrap().regions[&RegionId(region)];
    region.attributes.get(&kind)?.decided().map(|(v, _)| v.words())
}

#[test]
fn the_field_has_the_focus_and_enter_takes_the_likeliest() {
    let mut harness = correct(3, AttributeKind::Label);
    assert!(harness.get_by_label("New value").is_focused());
    type_in(&mut harness, "hors");
    press(&mut harness, Key::Enter);
    let state = &harness.state().state;
    assert_eq!(words(state, 3, AttributeKind::Label).as_deref(), Some("horse"));
    assert!(state.dialog.is_none(), "a correction that was made closes its dialog");
}

#[test]
fn arrow_keys_choose_and_what_is_typed_can_be_taken_as_it_is() {
    let mut harness = correct(3, AttributeKind::Label);
    type_in(&mut harness, "hors");
    harness.get_by_label_contains("as typed");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(words(&harness.state().state, 3, AttributeKind::Label).as_deref(), Some("hors"));
}

#[test]
fn a_word_that_is_typed_out_is_taken_as_it_stands() {
    // "lake" and not "lakeshore", which the tree knows; letters and Enter that come in one frame are all heard.
    for word in ["lake", "goalkeeper"] {
        let mut harness = correct(3, AttributeKind::Label);
        harness.get_by_label("New value").type_text(word);
        harness.key_press(Key::Enter);
        harness.run();
        let told = words(&harness.state().state, 3, AttributeKind::Label);
        assert_eq!(told.as_deref(), Some(word));
    }
}

#[test]
fn labels_of_the_project_come_before_the_tree() {
    let mut state = street();
    let mut row = state.images.get(dce::project::ImageId(1)).unwrap().clone();
    row.summary.labels = vec!["carousel".into()];
    state.images.put(row);
    reduce(
        &mut state,
        Action::Open(Dialog::Correct { region: RegionId(3), kind: AttributeKind::Label }),
    );
    let mut harness = harness(state, correction_dialogs);
    type_in(&mut harness, "car");
    press(&mut harness, Key::Enter);
    // "car" itself is typed whole: nothing goes before what is meant word for word.
    assert_eq!(words(&harness.state().state, 3, AttributeKind::Label).as_deref(), Some("car"));
    let again = Dialog::Correct { region: RegionId(3), kind: AttributeKind::Label };
    reduce(&mut harness.state_mut().state, Action::Open(again));
    harness.run();
    type_in(&mut harness, "caro");
    press(&mut harness, Key::Enter);
    assert_eq!(words(&harness.state().state, 3, AttributeKind::Label).as_deref(), Some("carousel"));
}

#[test]
fn a_closed_vocabulary_takes_nothing_else() {
    let mut harness = correct(2, AttributeKind::Emotion);
    for word in ["angry", "disgust", "fear", "sad", "surprise", "neutral"] {
        harness.get_by_label_contains(word);
    }
    type_in(&mut harness, "bored");
    press(&mut harness, Key::Enter);
    assert!(harness.state_mut().take().is_empty());
    assert!(harness.state().state.dialog.is_some());
    for _ in 0..5 {
        harness.key_press(Key::Backspace);
    }
    harness.run();
    type_in(&mut harness, "sur");
    press(&mut harness, Key::Enter);
    let state = &harness.state().state;
    assert_eq!(words(state, 2, AttributeKind::Emotion).as_deref(), Some("surprise"));
}

#[test]
fn any_kind_can_be_given_and_proper_names_stay_as_typed() {
    let mut harness = correct(1, AttributeKind::Label);
    harness.get_by_label("Attribute: label").click();
    harness.run();
    harness.get_by_label("logo").click();
    harness.run();
    harness.get_by_label("Attribute: logo");
    type_in(&mut harness, "Orange");
    press(&mut harness, Key::Enter);
    let state = &harness.state().state;
    assert_eq!(words(state, 1, AttributeKind::Logo).as_deref(), Some("Orange"));
}

#[test]
fn colours_are_the_basic_terms() {
    let mut harness = correct(1, AttributeKind::Colour);
    for colour in ["black", "blue", "purple", "white", "yellow"] {
        harness.get_by_label_contains(colour);
    }
    type_in(&mut harness, "gre");
    press(&mut harness, Key::Enter);
    let colour = words(&harness.state().state, 1, AttributeKind::Colour);
    assert!(matches!(colour.as_deref(), Some("green" | "grey")), "{colour:?}");
}

#[test]
fn a_text_is_mended_from_what_was_read() {
    let mut harness = opening(Dialog::CorrectText { text: TextId(1) });
    assert_eq!(harness.get_by_label("New value").value().as_deref(), Some("CITY TOURS"));
    // All of it is selected: typing replaces it.
    type_in(&mut harness, "CITY HALL");
    press(&mut harness, Key::Enter);
    let ruling = &harness.state().state.scene().unwrap().texts[0].ruling;
    assert!(
        matches!(ruling, Ruling::Corrected { value, .. } if value.words() == "CITY HALL"),
        "{ruling:?}"
    );
}

#[test]
fn a_relation_offers_verbs_for_a_person_and_places_for_things() {
    let relate = |subject, object| Dialog::Relate {
        subject: RegionId(subject),
        object: RegionId(object),
        relation: None,
    };
    let mut person = opening(relate(2, 4));
    type_in(&mut person, "sitt");
    press(&mut person, Key::Enter);
    let has = |state: &State, subject, predicate: &Predicate, object| {
        state.scene().unwrap().relations.iter().any(|r| {
            (r.subject, r.object) == (RegionId(subject), RegionId(object))
                && r.effective().as_ref() == Some(predicate)
                && r.ruling == Ruling::Accepted
        })
    };
    let sitting = Predicate::Verb("sitting on".into());
    assert!(has(&person.state().state, 2, &sitting, 4));
    let mut thing = opening(relate(1, 3));
    thing.get_by_label_contains("the other way round").click();
    thing.run();
    type_in(&mut thing, "in front");
    press(&mut thing, Key::Enter);
    assert!(has(&thing.state().state, 3, &Predicate::InFrontOf, 1));
}

#[test]
fn a_drawn_box_is_named_or_left_without_a_name() {
    let bbox = BBox::new(700.0, 20.0, 800.0, 120.0);
    let mut named = opening(Dialog::NameBox { bbox });
    type_in(&mut named, "kite");
    press(&mut named, Key::Enter);
    assert_eq!(words(&named.state().state, 5, AttributeKind::Label).as_deref(), Some("kite"));
    let mut bare = opening(Dialog::NameBox { bbox });
    bare.get_by_label("No name yet").click();
    bare.run();
    let state = &bare.state().state;
    assert_eq!(words(state, 5, AttributeKind::Label), None);
    assert!(state.scene().unwrap().regions.contains_key(&RegionId(5)));
    assert!(state.dialog.is_none());
}

#[test]
fn enter_with_nothing_typed_gives_a_drawn_box_no_name_until_an_arrow_key_chose_one() {
    let bbox = BBox::new(700.0, 20.0, 800.0, 120.0);
    let mut bare = opening(Dialog::NameBox { bbox });
    press(&mut bare, Key::Enter);
    let state = &bare.state().state;
    assert!(state.scene().unwrap().regions.contains_key(&RegionId(5)) && state.dialog.is_none());
    assert_eq!(words(state, 5, AttributeKind::Label), None);
    let mut chosen = opening(Dialog::NameBox { bbox });
    press(&mut chosen, Key::ArrowDown);
    press(&mut chosen, Key::Enter);
    assert!(words(&chosen.state().state, 5, AttributeKind::Label).is_some());
}

#[test]
fn the_scene_gets_a_name_and_escape_closes() {
    let mut harness = opening(Dialog::CorrectScene);
    type_in(&mut harness, "street market");
    press(&mut harness, Key::Enter);
    let name = harness.state().state.scene().unwrap().scene_name.clone().unwrap();
    assert_eq!(name.decided().unwrap().0.words(), "street market");
    let mut closed = opening(Dialog::CorrectScene);
    press(&mut closed, Key::Escape);
    assert!(closed.state().state.dialog.is_none());
}
