use super::files::PATHS;
use super::*;
use crate::board::update::{FORMAT, Manifest, Part, Target, UpdateError, install, manifest, other_slot};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::{Cursor, Write as _};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const EXAMPLE: &str = include_str!("../../firmware-config/site/site.example.toml");

fn sentences(text: &str) -> Vec<String> {
    Site::read(text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn an_empty_file_is_the_board_as_it_comes() {
    assert_eq!(Site::read(b""), Ok(Site::default()));
}

#[test]
fn the_example_is_good_and_with_its_comments_taken_away_too() {
    assert_eq!(Site::read(EXAMPLE.as_bytes()), Ok(Site::default()));
    let all: String = EXAMPLE
        .lines()
        .map(|line| line.strip_prefix("#:").map_or(line, str::trim_start))
        .map(|line| format!("{line}\n"))
        .collect();
    let site = Site::read(all.as_bytes()).unwrap_or_else(|p| panic!("{p:?}"));
    assert_eq!((site.mode, site.turns, site.broker), (Mode::BuiltInAp, 1, Broker::Mosquitto));
    assert_eq!(site.wifi.map(|wifi| wifi.name), Some("HDND-An-Binh".to_owned()));
    assert!(site.ssh_key.is_some() && site.console && !site.update);
}

#[test]
fn every_mistake_has_its_line_and_what_to_do() {
    let text = "[network]\nmode = \"wifi\"\naddress = \"8.8.8.8\"\n\n[wifi]\nname = \"Xa\"\npassword = \"ngắn\"\n\
                [screens]\nrotate = 45\nwall_mode = \"4K\"\n[service]\nssh_key = \"abc\"\nshel = true\n";
    let said = sentences(text);
    for line in [2, 3, 7, 9, 10, 12, 13] {
        assert!(
            said.iter().any(|s| s.starts_with(&format!("site.toml, dòng {line}: "))),
            "{line}: {said:#?}"
        );
    }
    assert_eq!(said.len(), 7, "{said:#?}");
    assert!(sentences("[network]\nmode = \"built-in-ap\"\n")[0].contains("[wifi]"));
    assert!(sentences("[messages]\nbroker = \"external\"\n")[0].contains("url"));
}

#[test]
fn files_hold_what_was_asked_for_and_no_path_is_forgotten() {
    let found = Found {
        screens: vec!["DSI-1".to_owned(), "HDMI-A-1".to_owned()],
        wireless: Some("wlan0".to_owned()),
        secret: "0f".repeat(16),
    };
    let all = Site {
        mode: Mode::BuiltInAp,
        wifi: Some(Wifi {
            name: "HDND".to_owned(),
            password: "mat-khau-phong".to_owned(),
            channel: 11,
            country: "VN".to_owned(),
        }),
        broker: Broker::Mosquitto,
        handheld_port: Some(1885),
        turns: 3,
        wall_mode: Some("1920x1080".to_owned()),
        ssh_key: Some("ssh-ed25519 A".to_owned()),
        console: true,
        ..Site::default()
    };
    let made = files(&all, &found);
    let text = |path: &str| made.iter().find(|f| f.path == path).map(|f| f.text.as_str()).unwrap_or_default();
    for path in PATHS {
        assert!(made.iter().any(|f| f.path == path), "{path}");
    }
    assert_eq!(made.len(), PATHS.len());
    assert!(
        text("nghitruong/weston.ini")
            .contains("name=DSI-1\napp-ids=nghitruong-kiosk\ntransform=rotate-270\n")
    );
    assert!(
        text("nghitruong/weston.ini").contains("name=HDMI-A-1\napp-ids=nghitruong-display\nmode=1920x1080\n")
    );
    assert!(text("nghitruong/hostapd.conf").contains("\nap_isolate=1\n"));
    assert_eq!(text("nghitruong/opened.nft"), "add element inet filter opened { 1885, 22 }\n");
    let secrets = made.iter().filter(|f| f.text.contains(&found.secret) || f.text.contains("mat-khau-phong"));
    assert!(secrets.clone().count() == 3 && secrets.clone().all(|f| f.mode == 0o600));

    let plain = files(&Site::default(), &Found { screens: vec!["HDMI-A-1".to_owned()], ..Found::default() });
    let paths: Vec<&str> = plain.iter().map(|f| f.path).collect();
    assert!(!paths.contains(&"nghitruong/second-screen") && !paths.contains(&"nghitruong/authorized_keys"));
    let room = plain.iter().find(|f| f.path == "nghitruong/room.env").unwrap();
    assert_eq!(room.text, "ROOM_OPTIONS=--http 0.0.0.0:80 --public-url http://192.168.100.1\n");
}

fn folders(dir: &Path) -> Folders {
    let folders = Folders {
        site: dir.join("site"),
        data: dir.join("data"),
        run: dir.join("run"),
        sys: dir.join("sys"),
    };
    for (name, status) in
        [("card0-HDMI-A-1", "connected\n"), ("card0-DSI-1", "connected\n"), ("card0-VGA-1", "disconnected\n")]
    {
        let folder = folders.sys.join("class/drm").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("status"), status).unwrap();
    }
    fs::create_dir_all(&folders.site).unwrap();
    folders
}

#[test]
fn a_bad_file_keeps_the_settings_before_and_says_so_on_the_card() {
    let dir = tempfile::tempdir().unwrap();
    let folders = folders(dir.path());
    let site = folders.site.join("site.toml");
    let report = || fs::read_to_string(folders.site.join("site.report.txt")).unwrap();

    // No file at all: the board as it comes.
    assert_eq!(apply(&folders).site, Site::default());
    assert!(folders.run.join("nghitruong/dnsmasq.conf").exists());
    let weston = fs::read_to_string(folders.run.join("nghitruong/weston.ini")).unwrap();
    assert!(weston.contains("name=DSI-1\napp-ids=nghitruong-kiosk"), "{weston}");

    fs::write(&site, "[network]\r\nmode = \"guest\"\r\n").unwrap();
    let first = apply(&folders);
    assert_eq!((first.site.mode, first.mistakes), (Mode::Guest, 0));
    assert!(first.troubles.is_empty() && report().contains("đã nhận"));
    assert!(!folders.run.join("nghitruong/dnsmasq.conf").exists());

    fs::write(&site, "[network]\nmode = guest\n").unwrap();
    let second = apply(&folders);
    assert_eq!((second.site.mode, second.mistakes), (Mode::Guest, 1));
    assert!(report().contains("site.toml, dòng 2: ") && report().contains("\r\n"));

    // The card is gone; what was taken last still holds.
    fs::remove_dir_all(&folders.site).unwrap();
    assert_eq!(apply(&folders).site.mode, Mode::Guest);
}

#[test]
fn without_a_place_to_write_the_board_gets_its_settings_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let mut folders = folders(dir.path());
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    folders.data = file.join("nothing");
    fs::write(folders.site.join("site.toml"), "[screens]\nrotate = 90\n").unwrap();
    let report = apply(&folders);
    assert_eq!(report.site.turns, 1);
    assert!(!report.troubles.is_empty());
    assert!(fs::read_to_string(folders.run.join("nghitruong/weston.ini")).unwrap().contains("rotate-90"));
}

