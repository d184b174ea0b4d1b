//! Numbers that count nothing in the picture, plurals of what lies in heaps, and words that people caption by.

use super::{Row, find};

/// Somebody with a telephone, a sink, a table with a laptop and food on it, chairs, a bicycle.
const KITCHEN: &str = "
    image 1000x700
    person 0.9 at 100,100,300,650
    cell phone 0.9 at 180,150,210,190
    sink 0.9 at 10,500,90,690
    dining table 0.9 at 560,380,999,699
    laptop 0.9 at 600,300,760,420
    carrot 0.9 at 780,360,840,400
    pizza 0.9 at 820,500,900,600
    pizza 0.9 at 900,500,990,680
    chair 0.9 at 380,300,540,690
    bicycle 0.9 at 0,300,99,480
";

#[test]
fn numbers_of_sorts_guests_and_unknown_things_count_nothing() {
    let rows: &[Row] = &[
        ("A sink covered in lots of clutter.", "sink: object supported; lots of: nothing"),
        ("A table full of plenty of grime.", "plenty of: nothing"),
        ("A table set for four.", "table: object supported; four: nothing"),
        ("A four way stop sign by a chair.", "four: nothing; chair: object supported"),
        ("A three legged chair.", "three: nothing; chair: object supported"),
        ("Three chairs.", "Three: count contradicted"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn items_on_a_table_are_whatever_they_are() {
    let rows: &[Row] = &[
        ("A table with various items on it.", "table: object supported; on: nothing"),
        ("A table with a sink on it.", "on: 2D relation contradicted"),
        ("There is a sink. 2 of the chairs are red.", "2: count contradicted"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn a_region_of_food_may_be_a_heap() {
    let rows: &[Row] = &[
        ("Bread, carrots, and celery.", "carrots: object supported"),
        ("Bicycles and chairs.", "Bicycles: object contradicted; chairs: object contradicted"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn who_is_on_a_phone_does_not_rest_on_it() {
    let rows: &[Row] = &[
        ("A man on a cell phone.", "cell phone: object supported; on: nothing"),
        ("A man gives a thumbs up while on his cellphone.", "on: nothing"),
        ("A laptop on a cell phone.", "on: 2D relation contradicted"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn furniture_is_not_taken_for_its_like_nor_a_smaller_thing_for_the_smallest() {
    let rows: &[Row] = &[
        ("A lamp is on by a laptop on a desk.", "lamp: object unsupported"),
        ("Two smaller pizzas on a table.", "Two: count supported; smaller: other unchecked"),
        ("Two pizzas stacked on top of each other.", "Two: count supported"),
    ];
    find(KITCHEN, rows);
}

#[test]
fn what_is_counted_does_nothing_whatever_looks_stand_between() {
    let scene = "image 1000x700\n car 0.9 at 300,150,900,600\n car wheel 0.9 at 330,500,430,600\n \
        car wheel 0.9 at 750,500,850,600";
    let rows: &[Row] = &[
        ("Two small car wheels can be seen.", "Two: count supported; car wheels: object supported"),
        ("A car wheels past.", "car: object supported"),
    ];
    find(scene, rows);
}

#[test]
fn a_pair_of_scissors_is_one_and_two_pairs_are_two() {
    let scene = "image 1000x700\n scissors 0.9 at 300,150,900,600\n scissors 0.9 at 20,500,90,600";
    let rows: &[Row] = &[
        (
            "A pair of scissors fills the frame.",
            "scissors: object supported; fills the frame: size supported",
        ),
        ("Two pairs of scissors.", "Two: count supported"),
        ("Three pairs of scissors.", "Three: count contradicted"),
    ];
    find(scene, rows);
}

/// Somebody rides a bicycle, two others stand at the sides; a bus and two cars.
const CROSSING: &str = "
    image 1200x800
    person 0.93 at 470,400,600,720
    person 0.80 at 40,420,100,640
    person 0.77 at 1100,430,1170,680
    bicycle 0.88 at 450,520,640,760
    bus 0.94 at 620,180,1080,560
    car 0.90 at 120,400,380,560
    car 0.85 at 400,390,520,460
    verb 0.85: 1 riding 4
";

#[test]
fn others_are_counted_besides_who_was_told_of_by_a_narrower_word() {
    let rows: &[Row] = &[
        ("A cyclist rides by. Two people are also there.", "Two: count supported"),
        ("A cyclist rides by. One person is also there.", "One: count contradicted"),
        ("A cyclist navigates the traffic. Two other cars wait.", "Two: count supported"),
        ("Several vehicles: a bus and two other cars.", "two: count supported"),
        ("**People**: Two people.", "Two: count contradicted"),
        ("Here are two cars. Two other cars are parked.", "Two: count contradicted"),
    ];
    find(CROSSING, rows);
}

#[test]
fn all_of_those_somewhere_are_not_all() {
    let rows: &[Row] = &[
        ("All the people on the left stand.", "on the left: place supported"),
        ("All the people are on the left.", "on the left: place contradicted"),
        ("Each person on the right stands.", "on the right: place supported"),
        ("The second from the left holds a cup.", "The second: object supported"),
        ("Both of the cars are red.", "Both of the: count supported"),
        ("I like the bus and the bicycle is on the right.", "on the right: place contradicted"),
    ];
    find(CROSSING, rows);
}

#[test]
fn a_few_on_one_side_are_those_that_are_there() {
    let rows: &[Row] = &[
        ("A few cars can be seen on the left.", "on the left: place supported"),
        ("A few cars can be seen on the right.", "on the right: place contradicted"),
    ];
    find(CROSSING, rows);
}
