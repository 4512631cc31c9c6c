//! What only this screen remembers, and what each touch does to it. Pure: the state and the time come in, effects go out.

mod act;
mod entries;
mod floor;
mod handhelds;
mod hands;
mod keys;
mod motions;
mod news;
mod page;
mod pin;
mod questioning;
mod touch;
mod walls;

pub use act::{first_waiting, has_passed, secretary_of};
pub use entries::{HEAD_FIGURES, NamesEntry, PlanEntry, TallyEntry, figures_of_a_name};
pub use floor::{guests_of, kinds_for};
pub use hands::{HandsEntry, ROWS, all_counted, counted_rows, teller_here};
pub use motions::board_role;
pub use page::{NumberFor, Opening, PadFor, Page, PaperState, Question};
pub use pin::{Pad, PadMessage};
pub use questioning::{Promise, late_in_group, next_group};
pub use touch::most_total;
pub use walls::SHOWS;

use super::effect::{Folders, ImportError};
use super::scene::{Fault, Scene, Stage};
use super::words::both;
use crate::chamber::command::{Actor, Holder, PinRole};
use crate::chamber::ids::VoteId;
use crate::chamber::{Act, Session, Vote};
use crate::sound;
use crate::text::{self, Lang};
use crate::wire::down::Text;

/// How long a sentence stands above the action row, milliseconds.
const TOAST_MS: u64 = 6_000;
/// How long it is said that a clock runs on after a restart, milliseconds.
const RESTART_MS: u64 = 60_000;
/// How long a code for one person is shown, milliseconds; its life in the chamber is the same.
pub const CODE_MS: u64 = 60_000;
/// How long a download lives, milliseconds.
pub const DOWNLOAD_MS: u64 = 600_000;
/// An answer that has not come after this time is no longer waited for, milliseconds.
const BUSY_MS: u64 = 30_000;

/// A sentence above the action row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: Text,
    /// The act that it tells of: said for as long as it can be taken back, and no longer.
    pub act: Option<Act>,
    /// Monotonic milliseconds.
    pub until: u64,
}

/// A code on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCode {
    pub code: String,
    /// Whose; `None` for a download.
    pub holder: Option<Holder>,
    /// Monotonic milliseconds.
    pub until: u64,
}

/// What only the screen remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    pub lang: Lang,
    /// Who unlocked it; `None` is locked.
    pub who: Option<PinRole>,
    pub dimmed: bool,
    /// Pages over the stage, the last on top.
    pub pages: Vec<Page>,
    pub pad: Pad,
    pub said: Option<Said>,
    /// Since when an answer is awaited, monotonic milliseconds.
    pub busy: Option<u64>,
    /// Last touch, monotonic milliseconds.
    pub touched: u64,
    /// The last result that the chair went on from.
    pub left_result: Option<VoteId>,
    /// Numbers of a teller who counts at this table.
    pub hands: Option<HandsEntry>,
    /// Hands that such a teller marked by name.
    pub names: Option<NamesEntry>,
    /// Figures of the tally board.
    pub tally: Option<TallyEntry>,
    /// The number on the pad.
    pub number: Option<u32>,
    /// The seat plan that is being changed.
    pub plan: Option<PlanEntry>,
    /// Begin of the faults that the chair has seen.
    seen_disk: Option<i64>,
    seen_link: Option<i64>,
    pub folders: Folders,
    pub mistakes: Option<ImportError>,
    pub code: Option<ShownCode>,
    pub download: Option<ShownCode>,
    pub paper: PaperState,
    /// How the room sounds, as it was last told.
    pub sound: sound::State,
    /// The presence below the quorum at which the notice was put away.
    pub notice_off: Option<u32>,
}

impl Local {
    /// At the start of the program: locked; a result that was published or annulled before does not come back. In the
    /// middle of a speech it is said from where its clock runs on.
    pub fn at_start(scene: Scene) -> Self {
        let left_result = scene
            .session()
            .and_then(|s| s.votes.list().last())
            .filter(|v| v.published_at.is_some() || v.annulled.is_some())
            .map(|v| v.id.clone());
        let said = scene.session().and_then(|session| {
            let clock = session.floor.clock().filter(|c| c.watch.is_running())?;
            let name = session.speaker_name(&session.floor.speaking()?.speaker);
            let spoken = text::minutes(clock.elapsed(scene.at()) / 1000);
            let text = both(|w| w.clock_runs_on(name, &spoken));
            Some(Said { text, act: None, until: scene.now.mono_ms + RESTART_MS })
        });
        Self { left_result, said, touched: scene.now.mono_ms, ..Self::default() }
    }

