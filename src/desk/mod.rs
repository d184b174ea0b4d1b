//! The desk at work: the app's state tied to the threads that do its work. A window shows it; tests drive it without one.
//! Floor 5: knows no window; the state is changed by `reduce` alone.

mod chores;
mod fetching;
pub mod following;
pub mod importing;
pub mod landing;
mod scribe;

use crate::app::state::Tone;
use crate::app::{Action, Request, State, reduce};
use crate::domain::{Evidence, Value};
use crate::models::{Store, StoreError};
use crate::pipeline::AnalystOptions;
use crate::pipeline::analyst::{SetupError, cores};
use crate::pipeline::job::{ImageKey, Job};
use crate::pipeline::pictures::{PictureEvent, Pictures, PicturesOptions, ShownPicture};
use crate::pipeline::thumbnails::{Keeping, ThumbnailWish};
use crate::pipeline::worker::{Worker, namer_without_models};
use crate::project::{Access, ImageId, Opened, Thumbs, leftovers, now_ms};
use crate::specialists::DepthMap;
use crossbeam_channel::{Receiver, Sender, unbounded};
use scribe::Scribe;
use std::path::PathBuf;
use std::sync::Arc;
use thiserror::Error;

/// Wakes whoever shows the desk: there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The state and the threads behind it.
pub struct Desk {
    pub state: State,
    store: Arc<Store>,
    worker: Option<Worker>,
    pictures: Pictures,
    scribe: Scribe,
    fetching: Option<fetching::Fetching>,
    /// The project whose thumbnails are kept, and whether it may be written.
    keeps: Option<(PathBuf, bool)>,
    /// What small threads of the desk's own have to tell.
    told: (Sender<Action>, Receiver<Action>),
    wake: Wake,
}

/// Why there can be no desk.
#[derive(Debug, Error)]
pub enum DeskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Setup(#[from] SetupError),
    #[error("no thread could be started: {0}; close other programs and try again")]
    Thread(#[from] std::io::Error),
}

/// What only a window can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForWindow {
    Pick(crate::app::state::PathFor),
    Quit,
}

impl Desk {
    /// Starts the threads. Models are opened at the first analysis.
    ///
    /// # Errors
    /// Where the store's cards cannot be read, or the system gives no thread.
    pub fn start(store: Store, state: State, wake: Wake) -> Result<Self, DeskError> {
        let store = Arc::new(store);
        let woken = Arc::clone(&wake);
        let pictures = Pictures::start(PicturesOptions::default(), move || woken())?;
        let scribe = Scribe::start(Arc::clone(&store), Arc::clone(&wake))?;
        let mut desk = Self {
            state,
            store,
            worker: None,
            pictures,
            scribe,
            fetching: None,
            keeps: None,
            told: unbounded(),
            wake,
        };
        desk.look_for_models();
        desk.look_for_leftovers();
        Ok(desk)
    }

    /// Carries out an action and what it asks of the world; what only a window can do comes back.
    pub fn act(&mut self, action: Action) -> Vec<ForWindow> {
        self.state.now_ms = now_ms();
        let requests = reduce(&mut self.state, action);
        self.follow_project();
        requests.into_iter().filter_map(|r| self.carry_out(r)).collect()
    }

    /// Takes in what the threads have to tell; returns pictures for whoever shows them, and what only a window can do.
    pub fn hear(&mut self) -> (Vec<PictureEvent>, Vec<ForWindow>) {
        let mut news: Vec<Action> = self.scribe.news().try_iter().collect();
        news.extend(self.told.1.try_iter());
        if let Some(worker) = &self.worker {
            news.extend(worker.events().try_iter().map(|e| Action::Work(Box::new(e))));
        }
        if let Some(fetching) = &self.fetching {
            news.extend(fetching.news().try_iter());
        }
        if news.iter().any(|n| matches!(n, Action::Fetched { .. })) {
            self.fetching = None;
            self.look_for_models();
        }
        let mut for_window = Vec::new();
        for action in news {
            if let Action::Opened { image, .. } = &action {
                self.read_depth(image);
            }
            for_window.extend(self.act(action));
        }
        (self.pictures.events().try_iter().collect(), for_window)
    }

