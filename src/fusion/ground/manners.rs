//! What the way a phrase is introduced, and what else the caption says, count for and against a region: "another",
//! "the", a relation to itself, another name.

use super::contents;
use super::context::Context;
use super::meant;
use super::names::{self, Fit};
use super::referents::Referent;
use super::truth::Answer;
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Reading, Reference,
};
use crate::fusion::vocabulary::Vocabulary;

/// For taking up again what an earlier definite phrase of that name meant.
const AGAIN: f32 = 0.35;
/// Against meaning whom an earlier phrase calls by another trade.
const ROLES: f32 = 0.1;
/// Against meaning what another phrase, newly introduced, means already.
const TAKEN: f32 = 0.9;
/// The same of "another": more than that nobody is sure of the other one.
const ANOTHER: f32 = 1.0;
/// Against meaning whom the same sentence calls otherwise: less than what the noun implies, more than what is done.
const APART: f32 = 0.75;
/// Against being picked from a group that one was picked from before: less than what is said of the two tells.
const PICKED: f32 = 0.25;
/// Against standing in a relation to itself.
const ITSELF: f32 = 0.4;
/// For bearing another name that the caption gives it.
const CALLED: f32 = 0.5;
const CALLED_FINE: f32 = 0.8;
/// ... the more, the surer it is.
const SURER: f32 = 0.5;

impl Reference {
    pub(super) fn takes_from(self, group: PhraseIx) -> bool {
        matches!(self, Reference::Among(g) | Reference::Besides(g, _) if g == group)
    }
}

/// Against standing in a relation to itself: "the umpire is behind the batter" speaks of two, "pasta on a plate" does not.
pub(super) fn related_to_itself(
    ix: PhraseIx,
    at: usize,
    claims: &[&Claim],
    context: &Context<'_>,
) -> f32 {
    let Context { referents, evidence, .. } = context;
    let holds = contents::holds_food(&evidence.seen[at]).answer == Answer::Holds;
    let itself = claims.iter().any(|c| {
        let own = |o: &PhraseIx| meant::is_of(*o, ix, referents);
        let subject = c.subjects.first().is_some_and(|group| group.iter().any(own));
        let others = if subject { &c.objects } else { c.subjects.first().unwrap_or(&c.objects) };
        use Planar::{Contains, Inside, On, Under};
        let served = holds && matches!(c.body, Body::Planar(Inside | On | Contains | Under));
        let relates = !served && !matches!(c.body, Body::Has | Body::Verb(_) | Body::VerbOf(_));
        relates && others.iter().any(|o| !own(o) && referents[*o].chosen == [at])
    });
    if itself { ITSELF } else { 0.0 }
}

/// "One of them is a mallard": what else the caption calls it speaks for who bears that name.
pub(super) fn also_called(ix: PhraseIx, at: usize, context: &Context<'_>) -> f32 {
    let Context { reading, evidence, .. } = context;
    let again =
        reading.phrases.iter().filter(|p| p.refers == Some(Reference::Same(ix)) && !p.negated);
    let seen = &evidence.seen[at];
    let named =
        again.filter(|p| p.means != reading.phrases[ix].means).filter_map(|p| match p.means {
            Means::Thing(noun) => Some((noun, names::fit(noun, seen, evidence)?)),
            _ => None,
        });
    // "One of them is a taxicab": the one that is known for it, the surest first, or else any car.
    let weight = |(noun, fit)| match fit {
        Fit::Fine => {
            let known = names::fine(noun, seen, evidence).map_or(0.0, |fine| fine.confidence);
            CALLED_FINE + known * SURER
        }
        Fit::Named | Fit::Loose => CALLED,
        Fit::Narrower => 0.0,
    };
    named.map(weight).fold(0.0, f32::max)
}

