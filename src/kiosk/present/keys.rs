//! Making keys.

use super::{ActionKey, Key, KeyKind};

/// A key as the screens take it.
fn make(kind: KeyKind, key: &Key, label: &str, second: &str, reason: &str) -> ActionKey {
    ActionKey {
        id: key.id().into(),
        label: label.into(),
        second: second.into(),
        kind,
        busy: false,
        reason: reason.into(),
    }
}

/// The one yellow key.
pub fn main(key: &Key, label: &str, second: &str) -> ActionKey {
    make(KeyKind::Primary, key, label, second, "")
}

/// Any other key.
pub fn plain(key: &Key, label: &str) -> ActionKey {
    make(KeyKind::Normal, key, label, "", "")
}

/// Any other key with a second line.
pub fn with_second(key: &Key, label: &str, second: &str) -> ActionKey {
    make(KeyKind::Normal, key, label, second, "")
}

/// A key that cannot be pressed and says why.
pub fn off(key: &Key, label: &str, reason: &str) -> ActionKey {
    make(KeyKind::Off, key, label, "", reason)
}

/// `off` with its reason if there is one, else `plain`.
pub fn plain_unless(key: &Key, label: &str, reason: Option<&str>) -> ActionKey {
    reason.map_or_else(|| plain(key, label), |reason| off(key, label, reason))
}