#[test]
fn the_supervisor_hears_ready_once_and_then_that_it_lives() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("notify");
    let ear = UnixDatagram::bind(&path).unwrap();
    let supervisor = Supervisor::at(path.as_os_str()).unwrap();
    let mut heard = [0; 64];
    for wanted in ["READY=1\nWATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"] {
        supervisor.alive();
        let length = ear.recv(&mut heard).unwrap();
        assert_eq!(std::str::from_utf8(&heard[..length]), Ok(wanted));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_watchdog_is_fed_only_while_the_rooms_loop_answers() {
    let dir = tempfile::tempdir().unwrap();
    let any = "127.0.0.1:0".parse().unwrap();
    let running = crate::runtime::start(crate::runtime::Options {
        data: dir.path().join("data"),
        http: any,
        mqtt: any,
        broker: None,
        public_url: None,
        device_mqtt: None,
        clock: crate::runtime::Clock::start(),
    })
    .await
    .unwrap();
    let path = dir.path().join("notify");
    let ear = tokio::net::UnixDatagram::bind(&path).unwrap();
    let supervisor = Supervisor::at(path.as_os_str()).unwrap();
    let pulse = Pulse::new(supervisor, running.handle.clone(), tokio::runtime::Handle::current());
    let mut heard = [0; 64];
    pulse.beat();
    ear.recv(&mut heard).await.unwrap();

    // The loop is held up as by a disk that hangs: beats are asked for and nothing is said.
    let (hold, held) = std::sync::mpsc::channel::<()>();
    let (begun, begins) = tokio::sync::oneshot::channel();
    let handle = running.handle.clone();
    let stuck = tokio::spawn(async move {
        handle
            .with_journal(move |_| {
                let _ = begun.send(());
                let _ = held.recv();
            })
            .await
    });
    begins.await.unwrap();
    for _ in 0..5 {
        pulse.beat();
        tokio::task::yield_now().await;
    }
    assert!(ear.try_recv(&mut heard).is_err());
    hold.send(()).unwrap();
    stuck.await.unwrap();
    // One question was on its way, and only that one is answered.
    let length = ear.recv(&mut heard).await.unwrap();
    assert_eq!(&heard[..length], b"WATCHDOG=1");
    running.stop().await;
}

fn hex(bytes: &[u8]) -> String {
    crate::credentials::hex(bytes)
}

/// A package as the publisher makes it; `spoil` changes what is packed after it was signed.
fn package(
    key: &SigningKey,
    arch: &str,
    spoil: impl Fn(&str, Vec<u8>) -> Vec<u8>,
) -> ZipArchive<Cursor<Vec<u8>>> {
    let content = [
        ("root.squashfs", vec![7; 3000]),
        ("linux", b"kernel".to_vec()),
        ("initrd", b"first stage".to_vec()),
    ];
    let part = |(name, bytes): &(&str, Vec<u8>)| Part {
        name: (*name).to_owned(),
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
    };
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: "1.2.3".to_owned(),
        build: 42,
        arch: arch.to_owned(),
        files: content.iter().map(part).collect(),
    };
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let signature = STANDARD.encode(key.sign(&manifest).to_bytes()).into_bytes();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut all = vec![("manifest.json", manifest), ("manifest.sig", signature)];
    all.extend(content);
    for (name, bytes) in all {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&spoil(name, bytes)).unwrap();
    }
    ZipArchive::new(zip.finish().unwrap()).unwrap()
}

