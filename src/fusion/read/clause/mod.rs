//! Clauses: who does what to whom and where, from the items of a caption, left to right.
//!
//! The reader keeps the clause's subject, the thing named last, and what waits for its object. Where grammar alone
//! cannot tell to which thing a phrase belongs ("a man on a horse near the lake"), the claim keeps every
//! possibility, the likeliest first, and the evidence decides.

mod ahead;
mod attach;
mod predicate;
mod things;

use super::claim::{Body, Claim, Determiner, Means, PhraseIx, Reading};
use super::item::Item;
use super::token::Token;
use crate::fusion::vocabulary::{Article, Meaning, Vocabulary};

/// Reads items into phrases and claims.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'a Vocabulary,
    pub(super) items: &'a [Item],
    pub(super) reading: Reading,
    clause: Clause,
    /// Of the item being read.
    sentence: usize,
    /// What the sentence before was about.
    topic: Option<PhraseIx>,
}

/// Words between commas after a subject are at most so many items.
const ASIDE: usize = 6;

/// The state of the clause being read.
#[derive(Debug, Default)]
struct Clause {
    subject: Vec<PhraseIx>,
    /// The group named last, in any role.
    last: Vec<PhraseIx>,
    /// Who does what comes next, if the verb is known.
    agent: Vec<PhraseIx>,
    pending: Option<Claim>,
    /// Relations that wait for the same object: "below and behind the cat".
    coordinated: Vec<Claim>,
    /// Claims that stand before their subject: "on the left, …".
    fronted: Vec<Claim>,
    /// Claims, by index, on the object of what stands before its subject, that may be said of the subject as well:
    /// "behind the laptop on the right is a plant".
    open: Vec<usize>,
    /// The clause opens with "with": "with a hill behind it, the house …".
    opens_with: bool,
    /// A relation that began after a comma or "and": if a thing follows its object, it was said of that thing ("and,
    /// below it, a clock").
    fronting: Option<usize>,
    after_break: bool,
    /// The claim whose object was named last: further ones may follow after "and".
    listed: Option<usize>,
    /// What was named last came by "with": what follows it is said of it alone.
    by_the_way: bool,
    /// "Is a dog" was said: what is joined says what it is, too.
    identified: bool,
    /// To whom the last "with" belongs.
    with: Vec<Vec<PhraseIx>>,
    with_open: bool,
    /// ... or by "whose".
    whose: bool,
    negated: bool,
    hedged: bool,
    mused: bool,
    /// ... by a finite verb, after which a comma goes on with something else.
    muses_aside: bool,
    /// "There is": what follows is a subject.
    there: bool,
    /// A verb or link was read.
    predicate: bool,
    prior: Prior,
}

