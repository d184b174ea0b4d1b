//! The integration tests, one binary: a module per folder of `src`.

mod fusion;
mod relations;
mod scenes;
