//! Fusion: captions of scenes by hand, properties on random scenes.

pub mod by_hand;
mod golden;
mod passages;
pub mod properties;
mod words;
