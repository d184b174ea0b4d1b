//! "Whoever holds it": somebody who does.

use super::token::{self, Token, TokenKind};

/// Words for somebody of whom a clause tells the rest.
const WHOEVER: [&str; 2] = ["whoever", "whomever"];
/// What they are.
const SOMEBODY: &str = "somebody";
const WHO: &str = "who";

/// Takes each such word for two, the second of which is nowhere in the text.
pub(super) fn expand(tokens: &mut Vec<Token>) {
    let whoever = |t: &Token| t.kind == TokenKind::Word && WHOEVER.contains(&t.word.as_str());
    if !tokens.iter().any(whoever) {
        return;
    }
    let mut out = Vec::with_capacity(tokens.len() + 1);
    for token in tokens.drain(..) {
        if whoever(&token) {
            let span = token.span.end..token.span.end;
            let who = Token { span, word: WHO.to_owned(), capital: false, ..token.clone() };
            out.extend([Token { word: SOMEBODY.to_owned(), ..token }, who]);
        } else {
            out.push(token);
        }
    }
    token::number(&mut out);
    *tokens = out;
}
