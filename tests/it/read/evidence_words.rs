//! Evidence in words of its own, as a person writes them: verbs, colours, moods, species; and what findings then say.

use super::{Row, STREET, find};
use crate::scenes::scene;
use dce::domain::{CaptionTarget, Rules};
use dce::fusion::check::check;

/// A surprised person chasing a ball, a silver and a blue car, a swan, another person who is happy.
const PARK: &str = "
    image 1000x600
    person 0.9 at 100,200,200,500: emotion=surprised 0.8
    sports ball 0.9 at 210,450,240,480
    car 0.9 at 600,250,840,450: colour=silver 0.8
    car 0.9 at 300,250,500,400: colour=blue 0.8
    bird 0.9 at 500,500,560,560: animal=mute swan 0.8
    person 0.9 at 850,100,950,500: emotion=happy 0.8
    verb 0.9: 1 chasing 2
";

#[test]
fn evidence_counts_whatever_word_stands_there() {
    let rows: &[Row] = &[
        ("A man chases a ball.", "chases: person-object supported"),
        ("A man is chasing the ball.", "chasing: person-object supported"),
        ("A man kicks a ball.", "kicks: person-object unsupported"),
        ("A man is dribbling the ball.", "dribbling: person-object unsupported"),
        ("A silver car and a blue one.", "silver: colour supported"),
        ("A grey car on the right.", "grey: colour supported"),
        ("A yellow car on the right.", "yellow: colour contradicted"),
        ("An astonished man chases a ball.", "astonished: emotion supported"),
        ("The man who chases the ball looks sad.", "looks sad: emotion contradicted"),
        ("A swan at the bottom.", "swan: object supported"),
        ("A duck at the bottom.", "duck: object contradicted"),
    ];
    find(PARK, rows);
}

#[test]
fn exact_numbers_and_denials_are_of_what_is_said() {
    let rows: &[Row] = &[
        ("Only one car is blue.", "Only one: count supported"),
        ("Exactly two cars are blue.", "Exactly two: count contradicted"),
        ("The swan is not black. Nor is the silver car red.", "red: colour supported"),
        ("A church watches over the people.", "watches over: nothing"),
        ("A game of cricket.", "cricket: nothing"),
    ];
    find(PARK, rows);
    find(STREET, &[("The bus has 42 written on it.", "42: text supported")]);
}

/// A finding about a verb says the caption's own word, and one of several people is a person.
#[test]
fn findings_say_the_captions_own_word() {
    let whys = |caption: &str| -> String {
        let report = check(caption, CaptionTarget::Image, &scene(PARK), &Rules::default());
        report.findings.into_iter().map(|f| f.why + "\n").collect()
    };
    let worn = whys("A man kicks a ball.");
    assert!(worn.contains("no evidence says \"kicks\" of the man"), "{worn}");
    let counted = check("Three people.", CaptionTarget::Image, &scene(STREET), &Rules::default());
    let whys: Vec<String> = counted.findings.into_iter().map(|f| f.why).collect();
    assert!(whys.iter().any(|w| w.starts_with("one person is in evidence")), "{whys:?}");
}
