//! A day of the sample council, played through the shell: each moment is what the screen shows at that time. No state is
//! made by hand; every moment is reached by touches, devices and commands under the real rules.

mod questions;
mod settings;
mod votes;

use super::effect::{Folder, Folders};
use super::key::Key;
use super::memory::Memory;
use super::present;
use super::scene::Scene;
use super::shell::{Shell, World};
use crate::chamber::command::{Actor, AttendanceMark, Command, Holder};
use crate::chamber::ids::{DelegateId, ItemId, SpeechId};
use crate::chamber::plan::SessionPlan;
use crate::chamber::rules::TurnKind;
use crate::chamber::{Refusal, Session, Speaker};
use crate::prepare;
use crate::runtime::{DiskFault, WaitingWall};
use crate::text::Lang;
use crate::wire::VERSION;
use crate::wire::snapshot::WallCode;
use crate::wire::topic::Topic;
use nghitruong_ui::{Face, Touch};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// 17 December 2026, 07:05 in Vietnam.
pub const MORNING: i64 = 1_797_465_900_000;
const CHAIR: [u8; 4] = [2, 4, 6, 8];
const SECRETARY: [u8; 4] = [1, 3, 5, 7];

/// The sample council: from its files where they are at hand, else the one in the program, whose papers have one page.
fn sample() -> Option<&'static SessionPlan> {
    static SAMPLE: OnceLock<Option<SessionPlan>> = OnceLock::new();
    SAMPLE
        .get_or_init(|| {
            let here = Path::new("samples/an-binh");
            let built = Path::new(env!("CARGO_MANIFEST_DIR")).join(here);
            let read = prepare::read_session(here).or_else(|_| prepare::read_session(&built));
            read.or_else(|_| prepare::synthetic(28, 1)).ok().map(|prepared| prepared.plan)
        })
        .as_ref()
}

/// What the screen shows at one time of the day, in any size and language.
pub struct Moment {
    pub name: &'static str,
    /// What the QR says then.
    pub url: String,
    /// The room's time, UTC milliseconds.
    pub at: i64,
    /// What every wall of the room has been sent.
    pub sent: Vec<(Topic, Vec<u8>)>,
    faces: [Face; 4],
}

impl Moment {
    /// The face for a size and a language.
    pub fn face(&self, small: bool, lang: Lang) -> &Face {
        let english = match lang {
            Lang::Vi => 0,
            Lang::En => 1,
        };
        &self.faces[usize::from(small) * 2 + english]
    }
}

/// Plays the day.
pub struct Script {
    pub shell: Shell<Memory>,
    pub moments: Vec<Moment>,
    /// Refusals of devices and commands that the script did not expect.
    pub refused: Vec<Refusal>,
    /// What is imported.
    plan: Option<SessionPlan>,
}

impl Script {
    /// The morning of the session; nothing is known yet.
    pub fn new() -> Self {
        Self {
            shell: Shell::new(Memory::new(MORNING)),
            moments: Vec::new(),
            refused: Vec::new(),
            plan: sample().cloned(),
        }
    }

    /// Keeps what is seen now under a name.
    pub fn shot(&mut self, name: &'static str) {
        let world = self.shell.world();
        let (view, now, entrance) = (world.view(), world.now(), world.entrance());
        let scene = Scene { view: &view, now };
        let faces = [(false, Lang::Vi), (false, Lang::En), (true, Lang::Vi), (true, Lang::En)].map(
            |(small, lang)| {
                let mut local = self.shell.local().clone();
                local.lang = lang;
                present::face(scene, &local, &entrance, small)
            },
        );
        let (at, sent) = self.sent();
        self.moments.push(Moment { name, url: entrance.url, at, sent, faces });
    }

    /// The room's time, and what every wall has been sent by then.
    pub fn sent(&self) -> (i64, Vec<(Topic, Vec<u8>)>) {
        let world = self.shell.world();
        let (view, now, entrance) = (world.view(), world.now(), world.entrance());
        let at = Scene { view: &view, now }.at();
        let (url, typed) = (entrance.url, entrance.typed);
        let code = WallCode { v: VERSION, url, typed, from: at, until: at + entrance.window_ms };
        let mut sent = view.snapshots("an-binh");
        sent.extend(serde_json::to_vec(&code).map(|bytes| (Topic::WallCode, bytes)));
        (at, sent)
    }

    /// Lets time pass.
    pub fn pass(&mut self, seconds: u64) {
        self.shell.world_mut().pass(seconds * 1000);
        self.shell.tick();
    }

    pub fn touch(&mut self, touch: Touch) {
        self.shell.touch(&touch);
    }

    /// A key of the action row.
    pub fn key(&mut self, key: Key) {
        self.touch(Touch::Key(key.id()));
    }

