//! The readable report of one record: regions with their attributes, relations, captions, times.

use crate::domain::{
    AttributeKind, CaptionOrigin, CaptionTarget, Region, RegionId, RelationKind, Scene,
};
use crate::project::Record;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

/// Width that paragraphs are wrapped to.
const WIDTH: usize = 100;

/// The report. `took` is absent where the record stood already.
pub fn image(
    path: &Path,
    record: &Record,
    record_path: &Path,
    took: Option<Duration>,
    trace: bool,
) -> String {
    let scene = &record.scene;
    let size = scene.image.size;
    let how_long = match took {
        Some(t) => format!("{:.2} s", t.as_secs_f32()),
        None => "already done".to_owned(),
    };
    let mut text = format!("\n== {}  {}×{}  {how_long}\n", path.display(), size.width, size.height);
    regions(&mut text, record);
    texts(&mut text, scene);
    relations(&mut text, record);
    captions(&mut text, scene);
    warnings(&mut text, scene);
    times(&mut text, record, trace);
    line(&mut text, &format!("  record   {}", record_path.display()));
    text
}

/// Appends a line; writing to a String cannot fail.
fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// "person 3": the label with the region's number, as the report refers to it.
fn named(scene: &Scene, id: RegionId, assert: f32) -> String {
    let name = scene
        .regions
        .get(&id)
        .and_then(|r| r.fine_name(assert).map(|(_, name)| name).or_else(|| r.label(assert)));
    format!("{} {}", name.unwrap_or_else(|| "thing".to_owned()), id.0)
}

fn regions(text: &mut String, record: &Record) {
    let assert = record.rules.assert;
    let scene = &record.scene;
    let (sure, doubtful): (Vec<&Region>, Vec<&Region>) =
        scene.regions.values().partition(|r| r.label(assert).is_some());
    line(text, &format!("  regions  {} asserted, {} doubtful", sure.len(), doubtful.len()));
    for region in sure {
        line(text, &format!("    {}", region_line(region, assert)));
        for conflict in &region.conflicts {
            line(text, &format!("         conflict: {conflict}"));
        }
    }
    let guesses: Vec<String> = doubtful.iter().filter_map(|r| guess(r)).collect();
    if !guesses.is_empty() {
        line(text, &format!("    doubtful, not said: {}", guesses.join(", ")));
    }
    let counts: Vec<String> = scene
        .counts(assert)
        .iter()
        .map(|(label, ids)| format!("{label} × {}", ids.len()))
        .collect();
    if !counts.is_empty() {
        line(text, &format!("  counts   {}", counts.join(", ")));
    }
    if let Some((value, score)) = scene.scene_name.as_ref().and_then(|a| a.effective()) {
        line(text, &format!("  scene    {} {score:.2}", value.words()));
    }
}

fn region_line(region: &Region, assert: f32) -> String {
    let b = region.bbox;
    let score = |kind| region.attributes.get(&kind).and_then(|a| a.effective()).map(|(_, s)| s);
    let mut words = format!(
        "{:>3}  {:<16} {:.2}  [{:.0}, {:.0}, {:.0}, {:.0}]",
        region.id.0,
        region.label(assert).unwrap_or_default(),
        score(AttributeKind::Label).unwrap_or(0.0),
        b.x1,
        b.y1,
        b.x2,
        b.y2
    );
    for (kind, attribute) in &region.attributes {
        if *kind == AttributeKind::Label {
            continue;
        }
        let Some((value, score)) = attribute.effective() else { continue };
        let doubt = if score < assert { "?" } else { "" };
        // Writing to a String cannot fail.
        let _ = match kind {
            AttributeKind::Size | AttributeKind::Location => write!(words, "  {}", value.words()),
            AttributeKind::Text => {
                let all: Vec<_> = attribute.candidates.iter().map(|c| c.value.words()).collect();
                write!(words, "  text \"{}\"", all.join(" / "))
            }
            _ => write!(words, "  {} {}{doubt} {score:.2}", kind.title(), value.words()),
        };
    }
    words
}

