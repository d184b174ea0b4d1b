//! What strangers' captions said that nobody had thought of, each with a true and a false side.

use super::{Row, find};

/// A bathroom: a black cat on the sink, a child sitting in the bathtub, a bottle with its text, one toothbrush and perhaps
/// another.
const BATHROOM: &str = "
    image 900x1200
    toilet 0.93 at 60,700,290,1100: colour=white 0.9, depth=0.74 0.8
    bathtub 0.88 at 420,650,890,1090: colour=white 0.85, depth=0.70 0.8
    shower curtain 0.86 at 620,80,890,700: colour=green 0.8, depth=0.52 0.7
    sink 0.86 at 250,560,410,690: colour=white 0.8, depth=0.45 0.8
    cat 0.91 at 270,440,370,600: colour=black 0.8, depth=0.48 0.7
    bottle 0.70 at 440,570,490,670: colour=purple 0.7, depth=0.68 0.6
    window shade 0.55 at 460,60,600,300: colour=beige 0.6, depth=0.20 0.7
    person 0.92 at 560,560,740,840: depth=0.69 0.8, emotion=happy 0.8
    text 0.88 at 60,160,220,220: WASH YOUR PAWS
    text 0.78 on 6 at 445,600,485,630: LAVENDER
    verb 0.70: 8 sitting in 2
    scene bathroom 0.95
";

/// A party: a boy in red, a surprised girl in yellow, a man in green, a woman in white, three balloons, two cups, a dog.
const PARTY: &str = "
    image 1600x1067
    person 0.94 at 520,330,760,860: colour=red 0.7, depth=0.74 0.8, emotion=happy 0.85
    person 0.92 at 770,320,990,850: colour=yellow 0.7, depth=0.72 0.8, emotion=surprised 0.7
    person 0.90 at 1010,180,1290,900: colour=green 0.6, depth=0.58 0.8, emotion=happy 0.6
    person 0.86 at 200,250,420,820: colour=white 0.6, depth=0.55 0.7
    dining table 0.85 at 300,720,1350,1060: colour=white 0.8, depth=0.86 0.8
    cake 0.90 at 640,680,860,840: colour=brown 0.8, depth=0.84 0.8, food=chocolate cake 0.8
    balloon 0.88 at 60,40,200,260: colour=red 0.9, depth=0.40 0.7
    balloon 0.86 at 210,80,330,280: colour=blue 0.9, depth=0.42 0.7
    balloon 0.84 at 1340,60,1480,270: colour=yellow 0.9, depth=0.38 0.7
    cup 0.80 at 430,740,490,830: colour=orange 0.7, depth=0.88 0.7
    cup 0.78 at 1120,750,1180,840: colour=orange 0.7, depth=0.82 0.7
    dog 0.83 at 40,720,240,980: colour=brown 0.7, depth=0.78 0.7
    scene garden 0.7
";

/// A classroom: a teacher, three pupils and perhaps a fourth, two desks, a blue chair and perhaps another, a laptop.
const CLASS: &str = "
    image 1400x933
    person 0.93 at 900,150,1120,800: colour=black 0.7, depth=0.48 0.8, emotion=neutral 0.6
    person 0.92 at 100,420,330,880: colour=blue 0.7, depth=0.82 0.8, emotion=happy 0.7
    person 0.90 at 380,400,600,860: colour=red 0.7, depth=0.78 0.8
    person 0.89 at 640,390,830,800: colour=white 0.6, depth=0.66 0.8, emotion=sad 0.6
    person 0.37 at 1290,300,1390,600: colour=green 0.5
    desk 0.84 at 60,650,630,930: colour=brown 0.7, depth=0.90 0.7
    backpack 0.85 at 1180,640,1330,880: colour=pink 0.8, depth=0.68 0.7
    book 0.78 at 150,640,290,700: colour=green 0.7, depth=0.86 0.7
    laptop 0.74 at 690,550,820,650: colour=silver 0.7, depth=0.72 0.7, logo=Apple 0.7
    chair 0.80 at 1130,430,1260,640: colour=blue 0.8, depth=0.42 0.7
    chair 0.44 at 1270,480,1380,660
    text 0.91 at 480,150,860,210: TODAY IS FRIDAY
    text 0.84 at 500,235,820,290: 7 x 8 = 56
    scene classroom 0.9
";

