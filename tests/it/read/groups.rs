//! Members of a group and all of them: "both", "the two", "some of them", "one … a third", several looks of many, and
//! what is left out because it was said.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn both_and_the_two_are_those_named_last() {
    let rows: &[Row] = &[
        (
            "A happy person and a sad one. Between the two is a phone.",
            "two: count supported; Between: 2D relation supported",
        ),
        (
            "The brown horse is left of the white one. The phone is to the left of both.",
            "to the left of: 2D relation contradicted",
        ),
        (
            "A brown horse and a white one, both of which are on the left.",
            "on the left: place contradicted",
        ),
        (
            "A couple in a yard: one rides a horse, the other holds a phone.",
            "A couple: count supported; rides: person-object supported; holds: person-object supported",
        ),
        (
            "A couple in a yard: he rides a horse and she holds a phone.",
            "rides: person-object supported; holds: person-object supported",
        ),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[
        ("A person and a dog, both of which are near the camera.", "both of: count supported"),
        ("The bus is red. There are dogs, and both are brown.", "dogs: object contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn what_is_told_of_in_the_frame_need_not_be_people() {
    let shelf = "
        image 1000x600
        person 0.9 at 40,100,240,580
        person 0.9 at 760,100,960,580
        cup 0.9 at 300,200,360,280: colour=red 0.8
        cup 0.9 at 450,200,510,280: colour=red 0.8
        cup 0.9 at 600,200,660,280: colour=blue 0.8
        cup 0.9 at 680,200,740,280: colour=blue 0.8
    ";
    let rows: &[Row] = &[(
        "Two people are here. Four cups are there. Three of them are in the frame.",
        "Three: count supported",
    )];
    find(shelf, rows);
}

#[test]
fn one_more_is_none_of_those() {
    let rows: &[Row] = &[
        ("Two red cups and a blue one.", "Two: count supported; blue: colour supported"),
        ("Two red cups and a green one.", "green: colour contradicted"),
        ("Two cups are red, one is blue.", "red: colour supported; blue: colour supported"),
        ("A fork lies below, and another fork lies above.", "another: count contradicted"),
        ("Another cup.", "Another: nothing"),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("Two horses stand in a yard. Between the two is a third.", "third: count contradicted"),
        ("A horse, and another horse behind it.", "another: nothing"),
    ];
    find(RIDERS, rows);
}

#[test]
fn several_looks_of_many_are_each_of_some() {
    let rows: &[Row] = &[
        ("Three cups (red, blue, red).", "red: colour supported; blue: colour supported"),
        ("3 cups, red and blue.", "red: colour supported; blue: colour supported"),
        ("Three cups, red and green.", "green: colour contradicted"),
        ("The cups are all red.", "red: colour contradicted"),
        ("There are three cups, some of them blue.", "blue: colour supported"),
        ("There are three cups, some of which are green.", "green: colour contradicted"),
    ];
    find(TABLE, rows);
}

#[test]
fn none_is_denied_only_where_evidence_tells() {
    let rows: &[Row] = &[
        ("Not a single cup is here.", "Not a single cup: count contradicted"),
        ("Three cups, and not one of them is green.", "green: colour supported"),
        ("A fork and not one knife.", "one knife: count supported"),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("Nobody seems in a hurry.", "Nobody: nothing"),
        ("Nobody is around.", "Nobody: count contradicted"),
        ("Nobody rides the white horse.", "Nobody: count supported"),
        ("None of the horses is a unicorn.", "None of the horses: nothing"),
        ("The happy person waits for nobody.", "nobody: nothing"),
    ];
    find(RIDERS, rows);
}

#[test]
fn what_was_said_may_be_left_out() {
    let rows: &[Row] = &[
        (
            "The happy person rides a brown horse, the sad one a white horse.",
            "brown: colour supported; white: colour supported",
        ),
        (
            "The person on the left is near the brown horse and the other near the white one.",
            "white: colour supported",
        ),
        ("The horse on the right, a white one, stands still.", "white: colour supported"),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[
        (
            "The left cup is red, the middle one is blue, and the right one is red.",
            "blue: colour supported",
        ),
        (
            "A row of things: a red cup, a blue cup and a fork.",
            "blue: colour supported; fork: object supported",
        ),
    ];
    find(TABLE, rows);
}
