//! The space bar approves when it is let go, and moves the photograph while it is held.

use super::stage::street;
use dce::app::Command;
use dce::gui::keys;
use egui::{Event, Key, Modifiers, PointerButton, RawInput, pos2};

fn space(pressed: bool) -> Event {
    Event::Key {
        key: Key::Space,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn frame(ctx: &egui::Context, events: Vec<Event>) -> Option<Command> {
    let state = street();
    let mut command = None;
    let _ = ctx.run_ui(RawInput { events, ..RawInput::default() }, |ui| {
        command = keys::pressed(ui.ctx(), &state);
    });
    command
}

#[test]
fn the_space_bar_waits_until_it_is_let_go_and_a_drag_drops_it() {
    let ctx = egui::Context::default();
    assert_eq!(frame(&ctx, vec![space(true)]), None);
    assert_eq!(frame(&ctx, vec![space(false)]), Some(Command::Approve));
    assert_eq!(
        frame(&ctx, vec![space(true), space(false)]),
        Some(Command::Approve),
        "in one frame"
    );
    let button = |pressed| Event::PointerButton {
        pos: pos2(10.0, 10.0),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    assert_eq!(frame(&ctx, vec![space(true)]), None);
    assert_eq!(frame(&ctx, vec![Event::PointerMoved(pos2(10.0, 10.0)), button(true)]), None);
    assert_eq!(frame(&ctx, vec![button(false)]), None);
    assert_eq!(frame(&ctx, vec![space(false)]), None, "it moved the photograph");
}
