//! One row of the list: thumbnail, name, status, and what needs a look.

use crate::app::images::name;
use crate::app::{Action, Command, words};
use crate::gui::{Shown, theme};
use crate::project::{ImageRow, Status};
use egui::{
    Align, Color32, Image, Label, Layout, Rect, Response, RichText, Role, Sense, StrokeKind, Ui,
    UiBuilder, WidgetInfo, load::SizedTexture, pos2, vec2,
};

/// Height of a row.
pub(super) const HEIGHT: f32 = 52.0;

const PICTURE: f32 = 44.0;

/// One row; `waits`: it is in the queue of analyses.
pub(super) fn row(
    shown: &Shown<'_>,
    ui: &mut Ui,
    image: &ImageRow,
    is_on_screen: bool,
    waits: bool,
) -> Vec<Action> {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let mut actions = Vec::new();
    if response.clicked() {
        actions.push(Action::Go(image.id));
    }
    actions.extend(menu(shown, &response, image));
    if !ui.is_rect_visible(rect) {
        return actions;
    }
    let now = Now::of(shown, image, waits);
    let badges = badges(shown, image);
    response.widget_info(|| {
        let words: Vec<&str> = badges.iter().map(|b| b.words.as_str()).collect();
        let words =
            if words.is_empty() { String::new() } else { format!(", {}", words.join(", ")) };
        let label = format!("{}, {}{words}", name(image), now.title);
        WidgetInfo::selected(Role::Button, true, is_on_screen, label)
    });
    ground(ui, rect, &response, is_on_screen);
    let picture = Rect::from_min_size(rect.min + vec2(4.0, 4.0), vec2(PICTURE, PICTURE));
    thumbnail(shown, ui, image, picture);
    let words = Rect::from_min_max(
        pos2(picture.right() + 8.0, rect.top() + 5.0),
        rect.max - vec2(6.0, 4.0),
    );
    ui.scope_builder(UiBuilder::new().max_rect(words).layout(Layout::top_down(Align::Min)), |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        let title = RichText::new(name(image));
        let title = if is_on_screen { title.strong() } else { title };
        ui.add(Label::new(title).truncate().selectable(false));
        ui.horizontal(|ui| {
            let sign = RichText::new(now.sign).color(now.colour);
            quiet_label(ui, sign).on_hover_text(&now.why);
            let selected = ui.visuals().selection.stroke.color;
            let quiet = if is_on_screen { selected } else { shown.colours.quiet };
            let title = RichText::new(&now.title).small().color(quiet);
            quiet_label(ui, title).on_hover_text(&now.why);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for badge in badges.iter().rev() {
                    let is_quiet = badge.colour == shown.colours.quiet;
                    let colour = if is_quiet { quiet } else { badge.colour };
                    let sign = RichText::new(badge.sign).small().color(colour);
                    quiet_label(ui, sign).on_hover_text(&badge.words);
                }
            });
        });
    });
    actions
}

/// A label that leaves clicks to the row.
fn quiet_label(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).selectable(false))
}

fn ground(ui: &Ui, rect: Rect, response: &Response, is_on_screen: bool) {
    let visuals = ui.visuals();
    let radius = visuals.widgets.inactive.corner_radius;
    if is_on_screen {
        ui.painter().rect_filled(rect, radius, visuals.selection.bg_fill);
        // The bar says it without colour.
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, radius, visuals.selection.stroke.color);
    } else if response.hovered() || response.context_menu_opened() {
        ui.painter().rect_filled(rect, radius, visuals.widgets.hovered.weak_bg_fill);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, visuals.selection.stroke, StrokeKind::Inside);
    }
}

fn thumbnail(shown: &Shown<'_>, ui: &Ui, image: &ImageRow, rect: Rect) {
    let radius = ui.visuals().widgets.inactive.corner_radius;
    match shown.textures.thumbnail(image.id) {
        Some(Some(texture)) => {
            let size = texture.size_vec2();
            let scale = rect.width() / size.max_elem().max(1.0);
            let inside = Rect::from_center_size(rect.center(), size * scale);
            Image::from_texture(SizedTexture::from_handle(texture))
                .corner_radius(radius)
                .paint_at(ui, inside);
        }
        known => {
            ui.painter().rect_filled(rect, radius, ui.visuals().faint_bg_color);
            let sign = if known.is_some() { "✖" } else { "…" };
            let font = egui::TextStyle::Body.resolve(ui.style());
            let centre = egui::Align2::CENTER_CENTER;
            ui.painter().text(rect.center(), centre, sign, font, shown.colours.quiet);
        }
    }
}

