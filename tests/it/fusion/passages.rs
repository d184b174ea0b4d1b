//! Quoted text: what clearly continues is joined, what does not is left apart, the same is said once.

use crate::scenes::scene;
use dce::domain::{FactRef, Rules, TextId};
use dce::fusion::proof::compose_image;

fn told(notation: &str) -> String {
    compose_image(&scene(notation), &[], &Rules::default()).text
}

#[test]
fn a_sentence_goes_on_in_the_next_line() {
    let text = told(
        "text 0.9 at 10,10,300,30: The cat sat on the
         text 0.9 at 10,34,300,54: mat. The dog",
    );
    assert!(text.contains(r#""The cat sat on the mat." and "The dog"."#), "{text}");
}

#[test]
fn a_line_parted_by_a_full_stop_is_told_with_its_end() {
    let scene = scene(
        "text 0.9 at 10,10,300,30: The cat sat on the
         text 0.9 at 10,34,300,54: mat. The dog",
    );
    let caption = compose_image(&scene, &[], &Rules::default());
    let on_second = |m: &&dce::domain::Mention| m.rests_on == [FactRef::Text(TextId(2))];
    let words: Vec<&str> =
        caption.mentions.iter().filter(on_second).map(|m| &caption.text[m.start..m.end]).collect();
    assert_eq!(words, [" mat.\"", "\"The dog\""]);
    assert_eq!(caption.left_out, []);
}

#[test]
fn words_of_one_row_are_one_line_from_the_left() {
    let text = told(
        "text 0.9 at 160,12,260,42: Box
         text 0.9 at 10,10,150,40: Stationery",
    );
    assert!(text.contains("\"Stationery Box\""), "{text}");
}

#[test]
fn lines_of_a_sign_columns_and_sideways_text_stay_apart() {
    let cases = [
        ("10,10,300,30: Sports Centre", "10,34,300,54: Car Parks"),
        ("10,10,300,30: one column and", "400,10,700,30: another beside it"),
        ("10,10,30,300: read from the", "34,10,54,300: side it goes on"),
        ("10,10,300,70: Great headings are", "10,80,300,95: much larger than their text"),
        ("10,10,300,30: HEADING", "10,34,300,54: and what it is about"),
    ];
    for (a, b) in cases {
        let text = told(&format!("text 0.9 at {a}\ntext 0.9 at {b}"));
        assert!(text.contains("\" and \""), "{text}");
    }
}

#[test]
fn the_same_text_is_quoted_once_and_rests_on_both() {
    let scene = scene(
        "text 0.55 at 10,10,200,40: NO PARKING
         text 0.9 at 400,200,600,240: No Parking",
    );
    let caption = compose_image(&scene, &[], &Rules::default());
    assert_eq!(caption.text.matches('"').count(), 2, "{}", caption.text);
    assert!(!caption.text.contains("seems"), "{}", caption.text);
    assert_eq!(caption.left_out, []);
}

#[test]
fn short_text_on_a_thing_stands_in_its_noun_phrase() {
    let text = told(
        "motorcycle 0.9 at 40,40,600,440
         text 0.95 on 1 at 300,200,340,220: YAMAHA",
    );
    assert!(text.starts_with("A motorcycle with the text \"YAMAHA\" on it"), "{text}");
}

#[test]
fn a_brand_never_replaces_the_category() {
    let text = told("car 0.9 at 40,40,600,440: logo=Toyota 0.9");
    assert!(text.starts_with("A car "), "{text}");
    assert!(text.contains("Toyota logo"), "{text}");
}

#[test]
fn places_that_say_who_is_left_are_enough() {
    let scene = scene(
        "person 0.9 at 20,200,120,460
         person 0.9 at 500,200,600,460",
    );
    assert!(!scene.relations.is_empty());
    let caption = compose_image(&scene, &[], &Rules::default());
    assert!(!caption.text.contains("of the one"), "{}", caption.text);
    assert_eq!(caption.left_out, []);
}
