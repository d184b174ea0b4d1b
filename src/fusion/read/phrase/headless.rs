//! Phrases without a noun of ours: "the other", "two are red", "the sad one", and those whose noun nobody knows.

use super::opening::Opening;
use super::{Chunk, Kind};
use crate::fusion::read::claim::{Body, Determiner, Quantity};
use crate::fusion::read::item::Item;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{Article, List, Meaning};

/// So many things at most are spoken of by their number alone ("two are red"), or said to be as many.
const MANY: u32 = 100;
const FEW: u32 = 9;
/// Before a colour that is compared.
const MUCH: &str = "much";

impl Parser<'_> {
    /// Quantities and determiners without a noun speak of things named before: "two are red", "the other".
    pub(super) fn headless(&self, mut opening: Opening, next: usize) -> Option<(Chunk, usize)> {
        let start = opening.start?;
        if let Some(end) = self.unknown_noun(&opening, next) {
            let head = self.items[next].span.start..self.items[end - 1].span.end;
            let kind = self.strange_thing(&opening, end).unwrap_or(Kind::Unknown);
            let chunk = Chunk { opening, kind, start, head, at: next, owner: None };
            return Some((chunk, end));
        }
        let lent = self.lends(&opening, next);
        opening.pro_form |= lent.is_some_and(|at| self.is_one(at));
        // "His suit a deep blue, and a white dog …": another thing.
        if let Some(at) = lent.filter(|_| self.items[next].meaning == Meaning::And)
            && let Meaning::Noun { noun, plural: false } = self.items[at].meaning
        {
            let (kind, head) = (Kind::Thing { noun, plural: false }, self.items[at].span.clone());
            let chunk = Chunk { opening, kind, start, head, at: next - 1, owner: None };
            return Some((chunk, next));
        }
        // "Leads the chestnut by its halter": by its colour; which thing it is, nobody says.
        let by_colour = opening.looks.iter().all(|(_, look)| matches!(look, Body::Colour(_)))
            && !opening.looks.is_empty()
            && opening.determiner == Some(Determiner::Definite)
            && !opening.pro_form
            && self.is_governed(opening.begin);
        let anaphoric = opening.pick.is_some()
            || opening.pro_form
            || opening.picks_one() && opening.determiner == Some(Determiner::Definite)
            || opening.ordinal.is_some() && opening.determiner.is_some()
            || opening.quantity.as_ref().is_some_and(|q| q.max > 0)
                && !self.counts_nothing(&opening)
                && !self.ends_with_of(&opening) // "lots of clutter"
                && !self.is_measure(&opening, next)
            || matches!(opening.determiner, Some(Determiner::Another | Determiner::Other))
            || self.is_neither(&opening, next);
        // "Stripes in both light green and pale yellow": two colours.
        let hues = || {
            let colour = |(_, look): &(_, Body)| matches!(look, Body::Colour(_));
            self.is_company_of_colours(&opening) && opening.looks.iter().all(colour)
        };
        if !(by_colour || anaphoric) || opening.of || self.breaks_off(&opening, next) || hues() {
            return None;
        }
        let head = start..self.items[next - 1].span.end;
        let counted = self.count_from_side(&mut opening, next);
        // "A third": there are as many.
        opening.count_ordinal();
        if opening.nth.is_some() {
            opening.determiner = Some(Determiner::Another);
        }
        let kind = match self.of_people(&opening) {
            true => Kind::Thing { noun: self.words.person(), plural: true },
            false if anaphoric => Kind::Headless,
            false => Kind::Unknown,
        };
        let after = if counted { next + 1 } else { next };
        Some((Chunk { opening, kind, start, head, at: next - 1, owner: None }, after))
    }

    /// "An elderly pair", "a happy couple".
    pub(super) fn is_company_at(&self, opening: &Opening, at: usize) -> bool {
        let look = |look: &Body| matches!(look, Body::Beyond | Body::Emotion(_));
        opening.determiner == Some(Determiner::Indefinite)
            && opening.quantity.is_none()
            && opening.looks.iter().all(|(_, l)| look(l))
            && List::Company.has(self.first_word(at))
    }

    /// "In both red and green": "both" joins the colours that come.
    fn is_company_of_colours(&self, opening: &Opening) -> bool {
        let two = opening.quantity.as_ref().is_some_and(|q| q.min == 2 && q.max == 2);
        let opens = matches!(self.items[opening.begin].meaning, Meaning::Quantity { .. });
        two && opens && opening.looks.len() > 1 && self.is_governed(opening.begin)
    }

    /// "A silver and a black one", "a red and a blue cup": the item that stands for the noun of both.
    fn lends(&self, opening: &Opening, next: usize) -> Option<usize> {
        let sentence = self.items[opening.begin].sentence;
        let look = |i: &Item| {
            use Meaning::{Beyond, Colour, Emotion, Size};
            matches!(i.meaning, Colour(_) | Size(_) | Emotion(_) | Beyond)
        };
        let joint = |i: &Item| matches!(i.meaning, Meaning::And | Meaning::Comma);
        let article = |i: &Item| {
            matches!(i.meaning, Meaning::Determiner(Article::Indefinite | Article::Definite))
        };
        let ahead = self.items.get(next..)?.iter().take_while(|i| i.sentence == sentence);
        let listed = ahead.take_while(|i| look(i) || joint(i) || article(i)).count();
        let list = &self.items[next..next + listed];
        let parted = list.windows(2).any(|two| joint(&two[0]) && article(&two[1]));
        let lends = opening.determiner.is_some()
            && opening.quantity.is_none()
            && !opening.looks.is_empty()
            && parted
            && list.first().is_some_and(joint)
            && list.last().is_some_and(look);
        let end = next + listed;
        (lends && self.items.get(end)?.sentence == sentence).then_some(end)
    }

    /// "A band of five": so many people.
    fn of_people(&self, opening: &Opening) -> bool {
        let several = opening.quantity.as_ref().is_some_and(|q| q.min > 1 && q.min == q.max);
        let sentence = self.items[opening.begin].sentence;
        match &self.items[..opening.begin] {
            [.., group, of] if several && group.sentence == sentence => {
                let people = matches!(group.meaning, Meaning::Noun { noun, .. }
                    if self.words.is_person(noun) && self.words.noun(noun).collective);
                people && of.meaning == Meaning::Of
            }
            _ => false,
        }
    }

    /// "Neither is smiling": none of those that were named, and no article.
    fn is_neither(&self, opening: &Opening, next: usize) -> bool {
        let none = opening.quantity.as_ref().filter(|q| q.max == 0 && opening.looks.is_empty());
        // "A cup on the left and none on the right".
        let counts = matches!(self.items[next - 1].meaning, Meaning::Quantity { max: 0, .. });
        let there =
            |m: &Meaning| matches!(m, Meaning::Place(_) | Meaning::Depth(_) | Meaning::Relation(_));
        none.is_some_and(|q| q.span.end == self.items[next - 1].span.end)
            && opening.determiner.is_none()
            && self.items.get(next).is_some_and(|i| {
                i.sentence == self.items[opening.begin].sentence
                    && (i.meaning.begins_predicate()
                        || matches!(i.meaning, Meaning::Emotion(_))
                        || counts && there(&i.meaning))
            })
            // "Nor is the lamp black": of what comes after.
            && (counts
                || !self.items.get(next + 1).is_some_and(|i| {
                    matches!(i.meaning, Meaning::Determiner(_) | Meaning::Possessive | Meaning::Noun { .. })
                }))
    }

    /// "Two color hydrants", "three over easy eggs": the noun that was counted comes, past words that nobody understands.
    fn breaks_off(&self, opening: &Opening, next: usize) -> bool {
        let counted = opening.quantity.as_ref().is_some_and(|q| q.max > 0);
        let sentence = self.items[opening.begin].sentence;
        let here = |at: usize| self.items.get(at).filter(|i| i.sentence == sentence);
        let noun = |at: usize| {
            here(at).is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. } | Meaning::Picture))
        };
        let formed = ["ed", "ing"].iter().any(|ending| self.first_word(next).ends_with(ending));
        let strange = here(next).is_some_and(|i| {
            matches!(i.meaning, Meaning::Word | Meaning::Beyond | Meaning::Quote(_))
                || noun(next)
                || i.meaning.is_verbal() && formed && noun(next + 1) && opening.begin == 0
        });
        counted && !opening.pro_form && strange
    }

    /// "The second (person) from the left" tells which one by its number; true where the side stands there.
    pub(super) fn count_from_side(&self, opening: &mut Opening, at: usize) -> bool {
        let Some(Meaning::FromSide(from_left)) = self.items.get(at).map(|i| &i.meaning) else {
            return false;
        };
        if let Some((span, n)) = opening.ordinal.take() {
            opening.looks.push((span, Body::Nth { n, from_left: *from_left }));
        }
        true
    }

    /// "The person third from the left": the item after.
    pub(super) fn ordinal_behind(&self, opening: &mut Opening, at: usize) -> usize {
        let [number, side, ..] = &self.items[at.min(self.items.len())..] else { return at };
        match (&number.meaning, &side.meaning) {
            (Meaning::Ordinal(n), Meaning::FromSide(from_left))
                if number.sentence == self.items[opening.begin].sentence =>
            {
                let body = Body::Nth { n: *n, from_left: *from_left };
                opening.looks.push((number.span.start..side.span.end, body));
                at + 2
            }
            _ => at,
        }
    }

    /// "54 to 51": a score or a price, and nothing counted. Digits count only what does something, or stands in brackets
    /// ("peppers (2)"), or has a look ("2 in red", "2 black and one pink"), or was told of ("between the 2").
    fn is_measure(&self, opening: &Opening, next: usize) -> bool {
        let Some(quantity) = &opening.quantity else { return false };
        let here = |at: usize| {
            self.items.get(at).filter(|i| i.sentence == self.items[opening.begin].sentence)
        };
        let said = self.text.get(quantity.span.clone()).unwrap_or_default();
        let acts = here(next).is_some_and(|i| i.meaning.begins_predicate());
        let mark =
            |at: Option<usize>| at.and_then(here).is_some_and(|i| i.meaning == Meaning::Stop);
        let alone = mark(opening.begin.checked_sub(1)) && mark(Some(next));
        let colour = |at: usize| here(at).is_some_and(|i| matches!(i.meaning, Meaning::Colour(_)));
        let worn = here(next).is_some_and(|i| matches!(i.meaning, Meaning::Relation(_)));
        let look = !opening.looks.is_empty() || worn && colour(next + 1);
        let few = said.len() == 1 && (look || opening.determiner.is_some());
        !few && said.starts_with(|c: char| c.is_ascii_digit()) && !acts && !alone
    }

    /// "A red whatnot": after an article or a number stands a word that is no noun of ours, and none follows. The item
    /// after it; of such a thing nothing can be checked.
    fn unknown_noun(&self, opening: &Opening, at: usize) -> Option<usize> {
        let word = |at: usize| {
            self.items.get(at).filter(|i| {
                i.meaning == Meaning::Word
                    && i.sentence == self.items[at.saturating_sub(1)].sentence
            })
        };
        let opened = matches!(
            self.items[at.checked_sub(1)?].meaning,
            Meaning::Determiner(_)
                | Meaning::Possessive
                | Meaning::Colour(_)
                | Meaning::Size(_)
                | Meaning::Beyond
                | Meaning::Quantity { .. }
        );
        let last = &self.tokens[word(at)?.tokens.end - 1].word;
        // "A second batch"; but "the second gleams".
        // ... nor "the smaller structure".
        let ordinal =
            matches!(self.items[at - 1].meaning, Meaning::Ordinal(_) | Meaning::Extreme(_))
                && !["s", "ed", "ing"].iter().any(|ending| last.ends_with(ending));
        let opened = opened || ordinal;
        let article =
            matches!(opening.determiner, Some(Determiner::Indefinite | Determiner::Definite));
        let counted = opening.quantity.as_ref().is_some_and(|q| q.max != 1) && last.ends_with('s');
        let bare = self.opens_bare(opening);
        if !opened
            || opening.of
            || opening.pro_form
            || last.ends_with("ly")
            || !(article || counted || bare)
        {
            return None;
        }
        let end = if word(at + 1).is_some() { at + 2 } else { at + 1 };
        let told = self.items.get(end).is_some_and(|i| {
            matches!(i.meaning, Meaning::Relation(_) | Meaning::Place(_) | Meaning::With)
                && i.sentence == self.items[at].sentence
        });
        // "A house with dark brown accents".
        let governed = opening
            .begin
            .checked_sub(1)
            .is_some_and(|i| matches!(self.items[i].meaning, Meaning::With | Meaning::Have));
        if bare && !told && !governed {
            return None;
        }
        // "A much darker grey".
        let graded = self
            .items
            .get(at + 1)
            .is_some_and(|i| matches!(i.meaning, Meaning::Colour(_)) && last == MUCH);
        if graded {
            return None;
        }
        // "This heart-warming image".
        let of_picture = self.items.get(end).is_some_and(|i| i.meaning == Meaning::Picture);
        (!of_picture).then_some(end)
    }

    /// "…, red whatnots on the left": nothing but a colour stands before the noun, where a phrase begins.
    fn opens_bare(&self, opening: &Opening) -> bool {
        let before = opening.begin.checked_sub(1).map(|i| &self.items[i]);
        let before = before.filter(|i| i.sentence == self.items[opening.begin].sentence);
        let begins = before.is_none_or(|i| {
            use Meaning::{And, Comma, Have, Stop, With};
            matches!(i.meaning, Comma | And | Stop | With | Have)
        });
        begins
            && opening.determiner.is_none()
            && opening.quantity.is_none()
            && !opening.looks.is_empty()
            && opening.looks.iter().all(|(_, look)| matches!(look, Body::Colour(_)))
    }

    /// "In 1987", "is about forty", "set for four": years, ages, and how many it is meant for.
    fn counts_nothing(&self, opening: &Opening) -> bool {
        let linked = opening.begin.checked_sub(1).is_some_and(|i| {
            matches!(self.items[i].meaning, Meaning::Link | Meaning::HedgedLink)
                && self.items[i].sentence == self.items[opening.begin].sentence
        });
        let before = opening.begin.checked_sub(1).map(|i| &self.items[i]);
        // "Who is about eight", "a man of about forty".
        let of = before.is_some_and(|i| i.meaning == Meaning::Of);
        // "Set for four"; and "a ten speed bike" is one.
        let meant_for = before.is_some_and(|i| i.meaning == Meaning::Word);
        let article = Meaning::Determiner(Article::Indefinite);
        let sort = before.is_some_and(|i| i.meaning == article);
        let most = if linked { FEW } else { MANY };
        let about = |q: &Quantity| q.min > 1 && q.min < q.max && q.max < u32::MAX;
        let age = |q: &Quantity| (linked || of) && about(q) && opening.looks.is_empty();
        opening.quantity.as_ref().is_some_and(|q| {
            q.min > most || age(q) || q.min > 1 && (meant_for && opening.looks.is_empty() || sort)
        })
    }

    /// A relation, a verb or "with" stands right before the item and governs it.
    pub(in crate::fusion::read) fn is_governed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        before.is_some_and(|i| {
            i.sentence == self.items[at].sentence
                && matches!(i.meaning, Meaning::Relation(_) | Meaning::Verb { .. } | Meaning::Have)
        })
    }

    /// "To the right of that, …", "behind which …": what was named last.
    pub(super) fn stands_for_last(&self, at: usize) -> bool {
        let which = self.tokens[self.items[at].tokens.start].word != "that";
        let verb = self.items.get(at + 1).is_some_and(|i| i.meaning.begins_predicate());
        self.is_governed(at) && (which || !verb)
    }
}
