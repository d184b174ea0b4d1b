//! The strip below the photograph: overlays with their keys, the depth map's colours, zoom and the pointer's place.

use super::lens::Lens;
use crate::app::view::{DepthColours, Overlay, View};
use crate::app::{Action, Command, Open};
use crate::domain::{Point, RelationKind, Size};
use crate::gui::Shown;
use crate::gui::textures::colour_of;
use egui::{
    Button, Color32, ComboBox, Id, Label, Mesh, Rect, RichText, Role, Sense, Slider, TextStyle,
    TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

/// Where the pointer was in the last frame, in pixels of the image, and the zoom in points per pixel.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    pub at: Option<Point>,
    pub zoom: f32,
    pub is_fitted: bool,
}

impl Seen {
    /// As the last frame saw it.
    pub fn of(ui: &Ui) -> Self {
        ui.data(|d| d.get_temp(Id::unique("canvas seen"))).unwrap_or_default()
    }

    /// For the strip's next frame; the strip lies below the photograph and is laid out first.
    pub fn keep(lens: &Lens, at: Option<Point>, is_fitted: bool, ui: &Ui) {
        let seen = Seen { at, zoom: lens.zoom(), is_fitted };
        ui.data_mut(|d| d.insert_temp(Id::unique("canvas seen"), seen));
    }
}

/// The strip.
pub fn legend(shown: &Shown<'_>, ui: &mut Ui, open: &Open, size: Option<Size>) -> Vec<Action> {
    let mut actions = Vec::new();
    let view = &shown.state.view;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for overlay in Overlay::ALL {
            actions.extend(toggle(shown, ui, open, overlay));
        }
        actions.extend(more(shown, ui));
        if view.overlays.contains(&Overlay::Depth) {
            ui.separator();
            actions.extend(depth(shown, ui, open, size));
        }
        ui.separator();
        actions.extend(zoom(shown, ui));
    });
    actions
}

fn command(overlay: Overlay) -> Command {
    match overlay {
        Overlay::Boxes => Command::ToggleBoxes,
        Overlay::Texts => Command::ToggleTexts,
        Overlay::Faces => Command::ToggleFaces,
        Overlay::Poses => Command::TogglePoses,
        Overlay::Depth => Command::ToggleDepth,
        Overlay::Relations => Command::ToggleRelations,
    }
}

/// How many things an overlay shows; `None` for what is not counted.
fn count(open: &Open, overlay: Overlay) -> Option<usize> {
    let scene = open.scene()?;
    Some(match overlay {
        Overlay::Boxes => scene.regions.values().filter(|r| !r.rejected).count(),
        Overlay::Texts => scene.texts.len(),
        Overlay::Faces => scene.faces.len(),
        Overlay::Poses => scene.poses.len(),
        Overlay::Relations => scene.relations.iter().filter(|r| r.effective().is_some()).count(),
        Overlay::Depth => return None,
    })
}

fn toggle(shown: &Shown<'_>, ui: &mut Ui, open: &Open, overlay: Overlay) -> Option<Action> {
    let command = command(overlay);
    let is_on = shown.state.view.overlays.contains(&overlay);
    let key = shown.key(command);
    let count = count(open, overlay);
    let empty = match (overlay, count) {
        (Overlay::Depth, _) => open.depth_map.is_none(),
        (_, count) => count == Some(0),
    };
    let mut label = egui::text::LayoutJob::default();
    let font = egui::TextStyle::Body.resolve(ui.style());
    let format = |color| egui::TextFormat { font_id: font.clone(), color, ..Default::default() };
    let on = ui.visuals().selection.stroke.color;
    let words = match (is_on, empty) {
        (true, _) => on,
        (false, true) => shown.colours.quiet,
        (false, false) => ui.visuals().text_color(),
    };
    label.append(&format!("{key} "), 0.0, format(if is_on { on } else { shown.colours.quiet }));
    label.append(overlay.title(), 0.0, format(words));
    let button = ui.add(Button::new(label).selected(is_on).min_size(vec2(0.0, 22.0)));
    // The bar has the overlay's colour; whether it is on is told by the button's ground as well.
    let bar = button.rect.with_min_y(button.rect.bottom() - 3.0).shrink2(vec2(4.0, 0.0));
    if is_on {
        swatch(shown, ui, overlay, bar);
    }
    button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, overlay.title()));
    let many = count.map(|n| format!("\n{n} in this image")).unwrap_or_default();
    let help = format!("{} ({key}){many}", command.help());
    button.on_hover_text(help).clicked().then_some(Action::Do(command))
}

