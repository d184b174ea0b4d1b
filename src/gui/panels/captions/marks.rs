//! What is drawn on a column: which findings are marked, which words are locked, lit, kept.

use super::text::{Mark, Words};
use crate::app::open::Light;
use crate::app::{Column, Item, Open, Selection};
use crate::fusion::ground::finding::{Finding, Mend, Verdict};
use std::ops::Range;

/// The findings of a column that have words and are not ignored, with their words' bytes.
pub fn findings<'a>(open: &'a Open, column: &Column) -> Vec<(Range<usize>, &'a Finding)> {
    let Some(text) = open.text(column) else { return Vec::new() };
    let all = open.reports.get(column).into_iter().flat_map(|r| &r.findings);
    all.filter_map(|finding| {
        let span = finding.span.clone()?;
        let words = text.get(span.clone()).filter(|w| !w.trim().is_empty())?;
        (!open.is_ignored(column, words)).then_some((span, finding))
    })
    .collect()
}

/// How many findings of a column would be shown if they were not ignored.
pub fn hidden(open: &Open, column: &Column) -> usize {
    let Some(text) = open.text(column).filter(|_| !open.ignored(column).is_empty()) else {
        return 0;
    };
    let is_hidden = |f: &&Finding| match &f.span {
        Some(span) => {
            is_marked(f.verdict)
                && text.get(span.clone()).is_some_and(|words| open.is_ignored(column, words))
        }
        None => f.mends.iter().any(|m| match m {
            Mend::Add { sentence } => open.is_ignored(column, sentence),
            Mend::Replace { .. } => false,
        }),
    };
    let all = open.reports.get(column).into_iter().flat_map(|r| &r.findings);
    all.filter(is_hidden).count()
}

/// Whether a verdict is drawn at all.
pub fn is_marked(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Weak | Verdict::Unsupported | Verdict::Contradicted)
}

/// Marks of a column, milder ones under graver ones cut away so that no two lines cross.
pub fn marks(open: &Open, column: &Column) -> Vec<Mark> {
    let mut found: Vec<Mark> = findings(open, column)
        .into_iter()
        .filter(|(_, f)| is_marked(f.verdict))
        .map(|(range, f)| Mark { range, verdict: f.verdict, hedged: f.hedged })
        .collect();
    // The gravest and then the shortest keep their words.
    found.sort_by_key(|m| (std::cmp::Reverse(m.verdict), m.range.len()));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found {
        let mut rest = vec![mark.range.clone()];
        for taken in &kept {
            rest = rest.into_iter().flat_map(|r| without(r, &taken.range)).collect();
        }
        kept.extend(rest.into_iter().map(|range| Mark { range, ..mark.clone() }));
    }
    kept.sort_by_key(|m| m.range.start);
    kept
}

/// A range without what another covers: nothing, one or two pieces.
fn without(range: Range<usize>, other: &Range<usize>) -> Vec<Range<usize>> {
    if other.end <= range.start || other.start >= range.end {
        return vec![range];
    }
    let before = range.start..other.start.max(range.start);
    let after = other.end.min(range.end)..range.end;
    [before, after].into_iter().filter(|r| !r.is_empty()).collect()
}

/// Everything that is drawn with a column's text.
pub fn words(open: &Open, column: &Column, light: &Light, selection: &Selection) -> Words {
    let typed = open.draft.as_ref().is_some_and(|d| d.column == *column);
    let locked = match (typed, open.caption(column)) {
        (false, Some(caption)) => caption.locked.clone(),
        _ => Vec::new(),
    };
    let of_this = |item: &Option<Item>| match item {
        Some(Item::Span { column: c, range }) if c == column => Some(range.clone()),
        _ => None,
    };
    Words {
        marks: marks(open, column),
        locked,
        lit: open.words_on(column, &light.on),
        beside: open.words_on(column, &light.beside),
        kept: of_this(&selection.kept),
        pointed: of_this(&selection.hovered),
        changes: Vec::new(),
    }
}

/// How many words a text has.
pub fn count_words(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    text.unicode_words().count()
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn ranges_are_cut_where_another_lies() {
        assert_eq!(without(0..10, &(3..5)), vec![0..3, 5..10]);
        assert_eq!(without(0..10, &(0..5)), vec![5..10]);
        assert_eq!(without(4..5, &(0..9)), Vec::<std::ops::Range<usize>>::new());
        assert_eq!(without(0..2, &(2..4)), vec![0..2]);
    }
}
