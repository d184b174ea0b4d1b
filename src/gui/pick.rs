//! The system's file pickers, each on a thread of its own so that the window goes on. Where the system has none, they
//! answer nothing, and the path is typed.

use crate::app::Action;
use crate::app::state::PathFor;
use crate::pipeline::gather::EXTENSIONS;
use crate::project::Access;
use crossbeam_channel::Sender;
use std::path::PathBuf;

/// Opens the picker for this; the answer comes as an action.
pub fn pick(what: PathFor, answers: &Sender<Action>, ctx: &egui::Context) {
    let (answers, ctx) = (answers.clone(), ctx.clone());
    let ask = move || {
        if let Some(paths) = ask(what)
            && answers.send(answer(what, paths)).is_ok()
        {
            ctx.request_repaint();
        }
    };
    // Without a thread there is no picker; the field for the path stands open beside it.
    drop(std::thread::Builder::new().name("picker".to_owned()).spawn(ask));
}

fn ask(what: PathFor) -> Option<Vec<PathBuf>> {
    let dialog = rfd::FileDialog::new().set_title(title(what));
    let folder = |d: rfd::FileDialog| d.pick_folder().map(|f| vec![f]);
    match what {
        PathFor::OpenPhotographs => dialog.add_filter("Photographs", EXTENSIONS).pick_files(),
        PathFor::ImportCaptions => {
            dialog.add_filter("Captions", &["json", "jsonl", "csv", "tsv", "txt"]).pick_files()
        }
        PathFor::OpenFolder => dialog.pick_folders(),
        PathFor::OpenProject | PathFor::SaveProject | PathFor::ExportRecords => folder(dialog),
    }
}

/// What a path is asked for, as dialogs say it.
pub fn title(what: PathFor) -> &'static str {
    match what {
        PathFor::OpenPhotographs => "Open photographs",
        PathFor::OpenFolder => "Open a folder of photographs",
        PathFor::OpenProject => "Open a project's folder",
        PathFor::SaveProject => "Save the project in a new folder",
        PathFor::ImportCaptions => "Import captions from files",
        PathFor::ExportRecords => "Export records to a folder",
    }
}

/// What is done with paths, picked or typed.
pub fn answer(what: PathFor, paths: Vec<PathBuf>) -> Action {
    let first = paths.first().cloned().unwrap_or_default();
    match what {
        PathFor::OpenProject => Action::OpenProject { folder: first, access: Access::Write },
        PathFor::SaveProject => Action::SaveProjectAs(first),
        PathFor::ExportRecords => Action::ExportRecords(first),
        PathFor::OpenPhotographs | PathFor::OpenFolder => Action::Add(paths),
        PathFor::ImportCaptions => Action::ReadImport(paths),
    }
}
