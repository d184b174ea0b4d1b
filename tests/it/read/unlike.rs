//! Words for things that name none where they stand, and their like that do.

use super::{Row, STREET, find};

#[test]
fn what_only_looks_like_a_thing_is_none() {
    let rows: &[Row] = &[
        ("A detailed close-up shows a bus.", "close-up: nothing; bus: object supported"),
        ("A person in close-up.", "in close-up: depth supported"),
        ("The bus is a lighter shade than the dog.", "lighter: nothing"),
        ("A pink lighter lies on the ground.", "lighter: object unsupported"),
        ("The general mood is calm.", "general: nothing"),
        ("A general stands beside the bus.", "general: object supported"),
        ("The bus casts a soft shadow.", "casts: nothing"),
        ("The sky, a pale blue canvas, is empty.", "canvas: nothing"),
        ("A painter stands at a canvas.", "canvas: object unsupported"),
        ("The bus has a brown and orange pattern.", "orange: colour unsupported"),
        ("An orange lies in front of the bus.", "orange: object unsupported"),
        ("A vase of orange and green flowers.", "orange: colour unsupported"),
        ("He has a black watch on his wrist.", "watch: object unsupported"),
        ("A woman in a white v-neck dress.", "dress: object unsupported; v-neck: other unchecked"),
        ("The bus has round fog lights.", "lights: nothing"),
        ("One person, about 30 to 40 years old.", "about 30: nothing"),
        (
            "Behind it is a Buddhist temple.",
            "Buddhist: other unchecked; temple: object unsupported",
        ),
        ("The bus is parked there, and the hood is open.", "hood: other unchecked"),
        ("A man in a coat; the hood is up.", "hood: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn light_and_servings_are_nowhere() {
    let rows: &[Row] = &[
        ("The bus casts a warm glow on the dog.", "on: nothing; dog: object supported"),
        ("The dog is on the bus.", "on: 2D relation contradicted"),
        ("The bus, painted to add charm, is beside a sofa.", "sofa: object unsupported"),
        (
            "The person holds a book below the frame.",
            "below: other unchecked; book: object unsupported",
        ),
        ("A fish lies on a bed of white rice.", "bed: nothing; rice: object unsupported"),
        ("A burger comes with a side of chips.", "side of: nothing"),
        ("Her top is blue.", "top: object unsupported"),
        ("Her smile shows her top row of teeth.", "top: nothing"),
        ("Birds are all over the area.", "over: other unchecked; birds: nothing"),
        ("A close up view of a dog.", "close up: nothing; dog: object supported"),
    ];
    find(STREET, rows);
}

#[test]
fn sizes_of_shots_and_places_of_colours_are_none() {
    let rows: &[Row] = &[
        (
            "In a medium, eye-level shot, a dog sits.",
            "medium: other unchecked; dog: object supported",
        ),
        ("A medium, brown dog.", "medium: size supported"),
        ("Behind the bus is the Grand Canal.", "Grand: other unchecked"),
        ("Behind the bus is a grand canal.", "grand: size unsupported"),
        (
            "The bus turns from a pale red at the top to a darker green at the bottom.",
            "at the top: other unchecked; at the bottom: other unchecked",
        ),
        ("A bird in red at the top.", "at the top: place unsupported"),
    ];
    find(STREET, rows);
}
