//! Walls, and other screens without keys enough for more, that ask to be paired and wait for the chair: in memory only, few,
//! and not for long.

use super::RoomService;
use crate::chamber::Refusal;
use crate::chamber::command::{Actor, Command};
use crate::chamber::ids::DeviceId;
use crate::credentials as cred;
use crate::web::{WALL_ID, WallTicket};
use std::net::IpAddr;
use std::sync::PoisonError;

/// Milliseconds that a pairing code lives; a code that was agreed to lives as long again, for the wall to fetch its login.
pub const PAIRING_MS: i64 = 10 * 60 * 1000;
/// Walls that wait at once.
const MOST: usize = 6;
/// Walls that wait at once behind one address: a display and a browser. The oldest of more gives way.
const MOST_FROM_ONE: usize = 2;

/// A wall that shows its code and waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingWall {
    /// Six digits, as the wall shows them.
    pub code: String,
    /// Host's UTC milliseconds at which the code is worthless.
    pub until: i64,
}

struct Asked<K, L> {
    wall: WaitingWall,
    claim: String,
    from: IpAddr,
    /// What it brought.
    what: K,
    /// What it logs in with, once the chair has agreed.
    login: Option<L>,
}

/// What has become of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim<L> {
    Gone,
    Waiting,
    Agreed(L),
}

/// Screens that show a code and wait for chair or secretary. Times are the host's UTC milliseconds.
pub struct Waiting<K, L> {
    list: Vec<Asked<K, L>>,
    most: usize,
    most_from_one: usize,
}

/// All walls that wait.
pub type WaitingWalls = Waiting<(), (DeviceId, String)>;

impl Default for WaitingWalls {
    fn default() -> Self {
        Self::new(MOST, MOST_FROM_ONE)
    }
}

impl<K, L: Clone> Waiting<K, L> {
    /// Room for `most` that wait at once, `most_from_one` of them behind one address; the oldest of more there gives way.
    pub fn new(most: usize, most_from_one: usize) -> Self {
        Self { list: Vec::new(), most, most_from_one }
    }

    /// Somebody at `from` asks under `code`, and will come back with `claim`. `false`: the code is in use, or too many wait.
    pub fn ask(&mut self, code: String, claim: String, from: IpAddr, what: K, now: i64) -> bool {
        self.forget(now);
        let same = |asked: &&Asked<K, L>| asked.from == from && asked.login.is_none();
        if self.list.iter().filter(same).count() >= self.most_from_one
            && let Some(oldest) = self.list.iter().position(|asked| same(&asked))
        {
            self.list.remove(oldest);
        }
        let waiting = self.list.iter().filter(|asked| asked.login.is_none()).count();
        if waiting >= self.most || self.list.iter().any(|asked| asked.wall.code == code) {
            return false;
        }
        let wall = WaitingWall { code, until: now + PAIRING_MS };
        self.list.push(Asked { wall, claim, from, what, login: None });
        true
    }

    /// Those that the chair has not answered yet, first come first.
    pub fn list(&mut self, now: i64) -> Vec<WaitingWall> {
        self.forget(now);
        self.list.iter().filter(|asked| asked.login.is_none()).map(|asked| asked.wall.clone()).collect()
    }

    /// What the one that shows `code` brought; `None`: no such code waits for an answer.
    pub fn waits(&mut self, code: &str, now: i64) -> Option<&K> {
        self.forget(now);
        let asked = self.list.iter().find(|asked| asked.wall.code == code && asked.login.is_none())?;
        Some(&asked.what)
    }

    /// The chair has agreed to `code`: this is its login.
    pub fn agree(&mut self, code: &str, login: L, now: i64) {
        if let Some(asked) = self.list.iter_mut().find(|asked| asked.wall.code == code) {
            asked.login = Some(login);
            asked.wall.until = now + PAIRING_MS;
        }
    }

    /// The chair has refused `code`, or it has been dealt with.
    pub fn refuse(&mut self, code: &str) {
        self.list.retain(|asked| asked.wall.code != code);
    }

    /// What has become of the one that holds `claim`. An answer that was lost on its way is given again.
    pub fn claim(&mut self, claim: &str, now: i64) -> Claim<L> {
        self.forget(now);
        match self.list.iter().find(|asked| same_secret(&asked.claim, claim)).map(|asked| &asked.login) {
            None => Claim::Gone,
            Some(None) => Claim::Waiting,
            Some(Some(login)) => Claim::Agreed(login.clone()),
        }
    }

    fn forget(&mut self, now: i64) {
        self.list.retain(|asked| asked.wall.until > now);
    }
}

/// Tries to find a code that no other has.
pub(super) const CODE_TRIES: usize = 8;

impl RoomService {
    /// Walls that show a code and wait for the chair's answer, first come first.
    pub fn waiting_walls(&self) -> Vec<WaitingWall> {
        self.waiting(WaitingWalls::list)
    }

