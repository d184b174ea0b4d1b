//! The background threads of the desk, on fakes that compute and once on the real models.

mod crashes;
mod fakes;
mod looks;
mod pictures;
mod queue;
mod real;
