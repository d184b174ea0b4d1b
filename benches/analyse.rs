//! Whole-image analysis against the raw session times of the same models on the same inputs.
//!
//!     dce demo                                  # once, so that models and sample photographs are there
//!     cargo bench --bench analyse               # the ratio first, then divan's table
//!     DCE_BENCH_THREADS=2 cargo bench --bench analyse -- raw
//!
//! First the ratio: both are measured by turns in one run, photograph by photograph, on `DCE_BENCH_THREADS` threads
//! (default 1). Raw is the time of the sessions alone: every run of the analysis repeated on its very inputs, which are
//! copied before the clock starts, with no output copied out. The goal is at most 1.1.

use dce::domain::Rules;
use dce::inference::observe::{ObservedRun, observed};
use dce::inference::{Engine, OrtRuntime, Tensor};
use dce::models::photographs::{self, Photograph};
use dce::models::{Silent, Store};
use dce::pipeline::analyst::unwatched;
use dce::pipeline::{Analyst, AnalystOptions};
use divan::Bencher;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// People, an animal, things on a table, a vehicle, a page of text.
const PHOTOGRAPHS: &[&str] = &["astronaut", "chelsea", "coffee", "motorcycle", "page"];

/// Turns of the ratio; the fastest of each side counts, since everything else that runs only ever adds time.
const TURNS: usize = 7;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    print_ratios()?;
    divan::main();
    Ok(())
}

/// An analyst, and the same models opened for themselves.
struct Bench {
    analyst: Analyst,
    sessions: BTreeMap<String, Box<dyn Engine>>,
}

/// A photograph with the runs that its analysis makes.
struct Work {
    path: PathBuf,
    bytes: Vec<u8>,
    runs: Vec<ObservedRun>,
}

impl Bench {
    /// Opens everything, and looks at each photograph once: that warms up, and tells which runs there are.
    fn begin() -> Result<(Self, Vec<Work>), Failure> {
        let store = Store::open_default()?;
        let threads = std::env::var("DCE_BENCH_THREADS").map_or(Ok(1), |n| n.parse())?;
        let options = AnalystOptions { threads, ..AnalystOptions::default() };
        let mut analyst = Analyst::load(&store, &options)?;
        let runtime = OrtRuntime::load(&store.runtime()?, threads)?;
        let mut sessions = BTreeMap::new();
        let mut work = Vec::new();
        for path in photographs::fetch(&store, &Photograph::named(PHOTOGRAPHS)?, &Silent)? {
            let bytes = std::fs::read(&path)?;
            let (analysis, runs) =
                observed(|| analyst.analyse(&path, &bytes, &Rules::default(), &unwatched));
            for warning in analysis?.scene.warnings {
                eprintln!("{}: {warning}", path.display());
            }
            for run in &runs {
                if !sessions.contains_key(&run.model) {
                    let engine = runtime.open(&store.ready(&run.model)?)?;
                    sessions.insert(run.model.clone(), engine);
                }
            }
            work.push(Work { path, bytes, runs });
        }
        Ok((Self { analyst, sessions }, work))
    }

    fn analyse(&mut self, work: &Work) -> Result<Duration, Failure> {
        let begun = Instant::now();
        let analysis =
            self.analyst.analyse(&work.path, &work.bytes, &Rules::default(), &unwatched)?;
        let took = begun.elapsed();
        divan::black_box_drop(analysis);
        Ok(took)
    }

    /// The time of the sessions alone.
    fn run_raw(&mut self, work: &Work) -> Result<Duration, Failure> {
        let mut took = Duration::ZERO;
        for run in &work.runs {
            let session = self.sessions.get_mut(&run.model).ok_or("a model that was not opened")?;
            let output = session.signature().outputs.first().ok_or("a model without outputs")?;
            let (output, inputs) = (output.name.clone(), inputs(run));
            let begun = Instant::now();
            session.run_in_place(inputs, &output, &mut |_| took += begun.elapsed())?;
        }
        Ok(took)
    }
}

fn inputs(run: &ObservedRun) -> Vec<(&str, Tensor)> {
    run.inputs.iter().map(|(name, tensor)| (name.as_str(), tensor.clone())).collect()
}

fn print_ratios() -> Result<(), Failure> {
    let (mut bench, work) = Bench::begin()?;
    let (mut whole_sum, mut raw_sum) = (Duration::ZERO, Duration::ZERO);
    println!(
        "{:28} {:>6} {:>10} {:>10} {:>6}",
        "photograph", "runs", "analysis", "sessions", "ratio"
    );
    for one in &work {
        let (mut whole, mut raw) = (Duration::MAX, Duration::MAX);
        for _ in 0..TURNS {
            whole = whole.min(bench.analyse(one)?);
            raw = raw.min(bench.run_raw(one)?);
        }
        let name = one.path.file_name().unwrap_or_default().to_string_lossy();
        print_ratio(&name, one.runs.len(), whole, raw);
        (whole_sum, raw_sum) = (whole_sum + whole, raw_sum + raw);
    }
    print_ratio("all", work.iter().map(|w| w.runs.len()).sum(), whole_sum, raw_sum);
    Ok(())
}

fn print_ratio(name: &str, runs: usize, whole: Duration, raw: Duration) {
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    let ratio = whole.as_secs_f64() / raw.as_secs_f64();
    println!("{name:28} {runs:6} {:7.1} ms {:7.1} ms {ratio:6.3}", ms(whole), ms(raw));
}

/// The whole analysis of all photographs.
#[divan::bench(sample_count = 5)]
fn analysis(bencher: Bencher<'_, '_>) {
    time(bencher, Bench::analyse);
}

/// The sessions of the same analysis alone; the copies of their inputs are in divan's figure, not in the ratio's.
#[divan::bench(sample_count = 5)]
fn raw(bencher: Bencher<'_, '_>) {
    time(bencher, Bench::run_raw);
}

fn time(bencher: Bencher<'_, '_>, once: fn(&mut Bench, &Work) -> Result<Duration, Failure>) {
    match Bench::begin() {
        Ok((mut bench, work)) => bencher.bench_local(|| {
            work.iter().map(|one| once(&mut bench, one)).sum::<Result<Duration, Failure>>().ok()
        }),
        Err(error) => eprintln!("{error}"),
    }
}
