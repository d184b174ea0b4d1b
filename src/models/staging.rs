//! The packages of one fetch: downloaded once each, at first need, into a folder of their own inside the store.

use super::archive;
use super::card::ModelSource;
use super::error::{SourceError, StoreError};
use super::packages::Package;
use super::place;
use super::progress::Progress;
use super::registry::LoadedCard;
use super::store::{self, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Whether the source is for this machine.
pub(super) fn serves(source: &ModelSource) -> bool {
    match source {
        ModelSource::Pypi { wheel: Some(wheel), .. } => wheel.platform == store::platform(),
        _ => true,
    }
}

pub(super) fn package_of(source: &ModelSource) -> Option<(Package, &str)> {
    Some(match source {
        ModelSource::Pypi { package, version, root, wheel } => (
            Package::Pypi { name: package.clone(), version: version.clone(), wheel: wheel.clone() },
            root,
        ),
        ModelSource::Npm { package, version, root } => {
            (Package::Npm { name: package.clone(), version: version.clone() }, root)
        }
        ModelSource::Deb { package, version, root } => {
            (Package::Deb { name: package.clone(), version: version.clone() }, root)
        }
        ModelSource::Url { .. } | ModelSource::Folder { .. } => return None,
    })
}

pub(super) fn entry_name(root: &str, name: &str) -> String {
    if root.is_empty() { name.to_owned() } else { format!("{}/{name}", root.trim_end_matches('/')) }
}

/// Entries by name, extracted to files; or why the package could not be had.
type Extracted = Result<BTreeMap<String, PathBuf>, SourceError>;

/// The packages of one fetch: each is downloaded once, at first need, and everything wanted is extracted in one go.
pub(super) struct Packages<'a> {
    store: &'a Store,
    progress: &'a dyn Progress,
    /// Inside the store, so that placing is a rename; gone when the fetch is over.
    folder: TempDir,
    pub(super) by_package: BTreeMap<Package, Wanted>,
}

#[derive(Default)]
pub(super) struct Wanted {
    entries: BTreeSet<String>,
    extracted: OnceLock<Extracted>,
}

impl<'a> Packages<'a> {
    pub(super) fn new(store: &'a Store, progress: &'a dyn Progress) -> Result<Self, StoreError> {
        let incoming = store.incoming();
        fs::create_dir_all(&incoming).map_err(StoreError::io("create", &incoming))?;
        sweep(&incoming)?;
        let folder = tempfile::tempdir_in(&incoming)
            .map_err(StoreError::io("create a folder in", &incoming))?;
        Ok(Self { store, progress, folder, by_package: BTreeMap::new() })
    }

    pub(super) fn plan(
        store: &'a Store,
        cards: &[&LoadedCard],
        progress: &'a dyn Progress,
    ) -> Result<Self, StoreError> {
        let mut packages = Self::new(store, progress)?;
        for loaded in cards {
            let files = store::files_here(&loaded.card).unwrap_or_default();
            for source in loaded.card.sources.iter().filter(|s| serves(s)) {
                if let Some((package, root)) = package_of(source) {
                    for file in &files {
                        packages.want(package.clone(), entry_name(root, &file.name));
                    }
                }
            }
        }
        Ok(packages)
    }

    pub(super) fn want(&mut self, package: Package, entry: String) {
        self.by_package.entry(package).or_default().entries.insert(entry);
    }

    /// Downloads at the same time what the cards' first sources need: waiting for registries is most of a first start.
    pub(super) fn download_first_choices(&self, cards: &[&LoadedCard]) {
        let first: BTreeSet<Package> = cards
            .iter()
            .filter_map(|c| c.card.sources.iter().find(|s| serves(s)))
            .filter_map(|s| package_of(s).map(|(package, _)| package))
            .collect();
        self.download_all(first.iter());
    }

    pub(super) fn download_all<'p>(&self, packages: impl Iterator<Item = &'p Package>) {
        let progress = self.progress;
        std::thread::scope(|scope| {
            for package in packages {
                scope.spawn(move || {
                    let step = package.to_string();
                    progress.begin(&step, None);
                    let error = self.extracted(package).as_ref().err().map(ToString::to_string);
                    progress.end(&step, error.as_deref().unwrap_or("fetched"));
                });
            }
        });
    }

    pub(super) fn entry(&self, package: &Package, entry: &str) -> Result<PathBuf, SourceError> {
        let extracted = self.extracted(package).as_ref().map_err(Clone::clone)?;
        extracted.get(entry).cloned().ok_or_else(|| SourceError::Archive {
            archive: package.to_string(),
            message: format!("it has no entry {entry}"),
        })
    }

    fn extracted(&self, package: &Package) -> &Extracted {
        static NOT_PLANNED: Extracted = Ok(BTreeMap::new());
        match self.by_package.get(package) {
            Some(wanted) => {
                wanted.extracted.get_or_init(|| self.download(package, &wanted.entries))
            }
            None => &NOT_PLANNED,
        }
    }

    fn download(&self, package: &Package, entries: &BTreeSet<String>) -> Extracted {
        if self.store.options().offline {
            return Err(SourceError::Offline { what: package.to_string() });
        }
        let key = place::sha256_of(package.to_string().as_bytes());
        let folder = self.folder.path().join(key);
        let (download, extracted) = (folder.join("package"), folder.join("entries"));
        for folder in [&download, &extracted] {
            fs::create_dir_all(folder).map_err(SourceError::file(folder))?;
        }
        let archive = package.download(&download, &|| self.progress.is_cancelled())?;
        let found = archive::extract(&archive, entries, &extracted, archive::CAP_BYTES)?;
        fs::remove_file(&archive).map_err(SourceError::file(&archive))?;
        Ok(found)
    }

    pub(super) fn copy_in(&self, original: &Path) -> Result<PathBuf, StoreError> {
        let key = place::sha256_of(original.as_os_str().as_encoded_bytes());
        let staged = self.folder.path().join(key);
        fs::copy(original, &staged).map_err(StoreError::io("copy", original))?;
        Ok(staged)
    }
}

/// Removes what a killed fetch or import left, but for the parts of https downloads (and what tells whether they are
/// of the same file), which are resumed. Whoever calls this holds the lock, so nobody is using the rest.
fn sweep(incoming: &Path) -> Result<(), StoreError> {
    let entries = fs::read_dir(incoming).map_err(StoreError::io("read", incoming))?;
    for entry in entries {
        let path = entry.map_err(StoreError::io("read", incoming))?.path();
        if path.extension().is_some_and(|e| e == "part" || e == "etag") {
            continue;
        }
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(StoreError::io("remove", &path))?;
    }
    Ok(())
}
