//! What more strangers' captions said that nobody had thought of, each with a true and a false side.

use super::{RIDERS, Row, STREET, TABLE, find};

/// A square: two people on the left, one on the right, a white car between them, a street sign, a shop's name badly read.
const SQUARE: &str = "
    image 1000x600
    person 0.9 at 20,100,140,580: depth=0.8 0.8
    person 0.9 at 150,200,260,560: depth=0.7 0.8
    person 0.9 at 820,100,960,580: depth=0.6 0.8
    car 0.9 at 400,300,760,560: colour=white 0.8, depth=0.4 0.8
    sign 0.9 at 560,20,700,120: depth=0.5 0.8
    text 0.9 on 5 at 570,40,690,90: Oak St
    text 0.9 at 20,10,160,40: OGALERIE
    chair 0.9 at 300,420,380,560: colour=red 0.8, depth=0.9 0.8
";

#[test]
fn one_of_what_the_clause_is_about() {
    let rows: &[Row] = &[
        (
            "Three cups stand above a fork, a blue one in the middle.",
            "blue: colour supported; in the middle: place supported",
        ),
        ("Three cups stand above a fork, a blue one on the left.", "blue: colour contradicted"),
        ("There are three cups, with one of them in the middle.", "in the middle: place supported"),
        ("There are three cups, with two of them on the left.", "two: count contradicted"),
    ];
    find(TABLE, rows);
}

#[test]
fn none_of_those() {
    let rows: &[Row] = &[
        ("Neither of the two red cups is blue.", "blue: colour supported"),
        ("There is no plate, let alone a knife.", "let alone a knife: count supported"),
        ("There is no plate, let alone a fork.", "let alone a fork: count contradicted"),
    ];
    find(TABLE, rows);
}

#[test]
fn who_stands_where_and_is_nearest() {
    let rows: &[Row] = &[
        (
            "A man walks beside another man. A third one is on the right.",
            "beside: 2D relation supported; on the right: place supported",
        ),
        (
            "A man walks beside another man. A third one is in the middle.",
            "in the middle: place contradicted",
        ),
    ];
    find(SQUARE, rows);
    let rows: &[Row] = &[
        ("The person closest to the camera is happy.", "happy: emotion supported"),
        (
            "The sad person is closest to the camera.",
            "closest to the camera: 3D relation contradicted",
        ),
        ("The man turns his head to the left.", "to the left: other unchecked"),
        ("Hendricks holds a phone.", "holds: person-object supported"),
        ("A horse race.", "horse: nothing"),
        (
            "Two people in coats and hats, standing side by side.",
            "side by side: 2D relation contradicted",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn parts_colours_and_texts() {
    let rows: &[Row] = &[
        (
            "The car has a white roof and black windows.",
            "roof: other unchecked; white: colour supported; black: colour unsupported",
        ),
        ("The car has a blue roof.", "blue: colour unsupported"),
        ("A black and white car.", "white: colour supported; black: colour unsupported"),
        ("A black and red car.", "black: colour contradicted; red: colour contradicted"),
        ("The sign says \"Oak Street\".", "\"Oak Street\": text supported"),
        ("The sign says \"Elm Street\".", "\"Elm Street\": text contradicted"),
        ("The wall says \"Galérie\".", "\"Galérie\": text supported"),
        (
            "**Person on the right**: a woman in a coat.",
            "on the right: place supported; woman: object supported",
        ),
    ];
    find(SQUARE, rows);
}

#[test]
fn one_sentence_captions() {
    let rows: &[Row] = &[
        (
            "A person in a baseball uniform holds a phone.",
            "baseball uniform: object unsupported; holds: person-object supported; in: nothing",
        ),
        ("Two wet horses.", "Two: count supported"),
        ("Three wet horses.", "Three: count contradicted"),
        ("Three sleeping horses.", "Three: count contradicted"),
        ("Older man riding a brown horse.", "riding: person-object supported"),
        ("Older man riding a red horse.", "red: colour contradicted"),
        ("Two people fighting over a phone.", "over: nothing"),
        ("A person smiles down at the phone.", "down at: nothing; smiles: emotion supported"),
        ("A person throws leaves beside the white horse.", "beside: 2D relation supported"),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[
        ("A brown dog walking.", "dog: object supported; brown: colour supported"),
        ("A red dog walking.", "red: colour contradicted"),
        ("Two barking dogs beside a bus.", "Two: count contradicted"),
        ("A person sits on the rocks.", "rocks: object unsupported"),
        ("A small, brown dog.", "brown: colour supported"),
        ("A black, red, and yellow bus.", "red: colour supported; black: colour contradicted"),
        ("A person making a bus jump.", "bus: nothing"),
        ("A person dressed as a pirate.", "pirate: nothing"),
        ("A ten speed bus.", "ten: nothing; bus: object supported"),
    ];
    find(STREET, rows);
}

/// What is said of a pile is said of what lies in it, and a view of a thing is none.
#[test]
fn piles_and_views() {
    let rows: &[Row] = &[
        ("A row of cups is above a fork.", "above: 2D relation supported"),
        ("A row of cups is below a fork.", "below: 2D relation contradicted"),
        ("A fork is below a large stack of cups.", "below: 2D relation supported"),
        ("A fork is above a large stack of cups.", "above: 2D relation contradicted"),
        (
            "A cluster of cups stands on the left. The cluster is green.",
            "green: colour contradicted",
        ),
        (
            "A detailed close-up captures a fork below a blue cup.",
            "close-up: nothing; below: 2D relation supported; blue: colour supported",
        ),
        (
            "In a close-up, a fork is above a blue cup.",
            "In: nothing; above: 2D relation contradicted",
        ),
        (
            "A high-angle, medium shot captures a fork above a blue cup.",
            "high-angle: nothing; medium: nothing; above: 2D relation contradicted",
        ),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("Papers lie all over a red chair.", "Papers: object unsupported; chair: object supported"),
        ("A white car lies all over the sign.", "all over: 2D relation contradicted"),
    ];
    find(SQUARE, rows);
}

#[test]
fn colours_of_letters() {
    let rows: &[Row] = &[
        (
            "A red bus that says \"CITY TOURS\" in light gray text.",
            "red: colour supported; light gray: colour unsupported",
        ),
        ("A blue bus that says \"CITY TOURS\" in red.", "blue: colour contradicted"),
        ("A bus with white lettering on the door.", "on: nothing; bus: object supported"),
        ("A red bus with white writing on the side.", "red: colour supported; writing: nothing"),
        ("A brown bus with white writing on the side.", "brown: colour contradicted"),
        ("The red bus stands out against the dog.", "against: nothing; red: colour supported"),
    ];
    find(STREET, rows);
}
