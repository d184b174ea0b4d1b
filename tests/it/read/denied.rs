//! What is counted, what is denied, and what is only left out or said of nobody.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn of_nobody_much_is_said_that_denies_nobody() {
    let rows: &[Row] = &[
        ("Nobody seems impatient.", "Nobody: nothing"),
        ("Nobody knows the way.", "Nobody: nothing"),
        ("Nobody is around.", "Nobody: count contradicted"),
        ("No dog is to be seen.", "No dog: count contradicted"),
        ("No dog is real.", "No dog: nothing"),
        ("A bus and a dog; there are no other dogs.", "there are no other dogs: count supported"),
        ("The dog is nowhere to be seen.", "The dog is nowhere to be seen: count contradicted"),
        ("There isn't a tram, a boat or a cow.", "cow: object supported"),
        ("There isn't a tram, a boat or a dog.", "dog: object contradicted"),
        ("There is no tram, boat or dog here.", "dog: object contradicted"),
        ("No cows or sheep are around.", "sheep: object supported"),
        ("The tram is nowhere to be seen.", "The tram is nowhere to be seen: count supported"),
        ("The bus isn't brown, and neither is the dog.", "neither is: colour contradicted"),
        ("Not a single dog in sight.", "Not a single dog: count contradicted"),
        ("Not two people but a single person is here.", "two: count supported"),
        ("A referee is not in sight.", "A referee is not in sight: nothing"),
        (
            "There are no customers and no people.",
            "no customers: nothing; no people: count contradicted",
        ),
        ("No tourist is near the bus.", "No tourist: nothing; bus: object supported"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("No waiter and no cook.", "No waiter: count supported; no cook: count supported"),
        ("Three cups, none of them made of glass.", "none of them: nothing"),
        ("There isn't a second fork.", "a second fork: count supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn numbers_that_count_no_things() {
    let rows: &[Row] = &[
        ("The bus, built in 1987, is red.", "1987: nothing"),
        ("The driver seems to be about forty.", "about forty: nothing"),
        ("Both the bus and its driver are here.", "Both the: nothing"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("Three cups, and perhaps a fourth cup.", "a fourth: nothing; fourth: count contradicted"),
        ("Two of the three cups are to the left of the fork.", "three: count supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn what_was_said_before_is_left_out() {
    let rows: &[Row] = &[
        (
            "The brown horse is brown, and so is the horse on the right.",
            "so is: colour contradicted",
        ),
        (
            "The person with the phone is not happy, nor is the rider.",
            "nor is: emotion contradicted",
        ),
        ("The rider is smiling; the person with the phone is not.", "is not: emotion supported"),
        ("The rider smiles but the one with the phone does not.", "does not: emotion supported"),
        ("The horse on the left is brown, the other is not.", "is not: colour supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn feelings_are_somebodys() {
    let rows: &[Row] = &[
        ("A person rides a horse with visible delight.", "with visible delight: emotion supported"),
        ("A cheerful-looking person on a brown horse.", "cheerful-looking: emotion supported"),
        ("A person with a brown horse looking happy.", "looking happy: emotion supported"),
        (
            "The rider, whose anger is plain, sits on the horse.",
            "whose anger: emotion contradicted",
        ),
        ("She is smiling on a horse, he looks miserable.", "looks miserable: emotion supported"),
        ("Far from glum, the rider beams.", "glum: emotion supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn nobody_and_nothing() {
    let rows: &[Row] = &[
        ("There isn't any zebra.", "n't any zebra: count supported"),
        ("There isn't any horse.", "n't any horse: count contradicted"),
        ("No horse is in the foreground.", "No horse: count contradicted; foreground: nothing"),
        ("The brown horse is ridden by nobody.", "ridden by: person-object contradicted"),
        ("A zebra isn't in the picture.", "A zebra isn't in the picture: count supported"),
        ("A horse isn't visible.", "A horse isn't visible: count contradicted"),
        ("The rider is not seen holding a cup.", "rider: object supported"),
        ("A rider; nobody else is on a horse.", "nobody else: count supported"),
        ("Nobody with a hat is here.", "Nobody: count supported"),
        ("Nobody with a phone is here.", "Nobody: count contradicted"),
        ("No man with a beard is here.", "No man: nothing"),
        ("No one seems to be in a hurry.", "No one: nothing; in a hurry: other unchecked"),
        ("A person speaks to nobody in particular.", "nobody: nothing"),
        ("No zebra is left.", "No zebra: count supported; left: nothing"),
        ("No horse is left.", "No horse: count contradicted; left: nothing"),
        (
            "The person on the right is not holding anything but a phone.",
            "holding: person-object supported; phone: object supported",
        ),
        ("The brown horse is not small, nor is it black.", "black: colour supported"),
        ("The horse on the left is not small, nor is it brown.", "brown: colour contradicted"),
    ];
    find(RIDERS, rows);
}
