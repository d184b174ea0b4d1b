//! Real sizes of common things, from `assets/heights.json`.

use super::DepthError;
use serde::Deserialize;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../../assets/heights.json");

/// What is known of things with one name.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSize {
    /// Metres.
    pub size: f32,
    /// Standard deviation as a share of the size.
    pub spread: f32,
    pub stands: Stands,
    #[serde(default)]
    pub measure: Measure,
}

/// What the lower end of a thing's box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// It touches the ground there.
    Floor,
    /// It touches a table or shelf there.
    Surface,
    /// Nothing: hung, held, thrown or flying.
    Free,
}

/// Which extent of the box the size is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    #[default]
    Height,
    Longest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[expect(
        dead_code,
        reason = "the file's own explanation; named so that unknown fields can be refused"
    )]
    about: String,
    things: BTreeMap<String, KnownSize>,
}

/// Sizes by label.
pub struct Sizes(BTreeMap<String, KnownSize>);

impl Sizes {
    /// The embedded table.
    ///
    /// # Errors
    /// Where `assets/heights.json` was built in malformed; a test reads it.
    pub fn embedded() -> Result<Self, DepthError> {
        let table: Table =
            serde_json::from_str(TABLE).map_err(|e| DepthError::Sizes(e.to_string()))?;
        Ok(Self(table.things))
    }

    pub fn of(&self, label: &str) -> Option<KnownSize> {
        self.0.get(label).copied()
    }

    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
