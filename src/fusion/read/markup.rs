//! How a caption is laid out: bold type and the numbers of a list, which say nothing, and headings, which name what comes.

use std::ops::Range;

/// The layout of a text in Markdown, or in plain lists.
#[derive(Debug, Default)]
pub struct Layout {
    /// Where marks stand that are no words, in order.
    marks: Vec<usize>,
    headings: Vec<Heading>,
}

/// A heading: "### Animals", "**Animals:** one dog".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub span: Range<usize>,
    /// What stands behind it on its line.
    pub rest: Range<usize>,
}

/// What may stand before the words of a line; list numbers besides.
const BEFORE: [char; 9] = [' ', '\t', '#', '*', '-', '•', '>', '+', '_'];
/// What parts a heading from what comes.
const AFTER: [char; 6] = [':', '-', '–', '—', '*', ' '];
const BOLD: &str = "**";

impl Layout {
    /// Finds the marks and headings of a text.
    pub fn of(text: &str) -> Self {
        let mut layout = Self::default();
        let lines = text.trim_end().contains('\n');
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            layout.read_line(text, from..from + line.trim_end().len(), lines);
            from += line.len();
        }
        layout.emphasis(text);
        layout.numbers_in_brackets(text);
        layout.marks.sort_unstable();
        layout
    }

    /// A piece that begins there is no word.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.marks.binary_search(&at).is_ok()
    }

    /// The heading that the words belong to.
    pub fn heading(&self, words: &Range<usize>) -> Option<&Heading> {
        self.headings.iter().find(|h| h.span.start <= words.start && words.end <= h.span.end)
    }

    /// The number of a list's entry, and the heading that the line is or begins with. What stands alone on its line is a
    /// heading only where other lines come.
    fn read_line(&mut self, text: &str, line: Range<usize>, lines: bool) {
        let mut at = line.start;
        loop {
            let rest = &text[at..line.end];
            at = line.end - rest.trim_start_matches(BEFORE).len();
            let Some(length) = list_number(&text[at..line.end]) else { break };
            self.marks.push(at);
            at += length;
        }
        let (before, words) = (&text[line.start..at], &text[at..line.end]);
        if before.contains('#') && lines {
            self.headings.push(Heading { span: at..line.end, rest: line.end..line.end });
        } else if let Some(close) = words.find(BOLD).filter(|_| before.contains(BOLD)) {
            let rest = words[close..].trim_start_matches(BOLD).trim_start();
            let parted = words[..close].ends_with(':') || rest.starts_with(AFTER);
            let alone = rest.trim_matches(AFTER).is_empty() && lines;
            if parted || alone {
                let rest = line.end - rest.len()..line.end;
                self.headings.push(Heading { span: at..at + close, rest });
            }
        }
    }

    /// "A **brown dog**": stars that touch a word, and those that touch these.
    fn emphasis(&mut self, text: &str) {
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let marks = text.match_indices('*').map(|(at, _)| at).filter(|at| {
            touches(text[..*at].chars().next_back()) || touches(text[at + 1..].chars().next())
        });
        self.marks.extend(marks);
    }

    /// "(1) a woman and (2) a dog", "1) a woman"; but "bottles (2)" says how many, and so does "(dogs: 2)".
    fn numbers_in_brackets(&mut self, text: &str) {
        let mut open = 0_usize;
        for (at, bracket) in text.match_indices(['(', ')']) {
            if bracket == "(" {
                open += 1;
                continue;
            }
            let within = open > 0;
            let (close, head) = (at, &text[..at]);
            open = open.saturating_sub(1);
            let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
            let (start, length) = (digits.len(), close - digits.len());
            let before = digits.strip_suffix('(').unwrap_or(digits);
            let opened = before.len() < digits.len();
            let words = before.trim_end();
            let entry = words.is_empty()
                || words.ends_with(|c: char| !c.is_alphanumeric() && c != '(')
                || words.ends_with(" and");
            let more = text[close + 1..].starts_with(' ');
            if (1..=2).contains(&length) && entry && more && opened == within {
                self.marks.push(start);
            }
        }
    }
}

/// "2. ": so many bytes at the beginning of a line number what comes.
fn list_number(line: &str) -> Option<usize> {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && rest.starts_with([' ', '*'])).then_some(digits + 1)
}
