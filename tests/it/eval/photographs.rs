//! A few photographs of the tuning half through the real models: what must be said of them and what must not.

use super::facts_of;
use crate::real::{photographs, store};
use dce::domain::{Rules, Scene};
use dce::eval::matching::Verdict;
use dce::eval::names::{asserted, score};
use dce::naming::Taxonomy;
use dce::pipeline::analyst::unwatched;
use dce::pipeline::{Analyst, AnalystOptions};
use std::collections::BTreeSet;

/// Photograph, names that must be asserted, names that must not: what one model or another says of it by mistake.
const CASES: &[(&str, &[&str], &[&str])] = &[
    ("astronaut", &["person"], &["chair", "bobsleigh"]),
    ("chelsea", &["cat"], &["dog", "person", "bed", "horse", "Egyptian Mau"]),
    ("cheetah", &["big cat"], &["dog", "bird"]),
    ("coins", &[], &["clock", "bowl", "Petri dish", "person"]),
    ("baboon", &["animal"], &["person", "bird", "orange", "banana"]),
    ("coffee", &["cup"], &["toilet", "carrot", "dining table"]),
    ("messi5", &["person", "ball"], &["frisbee", "horizontal bar"]),
    ("man_with_clock", &["person"], &["apron"]),
];

#[test]
fn names_of_eight_photographs() {
    let rules = Rules::default();
    let options = AnalystOptions { threads: 2, ..AnalystOptions::default() };
    let mut analyst = Analyst::load(store(), &options).unwrap();
    let taxonomy = Taxonomy::embedded().unwrap();
    let ids: Vec<&str> = CASES.iter().map(|(id, _, _)| *id).collect();
    let mut wrong = Vec::new();
    for (path, (id, must, must_not)) in photographs(&ids).iter().zip(CASES) {
        let bytes = std::fs::read(path).unwrap();
        let scene: Scene = analyst.analyse(path, &bytes, &rules, &unwatched).unwrap().scene;
        let said: BTreeSet<String> = scene
            .regions
            .values()
            .flat_map(|r| asserted(r, &taxonomy, &rules))
            .map(|(_, name, _, _)| name)
            .collect();
        let missing = must.iter().filter(|n| !said.contains(**n));
        wrong.extend(missing.map(|n| format!("{id}: {n} is not said, but {said:?}")));
        let mistaken = must_not.iter().filter(|n| said.contains(**n));
        wrong.extend(mistaken.map(|n| format!("{id}: {n} is said")));
        let judged = score(&scene, &facts_of(id), &taxonomy, &rules);
        let false_names = judged.names.iter().filter(|n| n.verdict == Verdict::Wrong);
        wrong.extend(false_names.map(|n| format!("{id}: {} is false", n.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
