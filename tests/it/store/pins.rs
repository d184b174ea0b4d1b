//! Files without a published hash: pinned as they first came, refused when they change.

use super::{data_card, fetch_error, store_with};
use dce::models::place::sha256_of;
use dce::models::{FetchOutcome, Silent};

#[test]
fn first_fetch_pins_and_a_change_is_refused() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let original = folder.path().join("a.bin");
    std::fs::write(&original, b"first").unwrap();
    let card = data_card("mine", folder.path(), "a.bin", None);
    let store = store_with(home.path(), &card);
    let outcome = store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert!(matches!(outcome, FetchOutcome::Had { pinned: true, .. }));
    let shown = store.pins_of(&card).unwrap().join("\n");
    assert!(
        shown.contains("pinned at first fetch") && shown.contains(&sha256_of(b"first")),
        "{shown}"
    );

    std::fs::remove_file(store.ready("mine").unwrap().path).unwrap();
    std::fs::write(&original, b"other").unwrap();
    let error = fetch_error(&store, "mine");
    assert!(error.contains("pinned at first fetch") && error.contains("pins.json"), "{error}");

    // The mend that the message names.
    std::fs::remove_file(home.path().join("pins.json")).unwrap();
    store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert_eq!(std::fs::read(store.ready("mine").unwrap().path).unwrap(), b"other");
}

#[test]
fn import_takes_a_card_and_its_file() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let card = data_card("mine", folder.path(), "a.bin", Some(sha256_of(b"right")));
    let card_path = folder.path().join("card.json");
    std::fs::write(&card_path, serde_json::to_string(&card).unwrap()).unwrap();
    let given = folder.path().join("other-name.bin");
    let store = dce::models::Store::open(home.path(), Default::default()).unwrap();

    std::fs::write(&given, b"wrong").unwrap();
    let card_text = card_path.to_str().unwrap();
    let error = store.import(std::slice::from_ref(&given), card_text).unwrap_err().to_string();
    assert!(error.contains(&sha256_of(b"wrong")), "{error}");
    assert!(!home.path().join("cards/mine.json").exists(), "a refused model leaves no card");
    assert!(given.exists(), "the user's file stays");

    std::fs::write(&given, b"right").unwrap();
    assert_eq!(store.import(&[given], card_text).unwrap().id, "mine");
    let again = dce::models::Store::open(home.path(), Default::default()).unwrap();
    assert!(again.ready("mine").is_ok());
}
