//! Words, numbers, punctuation and quoted text of a caption, each with its byte range and sentence.

use super::markup::Layout;
use super::shouted;
use crate::fusion::vocabulary::Meaning;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_segmentation::UnicodeSegmentation;

/// One token of a caption.
#[derive(Debug, Clone)]
pub struct Token {
    /// Bytes of the caption; both ends on character boundaries.
    pub span: Range<usize>,
    /// The word in lower case with straight apostrophes; of a quotation, its content as it stands.
    pub word: String,
    pub kind: TokenKind,
    /// Counts from 0.
    pub sentence: usize,
    /// The word began with a capital.
    pub capital: bool,
    /// So many tokens its sentence has from here on, itself included.
    pub(in crate::fusion) rest: usize,
    /// What the words from here to the end of the sentence can mean, once it has been asked: it is asked again and
    /// again, for every word before them.
    pub(in crate::fusion) means: OnceLock<Vec<(usize, Meaning)>>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Comma,
    /// Semicolon, colon, dash, bracket: what parts clauses.
    Stop,
    /// Something between quotation marks; its `word` is the content.
    Quote,
}

/// Marks that open a quotation, each with those that close it.
const QUOTES: &[(char, &[char])] = &[
    ('"', &['"', '”']),
    ('“', &['”', '"']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('‘', &['’']),
    ('\'', &['\'']),
    ('`', &['`', '\'']),
];

/// Longest quotation in bytes: what is longer is a stray mark, not somebody's text.
const LONGEST_QUOTE: usize = 400;
/// The same where the marks come in pairs: a page.
const LONGEST_PAGE: usize = 4000;

/// Splits a caption into tokens. Sentences end as Unicode's rules say (UAX 29), but never inside a quotation.
pub fn tokens(text: &str) -> Vec<Token> {
    let quotes = quotations(text);
    let layout = Layout::of(text);
    let mut out = Vec::new();
    let mut sentence = 0;
    let mut ends = sentence_ends(text, &quotes).into_iter().peekable();
    let mut next_quote = quotes.iter().peekable();
    for (at, piece) in text.split_word_bound_indices() {
        while ends.peek().is_some_and(|end| *end <= at) {
            ends.next();
            sentence += 1;
        }
        while next_quote.peek().is_some_and(|q| q.outer.end <= at) {
            next_quote.next();
        }
        if let Some(q) = next_quote.peek().filter(|q| q.outer.start <= at) {
            if q.outer.start == at {
                let content = text[q.inner.clone()].to_owned();
                out.push(Token::new(q.outer.clone(), content, TokenKind::Quote, sentence, false));
            }
            continue;
        }
        if layout.is_mark(at) {
            continue;
        }
        // "The tree is green.The dog stands …".
        match glued(piece).filter(|_| ends.peek().is_some_and(|end| *end < at + piece.len())) {
            Some(stop) => {
                push(&mut out, text, at, &piece[..stop], sentence);
                ends.next();
                sentence += 1;
                push(&mut out, text, at + stop + 1, &piece[stop + 1..], sentence);
            }
            None => push(&mut out, text, at, piece, sentence),
        }
    }
    let mut out = join_hyphens(text, out);
    if is_shouted_throughout(text) {
        out.iter_mut().for_each(|t| t.capital = false);
    } else {
        out = shouted::join(text, out, &layout);
        level_titles(&mut out);
    }
    number(&mut out);
    out
}

/// Where a full stop ends a sentence, and the next begins without a space: "green.The".
fn glued(piece: &str) -> Option<usize> {
    let (before, after) = piece.split_once('.')?;
    let small = |c: char| c.is_lowercase();
    let word = before.chars().count() >= WORD && before.ends_with(small);
    let mut next = after.chars();
    let begins = next.next().is_some_and(char::is_uppercase) && next.all(small);
    (word && begins && before.chars().all(char::is_alphabetic)).then_some(before.len())
}

/// Counts what each token's sentence has from there on. What was known of the tokens is forgotten: others may have stood
/// behind them.
pub(super) fn number(tokens: &mut [Token]) {
    for sentence in tokens.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let length = sentence.len();
        for (at, token) in sentence.iter_mut().enumerate() {
            token.rest = length - at;
            token.means = OnceLock::new();
        }
    }
}

/// So many letters in a hundred may be small ones in a caption that is written in capitals.
const SMALL_IN_SHOUTED: usize = 8;

/// "A MAN IS PLAYING TENNIS": capitals tell nothing.
fn is_shouted_throughout(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    small * 100 <= letters * SMALL_IN_SHOUTED
}

/// A sentence of so many words or more may be written like a title.
const TITLE: usize = 6;

/// "A Man Is Playing Tennis": where all words but one in five begin with capitals, these tell nothing.
fn level_titles(tokens: &mut [Token]) {
    for sentence in tokens.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let words = sentence.iter().filter(|t| t.kind == TokenKind::Word);
        let (all, small) = words.fold((0, 0), |(all, small), t| {
            let letter = t.word.starts_with(char::is_alphabetic);
            (all + usize::from(letter), small + usize::from(letter && !t.capital))
        });
        if all >= TITLE && small * 5 <= all {
            sentence.iter_mut().for_each(|t| t.capital = false);
        }
    }
}

