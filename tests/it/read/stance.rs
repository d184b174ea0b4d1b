//! How things stand to each other and what people do: relations with their roles, verbs by sense.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn planar_relations_keep_their_roles() {
    let rows: &[Row] = &[
        ("A blue cup to the right of a red cup.", "to the right of: 2D relation supported"),
        ("A fork below a cup.", "below: 2D relation supported"),
        ("A cup below a fork.", "below: 2D relation contradicted"),
        ("Below the blue cup there is a fork.", "Below: 2D relation supported"),
        ("Below the fork, a cup.", "Below: 2D relation contradicted"),
        ("The blue cup is between the red cups.", "between: 2D relation supported"),
        ("The fork is above the blue cup.", "above: 2D relation contradicted"),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("A person to the left of a bus.", "to the left of: 2D relation supported"),
        ("A bus to the left of a person.", "to the left of: 2D relation contradicted"),
        ("To the left of the bus is a person.", "To the left of: 2D relation supported"),
        ("A bus with a man to its left.", "to its left: 2D relation supported"),
        ("A person between a dog and a bus.", "between: 2D relation supported"),
        ("A bus between a dog and a person.", "between: 2D relation contradicted"),
        ("A dog on the left of the man.", "on the left of: 2D relation unsupported"),
        ("A dog on the bus.", "on: 2D relation contradicted"),
        ("A person next to a dog.", "next to: 2D relation supported"),
        ("A dog left of the person, who is left of the bus.", "left of: 2D relation supported"),
    ];
    find(STREET, rows);
}

#[test]
fn spatial_relations_keep_their_roles() {
    let rows: &[Row] = &[
        ("A man in front of a bus.", "in front of: 3D relation supported"),
        ("A bus in front of a man.", "in front of: 3D relation contradicted"),
        ("A bus behind a man.", "behind: 3D relation supported"),
        ("In front of the bus stands a man.", "In front of: 3D relation supported"),
        ("Behind the man there is a bus.", "Behind: 3D relation supported"),
        (
            "A dog closer to the camera than the bus.",
            "closer to the camera than: 3D relation supported",
        ),
        ("A bus farther away than a man.", "farther away than: 3D relation supported"),
        ("A man stands before the bus, which is behind him.", "behind: 3D relation supported"),
        ("A dog in front of a man.", "in front of: 3D relation unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn verbs_are_judged_by_sense_and_role() {
    let rows: &[Row] = &[
        ("A person rides a horse.", "rides: person-object supported"),
        ("A woman is riding a brown horse.", "riding: person-object supported"),
        ("A person rode the brown horse.", "rode: person-object supported"),
        ("A brown horse ridden by a man.", "ridden by: person-object supported"),
        ("A person holds a phone.", "holds: person-object supported"),
        ("A person with a phone in hand.", "in hand: person-object supported"),
        ("A phone held by a person.", "held by: person-object supported"),
        ("A person rides the white horse.", "rides: person-object unsupported"),
        ("The horse is being ridden by a man.", "being ridden by: person-object supported"),
        ("A horse rides a person.", "rides: person-object contradicted"),
        ("A rider on a brown horse.", "rider: object supported"),
        (
            "One person holds a phone while another rides a horse.",
            "holds: person-object supported; rides: person-object supported",
        ),
        ("A smartphone is carried by a sad man.", "smartphone: object supported"),
        ("A sad person rides a horse.", "sad: emotion contradicted"),
        ("A person eats a phone.", "eats: person-object unsupported"),
    ];
    find(RIDERS, rows);
    find(STREET, &[("A man walks the dog.", "walks: person-object unsupported")]);
}
