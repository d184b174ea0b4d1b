//! Scenes by hand for tests, in the notation of `eval::notation`.

use dce::domain::{Rules, Scene};
use dce::eval::notation;

/// Reads the notation and derives places, sizes and relations with `rules`.
pub fn scene_with(notation: &str, rules: &Rules) -> Scene {
    notation::scene(notation, rules).unwrap_or_else(|e| panic!("{e}"))
}

/// [`scene_with`] the default rules.
pub fn scene(notation: &str) -> Scene {
    scene_with(notation, &Rules::default())
}
