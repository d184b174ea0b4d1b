//! One caption against one record: the caption with marks, the findings worst first, the coverage.

use super::{CheckArguments, FailOn, marks};
use crate::cli::Outcome;
use crate::disk;
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, RegionId, Rules, Scene};
use crate::fusion::check::coverage::{RowCoverage, State};
use crate::fusion::check::{self, Report};
use crate::fusion::ground::finding::{Finding, Mend, Verdict};
use crate::project::Record;
use anyhow::{Context, bail};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// The groups of findings that are printed, worst first.
const PRINTED: [Verdict; 5] = [
    Verdict::Contradicted,
    Verdict::Unsupported,
    Verdict::Weak,
    Verdict::Missing,
    Verdict::Unchecked,
];

/// A check as JSON.
#[derive(Serialize)]
pub struct Checked<'a> {
    pub image: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<&'a str>,
    pub text: &'a str,
    #[serde(flatten)]
    pub report: &'a Report,
}

/// Checks one caption and prints what was found.
///
/// # Errors
/// Where the record or the text cannot be read, or the record has no such caption.
pub fn run(path: &Path, a: &CheckArguments, rules: Option<Rules>) -> anyhow::Result<Outcome> {
    let record = Record::read(path)?;
    let target = a.region.map_or(CaptionTarget::Image, |n| CaptionTarget::Region(RegionId(n)));
    if let Some(n) = a.region.filter(|n| !record.scene.regions.contains_key(&RegionId(*n))) {
        let path = path.display();
        bail!("{path}: has no region {n}; it has {}", record.scene.regions.len());
    }
    let (title, text) = text_of(&record, path, target, a)?;
    let report = check::check(&text, target, &record.scene, &rules.unwrap_or(record.rules));
    let printed = if a.json {
        let image = &record.scene.image.path;
        let checked = Checked { image, model: None, text: &text, report: &report };
        serde_json::to_string(&checked)? + "\n"
    } else {
        let colours = console::colors_enabled();
        format!("{}: {title}\n\n{}", record.scene.image.path, readable(&text, &report, colours))
    };
    crate::cli::print_quietly(&printed);
    let fails = a.fail_on.unwrap_or(FailOn::Contradicted).is_reached(&report);
    Ok(if fails { Outcome::SomeFailed } else { Outcome::AllDone })
}

/// What is checked, in words, and its text.
fn text_of(
    record: &Record,
    path: &Path,
    target: CaptionTarget,
    a: &CheckArguments,
) -> anyhow::Result<(String, String)> {
    if let Some(text) = &a.text {
        return Ok(("the text given".to_owned(), text.clone()));
    }
    if let Some(file) = &a.file {
        if file == Path::new("-") {
            let text = std::io::read_to_string(std::io::stdin());
            return Ok(("standard input".to_owned(), text.context("standard input")?));
        }
        return Ok((file.display().to_string(), disk::read_text(file)?));
    }
    let Some(name) = &a.caption else { bail!("name a text, a file or a caption to check") };
    let of_name = |c: &&Caption| c.target == target && name_of(&c.origin) == name;
    match record.scene.captions.iter().rfind(of_name) {
        Some(caption) => Ok((format!("{name}, {}", of_what(target)), caption.text.clone())),
        None => bail!(
            "{}: has no caption by \"{name}\" of {}; {}",
            path.display(),
            of_what(target),
            captions_there(&record.scene)
        ),
    }
}

fn name_of(origin: &CaptionOrigin) -> &str {
    match origin {
        CaptionOrigin::Fused(name)
        | CaptionOrigin::Person(name)
        | CaptionOrigin::Reference(name)
        | CaptionOrigin::Baseline(name) => name,
    }
}

fn of_what(target: CaptionTarget) -> String {
    match target {
        CaptionTarget::Image => "the image".to_owned(),
        CaptionTarget::Region(id) => format!("region {}", id.0),
    }
}

