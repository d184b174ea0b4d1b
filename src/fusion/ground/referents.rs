//! Which regions each phrase means, decided over the whole caption at once.
//!
//! Every phrase has candidates by its noun. What is said of it (place, looks, verbs, relations to what other
//! phrases mean) and how it is introduced ("another", "the") speak for or against each candidate. The phrases are
//! settled one by one in turns, each given the present choice of the others, until nothing changes: few turns
//! suffice, since captions speak of few things. Ties keep all candidates.

use super::anew;
use super::bearing;
use super::called;
use super::contents;
use super::context::Context;
use super::distinct;
use super::doubtful::Tried;
use super::fit;
use super::groups::{how_many, pool};
use super::manners::{also_called, manners, related_to_itself};
use super::names::{self, Fit};
use super::otherwise;
use super::shares;
use super::stand_ins;
use super::truth::Answer;
use super::verdict;
use super::weights::{self, NEW, picked, speaks_of, weighed};
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, Phrase, PhraseIx, Reading, Reference,
};

/// Turns after which it is left as it is.
const TURNS: usize = 4;
/// How much a name that only doubtful evidence bears counts less.
const DOUBT: f32 = 1.1;
/// The same where the caption is not sure itself.
const HEDGED: f32 = 0.2;
/// Against being called by a fine name that another one bears.
const OTHERS: f32 = 0.8;
/// Salience decides between equals only.
const SALIENCE: f32 = 0.25;
/// For being what the caption is of.
const TOPIC: f32 = 4.0;
/// Scores closer than this are a tie.
const TIE: f32 = 0.02;

/// What a phrase means in the scene.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Referent {
    /// Regions (indices into [`Evidence::seen`]) that bear the name, asserted, doubtful or rejected.
    pub candidates: Vec<(usize, Fit)>,
    /// Those that are meant; empty where nothing of that name is in evidence.
    pub chosen: Vec<usize>,
    /// Others that fit as well as the chosen.
    pub rivals: Vec<usize>,
    /// The choice was made.
    pub settled: bool,
    /// ... by a look or a trade at the noun, whatever else is said.
    pub firm: bool,
    /// It has a name, whether or not anything bears it.
    pub named: bool,
    /// Nothing bears the name, but the caption ties it to these, which are something else of a like sort.
    pub instead: Vec<usize>,
    /// One of that name, no matter which: each of several has one.
    pub any: bool,
    /// Certain ones: "the dog", "the two dogs".
    pub definite: bool,
    /// A certain single one: "the dog".
    pub only: bool,
    /// So many are meant: "the two leftmost".
    pub number: u32,
    /// One of several, no matter which: "near one of the cars".
    pub one_of: bool,
    /// The phrase whose things it is one of: "the one on the left".
    pub group: Option<PhraseIx>,
    /// The phrase that it takes up: "she", "the bus" again.
    pub again: Option<PhraseIx>,
}

impl Referent {
    /// Those that are meant; as long as nothing is chosen, all that may be.
    pub fn meant(&self) -> Vec<usize> {
        if self.chosen.is_empty() && !self.settled {
            self.candidates.iter().map(|c| c.0).collect()
        } else if self.chosen.is_empty() {
            self.instead.clone()
        } else {
            self.chosen.clone()
        }
    }
}

impl Referent {
    /// The chosen that bear the name.
    pub fn surely_named(&self) -> Vec<usize> {
        let narrower = |at: &usize| self.candidates.contains(&(*at, Fit::Narrower));
        self.chosen.iter().copied().filter(|at| !narrower(at)).collect()
    }
}

/// Finds what all phrases mean.
pub fn resolve(context: &mut Context<'_>) {
    let reading = context.reading;
    context.referents = candidates(context);
    let placed = otherwise::placed(context);
    let claims = claims_by_phrase(reading, &placed, &context.referents);
    let takers = takers(context);
    settle_by_looks(context, &claims);
    for turn in 0..TURNS {
        let mut changed = false;
        for (ix, claims) in claims.iter().enumerate() {
            let (chosen, rivals) = choose(ix, context, claims);
            for taker in &takers[ix] {
                context.referents[*taker].chosen.clone_from(&chosen);
            }
            let referent = &mut context.referents[ix];
            changed |= chosen != referent.chosen;
            *referent = Referent { settled: true, chosen, rivals, ..std::mem::take(referent) };
        }
        if shares::exchange(context) {
            take_up_again(&mut context.referents);
        }
        if !changed && turn > 0 {
            break;
        }
    }
    anew::think(context, &claims);
    called::unname(context, &claims);
    stand_ins::find(context);
}