/// Adds one piece between two word bounds, if it says anything.
fn push(out: &mut Vec<Token>, text: &str, at: usize, piece: &str, sentence: usize) {
    let kind = match piece.chars().next() {
        // "@TfL": who shall read it.
        Some(_) if text[..at].ends_with('@') => return,
        // "#14", who bears it.
        Some(c) if c.is_ascii_digit() && text[..at].ends_with('#') => TokenKind::Quote,
        Some(c) if c.is_alphanumeric() => TokenKind::Word,
        Some(',' | '+') => TokenKind::Comma,
        Some(
            '=' | '|' | '•' | '·' | '*' | '→' | ';' | ':' | '–' | '—' | '(' | ')' | '[' | ']' | '-'
            | '/' | '&',
        ) => TokenKind::Stop,
        _ if piece == "\n\n" => TokenKind::Stop,
        _ => return,
    };
    let span = at..at + piece.len();
    if is_address(piece) {
        out.push(Token::new(span, piece.to_owned(), TokenKind::Quote, sentence, false));
        return;
    }
    let capital = piece.chars().next().is_some_and(char::is_uppercase);
    let word = without_dots(piece).to_lowercase().replace('’', "'");
    // "n't" is a word of its own, and so is a possessive "'s".
    for (tail, cut) in [("n't", 3), ("'s", 2), ("'re", 3), ("'ve", 3)] {
        let bytes_of_tail: usize = piece.chars().rev().take(cut).map(char::len_utf8).sum();
        if word.len() > tail.len() && word.ends_with(tail) && word != "can't" {
            let middle = span.end - bytes_of_tail;
            let head = text[span.start..middle].to_lowercase().replace('’', "'");
            out.push(Token::new(span.start..middle, head, kind, sentence, capital));
            out.push(Token::new(middle..span.end, tail.to_owned(), kind, sentence, false));
            return;
        }
    }
    out.push(Token::new(span, word, kind, sentence, capital));
}

/// Ends of addresses in the web.
const DOMAINS: [&str; 12] =
    ["com", "org", "net", "gov", "edu", "info", "co", "uk", "de", "fr", "eu", "io"];

/// "www.example.com" is written somewhere.
fn is_address(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let mut parts = lower.rsplit('.');
    let domain = parts.next().is_some_and(|end| DOMAINS.contains(&end));
    let names = parts.all(|part| part.chars().count() > 1);
    lower.starts_with("www.") || domain && names && lower.contains('.')
}

/// "T.V", "u.s.a": single letters with dots between are one word without them.
fn without_dots(piece: &str) -> String {
    let single = piece.contains('.')
        && piece.split('.').all(|p| p.chars().count() == 1 && p.chars().all(char::is_alphabetic));
    if single { piece.replace('.', "") } else { piece.to_owned() }
}

/// Puts "left-hand" and "12:45" together again: words with a hyphen or colon between, without spaces.
fn join_hyphens(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let digits = |t: &Token| t.word.chars().all(|c| c.is_ascii_digit());
        let joins = |before: &Token, mark: &Token| {
            mark.kind == TokenKind::Stop
                && match &text[mark.span.clone()] {
                    "-" => true,
                    ":" => digits(before) && digits(&token),
                    _ => false,
                }
        };
        if token.kind == TokenKind::Word
            && let [.., before, dash] = out.as_mut_slice()
            && joins(before, dash)
            && before.kind == TokenKind::Word
            && before.span.end == dash.span.start
            && dash.span.end == token.span.start
        {
            before.span.end = token.span.end;
            // "London-style" names nobody.
            before.capital &= token.capital || digits(&token);
            if digits(before) && digits(&token) && &text[dash.span.clone()] == ":" {
                before.kind = TokenKind::Quote; // a clock's time is text
            }
            let (capital, start) = (before.capital, before.span.start);
            before.word = text[before.span.clone()].to_lowercase().replace('’', "'");
            out.pop();
            // "Bird's-eye" is one word.
            if let [.., owner, joined] = out.as_mut_slice()
                && owner.span.end == start
                && joined.word.starts_with("'s-")
            {
                owner.span.end = joined.span.end;
                owner.capital &= capital;
                owner.word = text[owner.span.clone()].to_lowercase().replace('’', "'");
                out.pop();
            }
            continue;
        }
        if let Some(before) = out.last_mut().filter(|b| b.span.end == token.span.start)
            && let Some(word) = short_with(before, &text[token.span.clone()])
        {
            before.span.end = token.span.end;
            before.word = word.to_owned();
            continue;
        }
        out.push(token);
    }
    out
}

/// "W/", "w/o", written together.
fn short_with(before: &Token, next: &str) -> Option<&'static str> {
    match (before.word.as_str(), next) {
        ("w", "/") => Some("with"),
        ("with", "o") if before.span.len() == 2 => Some("without"),
        _ => None,
    }
}

