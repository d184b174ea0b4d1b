//! What pronouns take up within and across clauses, whom "this person" points at, and how far a denial reaches.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn pronouns_take_up_what_their_clause_is_about() {
    let rows: &[Row] = &[
        (
            "Across from the rider stands another person, who looks sad; she holds a phone.",
            "looks sad: emotion supported; holds: person-object supported",
        ),
        (
            "The happy person rides a brown horse; the other has a white one next to him, and he holds a phone.",
            "holds: person-object supported",
        ),
        (
            "A happy person rides a horse. To the right stands a sad person. Between the two is a phone.",
            "Between: 2D relation supported; two: count supported",
        ),
        (
            "There is a person riding a horse and another one holding a phone.",
            "riding: person-object supported; holding: person-object supported",
        ),
        (
            "On the right stands a sad person. This person holds a phone.",
            "holds: person-object supported",
        ),
        (
            "On the right stands a sad person. That person rides a horse.",
            "rides: person-object unsupported",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn what_somebody_does_tells_of_which_one_more_is_said() {
    let rows: &[Row] = &[
        ("The phone the sad person is holding is black.", "black: colour supported"),
        ("The phone that she is holding is white.", "white: colour contradicted"),
        ("The horse the happy person is riding is white.", "white: colour contradicted"),
        ("The sad person is holding nothing.", "holding: person-object contradicted"),
        ("The happy person, arms outstretched, rides a horse.", "rides: person-object supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn a_denial_ends_with_what_it_denies() {
    let rows: &[Row] = &[
        ("The sad person, who can hardly walk, holds a phone.", "holds: person-object supported"),
        (
            "The white horse is not left of the person in sorrow but right of the brown horse.",
            "right of: 2D relation supported",
        ),
        ("The phone, though tiny, is black.", "tiny: size supported; black: colour supported"),
        (
            "The white horse is nearer to us than the brown one.",
            "nearer to us than: 3D relation contradicted",
        ),
        (
            "The white horse is farther away from the lens than the brown one.",
            "farther away from the lens than: 3D relation supported",
        ),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[
        (
            "The dog has curled up. In the foreground is a bus.",
            "In the foreground: depth unsupported",
        ),
        ("The brown coat belongs to the person.", "brown: colour unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn one_more_than_were_counted_is_none_of_them() {
    let rows: &[Row] = &[
        (
            "Two red cups at the sides, while a third, in the middle, is blue.",
            "blue: colour supported; Two: count supported",
        ),
        ("Two cups on the left, one red, the other blue.", "blue: colour supported"),
        ("There are three cups on a table, two red and one blue.", "blue: colour supported"),
        ("A third, smaller cup is blue.", "third: nothing"),
    ];
    find(TABLE, rows);
}