/// What takes up a phrase, which means at once what that one does: "the girl … the boy next to her".
fn takers(context: &Context<'_>) -> Vec<Vec<PhraseIx>> {
    let mut takers: Vec<Vec<PhraseIx>> = vec![Vec::new(); context.referents.len()];
    for (ix, referent) in context.referents.iter().enumerate() {
        let again = matches!(context.reading.phrases[ix].refers, Some(Reference::Same(_)));
        if let Some(earlier) = referent.again.filter(|_| again) {
            takers[earlier].push(ix);
        }
    }
    takers
}

/// What each phrase may mean by its name, and how it speaks of it.
fn candidates(context: &Context<'_>) -> Vec<Referent> {
    let Context { reading, evidence, .. } = *context;
    let mut referents: Vec<Referent> = Vec::with_capacity(reading.phrases.len());
    for (ix, phrase) in reading.phrases.iter().enumerate() {
        let candidates = bearing::candidates(ix, reading, evidence);
        let named = matches!(phrase.means, Means::Thing(_) | Means::Name(_));
        let any = phrase.determiner == Determiner::Indefinite && !phrase.is_many();
        let definite = phrase.determiner == Determiner::Definite;
        let only = definite && !phrase.is_many();
        let number = phrase.quantity.as_ref().map_or(1, |q| q.min.max(1));
        let group = match phrase.refers {
            Some(Reference::Among(group) | Reference::Besides(group, _)) => Some(group),
            _ => None,
        };
        let one = phrase.quantity.as_ref().is_some_and(|q| q.min == 1 && q.max == 1);
        let one_of = phrase.partitive && one && group.is_some();
        let again = match phrase.refers {
            // What was taken up itself is settled by what it takes up.
            Some(Reference::Same(earlier)) if earlier < referents.len() => {
                Some(referents[earlier].again.unwrap_or(earlier))
            }
            None => named_again(ix, reading),
            _ => None,
        };
        referents.push(Referent {
            candidates,
            named,
            any,
            definite,
            only,
            number,
            one_of,
            group,
            again,
            ..Referent::default()
        });
    }
    referents
}

/// What takes up others means what they mean now.
fn take_up_again(referents: &mut [Referent]) {
    for ix in 0..referents.len() {
        if let Some(earlier) = referents[ix].again {
            referents[ix].chosen = referents[earlier].chosen.clone();
        }
    }
}

/// What stands at a noun and tells a thing by itself ("the white bike") goes before how it stands to others.
fn settle_by_looks(context: &mut Context<'_>, claims: &[Vec<&Claim>]) {
    let Context { reading, evidence, .. } = *context;
    for (ix, claims) in claims.iter().enumerate() {
        let phrase = &reading.phrases[ix];
        let own: Vec<&Claim> =
            claims.iter().copied().filter(|c| c.restricts && c.objects.is_empty()).collect();
        let does = |at: &usize| names::does(phrase, *at, evidence);
        let trade = context.referents[ix].candidates.iter().any(|c| does(&c.0));
        if own.is_empty() && !trade || phrase.refers.is_some() {
            continue;
        }
        let (chosen, rivals) = choose(ix, context, &own);
        let told =
            |at: &usize| does(at) || own.iter().any(|c| fit::fit_of(c, ix, *at, context) > 0.0);
        // How somebody looks whom the caption speaks of for the first time does not go before what only another one does.
        let felt = own.iter().all(|c| matches!(c.body, Body::Emotion(_)));
        let another = felt && weights::introduces(phrase) && {
            let does = |at: usize| {
                claims.iter().any(|c| {
                    matches!(c.body, Body::Verb(_) | Body::VerbOf(_))
                        && !c.objects.is_empty()
                        && verdict::truth_if(c, ix, at, context).answer == Answer::Holds
                })
            };
            !chosen.iter().any(|at| does(*at))
                && context.referents[ix].candidates.iter().any(|(at, _)| does(*at))
        };
        if rivals.is_empty() && chosen.iter().all(told) && !another {
            context.referents[ix].settled = true;
            context.referents[ix].firm = true;
            context.referents[ix].chosen = chosen;
        }
    }
}

