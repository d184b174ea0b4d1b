//! Which image a row means: by path, else by file name, else by stem or number; what fits several is none.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// An image as a file names it.
pub(super) struct Sought {
    /// Parts of its path, from the file name up, in lower case.
    parts: Vec<String>,
    /// The whole path, where the name is relative to the file that holds it.
    from_folder: Option<PathBuf>,
    /// Only images in this folder, where there are any of the name.
    folder: Option<PathBuf>,
}

impl Sought {
    /// As a row of `file` names it.
    pub fn named(name: &str, file: &Path) -> Self {
        let name = name.strip_prefix("file://").unwrap_or(name).replace('\\', "/");
        let folder = file.parent().unwrap_or(Path::new(""));
        Self {
            parts: parts(&name),
            from_folder: Some(folder.join(name.trim_start_matches("./"))),
            folder: None,
        }
    }

    /// A name that a text file beside the image has.
    pub fn beside(name: &str, file: &Path) -> Self {
        Self { parts: parts(name), from_folder: None, folder: file.parent().map(Path::to_owned) }
    }
}

fn parts(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|p| !p.is_empty() && *p != ".");
    parts.rev().map(str::to_lowercase).collect()
}

/// The images, to be found by name.
pub(super) struct Index<'a> {
    images: &'a [PathBuf],
    parts: Vec<Vec<String>>,
    by_path: HashMap<&'a Path, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    /// By the number that a stem ends with: COCO's 000000000139 is its image 139.
    by_number: HashMap<u64, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub fn of(images: &'a [PathBuf]) -> Self {
        let mut index = Self {
            images,
            parts: Vec::with_capacity(images.len()),
            by_path: HashMap::new(),
            by_name: HashMap::new(),
            by_stem: HashMap::new(),
            by_number: HashMap::new(),
        };
        for (at, image) in images.iter().enumerate() {
            let own = parts(&image.to_string_lossy().replace('\\', "/"));
            let name = own.first().cloned().unwrap_or_default();
            let stem = stem(&name).to_owned();
            if let Some(number) = number(&stem) {
                index.by_number.entry(number).or_default().push(at);
            }
            index.by_path.insert(image, at);
            index.by_name.entry(name).or_default().push(at);
            index.by_stem.entry(stem).or_default().push(at);
            index.parts.push(own);
        }
        index
    }

    /// The one image that is meant.
    ///
    /// # Errors
    /// In words, where there is none or more than one.
    pub fn find(&self, sought: &Sought) -> Result<usize, String> {
        let path = sought.from_folder.as_deref().and_then(|p| self.by_path.get(p));
        if let Some(at) = path {
            return Ok(*at);
        }
        let Some(name) = sought.parts.first() else { return Err("names no image".to_owned()) };
        let none = &Vec::new();
        let by_name = self.by_name.get(name).unwrap_or(none);
        // Beside an image stands its name or stem and no more: "1.gpt" is no file 1 of a kind .gpt.
        let exact = sought.folder.is_some();
        let by_stem = || {
            let shorter = if exact { None } else { self.by_stem.get(stem(name)) };
            self.by_stem.get(name).or(shorter).unwrap_or(none)
        };
        let by_number = || {
            let number = name.parse::<u64>().ok().filter(|_| !exact);
            number.and_then(|n| self.by_number.get(&n)).unwrap_or(none)
        };
        let found = [by_name, by_stem(), by_number()].into_iter().find(|found| !found.is_empty());
        let Some(found) = found else { return Err("no image has this name".to_owned()) };
        self.one_of(found, sought)
    }

    /// Of images of one name, the one in the folder that is meant, or whose path agrees furthest up.
    fn one_of(&self, found: &[usize], sought: &Sought) -> Result<usize, String> {
        let here = |at: &&usize| {
            let folder = self.images.get(**at).and_then(|p| p.parent());
            sought.folder.as_deref().is_some_and(|f| Some(f) == folder)
        };
        let agreeing = |at: usize| {
            let own = self.parts.get(at).map(Vec::as_slice).unwrap_or_default();
            own.iter().zip(&sought.parts).skip(1).take_while(|(a, b)| a == b).count()
        };
        let near: Vec<usize> = found.iter().filter(here).copied().collect();
        let candidates = if near.is_empty() { found } else { &near };
        let most = candidates.iter().map(|at| agreeing(*at)).max().unwrap_or(0);
        let best: Vec<usize> =
            candidates.iter().copied().filter(|at| agreeing(*at) == most).collect();
        match best.as_slice() {
            [one] => Ok(*one),
            several => {
                let names: Vec<String> = several
                    .iter()
                    .take(3)
                    .filter_map(|at| Some(self.images.get(*at)?.display().to_string()))
                    .collect();
                let more = if several.len() > 3 { ", …" } else { "" };
                Err(format!("{} images could be meant: {}{more}", several.len(), names.join(", ")))
            }
        }
    }
}

/// A file name without its extension, where it has a short one.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 4 => stem,
        _ => name,
    }
}

/// The number that a stem ends with.
fn number(stem: &str) -> Option<u64> {
    let start = stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    stem.get(start..)?.parse().ok()
}
