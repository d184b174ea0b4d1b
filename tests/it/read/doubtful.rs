//! What is found over evidence as real photographs give it: doubled and doubtful boxes, lines one below another, broad
//! names.

use super::{Row, find};

/// A cow that is sure and some that are not, near the right one a small one.
const HERD: &str = "
    image 900x600
    cow 0.8 at 60,200,200,320
    cow 0.3 at 700,220,780,300
    cow 0.2 at 400,100,440,140
    sheep 0.9 at 620,220,690,300
    dog 0.9 at 300,450,380,540
";

/// A sign that nobody is sure of, with its lines, and a person far from it.
const NOTICE: &str = "
    image 800x600
    person 0.9 at 600,300,700,590
    street sign 0.4 at 100,50,400,350
    text 0.9 on 2 at 120,60,380,110: NO ENTRY
    text 0.9 on 2 at 120,120,380,170: EXCEPT BUSES
    text 0.9 at 120,180,380,230: AND TAXIS
    text 0.9 at 20,560,120,590: GETTY
";

/// Fruit, of which no more is known, a bird, and a building that may be one.
const BROAD: &str = "
    image 900x600
    fruit 0.9 at 100,300,300,500: colour=green 0.8
    bird 0.9 at 600,100,680,160
    building 0.2 at 400,0,900,400
";

#[test]
fn a_size_chooses_nothing_doubtful() {
    let rows: &[Row] = &[
        ("A huge sheep.", "huge: size contradicted"),
        ("A tiny cow.", "tiny: size contradicted; cow: object supported"),
    ];
    find(HERD, rows);
}

#[test]
fn only_doubtful_ones_make_it_many() {
    let rows: &[Row] = &[
        ("Cows stand on a hill.", "Cows: object weak"),
        ("A herd of cows and a dog.", "A herd of: count weak; dog: object supported"),
        ("Sheep and dogs are resting.", "dogs: object contradicted"),
        ("A cow beside another cow.", "another cow: nothing; cow: object supported"),
        ("Two cows graze.", "Two: count weak; cows: object weak"),
        ("A mother and her calf are grazing.", "mother: object supported"),
        ("Cows on the right.", "Cows: object weak; on the right: place weak"),
        ("In the distance there are three cows.", "three: count weak; cows: object weak"),
        ("Two sheep and a cow.", "Two: count contradicted; sheep: object supported"),
    ];
    find(HERD, rows);
}

#[test]
fn what_is_sure_elsewhere_leaves_the_doubtful_one() {
    let rows: &[Row] = &[
        ("A cow is on the right.", "cow: object weak; on the right: place weak"),
        ("There is a cow in the top middle.", "in the top middle: place weak"),
        ("A sheep stands next to a small cow.", "next to: 2D relation weak; cow: object weak"),
        ("A cow is in the lower right corner.", "in the lower right corner: place contradicted"),
    ];
    find(HERD, rows);
}

#[test]
fn texts_run_over_lines_and_stand_somewhere() {
    let rows: &[Row] = &[
        (
            "A sign says no entry except buses and taxis.",
            "no entry except buses and taxis: text supported",
        ),
        (
            "A sign says no entry except trucks and taxis.",
            "no entry except trucks and taxis: text contradicted",
        ),
        (
            "The words \"EXCEPT BUSES AND TAXIS\" are shown.",
            "\"EXCEPT BUSES AND TAXIS\": text supported",
        ),
        (
            "\"GETTY\" is written in the lower left corner.",
            "in the lower left corner: place supported",
        ),
        (
            "\"GETTY\" appears in the upper right corner.",
            "in the upper right corner: place contradicted",
        ),
        ("The words NO ENTRY stand above EXCEPT BUSES.", "above: 2D relation supported"),
        ("The words NO ENTRY stand below EXCEPT BUSES.", "below: 2D relation contradicted"),
    ];
    find(NOTICE, rows);
}

#[test]
fn a_broad_name_tells_no_sort() {
    let rows: &[Row] = &[
        ("A kiwi lies on the left.", "kiwi: object unsupported"),
        ("There are no apples.", "There are no apples: count supported"),
        ("A slice of fruit is on the left.", "on the left: place supported"),
        (
            "A bird flies past a window with a wall behind it.",
            "window: object unsupported; wall: object unsupported",
        ),
        ("Two more birds sit nearby.", "more: nothing"),
        ("No bird is on the left.", "on the left: nothing"),
    ];
    find(BROAD, rows);
}

#[test]
fn who_does_it_is_meant_wherever_that_is() {
    let scene = "
        image 1000x700
        person 0.9 at 100,100,300,690
        person 0.4 at 800,100,950,690
        bowl 0.9 at 250,300,320,360
        verb 0.8: 1 holding 3
    ";
    let rows: &[Row] = &[
        (
            "A man on the right holds a bowl.",
            "on the right: place contradicted; holds: person-object supported",
        ),
        ("A man stands on the right.", "on the right: place weak"),
    ];
    find(scene, rows);
}

#[test]
fn what_is_sure_and_looks_so_is_meant() {
    let rows: &[Row] = &[
        (
            "A brown vase stands to the right of the bowl.",
            "brown: colour supported; to the right of: 2D relation contradicted",
        ),
        ("A blue vase next to the bowl.", "blue: colour contradicted; vase: object supported"),
        ("A vase to the right of the bowl.", "vase: object weak"),
        ("A white vase and a brown vase.", "white: colour unsupported; brown: colour supported"),
        (
            "The smaller vase is brown, and the bigger one is white.",
            "brown: colour supported; white: colour unsupported",
        ),
    ];
    find(
        "image 900x600\n vase 0.9 at 200,200,300,400: colour=brown 0.8\n \
         bowl 0.9 at 340,250,460,400\n vase 0.4 at 500,150,680,400",
        rows,
    );
}

#[test]
fn her_calf_is_another_one() {
    let rows: &[Row] = &[
        ("A cow feeds her calf.", "cow: object supported; calf: object weak"),
        ("A cow and its calf.", "cow: object supported; calf: object weak"),
        ("A cow and her calf. The calf drinks.", "calf: object weak"),
        ("A calf.", "calf: object supported"),
    ];
    find("image 900x600\n cow 0.9 at 100,100,700,500\n cow 0.3 at 300,300,600,580", rows);
}
