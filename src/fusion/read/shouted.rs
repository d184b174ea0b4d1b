//! Words in capitals, which are text that a caption quotes without marks: "marked CITY TOURS 42".

use super::markup::Layout;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::List;

/// What may stand between words of one text.
const WITHIN_TEXT: [char; 8] = [' ', '-', '&', '\'', ':', '£', '$', '€'];

/// Runs of words in capitals, with the numbers among them, are quoted text: "marked CITY TOURS 42".
pub(super) fn join(text: &str, tokens: Vec<Token>, layout: &Layout) -> Vec<Token> {
    let headings = headings(text, &tokens, layout);
    let shouted = |t: &Token| is_shouted(text, t) && headings.binary_search(&t.span.start).is_err();
    let number = |t: &Token| t.word.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    // "JET A-1 FUEL".
    let code = |t: &Token| {
        let word = &text[t.span.clone()];
        word.contains(|c: char| c.is_ascii_digit()) && !word.contains(char::is_lowercase)
    };
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for mut token in tokens {
        if headings.binary_search(&token.span.start).is_ok() {
            token.capital = false;
        }
        // "NEXT: BELLA".
        if shouted(&token)
            && let [.., before, mark] = out.as_slice()
            && mark.kind == TokenKind::Stop
            && &text[mark.span.clone()] == ":"
            && before.kind == TokenKind::Quote
            && !before.is_marked()
        {
            out.pop();
        }
        // "CAKES 50p A SLICE".
        if shouted(&token) {
            join_small(text, &mut out);
        }
        if let Some(last) = out.last_mut().filter(|l| l.kind == TokenKind::Quote)
            && (shouted(&token)
                || (number(&token) || code(&token)) && token.kind == TokenKind::Word
                // "LIFT CLOSES 16:00".
                || is_time(text, &token) && last.capital)
            && text[last.span.end..token.span.start].trim_matches(WITHIN_TEXT).is_empty()
            && !last.is_marked()
        {
            last.span.end = token.span.end;
            last.word = text[last.span.clone()].to_owned();
            continue;
        }
        // "4 KM TO GO": a number that stands right before belongs to it.
        if shouted(&token)
            && let Some(last) = out.last_mut()
            && last.kind == TokenKind::Word
            && number(last)
            && &text[last.span.end..token.span.start] == " "
        {
            last.span.end = token.span.end;
            last.word = text[last.span.clone()].to_owned();
            last.kind = TokenKind::Quote;
            last.capital = true;
            continue;
        }
        if shouted(&token) {
            let word = text[token.span.clone()].to_owned();
            out.push(Token { kind: TokenKind::Quote, word, ..token });
        } else {
            out.push(token);
        }
    }
    out
}

/// A word in capitals that is no abbreviation and no tag: "#GOAT".
fn is_shouted(text: &str, token: &Token) -> bool {
    let word = &text[token.span.clone()];
    token.kind == TokenKind::Word
        && !text[..token.span.start].ends_with('#')
        && word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !word.chars().any(char::is_lowercase)
        && word.chars().any(|c| c.is_uppercase())
        && !List::Abbreviations.has(&word.replace('.', ""))
}

/// Where the words of headings begin, which are no text: "STREET SCENE", before all sentences, and "LEFT: a man".
fn headings(text: &str, tokens: &[Token], layout: &Layout) -> Vec<usize> {
    let marked = tokens.iter().filter(|t| layout.heading(&t.span).is_some());
    let mut found: Vec<usize> = marked.map(|t| t.span.start).collect();
    let sentences = tokens.chunk_by(|a, b| a.sentence == b.sentence);
    for (n, sentence) in sentences.enumerate() {
        let words = sentence.iter().take_while(|t| is_shouted(text, t)).count();
        let colon = sentence.get(words).is_some_and(|t| &text[t.span.clone()] == ":");
        // "NEXT: BELLA" is one text.
        let read_on = sentence.get(words + 1).is_none_or(|t| {
            is_shouted(text, t) || t.word.starts_with(|c: char| c.is_ascii_digit())
        });
        let title = n == 0 && words == sentence.len();
        if title || colon && !read_on {
            found.extend(sentence[..words].iter().map(|t| t.span.start));
        }
    }
    found.sort_unstable();
    found
}

/// A clock's time, which is a text already.
fn is_time(text: &str, token: &Token) -> bool {
    let shown = text.get(token.span.clone()).unwrap_or_default();
    token.kind == TokenKind::Quote && shown.chars().all(|c| c.is_ascii_digit() || c == ':')
}

/// So many words that are not in capitals may stand between words of one text.
const SMALL_WITHIN: usize = 2;

/// Puts "50p" and "A" to the words in capitals before them, where more of these come.
fn join_small(text: &str, out: &mut Vec<Token>) {
    let small = |t: &Token| {
        let word = text.get(t.span.clone()).unwrap_or_default();
        // "IT'S A BOY".
        let mut letters = word.trim_start_matches(['\'', '’']).chars();
        let first = letters.next();
        t.kind == TokenKind::Word
            && (first.is_some_and(|c| c.is_ascii_digit())
                || first.is_some_and(char::is_uppercase) && letters.next().is_none())
    };
    let few = out.iter().rev().take_while(|t| small(t)).count();
    let Some(text_at) =
        out.len().checked_sub(few + 1).filter(|_| (1..=SMALL_WITHIN).contains(&few))
    else {
        return;
    };
    let joined = out[text_at].is_shouted()
        && out[text_at..]
            .windows(2)
            .all(|two| matches!(&text[two[0].span.end..two[1].span.start], " " | ""));
    if joined {
        let end = out.last().map_or(0, |t| t.span.end);
        out.truncate(text_at + 1);
        out[text_at].span.end = end;
        out[text_at].word = text[out[text_at].span.clone()].to_owned();
    }
}
