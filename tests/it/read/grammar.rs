//! Negation, hedges, and what pronouns and headless phrases take up.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn negation_turns_what_it_governs() {
    let rows: &[Row] = &[
        ("The bus is not red.", "red: colour contradicted"),
        ("The bus is not blue.", "blue: colour supported"),
        ("The bus isn't blue.", "blue: colour supported"),
        ("A dog and no bicycle.", "dog: object supported; no bicycle: count supported"),
        ("The bus is not blue but red.", "blue: colour supported; red: colour supported"),
        ("The man is not behind the bus.", "behind: 3D relation supported"),
        ("No one is on the bus. A red bus.", "red: colour supported"),
        ("The man is not smiling.", "smiling: emotion contradicted"),
        ("Not a single dog.", "Not a single dog: count contradicted"),
        ("The man never rides a bicycle.", "bicycle: object supported"),
        ("The bus is red, not blue.", "red: colour supported; blue: colour supported"),
        ("The dog is not in the foreground.", "in the foreground: depth contradicted"),
    ];
    find(STREET, rows);
    find(RIDERS, &[("Nobody is riding a horse.", "riding: person-object contradicted")]);
}

#[test]
fn hedges_change_no_verdict() {
    let rows: &[Row] = &[
        ("There appears to be a red bus.", "red: colour supported; bus: object supported"),
        ("Perhaps a giraffe.", "giraffe: object unsupported"),
        ("The bus may be blue.", "blue: colour contradicted"),
        ("What looks like a dog.", "dog: object supported"),
        ("It seems that the bus is red.", "red: colour supported"),
        ("The man is probably smiling.", "smiling: emotion supported"),
        ("Possibly two buses.", "two: count contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn pronouns_take_up_what_they_mean() {
    let rows: &[Row] = &[
        ("There is a bus. It is red.", "red: colour supported"),
        ("There is a bus. It is blue.", "blue: colour contradicted"),
        ("A man stands there. He is smiling.", "smiling: emotion supported"),
        ("A dog and a bus. The former is brown.", "brown: colour supported"),
        ("A dog and a bus. The latter is red.", "red: colour supported"),
        (
            "The bus is on the right. A dog sits in front of it.",
            "in front of: 3D relation supported",
        ),
        ("A man and a dog. They are next to each other. He is sad.", "sad: emotion contradicted"),
        ("A bus with a dog. Its colour is red.", "dog: object supported"),
        ("A bus and a dog. The dog is red.", "red: colour contradicted"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        (
            "Two horses. One is brown, the other is white.",
            "brown: colour supported; white: colour supported",
        ),
        ("Two horses. One is brown, another is black.", "black: colour contradicted"),
        ("A person rides one horse; the other horse is white.", "rides: person-object supported"),
        (
            "A man rides a brown horse. Another person holds a phone.",
            "holds: person-object supported",
        ),
        (
            "Two people. One rides a horse, the other holds a phone.",
            "rides: person-object supported; holds: person-object supported",
        ),
        ("A sad person holds a phone. It is black.", "black: colour supported"),
        ("A sad person holds a phone. It is white.", "white: colour contradicted"),
        ("Two horses. They are blue.", "blue: colour contradicted"),
        ("A person rides a horse. She is smiling.", "smiling: emotion supported"),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[(
        "Three cups. One is blue, another is red, the last is red, too.",
        "blue: colour supported; red: colour supported",
    )];
    find(TABLE, rows);
}
