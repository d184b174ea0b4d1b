//! Looks and places of one thing: colour, emotion, size, the nine places, depth.

use super::{RIDERS, Row, STREET, find};
use crate::scenes::scene;
use dce::domain::{CaptionTarget, Rules};
use dce::fusion::check::check;
use dce::fusion::ground::finding::{ClaimKind, Verdict};

#[test]
fn colours_emotions_and_sizes_are_judged() {
    let rows: &[Row] = &[
        ("A red bus.", "red: colour supported"),
        ("A crimson bus.", "crimson: colour supported"),
        ("A blue bus.", "blue: colour contradicted"),
        ("The bus is red.", "red: colour supported"),
        ("A bright red bus.", "bright red: colour supported"),
        ("An orange dog.", "orange: colour unsupported"),
        (
            "An orange rescue helicopter.",
            "orange: colour unsupported; helicopter: object unsupported",
        ),
        ("An orange on a table.", "orange: object unsupported"),
        ("The bus is of large size.", "of large size: size supported"),
        ("A smiling man.", "smiling: emotion supported; man: object supported"),
        ("The woman looks sad.", "looks sad: emotion contradicted"),
        ("A large bus.", "large: size supported"),
        ("A tiny bus.", "tiny: size contradicted"),
        ("An old bus.", "old: other unchecked"),
        ("A black person.", "black: colour unsupported"),
    ];
    find(STREET, rows);
    let rows: &[Row] = &[
        ("A brown horse and a white one.", "brown: colour supported; white: colour supported"),
        ("A light brown horse.", "light brown: colour supported"),
        ("A horse, brown and large.", "brown: colour supported"),
        ("A black horse.", "black: colour contradicted"),
    ];
    find(RIDERS, rows);
}

#[test]
fn sizes_are_told_as_shares_of_the_picture() {
    let rows: &[Row] = &[
        ("The dog is no bigger than a dot.", "no bigger than a dot: size supported"),
        ("The bus is a mere speck.", "a mere speck: size contradicted"),
        (
            "The bus takes up a large part of the frame.",
            "a large part of the frame: size supported",
        ),
        ("The dog takes up most of the picture.", "most of the picture: size contradicted"),
        (
            "The dog is only a small part of the picture.",
            "only a small part of the picture: size supported",
        ),
        ("Most of the picture is dark.", "Most of the picture: nothing"),
        ("The bus is larger than the dog.", "larger than: other unchecked"),
    ];
    find(STREET, rows);
}

/// Each wording of a place, and the cells (1 to 9, row by row) in whose middle a cat answers to it.
#[test]
fn the_nine_places_by_their_wordings() {
    let rows: &[(&str, &[usize])] = &[
        ("on the left", &[1, 4, 7]),
        ("on the right side", &[3, 6, 9]),
        ("at the top", &[1, 2, 3]),
        ("at the bottom", &[7, 8, 9]),
        ("in the upper left corner", &[1]),
        ("in the top right corner", &[3]),
        ("at the bottom left", &[7]),
        ("in the lower right corner of the image", &[9]),
        ("in the center", &[5]),
        ("in the middle of the picture", &[5]),
        ("in the top center", &[2]),
        ("at the bottom center", &[8]),
        ("on the far left", &[1, 4, 7]),
        ("on the left-hand side", &[1, 4, 7]),
        ("in the bottom-right corner", &[9]),
        ("near the top of the image", &[1, 2, 3]),
        ("to the left of the picture", &[1, 4, 7]),
    ];
    let mut faults = Vec::new();
    for (place, cells) in rows {
        for cell in 1..=9 {
            let (x, y) = ((cell - 1) % 3 * 300 + 150, (cell - 1) / 3 * 200 + 100);
            let cat = format!("cat 0.9 at {},{},{},{}", x - 60, y - 60, x + 60, y + 60);
            let scene = scene(&format!("image 900x600\n{cat}"));
            let report =
                check(&format!("A cat {place}."), CaptionTarget::Image, &scene, &Rules::default());
            let found =
                report.findings.iter().find(|f| f.kind == ClaimKind::Place && f.span.is_some());
            let wanted =
                if cells.contains(&cell) { Verdict::Supported } else { Verdict::Contradicted };
            if found.map(|f| f.verdict) != Some(wanted) {
                faults.push(format!("{place} in cell {cell}: {:?}", found.map(|f| f.verdict)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn depth_words_are_judged_by_nearness() {
    let rows: &[Row] = &[
        ("A dog in the foreground.", "in the foreground: depth supported"),
        ("A dog in the background.", "in the background: depth contradicted"),
        ("A dog close to the camera.", "close to the camera: depth supported"),
        ("A bus in the foreground.", "in the foreground: depth unsupported"),
        ("In the foreground, a dog.", "In the foreground: depth supported"),
        ("A dog near the camera.", "near the camera: depth supported"),
        ("A dog far away.", "far away: depth contradicted"),
    ];
    find(STREET, rows);
    find(RIDERS, &[("A white horse in the background.", "in the background: depth supported")]);
}
