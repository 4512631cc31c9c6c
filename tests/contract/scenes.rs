//! A whole session in scenes, so that every command, every kind of answer and every state of a snapshot is met.

use super::room::POINTERS;
use super::room::Room;
use ed25519_dalek::SigningKey;
use nghitruong::chamber::command::{AttendanceMark, Choice, Command, Holder, MotionDraft, Teller};
use nghitruong::chamber::ids::{CommitmentId, DelegateId, DeviceId, GroupId, MotionId, SecretaryId};
use nghitruong::chamber::plan::{
    AgendaItem, BallotKind, BallotPaper, BoardRole, BoardSeat, Candidate, Effect,
};
use nghitruong::chamber::rules::{Matter, TurnKind, VoteForm};
use nghitruong::chamber::{BallotTally, Marks, Session, Speaker, Speech, SpeechState};
use nghitruong::hub::envelope::vote_nonce;
use nghitruong::wire::down::Answer;
use nghitruong::wire::up::Ask;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn whatever_a_session_sends_fits_the_contract() {
    let mut room = Room::new();
    let delegates: Vec<DelegateId> = room.session().plan.delegates.iter().map(|d| d.id.clone()).collect();
    let secretary: SecretaryId = room.session().plan.secretaries[0].id.clone();
    let phone = room.enrol(Holder::Delegate(delegates[0].clone()), 1);
    let other = room.enrol(Holder::Delegate(delegates[1].clone()), 2);
    let desk = room.enrol(Holder::Secretary(secretary), 3);

    // Coming in, being marked, opening.
    room.recorded(&phone, Ask::CheckIn { pass: "pass".to_owned() });
    room.recorded(&other, Ask::CheckIn { pass: "pass".to_owned() });
    let marks = [
        AttendanceMark::Present,
        AttendanceMark::AbsentExcused { reason: "ốm".to_owned() },
        AttendanceMark::AbsentUnexcused,
        AttendanceMark::Present,
        AttendanceMark::Present,
    ];
    for (delegate, mark) in delegates[2..].iter().zip(marks) {
        room.recorded(&desk, Ask::Mark { delegate: delegate.clone(), mark });
    }
    room.chair(Command::OpenSitting { total_delegates: 7 });
    room.recorded(&other, Ask::Leave);
    room.recorded(&other, Ask::CheckIn { pass: "pass".to_owned() });

    speeches(&mut room, &phone, &desk, &delegates[0], &delegates[2]);
    questioning(&mut room, &phone, &desk);
    votes(&mut room, &phone, &desk, &delegates);
    names_and_parts(&mut room, &desk, &delegates);
    ballots(&mut room, &desk, &delegates);
    doors(&mut room, &phone, &desk);

    let postponed = room.session().agenda.order().last().expect("an item").clone();
    room.chair(Command::PostponeItem { item: postponed, reason: "hết giờ".to_owned() });
    room.chair(Command::CorrectClock { offset_ms: 1500 });
    let resume_at = Some(room.now.utc_ms + 900_000);
    room.chair(Command::StartRecess { resume_at });
    room.chair(Command::CloseSitting);
    room.refused(&phone, Ask::Leave);

    let words = [
        "recorded",
        "refused",
        "form mixed",
        "form show_of_hands",
        "form hands_by_name",
        "form secret_ballot",
        "state open",
        "state held",
        "state closed",
        "state published",
        "state annulled",
        "no_device",
        "disconnected",
        "silent",
        "via device",
        "via secretary",
        "via tellers",
    ];
    let wanted: BTreeSet<String> = asks(room.session(), &delegates[0])
        .iter()
        .map(|ask| serde_json::to_value(ask).expect("serialised")["t"].as_str().expect("named").to_owned())
        .chain(words.into_iter().chain(POINTERS).map(str::to_owned))
        .collect();
    assert_eq!(room.seen, wanted, "every command, every kind of answer and every state was met");
}

