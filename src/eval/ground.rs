//! The reader of captions against sentences labelled by hand: `tests/ground/`, whose README says how a claim is judged.

use super::labelled::{Echoes, GroundHalf, Label, LabelledCaption, LabelledScene, last_word};
use crate::domain::{CaptionTarget, FactRef, Rules};
use crate::fusion::check::{self, Report};
use crate::fusion::ground::finding::{ClaimKind, Finding, Verdict};
use std::collections::BTreeMap;
use std::ops::Range;

/// Right and wrong answers of one verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labelled so and found so.
    pub hits: usize,
    /// Labelled so.
    pub labelled: usize,
    /// Found so and rightly (a label that allows several verdicts counts here too).
    pub right: usize,
    /// Found so.
    pub said: usize,
}

impl Tally {
    /// Of what was said so; 1 where nothing was.
    pub fn precision(self) -> f64 {
        if self.said == 0 { 1.0 } else { self.right as f64 / self.said as f64 }
    }

    /// Of what is labelled so; 1 where nothing is.
    pub fn recall(self) -> f64 {
        if self.labelled == 0 { 1.0 } else { self.hits as f64 / self.labelled as f64 }
    }

    fn add(&mut self, other: Tally) {
        self.hits += other.hits;
        self.labelled += other.labelled;
        self.right += other.right;
        self.said += other.said;
    }
}

/// How often an alarm (contradicted or unsupported, whichever) is raised over what is true, and over what is false.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Alarms {
    /// Claims labelled supported, and those of them that raise an alarm.
    pub truths: usize,
    pub cried_wolf: usize,
    /// Claims labelled contradicted or unsupported, and those of them that raise an alarm.
    pub falsehoods: usize,
    pub caught: usize,
}

impl Alarms {
    fn add(&mut self, label: &Label, found: Option<Verdict>) {
        let alarming = |v: &Verdict| matches!(v, Verdict::Contradicted | Verdict::Unsupported);
        let alarm = usize::from(found.as_ref().is_some_and(alarming));
        if label.verdicts() == [Verdict::Supported] {
            self.truths += 1;
            self.cried_wolf += alarm;
        } else if label.verdicts().iter().all(alarming) {
            self.falsehoods += 1;
            self.caught += alarm;
        }
    }
}

/// Tallies by verdict and kind.
#[derive(Debug, Default)]
pub struct Scores {
    pub by: BTreeMap<(Verdict, ClaimKind), Tally>,
    pub alarms: Alarms,
    /// False alarms by what was found and what the label says instead; `None` where it is no claim.
    pub false_alarms: BTreeMap<(Verdict, Option<Verdict>), usize>,
    /// Things found and labelled with their regions, and those whose regions are just these.
    pub resolved: usize,
    pub resolved_right: usize,
    /// What was answered otherwise than labelled, in words, for whoever builds the reader.
    pub faults: Vec<String>,
    pub sentences: usize,
    pub claims: usize,
}

impl Scores {
    /// Over all kinds.
    pub fn of(&self, verdict: Verdict) -> Tally {
        let mut sum = Tally::default();
        for ((_, tally), _) in self.by.iter().filter(|((v, _), _)| *v == verdict).zip(0..) {
            sum.add(*tally);
        }
        sum
    }
}

/// Scores the scenes of one half.
pub fn score(scenes: &[LabelledScene], half: GroundHalf, rules: &Rules) -> Scores {
    let mut scores = Scores::default();
    for scene in scenes.iter().filter(|s| s.half == half) {
        for caption in &scene.captions {
            let report = check::check(&caption.text, CaptionTarget::Image, &scene.scene, rules);
            scores.sentences += crate::fusion::read::sentences(&caption.text);
            scores.claims += caption.claims.len();
            score_claims(scene, caption, &report, &mut scores);
            if let Some(missing) = &caption.missing {
                score_missing(scene, caption, missing, &report, &mut scores);
            }
        }
    }
    scores
}

/// Kinds between which grammar does not decide: "on a bike" is a place and a verb.
fn akin(a: ClaimKind, b: ClaimKind) -> bool {
    use ClaimKind::*;
    const FAMILIES: [&[ClaimKind]; 3] = [
        &[Object, Fine, Scene, Count],
        &[Relation2d, Relation3d, P2o, Place, Depth],
        &[Colour, Size, Emotion, Other],
    ];
    a == b || FAMILIES.iter().any(|f| f.contains(&a) && f.contains(&b))
}

