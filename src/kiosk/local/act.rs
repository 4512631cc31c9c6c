//! Acts that need the page they are pressed on: a delegate, a request, a motion, a question.

use super::floor::person;
use super::{Local, NumberFor, Page, Question};
use crate::chamber::command::{AttendanceMark, Choice, Command, Holder};
use crate::chamber::ids::{DelegateId, DocumentId, GroupId, ItemId, MotionId, SecretaryId, SpeechId};
use crate::chamber::plan::Motion;
use crate::chamber::{Act, Session, SpeechState, Vote};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::{Scene, Stage};
use crate::kiosk::words::{Words, both};

/// The first motion of the current item that has not passed; a part or a ballot that has its result waits no more.
pub fn first_waiting(session: &Session) -> Option<MotionId> {
    let item = session.agenda.current().and_then(|i| session.plan.item(i))?;
    let once = |m: &Motion| m.part_of.is_some() || m.ballot.is_some();
    let waits = |m: &&Motion| match session.votes.standing_on(&m.id) {
        Some(vote) => !vote.passed() && !once(m),
        None => true,
    };
    item.motions.iter().find(waits).map(|m| m.id.clone())
}

/// Whether the latest vote on `motion` stands and passed.
pub fn has_passed(session: &Session, motion: &MotionId) -> bool {
    session.votes.latest_on(motion).is_some_and(Vote::passed)
}

/// The secretary who gets a new code at the kiosk: one without a vote first, because that one has no other device.
pub fn secretary_of(session: &Session) -> Option<SecretaryId> {
    let all = &session.plan.secretaries;
    all.iter().find(|s| s.delegate.is_none()).or_else(|| all.first()).map(|s| s.id.clone())
}

impl Local {
    pub(super) fn pick(&mut self, id: &str, scene: Scene) -> Vec<Effect> {
        if self.page() == Some(&Page::Walls) {
            return self.pick_wall(id);
        }
        let Some(session) = scene.session() else { return Vec::new() };
        match self.page().cloned() {
            Some(Page::Docs) => {
                DocumentId::new(id).map_or_else(|_| Vec::new(), |id| self.open_paper(id, 1, scene))
            }
            Some(Page::Queue) => {
                SpeechId::new(id).map_or_else(|_| Vec::new(), |id| self.open(Page::QueueRow(id)))
            }
            Some(Page::Register) => {
                person(session, id).map_or_else(Vec::new, |who| self.open(Page::RegisterKind(who)))
            }
            Some(Page::Answerer) => {
                person(session, id).map_or_else(Vec::new, |who| self.call_answer(Some(who), session, scene))
            }
            Some(Page::WhichQuestion) => SpeechId::new(id)
                .map_or_else(|_| Vec::new(), |id| self.open(Page::Confirm(Question::WrittenAnswer(id)))),
            Some(Page::Groups(_)) => self.choose_page(GroupId::new(id).ok().map(|id| Page::Groups(Some(id)))),
            Some(Page::Items(_)) => self.choose_page(ItemId::new(id).ok().map(|id| Page::Items(Some(id)))),
            Some(Page::Motions(_)) => {
                self.choose_page(MotionId::new(id).ok().map(|id| Page::Motions(Some(id))))
            }
            Some(Page::Block(chosen)) => {
                MotionId::new(id).map_or_else(|_| Vec::new(), |id| self.toggle_motion(chosen, id))
            }
            Some(Page::Board(chosen)) => {
                DelegateId::new(id).map_or_else(|_| Vec::new(), |id| self.toggle_member(chosen, id))
            }
            Some(Page::PartOf) => MotionId::new(id)
                .map_or_else(|_| Vec::new(), |id| self.open(Page::Number(NumberFor::Part(id)))),
            Some(Page::Guests) => id
                .parse()
                .map_or_else(|_| Vec::new(), |line| self.open(Page::Number(NumberFor::Guests(line)))),
            Some(Page::Rules) => id.parse().map_or_else(|_| Vec::new(), |at| self.open(Page::Rule(at))),
            Some(Page::BehalfWho(vote)) => {
                DelegateId::new(id).map_or_else(|_| Vec::new(), |id| self.open(Page::Behalf(vote, id)))
            }
            Some(Page::Handhelds) => self.pick_handheld(id),
            Some(Page::WaitingHandheld(code)) => DelegateId::new(id)
                .map_or_else(|_| Vec::new(), |id| self.give_handheld(code, id, session, scene)),
            Some(Page::CodeWho) => DelegateId::new(id)
                .map_or_else(|_| Vec::new(), |id| self.fresh_code(Holder::Delegate(id), scene)),
            None => match (scene.stage(self), id.parse()) {
                (Stage::Paper(_, vote), Ok(at)) if !self.is_locked() => {
                    self.open(Page::Number(NumberFor::Tally(vote.id.clone(), at)))
                }
                (_, Ok(_) | Err(_)) => Vec::new(),
            },
            Some(_) => Vec::new(),
        }
    }

