//! What is sensed, made and hung: smells and sounds, what should be done, who does something whoever it is, what hangs on walls,
//! what is made and cut with what.

use super::{RIDERS, Row, STREET, find};

#[test]
fn what_is_heard_or_smelt_or_should_be_done_is_not_seen() {
    let rows: &[Row] = &[
        ("The faint smell of coffee hangs over the bus.", "coffee: object unchecked"),
        ("I hear the roar of a hamster.", "hamster: object unchecked"),
        ("A cup of coffee.", "coffee: object unsupported"),
        ("Dogs should be kept on a lead.", "Dogs: object supported; lead: object unchecked"),
        ("The dogs bark.", "dogs: object contradicted"),
        ("The red bus waits like some patient steel heron.", "heron: nothing"),
        ("The bus is as red as", "red: colour supported"),
        ("The bus is red as", "red: colour supported"),
        ("A bus or train station.", "bus: nothing"),
        ("A volleyball or handball match.", "volleyball: nothing; handball: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn who_speaks_notices_and_names_of_places_are_no_things() {
    let rows: &[Row] = &[
        ("I also notice a ladder.", "notice: nothing; ladder: object unsupported"),
        ("Somebody pins up a notice.", "notice: object unsupported"),
        ("A street in Bath.", "Bath: nothing"),
        ("A street with a bath.", "bath: object unsupported"),
        ("Under the bus somebody waits.", "bus: object supported; somebody: object supported"),
        ("The bus has a white roof.", "roof: other unchecked"),
        ("There is no text or signage.", "There is no text: text contradicted"),
        ("The picture does not contain any text.", "not contain any text: text contradicted"),
        ("Somebody wears blue jeans.", "blue: colour unsupported; jeans: object unsupported"),
        ("A green house.", "green: colour unsupported; house: object unsupported"),
        ("The man looks relieved.", "looks relieved: emotion supported"),
    ];
    find(STREET, rows);
}

#[test]
fn whoever_does_it_is_who_is_meant() {
    let rows: &[Row] = &[
        (
            "Whoever holds the phone is sad.",
            "Whoever: object supported; holds: person-object supported; sad: emotion supported",
        ),
        ("Whoever holds the phone is happy.", "happy: emotion contradicted"),
        (
            "The phone is held by the one on the right.",
            "held by: person-object supported; the one: object supported",
        ),
        ("A phone is held by the one on the left.", "held by: person-object unsupported"),
        (
            "The rider sits on the horse. Mind the reins. They look sad.",
            "sad: emotion contradicted",
        ),
    ];
    find(RIDERS, rows);
}

/// A cook who makes a pizza, and cuts with a knife.
const KITCHEN: &str = "
    image 1000x700
    person 0.95 at 300,100,600,650: emotion=neutral 0.8
    pizza 0.90 at 350,450,550,550
    knife 0.80 at 560,400,600,520
    verb 0.8: 1 making 2
    verb 0.8: 1 cutting with 3
";

#[test]
fn what_is_made_and_what_it_is_cut_with() {
    let rows: &[Row] = &[
        ("A cook makes a pizza.", "makes: person-object supported"),
        ("A cook makes a face.", "makes: nothing"),
        ("A cook cuts bread with a knife.", "cuts: person-object supported"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn what_hangs_on_walls_is_a_thing() {
    let rows: &[Row] = &[
        ("Several pictures hang on the wall.", "pictures: object unsupported"),
        ("The walls are covered in photos.", "photos: object unsupported"),
        ("The picture shows a wall.", "picture: nothing"),
        ("A white light is hanging from the ceiling.", "light: object unsupported"),
        ("Soft light on the wall.", "light: other unchecked"),
    ];
    find(KITCHEN, rows);
}
