//! `dce caption`: photographs in, records and a readable report out.

use super::report;
use super::{Outcome, print_quietly};
use crate::disk;
use crate::domain::Rules;
use crate::models::Store;
use crate::pipeline::analyst::cores;
use crate::pipeline::gather::gather;
use crate::pipeline::{AnalystOptions, BatchEvent, BatchJob, run_batch};
use crate::specialists::registry::{self, Wanted};
use anyhow::{Context, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Most images at once, whatever the cores: what is left of them works inside the models.
const MOST_WORKERS: usize = 4;

/// Arguments of `dce caption`.
#[derive(Debug, Args)]
pub struct CaptionArguments {
    /// Photographs: files, folders (with those inside), globs
    paths: Vec<PathBuf>,
    #[command(flatten)]
    how: How,
}

/// How photographs are analysed: shared by `caption` and `demo`.
#[derive(Debug, Args)]
pub struct How {
    /// Folder of the records
    #[arg(long, default_value = "dce-out")]
    pub out: PathBuf,
    /// Print records as JSON, one a line, instead of the report
    #[arg(long)]
    json: bool,
    /// Run these alone: detector, windows, faces, pose, ocr, classifier, gallery, emotion, colour, depth,
    /// interactions, or a model's id
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "SPECIALIST")]
    only: Vec<String>,
    /// Leave these specialists out
    #[arg(long, num_args = 1.., value_delimiter = ',', value_name = "SPECIALIST")]
    without: Vec<String>,
    /// Rules as JSON: only what differs from the defaults; "paper" for the paper's detection rule
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Folder of examples, KIND/NAME/*.jpg, by which plants, logos, landmarks, people… are named
    #[arg(long, value_name = "DIR")]
    gallery: Option<PathBuf>,
    /// Threads for the models in all [default: the cores]
    #[arg(long)]
    threads: Option<usize>,
    /// Print each specialist's preprocess / run / postprocess times
    #[arg(long)]
    trace: bool,
    /// Analyse again what has an up-to-date record
    #[arg(long)]
    again: bool,
}

/// Carries out `dce caption`.
///
/// # Errors
/// Where there is nothing to analyse with: no ONNX Runtime, unreadable rules, no image at all.
pub fn run(arguments: CaptionArguments) -> anyhow::Result<Outcome> {
    let CaptionArguments { mut paths, mut how } = arguments;
    reclaim_paths(&mut how.only, &mut paths);
    reclaim_paths(&mut how.without, &mut paths);
    let (images, unusable) = gather(&paths);
    for message in &unusable {
        eprintln!("dce: {message}");
    }
    if images.is_empty() && unusable.is_empty() {
        bail!("no photographs found; name files, or folders with .jpg, .png, .webp … in them");
    }
    let store = Store::open_default()?;
    let done = caption(&store, images, &how)?;
    Ok(if unusable.is_empty() { done } else { Outcome::SomeFailed })
}

/// `--without ocr photo.jpg`: a list of specialists takes all that follows it. What is there as a file and is no
/// specialist was meant as a photograph.
fn reclaim_paths(names: &mut Vec<String>, paths: &mut Vec<PathBuf>) {
    let (kept, taken): (Vec<String>, Vec<String>) = std::mem::take(names)
        .into_iter()
        .partition(|name| registry::is_specialist(name) || !Path::new(name).exists());
    *names = kept;
    paths.extend(taken.into_iter().map(PathBuf::from));
}

/// Analyses the images, prints a report for each and a closing line.
///
/// # Errors
/// Where no analyst can be set up, or the rules cannot be read.
pub fn caption(store: &Store, images: Vec<PathBuf>, how: &How) -> anyhow::Result<Outcome> {
    let total = images.len();
    let job = job(images, how)?;
    let stop = stop_on_ctrl_c()?;
    let mut printer = Printer::new(how, total);
    run_batch(store, &job, &stop, &mut |event| printer.print(event))?;
    Ok(printer.close(&job.out, stop.load(Ordering::Relaxed)))
}

fn job(paths: Vec<PathBuf>, how: &How) -> anyhow::Result<BatchJob> {
    let threads = how.threads.unwrap_or_else(cores).max(1);
    // One thread a model and several images at once serves many images better than many threads a model; a single image
    // gets all the threads. Each worker opens models of its own, some 500 MB, so there are never many.
    let workers = threads.min(paths.len()).clamp(1, MOST_WORKERS);
    Ok(BatchJob {
        paths,
        out: how.out.clone(),
        rules: read_rules(how.rules.as_deref())?,
        options: AnalystOptions {
            wanted: Wanted {
                only: how.only.clone(),
                without: how.without.clone(),
                gallery: how.gallery.clone(),
            },
            threads: (threads / workers).max(1),
            ..AnalystOptions::default()
        },
        workers,
        again: how.again,
    })
}

/// The rules of a file, of the paper, or the defaults.
///
/// # Errors
/// Where the file cannot be read or holds no rules.
pub fn read_rules(path: Option<&Path>) -> anyhow::Result<Rules> {
    match path {
        None => Ok(Rules::default()),
        Some(p) if p == Path::new("paper") => Ok(Rules::paper()),
        Some(p) => serde_json::from_str(&disk::read_text(p)?).with_context(|| {
            format!("{}: not a rules file; a record's \"rules\" shows all fields", p.display())
        }),
    }
}

/// The first Ctrl-C lets the image under way end; the second ends the process at once.
pub(super) fn stop_on_ctrl_c() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        eprintln!("\nstopping after the image under way; Ctrl-C again stops at once");
    })
    .context("Ctrl-C cannot be handled")?;
    Ok(stop)
}

/// Prints events; counts how they ended.
struct Printer<'a> {
    how: &'a How,
    bar: ProgressBar,
    done: usize,
    skipped: usize,
    failed: usize,
}

impl<'a> Printer<'a> {
    fn new(how: &'a How, total: usize) -> Self {
        let target = if std::io::stderr().is_terminal() && total > 1 {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} {wide_bar} {eta} left") {
            bar.set_style(style);
        }
        Self { how, bar, done: 0, skipped: 0, failed: 0 }
    }

    fn print(&mut self, event: BatchEvent) {
        let text = match event {
            BatchEvent::Done { path, record, record_path, took } => {
                self.done += 1;
                if self.how.json {
                    one_line(&record)
                } else {
                    report::image(&path, &record, &record_path, Some(took), self.how.trace)
                }
            }
            BatchEvent::Skipped { path, record, record_path } => {
                self.skipped += 1;
                if self.how.json {
                    one_line(&record)
                } else {
                    report::image(&path, &record, &record_path, None, self.how.trace)
                }
            }
            BatchEvent::Failed { path, error } => {
                self.failed += 1;
                let message = error.to_string();
                let named = message.contains(&*path.to_string_lossy());
                let prefix = if named { String::new() } else { format!("{}: ", path.display()) };
                self.bar.suspend(|| eprintln!("dce: {prefix}{message}"));
                String::new()
            }
        };
        self.bar.suspend(|| print_quietly(&text));
        self.bar.inc(1);
    }

    fn close(self, out: &Path, stopped: bool) -> Outcome {
        self.bar.finish_and_clear();
        let mut parts = vec![format!("{} analysed", self.done)];
        if self.skipped > 0 {
            parts.push(format!("{} already done (--again analyses them anew)", self.skipped));
        }
        if self.failed > 0 {
            parts.push(format!("{} failed", self.failed));
        }
        if stopped {
            parts.push("stopped early: the same command goes on".to_owned());
        }
        eprintln!("{}; records in {}", parts.join(", "), out.display());
        if self.failed > 0 || stopped { Outcome::SomeFailed } else { Outcome::AllDone }
    }
}

/// A record as one line of JSON; a record that cannot be written as JSON was refused when it was written to disk.
fn one_line(record: &crate::project::Record) -> String {
    serde_json::to_string(record).map(|t| t + "\n").unwrap_or_default()
}