fn speeches(
    room: &mut Room,
    phone: &(DeviceId, SigningKey),
    desk: &(DeviceId, SigningKey),
    me: &DelegateId,
    other: &DelegateId,
) {
    let item = room.session().plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
    room.chair(Command::GoToItem { item });
    for kind in TurnKind::ALL {
        let answer = room.ask(phone, Ask::RequestSpeech { kind });
        assert!(!matches!(answer, Answer::NotRecorded { .. }));
    }
    room.recorded(phone, Ask::WithdrawSpeech { kind: TurnKind::Procedural });
    room.recorded(desk, Ask::RequestFor { delegate: other.clone(), kind: TurnKind::Speech });
    room.recorded(desk, Ask::RequestFor { delegate: other.clone(), kind: TurnKind::Procedural });
    room.recorded(desk, Ask::WithdrawFor { delegate: other.clone(), kind: TurnKind::Procedural });
    let speech = room.session().floor.queue().next().expect("somebody waits").id.clone();
    room.chair(Command::CallSpeaker { speech });
    room.chair(Command::PauseSpeech);
    room.chair(Command::ResumeSpeech);
    room.chair(Command::ExtendSpeech);
    room.chair(Command::StopSpeech);
    room.recorded(desk, guest("Bà Cao Thị N"));
    let guest = room.session().floor.queue().find(|s| !s.consent).expect("a guest").id.clone();
    room.chair(Command::ConsentSpeech { speech: guest.clone() });
    room.recorded(desk, Ask::WithdrawTurn { speech: guest });
    room.chair(Command::EndDiscussion);
    room.refused(phone, Ask::RequestSpeech { kind: TurnKind::Speech });
    let me = Speaker::Delegate(me.clone());
    let late = |s: &&Speech| s.speaker.is(&me) && s.state == SpeechState::NotReached;
    let late = room.session().floor.speeches().iter().find(late).expect("not reached").id.clone();
    room.recorded(phone, Ask::WriteOpinion { speech: late, text: "Đề nghị bổ sung kinh phí.".to_owned() });
}

fn guest(name: &str) -> Ask {
    let (name, title) = (name.to_owned(), "Trưởng phòng Kinh tế".to_owned());
    Ask::RequestGuest { name, title, kind: TurnKind::Explanation }
}

/// A group of questions from the question to the conclusion, with what is promised.
fn questioning(room: &mut Room, phone: &(DeviceId, SigningKey), desk: &(DeviceId, SigningKey)) {
    let planned = |i: &&AgendaItem| !i.groups.is_empty();
    let item = room.session().plan.agenda.iter().find(planned).expect("questions").clone();
    room.chair(Command::GoToItem { item: item.id.clone() });
    let group = item.groups[0].id.clone();
    room.chair(Command::StartGroup { group: group.clone() });
    room.recorded(phone, Ask::RequestSpeech { kind: TurnKind::Question });
    let question = room.session().floor.next().expect("waits").id.clone();
    room.chair(Command::CallSpeaker { speech: question.clone() });
    room.recorded(desk, Ask::Note { speech: question.clone(), text: "Bao giờ có lịch thu gom?".to_owned() });
    room.chair(Command::CallAnswer { speaker: None });
    let answer = room.session().floor.speaking().expect("answers").id.clone();
    let commit = |due: &str| Ask::Commit {
        speech: Some(answer.clone()),
        group: None,
        content: "Công bố lịch thu gom rác".to_owned(),
        owner: String::new(),
        due: due.to_owned(),
    };
    room.refused(desk, commit("2027-02-30"));
    room.recorded(desk, commit("2027-03-31"));
    room.recorded(desk, commit("2027-04-30"));
    let (commitment, reason) = (CommitmentId::new("c2").expect("an id"), "ghi nhầm".to_owned());
    room.recorded(desk, Ask::DropCommitment { commitment, reason });
    room.recorded(desk, Ask::AnswerInWriting { speech: question });
    room.chair(Command::OpenDebate);
    room.chair(Command::ConcludeGroup);
    room.recorded(desk, Ask::Conclusion { group, text: "Giao UBND xã báo cáo.".to_owned() });
}

