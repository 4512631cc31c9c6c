//! A small rehearsal, twice with the same seed.

use nghitruong::rehearsal::{RehearsalReport, RehearseOptions, rehearse};
use std::path::Path;

async fn held(out: &Path, delegates: u16, seed: u64) -> RehearsalReport {
    let options = RehearseOptions { delegates, seed, out: out.to_owned() };
    let report = rehearse(options, |_| ()).await.unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert!(report.agrees);
    for name in
        ["minutes.docx", "minutes.pdf", "minutes.xlsx", "minutes.json", "speeches.csv", "data/journal.db"]
    {
        assert!(out.join(name).is_file(), "{name}");
    }
    report
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_council_holds_its_session_and_everything_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let report = held(&folder.path().join("one"), 9, 5).await;
    assert!(report.votes.len() >= 7);
    assert_eq!(report.votes.iter().filter(|v| v.annulled).count(), 1);
    assert!(
        report.counts.dropped > 0
            && report.counts.doubled > 0
            && report.counts.changed > 0
            && report.counts.too_late > 0
    );
    assert!(report.counts.late > 0 && report.counts.without_phone > 0 && report.counts.speeches > 0);
    assert_eq!((report.groups, report.counts.undone), (2, 2), "both groups, each with an act taken back");
    assert!(report.counts.written >= 4);
    // The same folder again: an earlier rehearsal is made anew, and the same seed gives the same figures.
    let again = held(&folder.path().join("one"), 9, 5).await;
    assert_eq!(report.votes, again.votes);
    assert_eq!(
        (report.present_at_open, report.counts, report.receipts_checked),
        (again.present_at_open, again.counts, again.receipts_checked)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_smallest_council_and_a_folder_of_somebody_else() {
    let folder = tempfile::tempdir().unwrap();
    held(folder.path(), 1, 1).await;
    let foreign = tempfile::tempdir().unwrap();
    std::fs::create_dir(foreign.path().join("data")).unwrap();
    std::fs::write(foreign.path().join("data/journal.db"), "precious").unwrap();
    let options = RehearseOptions { delegates: 3, seed: 1, out: foreign.path().to_owned() };
    assert!(rehearse(options, |_| ()).await.is_err());
    assert_eq!(std::fs::read(foreign.path().join("data/journal.db")).unwrap(), b"precious");
    for delegates in [0, 501] {
        let options = RehearseOptions { delegates, seed: 1, out: folder.path().to_owned() };
        assert!(rehearse(options, |_| ()).await.is_err());
    }
}
