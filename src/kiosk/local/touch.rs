//! Each touch, and what it may do while the screen is locked.

use super::{Local, PadFor, Page, PaperState, next_group};
use crate::chamber::Act;
use crate::chamber::command::{Command, PinRole};
use crate::chamber::ids::{DelegateId, DocumentId, GroupId, ItemId, SpeechId};
use crate::chamber::plan::Audience;
use crate::chamber::rules::VoteForm;
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::key::Key;
use crate::kiosk::scene::{Scene, Stage};
use crate::kiosk::words::both;
use crate::text::Lang;
use crate::wire::down::Text;
use nghitruong_ui::Touch;

/// The largest number that can be typed.
const MOST_TYPED: u32 = 9_999;
const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

impl Local {
    /// What somebody pressed, and what follows from it.
    pub fn touch(&mut self, touch: &Touch, scene: Scene) -> Vec<Effect> {
        self.tick(scene);
        self.touched = scene.now.mono_ms;
        if self.dimmed {
            self.dimmed = false;
            return Vec::new();
        }
        if self.busy.is_some() || (self.is_locked() && !self.works_locked(touch, scene)) {
            return Vec::new();
        }
        match touch {
            Touch::Key(id) | Touch::Choose(id) => {
                Key::parse(id).map_or_else(Vec::new, |key| self.key(&key, scene))
            }
            Touch::Pick(id) => self.pick(id, scene),
            Touch::Import(id) => self.import(id, scene),
            Touch::Lock => {
                self.lock();
                Vec::new()
            }
            Touch::Unlock => self.open(Page::Pin(PadFor::Unlock)),
            Touch::Wake => Vec::new(),
            Touch::Undo => self.undo(scene),
            Touch::Dismiss => {
                if self.said.take().is_none() {
                    self.notice_off = scene.session().map(|s| s.roll.present_count());
                }
                Vec::new()
            }
            Touch::Back => {
                self.back();
                Vec::new()
            }
            Touch::Confirm => self.confirm(scene),
            Touch::Seat(id) => self.seat(id, scene),
            Touch::QueueRow(id) => {
                SpeechId::new(id).map_or_else(|_| Vec::new(), |id| self.open(Page::QueueRow(id)))
            }
            Touch::AllQueue => self.open(Page::Queue),
            Touch::Group(id) => self
                .open(Page::Groups(GroupId::new(id).ok().or_else(|| scene.session().and_then(next_group)))),
            Touch::Doc(id) => {
                DocumentId::new(id).map_or_else(|_| Vec::new(), |id| self.open_paper(id, 1, scene))
            }
            Touch::AllDocs => self.open(Page::Docs),
            Touch::TurnPage(delta) => self.turn(*delta, scene),
            Touch::Qr => self.open(Page::Qr),
            Touch::Digit(value) => {
                if matches!(self.page(), Some(Page::Number(_))) {
                    let typed = self.number.unwrap_or(0).saturating_mul(10).saturating_add(u32::from(*value));
                    self.number = Some(typed.min(MOST_TYPED));
                } else if self.pad_is_shown(scene) {
                    self.pad.digit(*value, scene.now.mono_ms);
                }
                Vec::new()
            }
            Touch::Erase => {
                self.number = self.number.map(|n| n / 10).filter(|n| *n > 0);
                self.pad.erase();
                Vec::new()
            }
            Touch::Enter if matches!(self.page(), Some(Page::Number(_))) => self.enter_number(scene),
            Touch::Enter if self.pad_is_shown(scene) => self.enter(scene),
            Touch::Enter => Vec::new(),
            Touch::Step(id, delta) => {
                self.step(id, *delta, scene);
                Vec::new()
            }
            Touch::Count(teller, id, delta) => {
                if let (Stage::Hands(session, vote), Some(PinRole::Chair)) = (scene.stage(self), self.who) {
                    self.step_hands(session, vote, *teller, id, *delta);
                }
                Vec::new()
            }
            Touch::MoveItem(id, delta) => self.move_item(id, *delta, scene),
            Touch::PostponeItem(id) => {
                ItemId::new(id).map_or_else(|_| Vec::new(), |id| self.postpone_or_restore(id, scene))
            }
            Touch::Language(code) => {
                self.lang = if code == "en" { Lang::En } else { Lang::Vi };
                Vec::new()
            }
        }
    }

