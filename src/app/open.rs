//! The image on screen: its record, its history, and what follows from them (what is stale, what every caption gets
//! wrong), kept up to date by one function.

use super::selection::{Column, Item};
use super::steps::Steps;
use crate::domain::{
    AttributeKind, Caption, CaptionOrigin, CaptionTarget, Edit, FactRef, History, RegionId, Rules,
    Scene,
};
use crate::fusion::check::{self, Report};
use crate::fusion::plan::{self, Proposal, Stale};
use crate::naming::Namer;
use crate::project::{Found, ImageId, Record};
use crate::specialists::DepthMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// The image on screen.
#[derive(Debug, Clone)]
pub struct Open {
    pub id: ImageId,
    pub path: PathBuf,
    /// How the photograph was found on disk.
    pub found: Found,
    /// `None` until the image was analysed.
    pub record: Option<Arc<Record>>,
    /// Captions to compare that came before there was a record: they wait for evidence.
    pub waiting: Vec<Caption>,
    /// These captions as they were, while the image is on screen.
    pub waiting_steps: Steps<Vec<Caption>>,
    pub history: History,
    /// Names its regions anew when rules change: with the models that looked at it. `None`: the desk's own namer does.
    pub namer: Option<Arc<Namer>>,
    /// Where its depth map is, if there is one.
    pub depth: Option<PathBuf>,
    /// The depth map itself, once it was read.
    pub depth_map: Option<Arc<DepthMap>>,
    /// A caption as it is being typed: durable, and no edit yet.
    pub draft: Option<Draft>,
    /// Rises with every change of the record: what caches are keyed by.
    pub revision: u64,
    /// Captions that no longer are what would be written, and why.
    pub stale: Vec<Stale>,
    /// What each caption says against the evidence; the draft's stands for its column.
    pub reports: BTreeMap<Column, Arc<Report>>,
    /// New captions that wait for a yes or no.
    pub proposals: Vec<Proposal>,
    /// Seconds looked at since the last were stored.
    pub seconds: f64,
}

/// A caption that is being typed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    pub column: Column,
    pub text: String,
    /// As [`Caption::ignored`].
    #[serde(default)]
    pub ignored: Vec<String>,
}

impl Draft {
    /// A text in which every finding is shown.
    pub fn new(column: Column, text: impl Into<String>) -> Self {
        Self { column, text: text.into(), ignored: Vec::new() }
    }
}

/// The facts that light up with an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Light {
    /// What the item stands for.
    pub on: Vec<FactRef>,
    /// What is about the same things.
    pub beside: Vec<FactRef>,
}

impl Open {
    /// The scene, where there is one.
    pub fn scene(&self) -> Option<&Scene> {
        self.record.as_ref().map(|r| &r.scene)
    }

    /// The scene to change; copies the record where it is shared with a thread that writes it.
    pub fn scene_mut(&mut self) -> Option<&mut Scene> {
        self.record.as_mut().map(|r| &mut Arc::make_mut(r).scene)
    }

    /// Whether a person changed the words of a caption that another wrote, as far as can be undone.
    pub fn is_edited(&self, column: &Column) -> bool {
        self.history.done.iter().any(|step| match &step.inverse {
            Edit::SetCaption { target, origin, to: Some(before) } => {
                let is_it = *target == column.target && *origin == column.origin;
                is_it && self.text(column).is_some_and(|now| now != before.text)
            }
            _ => false,
        })
    }

    /// All captions: the scene's, or those that wait for one.
    pub fn captions(&self) -> &[Caption] {
        self.scene().map_or(&self.waiting, |s| &s.captions)
    }

    /// A column's caption.
    pub fn caption(&self, column: &Column) -> Option<&Caption> {
        self.captions().iter().find(|c| c.target == column.target && c.origin == column.origin)
    }

    /// A column's text as it is seen: the draft's where it is being typed.
    pub fn text(&self, column: &Column) -> Option<&str> {
        match &self.draft {
            Some(draft) if draft.column == *column => Some(&draft.text),
            _ => self.caption(column).map(|c| c.text.as_str()),
        }
    }