    /// A key of a choice page.
    pub fn choose(&mut self, key: Key) {
        self.touch(Touch::Choose(key.id()));
    }

    pub fn pin(&mut self, digits: [u8; 4]) {
        for digit in digits {
            self.touch(Touch::Digit(digit));
        }
        self.touch(Touch::Enter);
    }

    /// Unlocks with the chair's PIN, if the screen is locked.
    pub fn unlock(&mut self) {
        if self.shell.local().dimmed {
            self.touch(Touch::Wake);
        }
        if !self.shell.local().is_locked() {
            return;
        }
        self.touch(Touch::Unlock);
        self.pin(CHAIR);
    }

    /// A command of somebody else than this screen.
    pub fn by(&mut self, actor: &Actor, command: Command) {
        if let Err(why) = self.shell.world_mut().command(&command, actor) {
            self.refused.push(why);
        }
    }

    /// The delegates by seat.
    pub fn delegates(&self) -> Vec<DelegateId> {
        let ids = |s: &Session| s.plan.by_seat().into_iter().map(|d| d.id.clone()).collect();
        self.session(ids).unwrap_or_default()
    }

    /// Asks the session something.
    pub fn session<T>(&self, ask: impl FnOnce(&Session) -> T) -> Option<T> {
        self.shell.world().view().chamber.current().map(ask)
    }

    fn delegate(&self, seat: usize) -> Option<DelegateId> {
        self.delegates().into_iter().nth(seat.saturating_sub(1))
    }

    /// PINs are set and the sample is imported.
    pub fn prepare(&mut self) {
        self.touch(Touch::Digit(2));
        self.touch(Touch::Digit(4));
        self.shot("00b-dat-ma-pin");
        self.touch(Touch::Erase);
        self.touch(Touch::Erase);
        self.pin(CHAIR);
        self.pin(CHAIR);
        self.pin(SECRETARY);
        self.shot("00b2-nhap-lai-ma-pin");
        self.pin(SECRETARY);
        self.pass(7);
        self.shell.world_mut().folders = Folders {
            sessions: vec![
                Folder {
                    path: PathBuf::from("/nowhere"),
                    label: "USB HDND-AnBinh/ky-hop-3".into(),
                    files: 21,
                },
                Folder { path: PathBuf::from("/nowhere"), label: "an-binh".into(), files: 21 },
            ],
            sticks: vec![Folder {
                path: PathBuf::from("/nowhere"),
                label: "USB HDND-AnBinh".into(),
                files: 0,
            }],
        };
        self.choose(Key::Search);
        self.shot("00c-chua-co-ky-hop");
        self.touch(Touch::Import("0".into()));
        self.shot("00d-loi-ho-so");
        self.touch(Touch::Back);
        if let Some(plan) = self.plan.clone() {
            self.by(&Actor::Operator, Command::ImportSession(Box::new(plan)));
        }
        self.pass(10);
    }

    /// Devices of all delegates but those in these seats.
    pub fn enrol(&mut self, without: &[usize]) -> Vec<Actor> {
        let mut devices = Vec::new();
        for (seat, id) in (1..).zip(self.delegates()) {
            if !without.contains(&seat) {
                match self.shell.world_mut().enrol(Holder::Delegate(id)) {
                    Ok(actor) => devices.push(actor),
                    Err(why) => self.refused.push(why),
                }
            }
        }
        devices
    }

    pub fn present(&mut self, seats: std::ops::RangeInclusive<usize>) {
        for (seat, delegate) in (1..).zip(self.delegates()) {
            let away =
                self.session(|s| s.plan.delegate(&delegate).is_some_and(|d| d.reported_absent.is_some()));
            if seats.contains(&seat) && away != Some(true) {
                let mark = AttendanceMark::Present;
                self.by(&Actor::Chair, Command::MarkAttendance { delegate, mark });
            }
        }
    }

    /// From the standby screen to the opened session.
    fn opening(&mut self) {
        self.present(1..=12);
        self.shot("01-cho");
        self.key(Key::Roll);
        self.touch(Touch::Digit(2));
        self.touch(Touch::Digit(4));
        self.touch(Touch::Digit(6));
        self.shot("09b-ma-pin");
        for _ in 0..3 {
            self.touch(Touch::Erase);
        }
        self.pin([1, 1, 1, 1]);
        self.shot("09c-sai-ma-pin");
        for _ in 0..4 {
            self.pin([1, 1, 1, 1]);
        }
        self.pass(3);
        self.shot("09d-khoa-nhap");
        self.pass(30);
        self.pin(CHAIR);
        self.pass(60);
        self.present(13..=21);
        self.shot("01b-diem-danh");
        self.touch(Touch::Qr);
        self.shot("01c-ma-qr");
        self.touch(Touch::Back);
        self.key(Key::Roll);
        self.present(22..=27);
        self.shot("07-diem-danh-bang");
        if let Some(late) = self.delegate(28) {
            self.touch(Touch::Seat(late.to_string()));
            self.shot("13-ghi-mot-dai-bieu");
            self.choose(Key::Present);
            self.shot("07d-da-ghi");
        }
        self.council();
        self.key(Key::Back);
        self.pass(480);
        self.key(Key::Open);
        self.touch(Touch::Step("minute".into(), 1));
        self.shot("08-xac-nhan-khai-mac");
        self.touch(Touch::Confirm);
        self.pass(5);
    }

