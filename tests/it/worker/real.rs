//! The worker with the real models.

use super::fakes::{LONG, analyse, end, next};
use crate::real::{photographs, store};
use dce::domain::Rules;
use dce::models::{Store, StoreOptions};
use dce::pipeline::worker::{namer_of, namer_without_models};
use dce::pipeline::{AnalystOptions, Happened, ImageKey, Outcome, WorkEvent, Worker};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// The tests' store, opened once more: a worker owns its own.
fn own_store() -> Arc<Store> {
    Arc::new(Store::open(store().home(), StoreOptions::default()).unwrap())
}

fn worker() -> Worker {
    let options = AnalystOptions { threads: 2, ..AnalystOptions::default() };
    Worker::start(own_store(), options, || {}).unwrap()
}

/// One worker for all tests that need no fresh one: its models are half a gigabyte.
pub fn shared() -> MutexGuard<'static, Worker> {
    static SHARED: OnceLock<Mutex<Worker>> = OnceLock::new();
    let worker = SHARED.get_or_init(|| Mutex::new(worker()));
    let worker = worker.lock().unwrap_or_else(PoisonError::into_inner);
    // What a test that failed left unread.
    worker.cancel_all();
    while worker.queue().running.is_some() || !worker.events().is_empty() {
        drop(worker.events().recv_timeout(Duration::from_millis(10)));
    }
    worker
}

#[test]
fn a_photograph_is_analysed_as_by_hand() {
    let path = photographs(&["astronaut"]).remove(0);
    let worker = worker();
    worker.send(analyse(1, &path));
    let WorkEvent::Ready { models, missing, namer } = worker.events().recv_timeout(LONG).unwrap()
    else {
        panic!("the models are told first")
    };
    assert_eq!(missing, []);
    assert!(models.iter().any(|m| m.specialist == "detector" && m.provider.contains("CPU")));
    let record = loop {
        match next(&worker).1 {
            Happened::Analysed { record, depth } => {
                assert!(depth.is_some());
                break record;
            }
            Happened::Ended(outcome) => panic!("{outcome:?}"),
            _ => {}
        }
    };
    assert_eq!(end(&worker), (1, Outcome::Done));
    assert!(record.scene.asserted_regions(0.5).any(|(_, label)| label == "person"));
    assert!(!record.scene.captions.is_empty());
    // Namers that need no model name the same scene the same.
    let mut scene = record.scene.clone();
    namer.name(&mut scene, &Rules::default());
    let ids = record.models.iter().map(|m| m.id.as_str());
    for other in [namer_without_models(store()).unwrap(), namer_of(store(), ids).unwrap()] {
        let mut again = record.scene.clone();
        other.name(&mut again, &Rules::default());
        assert!(scene == again, "{:#?}", again.regions);
    }
}

/// A cancel reaches into the running model: none of the specialists behind it begins.
#[test]
fn a_running_model_is_stopped() {
    let path = photographs(&["astronaut"]).remove(0);
    let worker = worker();
    worker.send(analyse(1, &path));
    let mut parts = Vec::new();
    let asked = loop {
        match worker.events().recv_timeout(LONG).unwrap() {
            WorkEvent::Of(_, Happened::Progress { part, done: 1, .. }) => {
                parts.push(part);
                worker.cancel(ImageKey(1));
                break Instant::now();
            }
            WorkEvent::Of(_, Happened::Ended(outcome)) => panic!("{outcome:?}"),
            _ => {}
        }
    };
    let outcome = loop {
        match worker.events().recv_timeout(LONG).unwrap() {
            WorkEvent::Of(_, Happened::Progress { part, .. }) => parts.push(part),
            WorkEvent::Of(_, Happened::Ended(outcome)) => break outcome,
            _ => {}
        }
    };
    let took = asked.elapsed();
    assert_eq!(outcome, Outcome::Cancelled);
    assert_eq!(parts.len(), 1, "no further specialist begins: {parts:?}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    eprintln!("cancelled within {took:?}");
    worker.send(analyse(2, &path));
    assert_eq!(end(&worker), (2, Outcome::Done));
}