    /// Asks for the picture of the image on screen, and for its neighbours' ahead of time.
    pub fn show_picture(&self) -> Option<Arc<ShownPicture>> {
        let open = self.state.open.as_ref()?;
        let known = self.pictures.show(open.id.into(), &open.path);
        let neighbour = |forward| self.state.images.step(Some(open.id), forward, |_| true);
        let ahead = [neighbour(true), neighbour(false)];
        let rows = ahead.into_iter().flatten().filter_map(|id| self.state.images.get(id));
        self.pictures.prefetch(rows.map(|r| (r.id.into(), r.path.clone())));
        known
    }

    /// Asks for thumbnails, the first most urgently; earlier wishes are dropped.
    pub fn want_thumbnails(&self, images: Vec<ImageId>) {
        let rows = images.into_iter().filter_map(|id| self.state.images.get(id));
        self.pictures.thumbnails(rows.map(|row| ThumbnailWish {
            image: row.id.into(),
            path: row.path.clone(),
            sha256: row.sha256.clone(),
        }));
    }

    /// Thumbnails are kept with the project that is open.
    fn follow_project(&mut self) {
        let project = self.state.project.as_ref();
        let now = project.map(|p| (&p.folder, p.access == Access::Write));
        if now != self.keeps.as_ref().map(|(folder, writes)| (folder, *writes)) {
            let keeping =
                |(folder, writes): (&PathBuf, bool)| Keeping { thumbs: Thumbs::of(folder), writes };
            self.pictures.keep_thumbnails(now.map(keeping));
            self.keeps = now.map(|(folder, writes)| (folder.clone(), writes));
        }
    }

    /// Waits until everything that was asked to be stored is stored.
    pub fn settle(&mut self) {
        self.scribe.finish();
        self.hear();
    }

    /// The model store that the desk works with.
    pub fn store(&self) -> &Store {
        &self.store
    }

    fn carry_out(&mut self, request: Request) -> Option<ForWindow> {
        match request {
            Request::Pick(what) => return Some(ForWindow::Pick(what)),
            Request::Quit => return Some(ForWindow::Quit),
            Request::Analyse { image, path } => {
                let rules = Box::new(self.state.rules.clone());
                self.send(Job::Analyse { image: image.into(), path, rules, first: true }, image);
            }
            Request::Alone { image, path, specialist, region, scene } => {
                let (image, rules) = (image.into(), Box::new(self.state.rules.clone()));
                self.send(
                    Job::Alone { image, path, specialist, region, scene, rules },
                    image.into(),
                );
            }
            Request::Raw { image, path, specialist, bbox } => {
                let scene = self.state.scene().cloned().map(Box::new);
                let (image, rules) = (image.into(), Box::new(self.state.rules.clone()));
                self.send(Job::Raw { image, path, specialist, bbox, scene, rules }, image.into());
            }
            Request::Cancel(image) => {
                if let Some(worker) = &self.worker {
                    worker.cancel(image.into());
                }
            }
            Request::CancelAll => {
                if let Some(worker) = &self.worker {
                    worker.cancel_all();
                }
            }
            Request::FetchModels => self.fetch(fetching::What::Models),
            Request::FetchSamples => self.fetch(fetching::What::Samples),
            Request::CancelFetch => {
                if let Some(fetching) = &self.fetching {
                    fetching.cancel();
                }
            }
            Request::ReloadModels => {
                if let Some(worker) = &self.worker {
                    worker.send(Job::Reload);
                }
            }
            for_scribe => self.scribe.send(for_scribe),
        }
        None
    }

    fn fetch(&mut self, what: fetching::What) {
        match fetching::Fetching::start(Arc::clone(&self.store), &self.wake, what) {
            Ok(fetching) => self.fetching = Some(fetching),
            Err(error) => self.tell(Action::Fetched { failures: vec![error.to_string()] }),
        }
    }

