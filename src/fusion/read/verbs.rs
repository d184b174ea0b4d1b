//! Verbs that look like nouns, and nouns that look like verbs: readings that the place in the sentence rules out.

use super::choose::{Place, Reading, Readings, names_next};
use super::homographs::ends_within_look;
use super::item::Item;
use super::owning::has_noun;
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, Meaning, Pronoun, Vocabulary};

/// "A cook in a kitchen": after an article a noun, whatever longer verb its words would make.
pub(super) fn nouns_after_openers(readings: &mut Readings, place: Place<'_>) {
    let opened = place.before.last().is_some_and(|i| {
        match i.meaning {
            Meaning::Determiner(Article::Indefinite | Article::Definite) | Meaning::Possessive => {
                true
            }
            // "Both the (cook)".
            Meaning::Quantity { .. } => place.tokens[i.tokens.end - 1].word == "the",
            _ => false,
        }
    });
    // "Cook in white", "smiling cook in an apron": a caption gives no orders, so who opens it does not "cook in" anything.
    let base = !["s", "ed", "ing"].iter().any(|e| place.tokens[place.at].word.ends_with(e));
    let alive = |(l, m): &Reading| match m {
        Meaning::Noun { noun, plural: false } if *l == 1 => {
            place.words.is_person(*noun) || place.words.is_living(*noun)
        }
        _ => false,
    };
    if base && begins(place) && readings.iter().any(alive) {
        readings.retain(|(length, m)| *length == 1 || !m.is_verbal());
    }
    // "Three cooks in a kitchen": several do nothing that ends in -s.
    let look = |i: &Item| {
        use Meaning::{Adverb, Beyond, Colour, Emotion, Size, Word};
        matches!(i.meaning, Adverb | Beyond | Colour(_) | Emotion(_) | Size(_) | Word)
    };
    // ... nor do "three very hungry cooks".
    let several = place.before.iter().rev().find(|i| !look(i)).is_some_and(|i| {
        matches!(i.meaning, Meaning::Quantity { min: 2.., .. })
            // "Number 10 kicks the ball".
            && !place.tokens[i.tokens.clone()].iter().any(|t| t.word.starts_with(|c: char| c.is_ascii_digit()))
    });
    // "Has skis on", "has deer-like heads"; but "with stubble watches".
    let told = |i: &Item| {
        let last = &place.tokens[i.tokens.end - 1].word;
        let formed = ["ed", "like"].iter().any(|ending| last.ends_with(ending));
        look(i) && i.meaning != Meaning::Adverb && (i.meaning != Meaning::Word || formed)
    };
    let has = place.before.iter().rev().find(|i| !told(i)).is_some_and(|i| {
        i.meaning == Meaning::Have
            || i.meaning == Meaning::With && place.before.last().is_some_and(told)
    });
    let many = |(l, m): &Reading| match m {
        Meaning::Noun { plural, .. } => *l == 1 && (*plural || has),
        _ => false,
    };
    let group = place.words.is_mostly_verb(&place.tokens[place.at].word) && is_so_large(place);
    if (several || has)
        && !group
        && place.tokens[place.at].word.ends_with('s')
        && readings.iter().any(many)
    {
        readings.retain(|(_, m)| !m.is_verbal());
    }
    // "No drum on stage".
    let denied = place.before.last().is_some_and(|i| i.meaning == Meaning::Determiner(Article::No));
    if denied && readings.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Noun { .. })) {
        readings.retain(|(length, m)| *length == 1 || !matches!(m, Meaning::Verb { .. }));
    }
    let next_is_noun = || {
        place
            .words
            .readings(place.tokens.get(place.at + 1..).unwrap_or_default())
            .iter()
            .any(|(_, m)| matches!(m, Meaning::Noun { .. }))
    };
    let next_is_named = || {
        let next = place.words.readings(place.tokens.get(place.at + 1..).unwrap_or_default());
        let named = |m: &Meaning| {
            matches!(
                m,
                Meaning::Noun { .. } | Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond
            )
        };
        next.iter().any(|(_, m)| named(m))
    };
    // "An advertising board": a participle before a noun.
    if opened
        && place.tokens[place.at].word.ends_with("ing")
        && readings.iter().any(|(_, m)| *m == Meaning::TextVerb)
        && next_is_noun()
    {
        *readings = vec![(1, Meaning::Word)];
    }
    // "The photograph presents …", "her green paint gleams".
    if opened && readings.iter().any(|(_, m)| matches!(m, Meaning::Noun { .. } | Meaning::Picture))
    {
        readings.retain(|(_, m)| !m.is_verbal());
    }
    // "A black watch on her wrist": a look opened the phrase.
    let thing = |(l, m): &Reading| *l == 1 && matches!(m, Meaning::Noun { plural: false, .. });
    if looks_opened(place) && readings.iter().any(thing) {
        readings.retain(|(length, m)| *length == 1 || !m.is_verbal());
    }
    // "A lit yellow lamp", "the spilled oats".
    let single = |(length, m): &(usize, Meaning)| *length == 1 && m.is_verbal();
    let bare = !["s", "ed", "ing"].iter().any(|e| place.tokens[place.at].word.ends_with(e));
    let (opened, named) = (opened || bare && looks_opened(place), next_is_named() || bare);
    if opened && !readings.is_empty() && readings.iter().all(single) && named {
        *readings = vec![(1, Meaning::Word)];
    }
}

