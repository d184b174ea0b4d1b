//! DCE: Descriptive Caption Enhancement with visual specialists. A library and one thin binary, `dce`.
//!
//! Floors, lowest first (a module imports only lower floors or its own; `tests/tidy.rs` enforces it):
//! `domain`, `disk` — `naming`, `relations`, `fusion`, `import`, `models` — `inference`, `specialists` — `pipeline`, `project` —
//! `eval` — `cli`. ARCHITECTURE.md is the map.

pub mod app;
pub mod cli;
pub mod desk;
pub mod disk;
pub mod domain;
pub mod eval;
pub mod fusion;
#[cfg(feature = "gui")]
pub mod gui;
pub mod import;
pub mod inference;
pub mod models;
pub mod naming;
pub mod pipeline;
pub mod project;
pub mod relations;
pub mod specialists;
