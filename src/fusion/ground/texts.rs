//! Text that a caption quotes, against the text that was read in the picture.

use super::seen::Evidence;
use super::truth::Truth;
use crate::domain::FactRef;
use crate::fusion::read::claim::{Body, Claim, Means, Reading};
use crate::fusion::read::{Token, TokenKind, tokens};

/// A word may be misspelt by a letter for every so many of its letters.
const LETTERS_PER_SLIP: usize = 4;
/// Without their spaces two texts are the same from this similarity on.
const RUN_TOGETHER: f64 = 0.9;
/// From this on it is clearly meant for the line, and misquotes it.
const MEANT: f64 = 0.4;
/// Without quotation marks, a run of words is taken for a quotation from this similarity on.
const UNQUOTED: f64 = 0.7;
/// So many neighbouring lines may be quoted as one.
const JOINED: usize = 6;

/// Adds what the caption quotes without quotation marks: a run of words, capitalised or with digits, that is clearly
/// meant for a line that was read ("the route is Line 27").
pub fn read_unquoted(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) {
    if evidence.lines.is_empty() {
        return;
    }
    let tokens = tokens(text);
    let mut found: Vec<(Claim, f64)> = Vec::new();
    for line in &evidence.lines {
        let wanted = folded(&line.text);
        let words = wanted.split(' ').count();
        for run in tokens.windows(words) {
            let similarity = run_similarity(text, run, &wanted);
            let claim = run_claim(text, run);
            let free = !reading.claims.iter().any(|c| {
                matches!(c.body, Body::Text(_))
                    && c.span.start < claim.span.end
                    && claim.span.start < c.span.end
            });
            if similarity >= UNQUOTED && free {
                found.push((claim, similarity));
            }
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.span.start.cmp(&b.0.span.start)));
    let mut kept: Vec<Claim> = Vec::new();
    for (claim, _) in found {
        if !kept.iter().any(|k| k.span.start < claim.span.end && claim.span.start < k.span.end) {
            kept.push(claim);
        }
    }
    // What is text is no proper name, and no thing.
    reading.claims.retain(|c| {
        let name = matches!(c.body, Body::Named(_));
        !name || !kept.iter().any(|k| k.span.start < c.span.end && c.span.start < k.span.end)
    });
    for phrase in &mut reading.phrases {
        let inside = |k: &Claim| k.span.start <= phrase.head.start && phrase.head.end <= k.span.end;
        if kept.iter().any(inside) {
            phrase.means = Means::Text(text[phrase.head.clone()].to_owned());
        }
    }
    reading.claims.extend(kept);
}

/// How like a line a run of tokens is; 0 where it does not look like quoted text.
fn run_similarity(text: &str, run: &[Token], wanted: &str) -> f64 {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return 0.0 };
    let words_only = run.iter().all(|t| t.kind == TokenKind::Word);
    let original = &text[first.span.start..last.span.end];
    let sentence_start = text[..first.span.start].trim_end();
    let at_start = sentence_start.is_empty() || sentence_start.ends_with(['.', '!', '?']);
    let capitals = run.iter().skip(usize::from(at_start)).filter(|t| t.capital).count();
    let shouted = original.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !original.chars().any(char::is_lowercase);
    let content = run.iter().filter(|t| t.word.chars().count() > 3 || t.capital).count();
    let looks = shouted || capitals * 2 >= content.max(1) && capitals > 0;
    if !words_only || !looks || first.sentence != last.sentence {
        return 0.0;
    }
    similarity(&folded(original), wanted)
}

fn run_claim(text: &str, run: &[Token]) -> Claim {
    let start = run.first().map_or(0, |t| t.span.start);
    let end = run.last().map_or(start, |t| t.span.end);
    Claim {
        span: start..end,
        subjects: Vec::new(),
        body: Body::Text(text[start..end].to_owned()),
        objects: Vec::new(),
        negated: false,
        hedged: false,
        mused: false,
        restricts: false,
        guessed: false,
        sentence: run.first().map_or(0, |t| t.sentence),
    }
}