/// Nothing stands before it in its sentence but looks and moods: "alt: smiling cook".
fn begins(place: Place<'_>) -> bool {
    let here = |i: &&Item| i.meaning != Meaning::Stop;
    let mut before = place.before.iter().rev().take_while(here);
    before.all(|i| matches!(i.meaning, Meaning::Emotion(_) | Meaning::Beyond | Meaning::Size(_)))
}

/// "Whose green paint": a look right after what opens a noun phrase.
fn looks_opened(place: Place<'_>) -> bool {
    let mut back = place.before.iter().rev();
    let look = back.next().is_some_and(|i| {
        matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond)
    });
    let mut opener = back.skip_while(|i| {
        matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond)
    });
    look && opener.next().is_some_and(|i| {
        matches!(i.meaning, Meaning::Determiner(_) | Meaning::Possessive | Meaning::With)
    })
}

/// "Rows of lettuce": of something nothing is done.
pub(super) fn without_done_of(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, .. } = place;
    let of =
        tokens.get(at + 1).is_some_and(|t| t.word == "of" && t.sentence == tokens[at].sentence);
    let opens = place.before.last().is_none_or(|i| {
        matches!(i.meaning, Meaning::Comma | Meaning::Stop | Meaning::Relation(_) | Meaning::With)
    });
    let done = |m: &Meaning| matches!(m, Meaning::Verb { .. }) || opens && m.is_verbal();
    readings.retain(|(l, m)| !(of && *l == 1 && done(m)));
}

/// Takes out compounds that end in the verb: "the boat shows …".
pub(super) fn without_governing(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    // "The boat shows …": a verb before an article or a text is no end of a compound.
    let mut shorter = Vec::new();
    // "Two (small) car wheels".
    let look = |m: &Meaning| matches!(m, Meaning::Size(_) | Meaning::Colour(_) | Meaning::Beyond);
    let counted = before
        .iter()
        .rev()
        .find(|i| !look(&i.meaning))
        .is_some_and(|i| matches!(i.meaning, Meaning::Quantity { .. }));
    let opened = before.last().is_some_and(|i| matches!(i.meaning, Meaning::Determiner(_)));
    readings.retain(|(length, m)| {
        let last = at + length - 1;
        let next = tokens.get(last + 1);
        let governs =
            next.is_some_and(|t| t.kind == TokenKind::Quote) || names_next(tokens, last + 1, words);
        let verb = || words.readings(&tokens[last..last + 1]).iter().any(|(_, m)| m.is_verbal());
        // "Fresh basil leaves, …" are no verb, nor are those of something.
        let ends = !opened
            && next.is_none_or(|t| {
                t.kind != TokenKind::Word || t.sentence != tokens[at].sentence || t.word == "and"
            });
        let mostly = words.is_mostly_verb(&tokens[last].word);
        let governs = governs || mostly && !counted && !ends;
        // "Cups of coffee stand on …" is what several do, "rows of fruit stands" what they are of.
        let base = !tokens[last].word.ends_with('s');
        let governs = governs || base && of_several(tokens, at, words);
        let ends_in_verb = *length > 1 && matches!(m, Meaning::Noun { .. }) && governs && verb();
        if ends_in_verb {
            shorter.extend_from_slice(&words.readings(&tokens[at..last]));
        }
        !ends_in_verb
    });
    readings.extend(shorter);
}

/// True after "cups of": what comes next is what there are several of, and then what they do.
fn of_several(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let Some([several, of]) = at.checked_sub(2).and_then(|start| tokens.get(start..at)) else {
        return false;
    };
    let plural = |(_, m): &(usize, Meaning)| matches!(m, Meaning::Noun { plural: true, .. });
    of.word == "of" && words.readings(std::slice::from_ref(several)).iter().any(plural)
}

