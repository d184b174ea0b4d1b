//! Numbers that a caption compares: "more sheep than horses", "as many cups as plates", "sheep outnumber horses five to three".

use super::finding::{ClaimKind, Finding, Verdict};
use super::names::{self, Fit};
use super::seen::Evidence;
use crate::domain::FactRef;
use crate::fusion::compose::number_word;
use crate::fusion::read;
use crate::fusion::read::claim::{Means, PhraseIx, Reading};
use crate::fusion::vocabulary::{List, Meaning, Vocabulary};
use std::cmp::Ordering;
use std::ops::Range;

/// Two kinds of things whose numbers are compared.
struct Compared {
    first: PhraseIx,
    second: PhraseIx,
    /// How the first is to the second, and the words that say it; `None` where they only open the comparison.
    said: Option<(Ordering, Range<usize>)>,
    /// To so many times the second.
    times: usize,
}

/// Findings on numbers that are compared. What is compared counts nothing by itself.
pub(super) fn compared(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for second in 1..reading.phrases.len() {
        let Some(compared) = comparison(second, text, reading, evidence.words) else { continue };
        findings.extend(judged(&compared, reading, evidence));
        findings.extend(scored(&compared, text, reading, evidence));
        for ix in [compared.first, compared.second] {
            let phrase = &mut reading.phrases[ix];
            (phrase.quantity, phrase.plural, phrase.every) = (None, false, true);
            (phrase.negated, phrase.refers) = (false, None);
        }
    }
    findings
}

fn comparison(
    second: PhraseIx,
    text: &str,
    reading: &Reading,
    words: &Vocabulary,
) -> Option<Compared> {
    let first = second.checked_sub(1)?;
    let (a, b) = (&reading.phrases[first], &reading.phrases[second]);
    if a.sentence != b.sentence {
        return None;
    }
    // "More cake than anybody can eat".
    let rest = text.get(b.head.end..).unwrap_or_default();
    if rest.split_whitespace().next().is_some_and(|word| List::Modals.has(word)) {
        return None;
    }
    let named = |ix: &PhraseIx| reading.phrases[*ix].means != Means::Unknown;
    let begin = (0..first).rfind(named).map_or(0, |ix| reading.phrases[ix].span.end);
    let fold = |range: Range<usize>| {
        let said = text.get(range).unwrap_or_default().to_lowercase();
        said.trim().trim_end_matches(',').to_owned()
    };
    let (before, between) = (fold(begin..a.head.start), fold(a.head.end..b.span.start));
    let table = words.comparisons();
    let gap = || {
        let said = text.get(a.head.end..b.span.start).unwrap_or_default();
        let start = a.head.end + said.len() - said.trim_start().len();
        start..start + said.trim().len()
    };
    let told = |length: usize| {
        let end = begin + text.get(begin..a.head.start)?.trim_end().len();
        Some(end.checked_sub(length)?..end)
    };
    let outdone = || table.between(&between).map(|order| (order, gap()));
    let around = || {
        let (order, length) = table.around(&before, &between)?;
        Some((order, told(length)?))
    };
    let times = table.times(&before, &between);
    let many = || times.and_then(|(_, length, _)| Some((Ordering::Equal, told(length)?)));
    let said = many().or_else(outdone).or_else(around);
    let opens = said.is_some() || table.opens(&before, &between);
    // "Half as many": the others are twice as many.
    let (times, share) = times.map_or((1, false), |(n, _, share)| (n as usize, share));
    let (first, second) = if share { (second, first) } else { (first, second) };
    opens.then_some(Compared { first, second, said, times })
}

/// How many are surely there of what the phrase names, and how many may be; `None` where evidence does not tell.
fn number(ix: PhraseIx, reading: &Reading, evidence: &Evidence<'_>) -> Option<(Vec<usize>, usize)> {
    let Means::Thing(noun) = reading.phrases[ix].means else { return None };
    let told_apart = reading
        .claims
        .iter()
        .any(|c| c.restricts && c.subjects.first().is_some_and(|g| g.contains(&ix)));
    let people =
        evidence.words.is_person(noun) && !List::People.has(&evidence.words.noun(noun).word);
    if told_apart || people {
        return None;
    }
    let named = names::candidates(noun, evidence).into_iter();
    let named = named.filter(|(at, fit)| *fit != Fit::Narrower && !evidence.seen[*at].rejected);
    let (sure, maybe): (Vec<usize>, Vec<usize>) =
        named.map(|(at, _)| at).partition(|at| evidence.asserted(*at));
    (!sure.is_empty()).then_some((sure, maybe.len()))
}

