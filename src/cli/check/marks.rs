//! A caption with its findings marked in the text, never by colour alone.

use crate::fusion::ground::finding::{Finding, Verdict};
use console::{Color, Style};

/// How a verdict is marked: signs around the words, and a colour where there is a terminal.
struct Mark {
    open: &'static str,
    close: &'static str,
    colour: Color,
}

/// Marks of claims: what is supported needs none, what is missing stands nowhere in the text.
fn mark(verdict: Verdict) -> Option<Mark> {
    let (open, close, colour) = match verdict {
        Verdict::Contradicted => ("[!", "!]", Color::Red),
        Verdict::Unsupported => ("[?", "?]", Color::Yellow),
        Verdict::Weak => ("[~", "~]", Color::Cyan),
        Verdict::Unchecked => ("[.", ".]", Color::Magenta),
        Verdict::Supported | Verdict::Missing => return None,
    };
    Some(Mark { open, close, colour })
}

/// What the signs mean, in one line.
pub const LEGEND: &str = "[!contradicted!] [?unsupported?] [~weak~] [.unchecked.]";

/// A verdict's title in its colour.
pub fn title(verdict: Verdict, colours: bool) -> String {
    let colour = mark(verdict).map_or(Color::Green, |m| m.colour);
    Style::new().fg(colour).bold().force_styling(colours).apply_to(verdict.title()).to_string()
}

/// The text with every marked claim between its signs. Where claims overlap, words bear the worst verdict alone, so
/// that signs never nest.
pub fn marked(text: &str, findings: &[Finding], colours: bool) -> String {
    let mut worst: Vec<Option<Verdict>> = vec![None; text.len()];
    for finding in findings.iter().filter(|f| mark(f.verdict).is_some()) {
        let Some(span) = finding.span.clone() else { continue };
        let words = worst.get_mut(span).into_iter().flatten();
        words.for_each(|byte| *byte = (*byte).max(Some(finding.verdict)));
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut start = 0;
    while start < text.len() {
        let verdict = worst[start];
        let same = worst[start..].iter().take_while(|v| **v == verdict).count();
        // Spans end on character boundaries; were one not to, its last character would bear the mark whole.
        let end = (start + same..=text.len()).find(|e| text.is_char_boundary(*e));
        let end = end.unwrap_or(text.len());
        let words = harmless(&text[start..end]);
        match verdict.and_then(mark) {
            Some(Mark { open, close, colour }) => {
                let style = Style::new().fg(colour).force_styling(colours);
                out += &style.apply_to(format!("{open}{words}{close}")).to_string();
            }
            None => out += &words,
        }
        start = end;
    }
    out
}

/// A stranger's text on a terminal: control characters other than line breaks and tabs are shown, not obeyed.
pub fn harmless(text: &str) -> String {
    let shown = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}