impl Token {
    /// The same with nothing behind it.
    pub(super) fn alone(&self) -> Token {
        Token { rest: 1, means: OnceLock::new(), ..self.clone() }
    }

    fn new(
        span: Range<usize>,
        word: String,
        kind: TokenKind,
        sentence: usize,
        capital: bool,
    ) -> Token {
        Token { span, word, kind, sentence, capital, rest: 1, means: OnceLock::new() }
    }

    /// In capitals, without marks.
    pub(super) fn is_shouted(&self) -> bool {
        self.kind == TokenKind::Quote && self.capital
    }

    /// A quotation between marks, to which nothing may be added.
    pub(super) fn is_marked(&self) -> bool {
        self.kind == TokenKind::Quote && !self.capital
    }
}

struct Quotation {
    /// With its marks.
    outer: Range<usize>,
    inner: Range<usize>,
}

/// Pairs of quotation marks: an opening one stands at the text's start or after a space or bracket, and a closing
/// one is not followed by a letter (so that apostrophes stay apostrophes).
fn quotations(text: &str) -> Vec<Quotation> {
    let even = text.matches('"').count().is_multiple_of(2);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, open, closers)) = next_opening(text, from) {
        let inner = start + open.len_utf8();
        let paired = !closers.contains(&open) || open == '"' && even;
        let longest = if paired { LONGEST_PAGE } else { LONGEST_QUOTE };
        let limit = ceil_boundary(text, inner.saturating_add(longest).min(text.len()));
        let closing = |closers: &[char]| {
            text[inner..limit].char_indices().find(|(at, c)| {
                let after = text[inner + at + c.len_utf8()..].chars().next();
                *at > 0 && closers.contains(c) && !after.is_some_and(char::is_alphanumeric)
            })
        };
        // The mark's own partner, past others between them; but not past where another such quotation opens.
        let partner = closers.first().and_then(|own| closing(std::slice::from_ref(own)));
        let partner = partner.filter(|(at, _)| !text[inner..inner + at].contains(open));
        let close = partner.or_else(|| closing(closers));
        from = match close {
            Some((at, c)) => {
                let end = inner + at + c.len_utf8();
                found.push(Quotation { outer: start..end, inner: inner..inner + at });
                end
            }
            None => inner,
        };
    }
    found
}

fn next_opening(text: &str, from: usize) -> Option<(usize, char, &'static [char])> {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text[from..].char_indices() {
        if let Some((open, closers)) = QUOTES.iter().find(|(open, _)| *open == c)
            && !before.is_some_and(char::is_alphanumeric)
        {
            return Some((from + at, *open, closers));
        }
        before = Some(c);
    }
    None
}

/// The next character boundary at or after `at`.
fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())
}

/// A full stop after these ends no sentence.
const ABBREVIATED: [&str; 26] = [
    "mr.", "mrs.", "ms.", "dr.", "st.", "no.", "nos.", "etc.", "vs.", "approx.", "incl.", "fig.",
    "ave.", "rd.", "blvd.", "mt.", "ft.", "jr.", "dept.", "inc.", "ltd.", "prof.", "capt.", "min.",
    "max.", "est.",
];
/// A word before a full stop that so many letters have is none of them, even where a small letter goes on.
const WORD: usize = 3;

/// Where sentences end, but for ends inside a quotation and after "Mr.".
fn sentence_ends(text: &str, quotes: &[Quotation]) -> Vec<usize> {
    let mut ends = Vec::new();
    let inside = |end: usize| quotes.iter().any(|q| q.outer.start < end && end < q.outer.end);
    let last = |text: &str| text.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    for (at, sentence) in text.split_sentence_bound_indices() {
        // "everyone is busy. the laptop is silver": who never writes capitals.
        for (stop, _) in sentence.match_indices(". ") {
            let word = last(&sentence[..=stop]);
            let letters = word.trim_end_matches('.');
            let plain = letters.chars().count() >= WORD && letters.chars().all(char::is_alphabetic);
            let end = at + stop + 2;
            let more = !sentence[stop + 2..].trim().is_empty();
            if plain && more && !ABBREVIATED.contains(&word.as_str()) && !inside(end) {
                ends.push(end);
            }
        }
        for (start, piece) in sentence.split_word_bound_indices() {
            if let Some(stop) = glued(piece).filter(|stop| !inside(at + start + stop)) {
                ends.push(at + start + stop + 1);
            }
        }
        let end = at + sentence.len();
        // "Somebody (angry!) is pushing a motorcycle".
        let aside =
            sentence.trim_end().ends_with(')') && text[end..].starts_with(char::is_lowercase);
        let ended = last(sentence);
        // "Is it white? No. It is red."
        let number = || text[end..].starts_with(|c: char| c.is_ascii_digit());
        let abbreviated = ABBREVIATED.contains(&ended.as_str()) && (ended != "no." || number());
        if !inside(end) && !aside && !abbreviated {
            ends.push(end);
        }
    }
    ends.sort_unstable();
    ends
}
