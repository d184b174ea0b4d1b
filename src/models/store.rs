//! The model store: the cards that there are, and their files on disk, verified before they are ever used.
//!
//! In its folder: `models/<id>/` the files as fetched, `converted/` ONNX made of them, `files/<sha256>/` photographs,
//! `cards/` the user's own cards, `incoming/` what is being fetched, `verified.json` and `pins.json` (see `ledger`),
//! `lock` (one process fetches at a time).

use super::card::{Card, CardFile, ModelSource};
use super::error::StoreError;
use super::ledger::{Pins, Verified};
use super::registry::{self, LoadedCard};
use super::{conversion, place};
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The environment variable that names the store's folder.
pub const HOME_VARIABLE: &str = "DCE_HOME";

/// What the store may do.
#[derive(Debug, Clone, Default)]
pub struct StoreOptions {
    /// Fetch nothing: only what is here, and folders on this machine, may be used.
    pub offline: bool,
    /// Let cards' URLs be `http:`, for servers in tests; neither a card nor the command line can set this.
    #[doc(hidden)]
    pub plain_http: bool,
}

/// The store, opened.
pub struct Store {
    home: PathBuf,
    options: StoreOptions,
    cards: Vec<LoadedCard>,
    verified: Mutex<Verified>,
}

/// A model whose files are here and verified.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadyModel {
    /// Its id.
    pub id: String,
    /// What to load: the ONNX file (converted where it was not one), or the first data file.
    pub path: PathBuf,
    /// All files as fetched, in the card's order.
    pub files: Vec<PathBuf>,
    /// Its card.
    pub card: Card,
    /// SHA-256 of the card: evidence names it.
    pub card_hash: String,
}

/// How a model's files are.
#[derive(Debug)]
pub enum Health {
    /// Not fetched.
    Absent,
    /// All files are what they should be.
    Sound,
    /// Something is wrong.
    Broken(StoreError),
}

/// This machine, as cards name it: "linux-x86_64".
pub fn platform() -> String {
    format!("{}-{}", env::consts::OS, env::consts::ARCH)
}

impl Store {
    /// Opens the store in `DCE_HOME`, or else in the user's data folder.
    ///
    /// # Errors
    /// Where there is neither, or a card is malformed.
    pub fn open_default() -> Result<Self, StoreError> {
        Self::open_default_with(StoreOptions::default())
    }

    /// As [`Store::open_default`], with options.
    ///
    /// # Errors
    /// As there.
    pub fn open_default_with(options: StoreOptions) -> Result<Self, StoreError> {
        Self::open(&default_home()?, options)
    }

    /// Opens the store in `home`; the folder need not be there yet.
    ///
    /// # Errors
    /// Where a card is malformed.
    pub fn open(home: &Path, options: StoreOptions) -> Result<Self, StoreError> {
        let cards = registry::load(&home.join("cards"))?;
        let verified = Mutex::new(Verified::read(home));
        Ok(Self { home: home.to_owned(), options, cards, verified })
    }

    /// The store's folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// What the store may do.
    pub fn options(&self) -> &StoreOptions {
        &self.options
    }

    /// All cards: built in, then the user's own.
    pub fn cards(&self) -> &[LoadedCard] {
        &self.cards
    }

    /// The card with this id.
    pub fn card(&self, id: &str) -> Option<&LoadedCard> {
        self.cards.iter().find(|c| c.card.id == id)
    }

    /// The cards of a specialist ("detector"), in order.
    pub fn cards_of<'a>(&'a self, specialist: &'a str) -> impl Iterator<Item = &'a LoadedCard> {
        self.cards.iter().filter(move |c| c.card.specialist == specialist)
    }

    /// The model, verified and converted where it must be. Never fetches.
    ///
    /// A file that did not change since it was last hashed is not hashed again; see [`Store::verify`].
    ///
    /// # Errors
    /// Where the id is unknown, a file is missing or not what its card or pin says, or the conversion fails.
    pub fn ready(&self, id: &str) -> Result<ReadyModel, StoreError> {
        let loaded = self.card(id).ok_or_else(|| self.unknown(id))?;
        let (files, hashes) = self.sound_files(&loaded.card)?;
        let first = files.first().cloned().unwrap_or_default();
        let path = match loaded.card.convert {
            None => first,
            Some(kind) => {
                let target = conversion::path(&self.home, &loaded.card, kind, &hashes);
                if !self.is_sound_conversion(&target)? {
                    let _one_at_a_time = self.lock(|| {})?;
                    // Another process may have converted it while this one waited.
                    self.ledger().merge_from_disk(&self.home);
                    if !self.is_sound_conversion(&target)? {
                        let hash = conversion::convert(&loaded.card, kind, &first, &target)?;
                        let mut ledger = self.ledger();
                        ledger.remember(&self.home, &target, &hash);
                        ledger.write(&self.home)?;
                    }
                }
                target
            }
        };
        Ok(ReadyModel {
            id: id.to_owned(),
            path,
            files,
            card: loaded.card.clone(),
            card_hash: loaded.hash.clone(),
        })
    }

    /// Hashes all files of every model that was fetched, whatever the store remembers of them.
    pub fn verify(&self) -> Vec<(String, Health)> {
        self.ledger().doubt_all();
        self.cards.iter().map(|c| (c.card.id.clone(), self.health(&c.card.id))).collect()
    }

    /// The files of a model as fetched, with their hashes, each compared with its card or pin.
    fn sound_files(&self, card: &Card) -> Result<(Vec<PathBuf>, Vec<String>), StoreError> {
        let pins = Pins::read(&self.home)?;
        let mut files = Vec::new();
        let mut hashes = Vec::new();
        for file in files_here(card)? {
            let path = self.file_path(card, file)?;
            let (true, Some(expected)) = (path.is_file(), expected(card, file, &pins)) else {
                return Err(StoreError::Missing { id: card.id.clone(), path });
            };
            self.check(&path, &expected)?;
            files.push(path);
            hashes.push(expected);
        }
        Ok((files, hashes))
    }

