//! What `dce check --captions` reads: records by image, and rows of captions. A bad row or file is named and skipped.

use crate::disk;
use crate::project::Record;
use anyhow::bail;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// One caption to check. Further fields of a row are left alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Row {
    /// The image's path, file name, or file name without extension; or the record's path or file name.
    pub image: String,
    pub model: String,
    pub text: String,
}

/// Rows that can be checked, each with its record's index, and what is wrong with the others, by line.
pub type Rows = (Vec<(usize, Row)>, Vec<String>);

/// The rows of a JSON Lines file. What is not UTF-8 spoils its own line alone.
fn rows(bytes: &[u8], records: &Records) -> Rows {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).enumerate();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let row = serde_json::from_slice::<Row>(line).map_err(|e| without_place(&e.to_string()));
        match row.and_then(|row| Ok((records.of_image(&row.image)?, row))) {
            Ok(row) => good.push(row),
            Err(fault) => bad.push(format!("line {}: {fault}", at + 1)),
        }
    }
    (good, bad)
}

/// serde counts lines within the row; which line of the file it is, is said already.
fn without_place(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(fault, _)| fault).to_owned()
}

/// Records, found by their image.
#[derive(Debug, Default)]
pub struct Records {
    pub records: Vec<Record>,
    /// Keys from exact to loose: path, file name, stem; each with the records it may mean.
    by_key: [HashMap<String, BTreeSet<usize>>; 3],
}

impl Records {
    /// Reads records: files, and the `*.json` of folders. Returns what could not be read beside them.
    ///
    /// # Errors
    /// Where a file that is named is no record, or there is no record at all.
    pub fn read(paths: &[PathBuf]) -> anyhow::Result<(Records, Vec<String>)> {
        let (mut all, mut unusable) = (Records::default(), Vec::new());
        for path in paths {
            if !path.is_dir() {
                all.add(path, Record::read(path)?);
                continue;
            }
            let folder = walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name();
            for entry in folder {
                let file = match entry {
                    Ok(e) if e.file_type().is_file() => e.into_path(),
                    Ok(_) => continue,
                    Err(e) => {
                        unusable.push(e.to_string());
                        continue;
                    }
                };
                if file.extension().is_some_and(|e| e == "json") {
                    match Record::read(&file) {
                        Ok(record) => all.add(&file, record),
                        Err(e) => unusable.push(e.to_string()),
                    }
                }
            }
        }
        if all.records.is_empty() {
            let named: Vec<_> = paths.iter().map(|p| p.display().to_string()).collect();
            let faults: String = unusable.iter().map(|u| format!("\n  {u}")).collect();
            bail!("no records in {}; dce caption writes them{faults}", named.join(", "));
        }
        Ok((all, unusable))
    }

    fn add(&mut self, file: &Path, record: Record) {
        let at = self.records.len();
        let image = record.scene.image.path.clone();
        for path in [image.as_str(), &file.to_string_lossy()] {
            for (level, key) in keys(path).into_iter().enumerate() {
                self.by_key[level].entry(key).or_default().insert(at);
            }
        }
        self.records.push(record);
    }

    /// The record of an image: by its path, else by its file name, else by its stem.
    ///
    /// # Errors
    /// In words, where no record is of it or several may be.
    fn of_image(&self, image: &str) -> Result<usize, String> {
        for (level, key) in keys(image).into_iter().enumerate() {
            let found = self.by_key[level].get(&key);
            match found.map(|f| (f.len(), f.first())) {
                Some((1, Some(at))) => return Ok(*at),
                Some((several, _)) => {
                    return Err(format!(
                        "image \"{image}\" may be any of {several} records; give its full path"
                    ));
                }
                None => {}
            }
        }
        Err(format!("there is no record of image \"{image}\""))
    }
}

/// A path as it stands, its file name, its stem.
fn keys(path: &str) -> [String; 3] {
    let as_path = Path::new(path);
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into();
    [path.to_owned(), part(as_path.file_name()), part(as_path.file_stem())]
}

/// Reads rows from a file.
///
/// # Errors
/// Where it cannot be read.
pub fn read(path: &Path, records: &Records) -> anyhow::Result<Rows> {
    Ok(rows(&disk::read(path)?, records))
}
