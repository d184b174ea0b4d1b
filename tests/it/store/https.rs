//! Downloads: resumed where they were cut, restarted where the file changed, capped, redirected a little, https only.

use super::server::{Answer, Server};
use super::{fetch_error, store_with, url_card};
use dce::models::place::sha256_of;
use dce::models::{Silent, Store, StoreOptions};
use std::sync::atomic::{AtomicUsize, Ordering};

fn content() -> Vec<u8> {
    (0..300_000u32).map(|i| (i * 7 % 251) as u8).collect()
}

/// The first answer is cut in the middle, the next ones are whole.
fn cutting_server(etags: [&'static str; 2], bodies: [Vec<u8>; 2]) -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |asked| {
        let nth = count.fetch_add(1, Ordering::SeqCst).min(1);
        let answer = Answer::file(asked, &bodies[nth], etags[nth]);
        Answer { cut_after: (nth == 0).then_some(100_000), ..answer }
    })
}

#[test]
fn a_cut_download_is_resumed() {
    let home = tempfile::tempdir().unwrap();
    let server = cutting_server(["a", "a"], [content(), content()]);
    let card = url_card("mine", &server.base, "m.bin", Some(sha256_of(&content())));
    let store = store_with(home.path(), &card);
    store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert_eq!(std::fs::read(store.ready("mine").unwrap().path).unwrap(), content());
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].from, None);
    assert!(asked[1].from.is_some_and(|from| from > 0 && from <= 100_000), "{asked:?}");
    assert_eq!(asked[1].if_range.as_deref(), Some("\"a\""));
}

/// Two halves of two files are no file: the validator tells, and the download begins again.
#[test]
fn a_file_that_changed_in_between_is_not_stitched() {
    let home = tempfile::tempdir().unwrap();
    let other: Vec<u8> = content().iter().map(|b| b ^ 1).collect();
    let server = cutting_server(["a", "b"], [content(), other.clone()]);
    let card = url_card("mine", &server.base, "m.bin", None);
    let store = store_with(home.path(), &card);
    store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert_eq!(std::fs::read(store.ready("mine").unwrap().path).unwrap(), other);
}

#[test]
fn a_file_longer_than_its_card_says_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|asked| Answer::file(asked, &content(), "a"));
    let mut card = url_card("mine", &server.base, "m.bin", None);
    card.files[0].bytes = Some(1000);
    let store = store_with(home.path(), &card);
    let error = fetch_error(&store, "mine");
    assert!(error.contains("longer than the 1000 bytes"), "{error}");
    assert_eq!(server.asked().len(), 1, "asking again would not help");
}

#[test]
fn redirects_are_followed_a_few_times_only() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|asked| match asked.path.as_str() {
        "/once/m.bin" => Answer {
            status: 302,
            headers: vec!["Location: /there.bin".to_owned()],
            ..Answer::default()
        },
        "/there.bin" => Answer::file(asked, b"here", "a"),
        _ => Answer {
            status: 302,
            headers: vec![format!("Location: {}", asked.path)],
            ..Answer::default()
        },
    });
    let base = |path: &str| format!("{}/{path}", server.base);
    let once = store_with(home.path(), &url_card("once", &base("once"), "m.bin", None));
    once.fetch(&["once"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert_eq!(std::fs::read(once.ready("once").unwrap().path).unwrap(), b"here");
    let before = server.asked().len();
    let round = store_with(home.path(), &url_card("round", &base("round"), "m.bin", None));
    let error = fetch_error(&round, "round");
    assert!(error.contains("redirect"), "{error}");
    assert!(server.asked().len() - before <= 7, "{}", server.asked().len() - before);
}

#[test]
fn a_missing_file_is_told_with_its_address() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|_| Answer { status: 404, ..Answer::default() });
    let store = store_with(home.path(), &url_card("mine", &server.base, "m.bin", None));
    let error = fetch_error(&store, "mine");
    assert!(error.contains("404") && error.contains("/m.bin"), "{error}");
}

/// Outside tests a card cannot make the store speak plain http.
#[test]
fn plain_http_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|asked| Answer::file(asked, b"x", "a"));
    drop(store_with(home.path(), &url_card("mine", &server.base, "m.bin", None)));
    let store = Store::open(home.path(), StoreOptions::default()).unwrap();
    assert!(!fetch_error(&store, "mine").is_empty());
    assert!(server.asked().is_empty());
}
