//! Text that a caption quotes, against the text that was read in the picture.

use super::misread::{
    are_one_in_short, is_begun_early, is_cut_off, is_misread, is_other_word, reads_badly,
    resembles, runs_on, without_accent,
};
use super::seen::{Evidence, Line};
use super::truth::{Answer, Truth};
use crate::domain::{BBox, FactRef};

/// Marks before a price.
pub(super) const CURRENCIES: [char; 4] = ['$', '£', '€', '¥'];
/// A word may be misspelt by a letter for every so many of its letters.
const LETTERS_PER_SLIP: usize = 5;
/// Without their spaces two texts are the same from this similarity on.
const RUN_TOGETHER: f64 = 0.9;
/// From this on it is clearly meant for the line, and misquotes it.
const MEANT: f64 = 0.4;
/// So many neighbouring lines may be quoted as one.
const JOINED: usize = 6;
/// From so many words on a quotation may be of several lines, or a whole page.
const PAGE: usize = 3;
/// So much of a quotation must be lines that are there.
const NEARLY_ALL: f32 = 0.9;

/// Farther from a thing than this, over the diagonal, a text is surely not on it.
const CLEAR: f32 = 0.05;

/// How sure the evidence is, and what it is.
pub(super) type Rests = (f32, Vec<FactRef>);

/// Where a quoted text is read.
pub(super) struct ReadAt {
    pub(super) boxes: Vec<BBox>,
    pub(super) rests: Rests,
    /// In other words than it is quoted: of its place that tells less.
    pub(super) misquoted: bool,
}

/// Whether one of the regions bears the text, or, with no region given, whether it is anywhere in the picture.
///
/// A text that is there but on another region fails; so does one that is clearly meant for a line and misquotes it.
/// Where it is asked which of several things is meant (`tells`), one that bears no text does not bear this one.
pub fn borne(said: &str, on: &[usize], tells: bool, evidence: &Evidence<'_>) -> Truth {
    let quoted = folded(said);
    if quoted.is_empty() {
        return Truth::unknown();
    }
    if let Some(truth) = line_on(&quoted, on, evidence) {
        return truth;
    }
    let best = passage(&quoted, evidence).or_else(|| whole_page(&quoted, evidence));
    let Some(best) = best.or_else(|| closest(&quoted, evidence)) else {
        return Truth::unknown();
    };
    let mut facts: Vec<FactRef> =
        best.lines.iter().map(|l| FactRef::Text(evidence.lines[*l].id)).collect();
    facts.extend(again(&best, evidence));
    let score = best.lines.iter().map(|l| evidence.lines[*l].confidence).fold(1.0, f32::min);
    let doubtful = score < evidence.rules.assert;
    let badly = doubtful && reads_badly(&quoted, &best.text) || is_misread(&quoted, &best.text);
    if agrees(&quoted, &best.text) || badly {
        let bearer = best.lines.iter().find_map(|l| evidence.lines[*l].on);
        // What bears no text at all may be a part of the bearer that nobody boxed, or stand for whoever reads it.
        let bears = |o: &usize| {
            let like = |b: usize| {
                evidence.seen[b].label == evidence.seen[*o].label && !evidence.is_person(b)
            };
            evidence.lines.iter().any(|l| l.on == Some(*o)) || bearer.is_some_and(like)
        };
        let borne = tells || on.iter().any(bears);
        let elsewhere = bearer.filter(|b| !on.contains(b) && !on.is_empty() && borne);
        if bearer.is_none() && borne && is_apart(&best, on, evidence) {
            return Truth::fails(score, facts, "elsewhere");
        }
        return match elsewhere {
            Some(bearer) if !contained(bearer, on, evidence) => {
                let instead = format!("on the {}", evidence.seen[bearer].label);
                Truth::fails(score, facts, instead)
            }
            _ => Truth::holds(score, facts),
        };
    }
    // "HOTEL BAR", where HOTEL is read: nothing tells how that goes on.
    if let [only] = best.lines.as_slice() {
        let line = &evidence.lines[*only];
        let alone = evidence.lines.iter().filter(|l| l.on == line.on).count() == 1;
        let shown = folded(&line.text);
        if alone && runs_on(&quoted, &shown) || is_cut_off(&quoted, &shown) {
            return Truth::unknown();
        }
    }
    // On a thing that bears another text, the quotation is wrong about it.
    let of_bearer = evidence
        .lines
        .iter()
        .find(|l| l.on.is_some_and(|o| on.contains(&o)) && l.confidence >= evidence.rules.assert);
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let price_elsewhere = is_price(said) && evidence.lines.iter().any(|line| is_price(&line.text));
    // ... of as many parts: "coach 7" is not the 14:35.
    let parts = |text: &str| text.split(' ').count();
    let number = |text: &str| numbers(text) && parts(text) == parts(&quoted);
    let number_elsewhere =
        numbers(&quoted) && evidence.lines.iter().any(|l| number(&folded(&l.text)));
    // "Bikes 1 and 2": which they are, whatever they bear.
    let only_counts = quoted.len() == 1 && numbers(&quoted) && !number_elsewhere;
    if best.similarity >= MEANT
        && (shares_word(&quoted, &best.text)
            || measures_alike(&quoted, &best.text)
            || is_another_sum(&quoted, &best.text)
            || resembles(&quoted, &best.text))
        || number_elsewhere
        || price_elsewhere
    {
        let shown = best.lines.iter().map(|l| evidence.lines[*l].text.as_str());
        let shown = shown.collect::<Vec<_>>().join(" ");
        return Truth::fails(score, facts, format!("\"{shown}\""));
    }
    match of_bearer.filter(|_| !only_counts) {
        Some(line) => {
            let instead = format!("\"{}\"", line.text);
            Truth::fails(line.confidence, vec![FactRef::Text(line.id)], instead)
        }
        None => Truth::unknown(),
    }
}

