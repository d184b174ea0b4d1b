//! The lexicon: articles by sound, plurals, how labels are said.

use dce::fusion::compose::words::Lexicon;

#[test]
fn the_words_file_is_readable() {
    Lexicon::parse(include_str!("../../../assets/words.json")).expect("assets/words.json");
}

#[test]
fn articles_follow_the_sound() {
    let cases = [
        ("cat", "a"),
        ("apple", "an"),
        ("hourglass", "an"),
        ("honeycomb", "a"),
        ("uniform", "a"),
        ("umbrella", "an"),
        ("unicycle", "a"),
        ("Egyptian Mau", "an"),
        ("European polecat", "a"),
        ("one-armed bandit", "a"),
        ("X-ray", "an"),
        ("SUV", "an"),
        ("TV", "a"),
        ("8 ball", "an"),
        ("Eskimo dog", "an"),
        ("ukulele", "a"),
        ("École", "an"),
        ("", "a"),
    ];
    for (word, article) in cases {
        assert_eq!(Lexicon::embedded().a_or_an(word), article, "{word}");
    }
}

#[test]
fn plurals_of_coco_and_beyond() {
    let cases = [
        ("person", "people"),
        ("bus", "buses"),
        ("knife", "knives"),
        ("wine glass", "wine glasses"),
        ("sheep", "sheep"),
        ("scissors", "pairs of scissors"),
        ("skis", "pairs of skis"),
        ("mouse", "computer mice"),
        ("tv", "televisions"),
        ("sports ball", "balls"),
        ("cell phone", "cell phones"),
        ("toothbrush", "toothbrushes"),
        ("sandwich", "sandwiches"),
        ("couch", "couches"),
        ("bench", "benches"),
        ("potted plant", "potted plants"),
        ("Egyptian Mau", "Egyptian Maus"),
        ("bird of prey", "birds of prey"),
        ("butter knife", "butter knives"),
        ("broccoli", "heads of broccoli"),
        ("giraffe", "giraffes"),
        ("ox", "oxen"),
        ("goose", "geese"),
        ("toy", "toys"),
        ("strawberry", "strawberries"),
        ("tomato", "tomatoes"),
        ("vehicle", "vehicles"),
        ("spacecraft", "spacecraft"),
        ("aircraft", "aircraft"),
    ];
    for (label, plural) in cases {
        assert_eq!(Lexicon::embedded().plural(label), plural, "{label}");
    }
}

#[test]
fn mass_nouns_take_some() {
    let lexicon = Lexicon::embedded();
    assert_eq!(lexicon.article("broccoli", "broccoli"), "some");
    assert_eq!(lexicon.article("small fork", "fork"), "a");
    assert_eq!(lexicon.article("orange", "orange"), "an");
}
