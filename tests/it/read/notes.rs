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

/// Somebody in green below a red lamp; a white cup on a brown bench.
const BENCH: &str = "
    image 1000x700
    person 0.9 at 100,100,300,690: colour=green 0.8
    bench 0.9 at 500,400,900,690: colour=brown 0.8
    cup 0.9 at 600,350,660,420: colour=white 0.8
    lamp 0.9 at 150,10,250,90: colour=red 0.8
";

#[test]
fn what_is_worn_has_the_colour_of_who_wears_it() {
    let rows: &[Row] = &[
        ("A person in a green coat.", "green: colour supported"),
        ("A person in a red jacket.", "red: colour contradicted"),
        ("A person wearing red shoes.", "red: colour unsupported"),
        (
            "A person in green trousers and a red jacket.",
            "green: colour supported; red: colour unsupported",
        ),
        ("Nurse: green scrubs, bench.", "green: colour supported"),
        ("Nurse: red scrubs.", "red: colour contradicted"),
        (
            "A man in green, red lamp above him.",
            "green: colour supported; red: colour supported; above: 2D relation supported",
        ),
        ("A prominent bench.", "prominent: other unchecked"),
        ("An ice cream stall.", "ice cream: nothing"),
        ("The cup is the color of coal.", "the color of coal: colour contradicted"),
    ];
    find(BENCH, rows);
}

#[test]
fn what_stands_on_what_something_has_and_what_neither_is() {
    let rows: &[Row] = &[
        ("The bench has a cup standing on it.", "standing on: 2D relation supported"),
        ("The bench has a lamp standing on it.", "standing on: 2D relation contradicted"),
        (
            "The lamp is neither below the person nor on the bench.",
            "below: 2D relation supported; on: 2D relation supported",
        ),
        (
            "The cup is neither left of the person nor on the bench.",
            "left of: 2D relation supported; on: 2D relation contradicted",
        ),
        (
            "The lamp is above the man, the cup is on the bench, and neither is green.",
            "green: colour supported",
        ),
        (
            "The lamp is above the man, the cup is on the bench, and neither is red.",
            "red: colour contradicted",
        ),
        (
            "The lamp is above the man, the cup is on the bench, and both are green.",
            "green: colour contradicted",
        ),
    ];
    find(BENCH, rows);
}