/// For every phrase, the claims that have it as a likely subject or as an object, or what takes it up again.
fn claims_by_phrase<'r>(
    reading: &'r Reading,
    placed: &'r [Claim],
    referents: &[Referent],
) -> Vec<Vec<&'r Claim>> {
    let mut by_phrase: Vec<Vec<&Claim>> = vec![Vec::new(); reading.phrases.len()];
    for claim in reading.claims.iter().chain(placed) {
        let mut of: Vec<PhraseIx> = claim.objects.clone();
        of.extend(claim.subjects.first().into_iter().flatten());
        let taken_up: Vec<PhraseIx> = of.iter().filter_map(|ix| referents[*ix].again).collect();
        of.extend(taken_up);
        of.sort_unstable();
        of.dedup();
        for ix in of {
            by_phrase[ix].push(claim);
        }
    }
    by_phrase
}

/// The regions that the phrase means, and others that it may mean as well.
pub(super) fn choose(
    ix: PhraseIx,
    context: &Context<'_>,
    claims: &[&Claim],
) -> (Vec<usize>, Vec<usize>) {
    let Context { reading, referents, evidence, words, .. } = context;
    let phrase = &reading.phrases[ix];
    if let Some(known) = phrase.is.map(|is| &referents[is].chosen).filter(|c| !c.is_empty()) {
        return (known.clone(), Vec::new());
    }
    if let Some(Reference::Same(earlier)) = phrase.refers {
        if let Some(other) = weights::other_way(ix, earlier, context, claims) {
            return (referents[other].chosen.clone(), Vec::new());
        }
        let near =
            |way: &&PhraseIx| reading.phrases[**way].sentence == reading.phrases[earlier].sentence;
        let ways = std::iter::once(&earlier).chain(phrase.instead.iter().filter(near));
        let there = ways.map(|ix| &referents[*ix].chosen).find(|chosen| !chosen.is_empty());
        // "Two outlets: one is a bakery": where nobody knows outlets, there may be a bakery.
        let of = &reading.phrases[earlier];
        let own = of.refers.is_some() && of.means != phrase.means && !phrase.negated;
        if there.is_some() || !own {
            return (there.cloned().unwrap_or_default(), Vec::new());
        }
    }
    if let (None, Some(earlier)) = (phrase.refers, referents[ix].again) {
        return (referents[earlier].chosen.clone(), Vec::new());
    }
    if let Some(Reference::Both(a, b)) = phrase.refers {
        let of = |ix: PhraseIx| referents[ix].chosen.clone();
        return ([of(a), of(b)].concat(), Vec::new());
    }
    let scored = scored(ix, context, claims);
    let tried = Tried { ix, phrase, claims, context };
    if let Some(meant) = tried.doubtful(&scored).or_else(|| tried.pair(&scored)) {
        return (meant, Vec::new());
    }
    // "Fruit", "the luggage"; but "the fruit on the right" is one.
    let picked = claims.iter().any(|c| c.restricts && speaks_of(c, ix));
    let bare = match phrase.determiner {
        Determiner::None => true,
        Determiner::Definite => !picked,
        _ => false,
    };
    let mass = bare && matches!(phrase.means, Means::Thing(noun) if words.is_mass(noun));
    match how_many(phrase, &scored, evidence, mass, picked) {
        0 => (Vec::new(), Vec::new()),
        n => {
            let bar = scored.get(n - 1).map_or(0.0, |s| s.1);
            let mut chosen: Vec<usize> = scored.iter().take(n).map(|s| s.0).collect();
            chosen.sort_unstable();
            let rivals = scored[n.min(scored.len())..].iter().filter(|s| s.1 > bar - TIE);
            (chosen, rivals.map(|s| s.0).collect())
        }
    }
}

/// How well each region of its name answers to all that the caption says of the phrase, the best first.
pub(super) fn scored(ix: PhraseIx, context: &Context<'_>, claims: &[&Claim]) -> Vec<(usize, f32)> {
    scores(ix, context, claims, &|_| true)
}

/// How well one of them does.
pub(super) fn score(ix: PhraseIx, at: usize, context: &Context<'_>, claims: &[&Claim]) -> f32 {
    scores(ix, context, claims, &|other| other == at).first().map_or(0.0, |(_, score)| *score)
}

