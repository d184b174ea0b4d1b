//! What waits, what goes first, what is cancelled, and that no result lands on another image.

use super::fakes::{LONG, analyse, analyst, end, fake, gate, next, plain, reds, send_all, square};
use dce::domain::{BBox, Fingerprint, Rules};
use dce::pipeline::{Happened, ImageKey, Job, Outcome, WorkEvent, Worker};
use dce::specialists::Stage;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[test]
fn a_job_is_told_from_start_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = square(folder.path(), 3);
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    let wake = move || {
        count.fetch_add(1, Ordering::SeqCst);
    };
    let worker = Worker::start_with(plain, wake).unwrap();
    let job = worker.send(analyse(7, &path));

    let mut events = Vec::new();
    while !matches!(events.last(), Some(WorkEvent::Of(_, Happened::Ended(_)))) {
        events.push(worker.events().recv_timeout(LONG).unwrap());
    }
    let WorkEvent::Ready { namer, .. } = &events[0] else { panic!("{:?}", events[0]) };
    assert!(namer.taxonomy.lookup("person").is_some());
    let sha256 = Fingerprint::of_bytes(&std::fs::read(&path).unwrap()).0;
    let mut parts = Vec::new();
    for event in &events[1..] {
        let WorkEvent::Of(about, happened) = event else { panic!("{event:?}") };
        assert_eq!((about.job, about.image, &about.path), (job, Some(ImageKey(7)), &path));
        assert_eq!(about.sha256.as_ref(), Some(&sha256));
        if let Happened::Progress { part, done, total } = happened {
            parts.push(format!("{part} {done}/{total}"));
        }
    }
    assert_eq!(parts, ["decode 0/3", "reds 1/3", "fuse 2/3"]);
    let [
        WorkEvent::Of(_, Happened::Analysed { record, .. }),
        WorkEvent::Of(_, Happened::Ended(Outcome::Done)),
    ] = &events[events.len() - 2..]
    else {
        panic!("{events:?}")
    };
    let region = record.scene.regions.values().next().unwrap();
    assert_eq!(region.bbox, BBox::new(13.0, 20.0, 43.0, 60.0));
    assert!(woken.load(Ordering::SeqCst) > 0, "the reader is woken");
}

#[test]
fn the_image_on_screen_goes_first() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..5).map(|n| square(folder.path(), n)).collect();
    let gates = Arc::new(Mutex::new(None));
    let to_test = Arc::clone(&gates);
    let load = move |cancel: &_| {
        let (fake, gate) = gate("gate", cancel);
        *to_test.lock().unwrap() = Some(gate);
        analyst(vec![fake], cancel)
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    worker.send(analyse(0, &paths[0]));
    let (_, started) = next(&worker);
    assert!(matches!(started, Happened::Started));
    let gate = gates.lock().unwrap().take().unwrap();
    gate.entered.recv_timeout(LONG).unwrap();
    for n in 1..4 {
        worker.send(analyse(n, &paths[n as usize]));
    }
    let first = |n: i64| Job::Analyse {
        image: ImageKey(n),
        path: paths[n as usize].clone(),
        rules: Box::new(Rules::default()),
        first: true,
    };
    worker.send(first(4));
    // What waits already moves up, and does not wait twice.
    worker.send(first(3));
    let queue = worker.queue();
    let waiting: Vec<i64> = queue.waiting.iter().map(|a| a.image.unwrap().0).collect();
    assert_eq!(waiting, [3, 4, 1, 2]);
    let running = queue.running.unwrap();
    assert_eq!((running.about.image, running.part.as_str()), (Some(ImageKey(0)), "gate"));
    (0..5).for_each(|_| gate.go.send(()).unwrap());
    let ends: Vec<i64> = (0..5).map(|_| end(&worker).0).collect();
    assert_eq!(ends, [0, 3, 4, 1, 2]);
}

