//! The menu of the right button, and what hovering says: of the thing under the pointer, whatever is selected.

use super::hits;
use super::marks::said;
use super::page::Page;
use super::sheet::DrawnRelation;
use crate::app::state::Dialog;
use crate::app::{Action, Command, Item};
use crate::domain::{AttributeKind, RegionId, RelationId, TextId};
use crate::gui::Shown;
use egui::{Button, Id, Pos2, Response, RichText, Ui};

/// Specialists that can look at one region alone.
const ALONE: [(&str, &str); 5] = [
    ("classifier", "Classify"),
    ("emotion", "Read the emotion"),
    ("colour", "Read the colours"),
    ("ocr", "Read text"),
    ("depth", "Read the depth"),
];

/// Opens where the right button was pressed.
pub fn menu(page: &Page<'_>, response: &Response, hits: &[Item]) -> Vec<Action> {
    let key = Id::unique("canvas menu of");
    let ctx = &response.ctx;
    if response.secondary_clicked() {
        // What is selected wins where it is under the pointer: one right-clicks what one has chosen.
        let kept = page.shown.state.selection.kept.as_ref();
        let of = hits.iter().find(|h| Some(*h) == kept).or(hits.first()).cloned();
        ctx.data_mut(|d| d.insert_temp(key, of));
    }
    let mut actions = Vec::new();
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        let of: Option<Item> = ui.data(|d| d.get_temp(key)).unwrap_or_default();
        actions = entries(page, ui, of.as_ref());
    });
    actions
}

fn entries(page: &Page<'_>, ui: &mut Ui, of: Option<&Item>) -> Vec<Action> {
    match of {
        Some(Item::Region(id)) => of_region(page, ui, *id),
        Some(Item::Relation(id)) => of_relation(page.shown, ui, *id, &relation_title(page, *id)),
        Some(Item::Text(id)) => of_text(page, ui, *id),
        Some(Item::Face(at)) => of_face(page, ui, *at),
        _ => of_ground(page.shown, ui),
    }
}

/// The entries of one menu; those that edit are grey where nothing may be edited.
pub struct Entries<'a> {
    shown: &'a Shown<'a>,
    pub actions: Vec<Action>,
}

impl<'a> Entries<'a> {
    /// With a headline.
    pub fn new(shown: &'a Shown<'a>, ui: &mut Ui, title: &str) -> Self {
        ui.label(RichText::new(title).strong());
        ui.separator();
        Self { shown, actions: Vec::new() }
    }

    /// One entry that edits; `like` is the command that does the same to what is selected, for its key.
    pub fn edit(&mut self, ui: &mut Ui, label: &str, like: Option<Command>, action: Action) {
        let key = like.map(|c| self.shown.key(c)).unwrap_or_default();
        let button = Button::new(label).shortcut_text(key);
        if ui.add_enabled(self.shown.state.can_edit(), button).clicked() {
            self.actions.push(action);
        }
    }

    /// One entry that changes nothing.
    pub fn see(&mut self, ui: &mut Ui, label: &str, action: Action) {
        if ui.button(label).clicked() {
            self.actions.push(action);
        }
    }
}

fn of_region(page: &Page<'_>, ui: &mut Ui, id: RegionId) -> Vec<Action> {
    let Some(region) = page.sheet.region(id) else { return Vec::new() };
    let item = Item::Region(id);
    let mut list = Entries::new(page.shown, ui, &region.title());
    let kind = AttributeKind::Label;
    list.see(ui, "Select", Action::Select(Some(item.clone())));
    list.edit(ui, "Accept label", Some(Command::Accept), Action::Accept(item.clone()));
    let correct = Action::Open(Dialog::Correct { region: id, kind });
    list.edit(ui, "Correct label…", Some(Command::Correct), correct);
    list.edit(ui, "Reject region", Some(Command::Reject), Action::Reject(item.clone()));
    list.edit(ui, "Restore", Some(Command::Restore), Action::Restore(item));
    ui.separator();
    let kept = page.shown.state.selection.kept.as_ref().and_then(|i| i.region(page.scene));
    if let Some(keep) = kept.and_then(|k| page.sheet.region(k)).filter(|k| k.id != id) {
        let label = format!("Merge with {} (selected)", keep.title());
        list.edit(ui, &label, Some(Command::Merge), Action::Merge { keep: keep.id, with: id });
        let relate = Dialog::Relate { subject: keep.id, object: id, relation: None };
        list.edit(ui, &format!("Relate {} to it…", keep.title()), None, Action::Open(relate));
    }
    list.edit(ui, "Split in two", Some(Command::Split), Action::Split(id));
    ui.separator();
    for (specialist, label) in ALONE {
        let action = Action::Alone { specialist: specialist.to_owned(), region: Some(id) };
        list.edit(ui, label, None, action);
    }
    list.actions
}

