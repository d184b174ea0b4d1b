//! Captions from files: every layout, what matches what, and that nothing malformed stops the rest.

use dce::import::{Import, read};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Reads files with these names and contents, from a folder that holds the images.
fn import(files: &[(&str, &[u8])], images: &[&str]) -> Import {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let paths: Vec<PathBuf> = files
        .iter()
        .map(|(name, bytes)| {
            std::fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            std::fs::write(at(name), bytes).unwrap();
            at(name)
        })
        .collect();
    let images: Vec<PathBuf> = images.iter().map(|name| at(name)).collect();
    read(&paths, &images)
}

/// What came of it, a line each: "0 model: text", "? line image: why", "! line message".
fn told(import: &Import) -> String {
    let mut out = String::new();
    for m in &import.matched {
        writeln!(out, "{} {}: {}", m.image, m.model, m.text).unwrap();
    }
    for u in &import.unmatched {
        let why: String = u.why.split(':').next().unwrap_or_default().to_owned();
        writeln!(out, "? {} {}: {why}", u.line, u.image).unwrap();
    }
    for m in &import.malformed {
        writeln!(out, "! {} {}", m.line, m.message).unwrap();
    }
    out
}

#[test]
fn every_layout_is_read() {
    let cases: Vec<(&str, &str, &str, &str)> = vec![
        (
            "plain list",
            "internvl2.json",
            r#"[{"image": "a.jpg", "caption": "A cat."}]"#,
            "0 internvl2: A cat.\n",
        ),
        (
            "model named",
            "x.json",
            r#"[{"path": "b/c.png", "text": "A dog.", "model": "GPT-4V"}, {"file_name": "a", "caption": "A."}]"#,
            "1 GPT-4V: A dog.\n0 x: A.\n",
        ),
        ("one object", "x.json", r#"{"img": "a.jpg", "caption": "A cat."}"#, "0 x: A cat.\n"),
        ("map", "x.json", r#"{"a.jpg": "A cat.", "c": "A dog."}"#, "0 x: A cat.\n1 x: A dog.\n"),
        (
            "map by model",
            "x.json",
            r#"{"a.jpg": {"gpt": "A cat.", "llava": "Cat."}}"#,
            "0 gpt: A cat.\n0 llava: Cat.\n",
        ),
        (
            "JSON lines",
            "x.jsonl",
            "{\"image_id\": \"a\", \"caption\": \"A cat.\"}\r\n\n{\"image\": \"c.png\", \"caption\": \"Ein Hund, naß.\"}\n",
            "0 x: A cat.\n1 x: Ein Hund, naß.\n",
        ),
        (
            "JSON lines under another name",
            "x.json",
            "{\"image\": \"a.jpg\", \"caption\": \"A cat.\"}\n{\"image\": \"c.png\", \"caption\": \"A dog.\"}",
            "0 x: A cat.\n1 x: A dog.\n",
        ),
        (
            "LLaVA",
            "llava.json",
            r#"[{"id": "7", "image": "coco/a.jpg", "conversations": [
                {"from": "human", "value": "<image>\nDescribe."},
                {"from": "gpt", "value": "A cat sits."}, {"from": "human", "value": "Where?"},
                {"from": "gpt", "value": "There."}]}]"#,
            "0 llava: A cat sits.\n",
        ),
        (
            "InternVL",
            "internvl.jsonl",
            r#"{"id": 0, "image": "c.png", "width": 640, "height": 480, "conversations": [{"from": "human", "value": "<image>\n?"}, {"from": "gpt", "value": "A dog runs."}]}"#,
            "1 internvl: A dog runs.\n",
        ),
        (
            "chat messages",
            "chat.jsonl",
            r#"{"images": ["a.jpg"], "messages": [{"role": "user", "content": "?"}, {"role": "assistant", "content": [{"type": "text", "text": "A cat."}]}], "model": "qwen"}"#,
            "0 qwen: A cat.\n",
        ),
        (
            "COCO",
            "coco.json",
            r#"{"images": [{"id": 139, "file_name": "c.png"}], "annotations": [{"image_id": 139, "caption": "A dog."}]}"#,
            "1 coco: A dog.\n",
        ),
        (
            "CSV",
            "x.csv",
            "Image,Caption,Model\r\na.jpg,\"A \"\"cat\"\", red\nand white.\",gpt\r\nc.png,A dog.,\r\n",
            "0 gpt: A \"cat\", red\nand white.\n1 x: A dog.\n",
        ),
        ("CSV with semicolons", "x.csv", "path;text\na.jpg;A cat, red.\n", "0 x: A cat, red.\n"),
        ("tabs", "x.tsv", "caption\timg\nA cat.\ta.jpg\n", "0 x: A cat.\n"),
        ("byte order mark", "x.csv", "\u{feff}image,caption\na.jpg,A cat.\n", "0 x: A cat.\n"),
        ("text beside", "a.txt", "A cat.\n", "0 text: A cat.\n"),
        ("text beside, by its whole name", "a.jpg.txt", "A cat.", "0 text: A cat.\n"),
        (
            "text beside, of a model",
            "a.internvl2.5-26b.txt",
            "A cat.",
            "0 internvl2.5-26b: A cat.\n",
        ),
        ("nothing", "x.json", "  \n", ""),
        ("an empty list", "x.json", "[]", ""),
        ("no rows", "x.csv", "image,caption\n", ""),
    ];
    for (name, file, content, expected) in cases {
        let import = import(&[(file, content.as_bytes())], &["a.jpg", "b/c.png"]);
        assert_eq!(told(&import), expected, "{name}");
    }
}

