//! What people write who fill a paragraph: many adjectives, parts and sides of things, one after the other.

use super::{RIDERS, Row, STREET, TABLE, find};

/// A red house with a tree on its left, a white truck before it, two trees behind, leaves on the ground.
const HOUSE: &str = "
    image 1000x600
    house 0.9 at 400,100,800,500: colour=red 0.8, depth=0.4 0.8
    tree 0.9 at 50,50,200,550: colour=green 0.8, depth=0.6 0.8
    truck 0.9 at 450,420,700,590: colour=white 0.8, depth=0.8 0.8
    chair 0.9 at 820,420,880,560: colour=blue 0.8, depth=0.8 0.8
    chair 0.9 at 900,420,980,560: colour=red 0.8, depth=0.7 0.8
";

#[test]
fn looks_between_commas_are_of_one_thing() {
    let rows: &[Row] = &[
        (
            "An angled, shingled house is behind the truck.",
            "house: object supported; behind: 3D relation supported",
        ),
        ("A sturdy, weathered truck is behind the house.", "behind: 3D relation contradicted"),
        (
            "A truck is in front of the old, crooked, wooden house.",
            "in front of: 3D relation supported",
        ),
        ("A truck is behind the old, crooked, wooden house.", "behind: 3D relation contradicted"),
        ("The house is a much darker red.", "darker red: colour supported"),
        ("The house is a much darker green.", "darker green: colour contradicted"),
    ];
    find(HOUSE, rows);
}

#[test]
fn a_colour_stays_with_what_has_it() {
    let rows: &[Row] = &[
        (
            "A house with white trim is behind a truck.",
            "white: colour unchecked; behind: 3D relation supported",
        ),
        ("The red house has dark brown accents.", "red: colour supported"),
        ("A house with three staggered rows of windows.", "rows: nothing"),
        (
            "The red house is green on the sides.",
            "green: colour contradicted; on the sides: other unchecked",
        ),
        ("A red 1962 Ford truck stands there.", "red: colour contradicted"),
    ];
    find(HOUSE, rows);
    let rows: &[Row] = &[
        ("A red and a blue cup stand above moss and dried brown leaves.", "red: colour supported"),
        ("A square metal cup is red.", "red: colour supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn a_part_of_a_thing_is_no_place() {
    let rows: &[Row] = &[
        ("A bus has a number in its top left corner.", "top left corner: nothing"),
        (
            "A bus has a number in the top left corner.",
            "in the top left corner: place contradicted",
        ),
        ("On the left is part of a brown dog.", "On the left: place supported"),
        ("On the right is part of a brown dog.", "On the right: place contradicted"),
        ("The dog lifts its front left leg.", "left: other unchecked; leg: other unchecked"),
    ];
    find(STREET, rows);
}

#[test]
fn ones_of_what_was_named_as_one() {
    let rows: &[Row] = &[
        ("One chair is blue, and one is red.", "blue: colour supported; red: colour supported"),
        ("One chair is blue, and one is green.", "green: colour contradicted"),
        (
            "Two or possibly three chairs are on the right.",
            "Two or possibly three: count supported",
        ),
        (
            "Three or possibly four chairs are on the right.",
            "Three or possibly four: count contradicted",
        ),
    ];
    find(HOUSE, rows);
}

#[test]
fn lists_of_what_is_not_there() {
    let rows: &[Row] = &[
        ("Not present: dogs, cats.", "Not present: dogs: count supported; cats: object supported"),
        (
            "Not present: dogs, trucks.",
            "Not present: dogs: count supported; trucks: object contradicted",
        ),
        ("No dogs, trucks.", "No dogs: count supported; trucks: object contradicted"),
    ];
    find(HOUSE, rows);
}

#[test]
fn sentences_without_a_space_between() {
    let rows: &[Row] = &[
        (
            "The horse is brown.The phone is black.",
            "brown: colour supported; black: colour supported",
        ),
        ("The horse is brown.The phone is red.", "red: colour contradicted"),
    ];
    find(RIDERS, rows);
}