/// The box of the lines that the text is, or of each where it is read several times; how surely, and which lines.
pub(super) fn read_at(said: &str, evidence: &Evidence<'_>) -> Option<ReadAt> {
    let truth = borne(said, &[], false, evidence);
    let read = |l: &&Line| truth.rests_on.contains(&FactRef::Text(l.id));
    let lines: Vec<&Line> = evidence.lines.iter().filter(read).collect();
    let text = |l: &Line| folded(&l.text);
    let again = lines.windows(2).all(|two| text(two[0]) == text(two[1]));
    let boxes = lines.iter().map(|l| l.bbox);
    let boxes: Vec<BBox> = if again {
        boxes.collect()
    } else {
        boxes.reduce(|a, b| a.union(&b)).into_iter().collect()
    };
    // A misquoted line stands where it stands.
    let there = truth.answer != Answer::Unknown && !boxes.is_empty();
    let misquoted = truth.answer == Answer::Fails;
    there.then_some(ReadAt { boxes, rests: (truth.score, truth.rests_on), misquoted })
}

/// That the text is on none of the things, where it is read far from all of them and they are no persons.
pub(super) fn far_from(said: &str, on: &[usize], evidence: &Evidence<'_>) -> Option<Truth> {
    let read = read_at(said, evidence).filter(|read| !read.misquoted && !on.is_empty())?;
    let clear = CLEAR * evidence.size.diagonal();
    let far = |o: &usize| {
        let thing = &evidence.seen[*o].bbox;
        evidence.asserted(*o)
            && !evidence.is_person(*o)
            && read.boxes.iter().all(|b| b.gap(thing) > clear)
    };
    let truth = on.iter().all(far).then(|| borne(said, on, true, evidence));
    truth.filter(|t| t.answer == Answer::Fails)
}

/// A line on one of the regions that is the quotation, or begins with it, whatever else bears the same words.
fn line_on(quoted: &str, on: &[usize], evidence: &Evidence<'_>) -> Option<Truth> {
    let borne = evidence.lines.iter().filter(|l| l.on.is_some_and(|o| on.contains(&o)));
    let same = borne.filter(|l| {
        let shown = folded(&l.text);
        shown == quoted || shown.strip_prefix(quoted).is_some_and(|rest| rest.starts_with(' '))
    });
    let lines: Vec<_> = same.collect();
    let score = lines.iter().map(|l| l.confidence).reduce(f32::max)?;
    Some(Truth::holds(score, lines.iter().map(|l| FactRef::Text(l.id)).collect()))
}

