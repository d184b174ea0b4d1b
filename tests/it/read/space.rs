//! Where things are told to be: in a row, on either side, in pairs, in parts of the picture and of things, as the nearest
//! or the leftmost of their like.

use super::{Row, STREET, TABLE, find};

/// Two sheep and a cow, two people, a tractor far away and a bucket in front.
const MEADOW: &str = "
    image 1500x1000
    sheep 0.93 at 100,600,400,850: colour=white 0.8, depth=0.85 0.8
    sheep 0.92 at 1100,620,1400,880: colour=black 0.8, depth=0.88 0.8
    cow 0.88 at 650,420,900,600: colour=brown 0.8, depth=0.60 0.8
    person 0.90 at 980,260,1080,560: colour=blue 0.8, depth=0.50 0.8
    person 0.85 at 430,420,500,640: colour=red 0.8, depth=0.68 0.8
    tractor 0.85 at 1180,150,1450,350: colour=red 0.8, depth=0.22 0.8
    bucket 0.84 at 620,860,700,960: colour=blue 0.8, depth=0.92 0.8
";

#[test]
fn things_told_in_a_row_stand_so_to_each_other() {
    let rows: &[Row] = &[
        (
            "From left to right, a cow, a black sheep and a bucket.",
            "From left to right: 2D relation contradicted",
        ),
        ("Left to right: a bucket, a cow, a tractor.", "Left to right: 2D relation supported"),
        (
            "From right to left there are a tractor, a cow and a bucket.",
            "From right to left: 2D relation supported",
        ),
        (
            "A tractor and a cow stand in the field from left to right.",
            "from left to right: 2D relation contradicted",
        ),
        ("A cow walks from left to right.", "from left to right: nothing"),
    ];
    find(MEADOW, rows);
}

#[test]
fn what_is_the_nearest_of_all_is_said_so_alone() {
    let rows: &[Row] = &[
        ("Of all that is here, the bucket is nearest.", "nearest: 3D relation supported"),
        ("The tractor is the nearest.", "nearest: 3D relation contradicted"),
        ("The tractor is the most distant.", "most distant: 3D relation supported"),
        ("The tractor is small and distant.", "distant: depth supported"),
        ("The bucket is blue and far.", "far: depth contradicted"),
        ("The black sheep is the nearer of the pair.", "pair: nothing"),
        ("The cow is nearest the tractor.", "nearest: nothing"),
        ("The tractor is not as near as the cow.", "as near as: 3D relation supported"),
        ("The cow isn't as far away as the bucket.", "as far away as: 3D relation contradicted"),
        ("The cow is as near as the tractor.", "as near as: nothing"),
        ("Behind the cow is standing a tractor.", "Behind: 3D relation supported"),
        ("In front of the cow is parked a tractor.", "In front of: 3D relation contradicted"),
    ];
    find(MEADOW, rows);
}

#[test]
fn what_is_on_either_side_has_the_other_between() {
    let rows: &[Row] = &[
        (
            "On either side of the cow stand a white sheep and a black sheep.",
            "On either side of: 2D relation supported",
        ),
        ("The tractor is flanked by a cow and a bucket.", "flanked by: 2D relation contradicted"),
        ("Flanking the cow are two people.", "Flanking: 2D relation supported"),
    ];
    find(MEADOW, rows);
}

#[test]
fn parts_of_the_picture_are_made_of_their_words() {
    let rows: &[Row] = &[
        (
            "Up in the right-hand corner stands a tractor.",
            "Up in the right-hand corner: place supported",
        ),
        (
            "A tractor in the top left-hand region.",
            "in the top left-hand region: place contradicted",
        ),
        (
            "The upper right quadrant contains a tractor.",
            "The upper right quadrant: place supported",
        ),
        ("A bucket at the bottom, in the middle.", "in the middle: place supported"),
        (
            "A cow in the right half of the picture.",
            "in the right half of the picture: place supported",
        ),
        ("The upper tier of the stand.", "upper: nothing"),
    ];
    find(MEADOW, rows);
}

#[test]
fn superlatives_are_among_their_like() {
    let rows: &[Row] = &[
        ("The closest thing to the camera is a tractor.", "closest: 3D relation contradicted"),
        ("The closest thing to the camera is a bucket.", "closest: 3D relation supported"),
        ("The tractor is the nearest object.", "nearest: 3D relation contradicted"),
        ("The leftmost animal is a cow.", "cow: object contradicted"),
        ("The person on the left wears red.", "on the left: place supported"),
        ("The person second from the left is dressed in blue.", "blue: colour supported"),
    ];
    find(MEADOW, rows);
}

#[test]
fn sides_told_in_a_pair_are_so_to_each_other() {
    let rows: &[Row] = &[(
        "A blue cup on the left and a red cup on the right.",
        "on the left: place supported; on the right: place supported",
    )];
    find(TABLE, rows);
}

#[test]
fn somebody_who_sits_behind_something_is_there() {
    let rows: &[Row] = &[
        ("A man sits behind the bus.", "behind: 3D relation contradicted"),
        ("A man sits in front of the bus.", "in front of: 3D relation supported"),
        ("The dog is blocking the view of the bus.", "blocking the view of: 3D relation supported"),
        ("The bus is half hidden by the man.", "half hidden by: 3D relation supported"),
    ];
    find(STREET, rows);
}