    /// The columns of a target: the caption in force first (a person's, else the fused one), then what is compared.
    pub fn columns(&self, target: CaptionTarget) -> Vec<Column> {
        let mut columns: Vec<Column> = self
            .captions()
            .iter()
            .filter(|c| c.target == target)
            .map(|c| Column { target, origin: c.origin.clone() })
            .collect();
        if let Some(draft) = self.draft.as_ref().filter(|d| d.column.target == target)
            && !columns.contains(&draft.column)
        {
            columns.push(draft.column.clone());
        }
        columns.sort_by_key(|c| match &c.origin {
            CaptionOrigin::Person(name) => (0, name.clone()),
            CaptionOrigin::Fused(name) => (1, name.clone()),
            CaptionOrigin::Reference(name) => (2, name.clone()),
            CaptionOrigin::Baseline(name) => (3, name.clone()),
        });
        columns
    }

    /// The text of the caption in force, as it is seen.
    pub fn text_in_force(&self, target: CaptionTarget) -> Option<&str> {
        self.columns(target).first().and_then(|column| self.text(column))
    }

    /// Why a target's fused caption, or a person's, is stale; `None` where it is up to date.
    pub fn stale_of(&self, target: CaptionTarget) -> Option<&Stale> {
        self.stale.iter().find(|s| s.target == target)
    }

    /// The facts that words of a column rest on: by its check, which also knows what a draft says.
    pub fn facts_at(&self, column: &Column, range: &Range<usize>) -> Vec<FactRef> {
        let touches =
            |start: usize, end: usize| start < range.end.max(range.start + 1) && end > range.start;
        let mut facts = Vec::new();
        let fused = self
            .caption(column)
            .filter(|_| self.text(column) == self.caption(column).map(|c| c.text.as_str()));
        let own = fused.iter().flat_map(|c| &c.mentions);
        let read = self.reports.get(column).into_iter().flat_map(|r| &r.mentions);
        for mention in own.chain(read).filter(|m| touches(m.start, m.end)) {
            for fact in &mention.rests_on {
                if !facts.contains(fact) {
                    facts.push(fact.clone());
                }
            }
        }
        facts
    }

    /// The words of a column that rest on any of the facts; a region is also named by its attributes and texts.
    pub fn words_on(&self, column: &Column, facts: &[FactRef]) -> Vec<Range<usize>> {
        let read = self.reports.get(column).into_iter().flat_map(|r| &r.mentions);
        let unchanged = self.text(column) == self.caption(column).map(|c| c.text.as_str());
        let own = self.caption(column).filter(|_| unchanged);
        let mut ranges: Vec<Range<usize>> = own
            .iter()
            .flat_map(|c| &c.mentions)
            .chain(read)
            .filter(|m| m.rests_on.iter().any(|f| facts.contains(f)))
            .map(|m| m.start..m.end)
            .collect();
        ranges.sort_by_key(|r| (r.start, r.end));
        ranges.dedup();
        ranges
    }

    /// The facts that light up with an item: of a region its attributes, and beside them its relations and texts; of an
    /// attribute, a relation or a face beside it the regions that it is of.
    pub fn light(&self, item: &Item) -> Light {
        let on = item.facts(|column, range| self.facts_at(column, range));
        let mut light = Light { on, beside: Vec::new() };
        let Some(scene) = self.scene() else { return light };
        match item {
            Item::Region(id) => {
                let attributes =
                    scene.regions.get(id).into_iter().flat_map(|r| r.attributes.keys());
                light.on.extend(attributes.map(|kind| FactRef::Attribute(*id, *kind)));
                let about = scene.relations.iter().filter(|r| r.subject == *id || r.object == *id);
                light.beside.extend(about.map(|r| FactRef::Relation(r.id)));
                let texts = scene.texts.iter().filter(|t| t.region == Some(*id));
                light.beside.extend(texts.map(|t| FactRef::Text(t.id)));
            }
            Item::Attribute(id, _) => light.beside.push(FactRef::Region(*id)),
            Item::Relation(id) => {
                let relation = scene.relations.iter().find(|r| r.id == *id);
                let ends = relation.into_iter().flat_map(|r| [r.subject, r.object]);
                light.beside.extend(ends.map(FactRef::Region));
            }
            Item::Face(at) => {
                if let Some(id) = scene.faces.get(*at).and_then(|f| f.region) {
                    light.on.push(FactRef::Attribute(id, AttributeKind::Emotion));
                    light.beside.push(FactRef::Region(id));
                }
            }
            Item::Text(_) | Item::SceneName | Item::Span { .. } => {}
        }
        light
    }

