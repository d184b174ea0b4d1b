//! A caption's words laid out and drawn: backgrounds by sections of the layout, marks of verdicts over it. Ranges are
//! bytes; whatever does not fall on a character boundary is moved to one, for the text may be a keystroke ahead.

use crate::fusion::ground::finding::Verdict;
use crate::gui::theme::Colours;
use egui::epaint::text::{LayoutJob, TextFormat};
use egui::{
    Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, TextStyle, Ui, Vec2, pos2, vec2,
};
use std::ops::Range;

/// Height of a row over the font's size: room for marks under and beside the words.
const ROW: f32 = 1.6;

/// A stretch of text with a verdict that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub range: Range<usize>,
    pub verdict: Verdict,
    /// The caption itself is not sure: the mark is milder.
    pub hedged: bool,
}

/// How a stretch of a word diff is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Removed,
    Added,
    /// Changes that are not taken: removed words that stay, added words that stay out.
    RemovedOff,
    AddedOff,
}

/// Everything that is drawn with a text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub marks: Vec<Mark>,
    pub locked: Vec<Range<usize>>,
    /// What rests on what is pointed at, and what is about it.
    pub lit: Vec<Range<usize>>,
    pub beside: Vec<Range<usize>>,
    /// The kept words, and those under the pointer.
    pub kept: Option<Range<usize>>,
    pub pointed: Option<Range<usize>>,
    pub changes: Vec<(Range<usize>, Change)>,
}