/// What stood just before.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Prior {
    #[default]
    Start,
    Thing,
    Comma,
    And,
    Link,
    Verb,
    Relative,
    /// A preposition or verb outside the vocabulary: what follows is no subject.
    Strange,
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        items: &'a [Item],
        words: &'a Vocabulary,
    ) -> Self {
        let (reading, clause) = (Reading::default(), Clause::default());
        Self { text, tokens, words, items, reading, clause, sentence: 0, topic: None }
    }

    pub(super) fn topic(&self) -> Option<PhraseIx> {
        self.topic
    }

    pub(super) fn sentence(&self) -> usize {
        self.sentence
    }

    /// The phrases that the waiting claim is about: its object is none of them.
    pub(super) fn pending_subjects(&self) -> &[PhraseIx] {
        let first = self.clause.pending.as_ref().and_then(|c| c.subjects.first());
        first.map_or(&[], Vec::as_slice)
    }

    /// The relation that waits began after a comma or "and".
    pub(super) fn after_break(&self) -> bool {
        self.clause.after_break
    }

    /// A relation or verb waits for its object.
    pub(super) fn awaits_object(&self) -> bool {
        self.clause.pending.is_some()
    }

    pub(super) fn agent(&self) -> &[PhraseIx] {
        &self.clause.agent
    }

    pub(super) fn hedged(&self) -> bool {
        self.clause.hedged
    }

    pub(super) fn mused(&self) -> bool {
        self.clause.mused
    }

    /// Reads everything.
    pub(super) fn read(mut self) -> Reading {
        let mut at = 0;
        while at < self.items.len() {
            if self.items[at].sentence != self.sentence {
                self.sentence = self.items[at].sentence;
                self.end_clause(true);
            }
            at = self.step(at);
        }
        self.end_clause(true);
        self.reading
    }

    /// Reads what begins at item `at`; returns the item after it.
    fn step(&mut self, at: usize) -> usize {
        if let Some((ix, next)) = self.phrase(at) {
            // "Performs a trick": an unknown word matters where it is what others are said of, or related to.
            if self.reading.phrases[ix].means == Means::Unknown
                && self.clause.pending.is_none()
                && !self.clause.subject.is_empty()
                && !matches!(self.items[next - 1].meaning, Meaning::Pronoun(_))
            {
                self.strange();
                return next;
            }
            self.part_of(at, ix);
            self.thing(ix, next);
            return next;
        }
        let items = self.items;
        let item = &items[at];
        self.drop_pending(at);
        match &item.meaning {
            // "Towel: pink".
            Meaning::Stop
                if self.text.get(item.span.clone()) == Some(":")
                    && !self.clause.predicate
                    && !self.clause.subject.is_empty() =>
            {
                self.clause.prior = Prior::Comma;
            }
            // "In the corner: a motorcycle".
            Meaning::Stop
                if self.text.get(item.span.clone()) == Some(":")
                    && self.waits_for_subject()
                    && !self.clause.mused =>
            {
                self.clause.prior = Prior::Start;
            }
            Meaning::Quote(text) => self.quote(at, text.clone()),
            Meaning::Place(cells) => return self.place(at, *cells),
            Meaning::Nearer(nearer) => self.nearer(at, *nearer),
            Meaning::Side { planar, whose } => self.side(at, *planar, *whose),
            Meaning::Depth(band) => self.plain(at, Body::Depth(*band)),
            Meaning::Colour(c) => self.plain(at, Body::Colour(c.clone())),
            Meaning::Size(s) => self.plain(at, Body::Size(*s)),
            Meaning::Nearest(nearest) if self.items[at].tokens.len() > 1 => {
                self.plain(at, Body::Foremost(*nearest));
            }
            Meaning::Utmost(from_left) => {
                self.plain(at, Body::Nth { n: 1, from_left: *from_left });
            }
            Meaning::Extreme(largest) => self.plain(at, Body::Extreme(*largest)),
            Meaning::Emotion(e) => {
                if self.is_finite(at) {
                    self.clause.prior = Prior::Verb; // "… looks sad": said of the subject
                    self.clause.agent.clone_from(&self.clause.subject);
                }
                self.plain(at, Body::Emotion(e.clone()));
            }
            Meaning::Name(n) => self.plain(at, Body::Named(n.clone())),
            Meaning::Beyond => self.plain(at, Body::Beyond),
            Meaning::Relation(relation) => return self.relation(at, *relation),
            Meaning::Verb { senses, form, relation } => {
                let placed = relation.or_else(|| self.posture_relation(at, senses));
                if let Some(relation) = placed.filter(|_| !self.of_people()) {
                    return self.relation(at, relation);
                }
                self.verb(at, senses, *form);
            }
            Meaning::With => {
                self.grammar(&item.meaning);
                self.clause.whose = self.tokens[item_end(item)].word == "whose";
            }
            Meaning::Have => self.have(at),
            Meaning::Tail { senses } => self.tail(at, senses),
            Meaning::Absent => self.absent(),
            Meaning::Posture => self.posture(at),
            Meaning::Action => {
                self.clause.predicate = true;
                self.strange();
            }
            Meaning::TextVerb => return self.text_verb(at),
            Meaning::Musing => self.muse(at),
            other => self.grammar(other),
        }
        at + 1
    }

    /// "The roof of the car": what was named before "of" is the car's.
    fn part_of(&mut self, at: usize, whole: PhraseIx) {
        let of = at.checked_sub(1).is_some_and(|i| self.items[i].meaning == Meaning::Of);
        let definite = self.reading.phrases[whole].determiner == Determiner::Definite;
        if let Some(part) = whole.checked_sub(1).filter(|_| of && definite) {
            self.reading.phrases[part].owner = Some(whole);
        }
    }

    /// A thought begins; after "suggesting that" with a subject of its own.
    fn muse(&mut self, at: usize) {
        if self.tokens[item_end(&self.items[at])].word == "that" {
            self.end_clause(false);
        }
        self.clause.mused = true;
        self.clause.muses_aside = self.is_verb_form(at);
        self.clause.predicate = true;
        self.strange();
    }

    /// A relation whose object does not follow says nothing: "in white".
    fn drop_pending(&mut self, at: usize) {
        let numbered =
            self.items.get(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Quote(_)));
        let passes = matches!(
            self.items[at].meaning,
            Meaning::Adverb | Meaning::Hedge | Meaning::Beyond | Meaning::Quote(_)
        );
        if !passes && !numbered {
            let dropped = self.clause.pending.take_if(|c| !matches!(c.body, Body::Text(_)));
            let next = self.items.get(at + 1).map(|i| &i.meaning);
            if self.items[at].meaning == Meaning::And && matches!(next, Some(Meaning::Relation(_)))
            {
                self.clause.coordinated.extend(dropped);
            } else {
                // "Nor dressed in blue": the colour is denied.
                let colour = matches!(self.items[at].meaning, Meaning::Colour(_));
                self.clause.negated |= colour && dropped.as_ref().is_some_and(|c| c.negated);
                self.objectless(dropped);
            }
        }
    }

    /// Words that claim nothing themselves, but tell how what follows is meant.
    fn grammar(&mut self, meaning: &Meaning) {
        match meaning {
            Meaning::Link => {
                // "A skier, whose board is orange": the board is.
                let owned = self.clause.whose && self.clause.by_the_way;
                if owned && self.clause.prior == Prior::Thing {
                    self.clause.agent.clone_from(&self.clause.last);
                } else if self.clause.prior != Prior::Relative {
                    self.clause.agent.clone_from(&self.clause.subject);
                }
                self.clause.whose = false;
                self.clause.prior = Prior::Link;
                self.clause.predicate = true;
            }
            Meaning::There => {
                if matches!(self.clause.prior, Prior::And | Prior::Comma) && self.clause.predicate {
                    self.end_clause(false);
                }
                self.clause.there = true;
                self.clause.predicate = true;
            }
            // "Neither blue nor green".
            Meaning::Determiner(Article::No) => self.clause.negated = true,
            Meaning::HedgedLink => {
                self.clause.hedged = true;
                self.clause.prior = Prior::Link;
                self.clause.predicate = true;
                self.clause.fronting = None;
            }
            Meaning::Not => self.clause.negated = true,
            Meaning::Hedge => self.clause.hedged = true,
            Meaning::And => self.clause.prior = Prior::And,
            Meaning::But => {
                self.clause.negated = false;
                self.clause.prior = Prior::And;
            }
            Meaning::While => self.end_clause(false),
            Meaning::Stop => self.end_clause(false),
            Meaning::Comma => self.clause.prior = Prior::Comma,
            Meaning::Relative => {
                self.clause.prior = Prior::Relative;
                self.clause.agent.clone_from(&self.clause.last);
            }
            Meaning::With => {
                self.clause.opens_with = self.clause.prior == Prior::Start;
                self.clause.with = self.hosts();
                self.clause.with_open = true;
                self.strange();
            }
            Meaning::Of | Meaning::Word | Meaning::Nearest(_) => self.strange(),
            _ => {}
        }
    }

    /// "Is pedalling along", "the horse being ridden": a verb without an object is said where evidence has it of
    /// anything. Of nobody it always says something.
    fn objectless(&mut self, claim: Option<Claim>) {
        let verb = |c: &Claim| matches!(c.body, Body::Verb(_) | Body::VerbOf(_));
        let Some(mut claim) = claim.filter(verb) else { return };
        let mut subjects = claim.subjects.iter().flatten();
        let nobody = subjects
            .any(|ix| self.reading.phrases[*ix].quantity.as_ref().is_some_and(|q| q.max == 0));
        claim.guessed = !nobody || matches!(claim.body, Body::VerbOf(_));
        self.reading.claims.push(claim);
    }

    fn strange(&mut self) {
        if !matches!(self.clause.prior, Prior::Start) {
            self.clause.prior = Prior::Strange;
        }
    }

    /// Ends the clause; claims still without a subject take what was named, or wait if the sentence goes on.
    fn end_clause(&mut self, sentence_ends: bool) {
        let pending = self.clause.pending.take();
        self.objectless(pending);
        let clause = std::mem::take(&mut self.clause);
        self.topic = clause.subject.first().copied().or(self.topic);
        for mut claim in clause.fronted {
            if claim.subjects.is_empty() && !clause.last.is_empty() && claim.objects.is_empty() {
                claim.subjects = vec![clause.last.clone()];
            }
            self.reading.claims.push(claim);
        }
        if !sentence_ends {
            self.clause.last = clause.last;
            self.clause.agent = clause.agent;
        }
    }
}

/// An item's last token.
fn item_end(item: &Item) -> usize {
    item.tokens.end - 1
}