    /// Whether nobody has unlocked the screen. Before there is a session or a PIN it is neither locked nor open.
    pub fn is_locked(&self) -> bool {
        self.who.is_none()
    }

    /// Who gives the commands of this screen.
    pub fn actor(&self) -> Actor {
        match self.who {
            Some(PinRole::Chair) => Actor::Chair,
            Some(PinRole::Secretary) => Actor::Desk,
            None => Actor::Kiosk,
        }
    }

    /// The page on top.
    pub fn page(&self) -> Option<&Page> {
        self.pages.last()
    }

    /// Whether the chair has gone on from this fault.
    pub fn has_seen(&self, fault: Fault) -> bool {
        match fault {
            Fault::Disk { since, full: _ } => self.seen_disk == Some(since),
            Fault::Link { since } => self.seen_link == Some(since),
        }
    }

    /// The result of the last vote, if it is of the current item and nobody has gone on from it.
    pub fn result_on_stage<'a>(&self, session: &'a Session) -> Option<&'a Vote> {
        let last = session.votes.list().last()?;
        let here = session.agenda.current() == Some(&last.item);
        (here && last.closed_at.is_some() && self.left_result.as_ref() != Some(&last.id)).then_some(last)
    }

    /// Whether an act is on its way since so long that the screen says so.
    pub fn shows_busy(&self, mono_ms: u64) -> bool {
        self.busy.is_some_and(|since| mono_ms.saturating_sub(since) >= 300)
    }

    /// What the passing of time changes: locks when idle, takes back what has expired.
    pub fn tick(&mut self, scene: Scene) {
        let now = scene.now.mono_ms;
        if self.said.as_ref().is_some_and(|said| now >= said.until) {
            self.said = None;
        }
        if self.code.as_ref().is_some_and(|code| now >= code.until) {
            self.code = None;
            if self.page() == Some(&Page::Code) {
                self.pages.pop();
            }
        }
        if self.download.as_ref().is_some_and(|code| now >= code.until) {
            self.download = None;
            if self.page() == Some(&Page::Download) {
                self.pages.pop();
            }
        }
        if self.busy.is_some_and(|since| now.saturating_sub(since) >= BUSY_MS) {
            self.busy = None;
        }
        self.pad.tick(now);
        let minutes = scene.session().map_or(10, |s| s.plan.rules.lock_minutes.value);
        let idle = now.saturating_sub(self.touched) >= u64::from(minutes) * 60_000;
        let runs = match scene.stage(self) {
            Stage::Questioning(session, ..) => session.floor.clock().is_some(),
            Stage::Speaking(..)
            | Stage::Voting(..)
            | Stage::Hands(..)
            | Stage::Names(..)
            | Stage::Paper(..) => true,
            Stage::FirstPin(_)
            | Stage::NoSession
            | Stage::Fault(_)
            | Stage::Standby(_)
            | Stage::Running(_)
            | Stage::Result(..)
            | Stage::Recess(..)
            | Stage::Closed(_) => false,
        };
        if runs {
            self.touched = self.touched.max(now.saturating_sub(1_000));
        } else if idle && self.who.is_some() {
            self.lock();
            self.dimmed = true;
        } else if idle && !self.pages.is_empty() {
            // Somebody left a paper or the pad open on the locked screen.
            self.pages.clear();
            self.pad.clear();
            self.dimmed = true;
        }
    }

    /// Locks; nothing that was begun is kept but the counts of hands and ballots.
    pub fn lock(&mut self) {
        self.who = None;
        self.number = None;
        self.plan = None;
        self.pages.clear();
        self.pad.clear();
        self.code = None;
        self.said = None;
    }

    /// Says a sentence for a few seconds.
    pub fn say(&mut self, text: Text, mono_ms: u64) {
        self.said = Some(Said { text, act: None, until: mono_ms + TOAST_MS });
    }

    /// What is said now; of an act only while it can be taken back.
    pub fn said_now(&self, scene: Scene) -> Option<&Said> {
        self.said.as_ref().filter(|said| match said.act {
            Some(act) => self.can_undo(act, scene),
            None => true,
        })
    }

    /// Whether the chair, who is here, may still take back `act`.
    pub(super) fn can_undo(&self, act: Act, scene: Scene) -> bool {
        let last = scene.session().and_then(|s| s.undoable(scene.at()));
        self.who == Some(PinRole::Chair) && last.is_some_and(|undo| undo.act == act)
    }
}