    /// The words of a column that the pointer means at a byte: the shortest mention or finding around it, else nothing.
    pub fn unit_at(&self, column: &Column, byte: usize) -> Option<Range<usize>> {
        let text = self.text(column)?;
        let report = self.reports.get(column);
        let unchanged = self.caption(column).filter(|c| c.text == text);
        let own = unchanged.into_iter().flat_map(|c| &c.mentions);
        let read = report.into_iter().flat_map(|r| &r.mentions);
        let mentions = own.chain(read).map(|m| m.start..m.end);
        let findings = report.into_iter().flat_map(|r| &r.findings).filter_map(|f| f.span.clone());
        mentions
            .chain(findings)
            .filter(|r| r.contains(&byte) && text.get(r.clone()).is_some())
            .min_by_key(|r| (r.len(), r.start))
    }

    /// Whether a person does not want to see a finding on these words.
    pub fn is_ignored(&self, column: &Column, words: &str) -> bool {
        self.ignored(column).iter().any(|w| w == words)
    }

    /// The words of a column's findings that are not shown: the draft's where it is being typed.
    pub fn ignored(&self, column: &Column) -> &[String] {
        match &self.draft {
            Some(draft) if draft.column == *column => &draft.ignored,
            _ => self.caption(column).map_or(&[], |c| &c.ignored),
        }
    }

    /// Why one caption, or the one that would be written, is not up to date.
    pub fn stale_column(&self, column: &Column) -> Option<&Stale> {
        self.stale.iter().find(|s| s.target == column.target && s.origin == column.origin)
    }

    /// Everything that follows from the record under the rules. Called after every change.
    pub fn refresh(&mut self, rules: &Rules) {
        self.revision += 1;
        let Some(record) = self.record.clone() else {
            self.stale.clear();
            self.reports.clear();
            return;
        };
        let scene = &record.scene;
        self.stale = plan::stale(scene, rules);
        self.reports = scene
            .captions
            .iter()
            .map(|c| {
                let column = Column { target: c.target, origin: c.origin.clone() };
                let text = self.text(&column).unwrap_or(&c.text);
                (column, Arc::new(check::check(text, c.target, scene, rules)))
            })
            .collect();
        self.refresh_draft(rules);
        if !self.proposals.is_empty() {
            // What waits for a yes is written from the evidence as it now is, or it would be stale once it is taken.
            let waits = |p: &Proposal| self.proposals.iter().any(|w| w.target == p.target);
            self.proposals = plan::refuse(scene, rules).into_iter().filter(waits).collect();
        }
    }

    /// Reads the draft anew: all that a keystroke changes.
    pub fn refresh_draft(&mut self, rules: &Rules) {
        let (Some(draft), Some(record)) = (&self.draft, &self.record) else { return };
        let report = Arc::new(check::check(&draft.text, draft.column.target, &record.scene, rules));
        self.reports.insert(draft.column.clone(), report);
    }

    /// Regions that no person rejected, the most salient first: the order in which Tab visits them.
    pub fn regions_in_order(&self, rules: &Rules) -> Vec<RegionId> {
        let Some(scene) = self.scene() else { return Vec::new() };
        let size = scene.image.size;
        let mut regions: Vec<_> = scene.regions.values().filter(|r| !r.rejected).collect();
        let key = |r: &crate::domain::Region| {
            let named = r.label(rules.assert).is_some();
            (named, crate::relations::salience::salience(r, size))
        };
        regions.sort_by(|a, b| {
            let ((na, sa), (nb, sb)) = (key(a), key(b));
            nb.cmp(&na).then(sb.total_cmp(&sa)).then(a.id.cmp(&b.id))
        });
        regions.into_iter().map(|r| r.id).collect()
    }
}
