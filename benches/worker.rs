//! The desk's threads: how fast a cancel answers, and whether memory stays flat over many analyses and many pictures.
//! Run by `cargo bench --bench worker`; prints what it measures.

use dce::domain::Rules;
use dce::models::photographs::{self, Photograph};
use dce::models::{Silent, Store};
use dce::pipeline::pictures::{PictureEvent, Pictures, PicturesOptions};
use dce::pipeline::{AnalystOptions, Happened, ImageKey, Job, Outcome, WorkEvent, Worker};
use image::imageops::FilterType;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const PHOTOGRAPHS: &[&str] = &["astronaut", "coffee", "chelsea", "rocket", "messi5", "motorcycle"];

/// Analyses after which memory is compared.
const ANALYSES: usize = 60;

/// Cancels, spread over all moments of an analysis.
const CANCELS: u32 = 40;

/// Images that are leafed through.
const IMAGES: usize = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let store = Arc::new(Store::open_default()?);
    let paths = photographs::fetch(&store, &Photograph::named(PHOTOGRAPHS)?, &Silent)?;
    let folder = tempfile::tempdir()?;
    let small =
        paths.iter().map(|path| reduced(path, folder.path())).collect::<Result<Vec<_>, _>>()?;
    let options = AnalystOptions { threads: 2, ..AnalystOptions::default() };
    let worker = Worker::start(store, options, || {})?;
    analyses(&worker, &small)?;
    cancels(&worker, &paths)?;
    drop(worker);
    leafing(&paths, folder.path())
}

/// The photograph at 320 pixels.
fn reduced(path: &Path, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let to = folder.join(path.file_name().ok_or("a file")?).with_extension("png");
    image::open(path)?.resize(320, 320, FilterType::Triangle).to_rgb8().save(&to)?;
    Ok(to)
}

fn analyse(worker: &Worker, n: i64, path: &Path) {
    let (rules, first) = (Box::new(Rules::default()), false);
    worker.send(Job::Analyse { image: ImageKey(n), path: path.to_owned(), rules, first });
}

/// Reads until a job ends; tells how, and how many parts began before.
fn end(worker: &Worker) -> Result<(Outcome, usize), Box<dyn Error>> {
    let mut parts = 0;
    loop {
        match worker.events().recv()? {
            WorkEvent::Of(_, Happened::Ended(outcome)) => return Ok((outcome, parts)),
            WorkEvent::Of(_, Happened::Progress { .. }) => parts += 1,
            _ => {}
        }
    }
}

fn analyses(worker: &Worker, paths: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let mut memory = Vec::new();
    for (n, path) in (0..ANALYSES).zip(paths.iter().cycle()) {
        analyse(worker, n as i64, path);
        end(worker)?;
        if n % 10 == 9 {
            memory.push(format!("{:.0}", resident_mib()?));
        }
    }
    println!("resident MiB after each 10 of {ANALYSES} analyses: {}", memory.join(" "));
    Ok(())
}

fn cancels(worker: &Worker, paths: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let path = paths.first().ok_or("a photograph")?;
    let begun = Instant::now();
    analyse(worker, 0, path);
    end(worker)?;
    let whole = begun.elapsed();
    let mut took: Vec<Duration> = Vec::new();
    for n in 0..CANCELS {
        analyse(worker, 1, path);
        std::thread::sleep(whole * n / CANCELS);
        let asked = Instant::now();
        worker.cancel(ImageKey(1));
        if let (Outcome::Cancelled, _) = end(worker)? {
            took.push(asked.elapsed());
        }
    }
    took.sort();
    let at = |share: usize| took.get((took.len() * share / 100).min(took.len().saturating_sub(1)));
    println!(
        "{} cancels within an analysis of {whole:.0?}: median {:.1?}, 90 % {:.1?}, slowest {:.1?}",
        took.len(),
        at(50).ok_or("cancels")?,
        at(90).ok_or("cancels")?,
        took.last().ok_or("cancels")?
    );
    Ok(())
}

/// Leafs through photographs of 12 megapixels as a person does, the next one decoded ahead.
fn leafing(paths: &[PathBuf], folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut large = Vec::new();
    for (n, path) in paths.iter().enumerate() {
        let to = folder.join(format!("large-{n}.jpg"));
        image::open(path)?.resize_exact(4000, 3000, FilterType::Triangle).to_rgb8().save(&to)?;
        large.push(to);
    }
    // A file for each image, so that none is found again.
    let files: Vec<PathBuf> = (0..IMAGES)
        .zip(large.iter().cycle())
        .map(|(n, from)| {
            let to = folder.join(format!("image-{n}.jpg"));
            std::fs::hard_link(from, &to).map(|()| to)
        })
        .collect::<Result<_, _>>()?;
    let pictures = Pictures::start(PicturesOptions::default(), || {})?;
    let (mut memory, mut at_once, mut waits) = (Vec::new(), 0, Vec::new());
    for (n, path) in files.iter().enumerate() {
        let begun = Instant::now();
        let known = pictures.show(ImageKey(n as i64), path).is_some();
        at_once += usize::from(known);
        if known {
            waits.push(begun.elapsed());
        }
        while !matches!(pictures.events().recv()?, PictureEvent::Shown { image, .. } if image.0 == n as i64)
        {
        }
        let ahead = files.iter().enumerate().skip(n + 1).take(1);
        pictures.prefetch(ahead.map(|(n, path)| (ImageKey(n as i64), path.clone())));
        // A person looks at least so long.
        std::thread::sleep(Duration::from_millis(400));
        if n % 50 == 49 {
            memory.push(format!("{:.0}", resident_mib()?));
        }
    }
    waits.sort();
    println!(
        "resident MiB after each 50 of {IMAGES} photographs of 12 megapixels: {}",
        memory.join(" ")
    );
    println!(
        "{at_once} were there when asked for, the slowest after {:.2?}; kept: {:?}",
        waits.last().copied().unwrap_or_default(),
        pictures.kept()
    );
    Ok(())
}

/// Memory of this process that is in use, in MiB.
fn resident_mib() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).ok_or("VmRSS")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("a number")?.parse()?;
    Ok(kib / 1024.0)
}