    /// How a model's files are. Converts nothing: that is remade from sound files whenever it is needed.
    pub fn health(&self, id: &str) -> Health {
        let files = match self.card(id) {
            Some(loaded) => self.sound_files(&loaded.card),
            None => Err(self.unknown(id)),
        };
        match files {
            Ok(_) => Health::Sound,
            Err(StoreError::Missing { .. } | StoreError::NoPlatform { .. }) => Health::Absent,
            Err(e) => Health::Broken(e),
        }
    }

    /// Compares the file's hash with `expected`, remembering the answer.
    pub(super) fn check(&self, path: &Path, expected: &str) -> Result<(), StoreError> {
        if self.ledger().hash(&self.home, path) == Some(expected) {
            return Ok(());
        }
        let found = place::sha256_of_file(path)?;
        if found != expected {
            self.ledger().forget(&self.home, path);
            return Err(StoreError::Damaged {
                path: path.to_owned(),
                expected: expected.to_owned(),
                found,
            });
        }
        self.ledger().remember(&self.home, path, &found);
        self.save_if_free();
        Ok(())
    }

    /// Keeps what was verified for the next start, where that is possible: a store that is read-only, or locked by a
    /// process that fetches, is as good; its files are then hashed again next time.
    fn save_if_free(&self) {
        let Ok(lock) = File::options().write(true).open(self.home.join("lock")) else { return };
        if lock.try_lock().is_ok() {
            let mut ledger = self.ledger();
            ledger.merge_from_disk(&self.home);
            if let Err(StoreError::Disk(_)) = ledger.write(&self.home) {}
        }
    }

    /// Whether the converted file is there and is what the converter wrote.
    fn is_sound_conversion(&self, path: &Path) -> Result<bool, StoreError> {
        let recorded = self.ledger().recorded(&self.home, path).map(str::to_owned);
        let (Some(recorded), true) = (recorded, path.is_file()) else { return Ok(false) };
        match self.check(path, &recorded) {
            Ok(()) => Ok(true),
            // Its sources are verified, so it is simply made again.
            Err(StoreError::Damaged { .. }) => Ok(false),
            Err(e) => Err(e),
        }
    }

    /// Where a card's file is kept.
    pub(super) fn file_path(&self, card: &Card, file: &CardFile) -> Result<PathBuf, StoreError> {
        let folder = place::below(&self.home.join("models"), &card.id)?;
        place::below(&folder, &file.name)
    }

    /// Waits for the store's lock; `on_wait` is called where another process holds it. Freed when dropped, or by the
    /// system when the process dies.
    pub(super) fn lock(&self, on_wait: impl FnOnce()) -> Result<File, StoreError> {
        let path = self.home.join("lock");
        fs::create_dir_all(&self.home).map_err(StoreError::io("create", &self.home))?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(StoreError::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                on_wait();
                file.lock().map_err(StoreError::io("lock", &path))?;
            }
            Err(fs::TryLockError::Error(e)) => return Err(StoreError::io("lock", &path)(e)),
        }
        Ok(file)
    }

    pub(super) fn ledger(&self) -> MutexGuard<'_, Verified> {
        // A list of hashes is whole between any two statements, so a poisoned lock does no harm.
        self.verified.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The error that names the models there are.
    pub fn unknown(&self, id: &str) -> StoreError {
        let known: Vec<&str> = self.cards.iter().map(|c| c.card.id.as_str()).collect();
        StoreError::Unknown { id: id.to_owned(), known: known.join(", ") }
    }
}

/// The files of a card that this machine needs.
///
/// # Errors
/// Where there are none: the model is not made for it.
pub(super) fn files_here(card: &Card) -> Result<Vec<&CardFile>, StoreError> {
    let here = platform();
    let files: Vec<&CardFile> =
        card.files.iter().filter(|f| f.platform.as_ref().is_none_or(|p| *p == here)).collect();
    if files.is_empty() {
        return Err(StoreError::NoPlatform { id: card.id.clone(), platform: here });
    }
    Ok(files)
}

/// The hash that a file must have: the card's, or else the pinned one.
pub(super) fn expected(card: &Card, file: &CardFile, pins: &Pins) -> Option<String> {
    file.sha256.clone().or_else(|| pins.get(&pin_key(card, file)).map(|pin| pin.sha256.clone()))
}

/// A pin holds for one revision of a model: another revision may bring another file.
pub(super) fn pin_key(card: &Card, file: &CardFile) -> String {
    let revision = match card.sources.first() {
        Some(
            ModelSource::Pypi { version, .. }
            | ModelSource::Npm { version, .. }
            | ModelSource::Deb { version, .. },
        ) => version.as_str(),
        Some(ModelSource::Url { revision, .. }) => revision.as_str(),
        Some(ModelSource::Folder { .. }) | None => "local",
    };
    format!("{}/{}@{revision}", card.id, file.name)
}

/// `DCE_HOME`, or else the user's data folder as the system places it.
///
/// # Errors
/// Where the user has no home folder.
pub fn default_home() -> Result<PathBuf, StoreError> {
    if let Some(home) = env::var_os(HOME_VARIABLE).filter(|v| !v.is_empty()) {
        return Ok(PathBuf::from(home));
    }
    let dirs = directories::ProjectDirs::from("", "", "dce").ok_or(StoreError::NoHome)?;
    Ok(dirs.data_dir().to_owned())
}
