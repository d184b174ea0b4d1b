//! Which of several a phrase means: each by its own place, by what is done, by look; what one word means all of.

use super::{RIDERS, Row, STREET, TABLE, find};

/// Fruit beside a knife, two happy people one behind the other, and a sad one with a whistle.
const POOL: &str = "
    image 1000x600
    orange 0.9 at 100,300,200,400: depth=0.7 0.8
    banana 0.9 at 300,300,450,400: depth=0.7 0.8
    knife 0.9 at 600,300,800,340: depth=0.7 0.8
    person 0.9 at 820,20,900,220: depth=0.4 0.8, emotion=happy 0.8
    person 0.9 at 520,20,620,250: depth=0.6 0.8, emotion=happy 0.8
    person 0.9 at 20,20,120,280: depth=0.8 0.8, emotion=sad 0.8
    whistle 0.9 at 60,120,80,140
    verb 0.8: 6 blowing 7
";

#[test]
fn each_by_its_own_place() {
    let rows: &[Row] = &[
        (
            "The person on the left rides a horse, and the person on the right does not.",
            "rides: person-object supported",
        ),
        (
            "The person beside the white horse rides a horse, and the person on the brown horse does not.",
            "rides: person-object contradicted; does not: person-object contradicted",
        ),
        (
            "A person on the left holds a phone.",
            "on the left: place contradicted; holds: person-object supported",
        ),
        ("A person on the far left holds a phone.", "on the far left: place supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn ones_of_what_was_counted() {
    let rows: &[Row] = &[
        ("Two cups, a red and a blue one.", "red: colour supported; blue: colour supported"),
        ("Two cups, a green and a blue one.", "green: colour contradicted"),
        ("A red and a blue cup above a fork.", "red: colour supported; blue: colour supported"),
        ("A red and a green cup above a fork.", "green: colour contradicted"),
        ("Three cups are above a fork. The left one is red.", "red: colour supported"),
        ("Three cups are above a fork. The left one is blue.", "blue: colour contradicted"),
        ("A fork is below another cup, this one blue.", "blue: colour supported"),
        ("A fork is below another cup, this one green.", "green: colour contradicted"),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("There is a bus. A second bus, blue, waits.", "second: count contradicted"),
        ("There is a bus. A second bus, blue, waits.", "blue: colour unsupported"),
        ("The coat of the dog is as black as the night.", "black: colour contradicted"),
        ("A box of rice and a box of tea. A bus is behind the boxes.", "boxes: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn all_of_a_mass_and_one_of_a_trade() {
    let rows: &[Row] = &[
        ("The knife is to the right of the fruit.", "to the right of: 2D relation supported"),
        ("The fruit is to the right of the knife.", "to the right of: 2D relation contradicted"),
        ("The coach is sad.", "sad: emotion supported"),
        ("The coach is happy.", "happy: emotion contradicted"),
        (
            "The sad person is to the left of the happy one at the back.",
            "to the left of: 2D relation supported",
        ),
        (
            "The sad person is to the right of the happy one at the back.",
            "to the right of: 2D relation contradicted",
        ),
    ];
    find(POOL, rows);
}
