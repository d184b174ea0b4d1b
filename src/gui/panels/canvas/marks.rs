//! Faces with their emotion, body poses, lines of text.

use super::ink::{Dash, Ink};
use super::labels::{self, Crowded, Labels};
use super::page::Page;
use crate::app::Item;
use crate::app::view::Overlay;
use crate::domain::{AttributeKind, Face, Joint, Pose, Ruling, TextLine};
use crate::gui::theme::HAND;
use egui::{Color32, Pos2, Rect, Stroke};

/// Joints below this score are not drawn: their places are guesses.
const LEAST_JOINT: f32 = 0.3;
/// A text's label has at most so many characters; pointing at it shows all.
const LONGEST: usize = 32;
/// A body this high, and a face this wide (in points), show their joints; of smaller ones they would hide everything.
const JOINTED: f32 = 56.0;
const FEATURED: f32 = 24.0;

/// The bones of COCO's skeleton.
const BONES: [(Joint, Joint); 16] = {
    use Joint::*;
    [
        (LeftAnkle, LeftKnee),
        (LeftKnee, LeftHip),
        (RightAnkle, RightKnee),
        (RightKnee, RightHip),
        (LeftHip, RightHip),
        (LeftShoulder, LeftHip),
        (RightShoulder, RightHip),
        (LeftShoulder, RightShoulder),
        (LeftShoulder, LeftElbow),
        (RightShoulder, RightElbow),
        (LeftElbow, LeftWrist),
        (RightElbow, RightWrist),
        (Nose, LeftEye),
        (Nose, RightEye),
        (LeftEye, LeftEar),
        (RightEye, RightEar),
    ]
};

/// All poses.
pub fn poses(page: &Page<'_>, ink: &mut Ink) {
    if !page.is_on(Overlay::Poses) {
        return;
    }
    for pose in &page.scene.poses {
        if page.lens.box_in_ui(&pose.bbox).expand(16.0).intersects(page.view) {
            skeleton(page, pose, ink);
        }
    }
}

fn skeleton(page: &Page<'_>, pose: &Pose, ink: &mut Ink) {
    let is_lit = pose.region.is_some_and(|r| page.lit.regions.contains(&r));
    let own = page.shown.colours.pose;
    let colour = if is_lit { own } else { page.stepped_back(own) };
    let stroke = Stroke::new(if is_lit { 3.0 } else { 2.0 }, colour);
    let place = |joint| pose.joint(joint, LEAST_JOINT).map(|p| page.lens.pos_in_ui(p));
    for (a, b) in BONES {
        if let (Some(a), Some(b)) = (place(a), place(b)) {
            ink.line(&[a, b], stroke, Dash::Solid);
        }
    }
    // The head's bones end at the ears: the neck joins them to the body.
    let neck =
        place(Joint::LeftShoulder).zip(place(Joint::RightShoulder)).map(|(l, r)| l + (r - l) / 2.0);
    if let (Some(neck), Some(nose)) = (neck, place(Joint::Nose)) {
        ink.line(&[neck, nose], stroke, Dash::Solid);
    }
    if page.lens.box_in_ui(&pose.bbox).height() < JOINTED {
        return;
    }
    for point in Joint::ALL.into_iter().filter_map(place) {
        ink.dot(point, 3.0, colour);
    }
}

/// All faces.
pub fn faces(page: &Page<'_>, ink: &mut Ink, labels: &mut Labels<'_>) {
    let is_on = page.is_on(Overlay::Faces);
    for (at, face) in page.scene.faces.iter().enumerate() {
        let state = Standing::of(page, &Item::Face(at), page.lit.face == Some(at));
        if !is_on && state < Standing::Lit {
            continue;
        }
        let rect = page.lens.box_in_ui(&face.bbox);
        let colour = state.colour(page, page.shown.colours.face);
        ink.frame(rect, Stroke::new(state.width(), colour), Dash::Solid);
        if rect.width() >= FEATURED {
            for point in &face.keypoints {
                ink.dot(page.lens.pos_in_ui(*point), 2.0, colour);
            }
        }
        if rect.width() >= 14.0 || state >= Standing::Lit {
            labels.at_box(
                rect,
                face_words(page, face),
                ink_of(page, state, colour),
                state.crowded(true),
            );
        }
    }
}

/// "happy 0.71", "happy? 0.31", "happy ✋".
pub fn face_words(page: &Page<'_>, face: &Face) -> String {
    let region = face.region.and_then(|id| page.scene.regions.get(&id));
    let emotion = region.and_then(|r| r.attributes.get(&AttributeKind::Emotion));
    if let Some(ruled) = emotion.filter(|a| a.ruling != Ruling::Unreviewed) {
        let value = ruled.effective().map(|(v, _)| v.words());
        return format!("{} {HAND}", value.unwrap_or_else(|| "no emotion".to_owned()));
    }
    match face.emotions.first() {
        Some(e) if e.score >= page.shown.state.rules.assert => format!("{} {:.2}", e.name, e.score),
        Some(e) => format!("{}? {:.2}", e.name, e.score),
        None => format!("face {:.2}", face.score),
    }
}

