//! A caption's words laid out and drawn: backgrounds by sections of the layout, marks of verdicts over it. Ranges are
//! bytes; whatever does not fall on a character boundary is moved to one, for the text may be a keystroke ahead.

use crate::fusion::ground::finding::Verdict;
use crate::gui::theme::Colours;
use egui::epaint::text::{LayoutJob, TextFormat};
use egui::{
    Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, TextStyle, Ui, Vec2, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// Height of a row over the font's size: room for marks under and beside the words.
const ROW: f32 = 1.75;

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
    /// Of two texts side by side, words that only the left one has.
    OnlyHere,
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

/// The text as it is laid out: sections differ in colour alone, so that pointing lays nothing out anew.
pub fn job(text: &str, words: &Words, ui: &Ui, colours: &Colours, width: f32) -> LayoutJob {
    let font = TextStyle::Body.resolve(ui.style());
    let plain = ui.visuals().text_color();
    let mut cuts = vec![0, text.len()];
    for (range, _) in &words.changes {
        cuts.push(boundary(text, range.start));
        cuts.push(boundary(text, range.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    if text.is_empty() {
        cuts = vec![0, 0];
    }
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = width;
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let Some(part) = text.get(start..end) else { continue };
        let change = words.changes.iter().find(|(r, _)| r.contains(&start)).map(|(_, c)| *c);
        let colour = if change == Some(Change::AddedOff) { colours.quiet } else { plain };
        let format = TextFormat {
            line_height: Some((font.size * ROW).round()),
            ..TextFormat::simple(font.clone(), colour)
        };
        job.append(part, 0.0, format);
    }
    job
}

/// What lies under the words of a galley at `corner`: locked, lit, kept, changed.
pub fn under(corner: Pos2, placed: &Placed, words: &Words, ui: &Ui, colours: &Colours) -> Shape {
    let mut shapes = Vec::new();
    let mut fill = |range: &Range<usize>, colour: Color32| {
        for stretch in placed.stretches(range) {
            let rect = stretch.rect.translate(corner.to_vec2()).expand2(vec2(1.0, -1.0));
            shapes.push(Shape::rect_filled(rect, 2.0, colour));
        }
    };
    words.locked.iter().for_each(|r| fill(r, colours.locked));
    words.beside.iter().for_each(|r| fill(r, colours.beside));
    words.lit.iter().for_each(|r| fill(r, colours.lit));
    words.kept.iter().for_each(|r| fill(r, ui.visuals().selection.bg_fill));
    for (range, change) in &words.changes {
        match change {
            Change::Added => fill(range, colours.added),
            Change::Removed | Change::OnlyHere => fill(range, colours.removed),
            Change::RemovedOff | Change::AddedOff => {}
        }
    }
    Shape::Vec(shapes)
}

/// Draws a text that was laid out, with everything under and over it, at `corner`.
pub fn paint(
    ui: &Ui,
    corner: Pos2,
    (galley, placed): (Arc<Galley>, &Placed),
    words: &Words,
    colours: &Colours,
) {
    ui.painter().add(under(corner, placed, words, ui, colours));
    ui.painter().galley(corner, galley, ui.visuals().text_color());
    paint_marks(ui.painter(), corner, placed, words, colours);
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

    /// Where a range is on the row under a point, from the galley's corner; its first row where it is on none.
    pub fn word(&self, range: &Range<usize>, point: Option<Pos2>) -> Option<Rect> {
        let stretches = self.stretches(range);
        let under = stretches.iter().find(|s| point.is_some_and(|p| s.rect.contains(p)));
        under.or(stretches.first()).map(|s| s.rect)
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
            lock(painter, first.rect.translate(corner.to_vec2()).left_top(), colours.quiet);
        }
    }
    if let Some(pointed) = &words.pointed {
        for stretch in placed.stretches(pointed) {
            let rect = stretch.rect.translate(corner.to_vec2()).shrink2(vec2(-1.0, 2.0));
            let stroke = Stroke::new(1.0, colours.quiet);
            painter.rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Outside);
        }
    }
    for (range, change) in &words.changes {
        for stretch in placed.stretches(range) {
            let rect = stretch.rect.translate(corner.to_vec2());
            let base = corner.y + stretch.baseline;
            let (below, through) = (base + 3.0, base - 4.0);
            let line = |y: f32, width: f32, colour: Color32| {
                painter.hline(rect.x_range(), y, (width, colour));
            };
            match change {
                Change::Added => line(below, 1.2, colours.good),
                Change::Removed => line(through, 1.2, colours.bad),
                Change::AddedOff => line(through, 1.0, colours.quiet),
                Change::OnlyHere => dotted(painter, rect, below, colours.bad),
                Change::RemovedOff => dotted(painter, rect, below, colours.quiet),
            }
        }
    }
}

/// A small lock: a body and a bow.
fn lock(painter: &Painter, at: Pos2, colour: Color32) {
    let body = Rect::from_min_size(at + vec2(-1.0, 1.0), vec2(6.0, 4.0));
    painter.rect_filled(body, 1.0, colour);
    let bow = Rect::from_min_size(at + vec2(0.2, -1.8), vec2(3.6, 5.0));
    painter.rect_stroke(bow, 2.0, Stroke::new(1.0, colour), egui::StrokeKind::Middle);
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

/// The sign over the end of a verdict's last word, above its letters, so that it is told without colour: "?" for
/// unsupported, a cross for contradicted.
pub fn sign(painter: &Painter, end: Pos2, verdict: Verdict, colour: Color32) {
    match verdict {
        Verdict::Unsupported => {
            let font = FontId::proportional(9.0);
            painter.text(end - vec2(0.0, 2.0), egui::Align2::RIGHT_TOP, "?", font, colour);
        }
        Verdict::Contradicted => {
            let stroke = Stroke::new(1.4, colour);
            let (a, b) = (end + vec2(-5.5, 0.5), end + vec2(-0.5, 5.5));
            painter.line_segment([a, b], stroke);
            painter.line_segment([pos2(a.x, b.y), pos2(b.x, a.y)], stroke);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, Placed, Words, boundary, job};
    use crate::app::view::Theme;
    use crate::fusion::ground::finding::Verdict;
    use crate::gui::theme::Colours;

    const TEXT: &str = "赤い bus 🚌 and\ndé";

    #[test]
    fn ranges_that_cut_characters_move_to_their_boundary() {
        assert_eq!(boundary(TEXT, 1), 0);
        assert_eq!(boundary(TEXT, 4), 3);
        assert_eq!(boundary(TEXT, 999), TEXT.len());
    }

    #[test]
    fn every_character_has_its_place_in_any_script() {
        egui::__run_test_ui(|ui| {
            let colours = Colours::of(Theme::Dark, true);
            // A mark of a text of one keystroke ago: it cuts a character, and it ends behind the text.
            let mark = Mark { range: 1..99, verdict: Verdict::Weak, hedged: false };
            let changes = vec![(4..5, super::Change::AddedOff), (90..95, super::Change::Added)];
            let words = Words { marks: vec![mark], changes, ..Words::default() };
            let galley = ui.fonts_mut(|f| f.layout_job(job(TEXT, &words, ui, &colours, 500.0)));
            let placed = Placed::of(&galley);
            assert_eq!(galley.text(), TEXT);
            let bus = TEXT.find("bus").unwrap_or_default();
            let stretches = placed.stretches(&(bus..bus + 3));
            assert_eq!(stretches.len(), 1);
            if let Some(stretch) = stretches.first() {
                assert_eq!(
                    placed.at(stretch.rect.left_center().to_vec2() + egui::vec2(1.0, 0.0)),
                    Some(bus)
                );
                assert_eq!(Placed::near(&galley, stretch.rect.right_center().to_vec2()), bus + 3);
            }
            let last = TEXT.find('é').unwrap_or_default();
            assert_eq!(placed.stretches(&(last..last + 1)).len(), 1, "after a line break");
            assert_eq!(placed.stretches(&(bus..last)).len(), 2, "over two rows");
        });
    }
}
