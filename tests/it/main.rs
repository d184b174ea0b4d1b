//! The integration tests, one binary: a module per folder of `src`.
