//! Every colour, size and spacing of the window: light, dark and high contrast. No other file names a colour.
//!
//! Kinds are told apart by Okabe and Ito's colours (2008), which colour-blind eyes can separate, and by shape and word.

use crate::app::view::Theme;
use crate::domain::RelationKind;
use crate::fusion::ground::finding::Verdict;
use crate::project::Status;
use egui::{Color32, CornerRadius, FontDefinitions, FontFamily, Stroke, TextStyle, Visuals, vec2};

/// Colours by meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colours {
    pub dark: bool,
    pub region: Color32,
    /// A region without an asserted name.
    pub doubtful: Color32,
    pub text: Color32,
    pub face: Color32,
    pub pose: Color32,
    pub planar: Color32,
    pub depth: Color32,
    pub p2o: Color32,
    /// The selection.
    pub kept: Color32,
    /// What is pointed at.
    pub hovered: Color32,
    pub good: Color32,
    pub warn: Color32,
    pub bad: Color32,
    /// Words that matter less.
    pub quiet: Color32,
    /// Words of a person.
    pub person: Color32,
    /// Behind added words of a diff, and behind removed ones.
    pub added: Color32,
    pub removed: Color32,
    /// Behind words that rest on what is pointed at, behind words that are about it, and behind locked words.
    pub lit: Color32,
    pub beside: Color32,
    pub locked: Color32,
    /// Lies under words over photographs, and around lines.
    pub halo: Color32,
    /// Under words over photographs that must stand out.
    pub halo_strong: Color32,
    /// Words over photographs.
    pub over: Color32,
    /// Words over photographs that matter less.
    pub over_quiet: Color32,
    /// Around the photograph.
    pub ground: Color32,
}

const BLUE: Color32 = Color32::from_rgb(0x56, 0xb4, 0xe9);
const ORANGE: Color32 = Color32::from_rgb(0xe6, 0x9f, 0x00);
const GREEN: Color32 = Color32::from_rgb(0x00, 0x9e, 0x73);
const YELLOW: Color32 = Color32::from_rgb(0xf0, 0xe4, 0x42);
const VERMILION: Color32 = Color32::from_rgb(0xd5, 0x5e, 0x00);
const PURPLE: Color32 = Color32::from_rgb(0xcc, 0x79, 0xa7);

impl Colours {
    /// The colours of a theme; `system_dark` decides for [`Theme::System`].
    pub fn of(theme: Theme, system_dark: bool) -> Self {
        let dark = is_dark(theme, system_dark);
        let contrast = theme == Theme::Contrast;
        let pick = |on_dark: Color32, on_light: Color32| if dark { on_dark } else { on_light };
        Self {
            dark,
            region: BLUE,
            doubtful: Color32::from_rgb(0xb8, 0xb8, 0xb8),
            text: YELLOW,
            face: PURPLE,
            pose: GREEN,
            planar: BLUE,
            depth: ORANGE,
            p2o: PURPLE,
            kept: Color32::WHITE,
            hovered: YELLOW,
            good: pick(Color32::from_rgb(0x3d, 0xc9, 0x8f), Color32::from_rgb(0x00, 0x76, 0x52)),
            warn: pick(Color32::from_rgb(0xf2, 0xb1, 0x34), Color32::from_rgb(0x8f, 0x5b, 0x00)),
            bad: pick(Color32::from_rgb(0xff, 0x7b, 0x5c), Color32::from_rgb(0xb3, 0x36, 0x00)),
            quiet: match (contrast, dark) {
                (true, _) => Color32::from_gray(0xd8),
                (_, true) => Color32::from_gray(0x9c),
                (_, false) => Color32::from_gray(0x5c),
            },
            person: pick(Color32::from_rgb(0xe0, 0x9a, 0xc2), Color32::from_rgb(0x8c, 0x3a, 0x6b)),
            added: pick(Color32::from_rgb(0x14, 0x4d, 0x38), Color32::from_rgb(0xc9, 0xf0, 0xdf)),
            removed: pick(Color32::from_rgb(0x5e, 0x26, 0x18), Color32::from_rgb(0xfb, 0xd8, 0xcc)),
            lit: match (contrast, dark) {
                (true, _) => Color32::from_rgb(0x7a, 0x5c, 0x00),
                (_, true) => Color32::from_rgb(0x5c, 0x4d, 0x0a),
                (_, false) => Color32::from_rgb(0xff, 0xe9, 0x7a),
            },
            beside: match (contrast, dark) {
                (true, _) => Color32::from_rgb(0x40, 0x30, 0x00),
                (_, true) => Color32::from_rgb(0x38, 0x32, 0x18),
                (_, false) => Color32::from_rgb(0xff, 0xf6, 0xcf),
            },
            locked: match (contrast, dark) {
                (true, _) => Color32::from_gray(0x3a),
                (_, true) => Color32::from_rgb(0x2c, 0x36, 0x44),
                (_, false) => Color32::from_rgb(0xdf, 0xe8, 0xf2),
            },
            halo: Color32::from_black_alpha(200),
            halo_strong: Color32::from_black_alpha(245),
            over: Color32::WHITE,
            over_quiet: Color32::from_gray(if contrast { 0xf0 } else { 0xc8 }),
            ground: match (contrast, dark) {
                (true, _) => Color32::BLACK,
                (_, true) => Color32::from_gray(0x14),
                (_, false) => Color32::from_gray(0xd4),
            },
        }
    }

    /// A relation's colour by its kind.
    pub fn relation(&self, kind: RelationKind) -> Color32 {
        match kind {
            RelationKind::P2o => self.p2o,
            RelationKind::Planar => self.planar,
            RelationKind::Depth => self.depth,
        }
    }

