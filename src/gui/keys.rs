//! Keys to commands, by the table of commands. Plain keys act only where nothing is being typed.

use crate::app::{Command, State};
use egui::{Context, Event, Id, Key, KeyboardShortcut, Modifiers};

/// The command whose key was pressed in this frame; the key is used up. A key of a command that cannot be used now is
/// left to whoever else listens, and the command says what is wanting.
pub fn pressed(ctx: &Context, state: &State) -> Option<Command> {
    let types = ctx.text_edit_focused();
    let covered = state.dialog.is_some();
    if egui::Popup::is_any_open(ctx) {
        return None; // a menu or a list has the keys
    }
    let usable = |command: &Command| {
        let key = parse(&command.key(state));
        // Undo inside a text field is the field's own; so is every plain key.
        let plain = key.is_some_and(|k| !k.modifiers.command);
        let own = matches!(command, Command::Undo | Command::Redo);
        let is_escape = key.is_some_and(|k| k.logical_key == Key::Escape);
        let free = !types || is_escape || (!plain && !own);
        free && (!covered || is_escape)
    };
    let all = Command::ALL.iter().copied().filter(usable);
    let (keyed, idle): (Vec<_>, Vec<_>) = all
        .filter_map(|c| Some((c, parse(&c.key(state))?)))
        .partition(|(command, _)| command.is_enabled(state));
    let hit = keyed.into_iter().find(|(_, k)| consume(ctx, k));
    match hit {
        Some((command, key)) if key == SPACE => {
            ctx.data_mut(|d| d.insert_temp(Id::unique(HELD), command));
            let_go_of_space(ctx, state)
        }
        Some((command, _)) => Some(command),
        None => let_go_of_space(ctx, state).or_else(|| in_vain(ctx, &idle)),
    }
}

/// Whether the shortcut was pressed with these modifiers and no others, so that Ctrl+Shift+Z is never Ctrl+Z; its
/// events are used up. Signs are the key that they are, whether Shift makes them or not.
fn consume(ctx: &Context, shortcut: &KeyboardShortcut) -> bool {
    let (wanted, key) = (shortcut.modifiers, shortcut.logical_key);
    let is_sign = matches!(key, Key::Questionmark | Key::Plus | Key::Minus | Key::Comma)
        || matches!(key, Key::Period | Key::Slash | Key::Colon | Key::Equals);
    let is_hit = |event: &Event| match event {
        Event::Key { key: pressed, pressed: true, modifiers: m, .. } => {
            let others = m.command == wanted.command && m.alt == wanted.alt;
            *pressed == key && others && (m.shift == wanted.shift || is_sign)
        }
        _ => false,
    };
    ctx.input_mut(|i| {
        let before = i.events.len();
        i.events.retain(|event| !is_hit(event));
        i.events.len() < before
    })
}

/// The command whose key was pressed though it cannot be used now, where the key is no widget's either.
fn in_vain(ctx: &Context, idle: &[(Command, KeyboardShortcut)]) -> Option<Command> {
    if ctx.memory(|m| m.focused().is_some()) {
        return None;
    }
    let is_hit = |k: &KeyboardShortcut| {
        ctx.input(|i| i.key_pressed(k.logical_key) && i.modifiers.matches_exact(k.modifiers))
    };
    idle.iter().find(|(_, k)| is_hit(k)).map(|(command, _)| *command)
}

/// Space alone, held down, moves the photograph: its command waits until it is let go, and is dropped by a drag.
const SPACE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Space);
/// Where the command that waits is kept.
const HELD: &str = "command of the held space bar";

fn let_go_of_space(ctx: &Context, state: &State) -> Option<Command> {
    let key = Id::unique(HELD);
    let command: Command = ctx.data(|d| d.get_temp(key))?;
    let is_up = |e: &Event| matches!(e, Event::Key { key: Key::Space, pressed: false, .. });
    let (drags, up) = ctx.input(|i| (i.pointer.any_down(), i.events.iter().any(is_up)));
    if drags || up {
        ctx.data_mut(|d| d.remove::<Command>(key));
    }
    (up && !drags && command.is_enabled(state)).then_some(command)
}

/// "Ctrl+Shift+Z" as a shortcut; `None` where it is empty or no key.
pub fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in text.split('+').map(str::trim).filter(|p| !p.is_empty()) {
        match part {
            "Ctrl" => modifiers = modifiers.plus(Modifiers::COMMAND),
            "Shift" => modifiers = modifiers.plus(Modifiers::SHIFT),
            "Alt" => modifiers = modifiers.plus(Modifiers::ALT),
            "Question" => key = Some(Key::Questionmark),
            name => key = Key::from_name(name),
        }
    }
    Some(KeyboardShortcut::new(modifiers, key?))
}

/// A shortcut as people read it: symbols for the keys that have one.
pub fn shown(text: &str) -> String {
    let Some(shortcut) = parse(text) else { return String::new() };
    let mut parts = Vec::new();
    if shortcut.modifiers.command {
        parts.push("Ctrl");
    }
    if shortcut.modifiers.alt {
        parts.push("Alt");
    }
    if shortcut.modifiers.shift {
        parts.push("Shift");
    }
    parts.push(match shortcut.logical_key {
        Key::Questionmark => "?",
        Key::Slash => "/",
        Key::Comma => ",",
        Key::Period => ".",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Escape => "Esc",
        key => key.name(),
    });
    parts.join("+")
}
