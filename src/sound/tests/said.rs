//! The sentences of a sitting.

use super::super::cue::{Chime, Kind};
use super::*;
use crate::chamber::ids::GroupId;
use crate::chamber::plan::{QuestionGroup, Respondent};

#[test]
fn a_sitting_is_announced() {
    let mut hall = Hall::open();
    assert_eq!(hall.said(), Vec::<String>::new(), "nobody is greeted by a machine");
    hall.go_to("i4");
    let first = hall.ask(6, TurnKind::Speech);
    let second = hall.ask(2, TurnKind::Debate);
    hall.chair(Command::CallSpeaker { speech: first });
    assert_eq!(
        hall.heard.iter().map(|c| (c.kind, c.chime)).collect::<Vec<_>>(),
        [(Kind::Call, Some(Chime::Called)), (Kind::Next, None)]
    );
    assert_eq!(
        hall.said(),
        ["Mời đại biểu Ngô Văn ca, Tổ số ba, phát biểu.", "Chuẩn bị, đại biểu Trần Thị bê, Tổ số hai."]
    );
    hall.chair(Command::PauseSpeech);
    hall.chair(Command::ResumeSpeech);
    hall.chair(Command::ExtendSpeech);
    hall.chair(Command::StopSpeech);
    assert_eq!(hall.said(), Vec::<String>::new());
    hall.chair(Command::CallSpeaker { speech: second });
    assert_eq!(hall.said(), ["Mời đại biểu Trần Thị bê, Tổ số hai, tranh luận."]);
    hall.chair(Command::StopSpeech);
    for (kind, act) in [
        (TurnKind::Question, "chất vấn."),
        (TurnKind::Explanation, "giải trình."),
        (TurnKind::Procedural, "nêu ý kiến về trình tự."),
    ] {
        let speech = hall.ask(4, kind);
        hall.chair(Command::CallSpeaker { speech });
        assert!(hall.said()[0].ends_with(act), "{kind:?}");
        hall.chair(Command::StopSpeech);
    }

    hall.chair(Command::StartRecess { resume_at: Some(MORNING + 90 * 60_000) });
    assert_eq!(hall.said(), ["Kỳ họp tạm nghỉ. Họp tiếp lúc chín giờ."]);
    hall.chair(Command::EndRecess);
    assert_eq!(hall.said(), ["Kỳ họp tiếp tục. Mời các vị đại biểu về chỗ ngồi."]);
    hall.chair(Command::StartRecess { resume_at: None });
    assert_eq!(hall.said(), ["Kỳ họp tạm nghỉ."]);
}

#[test]
fn a_vote_is_told_when_it_opens_and_when_it_is_published() {
    let mut hall = Hall::open();
    hall.go_to("i7");
    let vote = hall.vote(&[3], VoteForm::ShowOfHands);
    assert_eq!(
        hall.said(),
        [
            "Hội đồng nhân dân biểu quyết, Nghị quyết về Kế hoạch phát triển kinh tế, xã hội năm hai nghìn không trăm hai \
         mươi bảy. Mời các vị đại biểu biểu quyết."
        ]
    );
    hall.count(&vote, [26, 0]);
    assert_eq!(hall.said(), Vec::<String>::new(), "no figure before it is published");
    hall.publish(&vote);
    assert_eq!(
        hall.said(),
        [
            "Kết quả biểu quyết, có mặt hai mươi bảy. Tán thành, hai mươi sáu. Không tán thành, không. Không biểu quyết, một. \
         Nghị quyết được thông qua."
        ]
    );
    let vote = hall.vote(&[4, 5, 6], VoteForm::ShowOfHands);
    assert_eq!(
        hall.said(),
        ["Hội đồng nhân dân biểu quyết chung ba nội dung. Mời các vị đại biểu biểu quyết."]
    );
    hall.count(&vote, [14, 9]);
    hall.publish(&vote);
    assert!(hall.said()[0].ends_with("Các nội dung này không được thông qua."));
}

#[test]
fn no_running_tally_is_told_and_no_annulled_result() {
    let mut hall = Hall::open();
    hall.go_to("i7");
    let vote = hall.vote(&[3], VoteForm::Mixed);
    hall.said();
    let delegates: Vec<_> = hall.session().plan.delegates.iter().take(27).map(|d| d.id.clone()).collect();
    for delegate in delegates {
        let choice = crate::chamber::command::Choice::For;
        hall.chair(Command::CastChoice { vote: vote.clone(), delegate, choice });
    }
    hall.chair(Command::HoldVote { vote: vote.clone() });
    hall.chair(Command::ResumeVote { vote: vote.clone() });
    hall.chair(Command::ExtendVote { vote: vote.clone() });
    hall.chair(Command::CloseVote { vote: vote.clone() });
    hall.chair(Command::AnnulVote { vote, reason: "đếm sai".to_owned() });
    assert_eq!(hall.said(), Vec::<String>::new());
}

#[test]
fn a_secret_ballot_is_silent_until_it_is_published() {
    let mut hall = Hall::open();
    hall.go_to("i6");
    let board = hall.vote(&[1], VoteForm::ShowOfHands);
    hall.count(&board, [27, 0]);
    hall.publish(&board);
    hall.said();
    let vote = hall.vote(&[2], VoteForm::SecretBallot);
    assert_eq!(
        hall.said(),
        [
            "Hội đồng nhân dân bỏ phiếu kín, Bầu bổ sung Ủy viên Ủy ban nhân dân xã An Bình. Mời các vị đại biểu bỏ phiếu."
        ]
    );
    hall.secretary(Command::EnterTally { vote: vote.clone(), tally: tally(27, 26) });
    hall.chair(Command::CloseVote { vote: vote.clone() });
    assert_eq!(hall.said(), Vec::<String>::new());
    hall.publish(&vote);
    assert_eq!(
        hall.said(),
        [
            "Kết quả bỏ phiếu kín, phát ra hai mươi bảy, thu vào hai mươi bảy, hợp lệ hai mươi bảy, không hợp lệ không. Bà \
         Cao Thị en nờ, đồng ý hai mươi sáu, không đồng ý một, trúng cử."
        ]
    );
}