    /// A display of the hall is paired; another one is not ours.
    fn walls(&mut self) {
        let waits = |code: &str| WaitingWall { code: code.to_owned(), until: i64::MAX };
        self.shell.world_mut().walls = vec![waits("482913"), waits("007345")];
        self.choose(Key::Walls);
        self.touch(Touch::Pick("482913".into()));
        self.shot("27b-ghep-man-hinh");
        self.choose(Key::PairWall);
        self.shot("27-man-hinh");
        self.touch(Touch::Pick("007345".into()));
        self.choose(Key::RefuseWall);
        self.touch(Touch::Pick("w-482913".into()));
        self.shot("27c-go-man-hinh");
        self.touch(Touch::Back);
        self.choose(Key::WallShow);
        self.shot("27d-hien-tren-man-hinh");
        self.choose(Key::WallMessages);
        self.shot("27e-thong-bao");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.touch(Touch::Back);
    }

    /// Offices, seats and rules, before the opening.
    fn council(&mut self) {
        self.pass(7);
        if let Some(delegate) = self.delegate(28) {
            self.touch(Touch::Seat(delegate.to_string()));
            self.choose(Key::Status);
            self.shot("13b-tinh-trang");
            self.touch(Touch::Back);
            self.touch(Touch::Back);
        }
        self.key(Key::Settings);
        self.choose(Key::Rules);
        self.shot("16e-quy-tac");
        self.touch(Touch::Pick("1".into()));
        self.shot("16f-mot-quy-tac");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.walls();
        self.choose(Key::SeatPlan);
        for seat in [3, 12] {
            if let Some(delegate) = self.delegate(seat) {
                self.touch(Touch::Seat(delegate.to_string()));
            }
            if seat == 3 {
                self.shot("26-so-do");
            }
        }
        self.choose(Key::PlanShape);
        self.shot("26b-so-do-vong-cung");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
    }

    fn go_to(&mut self, item: &str) {
        if let Ok(item) = ItemId::new(item) {
            self.by(&Actor::Chair, Command::GoToItem { item });
        }
    }

    fn ask_to_speak(&mut self, seats: &[usize]) {
        for seat in seats {
            if let Some(delegate) = self.delegate(*seat) {
                let speaker = Speaker::Delegate(delegate);
                self.by(&Actor::Desk, Command::RequestSpeech { speaker, kind: TurnKind::Speech });
            }
        }
    }

    fn call_first(&mut self) {
        let first = self.session(|s| s.floor.queue().next().map(|r| r.id.clone())).flatten();
        if let Some(first) = first {
            self.key(Key::Call(first));
        }
    }

