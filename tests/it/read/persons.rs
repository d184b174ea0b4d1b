//! Who is meant and what they do: trades, earlier mention, several that are told apart, verbs in their forms, faces.

use super::{RIDERS, Row, STREET, find};

/// A baker with a pan, a guest who sits on a chair with a cup, a child far off who is afraid.
const CAFE: &str = "
    image 1000x700
    person 0.9 at 100,100,300,600: emotion=neutral 0.8, depth=0.5 0.8
    frying pan 0.9 at 200,250,320,330: depth=0.5 0.8
    person 0.9 at 500,200,700,650: emotion=happy 0.8, depth=0.8 0.8
    chair 0.9 at 480,420,720,690: colour=red 0.8, depth=0.8 0.8
    cup 0.9 at 660,320,700,370: colour=white 0.8, depth=0.8 0.8
    person 0.9 at 860,300,960,560: emotion=fear 0.8, depth=0.2 0.8
    teddy bear 0.9 at 880,400,940,480: colour=brown 0.8, depth=0.2 0.8
    verb 0.8: 1 holding 2
    verb 0.8: 3 sitting on 4
    verb 0.8: 3 drinking from 5
    verb 0.8: 6 hugging 7
";

#[test]
fn a_trade_is_known_by_its_things() {
    let rows: &[Row] = &[
        ("The cook looks sad.", "looks sad: emotion contradicted"),
        ("The chef is smiling.", "smiling: emotion contradicted"),
        (
            "The guest holds the frying pan and the cook drinks from the cup.",
            "holds: person-object contradicted; drinks from: person-object contradicted",
        ),
        ("The cook with the pan has no expression.", "has no expression: emotion supported"),
    ];
    find(CAFE, rows);
}

#[test]
fn what_is_said_of_her_tells_who_she_is() {
    let rows: &[Row] = &[
        ("There is a woman here. She hugs a teddy bear.", "hugs: person-object supported"),
        (
            "A boy and a girl are here. The latter sits on a red chair and smiles.",
            "sits on: person-object supported; smiles: emotion supported",
        ),
        (
            "Two people are seen: one drinks from a cup, the other hugs a bear, wide-eyed with fear.",
            "drinks: person-object supported; hugs: person-object supported",
        ),
    ];
    find(CAFE, rows);
}

#[test]
fn who_sits_on_it_is_on_it() {
    let rows: &[Row] = &[
        ("The person on the chair is happy.", "happy: emotion supported"),
        ("The person on the chair hugs a bear.", "hugs: person-object unsupported"),
    ];
    find(CAFE, rows);
}

#[test]
fn verbs_in_their_forms() {
    let rows: &[Row] = &[
        ("A person is about to ride the brown horse.", "ride: person-object supported"),
        ("The brown horse is the one that is ridden.", "ridden: person-object supported"),
        ("The rider of the brown horse is happy.", "happy: emotion supported"),
        ("The rider of the brown horse holds a phone.", "holds: person-object unsupported"),
        ("In her hand is a phone, and the person is sad.", "In her hand: person-object supported"),
        ("A person, far to the right, holds a phone.", "holds: person-object supported"),
        ("A brown dog waits for its owner.", "waits for: nothing"),
    ];
    find(RIDERS, rows);
}

#[test]
fn faces_in_many_words() {
    let rows: &[Row] = &[
        ("A person, huge grin, stands by a bus.", "huge grin: emotion supported"),
        ("A person whose face betrays joy.", "whose face betrays joy: emotion supported"),
        ("A person stands there, his expression one of pure sorrow.", "sorrow: nothing"),
        ("A person with a welcoming smile waits.", "with a welcoming smile: emotion supported"),
        ("A person with zero expression waits.", "with zero expression: emotion contradicted"),
        ("The person looks bored.", "looks bored: emotion contradicted"),
        ("The person looks thoughtful.", "looks thoughtful: nothing"),
        ("A composed person waits.", "composed: emotion unsupported"),
        ("The person is visibly upset.", "visibly upset: emotion contradicted"),
        (
            "The person is speechless with astonishment.",
            "speechless with astonishment: emotion contradicted",
        ),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("The cook is composed.", "composed: emotion supported"),
        ("The cook looks bored.", "looks bored: emotion unchecked"),
        ("The guest seems indifferent.", "seems indifferent: emotion contradicted"),
    ];
    find(CAFE, rows);
}

#[test]
fn one_person_is_not_two() {
    let rows: &[Row] = &[
        ("A mother holds her child.", "mother: object supported; child: object unsupported"),
        ("A man stands next to a woman.", "man: object supported; woman: object unsupported"),
        ("A woman and a man wait.", "woman: object supported; man: object unsupported"),
        ("A man with his colleagues.", "man: object supported; colleagues: object unsupported"),
        ("A person with a dog.", "person: object supported; dog: object supported"),
        ("A woman waits. The woman smiles.", "smiles: emotion supported"),
        ("A dog with its puppies.", "dog: object supported; puppies: object unsupported"),
    ];
    find(STREET, rows);
    let rows: &[Row] =
        &[("A man stands next to a woman.", "man: object supported; woman: object supported")];
    find(CAFE, rows);
}

#[test]
fn no_joy_is_no_smile() {
    let rows: &[Row] = &[
        ("A person whose face shows no joy.", "whose face shows no joy: emotion contradicted"),
        ("The person shows no sign of joy.", "shows no sign of joy: emotion contradicted"),
        ("The person shows joy.", "shows joy: emotion supported"),
        (
            "A person waits, nobody is with her, and her face shows joy.",
            "nobody: count supported; her face shows joy: emotion supported",
        ),
    ];
    find(STREET, rows);
}
