//! The gallery: folders, the nearest name with its margin, the cache on disk.

use dce::domain::{AttributeKind, Fingerprint};
use dce::specialists::gallery_index::{GalleryIndex, VectorCache, exhibits};
use std::path::Path;

/// Makes an empty file with its folders.
fn touch(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    dce::disk::write_atomically(path, b"x").unwrap();
}

#[test]
fn exhibits_are_pictures_below_kind_and_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    for path in [
        "plant/Monstera/b.jpg",
        "plant/Monstera/a.PNG",
        "Logo/Acme/1.webp",
        "plant/Monstera/notes.txt",
        "plant/stray.jpg",
        "readme.md",
    ] {
        touch(&at(path));
    }
    let found = exhibits(folder.path()).unwrap();
    let shown: Vec<(AttributeKind, &str, String)> = found
        .iter()
        .map(|e| {
            (e.kind, e.name.as_str(), e.path.file_name().unwrap().to_string_lossy().into_owned())
        })
        .collect();
    assert_eq!(
        shown,
        [
            (AttributeKind::Logo, "Acme", "1.webp".to_owned()),
            (AttributeKind::Plant, "Monstera", "a.PNG".to_owned()),
            (AttributeKind::Plant, "Monstera", "b.jpg".to_owned()),
        ]
    );
}

#[test]
fn folders_that_are_no_gallery_are_refused_with_the_mend() {
    let folder = tempfile::tempdir().unwrap();
    let message = exhibits(folder.path()).unwrap_err().to_string();
    assert!(message.contains("KIND/NAME"), "{message}");
    touch(&folder.path().join("dragons/Smaug/1.jpg"));
    let message = exhibits(folder.path()).unwrap_err().to_string();
    assert!(message.contains("dragons"), "{message}");
    let message = exhibits(&folder.path().join("missing")).unwrap_err().to_string();
    assert!(message.contains("missing"), "{message}");
}

#[test]
fn the_nearest_name_leads_by_its_margin() {
    let mut index = GalleryIndex::default();
    index.add(AttributeKind::Plant, "rose", vec![1.0, 0.0, 0.0]);
    index.add(AttributeKind::Plant, "rose", vec![3.0, 4.0, 0.0]);
    index.add(AttributeKind::Plant, "tulip", vec![0.0, 0.0, 2.0]);
    index.add(AttributeKind::Food, "soup", vec![0.6, 0.8, 0.0]);
    let nearest = index.nearest(AttributeKind::Plant, &[30.0, 40.0, 0.0]).unwrap();
    assert_eq!(nearest.name, "rose");
    assert!((nearest.cosine - 1.0).abs() < 1e-6, "the nearer of its two pictures");
    assert!((nearest.margin - 1.0).abs() < 1e-6, "a tulip is at right angles");
    assert_eq!(index.nearest(AttributeKind::Animal, &[1.0, 0.0, 0.0]), None);
    assert_eq!(index.nearest(AttributeKind::Plant, &[1.0, 0.0]), None, "another model's vector");
    assert_eq!(index.kinds(), [AttributeKind::Plant, AttributeKind::Food]);
}

#[test]
fn vectors_are_computed_once_for_each_content_and_model() {
    let folder = tempfile::tempdir().unwrap();
    let cache = VectorCache::new(folder.path().join("gallery"));
    let model = |name: &str| Fingerprint::of_bytes(name.as_bytes());
    let get = |sha: &str, m: &str, vector: Vec<f32>| {
        let mut ran = false;
        let cached = cache
            .get_or(sha, &model(m), || {
                ran = true;
                Ok::<_, String>(vector)
            })
            .unwrap();
        assert!(cached.unwritten.is_none());
        (cached.vector, ran)
    };
    assert_eq!(get("aa", "m", vec![1.5, -2.0]), (vec![1.5, -2.0], true));
    assert_eq!(get("aa", "m", vec![9.0]), (vec![1.5, -2.0], false));
    assert_eq!(get("bb", "m", vec![9.0]), (vec![9.0], true));
    assert_eq!(get("aa", "n", vec![7.0]), (vec![7.0], true));

    // A damaged file is computed anew.
    for entry in std::fs::read_dir(folder.path().join("gallery")).unwrap() {
        dce::disk::write_atomically(&entry.unwrap().path(), b"abc").unwrap();
    }
    assert_eq!(get("aa", "m", vec![4.0]), (vec![4.0], true));
    let failed = cache.get_or("cc", &model("m"), || Err::<Vec<f32>, _>("no face".to_owned()));
    assert_eq!(failed.unwrap_err(), "no face");
}
