//! The day's questioning: groups, answers, debate, commitments; guests and a list that is closed; and a council whose chair
//! starts the clock.

use super::{MORNING, Script, sample};
use crate::chamber::command::{Actor, Command, Teller};
use crate::chamber::ids::{GroupId, SpeechId};
use crate::chamber::rules::{ClockStart, TurnKind, VoteForm};
use crate::chamber::{Speaker, Speech};
use crate::kiosk::key::Key;
use crate::kiosk::memory::Memory;
use crate::kiosk::shell::{Shell, World};
use nghitruong_ui::Touch;

/// The item of questioning.
const ITEM: &str = "i5";

impl Script {
    fn request(&mut self, seat: usize, kind: TurnKind) {
        if let Some(delegate) = self.delegate(seat) {
            self.by(&Actor::Desk, Command::RequestSpeech { speaker: Speaker::Delegate(delegate), kind });
        }
    }

    fn waiting(&self, which: impl Fn(&Speech) -> bool) -> Option<SpeechId> {
        self.session(|s| s.floor.queue().find(|r| which(r)).map(|r| r.id.clone())).flatten()
    }

    /// Who asks for what, a guest, a closed list, and an act that is taken back.
    pub(super) fn guests(&mut self) {
        let guest = Speaker::Guest {
            name: "Ông Bùi Văn L".to_owned(),
            title: "Trưởng phòng Kinh tế".to_owned(),
        };
        self.by(&Actor::Desk, Command::RequestSpeech { speaker: guest, kind: TurnKind::Explanation });
        self.request(4, TurnKind::Debate);
        self.pass(7);
        self.shot("02i-cho-dong-y");
        let row = self.waiting(|r| !r.consent).map(|id| id.to_string()).unwrap_or_default();
        self.touch(Touch::QueueRow(row));
        self.shot("14b-khach-moi");
        self.choose(Key::Consent);
        self.shot("02j-hoan-tac");
        self.touch(Touch::Undo);
        self.pass(7);
        self.key(Key::Menu);
        self.choose(Key::Register);
        self.touch(Touch::Pick("d20".into()));
        self.shot("18c-dang-ky-viec-gi");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.choose(Key::CloseList);
        self.pass(7);
        self.shot("02k-khoa-danh-sach");
        self.touch(Touch::AllQueue);
        self.shot("18d-dang-ky-da-khoa");
        self.choose(Key::ReopenList);
        self.pass(7);
    }

    /// The groups are put to the vote, and taken one after another.
    pub(super) fn questions(&mut self) {
        self.go_to(ITEM);
        self.unlock();
        self.pass(7);
        self.shot("08a-chua-bieu-quyet");
        self.vote_on_groups();
        self.request(6, TurnKind::Question);
        self.request(7, TurnKind::Question);
        self.pass(60);
        self.unlock();
        self.shot("08b-nhom-van-de");
        self.touch(Touch::Group("g1".into()));
        self.shot("08b2-danh-sach-nhom");
        let first = GroupId::new("g1").ok();
        if let Some(first) = first.clone() {
            self.choose(Key::StartGroup(first));
        }
        self.shot("08c-da-bat-dau");
        self.pass(7);
        self.shot("08c2-cho-chat-van");
        self.first_group();
        self.second_group();
    }

    /// The council adopts the groups of its item of questioning.
    pub fn vote_on_groups(&mut self) {
        self.key(Key::Vote);
        self.choose(Key::Form(VoteForm::ShowOfHands));
        self.touch(Touch::Confirm);
        let Some(vote) = self.open_vote() else { return };
        for _ in 0..27 {
            self.touch(Touch::Count(0, "for".into(), 1));
        }
        self.key(Key::Count(vote.clone()));
        self.second_count(|vote| Command::CountHands { vote, teller: Teller::Secretary, counted: [27, 0] });
        self.key(Key::CloseVote(vote.clone()));
        self.touch(Touch::Confirm);
        self.key(Key::Leave(vote));
        self.pass(7);
    }

    fn first_group(&mut self) {
        let question = self.waiting(|r| r.kind == TurnKind::Question).map(Key::Call);
        if let Some(question) = question {
            self.key(question);
        }
        self.pass(52);
        self.shot("08d-neu-chat-van");
        self.key(Key::CallAnswer);
        self.pass(2);
        self.shot("08e-moi-tra-loi");
        self.pass(70);
        self.request(10, TurnKind::Debate);
        self.request(6, TurnKind::Debate);
        self.key(Key::Commit);
        self.shot("08f-han-cam-ket");
        self.choose(Key::Due(90));
        self.shot("08g-ghi-cam-ket");
        self.touch(Touch::Confirm);
        self.pass(7);
        self.shot("08-chat-van");
        self.touch(Touch::Lock);
        self.shot("08h-khoa");
        self.unlock();
        self.key(Key::QuestionMenu);
        self.shot("08i-viec-khac");
        self.choose(Key::Answerer);
        self.shot("08j-nguoi-khac");
        self.touch(Touch::Back);
        self.choose(Key::WrittenAnswer);
        self.shot("08k-bang-van-ban");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.pass(200);
        self.shot("08l-qua-gio");
        self.key(Key::OpenDebate);
        self.pass(20);
        self.shot("08m-tranh-luan");
        self.key(Key::Stop);
        self.pass(7);
        self.shot("08n-da-dung");
        self.key(Key::Conclude);
        self.shot("08o-ket-luan");
        self.touch(Touch::Confirm);
        self.pass(7);
        self.shot("08p-da-ket-luan");
    }

    fn second_group(&mut self) {
        if let Ok(second) = GroupId::new("g2") {
            self.key(Key::StartGroup(second));
        }
        self.pass(7);
        self.key(Key::CallAnswer);
        self.pass(90);
        self.key(Key::Stop);
        self.pass(7);
        self.shot("08q-nhom-2");
        self.key(Key::Conclude);
        self.pass(7);
    }

    /// Another council: its chair starts the clock of a speech, and its machine restarts in the middle of one.
    pub fn clock_by_chair() -> Self {
        let mut script = Self::new();
        script.plan = sample().map(|plan| {
            let mut plan = plan.clone();
            plan.rules.clock_start.value = ClockStart::ByChair;
            plan
        });
        script.open_debate();
        script.moments.clear();
        script.call_first();
        script.shot("03e-da-moi");
        script.key(Key::Resume);
        script.pass(144);
        script.restart(600);
        script.shot("03f-khoi-dong-lai");
        script
    }

    /// The machine is off for some seconds and comes back with the same journal.
    pub fn restart(&mut self, seconds: u64) {
        let shell = std::mem::replace(&mut self.shell, Shell::new(Memory::new(MORNING)));
        let mut world = shell.into_world();
        let known_at = world.now().utc_ms;
        world.pass(seconds * 1000);
        if let Err(why) = world.command(&Command::RecoverClocks { known_at }, &Actor::Operator) {
            self.refused.push(why);
        }
        self.shell = Shell::new(world);
    }
}
