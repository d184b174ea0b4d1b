//! What hangs on a wall: pictures there are things, and so is a light on the ceiling.

use super::choose::{Place, Reading, Readings};
use super::token::Token;
use crate::fusion::vocabulary::{List, Meaning};

/// What things hang on.
const WALLS: [&str; 4] = ["wall", "walls", "ceiling", "roof"];
/// Mostly how light it is.
const LIGHT: &str = "light";

/// "Pictures hang on the wall", "walls covered in photos", "a light hangs from the ceiling": things, and neither the
/// picture itself nor how light it is.
pub(super) fn on_a_wall(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, words, .. } = place;
    let word = &tokens[at].word;
    let pictured = |r: &Reading| r.0 == 1 && r.1 == Meaning::Picture;
    let picture = List::Photographs.has(word) && readings.iter().any(pictured);
    if !picture && word != LIGHT {
        return;
    }
    let here = |t: &&Token| t.sentence == tokens[at].sentence;
    let look = |t: &&Token| {
        let readings = words.readings(std::slice::from_ref(*t));
        let look =
            |m: &Meaning| matches!(m, Meaning::Size(_) | Meaning::Colour(_) | Meaning::Beyond);
        readings.iter().any(|(_, m)| look(m))
    };
    let mut before = tokens[..at].iter().rev().take_while(here).skip_while(look).peekable();
    let one = before.peek().is_some_and(|t| matches!(t.word.as_str(), "a" | "another"));
    // Between the two stands nothing but how the one is on the other.
    let joins = |t: &&Token| List::Hanging.has(&t.word);
    let behind = tokens[at + 1..].iter().take_while(here).find(|t| !joins(t));
    let ends = [before.find(|t| !joins(t)).filter(|_| picture), behind];
    let walls = ends.into_iter().flatten().any(|t| WALLS.contains(&t.word.as_str()));
    let thing = words.find_noun(if picture { "framed picture" } else { "light fixture" });
    if let Some((noun, _)) = thing.filter(|_| walls && (picture || one)) {
        *readings = vec![(1, Meaning::Noun { noun, plural: word.ends_with('s') })];
    }
}
