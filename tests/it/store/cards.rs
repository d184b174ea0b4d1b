//! Cards: the built-in ones as a whole, the schema, and what is refused.

use super::{add_card, data_card};
use dce::models::registry::BUILT_IN;
use dce::models::{Card, Decoder, Labels, ModelSource, Store, StoreOptions, labels};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn models_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models")
}

/// The list in the registry and the folder name the same cards.
#[test]
fn every_card_of_the_folder_is_built_in() {
    let listed: BTreeSet<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    let there: BTreeSet<String> = std::fs::read_dir(models_folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "card.schema.json")
        .collect();
    assert_eq!(listed, there);
}

/// What a reader and the program need of every built-in card.
#[test]
fn built_in_cards_are_complete() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(home.path(), StoreOptions::default()).unwrap();
    let mut wrong = Vec::new();
    let mut check = |holds: bool, id: &str, what: &str| {
        if !holds {
            wrong.push(format!("{id}: {what}"));
        }
    };
    for loaded in store.cards() {
        let card = &loaded.card;
        let id = card.id.as_str();
        check(
            BUILT_IN.iter().any(|(n, _)| *n == format!("{id}.json")),
            id,
            "file name is not the id",
        );
        check(!card.title.is_empty() && !card.provenance.is_empty(), id, "no title or provenance");
        check(!card.licence.is_empty(), id, "no licence");
        check(!card.notes.is_empty(), id, "no notes on accuracy or use");
        check(!card.sources.is_empty() && !card.files.is_empty(), id, "no source or file");
        check(loaded.hash.len() == 64, id, "no hash");
        let by_url = card.sources.iter().any(|s| matches!(s, ModelSource::Url { .. }));
        for file in &card.files {
            let hashed = file.sha256.as_ref().is_some_and(|h| {
                h.len() == 64 && h.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
            });
            check(hashed || by_url, id, "a file of a package without SHA-256");
        }
        check(!(card.default && by_url), id, "a default model by URL: packages only");
        let is_model = !matches!(card.specialist.as_str(), "data" | "runtime" | "chat");
        check(!is_model || !card.inputs.is_empty(), id, "a model without inputs");
        for input in &card.inputs {
            check(input.mean.len() == input.std.len(), id, "mean and std differ in length");
            check(input.layout.is_some(), id, "a picture without layout");
        }
        if let Some(Labels::Named(name)) = &card.labels {
            let known = name == "imagenet1k" || labels::BUILT_IN.iter().any(|(n, _)| n == name);
            check(known, id, "an unknown label list");
        }
        for (name, threshold) in &card.thresholds {
            check(!threshold.why.is_empty(), id, &format!("threshold {name} gives no reason"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `UPDATE=1 cargo test --test it store::cards` writes it anew.
#[test]
fn schema_is_that_of_the_card() {
    let path = models_folder().join("card.schema.json");
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Card)).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(kept, schema, "models/card.schema.json is out of date: run with UPDATE=1");
}

/// A misspelt field is an error, not a silently missing value, at every level of a card.
#[test]
fn unknown_fields_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(home.path(), StoreOptions::default()).unwrap();
    let nanodet = serde_json::to_value(&store.card("nanodet").unwrap().card).unwrap();
    for place in ["", "/sources/0", "/files/0", "/inputs/0", "/outputs/0", "/thresholds/nms"] {
        let mut value = nanodet.clone();
        let object = value.pointer_mut(place).unwrap().as_object_mut().unwrap();
        object.insert("colour".to_owned(), serde_json::json!("blue"));
        let error = Card::from_json(&value.to_string(), "mine.json").unwrap_err().to_string();
        assert!(error.contains("mine.json") && error.contains("colour"), "{place}: {error}");
    }
}

/// A user's card is read from the data folder; one with an id that is taken is refused with both named.
#[test]
fn user_cards_are_read_and_duplicates_refused() {
    let home = tempfile::tempdir().unwrap();
    add_card(home.path(), &data_card("mine", home.path(), "a.bin", None));
    let store = Store::open(home.path(), StoreOptions::default()).unwrap();
    assert_eq!(store.cards().last().unwrap().card.id, "mine");

    add_card(home.path(), &data_card("nanodet", home.path(), "a.bin", None));
    let error = Store::open(home.path(), StoreOptions::default()).err().unwrap().to_string();
    assert!(error.contains("nanodet") && error.contains("built in"), "{error}");
}

/// The layout of a card's file is not part of its hash; what it says is.
#[test]
fn card_hash_is_of_the_content() {
    let (_, text) = BUILT_IN.iter().find(|(n, _)| *n == "nanodet.json").unwrap();
    let card = Card::from_json(text, "").unwrap();
    let compact: serde_json::Value = serde_json::from_str(text).unwrap();
    let same = Card::from_json(&compact.to_string(), "").unwrap();
    let hash = dce::models::registry::hash;
    assert_eq!(hash(&card), hash(&same));
    let other = Card { decoder: Some(Decoder::Yolox), ..card.clone() };
    assert_ne!(hash(&card), hash(&other));
}
