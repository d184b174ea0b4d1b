//! Things and their looks inside flowery sentences: invented names, what bears a colour, materials, mixtures, clothes.

use super::{RIDERS, Row, STREET, find};

/// A pale sofa with a brown dog and a black cat on it, a silver laptop, a plant, a person in pink and one in yellow.
const ROOM: &str = "
    image 1200x800
    couch 0.93 at 60,300,720,700: colour=grey 0.8
    dog 0.95 at 200,380,460,600: colour=brown 0.8
    cat 0.90 at 520,340,660,450: colour=black 0.8
    laptop 0.85 at 800,500,960,600: colour=silver 0.8, logo=Dell 0.7
    clock 0.8 at 1000,40,1080,120: colour=black 0.8
    person 0.9 at 980,300,1060,700: colour=pink 0.7
    person 0.9 at 1100,300,1180,700: colour=yellow 0.7
    train 0.8 at 740,40,960,200: colour=blue 0.8
";

#[test]
fn a_name_that_nobody_knows_is_nowhere() {
    let rows: &[Row] = &[
        ("A zorble sits on the couch beside the cat.", "zorble: object unsupported"),
        ("There is a glimmerfox next to the dog.", "glimmerfox: object unsupported"),
        ("Two zorbles stand near the couch.", "zorbles: object unsupported"),
        // Words of English that no list of things holds, and slips, are no such names.
        ("The room has a rustic vibe.", "vibe: nothing; rustic vibe: nothing"),
        ("A womman stands on the right.", "womman: object supported"),
        ("The lines lead in many directions.", "directions: nothing"),
    ];
    find(ROOM, rows);
}

#[test]
fn the_colour_of_a_thing_is_the_things() {
    let rows: &[Row] = &[
        ("The color of the dog is brown.", "brown: colour supported"),
        ("The color of the dog is purple.", "purple: colour contradicted"),
        ("A couch as white as snow.", "white: colour contradicted; snow: nothing"),
        ("A cat as black as coal.", "black: colour supported; coal: nothing"),
        (
            "Beside the train, blue as the sky, stands a man.",
            "blue: colour supported; sky: nothing",
        ),
        ("The livery of the train is blue.", "blue: colour supported"),
        ("The livery of the train is green.", "green: colour contradicted"),
        ("The dog's coat is a mix of brown, white and black.", "white: nothing; black: nothing"),
        (
            "The dog's tail is fluffy, its brown coat soft.",
            "brown: colour supported; coat: other unchecked",
        ),
        ("The leaves are turning orange.", "orange: colour unsupported"),
        ("The couch is a fiery orange.", "orange: colour contradicted"),
        ("A clock with a white dial.", "dial: other unchecked"),
    ];
    find(ROOM, rows);
    find(STREET, &[("A London-style red bus.", "London-style: nothing; red: colour supported")]);
    find(
        RIDERS,
        &[(
            "A horse painted white stands on the right.",
            "stands: other unchecked; white: colour supported",
        )],
    );
}

#[test]
fn what_things_are_made_of_is_no_thing() {
    let rows: &[Row] = &[
        ("The fabric of the couch is soft.", "fabric: other unchecked"),
        ("The clock is made of wood, and the wood is worn.", "wood: other unchecked"),
        ("The couch is white leather.", "leather: other unchecked"),
        (
            "The carriages of the train are blue.",
            "carriages: object supported; blue: colour supported",
        ),
        ("An Apple logo adorns the laptop.", "Apple: fine name contradicted"),
        ("A laptop with a Dell logo.", "Dell: fine name supported"),
    ];
    find(ROOM, rows);
}

#[test]
fn several_named_one_by_one_are_each_one_of_them() {
    let rows: &[Row] = &[
        (
            "The animals on the couch are a dog and a cat.",
            "dog: object supported; cat: object supported",
        ),
        ("Two pets — a dog and a black cat — share a couch.", "black: colour supported"),
        ("The animals on the couch are a dog and a parrot.", "dog: object supported"),
        // Who it is, what they wear tells.
        ("A woman wears a yellow dress.", "yellow: colour supported"),
        ("A woman in a pink dress stands on the right.", "pink: colour supported"),
        ("Her pink sweater is knitted.", "pink: colour supported"),
    ];
    find(ROOM, rows);
}
