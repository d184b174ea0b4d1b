//! One and another: numbers that pick, what is counted, what one hand and the other hold, what is said not to be.

use super::{RIDERS, Row, STREET, TABLE, find};

/// Three planes of which one flies, two people far off on the left and one near the middle.
const AIRFIELD: &str = "
    image 1200x800
    airplane 0.9 at 100,300,500,500: aircraft=Douglas DC-3 0.8, colour=silver 0.8, depth=0.6 0.7
    airplane 0.9 at 700,300,1100,500: aircraft=Spitfire 0.8, colour=green 0.8, depth=0.5 0.7
    airplane 0.9 at 560,40,680,100: colour=red 0.8, depth=0.1 0.7
    person 0.9 at 80,560,120,640: depth=0.2 0.7
    person 0.9 at 160,560,200,640: depth=0.2 0.7
    person 0.9 at 400,400,520,790: colour=orange 0.7, depth=0.9 0.7
    wall clock 0.8 at 1000,20,1060,80
";

/// A plate of carbonara, a bowl of salad, a bottle, a baker with a pretzel and a bread roll.
const MEAL: &str = "
    image 1000x700
    dining table 0.9 at 0,300,1000,700
    plate 0.9 at 300,400,600,560: food=spaghetti carbonara 0.8, colour=white 0.8
    bowl 0.9 at 60,400,260,540: food=caesar salad 0.8, colour=blue 0.8
    plate 0.9 at 700,400,900,520: food=tiramisu 0.8
    bottle 0.9 at 620,150,680,380: colour=green 0.8
    person 0.9 at 380,20,560,290
    bagel 0.8 at 640,560,720,620
    verb 0.8: 6 holding 5
";

#[test]
fn a_number_goes_with_its_like() {
    let rows: &[Row] = &[
        ("Two people at a fair, one riding a horse and one on the phone.", "Two: count supported"),
        ("Two people near a barn, one on the left and one on the right.", "Two: count supported"),
        ("two horses, one brown one white", "brown: colour supported; white: colour supported"),
        ("two horses, one white one black", "black: colour contradicted"),
    ];
    find(RIDERS, rows);
}

#[test]
fn who_stands_elsewhere_need_not_be_counted() {
    let rows: &[Row] = &[
        ("Two people in the distance on the left.", "Two: count supported"),
        ("Two people are in the background, on the left of the picture.", "Two: count supported"),
        ("Three people in the background.", "Three: count contradicted"),
        (
            "Two planes are parked on the grass, with a third one in the air.",
            "Two: count supported",
        ),
        ("Two planes are parked on the grass.", "Two: count contradicted"),
    ];
    find(AIRFIELD, rows);
}

#[test]
fn times_and_ages_count_nothing() {
    let rows: &[Row] = &[
        ("The clock shows a quarter past ten.", "ten: nothing"),
        ("It is half past three by the clock.", "three: nothing"),
        ("The clock says five past seven, or six o'clock.", "five: nothing; six: nothing"),
        ("A man of about forty stands near the planes.", "about forty: nothing"),
        ("There are four planes.", "four: count contradicted"),
    ];
    find(AIRFIELD, rows);
}

#[test]
fn models_are_names() {
    let rows: &[Row] = &[
        (
            "A silver DC-3 stands on the left.",
            "DC-3: fine name supported; silver: colour supported",
        ),
        ("The DC-3 is to the left of the Spitfire.", "DC-3: fine name supported"),
        ("A green B-17 is on the right.", "B-17: fine name contradicted"),
    ];
    find(AIRFIELD, rows);
}

#[test]
fn the_one_on_the_right_is_of_what_was_on_the_left() {
    let rows: &[Row] = &[
        (
            "The person rides the horse on the left, and the one on the right is white.",
            "white: colour supported",
        ),
        (
            "Somebody strokes the horse on the left, while the one on the right is brown.",
            "brown: colour contradicted",
        ),
    ];
    find(RIDERS, rows);
}

#[test]
fn a_colour_that_somebody_is_dressed_in_says_all() {
    let rows: &[Row] = &[
        ("The person is dressed in orange.", "orange: colour supported; dressed in: nothing"),
        ("Somebody wears orange, in the foreground.", "in the foreground: depth supported"),
    ];
    find(AIRFIELD, rows);
}

