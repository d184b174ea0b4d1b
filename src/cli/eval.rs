//! `dce eval vision`: the specialists against facts checked by eye, both halves; with `--ablate` each rule switched off,
//! with `--calibrate` the cards' reliabilities measured anew.

use super::{Outcome, say};
use crate::disk;
use crate::domain::{Rules, Scene, WitnessKind};
use crate::eval::ablate::ABLATIONS;
use crate::eval::calibrate::{Readings, with_field};
use crate::eval::matching::Verdict as Match;
use crate::eval::names::{self, NameScore};
use crate::eval::own_words::{self, OwnWords};
use crate::eval::score::{self, Facts, Tally};
use crate::eval::slips::{self, Caught, SlipScores};
use crate::eval::truth::{Half, Truth};
use crate::eval::{
    ground,
    labelled::{self, GroundHalf, LabelledScene},
};
use crate::fusion::ground::finding::Verdict;
use crate::models::photographs::{self, Photograph};
use crate::models::{Card, Store};
use crate::naming::Namer;
use crate::pipeline::analyst::unwatched;
use crate::pipeline::{Analyst, AnalystOptions};
use crate::specialists::registry::Wanted;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Arguments of `dce eval`.
#[derive(Debug, Args)]
pub struct EvalArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Names, counts, text, emotion, interactions and depth order on the photographs of tests/truth
    Vision(VisionArguments),
    /// Captions read against evidence, on the labelled sentences of tests/ground
    Ground(GroundArguments),
}

/// Arguments of `dce eval ground`.
#[derive(Debug, Args)]
struct GroundArguments {
    /// Folder with one file per scene
    #[arg(long, default_value = "tests/ground")]
    set: PathBuf,
    /// Print what was answered otherwise than labelled, of the development half alone
    #[arg(long)]
    verbose: bool,
    /// Also: the embedded fuser's own captions of these scenes, read back, and with one wrong word in each
    #[arg(long)]
    slips: bool,
    /// Seed of the wrong words
    #[arg(long, default_value_t = 1, requires = "slips")]
    seed: u64,
}

/// Arguments of `dce eval vision`.
#[derive(Debug, Args)]
struct VisionArguments {
    /// Folder with one file of facts per photograph
    #[arg(long, default_value = "tests/truth")]
    truth: PathBuf,
    /// These photographs alone (ids of assets/photographs.json)
    #[arg(long, num_args = 1..)]
    photo: Vec<String>,
    /// Leave these specialists out
    #[arg(long, num_args = 1.., value_name = "SPECIALIST")]
    without: Vec<String>,
    /// Rules as JSON: only what differs from the defaults
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// The names again with each rule switched off
    #[arg(long)]
    ablate: bool,
    /// Print every asserted name with its verdict, of the tuning half alone
    #[arg(long)]
    verbose: bool,
    /// Measure reliabilities on the tuning half and write them into the cards of this folder
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = "models")]
    calibrate: Option<PathBuf>,
    /// Threads of each model
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

/// One analysed photograph with its facts.
struct Seen {
    half: Half,
    truth: Truth,
    scene: Scene,
}

/// Carries out `dce eval`.
///
/// # Errors
/// Where models, photographs or facts cannot be had.
pub fn run(arguments: EvalArguments) -> anyhow::Result<Outcome> {
    match arguments.what {
        What::Vision(a) => vision(a),
        What::Ground(a) => ground_set(&a),
    }
}

/// Scores the reader of captions on both halves.
fn ground_set(a: &GroundArguments) -> anyhow::Result<Outcome> {
    let scenes = labelled::read_set(&a.set)?;
    let rules = Rules::default();
    for half in GroundHalf::ALL {
        let count = scenes.iter().filter(|s| s.half == half).count();
        let scores = ground::score(&scenes, half, &rules);
        let (sentences, claims) = (scores.sentences, scores.claims);
        say!("{} half: {count} scenes, {sentences} sentences, {claims} claims", half.title());
        let (right, of) = (scores.resolved_right, scores.resolved);
        say!("  things found that mean just the labelled regions: {right} of {of}");
        let alarms = scores.alarms;
        let (wolf, truths) = (alarms.cried_wolf, alarms.truths);
        say!("  true claims called contradicted or unsupported: {wolf} of {truths}");
        say!("  false claims called either: {} of {}", alarms.caught, alarms.falsehoods);
        for ((said, wanted), count) in &scores.false_alarms {
            let wanted = wanted.map_or("no claim", |verdict| verdict.title());
            say!("  called {}, labelled {wanted}: {count}", said.title());
        }
        for verdict in Verdict::ALL {
            let all = scores.of(verdict);
            say!("  {:<13} {}", verdict.title(), ratio(all));
            for ((_, kind), tally) in scores.by.iter().filter(|((v, _), _)| *v == verdict) {
                say!("    {:<15} {}", kind.title(), ratio(*tally));
            }
        }
        if a.verbose && half == GroundHalf::Development {
            for fault in &scores.faults {
                say!("- {fault}");
            }
        }
        say!();
    }
    if a.slips {
        own_words(&scenes, a, &rules);
    }
    Ok(Outcome::AllDone)
}

