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
        ("The front left tyre of the bus.", "left: nothing"),
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