    /// Gives the worker a job; it is started at the first.
    fn send(&mut self, job: Job, image: ImageId) {
        if self.worker.is_none() {
            let woken = Arc::clone(&self.wake);
            let options = AnalystOptions { threads: cores(), ..AnalystOptions::default() };
            match Worker::start(Arc::clone(&self.store), options, move || woken()) {
                Ok(worker) => self.worker = Some(worker),
                Err(error) => {
                    self.tell(Action::ImageFailed { image, message: error.to_string() });
                    return;
                }
            }
        }
        if let Some(worker) = &self.worker {
            worker.send(job);
        }
    }

    /// Which default models are not there, and a namer of those cards that are: read on a thread, since files are
    /// hashed.
    fn look_for_models(&mut self) {
        let (store, tell, wake) =
            (Arc::clone(&self.store), self.told.0.clone(), Arc::clone(&self.wake));
        let look = move || {
            let defaults = store.cards().iter().filter(|c| c.card.default);
            let absent = defaults.filter(|c| store.ready(&c.card.id).is_err());
            let absent = absent.map(|c| c.card.id.clone()).collect();
            // Without a namer names stay as they are; a card that is no curve is told by the first analysis.
            let namer = namer_without_models(&store).map(Arc::new).ok();
            // The desk is gone where nobody hears.
            let _gone = tell.send(Action::ModelsKnown { absent, namer });
            wake();
        };
        let started = std::thread::Builder::new().name("models".to_owned()).spawn(look);
        if let Err(error) = started {
            self.tell(Action::Tell {
                tone: Tone::Bad,
                text: format!("the model store cannot be looked at: {error}"),
            });
        }
    }

    /// Which scratch projects were never saved: read on a thread, since each is a database.
    fn look_for_leftovers(&mut self) {
        let (home, tell, wake) =
            (self.store.home().to_owned(), self.told.0.clone(), Arc::clone(&self.wake));
        let look = move || {
            // The desk is gone where nobody hears.
            let _gone = tell.send(Action::Leftovers(leftovers(&home)));
            wake();
        };
        // Without a thread they are offered at the next start.
        drop(std::thread::Builder::new().name("leftovers".to_owned()).spawn(look));
    }

    /// Reads the depth map of an image that was just opened, on a thread.
    fn read_depth(&self, image: &Opened) {
        let depth = image.record.as_ref().and_then(|r| r.scene.depth.clone());
        let (Some(path), Some(depth)) = (image.depth.clone(), depth) else { return };
        let (id, tell, wake) = (image.row.id, self.told.0.clone(), Arc::clone(&self.wake));
        let read = move || {
            let evidence = Evidence {
                source: depth.source,
                value: Value::Word("nearness".to_owned()),
                score: depth.score,
                place: None,
            };
            let action = match DepthMap::read_png(&path, evidence) {
                Ok(map) => Action::DepthRead { image: id, map: Arc::new(map) },
                Err(error) => Action::Tell { tone: Tone::Bad, text: error.to_string() },
            };
            // The desk is gone where nobody hears.
            let _gone = tell.send(action);
            wake();
        };
        if let Err(error) = std::thread::Builder::new().name("depth".to_owned()).spawn(read) {
            self.tell(Action::Tell { tone: Tone::Bad, text: format!("no depth map: {error}") });
        }
    }

    /// Puts news of the desk's own behind what the threads tell.
    fn tell(&self, action: Action) {
        // Both ends are the desk's: it cannot fail.
        let _never = self.told.0.send(action);
        (self.wake)();
    }
}

impl From<ImageId> for ImageKey {
    fn from(id: ImageId) -> Self {
        ImageKey(id.0)
    }
}

impl From<ImageKey> for ImageId {
    fn from(key: ImageKey) -> Self {
        ImageId(key.0)
    }
}