#[test]
fn malformed_rows_are_listed_by_line_and_skipped() {
    let cases: Vec<(&str, &str, &[u8], &str)> = vec![
        (
            "JSON lines",
            "x.jsonl",
            b"{\"image\": \"a.jpg\", \"caption\": \"A cat.\"}\n{\"image\": \"a\n[1]\n{\"caption\": \"x\"}\n{\"image\": \"a.jpg\"}\n{\"image\": \"a.jpg\", \"caption\": \" \"}\n{\"image\": \"a.jpg\", \"caption\": 7}\n{\"image\": [\"a\", \"b\"], \"caption\": \"x\"}",
            "0 x: A cat.\n\
             ! 2 not JSON: EOF while parsing a string\n\
             ! 3 not an object with an image and a caption\n\
             ! 4 names no image: expected the key image, path, file_name or image_id\n\
             ! 5 holds no caption: expected the key caption or text\n\
             ! 6 the caption is empty\n\
             ! 7 the caption is no text\n\
             ! 8 names 2 images, not one\n",
        ),
        (
            "a list",
            "x.json",
            b"[\n {\"image\": \"a.jpg\", \"caption\": \"A [cat], {so} \\\"said\\\".\"},\n {\"image\": a.jpg},\n {\"image\": \"c.png\", \"caption\": \"A dog.\"}\n]",
            "0 x: A [cat], {so} \"said\".\n1 x: A dog.\n! 3 not JSON: expected value\n",
        ),
        (
            "a list that is cut off",
            "x.json",
            b"[{\"image\": \"a.jpg\", \"caption\": \"A cat.\"},\n{\"image\": \"c.png\", \"capt",
            "0 x: A cat.\n! 2 not JSON: EOF while parsing a string\n",
        ),
        (
            "a row that is not UTF-8",
            "x.csv",
            b"image,caption\na.jpg,caf\xe9\nc.png,A dog.\n",
            "1 x: A dog.\n! 2 not UTF-8; save the file as UTF-8\n",
        ),
        (
            "a short row, after one of two lines",
            "x.csv",
            b"image,caption\na.jpg,\"A\ncat.\"\nc.png\n",
            "0 x: A\ncat.\n! 4 has 1 columns, not 2\n",
        ),
        (
            "columns without names",
            "x.csv",
            b"a.jpg,A cat.\n",
            "! 1 no column is named image: name the columns image, caption, model in the first line\n",
        ),
        (
            "twice the same",
            "x.jsonl",
            b"{\"image\": \"a.jpg\", \"caption\": \"Old.\"}\n{\"image\": \"a\", \"caption\": \"New.\"}",
            "0 x: New.\n! 1 x has another caption for this image (line 2), which counts\n",
        ),
        (
            "another kind of file",
            "x.docx",
            b"PK",
            "! 0 not a kind of file that captions are read from: use .json, .jsonl, .csv or .txt\n",
        ),
        ("empty text beside", "a.txt", b" \n", "! 0 the caption is empty\n"),
        ("text beside, not UTF-8", "a.txt", b"caf\xe9", "! 0 not UTF-8; save it as UTF-8\n"),
    ];
    for (name, file, content, expected) in cases {
        let import = import(&[(file, content)], &["a.jpg", "b/c.png"]);
        assert_eq!(told(&import), expected, "{name}");
    }
    let gone = read(&[PathBuf::from("no/such.json")], &[]);
    assert_eq!((gone.malformed.len(), gone.malformed[0].line), (1, 0));
    assert!(gone.malformed[0].message.contains("no/such.json: cannot be read"));
}

