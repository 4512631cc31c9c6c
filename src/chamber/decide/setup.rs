//! Import, codes, PINs and devices.

use super::{Decision, chair_only};
use crate::chamber::Chamber;
use crate::chamber::command::{Actor, DeviceKind, Enrolment, IssuedCode, Now, PinRole};
use crate::chamber::event::Event;
use crate::chamber::ids::{DeviceId, SessionId};
use crate::chamber::plan::SessionPlan;
use crate::chamber::refusal::Refusal;
use crate::chamber::session::{Phase, Session};

impl Chamber {
    pub(super) fn import_session(&self, plan: &SessionPlan, actor: &Actor) -> Decision {
        match actor {
            Actor::Chair | Actor::Desk | Actor::Operator => {}
            Actor::Kiosk if self.current().is_none() => {}
            Actor::Kiosk | Actor::Device { .. } | Actor::Door => return Err(Refusal::NotAllowed),
        }
        if self.current().is_some_and(Session::is_running) {
            return Err(Refusal::SessionRunning);
        }
        if self.session(&plan.session).is_some_and(|s| s.phase != Phase::Prepared) {
            return Err(Refusal::SittingClosed);
        }
        if plan.delegates.is_empty() || plan.agenda.is_empty() || !plan.rules.problems().is_empty() {
            return Err(Refusal::BadPlan);
        }
        Ok(vec![Event::SessionImported { plan: Box::new(plan.clone()) }])
    }

    pub(super) fn issue_codes(&self, id: &SessionId, codes: &[IssuedCode], actor: &Actor) -> Decision {
        match actor {
            Actor::Chair | Actor::Desk | Actor::Operator => {}
            Actor::Kiosk | Actor::Device { .. } | Actor::Door => return Err(Refusal::NotAllowed),
        }
        let session = self.session(id).ok_or(Refusal::NoSession)?;
        session.not_closed()?;
        if codes.iter().any(|c| session.name_of(&c.holder).is_none()) {
            return Err(Refusal::UnknownDelegate);
        }
        if codes.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::CodesIssued { session: id.clone(), codes: codes.to_vec() }])
    }

    pub(super) fn set_pin(&self, role: PinRole, hash: &str, actor: &Actor) -> Decision {
        match actor {
            Actor::Chair | Actor::Operator => {}
            // The first touch sets it; afterwards it takes the chair's PIN to change one.
            Actor::Kiosk if self.pin(role).is_none() => {}
            Actor::Kiosk => return Err(Refusal::PinAlreadySet),
            Actor::Desk | Actor::Device { .. } | Actor::Door => return Err(Refusal::NotAllowed),
        }
        Ok(vec![Event::PinSet { role, hash: hash.to_owned() }])
    }
}

impl Session {
    pub(super) fn enrol(&self, enrolment: &Enrolment, actor: &Actor, now: Now) -> Decision {
        match actor {
            Actor::Door => {}
            Actor::Chair | Actor::Desk | Actor::Kiosk | Actor::Device { .. } | Actor::Operator => {
                return Err(Refusal::NotAllowed);
            }
        }
        self.not_closed()?;
        if self.doors.is_some() {
            return Err(Refusal::DoorsClosed);
        }
        if let Some(known) = self.devices.get(&enrolment.device) {
            // The answer to an earlier request was lost on its way: the same key with the same code is the same device.
            let same = known.active && known.key == enrolment.key && known.code_hash == enrolment.code_hash;
            if same {
                return Ok(Vec::new());
            }
        }
        let (holder, code) = self
            .codes
            .iter()
            .find(|(_, code)| code.issued.hash == enrolment.code_hash)
            .ok_or(Refusal::BadCode)?;
        if code.used_by.is_some() {
            return Err(Refusal::BadCode);
        }
        if code.issued.expires_at.is_some_and(|end| now.utc_ms > end) {
            return Err(Refusal::CodeExpired);
        }
        let mut events: Vec<Event> = self
            .devices
            .iter()
            .filter(|(id, d)| {
                d.active && d.holder == *holder && d.kind == enrolment.kind && **id != enrolment.device
            })
            .map(|(id, _)| Event::DeviceReplaced { device: id.clone(), by: enrolment.device.clone() })
            .collect();
        events.push(Event::DeviceEnrolled { enrolment: enrolment.clone(), holder: holder.clone() });
        Ok(events)
    }

    /// What it recorded for its holder stands; nothing that it still sends does.
    pub(super) fn take_back_device(&self, device: &DeviceId, actor: &Actor) -> Decision {
        self.desk(actor)?;
        self.not_closed()?;
        let known = self.devices.get(device).filter(|d| d.active && d.kind == DeviceKind::Handheld);
        known.ok_or(Refusal::UnknownDevice)?;
        Ok(vec![Event::DeviceReplaced { device: device.clone(), by: device.clone() }])
    }

    pub(super) fn correct_clock(&self, offset_ms: i64, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        if offset_ms == self.clock_offset_ms {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ClockCorrected { offset_ms }])
    }
}
