//! Folders of sessions and USB sticks on this machine.

use super::effect::{Folder, Folders};
use std::fs;
use std::path::{Path, PathBuf};

/// Where a desktop or udev mounts sticks.
const ROOTS: [&str; 3] = ["/media", "/run/media", "/mnt"];
/// How deep a session's folder may lie below such a root.
const DEPTH: usize = 4;
/// More folders than this are not listed.
const MOST: usize = 40;

/// Looks on all sticks and in `import` of the data folder.
pub fn find(data: &Path) -> Folders {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    find_in(&ROOTS.map(PathBuf::from), &data.join("import"), &mounts)
}

fn find_in(roots: &[PathBuf], import: &Path, mounts: &str) -> Folders {
    let mut sessions = Vec::new();
    for root in roots {
        search(root, DEPTH, &mut |path| {
            let shown = path.strip_prefix(root).unwrap_or(path).display();
            sessions.push(folder(path, format!("USB {shown}")));
        });
    }
    search(import, 2, &mut |path| {
        let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        sessions.push(folder(path, shown));
    });
    sessions.truncate(MOST);
    let sticks = mounts
        .lines()
        .filter_map(|line| line.split(' ').nth(1))
        .map(|path| PathBuf::from(path.replace("\\040", " ")))
        .filter(|path| roots.iter().any(|root| path.starts_with(root) && path != root))
        .filter(|path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok())
        .map(|path| {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            Folder { label: format!("USB {name}"), files: 0, path }
        })
        .collect();
    Folders { sessions, sticks }
}

fn folder(path: &Path, label: String) -> Folder {
    let count = |dir: &Path| {
        fs::read_dir(dir).map_or(0, |list| list.flatten().filter(|e| e.path().is_file()).count())
    };
    Folder { files: count(path) + count(&path.join("documents")), label, path: path.to_owned() }
}

/// Calls `found` for each folder with a `session.toml`, in the order of their names; does not look inside those.
fn search(dir: &Path, depth: usize, found: &mut impl FnMut(&Path)) {
    if dir.join("session.toml").is_file() {
        found(dir);
        return;
    }
    let Some(depth) = depth.checked_sub(1) else { return };
    let Ok(list) = fs::read_dir(dir) else { return };
    let mut inside: Vec<PathBuf> = list
        .flatten()
        // No symbolic links: a stick may hold a loop.
        .filter(|entry| entry.file_type().is_ok_and(|t| t.is_dir()))
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    inside.sort();
    for path in inside {
        search(&path, depth, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_on_sticks_and_in_the_data_folder_are_found() {
        let dir = tempfile::tempdir().expect("a folder");
        let (media, import) = (dir.path().join("media"), dir.path().join("import"));
        for place in [media.join("office/HDND/ky-hop-3"), import.join("ky-hop-2"), media.join("a/b/c/d/e")] {
            fs::create_dir_all(place.join("documents")).expect("made");
            fs::write(place.join("session.toml"), "").expect("written");
            fs::write(place.join("documents/a.pdf"), "").expect("written");
        }
        let stick = media.join("office");
        let mounts = format!("/dev/sdb1 {} vfat rw 0 0\n/dev/sda1 / ext4 rw 0 0\n", stick.display());
        let found = find_in(&[media], &import, &mounts);
        let labels: Vec<&str> = found.sessions.iter().map(|f| f.label.as_str()).collect();
        assert_eq!(labels, ["USB office/HDND/ky-hop-3", "ky-hop-2"]);
        assert_eq!(found.sessions[0].files, 2);
        assert_eq!(found.sticks.len(), 1);
        assert_eq!(found.sticks[0].label, "USB office");
    }
}
