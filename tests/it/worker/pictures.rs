//! Pictures for the screen: the newest wish first, bounded memory, thumbnails, errors by name.

use super::fakes::LONG;
use dce::domain::{Fingerprint, Size};
use dce::pipeline::ImageKey;
use dce::pipeline::pictures::{PictureEvent, Pictures, PicturesOptions, Wish};
use dce::pipeline::thumbnails::{Keeping, ThumbnailWish};
use dce::project::Project;
use image::{Rgb, RgbImage};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn file(folder: &Path, n: u32, width: u32, height: u32) -> PathBuf {
    let path = folder.join(format!("{n}.png"));
    RgbImage::from_pixel(width, height, Rgb([n as u8, 100, 200])).save(&path).unwrap();
    path
}

fn small() -> PicturesOptions {
    PicturesOptions { display_side: 64, thumbnail_side: 16, ..PicturesOptions::default() }
}

fn wish(n: i64, path: &Path) -> ThumbnailWish {
    ThumbnailWish { image: ImageKey(n), path: path.to_owned(), sha256: None }
}

fn event(pictures: &Pictures) -> PictureEvent {
    pictures.events().recv_timeout(LONG).expect("an event in time")
}

#[test]
fn a_picture_is_shown_whole_and_reduced() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 9, 200, 100);
    let pictures = Pictures::start(small(), || {}).unwrap();
    assert!(pictures.show(ImageKey(9), &path).is_none());
    let PictureEvent::Shown { image, picture, .. } = event(&pictures) else { panic!() };
    assert_eq!(image, ImageKey(9));
    assert_eq!(
        (picture.full.size, picture.display().size),
        (Size::new(200, 100), Size::new(64, 32))
    );
    assert_eq!(&picture.display().rgba[..4], [9, 100, 200, 255]);
    assert_eq!(picture.info.sha256, Fingerprint::of_bytes(&std::fs::read(&path).unwrap()).0);

    // Again: at once, the very same.
    let again = pictures.show(ImageKey(9), &path).expect("it is kept");
    assert!(Arc::ptr_eq(&again, &picture));
    let PictureEvent::Shown { picture: told, .. } = event(&pictures) else { panic!() };
    assert!(Arc::ptr_eq(&told, &picture), "the file is the same: not decoded again");

    // The file becomes another: what is kept is shown first, the new one follows.
    RgbImage::from_pixel(50, 40, Rgb([1, 2, 3])).save(&path).unwrap();
    assert!(pictures.show(ImageKey(9), &path).is_some());
    let PictureEvent::Shown { picture: new, .. } = event(&pictures) else { panic!() };
    assert_eq!(new.full.size, Size::new(50, 40));
    assert_ne!(new.info.sha256, picture.info.sha256);
}

#[test]
fn neighbours_are_there_when_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..3).map(|n| file(folder.path(), n, 80, 60)).collect();
    let pictures = Pictures::start(small(), || {}).unwrap();
    pictures.prefetch((1..3).map(|n| (ImageKey(n), paths[n as usize].clone())));
    let until = Instant::now() + LONG;
    while pictures.kept().0 < 2 {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(pictures.events().is_empty(), "what is decoded ahead is not told");
    let begun = Instant::now();
    let next = pictures.show(ImageKey(2), &paths[2]).expect("it is kept");
    assert!(begun.elapsed() < Duration::from_millis(100));
    assert_eq!(next.full.rgba[0], 2);
}

/// Whoever leafs through quickly sees the last image, not each on the way.
#[test]
fn the_newest_wish_wins() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..40).map(|n| file(folder.path(), n, 900, 700)).collect();
    let pictures = Pictures::start(small(), || {}).unwrap();
    for (n, path) in (0..).zip(&paths) {
        pictures.show(ImageKey(n), path);
    }
    let mut shown = Vec::new();
    while shown.last() != Some(&39) {
        let PictureEvent::Shown { image, picture, .. } = event(&pictures) else { panic!() };
        assert_eq!(i64::from(picture.full.rgba[0]), image.0);
        shown.push(image.0);
    }
    assert!(shown.len() < 20, "most were never decoded: {shown:?}");
    assert!(shown.is_sorted());
}

