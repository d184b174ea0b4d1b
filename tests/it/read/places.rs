//! Places, depths and relations in their many wordings, and of which thing they are said.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn a_side_beside_a_depth_is_two_claims() {
    let rows: &[Row] = &[
        ("A dog front left, a bus back right.", "front: depth supported; left: place supported"),
        (
            "In the right foreground, a dog.",
            "In the right: place contradicted; foreground: depth supported",
        ),
        ("A dog at the front right corner.", "right corner: place contradicted"),
        ("The front left tyre of the bus.", "left: other unchecked"),
        ("A man looks left. The bus faces the right.", "left: nothing; the right: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn a_bare_side_belongs_to_what_it_stands_at() {
    let rows: &[Row] = &[
        ("Dog (left), man (right).", "left: place supported; right: place contradicted"),
        ("Left: a dog. Right: a man.", "Left: place supported; Right: place contradicted"),
        ("A bus CITY TOURS on the left.", "on the left: place contradicted"),
        ("A dog, foreground.", "foreground: depth supported"),
    ];
    find(STREET, rows);
}

#[test]
fn a_place_may_be_what_is_filled_or_has_something_in_it() {
    let rows: &[Row] = &[
        ("A dog occupies the foreground.", "the foreground: depth supported"),
        ("The background is dominated by a dog.", "The background: depth contradicted"),
        ("The foreground features a man.", "The foreground: depth supported"),
        (
            "The right side of the frame shows a dog.",
            "The right side of the frame: place contradicted",
        ),
        ("The background highlights the dog.", "The background: nothing"),
        ("A dog on the left side of the room.", "on the left side of the room: place supported"),
        ("A dog at the back of the room.", "at the back of the room: depth contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn depths_and_sides_before_a_noun_are_claims() {
    let rows: &[Row] = &[
        ("The near person smiles.", "near: depth supported"),
        ("A distant dog sleeps.", "distant: depth contradicted"),
        ("The left-hand animal is a dog.", "left-hand: place supported"),
        ("The far wall of the room.", "far: depth unchecked"),
        (
            "At the far end of the street a dog waits.",
            "At the far end of the street: depth contradicted",
        ),
        ("A dog at the far end of the bus.", "far end: nothing"),
        ("The blurred background hints at a garden.", "blurred background: nothing"),
        ("In this close-up shot a man smiles.", "close-up: nothing"),
        ("A bus, red at the bottom and dusty.", "at the bottom: other unchecked"),
        ("At its heart stands a bus.", "At its heart: place supported"),
    ];
    find(STREET, rows);
}

#[test]
fn what_is_on_the_ground_is_where_it_is_said_to_be() {
    let rows: &[Row] = &[
        ("A dog lies on the ground in front of the bus.", "in front of: 3D relation supported"),
        ("A dog lies on the ground behind the bus.", "behind: 3D relation contradicted"),
        ("A dog sits on the pavement on the right.", "on the right: place contradicted"),
        (
            "A man smiles. Behind him and slightly to the right stands a bus.",
            "to the right: 2D relation supported",
        ),
        ("A backpack left under the bus.", "left: nothing"),
        ("A man with a dog at his heels.", "at his heels: 2D relation supported"),
        ("A man, a dog within easy reach.", "within easy reach: 2D relation supported"),
        ("The dog is closer than anything else.", "closer than: 3D relation supported"),
        ("The bus is closer than anything else.", "closer than: 3D relation contradicted"),
        (
            "A bus is parked in a street. Closer to us, a man smiles.",
            "Closer to us: 3D relation supported",
        ),
    ];
    find(STREET, rows);
}

#[test]
fn what_compares_is_compared_with_what_was_named() {
    let rows: &[Row] = &[
        ("A man waits. Before him, a bus stands.", "Before: 3D relation contradicted"),
        ("The dog sits before the bus.", "before: 3D relation supported"),
        ("Before the bus arrives, a man waits.", "Before: nothing"),
        (
            "The bus, with a dog to its left and a man a little farther back.",
            "a little farther back: 3D relation supported",
        ),
        (
            "A bus and a man. Slightly nearer to us, a dog sits.",
            "Slightly nearer to us: 3D relation supported",
        ),
        ("A man and a dog sit side by side.", "side by side: 2D relation supported"),
        (
            "The bus is flanked on its left by a man.",
            "flanked on its left by: 2D relation supported",
        ),
        (
            "The man is flanked on his left by a bus.",
            "flanked on his left by: 2D relation contradicted",
        ),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("A fork with two cups above.", "above: 2D relation supported"),
        ("Two horses. The one nearer to us is brown.", "nearer to us: 3D relation supported"),
    ];
    find(TABLE, &rows[..1]);
    find(RIDERS, &rows[1..]);
}

#[test]
fn who_runs_toward_a_side_need_not_be_there() {
    let rows: &[Row] = &[
        ("A person walks toward the right.", "toward the right: other unchecked"),
        ("A person stands toward the right.", "toward the right: place contradicted"),
        ("The bus is closer to the left.", "closer to the left: place contradicted"),
        ("A bus in the corner.", "in the corner: place unchecked"),
        ("A person in the lower right corner.", "in the lower right corner: place contradicted"),
    ];
    find(STREET, rows);
}
