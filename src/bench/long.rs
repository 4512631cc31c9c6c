//! What a long day costs: replay of many events, and the minutes of a full-day session.

use super::BenchError;
use crate::chamber::command::{Actor, AttendanceMark, Choice, Command, DeviceKind, Enrolment, Holder};
use crate::chamber::event::{Event, Via};
use crate::chamber::ids::{DeviceId, MotionId};
use crate::chamber::plan::{Motion, SessionPlan};
use crate::chamber::rules::{Matter, TurnKind, VoteForm};
use crate::chamber::{Chamber, Now, Session, Speaker};
use crate::hub::entry::{self, Cause, Entry};
use crate::journal::{Journal, NewLeaf};
use crate::minutes::{from_session, write_all};
use crate::prepare::synthetic;
use crate::rehearsal::device::request_id;
use crate::runtime::{found_room, open_room};
use crate::wire::up::Envelope;
use std::path::Path;
use std::time::{Duration, Instant};

/// Delegates of the long day.
const DELEGATES: u16 = 35;
/// Speeches and votes of a full day.
const SPEECHES: usize = 60;
const VOTES: usize = 20;
/// Leaves in one commit while the log is made.
const BATCH: usize = 1000;

/// Decides and applies without a journal.
struct Day {
    chamber: Chamber,
    now: Now,
}

impl Day {
    fn act(&mut self, command: &Command, actor: &Actor, seconds: i64) -> Result<(), BenchError> {
        self.now.utc_ms += seconds * 1000;
        let events = self.chamber.decide(command, actor, self.now)?;
        for event in &events {
            self.chamber.apply(event, self.now.utc_ms);
        }
        Ok(())
    }

    fn session(&self) -> Result<&Session, BenchError> {
        self.chamber.current().ok_or(BenchError::Silent)
    }
}

fn plan() -> Result<SessionPlan, BenchError> {
    Ok(synthetic(DELEGATES, 1).map_err(|problems| BenchError::Council(problems.len()))?.plan)
}

/// The session of a full day in memory: 60 speeches, 20 votes, none of them on paper.
///
/// # Errors
/// [`BenchError`].
pub fn full_day() -> Result<Chamber, BenchError> {
    let mut plan = plan()?;
    for item in &mut plan.agenda {
        item.motions.retain(|motion| motion.ballot.is_none());
    }
    let asked = plan.agenda.iter().map(|item| item.motions.len()).sum::<usize>();
    if let Some(item) = plan.agenda.iter_mut().rev().find(|item| !item.motions.is_empty()) {
        for extra in asked + 1..=VOTES {
            item.motions.push(Motion {
                id: MotionId::new(&format!("extra-{extra}")).map_err(|_| BenchError::Silent)?,
                number: format!("7.{extra}"),
                title: format!("Nghị quyết về nội dung thứ {extra} của chương trình làm việc toàn khóa"),
                short_title: format!("NQ nội dung thứ {extra}"),
                matter: Matter::Resolution,
                document: None,
                part_of: None,
                effect: None,
                ballot: None,
            });
        }
    }
    let start = plan.planned_at;
    let mut day = Day { chamber: Chamber::default(), now: Now { utc_ms: start, mono_ms: 0 } };
    day.act(&Command::ImportSession(Box::new(plan.clone())), &Actor::Operator, 0)?;
    for delegate in &plan.delegates {
        let mark = AttendanceMark::Present;
        day.act(&Command::MarkAttendance { delegate: delegate.id.clone(), mark }, &Actor::Chair, 10)?;
    }
    day.act(&Command::OpenSitting { total_delegates: DELEGATES.into() }, &Actor::Chair, 60)?;
    let talks = plan.agenda.iter().filter(|item| item.discussion).count().max(1);
    let mut speakers = plan.delegates.iter().cycle();
    for item in &plan.agenda {
        day.act(&Command::GoToItem { item: item.id.clone() }, &Actor::Chair, 120)?;
        if item.discussion {
            for delegate in speakers.by_ref().take(SPEECHES / talks) {
                let kind = TurnKind::Speech;
                let speaker = Speaker::Delegate(delegate.id.clone());
                day.act(&Command::RequestSpeech { speaker: speaker.clone(), kind }, &Actor::Chair, 5)?;
                let own = day.session()?.floor.own(&speaker, kind).map(|s| s.id.clone());
                let speech = own.ok_or(BenchError::Silent)?;
                day.act(&Command::CallSpeaker { speech }, &Actor::Chair, 5)?;
                day.act(&Command::StopSpeech, &Actor::Chair, 180)?;
            }
        }
        for motion in &item.motions {
            hold(&mut day, &plan, &motion.id)?;
        }
    }
    day.act(&Command::CloseSitting, &Actor::Chair, 300)?;
    Ok(day.chamber)
}

fn hold(day: &mut Day, plan: &SessionPlan, motion: &MotionId) -> Result<(), BenchError> {
    let form = VoteForm::Mixed;
    day.act(&Command::OpenVote { motions: vec![motion.clone()], form }, &Actor::Chair, 60)?;
    let vote = day.session()?.votes.open().map(|v| v.id.clone()).ok_or(BenchError::Silent)?;
    for (index, delegate) in plan.delegates.iter().enumerate() {
        let choice = if index % 9 == 8 { Choice::Against } else { Choice::For };
        day.act(
            &Command::CastChoice { vote: vote.clone(), delegate: delegate.id.clone(), choice },
            &Actor::Chair,
            1,
        )?;
    }
    day.act(&Command::CloseVote { vote: vote.clone() }, &Actor::Chair, 10)?;
    day.act(&Command::PublishResult { vote }, &Actor::Chair, 5)
}

