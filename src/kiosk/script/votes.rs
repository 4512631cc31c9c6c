//! The day's votes in every form.

use super::Script;
use crate::chamber::command::{Actor, Choice, Command, Holder, Teller};
use crate::chamber::ids::{MotionId, VoteId};
use crate::chamber::rules::VoteForm;
use crate::kiosk::key::Key;
use crate::kiosk::words::Words;
use nghitruong_ui::Touch;
use std::collections::BTreeMap;

impl Script {
    /// Motions of the current item, in their order.
    fn motions(&self) -> Vec<String> {
        self.session(|s| {
            let item = s.agenda.current().and_then(|i| s.plan.item(i));
            item.map_or(Vec::new(), |i| i.motions.iter().map(|m| m.id.to_string()).collect())
        })
        .unwrap_or_default()
    }

    fn cast(&mut self, devices: &[Actor], vote: &VoteId, choose: impl Fn(usize) -> Option<Choice>) {
        for actor in devices {
            let Actor::Device { holder: Holder::Delegate(delegate), .. } = actor else { continue };
            let seat = self.session(|s| s.plan.delegate(delegate).map(|d| usize::from(d.seat))).flatten();
            let here = self.session(|s| s.roll.is_present(delegate)) == Some(true);
            if let Some(choice) = seat.filter(|_| here).and_then(&choose) {
                let command = Command::CastChoice { vote: vote.clone(), delegate: delegate.clone(), choice };
                self.by(actor, command);
            }
        }
    }

    fn motion(&mut self, motion: &str, form: Key) {
        if let Ok(motion) = MotionId::new(motion) {
            self.touch(Touch::Pick(motion.to_string()));
        }
        self.choose(form);
    }

    pub(super) fn open_vote(&self) -> Option<VoteId> {
        self.session(|s| s.votes.open().map(|v| v.id.clone())).flatten()
    }

    fn last_vote(&self) -> Option<VoteId> {
        self.session(|s| s.votes.list().last().map(|v| v.id.clone())).flatten()
    }

    fn hands(&mut self, column: u8, row: &str, times: usize) {
        for _ in 0..times {
            self.touch(Touch::Count(column, row.into(), 1));
        }
    }

    /// Electronic and by hands, passed, failed, annulled.
    pub(super) fn votes(&mut self, devices: &[Actor]) {
        self.go_to("i7");
        self.pass(60);
        self.shot("02f-thong-qua-nghi-quyet");
        self.key(Key::Vote);
        self.shot("17-chon-noi-dung");
        self.choose(Key::MoreForms);
        self.shot("17c-hinh-thuc");
        self.touch(Touch::Back);
        let motions = self.motions();
        let motion = |at: usize| motions.get(at).cloned().unwrap_or_default();
        self.motion(&motion(0), Key::Form(VoteForm::Mixed));
        self.shot("09f-mo-bieu-quyet");
        self.touch(Touch::Confirm);
        if let Some(vote) = self.open_vote() {
            self.cast(devices, &vote, |seat| match seat {
                8 | 13 | 17 | 22 | 26 => None,
                21 | 24 => Some(Choice::NotVoting),
                _ => Some(Choice::For),
            });
            self.pass(18);
            self.shot("04-bieu-quyet");
            self.key(Key::VoteMenu(vote.clone()));
            self.shot("04c-viec-khac");
            self.choose(Key::OtherForm(vote.clone()));
            self.shot("04d-hinh-thuc-khac");
            self.touch(Touch::Back);
            self.touch(Touch::Back);
            self.key(Key::HoldVote(vote.clone()));
            self.pass(7);
            self.shot("04b-tam-dung");
            self.key(Key::ResumeVote(vote.clone()));
            self.key(Key::Behalf(vote.clone()));
            self.shot("15b-ghi-ho-ai");
            self.touch(Touch::Back);
            if let Some(delegate) = self.delegate(8) {
                self.touch(Touch::Seat(delegate.to_string()));
                self.shot("15-ghi-ho");
                self.choose(Key::Choice(Choice::For));
            }
            self.cast(devices, &vote, |seat| matches!(seat, 13 | 26).then_some(Choice::For));
            self.key(Key::CloseVote(vote.clone()));
            self.shot("09-xac-nhan");
            self.touch(Touch::Confirm);
            self.pass(7);
            self.shot("06-ket-qua");
            self.key(Key::Publish(vote.clone()));
            self.shot("09g-cong-bo");
            self.touch(Touch::Confirm);
            self.pass(7);
            self.shot("06d-da-cong-bo");
        }
        self.key(Key::Vote);
        self.motion(&motion(1), Key::Form(VoteForm::ShowOfHands));
        self.touch(Touch::Confirm);
        self.by_hands();
        self.key(Key::Vote);
        self.motion(&motion(2), Key::Form(VoteForm::Mixed));
        self.touch(Touch::Confirm);
        if let Some(vote) = self.open_vote() {
            self.cast(devices, &vote, |seat| Some(if seat <= 14 { Choice::For } else { Choice::Against }));
            self.key(Key::CloseVote(vote.clone()));
            self.touch(Touch::Confirm);
            self.pass(7);
            self.shot("06b-khong-thong-qua");
            self.key(Key::Annul(vote));
            self.shot("22-ly-do-huy");
            self.choose(Key::Reason(0));
            self.shot("09h-huy");
            self.touch(Touch::Confirm);
            self.pass(7);
            self.shot("06c-da-huy");
        }
        if let Some(vote) = self.last_vote() {
            self.key(Key::Leave(vote));
        }
    }

