//! Two at home: clefts, the pair, whose name is a word, what is worn, short lists, and what "it" and "its" are not.

use super::{Row, find};

/// A cook in blue and a smaller one in pink with an apron and a spoon, behind a table with a bowl, a banana and a cup; an
/// oven and a refrigerator far off.
const HOME: &str = "
    image 1200x800
    person 0.95 at 180,120,480,780: colour=blue 0.7, depth=0.68 0.8, emotion=neutral 0.7
    person 0.93 at 470,300,700,790: colour=pink 0.7, depth=0.80 0.8, emotion=happy 0.85
    dining table 0.80 at 300,560,1150,800: colour=brown 0.7, depth=0.85 0.7
    mixing bowl 0.85 at 640,540,800,640: colour=white 0.8, depth=0.82 0.7
    oven 0.88 at 860,330,1120,560: colour=black 0.7, depth=0.32 0.7
    refrigerator 0.90 at 20,60,200,620: colour=silver 0.8, depth=0.30 0.7
    banana 0.76 at 960,600,1090,660: colour=yellow 0.8, depth=0.84 0.7
    apron 0.66 at 495,430,660,700: colour=red 0.7, depth=0.80 0.7
    wooden spoon 0.58 at 660,450,720,580: colour=brown 0.6, depth=0.82 0.6
    cup 0.72 at 820,580,870,640: colour=green 0.7
    text 0.90 on 8 at 520,500,630,530: LITTLE CHEF
    verb 0.80: 2 holding 9
    verb 0.75: 2 wearing 8
    scene kitchen 0.9
";

/// A man on a couch with a remote, a child who hugs a bear, two dogs, a television, a pizza on a table, a carrot, a daisy.
const ROOM: &str = "
    image 1280x853
    couch 0.94 at 200,350,1020,776: colour=grey 0.8, depth=0.50 0.8
    person 0.93 at 340,200,560,690: colour=green 0.7, depth=0.63 0.8, emotion=neutral 0.7
    person 0.90 at 600,390,770,700: colour=yellow 0.7, depth=0.66 0.8, emotion=sad 0.7
    dog 0.92 at 790,410,1000,690: colour=white 0.8, depth=0.68 0.8
    dog 0.86 at 60,640,330,840: colour=brown 0.8, depth=0.85 0.8
    tv 0.80 at 1080,120,1270,330: colour=black 0.8, depth=0.30 0.7
    remote 0.64 at 520,430,570,460: colour=black 0.7, depth=0.65 0.6
    teddy bear 0.77 at 690,530,770,640: colour=brown 0.7, depth=0.69 0.7
    pizza 0.90 at 1050,600,1250,700: depth=0.8 0.8, food=pepperoni pizza 0.8
    daisy 0.68 at 20,20,120,160: colour=white 0.8
    text 0.87 on 6 at 1100,280,1200,310: NEWS AT SIX
    verb 0.75: 2 holding 7
    verb 0.80: 3 hugging 8
    verb 0.70: 2 sitting on 1
    scene living room 0.85
";

#[test]
fn not_the_one_but_the_other() {
    let rows: &[Row] = &[
        (
            "It isn't the kid in yellow who looks sad, it's the man in green.",
            "looks sad: emotion contradicted; it's the: emotion contradicted",
        ),
        (
            "It isn't the man in green who looks sad, it's the kid in yellow.",
            "looks sad: emotion supported; it's the: emotion supported",
        ),
        (
            "It's not the man who hugs the teddy bear but the child.",
            "hugs: person-object supported",
        ),
        ("It is the man in green who is sad, not the child.", "sad: emotion contradicted"),
    ];
    find(ROOM, rows);
    let rows: &[Row] = &[(
        "A woman whose face I cannot see stands to the left of the girl in pink.",
        "to the left of: 2D relation supported",
    )];
    find(HOME, rows);
}