/// "Four of them are folding chairs", where nobody was named who folds any.
pub(super) fn sorts_first(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let linked = before.last().is_some_and(|i| i.meaning == Meaning::Link);
    let somebody =
        |i: &Item| matches!(i.meaning, Meaning::Noun { noun, .. } if words.may_be_person(noun));
    let sort = |(l, m): &Reading| *l > 1 && matches!(m, Meaning::Noun { .. });
    let named = linked && tokens[at].word.ends_with("ing") && readings.iter().any(sort);
    if named && !before.iter().any(somebody) {
        readings.retain(sort);
    }
}

/// "The keeper in yellow stands", "a woman rests": words that are plurals only right after what opens a noun phrase.
pub(super) fn verbs_first(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let verb = |(_, m): &(usize, Meaning)| m.is_verbal() || matches!(m, Meaning::Emotion(_));
    // "An opponent braces himself".
    let itself = tokens.get(at + 1).is_some_and(|t| t.word.ends_with("self"));
    let plural = |(_, m): &(usize, Meaning)| matches!(m, Meaning::Noun { plural: true, .. });
    if itself && readings.iter().any(plural) && !before.is_empty() {
        readings.retain(|(length, m)| *length == 1 && m.is_verbal());
        if readings.is_empty() {
            readings.push((1, Meaning::Action));
        }
        return;
    }
    if !words.is_mostly_verb(&tokens[at].word) || !readings.iter().any(verb) {
        return;
    }
    // "Amid rows of trees": what is of something is no verb.
    if tokens.get(at + 1).is_some_and(|t| t.word == "of" && t.sentence == tokens[at].sentence) {
        return;
    }
    let mut last = before.iter().rev();
    let opened = match last.next().map(|i| &i.meaning) {
        // "Painted green stands …", "of a pink colour stands …": said of what stands before.
        Some(Meaning::Colour(_)) => {
            let led = before.last().is_some_and(|i| {
                i.tokens.len() > 1 && matches!(tokens[i.tokens.start].word.as_str(), "in" | "of")
            });
            // "Surrounded by green leaves", "green leaves hang".
            let by = |i: &Item| i.tokens.len() > 1 && tokens[i.tokens.end - 1].word == "by";
            // "A nurse in green scrubs": worn, where it governs nothing.
            let worn = readings.iter().any(|(_, m)| match m {
                Meaning::Noun { noun, .. } => words.is_outfit(*noun),
                _ => false,
            });
            let governs = || names_next(tokens, at + 1, words);
            !led && last.next().is_none_or(|i| {
                // "Has green wheels".
                // ... and "moss and dried brown leaves".
                let earlier = &before[..before.len() - 1];
                let said = i.meaning.begins_predicate()
                    && i.meaning != Meaning::Have
                    && !participle_opens(Place { before: earlier, ..place })
                    || matches!(i.meaning, Meaning::Noun { .. });
                let dressed = tokens[i.tokens.end - 1].word == "in";
                if dressed { worn && !governs() } else { !said || by(i) }
            })
        }
        Some(Meaning::Quantity { .. }) => !is_so_large(place),
        Some(
            Meaning::Determiner(_)
            | Meaning::Possessive
            | Meaning::Size(_)
            | Meaning::Relation(_)
            | Meaning::With
            | Meaning::Of,
        ) => true,
        Some(Meaning::Beyond) => !is_stuff_or_adverb(place),
        // "(A plant) with glossy leaves stands …".
        Some(Meaning::Word) => {
            let does = tokens.get(at + 1).is_some_and(|t| words.is_mostly_verb(&t.word));
            let led = |i: &Item| matches!(i.meaning, Meaning::With | Meaning::Relation(_));
            does && last.next().is_some_and(led)
        }
        // "Four lattice towers": what a number of what stands before would be is said in the plural.
        Some(Meaning::Noun { plural: false, .. }) => {
            last.next().is_some_and(|i| matches!(i.meaning, Meaning::Quantity { min: 2.., .. }))
        }
        // "There are leaves".
        Some(Meaning::There) => before.last().is_some_and(|i| i.tokens.len() > 1),
        // "Leaves lie on the ground": what several do comes next.
        // ... and so does what goes on with "and".
        None | Some(Meaning::And | Meaning::Stop) => {
            let listed = || {
                let next = words.readings(tokens.get(at + 2..).unwrap_or_default());
                let and = tokens.get(at + 1).is_some_and(|t| t.word == "and");
                before.is_empty() && and && (has_noun(&next) || is_look_next(tokens, at + 2, words))
            };
            are_done(tokens, at + 1, words) || listed()
        }
        // "Kids play, presents wait", "cakes, cups and a pitcher".
        Some(Meaning::Comma) => are_done(tokens, at + 1, words) || is_listed(place),
        // "Wrapped presents", "throws leaves", "plays with fallen leaves".
        Some(Meaning::Verb { .. } | Meaning::Action | Meaning::Posture) => {
            (participle_opens(place) || governs_stuff(place)) && !names_next(tokens, at + 1, words)
        }
        _ => false,
    };
    if !opened {
        readings.retain(|(length, m)| *length > 1 || !matches!(m, Meaning::Noun { .. }));
    }
}

