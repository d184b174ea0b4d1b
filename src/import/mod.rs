//! Baseline captions from files: JSON, JSON lines, CSV, the layouts of LLaVA and InternVL, and text beside images.
//! Floor 1: reads the files it is given and matches them to paths; knows no scene, project or window.
//!
//! Nothing that is read stops the rest: a malformed row is listed with its line and skipped.

mod json;
mod matching;
mod row;
mod table;

use crate::disk;
use matching::{Index, Sought};
use row::{Parsed, Row};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What captions from files came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    pub matched: Vec<Matched>,
    /// Sound rows whose image is not among the images, or could be several of them.
    pub unmatched: Vec<Unmatched>,
    pub malformed: Vec<Malformed>,
}

/// A caption for an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Index into the images.
    pub image: usize,
    /// As the row says, else the name of the file that it stands in.
    pub model: String,
    /// The number or label of the region that the caption is of; `None`: of the whole image. Which region that is, the
    /// image's scene says.
    pub region: Option<String>,
    pub text: String,
    pub file: PathBuf,
    /// From 1.
    pub line: u64,
}

/// A caption for no image, or for more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    pub file: PathBuf,
    /// From 1.
    pub line: u64,
    /// The image as the row names it.
    pub image: String,
    pub why: String,
}

/// A row, or a whole file, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    pub file: PathBuf,
    /// From 1; 0 for the file as a whole.
    pub line: u64,
    pub message: String,
}

/// Reads captions from `files` and finds the image of each among `images`, by path, by file name, by stem. Of two
/// captions of one model for one image (or one region of it) the last counts; the former is listed as malformed.
pub fn read(files: &[PathBuf], images: &[PathBuf]) -> Import {
    let index = Index::of(images);
    let mut import = Import::default();
    for file in files {
        match disk::read(file) {
            Ok(bytes) => take(file, &bytes, &index, &mut import),
            Err(error) => {
                let message = error.to_string();
                import.malformed.push(Malformed { file: file.clone(), line: 0, message });
            }
        }
    }
    last_counts(&mut import);
    import
}

/// The rows of one file.
fn take(file: &Path, bytes: &[u8], index: &Index<'_>, import: &mut Import) {
    let text = row::without_marks(bytes);
    let extension = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    let parsed = match extension.as_deref() {
        Some("txt") => return beside(file, &text, index, import),
        Some("csv" | "tsv") => table::rows(&text),
        Some("json" | "jsonl" | "ndjson") => json::rows(&text),
        _ => {
            let message =
                "not a kind of file that captions are read from: use .json, .jsonl, .csv or .txt";
            let message = message.to_owned();
            import.malformed.push(Malformed { file: file.to_owned(), line: 0, message });
            return;
        }
    };
    for Parsed { line, row } in parsed {
        let file = file.to_owned();
        match row {
            Err(message) => import.malformed.push(Malformed { file, line, message }),
            Ok(Row { image, model, region, text }) => {
                match index.find(&Sought::named(&image, &file)) {
                    Ok(image) => {
                        let model = model.unwrap_or_else(|| stem(&file));
                        import.matched.push(Matched { image, model, region, text, file, line });
                    }
                    Err(why) => import.unmatched.push(Unmatched { file, line, image, why }),
                }
            }
        }
    }
}

/// `NAME.txt` and `NAME.MODEL.txt`, where the longest NAME that an image has counts.
fn beside(file: &Path, bytes: &[u8], index: &Index<'_>, import: &mut Import) {
    let whole = stem(file);
    let text = match row::caption(&String::from_utf8_lossy(bytes)) {
        Ok(text) if std::str::from_utf8(bytes).is_ok() => text,
        Ok(_) => return malformed(import, file, "not UTF-8; save it as UTF-8"),
        Err(message) => return malformed(import, file, &message),
    };
    let cuts = whole.match_indices('.').map(|(at, _)| at).collect::<Vec<_>>();
    let names = std::iter::once(whole.len()).chain(cuts.into_iter().rev());
    let mut why = None;
    for cut in names {
        let (name, model) = whole.split_at(cut);
        match index.find(&Sought::beside(name, file)) {
            Ok(image) => {
                let model = model.trim_start_matches('.');
                let model = if model.is_empty() { "text" } else { model }.to_owned();
                let file = file.to_owned();
                let region = None;
                import.matched.push(Matched { image, model, region, text, file, line: 1 });
                return;
            }
            Err(reason) => why = why.or(Some(reason)),
        }
    }
    let (file, why) = (file.to_owned(), why.unwrap_or_default());
    import.unmatched.push(Unmatched { file, line: 1, image: whole, why });
}

fn malformed(import: &mut Import, file: &Path, message: &str) {
    let (file, message) = (file.to_owned(), message.to_owned());
    import.malformed.push(Malformed { file, line: 0, message });
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// One caption of each model for each image and region: the last.
fn last_counts(import: &mut Import) {
    type Slot = (usize, String, Option<String>);
    let mut last: BTreeMap<Slot, (PathBuf, u64)> = BTreeMap::new();
    let mut kept = Vec::with_capacity(import.matched.len());
    for m in std::mem::take(&mut import.matched).into_iter().rev() {
        let slot = (m.image, m.model.clone(), m.region.as_ref().map(|r| r.to_lowercase()));
        match last.get(&slot) {
            Some((file, line)) => {
                let place =
                    if *file == m.file { String::new() } else { format!("{}, ", file.display()) };
                let message = format!(
                    "{} has another caption for this {} ({place}line {line}), which counts",
                    m.model,
                    if m.region.is_some() { "region" } else { "image" }
                );
                import.malformed.push(Malformed { file: m.file, line: m.line, message });
            }
            None => {
                last.insert(slot, (m.file.clone(), m.line));
                kept.push(m);
            }
        }
    }
    kept.reverse();
    import.matched = kept;
}
