//! Pictures for the screen: decoded, reduced and kept by background threads. The image on screen goes first, then its
//! neighbours, then thumbnails; what nobody wants any more is not begun.

use super::analyst::panic_words;
use super::job::ImageKey;
use super::outbox::Outbox;
use super::shelf::{Shelf, Stamp};
use super::thumbnails::{Keeping, ThumbnailWish, thumbnail_of};
use crate::domain::{ImageInfo, Warning};
use crate::inference::Picture;
use crate::models::place::sha256_of_file;
use crossbeam_channel::Receiver;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Events that may wait for their reader; each may hold a whole photograph.
const ROOM: usize = 8;

/// How much is kept, and how large things are made.
#[derive(Debug, Clone)]
pub struct PicturesOptions {
    /// Threads; where there are two, one is always free for the image on screen.
    pub threads: usize,
    /// Decoded photographs that are kept, the last seen ones ...
    pub most_pictures: usize,
    /// ... as far as they fit into so many bytes; the last one is kept whatever its size.
    pub most_bytes: usize,
    /// Longer side in pixels of what the screen shows unless one zooms in.
    pub display_side: u32,
    /// Longer side of thumbnails in pixels.
    pub thumbnail_side: u32,
}

impl Default for PicturesOptions {
    fn default() -> Self {
        Self {
            threads: 2,
            most_pictures: 6,
            most_bytes: 384 << 20,
            display_side: 2048,
            thumbnail_side: 256,
        }
    }
}

/// A photograph, decoded for the screen.
#[derive(Debug)]
pub struct ShownPicture {
    /// Path, SHA-256 and upright size of the file.
    pub info: ImageInfo,
    /// What the decoder left out.
    pub warnings: Vec<Warning>,
    /// Every pixel.
    pub full: Picture,
    /// `None` where the whole is small enough to be shown as it is.
    reduced: Option<Picture>,
}

impl ShownPicture {
    /// A decoded photograph, reduced to `display_side` pixels on its longer side where it is larger.
    pub fn new(
        info: ImageInfo,
        warnings: Vec<Warning>,
        mut full: Picture,
        display_side: u32,
    ) -> Self {
        let reduced = full.reduced_to(display_side);
        full.forget_reductions();
        Self { info, warnings, full, reduced }
    }

    /// The picture at the size for the screen.
    pub fn display(&self) -> &Picture {
        self.reduced.as_ref().unwrap_or(&self.full)
    }

    /// Its memory in bytes.
    pub fn bytes(&self) -> usize {
        self.full.rgba.len() + self.reduced.as_ref().map_or(0, |p| p.rgba.len())
    }
}

/// What the threads tell.
#[derive(Debug)]
pub enum PictureEvent {
    /// The image that was asked to be shown.
    Shown { image: ImageKey, path: PathBuf, picture: Arc<ShownPicture> },
    /// A thumbnail, encoded, with the SHA-256 of the photograph that it shows.
    Thumbnail { image: ImageKey, path: PathBuf, sha256: String, jpeg: Vec<u8> },
    /// The file is no picture, or cannot be read: the message names it and the mend.
    Failed { image: ImageKey, path: PathBuf, wanted: Wish, message: String },
}

/// What an image was wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Show,
    /// To be shown soon.
    Ahead,
    Thumbnail,
}

/// The threads and what they keep. Dropping it waits for what is being decoded.
pub struct Pictures {
    desk: Arc<Desk>,
    events: Receiver<PictureEvent>,
    threads: Vec<JoinHandle<()>>,
}