/// The nearest character boundary at or before a byte.
pub fn boundary(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text as it is laid out: one section for each stretch that looks alike.
pub fn job(text: &str, words: &Words, ui: &Ui, colours: &Colours, width: f32) -> LayoutJob {
    let font = TextStyle::Body.resolve(ui.style());
    let plain = ui.visuals().text_color();
    let mut cuts = vec![0, text.len()];
    let ranges = [&words.locked, &words.lit, &words.beside].into_iter().flatten();
    let changed = words.changes.iter().map(|(r, _)| r);
    for range in ranges.chain(words.kept.iter()).chain(changed) {
        cuts.push(boundary(text, range.start));
        cuts.push(boundary(text, range.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = width;
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let Some(part) = text.get(start..end) else { continue };
        job.append(part, 0.0, format(&font, plain, words, start, ui, colours));
    }
    if text.is_empty() {
        job.append("", 0.0, format(&font, plain, words, 0, ui, colours));
    }
    job
}

fn format(
    font: &FontId,
    plain: Color32,
    words: &Words,
    at: usize,
    ui: &Ui,
    colours: &Colours,
) -> TextFormat {
    let within = |ranges: &[Range<usize>]| ranges.iter().any(|r| r.contains(&at));
    let mut format = TextFormat {
        line_height: Some((font.size * ROW).round()),
        ..TextFormat::simple(font.clone(), plain)
    };
    if within(&words.locked) {
        format.background = colours.locked;
    }
    if within(&words.beside) {
        format.background = colours.beside;
    }
    if within(&words.lit) {
        format.background = colours.lit;
    }
    if words.kept.as_ref().is_some_and(|r| r.contains(&at)) {
        format.background = ui.visuals().selection.bg_fill;
    }
    match words.changes.iter().find(|(r, _)| r.contains(&at)).map(|(_, c)| *c) {
        Some(Change::Added) => {
            format.background = colours.added;
            format.underline = Stroke::new(1.0, colours.good);
        }
        Some(Change::Removed) => {
            format.background = colours.removed;
            format.strikethrough = Stroke::new(1.0, colours.bad);
        }
        Some(Change::AddedOff) => {
            format.color = colours.quiet;
            format.strikethrough = Stroke::new(1.0, colours.quiet);
        }
        Some(Change::RemovedOff) | None => {}
    }
    format
}

/// Where each character of a laid out text is.
pub struct Placed {
    spots: Vec<Spot>,
}

struct Spot {
    /// Its bytes.
    bytes: Range<usize>,
    row: usize,
    /// From the galley's corner.
    rect: Rect,
    baseline: f32,
}

/// A stretch of one row.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub rect: Rect,
    pub baseline: f32,
}

impl Placed {
    /// Of a galley whose text was not cut.
    pub fn of(galley: &Galley) -> Self {
        let text = galley.text();
        let mut chars = text.char_indices();
        let mut spots = Vec::new();
        for (nth, row) in galley.rows.iter().enumerate() {
            for glyph in &row.glyphs {
                let Some((at, c)) = chars.next() else { break };
                let left = row.pos.x + glyph.pos.x;
                let rect = Rect::from_min_max(
                    pos2(left, row.min_y()),
                    pos2(left + glyph.advance_width, row.max_y()),
                );
                let baseline = row.pos.y + glyph.pos.y;
                spots.push(Spot { bytes: at..at + c.len_utf8(), row: nth, rect, baseline });
            }
            if row.ends_with_newline {
                chars.next();
            }
        }
        Self { spots }
    }

    /// The rows' stretches that a range covers, from the galley's corner.
    pub fn stretches(&self, range: &Range<usize>) -> Vec<Stretch> {
        let mut out: Vec<(usize, Stretch)> = Vec::new();
        let inside = |s: &&Spot| s.bytes.start < range.end && s.bytes.end > range.start;
        for spot in self.spots.iter().filter(inside) {
            match out.last_mut() {
                Some((row, stretch)) if *row == spot.row => {
                    stretch.rect = stretch.rect.union(spot.rect);
                }
                _ => out.push((spot.row, Stretch { rect: spot.rect, baseline: spot.baseline })),
            }
        }
        out.into_iter().map(|(_, s)| s).collect()
    }

    /// The byte of the character under a point, from the galley's corner.
    pub fn at(&self, point: Vec2) -> Option<usize> {
        let point = point.to_pos2();
        self.spots.iter().find(|s| s.rect.contains(point)).map(|s| s.bytes.start)
    }

    /// The boundary nearest to a point: where a drag begins or ends.
    pub fn near(galley: &Galley, point: Vec2) -> usize {
        let chars = galley.cursor_from_pos(point).index.0;
        let text = galley.text();
        text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
    }
}

/// Draws the marks over a galley that lies at `corner`.
pub fn paint_marks(
    painter: &Painter,
    corner: Pos2,
    placed: &Placed,
    words: &Words,
    colours: &Colours,
) {
    for mark in &words.marks {
        let colour = match mark.hedged {
            true => colours.warn,
            false => colours.verdict(mark.verdict),
        };
        let stretches = placed.stretches(&mark.range);
        for stretch in &stretches {
            let rect = stretch.rect.translate(corner.to_vec2());
            underline(painter, rect, corner.y + stretch.baseline + 3.0, mark.verdict, colour);
        }
        if let Some(last) = stretches.last() {
            let end = last.rect.translate(corner.to_vec2()).right_top();
            sign(painter, end, mark.verdict, colour);
        }
    }
    for locked in &words.locked {
        if let Some(first) = placed.stretches(locked).first() {
            let at = first.rect.translate(corner.to_vec2()).left_top();
            let font = FontId::proportional(9.0);
            painter.text(at, egui::Align2::LEFT_TOP, "🔒", font, colours.quiet);
        }
    }
    if let Some(pointed) = &words.pointed {
        for stretch in placed.stretches(pointed) {
            let rect = stretch.rect.translate(corner.to_vec2()).shrink2(vec2(-1.0, 2.0));
            let stroke = Stroke::new(1.0, colours.quiet);
            painter.rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Outside);
        }
    }
    for (range, _) in words.changes.iter().filter(|(_, c)| *c == Change::RemovedOff) {
        for stretch in placed.stretches(range) {
            let rect = stretch.rect.translate(corner.to_vec2());
            let y = corner.y + stretch.baseline + 3.0;
            dotted(painter, rect, y, colours.quiet);
        }
    }
}

/// A verdict's line: dotted for weak, one wave for unsupported, two waves for contradicted.
pub fn underline(painter: &Painter, rect: Rect, y: f32, verdict: Verdict, colour: Color32) {
    match verdict {
        Verdict::Weak => dotted(painter, rect, y, colour),
        Verdict::Unsupported => wave(painter, rect, y, colour),
        Verdict::Contradicted => {
            wave(painter, rect, y - 0.5, colour);
            wave(painter, rect, y + 2.5, colour);
        }
        Verdict::Supported | Verdict::Unchecked | Verdict::Missing => {}
    }
}

fn dotted(painter: &Painter, rect: Rect, y: f32, colour: Color32) {
    let path = [pos2(rect.left(), y), pos2(rect.right(), y)];
    painter.extend(Shape::dotted_line(&path, colour, 3.5, 0.9));
}

fn wave(painter: &Painter, rect: Rect, y: f32, colour: Color32) {
    let mut points = Vec::new();
    let mut x = rect.left();
    let mut up = true;
    while x < rect.right() {
        points.push(pos2(x, if up { y - 1.0 } else { y + 1.0 }));
        up = !up;
        x += 2.5;
    }
    points.push(pos2(rect.right(), y));
    painter.line(points, Stroke::new(1.2, colour));
}

/// The sign at a verdict's end, so that it is told without colour: "?" for unsupported, a cross for contradicted.
pub fn sign(painter: &Painter, end: Pos2, verdict: Verdict, colour: Color32) {
    match verdict {
        Verdict::Unsupported => {
            let font = FontId::proportional(10.0);
            painter.text(end, egui::Align2::LEFT_TOP, "?", font, colour);
        }
        Verdict::Contradicted => {
            let stroke = Stroke::new(1.4, colour);
            let (a, b) = (end + vec2(1.0, 2.0), end + vec2(6.0, 7.0));
            painter.line_segment([a, b], stroke);
            painter.line_segment([pos2(a.x, b.y), pos2(b.x, a.y)], stroke);
        }
        _ => {}
    }
}