    /// A colour of things over photographs as it stands out from the window's own ground.
    pub fn on_ground(&self, colour: Color32) -> Color32 {
        if self.dark { colour } else { colour.lerp_to_gamma(Color32::BLACK, 0.35) }
    }

    /// A verdict's colour; marks of shape and word stand beside it.
    pub fn verdict(&self, verdict: Verdict) -> Color32 {
        match verdict {
            Verdict::Supported => self.good,
            Verdict::Weak => self.warn,
            Verdict::Unchecked | Verdict::Missing => self.quiet,
            Verdict::Unsupported => self.bad,
            Verdict::Contradicted => VERMILION,
        }
    }

    /// A status's colour; its sign stands beside it.
    pub fn status(&self, status: Status) -> Color32 {
        match status {
            Status::New => self.quiet,
            Status::ToReview => self.warn,
            Status::Approved => self.good,
            Status::NeedsWork => self.person,
            Status::Failed => self.bad,
        }
    }
}

/// The sign of a status: told apart without colour.
pub fn sign(status: Status) -> &'static str {
    match status {
        Status::New => "○",
        Status::ToReview => "◐",
        Status::Approved => "✔",
        Status::NeedsWork => "✏",
        Status::Failed => "✖",
    }
}

/// The hand that stands beside what a person ruled on.
pub const HAND: &str = "✋";

/// Whether the theme is dark.
pub fn is_dark(theme: Theme, system_dark: bool) -> bool {
    match theme {
        Theme::System => system_dark,
        Theme::Light => false,
        Theme::Dark | Theme::Contrast => true,
    }
}

/// The fonts that come with the window: all of egui's, each asked for the signs that those before it lack. What none has,
/// such as Chinese, comes from the system's.
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    if let Some(family) = fonts.families.get_mut(&FontFamily::Proportional) {
        family.push("Hack".to_owned()); // arrows and circles
    }
    fonts
}

/// Dresses the window.
pub fn dress(ctx: &egui::Context, theme: Theme, system_dark: bool) {
    let dark = is_dark(theme, system_dark);
    let of = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(of);
    ctx.set_visuals_of(of, visuals(theme, dark));
    ctx.all_styles_mut(|style| {
        style.spacing.item_spacing = vec2(8.0, 6.0);
        style.spacing.button_padding = vec2(8.0, 4.0);
        style.spacing.interact_size.y = 24.0;
        style.spacing.scroll.floating = false;
        style.spacing.scroll.bar_width = 8.0;
        style.interaction.tooltip_delay = 0.35;
        for (text, size) in [
            (TextStyle::Body, 14.0),
            (TextStyle::Button, 14.0),
            (TextStyle::Small, 12.0),
            (TextStyle::Heading, 18.0),
            (TextStyle::Monospace, 13.0),
        ] {
            if let Some(font) = style.text_styles.get_mut(&text) {
                font.size = size;
            }
        }
    });
}

fn visuals(theme: Theme, dark: bool) -> Visuals {
    let mut v = if dark { Visuals::dark() } else { Visuals::light() };
    let accent = if dark {
        Color32::from_rgb(0x2f, 0x6f, 0xa8)
    } else {
        Color32::from_rgb(0xb9, 0xdc, 0xf5)
    };
    v.selection.bg_fill = accent;
    v.selection.stroke =
        Stroke::new(1.0, if dark { Color32::WHITE } else { Color32::from_rgb(0x0b, 0x3d, 0x63) });
    v.hyperlink_color = if dark { BLUE } else { Color32::from_rgb(0x00, 0x5f, 0x9e) };
    v.window_corner_radius = CornerRadius::same(8);
    v.menu_corner_radius = CornerRadius::same(6);
    for w in [
        &mut v.widgets.noninteractive,
        &mut v.widgets.inactive,
        &mut v.widgets.hovered,
        &mut v.widgets.active,
        &mut v.widgets.open,
    ] {
        w.corner_radius = CornerRadius::same(4);
    }
    if theme == Theme::Contrast {
        v.panel_fill = Color32::BLACK;
        v.window_fill = Color32::BLACK;
        v.extreme_bg_color = Color32::BLACK;
        v.faint_bg_color = Color32::from_gray(0x1c);
        v.override_text_color = Some(Color32::WHITE);
        v.window_stroke = Stroke::new(2.0, Color32::WHITE);
        v.widgets.noninteractive.bg_stroke = Stroke::new(1.5, Color32::from_gray(0xc8));
        v.widgets.inactive.bg_stroke = Stroke::new(1.0, Color32::WHITE);
        v.widgets.inactive.weak_bg_fill = Color32::BLACK;
        v.selection.bg_fill = Color32::from_rgb(0x00, 0x5a, 0xc8);
    } else if dark {
        v.panel_fill = Color32::from_gray(0x1f);
        v.window_fill = Color32::from_gray(0x26);
        v.extreme_bg_color = Color32::from_gray(0x16);
        v.faint_bg_color = Color32::from_gray(0x28);
        v.widgets.noninteractive.fg_stroke.color = Color32::from_gray(0xd6);
        v.widgets.inactive.fg_stroke.color = Color32::from_gray(0xe2);
    } else {
        v.panel_fill = Color32::from_gray(0xf7);
        v.window_fill = Color32::from_gray(0xf7); // fields are white
        v.extreme_bg_color = Color32::WHITE;
        v.faint_bg_color = Color32::from_gray(0xef);
        v.widgets.noninteractive.fg_stroke.color = Color32::from_gray(0x22);
        v.widgets.inactive.fg_stroke.color = Color32::from_gray(0x1a);
    }
    v
}