#[test]
fn food_is_in_what_is_known_to_hold_it() {
    let rows: &[Row] = &[
        ("A salad in a blue bowl and a bottle.", "in: 2D relation supported"),
        ("Pasta lies on a white plate.", "Pasta: object supported"),
        ("The blue bowl contains a Greek salad.", "Greek salad: fine name contradicted"),
        ("A plate of spaghetti bolognese.", "spaghetti bolognese: fine name contradicted"),
        ("The bowl contains a salad, not pasta.", "pasta: nothing"),
        ("The dessert is behind the bowl.", "dessert: object supported"),
        ("Baked goods lie on the table.", "Baked goods: object supported"),
    ];
    find(MEAL, rows);
}

#[test]
fn what_something_is_not_may_be_there() {
    let rows: &[Row] = &[
        ("The person holds the bottle, not a plate.", "plate: nothing"),
        ("There is a bowl on the table, but no plate.", "no plate: count contradicted"),
        ("The bowl, not the bottle, is blue.", "bottle: object supported"),
    ];
    find(MEAL, rows);
    let rows: &[Row] = &[("The animal is a dog, not a cat.", "dog: object supported")];
    find(STREET, rows);
}

#[test]
fn one_hand_and_the_other() {
    let rows: &[Row] = &[
        (
            "The person holds a bottle in one hand and a bagel in the other.",
            "in the other: nothing; in one hand: person-object supported",
        ),
        ("A couple sits at the table with a plate.", "A couple: count contradicted"),
    ];
    find(MEAL, rows);
}

#[test]
fn games_and_company_are_no_verbs() {
    let rows: &[Row] = &[
        ("People playing football.", "playing: nothing"),
        ("A person eats a meal.", "meal: other unchecked"),
        ("The person stands with a dog.", "stands with: nothing"),
        ("A person waits for the bus.", "waits for: nothing"),
        ("The brown dog is happy.", "happy: emotion unchecked"),
        ("The person is happy.", "happy: emotion supported"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[("The cup, which is red, is on the left.", "red: colour supported")];
    find(TABLE, rows);
}

#[test]
fn on_the_other_is_a_side_where_one_side_was_told() {
    let rows: &[Row] = &[
        (
            "A red cup stands on one side and a fork on the other.",
            "fork: object supported; on: nothing",
        ),
        ("A red cup and a blue one, a fork on the other.", "on: 2D relation contradicted"),
    ];
    find(TABLE, rows);
}

/// Two people near by, the one on the left happy, the other one with a board; a third far away with a kite; a dog in the
/// middle.
const SHORE: &str = "
    image 1000x667
    person 0.92 at 150,300,230,600: depth=0.80 0.7, emotion=happy 0.6
    person 0.88 at 260,320,330,600: depth=0.78 0.7
    person 0.70 at 700,350,740,450: depth=0.30 0.7
    surfboard 0.86 at 240,280,300,620: depth=0.82 0.6
    kite 0.90 at 600,40,720,130: depth=0.30 0.6
    dog 0.90 at 435,230,495,300
    verb 0.80: 2 holding 4
    verb 0.65: 3 flying 5
";

#[test]
fn the_other_person_is_who_is_left_of_the_two() {
    let rows: &[Row] = &[
        (
            "Two people are there. One is holding a surfboard. The other person looks happy.",
            "looks happy: emotion supported",
        ),
        (
            "Two people are there. One is holding a surfboard. The other person looks sad.",
            "looks sad: emotion contradicted",
        ),
    ];
    find(SHORE, rows);
}

#[test]
fn one_may_be_of_the_two_that_were_told_before() {
    let rows: &[Row] = &[
        (
            "Three people. Two of them are in the foreground, and one is holding a surfboard.",
            "in the foreground: depth supported; holding: person-object supported",
        ),
        (
            "Three people. Two of them are in the background, and one is flying a kite.",
            "in the background: depth contradicted",
        ),
    ];
    find(SHORE, rows);
}

#[test]
fn they_are_rather_the_two_that_the_sentence_named() {
    let rows: &[Row] = &[(
        "There are two boats. A surfboard is on the left and a kite on the right, a dog between them.",
        "between: 2D relation supported",
    )];
    find(SHORE, rows);
}
