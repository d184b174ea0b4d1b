//! How long a large project takes: opening and listing 100,000 images is meant to stay under a second, searching them
//! under 150 ms, and one edit, durable, far under what a person notices.
//!
//! `DCE_BENCH_IMAGES=10000 cargo bench --bench project` for another number of images.

#![allow(clippy::expect_used, reason = "in a bench a panic is the report")]

use dce::domain::{AttributeKind, Edit, Fingerprint, RegionId, Rules, Ruling, Scene, Step, Value};
use dce::eval::notation;
use dce::project::record::VERSION;
use dce::project::{Access, Change, Commit, ImageId, Project, Record, summary};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

fn main() {
    let begun = std::time::Instant::now();
    let folder = project();
    let bytes = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |m| m.len());
    println!(
        "{} images, {} MB, made in {:.1} s",
        count(),
        bytes(dce::project::DATABASE) >> 20,
        begun.elapsed().as_secs_f64()
    );
    divan::main();
}

fn count() -> usize {
    std::env::var("DCE_BENCH_IMAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

/// A street of 20 regions with texts and captions, as the embedded fuser tells it.
fn scene(seed: usize) -> Scene {
    let labels = ["person", "car", "bus", "dog", "bench", "bicycle", "traffic light", "umbrella"];
    let mut lines = String::from("image 1600x1200\n");
    for i in 0..20 {
        let (x, y) = ((i * 397 + seed * 31) % 1400, (i * 211 + seed * 17) % 1000);
        let label = labels[(i + seed) % labels.len()];
        lines.push_str(&format!(
            "{label} 0.9 at {x},{y},{},{}: colour=red 0.8, depth=0.{} 0.8\n",
            x + 150,
            y + 180,
            i % 10
        ));
    }
    lines.push_str("text 0.95 on 1 at 10,10,60,30: MAIN STREET 42\n");
    let rules = Rules::default();
    let mut scene = notation::scene(&lines, &rules).expect("the notation is right");
    dce::fusion::fuse_embedded(&mut scene, &rules);
    scene.image.sha256 = Fingerprint::of_bytes(&seed.to_le_bytes()).0;
    scene
}

fn record(seed: usize) -> Record {
    Record {
        version: VERSION,
        software: "bench".to_owned(),
        setup: Fingerprint::of_bytes(b"bench"),
        scene: scene(seed),
        rules: Rules::default(),
        models: Vec::new(),
        timings: Vec::new(),
    }
}

/// The project, made once a process. Records are committed for a few images; the rest get theirs, and captions with words
/// of their own, by SQL: 100,000 durable commits would take longer than the bench.
fn project() -> &'static Path {
    static FOLDER: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, folder) = FOLDER.get_or_init(|| {
        let root = tempfile::tempdir().expect("a temporary folder");
        let folder = root.path().join("project");
        make(&folder);
        (root, folder)
    });
    folder
}

fn make(folder: &Path) {
    let mut project = Project::create(folder, "bench").expect("it is made");
    let paths: Vec<PathBuf> = (0..count())
        .map(|i| PathBuf::from(format!("/photographs/2026/{:03}/street-{i:06}.jpg", i / 1000)))
        .collect();
    project.add(&paths).expect("they are added");
    for seed in 0..64.min(count()) {
        let record = Arc::new(record(seed));
        let summary = summary::of(&record.scene, &record.rules);
        let image = ImageId(seed as i64 + 1);
        let commit = Commit { image, change: Change::Analysed, record, summary, status: None };
        project.commit(&commit).expect("it is written");
    }
    drop(project);
    let db = rusqlite::Connection::open(folder.join(dce::project::DATABASE)).expect("it opens");
    db.execute_batch(
        "BEGIN;
        INSERT INTO records(image, body) SELECT i.id, r.body FROM images i JOIN records r ON r.image = 1 + i.id % 64
            WHERE i.id > 64;
        UPDATE images SET (labels, texts, caption, sha256, width, height, status, revision) =
            (SELECT s.labels, s.texts, s.caption || ' Roll ' || images.id || '.', s.sha256, 1600, 1200, 'to_review', 1
            FROM images s WHERE s.id = 1 + images.id % 64) WHERE id > 64;
        COMMIT; PRAGMA wal_checkpoint(TRUNCATE);",
    )
    .expect("the rest is filled in");
}

fn opened() -> Project {
    Project::open(project(), Access::Write).expect("it opens")
}

/// As the window does at its start: up to the rows that the list shows.
#[divan::bench(sample_count = 10)]
fn open_and_list() -> usize {
    opened().images().expect("they are listed").len()
}

#[divan::bench(sample_count = 10)]
fn list(bencher: divan::Bencher<'_, '_>) {
    let project = opened();
    bencher.bench_local(|| project.images().expect("they are listed").len());
}

/// Once a process, behind the first paint.
#[divan::bench(sample_count = 5)]
fn read_for_search(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(opened).bench_local_values(|mut project| {
        project.read_for_search().expect("it is read");
        project
    });
}

#[divan::bench(args = ["person", "red bus", "\"in front of\"", "roll 77777.", "巴士", "zebra", "e"], sample_count = 20)]
fn search(bencher: divan::Bencher<'_, '_>, words: &str) {
    let mut project = opened();
    project.read_for_search().expect("it is read");
    bencher.bench_local(|| project.search(words).expect("it is searched").len());
}

/// Switching to an image, its photograph aside.
#[divan::bench(sample_count = 50)]
fn open_an_image(bencher: divan::Bencher<'_, '_>) {
    let mut project = opened();
    let mut at = 0;
    bencher.bench_local(|| {
        at = at % 60 + 1;
        project.record(ImageId(at)).expect("it is read")
    });
}

/// An edit with its record and summary, until it is on the disk.
#[divan::bench(sample_count = 100)]
fn commit_an_edit(bencher: divan::Bencher<'_, '_>) {
    let mut project = opened();
    let mut record = project.record(ImageId(1)).expect("it is read").expect("it is there");
    let words = summary::of(&record.scene, &record.rules);
    let mut at = 0;
    bencher.bench_local(|| {
        at += 1;
        let value = Value::Word(format!("label {at}"));
        let ruling = Ruling::Corrected { value, author: "Ada".to_owned() };
        let edit = Edit::RuleAttribute { region: RegionId(1), kind: AttributeKind::Label, ruling };
        let inverse = edit.apply(&mut record.scene).expect("the region is there");
        let step = Step { edit, inverse, author: "Ada".to_owned(), at_ms: at };
        let (image, summary) = (ImageId(1), words.clone());
        let record = Arc::new(record.clone());
        let commit = Commit { image, change: Change::Edit(step), record, summary, status: None };
        project.commit(&commit).expect("it is written");
    });
}

/// What an edit costs besides: the summary, with its captions checked.
#[divan::bench]
fn summarise(bencher: divan::Bencher<'_, '_>) {
    let record = record(1);
    bencher.bench(|| summary::of(divan::black_box(&record.scene), &record.rules));
}
