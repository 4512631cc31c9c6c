//! The three keys as the kernel reports them (`gpio-keys`, or any keyboard): records of `/dev/input/event…`.

use super::DeviceError;
use nghitruong_handheld::state::facts::Key;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use tokio::sync::mpsc;

/// Bytes of a record: two machine words of time, then type, code and value.
const RECORD: usize = 2 * size_of::<usize>() + 8;
const EV_KEY: u16 = 1;
const PRESSED: i32 = 1;

/// Codes of `linux/input-event-codes.h` for each key: 1 A F1 left BTN_0, 2 B F2 enter BTN_1, 3 C F3 right BTN_2.
const CODES: [(Key, [u16; 5]); 3] =
    [(Key::A, [2, 30, 59, 105, 0x100]), (Key::B, [3, 48, 60, 28, 0x101]), (Key::C, [4, 46, 61, 106, 0x102])];

/// The key that went down, if the record says so. Repeats and releases are nothing.
pub fn key_of_event(record: &[u8]) -> Option<Key> {
    let tail = record.get(RECORD - 8..RECORD)?;
    let kind = u16::from_ne_bytes([tail[0], tail[1]]);
    let code = u16::from_ne_bytes([tail[2], tail[3]]);
    let value = i32::from_ne_bytes([tail[4], tail[5], tail[6], tail[7]]);
    let known = CODES.iter().find(|(_, codes)| codes.contains(&code)).map(|(key, _)| *key);
    known.filter(|_| kind == EV_KEY && value == PRESSED)
}

/// Opens `path` and gives its keys to `keys` from a thread of its own, until the device or the listener is gone.
///
/// # Errors
/// [`DeviceError::Io`] when it cannot be opened.
pub fn read_keys(path: &Path, keys: mpsc::Sender<Key>) -> Result<(), DeviceError> {
    let mut file = File::open(path).map_err(|error| DeviceError::Io { path: path.to_owned(), error })?;
    let shown = path.display().to_string();
    std::thread::spawn(move || {
        let mut record = [0; RECORD];
        while let Ok(()) = file.read_exact(&mut record) {
            if let Some(key) = key_of_event(&record)
                && keys.blocking_send(key).is_err()
            {
                return;
            }
        }
        tracing::error!(device = shown, "the keys are gone");
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, code: u16, value: i32) -> Vec<u8> {
        let mut out = vec![0; RECORD - 8];
        out.extend(kind.to_ne_bytes());
        out.extend(code.to_ne_bytes());
        out.extend(value.to_ne_bytes());
        out
    }

    #[test]
    fn a_key_counts_when_it_goes_down() {
        assert_eq!(key_of_event(&record(EV_KEY, 0x100, 1)), Some(Key::A));
        assert_eq!(key_of_event(&record(EV_KEY, 28, 1)), Some(Key::B));
        assert_eq!(key_of_event(&record(EV_KEY, 46, 1)), Some(Key::C));
        for other in
            [record(EV_KEY, 0x100, 0), record(EV_KEY, 0x100, 2), record(0, 30, 1), record(EV_KEY, 31, 1)]
        {
            assert_eq!(key_of_event(&other), None);
        }
        assert_eq!(key_of_event(&[0; 3]), None);
    }
}
