//! The project on disk: what is kept, what survives, and what is refused.

mod cli;
mod damage;
mod edits;
mod forms;
mod images;
mod importing;
mod kill;
mod limits;
mod locating;
mod scratch;
mod search;
mod sharing;
mod summaries;

use crate::scenes::scene;
use dce::domain::{
    AttributeKind, Edit, Fingerprint, History, RegionId, Rules, Ruling, Scene, Step, Value,
};
use dce::project::record::VERSION;
use dce::project::{Access, Change, Commit, ImageId, Project, Record, summary};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A project in a folder of its own, with the photographs that its images need.
pub struct Desk {
    pub root: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let desk = Self { root: tempfile::tempdir().unwrap() };
        std::fs::create_dir(desk.root.path().join("photographs")).unwrap();
        desk
    }

    pub fn folder(&self) -> PathBuf {
        self.root.path().join("project")
    }

    pub fn create(&self) -> Project {
        Project::create(&self.folder(), "Street scenes").unwrap()
    }

    pub fn open(&self) -> Project {
        Project::open(&self.folder(), Access::Write).unwrap()
    }

    /// A file that stands for a photograph: nothing here decodes it.
    pub fn photograph(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.root.path().join("photographs").join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// A photograph in the project, analysed.
    pub fn analysed(&self, project: &mut Project, name: &str) -> (ImageId, Sheet) {
        let path = self.photograph(name, name.as_bytes());
        let id = project.add(&[path]).unwrap()[0].id;
        let sheet = Sheet::new(name);
        project.commit(&sheet.commit(id, Change::Analysed)).unwrap();
        (id, sheet)
    }
}

/// A record as a window holds it, with the history of its edits.
#[derive(Clone)]
pub struct Sheet {
    pub record: Record,
    pub history: History,
}

impl Sheet {
    /// Two regions, as if the photograph `content` had been analysed.
    pub fn new(content: &str) -> Self {
        let scene = scene("dog 0.9 at 100,100,300,300\nperson 0.9 at 400,50,600,460");
        Self { record: record(scene, content.as_bytes()), history: History::default() }
    }

    pub fn commit(&self, image: ImageId, change: Change) -> Commit {
        let summary = summary::of(&self.record.scene, &Rules::default());
        let record = Arc::new(self.record.clone());
        Commit { image, change, record, summary, status: None }
    }

    /// Corrects the label of region 1.
    pub fn relabel(&mut self, to: &str) -> Step {
        let value = Value::Word(to.to_owned());
        let ruling = Ruling::Corrected { value, author: "Ada".to_owned() };
        self.make(Edit::RuleAttribute { region: RegionId(1), kind: AttributeKind::Label, ruling })
    }

    pub fn make(&mut self, edit: Edit) -> Step {
        self.history.make(&mut self.record.scene, edit, "Ada", 1_000).unwrap().clone()
    }

    /// Corrects the label, here and in the project.
    pub fn relabelled(&mut self, project: &mut Project, image: ImageId, to: &str) {
        let step = self.relabel(to);
        project.commit(&self.commit(image, Change::Edit(step))).unwrap();
    }

    pub fn undone(&mut self, project: &mut Project, image: ImageId) {
        assert!(self.history.undo(&mut self.record.scene).unwrap());
        project.commit(&self.commit(image, Change::Undo)).unwrap();
    }

    pub fn redone(&mut self, project: &mut Project, image: ImageId) {
        assert!(self.history.redo(&mut self.record.scene).unwrap());
        project.commit(&self.commit(image, Change::Redo)).unwrap();
    }

    /// The project holds exactly this.
    pub fn assert_in(&self, project: &mut Project, image: ImageId) {
        let opened = project.image(image).unwrap();
        assert_eq!(opened.record.as_ref(), Some(&self.record));
        assert_eq!(opened.history, self.history);
    }
}

pub fn record(mut scene: Scene, photograph: &[u8]) -> Record {
    scene.image.sha256 = Fingerprint::of_bytes(photograph).0;
    Record {
        version: VERSION,
        software: "dce test".to_owned(),
        setup: Fingerprint::of_bytes(b"setup"),
        scene,
        rules: Rules::default(),
        models: Vec::new(),
        timings: Vec::new(),
    }
}

/// All files below a folder with their content, to tell that nothing was touched.
pub fn content(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|e| e.unwrap().into_path()).filter(|p| p.is_file());
    files.map(|p| (p.clone(), std::fs::read(&p).unwrap())).collect()
}
