//! The scribe: one thread that owns the project. What it is asked comes in order; what it did goes back as actions.

use super::Wake;
use super::chores::{self, Done, bad, failed, opening, told};
use super::following::{self, Following, Namers};
use crate::app::{Action, Request};
use crate::models::Store;
use crate::pipeline::gather::gather;
use crate::project::{Access, BEAT_MS, Heartbeat, Project, discard, leftovers};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often the project is told that its window is still there, and asked whether it still is the window's.
const BEAT: Duration = Duration::from_millis(BEAT_MS.unsigned_abs());

/// How long rules stand before the list follows them: while a slider is dragged, they do not.
const SETTLES: Duration = Duration::from_millis(300);

/// The thread, as the desk holds it. Dropping it finishes what was asked.
pub struct Scribe {
    orders: Option<Sender<Order>>,
    news: Receiver<Action>,
    thread: Option<JoinHandle<()>>,
}

enum Order {
    Do(Box<Request>),
    /// Answers when all before it is done.
    Answer(Sender<()>),
}

impl Scribe {
    /// Starts the thread; scratch projects live in the store's folder.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(store: Arc<Store>, wake: Wake) -> std::io::Result<Self> {
        // Not bounded: the window must never wait for the disk, and a person types slower than a disk writes.
        let (orders, inbox) = unbounded::<Order>();
        let (outbox, news) = unbounded();
        let work = move || {
            let mut desk = Writing::new(store);
            loop {
                let done = match inbox.recv_timeout(desk.patience()) {
                    Ok(Order::Do(request)) => desk.carry_out(*request),
                    Ok(Order::Answer(to)) => {
                        // Nobody waits any more where it fails.
                        let _gone = to.send(());
                        Vec::new()
                    }
                    Err(crossbeam_channel::RecvTimeoutError::Timeout) => desk.idle(),
                    Err(crossbeam_channel::RecvTimeoutError::Disconnected) => break,
                };
                let any = !done.is_empty();
                for action in done {
                    if outbox.send(action).is_err() {
                        break; // the desk is gone; what was asked is done all the same
                    }
                }
                if any {
                    wake();
                }
            }
        };
        let thread = std::thread::Builder::new().name("scribe".to_owned()).spawn(work)?;
        Ok(Self { orders: Some(orders), news, thread: Some(thread) })
    }

    /// Asks for something.
    pub fn send(&self, request: Request) {
        if let Some(orders) = &self.orders {
            // The thread ends only after this end is dropped.
            let _never = orders.send(Order::Do(Box::new(request)));
        }
    }

    /// What was done.
    pub fn news(&self) -> &Receiver<Action> {
        &self.news
    }

    /// Waits until all that was asked is done.
    pub fn finish(&self) {
        let (answer, answered) = bounded(1);
        if let Some(orders) = &self.orders
            && orders.send(Order::Answer(answer)).is_ok()
        {
            // It fails only where the thread died, and then there is nothing to wait for.
            let _dead = answered.recv();
        }
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic there was printed by the thread; here it changes nothing.
            drop(thread.join());
        }
    }
}

struct Writing {
    home: PathBuf,
    project: Option<Project>,
    namers: Namers,
    /// The list on its way to follow the rules, and when it goes on.
    following: Option<(Following, Instant)>,
    beaten: Instant,
}

impl Writing {
    fn new(store: Arc<Store>) -> Self {
        let home = store.home().to_owned();
        let namers = Namers::new(store);
        Self { home, project: None, namers, following: None, beaten: Instant::now() }
    }

    /// How long nothing must be asked for until there is something to do unasked.
    fn patience(&self) -> Duration {
        let beat = BEAT.saturating_sub(self.beaten.elapsed());
        let goes_on = self.following.as_ref().map(|(_, at)| *at);
        goes_on.map_or(beat, |at| at.saturating_duration_since(Instant::now()).min(beat))
    }

    /// Nothing is asked for: the beat, or one image more of the list that follows the rules.
    fn idle(&mut self) -> Vec<Action> {
        if self.beaten.elapsed() >= BEAT {
            self.beaten = Instant::now();
            return self.beat();
        }
        let (Some(project), Some((following, at))) = (&mut self.project, &mut self.following)
        else {
            return Vec::new();
        };
        if *at > Instant::now() {
            return Vec::new();
        }
        match following.step(project, &mut self.namers) {
            Ok(Some(row)) => row.map(|row| Action::Row(Box::new(row))).into_iter().collect(),
            Ok(None) => {
                self.following = None;
                vec![Action::RulesFollowed]
            }
            Err(error) => {
                self.following = None;
                failed(None, error)
            }
        }
    }

