//! Captions from files come to the images of a project: to analysed ones as an edit, to others to wait; to regions by
//! number or label; and by the command line, with a preview.

use super::cli::dce;
use super::{Desk, Sheet};
use dce::desk::importing::{Taken, read, region_named, take};
use dce::domain::{Caption, CaptionOrigin, CaptionTarget, RegionId, Rules};
use dce::project::{Access, Change, Lease, Project};
use std::path::PathBuf;

fn file(desk: &Desk, name: &str, content: &str) -> PathBuf {
    let path = desk.root.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

fn import(project: &mut Project, files: &[PathBuf]) -> Taken {
    let import = read(project, files).unwrap();
    take(project, &import, "Ada", 7).unwrap()
}

fn texts(captions: &[Caption]) -> Vec<String> {
    captions.iter().map(|c| format!("{:?} {:?}: {}", c.target, c.origin, c.text)).collect()
}

const ALL: &str = r#"{"image": "a.jpg", "caption": "A dog.", "model": "M"}
{"image": "b.jpg", "caption": "A cat.", "model": "M"}
{"image": "b.jpg", "caption": "A late cat.", "model": "N"}
"#;

#[test]
fn the_first_record_takes_in_captions_that_waited() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, _) = desk.analysed(&mut project, "a.jpg");
    let b = project.add(&[desk.photograph("b.jpg", b"b")]).unwrap()[0].id;
    let files = [file(&desk, "all.jsonl", ALL)];
    let taken = import(&mut project, &files);
    assert_eq!((taken.captions, taken.waiting), (3, 1));
    assert_eq!((taken.images, taken.problems), (vec![a, b], Vec::new()));
    let analysed = project.image(a).unwrap();
    assert_eq!(analysed.record.unwrap().scene.captions.len(), 1);
    assert_eq!(analysed.history.done[0].author, "Ada");
    // They survive, once of a name.
    drop(project);
    let mut project = desk.open();
    let again =
        file(&desk, "again.json", r#"[{"image": "b", "caption": "A fat cat.", "model": "M"}]"#);
    assert_eq!(import(&mut project, &[again]).waiting, 1);
    let waiting = project.image(b).unwrap().waiting;
    assert_eq!(
        texts(&waiting),
        ["Image Baseline(\"N\"): A late cat.", "Image Baseline(\"M\"): A fat cat."]
    );
    // An analysis that was told of one of them: the other waits on.
    let mut sheet = Sheet::new("b.jpg");
    sheet.record.scene.captions.push(waiting[0].clone());
    project.commit(&sheet.commit(b, Change::Analysed)).unwrap();
    assert_eq!(project.image(b).unwrap().waiting, waiting[1..]);
    // As an analysis lands in the desk, it takes all.
    let record = Sheet::new("b.jpg").record;
    let rules = Rules::default();
    dce::desk::landing::land(&mut project, b, record, None, &rules).unwrap();
    let opened = project.image(b).unwrap();
    let baselines = |c: &&Caption| matches!(c.origin, CaptionOrigin::Baseline(_));
    assert_eq!(opened.record.unwrap().scene.captions.iter().filter(baselines).count(), 2);
    assert_eq!(opened.waiting, []);
}