fn votes(
    room: &mut Room,
    phone: &(DeviceId, SigningKey),
    desk: &(DeviceId, SigningKey),
    delegates: &[DelegateId],
) {
    let all = room.session().plan.motions();
    let plain = all.filter(|m| m.ballot.is_none() && m.effect.is_none());
    let motions: Vec<_> = plain.map(|m| m.id.clone()).collect();
    room.hub.connection(&phone.0, true);
    room.chair(Command::OpenVote { motions: motions[..2].to_vec(), form: VoteForm::Mixed });
    let open = room.session().votes.open().expect("open").clone();
    let (vote, nonce) = (open.id.clone(), vote_nonce(room.session(), &open));
    for choice in [Choice::NotVoting, Choice::Against, Choice::For] {
        room.recorded(phone, Ask::Vote { vote: vote.clone(), choice, nonce: nonce.clone() });
    }
    let for_other = |choice| Ask::VoteFor {
        vote: vote.clone(),
        delegate: delegates[1].clone(),
        choice,
        nonce: nonce.clone(),
    };
    room.recorded(desk, for_other(Choice::For));
    room.chair(Command::HoldVote { vote: vote.clone() });
    room.refused(desk, for_other(Choice::Against));
    room.chair(Command::ResumeVote { vote: vote.clone() });
    room.chair(Command::ExtendVote { vote: vote.clone() });
    room.refused(phone, Ask::Vote { vote: vote.clone(), choice: Choice::For, nonce: "other".to_owned() });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.refused(phone, Ask::Vote { vote: vote.clone(), choice: Choice::Against, nonce });
    room.chair(Command::PublishResult { vote: vote.clone() });
    room.chair(Command::AnnulVote { vote, reason: "nhầm nội dung".to_owned() });

    room.chair(Command::OpenVote { motions: vec![motions[1].clone()], form: VoteForm::ShowOfHands });
    let vote = room.session().votes.open().expect("open").id.clone();
    room.refused(desk, Ask::Count { vote: vote.clone(), round: 0, counted: [60, 40] });
    room.recorded(desk, Ask::Count { vote: vote.clone(), round: 0, counted: [4, 1] });
    room.chair(Command::CountHands { vote: vote.clone(), teller: Teller::Kiosk, counted: [4, 1] });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.chair(Command::PublishResult { vote });
}

/// Adds a motion by the secretary's device and gives its id.
fn add(
    room: &mut Room,
    desk: &(DeviceId, SigningKey),
    part_of: Option<MotionId>,
    closed_doors: bool,
) -> MotionId {
    let item = room.session().agenda.current().expect("an item").clone();
    let before = room.motions();
    let title = "Việc phát sinh".to_owned();
    room.recorded(desk, Ask::AddMotion { item, title, matter: Matter::Procedural, part_of, closed_doors });
    room.motions().into_iter().find(|m| !before.contains(m)).expect("added")
}

fn names_and_parts(room: &mut Room, desk: &(DeviceId, SigningKey), delegates: &[DelegateId]) {
    room.recorded(desk, Ask::Guests { line: 0, came: 1 });
    room.refused(desk, Ask::Guests { line: 0, came: 999 });
    let whole = add(room, desk, None, false);
    let part = add(room, desk, Some(whole), false);
    room.chair(Command::OpenVote { motions: vec![part], form: VoteForm::HandsByName });
    let vote = room.session().votes.open().expect("open").id.clone();
    let choices: BTreeMap<_, _> =
        [(delegates[0].clone(), Choice::For), (delegates[2].clone(), Choice::Against)].into();
    room.recorded(desk, Ask::CountNames { vote: vote.clone(), round: 0, choices: choices.clone() });
    room.chair(Command::CountNames { vote: vote.clone(), teller: Teller::Kiosk, choices });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.chair(Command::PublishResult { vote });
}

/// Both tellers see all who are present for it.
fn by_hands(room: &mut Room, desk: &(DeviceId, SigningKey), motion: MotionId) {
    room.chair(Command::OpenVote { motions: vec![motion], form: VoteForm::ShowOfHands });
    let vote = room.session().votes.open().expect("open").id.clone();
    let counted = [room.session().roll.present_count(), 0];
    if room.session().doors.is_none() {
        room.recorded(desk, Ask::Count { vote: vote.clone(), round: 0, counted });
    } else {
        room.chair(Command::CountHands { vote: vote.clone(), teller: Teller::Secretary, counted });
    }
    room.chair(Command::CountHands { vote: vote.clone(), teller: Teller::Kiosk, counted });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.chair(Command::PublishResult { vote });
}