/// The overlay's colours, as a bar.
fn swatch(shown: &Shown<'_>, ui: &Ui, overlay: Overlay, bar: Rect) {
    let c = shown.colours;
    let colours: Vec<Color32> = match overlay {
        Overlay::Boxes => vec![c.region],
        Overlay::Texts => vec![c.text],
        Overlay::Faces => vec![c.face],
        Overlay::Poses => vec![c.pose],
        Overlay::Relations => vec![c.p2o, c.planar, c.depth],
        Overlay::Depth => {
            let map = shown.state.view.depth_colours;
            (0..6).map(|i| colour_of(i as f32 / 5.0, map)).collect()
        }
    };
    let each = bar.width() / colours.len().max(1) as f32;
    for (i, colour) in colours.into_iter().enumerate() {
        let left = bar.left() + each * i as f32;
        let part = Rect::from_min_size(pos2(left, bar.top()), vec2(each, bar.height()));
        ui.painter().rect_filled(part, 0.0, colour);
    }
}

/// What is less often switched.
fn more(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let before = &shown.state.view;
    let button = ui.menu_button("more", |ui| {
        let mut view = before.clone();
        ui.checkbox(&mut view.show_unnamed, "Regions without a sure name");
        ui.add_enabled_ui(view.show_unnamed, |ui| {
            ui.horizontal(|ui| {
                ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
                let least = Slider::new(&mut view.least_doubt, 0.0..=1.0).fixed_decimals(2);
                let least = ui.add(least.text("from this score on"));
                least.on_hover_text("Guesses below it would only hide the photograph.");
            });
        });
        ui.checkbox(&mut view.show_rejected, "What was rejected");
        ui.checkbox(&mut view.snap, "Snap boxes to the edges of others");
        ui.separator();
        ui.label(RichText::new("Relations").color(shown.colours.quiet));
        for (kind, title) in KINDS {
            let mut is_on = view.relation_kinds.contains(&kind);
            if ui.checkbox(&mut is_on, title).changed() {
                if is_on {
                    view.relation_kinds.insert(kind);
                } else {
                    view.relation_kinds.remove(&kind);
                }
            }
        }
        actions.extend(changed(before, view));
    });
    button.response.on_hover_text("Doubtful and rejected regions, snapping, kinds of relation");
    actions
}

/// Kinds of relation as they are called.
pub const KINDS: [(RelationKind, &str); 3] = [
    (RelationKind::P2o, "person–object"),
    (RelationKind::Planar, "2D place"),
    (RelationKind::Depth, "3D place"),
];

/// The action that shows a changed view.
pub fn changed(before: &View, view: View) -> Option<Action> {
    (*before != view).then(|| Action::Show(Box::new(view)))
}

/// Opacity, colours, what they mean, and the value under the pointer.
fn depth(shown: &Shown<'_>, ui: &mut Ui, open: &Open, size: Option<Size>) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some(map) = &open.depth_map else {
        let why = match open.scene() {
            Some(_) if open.depth.is_some() => "reading the depth map…",
            _ => "no depth map is kept",
        };
        ui.label(RichText::new(why).color(shown.colours.quiet));
        if open.scene().is_some() && open.depth.is_none() && shown.state.can_edit() {
            let run = ui
                .small_button("Run depth")
                .on_hover_text("Runs the depth specialist alone on this image.");
            if run.clicked() {
                actions.push(Action::Alone { specialist: "depth".to_owned(), region: None });
            }
        }
        return actions;
    };
    let before = &shown.state.view;
    let mut view = before.clone();
    ui.spacing_mut().slider_width = 70.0;
    let slider = Slider::new(&mut view.depth_opacity, 0.0..=1.0).show_value(false);
    let slider = ui.add(slider);
    slider.widget_info(|| {
        WidgetInfo::slider(true, f64::from(before.depth_opacity), "opacity of the depth map")
    });
    slider.on_hover_text(format!("Opacity: {:.0} %", before.depth_opacity * 100.0));
    let colours = ComboBox::from_id_salt("depth colours")
        .width(70.0)
        .selected_text(called(view.depth_colours));
    let choice = colours.show_ui(ui, |ui| {
        for colours in [DepthColours::Turbo, DepthColours::Viridis, DepthColours::Grey] {
            ui.selectable_value(&mut view.depth_colours, colours, called(colours));
        }
    });
    choice.response.on_hover_text("Colours of the depth map");
    let at = Seen::of(ui).at.zip(size).and_then(|(p, size)| nearness_at(map, p, size));
    scale(shown, ui, view.depth_colours, at);
    actions.extend(changed(before, view));
    actions
}

