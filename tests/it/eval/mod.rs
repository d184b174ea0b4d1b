//! Measuring: what counts as right, with scenes and facts by hand; and a few real photographs of the tuning half.

mod ablate;
mod ground;
mod intervals;
mod matching;
mod photographs;
mod scores;

use dce::eval::truth::Truth;
use std::path::PathBuf;

/// Facts by hand: `fields` are those of tests/truth that are not empty.
fn truth(fields: &serde_json::Value) -> Truth {
    let mut facts = serde_json::json!({
        "photo": "by-hand", "scene": [], "objects": [], "counts": {}, "text": [], "emotion": [],
        "p2o": [], "nearer": [], "fine": [], "colour": []
    });
    for (key, value) in fields.as_object().unwrap() {
        facts[key] = value.clone();
    }
    serde_json::from_value(facts).unwrap()
}

/// The facts of a photograph.
fn facts_of(id: &str) -> Truth {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "truth"].iter().collect();
    Truth::read(&folder.join(format!("{id}.json"))).unwrap()
}
