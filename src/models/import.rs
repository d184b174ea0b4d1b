//! Taking a model's files from this machine: `dce models import`.

use super::card::{Card, CardError, CardFile};
use super::error::StoreError;
use super::ledger::Pins;
use super::place;
use super::registry::CardOrigin;
use super::store::{self, ReadyModel, Store, StoreOptions};
use crate::disk;
use std::fs;
use std::path::{Path, PathBuf};

impl Store {
    /// Takes the files of a model. `card` is a card's JSON file, which is then kept in the store's `cards/`, or the id
    /// of a card that is there. Each file is matched by its name; a card of one file takes a file of any name. Hashes
    /// are compared with the card's, or pinned.
    ///
    /// # Errors
    /// Where the card is malformed or its id taken, a file is missing or not what the card says.
    pub fn import(&self, files: &[PathBuf], card: &str) -> Result<ReadyModel, StoreError> {
        if let Some(loaded) = self.card(card) {
            self.take(&loaded.card, files)?;
            return self.ready(card);
        }
        let path = Path::new(card);
        if !path.is_file() {
            return Err(self.unknown(card));
        }
        let text = disk::read_text(path)?;
        let new = Card::from_json(&text, card)?;
        if let Some(loaded) = self.card(&new.id) {
            let first = match &loaded.origin {
                CardOrigin::BuiltIn => "built in".to_owned(),
                CardOrigin::User(path) => path.display().to_string(),
            };
            return Err(CardError::Duplicate { id: new.id, first, second: card.to_owned() }.into());
        }
        let kept = place::below(&self.home().join("cards"), &format!("{}.json", new.id))?;
        self.take(&new, files)?;
        disk::write_atomically(&kept, text.as_bytes())?;
        // The cards are read when a store is opened.
        let options: StoreOptions = self.options().clone();
        Store::open(self.home(), options)?.ready(&new.id)
    }

    fn take(&self, card: &Card, files: &[PathBuf]) -> Result<(), StoreError> {
        let _lock = self.lock(|| {})?;
        let needed = store::files_here(card)?;
        let incoming = self.incoming();
        disk::make_folder(&incoming)?;
        let staging = tempfile::tempdir_in(&incoming)
            .map_err(StoreError::io("create a folder in", &incoming))?;
        let mut staged = Vec::new();
        for (at, file) in needed.iter().enumerate() {
            let given = given_for(file, &needed, files).ok_or_else(|| StoreError::Missing {
                id: card.id.clone(),
                path: PathBuf::from(&file.name),
            })?;
            let copy = staging.path().join(at.to_string());
            fs::copy(given, &copy).map_err(StoreError::io("copy", given))?;
            staged.push(copy);
        }
        let mut pins = Pins::read(self.home())?;
        self.accept(card, &needed, &staged, "a file of this machine", &mut pins)?;
        self.ledger().merge_from_disk(self.home());
        self.ledger().write(self.home())
    }

    /// Whether some file of the card is trusted because it was so at first fetch.
    pub fn is_pinned(&self, card: &Card) -> bool {
        store::files_here(card).is_ok_and(|files| files.iter().any(|f| f.sha256.is_none()))
    }

    /// A line for each file of the card that is pinned.
    ///
    /// # Errors
    /// Where the pins cannot be read.
    pub fn pins_of(&self, card: &Card) -> Result<Vec<String>, StoreError> {
        let pins = Pins::read(self.home())?;
        let pinned = card.files.iter().filter(|f| f.sha256.is_none()).filter_map(|file| {
            let pin = pins.get(&store::pin_key(card, file))?;
            Some(format!("{} pinned at first fetch from {}: {}", file.name, pin.origin, pin.sha256))
        });
        Ok(pinned.collect())
    }
}

fn given_for<'a>(
    file: &CardFile,
    needed: &[&CardFile],
    given: &'a [PathBuf],
) -> Option<&'a PathBuf> {
    let name = file.name.rsplit('/').next().unwrap_or(&file.name);
    let by_name = given.iter().find(|p| p.file_name().is_some_and(|n| n.to_string_lossy() == name));
    match (by_name, needed, given) {
        (Some(path), ..) => Some(path),
        (None, [_], [only]) => Some(only),
        _ => None,
    }
}
