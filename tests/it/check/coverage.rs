//! Coverage by hand on two scenes: every row in each of its states.

use crate::scenes::scene;
use dce::domain::{CaptionTarget, Rules, Scene};
use dce::fusion::check::check;
use dce::fusion::check::coverage::{Row, RowCoverage, State};

/// A bus, a smiling person holding a doubtful phone, a dog that a reviewer refused.
const STREET: &str = "
    image 1000x700
    bus 0.92 at 300,150,900,600: colour=red 0.8, depth=0.55 0.7
    person 0.90 at 100,250,220,640: depth=0.80 0.7, emotion=happy 0.8
    cell phone 0.60 at 150,300,180,340
    rejected dog 0.7 at 20,500,120,680
    text 0.95 on 1 at 400,180,600,220: CITY TOURS
    text 0.9 at 10,10,90,40: STOP
    verb 0.8: 2 holding 3
";
const CAT: &str = "
    image 640x480
    cat 0.9 at 100,80,400,420: animal=Egyptian Mau 0.8
";

fn covered(caption: &str, scene: &Scene) -> Vec<RowCoverage> {
    check(caption, CaptionTarget::Image, scene, &Rules::default()).coverage
}

fn of(row: Row, rows: &[RowCoverage]) -> RowCoverage {
    *rows.iter().find(|r| r.row == row).unwrap()
}

/// State, right, wrong, not said.
fn counted(row: Row, rows: &[RowCoverage]) -> (State, usize, usize, usize) {
    let row = of(row, rows);
    (row.state, row.said_and_right, row.said_and_wrong, row.not_said)
}

#[test]
fn every_row_stands_once_in_its_order() {
    let rows = covered("A bus.", &scene(STREET));
    assert!(rows.iter().map(|r| r.row).eq(Row::all()));
    assert_eq!(rows.len(), 18);
    let titles: std::collections::BTreeSet<String> = Row::all().map(Row::title).collect();
    assert_eq!(titles.len(), 18, "titles are told apart");
}

#[test]
fn objects_are_listed_by_salience() {
    use State::*;
    let scene = scene(STREET);
    let rows = covered("A bus, and someone holding a phone.", &scene);
    let states: Vec<State> = (1..=8).map(|n| of(Row::Object(n), &rows).state).collect();
    let nothing = [NothingToSay; 5];
    assert_eq!(states, [&[SaidAndRight, SaidAndRight, SaidAndRight], &nothing[..]].concat());
    // The bus is the larger.
    let rows = covered("A person.", &scene);
    assert_eq!(of(Row::Object(1), &rows).state, NotSaid);
    assert_eq!(of(Row::Object(2), &rows).state, SaidAndRight);
    assert_eq!(of(Row::Object(3), &rows).state, NotSaid);
}

#[test]
fn texts_are_said_rightly_wrongly_or_not() {
    use State::*;
    let scene = scene(STREET);
    for (caption, expected) in [
        ("The bus reads \"CITY TOURS\".", (SaidAndRight, 1, 0, 1)),
        ("A sign reads \"STOP\", the bus \"City Tours\".", (SaidAndRight, 2, 0, 0)),
        ("The bus reads \"WONDERFUL NIGHTLIFE\".", (SaidAndWrong, 0, 1, 1)),
        ("A red bus.", (NotSaid, 0, 0, 2)),
    ] {
        let rows = covered(caption, &scene);
        assert_eq!(counted(Row::Text, &rows), expected, "{caption}");
        let ocr = counted(Row::Ocr, &rows);
        assert_eq!(counted(Row::Text, &rows), ocr, "the paper's other name for it");
    }
    assert_eq!(counted(Row::Text, &covered("A cat.", &self::scene(CAT))), (NothingToSay, 0, 0, 0));
}

#[test]
fn attributes_emotion_and_position_are_counted_by_fact() {
    use State::*;
    let scene = scene(STREET);
    let rows = covered("A red bus and a smiling person on the left.", &scene);
    assert_eq!(counted(Row::Emotion, &rows), (SaidAndRight, 1, 0, 0));
    // Of bus, person and phone, the person's place is said.
    assert_eq!(counted(Row::Position, &rows), (SaidAndRight, 1, 0, 2));
    // Due are three places and sizes, two depths, a colour and an emotion; said are colour, emotion and one place.
    assert_eq!(counted(Row::ObjectAttributes, &rows), (SaidAndRight, 3, 0, 7));
    let rows = covered("A blue bus and a sad person on the right.", &scene);
    assert_eq!(counted(Row::Emotion, &rows), (SaidAndWrong, 0, 1, 0));
    assert_eq!(counted(Row::Position, &rows), (SaidAndWrong, 0, 1, 2));
    assert_eq!(of(Row::ObjectAttributes, &rows).said_and_wrong, 3);
}

/// What no fact backs is wrong beside the facts: an emotion where nobody's is known.
#[test]
fn claims_without_evidence_count_as_wrong() {
    let rows = covered("A smiling man with a cat.", &scene(CAT));
    let emotion = of(Row::Emotion, &rows);
    assert_eq!((emotion.state, emotion.said_and_wrong), (State::SaidAndWrong, 1));
}

#[test]
fn verbs_relations_and_fine_names() {
    use State::*;
    let street = scene(STREET);
    let rows = covered("The person holds a phone.", &street);
    assert_eq!(counted(Row::PersonObject, &rows), (SaidAndRight, 1, 0, 0));
    let rows = covered("A person and a bus.", &street);
    assert_eq!(of(Row::PersonObject, &rows).state, NotSaid);
    let rows = covered("A person in front of the bus.", &street);
    assert_eq!(of(Row::Depth, &rows).state, SaidAndRight);
    assert_eq!(of(Row::Spatial, &rows).state, SaidAndRight);
    let rows = covered("A person behind the bus.", &street);
    assert_eq!(of(Row::Depth, &rows).state, SaidAndWrong);
    let rows = covered("A person to the right of the bus.", &street);
    assert_eq!(of(Row::Planar, &rows).state, SaidAndWrong);
    assert_eq!(of(Row::Spatial, &rows).state, SaidAndWrong);
    let cat = scene(CAT);
    assert_eq!(of(Row::FineGrained, &covered("An Egyptian Mau.", &cat)).state, SaidAndRight);
    assert_eq!(counted(Row::FineGrained, &covered("A dark photo.", &cat)), (NotSaid, 0, 0, 1));
    assert_eq!(of(Row::FineGrained, &covered("A Persian cat.", &cat)).state, SaidAndWrong);
    assert_eq!(of(Row::PersonObject, &covered("A cat.", &cat)).state, NothingToSay);
}