fn called(colours: DepthColours) -> &'static str {
    match colours {
        DepthColours::Turbo => "Turbo",
        DepthColours::Viridis => "Viridis",
        DepthColours::Grey => "Grey",
    }
}

/// Nearness (0 far, 1 near) under a point of the image; `None` outside of it.
pub fn nearness_at(map: &crate::specialists::DepthMap, p: Point, size: Size) -> Option<f32> {
    if !size.bounds().contains(p) {
        return None;
    }
    let cell = |at: f32, side: u32, cells: usize| {
        ((at / side.max(1) as f32 * cells as f32) as usize).min(cells.saturating_sub(1))
    };
    let (x, y) = (cell(p.x, size.width, map.width), cell(p.y, size.height, map.height));
    map.nearness.get(y * map.width + x).map(|n| n.to_f32())
}

/// "far ▒▒▓▓█ near 0.82", with a mark at the value under the pointer.
fn scale(shown: &Shown<'_>, ui: &mut Ui, colours: DepthColours, at: Option<f32>) {
    ui.label("far");
    let (rect, response) = ui.allocate_exact_size(vec2(84.0, 12.0), Sense::hover());
    let mut mesh = Mesh::default();
    let steps = 24;
    for i in 0..=steps {
        let share = i as f32 / steps as f32;
        let (x, colour) = (rect.left() + rect.width() * share, colour_of(share, colours));
        mesh.colored_vertex(pos2(x, rect.top()), colour);
        mesh.colored_vertex(pos2(x, rect.bottom()), colour);
        if i > 0 {
            let v = 2 * i;
            mesh.add_triangle(v - 2, v - 1, v);
            mesh.add_triangle(v - 1, v, v + 1);
        }
    }
    ui.painter().add(mesh);
    if let Some(near) = at {
        let x = rect.left() + rect.width() * near.clamp(0.0, 1.0);
        let mark = Rect::from_center_size(pos2(x, rect.center().y), vec2(3.0, 16.0));
        ui.painter().rect_filled(mark.expand(1.0), 0.0, shown.colours.halo);
        ui.painter().rect_filled(mark, 0.0, shown.colours.over);
    }
    let said = at.map_or_else(|| "–.––".to_owned(), |n| format!("{n:.2}"));
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("nearness under the pointer {said}"))
    });
    response.on_hover_text("Nearness: 0 is the farthest, 1 the nearest thing in the picture.");
    ui.label("near");
    ui.label(RichText::new(said).monospace()).on_hover_text("Nearness under the pointer");
}

/// Zoom and the pointer's place.
fn zoom(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    let seen = Seen::of(ui);
    let fit = ui.add(Button::new("fit").selected(seen.is_fitted));
    if fit.on_hover_text(format!("{} ({})", Command::Fit.help(), shown.key(Command::Fit))).clicked()
    {
        actions.push(Action::Do(Command::Fit));
    }
    let percent = seen.zoom * ui.ctx().pixels_per_point() * 100.0;
    let help = format!("{} ({})", Command::ActualSize.help(), shown.key(Command::ActualSize));
    if ui.button("1:1").on_hover_text(help).clicked() {
        actions.push(Action::Do(Command::ActualSize));
    }
    ui.label(RichText::new(format!("{percent:>4.0} %")).monospace().color(shown.colours.quiet));
    // Always as wide, so that the strip does not jump when the pointer comes and goes.
    let place = seen.at.map_or_else(
        || format!("{:>5} {:>5}", "–", "–"),
        |p| format!("{:>5.0} {:>5.0}", p.x.floor(), p.y.floor()),
    );
    let place = RichText::new(place).monospace().color(shown.colours.quiet);
    let width = WidgetText::from(place.clone());
    let width = width.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    // No row of its own: the photograph needs the room more.
    if ui.available_size_before_wrap().x < width.size().x {
        return actions;
    }
    let place = ui.add(Label::new(place).extend());
    place.on_hover_text("The pointer's place in pixels of the image, from its top-left corner");
    actions
}
