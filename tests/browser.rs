//! End to end in a real Chromium: a delegate joins, votes, loses the network, comes back, and the vote counts once; asks to
//! speak, is called, noted by the secretary, and hands in in writing what was not reached; takes part in the questioning. A wall is paired, follows the
//! sitting, loses the kiosk, and comes back.

use crate::house::{House, running_at};
use nghitruong::chamber::command::{Choice, Holder, Teller};
use nghitruong::chamber::ids::DelegateId;
use nghitruong::chamber::rules::{TurnKind, VoteForm};
use nghitruong::chamber::{Actor, Command, CommitmentKind, Speaker, SpeechState};
use nghitruong::verify::verify_folder;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

/// A play of the page, and what it has seen so far.
struct Browser {
    child: Child,
    steps: Lines<BufReader<ChildStdout>>,
}

impl Browser {
    /// `codes`: personal codes of those who take part.
    fn run(play: &str, house: &House, codes: &[&str]) -> Browser {
        let phone = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/phone");
        let ready =
            phone.join("node_modules/playwright-core").exists() && Path::new("/usr/bin/chromium").exists();
        assert!(ready, "Chromium and npm packages are missing: run `make test`, which installs them");
        let token = house.running.service.door().token(house.running.handle.now().utc_ms);
        let mut child = tokio::process::Command::new("node")
            .args([play, &house.running.http.port().to_string(), &token])
            .args(codes)
            .current_dir(&phone)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let steps = BufReader::new(child.stdout.take().unwrap()).lines();
        Browser { child, steps }
    }

    async fn step(&mut self) -> String {
        self.steps.next_line().await.unwrap().unwrap_or_else(|| "ended".to_owned())
    }

    /// The rest of a step that begins with `word`.
    async fn says(&mut self, word: &str) -> String {
        let step = self.step().await;
        step.strip_prefix(word).unwrap_or_else(|| panic!("{word}, not {step}")).trim().to_owned()
    }