#[test]
fn a_caption_comes_to_the_region_that_the_row_names() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, sheet) = desk.analysed(&mut project, "a.jpg");
    project.add(&[desk.photograph("b.jpg", b"b")]).unwrap();
    let csv = "image,caption,model,region\n\
        a.jpg,A brown dog.,M,1\n\
        a.jpg,A tall person.,M,Person\n\
        a.jpg,A street.,M,\n\
        a.jpg,A cat.,M,cat\n\
        b.jpg,A dog.,M,1\n";
    let import = read(&project, &[file(&desk, "m.csv", csv)]).unwrap();
    let why: Vec<_> = import.unmatched.iter().map(|u| (u.line, u.why.as_str())).collect();
    assert_eq!(
        why,
        [
            (5, "no region has this number or label"),
            (6, "its regions are not known before it is analysed")
        ]
    );
    let taken = take(&mut project, &import, "Ada", 7).unwrap();
    assert_eq!((taken.captions, taken.images), (3, vec![a]));
    let scene = project.image(a).unwrap().record.unwrap().scene;
    let targets: Vec<_> = scene.captions.iter().map(|c| (c.target, c.text.as_str())).collect();
    assert_eq!(
        targets,
        [
            (CaptionTarget::Region(RegionId(1)), "A brown dog."),
            (CaptionTarget::Region(RegionId(2)), "A tall person."),
            (CaptionTarget::Image, "A street."),
        ]
    );
    let named = |name: &str| region_named(Some(&sheet.record.scene), &Rules::default(), name);
    assert_eq!(named("person 2"), Ok(RegionId(2)));
    assert_eq!(named("#2"), Ok(RegionId(2)));
    assert!(named("7").is_err() && named("").is_err());
}

#[test]
fn two_regions_of_one_label_are_told_apart_by_number_alone() {
    let scene = crate::scenes::scene("dog 0.9 at 0,0,90,90\ndog 0.9 at 200,0,290,90");
    let rules = Rules::default();
    let error = region_named(Some(&scene), &rules, "dog").unwrap_err();
    assert_eq!(error, "several regions are a dog: name one of 1, 2");
    assert_eq!(region_named(Some(&scene), &rules, "dog 2"), Ok(RegionId(2)));
}

#[test]
fn the_command_line_previews_takes_and_says_what_did_not_fit() {
    let desk = Desk::new();
    let mut window = desk.create();
    let (a, _) = desk.analysed(&mut window, "a.jpg");
    let b = window.add(&[desk.photograph("b.jpg", b"b")]).unwrap()[0].id;
    let rows = format!("{ALL}{}\nnot JSON\n", r#"{"image": "x.jpg", "caption": "Nothing."}"#);
    let rows = file(&desk, "all.jsonl", &rows);
    let (folder, rows) = (desk.folder(), rows.to_str().unwrap().to_owned());
    let folder = folder.to_str().unwrap();
    let (code, out, err) = dce(&["project", "import", folder, &rows, "--dry-run"]);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("a.jpg  M  (") && out.contains("all.jsonl, line 1)"), "{out}");
    assert!(
        out.contains("M: 2 captions, 2 images") && out.contains("N: 1 caption, 1 image"),
        "{out}"
    );
    assert!(err.contains("line 4: x.jpg: no image has this name"), "{err}");
    assert!(err.contains("line 5: not JSON"), "{err}");
    assert!(err.contains("3 matched, 1 without a match, 1 skipped"), "{err}");
    assert_eq!(window.waiting(b).unwrap(), []);
    assert_eq!(window.peek(a).unwrap().unwrap().scene.captions, []);

    // The window has the image on screen: that one is left out, and said.
    assert_eq!(window.lease(a).unwrap(), Lease::Yours);
    let (code, _, err) = dce(&["project", "import", folder, &rows]);
    assert_eq!(code, 1);
    assert!(
        err.contains("is writing it")
            && err.contains("2 captions taken for 1 image; 1 not analysed"),
        "{err}"
    );
    window.release(a).unwrap();
    let sound = file(&desk, "sound.jsonl", ALL);
    let (code, out, err) =
        dce(&["project", "import", folder, sound.to_str().unwrap(), "--author", "Bob"]);
    assert_eq!(code, 0, "{err}");
    assert!(!out.contains("line 1"), "each only with --dry-run: {out}");
    assert!(err.contains("3 captions taken for 2 images"), "{err}");
    assert_eq!(window.waiting(b).unwrap().len(), 2);
    assert_eq!(window.image(a).unwrap().history.done[0].author, "Bob");

    let nothing = file(&desk, "nothing.json", "[]");
    let (code, _, err) = dce(&["project", "import", folder, nothing.to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(err.contains("no caption could be read"), "{err}");
    drop(window);
    assert!(Project::open(&desk.folder(), Access::ReadOnly).is_ok());
}
