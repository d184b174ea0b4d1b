//! A window that opens where its screen no longer reaches is brought back: screens are smaller than they were, or gone.

use egui::{Context, Pos2, Rect, Vec2, ViewportCommand};

/// For so long after the start, in seconds, the window is watched: its frame comes after it.
const WATCHED: f64 = 1.5;
/// Parts of a window that hang out by less than this, in pixels, are its shadow.
const SHADOW: f32 = 16.0;

/// Brings the window onto a screen, where it hangs out of all. Called every frame; does something at the start alone.
pub fn onto_a_screen(ctx: &Context, frame: &eframe::Frame) {
    if ctx.input(|i| i.time) > WATCHED {
        return;
    }
    let Some(window) = frame.winit_window() else { return };
    ctx.request_repaint_after(std::time::Duration::from_millis(100));
    if window.is_maximized() || window.fullscreen().is_some() {
        return;
    }
    // Wayland places windows itself and tells nobody where.
    let Ok(at) = window.outer_position() else { return };
    let (outer, inner) = (window.outer_size(), window.inner_size());
    let rect = |x: i32, y: i32, width: u32, height: u32| {
        Rect::from_min_size(Pos2::new(x as f32, y as f32), Vec2::new(width as f32, height as f32))
    };
    let screens: Vec<Rect> = window
        .available_monitors()
        .map(|m| rect(m.position().x, m.position().y, m.size().width, m.size().height))
        .collect();
    let Some(fitted) = fitted(rect(at.x, at.y, outer.width, outer.height), &screens) else {
        return;
    };
    let border = Vec2::new(
        outer.width as f32 - inner.width as f32,
        outer.height as f32 - inner.height as f32,
    );
    let points = ctx.pixels_per_point();
    ctx.send_viewport_cmd(ViewportCommand::InnerSize((fitted.size() - border) / points));
    ctx.send_viewport_cmd(ViewportCommand::OuterPosition(fitted.min / points));
}

/// Where a window should be that hangs out of the screens: on the one that shows most of it, no larger than it. `None`
/// where it may stay, on one or over several.
pub fn fitted(window: Rect, screens: &[Rect]) -> Option<Rect> {
    let (whole, seen) = (window.shrink(SHADOW), |s: &Rect, of: Rect| {
        let both = s.intersect(of);
        both.width().max(0.0) * both.height().max(0.0)
    });
    let shown: f32 = screens.iter().map(|s| seen(s, whole)).sum();
    if shown + 1.0 >= whole.area() {
        return None;
    }
    let screen = screens.iter().max_by(|a, b| seen(a, window).total_cmp(&seen(b, window)))?;
    let size = window.size().min(screen.size());
    let min = window.min.clamp(screen.min, screen.max - size);
    Some(Rect::from_min_size(min, size))
}