    /// The list follows the project's rules from now on, or anew.
    fn follow(&mut self) -> Vec<Action> {
        let Some(project) = &mut self.project else { return Vec::new() };
        match Following::begin(project) {
            Ok(following) => {
                self.following = Some((following, Instant::now() + SETTLES));
                Vec::new()
            }
            Err(error) => failed(None, error),
        }
    }

    fn carry_out(&mut self, request: Request) -> Vec<Action> {
        match request {
            Request::OpenProject { folder, access } => match self.open(&folder, access) {
                Ok(actions) => actions,
                Err(error) => {
                    vec![Action::OpenFailed { folder, message: error.to_string() }]
                }
            },
            Request::Discard(folder) => self.discard(&folder),
            Request::Paste(png) => self.paste(&png).unwrap_or_else(|e| told(&e)),
            Request::Scratch(paths) => self.scratch(&paths).unwrap_or_else(|e| told(&e)),
            other => {
                let Some(project) = &mut self.project else { return Vec::new() };
                match other {
                    Request::SetRules(rules) => match project.set_rules(&rules) {
                        Ok(()) => self.follow(),
                        Err(error) => failed(None, error),
                    },
                    other => chores::carry_out(project, &mut self.namers, other),
                }
            }
        }
    }

    /// Opens a project in place of the one that is open.
    fn open(&mut self, folder: &Path, access: Access) -> Done {
        let mut project = Project::open(folder, access)?;
        let mut actions = vec![opening(&mut project)?];
        let writes = project.access() == Access::Write;
        let unfinished = writes && following::is_unfinished(&project)?;
        self.project = Some(project);
        self.following = None;
        if unfinished {
            actions.extend(self.follow());
        }
        Ok(actions)
    }

    /// A new project for loose photographs, to be saved elsewhere later.
    fn scratch(&mut self, paths: &[PathBuf]) -> Done {
        let (photographs, mut refused) = gather(paths);
        if photographs.is_empty() {
            if refused.is_empty() {
                let looked: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
                refused.push(format!("no photographs in {}; choose others", looked.join(", ")));
            }
            return Ok(refused.into_iter().map(bad).collect());
        }
        let mut project = Project::scratch(&self.home)?;
        project.add(&photographs)?;
        let opening = opening(&mut project)?;
        self.project = Some(project);
        self.following = None;
        let mut actions = vec![opening];
        actions.extend(refused.into_iter().map(bad));
        Ok(actions)
    }

    /// Removes a scratch project; what is left is told.
    fn discard(&self, folder: &Path) -> Vec<Action> {
        let failed = discard(folder).err().map(|error| bad(error.to_string()));
        failed.into_iter().chain([Action::Leftovers(leftovers(&self.home))]).collect()
    }

    /// A picture from the clipboard, kept in the project's own folder; in a scratch project where none is open.
    fn paste(&mut self, png: &[u8]) -> Done {
        if let Some(project) = &mut self.project {
            let rows = project.add(&[project.put_pasted(png)?])?;
            let go = rows.first().map(|row| Action::Go(row.id));
            let added = Action::Added { rows, refused: Vec::new() };
            return Ok(std::iter::once(added).chain(go).collect());
        }
        let mut project = Project::scratch(&self.home)?;
        project.add(&[project.put_pasted(png)?])?;
        let opening = opening(&mut project)?;
        self.project = Some(project);
        Ok(vec![opening])
    }

    fn beat(&mut self) -> Vec<Action> {
        let Some(project) = &mut self.project else { return Vec::new() };
        let was_ours = project.access() == Access::Write;
        let lost = match project.heartbeat() {
            Err(error) => return failed(None, error),
            Ok(Heartbeat::Lost { by }) if was_ours => Some(Action::Lost { by }),
            Ok(_) => None,
        };
        // What a headless worker, or the window that holds the project, did meanwhile.
        let news = match project.news() {
            Ok(rows) => rows.into_iter().map(|row| Action::Row(Box::new(row))).collect(),
            Err(error) => failed(None, error),
        };
        lost.into_iter().chain(news).collect()
    }
}
