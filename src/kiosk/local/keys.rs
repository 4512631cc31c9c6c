//! What each key does.

use super::act::{first_waiting, secretary_of};
use super::{Local, Opening, PadFor, Page, PlanEntry, Question, SHOWS, next_group};
use crate::chamber::command::{AttendanceMark, Command, Holder, PinRole};
use crate::chamber::plan::Status;
use crate::chamber::{Act, Session, WallShow};
use crate::kiosk::effect::{Done, Effect, Target};
use crate::kiosk::key::Key;
use crate::kiosk::scene::{Fault, Scene};
use crate::kiosk::words::{Words, both};
use crate::sound::{Ask, Settings};

impl Local {
    pub(super) fn key(&mut self, key: &Key, scene: Scene) -> Vec<Effect> {
        match key {
            Key::Unlock => return self.open(Page::Pin(PadFor::Unlock)),
            Key::Qr => return self.open(Page::Qr),
            Key::Back => {
                self.back();
                return Vec::new();
            }
            Key::GoOn => {
                self.go_on(scene);
                return Vec::new();
            }
            Key::Backup => {
                let mut effects = self.open(Page::BackupWhere);
                effects.push(Effect::FindFolders);
                return effects;
            }
            Key::Search => return vec![Effect::FindFolders],
            Key::Usb(at) => return self.usb(*at, scene),
            Key::Settings => return self.open(Page::Settings),
            Key::Sound => return self.open(Page::Sound),
            Key::SoundChime => return self.sounds(|s| Settings { chime: !s.chime, ..s }),
            Key::SoundVoice => return self.sounds(|s| Settings { voice: !s.voice, ..s }),
            Key::SoundQuieter => return self.sounds(|s| s.louder(-1)),
            Key::SoundLouder => return self.sounds(|s| s.louder(1)),
            Key::SoundSlower => return self.sounds(|s| s.faster(-1)),
            Key::SoundFaster => return self.sounds(|s| s.faster(1)),
            Key::SoundTest => return vec![Effect::Sound(Ask::Test)],
            Key::Menu => return self.open(Page::Menu),
            Key::PowerOff => return self.open(Page::Confirm(Question::PowerOff)),
            Key::PinChair | Key::PinSecretary if self.who == Some(PinRole::Chair) => {
                let role = if *key == Key::PinChair { PinRole::Chair } else { PinRole::Secretary };
                return self.open(Page::Pin(PadFor::Change(role)));
            }
            Key::Walls => return self.open(Page::Walls),
            Key::PairWall => return self.pair_wall(scene),
            Key::RefuseWall => return self.refuse_wall(),
            Key::UnpairWall => return self.unpair_wall(scene),
            Key::Handhelds => return self.open(Page::Handhelds),
            Key::TakeBack => return self.take_back(scene),
            Key::WallShow => return self.open(Page::WallShow),
            Key::WallMessages => return self.open(Page::WallMessages),
            Key::Show(at) => return self.show_on_wall(SHOWS.get(*at).cloned(), scene),
            Key::WallMessage(at) => {
                let text = Words::WALL_MESSAGES.get(*at).map(|text| (*text).to_owned());
                return self.show_on_wall(text.map(|text| WallShow::Message { text }), scene);
            }
            Key::Import => {
                let mut effects = self.open(Page::Import);
                effects.push(Effect::FindFolders);
                return effects;
            }
            Key::Roll if self.is_locked() => return self.open(Page::Pin(PadFor::Unlock)),
            Key::Roll => return self.open(Page::Roll),
            Key::Open
            | Key::Items
            | Key::Vote
            | Key::EndDiscussion
            | Key::ReopenDiscussion
            | Key::Register
            | Key::Kind(_)
            | Key::CloseList
            | Key::ReopenList
            | Key::Consent
            | Key::Groups
            | Key::StartGroup(_)
            | Key::CallAnswer
            | Key::Answerer
            | Key::OpenDebate
            | Key::Conclude
            | Key::QuestionMenu
            | Key::WrittenAnswer
            | Key::Commit
            | Key::Due(_)
            | Key::Agenda
            | Key::Recess
            | Key::EndRecess
            | Key::CloseSession
            | Key::Pause
            | Key::Resume
            | Key::Extend
            | Key::Stop
            | Key::ShowResult
            | Key::Present
            | Key::Unexcused
            | Key::Left
            | Key::CallRow
            | Key::Defer
            | Key::Written
            | Key::Withdraw
            | Key::CodeDelegate
            | Key::CodeSecretary
            | Key::PinChair
            | Key::PinSecretary
            | Key::Export
            | Key::Download
            | Key::Call(_)
            | Key::Next(_)
            | Key::GoTo(_)
            | Key::CloseVote(_)
            | Key::VoteTime(_)
            | Key::Behalf(_)
            | Key::OtherForm(_)
            | Key::Form(_)
            | Key::MoreForms
            | Key::NewMotion
            | Key::Block
            | Key::BlockDone
            | Key::PartOf
            | Key::Board
            | Key::BoardDone
            | Key::CloseDoors
            | Key::OpenDoors
            | Key::Status
            | Key::Total
            | Key::ConfirmTotal
            | Key::Guests
            | Key::Rules
            | Key::SeatPlan
            | Key::PlanShape
            | Key::PlanFewer
            | Key::PlanMore
            | Key::PlanSave
            | Key::HoldVote(_)
            | Key::ResumeVote(_)
            | Key::VoteMenu(_)
            | Key::Tally(_)
            | Key::SecondBallot(_)
            | Key::Preset(_)
            | Key::SetStatus(_)
            | Key::Annul(_)
            | Key::Count(_)
            | Key::Recount(_)
            | Key::Publish(_)
            | Key::Leave(_)
            | Key::Again(_)
            | Key::Choice(_)
            | Key::Excused(_)
            | Key::Reason(_)
            | Key::RecessFor(_) => {}
        }
        match scene.session() {
            Some(session) => self.session_key(key, session, scene),
            None => Vec::new(),
        }
    }

