//! Signs: each that the window uses is in the fonts that come with it, whatever the system has.

use dce::gui::theme;
use egui::epaint::TextOptions;
use egui::epaint::text::Fonts;
use egui::{FontFamily, FontId};
use std::collections::BTreeMap;
use std::path::Path;

/// Characters beyond ASCII in a folder's code, comments aside, each with a file that has it.
fn signs(folder: &str, found: &mut BTreeMap<char, String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    for entry in walkdir::WalkDir::new(root) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = text.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l });
        for sign in code.flat_map(str::chars).filter(|c| !c.is_ascii()) {
            found.entry(sign).or_insert_with(|| path.display().to_string());
        }
    }
}

#[test]
fn every_sign_is_in_the_fonts_that_come_with_the_window() {
    let mut found = BTreeMap::new();
    for folder in ["gui", "app", "desk", "project", "fusion/ground"] {
        signs(folder, &mut found);
    }
    assert!(found.contains_key(&'✔') && found.len() > 20, "{found:?}");
    let mut fonts = Fonts::new(TextOptions::default(), theme::fonts());
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        let font = FontId::new(14.0, family);
        let missing: Vec<_> = found.iter().filter(|(c, _)| !fonts.has_glyph(&font, **c)).collect();
        assert!(missing.is_empty(), "{font:?}: {missing:?}");
    }
}
