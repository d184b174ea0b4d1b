//! Word diff of two columns: what stands in one alone and in both, side by side or in one text.

use super::board::Board;
use super::text::{self, Change, Placed, Words};
use crate::app::{Column, Open, words};
use crate::domain::CaptionTarget;
use crate::fusion::diff::{self, Piece};
use egui::{ComboBox, Id, RichText, ScrollArea, Ui};
use std::sync::Arc;

/// Which columns are compared, and how.
#[derive(Clone, Default)]
struct Choice {
    left: Option<Column>,
    right: Option<Column>,
    in_one: bool,
}

fn key() -> Id {
    Id::unique("captions compare")
}

/// Compares a column with the caption in force from now on.
pub fn choose(ui: &Ui, open: &Open, column: &Column) {
    let in_force = open.columns(column.target).into_iter().next();
    let in_one = ui.data(|d| d.get_temp::<Choice>(key())).unwrap_or_default().in_one;
    let (left, right) = match in_force {
        Some(first) if first != *column => (Some(first), Some(column.clone())),
        first => (first, None),
    };
    ui.data_mut(|d| d.insert_temp(key(), Choice { left, right, in_one }));
}

/// A diff with the texts that it is of.
type Kept = (String, String, Arc<Vec<Piece>>);

/// The pieces of a diff, kept under `key` while both texts stay the same.
pub fn pieces(ui: &Ui, key: Id, before: &str, after: &str) -> Arc<Vec<Piece>> {
    if let Some((left, right, known)) = ui.data(|d| d.get_temp::<Kept>(key))
        && left == before
        && right == after
    {
        return known;
    }
    let pieces = Arc::new(diff::words(before, after));
    let kept: Kept = (before.to_owned(), after.to_owned(), pieces.clone());
    ui.data_mut(|d| d.insert_temp(key, kept));
    pieces
}

/// The pieces as one text, each with its bytes. `wanted` leaves pieces out.
pub fn compare(
    pieces: &[Piece],
    wanted: impl Fn(&Piece) -> bool,
) -> (String, Vec<(usize, std::ops::Range<usize>)>) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    for (at, piece) in pieces.iter().enumerate().filter(|(_, p)| wanted(p)) {
        let start = text.len();
        text.push_str(piece.text());
        ranges.push((at, start..text.len()));
    }
    (text, ranges)
}

/// The comparison in place of the columns.
pub fn show(board: &Board<'_>, ui: &mut Ui) {
    let target = match board.shown.state.caption_target() {
        CaptionTarget::Region(id) if board.open.columns(CaptionTarget::Region(id)).len() > 1 => {
            CaptionTarget::Region(id)
        }
        _ => CaptionTarget::Image,
    };
    let columns = board.open.columns(target);
    let mut choice = ui.data(|d| d.get_temp::<Choice>(key())).unwrap_or_default();
    // What is not there any more gives way to the first two.
    choice.left = choice.left.filter(|c| columns.contains(c)).or_else(|| columns.first().cloned());
    let other = || columns.iter().find(|c| Some(*c) != choice.left.as_ref()).cloned();
    choice.right = choice.right.clone().filter(|c| columns.contains(c)).or_else(other);
    let (Some(left), Some(right)) = (choice.left.clone(), choice.right.clone()) else {
        let key = board.shown.key(crate::app::Command::ImportCaptions);
        let next = format!("Paste a caption (+ column), or import a file ({key}).");
        return super::hint(board.shown, ui, "There is no second caption to compare with.", &next);
    };
    let (before, after) = (
        board.open.text(&left).unwrap_or_default().to_owned(),
        board.open.text(&right).unwrap_or_default().to_owned(),
    );
    let pieces = pieces(ui, key().with("pieces"), &before, &after);
    line(board, ui, &columns, &mut choice, (&before, &after, &pieces));
    let in_one = choice.in_one;
    ui.data_mut(|d| d.insert_temp(key(), choice));
    let height = ui.available_height();
    ScrollArea::vertical().id_salt("captions compare").auto_shrink(false).max_height(height).show(
        ui,
        |ui| {
            if in_one {
                return side(board, ui, "In one text", &pieces, true, |_| true);
            }
            ui.columns_const(|[a, b]| {
                let title = words::of_origin(&left.origin);
                side(board, a, &title, &pieces, false, |p| !matches!(p, Piece::Added(_)));
                let title = words::of_origin(&right.origin);
                side(board, b, &title, &pieces, false, |p| !matches!(p, Piece::Removed(_)));
            });
        },
    );
}

/// What is compared with what, and how much they share.
fn line(
    board: &Board<'_>,
    ui: &mut Ui,
    columns: &[Column],
    choice: &mut Choice,
    (before, after, pieces): (&str, &str, &[Piece]),
) {
    ui.horizontal(|ui| {
        pick(ui, "Compare", columns, &mut choice.left);
        ui.label("with");
        pick(ui, "With", columns, &mut choice.right);
        if ui.small_button("⇄").on_hover_text("Swap").clicked() {
            std::mem::swap(&mut choice.left, &mut choice.right);
        }
        ui.checkbox(&mut choice.in_one, "in one text");
        let same: usize = pieces
            .iter()
            .filter(|p| !p.is_change())
            .map(|p| super::marks::count_words(p.text()))
            .sum();
        let (all_left, all_right) =
            (super::marks::count_words(before), super::marks::count_words(after));
        let told = format!(
            "{same} words in both, {} only left, {} only right",
            all_left.saturating_sub(same),
            all_right.saturating_sub(same)
        );
        ui.label(RichText::new(told).small().color(board.shown.colours.quiet));
    });
}

fn pick(ui: &mut Ui, name: &str, columns: &[Column], chosen: &mut Option<Column>) {
    let title = chosen.as_ref().map(|c| words::of_origin(&c.origin)).unwrap_or_default();
    let combo = ComboBox::from_id_salt(("captions", name)).selected_text(title).width(180.0);
    let response = combo.show_ui(ui, |ui| {
        for column in columns {
            let title = words::of_origin(&column.origin);
            ui.selectable_value(chosen, Some(column.clone()), title);
        }
    });
    response.response.widget_info(|| {
        let title = chosen.as_ref().map(|c| words::of_origin(&c.origin)).unwrap_or_default();
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name} {title}"))
    });
}

fn side(
    board: &Board<'_>,
    ui: &mut Ui,
    title: &str,
    pieces: &[Piece],
    in_one: bool,
    wanted: impl Fn(&Piece) -> bool,
) {
    ui.label(RichText::new(title).strong());
    let (text, ranges) = compare(pieces, wanted);
    let changes = ranges.into_iter().filter_map(|(at, range)| {
        let change = match pieces.get(at)? {
            Piece::Same(_) => return None,
            Piece::Removed(_) if in_one => Change::Removed,
            Piece::Removed(_) => Change::OnlyHere,
            Piece::Added(_) => Change::Added,
        };
        Some((range, change))
    });
    let words = Words { changes: changes.collect(), ..Words::default() };
    let job = text::job(&text, &words, ui, board.shown.colours, ui.available_width());
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
    let placed = Placed::of(&galley);
    text::paint(ui, rect.min, (galley, &placed), &words, board.shown.colours);
}
