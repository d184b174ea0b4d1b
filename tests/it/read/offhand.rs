//! What captions say offhand, without a noun or with the wrong one: colours of nobody knows what, numbers of what is
//! something else, whoever does it, what is one of several, of what something is made, and where the picture was taken.

use super::{Row, find};

/// Three geese and what may be a fourth bird at the right edge.
const GEESE: &str = "
    image 512x512
    bird 1.00 at 3,90,187,383: animal=goose 0.71, depth=0.87 0.6
    bird 1.00 at 214,188,337,488: animal=goose 0.68, depth=0.87 0.6
    bird 1.00 at 218,69,347,267: animal=goose 0.70, depth=0.68 0.6
    bird 0.49 at 469,121,510,175: depth=0.03 0.6
";

#[test]
fn numbers_are_those_of_what_is_there_whatever_it_is_called() {
    let rows: &[Row] = &[
        ("Four geese walk on a lawn.", "Four: count weak"),
        ("Five geese walk on a lawn.", "Five: count contradicted"),
        ("Three swans stand here.", "Three: count supported; swans: object contradicted"),
        ("Two swans stand here.", "Two: nothing"),
        ("The bird at the right edge is small.", "at the right edge: place weak"),
        ("There is no one here.", "no one: count supported"),
        ("Two geese are here; neither of them is on the left.", "on the left: place contradicted"),
        ("Like guests arriving at a party, the geese wander about.", "guests: nothing"),
        ("A group of geese stands on the left.", "stands: other unchecked"),
    ];
    find(GEESE, rows);
}

/// A dog of no known colour before a bicycle and a car, which is white.
const PORCH: &str = "
    image 768x576
    car 0.80 at 472,81,683,165: depth=0.25 0.67, colour=white 0.77
    bicycle 0.99 at 111,126,564,445: depth=0.80 0.66
    dog 1.00 at 124,207,313,543: depth=0.97 0.59
";

#[test]
fn looks_without_a_noun_are_seen_or_not() {
    let rows: &[Row] = &[
        ("Colours: brown and red.", "brown: colour unsupported; red: colour unsupported"),
        ("A black and white dog.", "black: colour unsupported; white: colour unsupported"),
        ("A black and white photo of a dog.", "black and white: nothing"),
        ("The dog is here. It is a large object.", "large: size supported"),
        ("The dog is here. It is a small object.", "small: size contradicted"),
        ("The car is not small, and not large.", "small: size supported; large: size supported"),
        ("The dog is tiny.", "tiny: size contradicted"),
        ("The car is the red one.", "red: colour contradicted"),
        (
            "The car is the one nearest to the camera.",
            "nearest to the camera: 3D relation contradicted",
        ),
        ("The bicycle is taking up the center.", "the center: place supported"),
        ("He is happy, that dog.", "happy: emotion unchecked"),
    ];
    find(PORCH, rows);
}

#[test]
fn names_of_places_and_materials_are_no_things() {
    let rows: &[Row] = &[
        ("My dog made a new friend in Iceland.", "Iceland: nothing"),
        ("A staircase of ancient stone.", "stone: other unchecked"),
        ("A stone lies beside the dog.", "stone: object unsupported"),
        (
            "The car has tinted windows and a black roof.",
            "windows: other unchecked; roof: other unchecked",
        ),
        ("Unlike both cars, the dog is near.", "both: count contradicted"),
        ("The dog is the largest of the three.", "three: nothing"),
        (
            "There are two vehicles, and the car is the nearer of the two.",
            "nearer: 3D relation contradicted",
        ),
        ("There is just one vehicle.", "just one: count contradicted"),
    ];
    find(PORCH, rows);
}

/// Two people with neutral faces, one in front of the other.
const COUPLE: &str = "
    image 800x533
    person 0.98 at 378,26,772,532: depth=0.88 0.65, emotion=neutral 0.61
    person 0.98 at 26,28,415,532: depth=0.72 0.65, emotion=neutral 0.62
";

#[test]
fn of_two_only_one_is_so_or_both_are() {
    let rows: &[Row] = &[
        ("Those two look like they got bad news.", "two: count supported"),
        ("Two people. Only one of the two is expressionless.", "Only one: count contradicted"),
        ("There is no one behind the man on the right.", "no one: count contradicted"),
        ("Two people are here, and neither of them is tiny.", "tiny: size supported"),
        ("Text: none visible.", "none: count supported"),
    ];
    find(COUPLE, rows);
}

/// A zoo: a keeper in green feeds an elephant, a woman in yellow eats ice cream, and two lights hang.
const ZOO: &str = "
    image 1600x1066
    elephant 0.96 at 560,260,1010,780: colour=grey 0.9, depth=0.48 0.8
    person 0.90 at 360,680,480,1030: colour=yellow 0.8, depth=0.83 0.8, emotion=surprised 0.7
    person 0.87 at 1190,560,1300,860: colour=green 0.8, depth=0.58 0.7
    ice cream 0.68 at 465,740,505,800: colour=white 0.6, depth=0.84 0.6
    umbrella 0.78 at 30,380,330,560: colour=red 0.8, depth=0.80 0.7
    traffic light 0.86 at 60,40,110,180: depth=0.60 0.6
    traffic light 0.80 at 940,60,985,190: depth=0.35 0.6
    car 0.80 at 1320,700,1580,900: colour=blue 0.8, depth=0.7 0.7
    text 0.97 on 8 at 1400,850,1500,890: WD-5010
    verb 0.8: 3 feeding 1
    verb 0.7: 2 eating 4
";

#[test]
fn whoever_does_it_is_somebody() {
    let rows: &[Row] = &[
        (
            "Whoever feeds the elephant is dressed in green.",
            "feeds: person-object supported; green: colour supported",
        ),
        ("Whoever feeds the elephant is dressed in yellow.", "yellow: colour contradicted"),
        ("Ice cream is eaten by the one in yellow.", "eaten by: person-object supported"),
        (
            "Under a red umbrella somebody waits.",
            "red: colour supported; umbrella: object supported",
        ),
        (
            "Neither the car nor the elephant is to the left of the umbrella.",
            "to the left of: 2D relation supported",
        ),
        (
            "The light on the left is nearer than the one on the right.",
            "nearer than: 3D relation supported; on the right: place supported",
        ),
        (
            "The car with the plate WD-5010 is red.",
            "WD-5010: text supported; red: colour contradicted",
        ),
        ("Somebody is as happy as a lark.", "lark: nothing"),
        ("Umbrellas: one. Traffic lights: two.", "two: count supported"),
        ("Traffic lights: three.", "three: count contradicted"),
    ];
    find(ZOO, rows);
}
