//! Motions that are more than a question: parts of a whole, tally boards, ballots on paper, closed doors.

use super::bad_folders::{report_on, toml};
use super::{Folder, SESSION, golden};
use crate::chamber::plan::{BallotKind, BoardRole, Candidate, Effect};
use crate::chamber::rules::Matter;

const DELEGATES: &str = "Số ghế,Họ và tên,Ông/Bà,Tổ,Vắng,Tình trạng,Từ ngày\n1,Lê Thị Chủ,Bà,1,,,\n\
    2,Phạm Văn Hai,Ông,1,,,\n3,Trần Văn Ba,Ông,1,,,\n4,Hồ Thị Tư,Bà,1,ốm,,\n5,Lý Văn Năm,Ông,1,,Tạm đình chỉ,01/07/2027\n";

pub(super) const MOTIONS: &str = r#"
[[agenda]]
title = "Nhân sự"

[[agenda.motions]]
title = "Ban kiểm phiếu"
matter = "procedural"
tally_board = [{ seat = 1, role = "head" }, { seat = 2, role = "clerk" }, { seat = 3, role = "member" }]

[[agenda.motions]]
title = "Họp kín"
matter = "procedural"
effect = "closed_doors"

[[agenda.motions]]
title = "Bầu Ủy viên"
ballot = { kind = "election", office = "Ủy viên", candidates = [{ name = "Bà Hồ Thị Tư", seat = 4 }] }

[[agenda]]
title = "Nghị quyết có phần"

[[agenda.motions]]
title = "Điều 2"
matter = "resolution"
part_of = "4"

[[agenda.motions]]
title = "Toàn văn"
matter = "resolution"
document = "duong.pdf"

[[agenda.motions]]
title = "Điều 5"
matter = "resolution"
part_of = "m4"
"#;

fn right() -> Folder {
    let folder = Folder::right();
    folder.write("delegates.csv", DELEGATES);
    folder.write("session.toml", format!("{SESSION}{MOTIONS}"));
    folder
}

#[test]
fn a_folder_with_everything_is_right() {
    let prepared = right().read().expect("no mistakes");
    assert_eq!(prepared.warnings, []);
    let [_, _, personnel, parted] = prepared.plan.agenda.as_slice() else { panic!("four items") };

    let [board, doors, election] = personnel.motions.as_slice() else { panic!("three motions") };
    let Some(Effect::TallyBoard { members }) = &board.effect else { panic!("a board") };
    let members: Vec<_> = members.iter().map(|m| (m.delegate.as_str(), m.role)).collect();
    assert_eq!(members, [("d01", BoardRole::Head), ("d02", BoardRole::Clerk), ("d03", BoardRole::Member)]);
    assert_eq!(doors.effect, Some(Effect::ClosedDoors));
    assert_eq!(election.number, "3.3");
    assert_eq!(election.matter, Matter::Personnel);
    let paper = election.ballot.as_ref().expect("a ballot");
    assert_eq!((paper.kind, paper.seats, paper.office.as_str()), (BallotKind::Election, 1, "Ủy viên"));
    let delegate = prepared.plan.delegates.get(3).map(|d| d.id.clone());
    assert_eq!(paper.candidates, [Candidate { name: "Bà Hồ Thị Tư".to_owned(), delegate }]);

    // Parts stand before their whole and are about its text.
    let numbers: Vec<_> = parted.motions.iter().map(|m| (m.number.as_str(), m.title.as_str())).collect();
    assert_eq!(numbers, [("4.1", "Điều 2"), ("4.2", "Điều 5"), ("4", "Toàn văn")]);
    let whole = &parted.motions[2];
    assert!(parted.motions[..2].iter().all(|part| part.part_of.as_ref() == Some(&whole.id)));
    assert!(parted.motions[..2].iter().all(|part| part.document == whole.document));
}

#[test]
fn matters_of_ballots() {
    let folder = right();
    folder.change(
        "session.toml",
        "title = \"Bầu Ủy viên\"",
        "title = \"Bãi nhiệm\"\nmatter = \"delegate_removal\"",
    );
    folder.change("session.toml", "\"election\"", "\"removal\"");
    let plan = folder.read().expect("no mistakes").plan;
    assert_eq!(plan.agenda[2].motions[2].matter, Matter::DelegateRemoval);

    let folder = right();
    folder.change(
        "session.toml",
        "[[presidium]]",
        "[rules.override]\nconfidence_votes = { value = true, source = \"Điều 20\" }\n\n[[presidium]]",
    );
    folder.change("session.toml", "\"election\"", "\"confidence\"");
    let plan = folder.read().expect("no mistakes").plan;
    assert_eq!(plan.agenda[2].motions[2].matter, Matter::Confidence);
}

