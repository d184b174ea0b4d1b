//! Reading captions: tables of sentences with what must be read in them and found in scenes by hand.

mod apart;
mod asked;
mod clauses;
mod company;
mod coref;
mod counted;
mod denied;
mod doings;
mod doubtful;
mod evidence_words;
mod grammar;
mod groups;
mod harmless;
mod judged;
mod left_out;
mod lettering;
mod looks;
mod markup;
mod meant;
mod names;
mod notes;
mod numbers;
mod offhand;
mod one_and_another;
mod paragraphs;
mod persons;
mod photographed;
mod places;
mod sensed;
mod slipped;
mod slips;
mod space;
mod stance;
mod strangers;
mod strangers_too;
mod things;
mod unlike;
mod unsaid;
mod vocabulary;
mod whose;
mod words;

use crate::scenes::scene;
use dce::domain::{CaptionTarget, Rules};
use dce::fusion::check::check;

/// A red bus, a smiling person nearer than it on its left, a brown dog at the person's feet, a doubtful cat.
const STREET: &str = "
    image 1000x700
    bus 0.92 at 300,150,900,600: colour=red 0.8, depth=0.45 0.7
    person 0.90 at 100,250,220,640: depth=0.80 0.7, emotion=happy 0.8
    dog 0.90 at 20,560,110,690: colour=brown 0.8, depth=0.90 0.7
    cat 0.35 at 930,560,990,640
    text 0.95 on 1 at 400,180,600,220: CITY TOURS
    text 0.95 on 1 at 400,500,460,530: 42
";

/// A person riding a brown horse, another holding a phone beside a white horse.
const RIDERS: &str = "
    image 1000x600
    horse 0.9 at 100,200,400,560: colour=brown 0.8, depth=0.8 0.8
    person 0.9 at 180,60,300,380: depth=0.8 0.8, emotion=happy 0.8
    horse 0.9 at 600,200,800,560: colour=white 0.8, depth=0.3 0.8
    person 0.9 at 820,150,930,590: depth=0.5 0.8, emotion=sad 0.8
    cell phone 0.9 at 850,250,880,290: colour=black 0.8
    verb 0.8: 2 riding 1
    verb 0.8: 4 holding 5
";

/// Two red cups and a blue one in a row, a fork below.
const TABLE: &str = "
    image 900x600
    cup 0.9 at 100,200,200,320: colour=red 0.8
    cup 0.9 at 400,200,500,320: colour=blue 0.8
    cup 0.9 at 700,200,800,320: colour=red 0.8
    fork 0.9 at 420,450,480,590
";

/// Caption, then "words: kind verdict" of each finding that must be there, or "words: nothing"; parted by ";".
type Row<'a> = (&'a str, &'a str);

/// Checks every row against the scene and reports all that differ.
fn find(notation: &str, rows: &[Row<'_>]) {
    let scene = scene(notation);
    let mut faults = Vec::new();
    for (caption, expected) in rows {
        let report = check(caption, CaptionTarget::Image, &scene, &Rules::default());
        let found: Vec<String> = report
            .findings
            .iter()
            .filter_map(|f| {
                let words = &caption[f.span.clone()?];
                Some(format!("{words}: {} {}", f.kind.title(), f.verdict.title()))
            })
            .collect();
        for wanted in expected.split("; ") {
            let holds = match wanted.strip_suffix(": nothing") {
                Some(words) => !found.iter().any(|f| f.starts_with(&format!("{words}: "))),
                None => found.iter().any(|f| f == wanted),
            };
            if !holds {
                faults.push(format!("{caption}\n    wanted {wanted}\n    found  {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