/// Lines of text that are drawn, how each stands, and where.
fn drawn<'a>(page: &'a Page<'_>) -> impl Iterator<Item = (&'a TextLine, Standing, Rect)> {
    let is_on = page.is_on(Overlay::Texts);
    page.scene.texts.iter().filter_map(move |text| {
        let state = Standing::of(page, &Item::Text(text.id), page.lit.texts.contains(&text.id));
        let is_rejected = text.ruling == Ruling::Rejected;
        let wanted = is_on && (!is_rejected || page.settings().show_rejected);
        let bounds = page.lens.box_in_ui(&text.polygon.bounds());
        let is_drawn = (wanted || state >= Standing::Lit) && bounds.intersects(page.view);
        is_drawn.then_some((text, state, bounds))
    })
}

/// Keeps all labels off the lettering, as far as there is room.
pub fn keep_off_texts(page: &Page<'_>, labels: &mut Labels<'_>) {
    drawn(page).for_each(|(_, _, bounds)| labels.keep_off(bounds.intersect(page.view)));
}

/// All lines of text. A label for which there is no room beside the lettering is left out: it says what can be read.
pub fn texts(page: &Page<'_>, ink: &mut Ink, labels: &mut Labels<'_>) {
    for (text, state, bounds) in drawn(page) {
        let is_rejected = text.ruling == Ruling::Rejected;
        let doubtful = is_doubtful(page, text);
        let own = if doubtful || is_rejected {
            page.shown.colours.doubtful
        } else {
            page.shown.colours.text
        };
        let colour = state.colour(page, own);
        let mut corners: Vec<Pos2> =
            text.polygon.0.iter().map(|p| page.lens.pos_in_ui(*p)).collect();
        corners.extend(corners.first().copied());
        let dash = if doubtful || is_rejected { Dash::Dashed } else { Dash::Solid };
        ink.line(&corners, Stroke::new(state.width(), colour), dash);
        if is_rejected {
            ink.line(
                &[bounds.left_center(), bounds.right_center()],
                Stroke::new(1.0, colour),
                Dash::Solid,
            );
        }
        let words = text_words(page, text);
        labels.off_box(bounds, words, ink_of(page, state, colour), state.crowded(false));
    }
}

fn is_doubtful(page: &Page<'_>, text: &TextLine) -> bool {
    text.ruling == Ruling::Unreviewed && text.score < page.shown.state.rules.assert
}

/// The text in force, shortened by whole characters.
pub fn text_words(page: &Page<'_>, text: &TextLine) -> String {
    let mut words = shortened(&said(text), LONGEST);
    if is_doubtful(page, text) {
        words.push('?');
    }
    if text.ruling == Ruling::Unreviewed {
        words.push_str(&format!(" {:.2}", text.score));
    } else {
        words.push(' ');
        words.push_str(HAND);
    }
    words
}

/// What a line says: a person's correction, else as it was read.
pub fn said(text: &TextLine) -> String {
    match &text.ruling {
        Ruling::Corrected { value, .. } => value.words(),
        _ => text.text.clone(),
    }
}

/// At most `most` characters, the last of them "…" where some were left out.
pub fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// How a mark stands in the selection, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Back,
    Plain,
    Lit,
    Hovered,
    Kept,
}

impl Standing {
    /// Of an item of this frame.
    pub fn of(page: &Page<'_>, item: &Item, is_lit: bool) -> Self {
        let selection = &page.shown.state.selection;
        if selection.kept.as_ref() == Some(item) {
            Standing::Kept
        } else if selection.hovered.as_ref() == Some(item) {
            Standing::Hovered
        } else if is_lit {
            Standing::Lit
        } else if page.steps_back() {
            Standing::Back
        } else {
            Standing::Plain
        }
    }

    /// Line width in points.
    pub fn width(self) -> f32 {
        match self {
            Standing::Back => 1.25,
            Standing::Plain => 2.0,
            Standing::Lit | Standing::Hovered => 2.5,
            Standing::Kept => 3.0,
        }
    }

    /// The colour of a thing whose own colour is `own`.
    pub fn colour(self, page: &Page<'_>, own: Color32) -> Color32 {
        match self {
            Standing::Kept => page.shown.colours.kept,
            Standing::Hovered => page.shown.colours.hovered,
            Standing::Lit | Standing::Plain => own,
            Standing::Back => own.gamma_multiply(0.6),
        }
    }

    /// Whether its label stays where there is no room.
    pub fn crowded(self, few: bool) -> Crowded {
        if self >= Standing::Lit || (few && self == Standing::Plain) {
            Crowded::Stays
        } else {
            Crowded::Goes
        }
    }
}

/// The colours of a mark's label.
pub fn ink_of(page: &Page<'_>, state: Standing, bar: Color32) -> labels::Ink {
    let colours = page.shown.colours;
    labels::Ink {
        words: if state == Standing::Back { colours.over_quiet } else { colours.over },
        ground: if state >= Standing::Lit { colours.halo_strong } else { colours.halo },
        bar,
    }
}
