//! The record: reads back as it was written, refuses what it must, and its schema stands in the tree.

use dce::domain::{Fingerprint, ImageInfo, Rules, Scene, Size};
use dce::project::record::VERSION;
use dce::project::{Record, RecordError, Timing};
use std::path::Path;

fn record() -> Record {
    let image = ImageInfo {
        path: "photographs/bus.jpg".to_owned(),
        sha256: Fingerprint::of_bytes(b"bus").0,
        size: Size::new(640, 480),
    };
    Record {
        version: VERSION,
        software: "dce test".to_owned(),
        setup: Fingerprint::of_bytes(b"setup"),
        scene: Scene::new(image),
        rules: Rules::default(),
        models: Vec::new(),
        timings: vec![Timing {
            part: "nanodet".to_owned(),
            preprocess_ms: 0.1,
            run_ms: 31.337,
            postprocess_ms: 0.25,
            runs: 1,
        }],
    }
}

#[test]
fn reads_back_as_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/bus.json");
    record().write(&path).unwrap();
    assert_eq!(Record::read(&path).unwrap(), record());
}

/// A record is read by colleagues: it has the rights of any new file, not a temporary file's.
#[cfg(unix)]
#[test]
fn a_record_has_the_rights_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (path, plain) = (folder.path().join("bus.json"), folder.path().join("plain"));
    record().write(&path).unwrap();
    std::fs::write(&plain, b"x").unwrap();
    let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), mode(&plain));
}

#[test]
fn two_images_of_one_name_have_two_records() {
    let a = Record::file_name(Path::new("a/1.jpg"), &Fingerprint::of_bytes(b"a").0);
    let b = Record::file_name(Path::new("b/1.jpg"), &Fingerprint::of_bytes(b"b").0);
    assert_ne!(a, b);
    assert!(a.starts_with("1-") && a.ends_with(".json"), "{a}");
}

#[test]
fn newer_records_are_refused_politely() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bus.json");
    let newer = format!("{{\"version\": {}, \"something_new\": true}}", VERSION + 1);
    dce::disk::write_atomically(&path, newer.as_bytes()).unwrap();
    let error = Record::read(&path).unwrap_err();
    assert!(matches!(error, RecordError::Newer { .. }), "{error}");
    assert!(error.to_string().contains("bus.json") && error.to_string().contains("update"));
}

#[test]
fn what_is_no_record_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bus.json");
    for text in ["", "[]", "{\"version\": 1}", "{\"version\": 1, \"surprise\": 2}"] {
        dce::disk::write_atomically(&path, text.as_bytes()).unwrap();
        let error = Record::read(&path).unwrap_err().to_string();
        assert!(error.contains("bus.json: not a record"), "{error}");
    }
}

/// `UPDATE=1 cargo test` renews the file.
#[test]
fn schema_stands_in_the_tree() {
    let schema = schemars::schema_for!(Record);
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/record.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        dce::disk::write_atomically(&path, text.as_bytes()).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == text, "assets/record.schema.json is old: UPDATE=1 cargo test renews it");
}

#[test]
fn a_failed_write_leaves_the_old_record() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bus.json");
    record().write(&path).unwrap();
    // A folder in the way of the rename stands for any failure of the last step.
    let blocked = folder.path().join("blocked");
    std::fs::create_dir_all(blocked.join("inside")).unwrap();
    assert!(record().write(&blocked).is_err());
    assert_eq!(Record::read(&path).unwrap(), record());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "no temporary file stays behind: {left:?}");
}
