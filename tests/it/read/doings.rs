//! What people do and how they look while they do it: who is meant by the two together, faces, nobody, neither, crowds.

use super::{Row, find};

/// A happy cyclist, a sad one who pushes a bike, one with a phone under an umbrella, an angry one with a dog.
const PARK: &str = "
    image 1200x800
    person 0.95 at 80,200,300,640: emotion=happy 0.8, depth=0.70 0.8
    person 0.93 at 420,220,560,640: emotion=sad 0.8, depth=0.65 0.8
    person 0.92 at 680,230,800,640: emotion=neutral 0.8, depth=0.50 0.8
    person 0.90 at 900,220,1020,640: emotion=angry 0.7, depth=0.55 0.8
    bicycle 0.93 at 60,380,330,720: colour=red 0.8, depth=0.72 0.8
    bicycle 0.91 at 480,400,660,700: colour=blue 0.8, depth=0.66 0.8
    cell phone 0.85 at 740,330,765,370: depth=0.50 0.7
    dog 0.92 at 1040,520,1180,700: colour=brown 0.8, depth=0.60 0.8
    umbrella 0.90 at 660,100,830,220: colour=green 0.8, depth=0.50 0.8
    hat 0.85 at 120,200,260,250: colour=black 0.8, depth=0.70 0.8
    bench 0.90 at 700,660,900,780: colour=white 0.8, depth=0.60 0.8
    verb 0.85: 1 riding 5
    verb 0.82: 2 pushing 6
    verb 0.80: 3 holding 7
    verb 0.83: 4 walking 8
    verb 0.80: 1 wearing 10
    scene park 0.8
";

#[test]
fn who_does_it_goes_before_how_they_look() {
    let rows: &[Row] = &[
        ("A smiling woman pushes a blue bicycle.", "smiling: emotion contradicted"),
        ("A happy woman is out walking her brown dog.", "happy: emotion contradicted"),
        ("The one who pushes the blue bike looks happy.", "looks happy: emotion contradicted"),
        ("A man with a wide grin walks his brown dog.", "with a wide grin: emotion contradicted"),
        ("Beside him, a tearful girl wheels her bike.", "tearful: emotion supported"),
        ("The woman under the umbrella weeps.", "weeps: emotion contradicted"),
    ];
    find(PARK, rows);
}

#[test]
fn what_shows_on_a_face() {
    let rows: &[Row] = &[
        ("There is joy on the dog walker's face.", "joy: emotion contradicted"),
        ("Tears run down the dog walker's cheeks.", "Tears: emotion contradicted"),
        ("There is no joy on the dog walker's face.", "joy: nothing"),
        ("The man on the red bike can't stop smiling.", "smiling: emotion supported"),
    ];
    find(PARK, rows);
}

#[test]
fn nobody_neither_and_all() {
    let rows: &[Row] = &[
        ("Nobody is riding the blue bicycle.", "Nobody: count supported; riding: nothing"),
        ("Nobody is riding the red bicycle.", "Nobody: count contradicted"),
        (
            "Neither the person with the phone nor the person with the dog is smiling.",
            "nor the person: nothing; smiling: emotion supported",
        ),
        (
            "A man rides a red bike and a woman pushes a blue one. Neither is happy.",
            "happy: emotion contradicted",
        ),
        ("Both cyclists are riding their bikes.", "riding: person-object contradicted"),
        ("Someone in the crowd holds a phone.", "in: nothing; holds: person-object supported"),
    ];
    find(PARK, rows);
}

#[test]
fn verbs_of_one_thing_and_of_nothing() {
    let rows: &[Row] = &[
        ("The woman astride the blue bicycle looks sad.", "astride: person-object contradicted"),
        ("A woman takes her brown dog for a walk.", "takes: nothing"),
        ("A brown dog led by an angry man.", "led by: person-object supported"),
        ("A woman pushes a blue bike in front of her.", "in front of: nothing"),
        ("Four people wait for a bus.", "wait for: nothing"),
        ("The woman with the phone wears a black hat.", "wears: person-object unsupported"),
        ("Somebody left a phone there.", "left: nothing"),
    ];
    find(PARK, rows);
}

/// A drummer, a trombonist, somebody who digs, a doubtful one on the right; one lies in a bed over which another bends.
const YARD: &str = "
    image 1400x900
    person 0.93 at 150,260,320,840: colour=black 0.8, depth=0.84 0.8, emotion=happy 0.7
    drum 0.86 at 180,460,320,600: colour=blue 0.8, depth=0.86 0.7
    person 0.87 at 660,300,790,820: colour=purple 0.7, depth=0.77 0.7
    trombone 0.80 at 560,380,740,440: colour=yellow 0.7, depth=0.78 0.6
    person 0.91 at 880,280,1010,800: colour=white 0.7, depth=0.60 0.7
    shovel 0.85 at 980,480,1060,820: depth=0.61 0.7
    person 0.43 at 1300,420,1360,700
    bed 0.90 at 340,600,600,880: colour=white 0.8, depth=0.70 0.7
    person 0.90 at 380,560,580,700: colour=red 0.8, depth=0.69 0.7
    person 0.90 at 470,420,560,780: colour=green 0.8, depth=0.72 0.7
    verb 0.80: 1 playing 2
    verb 0.78: 3 playing 4
    verb 0.82: 5 digging with 6
    verb 0.85: 9 lying on 8
";

#[test]
fn who_does_it_in_few_words() {
    let rows: &[Row] = &[
        (
            "A sad musician beats a drum.",
            "sad: emotion contradicted; beats: person-object supported",
        ),
        (
            "A soloist coaxes thunder from a trombone.",
            "coaxes thunder from: person-object supported",
        ),
        ("Cook in purple playing a trombone.", "Cook: object supported"),
        ("Alt: smiling cook in black playing a drum.", "cook: object supported"),
        ("A man in purple, black suit, trombone in hand.", "in hand: person-object supported"),
        (
            "A man in black, red drum in hand.",
            "red: colour contradicted; in hand: person-object supported",
        ),
        (
            "On the right, a man plays a drum.",
            "On the right: place contradicted; plays: person-object supported",
        ),
        ("One man digs, another plays a drum.", "digs: person-object supported"),
        ("The man in purple digs.", "digs: nothing"),
        ("The person in green lies on the bed.", "lies on: person-object unsupported"),
        ("The person in red lies on the bed.", "lies on: person-object supported"),
        ("Nobody is sad.", "sad: nothing"),
        (
            "The man in black has a face like thunder.",
            "has a face like thunder: emotion contradicted",
        ),
    ];
    find(YARD, rows);
}