/// "One at the top … One of the sheep is far off": both are some of the same.
fn of_one_group(phrase: &Phrase, earlier: &Phrase, referents: &[Referent]) -> bool {
    let group = |p: &Phrase| match p.refers {
        Some(Reference::Among(group) | Reference::Besides(group, _)) => Some(group),
        _ => None,
    };
    let of = |group: usize| &referents[group].chosen;
    group(phrase).zip(group(earlier)).is_some_and(|(a, b)| !of(a).is_empty() && of(a) == of(b))
}

/// The same noun without an article, in another sentence.
fn says_again(phrase: &Phrase, earlier: &Phrase) -> bool {
    phrase.means == earlier.means
        && phrase.refers.is_none()
        && phrase.sentence != earlier.sentence
        && !phrase.is_many()
}

/// Two words for a person, both known already, in one sentence, the later one more than "the man".
fn told_apart(ix: PhraseIx, earlier: PhraseIx, reading: &Reading, words: &Vocabulary) -> bool {
    let (phrase, earlier) = (&reading.phrases[ix], &reading.phrases[earlier]);
    let person = |p: &Phrase| match p.means {
        Means::Thing(noun) if words.is_person(noun) && !p.is_many() => Some(noun),
        _ => None,
    };
    let Some((noun, other)) = person(phrase).zip(person(earlier)) else { return false };
    let told = reading.claims.iter().any(|c| c.restricts && c.subjects == [vec![ix]]);
    phrase.sentence == earlier.sentence
        && noun != other
        && earlier.determiner == Determiner::Definite
        && (told || words.is_role(noun))
}

/// "A woman and a child feed a goose": one thing is said of both together.
fn are_joined(ix: PhraseIx, other: PhraseIx, reading: &Reading) -> bool {
    reading.phrases[ix].refers.is_none()
        && reading.claims.iter().any(|c| {
            let both = |group: &Vec<PhraseIx>| group.contains(&ix) && group.contains(&other);
            c.subjects.iter().any(both) || both(&c.objects)
        })
}

/// "The man by the wall reads, and the man at the desk does not": one noun twice in a sentence, each time with something
/// else at it that tells which one is meant.
fn each_by_its_own(ix: PhraseIx, earlier: PhraseIx, reading: &Reading) -> bool {
    let (phrase, other) = (&reading.phrases[ix], &reading.phrases[earlier]);
    let certain = |p: &Phrase| p.determiner == Determiner::Definite && !p.is_many();
    let own = |ix: PhraseIx| {
        let tells = move |c: &&Claim| {
            c.restricts
                && !c.guessed
                && c.body != Body::Beyond
                && c.subjects.first() == Some(&vec![ix])
        };
        reading.claims.iter().filter(tells)
    };
    let looks_alike = |c: &Claim, o: &Claim| {
        let meant = |c: &Claim| -> Vec<_> {
            c.objects.iter().map(|o| &reading.phrases[*o].means).cloned().collect()
        };
        c.body == o.body && meant(c) == meant(o)
    };
    phrase.means == other.means
        && phrase.sentence == other.sentence
        && [phrase, other].into_iter().all(|p| certain(p) && p.refers.is_none())
        && own(ix).next().is_some()
        && own(earlier).next().is_some()
        && !own(ix).any(|c| own(earlier).any(|o| looks_alike(c, o)))
}

/// "The person at the top … the person on the right": each has another look of one kind at its noun.
pub(super) fn looks_differ(ix: PhraseIx, earlier: PhraseIx, reading: &Reading) -> bool {
    let own = |ix: PhraseIx| {
        let at_noun = move |c: &&Claim| {
            c.restricts && c.objects.is_empty() && c.subjects.first().is_some_and(|g| *g == [ix])
        };
        reading.claims.iter().filter(at_noun)
    };
    own(ix).any(|c| {
        let kind = std::mem::discriminant(&c.body);
        let mut alike = own(earlier).filter(|o| std::mem::discriminant(&o.body) == kind).peekable();
        alike.peek().is_some() && alike.all(|o| o.body != c.body)
    })
}

