//! `dce models`: which models there are, where they come from, and whether their files are what they should be.

use super::{Outcome, say};
use crate::models::{
    CardOrigin, FetchOutcome, Health, LoadedCard, ModelSource, Progress, Store, StoreOptions,
};
use anyhow::Context;
use clap::{Args, Subcommand};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Arguments of `dce models`.
#[derive(Debug, Args)]
pub struct ModelsArgs {
    /// Fetch nothing: use what the store holds
    #[arg(long, global = true)]
    offline: bool,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Name all models with their licence, source and state
    List,
    /// Show a model's card and the state of its files
    Show {
        /// The model, as `dce models list` names it
        id: String,
    },
    /// Fetch models: those named, or else all default ones
    Fetch {
        /// Models, as `dce models list` names them
        ids: Vec<String>,
    },
    /// Hash every file again and compare it with its card or pin
    Verify,
    /// Take a model's files from this machine
    Import {
        /// The files that the card names; their names may differ where there is but one
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The model's card: a JSON file, which is copied to the store, or the id of a card that is there
        #[arg(long)]
        card: String,
    },
}

/// Carries out `dce models`.
///
/// # Errors
/// Where the store cannot be opened or the model is unknown; single models that fail make the outcome.
pub fn run(arguments: ModelsArgs) -> anyhow::Result<Outcome> {
    let options = StoreOptions { offline: arguments.offline, ..StoreOptions::default() };
    let store = Store::open_default_with(options).context("the model store cannot be opened")?;
    match arguments.action {
        Action::List => Ok(list(&store)),
        Action::Show { id } => show(&store, &id),
        Action::Fetch { ids } => fetch(&store, &ids),
        Action::Verify => Ok(verify(&store)),
        Action::Import { files, card } => {
            let ready = store.import(&files, &card)?;
            say!("{} is imported: {}", ready.id, ready.path.display());
            Ok(Outcome::AllDone)
        }
    }
}

fn list(store: &Store) -> Outcome {
    say!("{:24} {:16} {:20} {:12} FROM", "MODEL", "SPECIALIST", "LICENCE", "STATE");
    for loaded in store.cards() {
        let card = &loaded.card;
        say!(
            "{:24} {:16} {:20} {:12} {}",
            card.id,
            card.specialist,
            card.licence,
            state(store, loaded),
            sources(loaded)
        );
        say!("    {}. {}", card.title, card.provenance);
    }
    say!("\nIn {}. `dce models fetch` gets the default ones.", store.home().display());
    Outcome::AllDone
}

fn state(store: &Store, loaded: &LoadedCard) -> &'static str {
    match (store.health(&loaded.card.id), store.is_pinned(&loaded.card)) {
        (Health::Sound, true) => "here, pinned",
        (Health::Sound, false) => "here",
        (Health::Absent, _) if loaded.card.default => "default",
        (Health::Absent, _) => "-",
        (Health::Broken(_), _) => "damaged",
    }
}

fn sources(loaded: &LoadedCard) -> String {
    let mut names: Vec<String> = loaded.card.sources.iter().map(ModelSource::name).collect();
    names.dedup();
    if let CardOrigin::User(path) = &loaded.origin {
        names.push(format!("(card {})", path.display()));
    }
    names.join(", ")
}

fn show(store: &Store, id: &str) -> anyhow::Result<Outcome> {
    let Some(loaded) = store.card(id) else {
        return Err(store.unknown(id).into());
    };
    say!("{}", serde_json::to_string_pretty(&loaded.card)?);
    say!("\ncard hash {}", loaded.hash);
    match store.health(id) {
        Health::Absent => say!("not here: `dce models fetch {id}`"),
        Health::Broken(e) => say!("{e}"),
        Health::Sound => {
            let ready = store.ready(id)?;
            for file in ready.files.iter().chain([&ready.path]) {
                say!("{}", file.display());
            }
        }
    }
    for pin in store.pins_of(&loaded.card)? {
        say!("{pin}");
    }
    Ok(Outcome::AllDone)
}

fn fetch(store: &Store, ids: &[String]) -> anyhow::Result<Outcome> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let started = Instant::now();
    let progress = progress();
    let fetched = store.fetch(&ids, &*progress)?;
    drop(progress);
    let mut outcome = Outcome::AllDone;
    for model in &fetched {
        match &model.outcome {
            Ok(FetchOutcome::Already) => say!("{:24} is here", model.id),
            Ok(FetchOutcome::Had { origin, pinned: false }) => {
                say!("{:24} from {origin}, SHA-256 as its card says", model.id);
            }
            Ok(FetchOutcome::Had { origin, pinned: true }) => {
                say!("{:24} from {origin}, pinned at first fetch", model.id);
            }
            Err(e) => {
                outcome = Outcome::SomeFailed;
                eprintln!("{:24} failed: {e}", model.id);
            }
        }
    }
    say!("{} models in {:.1} s", fetched.len(), started.elapsed().as_secs_f32());
    Ok(outcome)
}

fn verify(store: &Store) -> Outcome {
    let mut outcome = Outcome::AllDone;
    for (id, health) in store.verify() {
        match health {
            Health::Sound => say!("{id:24} sound"),
            Health::Absent => say!("{id:24} not fetched"),
            Health::Broken(e) => {
                outcome = Outcome::SomeFailed;
                eprintln!("{id:24} {e}");
            }
        }
    }
    outcome
}

/// Bars where a person watches a terminal, a line a step elsewhere.
pub fn progress() -> Box<dyn Progress> {
    if std::io::stderr().is_terminal() {
        Box::new(Bars { all: MultiProgress::new(), by_step: Mutex::default() })
    } else {
        Box::new(Lines { started: Mutex::default() })
    }
}

/// Progress on a terminal.
struct Bars {
    all: MultiProgress,
    by_step: Mutex<BTreeMap<String, ProgressBar>>,
}

impl Progress for Bars {
    fn begin(&self, step: &str, total: Option<u64>) {
        let bar = match total {
            Some(total) => ProgressBar::new(total)
                .with_style(style("{msg} {bar:30} {bytes}/{total_bytes} {eta}")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {msg} {elapsed}")),
        };
        let bar = self.all.add(bar.with_message(step.to_owned()));
        bar.enable_steady_tick(Duration::from_millis(120));
        self.steps().insert(step.to_owned(), bar);
    }

    fn advance(&self, step: &str, done: u64) {
        if let Some(bar) = self.steps().get(step) {
            bar.set_position(done);
        }
    }

    fn end(&self, step: &str, outcome: &str) {
        if let Some(bar) = self.steps().remove(step) {
            bar.finish_with_message(format!("{step}: {outcome}"));
        }
    }
}

impl Bars {
    fn steps(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, ProgressBar>> {
        // Bars are only looks: a poisoned list of them is good enough.
        self.by_step.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn style(template: &str) -> ProgressStyle {
    // The templates are fixed above; were one wrong, a plain bar is shown.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Progress in a log.
struct Lines {
    started: Mutex<BTreeMap<String, Instant>>,
}

impl Progress for Lines {
    fn begin(&self, step: &str, _total: Option<u64>) {
        let mut started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        started.insert(step.to_owned(), Instant::now());
        eprintln!("{step} …");
    }

    fn advance(&self, _step: &str, _done: u64) {}

    fn end(&self, step: &str, outcome: &str) {
        let mut started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        match started.remove(step) {
            Some(at) => eprintln!("{step}: {outcome} ({:.1} s)", at.elapsed().as_secs_f32()),
            None => eprintln!("{step}: {outcome}"),
        }
    }
}