/// Other lines that read the same: who quotes the one has quoted them.
fn again(best: &Closest, evidence: &Evidence<'_>) -> Vec<FactRef> {
    let [one] = *best.lines.as_slice() else { return Vec::new() };
    let shown = folded(&evidence.lines[one].text);
    let others = evidence.lines.iter().enumerate();
    let same = others.filter(|(at, l)| *at != one && folded(&l.text) == shown);
    same.map(|(_, l)| FactRef::Text(l.id)).collect()
}

/// The same words but for slips: every word of one answers a word of the other, or the two are the same without
/// their spaces.
fn agrees(quoted: &str, shown: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (quoted.split(' ').collect(), shown.split(' ').collect());
    let several = a.len() > 1;
    let same = |(a, b): (&&str, &&str)| {
        same_word(a, b) || is_begun_early(a, b) || several && are_one_in_short(a, b)
    };
    let words = a.len() == b.len() && a.iter().zip(&b).all(same);
    let run = |text: &str| text.replace(' ', "");
    words || a.len() != b.len() && similarity(&run(quoted), &run(shown)) >= RUN_TOGETHER
}

/// A number with a currency's mark, or with two decimals.
pub(super) fn is_price(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let digits = word.trim_start_matches(CURRENCIES);
        let number = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let decimals = digits.rsplit_once(['.', ',']).is_some_and(|(_, d)| d.len() == 2);
        number && (decimals || digits.len() < word.len())
    })
}

/// One word `a`, as quoted, for `b`, as shown, but for a slip in a longer one. Another digit is another number.
pub(super) fn same_word(a: &str, b: &str) -> bool {
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit());
    if number(a) && number(b) {
        return a.trim_start_matches('0') == b.trim_start_matches('0'); // 9:41 is 09:41
    }
    // Who slips hardly does so in the first letter: "rusty" is not "crusty". Nor is "bossy" a slip for "boss".
    // Most words are told apart by that, before any distance is worked out.
    let (begins, allowed) =
        (a.chars().next() == b.chars().next(), b.chars().count() / LETTERS_PER_SLIP);
    let slip =
        || digits(a) == digits(b) && strsim::osa_distance(a, b) <= allowed && !is_other_word(a, b);
    a == b || begins && allowed > 0 && slip()
}

fn shares_word(a: &str, b: &str) -> bool {
    a.split(' ').any(|a| a.chars().count() > 1 && b.split(' ').any(|b| same_word(a, b)))
}

/// "7 x 8 = 54" for "7 x 8 = 56": the same but for one number.
fn is_another_sum(a: &str, b: &str) -> bool {
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let mut others = a.iter().zip(&b).filter(|(a, b)| a != b);
    let other = others.next().is_some_and(|(a, b)| number(a) && number(b));
    a.len() == b.len() && a.len() > 2 && other && others.next().is_none()
}

/// "1.9 m" for "1.8 m": another number before the same unit.
fn measures_alike(a: &str, b: &str) -> bool {
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let unit = |text: &str| {
        let mut back = text.rsplit(' ');
        let last = back.next().filter(|w| !number(w)).map(str::to_owned);
        last.filter(|_| back.next().is_some_and(number))
    };
    unit(a).is_some() && unit(a) == unit(b)
}

/// The bearer lies within one of the things, or one of them in it: a sign on a bus is on the bus.
fn contained(bearer: usize, on: &[usize], evidence: &Evidence<'_>) -> bool {
    let inside =
        |a: usize, b: usize| evidence.seen[a].bbox.share_inside(&evidence.seen[b].bbox) >= 0.6;
    on.iter().any(|o| inside(bearer, *o) || inside(*o, bearer))
}

/// Nothing bears the lines that this rests on: what says so may be the picture itself.
pub(super) fn is_free(truth: &Truth, evidence: &Evidence<'_>) -> bool {
    let borne = evidence.lines.iter().filter(|l| l.on.is_some());
    !borne.into_iter().any(|l| truth.rests_on.contains(&FactRef::Text(l.id)))
}

/// None of the lines touches any of the things.
fn is_apart(best: &Closest, on: &[usize], evidence: &Evidence<'_>) -> bool {
    let touches = |line: &usize| {
        let bbox = &evidence.lines[*line].bbox;
        on.iter().any(|o| {
            // What is meant by a body may be the page it is on.
            evidence.is_person(*o) || bbox.share_inside(&evidence.seen[*o].bbox) > 0.0
        })
    };
    !on.is_empty() && !best.lines.iter().any(touches)
}

