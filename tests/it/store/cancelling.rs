//! A fetch that nobody waits for any more ends at once and leaves nothing half-done.

use super::server::{Answer, Server};
use super::{store_with, url_card};
use dce::models::packages::run;
use dce::models::place::sha256_of;
use dce::models::{Progress, Silent, SourceError, StoreError};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Cancels once some bytes have come; keeps what it is told.
#[derive(Default)]
struct Impatient {
    cancelled: AtomicBool,
    told: Mutex<Vec<String>>,
}

impl Progress for Impatient {
    fn begin(&self, step: &str, total: Option<u64>) {
        self.told.lock().unwrap().push(format!("begin {step} {total:?}"));
    }

    fn advance(&self, _step: &str, done: u64) {
        if done > 0 {
            self.cancelled.store(true, Ordering::SeqCst);
        }
    }

    fn end(&self, step: &str, outcome: &str) {
        self.told.lock().unwrap().push(format!("end {step} {outcome}"));
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }
}

#[test]
fn a_download_is_cut_and_resumed_by_the_next_fetch() {
    let home = tempfile::tempdir().unwrap();
    let content: Vec<u8> = (0..2_000_000u32).map(|i| (i * 7 % 251) as u8).collect();
    let whole = content.clone();
    let server = Server::start(move |asked| Answer {
        pause: Duration::from_millis(20),
        ..Answer::file(asked, &whole, "a")
    });
    let card = url_card("mine", &server.base, "m.bin", Some(sha256_of(&content)));
    let store = store_with(home.path(), &card);
    let progress = Impatient::default();
    let outcome = store.fetch(&["mine"], &progress).unwrap().pop().unwrap().outcome;
    assert!(matches!(&outcome, Err(StoreError::Cancelled { id }) if id == "mine"), "{outcome:?}");
    assert!(store.ready("mine").is_err(), "no half of a model is ever used");
    let told = progress.told.lock().unwrap().clone();
    assert!(told[0].starts_with("begin http") && told[1].ends_with("failed"), "{told:?}");

    store.fetch(&["mine"], &Silent).unwrap().pop().unwrap().outcome.unwrap();
    assert_eq!(std::fs::read(store.ready("mine").unwrap().path).unwrap(), content);
    assert!(server.asked()[1].from.is_some_and(|from| from > 0), "{:?}", server.asked());
}

#[test]
fn what_is_cancelled_before_it_began_asks_nobody() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start(|asked| Answer::file(asked, b"here", "a"));
    let store = store_with(home.path(), &url_card("mine", &server.base, "m.bin", None));
    let progress = Impatient { cancelled: AtomicBool::new(true), ..Impatient::default() };
    let outcome = store.fetch(&["mine"], &progress).unwrap().pop().unwrap().outcome;
    assert!(matches!(outcome, Err(StoreError::Cancelled { .. })), "{outcome:?}");
    assert!(server.asked().is_empty());
}

#[cfg(unix)]
#[test]
fn a_package_client_is_ended() {
    let begun = Instant::now();
    let stop = || begun.elapsed() > Duration::from_millis(100);
    let error = run(Command::new("sleep").arg("60"), &stop).unwrap_err();
    assert!(matches!(&error, SourceError::Cancelled { what } if what == "sleep 60"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());

    // One that says more than a pipe holds is read to its end.
    let mut talker = Command::new("sh");
    talker.args([
        "-c",
        "i=0; while [ $i -lt 20000 ]; do echo 0123456789 >&2; i=$((i+1)); done; echo over",
    ]);
    let output = run(&mut talker, &|| false).unwrap().unwrap();
    assert_eq!((output.stdout.as_slice(), output.stderr.len()), (b"over\n".as_slice(), 220_000));
    assert!(run(&mut Command::new("no-such-program-here"), &|| false).unwrap().is_none());
}
