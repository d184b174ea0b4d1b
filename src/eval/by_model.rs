//! Many captions of many models, each checked against its scene: what each model's captions say rightly and wrongly,
//! leave out, and cover, as figures with 95 % confidence intervals.

use super::intervals::{self, Estimate};
use crate::fusion::check::Report;
use crate::fusion::check::coverage::{Row, State};
use crate::fusion::ground::finding::{ClaimKind, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// The verdicts on a claim that is within the vocabulary, best first.
pub const JUDGED: [Verdict; 4] =
    [Verdict::Supported, Verdict::Weak, Verdict::Unsupported, Verdict::Contradicted];

/// One caption's counts.
#[derive(Debug, Clone)]
pub struct Counts {
    by: BTreeMap<(Verdict, ClaimKind), usize>,
    states: BTreeMap<Row, State>,
}

impl Counts {
    /// Of a caption's report.
    pub fn of(report: &Report) -> Self {
        let mut by = BTreeMap::new();
        for finding in &report.findings {
            *by.entry((finding.verdict, finding.kind)).or_default() += 1;
        }
        Self { by, states: report.coverage.iter().map(|c| (c.row, c.state)).collect() }
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.by.iter().filter(|((v, _), _)| *v == verdict).map(|(_, n)| n).sum()
    }

    fn of_kind(&self, verdict: Verdict, kind: ClaimKind) -> usize {
        self.by.get(&(verdict, kind)).copied().unwrap_or(0)
    }
}

/// What is measured of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Share of the judged claims with a verdict. Unchecked claims are not among them. Claims of one caption hang
    /// together, which the interval does not know: it is a little too narrow.
    ShareOfClaims,
    /// Claims or missing facts with a verdict, of one kind or of all, per caption.
    PerCaption,
    /// Share of the captions that have something to say in a row (see [`State`]) with a state.
    ShareOfCaptions,
}

/// One figure of one model.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub measure: Measure,
    /// A verdict, or a state of coverage: "contradicted", "said and right".
    pub what: String,
    /// A kind of claim, "all", or a row of coverage.
    pub of: String,
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// A model with all its figures.
#[derive(Debug, Clone, Serialize)]
pub struct ModelFigures {
    pub model: String,
    pub captions: usize,
    /// Claims that were judged, in all captions.
    pub claims: usize,
    pub figures: Vec<Figure>,
}

impl ModelFigures {
    /// The figure asked for, where there is one.
    pub fn find(&self, measure: Measure, what: &str, of: &str) -> Option<Estimate> {
        let mut figures = self.figures.iter();
        figures.find(|f| f.measure == measure && f.what == what && f.of == of).map(|f| f.estimate)
    }
}

/// The figures of every model, by name.
pub fn figures(captions: &[(String, Counts)]) -> Vec<ModelFigures> {
    let mut by_model: BTreeMap<&str, Vec<&Counts>> = BTreeMap::new();
    for (model, counts) in captions {
        by_model.entry(model).or_default().push(counts);
    }
    by_model.into_iter().map(|(model, counts)| of_model(model, &counts)).collect()
}

fn of_model(model: &str, captions: &[&Counts]) -> ModelFigures {
    let total = |verdict| captions.iter().map(|c| c.count(verdict)).sum::<usize>();
    let claims: usize = JUDGED.into_iter().map(total).sum();
    let mut figures = Vec::new();
    let mut add = |measure, what: &str, of: &str, estimate: Option<Estimate>| {
        figures.extend(estimate.map(|estimate| Figure {
            measure,
            what: what.to_owned(),
            of: of.to_owned(),
            estimate,
        }));
    };
    for verdict in JUDGED {
        let estimate = intervals::share(total(verdict), claims);
        add(Measure::ShareOfClaims, verdict.title(), "all", estimate);
    }
    for verdict in Verdict::ALL {
        let all = intervals::mean_count(captions.iter().map(|c| c.count(verdict) as f64));
        add(Measure::PerCaption, verdict.title(), "all", all);
        for kind in ClaimKind::ALL {
            let counts = captions.iter().map(|c| c.of_kind(verdict, kind));
            if counts.clone().any(|n| n > 0) {
                let estimate = intervals::mean_count(counts.map(|n| n as f64));
                add(Measure::PerCaption, verdict.title(), kind.title(), estimate);
            }
        }
    }
    for row in Row::all() {
        let states = captions.iter().filter_map(|c| c.states.get(&row));
        let states: Vec<State> = states.copied().filter(|s| *s != State::NothingToSay).collect();
        for state in [State::SaidAndRight, State::SaidAndWrong, State::NotSaid] {
            let hits = states.iter().filter(|s| **s == state).count();
            let estimate = intervals::share(hits, states.len());
            add(Measure::ShareOfCaptions, state.title(), &row.title(), estimate);
        }
    }
    ModelFigures { model: model.to_owned(), captions: captions.len(), claims, figures }
}
