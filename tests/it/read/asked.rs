//! Questions and their answers, what is the nearest of its kind, names that are words, what is left, worn and held: as
//! strangers wrote them.

use super::{Row, find};

/// Two boats, the red one nearer; somebody happy in blue with a dog, a bowl with a banana in it.
const SHORE: &str = "
    image 1000x600
    boat 0.9 at 100,300,400,500: colour=red 0.8, depth=0.7 0.8
    boat 0.9 at 500,250,700,350: colour=white 0.8, depth=0.4 0.8
    person 0.9 at 820,200,930,560: colour=blue 0.8, depth=0.9 0.8, emotion=happy 0.8
    dog 0.9 at 700,450,800,580: animal=retriever 0.8, colour=white 0.8, depth=0.85 0.8
    bowl 0.9 at 480,450,620,560: colour=blue 0.8
    banana 0.9 at 500,455,600,500
    crash helmet 0.8 at 540,220,600,270: colour=red 0.8
    text 0.9 on 1 at 150,420,300,460: WET PAINT
    text 0.9 on 3 at 850,300,900,340: 27
    verb 0.8: 3 walking 4
";

#[test]
fn answers_say_of_what_was_asked() {
    let rows: &[Row] = &[
        ("What colour is the dog? White.", "White: colour supported"),
        ("What colour is the dog? Orange.", "Orange: colour contradicted"),
        ("And the dog: what colour? Brown, I think.", "Brown: colour contradicted"),
        ("How many boats are there? Two.", "Two: count supported"),
        ("Q: How many boats are there? A: Three.", "Three: count contradicted"),
        (
            "Where is the dog? In the lower right corner.",
            "In the lower right corner: place supported",
        ),
        (
            "Where is the dog? In the upper left corner.",
            "In the upper left corner: place contradicted",
        ),
        ("How does the person look? Angry.", "Angry: emotion contradicted"),
        ("What is the person walking? A dog.", "walking: person-object supported"),
        ("What is to the left of the dog? A boat.", "to the left of: 2D relation supported"),
        ("Which animal is nearest? The dog.", "nearest: 3D relation supported"),
        ("Who looks happy? The person in blue.", "looks happy: emotion supported"),
        ("Who is on the left? The person in blue.", "on the left: place contradicted"),
        ("What animal is on the left? A dog.", "on the left: place contradicted"),
        ("Which boat is on the left? The red one.", "red: colour supported"),
        ("Which boat is on the left? The white one.", "white: colour contradicted"),
        (
            "Is the dog brown? No. Is it white? Yes.",
            "brown: colour supported; white: colour supported",
        ),
        ("Is there a cat? No.", "cat: nothing"),
        ("Any cats? No cats.", "No cats: count supported"),
        (
            "Who is walking the dog? The person in blue.",
            "walking: person-object supported; blue: colour supported",
        ),
        ("Q: Who rides the dog? A: The person in blue.", "rides: person-object contradicted"),
        ("Any boats? None that I can see.", "boats? None: count contradicted"),
        ("How many boats are there? None.", "boats are there? None: count contradicted"),
    ];
    find(SHORE, rows);
}

#[test]
fn what_is_painted_has_the_colour() {
    let rows: &[Row] = &[
        ("Somebody happy walks past a boat painted red.", "red: colour supported"),
        ("The person looks at a bowl painted red.", "red: colour contradicted"),
        ("The person in a blue kit walks the dog.", "blue: colour supported"),
        ("The person in a red kit walks the dog.", "red: colour contradicted"),
        ("Clothing: blue for the person.", "blue: colour supported"),
        ("Clothing: red for the person.", "red: colour contradicted"),
        ("Clothing: blue (right).", "blue: nothing"),
    ];
    find(SHORE, rows);
}

#[test]
fn nearest_of_its_kind() {
    let rows: &[Row] = &[
        (
            "The white boat is closest to the camera.",
            "closest to the camera: 3D relation contradicted",
        ),
        ("The red boat is the closest to us.", "closest to us: 3D relation supported"),
        ("The boat farthest from the camera is white.", "white: colour supported"),
        ("The boat farthest from the camera is red.", "red: colour contradicted"),
        ("A boat; to the right, a white dog.", "to the right: place supported"),
        ("A person in blue; to the left, a red boat.", "to the left: place supported"),
        ("A banana in the left corner.", "in the left corner: place contradicted"),
        ("A person in a red scarf on the right.", "on the right: place supported"),
        ("A person in a red scarf on the left.", "on the left: place contradicted"),
        ("A player with a number on the back.", "on the back: nothing"),
    ];
    find(SHORE, rows);
}

#[test]
fn somebody_feels_and_only_one_does() {
    let rows: &[Row] = &[
        ("The adult smiles.", "adult: object supported; smiles: emotion supported"),
        ("A baby frowns at the dog.", "baby: object supported; frowns: emotion contradicted"),
        ("Only one of the boats is red.", "Only one: count supported"),
        ("Nobody but the man in blue smiles.", "smiles: nothing"),
        ("The boat on the left is red, the other one white.", "white: colour supported"),
        ("The boat on the left is red, the other one green.", "green: colour contradicted"),
    ];
    find(SHORE, rows);
}

#[test]
fn names_and_numbers_are_no_things() {
    let rows: &[Row] = &[
        ("It was taken on a sunny day in Cork, 300 km from home.", "Cork: nothing; 300: nothing"),
        ("They met at Grand Army Plaza on a sunny day.", "Grand: nothing"),
        (
            "A smiling Tom Reilly walks the dog.",
            "smiling: emotion supported; walks: person-object supported",
        ),
        ("A crying Ivy Chan walks the dog.", "crying: emotion contradicted"),
        ("Runners 27 and 41 wait.", "27: text supported; 41: text contradicted"),
        ("She has not looked up ONCE since then.", "ONCE: nothing"),
        ("The dog is RIGHT THERE and waits.", "RIGHT THERE: nothing"),
        ("The boat says DRY PAINT.", "DRY PAINT: text contradicted"),
        ("A golden retriever waits.", "golden retriever: fine name unsupported"),
        ("A terrier waits.", "terrier: object contradicted"),
        ("A table in solid oak.", "oak: nothing"),
    ];
    find(SHORE, rows);
}

#[test]
fn what_is_left_worn_and_held() {
    let rows: &[Row] = &[
        ("There is no banana left.", "left: nothing; There is no banana: count contradicted"),
        ("There is no cake left.", "There is no cake: count supported"),
        (
            "A person near a blue bowl holding a banana.",
            "holding: nothing; banana: object supported",
        ),
        ("Dog: white, long coat.", "coat: other unchecked"),
        ("A person in blue, long coat.", "coat: object unsupported"),
        ("The person is happy; a helmet rests on a white boat.", "rests on: 2D relation supported"),
        ("The person never stopped smiling.", "smiling: emotion supported"),
        ("The person keeps scowling.", "keeps scowling: emotion contradicted"),
        ("A bird as white as milk, a dog, golden as autumn wheat.", "wheat: nothing"),
        ("The person runs to tag him.", "tag: nothing"),
    ];
    find(SHORE, rows);
}
