//! The app without a window: what it knows, what may be asked of it, and the one function that changes it.
//! Floor 4: knows no window, thread or file; what needs one goes out as a `Request` and comes back as an `Action`.

pub mod action;
pub mod command;
pub mod filter;
pub mod images;
pub mod open;
pub mod reduce;
pub mod request;
pub mod selection;
pub mod state;
pub mod steps;
pub mod view;
pub mod words;

pub use action::Action;
pub use command::Command;
pub use open::Open;
pub use reduce::reduce;
pub use request::Request;
pub use selection::{Column, Item, Selection};
pub use state::State;
