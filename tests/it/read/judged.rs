//! What is found right or wrong of which thing: ones, stand-ins, numbers, doubtful things, trades, coats and texts.

use super::{RIDERS, Row, STREET, TABLE, find};

/// Who bats and who catches, and somebody who can hardly be seen.
const BASEBALL: &str = "
    image 1000x600
    person 0.9 at 300,150,450,560: emotion=happy 0.8, depth=0.5 0.8
    baseball bat 0.9 at 420,60,500,200: depth=0.5 0.8
    person 0.9 at 600,300,720,560: emotion=angry 0.8, depth=0.8 0.8
    baseball glove 0.9 at 590,400,640,450: depth=0.8 0.8
    person 0.4 at 20,20,80,150: depth=0.2 0.8
    verb 0.8: 1 swinging 2
    verb 0.8: 3 wearing 4
";

/// A book with a page of twelve lines.
const PAGE: &str = "
    image 600x800
    book 0.9 at 50,50,550,750
    text 0.9 on 1 at 80,80,500,100: CHAPTER FOUR
    text 0.9 on 1 at 80,120,500,140: The keeper had not slept
    text 0.9 on 1 at 80,160,500,180: for three nights, and the oil
    text 0.9 on 1 at 80,200,500,220: was almost gone. Below him
    text 0.9 on 1 at 80,240,500,260: the sea went on and on,
    text 0.9 on 1 at 80,280,500,300: as grey as the gulls above
    text 0.9 on 1 at 80,320,500,340: and as loud as a crowd.
    text 0.9 on 1 at 80,360,500,380: He trimmed the wick again
    text 0.9 on 1 at 80,400,500,420: and wrote the hour down.
";

#[test]
fn the_blue_one_is_of_what_is_blue() {
    let rows: &[Row] = &[
        ("Three cups and a fork. The blue one is in the middle.", "blue: colour supported"),
        ("Three cups and a fork. The blue one is on the left.", "on the left: place contradicted"),
        ("There are three cups above a fork, and one of them is blue.", "blue: colour supported"),
    ];
    find(TABLE, rows);
}

#[test]
fn what_stands_there_answers_for_what_does_not() {
    let rows: &[Row] = &[
        (
            "A sheep is in the lower left corner.",
            "sheep: object contradicted; in the lower left corner: place supported",
        ),
        ("A grey sheep is in the lower left corner.", "grey: colour unsupported"),
        ("A sheep is in the upper right corner.", "sheep: object unsupported"),
        ("A brown dog and a sheep.", "sheep: object unsupported"),
    ];
    find(STREET, rows);
}

#[test]
fn numbers_that_are_exact_and_those_that_are_not() {
    let rows: &[Row] = &[
        ("There is just one cup.", "just one: count contradicted"),
        ("A single cup is in sight, above the fork.", "A single: count contradicted"),
        ("Only one of the cups is blue.", "Only one: count supported"),
        ("No cup has been laid.", "No cup: count contradicted"),
        (
            "Three cups are below the fork.",
            "Three: count supported; below: 2D relation contradicted",
        ),
    ];
    find(TABLE, rows);
}

#[test]
fn a_new_thing_may_be_the_doubtful_one() {
    let rows: &[Row] = &[
        (
            "Another person is in the upper left corner.",
            "person: object weak; in the upper left corner: place weak",
        ),
        ("A third person may be far away.", "person: object weak"),
        ("The person is in the middle.", "person: object supported"),
    ];
    find(BASEBALL, rows);
}

#[test]
fn trades_tell_people_apart() {
    let rows: &[Row] = &[
        ("The batter is happy.", "happy: emotion supported"),
        ("The catcher is happy.", "happy: emotion contradicted"),
        ("The catcher is behind the batter.", "behind: 3D relation contradicted"),
        ("The batter is to the left of the catcher.", "to the left of: 2D relation supported"),
    ];
    find(BASEBALL, rows);
}

#[test]
fn a_coat_has_its_owners_colour() {
    let rows: &[Row] = &[
        ("A dog with brown fur.", "brown: colour supported"),
        ("The dog's brown coat shines.", "brown: colour supported"),
        ("The dog's white coat shines.", "white: colour contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn texts_need_no_quotation_marks() {
    let rows: &[Row] = &[
        ("It says city tours on the bus.", "city tours: text supported"),
        ("A bus from City Tours.", "City Tours: text supported"),
        ("The bus says CITY CRUISES.", "CITY CRUISES: text contradicted"),
        ("The bus, number 42, waits.", "42: text supported"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("The page reads chapter four.", "chapter four: text supported"),
        ("It is Chapter Five of a book.", "Chapter Five: text contradicted"),
        (
            "It goes on: \"Below him the sea went on and on, as grey as the gulls\".",
            "\"Below him the sea went on and on, as grey as the gulls\": text supported",
        ),
    ];
    find(PAGE, rows);
}

#[test]
fn a_page_that_is_quoted_whole_is_said() {
    let page = "CHAPTER FOUR The keeper had not slept for three nights, and the oil was almost gone. \
                Below him the sea went on and on, as grey as the gulls above and as loud as a crowd. \
                He trimmed the wick again and wrote the hour down.";
    let caption = format!("The book reads \"{page}\"");
    let scene = crate::scenes::scene(PAGE);
    let report = dce::fusion::check::check(
        &caption,
        dce::domain::CaptionTarget::Image,
        &scene,
        &dce::domain::Rules::default(),
    );
    let missing = report
        .findings
        .iter()
        .filter(|f| f.span.is_none() && f.kind == dce::fusion::ground::finding::ClaimKind::Text);
    let why: Vec<&str> = missing.map(|f| f.why.as_str()).collect();
    assert!(why.is_empty(), "still missing: {why:?}");
    assert_eq!(report.count(dce::fusion::ground::finding::Verdict::Contradicted), 0);
}

#[test]
fn who_holds_something_else_does_not_hold_what_is_not_there() {
    let rows: &[Row] = &[
        (
            "The person by the white horse holds a parrot.",
            "parrot: object unsupported; holds: nothing",
        ),
        ("The person by the white horse holds a phone.", "holds: person-object supported"),
    ];
    find(RIDERS, rows);
}