fn scores(
    ix: PhraseIx,
    context: &Context<'_>,
    claims: &[&Claim],
    wanted: &dyn Fn(usize) -> bool,
) -> Vec<(usize, f32)> {
    let Context { reading, referents, evidence, .. } = context;
    let phrase = &reading.phrases[ix];
    let mut pool = pool(ix, phrase, context);
    distinct::without_others(ix, &mut pool, context);
    // Who says "a third one may be there" means what is doubtful.
    let unsure = phrase.hedged
        || claims.iter().any(|c| {
            c.hedged && !c.restricts && c.subjects.first().is_some_and(|g| g.contains(&ix))
        });
    let doubt = if unsure && phrase.determiner != Determiner::Definite { HEDGED } else { DOUBT };
    // The caption of a region speaks of it first.
    let may_be = |r: &Referent| r.candidates.iter().any(|(at, _)| Some(*at) == evidence.topic);
    let opens = evidence.topic.is_some() && referents.iter().position(may_be) == Some(ix);
    let borne = pool.iter().any(|(at, fit)| *fit == Fit::Fine && evidence.asserted(*at));
    let mut scored: Vec<(usize, f32)> = pool
        .into_iter()
        .filter(|(at, _)| wanted(*at))
        .map(|(at, fit)| {
            // Where one bears the fine name, no other one is meant by it.
            let less = if fit == Fit::Narrower && borne { OTHERS } else { 0.0 };
            let own = fit.weight() - less - if evidence.asserted(at) { 0.0 } else { doubt };
            let fit = |c: &&Claim| weighed(c, ix, at, context);
            let own_words = |c: &&&Claim| c.restricts && speaks_of(c, ix);
            let (told, new): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(own_words);
            let new: f32 = new.iter().map(fit).sum();
            let said = told.iter().map(fit).sum::<f32>() + new.clamp(-NEW, NEW);
            // Who has a name of that kind is rather meant by another name of it.
            let kin = match phrase.means {
                Means::Thing(noun) => {
                    let seen = &evidence.seen[at];
                    names::other_fine(noun, seen, evidence).is_some()
                }
                _ => false,
            };
            let taken_kin = if kin { 0.1 } else { 0.0 };
            let own = own + names::called_just_that(phrase, at, evidence);
            let trade = names::trade(phrase, at, evidence);
            let does = trade
                + also_called(ix, at, context)
                + picked(ix, at, context)
                + weights::excepted(ix, at, context)
                + weights::dressed(ix, at, context, claims);
            let served = contents::is_held_by(ix, at, claims, context);
            let anew = || manners(ix, at, phrase, context);
            let taken =
                if served { 0.0 } else { anew() } - related_to_itself(ix, at, claims, context);
            let salience = evidence.seen[at].area.sqrt() * SALIENCE;
            let topic = if evidence.topic == Some(at) && opens { TOPIC } else { 0.0 };
            (at, own + said + taken + taken_kin + does + salience + topic)
        })
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scored
}

/// "A person is on the right. The person smiles": the one thing of that name that an earlier sentence introduced.
fn named_again(ix: PhraseIx, reading: &Reading) -> Option<PhraseIx> {
    let phrase = &reading.phrases[ix];
    let alike = |p: &&Phrase| p.means == phrase.means && !p.negated;
    let mut earlier = reading.phrases[..ix].iter().enumerate().filter(|(_, p)| alike(p));
    let (first, introduced) = earlier.next()?;
    let single = |p: &Phrase| !p.is_many() && p.refers.is_none();
    // "The apple in her hand" need not be that of before.
    let held = |c: &Claim| c.objects.contains(&ix) && c.span.start == phrase.head.end + 1;
    let told = reading.claims.iter().any(|c| c.restricts && speaks_of(c, ix) || held(c));
    // "The boy is behind the box; the boy wears red"; but not "the boy beside the boy".
    let definite = introduced.determiner == Determiner::Definite;
    let related = reading.claims.iter().any(|c| speaks_of(c, ix) && speaks_of(c, first));
    (phrase.determiner == Determiner::Definite
        && single(phrase)
        && !told
        && introduced.determiner != Determiner::Other
        && introduced.determiner != Determiner::Another
        && single(introduced)
        && (introduced.sentence < phrase.sentence || definite && !related)
        && earlier.next().is_none())
    .then_some(first)
}