    /// A locked screen takes what harms nobody: joining, public papers, the pad, going on from a fault, and the first
    /// import, because then there is nothing to protect.
    fn works_locked(&self, touch: &Touch, scene: Scene) -> bool {
        let no_session = matches!(scene.stage(self), Stage::NoSession);
        match touch {
            Touch::Key(id) | Touch::Choose(id) => match Key::parse(id) {
                Some(Key::Roll | Key::Unlock | Key::Qr | Key::GoOn | Key::Backup | Key::Back) => true,
                Some(Key::Usb(_)) => self.page() == Some(&Page::BackupWhere),
                Some(Key::Search) => no_session || self.page() == Some(&Page::BackupWhere),
                Some(_) | None => false,
            },
            Touch::Pick(_) => self.page() == Some(&Page::Docs),
            Touch::Import(_) => no_session,
            Touch::Unlock
            | Touch::Wake
            | Touch::Dismiss
            | Touch::Back
            | Touch::Doc(_)
            | Touch::AllDocs
            | Touch::TurnPage(_)
            | Touch::Qr
            | Touch::Digit(_)
            | Touch::Erase
            | Touch::Enter => true,
            Touch::Lock
            | Touch::Undo
            | Touch::Confirm
            | Touch::Seat(_)
            | Touch::QueueRow(_)
            | Touch::AllQueue
            | Touch::Group(_)
            | Touch::Step(..)
            | Touch::Count(..)
            | Touch::MoveItem(..)
            | Touch::PostponeItem(_)
            | Touch::Language(_) => false,
        }
    }

    /// Covers the stage with `page`.
    pub(super) fn open(&mut self, page: Page) -> Vec<Effect> {
        if matches!(page, Page::Pin(_)) {
            self.pad.clear();
        }
        self.number = None;
        if self.page() != Some(&page) {
            self.pages.push(page);
        }
        Vec::new()
    }

    pub(super) fn back(&mut self) {
        if self.pages.pop().is_some_and(|page| matches!(page, Page::Pin(_))) {
            self.pad.clear();
        }
        self.mistakes = None;
    }

    /// Commands of this screen's actor; nothing else is taken until the answer comes.
    pub(super) fn ask(&mut self, scene: Scene, commands: Vec<Command>, done: Done) -> Vec<Effect> {
        self.busy = Some(scene.now.mono_ms);
        vec![Effect::Ask { commands, actor: self.actor(), done }]
    }

