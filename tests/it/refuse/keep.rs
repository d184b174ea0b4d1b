//! Locked words survive re-fusion: word for word, in order, with facts told once.

use super::{PARK, an_edit, ann, edit_of, make, told};
use crate::fusion::properties::random_scene;
use dce::domain::{
    AttributeKind, Caption, CaptionOrigin, CaptionTarget, Edit, FactRef, RegionId, Rules, Scene,
};
use dce::fusion::keep::{keep, keep_and_tell};
use dce::fusion::{compose, facts, plan, proof};
use dce::pipeline::derive::rederive;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

fn image(scene: &Scene) -> Caption {
    let regions = compose::compose_regions(scene, &Rules::default());
    proof::compose_image(scene, &regions, &Rules::default())
}

/// Locks words of a caption.
fn lock(caption: &mut Caption, words: &str) {
    let start = caption.text.find(words).unwrap_or_else(|| panic!("{words} in {}", caption.text));
    caption.locked.push(start..start + words.len());
    caption.locked.sort_by_key(|l| l.start);
}

fn kept(before: &Caption, scene: &Scene) -> Caption {
    let after = keep(before, image(scene), scene, &Rules::default());
    sound(before, &after, scene).unwrap_or_else(|e| panic!("{e}\n{before:#?}\n{after:#?}"));
    after
}

/// Mentions and locked ranges fit the text, locked words are the old ones in order, facts are told or left out.
fn sound(before: &Caption, after: &Caption, scene: &Scene) -> Result<(), String> {
    let mut end = 0;
    for m in &after.mentions {
        if m.start < end || m.start >= m.end || after.text.get(m.start..m.end).is_none() {
            return Err(format!("mention out of place: {m:?}"));
        }
        end = m.end;
    }
    let words = |c: &Caption| -> Option<Vec<String>> {
        c.locked.iter().map(|l| Some(c.text.get(l.clone())?.trim().to_owned())).collect()
    };
    let expected: Vec<String> =
        words(before).unwrap_or_default().into_iter().filter(|w| !w.is_empty()).collect();
    let found = words(after).ok_or("a locked range is out of place")?;
    if found != expected {
        return Err(format!("locked {expected:?}, kept {found:?}"));
    }
    if after.locked.windows(2).any(|w| w[0].end > w[1].start) {
        return Err(format!("locked ranges overlap: {:?}", after.locked));
    }
    let told: BTreeSet<&FactRef> = after.mentions.iter().flat_map(|m| &m.rests_on).collect();
    for fact in facts::of_scene(scene, &Rules::default()) {
        // "One more line of text follows" points at a line and leaves it out.
        let counted = matches!(fact, FactRef::Text(_)) && told.contains(&fact);
        if told.contains(&fact) == after.left_out.contains(&fact) && !counted {
            return Err(format!("{fact:?} must be either told or left out"));
        }
    }
    if after.text.contains("  ") && !before.text.contains("  ") {
        return Err("two blanks".into());
    }
    Ok(())
}

#[test]
fn without_locks_nothing_is_kept() {
    let scene = told(PARK);
    let (before, mut after) = (image(&scene), image(&scene));
    after.text = "Something else.".into();
    assert_eq!(keep(&before, after.clone(), &scene, &Rules::default()), after);
}

#[test]
fn locked_words_that_are_told_again_stay_where_they_are() {
    let scene = told(PARK);
    let mut before = image(&scene);
    lock(&mut before, "CITY TOURS");
    let after = kept(&before, &scene);
    assert_eq!((&after.text, &after.mentions), (&before.text, &before.mentions));
}

#[test]
fn a_locked_phrase_takes_the_place_of_what_says_the_same_now() {
    let notation = "image 600x600\ndog 0.9 at 100,100,300,300: colour=brown 0.8, depth=0.9 0.8";
    let mut scene = told(notation);
    let mut before = image(&scene);
    assert_eq!(
        before.text,
        "A medium-sized brown dog is in the center of the picture and close to the camera."
    );
    before.text = before.text.replace("medium-sized brown dog", "muddy brown dog");
    before.mentions.clear();
    lock(&mut before, "A muddy brown dog");
    let edit = ann(&scene).attribute(RegionId(1), AttributeKind::Depth, "far").unwrap();
    make(&mut scene, &edit);
    let after = kept(&before, &scene);
    assert_eq!(
        after.text,
        "A muddy brown dog is in the center of the picture and far from the camera."
    );
}