/// "dog .42": the best name of a region of which none is sure enough.
fn guess(region: &Region) -> Option<String> {
    let best = region.attributes.get(&AttributeKind::Label)?.candidates.first()?;
    Some(format!("{} {:.2}", best.value.words(), best.score))
}

fn texts(text: &mut String, scene: &Scene) {
    let free: Vec<_> = scene.texts.iter().filter(|t| t.region.is_none()).collect();
    if free.is_empty() {
        return;
    }
    const SHOWN: usize = 8;
    let quoted: Vec<String> =
        free.iter().take(SHOWN).map(|t| format!("\"{}\" {:.2}", t.text, t.score)).collect();
    let more = free.len().saturating_sub(SHOWN);
    let tail = if more > 0 { format!(" and {more} more lines") } else { String::new() };
    line(text, &format!("  text     {}{tail}", quoted.join(", ")));
}

fn relations(text: &mut String, record: &Record) {
    let assert = record.rules.assert;
    let scene = &record.scene;
    let kinds = [
        (RelationKind::P2o, "person-object"),
        (RelationKind::Planar, "2D"),
        (RelationKind::Depth, "3D"),
    ];
    for (kind, title) in kinds {
        let said: Vec<String> = scene
            .relations
            .iter()
            .filter(|r| r.predicate.kind() == kind)
            .map(|r| {
                format!(
                    "{} {} {} {:.2}",
                    named(scene, r.subject, assert),
                    r.predicate.words(),
                    named(scene, r.object, assert),
                    r.confidence()
                )
            })
            .collect();
        if !said.is_empty() {
            line(text, &format!("  {title:<8} {}", said.join("; ")));
        }
    }
}

fn captions(text: &mut String, scene: &Scene) {
    let fused = scene.captions.iter().filter(|c| matches!(c.origin, CaptionOrigin::Fused(_)));
    for caption in fused {
        match caption.target {
            CaptionTarget::Region(id) => {
                line(text, &format!("  region {}: {}", id.0, caption.text));
            }
            CaptionTarget::Image => {
                line(text, "  caption");
                for row in wrapped(&caption.text, WIDTH - 4) {
                    line(text, &format!("    {row}"));
                }
                if !caption.left_out.is_empty() {
                    let count = caption.left_out.len();
                    line(text, &format!("    (left out for length: {count} facts)"));
                }
            }
        }
    }
}

fn warnings(text: &mut String, scene: &Scene) {
    for warning in &scene.warnings {
        line(text, &format!("  warning  {warning}"));
    }
}

fn times(text: &mut String, record: &Record, trace: bool) {
    let total: f32 = record.timings.iter().map(|t| t.total_ms()).sum();
    let parts: Vec<String> = record
        .timings
        .iter()
        .filter(|t| t.total_ms() >= 0.5)
        .map(|t| format!("{} {:.0}", t.part, t.total_ms()))
        .collect();
    line(text, &format!("  ms       {} = {total:.0}", parts.join(" + ")));
    if trace {
        line(text, "           part                 runs  preprocess      run  postprocess  (ms)");
        for t in &record.timings {
            line(
                text,
                &format!(
                    "           {:<20} {:>4} {:>11.1} {:>8.1} {:>12.1}",
                    t.part, t.runs, t.preprocess_ms, t.run_ms, t.postprocess_ms
                ),
            );
        }
    }
}

/// Lines of at most `width` characters, broken at blanks.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in text.split_whitespace() {
        let row = rows.len() - 1;
        let length = rows[row].chars().count();
        if length > 0 && length + 1 + word.chars().count() > width {
            rows.push(word.to_owned());
        } else {
            if length > 0 {
                rows[row].push(' ');
            }
            rows[row].push_str(word);
        }
    }
    rows
}
