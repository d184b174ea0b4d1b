//! A process that is killed at any moment: every edit that it acknowledged is there, and the record is what the journal
//! says.

use super::{Desk, Sheet};
use dce::domain::{Edit, RegionId, Scene};
use dce::project::{Access, Change, ImageId, Project, Status};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const FOLDER: &str = "DCE_TEST_KILLED_PROJECT";

/// Not a test: the process that is killed. It edits, undoes, redoes, analyses anew, and says what is done once it is.
#[test]
#[ignore = "run by a_killed_process_loses_nothing_it_acknowledged, as the process that is killed"]
fn edits_until_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let mut project = Project::open(Path::new(&folder), Access::TakeOver).unwrap();
    let ids: Vec<ImageId> = project.images().unwrap().iter().map(|r| r.id).collect();
    let mut sheets: Vec<Sheet> = Vec::new();
    for id in &ids {
        let opened = project.image(*id).unwrap();
        sheets.push(Sheet { record: opened.record.unwrap(), history: opened.history });
    }
    for i in 0_usize.. {
        let (id, sheet) = (ids[i % ids.len()], &mut sheets[i % ids.len()]);
        match i % 11 {
            5 if !sheet.history.done.is_empty() => sheet.undone(&mut project, id),
            6 if !sheet.history.undone.is_empty() => sheet.redone(&mut project, id),
            10 if i % 3 == 0 => {
                // As a worker's result arrives: what people ruled is in the record, and ends what can be undone.
                sheet.history = Default::default();
                project.commit(&sheet.commit(id, Change::Analysed)).unwrap();
            }
            _ => sheet.relabelled(&mut project, id, &format!("label {i}")),
        }
        let json = serde_json::to_string(&sheet.record.scene).unwrap();
        let history = (sheet.history.done.len(), sheet.history.undone.len());
        println!("\nDONE {} {} {} {json}", id.0, history.0, history.1);
        std::io::stdout().flush().unwrap();
    }
}

/// What the killed process last said of an image.
#[derive(Clone)]
struct Said {
    done: usize,
    undone: usize,
    scene: String,
}

fn parse(line: &str) -> Option<(i64, Said)> {
    let mut parts = line.strip_prefix("DONE ")?.splitn(4, ' ');
    let id = parts.next()?.parse().ok()?;
    let (done, undone) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let scene = parts.next()?.to_owned();
    // A line that was cut by the kill was not said.
    serde_json::from_str::<dce::domain::Scene>(&scene).ok()?;
    Some((id, Said { done, undone, scene }))
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    const KILLS: usize = 25;
    let desk = Desk::new();
    let mut project = desk.create();
    let mut said = std::collections::BTreeMap::new();
    for name in ["a.jpg", "b.jpg", "c.jpg"] {
        let (id, sheet) = desk.analysed(&mut project, name);
        let scene = serde_json::to_string(&sheet.record.scene).unwrap();
        said.insert(id.0, Said { done: 0, undone: 0, scene });
    }
    drop(project);
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["project::kill::edits_until_killed", "--exact", "--ignored", "--nocapture"])
            .env(FOLDER, desk.folder())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Killed after a number of edits that differs each time, wherever in the next one it then is.
        let wanted = 1 + kill * 7 % 23;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut heard = 0;
        while heard < wanted {
            let line = lines.next().expect("it edits until it is killed").unwrap();
            if let Some((id, what)) = parse(&line) {
                said.insert(id, what);
                heard += 1;
            }
        }
        std::thread::yield_now();
        child.kill().unwrap();
        // What it said before the kill reached it.
        for line in lines.map_while(Result::ok) {
            if let Some((id, what)) = parse(&line) {
                said.insert(id, what);
                heard += 1;
            }
        }
        child.wait().unwrap();
        acknowledged += heard;
        check(&desk, &mut said, kill);
    }
    assert!(acknowledged >= KILLS, "{acknowledged}");
    eprintln!("{acknowledged} edits acknowledged over {KILLS} kills");
}

/// The real worker on real photographs, killed at moments spread over its work: after each kill every image is analysed
/// or as before, and in the end all records are those of a worker that nobody killed.
#[test]
fn a_worker_killed_in_an_analysis_leaves_each_image_whole_or_untouched() {
    const KILLS: u64 = 6;
    let photographs = crate::real::photographs(&["coffee", "chelsea", "astronaut", "messi5"]);
    let (killed, left) = (Desk::new(), Desk::new());
    for desk in [&killed, &left] {
        desk.create().add(&photographs).unwrap();
    }
    let analyse = |desk: &Desk| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dce"));
        command.args(["project", "analyse"]).arg(desk.folder());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let begun = Instant::now();
    assert!(analyse(&left).status().unwrap().success());
    let whole = begun.elapsed();
    for kill in 0..KILLS {
        let mut child = analyse(&killed).spawn().unwrap();
        std::thread::sleep(whole * (kill as u32 + 1) / (KILLS as u32 + 2));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut project = killed.open();
        assert_eq!(project.info().unwrap().recovered, None, "kill {kill}");
        for row in project.images().unwrap() {
            let is_new = row.status == Status::New;
            assert_eq!(project.image(row.id).unwrap().record.is_none(), is_new, "kill {kill}");
        }
    }
    assert!(analyse(&killed).status().unwrap().success());
    let records = |desk: &Desk| -> Vec<Scene> {
        let mut project = desk.open();
        let rows = project.images().unwrap();
        rows.iter().map(|r| project.image(r.id).unwrap().record.unwrap().scene).collect()
    };
    assert_eq!(records(&killed), records(&left));
}

/// Every image is as it was last said to be, or one step further: the edit that was in flight.
fn check(desk: &Desk, said: &mut std::collections::BTreeMap<i64, Said>, kill: usize) {
    let mut project = desk.open();
    let info = project.info().unwrap();
    assert_eq!(info.access, Access::Write, "kill {kill}: the dead holder is replaced");
    assert_eq!(info.recovered, None, "kill {kill}");
    let mut further = 0;
    for (id, was) in said.iter_mut() {
        let opened = project.image(ImageId(*id)).unwrap();
        let (record, history) = (opened.record.unwrap(), opened.history);
        let scene = serde_json::to_string(&record.scene).unwrap();
        let now = Said { done: history.done.len(), undone: history.undone.len(), scene };
        if (now.done, now.undone) != (was.done, was.undone) || now.scene != was.scene {
            further += 1;
        }
        *was = now;
        // The record is what the journal says: undone step by step, each inverse finds what its edit made.
        let mut sheet = Sheet { record, history };
        for step in sheet.history.done.clone().iter().rev() {
            let redo = step.inverse.apply(&mut sheet.record.scene).unwrap();
            assert_eq!(redo, step.edit, "kill {kill}, image {id}");
        }
        for step in sheet.history.undone.clone().iter().rev() {
            step.edit.apply(&mut sheet.record.scene).unwrap();
        }
    }
    assert!(further <= 1, "kill {kill}: {further} images differ from what was said");
    let reject = Edit::RejectRegion { region: RegionId(2), rejected: false };
    let id = ImageId(*said.keys().next().unwrap());
    let opened = project.image(id).unwrap();
    let mut sheet = Sheet { record: opened.record.unwrap(), history: opened.history };
    let step = sheet.make(reject);
    project.commit(&sheet.commit(id, Change::Edit(step))).unwrap();
    let scene = serde_json::to_string(&sheet.record.scene).unwrap();
    let (done, undone) = (sheet.history.done.len(), sheet.history.undone.len());
    said.insert(id.0, Said { done, undone, scene });
}