    async fn end(mut self) {
        assert!(self.child.wait().await.unwrap().success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_from_a_real_browser_counts_once_whatever_the_network_does() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let me = house.plan.delegates[0].id.clone();
    let code = house.running.service.fresh_code(Holder::Delegate(me.clone()), Actor::Chair).await.unwrap();
    let mut browser = Browser::run("e2e/vote.mjs", &house, &[&code]);
    let mut next = async || browser.step().await;

    assert_eq!(next().await, "joined");
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.chamber.current().unwrap().roll.is_present(&me)).await.unwrap();
    for delegate in &house.plan.delegates[1..] {
        house.chair(Command::CheckIn { delegate: delegate.id.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let vote = house.open_vote(0).await;
    assert_eq!(next().await, "recorded");
    assert_eq!(next().await, "lost");
    assert_eq!(next().await, "back");
    let view = house.running.handle.view();
    let kept = view.chamber.current().unwrap().votes.get(&vote).unwrap();
    assert_eq!(kept.casts.len(), 1);
    assert_eq!((kept.casts[&me].choice, kept.casts[&me].changes), (Choice::Against, 1));

    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.chair(Command::PublishResult { vote: vote.clone() }).await;
    let seen = next().await;
    assert!(seen.starts_with("result ") && seen.contains('1'), "{seen}");
    browser.end().await;
    house.running.stop().await;
    let report = verify_folder(folder.path()).unwrap();
    let outcome = report.chamber.current().unwrap().votes.get(&vote).unwrap().outcome.clone().unwrap();
    assert_eq!(outcome.counts(), [0, 1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_is_asked_for_once_called_noted_and_what_was_not_reached_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let (me, other) = (house.plan.delegates[0].id.clone(), house.plan.delegates[1].id.clone());
    let issue = |holder| house.running.service.fresh_code(holder, Actor::Chair);
    let code = issue(Holder::Delegate(me.clone())).await.unwrap();
    let desk = issue(Holder::Secretary(house.plan.secretaries[0].id.clone())).await.unwrap();
    let mut browser = Browser::run("e2e/floor.mjs", &house, &[&code, &desk]);
    let mut next = async || browser.step().await;

    assert_eq!(next().await, "joined");
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.chamber.current().unwrap().roll.is_present(&me)).await.unwrap();
    for delegate in &house.plan.delegates[1..] {
        house.chair(Command::CheckIn { delegate: delegate.id.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let item = house.plan.agenda.iter().find(|i| i.discussion && i.groups.is_empty()).unwrap().id.clone();
    house.chair(Command::GoToItem { item }).await;
    let speaker = Speaker::Delegate(other);
    house.chair(Command::RequestSpeech { speaker, kind: TurnKind::Speech }).await;

    assert_eq!(next().await, "waits Phát biểu: thứ 2 trong 2");
    let mine = |state| {
        let view = house.running.handle.view();
        let speeches = view.chamber.current().unwrap().floor.speeches().to_vec();
        let own = |s: &&nghitruong::chamber::Speech| s.speaker.delegate() == Some(&me) && s.state == state;
        speeches.iter().filter(own).cloned().collect::<Vec<_>>()
    };
    let waiting = mine(SpeechState::Registered);
    assert_eq!(waiting.len(), 1, "asked for once, whatever the network did");
    house.chair(Command::CallSpeaker { speech: waiting[0].id.clone() }).await;
    assert_eq!(next().await, "called");
    house.chair(Command::PauseSpeech).await;
    assert_eq!(next().await, "noted, clock stands");
    house.chair(Command::StopSpeech).await;
    assert_eq!(mine(SpeechState::Done)[0].note, "Đề nghị làm rõ nguồn kinh phí.");

    assert_eq!(next().await, "again");
    let view = house.running.handle.view();
    let guest =
        view.chamber.current().unwrap().floor.queue().find(|s| s.speaker.delegate().is_none()).unwrap();
    assert!(!guest.consent);
    house.chair(Command::EndDiscussion).await;
    assert_eq!(next().await, "written");
    let written = mine(SpeechState::Written);
    assert_eq!((written.len(), written[0].turn), (1, 2));
    assert_eq!(written[0].opinion, "Đề nghị bổ sung danh mục đầu tư năm 2027.");
    browser.end().await;
    house.running.stop().await;
    assert!(verify_folder(folder.path()).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_answered_debated_and_concluded_and_one_not_reached_is_owed_in_writing() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let [me, first, late] = [0, 1, 2].map(|place| house.plan.delegates[place].id.clone());
    for delegate in [&first, &late] {
        house.chair(Command::CheckIn { delegate: delegate.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let item = house.plan.agenda.iter().find(|i| !i.groups.is_empty()).unwrap();
    house.chair(Command::GoToItem { item: item.id.clone() }).await;
    let session = || house.running.handle.view().chamber.current().unwrap().clone();
    house
        .chair(Command::OpenVote { motions: vec![item.motions[0].id.clone()], form: VoteForm::ShowOfHands })
        .await;
    let vote = session().votes.open().unwrap().id.clone();
    for (teller, actor) in [(Teller::Kiosk, Actor::Chair), (Teller::Secretary, Actor::Desk)] {
        house.ask(Command::CountHands { vote: vote.clone(), teller, counted: [2, 0] }, actor).await;
    }
    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.chair(Command::PublishResult { vote }).await;

    let issue = |holder| house.running.service.fresh_code(holder, Actor::Chair);
    let code = issue(Holder::Delegate(me.clone())).await.unwrap();
    let desk = issue(Holder::Secretary(house.plan.secretaries[0].id.clone())).await.unwrap();
    let mut browser = Browser::run("e2e/questions.mjs", &house, &[&code, &desk]);
    assert_eq!(browser.step().await, "joined");
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.chamber.current().unwrap().roll.is_present(&me)).await.unwrap();
    let question = async |delegate: &DelegateId| {
        let speaker = Speaker::Delegate(delegate.clone());
        house.chair(Command::RequestSpeech { speaker, kind: TurnKind::Question }).await;
    };
    let waiting = |delegate: &DelegateId| {
        session().floor.queue().find(|s| s.speaker.delegate() == Some(delegate)).unwrap().id.clone()
    };

    house.chair(Command::StartGroup { group: item.groups[0].id.clone() }).await;
    question(&first).await;
    assert_eq!(browser.says("group").await, "Ông Bùi Văn L, Trưởng phòng Kinh tế");
    assert_eq!(browser.step().await, "waits Chất vấn: thứ 2 trong 2");
    question(&late).await;
    house.chair(Command::CallSpeaker { speech: waiting(&first) }).await;
    assert_eq!(browser.step().await, "waits Chất vấn: thứ 1 trong 2");
    house.chair(Command::CallSpeaker { speech: waiting(&me) }).await;
    let mine = &house.plan.delegates[0].name;
    assert_eq!(browser.says("called").await, format!("{mine}, stirred 250 120 250"));
    house.chair(Command::CallAnswer { speaker: None }).await;
    assert_eq!(browser.step().await, "answers Ông Bùi Văn L");
    assert_eq!(browser.step().await, "debate Thứ 1 trong 2", "before a question that waits");
    house.chair(Command::OpenDebate).await;
    assert_eq!(browser.step().await, "called again, stirred 250 120 250, 250 120 250");
    house.chair(Command::ConcludeGroup).await;
    let text = "Hoàn thành trước ngày 31/3/2027.".to_owned();
    let group = item.groups[0].id.clone();
    house.ask(Command::NoteConclusion { group, text: text.clone() }, Actor::Desk).await;
    assert_eq!(browser.says("concluded").await, format!("Chủ tọa kết luận: {text}"));

    let owed = browser.says("owed").await;
    let name = &house.plan.delegates[2].name;
    assert!(owed.contains(name) && owed.contains("chưa đến lượt") && owed.contains("hạn"), "{owed}");
    assert_eq!(browser.step().await, "read");
    let kept = session();
    let [owed] = kept.questioning.commitments() else { panic!("{:?}", kept.questioning.commitments()) };
    let asked = kept.floor.speech(owed.speech.as_ref().unwrap()).unwrap();
    assert_eq!((owed.kind, asked.speaker.delegate()), (CommitmentKind::WrittenAnswer, Some(&late)));
    assert_eq!((asked.state, Some(owed.due)), (SpeechState::NotReached, kept.written_answer_due(asked)));
    browser.end().await;
    house.running.stop().await;
    assert!(verify_folder(folder.path()).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wall_in_a_real_browser_follows_the_sitting_and_says_when_it_has_lost_the_kiosk() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let http = house.running.http;
    let mut browser = Browser::run("e2e/wall.mjs", &house, &[]);

    let code = browser.says("code").await;
    let service = house.running.service.clone();
    assert_eq!(service.waiting_walls().iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), [code.as_str()]);
    service.pair_wall(&code, "Màn hình 1".to_owned(), Actor::Chair).await.unwrap();
    let joined = browser.says("join").await;
    let token = joined.rsplit('/').next().unwrap();
    assert!(service.door().check_token(token, house.running.handle.now().utc_ms).is_ok(), "{joined}");
    let view = house.running.handle.view();
    let wall = view.chamber.walls().keys().next().unwrap().clone();
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.online.contains(&wall)).await.unwrap();

    for delegate in &house.plan.delegates {
        house.chair(Command::CheckIn { delegate: delegate.id.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let (item, _) = house.plan.motion(&house.motions()[0]).unwrap();
    house.chair(Command::GoToItem { item: item.id.clone() }).await;
    let vote = house.open_vote(0).await;
    assert_eq!(browser.step().await, "turnout 0 trên 3, Có mặt 3/3");
    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.chair(Command::PublishResult { vote }).await;
    assert_eq!(browser.step().await, "result KHÔNG ĐƯỢC THÔNG QUA");

    let House { running, plan, .. } = house;
    running.stop().await;
    let lost = browser.says("lost Mất liên lạc với bàn chủ tọa từ").await;
    assert!(lost.contains("3/3") && lost.contains("KHÔNG ĐƯỢC THÔNG QUA"), "{lost}");

    let running = running_at(folder.path(), http).await;
    let ask = async |command| running.handle.ask(command, Actor::Chair).await.unwrap();
    let motion = plan.motions().nth(1).unwrap().id.clone();
    ask(Command::OpenVote { motions: vec![motion], form: VoteForm::Electronic }).await;
    assert_eq!(browser.step().await, "turnout 0 trên 3, Có mặt 3/3");

    ask(Command::UnpairWall { wall }).await;
    let again = browser.says("code").await;
    assert_ne!(again, code);
    browser.end().await;
    running.stop().await;
}
