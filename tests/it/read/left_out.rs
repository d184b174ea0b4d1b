//! What is left out and what stands elsewhere: predicates said before, "neither", relations without an object,
//! relative clauses, "the former", parts of the body.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn predicates_said_before_are_said_again_or_denied() {
    let rows: &[Row] = &[
        ("One rider smiles, the other doesn't.", "doesn't: emotion supported"),
        (
            "The rider on the left is sad, but the one on the right is not.",
            "is not: emotion contradicted",
        ),
        ("The brown horse is on the left, and so is the sad person.", "so is: place contradicted"),
        ("The happy person looks glad, the sad one not so much.", "not so much: emotion supported"),
        ("The happy person isn't sad, nor is the white horse brown.", "brown: colour supported"),
        ("The white horse is on the right, as is the sad person.", "as is: place supported"),
        ("The rider on the right isn't happy; the one on the left is.", "is: emotion supported"),
        ("The keeper is farther away than he is.", "he is: nothing"),
    ];
    find(RIDERS, rows);
}

#[test]
fn neither_denies_what_is_said_of_two() {
    let rows: &[Row] = &[
        ("Neither horse is black.", "Neither horse: count supported; black: colour supported"),
        ("Neither the brown horse nor the phone is white.", "white: colour supported"),
        (
            "Neither the brown horse nor the white horse is black.",
            "brown: colour supported; black: colour supported",
        ),
        (
            "Two horses. Neither of them is black.",
            "Neither of them: count supported; black: colour supported",
        ),
        ("There is neither a dog nor a cat.", "neither a dog: count supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn relations_without_an_object_compare_with_what_was_named() {
    let rows: &[Row] = &[
        ("A brown horse, a white one behind.", "behind: 3D relation supported"),
        ("A white horse, another in front, brown.", "brown: colour supported"),
        (
            "A rider smiles. Farther away, a white horse stands.",
            "Farther away: 3D relation supported",
        ),
        (
            "A person rides a brown horse, and to their right a white one stands.",
            "to their right: 2D relation supported",
        ),
        (
            "The brown horse is in front of the white one and not behind it.",
            "behind: 3D relation supported",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn relative_clauses_have_subjects_of_their_own() {
    let rows: &[Row] = &[
        (
            "The horse that the happy person rides is brown.",
            "rides: person-object supported; brown: colour supported",
        ),
        ("The horse that the happy person rides is white.", "white: colour contradicted"),
        ("The phone, which a sad person holds, is black.", "black: colour supported"),
        ("The horse on which a happy person sits is brown.", "brown: colour supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn the_former_may_be_one_of_two_that_were_named_together() {
    let rows: &[Row] = &[
        (
            "Two riders. The former is happy, the latter sad.",
            "happy: emotion supported; sad: emotion supported",
        ),
        (
            "Two people in a yard. The former, seated on a brown horse, smiles.",
            "smiles: emotion supported",
        ),
        (
            "A brown horse and a white one; the former is to the left of the latter.",
            "to the left of: 2D relation supported",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn hands_and_feet_tell_what_is_done() {
    let rows: &[Row] = &[
        (
            "The phone in the sad person's hand is black.",
            "in the sad person's hand: person-object supported",
        ),
        (
            "A black phone in the hands of a person on the right.",
            "in the hands: person-object supported",
        ),
        ("The phone is in the hand of the sad rider.", "in the hand: person-object supported"),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[
        ("A person stands on the left, a dog at her feet.", "at her feet: 2D relation supported"),
        (
            "A dog rests at the smiling person's feet.",
            "at the smiling person's feet: 2D relation supported",
        ),
        ("A red rider's bus.", "red: colour supported"),
    ];
    find(STREET, rows);
}

#[test]
fn sides_pick_and_unknown_nouns_are_of_nobody() {
    let rows: &[Row] = &[
        (
            "The left cup is red, the middle one blue.",
            "red: colour supported; blue: colour supported",
        ),
        ("The right cup is blue.", "blue: colour contradicted"),
        ("Two red cups on either side of a blue one.", "on either side of: 2D relation supported"),
        (
            "A blue cup is empty. The red cup on the right is full. The azure one is in the center.",
            "azure: colour supported; in the center: place supported",
        ),
        ("The photograph presents three cups.", "three: count supported; presents: nothing"),
        ("Rows of cups fill the table.", "Rows: nothing"),
        ("A blue cup, red whatnot next to it.", "red: colour unchecked"),
        ("The fork is below the cups and the whatnot is green.", "green: colour unsupported"),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("The person does not look sad.", "sad: emotion supported"),
        (
            "CITY TOURS is written across the right, above a dog.",
            "across the right: place contradicted",
        ),
        ("A person in red smiles.", "smiles: emotion supported"),
    ];
    find(STREET, rows);
}