/// Whether one of the regions bears the text, or, with no region given, whether it is anywhere in the picture.
///
/// A text that is there but on another region fails; so does one that is clearly meant for a line and misquotes it.
pub fn borne(quoted: &str, on: &[usize], evidence: &Evidence<'_>) -> Truth {
    let quoted = folded(quoted);
    if quoted.is_empty() {
        return Truth::unknown();
    }
    let Some(best) = closest(&quoted, evidence) else { return Truth::unknown() };
    let facts: Vec<FactRef> =
        best.lines.iter().map(|l| FactRef::Text(evidence.lines[*l].id)).collect();
    let score = best.lines.iter().map(|l| evidence.lines[*l].confidence).fold(1.0, f32::min);
    if agrees(&quoted, &best.text) {
        let bearer = best.lines.iter().find_map(|l| evidence.lines[*l].on);
        let elsewhere = bearer.filter(|b| !on.is_empty() && !on.contains(b));
        return match elsewhere {
            Some(bearer) if !contained(bearer, on, evidence) => {
                let instead = format!("on the {}", evidence.seen[bearer].label);
                Truth::fails(score, facts, instead)
            }
            _ => Truth::holds(score, facts),
        };
    }
    // On a thing that bears another text, the quotation is wrong about it.
    let of_bearer = evidence
        .lines
        .iter()
        .find(|l| l.on.is_some_and(|o| on.contains(&o)) && l.confidence >= evidence.rules.assert);
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let number_elsewhere =
        numbers(&quoted) && evidence.lines.iter().any(|l| numbers(&folded(&l.text)));
    if best.similarity >= MEANT && shares_word(&quoted, &best.text) || number_elsewhere {
        let shown = best.lines.iter().map(|l| evidence.lines[*l].text.as_str());
        let shown = shown.collect::<Vec<_>>().join(" ");
        return Truth::fails(score, facts, format!("\"{shown}\""));
    }
    match of_bearer {
        Some(line) => {
            let instead = format!("\"{}\"", line.text);
            Truth::fails(line.confidence, vec![FactRef::Text(line.id)], instead)
        }
        None => Truth::unknown(),
    }
}

/// The same words but for slips: every word of one answers a word of the other, or the two are the same without
/// their spaces.
fn agrees(quoted: &str, shown: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (quoted.split(' ').collect(), shown.split(' ').collect());
    let words = a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| same_word(a, b));
    let run = |text: &str| text.replace(' ', "");
    words || a.len() != b.len() && similarity(&run(quoted), &run(shown)) >= RUN_TOGETHER
}

/// One word, but for a slip in a longer one. Another digit is another number.
fn same_word(a: &str, b: &str) -> bool {
    let slips = strsim::osa_distance(a, b);
    let longest = a.chars().count().max(b.chars().count());
    slips == 0 || digits(a) == digits(b) && slips <= longest / LETTERS_PER_SLIP
}

fn shares_word(a: &str, b: &str) -> bool {
    a.split(' ').any(|a| a.chars().count() > 1 && b.split(' ').any(|b| same_word(a, b)))
}

/// The bearer lies within one of the things, or one of them in it: a sign on a bus is on the bus.
fn contained(bearer: usize, on: &[usize], evidence: &Evidence<'_>) -> bool {
    let inside =
        |a: usize, b: usize| evidence.seen[a].bbox.share_inside(&evidence.seen[b].bbox) >= 0.6;
    on.iter().any(|o| inside(bearer, *o) || inside(*o, bearer))
}

struct Closest {
    lines: Vec<usize>,
    text: String,
    similarity: f64,
}

/// The line, the part of a line, or the neighbouring lines most like the quotation.
fn closest(quoted: &str, evidence: &Evidence<'_>) -> Option<Closest> {
    let mut best: Option<Closest> = None;
    let mut offer = |lines: Vec<usize>, text: String| {
        let similarity = similarity(quoted, &text);
        if best.as_ref().is_none_or(|b| similarity > b.similarity) {
            best = Some(Closest { lines, text, similarity });
        }
    };
    let words = quoted.split(' ').count();
    for (first, line) in evidence.lines.iter().enumerate() {
        let mut text = folded(&line.text);
        offer(vec![first], text.clone());
        // Part of a line: as many words as were quoted.
        let parts: Vec<&str> = text.split(' ').collect();
        for part in parts.windows(words.min(parts.len()).max(1)) {
            offer(vec![first], part.join(" "));
        }
        let mut lines = vec![first];
        for (at, next) in evidence.lines.iter().enumerate().skip(first + 1).take(JOINED - 1) {
            if next.on != line.on {
                continue;
            }
            text = format!("{text} {}", folded(&next.text));
            lines.push(at);
            if text.len() > 2 * quoted.len() + 20 {
                break;
            }
            offer(lines.clone(), text.clone());
        }
    }
    best
}

/// Similarity in 0..1.
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(a, b)
}

/// Lower case, punctuation and white space as single spaces.
pub fn folded(text: &str) -> String {
    let spaced: String = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A slip in a letter is forgiven, one in a number is another number.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