    fn by_hands(&mut self) {
        let Some(vote) = self.open_vote() else { return };
        self.hands(0, "for", 25);
        self.hands(0, "against", 1);
        self.shot("05c-dang-dem");
        self.key(Key::Count(vote.clone()));
        self.shot("05d-nguoi-thu-hai");
        self.hands(1, "for", 24);
        self.hands(1, "against", 1);
        self.key(Key::Count(vote.clone()));
        self.shot("05b-lech");
        self.key(Key::Recount(vote.clone()));
        let secretary = self.session(|s| s.plan.secretaries.first().map(|s| s.id.clone())).flatten();
        let device = secretary.map(|id| self.shell.world_mut().enrol(Holder::Secretary(id)));
        self.hands(0, "for", 25);
        self.hands(0, "against", 1);
        self.key(Key::Count(vote.clone()));
        self.shot("05e-cho-thu-ky");
        if let Some(Ok(device)) = device {
            let count =
                Command::CountHands { vote: vote.clone(), teller: Teller::Secretary, counted: [25, 1] };
            self.by(&device, count);
        }
        self.shot("05-gio-tay");
        self.key(Key::CloseVote(vote.clone()));
        self.shot("09i-xac-nhan-gio-tay");
        self.touch(Touch::Confirm);
        self.key(Key::Publish(vote));
        self.touch(Touch::Confirm);
    }

    /// Closes the open vote and goes on from its result.
    fn finish(&mut self, vote: VoteId) {
        self.key(Key::CloseVote(vote.clone()));
        self.touch(Touch::Confirm);
        self.pass(7);
        self.key(Key::Leave(vote));
    }

    /// An article by raised hands by name, its whole, and the rest in a block.
    pub(super) fn articles_and_blocks(&mut self, devices: &[Actor]) {
        let motions = self.motions();
        self.unlock();
        self.key(Key::Vote);
        self.choose(Key::NewMotion);
        self.shot("17d-dua-ra");
        self.choose(Key::PartOf);
        self.shot("17f-mot-dieu");
        self.touch(Touch::Pick(motions.get(3).cloned().unwrap_or_default()));
        self.touch(Touch::Digit(2));
        self.shot("17g-dieu-so");
        self.touch(Touch::Enter);
        self.pass(7);
        let part = self.motions().into_iter().find(|m| !motions.contains(m)).unwrap_or_default();
        self.motion(&part, Key::Form(VoteForm::HandsByName));
        self.touch(Touch::Confirm);
        self.by_name();
        self.key(Key::Vote);
        self.motion(&motions.get(3).cloned().unwrap_or_default(), Key::Form(VoteForm::Cards));
        self.shot("09l-toan-van");
        self.touch(Touch::Confirm);
        if let Some(vote) = self.open_vote() {
            self.hands(0, "for", 26);
            self.key(Key::Count(vote.clone()));
            self.second_count(|vote| Command::CountHands {
                vote,
                teller: Teller::Secretary,
                counted: [26, 0],
            });
            self.finish(vote);
        }
        self.key(Key::Vote);
        self.choose(Key::NewMotion);
        self.choose(Key::Block);
        for at in [2, 4] {
            self.touch(Touch::Pick(motions.get(at).cloned().unwrap_or_default()));
        }
        self.shot("17e-gop");
        self.choose(Key::BlockDone);
        self.choose(Key::Form(VoteForm::Mixed));
        self.shot("09k-gop");
        self.touch(Touch::Confirm);
        if let Some(vote) = self.open_vote() {
            self.cast(devices, &vote, |seat| (seat != 9).then_some(Choice::For));
            self.shot("04e-gop");
            self.key(Key::CloseVote(vote.clone()));
            self.touch(Touch::Confirm);
            self.pass(7);
            self.shot("06e-ket-qua-gop");
            self.key(Key::Leave(vote));
        }
    }

    pub(super) fn second_count(&mut self, count: impl FnOnce(VoteId) -> Command) {
        let Some(vote) = self.open_vote() else { return };
        let secretary = self.session(|s| s.plan.secretaries.first().map(|s| s.id.clone())).flatten();
        if let Some(id) = secretary
            && let Ok(device) = self.shell.world_mut().enrol(Holder::Secretary(id))
        {
            self.by(&device, count(vote));
        }
    }

