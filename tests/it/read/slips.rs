//! How people write: slips of the pen, short forms of notes, the English of those who learn it, names under pictures.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn a_misspelt_word_is_the_one_that_is_meant() {
    let rows: &[Row] = &[
        (
            "A smilling womman near a red vehical.",
            "smilling: emotion supported; red: colour supported; vehical: object supported",
        ),
        ("A brwon dog. The dogg is yelow.", "dogg: object supported; yelow: colour contradicted"),
        ("A bycicle is near the bus.", "bycicle: object unsupported"),
        ("Crema on the coffee, a snippet of text.", "snippet: nothing; Crema: nothing"),
        // What begins with a capital is a name.
        ("A photo of Trian near the bus.", "Trian: fine name unsupported"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        (
            "A women is rideing a brown hores, an other is holdin a phone.",
            "rideing: person-object supported; brown: colour supported; hores: object supported",
        ),
        ("A man is siting on the white horse.", "siting on: person-object contradicted"),
    ];
    find(RIDERS, rows);
}

#[test]
fn notes_tell_where_in_a_letter_or_two() {
    let rows: &[Row] = &[
        ("bus R, dog BL, person L", "R: place supported; BL: place supported; L: place supported"),
        ("bus L, dog TR", "L: place contradicted; TR: place contradicted"),
        ("dog in fg, bus in bg", "in fg: depth supported; in bg: depth unsupported"),
        ("A sign with the letter R.", "R: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn relations_as_learners_word_them() {
    let rows: &[Row] = &[
        ("The person is infront of the bus.", "infront of: 3D relation supported"),
        ("Behind of the person there is a bus.", "Behind of: 3D relation supported"),
        ("Behind of the dog there is a person.", "Behind of: 3D relation unsupported"),
        ("The person is on left side of the bus.", "on left side of: 2D relation supported"),
        ("The bus is in the left of the person.", "in the left of: 2D relation contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn colours_with_the_word_for_colour() {
    let rows: &[Row] = &[
        (
            "A person with red color bus.",
            "red color: colour supported; color: nothing; with: nothing",
        ),
        ("brown color dog and blue colour bus", "brown color: colour supported"),
        ("brown color dog and blue colour bus", "blue colour: colour contradicted"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("The cups are in red and blue color.", "in red and blue color: colour supported"),
        ("The cups are in green and black color.", "in green and black color: colour contradicted"),
        ("A fork in a bowl, a cup and a bottle.", "in: nothing; cup: object supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn what_is_said_on_a_thing_by_more_words() {
    let rows: &[Row] = &[
        (
            "There is a bus on which CITY TOURS is written.",
            "CITY TOURS: text supported; on: 2D relation unchecked",
        ),
        ("On the bus it is written as CITY TOURS.", "CITY TOURS: text supported"),
        ("There is a bus on which CITY TAXIS is written.", "CITY TAXIS: text contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn lists_from_the_left() {
    let rows: &[Row] = &[
        ("From left: a dog, a person and a bus.", "From left: 2D relation supported"),
        ("From left: a bus, a person and a dog.", "From left: 2D relation contradicted"),
        ("From right: a bus, a person and a dog.", "From right: 2D relation supported"),
    ];
    find(STREET, rows);
}

#[test]
fn people_by_their_names() {
    let rows: &[Row] = &[
        (
            "Mike Brown, left, rides a horse.",
            "Mike Brown: fine name unsupported; left: place supported; rides: person-object supported",
        ),
        ("Mike Brown, right, rides a horse.", "right: place contradicted"),
        ("A horse at Wimbledon.", "Wimbledon: nothing"),
        ("A horse in Naples, Italy, Tuesday, May 4.", "Italy: nothing"),
    ];
    find(RIDERS, rows);
}

#[test]
fn sayings_and_ages_count_nothing() {
    let rows: &[Row] = &[
        ("My daughter is six.", "six: nothing"),
        ("The people are six.", "six: count contradicted"),
        ("Happy Friday everyone!", "Happy: nothing"),
        ("A bus in the shape of a cat.", "cat: nothing"),
        ("A dog that looks like a cat.", "cat: nothing"),
        ("He is SO good with his dog.", "SO: nothing"),
        ("Best bus ever #GOAT", "GOAT: object unsupported"),
        ("No dog visible.", "No dog: count contradicted"),
        ("No bicycle visible.", "No bicycle: count supported"),
        ("A woman is making pancakes.", "pancakes: fine name unsupported"),
    ];
    find(STREET, rows);
    find(TABLE, &[("A tray with a cup and a fork on it.", "on: nothing")]);
}

#[test]
fn pets_are_he_and_she() {
    let pet = "
        image 1000x700
        dog 0.92 at 300,150,900,600: colour=white 0.8
        couch 0.90 at 200,300,950,690
    ";
    let rows: &[Row] = &[
        ("He looks so comfy on the couch.", "He: object supported"),
        ("She is black.", "black: colour contradicted"),
        ("The man looks comfy.", "man: object unsupported"),
    ];
    find(pet, rows);
}
