//! Whose a look, a feeling or a part is; what is done with parts; sitting told apart from where; sorts by fine names.

use super::{Row, find};

/// A sad reader with a blue book on a red couch, a happy one with a green cup and a phone, a brown dog.
const ROOM: &str = "
    image 1000x700
    person 0.92 at 100,150,300,640: emotion=happy 0.8, depth=0.8 0.7
    person 0.92 at 600,150,800,640: emotion=sad 0.8, depth=0.4 0.7
    cup 0.9 at 280,300,340,380: colour=green 0.8
    couch 0.9 at 500,300,900,690: colour=red 0.8
    book 0.9 at 680,300,720,380: colour=blue 0.8
    dog 0.9 at 10,500,100,690: colour=brown 0.8
    cell phone 0.9 at 150,200,180,220
    suitcase 0.9 at 310,400,420,690: colour=grey 0.8
    verb 0.8: 1 holding 3
    verb 0.8: 1 talking on 7
    verb 0.8: 1 pulling 8
    verb 0.8: 2 sitting on 4
    verb 0.8: 2 reading 5
";

#[test]
fn feelings_that_are_nouns() {
    let rows: &[Row] = &[
        ("A man holds a cup. His smile is gentle.", "His smile: emotion supported"),
        ("A man holds a cup. His face is neutral.", "His face is neutral: emotion contradicted"),
        (
            "One cannot miss the quiet melancholy of the woman on the couch.",
            "quiet melancholy: emotion supported",
        ),
        (
            "A woman whose face betrays no particular feeling holds a cup.",
            "whose face betrays no particular feeling: emotion contradicted; holds: person-object supported",
        ),
        (
            "A man whose expression is cheerful holds a cup.",
            "whose expression is cheerful: emotion supported; holds: person-object supported",
        ),
        ("Two people. The saddest of them reads a book.", "saddest: emotion supported"),
        ("Two people. The happier of the two holds a cup.", "happier: emotion supported"),
        (
            "A man is in far better spirits. He holds a cup.",
            "in far better spirits: emotion supported",
        ),
        ("A table with an alarm clock.", "with an alarm: nothing"),
        ("A tired man holds a cup.", "tired: emotion unchecked; holds: person-object supported"),
    ];
    find(ROOM, rows);
}

#[test]
fn colours_that_are_nouns_and_parts() {
    let rows: &[Row] = &[
        (
            "The red of the couch contrasts with the blue of the book.",
            "red: colour supported; blue: colour supported",
        ),
        ("The yellow of the couch.", "yellow: colour contradicted"),
        ("A couch the colour of grass.", "grass: nothing; couch: object supported"),
        ("A book with a blue cover.", "blue: colour supported"),
        ("A book whose cover is red.", "red: colour contradicted"),
        ("A dog whose ears are black.", "black: colour unsupported"),
        (
            "The dog's brown fur glows in the lower left corner.",
            "in the lower left corner: place supported",
        ),
        ("The redder couch.", "redder: colour supported"),
    ];
    find(ROOM, rows);
}

#[test]
fn having_and_parts() {
    let rows: &[Row] = &[
        ("The cup he has is green.", "has: person-object supported; green: colour supported"),
        ("Man w/ green cup", "w/: person-object supported"),
        ("A man pulls the handle of a suitcase.", "pulls: person-object supported"),
        ("A man on his phone.", "on: person-object supported; phone: object supported"),
        ("On the couch sits a woman.", "sits: person-object supported"),
        ("A woman sits hunched on the couch.", "sits: person-object supported"),
        ("A word is written on the roof of the hotel.", "roof: other unchecked"),
    ];
    find(ROOM, rows);
}

#[test]
fn sorts_by_fine_names() {
    let counter = "
        image 1000x700
        food 0.8 at 250,470,430,560: food=ham 0.7
        food 0.8 at 450,480,620,570: food=salami 0.7
        scene railroad crossing 0.8
    ";
    let rows: &[Row] = &[
        ("Two kinds of meat.", "meat: object supported"),
        ("A selection of cold cuts.", "cold cuts: object supported"),
        ("Cheese on a plate.", "Cheese: object unsupported"),
        ("A level crossing.", "level crossing: object supported"),
    ];
    find(counter, rows);
}
