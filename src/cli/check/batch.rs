//! Many captions of many models: checked on all cores, then a table per model, CSV, or JSON.

use super::rows::{self, Records, Row};
use super::single::Checked;
use super::{CheckArguments, FailOn};
use crate::cli::Outcome;
use crate::disk;
use crate::domain::{CaptionTarget, Rules};
use crate::eval::by_model::{Counts, Figure, JUDGED, Measure, ModelFigures, figures};
use crate::eval::intervals::Estimate;
use crate::fusion::check;
use crate::fusion::check::coverage::{Row as CoverageRow, State};
use crate::fusion::ground::finding::{ClaimKind, Verdict};
use crate::pipeline::analyst::cores;
use anyhow::{Context, anyhow};
use std::fmt::Write;
use std::path::Path;

/// Checks every row of a file and prints the figures.
///
/// # Errors
/// Where no record, or the file of captions, can be read; where an output cannot be written.
pub fn run(path: &Path, a: &CheckArguments, rules: Option<Rules>) -> anyhow::Result<Outcome> {
    let (records, unusable) = Records::read(&a.records)?;
    for fault in &unusable {
        eprintln!("dce: {fault}; skipped");
    }
    let (rows, bad) = rows::read(path, &records)?;
    for fault in &bad {
        eprintln!("dce: {}, {fault}; skipped", path.display());
    }
    let job = Job { records: &records, rules, each: a.each.is_some(), fail_on: a.fail_on };
    let checked = job.check_all(&rows, a.threads)?;
    if let Some(each) = &a.each {
        let lines: String = checked.iter().filter_map(|c| c.line.as_deref()).collect();
        disk::write_atomically(each, lines.as_bytes())?;
    }
    let failed = checked.iter().any(|c| c.fails);
    let counted: Vec<(String, Counts)> =
        rows.into_iter().zip(checked).map(|((_, row), c)| (row.model, c.counts)).collect();
    let models = figures(&counted);
    if let Some(file) = &a.csv {
        disk::write_atomically(file, &as_csv(&models)?)?;
    }
    let printed = if a.json { serde_json::to_string(&models)? + "\n" } else { tables(&models) };
    crate::cli::print_quietly(&printed);
    if !bad.is_empty() {
        eprintln!("{} captions checked, {} rows skipped", counted.len(), bad.len());
    }
    Ok(if failed || !bad.is_empty() { Outcome::SomeFailed } else { Outcome::AllDone })
}

/// In place of a figure that there is not.
const NONE: &str = "-";

/// What all rows are checked with.
struct Job<'a> {
    records: &'a Records,
    /// In place of each record's own.
    rules: Option<Rules>,
    /// Keep each report as a line of JSON.
    each: bool,
    fail_on: Option<FailOn>,
}

/// One row's outcome.
struct CheckedRow {
    counts: Counts,
    line: Option<String>,
    fails: bool,
}

impl Job<'_> {
    /// Every row, in order, whatever the threads.
    fn check_all(
        &self,
        rows: &[(usize, Row)],
        threads: Option<usize>,
    ) -> anyhow::Result<Vec<CheckedRow>> {
        let share = rows.len().div_ceil(threads.unwrap_or_else(cores).max(1)).max(1);
        std::thread::scope(|scope| {
            let check = |part: &'_ [(usize, Row)]| part.iter().map(|r| self.check(r)).collect();
            let workers: Vec<_> =
                rows.chunks(share).map(|part| scope.spawn(move || check(part))).collect();
            let parts = workers.into_iter().map(|worker| {
                worker.join().unwrap_or_else(|_| Err(anyhow!("a checking thread failed")))
            });
            let parts: Vec<Vec<CheckedRow>> = parts.collect::<anyhow::Result<_>>()?;
            Ok(parts.into_iter().flatten().collect())
        })
    }

    fn check(&self, (at, row): &(usize, Row)) -> anyhow::Result<CheckedRow> {
        let record = self.records.records.get(*at).context("a row without its record")?;
        let rules = self.rules.as_ref().unwrap_or(&record.rules);
        let report = check::check(&row.text, CaptionTarget::Image, &record.scene, rules);
        let line = if self.each {
            let (image, model) = (row.image.as_str(), Some(row.model.as_str()));
            let line = Checked { image, model, text: &row.text, report: &report };
            Some(serde_json::to_string(&line)? + "\n")
        } else {
            None
        };
        let fails = self.fail_on.is_some_and(|f| f.is_reached(&report));
        Ok(CheckedRow { counts: Counts::of(&report), line, fails })
    }
}