/// The menu of a relation, on canvas and graph.
pub fn of_relation(shown: &Shown<'_>, ui: &mut Ui, id: RelationId, title: &str) -> Vec<Action> {
    let scene = shown.state.scene();
    let Some(relation) = scene.and_then(|s| s.relations.iter().find(|r| r.id == id)) else {
        return Vec::new();
    };
    let (subject, object) = (relation.subject, relation.object);
    let item = Item::Relation(id);
    let mut list = Entries::new(shown, ui, title);
    list.see(ui, "Select", Action::Select(Some(item.clone())));
    list.edit(ui, "Accept", Some(Command::Accept), Action::Accept(item.clone()));
    let reword = Dialog::Relate { subject, object, relation: Some(id) };
    list.edit(ui, "Re-word…", Some(Command::Correct), Action::Open(reword));
    list.edit(ui, "Reject", Some(Command::Reject), Action::Reject(item.clone()));
    list.edit(ui, "Restore", Some(Command::Restore), Action::Restore(item));
    ui.separator();
    list.see(ui, "Select its subject", Action::Select(Some(Item::Region(subject))));
    list.see(ui, "Select its object", Action::Select(Some(Item::Region(object))));
    list.actions
}

fn of_text(page: &Page<'_>, ui: &mut Ui, id: TextId) -> Vec<Action> {
    let Some(text) = page.scene.texts.iter().find(|t| t.id == id) else { return Vec::new() };
    let item = Item::Text(id);
    let mut list = Entries::new(page.shown, ui, &format!("“{}”", said(text)));
    list.see(ui, "Select", Action::Select(Some(item.clone())));
    list.edit(ui, "Accept", Some(Command::Accept), Action::Accept(item.clone()));
    let correct = Action::Open(Dialog::CorrectText { text: id });
    list.edit(ui, "Correct…", Some(Command::Correct), correct);
    list.edit(ui, "Reject", Some(Command::Reject), Action::Reject(item.clone()));
    list.edit(ui, "Restore", Some(Command::Restore), Action::Restore(item));
    list.actions
}

fn of_face(page: &Page<'_>, ui: &mut Ui, at: usize) -> Vec<Action> {
    let item = Item::Face(at);
    let mut list = Entries::new(page.shown, ui, "Face");
    list.see(ui, "Select", Action::Select(Some(item.clone())));
    let Some(region) = item.region(page.scene) else { return list.actions };
    let kind = AttributeKind::Emotion;
    let attribute = Item::Attribute(region, kind);
    list.edit(ui, "Accept emotion", Some(Command::Accept), Action::Accept(attribute.clone()));
    let correct = Action::Open(Dialog::Correct { region, kind });
    list.edit(ui, "Correct emotion…", Some(Command::Correct), correct);
    list.edit(ui, "Reject emotion", Some(Command::Reject), Action::Reject(attribute));
    list.see(ui, "Select its person", Action::Select(Some(Item::Region(region))));
    list.actions
}

fn of_ground(shown: &Shown<'_>, ui: &mut Ui) -> Vec<Action> {
    let mut actions = Vec::new();
    for command in [Command::DrawBox, Command::Fit, Command::ActualSize, Command::Analyse] {
        let button = Button::new(command.label()).shortcut_text(shown.key(command));
        let entry = ui.add_enabled(command.is_enabled(shown.state), button);
        if entry.on_hover_text(command.help()).clicked() {
            actions.push(Action::Do(command));
        }
    }
    actions
}

