//! Facts checked by eye: the photographs of `assets/photographs.json` and one file of `tests/truth/` for each.

use super::EvalError;
use crate::domain::BBox;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a photograph is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Reliabilities, thresholds and rules are set on these.
    Tune,
    /// Only scored.
    Score,
}

impl Half {
    pub const ALL: [Half; 2] = [Half::Tune, Half::Score];

    /// "tune" or "score".
    pub fn name(self) -> &'static str {
        match self {
            Half::Tune => "tune",
            Half::Score => "score",
        }
    }
}

/// One thing in a photograph.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthObject {
    pub id: u32,
    /// The most general useful noun.
    pub name: String,
    /// Further true names.
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(rename = "box")]
    pub bbox: BBox,
    /// Anyone who describes the picture would name it.
    pub mention: bool,
    /// The box is around many that are not boxed one by one.
    #[serde(default)]
    pub crowd: bool,
}

/// A line of text as printed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthText {
    pub text: String,
    #[serde(rename = "box")]
    pub bbox: BBox,
    /// Legible to a person, yet not to be demanded.
    #[serde(default)]
    pub hard: bool,
}

/// One word or several that are as good.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    /// True where the word is among them.
    pub fn accepts(&self, word: &str) -> bool {
        match self {
            OneOrMany::One(w) => w == word,
            OneOrMany::Many(ws) => ws.iter().any(|w| w == word),
        }
    }
}

/// The expression of an object's face.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthEmotion {
    pub object: u32,
    pub emotion: OneOrMany,
}

/// A person does something to an object.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthVerb {
    pub person: u32,
    pub verb: String,
    pub object: u32,
}

/// The finer name of an object, as far as it can be told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthFine {
    pub object: u32,
    pub name: String,
    #[serde(default)]
    pub also: Vec<String>,
}

/// The colour that clearly dominates an object.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthColour {
    pub object: u32,
    pub colour: String,
}

/// Everything that is known of one photograph.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    pub photo: String,
    /// Words for the whole picture, each acceptable, none demanded.
    pub scene: Vec<String>,
    pub objects: Vec<TruthObject>,
    /// Exact numbers by name; 0 says that there is none.
    pub counts: BTreeMap<String, usize>,
    pub text: Vec<TruthText>,
    pub emotion: Vec<TruthEmotion>,
    pub p2o: Vec<TruthVerb>,
    /// `(a, b)`: a is clearly nearer to the camera than b.
    pub nearer: Vec<(u32, u32)>,
    pub fine: Vec<TruthFine>,
    pub colour: Vec<TruthColour>,
    /// What is doubtful, for readers.
    #[serde(default, rename = "notes")]
    pub _notes: String,
}

impl Truth {
    /// Reads one file of facts.
    ///
    /// # Errors
    /// Where it cannot be read or is not of the form that `tests/truth/README.md` describes.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        parse(path)
    }

    /// The object with this id.
    pub fn object(&self, id: u32) -> Option<&TruthObject> {
        self.objects.iter().find(|o| o.id == id)
    }

    /// Every true name of an object, the general one first.
    pub fn names<'a>(&'a self, object: &'a TruthObject) -> impl Iterator<Item = &'a str> {
        let fine = self
            .fine
            .iter()
            .filter(|f| f.object == object.id)
            .flat_map(|f| std::iter::once(&f.name).chain(&f.also));
        std::iter::once(&object.name).chain(&object.also).chain(fine).map(String::as_str)
    }
}

/// A line of `assets/photographs.json`, as far as scoring needs it.
#[derive(Debug, Clone, Deserialize)]
pub struct Listed {
    pub id: String,
    pub half: Half,
}

/// The list of photographs with their halves.
///
/// # Errors
/// Where the file cannot be read or is no such list.
pub fn listed(path: &Path) -> Result<Vec<Listed>, EvalError> {
    parse(path)
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, EvalError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| EvalError::Unreadable { path: path.to_owned(), source })?;
    serde_json::from_str(&text)
        .map_err(|source| EvalError::Malformed { path: path.to_owned(), source })
}
