//! The chamber as the public, and as one device, may see it. An open vote shows turnout, never how it leans.

use super::Hub;
use super::changes::Changed;
use super::envelope::vote_nonce;
use super::floor;
use crate::chamber::command::Holder;
use crate::chamber::ids::{DeviceId, VoteId};
use crate::chamber::plan::{Guest, Status};
use crate::chamber::rules::TallyView;
use crate::chamber::{Chamber, Phase, Session, Speaker, Vote};
use crate::text;
use crate::wire::down::{DeviceState, OwnChoice, Role};
use crate::wire::snapshot as wire;
use crate::wire::topic::Topic;
use crate::wire::{VERSION, snapshot::PhaseName};

/// Order of a snapshot: start counter and sequence of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub epoch: u64,
    pub rev: u64,
}

/// The message that tells what has changed: its topic and its JSON. `None` where there is nothing to tell.
pub fn message(
    changed: &Changed,
    chamber: &Chamber,
    hub: &Hub,
    kiosk_key: &str,
    stamp: Stamp,
) -> Option<(Topic, Vec<u8>)> {
    let session = chamber.current();
    let (topic, bytes) = match changed {
        Changed::Session => (Topic::Session, serde_json::to_vec(&session_of(session, hub.room(), stamp))),
        Changed::Agenda => (Topic::Agenda, serde_json::to_vec(&agenda_of(session, stamp))),
        Changed::Roll => (Topic::Roll, serde_json::to_vec(&roll_of(session, stamp))),
        Changed::Floor => (Topic::Floor, serde_json::to_vec(&floor::floor_of(session, stamp))),
        Changed::Queue => (Topic::Queue, serde_json::to_vec(&floor::queue_of(session, stamp))),
        Changed::Questions => (Topic::Questions, serde_json::to_vec(&floor::questions_of(session, stamp))),
        Changed::Wall => (Topic::Wall, serde_json::to_vec(&wall_of(chamber, stamp))),
        Changed::Vote(id) => {
            let session = session?;
            let vote = open_to_all(session, id)?;
            (Topic::Vote(id.clone()), serde_json::to_vec(&vote_of(session, vote, stamp)))
        }
        Changed::Tally(id) => {
            let session = session?;
            let vote = open_to_all(session, id)?;
            (Topic::Tally(id.clone()), serde_json::to_vec(&tally_of(session, vote, hub, stamp)))
        }
        Changed::Device(id) => {
            let state = device_of(session?, id, hub, kiosk_key, stamp)?;
            (Topic::DownState(id.clone()), serde_json::to_vec(&state))
        }
    };
    bytes.ok().map(|bytes| (topic, bytes))
}

/// A vote that was not opened behind closed doors.
fn open_to_all<'a>(session: &'a Session, id: &VoteId) -> Option<&'a Vote> {
    session.votes.get(id).filter(|v| !v.closed_doors)
}

/// `session`.
pub fn session_of(session: Option<&Session>, room: &str, Stamp { epoch, rev }: Stamp) -> wire::Session {
    let plan = session.map(|s| &s.plan);
    let shown_vote = session.and_then(|s| {
        let open = s.votes.open().filter(|v| !v.closed_doors);
        open.or_else(|| s.votes.list().iter().rev().find(|v| v.published_at.is_some() && !v.closed_doors))
            .map(|v| v.id.clone())
    });
    wire::Session {
        v: VERSION,
        epoch,
        rev,
        room: room.to_owned(),
        session: plan.map(|p| p.session.clone()),
        council: plan.map(|p| p.council.short_name.clone()).unwrap_or_default(),
        commune: plan.map(|p| p.council.commune_name.clone()).unwrap_or_default(),
        title: plan.map(|p| p.session_label()).unwrap_or_default(),
        kind_label: plan.map(|p| p.kind_label.clone()).unwrap_or_default(),
        venue: plan.map(|p| p.venue.clone()).unwrap_or_default(),
        phase: session.map_or(PhaseName::None, |s| match s.phase {
            Phase::Prepared => PhaseName::Prepared,
            Phase::Open => PhaseName::Open,
            Phase::Recess { .. } => PhaseName::Recess,
            Phase::Closed => PhaseName::Closed,
        }),
        resume_at: session.and_then(|s| match s.phase {
            Phase::Recess { resume_at } => resume_at,
            Phase::Prepared | Phase::Open | Phase::Closed => None,
        }),
        total_delegates: session.map_or(0, |s| s.total_delegates),
        present: session.map_or(0, |s| s.roll.present_count()),
        quorum: session.map_or(0, Session::quorum),
        passing_least: session.map_or(0, Session::passing_least),
        closed_doors: session.is_some_and(|s| s.doors.is_some()),
        item: session.and_then(|s| s.agenda.current().cloned()),
        vote: shown_vote,
        wifi_name: plan.map(|p| p.council.wifi_name.clone()).unwrap_or_default(),
        option_labels: plan.map(|p| p.rules.option_labels.value.clone()).unwrap_or_default(),
        clock_offset_ms: session.map_or(0, |s| s.clock_offset_ms),
    }
}