/// The fuser's own captions of the scenes: what is cried wolf over, and which wrong words are caught.
fn own_words(scenes: &[LabelledScene], a: &GroundArguments, rules: &Rules) {
    let mut own = OwnWords::default();
    let mut scores = SlipScores::default();
    for (scene, nth) in labelled::each_scene(scenes).into_iter().zip(0..) {
        own.add(own_words::read_own(&scene.scene, rules));
        let mut slips = slips::measure(&scene.scene, rules, a.seed.wrapping_add(nth));
        if scene.half == GroundHalf::HeldBack {
            slips.escaped.clear(); // only counted, never told
        }
        scores.add(slips);
    }
    say!(
        "the embedded fuser's {} captions, {} claims: {} contradicted, {} unsupported, {} facts missing though not left out",
        own.captions,
        own.claims,
        own.count(Verdict::Contradicted),
        own.count(Verdict::Unsupported),
        own.count(Verdict::Missing)
    );
    say!("one wrong word in each: caught");
    let by_kind = scores.by.iter().map(|(kind, caught)| (kind.title(), *caught));
    for (title, Caught { caught, of }) in by_kind.chain([("all", scores.all())]) {
        let share = Caught { caught, of }.share();
        say!("  {title:<15} {share:.3} ({caught} of {of})");
    }
    for escaped in scores.escaped.iter().filter(|_| a.verbose) {
        say!("- {escaped}");
    }
}

fn ratio(t: ground::Tally) -> String {
    format!(
        "precision {:.3} of {:<4} recall {:.3} of {}",
        t.precision(),
        t.said,
        t.recall(),
        t.labelled
    )
}

/// Scores the specialists.
fn vision(a: VisionArguments) -> anyhow::Result<Outcome> {
    let rules: Rules = match &a.rules {
        Some(path) => serde_json::from_str(&disk::read_text(path)?)
            .with_context(|| format!("{}: not a rules file", path.display()))?,
        None => Rules::default(),
    };
    let store = Store::open_default()?;
    let namer = Namer::new(store.cards().iter().map(|c| &c.card).filter(|c| c.default))?;
    let seen = look(&store, &a, &rules)?;
    for half in Half::ALL {
        report(&seen, half, &namer, &rules, a.verbose && half == Half::Tune);
    }
    if a.ablate {
        ablate(&seen, &namer, &rules);
    }
    if let Some(folder) = &a.calibrate {
        calibrate(&seen, &namer, folder)?;
    }
    Ok(Outcome::AllDone)
}

/// Analyses every photograph that was asked for.
fn look(store: &Store, a: &VisionArguments, rules: &Rules) -> anyhow::Result<Vec<Seen>> {
    let wanted: Vec<Photograph> = Photograph::all()?
        .into_iter()
        .filter(|p| a.photo.is_empty() || a.photo.contains(&p.id))
        .collect();
    if wanted.is_empty() {
        bail!("none of these photographs is in assets/photographs.json");
    }
    let progress = super::models::progress();
    let paths = photographs::fetch(store, &wanted, &*progress)?;
    drop(progress);
    let wanted_specialists = Wanted { only: Vec::new(), without: a.without.clone(), gallery: None };
    let options = AnalystOptions {
        wanted: wanted_specialists,
        threads: a.threads,
        ..AnalystOptions::default()
    };
    let mut analyst = Analyst::load(store, &options)?;
    let mut seen = Vec::new();
    for (photograph, path) in wanted.iter().zip(paths) {
        let truth = Truth::read(&a.truth.join(format!("{}.json", photograph.id)))?;
        let analysis = analyst.analyse(&path, &disk::read(&path)?, rules, &unwatched)?;
        eprintln!("{} ({} of {})", photograph.id, seen.len() + 1, wanted.len());
        let half = match photograph.half {
            photographs::Half::Tune => Half::Tune,
            photographs::Half::Score => Half::Score,
        };
        seen.push(Seen { half, truth, scene: analysis.scene });
    }
    Ok(seen)
}

