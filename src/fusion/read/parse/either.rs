//! "Red or green": one look, of which either part will do.

use super::Parser;
use crate::fusion::read::claim::{Body, Claim};

/// What joins two looks of which one is true.
const OR: &str = "or";

impl Parser<'_> {
    /// Makes one claim of two colours that "or" joins.
    pub(super) fn join_alternatives(&mut self) {
        let claims = &mut self.reading.claims;
        let mut at = 0;
        while at < claims.len() {
            let joined = |c: &Claim| {
                let between = self.text.get(claims[at].span.end..c.span.start).unwrap_or_default();
                between.trim().eq_ignore_ascii_case(OR) && c.subjects == claims[at].subjects
            };
            let other = claims.iter().position(joined);
            let colours = other.and_then(|o| match (&claims[at].body, &claims[o].body) {
                (Body::Colour(a), Body::Colour(b)) => Some((o, [a.clone(), b.clone()].concat())),
                _ => None,
            });
            match colours {
                Some((other, either)) => {
                    claims[at].body = Body::Colour(either);
                    claims[at].span.end = claims[other].span.end;
                    claims.remove(other);
                }
                None => at += 1,
            }
        }
    }
}
