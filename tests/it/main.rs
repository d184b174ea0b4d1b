//! The integration tests, one binary: a module per folder of `src`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::type_complexity,
    reason = "in tests a panic is the report (clippy's own switch misses helper functions), files are written plainly to \
              be damaged, and tables of cases are their own types"
)]

mod check;
mod cli;
mod convert;
mod depth;
mod eval;
mod fusion;
mod golden_photographs;
#[cfg(feature = "gui")]
mod gui;
mod naming;
mod ocr;
mod people;
mod project;
mod read;
mod real;
mod record;
mod relations;
mod scenes;
mod store;
mod user_models;
mod vision;
mod worker;