#[test]
fn a_room_is_what_the_scene_is() {
    let rows: &[Row] = &[
        ("The room looks tidy.", "room: object supported"),
        ("The room has a yellow stool.", "stool: object unsupported"),
        ("A cat in a humble sanctuary.", "sanctuary: scene unchecked"),
    ];
    find(BATHROOM, rows);
}

#[test]
fn who_is_far_from_it_does_not_sit_in_it() {
    let rows: &[Row] = &[
        ("A toddler sits in the sink.", "sits in: person-object contradicted"),
        ("A toddler sits in the bathtub.", "sits in: person-object supported"),
    ];
    find(BATHROOM, rows);
}

#[test]
fn texts_without_marks_are_denied_and_added_up() {
    let rows: &[Row] = &[
        (
            "The bottle says LEMON, not LAVENDER.",
            "LEMON: text contradicted; LAVENDER: text contradicted",
        ),
        (
            "I cannot tell whether the lettering 'LAVENDER' belongs to a brand.",
            "'LAVENDER': text supported",
        ),
    ];
    find(BATHROOM, rows);
    let rows: &[Row] = &[
        ("7 x 8 = 65, according to the board.", "7 x 8 = 65: text contradicted"),
        ("Board text: 7 x 8 = 56", "7 x 8 = 56: text supported"),
    ];
    find(CLASS, rows);
}

#[test]
fn light_things_and_folds_have_colours() {
    let rows: &[Row] = &[
        ("A light-coloured cat.", "light-coloured: colour contradicted"),
        ("Light daylight filters through the beige shade.", "beige: colour supported"),
        ("Crimson folds of curtain hang on the right.", "Crimson: colour contradicted"),
        ("Green folds of curtain hang on the right.", "Green: colour supported"),
    ];
    find(BATHROOM, rows);
}

#[test]
fn one_thing_on_one_side_and_another_in_between() {
    let rows: &[Row] = &[(
        "Toilet on the left, tub on the right and sink in between.",
        "sink: object supported; on the right: place supported",
    )];
    find(BATHROOM, rows);
}

#[test]
fn teachers_are_no_pupils() {
    let rows: &[Row] = &[
        ("A teacher stands in a classroom with five students.", "five: count contradicted"),
        ("A teacher and three pupils.", "three: count supported"),
        ("A teacher and four pupils.", "four: count weak"),
        (
            "None of the kids is dressed in red.",
            "None of the kids: count contradicted; kids: object supported",
        ),
    ];
    find(CLASS, rows);
}

#[test]
fn the_sure_one_is_meant_where_both_are_as_near() {
    let rows: &[Row] = &[
        ("A backpack rests near a red chair.", "red: colour contradicted; chair: object supported"),
        ("A boy sits at a desk with a book on it.", "at: 2D relation supported"),
        ("Guess who left the backpack.", "Guess: nothing"),
    ];
    find(CLASS, rows);
}

#[test]
fn two_who_are_told_by_one_another() {
    let rows: &[Row] = &[
        (
            "The girl looks angry and the boy next to her is grinning.",
            "grinning: emotion supported",
        ),
        (
            "The boy stands on the left of the girl, who stands on the left of the man.",
            "on the left of: 2D relation supported",
        ),
        ("The dog is behind the cake, and it isn't brown.", "brown: colour contradicted"),
        ("Two adults stand behind them, one of whom wears white.", "white: colour supported"),
    ];
    find(PARTY, rows);
}

#[test]
fn all_but_one_and_none_at_all() {
    let rows: &[Row] = &[
        ("Everyone is smiling except the girl.", "smiling: emotion supported"),
        ("Everyone is smiling.", "smiling: emotion contradicted"),
        ("There is no sign of a dog.", "There is no sign of a dog: count contradicted"),
        ("There are no fewer than four balloons.", "no fewer than four: count contradicted"),
        ("Pets: none.", "Pets: none: count contradicted"),
        ("Dogs are not allowed.", "Dogs: nothing"),
        ("There is nothing on the table.", "nothing: count contradicted"),
    ];
    find(PARTY, rows);
}

#[test]
fn things_that_look_like_verbs() {
    let rows: &[Row] = &[
        ("Wrapped presents piled on the table.", "presents: object unsupported"),
        ("The table holds a cake, cups and plates.", "cups: object supported"),
        ("A girl in a yellow top.", "yellow: colour supported; top: object unsupported"),
        ("A boy celebrates a sixth birthday.", "sixth: nothing"),
    ];
    find(PARTY, rows);
}
