//! Groups of questions, planned minutes and the room's display.

use super::bad_folders::{report_on, toml};
use super::{Folder, SESSION, golden};
use crate::chamber::plan::{Effect, WallPlan};

const QUESTIONS: &str = r#"
[wall]
furthest_seat_m = 8.5
diagonal_inch = 75
light = true

[[agenda]]
title = "Chất vấn"
minutes = 45

[[agenda.motions]]
title = "Nhóm vấn đề chất vấn"
matter = "procedural"
effect = "question_groups"

[[agenda.groups]]
title = "Rác thải"
respondent = { name = "Ông Bùi Văn L", title = "Trưởng phòng Kinh tế" }
questions = [{ delegate = "d02", text = "Bao giờ thu gom?" }]

[[agenda.groups]]
id = "dat-dai"
title = "Đất đai"
respondent = { delegate = "d01" }
"#;

fn right() -> Folder {
    let folder = Folder::right();
    folder.write("session.toml", format!("{SESSION}{QUESTIONS}"));
    folder
}

#[test]
fn groups_are_read_with_their_respondents_and_questions() {
    let prepared = right().read().expect("no mistakes");
    assert_eq!(prepared.warnings, []);
    let plan = prepared.plan;
    assert_eq!(plan.wall, WallPlan { furthest_seat_cm: 850, diagonal_inch: 75, light: true });
    let item = &plan.agenda[2];
    assert!(item.discussion, "an item of questioning takes requests");
    assert_eq!(item.minutes, Some(45));
    assert_eq!(item.motions[0].effect, Some(Effect::QuestionGroups));
    let [waste, land] = item.groups.as_slice() else { panic!("two groups") };
    assert_eq!((waste.id.as_str(), land.id.as_str()), ("g1", "dat-dai"));
    assert_eq!(waste.respondent.full_title(), "Ông Bùi Văn L, Trưởng phòng Kinh tế");
    assert_eq!(waste.questions[0].delegate.as_str(), "d02");
    assert_eq!(land.respondent.full_title(), "Bà Lê Thị Chủ, Chủ tịch");
    assert_eq!(land.respondent.delegate, Some(plan.delegates[0].id.clone()));
}

fn all_of_them(folder: &Folder) {
    for (from, to) in [
        ("minutes = 45", "minutes = \"45 phút\""),
        ("furthest_seat_m = 8.5", "furthest_seat_m = \"8m\""),
        ("title = \"Rác thải\"", "title = \"\""),
        ("title = \"Trưởng phòng Kinh tế\" }", "title = 7 }"),
        ("{ delegate = \"d02\", text = \"Bao giờ thu gom?\" }", "{ delegate = \"d20\" }"),
        ("respondent = { delegate = \"d01\" }\n", ""),
    ] {
        folder.change("session.toml", from, to);
    }
}

#[test]
fn groups_that_cannot_be_taken_up() {
    let long = |n: usize| "dài ".repeat(n / 4 + 1);
    golden(
        "groups_that_cannot_be_taken_up",
        &report_on(
            right,
            &[
                ("all mistakes at once", &all_of_them),
                ("minutes", &toml("minutes = 45", "minutes = 0")),
                ("too far", &toml("furthest_seat_m = 8.5", "furthest_seat_m = 31")),
                ("small screen", &toml("diagonal_inch = 75", "diagonal_inch = 7.5")),
                ("no such key", &toml("light = true", "lights = true")),
                ("same id", &toml("title = \"Rác thải\"", "id = \"dat-dai\"\ntitle = \"Rác thải\"")),
                ("an id that another would get", &toml("id = \"dat-dai\"", "id = \"g1\"")),
                ("no id", &toml("id = \"dat-dai\"", "id = \"Đất đai\"")),
                ("delegate of no seat", &toml("delegate = \"d01\"", "delegate = 9")),
                (
                    "delegate with a name",
                    &toml("{ delegate = \"d01\" }", "{ delegate = 1, name = \"Lê Thị Chủ\" }"),
                ),
                ("a delegate's name", &toml("{ delegate = \"d01\" }", "{ name = \"Lê Thị Chủ\" }")),
                ("honorific", &toml("{ name = \"Ông Bùi", "{ honorific = \"Mr\", name = \"Bùi")),
                ("too long", &|f| {
                    let text = std::fs::read_to_string(f.path().join("session.toml")).expect("a text");
                    let text = text
                        .replace("Bao giờ thu gom?", &long(2000))
                        .replace("Trưởng phòng Kinh tế", &long(80));
                    f.write("session.toml", text.replace("\"Rác thải\"", &format!("\"{}\"", long(60))));
                }),
                ("nobody may ask", &toml("minutes = 45", "minutes = 45\ndiscussion = false")),
                ("nothing to adopt", &|f| {
                    let end = QUESTIONS.find("[[agenda.groups]]").expect("groups");
                    f.write("session.toml", format!("{SESSION}{}", &QUESTIONS[..end]));
                }),
                ("adopted too late", &|f| {
                    let motion = QUESTIONS.find("[[agenda.motions]]").expect("a motion");
                    let groups = QUESTIONS.find("[[agenda.groups]]").expect("groups");
                    let (before, vote, after) =
                        (&QUESTIONS[..motion], &QUESTIONS[motion..groups], &QUESTIONS[groups..]);
                    f.write(
                        "session.toml",
                        format!("{SESSION}{before}{after}\n[[agenda]]\ntitle = \"Sau\"\n{vote}"),
                    );
                }),
            ],
        ),
    );
}
