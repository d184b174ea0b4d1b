//! Pasting a picture: what the clipboard holds, heard where nothing is typed. Turned into a PNG on a thread of its own.

use crate::app::Action;
use crate::app::state::Tone;
use crate::domain::Size;
use crate::inference::Picture;
use crossbeam_channel::Sender;
use egui::{ColorImage, Context, Event, Key, ViewportCommand};
use std::sync::Arc;

/// Frames in which the system may answer the command.
const PATIENCE: u8 = 3;

const NO_PICTURE: &str =
    "The clipboard holds no picture; copy one in another program, then paste it here.";

/// What is under way between asking for the clipboard and its answer.
#[derive(Default)]
pub(super) struct Paste {
    /// Frames that the command still waits; 0: it was not given.
    waits: u8,
    /// The key brought something, and was not let go yet.
    came: bool,
    /// The key went down as a letter.
    is_letter: bool,
}

impl Paste {
    /// Asks for what the clipboard holds; it comes as an event of one of the next frames.
    pub fn ask(&mut self, ctx: &Context) {
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        self.waits = PATIENCE;
    }

    /// Hears what was pasted in this frame. A text field keeps what is pasted into it; `covered`: so does a dialog.
    /// The answer comes through `answers`.
    pub fn hear(&mut self, ctx: &Context, covered: bool, answers: &Sender<Action>) {
        let (mut picture, mut other, mut let_go) = (None, false, false);
        ctx.input(|i| {
            for event in &i.events {
                match event {
                    Event::PasteImage(image) => picture = Some(Arc::clone(image)),
                    Event::Paste(_) => other = true,
                    // The key of a paste goes down unseen, whatever the clipboard holds.
                    Event::Key { key: Key::V, pressed, .. } => {
                        let_go |= !pressed && !self.is_letter;
                        self.is_letter = *pressed;
                    }
                    _ => {}
                }
            }
        });
        let (asked, came) = (self.waits > 0, picture.is_some() || other);
        self.waits = if came { 0 } else { self.waits.saturating_sub(1) };
        let in_vain = !came && (asked && self.waits == 0 || let_go && !self.came);
        self.came = (self.came || came && !asked) && !let_go;
        if self.waits > 0 {
            ctx.request_repaint();
        }
        if !asked && (covered || ctx.text_edit_focused()) {
            return;
        }
        if let Some(picture) = picture {
            encode(&picture, answers, ctx);
        } else if other || in_vain {
            tell(answers, ctx, Tone::Plain, NO_PICTURE.to_owned());
        }
    }
}

/// Makes a PNG of it, however long that takes.
fn encode(image: &Arc<ColorImage>, answers: &Sender<Action>, ctx: &Context) {
    let (image, ctx, then) = (Arc::clone(image), ctx.clone(), answers.clone());
    let encode = move || match png(&image) {
        Ok(png) => {
            if then.send(Action::PastePicture(Arc::new(png))).is_ok() {
                ctx.request_repaint();
            }
        }
        Err(why) => tell(&then, &ctx, Tone::Bad, format!("the picture cannot be kept: {why}")),
    };
    let started = std::thread::Builder::new().name("paste".to_owned()).spawn(encode);
    if let Err(error) = started {
        let why = format!("the picture was not pasted: {error}; close other programs");
        // Both ends of the channel are the window's: it cannot fail.
        let _never = answers.send(Action::Tell { tone: Tone::Bad, text: why });
    }
}

fn png(image: &ColorImage) -> Result<Vec<u8>, String> {
    let side = |n: usize| u32::try_from(n).map_err(|_| "it is too large".to_owned());
    let size = Size::new(side(image.width())?, side(image.height())?);
    // Where it is transparent it lies on white, as photographs do; egui's colours are multiplied already.
    let on_white = |p: &egui::Color32| {
        let white = 255 - p.a();
        [p.r().saturating_add(white), p.g().saturating_add(white), p.b().saturating_add(white), 255]
    };
    let rgba = image.pixels.iter().flat_map(on_white).collect();
    let picture = Picture::new(size, rgba).ok_or("it has no pixels")?;
    picture.to_png().map_err(|e| e.to_string())
}

fn tell(answers: &Sender<Action>, ctx: &Context, tone: Tone, text: String) {
    if answers.send(Action::Tell { tone, text }).is_ok() {
        ctx.request_repaint();
    }
}