    /// The chair agrees to the wall that shows `code`: from now on it is paired, under `name`.
    ///
    /// # Errors
    /// [`Refusal::UnknownWall`] when the code no longer waits; those of [`Command::PairWall`].
    pub async fn pair_wall(&self, code: &str, name: String, actor: Actor) -> Result<(), Refusal> {
        if self.waiting(|walls, now| walls.waits(code, now).is_none()) {
            return Err(Refusal::UnknownWall);
        }
        let (id, secret) = random_hex::<8>().zip(random_hex::<16>()).ok_or(Refusal::NotRecorded)?;
        let wall = DeviceId::new(&format!("{WALL_ID}{id}")).map_err(|_| Refusal::NotRecorded)?;
        let secret_hash = cred::secret_hash(secret.as_bytes());
        self.handle().ask(Command::PairWall { wall: wall.clone(), name, secret_hash }, actor).await?;
        // The wall connects at once: broker and gateway must know it before it is told.
        let mut views = self.handle().views();
        let known = views.wait_for(|v| v.chamber.walls().contains_key(&wall)).await.is_ok();
        if known {
            self.waiting(|walls, now| walls.agree(code, (wall, secret), now));
        }
        Ok(())
    }

    /// The chair refuses the wall that shows `code`.
    pub fn refuse_wall(&self, code: &str) {
        self.waiting(|walls, _| walls.refuse(code));
    }

    /// A wall at `from` asks to be paired.
    pub(super) fn take_wall(&self, from: IpAddr) -> Option<WallTicket> {
        (0..CODE_TRIES).find_map(|_| {
            let (code, claim) = (random_digits()?, random_hex::<16>()?);
            let taken = self.waiting(|walls, now| walls.ask(code.clone(), claim.clone(), from, (), now));
            taken.then_some(WallTicket { code, claim })
        })
    }

    /// Looks at those that wait, at the host's UTC milliseconds.
    pub(super) fn waiting<T>(&self, look: impl FnOnce(&mut WaitingWalls, i64) -> T) -> T {
        let now = self.handle().now().utc_ms;
        look(&mut self.waiting_walls.lock().unwrap_or_else(PoisonError::into_inner), now)
    }
}

pub(super) fn random_hex<const N: usize>() -> Option<String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok()?;
    Some(cred::hex(&bytes))
}

/// Digits of a pairing code.
pub const CODE_DIGITS: usize = 6;

/// Six digits for people.
pub(super) fn random_digits() -> Option<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).ok()?;
    Some(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

/// Comparison in constant time.
fn same_secret(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |diff, (x, y)| diff | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(n: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, n])
    }

    fn asked(walls: &mut WaitingWalls, n: u8, now: i64) -> bool {
        walls.ask(format!("00000{n}"), format!("claim-{n}"), from(n), (), now)
    }

    #[test]
    fn a_wall_waits_until_the_chair_agrees_and_gets_the_same_answer_again() {
        let mut walls = WaitingWalls::default();
        assert!(asked(&mut walls, 1, 0));
        assert_eq!(walls.claim("claim-1", 1), Claim::Waiting);
        assert_eq!(walls.claim("claim-2", 1), Claim::Gone);
        assert_eq!(walls.list(1).len(), 1);
        let wall = DeviceId::new("w-1").expect("an id");
        walls.agree("000001", (wall.clone(), "s".into()), PAIRING_MS - 1);
        assert!(walls.list(PAIRING_MS - 1).is_empty() && walls.waits("000001", PAIRING_MS - 1).is_none());
        for now in [PAIRING_MS, 2 * PAIRING_MS - 2] {
            let login = Claim::Agreed((wall.clone(), "s".into()));
            assert_eq!(walls.claim("claim-1", now), login);
        }
        assert_eq!(walls.claim("claim-1", 2 * PAIRING_MS), Claim::Gone);
    }

    #[test]
    fn what_was_refused_or_has_run_out_is_gone() {
        let mut walls = WaitingWalls::default();
        assert!(asked(&mut walls, 1, 0) && asked(&mut walls, 2, 5));
        walls.refuse("000001");
        assert_eq!(walls.claim("claim-1", 6), Claim::Gone);
        assert_eq!(walls.claim("claim-2", PAIRING_MS + 4), Claim::Waiting);
        assert_eq!(walls.claim("claim-2", PAIRING_MS + 5), Claim::Gone);
        walls.agree("000002", (DeviceId::new("w-1").expect("an id"), "s".into()), PAIRING_MS + 6);
        assert_eq!(walls.claim("claim-2", PAIRING_MS + 6), Claim::Gone);
    }

    #[test]
    fn few_wait_at_once_and_two_behind_one_address() {
        let mut walls = WaitingWalls::default();
        for n in 0..6 {
            assert!(asked(&mut walls, n, 0));
        }
        assert!(!asked(&mut walls, 6, 0));
        assert!(asked(&mut walls, 6, PAIRING_MS));
        assert!(!walls.ask("000006".into(), "other".into(), from(9), (), PAIRING_MS), "a code in use");
        let mut walls = WaitingWalls::default();
        for n in 1..=3 {
            assert!(walls.ask(n.to_string(), n.to_string(), from(1), (), 0));
        }
        assert_eq!(walls.claim("1", 0), Claim::Gone);
        assert_eq!(walls.list(0).iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["2", "3"]);
    }
}