fn ballots(room: &mut Room, desk: &(DeviceId, SigningKey), delegates: &[DelegateId]) {
    let item = room.session().agenda.current().expect("an item").clone();
    let roles = [BoardRole::Head, BoardRole::Clerk, BoardRole::Member];
    let seat = |(d, role): (&DelegateId, BoardRole)| BoardSeat { delegate: d.clone(), role };
    let members = delegates.iter().zip(roles).map(seat).collect();
    let candidates =
        ["Bà N", "Ông M"].map(|name| Candidate { name: name.to_owned(), delegate: None }).to_vec();
    let paper =
        BallotPaper { kind: BallotKind::Election, seats: 1, office: "Ủy viên".to_owned(), candidates };
    for (effect, ballot) in [(Some(Effect::TallyBoard { members }), None), (None, Some(paper))] {
        let motion = MotionDraft {
            title: "Nhân sự".to_owned(),
            short_title: String::new(),
            matter: Matter::Personnel,
            part_of: None,
            effect,
            ballot,
        };
        room.chair(Command::AddMotion { item: item.clone(), motion: Box::new(motion) });
    }
    let Some([.., board, ballot]) = room.session().plan.item(&item).map(|i| i.motions.as_slice()) else {
        panic!()
    };
    let (board, ballot) = (board.id.clone(), ballot.id.clone());
    by_hands(room, desk, board);
    room.chair(Command::OpenVote { motions: vec![ballot], form: VoteForm::SecretBallot });
    let vote = room.session().votes.open().expect("open").id.clone();
    let line = |votes_for, against| Marks { r#for: votes_for, against, blank: 0 };
    let tally =
        BallotTally { issued: 5, collected: 5, valid: 4, invalid: 1, lines: vec![line(4, 0), line(0, 4)] };
    room.refused(desk, Ask::Tally { vote: vote.clone(), tally: BallotTally { invalid: 0, ..tally.clone() } });
    room.recorded(desk, Ask::Tally { vote: vote.clone(), tally });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.chair(Command::PublishResult { vote });
}

fn doors(room: &mut Room, phone: &(DeviceId, SigningKey), desk: &(DeviceId, SigningKey)) {
    let decision = add(room, desk, None, true);
    let inside = add(room, desk, None, false);
    by_hands(room, desk, decision);
    room.chair(Command::CloseDoors);
    for device in [phone, desk] {
        room.refused(device, Ask::Leave);
    }
    by_hands(room, desk, inside);
    room.chair(Command::OpenDoors);
}

/// Every command once. A variant that is added to [`Ask`] has to be added to the match, and so to the list.
fn asks(session: &Session, delegate: &DelegateId) -> Vec<Ask> {
    let vote = session.votes.list()[0].id.clone();
    let (kind, nonce) = (TurnKind::Speech, String::new());
    let speech = session.floor.speeches()[0].id.clone();
    let mut list = vec![Ask::CheckIn { pass: String::new() }];
    while let Some(last) = list.last() {
        let (vote, delegate, nonce) = (vote.clone(), delegate.clone(), nonce.clone());
        let (speech, text) = (speech.clone(), String::new());
        let next = match last {
            Ask::CheckIn { .. } => Ask::Leave,
            Ask::Leave => Ask::RequestSpeech { kind },
            Ask::RequestSpeech { .. } => Ask::WithdrawSpeech { kind },
            Ask::WithdrawSpeech { .. } => Ask::Vote { vote, choice: Choice::For, nonce },
            Ask::Vote { .. } => Ask::Mark { delegate, mark: AttendanceMark::Present },
            Ask::Mark { .. } => Ask::VoteFor { vote, delegate, choice: Choice::For, nonce },
            Ask::VoteFor { .. } => Ask::RequestFor { delegate, kind },
            Ask::RequestFor { .. } => Ask::WithdrawFor { delegate, kind },
            Ask::WithdrawFor { .. } => Ask::Count { vote, round: 0, counted: [0, 0] },
            Ask::Count { .. } => Ask::CountNames { vote, round: 0, choices: BTreeMap::new() },
            Ask::CountNames { .. } => Ask::Tally { vote, tally: BallotTally::default() },
            Ask::Tally { .. } => Ask::AddMotion {
                item: session.agenda.order()[0].clone(),
                title: String::new(),
                matter: Matter::Agenda,
                part_of: None,
                closed_doors: false,
            },
            Ask::AddMotion { .. } => Ask::Guests { line: 0, came: 0 },
            Ask::Guests { .. } => Ask::WriteOpinion { speech, text },
            Ask::WriteOpinion { .. } => Ask::RequestGuest { name: text, title: String::new(), kind },
            Ask::RequestGuest { .. } => Ask::WithdrawTurn { speech },
            Ask::WithdrawTurn { .. } => Ask::Note { speech, text },
            Ask::Note { .. } => Ask::Commit {
                speech: None,
                group: None,
                content: text.clone(),
                owner: text.clone(),
                due: text,
            },
            Ask::Commit { .. } => {
                Ask::DropCommitment { commitment: CommitmentId::new("c1").expect("an id"), reason: text }
            }
            Ask::DropCommitment { .. } => Ask::AnswerInWriting { speech },
            Ask::AnswerInWriting { .. } => {
                Ask::Conclusion { group: GroupId::new("g1").expect("an id"), text }
            }
            Ask::Conclusion { .. } => break,
        };
        list.push(next);
    }
    list
}
