use crate::chamber::plan::{BallotKind, Effect};
use crate::prepare::files::{SAMPLE_DELEGATES, SAMPLE_RULES, SAMPLE_SESSION};
use crate::prepare::{FileSource, document_path, store_files, synthetic};
use std::fs;
use std::path::Path;

use super::{Folder, plain_pdf};

#[test]
fn the_small_folder_is_right() {
    let prepared = Folder::right().read().expect("no mistakes");
    assert_eq!(prepared.warnings, []);
    let plan = prepared.plan;
    assert_eq!(plan.session.as_str(), "thu-k2-4");
    assert_eq!(plan.council.short_name, "HĐND xã Thử");
    assert_eq!(plan.council.commune_name, "xã Thử");
    assert_eq!(plan.recipients, ["Lưu: VT"]);
    assert_eq!(plan.planned_at, 1_815_008_400_000);
    assert_eq!(plan.documents[0].id.as_str(), "5-ttr-ubnd");
    assert_eq!(plan.documents[0].pages, 3);
    assert_eq!(plan.agenda[1].motions[0].number, "2");
    assert_eq!(plan.agenda[1].motions[0].document, Some(plan.documents[0].id.clone()));
}

#[test]
fn the_plan_of_the_sample_commune() {
    // The papers' own bytes are left out: their hashes change whenever the sample's PDFs are made anew.
    let prepared = synthetic(28, 0).expect("the sample is right");
    let mut plan = serde_json::to_value(&prepared.plan).expect("a plan is JSON");
    plan["rules"] = "(below)".into();
    for document in plan["documents"].as_array_mut().expect("documents") {
        for key in ["pages", "sha256", "bytes"] {
            document[key] = "(computed)".into();
        }
    }
    insta::assert_json_snapshot!(plan);
    assert_eq!(prepared.warnings, []);
}

#[test]
fn the_sample_folder_is_right_and_complete() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/an-binh");
    let prepared = super::read_session(&dir).expect("the sample is right");
    assert_eq!(prepared.warnings, []);
    assert_eq!(prepared.plan.delegates.len(), 28);
    assert!(prepared.plan.documents.iter().any(|document| document.number == "11/BC-HĐND"));
    let ballots: Vec<_> =
        prepared.plan.agenda[5].motions.iter().map(|motion| motion.ballot.as_ref()).collect();
    let [None, Some(paper)] = ballots.as_slice() else { panic!("the board, then the ballot") };
    assert_eq!((paper.kind, paper.seats), (BallotKind::Election, 1));
    let questioning = &prepared.plan.agenda[4];
    assert_eq!(questioning.motions[0].effect, Some(Effect::QuestionGroups));
    let groups: Vec<_> = questioning.groups.iter().map(|g| (g.id.as_str(), g.questions.len())).collect();
    assert_eq!(groups, [("g1", 2), ("g2", 2)]);
    assert_eq!(questioning.groups[0].respondent.full_title(), "Ông Bùi Văn L, Trưởng phòng Kinh tế");
    assert_eq!(prepared.plan.agenda.iter().filter_map(|i| i.minutes).sum::<u32>(), 250);
    let embedded = synthetic(28, 0).expect("the sample is right").plan;
    assert_eq!(prepared.plan.agenda, embedded.agenda);
    assert_eq!(prepared.plan.delegates, embedded.delegates);
}

#[test]
fn documents_are_stored_once_and_mended() {
    let folder = Folder::right();
    let prepared = folder.read().expect("no mistakes");
    let data = tempfile::tempdir().expect("a temporary folder");
    store_files(&prepared, data.path()).expect("stored");
    let stored = document_path(data.path(), &prepared.files[0].0);
    let bytes = fs::read(&stored).expect("the document");
    fs::write(&stored, b"half").expect("a damaged file");
    store_files(&prepared, data.path()).expect("stored again");
    assert_eq!(fs::read(&stored).expect("the document"), bytes);
    assert_eq!(fs::read_dir(data.path().join("documents")).expect("the folder").count(), 1);

    folder.write("documents/duong.pdf", b"%PDF-1.4 other");
    fs::remove_file(&stored).expect("removed");
    let error = store_files(&prepared, data.path()).expect_err("the file changed");
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    assert!(!stored.exists());
}

#[test]
fn councils_of_any_size() {
    let sample_names: Vec<String> =
        synthetic(28, 9).unwrap().plan.delegates.into_iter().map(|d| d.name).collect();
    for size in [1, 2, 3, 27, 28, 29, 100, 500] {
        let prepared = synthetic(size, 7).unwrap();
        let plan = &prepared.plan;
        assert_eq!(plan.delegates.len(), usize::from(size));
        assert!((1..).zip(&plan.delegates).all(|(seat, delegate)| delegate.seat == seat));
        let names: std::collections::BTreeSet<_> = plan.delegates.iter().map(|d| &d.name).collect();
        assert_eq!(names.len(), usize::from(size));
        let shared = usize::from(size).min(28);
        assert!(plan.delegates.iter().take(shared).map(|d| &d.name).eq(&sample_names[..shared]));
        assert!(plan.secretaries.iter().flat_map(|s| &s.delegate).all(|id| plan.delegate(id).is_some()));
        assert!(prepared.files.iter().all(|(_, source)| matches!(source, FileSource::Memory(_))));
        assert_eq!(prepared.files.len(), plan.documents.len());
        // A council too small for a tally board holds no ballot.
        let motions: Vec<_> = plan.motions().collect();
        assert_eq!(motions.len(), if size < 3 { 8 } else { 9 });
        assert_eq!(motions.iter().any(|motion| motion.ballot.is_some()), size >= 3);
        let questions = plan.agenda.iter().flat_map(|i| &i.groups).flat_map(|g| &g.questions);
        assert!(questions.into_iter().all(|q| plan.delegate(&q.delegate).is_some()));
        for motion in motions {
            let Some(Effect::TallyBoard { members }) = &motion.effect else { continue };
            let seated: std::collections::BTreeSet<_> = members.iter().map(|m| &m.delegate).collect();
            assert_eq!(seated.len(), 3);
            assert!(seated.iter().all(|id| plan.delegate(id).is_some()));
        }
    }
    assert_eq!(synthetic(60, 1), synthetic(60, 1));
    assert_ne!(synthetic(60, 1).unwrap().plan.delegates, synthetic(60, 2).unwrap().plan.delegates);
    assert!(synthetic(0, 1).is_err());
    assert!(synthetic(501, 1).is_err());
}

#[test]
fn the_sample_survives_every_way_a_secretary_saves_it() {
    let folder = Folder::right();
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(SAMPLE_SESSION.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    folder.write("session.toml", utf16);
    folder.write("rules.toml", format!("\u{feff}{}", SAMPLE_RULES.replace('\n', "\r\n")));
    folder.write("delegates.csv", SAMPLE_DELEGATES);
    for document in &synthetic(28, 0).expect("the sample is right").plan.documents {
        let name = document.number.replace('/', "-").replace('Đ', "D");
        let name = name
            .strip_prefix("Dự thảo NQ ")
            .map_or(name.clone(), |n| format!("du-thao-nq-{}", n.replace('.', "-")));
        folder.write(&format!("documents/{name}.pdf"), plain_pdf(&[&name], 1));
    }
    let prepared = folder.read().expect("no mistakes");
    assert_eq!(prepared.plan.delegates[25].name, "Nguyễn Thu Đ");
    assert_eq!(prepared.warnings.len(), 1, "only the spare PDF: {:?}", prepared.warnings);
}
