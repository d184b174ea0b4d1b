//! Arbitrary text against arbitrary scenes: no panic, ranges valid, mends applicable, the same twice.

use crate::fusion::properties::random_scene;
use crate::scenes::scene;
use dce::domain::{CaptionTarget, Rules, Scene};
use dce::fusion::check::{Report, check};
use dce::fusion::vocabulary::Vocabulary;
use proptest::prelude::*;
use proptest::string::string_regex;

/// What holds of any report on any text.
fn holds(text: &str, scene: &Scene, rules: &Rules) -> Result<(), TestCaseError> {
    let report = check(text, CaptionTarget::Image, scene, rules);
    prop_assert_eq!(
        &report,
        &check(text, CaptionTarget::Image, scene, rules),
        "read differently the second time"
    );
    let mut end = 0;
    for m in &report.mentions {
        prop_assert!(m.start >= end && m.start < m.end, "out of order: {:?}", m);
        prop_assert!(text.get(m.start..m.end).is_some(), "not on boundaries: {:?}", m);
        prop_assert!(!m.rests_on.is_empty(), "rests on nothing: {:?}", m);
        end = m.end;
    }
    findings_hold(text, &report)?;
    for row in &report.coverage {
        let said = row.said_and_right + row.said_and_wrong + row.not_said;
        let nothing = row.state == dce::fusion::check::coverage::State::NothingToSay;
        prop_assert_eq!(said == 0, nothing, "{:?}", row);
    }
    Ok(())
}

fn findings_hold(text: &str, report: &Report) -> Result<(), TestCaseError> {
    for f in &report.findings {
        if let Some(span) = &f.span {
            prop_assert!(text.get(span.clone()).is_some_and(|w| !w.is_empty()), "{:?}", f);
        }
        let missing = f.verdict == dce::fusion::ground::finding::Verdict::Missing;
        prop_assert_eq!(f.span.is_none(), missing, "{:?}", f);
        prop_assert!((0.0..=1.0).contains(&f.score), "{:?}", f);
        prop_assert!(!f.why.is_empty(), "{:?}", f);
        for mend in &f.mends {
            let mended = mend.apply(text);
            prop_assert!(std::str::from_utf8(mended.as_bytes()).is_ok());
        }
    }
    Ok(())
}

/// Words of every sort that the reader knows, words of the random scenes' labels, marks, and oddities.
const WORDS: &str = "a an the this these no not two three several dozens both only at least one another other third \
    person people man woman dog dogs car bus sheep knife scissors broccoli hour hand ß-Ding unicycle seashore orange \
    red dark blue light large tiny small happy sad smiling looks seems appears to be possibly is are has with of in on \
    under above below behind in front of next to between left right top bottom corner center picture image foreground \
    background who which that it he she they its his former latter there and or but while , . ; : - ( ) \" “ ” ' ’ \
    as like such made much so more most than if though when as as \
    rides riding holding held by wearing sits stands reads says sign text SALE EXIT Öko St. Mary's watch park hot 3 12 \
    0 99999999999999999999 1.5 it's don't dog's \u{301} 👩‍👩‍👧 出口 \u{202e} \u{200b}";

fn glued() -> impl Strategy<Value = String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let joint = prop::sample::select(vec![" ", " ", " ", " ", "", "\n", "  ", "-"]);
    let word = (prop::sample::select(words), joint, any::<bool>());
    prop::collection::vec(word, 0..60).prop_map(|words| {
        let mut text = String::new();
        for (word, joint, capital) in words {
            text += &if capital { word.to_uppercase() } else { word.to_owned() };
            text += joint;
        }
        text
    })
}

/// Any characters at all, and runs of marks that open and close things.
fn unicode() -> impl Strategy<Value = String> {
    let any_text = string_regex(".{0,200}").unwrap();
    let letters = string_regex("[\\p{L}\\p{M}\\p{Z}\\p{P}\\p{S}\\n\\t]{0,120}").unwrap();
    let marks = string_regex("[\"'“”‘’«»`,.;:()\\- ad0-9]{0,80}").unwrap();
    prop_oneof![any_text, letters, marks]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_is_read_without_harm(text in unicode(), notation in random_scene()) {
        holds(&text, &scene(&notation), &Rules::default())?;
    }

    #[test]
    fn any_words_of_the_vocabulary_are_read_without_harm(
        text in glued(), notation in random_scene(), assert in 0.0_f32..1.0,
    ) {
        let rules = Rules { assert, ..Rules::default() };
        holds(&text, &scene(&notation), &rules)?;
    }
}

/// Texts that broke readers before, and their like.
#[test]
fn odd_texts_are_read_without_harm() {
    let scene = scene("image 100x100\ndog 0.9 at 10,10,50,50\ntext 0.9 on 1 at 1,1,9,9: \"a b\"\n");
    let long = "a dog and ".repeat(3000);
    let nested = "(".repeat(5000);
    let quotes = "\"".repeat(2001);
    for text in ["", " ", "\u{0}", "\u{feff}A dog", "İ", "ǅ a dog", "ﬁ", &long, &nested, &quotes]
    {
        holds(text, &scene, &Rules::default()).unwrap_or_else(|e| panic!("{e}"));
    }
}

/// Categories that no caption would name in the model's words.
const UNKNOWN: [&str; 1] = ["efficientnet-lite2: tights for gymnastics"];

/// Every category that a detector or classifier of ours can name is a word of the vocabulary.
#[test]
fn every_category_of_every_card_is_known() {
    let store = crate::real::store();
    let words = Vocabulary::embedded();
    let mut missing = std::collections::BTreeSet::new();
    let mut known = 0;
    for loaded in store.cards() {
        let card = &loaded.card;
        // Emotions, joints and characters are no things.
        if !["detector", "windows", "classifier"].contains(&card.specialist.as_str()) {
            continue;
        }
        for label in store.labels(&card.id).unwrap_or_else(|e| panic!("{}: {e}", card.id)) {
            for name in label.split(", ").map(str::to_lowercase).take(1) {
                match words.find_noun(&name) {
                    Some(_) => known += 1,
                    None => drop(missing.insert(format!("{}: {name}", card.id))),
                }
            }
        }
    }
    assert!(known > 1000, "only {known} categories were looked up");
    missing.retain(|name| !UNKNOWN.contains(&name.as_str()));
    assert!(missing.is_empty(), "{} not known:\n{missing:#?}", missing.len());
}

/// A draft is read at every keystroke: no wording may reach past the end of what is typed so far.
#[test]
fn what_is_half_typed_is_read_without_harm() {
    let set = dce::eval::labelled::read_set(std::path::Path::new("tests/ground")).unwrap();
    let of_all = set.iter().flat_map(|s| s.captions.iter().map(move |c| (&s.scene, &c.text)));
    let some: Vec<_> = of_all.step_by(60).map(|(s, text)| (s, text.as_str())).collect();
    let first = &set.first().unwrap().scene;
    let similes = "A car red as the sky, as black as the night, as big as the other one, like the sea of the night.";
    for (scene, text) in some.into_iter().chain([(first, similes)]) {
        for (at, _) in text.match_indices(' ') {
            check(&text[..at], CaptionTarget::Image, scene, &Rules::default());
        }
    }
}