#[test]
fn a_cancel_comes_before_the_next_specialist() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..3).map(|n| square(folder.path(), n)).collect();
    let gates = Arc::new(Mutex::new(None));
    let (to_test, looked) = (Arc::clone(&gates), Arc::new(Mutex::new(Vec::new())));
    let looks = Arc::clone(&looked);
    let load = move |cancel: &_| {
        let (first, gate) = gate("gate", cancel);
        *to_test.lock().unwrap() = Some(gate);
        let looks = Arc::clone(&looks);
        let second = fake("reds", Stage::Image, move |look| {
            looks.lock().unwrap().push(look.path.to_owned());
            reds(look)
        });
        analyst(vec![first, second], cancel)
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    send_all(&worker, &paths);
    while gates.lock().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let gate = gates.lock().unwrap().take().unwrap();
    gate.entered.recv_timeout(LONG).unwrap();

    // What waits is gone at once, while the first still runs.
    worker.cancel(ImageKey(1));
    assert_eq!(end(&worker), (1, Outcome::Cancelled));
    assert!(gate.entered.is_empty());
    // What runs is stopped inside its model's run.
    let asked = Instant::now();
    worker.cancel(ImageKey(0));
    assert_eq!(end(&worker), (0, Outcome::Cancelled));
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    // The next one is not stopped by it, and the second specialist never saw the cancelled images.
    gate.go.send(()).unwrap();
    assert_eq!(end(&worker), (2, Outcome::Done));
    assert_eq!(*looked.lock().unwrap(), [paths[2].clone()]);
    // A cancel of what is over stops nothing.
    worker.cancel(ImageKey(2));
    worker.send(analyse(5, &paths[1]));
    gate.go.send(()).unwrap();
    assert_eq!(end(&worker), (5, Outcome::Done));
}

#[test]
fn every_result_is_of_the_bytes_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..24).map(|n| square(folder.path(), n)).collect();
    let worker = Worker::start_with(plain, || {}).unwrap();
    send_all(&worker, &paths);
    let mut seen = BTreeSet::new();
    while seen.len() < 24 {
        let (about, happened) = next(&worker);
        let Happened::Analysed { record, .. } = happened else { continue };
        let n = about.image.unwrap().0;
        let sha256 = Fingerprint::of_bytes(&std::fs::read(&paths[n as usize]).unwrap()).0;
        assert_eq!((about.sha256.as_ref(), &record.scene.image.sha256), (Some(&sha256), &sha256));
        assert_eq!(record.scene.regions.values().next().unwrap().bbox.x1, 10.0 + n as f32);
        seen.insert(n);
    }
}

#[test]
fn models_are_opened_anew_before_what_waits() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..3).map(|n| square(folder.path(), n)).collect();
    let loads = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&loads);
    let load = move |cancel: &_| {
        count.fetch_add(1, Ordering::SeqCst);
        plain(cancel)
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    worker.send(analyse(0, &paths[0]));
    assert_eq!(end(&worker), (0, Outcome::Done));
    worker.send(analyse(1, &paths[1]));
    assert_eq!(end(&worker), (1, Outcome::Done));
    assert_eq!(loads.load(Ordering::SeqCst), 1, "models are kept");
    worker.send(Job::Reload);
    assert_eq!(end(&worker), (-1, Outcome::Done));
    assert_eq!(loads.load(Ordering::SeqCst), 2);
}

/// Nobody reads: the worker waits, no cancel is lost, and closing waits for nobody.
#[test]
fn events_that_nobody_reads_hold_up_nothing_but_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..200).map(|n| square(folder.path(), n)).collect();
    let worker = Worker::start_with(plain, || {}).unwrap();
    send_all(&worker, &paths);
    let until = Instant::now() + LONG;
    while worker.events().len() < 32 {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(5));
    }
    let unread = worker.queue().waiting.len();
    assert!(unread > 150, "results do not pile up: {unread} of 200 wait");
    let asked = Instant::now();
    worker.cancel_all();
    assert!(asked.elapsed() < Duration::from_secs(1), "a cancel never waits");
    let ends: Vec<(i64, Outcome)> = (0..200).map(|_| end(&worker)).collect();
    let images: BTreeSet<i64> = ends.iter().map(|(n, _)| *n).collect();
    assert_eq!(images.len(), 200, "each ends once");
    let cancelled = ends.iter().filter(|(_, o)| *o == Outcome::Cancelled).count();
    assert!(cancelled >= unread, "{cancelled}");

    send_all(&worker, &paths);
    while worker.events().len() < 32 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let closed = Instant::now();
    drop(worker);
    assert!(closed.elapsed() < Duration::from_secs(5), "{:?}", closed.elapsed());
}
