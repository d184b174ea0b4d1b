//! What holds after any sequence of actions: undoing all is the start, the selection is valid, stale is what differs.

use super::{open, street};
use dce::app::selection::{Column, Item};
use dce::app::{Action, Command, State, reduce};
use dce::domain::{AttributeKind, BBox, CaptionOrigin, CaptionTarget, Predicate, RegionId};
use dce::fusion::plan;
use proptest::prelude::*;

fn region() -> impl Strategy<Value = RegionId> {
    (1..6_u32).prop_map(RegionId)
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["cat", "dog", "red", "blue", "happy", "sad", "near", "small", "", "龍 dragon"]
        .prop_map(|w| w.to_owned())
}

fn bbox() -> impl Strategy<Value = BBox> {
    (0..900, 0..600, 1..400, 1..400)
        .prop_map(|(x, y, w, h)| BBox::new(x as f32, y as f32, (x + w) as f32, (y + h) as f32))
}

fn kind() -> impl Strategy<Value = AttributeKind> {
    proptest::sample::select(AttributeKind::ALL.to_vec())
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        region().prop_map(Item::Region),
        (region(), kind()).prop_map(|(r, k)| Item::Attribute(r, k)),
        (0..40_usize).prop_map(|at| Item::Relation(nth_relation(at))),
    ]
}

/// Relations have ids of their own making: the n-th of the street's.
fn nth_relation(at: usize) -> dce::domain::RelationId {
    let state = street();
    let relations = &state.scene().expect("a scene").relations;
    relations.get(at % relations.len().max(1)).map_or(dce::domain::RelationId(0), |r| r.id)
}

fn column() -> impl Strategy<Value = Column> {
    let origin = prop_oneof![
        Just(CaptionOrigin::Fused("embedded".into())),
        Just(CaptionOrigin::Person("anna".into())),
        Just(CaptionOrigin::Baseline("glib".into())),
    ];
    let target = prop_oneof![Just(CaptionTarget::Image), region().prop_map(CaptionTarget::Region)];
    (target, origin).prop_map(|(target, origin)| Column { target, origin })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        (region(), kind(), words()).prop_map(|(region, kind, words)| Action::Correct {
            region,
            kind,
            words
        }),
        item().prop_map(Action::Accept),
        item().prop_map(Action::Reject),
        item().prop_map(Action::Restore),
        item().prop_map(|i| Action::Select(Some(i))),
        (region(), bbox()).prop_map(|(region, bbox)| Action::SetBox { region, bbox }),
        (bbox(), words()).prop_map(|(bbox, label)| Action::AddRegion { bbox, label }),
        (region(), region()).prop_map(|(keep, with)| Action::Merge { keep, with }),
        region().prop_map(Action::Split),
        (region(), region()).prop_map(|(subject, object)| Action::AddRelation {
            subject,
            object,
            predicate: Predicate::InFrontOf
        }),
        (column(), words()).prop_map(|(column, text)| Action::SetColumn { column, text }),
        (column(), 0..40_usize, 0..9_usize)
            .prop_map(|(column, at, length)| Action::Lock { column, range: at..at + length }),
        (column(), words()).prop_map(|(column, words)| Action::Ignore { column, words }),
        column().prop_map(Action::ShowIgnored),
        Just(Action::Do(Command::Undo)),
        Just(Action::Do(Command::Redo)),
        Just(Action::Do(Command::Refuse)),
        Just(Action::Do(Command::AcceptAll)),
        Just(Action::AcceptProposal { target: CaptionTarget::Image, pieces: None }),
    ]
}

fn check(state: &State) {
    let scene = state.scene().expect("a scene");
    if let Some(item) = &state.selection.kept {
        assert!(item.is_in(scene), "{item:?} is selected and gone");
    }
    assert_eq!(open(state).stale, plan::stale(scene, &state.rules));
    for caption in &scene.captions {
        for range in &caption.locked {
            assert!(caption.text.get(range.clone()).is_some(), "{range:?} of {:?}", caption.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_actions_can_be_undone_to_the_start(
        actions in proptest::collection::vec(action(), 1..14),
        auto in any::<bool>(),
    ) {
        let mut state = street();
        state.view.auto_refuse = auto;
        let start = state.scene().expect("a scene").clone();
        for action in actions {
            reduce(&mut state, action);
            check(&state);
        }
        let end = state.scene().expect("a scene").clone();
        let mut undone = 0;
        while !open(&state).history.done.is_empty() {
            reduce(&mut state, Action::Do(Command::Undo));
            check(&state);
            undone += 1;
            prop_assert!(undone < 100, "undo ends");
        }
        prop_assert!(*state.scene().expect("a scene") == start, "the start");
        // As many steps as were undone here: what the actions had undone themselves stays undone.
        for _ in 0..undone {
            reduce(&mut state, Action::Do(Command::Redo));
            check(&state);
        }
        prop_assert!(*state.scene().expect("a scene") == end, "the end");
    }
}