/// "A group of three (stands there)": what stands right before is how many a group is of, which does something.
fn is_so_large(place: Place<'_>) -> bool {
    let of = |i: &Item| place.tokens[i.tokens.end - 1].word == "of";
    let number = |i: &Item| matches!(i.meaning, Meaning::Quantity { .. });
    matches!(place.before, [.., group, size] if number(group) && of(group) && number(size))
}

/// The word is what several do, or are, and no noun: "lie", "are", "piled".
fn are_done(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let Some(next) = tokens.get(at) else { return false };
    let same = at > 0 && tokens[at - 1].sentence == next.sentence;
    let readings = words.readings(tokens.get(at..at + 1).unwrap_or_default());
    let base = !["s", "ing"].iter().any(|ending| next.word.ends_with(ending));
    let done = |m: &Meaning| m.is_verbal() || *m == Meaning::Link && next.word == "are";
    same && base && readings.iter().any(|(_, m)| done(m)) && !has_noun(&readings)
}

/// "Cakes, cups and a pitcher": between a comma behind a noun and what is named next.
pub(super) fn is_listed(place: Place<'_>) -> bool {
    let Place { tokens, at, before, words } = place;
    let named = matches!(before, [.., first, _] if matches!(first.meaning, Meaning::Noun { .. }));
    let comma = tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Comma);
    let and = at + 1 + usize::from(comma);
    let joint = tokens.get(and).is_some_and(|t| t.word == "and");
    // "Cake, cups and plates", but "sits, drinks and smiles".
    let next = words.readings(tokens.get(and + 1..).unwrap_or_default());
    let many = next.iter().any(|(_, m)| matches!(m, Meaning::Noun { plural: true, .. }))
        && !next.iter().any(|(_, m)| matches!(m, Meaning::Emotion(_)));
    named && joint && (many || names_next(tokens, and + 1, words))
}

/// What stands right before is a participle that opens a noun phrase: "with wrapped presents".
fn participle_opens(place: Place<'_>) -> bool {
    let [before @ .., last] = place.before else { return false };
    let word = &place.tokens[last.tokens.start].word;
    let participle = last.tokens.len() == 1 && (word.ends_with("ed") || word.ends_with("en"));
    let opens = before.last().is_none_or(|i| {
        use Meaning::{And, Comma, Of, Quantity, Relation, Stop, With};
        match &i.meaning {
            And | Comma | Of | Relation(_) | Stop | With | Quantity { min: 2.., .. } => true,
            // "Plays with fallen leaves".
            meaning => meaning.is_verbal(),
        }
    });
    participle && opens
}

/// "Throws leaves", "rakes up leaves", "plays with leaves": what is done with what comes, by a verb that wants an object.
fn governs_stuff(place: Place<'_>) -> bool {
    let Some(last) = place.before.last() else { return false };
    let word = &place.tokens[last.tokens.start].word;
    let passive = word.ends_with("ed") || word.ends_with("en");
    // "A bench whose paint is peeling stands there".
    let here = place.words.readings(&place.tokens[place.at..place.at + 1]);
    let stands = here.iter().any(|(_, m)| *m == Meaning::Posture);
    matches!(last.meaning, Meaning::Verb { .. }) && !passive && !stands
}

/// A look comes: "(leaves and) purple (flowers)".
fn is_look_next(tokens: &[Token], at: usize, words: &Vocabulary) -> bool {
    let next = words.readings(tokens.get(at..).unwrap_or_default());
    next.iter().any(|(_, m)| matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond))
}

