//! Golden captions of real photographs: the real models look, and the words were read and approved beside the
//! pictures. All are of the tuning half; the other half is not looked at. Renewed with `UPDATE_GOLDENS=1`.
//!
//! Numbers differ a little between machines, so words alone are compared, and photographs on which a word hangs on
//! a hair are not among these.

use crate::real;
use dce::disk;
use dce::domain::{CaptionTarget, Rules, Scene};
use dce::pipeline::analyst::unwatched;
use dce::pipeline::{Analyst, AnalystOptions};
use std::fmt::Write;
use std::path::Path;
use std::sync::OnceLock;

const FOLDER: &str = "tests/golden/photographs";

const PHOTOGRAPHS: [&str; 12] = [
    "astronaut",
    "box_in_scene",
    "camera",
    "cattle_hills",
    "chelsea",
    "coffee",
    "cow_and_calf",
    "messi5",
    "motorcycle",
    "page",
    "rocket",
    "scenetext01",
];

/// The photographs' scenes, analysed once for all tests.
pub fn scenes() -> &'static [(&'static str, Scene)] {
    static SCENES: OnceLock<Vec<(&str, Scene)>> = OnceLock::new();
    SCENES.get_or_init(|| {
        let options = AnalystOptions { threads: 2, ..AnalystOptions::default() };
        let rules = Rules::default();
        let mut analyst = Analyst::load(real::store(), &options).expect("models are in the store");
        let files = PHOTOGRAPHS.iter().zip(real::photographs(&PHOTOGRAPHS));
        files
            .map(|(id, file)| {
                let bytes = std::fs::read(&file).expect("photograph is readable");
                let analysis = analyst
                    .analyse(&file, &bytes, &rules, &unwatched)
                    .expect("photograph is a picture");
                (*id, analysis.scene)
            })
            .collect()
    })
}

#[test]
fn real_photographs_read_as_approved() {
    let mut failures = Vec::new();
    for (id, scene) in scenes() {
        assert_eq!(scene.warnings, [], "{id}");
        let told = told(scene);
        let path = Path::new(FOLDER).join(format!("{id}.txt"));
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            disk::write_atomically(&path, told.as_bytes()).expect("golden is writable");
        }
        let approved = std::fs::read_to_string(&path).unwrap_or_default();
        if approved != told {
            failures.push(format!("{id}:\n--- approved\n{approved}\n--- told\n{told}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The image caption, then the region captions.
fn told(scene: &Scene) -> String {
    let (image, regions): (Vec<_>, Vec<_>) =
        scene.captions.iter().partition(|c| c.target == CaptionTarget::Image);
    let mut told = String::new();
    for caption in image.iter().chain(&regions) {
        assert_eq!(caption.left_out, [], "{}", caption.text);
        let gap = if told.is_empty() { "" } else { "\n" };
        writeln!(told, "{gap}{}", caption.text).expect("a String grows");
    }
    told
}