fn agenda_of(session: Option<&Session>, Stamp { epoch, rev }: Stamp) -> wire::Agenda {
    let items = session.map(|s| {
        let item = |(index, id): (usize, &crate::chamber::ids::ItemId)| {
            let planned = s.plan.item(id)?;
            let run = s.agenda.run(id)?;
            let current = s.agenda.current() == Some(id);
            Some(wire::Item {
                id: id.clone(),
                number: u32::try_from(index + 1).unwrap_or(u32::MAX),
                title: planned.title.clone(),
                short_title: planned.short_title.clone(),
                presenter: planned.presenter.clone(),
                state: if run.postponed.is_some() {
                    wire::ItemState::Postponed
                } else if current {
                    wire::ItemState::Current
                } else if s.agenda.is_done(id) {
                    wire::ItemState::Done
                } else {
                    wire::ItemState::Waiting
                },
                discussion: current && s.discussion_open() && s.doors.is_none(),
                closed_doors: s.is_secret(id),
                motions: planned
                    .motions
                    .iter()
                    .filter(|_| !s.is_secret(id))
                    .map(wire::MotionLine::of)
                    .collect(),
                documents: s
                    .plan
                    .documents_of(id)
                    .filter(|_| !s.is_secret(id))
                    .map(|d| wire::DocumentLine {
                        id: d.id.clone(),
                        number: d.number.clone(),
                        kind: d.kind.clone(),
                        title: d.title.clone(),
                        short_title: d.short_title.clone(),
                        pages: d.pages,
                        sha256: d.sha256.clone(),
                        audience: d.audience,
                    })
                    .collect(),
            })
        };
        s.agenda.order().iter().enumerate().filter_map(item).collect()
    });
    wire::Agenda { v: VERSION, epoch, rev, items: items.unwrap_or_default() }
}

fn roll_of(session: Option<&Session>, Stamp { epoch, rev }: Stamp) -> wire::Roll {
    let delegates: Vec<wire::RollLine> = session
        .map(|s| {
            s.plan
                .by_seat()
                .into_iter()
                .map(|d| wire::RollLine {
                    id: d.id.clone(),
                    seat: d.seat,
                    name: d.name.clone(),
                    group: d.group.clone(),
                    attendance: s.roll.attendance(&d.id).map_or("expected", |a| a.word()).to_owned(),
                    status: s.roll.status(&d.id).unwrap_or(Status::InOffice),
                })
                .collect()
        })
        .unwrap_or_default();
    let guests = session.map(|s| {
        let line = |(at, g): (usize, &Guest)| wire::GuestLine {
            line: u16::try_from(at).unwrap_or(u16::MAX),
            name: g.name.clone(),
            title: g.title.clone(),
            role: g.role,
            invited: g.count,
            came: s.guests_came.get(at).copied().flatten(),
        };
        s.plan.guests.iter().enumerate().map(line).collect()
    });
    let seating = session.map(|s| s.plan.seating.clone()).unwrap_or_default();
    wire::Roll { v: VERSION, epoch, rev, delegates, guests: guests.unwrap_or_default(), seating }
}

fn wall_of(chamber: &Chamber, Stamp { epoch, rev }: Stamp) -> wire::Wall {
    let plan = chamber.current().map(|s| &s.plan);
    let size = plan.map(|p| p.wall.clone()).unwrap_or_default();
    wire::Wall {
        v: VERSION,
        epoch,
        rev,
        show: chamber.wall_show().clone(),
        flag: plan.is_some_and(|p| p.council.flag.is_some()),
        anthem: plan.is_some_and(|p| p.council.anthem.is_some()),
        light: size.light,
        furthest_seat_cm: size.furthest_seat_cm,
        diagonal_inch: size.diagonal_inch,
    }
}

