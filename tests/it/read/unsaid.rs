//! Sides, texts, kinds and superlatives by what they are of: a group, the setting, another thing, all that is there.

use super::{Row, STREET, find};

/// A silver car with a text, a clock without one, two women in the middle, a tabby; a garage all around.
const GARAGE: &str = "
    image 1000x600
    car 0.9 at 500,200,900,560: colour=silver 0.8, depth=0.6 0.8, fine name=Volkswagen Golf 0.8
    clock 0.9 at 100,40,160,100: depth=0.2 0.8
    person 0.9 at 380,200,450,560: depth=0.7 0.8, emotion=happy 0.8
    person 0.9 at 460,200,530,560: depth=0.7 0.8, emotion=sad 0.8
    cat 0.9 at 60,480,160,580: animal=tabby 0.8, depth=0.9 0.8
    text 0.9 on 1 at 600,400,700,430: CRISP
    scene garage 0.9
";

#[test]
fn sides_are_of_the_group_or_the_setting() {
    let rows: &[Row] = &[
        (
            "Two women chat. The one on the left smiles, the one on the right is sad.",
            "on the left: place supported; on the right: place supported",
        ),
        ("A woman is on the left.", "on the left: place contradicted"),
        ("A car is on the right side of the garage.", "on the right side of: place supported"),
    ];
    find(GARAGE, rows);
}

#[test]
fn texts_are_on_what_bears_them() {
    let rows: &[Row] = &[
        ("The clock says \"CRISP\".", "\"CRISP\": text contradicted"),
        ("The car reads \"KRISP\".", "\"KRISP\": text contradicted"),
    ];
    find(GARAGE, rows);
}

#[test]
fn kinds_and_makes_are_judged_by_themselves() {
    let rows: &[Row] = &[
        ("A Siamese cat sleeps.", "Siamese: fine name contradicted; cat: object supported"),
        ("A silver VW Golf is parked.", "VW Golf: fine name supported"),
    ];
    find(GARAGE, rows);
}

#[test]
fn superlatives_of_a_lone_thing_are_of_all() {
    let rows: &[Row] = &[
        ("The bus is the closest of all.", "closest of all: 3D relation contradicted"),
        ("The dog is the nearest of all.", "nearest of all: 3D relation supported"),
    ];
    find(STREET, rows);
}