    fn by_name(&mut self) {
        let Some(vote) = self.open_vote() else { return };
        let here: Vec<_> = self
            .delegates()
            .into_iter()
            .filter(|d| self.session(|s| s.roll.is_present(d)) == Some(true))
            .collect();
        for (at, delegate) in here.iter().enumerate().take(24) {
            for _ in 0..if at < 21 { 1 } else { 2 } {
                self.touch(Touch::Seat(delegate.to_string()));
            }
        }
        self.shot("05f-theo-ten");
        self.key(Key::Count(vote.clone()));
        let seen = |against: usize| -> BTreeMap<_, _> {
            let choice = |at: usize| if at < 21 { Choice::For } else { Choice::Against };
            here.iter().enumerate().take(21 + against).map(|(at, d)| (d.clone(), choice(at))).collect()
        };
        let names = |choices| move |vote| Command::CountNames { vote, teller: Teller::Secretary, choices };
        self.second_count(names(seen(2)));
        self.shot("05g-theo-ten-lech");
        self.key(Key::Recount(vote.clone()));
        for (at, delegate) in here.iter().enumerate().take(24) {
            for _ in 0..if at < 21 { 1 } else { 2 } {
                self.touch(Touch::Seat(delegate.to_string()));
            }
        }
        self.key(Key::Count(vote.clone()));
        self.second_count(names(seen(3)));
        self.shot("05h-theo-ten-khop");
        self.finish(vote);
    }

    /// The tally board and an election by secret ballot.
    pub(super) fn personnel(&mut self) {
        self.go_to("i6");
        self.unlock();
        self.key(Key::Vote);
        self.choose(Key::NewMotion);
        self.choose(Key::Board);
        for seat in [6, 10, 15] {
            if let Some(delegate) = self.delegate(seat) {
                self.touch(Touch::Pick(delegate.to_string()));
            }
        }
        self.shot("24-ban-kiem-phieu");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        let motions = self.motions();
        let motion = |at: usize| motions.get(at).cloned().unwrap_or_default();
        self.motion(&motion(0), Key::Form(VoteForm::ShowOfHands));
        self.touch(Touch::Confirm);
        if let Some(vote) = self.open_vote() {
            self.hands(0, "for", 27);
            self.key(Key::Count(vote.clone()));
            self.second_count(|vote| Command::CountHands {
                vote,
                teller: Teller::Secretary,
                counted: [27, 0],
            });
            self.finish(vote);
        }
        self.key(Key::Vote);
        self.shot("17h-nhan-su");
        self.motion(&motion(1), Key::Form(VoteForm::SecretBallot));
        self.shot("09m-bo-phieu-kin");
        self.touch(Touch::Confirm);
        let Some(vote) = self.open_vote() else { return };
        self.pass(480);
        self.shot("24b-kiem-phieu");
        for (row, figure) in [("0", [2, 7]), ("1", [2, 7]), ("2", [0, 0]), ("3", [2, 6])] {
            self.touch(Touch::Pick(row.into()));
            for digit in figure {
                self.touch(Touch::Digit(digit));
            }
            if row == "3" {
                self.shot("24c-nhap-so");
            }
            self.touch(Touch::Enter);
        }
        self.shot("24d-du-so-lieu");
        self.key(Key::Tally(vote.clone()));
        self.pass(7);
        self.key(Key::CloseVote(vote.clone()));
        self.shot("24e-xac-nhan");
        self.touch(Touch::Confirm);
        self.pass(7);
        self.shot("24f-ket-qua-bau");
        self.key(Key::Publish(vote.clone()));
        self.touch(Touch::Confirm);
        self.pass(7);
        self.shot("24g-da-cong-bo");
        self.key(Key::Leave(vote));
    }

    /// The council decides on a closed sitting; the doors close and open again.
    pub(super) fn closed_sitting(&mut self) {
        self.go_to("i5");
        self.unlock();
        self.key(Key::Vote);
        self.choose(Key::NewMotion);
        self.choose(Key::Preset(Words::CLOSED_SITTING));
        self.pass(7);
        let motion = self.motions().pop().unwrap_or_default();
        self.motion(&motion, Key::Form(VoteForm::ShowOfHands));
        self.touch(Touch::Confirm);
        let Some(vote) = self.open_vote() else { return };
        self.hands(0, "for", 25);
        self.key(Key::Count(vote.clone()));
        self.second_count(|vote| Command::CountHands { vote, teller: Teller::Secretary, counted: [25, 0] });
        self.key(Key::CloseVote(vote));
        self.touch(Touch::Confirm);
        self.pass(7);
        self.shot("25-ket-qua-hop-kin");
        self.key(Key::CloseDoors);
        self.shot("25b-xac-nhan");
        self.touch(Touch::Confirm);
        self.pass(7);
        self.shot("25c-hop-kin");
        self.key(Key::OpenDoors);
        self.shot("25d-ket-thuc");
        self.touch(Touch::Confirm);
        self.pass(7);
    }
}