/// How the phrase is introduced speaks for a region that was meant before, or for a new one.
pub(super) fn manners(ix: PhraseIx, at: usize, phrase: &Phrase, context: &Context<'_>) -> f32 {
    let Context { reading, referents, words, .. } = context;
    let mut score = 0.0;
    // However often it was meant before.
    let mut again = 0.0;
    let later = reading.phrases.iter().enumerate().skip(ix + 1);
    let firm =
        later.filter(|(other, _)| referents[*other].firm && !reading.phrases[*other].negated);
    for (other, _) in firm {
        if referents[other].chosen.contains(&at)
            && (told_apart(other, ix, reading, words) || each_by_its_own(other, ix, reading))
        {
            score -= APART;
        }
    }
    // "The adults watch as the child plays": the child is none of them.
    let later = reading.phrases.iter().enumerate().skip(ix + 1);
    let mut others = later.filter(|(other, p)| {
        !p.negated && !p.is_many() && p.refers.is_none() && referents[*other].chosen == [at]
    });
    if phrase.is_many() && others.any(|(_, p)| names::are_apart(phrase, p, words)) {
        score -= TAKEN;
    }
    for (other, earlier) in reading.phrases.iter().enumerate().take(ix) {
        if earlier.refers.is_some() && phrase.refers.is_none() || earlier.negated {
            continue;
        }
        if phrase.refers.is_some_and(|r| r.takes_from(other)) {
            continue; // one of them is one of them
        }
        let meant = referents[other].chosen.contains(&at);
        let singled = referents[other].chosen.len() == 1;
        if !meant {
            continue;
        }
        match phrase.determiner {
            _ if phrase.owner == Some(other) => score -= TAKEN,
            _ if names::are_apart(phrase, earlier, words) => score -= TAKEN,
            // "The drummer sings, and the masked person claps": nobody is named twice in one sentence.
            Determiner::Definite
                if told_apart(ix, other, reading, words) || each_by_its_own(ix, other, reading) =>
            {
                score -= APART;
            }
            // "A woman and a child feed the goose": two.
            _ if singled && are_joined(ix, other, reading) => score -= ANOTHER,
            // "The batter" after "the umpire" is rather somebody else.
            Determiner::Definite if names::are_two_roles(phrase, earlier, words) => score -= ROLES,
            // "A woman sits … The nurse is not sad": hardly she.
            Determiner::Definite if names::is_new_role(phrase, earlier, words) => {}
            Determiner::Definite if singled && looks_differ(ix, other, reading) => {}
            Determiner::Definite => again = AGAIN,
            Determiner::Another | Determiner::Other => {
                score -= if singled { ANOTHER } else { TAKEN };
            }
            // "Barber cutting hair. Barber has scissors": headlines leave out articles.
            Determiner::None if says_again(phrase, earlier) => again = AGAIN,
            // "A child … two grown-ups".
            _ if singled
                && phrase.quantity.is_some()
                && names::is_narrower(phrase, earlier, words) =>
            {
                score -= PICKED;
            }
            _ if singled && !phrase.plural => {
                let same = earlier.refers.is_some()
                    && (earlier.refers == phrase.refers
                        || of_one_group(phrase, earlier, referents));
                // "One of them is tall. One of them smiles": perhaps the same one.
                let anew = phrase.quantity.as_ref().is_some_and(|q| q.span.end < phrase.head.start);
                // "Two cups, one of them less certain: one is red": that told of none.
                let told = reading.claims.iter().any(|c| {
                    c.body != Body::Beyond && c.subjects.first().is_some_and(|g| g.contains(&other))
                });
                // ... and "one of the dogs" whichever was spoken of.
                let again =
                    phrase.sentence != earlier.sentence && (phrase.partitive || same && anew);
                if again || same && !told {
                    continue;
                }
                score -= if same { PICKED } else { TAKEN };
            }
            _ => {}
        }
    }
    score + again
}