fn judged(compared: &Compared, reading: &Reading, evidence: &Evidence<'_>) -> Option<Finding> {
    let (order, span) = compared.said.clone()?;
    let (a, more_a) = number(compared.first, reading, evidence)?;
    let (b, more_b) = number(compared.second, reading, evidence)?;
    let n = compared.times;
    let (least, most) = (n * b.len(), n * (b.len() + more_b));
    let may_be = match order {
        Ordering::Greater => a.len() + more_a > least,
        Ordering::Less => most > a.len(),
        Ordering::Equal => a.len() + more_a >= least && most >= a.len(),
    };
    let verdict = match a.len().cmp(&least) == order {
        true => Verdict::Supported,
        false if may_be => Verdict::Weak,
        false => Verdict::Contradicted,
    };
    let (few, many) = (number_word(a.len()), number_word(b.len()));
    let why = format!("{few} of the first and {many} of the second are in evidence");
    Some(finding(verdict, span, &[a, b].concat(), why, evidence))
}

/// "… five to three": the two numbers, where they are told behind; they count nothing else.
fn scored(
    compared: &Compared,
    text: &str,
    reading: &mut Reading,
    evidence: &Evidence<'_>,
) -> Vec<Finding> {
    let end = reading.phrases[compared.second].head.end;
    let tokens = read::tokens(text.get(end..).unwrap_or_default());
    let value = |at: usize| {
        let found = evidence.words.readings(tokens.get(at..)?);
        found.iter().find_map(|(_, m)| match m {
            Meaning::Quantity { min, max } if min == max => Some(*min as usize),
            _ => None,
        })
    };
    let to = || {
        evidence
            .words
            .readings(tokens.get(1..)?)
            .iter()
            .any(|(_, m)| *m == Meaning::To)
            .then_some(())
    };
    let (Some(m), Some(n), Some(())) = (value(0), value(2), to()) else { return Vec::new() };
    // "Two to one", of four and two.
    let there = |ix| number(ix, reading, evidence).map(|(sure, _)| sure.len());
    let both = there(compared.first).zip(there(compared.second));
    let ratio = both.is_none_or(|(a, b)| a * n == b * m);
    let mut findings = Vec::new();
    for (ix, said, at) in [(compared.first, m, 0), (compared.second, n, 2)] {
        let span = end + tokens[at].span.start..end + tokens[at].span.end;
        for phrase in reading.phrases.iter_mut().filter(|p| p.span.start == span.start) {
            (phrase.means, phrase.refers, phrase.quantity) = (Means::Unknown, None, None);
        }
        if let Some((there, more)) = number(ix, reading, evidence) {
            let verdict = match said {
                _ if there.len() == said || ratio => Verdict::Supported,
                _ if (there.len()..=there.len() + more).contains(&said) => Verdict::Weak,
                _ => Verdict::Contradicted,
            };
            let why = format!("{} are in evidence", number_word(there.len()));
            findings.push(finding(verdict, span, &there, why, evidence));
        }
    }
    findings
}

fn finding(
    verdict: Verdict,
    span: Range<usize>,
    of: &[usize],
    why: String,
    evidence: &Evidence<'_>,
) -> Finding {
    let counts = of.iter().map(|at| FactRef::Count(evidence.seen[*at].label.clone()));
    let mut rests_on: Vec<FactRef> = counts.collect();
    rests_on.dedup();
    rests_on.extend(of.iter().filter_map(|at| evidence.region(*at)));
    let score = of.iter().map(|at| evidence.seen[*at].confidence).fold(f32::INFINITY, f32::min);
    Finding {
        verdict,
        kind: ClaimKind::Count,
        span: Some(span),
        hedged: false,
        score,
        rests_on,
        why,
        mends: Vec::new(),
    }
}