/// Prints one half's scores.
fn report(seen: &[Seen], half: Half, namer: &Namer, rules: &Rules, verbose: bool) {
    let mut all = NameScore::default();
    let mut facts = Facts::default();
    let of_half: Vec<&Seen> = seen.iter().filter(|s| s.half == half).collect();
    for s in &of_half {
        let names = names::score(&s.scene, &s.truth, &namer.taxonomy, rules);
        if verbose {
            say!("{}: missed {}", s.truth.photo, names.missed.join(", "));
            for n in &names.names {
                say!("  {:10} {} {:.2}", verdict(n.verdict), n.name, n.score);
            }
        }
        all.add(names);
        facts.add(&score::score(&s.scene, &s.truth, &namer.taxonomy, rules));
    }
    say!("\n{} half: {} photographs", half.name(), of_half.len());
    say!("  {:<10} {}", "names", name_line(&all));
    for (title, tally) in [
        ("counts", facts.counts),
        ("text", facts.text),
        ("emotion", facts.emotion),
        ("P2O", facts.p2o),
        ("depth", facts.depth),
    ] {
        say!("  {title:<10} {}", line(tally));
    }
}

fn verdict(v: Match) -> &'static str {
    match v {
        Match::Wrong => "WRONG",
        Match::Unspecific => "unspecific",
        Match::Right => "right",
    }
}

fn name_line(n: &NameScore) -> String {
    format!(
        "precision {:.3} of {} asserted ({} unspecific), recall {:.3} of {} things to mention, {:.3} of {} kinds, \
         {:.3} of the {} things that the models have a name for; {} some model gave a true name at a score that is heard",
        n.precision(),
        n.names.len(),
        n.unspecific(),
        n.recall(),
        n.to_mention,
        n.kind_recall(),
        n.kinds,
        n.nameable_recall(),
        n.nameable,
        n.within_reach
    )
}

fn line(t: Tally) -> String {
    format!(
        "precision {:.3} ({} of {} said), recall {:.3} ({} of {})",
        t.precision(),
        t.right,
        t.said,
        t.recall(),
        t.found,
        t.demanded
    )
}

/// Names again with one thing switched off at a time; nothing is looked at anew.
fn ablate(seen: &[Seen], namer: &Namer, rules: &Rules) {
    say!("\nnames with one rule switched off");
    for ablation in ABLATIONS {
        say!("  {}", ablation.title);
        for half in Half::ALL {
            let mut all = NameScore::default();
            for s in seen.iter().filter(|s| s.half == half) {
                let scene = ablation.rename(namer, &s.scene, rules);
                all.add(names::score(&scene, &s.truth, &namer.taxonomy, &ablation.rules(rules)));
            }
            say!("    {:<6} {}", half.name(), name_line(&all));
        }
    }
}

/// Measures reliabilities on the tuning half and writes them into the cards.
fn calibrate(seen: &[Seen], namer: &Namer, folder: &Path) -> anyhow::Result<()> {
    let mut readings = Readings::default();
    let tune: Vec<&Seen> = seen.iter().filter(|s| s.half == Half::Tune).collect();
    for s in &tune {
        readings.hear(&s.scene, &s.truth, &namer.taxonomy);
    }
    let measured_on = format!("tuning half of tests/truth, {} photographs", tune.len());
    let mut by_model: BTreeMap<String, BTreeMap<WitnessKind, String>> = BTreeMap::new();
    for ((model, kind), curve) in readings.curves(&measured_on) {
        by_model.entry(model).or_default().insert(kind, serde_json::to_string(&curve)?);
    }
    for (model, mut curves) in by_model {
        let path = folder.join(format!("{model}.json"));
        let mut text = disk::read_text(&path)?;
        let card = Card::from_json(&text, &path.to_string_lossy())?;
        if let Some(own) =
            crate::naming::weigh::main_use(&card.specialist).and_then(|k| curves.remove(&k))
        {
            text = with_field(&text, "calibration", &own);
        }
        if !curves.is_empty() {
            let others: Vec<String> = curves
                .iter()
                .map(|(kind, curve)| Ok(format!("{}: {curve}", serde_json::to_string(kind)?)))
                .collect::<Result<_, serde_json::Error>>()?;
            let value = format!("{{\n    {}\n  }}", others.join(",\n    "));
            text = with_field(&text, "calibration_by_use", &value);
        }
        Card::from_json(&text, &path.to_string_lossy())?;
        disk::write_atomically(&path, text.as_bytes())?;
        say!("{}: reliabilities written", path.display());
    }
    Ok(())
}