#[test]
fn the_respondent_is_called_with_the_office() {
    let group = QuestionGroup {
        id: GroupId::new("g1").expect("an id"),
        title: "Thu gom rác thải".to_owned(),
        respondent: Respondent {
            honorific: "Ông".to_owned(),
            name: "Bùi Văn L".to_owned(),
            title: "Trưởng phòng Kinh tế".to_owned(),
            delegate: None,
        },
        questions: Vec::new(),
    };
    let mut plan = synthetic(28, 7).expect("the sample has no mistakes").plan;
    plan.agenda[4].groups = vec![group.clone()];
    let mut hall = Hall::of(plan);
    hall.go_to("i5");
    hall.chair(Command::StartGroup { group: group.id });
    assert_eq!(
        hall.said(),
        ["Chất vấn nhóm vấn đề, Thu gom rác thải. Người trả lời, Ông Bùi Văn e lờ, Trưởng phòng Kinh tế."]
    );
    let speech = hall.ask(6, TurnKind::Question);
    hall.chair(Command::CallSpeaker { speech });
    assert_eq!(hall.said(), ["Mời đại biểu Ngô Văn ca, Tổ số ba, chất vấn."]);
    hall.chair(Command::CallAnswer { speaker: None });
    assert_eq!(hall.said(), ["Mời Ông Bùi Văn e lờ, Trưởng phòng Kinh tế, trả lời chất vấn."]);
    hall.ask(2, TurnKind::Debate);
    hall.chair(Command::OpenDebate);
    assert_eq!(hall.said(), ["Mời đại biểu Trần Thị bê, Tổ số hai, tranh luận."]);
}

#[test]
fn a_group_of_questions_is_announced_when_it_is_taken_up_and_only_then() {
    let mut hall = Hall::open();
    hall.go_to("i5");
    let [first, second] = ["g1", "g2"].map(|id| GroupId::new(id).expect("an id"));
    let sentence =
        "Chất vấn nhóm vấn đề một, Thu gom rác thải. Người trả lời, Ông Bùi Văn e lờ, Trưởng phòng Kinh tế.";
    hall.chair(Command::StartGroup { group: first.clone() });
    assert_eq!(
        hall.heard.iter().map(|c| (c.kind, c.chime)).collect::<Vec<_>>(),
        [(Kind::Group, Some(Chime::Called))]
    );
    assert_eq!(hall.said(), [sentence]);
    hall.chair(Command::Undo);
    assert_eq!(hall.said(), Vec::<String>::new(), "taken back");
    hall.chair(Command::StartGroup { group: first });
    assert_eq!(hall.said(), [sentence], "this time it is meant");
    hall.go_to("i4");
    hall.chair(Command::Undo);
    assert_eq!(hall.said(), Vec::<String>::new(), "it was before the council already");
    hall.chair(Command::ConcludeGroup);
    hall.chair(Command::StartGroup { group: second });
    assert_eq!(
        hall.said(),
        [
            "Chất vấn nhóm vấn đề hai, Hồ sơ đất đai quá hạn. Người trả lời, Ông Bùi Văn e lờ, Trưởng phòng Kinh tế."
        ]
    );
}

#[test]
fn somebody_invited_is_called_with_the_office_and_a_step_back_is_no_news() {
    let mut hall = Hall::open();
    hall.go_to("i4");
    let guest = Speaker::Guest {
        name: "Ông Bùi Văn L".to_owned(), title: "Trưởng phòng Kinh tế".to_owned()
    };
    hall.chair(Command::RequestSpeech { speaker: guest, kind: TurnKind::Explanation });
    let guest = hall.session().floor.speeches()[0].id.clone();
    let first = hall.ask(6, TurnKind::Speech);
    hall.chair(Command::CallSpeaker { speech: first.clone() });
    assert_eq!(hall.said()[0], "Mời đại biểu Ngô Văn ca, Tổ số ba, phát biểu.");
    hall.chair(Command::CallSpeaker { speech: guest.clone() });
    assert_eq!(hall.said()[0], "Mời Ông Bùi Văn e lờ, Trưởng phòng Kinh tế, giải trình.");
    hall.chair(Command::Undo);
    assert_eq!(hall.said(), Vec::<String>::new());
    assert_eq!(hall.session().floor.speaking().map(|s| s.id.clone()), Some(first));
    hall.chair(Command::CallSpeaker { speech: guest });
    assert_eq!(hall.said().len(), 1, "this time it is meant");
    hall.chair(Command::StopSpeech);
    hall.chair(Command::StartRecess { resume_at: None });
    hall.said();
    hall.chair(Command::Undo);
    assert_eq!(hall.said(), Vec::<String>::new());
    hall.chair(Command::StartRecess { resume_at: None });
    hall.chair(Command::EndRecess);
    assert_eq!(hall.said().len(), 2);
    hall.chair(Command::Undo);
    assert_eq!(hall.said(), Vec::<String>::new());
}
