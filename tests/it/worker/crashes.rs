//! What goes wrong in the worker is said of the image it went wrong with, and the rest goes on.

use super::fakes::{analyse, analyst, end, fake, next, plain, reds, send_all, square};
use dce::domain::Warning;
use dce::pipeline::analyst::SetupError;
use dce::pipeline::{Happened, Outcome, Worker};
use dce::specialists::{Finding, Look, Specialist, SpecialistError, Stage};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_specialist_that_panics_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let path = square(folder.path(), 1);
    let load = |cancel: &_| {
        let bad = fake("clumsy", Stage::Image, |_| panic!("tripped over a pixel"));
        analyst(vec![bad, fake("reds", Stage::Image, reds)], cancel)
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    worker.send(analyse(1, &path));
    let mut warned = Vec::new();
    let record = loop {
        match next(&worker).1 {
            Happened::Warned(warning) => warned.push(warning),
            Happened::Analysed { record, .. } => break record,
            Happened::Ended(outcome) => panic!("{outcome:?}"),
            _ => {}
        }
    };
    assert_eq!(warned, record.scene.warnings);
    let [Warning::SpecialistFailed { specialist, message }] = warned.as_slice() else {
        panic!("{warned:?}")
    };
    assert_eq!(specialist, "clumsy");
    assert!(message.contains("tripped over a pixel") && message.contains("report"), "{message}");
    assert_eq!(record.scene.regions.len(), 1, "what the other found stands");
    assert_eq!(end(&worker), (1, Outcome::Done));
}

/// Crashes the thread itself: nothing guards its name.
struct Nameless(Arc<AtomicUsize>);

impl Specialist for Nameless {
    fn id(&self) -> &str {
        match self.0.fetch_add(1, Ordering::SeqCst) {
            0 => panic!("has no name"),
            _ => "nameless",
        }
    }

    fn stage(&self) -> Stage {
        Stage::Image
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        reds(look)
    }
}

#[test]
fn a_crash_of_the_thread_fails_one_image() {
    use dce::pipeline::Analyst;
    use dce::specialists::registry::{Loaded, Seated};

    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..3).map(|n| square(folder.path(), n)).collect();
    let loads = Arc::new(AtomicUsize::new(0));
    let (count, asked) = (Arc::clone(&loads), Arc::new(AtomicUsize::new(0)));
    let load = move |cancel: &dce::inference::CancelToken| {
        count.fetch_add(1, Ordering::SeqCst);
        let nameless = Box::new(Nameless(Arc::clone(&asked)));
        let specialists = vec![Seated { entry: "nameless".to_owned(), specialist: nameless }];
        Analyst::of(Loaded { specialists, ..Loaded::default() }, cancel.clone())
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    send_all(&worker, &paths);
    let (image, Outcome::Failed(message)) = end(&worker) else { panic!("the first fails") };
    assert_eq!(image, 0);
    assert!(message.contains("has no name") && message.contains("Try again"), "{message}");
    assert_eq!(end(&worker), (1, Outcome::Done));
    assert_eq!(end(&worker), (2, Outcome::Done));
    assert_eq!(loads.load(Ordering::SeqCst), 2, "models of unknown state are opened anew");
}

#[test]
fn a_crash_while_models_are_opened_fails_one_image() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..2).map(|n| square(folder.path(), n)).collect();
    let loads = AtomicUsize::new(0);
    let load = move |cancel: &_| match loads.fetch_add(1, Ordering::SeqCst) {
        0 => panic!("a library that is none"),
        _ => plain(cancel),
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    send_all(&worker, &paths);
    let (image, Outcome::Failed(message)) = end(&worker) else { panic!("the first fails") };
    assert!(image == 0 && message.contains("a library that is none"), "{message}");
    assert_eq!(end(&worker), (1, Outcome::Done));
}

#[test]
fn models_that_cannot_be_opened_fail_each_image_until_they_can() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..3).map(|n| square(folder.path(), n)).collect();
    let loads = AtomicUsize::new(0);
    let load = move |cancel: &_| match loads.fetch_add(1, Ordering::SeqCst) {
        0 | 1 => {
            let missing = dce::inference::EngineError::RuntimeMissing;
            Err(SetupError::Load(missing.into()))
        }
        _ => plain(cancel),
    };
    let worker = Worker::start_with(load, || {}).unwrap();
    send_all(&worker, &paths);
    for n in 0..2 {
        let (image, Outcome::Failed(message)) = end(&worker) else { panic!("no models") };
        assert_eq!(image, n);
        assert!(message.contains("dce models fetch onnxruntime"), "{message}");
    }
    assert_eq!(end(&worker), (2, Outcome::Done));
}

#[test]
fn a_file_that_is_gone_or_no_picture_fails_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let (gone, text) = (folder.path().join("gone.png"), folder.path().join("text.png"));
    std::fs::write(&text, "no picture at all").unwrap();
    let worker = Worker::start_with(plain, || {}).unwrap();
    for (n, path) in [(0, &gone), (1, &text)] {
        worker.send(analyse(n, path));
        let (image, Outcome::Failed(message)) = end(&worker) else { panic!("{path:?}") };
        assert_eq!(image, n);
        assert!(message.contains(&path.display().to_string()), "{message}");
    }
    let good = square(folder.path(), 2);
    worker.send(analyse(2, &good));
    assert_eq!(end(&worker), (2, Outcome::Done));
}
