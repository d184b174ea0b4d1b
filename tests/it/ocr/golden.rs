//! The real models on real pictures, compared with `tests/reference/ocr.py`; and on photographs without text.

use crate::real::{photographs, runtime, store};
use dce::domain::{Point, Rules, Scene, Source, TextLine};
use dce::inference::{OpenedPicture, Picture};
use dce::models::Store;
use dce::specialists::ocr::Ocr;
use dce::specialists::{Finding, Look, Specialist, Trace};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Said {
    text: String,
    score: f32,
    quad: [[f32; 2]; 4],
}

fn said() -> BTreeMap<String, Vec<Said>> {
    serde_json::from_str(include_str!("../../fixtures/reference/ocr.json")).unwrap()
}

fn ocr(store: &Store) -> Ocr {
    let runtime = runtime(2);
    let part = |id: &str| {
        let ready = store.ready(id).unwrap();
        (ready.card.clone(), runtime.open(&ready).unwrap())
    };
    Ocr::new(part("ppocrv6-det"), part("ppocrv6-rec"), Source::rule("test")).unwrap()
}

fn texts(ocr: &mut Ocr, opened: &OpenedPicture, trace: &mut Trace) -> Vec<TextLine> {
    let (scene, rules) = (Scene::new(opened.info.clone()), Rules::default());
    let (picture, path) = (&opened.picture, Path::new(&opened.info.path));
    let findings =
        ocr.look(&mut Look { picture, path, scene: &scene, rules: &rules, trace }).unwrap();
    let texts = findings.into_iter().map(|finding| match finding {
        Finding::Text(text) => text,
        other => panic!("texts only, not {other:?}"),
    });
    texts.collect()
}

/// Without spaces: between Chinese and digits the recogniser sees one or not, by a pixel's chance.
fn spaceless(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The same lines, each with every corner within 3 pixels and its mean within 0.05: a pixel more or less
/// around small letters, and what a batch is padded to, are worth up to 0.035.
fn compare(name: &str, ocr: &mut Ocr, path: &Path, said: &[Said]) {
    let opened = Picture::open(path).unwrap();
    let mut trace = Trace::default();
    let mut found = ocr.read(&opened.picture, &mut trace).unwrap();
    found.retain(|raw| raw.line.mean > 0.9);
    let said: Vec<&Said> = said.iter().filter(|s| s.score > 0.9).collect();
    println!("{name}: {} lines; {trace:?}", found.len());
    assert_eq!(found.len(), said.len(), "{name}: {found:?}");
    for s in said {
        let near = |p: &Point, q: &[f32; 2]| p.distance(Point::new(q[0], q[1])) < 3.0;
        let same = found
            .iter()
            .find(|raw| raw.place.quad.iter().zip(&s.quad).all(|(p, q)| near(p, q)))
            .unwrap_or_else(|| {
                panic!("{name}: no box at {:?} for {:?}: {found:?}", s.quad, s.text)
            });
        assert_eq!(spaceless(&same.line.text), spaceless(&s.text), "{name}");
        assert!((same.line.mean - s.score).abs() < 0.05, "{name}: {} {}", same.line.mean, s.score);
    }
}

#[test]
fn real_pictures_are_read_as_by_the_reference() {
    let (store, said) = (store(), said());
    let mut ocr = ocr(store);
    let notice = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chinese_notice.png");
    let mut paths = photographs(&["page", "scenetext01", "messi5"]);
    paths.push(notice);
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        compare(&name, &mut ocr, &path, &said[&name]);
    }
}

#[test]
fn a_chinese_notice_is_read_in_order() {
    let mut ocr = ocr(store());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chinese_notice.png");
    let lines = texts(&mut ocr, &Picture::open(&path).unwrap(), &mut Trace::default());
    let read: Vec<String> = lines.iter().map(|l| spaceless(&l.text)).collect();
    let written = [
        "北京图书馆开放时间",
        "星期一至星期五",
        "上午九点到下午五点",
        "请保持安静，谢谢合作",
        "Open9:00-17:00",
        "电话010-88545426",
    ];
    assert_eq!(read, written);
    assert!(lines.iter().all(|l| l.score > 0.7), "{lines:?}");
}

#[test]
fn nothing_is_asserted_on_photographs_without_text() {
    let bare = [
        "astronaut",
        "chelsea",
        "coffee",
        "rocket",
        "china",
        "flower",
        "apple",
        "stuff",
        "tower",
        "leuvenA",
        "coins",
        "moon",
        "home",
        "aero1",
        "aloeL",
        "lake",
    ];
    let store = store();
    let mut ocr = ocr(store);
    let mut trace = Trace::default();
    for (id, path) in bare.iter().zip(photographs(&bare)) {
        let lines = texts(&mut ocr, &Picture::open(&path).unwrap(), &mut trace);
        let shown: Vec<_> = lines.iter().map(|l| (&l.text, l.score)).collect();
        println!("{id}: {shown:?}");
        assert!(lines.iter().all(|l| l.score < Rules::default().assert), "{id}: {shown:?}");
    }
    println!("{} photographs: {trace:?}", bare.len());
}