impl Pictures {
    /// Starts the threads; `wake` is called after each event, from any thread.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(
        options: PicturesOptions,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (outbox, events) = Outbox::new(ROOM, wake);
        let threads = options.threads.clamp(1, 4);
        let shelf = Shelf::new(options.most_pictures, options.most_bytes);
        let state = Mutex::new(State { shelf, ..State::default() });
        let desk = Arc::new(Desk { options, outbox, state, changed: Condvar::new(), threads });
        let spawn = |i: usize| {
            let desk = Arc::clone(&desk);
            let thread = std::thread::Builder::new().name(format!("pictures {i}"));
            thread.spawn(move || {
                while let Some((wish, sha256, wanted)) = desk.take() {
                    desk.serve(wish, sha256.as_deref(), &wanted);
                }
            })
        };
        let threads = (0..threads).map(spawn).collect::<Result<_, _>>()?;
        Ok(Self { desk, events, threads })
    }

    /// Shows an image: what was asked before is no longer wanted. Where it is decoded already it is returned at once;
    /// `Shown` or `Failed` comes in any case, after the file was compared with what was decoded.
    pub fn show(&self, image: ImageKey, path: &Path) -> Option<Arc<ShownPicture>> {
        let mut state = self.desk.state();
        let wanted = Wanted { image, path: path.to_owned() };
        state.ahead.retain(|w| w.path != path);
        state.on_screen = Some((wanted, true));
        let known = state.shelf.get(path).map(|(picture, _)| picture);
        self.desk.changed.notify_all();
        known
    }

    /// What is shown soon, most urgent first, in place of what was said before: decoded and kept, and not told.
    pub fn prefetch(&self, images: impl IntoIterator<Item = (ImageKey, PathBuf)>) {
        self.desk.state().ahead = wanted(images);
        self.desk.changed.notify_all();
    }

    /// The thumbnails that are wanted, most urgent first, in place of what was said before.
    pub fn thumbnails(&self, wishes: impl IntoIterator<Item = ThumbnailWish>) {
        let wanted = |w: ThumbnailWish| (w.sha256, Wanted { image: w.image, path: w.path });
        self.desk.state().thumbnails = wishes.into_iter().map(wanted).collect();
        self.desk.changed.notify_all();
    }

    /// Where thumbnails are kept from now on; `None`: nowhere.
    pub fn keep_thumbnails(&self, keeping: Option<Keeping>) {
        self.desk.state().keeping = keeping;
    }

    /// What the threads tell.
    pub fn events(&self) -> &Receiver<PictureEvent> {
        &self.events
    }

    /// Photographs that are kept, and their bytes.
    pub fn kept(&self) -> (usize, usize) {
        let state = self.desk.state();
        (state.shelf.len(), state.shelf.bytes())
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.desk.state().is_closed = true;
        self.desk.outbox.close();
        self.desk.changed.notify_all();
        for thread in self.threads.drain(..) {
            // It cannot have panicked: decoders are guarded.
            drop(thread.join());
        }
    }
}

fn wanted(images: impl IntoIterator<Item = (ImageKey, PathBuf)>) -> VecDeque<Wanted> {
    images.into_iter().map(|(image, path)| Wanted { image, path }).collect()
}

/// An image and its file.
#[derive(Debug, Clone)]
struct Wanted {
    image: ImageKey,
    path: PathBuf,
}

/// What the threads share.
struct Desk {
    options: PicturesOptions,
    outbox: Arc<Outbox<PictureEvent>>,
    state: Mutex<State>,
    changed: Condvar,
    threads: usize,
}

#[derive(Default)]
struct State {
    /// The image on screen, and whether it is still to be told.
    on_screen: Option<(Wanted, bool)>,
    ahead: VecDeque<Wanted>,
    /// Each with the SHA-256 of its content, where that is known.
    thumbnails: VecDeque<(Option<String>, Wanted)>,
    keeping: Option<Keeping>,
    /// Files that are being decoded for the screen, now or soon.
    decoding: Vec<PathBuf>,
    /// Threads that do something else than the image on screen.
    in_background: usize,
    shelf: Shelf,
    is_closed: bool,
}

