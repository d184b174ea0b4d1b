//! What evidence says of one claim about certain regions: holds, fails, or says nothing, and how surely.

use crate::domain::FactRef;

/// An answer of the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    pub answer: Answer,
    /// Of the weakest evidence it rests on, 0..1.
    pub score: f32,
    pub rests_on: Vec<FactRef>,
    /// What evidence says instead, for the reason given: "red", "to the right of".
    pub instead: Option<String>,
    /// A step off: so said and so denied, it is let pass.
    pub between: bool,
}

/// Three-valued: evidence is never complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Holds,
    Fails,
    Unknown,
}

/// Up to so many things, what is said of them is said of each.
const FEW: usize = 4;

impl Truth {
    /// Nothing is known of it.
    pub fn unknown() -> Self {
        let (score, rests_on) = (0.0, Vec::new());
        Self { answer: Answer::Unknown, score, rests_on, instead: None, between: false }
    }

    /// It is so.
    pub fn holds(score: f32, rests_on: Vec<FactRef>) -> Self {
        Self { answer: Answer::Holds, score, rests_on, instead: None, between: false }
    }

    /// It is a step off: neither "large" nor "not large" is wrong of what is medium-sized.
    pub fn between(score: f32, rests_on: Vec<FactRef>) -> Self {
        Self { between: true, ..Self::holds(score, rests_on) }
    }

    /// It is otherwise: `instead`.
    pub fn fails(score: f32, rests_on: Vec<FactRef>, instead: impl Into<String>) -> Self {
        let instead = Some(instead.into());
        Self { answer: Answer::Fails, score, rests_on, instead, between: false }
    }

    /// Of "not": what held fails, what failed holds, what is unknown stays so.
    pub fn negated(self) -> Self {
        let answer = match self.answer {
            Answer::Holds if self.between => Answer::Holds,
            Answer::Holds => Answer::Fails,
            Answer::Fails => Answer::Holds,
            Answer::Unknown => Answer::Unknown,
        };
        Self { answer, ..self }
    }

    /// How well this fits, for choosing what a phrase means: 1 for a sure yes, little for what is a step off. A no weighs
    /// less: captions err in one thing more often than they speak of another one.
    pub fn fit(&self) -> f32 {
        match self.answer {
            Answer::Holds if self.between => self.score / 2.0,
            Answer::Holds => 0.5 + self.score / 2.0,
            Answer::Fails => -(0.5 + self.score / 2.0) * 0.3,
            Answer::Unknown => 0.0,
        }
    }

    /// As [`fit`](Self::fit), for what engages two things with one another, a verb or a text: who does something else
    /// with it is more likely meant than who does nothing.
    pub fn engagement(&self) -> f32 {
        if self.answer == Answer::Fails { 0.5 } else { self.fit() }
    }

    /// Of several things of which the same is said ("the two people stand behind the bus"): it holds if it holds
    /// for each, fails if it fails for each or for some while it holds for none; mixed answers say nothing.
    pub fn of_all(each: Vec<Truth>) -> Self {
        let holding = each.iter().filter(|t| t.answer == Answer::Holds).count();
        let failing = each.iter().filter(|t| t.answer == Answer::Fails).count();
        let answer = match (holding, failing) {
            (0, 0) => return Truth::unknown(),
            (0, _) => Answer::Fails,
            (h, _) if h == each.len() => Answer::Holds,
            (h, 0) if 2 * h >= each.len() => Answer::Holds,
            // "Both birds are above the boat": wrong if one is not. Of many, a few may be otherwise.
            (h, f) if f > 0 && (each.len() <= FEW || f >= h) => Answer::Fails,
            _ => Answer::Unknown,
        };
        let matching: Vec<&Truth> = each.iter().filter(|t| t.answer == answer).collect();
        let score = matching.iter().map(|t| t.score).fold(f32::INFINITY, f32::min);
        let instead = matching.iter().find_map(|t| t.instead.clone());
        let rests_on = matching.iter().flat_map(|t| t.rests_on.iter().cloned()).collect();
        let between = matching.iter().any(|t| t.between);
        let score = if score.is_finite() { score } else { 0.0 };
        Self { answer, score, rests_on, instead, between }
    }

    /// Of some of several things, nobody says which: it holds if it does for one, resting on all for which it does, and
    /// fails only if it does for all.
    pub fn of_some(each: Vec<Truth>) -> Self {
        let number = |answer| each.iter().filter(|t| t.answer == answer).count();
        match (number(Answer::Holds), number(Answer::Fails)) {
            (0, failing) if failing == each.len() => Self::of_all(each),
            (0, _) => Self::unknown(),
            _ => Self::with_all_that_hold(each),
        }
    }

    /// Of most of several things: it holds if it does for more than half of them, and fails if it does for as many.
    pub fn of_most(each: Vec<Truth>) -> Self {
        let number = |answer| each.iter().filter(|t| t.answer == answer).count();
        let answer = match (number(Answer::Holds) * 2, number(Answer::Fails) * 2) {
            (holding, _) if holding > each.len() => Answer::Holds,
            (_, failing) if failing >= each.len() && failing > 0 => Answer::Fails,
            _ => return Self::unknown(),
        };
        Self::of_all(each.into_iter().filter(|t| t.answer == answer).collect())
    }

    /// As [`best`](Self::best), resting on all that hold.
    pub fn with_all_that_hold(each: Vec<Truth>) -> Self {
        let facts =
            each.iter().filter(|t| t.answer == Answer::Holds).flat_map(|t| t.rests_on.clone());
        let all: Vec<FactRef> = facts.collect();
        let best = Self::best(each);
        if best.answer == Answer::Holds { Self { rests_on: all, ..best } } else { best }
    }

    /// Of several ways to understand the same words: the one that speaks best for the caption.
    pub fn best(ways: Vec<Truth>) -> Self {
        ways.into_iter().max_by(|a, b| a.fit().total_cmp(&b.fit())).unwrap_or_else(Truth::unknown)
    }
}
