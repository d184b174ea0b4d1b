//! Two processes at once, and a process killed at any moment: nothing half-accepted, nothing fetched twice.

use super::server::{Answer, Server};
use super::{add_card, url_card};
use dce::models::place::sha256_of;
use dce::models::{Silent, Store, StoreOptions};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Names the store of a process that [`fetching_process`] started.
const CHILD_HOME: &str = "DCE_TEST_CHILD_HOME";

fn content() -> Vec<u8> {
    (0..2_000_000u32).map(|i| (i * 13 % 241) as u8).collect()
}

/// A process that fetches the model "mine": this test binary, running [`child`] alone.
fn fetching_process(home: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::concurrency::child"])
        .env(CHILD_HOME, home)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// The body of the processes that the other tests start; run by itself it checks that an empty store has no model.
#[test]
fn child() {
    let (home, fetches) = match std::env::var_os(CHILD_HOME) {
        Some(home) => (home.into(), true),
        None => (tempfile::tempdir().unwrap().keep(), false),
    };
    let options = StoreOptions { plain_http: true, ..StoreOptions::default() };
    let store = Store::open(&home, options).unwrap();
    if fetches {
        store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
        store.ready("mine").unwrap();
    } else {
        assert!(store.ready("mine").is_err());
    }
}

/// What a kill leaves at the worst moments: in the middle of an atomic write, of an import, of a package.
#[test]
fn the_next_fetch_sweeps_what_a_kill_left() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|asked| Answer::file(asked, &content(), "a"));
    add_card(home.path(), &url_card("mine", &server.base, "m.bin", Some(sha256_of(&content()))));
    let incoming = home.path().join("incoming");
    std::fs::create_dir_all(incoming.join(".tmpImport/nested")).unwrap();
    std::fs::write(incoming.join(".tmpWrite"), "half an etag").unwrap();
    std::fs::write(incoming.join("other.part"), "to be resumed").unwrap();

    let options = StoreOptions { plain_http: true, ..StoreOptions::default() };
    let store = Store::open(home.path(), options).unwrap();
    store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();

    let left = std::fs::read_dir(&incoming).unwrap().map(|e| e.unwrap().file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["other.part"]);
}

#[test]
fn two_processes_fetch_once() {
    let home = tempfile::tempdir().unwrap();
    let slow = |asked: &_| Answer {
        pause: Duration::from_millis(20),
        ..Answer::file(asked, &content(), "a")
    };
    let server = Server::start(slow);
    add_card(home.path(), &url_card("mine", &server.base, "m.bin", Some(sha256_of(&content()))));
    let mut children = [fetching_process(home.path()), fetching_process(home.path())];
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(server.asked().len(), 1, "the second process waits, and finds the model there");
}

/// Kills a fetching process at growing delays; after each, the store holds the whole file or none, and a next fetch
/// completes it.
#[test]
fn a_killed_fetch_leaves_nothing_half_accepted() {
    let server = Server::start(|asked| Answer {
        pause: Duration::from_millis(10),
        ..Answer::file(asked, &content(), "a")
    });
    let mut interrupted = 0;
    for delay in [20, 80, 150, 250, 400] {
        let home = tempfile::tempdir().unwrap();
        add_card(home.path(), &url_card("mine", &server.base, "m.bin", None));
        let mut child = fetching_process(home.path());
        thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();

        let options = StoreOptions { plain_http: true, ..StoreOptions::default() };
        let store = Store::open(home.path(), options).unwrap();
        match store.ready("mine") {
            Ok(ready) => assert_eq!(std::fs::read(ready.path).unwrap(), content()),
            Err(_) => interrupted += 1,
        }
        store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
        assert_eq!(std::fs::read(store.ready("mine").unwrap().path).unwrap(), content());
        let left: Vec<_> = std::fs::read_dir(home.path().join("incoming")).unwrap().collect();
        assert!(left.is_empty(), "after {delay} ms: {left:?}");
    }
    assert!(interrupted > 0, "no kill came in time: the test shows nothing");
}
