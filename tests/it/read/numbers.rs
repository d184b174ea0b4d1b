//! Numbers that are compared, summed up or shared out, exceptions, who has none, what is empty, and makes that are words.

use super::{Row, find};

/// Three horses, five sheep, a keeper with a bucket, a bench with a cat on it.
const PASTURE: &str = "
    image 1200x800
    horse 0.9 at 100,300,400,620: colour=brown 0.8
    horse 0.9 at 420,320,700,620: colour=white 0.8
    horse 0.9 at 160,500,300,640: colour=brown 0.7
    sheep 0.9 at 760,520,840,600: colour=white 0.8
    sheep 0.9 at 850,520,930,600: colour=white 0.8
    sheep 0.9 at 940,520,1020,600: colour=white 0.8
    sheep 0.9 at 1030,520,1110,600: colour=white 0.8
    sheep 0.9 at 1100,600,1190,690: colour=black 0.8
    person 0.9 at 700,300,780,560: colour=red 0.8, emotion=happy 0.8
    bucket 0.8 at 780,600,840,670: colour=blue 0.7
    bench 0.9 at 20,640,220,760: depth=0.8 0.8
    cat 0.9 at 60,600,140,700: depth=0.8 0.8
    person 0.9 at 150,560,210,740: depth=0.8 0.8, emotion=sad 0.8
    verb 0.8: 9 holding 10
    verb 0.8: 13 sitting on 11
";

/// A white car and a black one, of which the makes are known, with a number plate; a bus.
const CARS: &str = "
    image 1200x700
    car 0.9 at 60,300,380,600: colour=white 0.8, logo=Toyota 0.8
    car 0.9 at 420,300,680,560: colour=black 0.8, logo=Volkswagen 0.8
    bus 0.9 at 720,100,1100,600: colour=red 0.8
    text 0.9 on 1 at 180,530,280,560: KLM 482
    text 0.9 on 3 at 800,150,1000,200: CENTRAL STATION
";

#[test]
fn numbers_are_compared() {
    let rows: &[Row] = &[
        ("There are more sheep than horses.", "more: count supported; sheep: object supported"),
        ("There are more horses than sheep.", "more: count contradicted"),
        ("There are fewer cats than horses.", "fewer: count supported; cats: object supported"),
        ("There are as many cats as sheep.", "as many: count contradicted"),
        ("There is an equal number of cats and buckets.", "an equal number of: count supported"),
        ("There are twice as many horses as sheep.", "twice as many: count contradicted"),
        (
            "Sheep outnumber horses five to three.",
            "outnumber: count supported; three: count supported",
        ),
        ("Sheep outnumber horses six to three.", "six: count contradicted"),
        ("Two to four horses.", "Two to four: count supported"),
        ("Most of the sheep are black.", "black: colour contradicted"),
        ("Not all of the sheep are black.", "black: colour supported"),
        ("Three horses: 2 brown and 1 white.", "2: count supported; brown: colour supported"),
        ("The white horse is to the right of the 2 brown ones.", "2: count supported"),
        ("Two of the 3 horses are brown.", "3: count supported"),
    ];
    find(PASTURE, rows);
}

#[test]
fn a_number_that_opens_a_sentence_is_no_bus_s() {
    let rows: &[Row] = &[
        ("On the right is a bus. Two cars are parked.", "Two: count supported"),
        ("On the right is a bus. Three cars are parked.", "Three: count contradicted"),
    ];
    find(CARS, rows);
}

#[test]
fn numbers_are_summed_up_and_shared_out() {
    let rows: &[Row] = &[
        ("Nine animals: three horses, five sheep and a cat.", "Nine: count supported"),
        ("Four animals, three horses and a cat.", "Four: count supported"),
        ("One horse is white, the other three are brown.", "three: count contradicted"),
        ("One horse is white, the other two are brown.", "two: count supported"),
        ("Besides the white horse, there are three other horses.", "three: count contradicted"),
        (
            "One person is sad and the other happy.",
            "sad: emotion supported; happy: emotion supported",
        ),
    ];
    find(PASTURE, rows);
}

#[test]
fn exceptions_and_who_has_none() {
    let rows: &[Row] = &[
        ("There are no pets except a cat.", "cat: object supported"),
        ("There is nobody but two people.", "nobody: count supported"),
        ("The person on the bench has no bucket.", "no bucket: count supported"),
        ("The happy person is without a bucket.", "without a bucket: count contradicted"),
        ("The animal is not a dog but a cat.", "dog: object supported; cat: object supported"),
        ("None of the horses is a cow.", "cow: object supported"),
        ("There are neither horses nor cows.", "neither horses: count contradicted"),
        ("The bench is empty.", "empty: other contradicted"),
        ("Nobody wears a hat.", "hat: object unchecked"),
    ];
    find(PASTURE, rows);
}

#[test]
fn makes_that_are_words_and_texts_of_another_thing() {
    let rows: &[Row] = &[
        ("The white car is a Jaguar.", "Jaguar: fine name contradicted"),
        ("The black car is a VW.", "VW: fine name supported"),
        ("The black car is a Volkswagen, not a Toyota.", "Volkswagen: fine name supported"),
        ("The black car bears the text \"KLM 482\".", "\"KLM 482\": text contradicted"),
        ("The bus goes to Central Station.", "Central Station: text supported"),
        ("There is no text on the bus.", "There is no text: text contradicted"),
        ("There is no text on the black car.", "There is no text: text supported"),
    ];
    find(CARS, rows);
}