fn vote_of(session: &Session, vote: &Vote, Stamp { epoch, rev }: Stamp) -> wire::Vote {
    let motion = session.plan.motion(&vote.motion).map(|(_, m)| m);
    let shown = vote.published_at.is_some() && vote.annulled.is_none();
    wire::Vote {
        v: VERSION,
        epoch,
        rev,
        vote: vote.id.clone(),
        session: session.plan.session.clone(),
        item: vote.item.clone(),
        motion: vote.motion.clone(),
        number: motion.map(|m| m.number.clone()).unwrap_or_default(),
        title: text::subject(session, vote),
        block: vote
            .block
            .iter()
            .filter_map(|s| session.plan.motion(&s.motion))
            .map(|(_, m)| wire::MotionLine::of(m))
            .collect(),
        part_of: motion
            .and_then(|m| m.part_of.as_ref())
            .and_then(|whole| session.plan.motion(whole))
            .map(|(_, whole)| whole.title.clone()),
        form: vote.form,
        state: if vote.annulled.is_some() {
            wire::VoteState::Annulled
        } else if vote.is_open() && vote.held_since.is_some() {
            wire::VoteState::Held
        } else if vote.is_open() {
            wire::VoteState::Open
        } else if vote.published_at.is_some() {
            wire::VoteState::Published
        } else {
            wire::VoteState::Closed
        },
        nonce: vote_nonce(session, vote),
        round: u32::try_from(vote.rounds.len()).unwrap_or(u32::MAX),
        opened_at: vote.opened_at,
        held_since: vote.held_since,
        held_ms: vote.held_ms,
        warn_seconds: session.plan.rules.vote_warn_seconds.value.saturating_add(vote.extended_seconds),
        may_change: session.plan.rules.change_until_close.value,
        document: motion.and_then(|m| m.document.clone()),
        hands_count: session.plan.rules.hands_count.value,
        closed_at: vote.closed_at,
        outcome: vote.outcome.as_ref().filter(|_| shown).map(|o| text::outcome_line(o, session, vote)),
        ballot: text::ballot_sheet(session, vote, shown),
        names: if shown && session.plan.rules.names_shown.value {
            names_of(session, vote)
        } else {
            Vec::new()
        },
        annulled_reason: vote.annulled.as_ref().map(|(reason, _)| reason.clone()),
    }
}

/// Everybody's choice, by seat.
fn names_of(session: &Session, vote: &Vote) -> Vec<wire::NameLine> {
    let line = |d: &crate::chamber::plan::Delegate| {
        let cast = vote.casts.get(&d.id)?;
        Some(wire::NameLine { delegate: d.id.clone(), choice: cast.choice, entered: cast.via.is_entered() })
    };
    session.plan.by_seat().into_iter().filter_map(line).collect()
}

/// `tally/{id}`: who is still missing; counts only where the profile shows them to all.
pub fn tally_of(session: &Session, vote: &Vote, hub: &Hub, Stamp { epoch, rev }: Stamp) -> wire::Tally {
    let electorate = vote.electorate(session.roll.present());
    wire::Tally {
        v: VERSION,
        epoch,
        rev,
        vote: vote.id.clone(),
        // What tellers saw by name is a result, and no turnout.
        answered: u32::try_from(
            vote.casts.values().filter(|c| c.via != crate::chamber::event::Via::Tellers).count(),
        )
        .unwrap_or(u32::MAX),
        present: u32::try_from(electorate.len()).unwrap_or(u32::MAX),
        missing: session
            .missing_in(vote, |device| hub.is_online(device))
            .into_iter()
            .map(|(d, why)| wire::MissingLine { delegate: d.id.clone(), why })
            .collect(),
        entered: text::entered(vote),
        running: match session.plan.rules.tally_view.value {
            TallyView::All => Some(vote.running()),
            TallyView::Nobody | TallyView::Chair => None,
        },
    }
}

/// `d/{device}/down/state`.
pub fn device_of(
    session: &Session,
    id: &DeviceId,
    hub: &Hub,
    kiosk_key: &str,
    Stamp { epoch, rev }: Stamp,
) -> Option<DeviceState> {
    let device = session.devices.get(id)?;
    let delegate = session.delegate_of(&device.holder);
    let person = delegate.as_ref().and_then(|d| session.plan.delegate(d));
    let open = session.doors.is_none();
    let me = delegate.clone().filter(|_| open).map(Speaker::Delegate);
    let desk = matches!(device.holder, Holder::Secretary(_));
    let own = |vote: &Vote| -> Option<(VoteId, OwnChoice)> {
        let cast = vote.casts.get(delegate.as_ref()?)?;
        let choice = OwnChoice { choice: cast.choice, at: cast.at, via: cast.via.word().to_owned() };
        Some((vote.id.clone(), choice))
    };
    Some(DeviceState {
        v: VERSION,
        epoch,
        rev,
        session: session.plan.session.clone(),
        device: id.clone(),
        active: device.active,
        role: Role::of(&device.holder),
        name: session.name_of(&device.holder).unwrap_or_default().to_owned(),
        seat: person.map(|p| p.seat),
        group: person.map(|p| p.group.clone()).unwrap_or_default(),
        attendance: delegate
            .as_ref()
            .and_then(|d| session.roll.attendance(d))
            .map_or("expected", |a| a.word())
            .to_owned(),
        waiting: me.as_ref().map(|me| floor::waiting(session, me)).unwrap_or_default(),
        unreached: me.as_ref().map(|me| floor::unreached(session, me)).unwrap_or_default(),
        turns: if desk && open { floor::turns(session) } else { Vec::new() },
        choices: session.votes.list().iter().filter(|v| !v.closed_doors).filter_map(own).collect(),
        delegate,
        counter: hub.counter(id),
        kiosk_key: kiosk_key.to_owned(),
    })
}