#[test]
fn captions_of_absurd_length_are_refused_and_long_files_read() {
    let long = "x".repeat(200_000);
    let text = format!(
        "{{\"image\": \"a.jpg\", \"caption\": \"{long}\"}}\n{{\"image\": \"a.jpg\", \"caption\": \"A cat.\"}}"
    );
    let import = import(&[("x.jsonl", text.as_bytes())], &["a.jpg"]);
    assert_eq!(
        told(&import),
        "0 x: A cat.\n! 1 a caption of 200000 bytes is too long: 65536 at most\n"
    );
}

#[test]
fn utf_16_is_read() {
    let text = "\u{feff}image\tcaption\na.jpg\tKätzchen\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(told(&import(&[("x.tsv", &bytes)], &["a.jpg"])), "0 x: Kätzchen\n");
    }
}

#[test]
fn images_are_found_by_path_then_name_then_stem() {
    let images = [
        "set/one/1.jpg",
        "set/two/1.jpg",
        "set/two/Photo.JPG",
        "COCO_val2014_000000000139.jpg",
        "st.mary.png",
        "deep/x.y/2.png",
    ];
    let cases = [
        ("set/two/1.jpg", "1"),
        ("./set/one/1.jpg", "0"),
        ("/home/other/set/one/1.jpg", "0"),
        (r"C:\\photos\\two\\1.jpg", "1"),
        ("one/1", "0"),
        ("1.jpg", "? 2 images could be meant"),
        ("1", "? 2 images could be meant"),
        ("three/1.jpg", "? 2 images could be meant"),
        ("photo.jpg", "2"),
        ("PHOTO", "2"),
        ("photo.png", "2"),
        ("139", "3"),
        ("st.mary", "4"),
        ("st", "? no image has this name"),
        ("2", "5"),
        ("17", "? no image has this name"),
        ("", "! names no image"),
    ];
    for (name, expected) in cases {
        let row = format!("[{{\"image\": \"{name}\", \"caption\": \"x\"}}]");
        let import = import(&[("rows.json", row.as_bytes())], &images);
        let found =
            match (import.matched.first(), import.unmatched.first(), import.malformed.first()) {
                (Some(m), _, _) => m.image.to_string(),
                (_, Some(u), _) => format!("? {}", u.why.split(':').next().unwrap()),
                (_, _, m) => format!("! {}", m.unwrap().message),
            };
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_text_beside_an_image_is_the_one_in_its_folder() {
    let images = ["one/1.jpg", "two/1.jpg", "two/1.5.jpg"];
    let files: [(&str, &[u8]); 4] = [
        ("two/1.txt", b"In two."),
        ("one/1.gpt.txt", b"In one."),
        ("two/1.5.gpt.txt", b"Half."),
        ("elsewhere/1.txt", b"Whose?"),
    ];
    assert_eq!(
        told(&import(&files, &images)),
        "1 text: In two.\n0 gpt: In one.\n2 gpt: Half.\n? 1 1: 2 images could be meant\n"
    );
}

#[test]
fn a_caption_of_what_no_screen_shows_is_empty() {
    let told = import(&[("a.m.txt", b"\x00 \x1b\n")], &["a.jpg"]);
    assert!(told.matched.is_empty(), "{:?}", told.matched);
    assert_eq!(told.malformed[0].message, "the caption is empty");
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"{\"image\": \"a.jpg\", \"caption\": \"A cat.\"}".to_vec()),
        Just(b"image,caption\na.jpg,A cat.\n".to_vec()),
        Just(b"{\"annotations\": [{\"image_id\": 1}]}".to_vec()),
        prop::sample::select(b"[]{},:\"\\\n\r\t;.x\xff\xfe\xef\xbb\xbf\x00".to_vec())
            .prop_map(|b| vec![b]),
        prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_without_harm(
        bytes in bytes(),
        name in prop::sample::select(vec!["x.json", "x.jsonl", "x.csv", "x.tsv", "x.txt", "a.m.txt"]),
    ) {
        let import = import(&[(name, &bytes)], &["a.jpg", "b/a.png"]);
        for m in &import.matched {
            prop_assert!(m.image < 2 && !m.text.trim().is_empty() && !m.model.is_empty());
        }
        let lines = bytes.iter().filter(|b| **b == b'\n').count() as u64 + 2;
        for m in &import.malformed {
            prop_assert!(m.line <= lines && !m.message.is_empty(), "{m:?}");
        }
    }

    /// Whatever stands between them, sound rows of JSON lines are read.
    #[test]
    fn sound_lines_are_read_whatever_stands_between(
        noise in prop::collection::vec("[^\n\r{]{0,30}", 1..8)
    ) {
        let sound = r#"{"image": "a.jpg", "caption": "A cat.", "model": "m"#;
        let mut text = String::from("{}\n");
        for (at, line) in noise.iter().enumerate() {
            writeln!(text, "{line}\n{sound}{at}\"}}").unwrap();
        }
        let import = import(&[("x.jsonl", text.as_bytes())], &["a.jpg"]);
        prop_assert_eq!(import.matched.len(), noise.len());
    }
}

#[test]
fn hundred_thousand_rows_are_matched_in_a_moment() {
    let images: Vec<PathBuf> =
        (0..100_000).map(|i| PathBuf::from(format!("set/{i:06}.jpg"))).collect();
    let rows: String = (0..100_000)
        .map(|i| format!("{{\"image\": \"{i:06}.jpg\", \"caption\": \"x\"}}\n"))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.jsonl");
    std::fs::write(&file, rows).unwrap();
    let begin = std::time::Instant::now();
    let import = read(&[file], &images);
    assert_eq!(import.matched.len(), 100_000);
    let limit = if cfg!(debug_assertions) { 30 } else { 3 };
    assert!(begin.elapsed().as_secs() < limit, "{:?}", begin.elapsed());
    assert_eq!(Path::new("set/000007.jpg"), images[import.matched[7].image]);
}

#[test]
fn a_row_may_name_a_region_by_number_or_label() {
    let rows = r#"[
        {"image": "a.jpg", "caption": "A dog.", "region": 3},
        {"image": "a.jpg", "caption": "A cat.", "region_id": "cat"},
        {"image": "a.jpg", "caption": "All.", "region": ""},
        {"image": "a.jpg", "caption": "All, again.", "region": null},
        {"image": "a.jpg", "caption": "A Cat.", "region": "CAT"},
        {"image": "a.jpg", "caption": "A thing.", "region": [1, 2]}
    ]"#;
    let csv = b"image,region,caption\na.jpg,2,A bus.\na.jpg,,A street.\n";
    let import = import(&[("x.json", rows.as_bytes()), ("y.csv", csv)], &["a.jpg"]);
    let regions: Vec<_> =
        import.matched.iter().map(|m| (m.region.as_deref(), m.text.as_str())).collect();
    assert_eq!(
        regions,
        [
            (Some("3"), "A dog."),
            (None, "All, again."),
            (Some("CAT"), "A Cat."),
            (Some("2"), "A bus."),
            (None, "A street."),
        ]
    );
    let told = told(&import);
    assert!(
        told.contains("x has another caption for this region (line 6), which counts"),
        "{told}"
    );
    assert!(told.contains("x has another caption for this image (line 5), which counts"), "{told}");
    assert!(told.contains("! 7 the region is no number or label"), "{told}");
}
