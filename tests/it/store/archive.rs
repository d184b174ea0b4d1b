//! Archives: only what is asked for comes out, under names of our own, up to the cap.

use dce::models::archive::extract;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

fn wheel(folder: &Path, entries: &[(&str, &[u8])]) -> PathBuf {
    let path = folder.join("package-1.0-py3-none-any.whl");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, content) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
    path
}

/// A tar.gz; an entry's content is a file's, or `None` for a symbolic link to /etc/passwd.
fn tarball(folder: &Path, entries: &[(&str, Option<&[u8]>)]) -> PathBuf {
    let path = folder.join("package-1.0.tgz");
    let gz = flate2::write::GzEncoder::new(
        std::fs::File::create(&path).unwrap(),
        flate2::Compression::fast(),
    );
    let mut tar = tar::Builder::new(gz);
    for (name, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        // Written raw: the builder itself refuses names that climb.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        match content {
            Some(content) => {
                header.set_size(content.len() as u64);
                header.set_cksum();
                tar.append(&header, *content).unwrap();
            }
            None => {
                header.set_entry_type(tar::EntryType::Symlink);
                header.set_link_name("/etc/passwd").unwrap();
                header.set_size(0);
                header.set_cksum();
                tar.append(&header, &[][..]).unwrap();
            }
        }
    }
    tar.into_inner().unwrap().finish().unwrap();
    path
}

fn wanted(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

/// Every kind of archive gives the entries asked for and no other file.
#[test]
fn only_wanted_entries_come_out() {
    let folder = tempfile::tempdir().unwrap();
    let archives = [
        wheel(folder.path(), &[("m/a.bin", b"aaa"), ("m/b.bin", b"bbb")]),
        tarball(folder.path(), &[("m/a.bin", Some(b"aaa")), ("./m/b.bin", Some(b"bbb"))]),
    ];
    for archive in archives {
        let out = tempfile::tempdir().unwrap();
        let found = extract(&archive, &wanted(&["m/b.bin"]), out.path(), 100).unwrap();
        assert_eq!(std::fs::read(&found["m/b.bin"]).unwrap(), b"bbb");
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 1);
    }
}

/// Even an entry that is asked for by a climbing name is written into the folder only.
#[test]
fn entries_never_leave_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let archives = [
        wheel(folder.path(), &[("../escaped", b"x")]),
        tarball(folder.path(), &[("../escaped", Some(b"x"))]),
    ];
    for archive in archives {
        let out = tempfile::tempdir_in(folder.path()).unwrap();
        let found = extract(&archive, &wanted(&["../escaped"]), out.path(), 100).unwrap();
        assert_eq!(found["../escaped"].parent(), Some(out.path()));
        assert!(!folder.path().join("escaped").exists());
    }
}

#[test]
fn links_long_entries_and_damage_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let refused = |archive: &Path, name: &str| {
        let error = extract(archive, &wanted(&[name]), out.path(), 100).unwrap_err().to_string();
        assert!(error.contains(&*archive.file_name().unwrap().to_string_lossy()), "{error}");
        error
    };
    let link = tarball(folder.path(), &[("link", None)]);
    assert!(refused(&link, "link").contains("no regular file"));
    let long = wheel(folder.path(), &[("long", &[0; 101])]);
    assert!(refused(&long, "long").contains("longer than 100 bytes"));
    let bytes = std::fs::read(&long).unwrap();
    std::fs::write(&long, &bytes[..bytes.len() / 2]).unwrap();
    refused(&long, "long");
    let odd = folder.path().join("package.rar");
    std::fs::write(&odd, b"x").unwrap();
    assert!(refused(&odd, "x").contains("not a wheel"));
}