#[test]
fn a_locked_sentence_replaces_the_one_that_tells_the_same_and_nothing_is_told_twice() {
    let scene = told(PARK);
    let mut before = image(&scene);
    let at =
        before.text.find("The picture appears to show").or(before.text.find("The picture shows"));
    let start = at.unwrap_or_else(|| panic!("{}", before.text));
    let end = start + before.text[start..].find('.').unwrap() + 1;
    before.locked.push(start..end);
    let sentence = before.text[start..end].to_owned();
    let mut changed = scene.clone();
    make(&mut changed, &ann(&scene).scene_name("garden").unwrap());
    let after = kept(&before, &changed);
    assert_eq!(after.text.matches(&sentence).count(), 1);
    assert!(!after.text.contains("garden"), "told by the locked sentence: {}", after.text);
}

#[test]
fn what_a_person_typed_and_locked_stays_though_nothing_tells_it() {
    let scene = told(PARK);
    let mut before = image(&scene);
    before.text = format!("It is Ann's birthday. {}", before.text);
    before.mentions.clear();
    lock(&mut before, "It is Ann's birthday.");
    let after = kept(&before, &scene);
    assert!(after.text.starts_with("It is Ann's birthday. "), "{}", after.text);
    assert!(after.text.ends_with(&image(&scene).text), "{}", after.text);
}

#[test]
fn refusing_keeps_what_is_locked_in_the_caption_in_force() {
    let (mut scene, rules) = (told(PARK), Rules::default());
    let target = CaptionTarget::Image;
    let mut own = plan::by_person(&scene, &rules, target, "A lovely day. A dog.", "ann");
    lock(&mut own, "A lovely day.");
    assert_eq!(own.origin, CaptionOrigin::Person("ann".into()));
    let to = Some(Box::new(own.clone()));
    make(&mut scene, &Edit::SetCaption { target, origin: own.origin.clone(), to });
    let edit = ann(&scene).label(RegionId(2), "cat").unwrap();
    make(&mut scene, &edit);
    let proposals = plan::refuse(&scene, &rules);
    let after = &proposals.last().unwrap().after;
    assert!(after.text.starts_with("A lovely day. "), "{}", after.text);
    assert!(matches!(after.origin, CaptionOrigin::Fused(_)));
    let edit = plan::accept(&scene, &rules, &proposals);
    make(&mut scene, &edit);
    let left: Vec<_> = plan::stale(&scene, &rules).iter().map(|s| s.state).collect();
    assert_eq!(left, [plan::State::Outdated], "what was kept is up to date");
}

/// A typed caption with these words locked, fused anew for a scene of which it tells nothing.
fn typed(text: &str, locked: &str) -> (Caption, Vec<String>) {
    let scene = told("image 600x600\ndog 0.9 at 100,100,300,300: colour=brown 0.8");
    let mut before = image(&scene);
    (before.text, before.mentions) = (text.to_owned(), Vec::new());
    lock(&mut before, locked);
    let (after, stayed) = keep_and_tell(&before, image(&scene), &scene, &Rules::default());
    sound(&before, &after, &scene).unwrap_or_else(|e| panic!("{e}\n{after:#?}"));
    (after, stayed)
}

#[test]
fn of_a_sentence_without_a_place_the_clause_stays_that_holds_the_locked_words() {
    for (text, locked, clause) in [
        ("A boat is red, and the sun is low over the sea.", "low", "The sun is low over the sea."),
        ("A boat is red, and the sun is low over the sea.", "boat", "A boat is red."),
        ("It is my birthday, and the moon is full.", "moon", "The moon is full."),
        ("It is my birthday, and the moon is full.", "birthday", "It is my birthday."),
        ("The boat is old while two gulls are on the mast.", "gulls", "Two gulls are on the mast."),
        ("The boat is old; the mast is new; the sail is torn.", "mast", "The mast is new."),
        (
            "The boat is old; the mast is new; the sail is torn.",
            "new; the sail",
            "The mast is new; the sail is torn.",
        ),
    ] {
        let (after, stayed) = typed(text, locked);
        assert_eq!(stayed, [clause], "{text}");
        assert!(after.text.contains(clause), "{}", after.text);
    }
}

