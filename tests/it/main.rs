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

mod app;
mod check;
mod cli;
mod convert;
mod depth;
mod desk;
mod eval;
mod fusion;
mod given;
mod golden_photographs;
#[cfg(feature = "gui")]
mod gui;
mod import;
mod naming;
mod ocr;
mod people;
mod project;
mod read;
mod real;
mod record;
mod refuse;
mod relations;
mod scenes;
mod store;
mod user_models;
mod vision;
mod worker;
