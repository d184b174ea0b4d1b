//! The embedded fuser's own captions, read by the checker: on scenes by hand, labelled scenes, random scenes, and real
//! photographs; and with one wrong word put in.
//!
//! The goal is no finding at all against captions that say only what is asserted. What is reached is asserted; what is
//! lacking is printed with its most frequent patterns (`cargo test --test it own_words -- --nocapture`).

use crate::fusion::by_hand::{SCENES, crowd};
use crate::fusion::properties::{plausible_scene, random_scene};
use crate::golden_photographs;
use crate::scenes::scene;
use dce::domain::{Rules, Scene};
use dce::eval::labelled;
use dce::eval::own_words::{OwnWords, read_own};
use dce::eval::slips::{self, SlipKind, SlipScores};
use dce::fusion::ground::finding::Verdict;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use std::path::Path;

/// Most findings against the fuser's own captions, as shares of its claims. The goal is 0 in each place.
struct Bar {
    /// Contradicted or unsupported.
    wrong: f64,
    /// Missing though neither left out nor unsaid.
    missing: f64,
}

/// Scenes of the notation that proptest draws, the same in every run.
fn random_scenes<S: Strategy<Value = String>>(
    drawn: S,
    count: usize,
) -> impl Iterator<Item = (String, Scene)> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(move |_| {
        let notation = drawn.new_tree(&mut runner).expect("a scene is drawn").current();
        let scene = scene(&notation);
        (notation, scene)
    })
}

/// A pattern of faults: how often, and the shortest example.
#[derive(Default)]
struct Pattern {
    count: usize,
    example: String,
}

/// Reads all of them, prints what was found, and holds it against the bar.
fn read_back(title: &str, scenes: impl Iterator<Item = (String, Scene)>, bar: &Bar) {
    let mut all = OwnWords::default();
    let mut patterns: BTreeMap<String, Pattern> = BTreeMap::new();
    for (name, scene) in scenes {
        let own = read_own(&scene, &Rules::default());
        for fault in &own.faults {
            let f = &fault.finding;
            let pattern = patterns.entry(format!(
                "{} {}: {}",
                f.verdict.title(),
                f.kind.title(),
                plain(&f.why)
            ));
            let pattern = pattern.or_default();
            pattern.count += 1;
            let example =
                format!("\"{}\" in: {}\n  why: {}\n{name}", fault.words(), fault.sentence, f.why);
            if pattern.example.is_empty() || example.len() < pattern.example.len() {
                pattern.example = example;
            }
        }
        all.add(own);
    }
    let mut list: Vec<_> = patterns.into_iter().collect();
    list.sort_by_key(|(_, pattern)| std::cmp::Reverse(pattern.count));
    let wrong = all.count(Verdict::Contradicted) + all.count(Verdict::Unsupported);
    let missing = all.count(Verdict::Missing);
    println!(
        "# {title}: {} captions, {} claims, {} unsupported, {} contradicted, {missing} missing",
        all.captions,
        all.claims,
        all.count(Verdict::Unsupported),
        all.count(Verdict::Contradicted),
    );
    for (pattern, Pattern { count, example }) in list {
        println!("## {count} × {pattern}\n{example}\n");
    }
    let share = |n: usize| n as f64 / all.claims as f64;
    assert!(all.claims > 50, "{title}: only {} claims", all.claims);
    assert!(share(wrong) <= bar.wrong, "{title}: {wrong} of {} claims found wrong", all.claims);
    assert!(
        share(missing) <= bar.missing,
        "{title}: {missing} facts missing, {} claims",
        all.claims
    );
}

/// A reason with its quotations and common names taken out, so that like faults fall together.
fn plain(why: &str) -> String {
    let mut out = why.split('"').step_by(2).collect::<Vec<_>>().join("…");
    for label in
        ["person", "people", "car", "dog", "scissors", "broccoli", "hour hand", "bus", "sheep"]
    {
        out = out.replace(&format!(" {label}"), " X");
    }
    out
}

fn labelled_scenes() -> Vec<(String, Scene)> {
    let set = labelled::read_set(Path::new("tests/ground")).expect("labelled scenes are readable");
    labelled::each_scene(&set).into_iter().map(|s| (s.name.clone(), s.scene.clone())).collect()
}

#[test]
fn own_captions_of_scenes_by_hand_are_read_back() {
    let crowd = crowd();
    let notations = SCENES.into_iter().map(|(_, n)| n).chain([crowd.as_str()]);
    let scenes = notations.map(|n| (n.to_owned(), scene(n)));
    read_back("scenes by hand", scenes, &Bar { wrong: 0.0, missing: 0.0 });
}

#[test]
fn own_captions_of_labelled_scenes_are_read_back() {
    let scenes = labelled_scenes().into_iter();
    read_back("labelled scenes", scenes, &Bar { wrong: 0.0, missing: 0.00021 });
}

const OF_RANDOM: Bar = Bar { wrong: 0.0, missing: 0.0 };

#[test]
fn own_captions_of_random_scenes_are_read_back() {
    read_back("random scenes", random_scenes(plausible_scene(), 200), &OF_RANDOM);
}

#[test]
#[ignore = "a minute unoptimised; the first tenth of these scenes is read by the test above"]
fn own_captions_of_two_thousand_random_scenes_are_read_back() {
    read_back("2,000 random scenes", random_scenes(plausible_scene(), 2000), &OF_RANDOM);
}

/// Of labels that are no English, and of persons that are unicycles, nobody can tell what a sentence says.
#[test]
fn own_captions_of_nonsense_are_read_back_as_far_as_they_are_english() {
    let bar = Bar { wrong: 0.013, missing: 0.015 };
    read_back("nonsense", random_scenes(random_scene(), 200), &bar);
}

#[test]
fn own_captions_of_photographs_are_read_back() {
    let scenes = golden_photographs::scenes();
    let scenes = scenes.iter().map(|(id, scene)| ((*id).to_owned(), scene.clone()));
    read_back("photographs", scenes, &Bar { wrong: 0.0, missing: 0.0 });
}

/// Of wrong words put into right captions, at least 95 % are caught, and of each kind 90 %, where the goal is 95: in every
/// third scene, since each takes a second; `dce eval ground --slips` goes through all.
#[test]
fn one_wrong_word_is_caught() {
    let mut all = SlipScores::default();
    for ((name, scene), seed) in labelled_scenes().into_iter().step_by(3).zip(1..) {
        let scores = slips::measure(&scene, &Rules::default(), seed);
        if seed <= 3 {
            let again = slips::measure(&scene, &Rules::default(), seed);
            assert_eq!(scores.escaped, again.escaped, "{name}: the same seed makes the same slips");
        }
        all.add(scores);
    }
    for (kind, caught) in &all.by {
        println!("{:<15} {:.3} of {}", kind.title(), caught.share(), caught.of);
    }
    all.escaped.iter().for_each(|e| println!("- {e}"));
    for kind in SlipKind::ALL {
        let of = all.by.get(&kind).map_or(0, |c| c.of);
        assert!(of >= 15, "{}: only {of} slips are possible", kind.title());
        assert!(all.by[&kind].share() >= 0.9, "{}: {:?}", kind.title(), all.by[&kind]);
    }
    assert!(all.all().share() >= 0.95, "{:?}", all.all());
}
