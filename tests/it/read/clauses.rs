//! Clauses: who does what without saying to whom, whose it is, what is nearest, what stands for a noun or a text.

use super::{RIDERS, Row, STREET, TABLE, find};

#[test]
fn verbs_that_look_like_nouns_govern_what_follows() {
    let rows: &[Row] = &[
        ("The person on the right clutches a black phone.", "clutches: person-object supported"),
        (
            "Two people: one rides a horse, the other clutches a phone.",
            "clutches: person-object supported",
        ),
        ("A happy person in black rides a horse.", "rides: person-object supported"),
        ("Six football fans.", "Six: count contradicted; football fans: object supported"),
        ("On the brown horse perches a person.", "perches: person-object supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn what_several_do_is_no_end_of_a_compound() {
    let rows: &[Row] = &[
        ("Two cups of coffee stand on the table.", "coffee: object unsupported"),
        ("A coffee stand is on the left.", "coffee stand: object unsupported"),
    ];
    find(TABLE, rows);
}

#[test]
fn verbs_need_no_object() {
    let rows: &[Row] = &[
        ("A happy person is riding along.", "riding: person-object supported"),
        (
            "The horse being ridden is brown.",
            "being ridden: person-object supported; brown: colour supported",
        ),
        ("The horse being ridden is white.", "white: colour contradicted"),
        ("The sad person is holding something.", "holding: person-object supported"),
        ("The sad person has a phone.", "has: person-object supported"),
        ("The happy person has a phone.", "has: nothing"),
        ("The phone is in her hand.", "phone: object supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn what_is_somebodys_is_its_own_subject() {
    let rows: &[Row] = &[
        ("The sad person, whose phone is black, stands.", "black: colour supported"),
        ("The sad person, whose phone is white, stands.", "white: colour contradicted"),
        ("The sad person is next to a horse. Her black phone is tiny.", "black: colour supported"),
        ("One horse is brown; the other one's coat is white.", "white: colour supported"),
        ("An anxious owner holds a phone.", "anxious: emotion contradicted"),
    ];
    find(RIDERS, rows);
}

#[test]
fn nearer_and_nearest_of_their_kind() {
    let rows: &[Row] = &[
        ("The nearer horse is brown.", "nearer: 3D relation supported; brown: colour supported"),
        ("The nearer horse is white.", "white: colour contradicted"),
        ("The farthest horse is white.", "white: colour supported"),
        (
            "The white horse is farther from us than the brown one.",
            "farther from us than: 3D relation supported",
        ),
        (
            "The white horse is closer to us than the brown one.",
            "closer to us than: 3D relation contradicted",
        ),
        ("The brown horse is far from the phone.", "far from: 2D relation supported"),
        ("The phone is far from the sad person.", "far from: 2D relation contradicted"),
        ("The brown horse is leftmost.", "leftmost: place supported"),
    ];
    find(RIDERS, rows);
}

#[test]
fn views_and_watchfulness_are_no_things() {
    let rows: &[Row] = &[
        ("In this harbour vista, a dog.", "harbour: scene unchecked"),
        ("The dog keeps watch.", "watch: nothing"),
        ("There is no one else.", "no one: nothing"),
        ("The dog is as brown as can be, and there are as many dogs as buses.", "many: nothing"),
        ("This heart-warming image shows a red bus.", "red: colour supported"),
        ("A red bus under a blue sky.", "under: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn texts_wait_for_their_quotation() {
    let rows: &[Row] = &[
        ("The bus lists a trip to \"CITY TOURS\".", "\"CITY TOURS\": text supported"),
        ("It says \"CITY TOURS\" on the bus.", "\"CITY TOURS\": text supported; on: nothing"),
        ("A red bus with CITY TOURS painted on it.", "on: nothing; CITY TOURS: text supported"),
        ("The dog waits for the 42.", "42: text supported"),
        ("The bus reads 43.", "43: text contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn someone_is_somebody_new() {
    let rows: &[Row] = &[
        ("Next to the bus someone is smiling.", "smiling: emotion supported"),
        ("A calm person is next to the bus.", "calm: emotion unsupported"),
        ("A furious person is next to the bus.", "furious: emotion contradicted"),
        ("A man is scowling at the bus.", "at: nothing"),
    ];
    find(STREET, rows);
}

#[test]
fn ones_stand_for_what_was_named() {
    let rows: &[Row] = &[(
        "The blue cup is between the two red ones.",
        "between: 2D relation supported; red: colour supported",
    )];
    find(TABLE, rows);
}