fn score_claims(
    scene: &LabelledScene,
    caption: &LabelledCaption,
    report: &Report,
    scores: &mut Scores,
) {
    let labels: Vec<(Range<usize>, &Label)> =
        caption.claims.iter().filter_map(|l| Some((l.span(&caption.text)?, l))).collect();
    let findings: Vec<(Range<usize>, &Finding)> =
        report.findings.iter().filter_map(|f| Some((f.span.clone()?, f))).collect();
    let echoes = Echoes::of(&caption.text, &labels);
    for (span, label) in &labels {
        let found = answer(span, label, &findings, &labels);
        let verdict = found.map(|f| f.verdict);
        let as_said = verdict.is_none_or(|v| v == Verdict::Unsupported);
        if as_said && label.verdicts() == [Verdict::Unsupported] && echoes.has(span, label.kind()) {
            continue;
        }
        scores.alarms.add(label, verdict);
        if let [only] = label.verdicts() {
            let tally = scores.by.entry((*only, label.kind())).or_default();
            tally.labelled += 1;
            tally.hits += usize::from(verdict == Some(*only));
        }
        if let (Some(wanted), Some(found)) = (label.regions(), found) {
            let mut meant: Vec<u32> = found.rests_on.iter().filter_map(region_of).collect();
            meant.sort_unstable();
            let mut wanted = wanted.to_vec();
            wanted.sort_unstable();
            if found.verdict <= Verdict::Weak {
                scores.resolved += 1;
                scores.resolved_right += usize::from(meant == wanted);
            }
        }
        let right = verdict.is_some_and(|v| label.verdicts().contains(&v));
        let minor = label.kind() == ClaimKind::Other && verdict.is_none();
        if !right && !minor {
            let said = verdict.map_or("nothing", Verdict::title);
            let why = found.map(|f| f.why.as_str()).unwrap_or_default();
            let wanted = label.verdicts().iter().map(|v| v.title()).collect::<Vec<_>>().join("/");
            scores.faults.push(format!(
                "{}: \"{}\" ({}) is {wanted}, found {said}: {why}\n    {}",
                scene.name,
                label.words(),
                label.kind().title(),
                caption.text
            ));
        }
    }
    for (span, finding) in &findings {
        let near = labels.iter().filter(|(s, _)| s.start < span.end && span.start < s.end);
        // A repeated mention is no new claim (tests/ground/README.md).
        let again = near.clone().next().is_none()
            && labels.iter().any(|(at, label)| {
                at.end <= span.start
                    && akin(label.kind(), finding.kind)
                    && label.verdicts().contains(&finding.verdict)
                    && last_word(&caption.text[at.clone()])
                        == last_word(&caption.text[span.clone()])
            });
        let echo = finding.verdict == Verdict::Unsupported && echoes.has(span, finding.kind);
        if again || echo {
            continue;
        }
        let mut akin_ones = near.filter(|(_, l)| akin(l.kind(), finding.kind)).map(|(_, l)| l);
        let right = akin_ones.clone().any(|l| l.verdicts().contains(&finding.verdict));
        let tally = scores.by.entry((finding.verdict, finding.kind)).or_default();
        tally.said += 1;
        tally.right += usize::from(right);
        if right || !matches!(finding.verdict, Verdict::Contradicted | Verdict::Unsupported) {
            continue;
        }
        let wanted = akin_ones.next().and_then(|l| l.verdicts().first().copied());
        *scores.false_alarms.entry((finding.verdict, wanted)).or_default() += 1;
        if wanted.is_none() {
            scores.faults.push(format!(
                "{}: \"{}\" ({}) is no claim, found {}: {}\n    {}",
                scene.name,
                &caption.text[span.clone()],
                finding.kind.title(),
                finding.verdict.title(),
                finding.why,
                caption.text
            ));
        }
    }
}

fn region_of(fact: &FactRef) -> Option<u32> {
    match fact {
        FactRef::Region(id) => Some(id.0),
        _ => None,
    }
}

/// The finding that answers a label: of its kind or one akin, and with the most words in common.
fn answer<'f>(
    span: &Range<usize>,
    label: &Label,
    findings: &[(Range<usize>, &'f Finding)],
    labels: &[(Range<usize>, &Label)],
) -> Option<&'f Finding> {
    let common = |s: &Range<usize>| s.end.min(span.end).saturating_sub(s.start.max(span.start));
    let taken = |s: &Range<usize>, f: &Finding| {
        labels.iter().any(|(other, l)| other != span && other == s && l.kind() == f.kind)
    };
    let near = findings.iter().filter(|(s, f)| {
        common(s) > 0 && akin(f.kind, label.kind()) && (f.kind == label.kind() || !taken(s, f))
    });
    near.max_by_key(|(s, f)| (f.kind == label.kind(), common(s))).map(|(_, f)| *f)
}

fn score_missing(
    scene: &LabelledScene,
    caption: &LabelledCaption,
    wanted: &[String],
    report: &Report,
    scores: &mut Scores,
) {
    let verbs: Vec<_> = scene
        .scene
        .relations
        .iter()
        .filter(|r| r.predicate.kind() == crate::domain::RelationKind::P2o)
        .map(|r| r.id)
        .collect();
    let found: Vec<String> = report
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Missing)
        .filter_map(|f| match f.rests_on.first()? {
            FactRef::Region(id) => Some(format!("region {}", id.0)),
            FactRef::Text(id) => Some(format!("text {}", id.0)),
            FactRef::Relation(id) => {
                verbs.iter().position(|v| v == id).map(|at| format!("verb {}", at + 1))
            }
            _ => None,
        })
        .collect();
    let tally = scores.by.entry((Verdict::Missing, ClaimKind::Object)).or_default();
    tally.labelled += wanted.len();
    tally.hits += wanted.iter().filter(|w| found.contains(w)).count();
    tally.said += found.len();
    tally.right += found.iter().filter(|f| wanted.contains(f)).count();
    let lacking = wanted.iter().filter(|w| !found.contains(w));
    let surplus = found.iter().filter(|f| !wanted.contains(f));
    for (fact, what) in lacking
        .map(|w| (w, "not reported missing"))
        .chain(surplus.map(|f| (f, "said, yet reported missing")))
    {
        scores.faults.push(format!("{}: {fact} {what}\n    {}", scene.name, caption.text));
    }
}
