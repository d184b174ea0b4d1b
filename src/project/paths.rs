//! Paths in the database: as bytes, absolute and relative to the project's folder.

use std::path::{Component, Path, PathBuf};

/// A path as the database keeps it: its very bytes where the system has such (names need not be UTF-8).
pub fn to_bytes(path: &Path) -> Vec<u8> {
    #[cfg(unix)]
    return std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec();
    #[cfg(not(unix))]
    return path.to_string_lossy().into_owned().into_bytes();
}

/// The path that [`to_bytes`] wrote.
pub fn from_bytes(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    return PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes));
    #[cfg(not(unix))]
    return PathBuf::from(String::from_utf8_lossy(bytes).into_owned());
}

/// The path whole, from the root, without `.` and `..`; symbolic links stay as they are.
pub fn whole(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The way from `folder` to `path`, both absolute: "../photographs/bus.jpg"; `None` where they share no root.
pub fn relative_to(path: &Path, folder: &Path) -> Option<PathBuf> {
    let (path, folder): (Vec<_>, Vec<_>) =
        (path.components().collect(), folder.components().collect());
    let shared = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = folder.iter().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(path.into_iter().skip(shared)).collect())
}