#[test]
fn the_two_of_them() {
    let rows: &[Row] = &[
        ("Both of them look gloomy.", "Both of: count supported; gloomy: emotion contradicted"),
        ("They look gloomy.", "gloomy: emotion contradicted"),
        (
            "A mother stirs. The bowl is white. The cup is green. The oven is black. Her child smiles. Behind the pair is a refrigerator.",
            "Behind: 3D relation supported",
        ),
        ("The pair stand behind a table.", "pair: count supported; behind: 3D relation supported"),
        (
            "Two cooks; the taller of the two, clad in blue, waits.",
            "the taller: object supported; blue: colour supported",
        ),
        (
            "Lunch with my two helpers, the younger one in her LITTLE CHEF apron.",
            "in: person-object supported; LITTLE CHEF: text supported",
        ),
        ("Two very hungry cooks.", "Two: count supported"),
        ("Three very hungry cooks.", "Three: count contradicted"),
        ("In the room two people cook.", "two: count supported"),
        (
            "The bowl between the girl and the banana is white.",
            "between: 2D relation supported; white: colour supported",
        ),
        ("A banana, a girl, and a bowl in between.", "in between: nothing"),
    ];
    find(HOME, rows);
}

#[test]
fn none_there_and_so_many_in_a_list() {
    let rows: &[Row] = &[
        ("There is a cup on the table and none beside the bowl.", "none: count contradicted"),
        ("There is a cup on the table and none on the oven.", "none: count supported"),
        ("People – 2", "2: count supported"),
        ("People – 3", "3: count contradicted"),
        ("Subject 1 (left): a cook in blue", "left: place supported; blue: colour supported"),
        ("Subject 1 (right): a cook in blue", "right: place contradicted"),
        ("Condiments: ketchup, pickles.", "Condiments: nothing; ketchup: object unsupported"),
        ("Condiments: noodles, ketchup.", "Condiments: nothing"),
    ];
    find(HOME, rows);
    let rows: &[Row] = &[
        ("There's a single dog on the left and none on the right.", "none: count contradicted"),
        ("None of the two dogs is black.", "None of the: count supported; two: count supported"),
    ];
    find(ROOM, rows);
}

#[test]
fn what_it_is_not() {
    let rows: &[Row] = &[
        ("A couch. A man in a green shirt sits on it.", "sits on: person-object supported"),
        ("A couch. A man with a remote sits on it.", "sits on: person-object supported"),
        (
            "A bowl of soup sits on a chair; a plate of peas sits to its left.",
            "to its left: nothing",
        ),
    ];
    find(ROOM, rows);
    let rows: &[Row] = &[
        (
            "A kitchen with a brown table. A child in a red apron stands behind it.",
            "behind: 3D relation unsupported",
        ),
        ("The batter in the bowl is lumpy.", "batter: object unsupported"),
        ("He forks up the banana and knifes the bowl.", "forks: nothing; knifes: nothing"),
        (
            "The girl is stirring the contents of a white bowl.",
            "stirring: person-object unsupported",
        ),
        ("Rows of lettuce.", "Rows: nothing; lettuce: object unsupported"),
    ];
    find(HOME, rows);
}

#[test]
fn worn_and_called_so() {
    let rows: &[Row] = &[
        ("The woman, dressed in a blue top, cooks.", "blue: colour supported"),
        ("The woman on the left, dressed in a red top, cooks.", "red: colour contradicted"),
        ("Two cooks, blue shirt and a pink one.", "pink: colour supported; a pink one: nothing"),
        ("A cook, content, holds a spoon.", "content: emotion supported"),
    ];
    find(HOME, rows);
    let rows: &[Row] = &[
        ("Lily hugs a teddy bear.", "Lily: fine name unsupported; hugs: person-object supported"),
        ("The man, Tom, holds a remote.", "Tom: fine name unsupported; Tom: object supported"),
        ("A dog named Rex.", "Rex: fine name unsupported"),
        ("His dog is white, her name is Pearl.", "Pearl: fine name unsupported"),
        ("My two dogs, Biscuit and Ginger.", "Biscuit: fine name unsupported"),
        ("A child in yellow hugs a plush rabbit.", "plush rabbit: object contradicted"),
        ("A couch the colour of rain.", "the colour of rain: colour supported"),
        ("A couch the colour of blood.", "the colour of blood: colour contradicted"),
        ("In the distance the television murmurs.", "In the distance: depth supported"),
        ("A pizza topped with pepperoni.", "pepperoni: fine name supported"),
        ("A pizza topped with mozzarella.", "mozzarella: fine name unsupported"),
        ("Sunflowers and a couch.", "Sunflowers: fine name unsupported"),
        ("A sunflower on the left.", "sunflower: fine name contradicted"),
        ("It says NEWS AT TEN on the side of the television.", "NEWS AT TEN: text contradicted"),
    ];
    find(ROOM, rows);
}
