//! Notes without sentences: numbers behind their nouns, people by number, numbers without "and" between.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn numbers_stand_behind_their_nouns() {
    let rows: &[Row] = &[
        ("Cups: 3, fork: 1.", "3: count supported; 1: count supported"),
        ("Forks (1), cups (2).", "2: count contradicted"),
        ("Annotator: cups x3, fork x1", "x3: count supported; x1: count supported"),
        ("3x cup, 2x fork", "3x: count supported; 2x: count contradicted"),
        ("On the table: cups 2; fork 1.", "2: count contradicted; 1: count supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn a_number_behind_one_thing_is_its_name() {
    let rows: &[Row] = &[
        ("Bus 42 is red.", "42: text supported; red: colour supported"),
        ("Bus 43 is red.", "43: text contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn people_are_told_apart_by_number() {
    let rows: &[Row] = &[
        (
            "Person 1 rides the brown horse, person 2 holds a phone.",
            "1: nothing; 2: nothing; rides: person-object supported; holds: person-object supported",
        ),
        ("Horses 2 (one brown one white).", "brown: colour supported; white: colour supported"),
        ("A 3rd horse is behind.", "3rd: count contradicted"),
    ];
    find(RIDERS, rows);
}
