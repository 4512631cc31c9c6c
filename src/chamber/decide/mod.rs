//! Which events follow from a command, or why it is refused.

mod agenda;
mod back;
mod ballot;
mod counts;
mod floor;
mod questioning;
mod roll;
mod setup;
mod sitting;
mod vote;
mod wall;

use super::Chamber;
use super::command::{Actor, Command, Holder, Now};
use super::event::{Event, Via};
use super::ids::DelegateId;
use super::refusal::Refusal;
use super::session::{Phase, Session};
use super::undo::Act;

/// Events, or a refusal that has changed nothing.
pub type Decision = Result<Vec<Event>, Refusal>;

impl Chamber {
    /// Decides `command` of `actor` at `now`. Nothing changes until the events are applied. No events means that
    /// what was asked is so already.
    ///
    /// # Errors
    /// A [`Refusal`] that says why.
    pub fn decide(&self, command: &Command, actor: &Actor, now: Now) -> Decision {
        if let (Actor::Device { .. }, Some(_)) = (actor, self.current().and_then(|s| s.doors.as_ref())) {
            return Err(Refusal::DoorsClosed);
        }
        match command {
            Command::ImportSession(plan) => self.import_session(plan, actor),
            Command::IssueCodes { session, codes } => self.issue_codes(session, codes, actor),
            Command::SetPin { role, hash } => self.set_pin(*role, hash, actor),
            Command::Enrol(enrolment) => self.session_now()?.enrol(enrolment, actor, now),
            Command::TakeBackDevice { device } => self.session_now()?.take_back_device(device, actor),

            Command::CheckIn { delegate } => self.session_now()?.check_in(delegate, actor),
            Command::MarkAttendance { delegate, mark } => {
                self.session_now()?.mark_attendance(delegate, mark, actor)
            }
            Command::ChangeStatus { delegate, status } => {
                self.session_now()?.change_status(delegate, *status, actor)
            }
            Command::ConfirmTotal { total_delegates } => {
                self.session_now()?.confirm_total(*total_delegates, actor)
            }
            Command::CountGuests { line, came } => self.session_now()?.count_guests(*line, *came, actor),
            Command::ArrangeSeats { seating, seats } => {
                self.session_now()?.arrange_seats(seating, seats, actor)
            }
            Command::OpenSitting { total_delegates } => self.session_now()?.open(*total_delegates, actor),
            Command::CorrectClock { offset_ms } => self.session_now()?.correct_clock(*offset_ms, actor),
            Command::StartRecess { resume_at } => self.session_now()?.start_recess(*resume_at, actor),
            Command::EndRecess => self.session_now()?.end_recess(actor),
            Command::CloseSitting => self.session_now()?.close(actor),

            Command::GoToItem { item } => self.session_now()?.go_to_item(item, actor),
            Command::MoveItem { item, position } => self.session_now()?.move_item(item, *position, actor),
            Command::PostponeItem { item, reason } => self.session_now()?.postpone_item(item, reason, actor),
            Command::RestoreItem { item } => self.session_now()?.restore_item(item, actor),

            Command::RequestSpeech { speaker, kind } => {
                self.session_now()?.request_speech(speaker, *kind, actor)
            }
            Command::WithdrawSpeech { speech } => self.session_now()?.withdraw_speech(speech, actor),
            Command::WithdrawOwn { speaker, kind } => self.session_now()?.withdraw_own(speaker, *kind, actor),
            Command::DeferSpeech { speech } => self.session_now()?.defer_speech(speech, actor),
            Command::SpeechInWriting { speech, text } => {
                self.session_now()?.speech_in_writing(speech, text, actor)
            }
            Command::NoteSpeech { speech, text } => self.session_now()?.note_speech(speech, text, actor),
            Command::ConsentSpeech { speech } => self.session_now()?.consent_speech(speech, actor),
            Command::CloseList => self.session_now()?.close_list(actor),
            Command::ReopenList => self.session_now()?.reopen_list(actor),
            Command::CallSpeaker { speech } => self.session_now()?.call_speaker(speech, actor, now),
            Command::PauseSpeech => self.session_now()?.pause_speech(actor, now),
            Command::ResumeSpeech => self.session_now()?.resume_speech(actor),
            Command::ExtendSpeech => self.session_now()?.extend_speech(actor),
            Command::StopSpeech => self.session_now()?.stop_speech(actor, now),
            Command::EndDiscussion => self.session_now()?.end_discussion(actor, now),
            Command::ReopenDiscussion => self.session_now()?.reopen_discussion(actor),

            Command::StartGroup { group } => self.session_now()?.start_group(group, actor),
            Command::CallAnswer { speaker } => self.session_now()?.call_answer(speaker.as_ref(), actor, now),
            Command::OpenDebate => self.session_now()?.open_debate(actor, now),
            Command::ConcludeGroup => self.session_now()?.conclude_group(actor, now),
            Command::NoteConclusion { group, text } => {
                self.session_now()?.note_conclusion(group, text, actor)
            }
            Command::AnswerInWriting { speech } => self.session_now()?.answer_in_writing(speech, actor, now),
            Command::MakeCommitment(draft) => self.session_now()?.make_commitment(draft, actor, now),
            Command::DropCommitment { commitment, reason } => {
                self.session_now()?.drop_commitment(commitment, reason, actor)
            }

            Command::Undo => self.session_now()?.take_back(actor, now),
            Command::RecoverClocks { known_at } => self.session_now()?.recover_clocks(*known_at, actor),

            Command::ShowOnWall(show) => self.show_on_wall(show, actor),
            Command::PairWall { wall, name, secret_hash } => self.pair_wall(wall, name, secret_hash, actor),
            Command::UnpairWall { wall } => self.unpair_wall(wall, actor),

            Command::AddMotion { item, motion } => self.session_now()?.add_motion(item, motion, actor),
            Command::OpenVote { motions, form } => self.session_now()?.open_vote(motions, *form, actor),
            Command::HoldVote { vote } => self.session_now()?.hold_vote(vote, actor, now),
            Command::ResumeVote { vote } => self.session_now()?.resume_vote(vote, actor, now),
            Command::ExtendVote { vote } => self.session_now()?.extend_vote(vote, actor, now),
            Command::CastChoice { vote, delegate, choice } => {
                self.session_now()?.cast_choice(vote, delegate, *choice, actor, now)
            }
            Command::CountHands { vote, teller, counted } => {
                self.session_now()?.count_hands(vote, *teller, *counted, actor, now)
            }
            Command::CountNames { vote, teller, choices } => {
                self.session_now()?.count_names(vote, *teller, choices, actor, now)
            }
            Command::EnterTally { vote, tally } => self.session_now()?.enter_tally(vote, tally, actor, now),
            Command::SecondBallot { vote } => self.session_now()?.second_ballot(vote, actor),
            Command::RecountHands { vote } => self.session_now()?.recount_hands(vote, actor, now),
            Command::CloseVote { vote } => self.session_now()?.close_vote(vote, actor, now),
            Command::PublishResult { vote } => self.session_now()?.publish_result(vote, actor),
            Command::AnnulVote { vote, reason } => self.session_now()?.annul_vote(vote, reason, actor),

            Command::CloseDoors => self.session_now()?.close_doors(actor),
            Command::OpenDoors => self.session_now()?.open_doors(actor),
        }
    }