#[test]
fn a_sentence_whose_clauses_do_not_stand_alone_stays_whole() {
    for (text, locked) in [
        // One clause, two things.
        ("A boat and a gull are near the pier.", "gull"),
        // Who is torn?
        ("The sail is old, and it is torn.", "torn"),
        // What a thing does besides.
        ("A sailor rides a wave and sings.", "sings"),
        ("The sailor has a rope and a hook that is bent.", "bent"),
        // The locked words would have to be changed.
        ("A boat is red, and the sun is low.", "the sun"),
        ("It is Ann's birthday.", "birthday"),
    ] {
        let (after, stayed) = typed(text, locked);
        assert_eq!(stayed, [text]);
        assert!(after.text.contains(text), "{}", after.text);
    }
}

#[test]
fn what_finds_its_place_is_not_said_to_have_stayed() {
    let scene = told(PARK);
    let mut before = image(&scene);
    lock(&mut before, "CITY TOURS");
    let (_, stayed) = keep_and_tell(&before, image(&scene), &scene, &Rules::default());
    assert_eq!(stayed, Vec::<String>::new());
}

/// Ranges of words of a text, by shares of its length.
fn spans(text: &str, shares: &[(f32, f32)]) -> Vec<Range<usize>> {
    let on_char = |share: f32| {
        let mut at = (share * text.len() as f32) as usize;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let mut end = 0;
    let mut spans = Vec::new();
    let mut sorted: Vec<(usize, usize)> =
        shares.iter().map(|(a, b)| (on_char(*a), on_char((a + b).min(1.0)))).collect();
    sorted.sort();
    for (a, b) in sorted {
        if a >= end && a < b {
            spans.push(a..b);
            end = b;
        }
    }
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn locked_words_survive_any_correction(
        notation in prop_oneof![Just(PARK.to_owned()), random_scene()],
        edits in prop::collection::vec(an_edit(), 0..4),
        shares in prop::collection::vec((0.0_f32..1.0, 0.0_f32..0.3), 1..4),
        typed in any::<bool>(),
    ) {
        let mut scene = told(&notation);
        let mut before = image(&scene);
        before.locked = spans(&before.text, &shares);
        if typed {
            before.mentions.clear();
        }
        for numbers in &edits {
            if let Some(edit) = edit_of(&scene, numbers) {
                edit.apply(&mut scene).ok();
            }
        }
        rederive(&mut scene, &Rules::default(), None, None);
        let after = keep(&before, image(&scene), &scene, &Rules::default());
        if let Err(why) = sound(&before, &after, &scene) {
            prop_assert!(false, "{why}\n{before:#?}\n{after:#?}");
        }
        // Locked once, it is kept for good: keeping anew gives the same words.
        let again = keep(&after, image(&scene), &scene, &Rules::default());
        let locked = |c: &Caption| -> Vec<String> {
            c.locked.iter().map(|l| c.text[l.clone()].to_owned()).collect()
        };
        prop_assert_eq!(locked(&again), locked(&after));
    }

    #[test]
    fn a_locked_sentence_stands_once(
        which in 0..20_usize,
        edits in prop::collection::vec(an_edit(), 0..4),
    ) {
        let mut scene = told(PARK);
        let mut before = image(&scene);
        let sentences: Vec<String> =
            before.text.split_inclusive(". ").map(|s| s.trim().to_owned()).collect();
        let sentence = sentences[which % sentences.len()].clone();
        lock(&mut before, &sentence);
        for numbers in &edits {
            if let Some(edit) = edit_of(&scene, numbers) {
                edit.apply(&mut scene).ok();
            }
        }
        rederive(&mut scene, &Rules::default(), None, None);
        let after = keep(&before, image(&scene), &scene, &Rules::default());
        prop_assert_eq!(after.text.matches(&sentence).count(), 1, "{}", after.text);
    }

    #[test]
    fn any_text_and_any_ranges_do_no_harm(
        text in any::<String>(),
        locked in prop::collection::vec((0..60_usize, 0..60_usize), 0..5),
    ) {
        let scene = told(PARK);
        let mut before = image(&scene);
        before.text = text;
        before.locked = locked.into_iter().map(|(a, b)| a..b).collect();
        let after = keep(&before, image(&scene), &scene, &Rules::default());
        prop_assert!(after.locked.iter().all(|l| after.text.get(l.clone()).is_some()));
        prop_assert!(after.mentions.iter().all(|m| after.text.get(m.start..m.end).is_some()));
    }
}
