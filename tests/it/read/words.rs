//! Words: tokens, plurals, compounds and homographs, numbers, text, and names.

use super::{RIDERS, Row, STREET, TABLE, find};
use dce::fusion::read::claim::Means;
use dce::fusion::read::{TokenKind, read, tokens};
use dce::fusion::vocabulary::Vocabulary;

/// The tokens of a text: quotations as "q:…", sentences parted by "|".
#[test]
fn tokens_are_words_quotations_and_sentences() {
    let rows = [
        ("It's a dog.", "it 's a dog"),
        ("It’s a dog.", "it 's a dog"),
        ("A sign “STOP” here", "a sign q:STOP here"),
        ("A sign 'STOP' here", "a sign q:STOP here"),
        ("A boy's dog reads 'No. 5'", "a boy 's dog reads q:No. 5"),
        ("a red-brick house", "a red-brick house"),
        ("A cat. Two dogs.", "a cat|two dogs"),
        ("The clock shows 10:30.", "the clock shows q:10:30"),
        ("It costs 3.50 now.", "it costs 3.50 now"),
        ("A DOG RUNS!", "a dog runs"),
        ("", ""),
    ];
    let mut faults = Vec::new();
    for (text, expected) in rows {
        let mut found = String::new();
        let mut sentence = 0;
        for token in tokens(text) {
            let shown = match token.kind {
                TokenKind::Word => token.word,
                TokenKind::Quote => format!("q:{}", token.word),
                TokenKind::Comma | TokenKind::Stop => continue,
            };
            let between = if token.sentence > sentence { "|" } else { " " };
            found += if found.is_empty() { "" } else { between };
            found += &shown;
            sentence = token.sentence;
        }
        if found != expected {
            faults.push(format!("{text}\n    wanted {expected}\n    found  {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The nouns that a text names, in order; plurals with "+".
#[test]
fn plurals_compounds_and_homographs_are_told_apart() {
    let rows = [
        ("Two knives and three wolves.", "knife+ wolf+"),
        ("Some geese near the mice.", "goose+ mouse+"),
        ("Men, women and children.", "man+ woman+ children+"),
        ("Two buses, three boxes and some cherries.", "bus+ box+ cherry+"),
        ("A hot dog on a plate.", "hot dog plate"),
        ("An orange on a table.", "orange table"),
        ("A man in an orange shirt.", "man shirt"),
        ("People watch the game.", "people+"),
        ("A crane lifts the car.", "crane car"),
        ("A fire hydrant and a teddy bear.", "fire hydrant teddy bear"),
        ("The photo shows a dog.", "dog"),
        ("A cell phone beside a wine glass.", "cell phone wine glass"),
        ("A man wears a watch.", "man watch"),
        ("A person dressed in orange.", "person"),
        ("A baseball bat and a baseball glove.", "baseball bat baseball glove"),
        ("A computer mouse on a desk.", "computer mouse desk"),
        ("Sheep and deer on the grass.", "sheep deer grass"),
        ("People park their bicycles.", "people+ bicycle+"),
        ("A stop sign near a parking meter.", "stop sign parking meter"),
        ("Cars park next to a bench.", "car+ bench"),
    ];
    let words = Vocabulary::embedded();
    let mut faults = Vec::new();
    for (text, expected) in rows {
        let reading = read(text, words, &[]);
        let named = reading.phrases.iter().filter_map(|p| match p.means {
            Means::Thing(noun) => {
                let many = if p.plural { "+" } else { "" };
                Some(format!("{}{many}", words.noun(noun).word))
            }
            _ => None,
        });
        let found = named.collect::<Vec<_>>().join(" ");
        if found != expected {
            faults.push(format!("{text}\n    wanted {expected}\n    found  {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn numbers_are_counted() {
    let rows: &[Row] = &[
        ("Three cups.", "Three: count supported; cups: object supported"),
        ("Four cups.", "Four: count contradicted"),
        ("A pair of cups.", "A pair of: count contradicted"),
        ("Dozens of cups.", "Dozens of: count contradicted"),
        ("At least two cups.", "At least two: count supported"),
        ("At least four cups.", "At least four: count contradicted"),
        ("Several cups.", "Several: count supported"),
        ("Only one cup.", "Only one: count contradicted"),
        ("No cups.", "No cups: count contradicted"),
        ("There are no dogs.", "There are no dogs: count supported"),
        ("Without a fork.", "Without a fork: count contradicted"),
        ("A single fork.", "A single: count supported"),
        ("3 cups and 1 fork.", "3: count supported; 1: count supported"),
        ("Forks on a table.", "Forks: object contradicted"),
        ("Half a dozen cups.", "Half a dozen: count contradicted"),
        ("Exactly three cups.", "Exactly three: count supported"),
        ("No more than three cups.", "No more than three: count supported"),
        ("Two red cups and one blue cup.", "Two: count supported; one: count supported"),
        ("One of the cups is blue.", "blue: colour supported"),
        ("One of the cups is green.", "green: colour contradicted"),
        ("A fork, a knife and three cups.", "knife: object unsupported; three: count supported"),
        ("Two cups on the left.", "Two: count contradicted"),
        ("A couple of forks.", "A couple of: count contradicted"),
    ];
    find(TABLE, rows);
    let rows: &[Row] = &[
        ("Both horses are brown.", "brown: colour contradicted"),
        ("Two horses and two people.", "Two: count supported; two: count supported"),
        ("Nobody is here.", "Nobody: count contradicted"),
        ("More than three horses.", "More than three: count contradicted"),
    ];
    find(RIDERS, rows);
    find(STREET, &[("Two animals.", "Two: count weak"), ("A cat.", "cat: object weak")]);
}

#[test]
fn texts_are_compared_with_what_was_read() {
    let rows: &[Row] = &[
        ("The bus reads \"CITY TOURS\".", "\"CITY TOURS\": text supported"),
        ("The bus reads “city tours”.", "“city tours”: text supported"),
        ("The bus says \"CITY TOUR\".", "\"CITY TOUR\": text supported"),
        ("The bus says \"CITY\nTOURS\".", "\"CITY\nTOURS\": text supported"),
        ("The bus reads \"CITY TRAMS\".", "\"CITY TRAMS\": text contradicted"),
        ("The bus has the number \"43\".", "\"43\": text contradicted"),
        ("The bus has the number \"42\".", "\"42\": text supported"),
        ("A sign reads \"WONDERFUL NIGHTLIFE\".", "\"WONDERFUL NIGHTLIFE\": text unsupported"),
        (
            "\"City\" and \"Tours\" are written on the bus.",
            "\"City\": text supported; \"Tours\": text supported",
        ),
        ("The bus reads CITY TOURS.", "CITY TOURS: text supported"),
    ];
    find(STREET, rows);
}

#[test]
fn fine_and_proper_names_are_judged() {
    let notation = "
        image 640x480
        cat 0.9 at 100,80,300,420: animal=Egyptian Mau 0.8
        laptop 0.9 at 350,200,600,420: logo=Apple 0.8
    ";
    let rows: &[Row] = &[
        ("An Egyptian Mau.", "Egyptian Mau: fine name supported"),
        ("A Persian cat.", "Persian: fine name contradicted; cat: object supported"),
        ("A banana.", "banana: object unsupported"),
        ("A Siamese cat.", "Siamese: fine name contradicted; cat: object supported"),
        ("The cat is a Maine Coon.", "Maine Coon: fine name contradicted"),
        ("It's a Persian cat.", "Persian: fine name contradicted; cat: object supported"),
    ];
    find(notation, rows);
    let notation = "
        image 640x480
        bird 0.9 at 100,80,300,420: animal=macaw 0.8
        flower 0.9 at 350,200,600,420: plant=daisy 0.8
    ";
    let rows: &[Row] = &[
        ("A parakeet on the left.", "parakeet: object contradicted"),
        ("The bird is a canary.", "canary: object contradicted"),
        ("A sunflower on the right.", "sunflower: fine name contradicted"),
        ("A parrot on the left.", "parrot: object supported"),
    ];
    find(notation, rows);
}

#[test]
fn words_joined_by_hyphens_say_looks_by_their_parts() {
    let rows: &[Row] = &[
        ("A red-and-white bus.", "red-and-white: colour supported"),
        ("A dark-blue bus.", "dark-blue: colour contradicted"),
        ("A pillar-box-red bus.", "pillar-box-red: colour supported"),
        ("A red-painted bus.", "red-painted: colour supported"),
        ("A sad-looking man by the bus.", "sad-looking: emotion contradicted"),
        ("A happy-faced woman.", "happy-faced: emotion supported"),
    ];
    find(STREET, rows);
}

#[test]
fn emotions_have_many_wordings() {
    let rows: &[Row] = &[
        ("The man, whose joy is unmistakable, waits.", "whose joy: emotion supported"),
        ("A woman having fun by the bus.", "having fun: emotion supported"),
        ("A man on the verge of tears.", "on the verge of tears: emotion contradicted"),
        ("A bored man.", "bored: emotion contradicted"),
    ];
    find(STREET, rows);
}

#[test]
fn people_are_called_by_what_they_do() {
    let rows: &[Row] = &[
        ("A street sweeper.", "street sweeper: object supported"),
        ("A newsvendor beside a bus.", "newsvendor: object supported"),
        ("A yachtswoman.", "yachtswoman: object supported"),
        ("Two abseilers.", "Two: count contradicted"),
    ];
    find(STREET, rows);
}

/// A desk with a lamp, a traffic light outside, a teddy bear, a flat screen and two forks.
const DESK: &str = "
    image 1000x700
    person 0.9 at 100,150,320,690: depth=0.8 0.7, emotion=happy 0.8
    traffic light 0.9 at 700,50,760,200: colour=red 0.8, depth=0.3 0.6
    teddy bear 0.9 at 400,400,520,560: colour=brown 0.8
    fork 0.9 at 560,600,580,690: colour=grey 0.8
    bakery 0.8 at 620,210,990,520: colour=blue 0.7
    flagpole 0.8 at 30,100,50,600: colour=yellow 0.7
    scene dining room 0.8
";

/// Light, weather, smells, moves and measures are no things; nouns that stand for what is there under another name are.
#[test]
fn what_nobody_boxes_is_no_thing_and_other_names_are() {
    let rows: &[Row<'_>] = &[
        ("Soft sunlight filters through the leaves.", "filters: nothing"),
        ("Daylight streams in and mist bathes the scene.", "streams: nothing; bathes: nothing"),
        ("The scent of fresh hay fills the air.", "hay: object unchecked"),
        ("The light is red.", "light: object supported; red: colour supported"),
        ("Warm light spills over the person.", "light: other unchecked"),
        ("A light on the right is green.", "light: object supported; green: colour contradicted"),
        ("A brown bear sits beside a person.", "bear: object supported; brown: colour supported"),
        ("A blue storefront with a person in front.", "storefront: object supported"),
        (
            "There is a yellow corner flag.",
            "corner flag: object supported; yellow: colour supported",
        ),
        ("A person in a hotel dining room.", "hotel dining room: object supported"),
        ("A person at a taxi rank.", "taxi rank: scene unchecked"),
        ("They are all holding a teddy bear.", "teddy bear: object supported"),
        ("A teddy bear is also present.", "present: nothing; teddy bear: object supported"),
        ("A plate lies at the bottom right.", "plate: object unsupported"),
        ("Snow capped mountains behind a person.", "mountains: object unsupported; snow: nothing"),
        ("The fork adds charm, and a vase gleams.", "vase: object unsupported"),
    ];
    find(DESK, rows);
}
