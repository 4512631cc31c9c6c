//! The moment at which the program is known to have run.

use super::{Journal, leaf};
use std::fs;

#[test]
fn the_mark_is_known_after_a_start_and_a_bad_one_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let at = 1_795_489_200_000;
    let mut journal = Journal::open(dir.path()).unwrap();
    assert_eq!(journal.known_time(), None);
    journal.append(&[leaf("a", None)], at).unwrap();
    assert_eq!(journal.known_time(), Some(at));
    journal.mark_time(at + 3_500).unwrap();
    journal.mark_time(at + 7_000).unwrap();
    drop(journal);
    let journal = Journal::open(dir.path()).unwrap();
    assert_eq!(journal.known_time(), Some(at + 7_000));
    for (mark, known) in [
        ("", at),
        ("000000017954", at),
        ("xxxxxxxxxxxxxxxxxxxxxxx", at),
        // From before the last commit, and from a clock that was a year ahead.
        ("00000001795489199000", at),
        ("00000001827025200000", at),
        ("00000001795489205000", at + 5_000),
    ] {
        fs::write(dir.path().join("clock"), mark).unwrap();
        assert_eq!(journal.known_time(), Some(known), "{mark}");
    }
}