/// "Pedestrians cross the road": right behind who does it, what is a verb as well is no feeling.
pub(super) fn without_feelings(readings: &mut Readings, place: Place<'_>) {
    let Place { before, words, .. } = place;
    let many = before.last().is_some_and(|i| match i.meaning {
        Meaning::Noun { noun, plural } => plural || words.noun(noun).collective,
        Meaning::Pronoun(pronoun) => pronoun.is_plural(),
        Meaning::Relative => true,
        _ => false,
    });
    let feeling = |(l, m): &(usize, Meaning)| *l == 1 && matches!(m, Meaning::Emotion(_));
    let verb = |(_, m): &(usize, Meaning)| matches!(m, Meaning::Verb { .. } | Meaning::Action);
    if many && readings.iter().any(feeling) && readings.iter().any(verb) {
        readings.retain(|r| !feeling(r) && !matches!(r.1, Meaning::Noun { .. }));
    }
}

/// "They are riding horses", "people riding horses": right behind who does it no compound, but a verb and what it is done with.
pub(super) fn without_doing(readings: &mut Readings, place: Place<'_>) {
    let Place { tokens, at, before, words } = place;
    let verb = readings.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Verb { .. }));
    if !verb || !tokens[at].word.ends_with("ing") {
        return;
    }
    let mut here = before.iter().rev();
    let who = here.find(|i| !matches!(i.meaning, Meaning::Link | Meaning::Adverb));
    let person = who.is_some_and(|i| match i.meaning {
        Meaning::Noun { noun, .. } => words.is_person(noun),
        Meaning::Pronoun(pronoun) => pronoun != Pronoun::It,
        _ => false,
    });
    if person {
        readings.retain(|(l, m)| *l == 1 || !matches!(m, Meaning::Noun { .. }));
    }
}

/// "And the third drinks": no plural right after an ordinal.
pub(super) fn without_plurals(readings: &mut Readings, place: Place<'_>) {
    let counted = place.before.len() > 1
        && matches!(place.before[place.before.len() - 1].meaning, Meaning::Ordinal(_))
        && matches!(
            place.before[place.before.len() - 2].meaning,
            Meaning::Determiner(Article::Definite)
        );
    if counted && readings.iter().any(|(l, m)| *l == 1 && m.is_verbal()) {
        readings.retain(|(_, m)| !matches!(m, Meaning::Noun { plural: true, .. }));
    }
}

/// "Orange fur watches", "a clock quietly ticks": what stands right before is a material, or says how.
pub(super) fn is_stuff_or_adverb(place: Place<'_>) -> bool {
    let Place { tokens, before, words, .. } = place;
    let Some(last) = before.last().filter(|i| i.meaning == Meaning::Beyond) else { return false };
    let word = &tokens[last.tokens.end - 1];
    let named = |i: usize| matches!(before[i].meaning, Meaning::Noun { .. } | Meaning::Picture);
    let after_noun = before.len().checked_sub(2).is_some_and(named);
    let stuff = || has_noun(&words.readings(std::slice::from_ref(word)));
    word.word.ends_with("ly") && after_noun || stuff()
}

/// "Stands on the left", "perched on top of": the preposition belongs to what follows it.
pub(super) fn shorten(
    readings: &mut Vec<(usize, Meaning)>,
    tokens: &[Token],
    at: usize,
    words: &Vocabulary,
) {
    let Some(longest) = readings.iter().map(|(length, _)| *length).max().filter(|l| *l > 1) else {
        return;
    };
    // "Parked on the right", but not "next to the rightmost".
    let participle = tokens[at].word.ends_with("ed") || tokens[at].word.ends_with("ing");
    // ... and "is seen against": seen so, and not only there.
    let mut ending = readings.iter().filter(|(l, _)| *l == longest).map(|(_, m)| m);
    let linked = ending.clone().any(|m| *m == Meaning::Link);
    let verbal =
        linked || ending.any(|m| m.is_verbal() || participle && matches!(m, Meaning::Relation(_)));
    let last = at + longest - 1;
    let belongs = verbal
        && words.readings(&tokens[last..]).iter().any(|(length, m)| {
            // "Parked on display", but not "swings at home plate".
            let next = || words.readings(tokens.get(last + length..).unwrap_or_default());
            *length > 1
                && !ends_within_look(tokens, last + length - 1, words)
                && (*m != Meaning::Adverb || !has_noun(&next()))
                && matches!(
                    m,
                    Meaning::Place(_)
                        | Meaning::Depth(_)
                        | Meaning::Relation(_)
                        | Meaning::Side { .. }
                        | Meaning::Adverb
                )
        });
    if belongs {
        // "Can be seen on": no "can be".
        let hedged = |m: &Meaning| linked && *m == Meaning::HedgedLink;
        readings.retain(|(length, m)| *length < longest && !hedged(m));
        if readings.is_empty() {
            let rest = if linked { Meaning::Link } else { Meaning::Posture };
            readings.push((longest - 1, rest));
        }
    }
}
