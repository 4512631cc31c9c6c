//! Handhelds that show a code until chair or secretary has said whose they are, and how they are given and taken back.

use super::RoomService;
use super::room::new_pass;
use super::walls::{CODE_TRIES, Claim, Waiting, WaitingWall, random_digits, random_hex};
use crate::chamber::Refusal;
use crate::chamber::command::{Actor, Command, Holder};
use crate::chamber::ids::DelegateId;
use crate::web::{EnrolRequest, HandheldClaim, HandheldLogin, Room as _, WallTicket};
use std::net::IpAddr;
use std::sync::PoisonError;

/// Handhelds that wait at once: one for each of a large council.
const MOST: usize = 60;
/// Those that wait behind one address: an access point may hide all of a council behind its own, and a single phone must not
/// keep all others out.
const MOST_FROM_ONE: usize = 40;

/// All that wait, each with its public key.
pub(super) type WaitingHandhelds = Waiting<[u8; 32], HandheldLogin>;

pub(super) fn none() -> WaitingHandhelds {
    Waiting::new(MOST, MOST_FROM_ONE)
}

impl RoomService {
    /// Handhelds that show a code, first come first.
    pub fn waiting_handhelds(&self) -> Vec<WaitingWall> {
        self.handhelds(Waiting::list)
    }

    /// The handheld that shows `code` becomes the device of `delegate`, who stands before the kiosk: so it also gets the
    /// proof of having been in the room.
    ///
    /// The way is that of every device, a personal code that is used up at once. A code that the delegate has not used yet
    /// for a phone stays good.
    ///
    /// # Errors
    /// [`Refusal::UnknownDevice`] when the code no longer waits; those of [`Command::IssueCodes`] and [`Command::Enrol`].
    pub async fn give_handheld(&self, code: &str, delegate: DelegateId, actor: Actor) -> Result<(), Refusal> {
        let key = self.handhelds(|waiting, now| waiting.waits(code, now).copied());
        let key = key.ok_or(Refusal::UnknownDevice)?;
        let holder = Holder::Delegate(delegate);
        let view = self.handle().view();
        let session = view.chamber.current().ok_or(Refusal::NoSession)?;
        let unused = session.codes.get(&holder).filter(|code| code.used_by.is_none());
        let unused = unused.map(|code| code.issued.clone());
        let id = session.plan.session.clone();
        let pass = new_pass(&self.door(), self.handle().now().utc_ms).map_err(|_| Refusal::NotRecorded)?;
        let once = self.fresh_code(holder, actor.clone()).await?;
        let request = EnrolRequest { code: once, key, pass: pass.clone(), handheld: true };
        let enrolled = self.enrol(request).await;
        if let Some(unused) = unused {
            self.handle()
                .ask(Command::IssueCodes { session: id.clone(), codes: vec![unused] }, actor)
                .await?;
        }
        let enrolled = enrolled.map_err(|refused| refused.why)?;
        let login = HandheldLogin {
            device: enrolled.device,
            secret: enrolled.secret,
            name: enrolled.name,
            session: id.to_string(),
            pass: pass.text(),
        };
        self.handhelds(|waiting, now| waiting.agree(code, login, now));
        Ok(())
    }

    /// A handheld at `from` with this public key asks whose it is.
    pub(super) fn take_handheld(&self, from: IpAddr, key: [u8; 32]) -> Option<WallTicket> {
        (0..CODE_TRIES).find_map(|_| {
            let (code, claim) = (random_digits()?, random_hex::<16>()?);
            let taken = self.handhelds(|all, now| all.ask(code.clone(), claim.clone(), from, key, now));
            taken.then_some(WallTicket { code, claim })
        })
    }

    pub(super) fn handheld_claim(&self, claim: &str) -> HandheldClaim {
        match self.handhelds(|all, now| all.claim(claim, now)) {
            Claim::Gone => HandheldClaim::Gone,
            Claim::Waiting => HandheldClaim::Waiting,
            Claim::Agreed(login) => HandheldClaim::Given(login),
        }
    }

    fn handhelds<T>(&self, look: impl FnOnce(&mut WaitingHandhelds, i64) -> T) -> T {
        let now = self.handle().now().utc_ms;
        look(&mut self.waiting_handhelds.lock().unwrap_or_else(PoisonError::into_inner), now)
    }
}
