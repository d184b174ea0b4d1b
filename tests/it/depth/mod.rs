//! Depth: formats and sidecars, normalisation, the guided filter, the geometric estimate, networks, and truth.

mod files;
mod geometry;
mod map;
mod network;
mod truth;