    fn session_key(&mut self, key: &Key, session: &Session, scene: Scene) -> Vec<Effect> {
        match key {
            Key::Open => self.open(Page::Opening(Opening {
                offset_ms: session.clock_offset_ms,
                total: session.total_delegates,
            })),
            Key::Items => self.open(Page::Items(session.agenda.next().cloned())),
            Key::Vote => {
                let first = first_waiting(session);
                self.open(Page::Motions(first))
            }
            Key::EndDiscussion => self.open(Page::Confirm(Question::EndDiscussion)),
            Key::ReopenDiscussion => {
                let say = both(|w| w.discussion_reopened().to_owned());
                self.act(scene, Command::ReopenDiscussion, Act::ReopenDiscussion, say, self.pages.len())
            }
            Key::Register => self.open(Page::Register),
            Key::Agenda => self.open(Page::Agenda),
            Key::Recess => self.open(Page::Recess),
            Key::RecessFor(minutes) => self.start_recess(*minutes, scene),
            Key::EndRecess => {
                let say = both(|w| w.recess_over().to_owned());
                self.act(scene, Command::EndRecess, Act::EndRecess, say, 0)
            }
            Key::CloseSession => self.open(Page::Confirm(Question::CloseSession)),

            Key::Call(speech) => self.call(speech, session, scene),
            Key::Pause => self.pause(session, scene),
            Key::Resume => self.resume(session, scene),
            Key::Extend => self.extend(session, scene),
            Key::Stop => self.stop(session, scene),
            Key::CallRow => self.call_row(session, scene),
            Key::Defer => self.defer_row(session, scene),
            Key::Consent => self.consent_row(session, scene),
            Key::Written => self.write_row(session, scene),
            Key::Withdraw => self.withdraw_row(session),
            Key::Kind(kind) => self.request(*kind, session, scene),
            Key::CloseList => self.close_list(scene),
            Key::ReopenList => self.reopen_list(scene),

            Key::Groups => self.open(Page::Groups(next_group(session))),
            Key::StartGroup(group) => self.start_group(group, session, scene),
            Key::CallAnswer => self.call_answer(None, session, scene),
            Key::Answerer => self.open(Page::Answerer),
            Key::OpenDebate => self.open_debate(session, scene),
            Key::Conclude => self.ask_to_conclude(session, scene),
            Key::QuestionMenu => self.open(Page::QuestionMenu),
            Key::WrittenAnswer => self.written_answer(session),
            Key::Commit => self.open(Page::CommitDue),
            Key::Due(days) => self.open(Page::Confirm(Question::Commit { days: *days })),

            Key::Next(item) => self.go_to(item, session, scene, 0),
            Key::GoTo(item) => {
                if session.floor.queue().next().is_some() {
                    return self.open(Page::Confirm(Question::GoTo(item.clone())));
                }
                self.go_to(item, session, scene, self.pages.len())
            }

            Key::Form(form) => self.form(*form),
            Key::MoreForms | Key::BlockDone => self.how_to_vote(),
            Key::NewMotion => self.open(Page::NewMotion),
            Key::Block => self.open(Page::Block(Vec::new())),
            Key::PartOf => self.open(Page::PartOf),
            Key::Board => self.open(Page::Board(Vec::new())),
            Key::BoardDone => self.board_done(session, scene),
            Key::Preset(at) => self.preset(*at, session, scene),
            Key::CloseDoors => self.open(Page::Confirm(Question::CloseDoors)),
            Key::OpenDoors => self.open(Page::Confirm(Question::OpenDoors)),
            Key::HoldVote(vote) => {
                let say = Some(both(|w| w.vote_held().to_owned()));
                let done = Done { say, close: self.pages.len(), ..Done::default() };
                self.ask(scene, vec![Command::HoldVote { vote: vote.clone() }], done)
            }
            Key::ResumeVote(vote) => {
                self.ask(scene, vec![Command::ResumeVote { vote: vote.clone() }], Done::default())
            }
            Key::VoteMenu(vote) => self.open(Page::VoteMenu(vote.clone())),
            Key::Tally(vote) => self.final_tally(vote, session, scene),
            Key::SecondBallot(vote) => {
                let say = Some(both(|w| w.second_ballot_added().to_owned()));
                let done = Done { say, ..Done::default() };
                self.left_result = Some(vote.clone());
                self.ask(scene, vec![Command::SecondBallot { vote: vote.clone() }], done)
            }
            Key::Status => match self.page().cloned() {
                Some(Page::Seat(delegate)) => self.open(Page::Status(delegate)),
                Some(_) | None => Vec::new(),
            },
            Key::SetStatus(at) => match (self.page().cloned(), Status::ALL.get(*at)) {
                (Some(Page::Status(delegate)), Some(status)) => {
                    let command = Command::ChangeStatus { delegate, status: *status };
                    self.ask(scene, vec![command], Done { close: 2, ..Done::default() })
                }
                (Some(_) | None, _) => Vec::new(),
            },
            Key::Total => self.open(Page::Total),
            Key::ConfirmTotal => {
                let total_delegates = session.proposed_total();
                let say = Some(both(|w| w.total_confirmed(total_delegates)));
                let command = Command::ConfirmTotal { total_delegates };
                self.ask(scene, vec![command], Done { say, close: self.pages.len(), ..Done::default() })
            }
            Key::Guests => self.open(Page::Guests),
            Key::Rules => self.open(Page::Rules),
            Key::SeatPlan => {
                self.plan = Some(PlanEntry::of(session));
                self.open(Page::SeatPlan)
            }
            Key::PlanShape => {
                self.reshape();
                Vec::new()
            }
            Key::PlanFewer => {
                self.resize_rows(-1);
                Vec::new()
            }
            Key::PlanMore => {
                self.resize_rows(1);
                Vec::new()
            }
            Key::PlanSave => self.save_plan(scene),
            Key::ShowResult => {
                self.left_result = None;
                self.pages.clear();
                Vec::new()
            }
            Key::CloseVote(vote) => self.open(Page::Confirm(Question::CloseVote(vote.clone()))),
            Key::VoteTime(vote) => {
                self.ask(scene, vec![Command::ExtendVote { vote: vote.clone() }], Done::default())
            }
            Key::Behalf(vote) => self.open(Page::BehalfWho(vote.clone())),
            Key::OtherForm(vote) => self.open(Page::Forms(vote.clone())),
            Key::Annul(vote) => self.open(Page::AnnulWhy(vote.clone())),
            Key::Count(vote) => match session.votes.get(vote).and_then(|v| self.final_count(session, v)) {
                Some(command) => self.ask(scene, vec![command], Done::default()),
                None => Vec::new(),
            },
            Key::Recount(vote) => {
                self.ask(scene, vec![Command::RecountHands { vote: vote.clone() }], Done::default())
            }
            Key::Publish(vote) => self.open(Page::Confirm(Question::Publish(vote.clone()))),
            Key::Leave(vote) => {
                self.left_result = Some(vote.clone());
                Vec::new()
            }
            Key::Again(vote) => {
                let motion = session.votes.get(vote).map(|v| v.motion.clone());
                self.open(Page::Motions(motion))
            }
            Key::Choice(choice) => self.on_behalf(*choice, session, scene),
            Key::Reason(at) => self.reason(*at),

            Key::Present => self.mark(AttendanceMark::Present, session, scene),
            Key::Excused(at) => match Words::EXCUSES.get(*at) {
                Some((reason, _)) => {
                    self.mark(AttendanceMark::AbsentExcused { reason: (*reason).to_owned() }, session, scene)
                }
                None => Vec::new(),
            },
            Key::Unexcused => self.mark(AttendanceMark::AbsentUnexcused, session, scene),
            Key::Left => self.mark(AttendanceMark::Left, session, scene),

            Key::CodeDelegate => self.open(Page::CodeWho),
            Key::CodeSecretary => match secretary_of(session) {
                Some(id) => self.fresh_code(Holder::Secretary(id), scene),
                None => Vec::new(),
            },
            Key::Export => {
                let mut effects = self.open(Page::ExportWhere);
                effects.push(Effect::FindFolders);
                effects
            }
            Key::Download => {
                self.busy = Some(scene.now.mono_ms);
                vec![Effect::Export { session: session.plan.session.clone(), target: Target::Download }]
            }
            Key::Unlock
            | Key::Qr
            | Key::Back
            | Key::GoOn
            | Key::Backup
            | Key::Search
            | Key::Usb(_)
            | Key::Settings
            | Key::Sound
            | Key::SoundChime
            | Key::SoundVoice
            | Key::SoundQuieter
            | Key::SoundLouder
            | Key::SoundSlower
            | Key::SoundFaster
            | Key::SoundTest
            | Key::Menu
            | Key::PowerOff
            | Key::Walls
            | Key::PairWall
            | Key::RefuseWall
            | Key::UnpairWall
            | Key::Handhelds
            | Key::TakeBack
            | Key::WallShow
            | Key::WallMessages
            | Key::Show(_)
            | Key::WallMessage(_)
            | Key::PinChair
            | Key::PinSecretary
            | Key::Import
            | Key::Roll => Vec::new(),
        }
    }

    /// The sound with something changed.
    fn sounds(&self, change: impl FnOnce(Settings) -> Settings) -> Vec<Effect> {
        vec![Effect::Sound(Ask::Set(change(self.sound.settings)))]
    }

    fn go_on(&mut self, scene: Scene) {
        match scene.fault() {
            Some(Fault::Disk { since, full: _ }) => self.seen_disk = Some(since),
            Some(Fault::Link { since }) => self.seen_link = Some(since),
            None => {}
        }
    }

    fn usb(&mut self, at: usize, scene: Scene) -> Vec<Effect> {
        let Some(stick) = self.folders.sticks.get(at) else { return Vec::new() };
        match self.page() {
            Some(Page::BackupWhere) => {
                self.busy = Some(scene.now.mono_ms);
                vec![Effect::Backup(stick.path.clone())]
            }
            Some(Page::ExportWhere) => match scene.session() {
                Some(session) => {
                    self.busy = Some(scene.now.mono_ms);
                    let target = Target::Folder(stick.path.clone());
                    vec![Effect::Export { session: session.plan.session.clone(), target }]
                }
                None => Vec::new(),
            },
            Some(_) | None => Vec::new(),
        }
    }
}