/// "person 3 riding bicycle 5".
fn relation_title(page: &Page<'_>, id: RelationId) -> String {
    let relation = page.sheet.relations.iter().find(|r| r.id == id);
    relation.map_or_else(|| "relation".to_owned(), |r| title_of(page, r))
}

/// The same of a relation at hand.
pub fn title_of(page: &Page<'_>, relation: &DrawnRelation) -> String {
    let name = |id| page.sheet.region(id).map(|r| r.title()).unwrap_or_default();
    format!("{} {} {}", name(relation.subject), relation.words, name(relation.object))
}

/// What a double click opens: the field for another value.
pub fn correct(page: &Page<'_>, item: &Item) -> Option<Dialog> {
    Some(match item {
        Item::Region(region) => Dialog::Correct { region: *region, kind: AttributeKind::Label },
        Item::Text(text) => Dialog::CorrectText { text: *text },
        Item::Relation(id) => {
            let relation = page.scene.relations.iter().find(|r| r.id == *id)?;
            let (subject, object) = (relation.subject, relation.object);
            Dialog::Relate { subject, object, relation: Some(*id) }
        }
        Item::Face(_) => {
            Dialog::Correct { region: item.region(page.scene)?, kind: AttributeKind::Emotion }
        }
        _ => return None,
    })
}

/// What the thing under the pointer is, in full, and what lies below it.
pub fn tip(page: &Page<'_>, response: &Response, hits: &[Item]) {
    // A dialog lies over the photograph, and a tip would lie over the dialog.
    let Some(first) = hits.first().filter(|_| page.shown.state.dialog.is_none()) else { return };
    let lines = told(page, first);
    if lines.is_empty() {
        return;
    }
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(320.0);
        let mut lines = lines.iter();
        if let Some(title) = lines.next() {
            ui.label(RichText::new(title).strong());
        }
        for line in lines {
            ui.label(line);
        }
        if hits.len() > 1 {
            let key = page.shown.key(Command::SelectUnder);
            let below = format!("{} more below: {key} or Alt+click", hits.len() - 1);
            ui.label(RichText::new(below).small().color(page.shown.colours.quiet));
        }
    });
}

fn told(page: &Page<'_>, item: &Item) -> Vec<String> {
    match item {
        Item::Region(id) => {
            let Some(region) = page.sheet.region(*id) else { return Vec::new() };
            let mut lines = vec![region.title()];
            let size = (region.bbox.width(), region.bbox.height());
            let score = region.score.map(|s| format!(", label {s:.2}")).unwrap_or_default();
            lines.push(format!("{:.0} × {:.0} px{score}", size.0, size.1));
            if region.by_person {
                lines.push(format!("{} a person ruled on it", crate::gui::theme::HAND));
            }
            let conflicts = page.scene.regions.get(id).map(|r| r.conflicts.as_slice());
            lines.extend(conflicts.unwrap_or_default().iter().map(|c| format!("⚠ {c}")));
            lines
        }
        Item::Relation(id) => vec![relation_title(page, *id)],
        Item::Text(id) => {
            let text = page.scene.texts.iter().find(|t| t.id == *id);
            text.map(|t| vec![said(t), format!("read with {:.2}", t.score)]).unwrap_or_default()
        }
        Item::Face(at) => {
            let emotions = page.scene.faces.get(*at).map(|f| f.emotions.as_slice());
            let all = emotions.unwrap_or_default().iter().take(4);
            let lines = all.map(|e| format!("{} {:.2}", e.name, e.score));
            ["face".to_owned()].into_iter().chain(lines).collect()
        }
        _ => Vec::new(),
    }
}

/// What lies under a place of the window; nothing outside of the canvas.
pub fn hits_at(page: &Page<'_>, at: Option<Pos2>) -> Vec<Item> {
    at.map(|at| hits::under(page, at)).unwrap_or_default()
}
