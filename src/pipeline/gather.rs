//! Which photographs are meant by files, folders and globs.

use std::path::{Path, PathBuf};

/// Extensions that are taken from folders; a file that is named is read whatever its extension.
pub const EXTENSIONS: &[&str] =
    &["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "ppm", "pgm", "pnm"];

/// The image files that the paths mean, each once, and what could not be used.
pub fn gather(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let mut images = Vec::new();
    let mut unusable = Vec::new();
    for path in paths {
        if path.is_dir() {
            from_folder(path, &mut images, &mut unusable);
        } else if path.exists() {
            images.push(path.clone());
        } else {
            from_glob(path, &mut images, &mut unusable);
        }
    }
    let mut seen = std::collections::HashSet::new();
    images.retain(|p| seen.insert(p.clone()));
    (images, unusable)
}

fn from_folder(folder: &Path, images: &mut Vec<PathBuf>, unusable: &mut Vec<String>) {
    for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(e) if e.file_type().is_file() && is_image(e.path()) => images.push(e.into_path()),
            Ok(_) => {}
            Err(e) => unusable.push(format!("{e}; check who may read it")),
        }
    }
}

/// Depth maps beside photographs are no photographs.
fn is_image(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str()))
        && !stem.ends_with(".depth")
        && !stem.ends_with("_depth")
}

fn from_glob(pattern: &Path, images: &mut Vec<PathBuf>, unusable: &mut Vec<String>) {
    let shown = pattern.display();
    let Some(text) = pattern.to_str().filter(|t| t.contains(['*', '?', '['])) else {
        unusable.push(format!("{shown}: there is no such file; check the spelling"));
        return;
    };
    match glob::glob(text) {
        Err(e) => unusable.push(format!("{shown}: not a pattern: {e}")),
        Ok(found) => {
            let before = images.len();
            for path in found {
                match path {
                    Ok(p) if p.is_file() => images.push(p),
                    Ok(_) => {}
                    Err(e) => unusable.push(format!("{e}; check who may read it")),
                }
            }
            if images.len() == before {
                unusable.push(format!("{shown}: no file matches"));
            }
        }
    }
}
