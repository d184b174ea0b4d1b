//! What a heading names is not said to be there: "**People:** none", "### Cars and Pedestrians".

use super::finding::{Finding, Verdict};
use crate::fusion::read::{self, Heading, Layout};
use crate::fusion::vocabulary::{Article, Meaning, Vocabulary};
use std::ops::Range;

/// By itself it says that nothing is there.
const NONE: &str = "none";
/// Behind a heading, these say that there is no such thing, or not so.
const DENYING: [&str; 4] = ["no", "not", "nothing", "nobody"];

/// Takes out the alarms over a heading's words that claim nothing.
pub(super) fn silence(findings: &mut Vec<Finding>, text: &str, words: &Vocabulary) {
    let layout = Layout::of(text);
    findings.retain(|finding| {
        let alarm = matches!(finding.verdict, Verdict::Unsupported | Verdict::Contradicted);
        let span = finding.span.as_ref().filter(|_| alarm);
        if span.is_some_and(|span| heads_a_list(span, text, words)) {
            return false;
        }
        let Some((span, heading)) = span.and_then(|s| Some((s, layout.heading(s)?))) else {
            return true;
        };
        let said = text.get(span.clone()).unwrap_or_default().to_lowercase();
        // "**Animals:** one dog".
        let many = words.find_noun(&said).is_some_and(|(_, plural)| plural);
        let sort = many && finding.verdict == Verdict::Contradicted || words.heads_a_list(&said);
        !sort && !heading.rest.is_empty() && !is_denied(heading, text, words)
    });
}

/// "Condiments: mustard, ketchup": what they are comes; or that there are none.
fn heads_a_list(span: &Range<usize>, text: &str, words: &Vocabulary) -> bool {
    let said = text.get(span.clone()).unwrap_or_default().to_lowercase();
    let rest = text.get(span.end..).and_then(|rest| rest.strip_prefix(':')).unwrap_or_default();
    let after = read::tokens(rest);
    let begins = text.get(..span.start).and_then(|before| before.trim_end().chars().next_back());
    // "Dogs: none."
    if after.first().is_some_and(|t| t.word == NONE) {
        return true;
    }
    begins.is_none_or(|c| !c.is_alphanumeric() && c != ',')
        && !after.first().is_some_and(|t| DENYING.contains(&t.word.as_str()))
        && words.heads_a_list(&said)
}

/// "**Signs:** none", "**Windows:** There are no windows"; but "**Trees:** green and tall" are trees.
fn is_denied(heading: &Heading, text: &str, words: &Vocabulary) -> bool {
    let rest = read::tokens(text.get(heading.rest.clone()).unwrap_or_default());
    (0..rest.len()).any(|at| {
        rest[at].word == NONE
            || words.readings(&rest[at..]).iter().any(|(_, meaning)| {
                use Meaning::{Absent, Determiner, Nobody, Not, Nothing, Quantity};
                matches!(
                    meaning,
                    Absent
                        | Determiner(Article::No)
                        | Nobody
                        | Not
                        | Nothing
                        | Quantity { max: 0, .. }
                )
            })
    })
}