    fn session_now(&self) -> Result<&Session, Refusal> {
        self.current().ok_or(Refusal::NoSession)
    }
}

/// The events of an act that can be taken back; none where nothing happens.
fn as_act(act: Act, events: Vec<Event>) -> Vec<Event> {
    if events.is_empty() {
        return events;
    }
    std::iter::once(Event::ActTaken { act }).chain(events).collect()
}

/// Only the chair, at the unlocked kiosk.
fn chair_only(actor: &Actor) -> Result<(), Refusal> {
    match actor {
        Actor::Chair => Ok(()),
        Actor::Desk | Actor::Kiosk | Actor::Device { .. } | Actor::Door | Actor::Operator => {
            Err(Refusal::NotAllowed)
        }
    }
}

impl Session {
    fn not_closed(&self) -> Result<(), Refusal> {
        if self.phase == Phase::Closed { Err(Refusal::SittingClosed) } else { Ok(()) }
    }

    fn is_open(&self) -> Result<(), Refusal> {
        match self.phase {
            Phase::Prepared => Err(Refusal::NotOpen),
            Phase::Open => Ok(()),
            Phase::Recess { .. } => Err(Refusal::InRecess),
            Phase::Closed => Err(Refusal::SittingClosed),
        }
    }

    /// Who acts for `delegate`: the delegate's own device, a secretary, or the chair at the kiosk.
    fn via_for(&self, delegate: &DelegateId, actor: &Actor) -> Result<Via, Refusal> {
        if self.roll.attendance(delegate).is_none() {
            return Err(Refusal::UnknownDelegate);
        }
        match actor {
            Actor::Chair => Ok(Via::Kiosk),
            Actor::Desk => Ok(Via::Secretary),
            Actor::Device { holder, .. } if self.delegate_of(holder).as_ref() == Some(delegate) => {
                Ok(Via::Device)
            }
            Actor::Device { holder: Holder::Secretary(_), .. } => Ok(Via::Secretary),
            Actor::Device { holder: Holder::Delegate(_), .. }
            | Actor::Kiosk
            | Actor::Door
            | Actor::Operator => Err(Refusal::NotAllowed),
        }
    }

    /// Chair at the kiosk or a secretary's device.
    fn desk(&self, actor: &Actor) -> Result<Via, Refusal> {
        match actor {
            Actor::Chair => Ok(Via::Kiosk),
            Actor::Desk => Ok(Via::Secretary),
            Actor::Device { holder: Holder::Secretary(_), .. } => Ok(Via::Secretary),
            Actor::Device { holder: Holder::Delegate(_), .. }
            | Actor::Kiosk
            | Actor::Door
            | Actor::Operator => Err(Refusal::NotAllowed),
        }
    }
}
