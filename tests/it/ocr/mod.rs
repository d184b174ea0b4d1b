//! Text: the pure parts on made-up maps, the specialist over computing engines, and real models on real pictures.

mod assign;
mod detect;
mod golden;
mod order;
mod recognise;
mod specialist;
