//! Fusion: captions of scenes by hand, properties on random scenes.

mod by_hand;
mod golden;
mod passages;
mod properties;
mod words;
