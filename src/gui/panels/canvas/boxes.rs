//! Regions as boxes with label and score: sure ones whole, doubtful ones dashed and greyer, rejected ones crossed.

use super::ink::{Dash, Ink};
use super::labels::{self, Crowded, Labels};
use super::page::Page;
use super::sheet::{DrawnRegion, Look};
use crate::app::Item;
use crate::app::view::Overlay;
use crate::domain::RegionId;
use crate::gui::Shown;
use crate::gui::theme::HAND;
use egui::{Color32, Rect, Stroke};

/// From so many boxes in view on, labels without room are left out, and small boxes have none.
const CROWD: usize = 40;
/// A box this narrow or low (in points) has no label in a crowd.
const SMALL: egui::Vec2 = egui::vec2(26.0, 12.0);

/// How much a box stands out, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Something else is lit.
    Back,
    Plain,
    Beside,
    Lit,
    Hovered,
    Kept,
}

/// Draws all boxes that are in view.
pub fn draw(page: &Page<'_>, ink: &mut Ink, labels: &mut Labels<'_>) {
    let boxes_on = page.is_on(Overlay::Boxes);
    let mut seen: Vec<(Weight, &DrawnRegion, Rect)> = page
        .sheet
        .regions
        .iter()
        .map(|r| (weight(page, r.id), r, page.rect(r)))
        .filter(|(weight, r, rect)| {
            let wanted = boxes_on && r.is_shown(page.settings());
            (wanted || *weight >= Weight::Lit) && rect.intersects(page.view)
        })
        .collect();
    seen.sort_by_key(|(weight, ..)| *weight);
    for (weight, region, rect) in &seen {
        frame(page.shown, region, *weight, *rect, ink);
    }
    let crowded = seen.len() > CROWD;
    // Labels of sure regions take their places first, of two that are as sure those of the smaller.
    seen.sort_by_key(|(weight, region, _)| (*weight, region.look == Look::Sure));
    for (weight, region, rect) in seen.iter().rev() {
        let is_sure = region.look == Look::Sure;
        let stays = *weight >= Weight::Lit || (!crowded && is_sure && *weight >= Weight::Plain);
        let is_small = rect.width() < SMALL.x || rect.height() < SMALL.y;
        if is_small && !stays {
            continue;
        }
        let room = if stays { Crowded::Stays } else { Crowded::Goes };
        labels.at_box(*rect, words(region), label_ink(page.shown, region, *weight), room);
    }
}

fn weight(page: &Page<'_>, id: RegionId) -> Weight {
    let selection = &page.shown.state.selection;
    let is = |item: &Option<Item>| match item {
        Some(Item::Region(r) | Item::Attribute(r, _)) => *r == id,
        _ => false,
    };
    if is(&selection.kept) {
        Weight::Kept
    } else if is(&selection.hovered) {
        Weight::Hovered
    } else if page.lit.regions.contains(&id) {
        Weight::Lit
    } else if page.lit.beside.contains(&id) {
        Weight::Beside
    } else if page.steps_back() {
        Weight::Back
    } else {
        Weight::Plain
    }
}

fn frame(shown: &Shown<'_>, region: &DrawnRegion, weight: Weight, rect: Rect, ink: &mut Ink) {
    let colours = shown.colours;
    let own = own_colour(shown, region);
    let (width, colour) = match weight {
        Weight::Kept => (3.0, colours.kept),
        Weight::Hovered => (2.5, colours.hovered),
        Weight::Lit => (2.5, own),
        Weight::Beside => (2.0, own),
        Weight::Plain => (2.0, own),
        Weight::Back => (1.25, own.gamma_multiply(0.6)),
    };
    // A veil helps the eye to small boxes; over half the photograph it would only hide it.
    if matches!(weight, Weight::Lit | Weight::Hovered) && ink.share(rect) < 0.2 {
        ink.fill(rect, colour.gamma_multiply(0.12));
    }
    let tiny = rect.width().min(rect.height()) < 10.0;
    let dash = if region.look == Look::Sure || tiny { Dash::Solid } else { Dash::Dashed };
    let stroke = Stroke::new(width, colour);
    ink.frame(rect, stroke, dash);
    if region.look == Look::Rejected {
        let thin = Stroke::new(1.0, colour);
        ink.line(&[rect.left_top(), rect.right_bottom()], thin, Dash::Solid);
        ink.line(&[rect.right_top(), rect.left_bottom()], thin, Dash::Solid);
    }
}

fn own_colour(shown: &Shown<'_>, region: &DrawnRegion) -> Color32 {
    match region.look {
        Look::Sure => shown.colours.region,
        Look::Doubtful | Look::Rejected => shown.colours.doubtful,
    }
}

/// "person ✋", "dog? 0.41 ⚠".
fn words(region: &DrawnRegion) -> String {
    let mut words = region.words.clone();
    if let Some(score) = region.score {
        words.push_str(&format!(" {score:.2}"));
    }
    if region.look == Look::Rejected {
        words.push_str(" rejected");
    }
    if region.by_person {
        words.push(' ');
        words.push_str(HAND);
    }
    if region.has_conflict {
        words.push_str(" ⚠");
    }
    words
}

fn label_ink(shown: &Shown<'_>, region: &DrawnRegion, weight: Weight) -> labels::Ink {
    let colours = shown.colours;
    let bar = match weight {
        Weight::Kept => colours.kept,
        Weight::Hovered => colours.hovered,
        _ => own_colour(shown, region),
    };
    let quiet = region.look != Look::Sure || weight == Weight::Back;
    labels::Ink {
        words: if quiet && weight < Weight::Lit { colours.over_quiet } else { colours.over },
        ground: if weight >= Weight::Lit { colours.halo_strong } else { colours.halo },
        bar,
    }
}
