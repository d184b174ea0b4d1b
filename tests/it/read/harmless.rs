//! Words that name no thing in the picture, though they look like it: parts, idioms, origins, hopes, verbs.

use super::{Row, STREET, find};

#[test]
fn what_a_thing_has_is_a_part_of_it() {
    let rows: &[Row] = &[
        ("A dog, whose glossy coat gleams, waits.", "coat: nothing"),
        ("A dog with a shaggy brown coat.", "coat: other unchecked"),
        ("A man, his face alight, by a bus.", "face: other unchecked"),
        ("A man in a brown coat.", "coat: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn idioms_origins_and_hopes_name_nothing() {
    let rows: &[Row] = &[
        ("A bus, red from bow to stern.", "bow: nothing; stern: nothing"),
        ("A patchwork of colours.", "patchwork: nothing"),
        ("A bus in a street in Lisbon.", "Lisbon: nothing"),
        ("A Danish bus and a Tuscan dog.", "Danish: other unchecked; Tuscan: other unchecked"),
        ("The dog sits there, hoping for a biscuit.", "biscuit: object unchecked"),
        ("A man holds his umbrella upright.", "upright: other unchecked"),
    ];
    find(STREET, rows);
}

#[test]
fn verbs_in_s_are_no_things() {
    let rows: &[Row] = &[
        (
            "A man stands there while the bus next to her stands empty.",
            "next to: 2D relation supported",
        ),
        ("The woman by the bus beams at the dog.", "beams: emotion supported"),
        ("A man sips champagne from a cup.", "champagne: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn where_somebody_looks_is_not_told() {
    let rows: &[Row] = &[("A man looks at the dog.", "looks at: person-object unchecked")];
    find(STREET, rows);
}
