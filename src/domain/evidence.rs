//! Evidence: who says what, how strongly, and where in the image.

use super::geometry::{BBox, Polygon};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who a claim comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A specialist that ran a model. `model` is the model card's id, `card_hash` the card's SHA-256 in hex.
    Specialist { id: String, model: String, card_hash: String },
    /// A rule of this program (a formula, a pose rule, the joint naming).
    Rule { name: String },
    /// A language or vision-language model.
    Model { name: String },
    /// A person; their word has confidence 1.
    Person { author: String },
}

impl Source {
    pub fn rule(name: impl Into<String>) -> Self {
        Source::Rule { name: name.into() }
    }

    /// A short name for reports: the model's, the rule's, or the author's.
    pub fn short(&self) -> &str {
        match self {
            Source::Specialist { model, .. } => model,
            Source::Rule { name } | Source::Model { name } => name,
            Source::Person { author } => author,
        }
    }
}

/// The value that evidence claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A word or phrase of the attribute's vocabulary, in lower case unless it is a proper name.
    Word(String),
    /// A measurement in the attribute's unit (area ratio, nearness: 0..1).
    Number(f32),
    /// A measurement with the word that the rules give it.
    Graded { number: f32, word: String },
    /// A node of the taxonomy: its id and its display name.
    Name { node: String, name: String },
    /// Text as read from the image.
    Text(String),
}

impl Value {
    /// The value as words for a report or a caption.
    pub fn words(&self) -> String {
        match self {
            Value::Word(w) | Value::Text(w) => w.clone(),
            Value::Number(n) => format!("{n:.2}"),
            Value::Graded { word, .. } => word.clone(),
            Value::Name { name, .. } => name.clone(),
        }
    }
}

/// Where in the image evidence was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Box(BBox),
    Polygon(Polygon),
    /// The whole image.
    Image,
}

/// One claim: source, value, score in 0..1, place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub source: Source,
    pub value: Value,
    /// Confidence in 0..1.
    pub score: f32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}
