//! Fine names, colours in more words, and texts that say prices or stand on things.

use super::{Row, find};

/// A shelf of things that have fine names, colours and texts.
const SHELF: &str = "
    image 1000x700
    bird 0.9 at 100,100,200,180: animal=herring gull 0.8, colour=white 0.8
    dog 0.9 at 300,400,450,600: animal=dachshund 0.8, colour=brown 0.8
    sheep 0.9 at 600,400,750,560: animal=Herdwick 0.8
    potted plant 0.8 at 820,300,900,450: plant=monstera 0.8
    laptop 0.9 at 500,200,600,280: logo=Dell 0.8
    plate 0.9 at 480,620,560,680: colour=white 0.8, food=salmon nigiri 0.8
    plate 0.9 at 780,620,860,680: colour=black 0.8, food=tuna roll 0.8
    cup 0.9 at 20,600,80,680: colour=red 0.8
    teddy bear 0.9 at 200,600,280,690: colour=brown 0.8
    rejected cake 0.6 at 600,620,680,690
    text 0.9 on 8 at 30,620,70,640: MONDAY
    text 0.9 at 860,40,980,80: SALE 49.99
";

#[test]
fn names_of_the_same_are_one_name() {
    let rows: &[Row] = &[
        (
            "A seagull flies above a sausage dog.",
            "seagull: fine name supported; sausage dog: fine name supported",
        ),
        ("A Larus argentatus stands there.", "Larus argentatus: fine name supported"),
        ("The bird is white and a gull.", "gull: fine name supported"),
        ("The black plate carries sushi.", "sushi: object supported"),
        ("The bird is a black-headed gull.", "black-headed gull: fine name contradicted"),
        ("The dog is a beagle.", "beagle: fine name contradicted"),
        ("An orchid stands on the right.", "orchid: fine name contradicted"),
        ("Here is a MacBook.", "MacBook: object contradicted"),
    ];
    find(SHELF, rows);
}

#[test]
fn names_that_nobody_knows_are_other_names() {
    let rows: &[Row] = &[
        ("The sheep is a Quorlidge.", "Quorlidge: fine name contradicted"),
        ("The dog, a Frondling, waits.", "Frondling: fine name contradicted"),
        ("The sheep is no Herdwick.", "Herdwick: fine name contradicted"),
        ("The sheep is not a Texel.", "Texel: fine name supported"),
        ("The laptop is by Apple.", "Apple: fine name contradicted"),
    ];
    find(SHELF, rows);
}

#[test]
fn food_is_that_of_its_plate() {
    let rows: &[Row] = &[
        ("The white plate holds tuna roll.", "tuna roll: fine name contradicted"),
        ("The black plate holds tuna roll.", "tuna roll: fine name supported"),
        ("Somebody orders tempura.", "tempura: fine name unsupported"),
    ];
    find(SHELF, rows);
}

#[test]
fn colours_in_more_words() {
    let rows: &[Row] = &[
        ("A cup in a bright shade of red.", "in a bright shade of red: colour supported"),
        ("A cup of a deep blue hue.", "of a deep blue hue: colour contradicted"),
        ("A dachshund with black fur.", "black: colour contradicted"),
        ("The dachshund has brown fur.", "brown: colour supported"),
        ("A brown bear.", "brown: colour supported; bear: object supported"),
        ("A white bear.", "white: colour contradicted"),
    ];
    find(SHELF, rows);
}

#[test]
fn texts_on_things_and_prices() {
    let rows: &[Row] = &[
        ("MONDAY is written on the bird.", "MONDAY: text contradicted"),
        ("MONDAY can be read on the cup.", "MONDAY: text supported"),
        ("The cup says monday.", "monday: text supported"),
        ("On sale for 39.99.", "39.99: text contradicted"),
        ("A bargain at 49.99.", "49.99: text supported"),
    ];
    find(SHELF, rows);
}
