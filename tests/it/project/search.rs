//! Search: substrings, several words, any script; and it follows what changes.

use super::{Desk, Sheet};
use dce::domain::{Caption, CaptionOrigin, CaptionTarget, Edit};
use dce::project::{Access, Change, ImageId, Project, Status};

/// Gives the image a person's caption.
fn caption(project: &mut Project, id: ImageId, sheet: &mut Sheet, text: &str) {
    let (target, origin) = (CaptionTarget::Image, CaptionOrigin::Person("Ada".to_owned()));
    let to = Some(Box::new(Caption::plain(target, text, origin.clone())));
    let step = sheet.make(Edit::SetCaption { target, origin, to });
    project.commit(&sheet.commit(id, Change::Edit(step))).unwrap();
}

#[test]
fn words_are_found_anywhere_in_any_script() {
    let desk = Desk::new();
    let mut project = desk.create();
    let captions = [
        "A red double-decker bus waits in front of the café.",
        "一辆红色的汽车停在路边。",
        "赤いバスが道路に停まっています。",
        "빨간 버스가 길가에 서 있다.",
        "Ein großer Bus STEHT an der Straße; \"MAIN STREET\" 100%_\\ off",
    ];
    let mut ids = Vec::new();
    for (i, text) in captions.iter().enumerate() {
        let (id, mut sheet) = desk.analysed(&mut project, &format!("shot-{i}.jpg"));
        caption(&mut project, id, &mut sheet, text);
        ids.push(id);
    }
    let mut check = |text: &str, expected: &[usize]| {
        let expected: Vec<ImageId> = expected.iter().map(|i| ids[*i]).collect();
        assert_eq!(project.search(text).unwrap(), expected, "{text}");
    };
    check("", &[0, 1, 2, 3, 4]);
    check("decker", &[0]);
    check("DOUBLE", &[0]);
    check("bus", &[0, 4]);
    check("bus red", &[0]);
    check("\"bus red\"", &[]);
    check("\"front of the\" bus", &[0]);
    check("\"front of", &[0]);
    check("CAFÉ", &[0]);
    check("汽车", &[1]);
    check("车", &[1]);
    check("红色 路边", &[1]);
    check("バス", &[2]);
    check("버스", &[3]);
    check("GROSSER", &[]);
    check("großer straße", &[4]);
    check("main street", &[4]);
    check("100%_\\", &[4]);
    check("%", &[4]);
    check("zebra", &[]);
    check("dog", &[0, 1, 2, 3, 4]); // the label
    check("shot-3", &[3]);
}

#[test]
fn search_follows_edits_reviews_and_other_sessions() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (a, mut sheet) = desk.analysed(&mut project, "a.jpg");
    let (b, _) = desk.analysed(&mut project, "b.jpg");
    assert_eq!(project.search("dog").unwrap(), [a, b]);
    sheet.relabelled(&mut project, a, "walrus");
    assert_eq!(project.search("walrus").unwrap(), [a]);
    assert_eq!(project.search("dog").unwrap(), [b]);
    sheet.undone(&mut project, a);
    assert_eq!(project.search("walrus").unwrap(), []);
    project.review(b, Status::NeedsWork, "see Tessa", &["blurred".to_owned()]).unwrap();
    assert_eq!(project.search("tessa blur").unwrap(), [b]);
    let mut worker = Project::open(&desk.folder(), Access::Worker).unwrap();
    let c = worker.add(&[desk.photograph("walrus.jpg", b"c")]).unwrap()[0].id;
    assert_eq!(project.search("walrus").unwrap(), [c]);
    project.remove(&[c]).unwrap();
    assert_eq!(project.search("walrus").unwrap(), []);
    let (d, _) = desk.analysed(&mut project, "d.jpg");
    project.remove(&[b]).unwrap();
    assert_eq!(project.search("dog").unwrap(), [a, d]);
}