struct Closest {
    lines: Vec<usize>,
    text: String,
    similarity: f64,
}

/// A passage that runs over neighbouring lines, from within one to within another.
fn passage(quoted: &str, evidence: &Evidence<'_>) -> Option<Closest> {
    let words: Vec<&str> = quoted.split(' ').collect();
    if words.len() < PAGE {
        return None;
    }
    let lines: Vec<String> = evidence.lines.iter().map(|l| folded(&l.text)).collect();
    let shown: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .flat_map(|(at, text)| text.split(' ').filter(|w| !w.is_empty()).map(move |w| (at, w)))
        .collect();
    let run = shown.windows(words.len()).find(|run| {
        let on = |(at, _): &(usize, &str)| evidence.lines[*at].on;
        let same = run.iter().zip(&words).all(|((_, shown), word)| same_word(word, shown));
        same && run.iter().all(|w| on(w) == on(&run[0]))
    })?;
    let mut lines: Vec<usize> = run.iter().map(|(at, _)| *at).collect();
    lines.dedup();
    Some(Closest { lines, text: quoted.to_owned(), similarity: 1.0 })
}

/// The lines that a quotation of many words is made of, in whatever order, where they are nearly all of it.
fn whole_page(quoted: &str, evidence: &Evidence<'_>) -> Option<Closest> {
    let words: Vec<&str> = quoted.split(' ').collect();
    let mut free = vec![words.len() > 1; words.len()];
    let mut lines = Vec::new();
    for (at, line) in evidence.lines.iter().enumerate() {
        let wanted = folded(&line.text);
        let wanted: Vec<&str> = wanted.split(' ').filter(|w| !w.is_empty()).collect();
        let same = |start: usize| {
            let run = words[start..].iter().zip(&free[start..]).zip(&wanted);
            run.into_iter().all(|((word, free), wanted)| *free && same_word(word, wanted))
        };
        let last = (words.len() + 1).saturating_sub(wanted.len().max(1));
        if let Some(start) = (0..last).find(|start| !wanted.is_empty() && same(*start)) {
            free[start..start + wanted.len()].fill(false);
            lines.push(at);
        }
    }
    let found = free.iter().filter(|f| !**f).count();
    let nearly_all = found as f32 >= NEARLY_ALL * words.len() as f32;
    // Two words may be a line each where one thing bears both.
    let bearer = |at: &usize| evidence.lines[*at].on;
    let one = words.len() >= PAGE || lines.windows(2).all(|two| bearer(&two[0]) == bearer(&two[1]));
    let page = nearly_all && lines.len() > 1 && one;
    page.then(|| Closest { lines, text: quoted.to_owned(), similarity: 1.0 })
}

/// The line, the part of a line, or the neighbouring lines most like the quotation; a line before what is part of another.
fn closest(quoted: &str, evidence: &Evidence<'_>) -> Option<Closest> {
    let mut best: Option<Closest> = None;
    let mut offer = |lines: Vec<usize>, text: String| {
        let similarity = similarity(quoted, &text);
        if best.as_ref().is_none_or(|b| similarity > b.similarity) {
            best = Some(Closest { lines, text, similarity });
        }
    };
    let words = quoted.split(' ').count();
    let shown: Vec<String> = evidence.lines.iter().map(|line| folded(&line.text)).collect();
    for (at, text) in shown.iter().enumerate() {
        offer(vec![at], text.clone());
    }
    for (first, line) in evidence.lines.iter().enumerate() {
        let mut text = shown[first].clone();
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
            text = format!("{text} {}", shown[at]);
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
        .map(without_accent)
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    // "512 x 384" is 512 × 384.
    let times =
        |at: usize| at > 0 && is_times(words[at - 1], words[at], words.get(at + 1).copied());
    let kept: Vec<&str> = (0..words.len()).filter(|at| !times(*at)).map(|at| words[at]).collect();
    kept.join(" ")
}

/// An x between two numbers.
pub(super) fn is_times(before: &str, word: &str, after: Option<&str>) -> bool {
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit());
    word == "x" && number(before) && after.is_some_and(number)
}

/// A slip in a letter is forgiven, one in a number is another number.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
