//! Which thing is meant, and what is no claim: possession, picks from a group, thoughts about the picture, verbs that
//! look like nouns, words that people also use.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn possession_tells_which_one() {
    let rows: &[Row] = &[
        ("The man's dog is brown.", "dog: object supported; brown: colour supported"),
        ("The man's dog is white.", "white: colour contradicted"),
        ("The man's happy.", "happy: emotion supported"),
        ("A man stands by a bus. His dog is brown.", "dog: object supported"),
        ("The roof of the bus is wet.", "roof: other unchecked"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("The person with the phone is sad.", "sad: emotion supported"),
        ("The person with the phone is happy.", "happy: emotion contradicted"),
        ("The person on the brown horse is sad.", "sad: emotion contradicted"),
    ];
    find(RIDERS, rows);
}

#[test]
fn some_are_picked_from_a_group() {
    let rows: &[Row] = &[
        ("The leftmost of the horses is white.", "white: colour contradicted"),
        ("One of the horses is brown, the other is black.", "black: colour contradicted"),
        ("Two people, one of whom holds a phone.", "holds: person-object supported"),
        ("All of the people are sad.", "sad: emotion contradicted"),
        ("Each person is happy.", "happy: emotion contradicted"),
    ];
    find(RIDERS, rows);
    let rows: &[Row] = &[
        (
            "The first of the cups is red, the second is blue.",
            "red: colour supported; blue: colour supported",
        ),
        ("The rightmost of the three cups is blue.", "blue: colour contradicted"),
    ];
    find(TABLE, rows);
}

#[test]
fn thoughts_about_the_picture_are_no_claims() {
    let rows: &[Row] = &[
        ("Three cups, suggesting that the owner is a proud father.", "father: object unchecked"),
        ("A blue cup adds a touch of greenery to the room.", "greenery: object unchecked"),
        ("The cups create a sense of home.", "home: other unchecked"),
    ];
    find(TABLE, rows);
}

#[test]
fn verbs_that_look_like_nouns_are_verbs() {
    let rows: &[Row] = &[
        (
            "The man in red stands beside the bus.",
            "stands: other unchecked; beside: 2D relation supported",
        ),
        ("In the background stands a tower.", "tower: object unsupported"),
        ("A dog is crossing the road.", "road: object unsupported"),
        ("The dog's barking.", "dog: object supported"),
    ];
    find(STREET, rows);
}

#[test]
fn people_use_other_words_too() {
    let rows: &[Row] = &[
        ("A red beaker.", "beaker: object supported"),
        ("A piece of cutlery.", "piece of cutlery: object supported"),
    ];
    find(TABLE, rows);
    find(STREET, &[("A hot dog.", "hot dog: object unsupported")]);
}

#[test]
fn what_comes_after_may_be_meant() {
    let rows: &[Row] = &[
        ("Riding the brown horse is a happy person.", "happy: emotion supported"),
        ("Riding the brown horse is a sad person.", "sad: emotion contradicted"),
        ("Of the two horses, the one on the left is brown.", "brown: colour supported"),
        ("The left one of the horses is white.", "white: colour contradicted"),
        (
            "With the white horse behind it, the brown horse stands.",
            "behind: 3D relation supported",
        ),
        (
            "With the brown horse behind it, the white horse stands.",
            "behind: 3D relation contradicted",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn of_words_that_nobody_knows_nothing_is_denied() {
    let rows: &[Row] = &[
        (
            "A red zorblat is to the left of the brown horse.",
            "brown: colour supported; to the left of: nothing",
        ),
        (
            "A zorblat in purple next to the brown horse.",
            "brown: colour supported; next to: nothing",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn two_words_for_persons_in_one_sentence_mean_two() {
    let rows: &[Row] = &[
        (
            "The rider waits, and the sad person in the picture holds a phone.",
            "holds: person-object supported",
        ),
        (
            "The rider holds the phone, and the sad person rides the brown horse.",
            "holds: person-object contradicted; rides: person-object contradicted",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn the_former_is_the_first_of_two() {
    let rows: &[Row] = &[
        ("A bus and a dog are here. The former is red.", "red: colour supported"),
        ("A bus and a dog are here. The latter is brown.", "brown: colour supported"),
        ("A bus and a dog are here. The latter is red.", "red: colour contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn sides_of_somebody_and_postures_are_places() {
    let rows: &[Row] = &[
        ("The dog is on the bus's left.", "on: 2D relation supported"),
        ("The dog is on the bus's right.", "on: 2D relation contradicted"),
        ("A dog lies next to the person.", "next to: 2D relation supported"),
        ("A dog sits on the bus.", "sits on: 2D relation contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn plurals_of_one_thing_are_wrong_on_the_noun() {
    let rows: &[Row] = &[
        ("A red bus and dogs.", "dogs: object contradicted"),
        ("People with their dogs beside a bus.", "dogs: object contradicted"),
        ("A scoreboard shows 54 to 51.", "54: nothing; 51: nothing"),
        ("The bus is red, 5 euros a ride.", "5: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn two_persons_do_not_do_each_others_part() {
    let rows: &[Row] = &[
        (
            "The sad person rides the brown horse and the happy one holds a phone.",
            "rides: person-object contradicted; holds: person-object contradicted",
        ),
        // Of the other one's part alone nobody knows.
        ("The sad person rides the brown horse.", "rides: person-object unsupported"),
        // A child is no adult: the one who is happy is not the other, too.
        (
            "The happy child holds a phone while the adult rides a horse.",
            "holds: person-object contradicted; rides: person-object contradicted",
        ),
        (
            "The woman rides a horse while the man holds a phone.",
            "rides: person-object supported; holds: person-object supported",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn the_person_is_who_was_introduced() {
    let three = "
        image 1200x800
        person 0.9 at 760,200,920,640: emotion=happy 0.8
        person 0.9 at 950,250,1080,760: emotion=angry 0.8
        person 0.9 at 900,200,1000,700
    ";
    let rows: &[Row] = &[
        ("A person is on the right. The person is angry.", "angry: emotion supported"),
        ("On the right is a person. The person is happy.", "happy: emotion supported"),
        ("A person is on the right. The person is sad.", "sad: emotion contradicted"),
    ];
    find(three, rows);
}
