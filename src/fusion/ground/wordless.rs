//! "There is no text on the sign", "no words are visible": wrong where some was read.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use crate::domain::FactRef;
use crate::fusion::read::{self, Item};
use crate::fusion::vocabulary::{Article, Meaning};
use std::ops::Range;

/// So many words may stand between "no" and the word for a text, and between that and what bears it.
const BETWEEN: usize = 3;
const ANY: &str = "any";

/// Findings on texts that are said not to be there.
pub(super) fn findings(context: &Context<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let items = &context.reading.items;
    for at in 0..items.len() {
        // ... and "does not contain any text".
        if matches!(items[at].meaning, Meaning::Determiner(Article::No) | Meaning::Not)
            && let Some(end) = text_after(items, at, context)
        {
            let span = items[at].span.start..end;
            let all = of_picture(&items[at..], end);
            out.extend(finding(span, items[at].sentence, all, context));
        }
        if let Some(none) = none_noted(items, at, context) {
            let found = finding(none, items[at].sentence, true, context);
            out.extend(found.map(|f| Finding { kind: ClaimKind::Count, ..f }));
        }
    }
    out
}

/// "Text: none visible": the word that says so, where item `at` is the heading.
fn none_noted(items: &[Item], at: usize, context: &Context<'_>) -> Option<Range<usize>> {
    let [heading, mark, none, ..] = items.get(at..)? else { return None };
    let said = |item: &Item| context.text.get(item.span.clone()).unwrap_or_default().to_lowercase();
    let noted = context.words.is_text_noun(&said(heading)) && said(mark) == ":";
    let nothing = matches!(none.meaning, Meaning::Quantity { max: 0, .. } | Meaning::Nothing)
        && none.sentence == heading.sentence;
    (noted && nothing).then(|| none.span.clone())
}

/// Where the word for a text ends that stands behind "no".
fn text_after(items: &[Item], at: usize, context: &Context<'_>) -> Option<usize> {
    let begin = items[at].span.end;
    let end = items[at..].iter().take_while(|i| i.sentence == items[at].sentence).last()?.span.end;
    let tokens = read::tokens(context.text.get(begin..end)?);
    let word = tokens.iter().take(BETWEEN).find(|t| context.words.is_text_noun(&t.word))?;
    // "No sign of text", "no letter box".
    let adjectives = tokens.iter().take_while(|t| t.span.start < word.span.start);
    let plain = adjectives.into_iter().all(|t| {
        let readings = context.words.readings(std::slice::from_ref(t));
        readings.is_empty()
            || readings.iter().any(|(_, m)| *m == Meaning::Beyond)
            || t.word == ANY
            || context.words.presents(&t.word)
    });
    plain.then_some(begin + word.span.end)
}

/// "No text is visible in this picture": what follows tells no more than that.
fn of_picture(items: &[Item], end: usize) -> bool {
    let here = items.iter().take_while(|i| i.sentence == items[0].sentence);
    let mut rest = here.skip_while(|i| i.span.start < end).take_while(|i| {
        !matches!(i.meaning, Meaning::Comma | Meaning::Stop | Meaning::And | Meaning::While)
    });
    rest.all(|i| {
        use Meaning::{Adverb, Determiner, Link, Not, Picture, Relation, There};
        matches!(i.meaning, Adverb | Determiner(_) | Link | Not | Picture | Relation(_) | There)
    })
}

/// `all`: it is said of the whole picture.
fn finding(
    span: Range<usize>,
    sentence: usize,
    all: bool,
    context: &Context<'_>,
) -> Option<Finding> {
    let evidence = context.evidence;
    let phrases =
        context.reading.phrases.iter().enumerate().filter(|(_, p)| p.sentence == sentence);
    let words_between = |range: Range<usize>| {
        context.text.get(range).map_or(usize::MAX, |s| s.split_whitespace().count())
    };
    // "No text or logos" is on no logos.
    let rest = read::tokens(context.text.get(span.end..).unwrap_or_default());
    let joined = rest.first().is_some_and(|t| matches!(t.word.as_str(), "or" | "and"));
    let behind = phrases.clone().find(|(_, p)| p.span.start >= span.end && !joined);
    let behind = behind.filter(|(_, p)| words_between(span.end..p.span.start) <= BETWEEN);
    let before = phrases.clone().rfind(|(_, p)| p.span.end <= span.start);
    let before = before.filter(|(_, p)| words_between(p.span.end..span.start) <= 1);
    // "No text on (whatever nobody knows)".
    let goes_on = context
        .words
        .readings(&rest)
        .iter()
        .any(|(_, m)| matches!(m, Meaning::Relation(_) | Meaning::Of) || *m == Meaning::Adverb);
    if behind.is_none() && goes_on && !all {
        return None;
    }
    let bearer = behind.or(before).map(|(ix, _)| &context.referents[ix].chosen);
    // Of what nobody boxed, nothing is known.
    if bearer.is_some_and(Vec::is_empty) {
        return None;
    }
    let sure = evidence.lines.iter().filter(|l| l.confidence >= evidence.rules.assert);
    let on = |on: Option<usize>| bearer.is_none_or(|of| on.is_some_and(|on| of.contains(&on)));
    let read: Vec<FactRef> = sure.filter(|l| on(l.on)).map(|l| FactRef::Text(l.id)).collect();
    let verdict = if read.is_empty() { Verdict::Supported } else { Verdict::Contradicted };
    let why = if read.is_empty() { "no text is read there" } else { "text is read there" };
    Some(Finding {
        verdict,
        kind: ClaimKind::Text,
        span: Some(span),
        hedged: false,
        score: 1.0,
        rests_on: read,
        why: why.into(),
        mends: Vec::new(),
    })
}
