//! The model store: cards, fetching, verification, and the engine that opens what it holds.

mod archive;
mod cancelling;
mod cards;
mod concurrency;
mod https;
mod pins;
mod real;
mod server;
mod signature;
mod tampering;

use dce::models::{Card, CardFile, ModelSource, Store, StoreOptions};
use std::path::Path;

/// A data card of one file, from a folder of this machine: the least that can be fetched.
fn data_card(id: &str, folder: &Path, file: &str, sha256: Option<String>) -> Card {
    Card::from_json(
        &serde_json::json!({
            "id": id,
            "specialist": "data",
            "title": "A file for a test",
            "licence": "CC0-1.0",
            "sources": [{"kind": "folder", "path": folder.to_str().unwrap()}],
            "files": [],
        })
        .to_string(),
        "a card in a test",
    )
    .map(|card| Card {
        files: vec![CardFile { name: file.to_owned(), platform: None, sha256, bytes: None }],
        ..card
    })
    .unwrap()
}

/// The same, from an address.
fn url_card(id: &str, base: &str, file: &str, sha256: Option<String>) -> Card {
    let source = ModelSource::Url { base: base.to_owned(), revision: "r1".to_owned() };
    Card { sources: vec![source], ..data_card(id, Path::new("."), file, sha256) }
}

/// A store in `home` that knows `card`, and may ask plain http servers.
fn store_with(home: &Path, card: &Card) -> Store {
    add_card(home, card);
    Store::open(home, StoreOptions { plain_http: true, ..StoreOptions::default() }).unwrap()
}

fn add_card(home: &Path, card: &Card) {
    let folder = home.join("cards");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.json", card.id));
    std::fs::write(path, serde_json::to_string_pretty(card).unwrap()).unwrap();
}

/// The error of the only model of a fetch, as it is shown.
fn fetch_error(store: &Store, id: &str) -> String {
    let mut fetched = store.fetch(&[id], &dce::models::Silent).unwrap();
    fetched.pop().unwrap().outcome.unwrap_err().to_string()
}