impl Desk {
    /// Waits for the next wish; `None` once nothing is wanted any more.
    fn take(&self) -> Option<(Wish, Option<String>, Wanted)> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            if let Some(next) = state.next(self.threads) {
                return Some(next);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Does what is wished and tells of it.
    fn serve(&self, wish: Wish, sha256: Option<&str>, wanted: &Wanted) {
        let guarded = |work: &dyn Fn() -> Result<(), String>| {
            catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
                let words = panic_words(panic.as_ref());
                let path = wanted.path.display();
                Err(format!(
                    "{path}: the decoder crashed ({words}); save it anew from an image editor"
                ))
            })
        };
        let result = match wish {
            Wish::Thumbnail => guarded(&|| self.thumbnail(wanted, sha256)),
            Wish::Show | Wish::Ahead => guarded(&|| self.keep(wanted)),
        };
        let told = {
            let mut state = self.state();
            state.decoding.retain(|path| *path != wanted.path || wish == Wish::Thumbnail);
            if wish != Wish::Show {
                state.in_background -= 1;
            }
            (wish != Wish::Thumbnail).then(|| state.tell(wanted)).flatten()
        };
        self.changed.notify_all();
        match (result, told) {
            (Ok(()), Some((on_screen, Some(picture)))) => {
                let Wanted { image, path } = on_screen;
                self.outbox.deliver(PictureEvent::Shown { image, path, picture });
            }
            (Err(message), Some((on_screen, _))) => {
                let Wanted { image, path } = on_screen;
                let wanted = Wish::Show;
                self.outbox.deliver(PictureEvent::Failed { image, path, wanted, message });
            }
            (Err(message), None) if wish == Wish::Thumbnail => {
                let Wanted { image, path } = wanted.clone();
                self.outbox.deliver(PictureEvent::Failed { image, path, wanted: wish, message });
            }
            // What was decoded ahead is told when it is shown; so is that it cannot be.
            _ => {}
        }
    }

    /// Decodes a file and keeps it, unless it is kept already and the file is still the same.
    fn keep(&self, wanted: &Wanted) -> Result<(), String> {
        let path = &wanted.path;
        let stamp = Stamp::of(path);
        if stamp.is_some() && self.state().shelf.get(path).is_some_and(|(_, s)| s == stamp) {
            return Ok(());
        }
        // What is kept is no longer the file's.
        self.state().shelf.remove(path);
        let opened = Picture::open(path).map_err(|error| error.to_string())?;
        let side = self.options.display_side;
        let shown = ShownPicture::new(opened.info, opened.warnings, opened.picture, side);
        let picture = Arc::new(shown);
        self.state().shelf.put(path.clone(), stamp, picture);
        Ok(())
    }

    /// Finds the thumbnail that is kept, or makes one: of the kept picture where there is one.
    fn thumbnail(&self, wanted: &Wanted, sha256: Option<&str>) -> Result<(), String> {
        let Wanted { image, path } = wanted.clone();
        let keeping = self.state().keeping.clone();
        let kept = keeping.as_ref().and_then(|keeping| {
            let sha256 = sha256.map(str::to_owned).or_else(|| sha256_of_file(&path).ok())?;
            Some((keeping.thumbs.get(&sha256)?, sha256))
        });
        let (jpeg, sha256) = match kept {
            Some(kept) => kept,
            None => {
                let made = self.make_thumbnail(&path)?;
                if let Some(keeping) = &keeping {
                    keeping.put(&made.1, &made.0);
                }
                made
            }
        };
        self.outbox.deliver(PictureEvent::Thumbnail { image, path, sha256, jpeg });
        Ok(())
    }

    /// A new thumbnail, and the SHA-256 of the photograph.
    fn make_thumbnail(&self, path: &Path) -> Result<(Vec<u8>, String), String> {
        let stamp = Stamp::of(path);
        let kept = self.state().shelf.peek(path).filter(|(_, s)| *s == stamp).map(|(p, _)| p);
        let side = self.options.thumbnail_side;
        let (info, jpeg) = match kept {
            Some(shown) => (shown.info.clone(), thumbnail_of(shown.display(), side)),
            None => {
                let opened = Picture::open(path).map_err(|error| error.to_string())?;
                (opened.info, thumbnail_of(&opened.picture, side))
            }
        };
        let jpeg = jpeg.map_err(|error| format!("{}: no thumbnail: {error}", path.display()))?;
        Ok((jpeg, info.sha256))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Lists are whole between any two statements; decoders run outside the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The most urgent wish that no thread is at.
    fn next(&mut self, threads: usize) -> Option<(Wish, Option<String>, Wanted)> {
        if let Some((wanted, true)) = &self.on_screen
            && !self.decoding.contains(&wanted.path)
        {
            let wanted = wanted.clone();
            self.decoding.push(wanted.path.clone());
            return Some((Wish::Show, None, wanted));
        }
        if self.in_background > 0 && self.in_background + 1 >= threads {
            return None;
        }
        while let Some(wanted) = self.ahead.pop_front() {
            if !self.decoding.contains(&wanted.path) {
                self.in_background += 1;
                self.decoding.push(wanted.path.clone());
                return Some((Wish::Ahead, None, wanted));
            }
        }
        let (sha256, wanted) = self.thumbnails.pop_front()?;
        self.in_background += 1;
        Some((Wish::Thumbnail, sha256, wanted))
    }

    /// The image on screen and its picture, where it is the one that was just decoded and is not told yet.
    fn tell(&mut self, decoded: &Wanted) -> Option<(Wanted, Option<Arc<ShownPicture>>)> {
        let (wanted, is_due) = self.on_screen.as_mut()?;
        if !*is_due || wanted.path != decoded.path {
            return None;
        }
        *is_due = false;
        let wanted = wanted.clone();
        let picture = self.shelf.get(&wanted.path).map(|(picture, _)| picture);
        Some((wanted, picture))
    }
}
