//! What captions over photographs showed, whose evidence is thin and doubtful: notes on people, who looks on, what is worn,
//! one and more of a kind, colours that are none, and two that are told by one another.

use super::{Row, find};

/// Two women, one of whom smiles.
const BAR: &str = "
    image 1000x700
    person 0.98 at 27,126,435,700: emotion=neutral 0.8
    person 0.90 at 560,103,990,700: emotion=happy 0.9
    tie 0.8 at 180,300,240,420
";

#[test]
fn notes_on_people_end_with_their_semicolon() {
    let rows: &[Row] = &[
        (
            "Left person, beige jacket; right person, purple dress, very happy.",
            "Left: place supported; right: place supported; happy: emotion supported",
        ),
        (
            "left person, beige jacket, happy; right person, purple dress",
            "happy: emotion contradicted",
        ),
        ("Woman on the left, no hat, angry.", "angry: emotion contradicted"),
        ("A woman on the left, her mouth wide open.", "wide open: nothing"),
        (
            "Somebody (happy!) is on the right.",
            "happy: emotion supported; on the right: place supported",
        ),
    ];
    find(BAR, rows);
}

#[test]
fn who_looks_on_is_nobody_told_of_and_what_is_worn_is_the_garment() {
    let rows: &[Row] = &[
        ("Two women pose. Behind them a crowd waits.", "crowd: object unsupported"),
        ("Women in a bar, with spectators behind.", "Women: object supported"),
        ("The woman on the left wears a tie.", "wears: nothing; tie: object supported"),
    ];
    find(BAR, rows);
}

/// Chairs, one nearer than the others, four of which are known to fold.
const CHAIRS: &str = "
    image 1000x1000
    chair 0.95 at 100,100,250,300: fine name=folding chair 0.9
    chair 0.95 at 300,100,450,300: fine name=folding chair 0.9
    chair 0.95 at 500,100,650,300: fine name=folding chair 0.9
    chair 0.95 at 700,100,850,300: fine name=folding chair 0.9
    chair 0.90 at 300,600,600,980
    animal 0.9 at 700,700,900,950
";

#[test]
fn one_of_a_kind_counts_none_beside_more_of_it() {
    let rows: &[Row] = &[
        (
            "One chair is at the bottom, and four more are at the top.",
            "One: nothing; four: count supported",
        ),
        ("There is one chair.", "one: count contradicted"),
        ("Four of them are folding chairs.", "folding: nothing"),
        ("Five chairs. Four of them are folding chairs.", "folding chairs: object supported"),
        ("Possibly one dog is at the right.", "one: nothing"),
        ("A flock of birds is here.", "A flock of: nothing"),
    ];
    find(CHAIRS, rows);
}

/// Fruit of two colours.
const FRUIT: &str = "
    image 1000x700
    orange 0.95 at 400,300,600,500: colour=orange 0.9
    fruit 0.95 at 100,100,300,300: colour=yellow 0.9
    fruit 0.95 at 700,80,900,280: colour=orange 0.9
";

#[test]
fn fruit_and_colours_are_told_apart() {
    let rows: &[Row] = &[
        (
            "An orange slice is in the middle.",
            "orange slice: object supported; in the middle: place supported",
        ),
        ("The fruit on the right appears orange rather than red.", "orange: colour supported"),
        ("The fruit on the left appears orange.", "orange: colour contradicted"),
        ("Fruit is arranged on a white, illuminated surface.", "white: colour unsupported"),
        ("There is no yellow fruit in the upper right corner.", "yellow: nothing"),
        (
            "There is no yellow fruit in the upper left corner.",
            "yellow: nothing; There is no yellow fruit: count contradicted",
        ),
        (
            "Orange, lemon and lime are cut in halves.",
            "lemon: fine name unsupported; lime: object unsupported",
        ),
    ];
    find(FRUIT, rows);
}

/// Players in white beside one with a bat; a bridge by its name; a doubtful bag.
const DUGOUT: &str = "
    image 1200x800
    person 0.94 at 80,240,300,720: colour=white 0.8, emotion=happy 0.8
    person 0.91 at 330,230,520,690: colour=white 0.7, emotion=sad 0.7
    person 0.88 at 700,180,900,740: colour=grey 0.7
    baseball bat 0.83 at 860,200,1010,520
    backpack 0.44 at 20,600,90,720
    bridge 0.8 at 400,20,1190,160: landmark=Charles Bridge 0.7
    text 0.84 at 400,170,760,220: NO SPITTING
    verb 0.85: 3 holding 4
";

#[test]
fn two_who_are_told_by_one_another_are_thought_over() {
    let rows: &[Row] = &[
        (
            "Left of the man with the bat, and to the right of the smiling one, is a player in white.",
            "Left of: 2D relation supported; to the right of: 2D relation supported; smiling: emotion supported",
        ),
        ("It says no spitting, and I think a backpack is on the left.", "backpack: object weak"),
        ("It may be Charles Bridge.", "Charles Bridge: fine name supported"),
        ("A boxer occupies the foreground.", "occupies: nothing"),
    ];
    find(DUGOUT, rows);
}