#[test]
fn parts_and_effects_that_do_not_fit() {
    golden(
        "parts_and_effects_that_do_not_fit",
        &report_on(
            right,
            &[
                ("part of nothing", &toml("part_of = \"4\"", "part_of = \"7.9\"")),
                ("part of another item", &toml("part_of = \"4\"", "part_of = \"2\"")),
                ("part of a part", &toml("part_of = \"m4\"", "part_of = \"4.1\"")),
                ("part of itself", &toml("part_of = \"m4\"", "id = \"a\"\npart_of = \"a\"")),
                ("part of a ballot", &toml("effect = \"closed_doors\"", "part_of = \"3.2\"")),
                (
                    "a ballot as a part",
                    &toml("title = \"Bầu Ủy viên\"", "title = \"Bầu Ủy viên\"\npart_of = \"3.1\""),
                ),
                ("number without quotes", &toml("part_of = \"4\"", "part_of = 4")),
                ("same id", &toml("part_of = \"m4\"", "id = \"m4\"\npart_of = \"4\"")),
                ("unknown effect", &toml("\"closed_doors\"", "\"kín\"")),
                ("effect and board", &toml("tally_board =", "effect = \"closed_doors\"\ntally_board =")),
                ("effect and ballot", &toml("ballot =", "effect = \"closed_doors\"\nballot =")),
                ("no matter", &toml("matter = \"procedural\"\neffect", "effect")),
                (
                    "personnel without a ballot",
                    &toml("matter = \"procedural\"\neffect", "matter = \"personnel\"\neffect"),
                ),
            ],
        ),
    );
}

#[test]
fn boards_that_cannot_count() {
    let member = "{ seat = 3, role = \"member\" }";
    golden(
        "boards_that_cannot_count",
        &report_on(
            right,
            &[
                ("too few", &toml(", { seat = 3, role = \"member\" }", "")),
                ("no clerk", &toml("\"clerk\"", "\"member\"")),
                ("two heads", &toml("\"clerk\"", "\"head\"")),
                ("one twice", &toml(member, "{ seat = 2, role = \"member\" }")),
                ("seat of nobody", &toml(member, "{ seat = 9, role = \"member\" }")),
                ("no seat", &toml(member, "{ role = \"member\" }")),
                ("no role", &toml(member, "{ seat = 3 }")),
                ("unknown role", &toml("\"clerk\"", "\"thư ký\"")),
                ("suspended", &toml(member, "{ seat = 5, role = \"member\" }")),
                ("absent, and on the ballot", &toml(member, "{ seat = 4, role = \"member\" }")),
                ("no list", &toml(member, "3")),
                (
                    "none at all",
                    &toml(
                        "tally_board = [{ seat = 1, role = \"head\" }, { seat = 2, role = \"clerk\" }, { seat = 3, role = \"member\" }]",
                        "tally_board = []",
                    ),
                ),
            ],
        ),
    );
}

#[test]
fn ballots_that_cannot_be_held() {
    let names = "[{ name = \"Bà Hồ Thị Tư\", seat = 4 }]";
    golden(
        "ballots_that_cannot_be_held",
        &report_on(
            right,
            &[
                ("no names", &toml(names, "[]")),
                ("names left out", &toml(", candidates = [{ name = \"Bà Hồ Thị Tư\", seat = 4 }]", "")),
                ("no table", &toml("ballot = {", "ballot = \"kín\" #")),
                ("misspelt", &toml("office =", "ofice =")),
                ("unknown kind", &toml("\"election\"", "\"bầu\"")),
                ("one twice", &toml(names, "[{ name = \"Bà A\" }, { name = \"Bà A\" }]")),
                ("empty name", &toml(names, "[{ name = \" \" }]")),
                ("seat of another", &toml(names, "[{ name = \"Bà Hồ Thị Tư\", seat = 3 }]")),
                ("delegate without a seat", &toml(names, "[{ name = \"Bà Hồ Thị Tư\" }]")),
                ("more seats than names", &toml("office =", "seats = 2, office =")),
                ("no seats", &toml("office =", "seats = 0, office =")),
                ("seats of a removal", &toml("\"election\"", "\"removal\", seats = 2")),
                ("confidence that is off", &toml("\"election\"", "\"confidence\"")),
                (
                    "matter that does not fit",
                    &toml("title = \"Bầu Ủy viên\"", "title = \"Bầu Ủy viên\"\nmatter = \"agenda\""),
                ),
                (
                    "rules without a secret ballot",
                    &toml(
                        "[[presidium]]",
                        "[rules.override]\nforms = { value = [\"cards\"], source = \"Điều 9\" }\n\n[[presidium]]",
                    ),
                ),
                ("no board before", &|f| {
                    let text = format!("{SESSION}{MOTIONS}");
                    let (start, end) =
                        (text.find("tally_board"), text.find("\n\n[[agenda.motions]]\ntitle = \"Họp"));
                    let (start, end) = (start.expect("a board"), end.expect("its end"));
                    f.write("session.toml", format!("{}{}", &text[..start], &text[end..]));
                }),
            ],
        ),
    );
}
