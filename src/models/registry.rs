//! The cards that there are: those built in, and the user's own from the data folder.

use super::card::{Card, CardError};
use super::place;
use std::fs;
use std::path::{Path, PathBuf};

/// A card's file name and text, built in. A test compares this list with the folder `models/`, both ways.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("blazeface-back.json", include_str!("../../models/blazeface-back.json")),
    ("centernet.json", include_str!("../../models/centernet.json")),
    ("depth-anything-v2-small.json", include_str!("../../models/depth-anything-v2-small.json")),
    ("efficientnet-lite2.json", include_str!("../../models/efficientnet-lite2.json")),
    ("emotion.json", include_str!("../../models/emotion.json")),
    ("faceres.json", include_str!("../../models/faceres.json")),
    ("handlandmark-full.json", include_str!("../../models/handlandmark-full.json")),
    ("imagenet-classes.json", include_str!("../../models/imagenet-classes.json")),
    ("midas-v21-small.json", include_str!("../../models/midas-v21-small.json")),
    ("movenet-multipose.json", include_str!("../../models/movenet-multipose.json")),
    ("nanodet.json", include_str!("../../models/nanodet.json")),
    ("onnxruntime.json", include_str!("../../models/onnxruntime.json")),
    ("ppocrv6-det.json", include_str!("../../models/ppocrv6-det.json")),
    ("ppocrv6-rec.json", include_str!("../../models/ppocrv6-rec.json")),
    ("smollm2.json", include_str!("../../models/smollm2.json")),
    ("wordnet.json", include_str!("../../models/wordnet.json")),
    ("yolox-s.json", include_str!("../../models/yolox-s.json")),
];

/// Where a card comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardOrigin {
    /// The program itself.
    BuiltIn,
    /// This file in the user's data folder.
    User(PathBuf),
}

/// A card with where it comes from and its hash.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedCard {
    /// What it says.
    pub card: Card,
    /// Who says it.
    pub origin: CardOrigin,
    /// SHA-256 of the card's canonical JSON, lower-case hex: evidence names it.
    pub hash: String,
}

/// Reads every card: those built in, then `*.json` of `folder` in order of name (where the folder is there).
///
/// # Errors
/// Where a card is malformed, or two have the same id.
pub fn load(folder: &Path) -> Result<Vec<LoadedCard>, CardError> {
    let mut cards = Vec::new();
    for (name, text) in BUILT_IN {
        let card = Card::from_json(text, &format!("models/{name}"))?;
        add(&mut cards, card, CardOrigin::BuiltIn)?;
    }
    for path in json_files(folder)? {
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path)
            .map_err(|e| CardError::Unreadable { path: shown.clone(), message: e.to_string() })?;
        add(&mut cards, Card::from_json(&text, &shown)?, CardOrigin::User(path))?;
    }
    Ok(cards)
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>, CardError> {
    let unreadable = |e: std::io::Error| CardError::Unreadable {
        path: folder.display().to_string(),
        message: e.to_string(),
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(unreadable(e)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn add(cards: &mut Vec<LoadedCard>, card: Card, origin: CardOrigin) -> Result<(), CardError> {
    if let Some(first) = cards.iter().find(|c| c.card.id == card.id) {
        return Err(CardError::Duplicate {
            id: card.id,
            first: shown(&first.origin),
            second: shown(&origin),
        });
    }
    cards.push(LoadedCard { hash: hash(&card), card, origin });
    Ok(())
}

/// SHA-256 of the card as compact JSON in the order of its fields, however its file is laid out.
pub fn hash(card: &Card) -> String {
    // A card is strings, numbers, lists and string-keyed maps: serde_json writes all of these.
    place::sha256_of(&serde_json::to_vec(card).unwrap_or_default())
}

fn shown(origin: &CardOrigin) -> String {
    match origin {
        CardOrigin::BuiltIn => "built in".to_owned(),
        CardOrigin::User(path) => path.display().to_string(),
    }
}