    /// The same page with another row chosen.
    fn choose_page(&mut self, page: Option<Page>) -> Vec<Effect> {
        if let Some(page) = page {
            self.pages.pop();
            self.pages.push(page);
        }
        Vec::new()
    }

    pub(super) fn fresh_code(&mut self, holder: Holder, scene: Scene) -> Vec<Effect> {
        self.busy = Some(scene.now.mono_ms);
        vec![Effect::FreshCode { holder, actor: self.actor() }]
    }

    pub(super) fn go_to(
        &mut self,
        item: &ItemId,
        session: &Session,
        scene: Scene,
        close: usize,
    ) -> Vec<Effect> {
        let title = session.plan.item(item).map(|i| i.short_title.clone()).unwrap_or_default();
        let say = both(|w| w.now_at(&title));
        self.act(scene, Command::GoToItem { item: item.clone() }, Act::GoToItem, say, close)
    }

    pub(super) fn start_recess(&mut self, minutes: usize, scene: Scene) -> Vec<Effect> {
        let minutes = i64::try_from(minutes).unwrap_or(0);
        // To the next whole minute, as it is said in the hall.
        let resume_at =
            (minutes > 0).then(|| (scene.at() + minutes * 60_000 + 59_999).div_euclid(60_000) * 60_000);
        let say = both(|w| w.recess_began().to_owned());
        self.act(scene, Command::StartRecess { resume_at }, Act::StartRecess, say, self.pages.len())
    }

    pub(super) fn on_behalf(&mut self, choice: Choice, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(Page::Behalf(vote, delegate)) = self.page().cloned() else { return Vec::new() };
        let name = session.plan.delegate(&delegate).map(|d| d.name.clone()).unwrap_or_default();
        let say = Some(both(|w| w.entered_for(&name)));
        let command = Command::CastChoice { vote, delegate, choice };
        self.ask(scene, vec![command], Done { say, close: 1, ..Done::default() })
    }

    /// A reason was chosen: on to the confirm page.
    pub(super) fn reason(&mut self, at: usize) -> Vec<Effect> {
        match self.page().cloned() {
            Some(Page::AnnulWhy(vote)) => match Words::ANNULMENTS.get(at) {
                Some((reason, _)) => self.open(Page::Confirm(Question::Annul { vote, reason })),
                None => Vec::new(),
            },
            Some(Page::PostponeWhy(item)) => match Words::POSTPONEMENTS.get(at) {
                Some((reason, _)) => self.open(Page::Confirm(Question::Postpone { item, reason })),
                None => Vec::new(),
            },
            Some(_) | None => Vec::new(),
        }
    }

    pub(super) fn mark(&mut self, mark: AttendanceMark, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(Page::Seat(delegate)) = self.page().cloned() else { return Vec::new() };
        let name = session.plan.delegate(&delegate).map(|d| d.name.clone()).unwrap_or_default();
        let say = Some(both(|w| w.marked(&name, &mark)));
        self.ask(
            scene,
            vec![Command::MarkAttendance { delegate, mark }],
            Done { say, close: 1, ..Done::default() },
        )
    }