/// "it has embedded (the image; regions 1, 2)": what could have been named.
fn captions_there(scene: &Scene) -> String {
    let mut by_name: BTreeMap<&str, BTreeSet<Option<u32>>> = BTreeMap::new();
    for caption in &scene.captions {
        let region = match caption.target {
            CaptionTarget::Image => None,
            CaptionTarget::Region(id) => Some(id.0),
        };
        by_name.entry(name_of(&caption.origin)).or_default().insert(region);
    }
    if by_name.is_empty() {
        return "it has no captions at all".to_owned();
    }
    let list = by_name.into_iter().map(|(name, targets)| {
        let regions: Vec<String> = targets.iter().flatten().map(u32::to_string).collect();
        let mut parts = Vec::new();
        parts.extend(targets.contains(&None).then(|| "the image".to_owned()));
        parts.extend((!regions.is_empty()).then(|| format!("regions {}", regions.join(", "))));
        format!("{name} ({})", parts.join("; "))
    });
    format!("it has {}", list.collect::<Vec<_>>().join(", "))
}

/// The report for people.
fn readable(text: &str, report: &Report, colours: bool) -> String {
    let mut out = format!("{}\n", marks::marked(text.trim_end(), &report.findings, colours));
    let _ = writeln!(out, "\n{}", counts(report)); // writing to a String cannot fail
    if PRINTED.iter().any(|v| *v != Verdict::Missing && report.count(*v) > 0) {
        let _ = writeln!(out, "marks: {}", marks::LEGEND);
    }
    for verdict in PRINTED.into_iter().filter(|v| report.count(*v) > 0) {
        let _ = writeln!(out, "\n{}", marks::title(verdict, colours));
        for finding in report.findings.iter().filter(|f| f.verdict == verdict) {
            findings_line(&mut out, text, finding);
        }
    }
    coverage(&mut out, &report.coverage);
    out
}

/// The rows that evidence or caption has something for, and the names of the others.
fn coverage(out: &mut String, rows: &[RowCoverage]) {
    for (title, of_table_2) in [("Figure 1b", false), ("Table 2", true)] {
        let _ = writeln!(out, "\n{:<22}right  wrong  not said", format!("coverage, {title}"));
        let rows = rows.iter().filter(|r| r.row.is_of_table_2() == of_table_2);
        let (nothing, some): (Vec<&RowCoverage>, Vec<&RowCoverage>) =
            rows.partition(|r| r.state == State::NothingToSay);
        for row in some {
            let (title, state) = (row.row.title(), row.state.title());
            let (right, wrong, not) = (row.said_and_right, row.said_and_wrong, row.not_said);
            let _ = writeln!(out, "  {title:<18}{right:>7}{wrong:>7}{not:>10}  {state}");
        }
        if !nothing.is_empty() {
            let titles: Vec<String> = nothing.iter().map(|r| r.row.title()).collect();
            let _ = writeln!(out, "  nothing to say: {}", titles.join(", "));
        }
    }
}

fn counts(report: &Report) -> String {
    let each = Verdict::ALL.iter().map(|v| format!("{} {}", report.count(*v), v.title()));
    each.collect::<Vec<_>>().join(", ")
}

/// "- two: three persons are in evidence; the caption says two (count 0.90)", and the best mend below it.
fn findings_line(out: &mut String, text: &str, finding: &Finding) {
    let words = finding.span.clone().and_then(|span| text.get(span));
    let words = words.map(|w| format!("\"{}\": ", one_line(w))).unwrap_or_default();
    let hedged = if finding.hedged { ", hedged" } else { "" };
    let kind = finding.kind.title();
    let _ = writeln!(out, "  - {words}{} ({kind}{hedged})", one_line(&finding.why));
    match finding.mends.first() {
        Some(Mend::Replace { with, .. }) if with.is_empty() => {
            let _ = writeln!(out, "      mend: take it out");
        }
        Some(Mend::Replace { span, with }) => {
            let old = text.get(span.clone()).unwrap_or_default();
            let _ = writeln!(out, "      mend: \"{with}\" in place of \"{}\"", one_line(old));
        }
        Some(Mend::Add { sentence }) => {
            let _ = writeln!(out, "      mend: add \"{}\"", one_line(sentence));
        }
        None => {}
    }
}

fn one_line(words: &str) -> String {
    marks::harmless(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}
