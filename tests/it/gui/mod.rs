//! The panels, driven by accessible names without a display: what they show, and which actions they return.

mod canvas;
mod graph;
mod space;
mod stage;