/// Time for all four files of a full day's minutes, the first time in this process.
///
/// # Errors
/// [`BenchError`].
pub fn minutes(out: &Path) -> Result<Duration, BenchError> {
    let chamber = full_day()?;
    let session = chamber.current().ok_or(BenchError::Silent)?;
    let started = Instant::now();
    let model = from_session(session, None, &[0; 32]);
    write_all(&model, out)?;
    Ok(started.elapsed())
}

/// Time to open and replay a journal of `events` choices by devices.
///
/// # Errors
/// [`BenchError`].
pub fn replay(data: &Path, events: u64) -> Result<Duration, BenchError> {
    write_log(data, events)?;
    let started = Instant::now();
    let (journal, replayed) = open_room(data)?;
    let elapsed = started.elapsed();
    if replayed.entries < events || journal.size() != replayed.entries {
        return Err(BenchError::Silent);
    }
    Ok(elapsed)
}

fn write_log(data: &Path, events: u64) -> Result<(), BenchError> {
    let plan = plan()?;
    let mut now = Now { utc_ms: plan.planned_at, mono_ms: 0 };
    let (mut journal, _) = open_room(data)?;
    found_room(&mut journal, &plan.council.room, now.utc_ms)?;
    let mut day = Day { chamber: Chamber::default(), now };
    let motion = plan.motions().next().ok_or(BenchError::Silent)?.id.clone();
    let mut first = vec![Event::SessionImported { plan: Box::new(plan.clone()) }];
    let mut devices = Vec::new();
    for delegate in &plan.delegates {
        let device = DeviceId::new(&format!("p-{}", delegate.id)).map_err(|_| BenchError::Silent)?;
        let enrolment = Enrolment {
            device: device.clone(),
            code_hash: "0".repeat(64),
            key: "0".repeat(64),
            secret_hash: "0".repeat(64),
            kind: DeviceKind::Phone,
        };
        let holder = Holder::Delegate(delegate.id.clone());
        first.push(Event::DeviceEnrolled { enrolment, holder: holder.clone() });
        let mark = AttendanceMark::Present;
        first.push(Event::AttendanceMarked { delegate: delegate.id.clone(), mark, via: Via::Device });
        devices.push((device, holder, delegate.id.clone()));
    }
    for event in &first {
        day.chamber.apply(event, now.utc_ms);
    }
    for command in [
        Command::OpenSitting { total_delegates: DELEGATES.into() },
        Command::OpenVote { motions: vec![motion], form: VoteForm::Mixed },
    ] {
        let events = day.chamber.decide(&command, &Actor::Chair, now)?;
        for event in events {
            day.chamber.apply(&event, now.utc_ms);
            first.push(event);
        }
    }
    append(
        &mut journal,
        vec![Entry { v: entry::VERSION, at: now.utc_ms, cause: Cause::Chair, events: first }],
    )?;
    let vote = day.session()?.votes.open().map(|v| v.id.clone()).ok_or(BenchError::Silent)?;
    let mut waiting = Vec::with_capacity(BATCH);
    for n in 1..=events {
        now.utc_ms += 10;
        let at = usize::try_from(n).unwrap_or(0) % devices.len();
        let Some((device, holder, delegate)) = devices.get(at) else { continue };
        let choice = if n % 3 == 0 { Choice::Against } else { Choice::For };
        let cause = Cause::Device {
            device: device.clone(),
            holder: holder.clone(),
            req: request_id(),
            n,
            envelope: Envelope { p: "A".repeat(380), k: device.clone(), s: "A".repeat(88) },
        };
        let cast =
            Event::ChoiceCast { vote: vote.clone(), delegate: delegate.clone(), choice, via: Via::Device };
        waiting.push(Entry { v: entry::VERSION, at: now.utc_ms, cause, events: vec![cast] });
        if waiting.len() == BATCH || n == events {
            append(&mut journal, std::mem::take(&mut waiting))?;
        }
    }
    Ok(())
}

fn append(journal: &mut Journal, entries: Vec<Entry>) -> Result<(), BenchError> {
    let at = entries.first().map_or(0, |entry| entry.at);
    let leaves = entries.iter().map(|entry| {
        let request = match &entry.cause {
            Cause::Device { device, req, .. } => Some((device.to_string(), req.to_string())),
            Cause::Chair
            | Cause::Desk
            | Cause::Kiosk
            | Cause::Door
            | Cause::Operator
            | Cause::Founding { .. } => None,
        };
        Ok(NewLeaf { bytes: serde_json::to_vec(entry)?, request })
    });
    journal.append(&leaves.collect::<Result<Vec<_>, BenchError>>()?, at)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_day_can_be_held() {
        let day = full_day().unwrap_or_else(|error| panic!("{error}"));
        let votes = day.current().map(|session| session.votes.list().len());
        assert_eq!(votes, Some(VOTES));
    }
}