    fn undo(&mut self, scene: Scene) -> Vec<Effect> {
        match self.said.take().and_then(|said| said.act) {
            Some(act) if self.can_undo(act, scene) => {
                let say = Some(both(|w| w.undone().to_owned()));
                self.ask(scene, vec![Command::Undo], Done { say, ..Done::default() })
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// An act of the chair that can be taken back for some seconds; of the desk the same command without that.
    pub(super) fn act(
        &mut self,
        scene: Scene,
        command: Command,
        act: Act,
        say: Text,
        close: usize,
    ) -> Vec<Effect> {
        let act = (self.who == Some(PinRole::Chair)).then_some(act);
        self.ask(scene, vec![command], Done { say: Some(say), act, close })
    }

    fn seat(&mut self, id: &str, scene: Scene) -> Vec<Effect> {
        let (Ok(id), Some(session)) = (DelegateId::new(id), scene.session()) else { return Vec::new() };
        match self.page() {
            Some(Page::Roll) => return self.open(Page::Seat(id)),
            Some(Page::SeatPlan) => {
                self.exchange(id);
                return Vec::new();
            }
            Some(_) | None => {}
        }
        match scene.stage(self) {
            Stage::Names(_, vote) => {
                self.mark_hand(session, vote, id);
                Vec::new()
            }
            Stage::Voting(_, vote) if session.roll.is_present(&id) && vote.form == VoteForm::Mixed => {
                self.open(Page::Behalf(vote.id.clone(), id))
            }
            Stage::Voting(..)
            | Stage::FirstPin(_)
            | Stage::NoSession
            | Stage::Fault(_)
            | Stage::Standby(_)
            | Stage::Running(_)
            | Stage::Speaking(..)
            | Stage::Questioning(..)
            | Stage::Hands(..)
            | Stage::Paper(..)
            | Stage::Result(..)
            | Stage::Recess(..)
            | Stage::Closed(_) => Vec::new(),
        }
    }

    pub(super) fn open_paper(&mut self, id: DocumentId, page: u32, scene: Scene) -> Vec<Effect> {
        let Some(document) = scene.session().and_then(|s| s.plan.document(&id)) else { return Vec::new() };
        if (self.is_locked() && document.audience != Audience::Public)
            || !(1..=document.pages).contains(&page)
        {
            return Vec::new();
        }
        self.paper = PaperState::Loading;
        if matches!(self.page(), Some(Page::Paper { .. })) {
            self.pages.pop();
        }
        self.pages.push(Page::Paper { document: id.clone(), page });
        vec![Effect::LoadPage { document: id, sha256: document.sha256.clone(), page }]
    }

    fn turn(&mut self, delta: i32, scene: Scene) -> Vec<Effect> {
        match self.page() {
            Some(Page::Paper { document, page }) => {
                let (document, page) = (document.clone(), page.saturating_add_signed(delta));
                self.open_paper(document, page, scene)
            }
            Some(_) | None => Vec::new(),
        }
    }

    fn step(&mut self, id: &str, delta: i32, scene: Scene) {
        let Some(session) = scene.session() else { return };
        let present = session.roll.present_count();
        let Some(Page::Opening(opening)) = self.pages.last_mut() else { return };
        let unit = match id {
            "day" => DAY_MS,
            "hour" => HOUR_MS,
            "minute" => MINUTE_MS,
            "total" => {
                let listed = u32::try_from(session.plan.delegates.len()).unwrap_or(u32::MAX);
                let least = present.max(1);
                opening.total =
                    opening.total.saturating_add_signed(delta).clamp(least, most_total(listed).max(least));
                return;
            }
            _ => return,
        };
        opening.offset_ms = opening.offset_ms.saturating_add(unit.saturating_mul(i64::from(delta)));
    }

    fn move_item(&mut self, id: &str, delta: i32, scene: Scene) -> Vec<Effect> {
        let (Ok(item), Some(session)) = (ItemId::new(id), scene.session()) else { return Vec::new() };
        let Some(from) = session.agenda.order().iter().position(|i| *i == item) else { return Vec::new() };
        let to = from.saturating_add_signed(isize::from(delta.signum() as i8));
        if to == from || to >= session.agenda.order().len() {
            return Vec::new();
        }
        let say = both(|w| w.order_changed().to_owned());
        self.act(scene, Command::MoveItem { item, position: to }, Act::MoveItem, say, 0)
    }

    fn postpone_or_restore(&mut self, item: ItemId, scene: Scene) -> Vec<Effect> {
        let postponed =
            scene.session().and_then(|s| s.agenda.run(&item)).is_some_and(|run| run.postponed.is_some());
        if postponed {
            let say = both(|w| w.item_restored().to_owned());
            return self.act(scene, Command::RestoreItem { item }, Act::RestoreItem, say, 0);
        }
        self.open(Page::PostponeWhy(item))
    }

    fn import(&mut self, id: &str, scene: Scene) -> Vec<Effect> {
        let Some(folder) = id.parse().ok().and_then(|at: usize| self.folders.sessions.get(at)) else {
            return Vec::new();
        };
        self.busy = Some(scene.now.mono_ms);
        vec![Effect::Import { folder: folder.path.clone(), actor: self.actor() }]
    }
}

/// The total may exceed the list by delegates who are elected and not listed, but not without end.
pub fn most_total(listed: u32) -> u32 {
    listed.saturating_add(10)
}