    /// The consequence of the page on top.
    pub(super) fn confirm(&mut self, scene: Scene) -> Vec<Effect> {
        let Some(session) = scene.session() else {
            return match self.page() {
                Some(Page::Confirm(Question::PowerOff)) => vec![Effect::PowerOff],
                Some(_) | None => Vec::new(),
            };
        };
        match self.page().cloned() {
            Some(Page::Opening(opening)) => {
                let mut commands = Vec::new();
                if opening.offset_ms != session.clock_offset_ms {
                    commands.push(Command::CorrectClock { offset_ms: opening.offset_ms });
                }
                commands.push(Command::OpenSitting { total_delegates: opening.total });
                self.ask(scene, commands, Done { close: self.pages.len(), ..Done::default() })
            }
            Some(Page::Confirm(question)) => self.answer(question, session, scene),
            Some(_) | None => Vec::new(),
        }
    }

    fn answer(&mut self, question: Question, session: &Session, scene: Scene) -> Vec<Effect> {
        let all = Done { close: self.pages.len(), ..Done::default() };
        match question {
            Question::OpenVote { motions, form } => {
                self.ask(scene, vec![Command::OpenVote { motions, form }], all)
            }
            Question::CloseDoors => {
                let done = Done { close: self.pages.len(), ..Done::default() };
                self.left_result = session.votes.list().last().map(|v| v.id.clone());
                self.ask(scene, vec![Command::CloseDoors], done)
            }
            Question::OpenDoors => self.ask(scene, vec![Command::OpenDoors], all),
            Question::CloseVote(vote) => self.ask(scene, vec![Command::CloseVote { vote }], all),
            Question::Publish(vote) => {
                let say = Some(both(|w| w.published().to_owned()));
                self.ask(scene, vec![Command::PublishResult { vote }], Done { say, ..all })
            }
            Question::Annul { vote, reason } => {
                self.ask(scene, vec![Command::AnnulVote { vote, reason: reason.to_owned() }], all)
            }
            Question::Change { vote, form } => match session.votes.get(&vote) {
                Some(open) => {
                    let motions: Vec<MotionId> = open.motions().cloned().collect();
                    let reason = Words::changed_form(form);
                    let commands =
                        vec![Command::AnnulVote { vote, reason }, Command::OpenVote { motions, form }];
                    self.ask(scene, commands, all)
                }
                None => Vec::new(),
            },
            Question::GoTo(item) => self.go_to(&item, session, scene, all.close),
            Question::Postpone { item, reason } => {
                let say = both(|w| w.postponed().to_owned());
                // The agenda stays open below: the page of reasons and this one close.
                let command = Command::PostponeItem { item, reason: reason.to_owned() };
                self.act(scene, command, Act::PostponeItem, say, 2)
            }
            Question::EndDiscussion => {
                let say = both(|w| w.discussion_ended().to_owned());
                self.act(scene, Command::EndDiscussion, Act::EndDiscussion, say, all.close)
            }
            Question::Conclude => self.conclude(session, scene),
            Question::Commit { days } => self.make_commitment(days, session, scene),
            Question::WrittenAnswer(speech) => {
                let say = Some(both(|w| w.written_answer_said().to_owned()));
                self.ask(scene, vec![Command::AnswerInWriting { speech }], Done { say, ..all })
            }
            Question::Withdraw(speech) => {
                let waits = session.floor.speech(&speech).is_some_and(|s| s.state == SpeechState::Registered);
                let say = waits.then(|| both(|w| w.withdrawn().to_owned()));
                self.ask(
                    scene,
                    vec![Command::WithdrawSpeech { speech }],
                    Done { say, close: 2, ..Done::default() },
                )
            }
            Question::CloseSession => self.ask(scene, vec![Command::CloseSitting], all),
            Question::PowerOff => vec![Effect::PowerOff],
        }
    }
}