    /// Items, papers, queue and speeches.
    fn debate(&mut self) {
        self.shot("02d-khai-mac");
        self.go_to("i2");
        self.pass(600);
        self.go_to("i3");
        self.pass(2400);
        self.unlock();
        self.shot("02e-bao-cao");
        self.touch(Touch::AllDocs);
        self.shot("20c-cac-tai-lieu");
        let first = self.session(|s| s.plan.documents.get(1).map(|d| d.id.to_string())).flatten();
        self.touch(Touch::Doc(first.unwrap_or_default()));
        self.shot("20-tai-lieu");
        self.shell.world_mut().papers = false;
        self.touch(Touch::TurnPage(1));
        self.shot("20b-khong-mo-duoc");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.go_to("i4");
        self.ask_to_speak(&[4, 6, 7]);
        self.call_first();
        self.pass(370);
        self.key(Key::Stop);
        self.ask_to_speak(&[10, 12, 13]);
        self.pass(150);
        self.touch(Touch::Dismiss);
        self.shot("02-dieu-hanh");
        let first = self.session(|s| s.floor.queue().next().map(|r| r.id.to_string())).flatten();
        self.touch(Touch::QueueRow(first.unwrap_or_default()));
        self.shot("14-mot-dang-ky");
        self.touch(Touch::Back);
        self.touch(Touch::AllQueue);
        self.shot("18b-dang-ky");
        self.touch(Touch::Back);
        self.key(Key::Menu);
        self.shot("16b-viec-khac");
        self.choose(Key::Guests);
        self.touch(Touch::Pick("3".into()));
        self.touch(Touch::Digit(1));
        self.touch(Touch::Digit(5));
        self.shot("23b-so-khach");
        self.touch(Touch::Enter);
        self.shot("23-khach-moi");
        self.touch(Touch::Back);
        self.choose(Key::Register);
        self.shot("18-chon-dai-bieu");
        self.touch(Touch::Back);
        self.choose(Key::Agenda);
        self.shot("19-sua-chuong-trinh");
        self.touch(Touch::PostponeItem("i6".into()));
        self.shot("19b-ly-do-hoan");
        self.choose(Key::Reason(0));
        self.shot("19c-hoan");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.settings();
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.call_first();
        self.pass(144);
        self.shot("03-phat-bieu");
        self.pass(228);
        self.shot("03c-sap-het-gio");
        self.pass(132);
        self.shot("03b-qua-gio");
        self.key(Key::Extend);
        self.key(Key::Pause);
        self.shot("03d-tam-dung");
        self.key(Key::Stop);
        self.pass(6);
        self.touch(Touch::Lock);
        self.shot("02b-khoa");
        self.unlock();
        self.key(Key::EndDiscussion);
        self.shot("09e-ket-thuc-thao-luan");
        self.touch(Touch::Back);
        self.key(Key::Items);
        self.shot("17b-chuyen-noi-dung");
        self.touch(Touch::Back);
        self.guests();
    }

    /// Recess, faults, too few present, closing.
    fn evening(&mut self) {
        self.go_to("i5");
        self.key(Key::Menu);
        self.choose(Key::Recess);
        self.shot("11b-nghi-bao-lau");
        self.choose(Key::RecessFor(15));
        self.shot("11-tam-nghi");
        self.pass(900);
        self.unlock();
        self.key(Key::EndRecess);
        self.ask_to_speak(&[6, 7, 10]);

        let since = self.shell.world().now().utc_ms;
        self.shell.world_mut().health_mut().link_down = Some((since, "gone".into()));
        self.pass(3);
        self.shot("10-mat-ket-noi");
        self.key(Key::GoOn);
        self.pass(7);
        self.shot("10c-dai-do");
        self.shell.world_mut().health_mut().link_down = None;
        let reason = "no space".to_owned();
        self.shell.world_mut().health_mut().disk = Some(DiskFault { since, full: true, reason });
        self.shot("10b-dia-day");
        self.key(Key::Backup);
        self.shot("10d-chep-ra-usb");
        self.touch(Touch::Back);
        self.shell.world_mut().health_mut().disk = None;
        self.shell.world_mut().refuse_next = Some(Refusal::NotRecorded);
        self.call_first();
        self.shot("10e-chua-ghi-nhan");
        self.pass(7);

        for seat in 15..=28 {
            if let Some(delegate) = self.delegate(seat) {
                self.by(&Actor::Chair, Command::MarkAttendance { delegate, mark: AttendanceMark::Left });
            }
        }
        self.shot("02g-thieu-nguoi");
        self.go_to("i8");
        self.shot("02h-be-mac");
        self.key(Key::CloseSession);
        self.shot("09j-be-mac");
        self.touch(Touch::Confirm);
        self.pass(60);
        self.shot("12-be-mac");
        self.key(Key::Export);
        self.shot("12b-xuat-bien-ban");
        self.choose(Key::Download);
        self.pass(30);
        self.shot("12c-tai-ve");
        self.touch(Touch::Back);
        self.shot("12d-be-mac-co-ma");
    }

    /// To the debate with some who wait, unlocked by the chair.
    pub fn open_debate(&mut self) {
        self.prepare();
        self.enrol(&[8, 17]);
        self.present(1..=28);
        self.unlock();
        self.by(&Actor::Chair, Command::OpenSitting { total_delegates: 28 });
        self.go_to("i4");
        self.ask_to_speak(&[4, 6, 7, 10, 12]);
        self.pass(300);
        self.unlock();
    }

    /// The whole day.
    pub fn day(&mut self) {
        self.prepare();
        let devices = self.enrol(&[8, 17]);
        self.opening();
        self.debate();
        self.votes(&devices);
        self.articles_and_blocks(&devices);
        self.personnel();
        self.questions();
        self.closed_sitting();
        self.evening();
        let unknown = SpeechId::new("r999").ok().map(Key::Call);
        if let Some(unknown) = unknown {
            self.key(unknown);
        }
        let other = Self::clock_by_chair();
        self.moments.extend(other.moments);
        self.refused.extend(other.refused);
    }
}
