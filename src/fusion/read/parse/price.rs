//! What two symbols cost together for what they name.

use super::cat::{Cat, Flow};
use super::symbol::{Sort, Symbol};

/// What two symbols cost together for what they name and whom they are said of.
pub(super) fn price(flow: Flow, right: Cat, a: &Symbol, b: &Symbol) -> u32 {
    let (host, said) = match flow {
        // "The shelf has a cup standing on it": the cup stands there.
        Flow::Late if right == Cat::Part && a.cats.iter().any(|(cat, _)| *cat == Cat::Have) => {
            return 6;
        }
        Flow::Which_ | Flow::Says | Flow::Late => (a.sort, b.sort),
        // "Pedestrian: red, suitcase": no red suitcase.
        Flow::Fronts if b.bare && a.cats.iter().all(|(cat, _)| *cat == Cat::Look) => return 8,
        Flow::Fronts => (b.sort, a.sort),
        // "The truck is white and the plane yellow": two clauses.
        Flow::Is if b.definite && a.cats.iter().any(|(cat, _)| *cat == Cat::And) => return 30,
        Flow::Called if b.owned || a.counted && b.counted => return 20,
        Flow::Prefix => return if b.bare && !a.linked { 0 } else { 30 },
        // "Two books, both green": no second clause.
        Flow::Gaps if b.bare || b.numeral || b.sort == Sort::Told => return 30,
        // "A child in the middle, and on the right an adult": no verb is left out.
        Flow::Gaps if a.sort == b.sort && !(a.definite || b.definite || a.counted || b.counted) => {
            return 30;
        }
        Flow::Gaps => return 0,
        // "Between the girl and the banana": nothing is between one thing.
        Flow::Governs if right == Cat::Np && a.between && b.sort != Sort::Told && !b.many => {
            return 4;
        }
        Flow::Absolute => return if b.owned { 0 } else { 20 },
        Flow::Called if a.sort != b.sort && b.sort != Sort::Open => return 8,
        // "Above the zebra on the left and behind the elephant": like goes with like.
        Flow::Both if right == Cat::AAdv => {
            let place = |s: &Symbol| s.cats.iter().any(|(cat, _)| *cat == Cat::Place);
            let denied = if b.contrast && !a.negated { 6 } else { 0 };
            // "Above the one in black and in front of the dog": what is in black is not in front of it.
            let worn = if a.worn == b.worn { 0 } else { 4 };
            return denied + worn + if place(a) == place(b) { 0 } else { 3 };
        }
        Flow::Joins => {
            // "A fork left of the pizza and a bottle": what is new goes with what is new.
            let known = if a.definite && !b.definite { 4 } else { 0 };
            // "Three people at a crossing, one on foot and one on a bike": a number goes with its like.
            // "Two dogs but only one of them": of these.
            let numeral = b.numeral || b.sort == Sort::Told && b.counted;
            let counted = if numeral && !a.numeral { 10 } else { 0 };
            return known
                + counted
                + match (a.sort, b.sort) {
                    (Sort::Told, _) if !b.definite => 5,
                    (Sort::Person | Sort::Animal, Sort::Thing) => 4,
                    (Sort::Thing, Sort::Person | Sort::Animal) => 4,
                    _ => 0,
                };
        }
        _ => return 0,
    };
    // "With one of them on the left": that one is.
    let told = flow == Flow::Which_ && host == Sort::Told && right != Cat::Quote && !a.counted;
    let unfit = match (host, said) {
        (Sort::Thing, Sort::OfPerson) => 5,
        (Sort::Animal, Sort::OfPerson) => 2,
        (Sort::Person, Sort::OfThing) => 2,
        _ => 0,
    };
    unfit + if told { 6 } else { 0 }
}