#[test]
fn thumbnails_that_scrolled_away_are_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..60).map(|n| file(folder.path(), n, 640, 320)).collect();
    let pictures = Pictures::start(small(), || {}).unwrap();
    let all = |range: std::ops::Range<i64>| {
        range.map(|n| wish(n, &paths[n as usize])).collect::<Vec<_>>()
    };
    pictures.thumbnails(all(0..60));
    pictures.thumbnails(all(50..60));
    let mut made = Vec::new();
    while made.last() != Some(&59) {
        let PictureEvent::Thumbnail { image, path, sha256, jpeg } = event(&pictures) else {
            panic!()
        };
        assert_eq!(sha256, Fingerprint::of_bytes(&std::fs::read(&path).unwrap()).0);
        let small = image::load_from_memory(&jpeg).unwrap().into_rgb8();
        assert_eq!(small.dimensions(), (16, 8));
        assert!((i64::from(small.get_pixel(8, 4)[0]) - image.0).abs() < 6, "of its own picture");
        made.push(image.0);
    }
    assert!(made.len() <= 15, "at most those under way are made besides: {made:?}");
}

#[test]
fn what_cannot_be_shown_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.jpg");
    std::fs::write(&path, "Dear Sir").unwrap();
    let pictures = Pictures::start(small(), || {}).unwrap();
    pictures.show(ImageKey(1), &path);
    let PictureEvent::Failed { image, wanted, message, .. } = event(&pictures) else { panic!() };
    assert_eq!((image, wanted), (ImageKey(1), Wish::Show));
    assert!(message.contains("letter.jpg"), "{message}");
    pictures.thumbnails([wish(2, &folder.path().join("gone.png"))]);
    let PictureEvent::Failed { image, wanted, message, .. } = event(&pictures) else { panic!() };
    assert_eq!((image, wanted), (ImageKey(2), Wish::Thumbnail));
    assert!(message.contains("gone.png"), "{message}");
}

/// Memory over 500 images: never more than the options allow.
#[test]
fn what_is_kept_stays_within_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..10).map(|n| file(folder.path(), n, 100, 100)).collect();
    let each = 4 * 100 * 100 + 4 * 64 * 64;
    let options = PicturesOptions { most_pictures: 5, most_bytes: 3 * each, ..small() };
    let pictures = Pictures::start(options, || {}).unwrap();
    let mut most = (0, 0);
    for n in 0..500 {
        let at = n % 10;
        pictures.show(ImageKey(n), &paths[at as usize]);
        pictures.prefetch([(ImageKey(n + 1), paths[((at + 1) % 10) as usize].clone())]);
        let PictureEvent::Shown { image, picture, .. } = event(&pictures) else { panic!() };
        assert_eq!((image.0, picture.bytes()), (n, each));
        let (count, bytes) = pictures.kept();
        most = (most.0.max(count), most.1.max(bytes));
    }
    assert_eq!(most, (3, 3 * each));
}

/// A thumbnail is made once for a project, and found by the photograph's content ever after.
#[test]
fn thumbnails_are_kept_with_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 7, 640, 320);
    let sha256 = Fingerprint::of_bytes(&std::fs::read(&path).unwrap()).0;
    let project = Project::create(&folder.path().join("project"), "one").unwrap();
    let start = |writes| {
        let pictures = Pictures::start(small(), || {}).unwrap();
        pictures.keep_thumbnails(Some(Keeping { thumbs: project.thumbs(), writes }));
        pictures
    };
    let thumbnail = |pictures: &Pictures| match event(pictures) {
        PictureEvent::Thumbnail { jpeg, sha256: of, .. } => {
            assert_eq!(of, sha256);
            jpeg
        }
        other => panic!("{other:?}"),
    };
    let only_read = start(false);
    only_read.thumbnails([wish(7, &path)]);
    let made = thumbnail(&only_read);
    assert_eq!(project.thumbnail(&sha256), None, "nothing is written to what is only read");

    let first = start(true);
    first.thumbnails([wish(7, &path)]);
    assert_eq!(thumbnail(&first), made);
    assert_eq!(project.thumbnail(&sha256), Some(made));

    // What is kept is shown as it is: by what the file holds, or by what is known of it where it is gone.
    project.put_thumbnail(&sha256, b"kept").unwrap();
    let again = start(true);
    again.thumbnails([wish(7, &path)]);
    assert_eq!(thumbnail(&again), b"kept");
    std::fs::remove_file(&path).unwrap();
    again.thumbnails([ThumbnailWish { sha256: Some(sha256.clone()), ..wish(7, &path) }]);
    assert_eq!(thumbnail(&again), b"kept");
}