fn target(dir: &Path) -> Target {
    let target = Target { slots: dir.join("slots"), esp: dir.join("esp"), slot: 'b' };
    fs::create_dir_all(&target.slots).unwrap();
    fs::create_dir_all(target.esp.join("loader/entries")).unwrap();
    fs::create_dir_all(target.esp.join("nghitruong")).unwrap();
    fs::write(target.slots.join("root-b"), vec![0; 8192]).unwrap();
    fs::write(target.esp.join("nghitruong/options"), "ro quiet\n").unwrap();
    fs::write(target.esp.join("loader/entries/nghitruong-a.conf"), "a").unwrap();
    fs::write(target.esp.join("loader/entries/nghitruong-b.conf"), "old b").unwrap();
    target
}

#[test]
fn a_signed_update_is_on_trial_in_the_other_slot() {
    let key = SigningKey::from_bytes(&[3; 32]);
    let dir = tempfile::tempdir().unwrap();
    let target = target(dir.path());
    let mut zip = package(&key, std::env::consts::ARCH, |_, bytes| bytes);
    let manifest = manifest(&mut zip, key.verifying_key().as_bytes()).unwrap();
    install(&mut zip, &manifest, &target).unwrap();
    let slot = fs::read(target.slots.join("root-b")).unwrap();
    assert_eq!((slot.len(), &slot[..3000]), (8192, &[7; 3000][..]));
    assert_eq!(fs::read(target.esp.join("nghitruong/b/linux")).unwrap(), b"kernel");
    let entries = target.esp.join("loader/entries");
    let entry = fs::read_to_string(entries.join("nghitruong-b+3.conf")).unwrap();
    assert!(
        entry.contains("\nversion 42\n") && entry.contains("options root=PARTLABEL=root-b ro quiet\n"),
        "{entry}"
    );
    assert!(!entries.join("nghitruong-b.conf").exists());
    assert_eq!(fs::read(entries.join("nghitruong-a.conf")).unwrap(), b"a");
}

#[test]
fn an_update_that_was_changed_is_not_taken() {
    let key = SigningKey::from_bytes(&[3; 32]);
    let public = *key.verifying_key().as_bytes();
    let arch = std::env::consts::ARCH;
    let stranger = SigningKey::from_bytes(&[4; 32]);
    assert!(matches!(
        manifest(&mut package(&stranger, arch, |_, b| b), &public),
        Err(UpdateError::Signature)
    ));
    let mut raised = package(&key, arch, |name, bytes| {
        if name == "manifest.json" {
            bytes.into_iter().map(|b| if b == b'4' { b'9' } else { b }).collect()
        } else {
            bytes
        }
    });
    assert!(matches!(manifest(&mut raised, &public), Err(UpdateError::Signature)));
    assert!(matches!(
        manifest(&mut package(&key, "riscv64", |_, b| b), &public),
        Err(UpdateError::OtherBoard)
    ));

    for spoilt in ["root.squashfs", "linux", "initrd"] {
        let dir = tempfile::tempdir().unwrap();
        let target = target(dir.path());
        let mut zip = package(&key, arch, |name, mut bytes| {
            if name == spoilt {
                bytes[0] ^= 1;
            }
            bytes
        });
        let manifest = manifest(&mut zip, &public).unwrap();
        let error = install(&mut zip, &manifest, &target).unwrap_err();
        assert!(matches!(&error, UpdateError::Content(name) if name == spoilt), "{error}");
        // The slot is spoilt and nothing leads to it.
        let entries = fs::read_dir(target.esp.join("loader/entries")).unwrap().count();
        assert_eq!(entries, 1);
    }
}

#[test]
fn the_slot_that_runs_is_never_the_target() {
    assert_eq!(other_slot("BOOT_IMAGE=x root=PARTLABEL=root-a ro"), Some('b'));
    assert_eq!(other_slot("root=PARTLABEL=root-b ro"), Some('a'));
    assert_eq!(other_slot("root=/dev/vda1 ro"), None);
}
