//! Golden captions: every scene by hand, told in words that were read and approved.

use super::by_hand::{SCENES, crowd};
use crate::scenes::scene;
use dce::disk;
use dce::domain::{Rules, Scene};
use dce::fusion::compose::compose_regions;
use dce::fusion::proof::compose_image;
use std::fmt::Write;
use std::path::Path;

/// Where the goldens are; renewed by running the test with `UPDATE_GOLDENS=1`.
const FOLDER: &str = "tests/golden/captions";

#[test]
fn scenes_by_hand_read_as_approved() {
    let mut failures = Vec::new();
    let crowd = crowd();
    for (name, notation) in SCENES.into_iter().chain([("crowd", crowd.as_str())]) {
        let told = told(&scene(notation));
        let path = Path::new(FOLDER).join(format!("{}.txt", name.replace(' ', "-")));
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            disk::write_atomically(&path, told.as_bytes()).expect("golden is writable");
        }
        let approved = std::fs::read_to_string(&path).unwrap_or_default();
        if approved != told {
            failures.push(format!("{name}:\n--- approved\n{approved}\n--- told\n{told}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The image caption, what it left out, then the region captions.
fn told(scene: &Scene) -> String {
    let rules = Rules::default();
    let regions = compose_regions(scene, &rules);
    let image = compose_image(scene, &regions, &rules);
    let mut told = format!("{}\n", image.text);
    if !image.left_out.is_empty() {
        writeln!(told, "\nleft out: {} facts", image.left_out.len()).expect("a String grows");
    }
    for caption in regions.iter().take(8) {
        writeln!(told, "\n{}", caption.text).expect("a String grows");
    }
    told
}