/// How far an image has come, as the row says it.
struct Now {
    sign: &'static str,
    title: String,
    why: String,
    colour: Color32,
}

impl Now {
    fn of(shown: &Shown<'_>, image: &ImageRow, waits: bool) -> Self {
        let running = shown.state.jobs.running.as_ref().filter(|r| r.image == image.id);
        if let Some(running) = running {
            let title = "analysing".to_owned();
            let why = format!("analysing: {}", running.part);
            return Self { sign: "▶", title, why, colour: shown.colours.region };
        }
        if waits {
            let title = "waiting".to_owned();
            let why = "waiting to be analysed".to_owned();
            return Self { sign: "…", title, why, colour: shown.colours.quiet };
        }
        let title = image.status.title().to_owned();
        let why = match (&image.failure, image.status) {
            (Some(failure), Status::Failed) => format!("failed: {failure}"),
            (_, Status::New) => "new: not analysed yet".to_owned(),
            (_, Status::ToReview) => "to review: analysed, and nobody has judged it".to_owned(),
            _ => title.clone(),
        };
        let (sign, colour) = (theme::sign(image.status), shown.colours.status(image.status));
        Self { sign, title, why, colour }
    }
}

/// A small sign for something that may need a look.
struct Badge {
    sign: &'static str,
    words: String,
    colour: Color32,
}

fn badges(shown: &Shown<'_>, image: &ImageRow) -> Vec<Badge> {
    let summary = &image.summary;
    let colours = shown.colours;
    let counted = |n: u32, one: &str, many: &str| words::counted(n as usize, one, many);
    let mut badges = Vec::new();
    let mut add = |sign, words, colour, is_there: bool| {
        if is_there {
            badges.push(Badge { sign, words, colour });
        }
    };
    let n = summary.conflicts;
    add("⚡", counted(n, "conflict", "conflicts"), colours.warn, n > 0);
    let n = summary.stale;
    add("⟳", counted(n, "stale caption", "stale captions"), colours.warn, n > 0);
    let n = summary.unsupported;
    let (one, many) = ("unsupported claim", "unsupported claims");
    add("⊘", counted(n, one, many), colours.bad, n > 0);
    let n = summary.warnings;
    add("⚠", counted(n, "warning", "warnings"), colours.warn, n > 0);
    let lines = summary.texts.len() as u32;
    let words = format!("{}: {}", counted(lines, "text", "texts"), summary.texts.join(" / "));
    add("T", words, colours.quiet, lines > 0);
    add("✏", format!("note: {}", image.note), colours.person, !image.note.is_empty());
    badges
}

/// What can be done with an image in the list.
fn menu(shown: &Shown<'_>, response: &Response, image: &ImageRow) -> Vec<Action> {
    let mut actions = Vec::new();
    response.context_menu(|ui| {
        let is_open = shown.state.open.as_ref().is_some_and(|o| o.id == image.id);
        if !is_open && ui.button("Open").clicked() {
            actions.push(Action::Go(image.id));
        }
        let is_queued = shown.state.jobs.queue.contains(&image.id);
        let runs = shown.state.jobs.running.as_ref().is_some_and(|r| r.image == image.id);
        if is_queued || runs {
            if ui.button("Cancel analysis").clicked() {
                actions.push(Action::Cancel(image.id));
            }
        } else {
            let analyse = ui.button("Analyse").on_hover_text(Command::Analyse.help());
            if analyse.clicked() {
                actions.push(Action::Analyse(vec![image.id]));
            }
        }
        ui.separator();
        for status in [Status::Approved, Status::NeedsWork, Status::ToReview] {
            let words = format!("{} {}", theme::sign(status), status.title());
            let can = !shown.state.is_read_only();
            let button = egui::Button::selectable(image.status == status, words);
            if ui.add_enabled(can, button).clicked() {
                actions.push(Action::Judge { image: image.id, status });
            }
        }
    });
    actions
}
