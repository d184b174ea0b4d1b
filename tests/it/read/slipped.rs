//! One false thing in a true sentence, and its true sister: another sort's name, a text on the wrong thing, the wrong one of two.

use super::{Row, find};

/// A cafe table with a cup and a cheesecake, a happy woman and a sad one, two bottles, a parasol that bears a text.
const TABLE: &str = "
    image 1200x800
    person 0.94 at 120,220,330,720: colour=red 0.7, depth=0.72 0.7, emotion=happy 0.8
    person 0.92 at 820,200,1040,760: colour=grey 0.7, depth=0.78 0.7, emotion=sad 0.7
    dining table 0.90 at 340,470,800,760: colour=brown 0.7, depth=0.80 0.7
    cup 0.88 at 430,420,490,490: colour=white 0.8, depth=0.81 0.7
    cake 0.81 at 510,440,580,500: food=cheesecake 0.7, depth=0.82 0.6
    umbrella 0.84 at 250,20,780,220: colour=yellow 0.8, depth=0.50 0.7
    apple 0.80 at 650,440,690,480: colour=green 0.7
    bottle 0.80 at 1080,600,1110,680: colour=blue 0.7
    bottle 0.80 at 1130,610,1160,690: colour=white 0.7
    bench 0.86 at 20,700,110,790: colour=brown 0.7
    text 0.93 on 6 at 400,90,600,140: CAFE LUNA
    text 0.90 at 900,40,1000,80: MAYA
    text 0.90 on 2 at 880,380,960,420: ROSSI
    verb 0.85: 1 holding 4
";

#[test]
fn what_is_taken_for_another_sort() {
    let rows: &[Row] = &[
        (
            "A woman in red holds a bowl.",
            "bowl: object contradicted; holds: person-object supported",
        ),
        ("A woman in red holds a mug.", "mug: object supported"),
        ("A lemon lies to the right of the cake.", "lemon: fine name contradicted"),
        ("A slice of chocolate cake.", "chocolate: fine name contradicted"),
        ("A birthday cake.", "birthday cake: object supported"),
        // How near it is ties too much to what is like it only loosely.
        ("There is a tent in the distance.", "tent: object unsupported"),
    ];
    find(TABLE, rows);
}

#[test]
fn a_text_is_on_what_bears_it() {
    let rows: &[Row] = &[
        ("The bench says CAFE LUNA.", "CAFE LUNA: text contradicted"),
        ("The parasol says CAFE LUNA.", "CAFE LUNA: text supported"),
        ("The words \"CAFE LUNA\" are written on the bench.", "\"CAFE LUNA\": text contradicted"),
        ("The words \"CAFE LUNA\" are written on the parasol.", "\"CAFE LUNA\": text supported"),
        ("\"CAFE LUNA\" runs across the bench.", "\"CAFE LUNA\": text contradicted"),
        ("\"CAFE LUNA\" adorns the parasol.", "\"CAFE LUNA\": text supported"),
        ("RUSSO is printed on the shirt of the woman in grey.", "RUSSO: text contradicted"),
        ("ROSSI is printed on the shirt of the woman in grey.", "ROSSI: text supported"),
        ("It's Maya's cake.", "Maya: text supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn both_and_neither_of_two_that_are_told() {
    let rows: &[Row] = &[
        (
            "Both the woman in red and the woman in grey are smiling.",
            "Both the: nothing; smiling: emotion contradicted",
        ),
        (
            "Neither the woman in red nor the woman in grey is smiling.",
            "smiling: emotion contradicted; red: colour supported",
        ),
        (
            "Neither the woman in red nor the woman in grey is angry.",
            "angry: emotion supported; red: colour supported",
        ),
        (
            "The woman in red and the woman in grey both smile.",
            "in: nothing; grey: colour supported; smile: emotion contradicted",
        ),
        (
            "Two bottles, one blue, the other white, stand on the right.",
            "blue: colour supported; white: colour supported",
        ),
        ("The woman with the cup is the one in grey.", "grey: colour contradicted"),
        ("The woman with the cup is the one in red.", "red: colour supported"),
        (
            "His friend, a sad woman in red, holds a cup.",
            "sad: emotion contradicted; red: colour supported",
        ),
    ];
    find(TABLE, rows);
}

#[test]
fn what_only_looks_like_a_claim() {
    let rows: &[Row] = &[
        ("A woman in red grins at someone off camera.", "someone off camera: nothing"),
        ("There are no animals present.", "present: nothing"),
        ("The umbrella is far from blue.", "blue: colour supported"),
        ("The cup is a stone's throw away.", "stone: nothing"),
        ("The woman in red watches with delight.", "watches: nothing; red: colour supported"),
        ("There are half as many cakes as people.", "half as many: count supported"),
        ("There are half as many people as cakes.", "half as many: count contradicted"),
        (
            "A cake stands in the middle, and on the right a woman in grey.",
            "on the right: place supported; in the middle: place supported",
        ),
    ];
    find(TABLE, rows);
}