/// One line per figure: `model,measure,what,of,value,low,high,n`.
fn as_csv(models: &[ModelFigures]) -> anyhow::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["model", "measure", "what", "of", "value", "low", "high", "n"])?;
    for model in models {
        for Figure { measure, what, of, estimate } in &model.figures {
            let Estimate { value, low, high, n } = estimate;
            out.serialize((&model.model, measure, what, of, value, low, high, n))?;
        }
    }
    out.into_inner().map_err(|e| anyhow!("the table cannot be written as CSV: {}", e.error()))
}

/// The tables for people.
fn tables(models: &[ModelFigures]) -> String {
    let mut out = String::new();
    for model in models {
        table(&mut out, model);
    }
    if models.is_empty() {
        out += "no captions\n";
    }
    out
}

fn table(out: &mut String, model: &ModelFigures) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}: {} captions, {} claims", model.model, model.captions, model.claims);
    let _ = writeln!(out, "  % of claims [95 % confidence]");
    for verdict in JUDGED {
        let share = model.find(Measure::ShareOfClaims, verdict.title(), "all");
        let _ =
            writeln!(out, "    {:<14}{:>22}", verdict.title(), share.map_or(NONE.into(), percent));
    }
    let _ = writeln!(out, "  per caption [95 % confidence]");
    let columns = [
        Verdict::Supported,
        Verdict::Weak,
        Verdict::Unsupported,
        Verdict::Contradicted,
        Verdict::Missing,
    ];
    let heads: String = columns.iter().map(|v| format!("{:>22}", v.title())).collect();
    let _ = writeln!(out, "    {:<14}{heads}", "");
    let kinds = ClaimKind::ALL.into_iter().map(ClaimKind::title);
    for of in std::iter::once("all").chain(kinds) {
        let found = columns.map(|v| model.find(Measure::PerCaption, v.title(), of));
        if found.iter().any(Option::is_some) {
            let cells: String =
                found.map(|e| format!("{:>22}", e.map_or(NONE.into(), number))).concat();
            let _ = writeln!(out, "    {of:<14}{cells}");
        }
    }
    coverage(out, model);
    out.push('\n');
}

/// "2.31 [2.10, 2.52]".
fn number(e: Estimate) -> String {
    format!("{:.2} [{:.2}, {:.2}]", e.value, e.low, e.high)
}

/// "50.0 [23.7, 76.3]", of a share.
fn percent(e: Estimate) -> String {
    let [value, low, high] = [e.value, e.low, e.high].map(|x| x * 100.0);
    format!("{value:.1} [{low:.1}, {high:.1}]")
}

fn coverage(out: &mut String, model: &ModelFigures) {
    let states = [State::SaidAndRight, State::SaidAndWrong, State::NotSaid];
    let heads: String = states.iter().map(|s| format!("{:>22}", s.title())).collect();
    for (title, of_table_2) in [("Figure 1b", false), ("Table 2", true)] {
        let _ = writeln!(out, "  coverage, {title}: % of the captions with something to say");
        let _ = writeln!(out, "    {:<18}{heads}{:>10}", "", "captions");
        let mut nothing = Vec::new();
        for row in CoverageRow::all().filter(|r| r.is_of_table_2() == of_table_2) {
            let name = row.title();
            let cells = states.map(|s| model.find(Measure::ShareOfCaptions, s.title(), &name));
            let [Some(first), ..] = cells else {
                nothing.push(name);
                continue;
            };
            let shares: String =
                cells.into_iter().flatten().map(|e| format!("{:>22}", percent(e))).collect();
            let _ = writeln!(out, "    {name:<18}{shares}{:>10}", first.n);
        }
        if !nothing.is_empty() {
            let _ = writeln!(out, "    nothing to say: {}", nothing.join(", "));
        }
    }
}
