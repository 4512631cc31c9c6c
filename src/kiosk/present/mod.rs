//! From the state and what the screen remembers to what is to be seen. Pure; one file for each group of screens.

mod calm;
mod choices;
mod confirm;
mod council;
mod floor;
mod handhelds;
mod item;
mod keys;
mod lists;
mod motions;
mod outcome;
mod paper;
mod question_keys;
mod questioning;
mod seating;
mod sound;
mod start;
mod votes;
mod walls;

use super::effect::ImportError;
use super::key::Key;
use super::local::{Local, Page};
use super::scene::{Fault, Scene, Stage};
use super::words::Words;
use crate::chamber::command::PinRole;
use crate::chamber::{Attendance, Session};
use crate::runtime::WaitingWall;
use crate::text;
use nghitruong_ui::{ActionKey, Face, Join, KeyKind, LockFace, Presence, Screen, Toast, TopBar};

/// How people come in at this moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entrance {
    /// What the QR says.
    pub url: String,
    /// Scheme and authority of the kiosk's page.
    pub base: String,
    /// "192.168.1.10:8080", to be typed into a browser.
    pub address: String,
    /// "K7P4 M2Q9".
    pub typed: String,
    /// Left of the QR's validity, milliseconds.
    pub left_ms: i64,
    /// The QR's window, milliseconds.
    pub window_ms: i64,
    /// Walls that show a code and wait for an answer.
    pub walls: Vec<WaitingWall>,
    /// Handhelds that show a code until somebody says whose they are.
    pub handhelds: Vec<WaitingWall>,
}

/// All that a screen is made of.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    scene: Scene<'a>,
    local: &'a Local,
    entrance: &'a Entrance,
    /// The small kiosk, 800x480.
    small: bool,
    w: Words,
}

/// What is to be seen now. `small` is the kiosk of 800x480.
pub fn face(scene: Scene, local: &Local, entrance: &Entrance, small: bool) -> Face {
    let look = Look { scene, local, entrance, small, w: Words(local.lang) };
    let stage = scene.stage(local);
    let mut face = base(look, stage);
    match local.page() {
        Some(page) => {
            page_face(look, page, stage, &mut face);
            // What the page was about is gone.
            if face.screen == Screen::Wait {
                stage_face(look, stage, &mut face);
            }
        }
        None => stage_face(look, stage, &mut face),
    }
    // A key that waits for an answer says so; the others keep their place.
    if local.shows_busy(scene.now.mono_ms) {
        face.page.busy = true;
        for key in face.keys.iter_mut().take(1) {
            key.busy = true;
        }
    }
    face
}

/// A page over the stage, with the key that leads back.
fn page(look: Look, screen: Screen, caption: &str, title: &str, face: &mut Face) {
    face.screen = screen;
    face.page = nghitruong_ui::Page {
        caption: caption.into(),
        title: title.into(),
        back: look.w.back().into(),
        ..Default::default()
    };
}

fn stage_face(look: Look, stage: Stage, face: &mut Face) {
    match stage {
        Stage::FirstPin(role) => start::first_pin(look, role, face),
        Stage::NoSession => start::no_session(look, face),
        Stage::Fault(fault) => calm::fault(look, fault, face),
        Stage::Standby(session) => start::standby(look, session, face),
        Stage::Running(session) => item::running(look, session, face),
        Stage::Questioning(session, group, run) => questioning::stage(look, session, group, run, face),
        Stage::Speaking(session, speech, clock) => floor::speaking(look, session, speech, clock, face),
        Stage::Voting(session, vote) => votes::voting(look, session, vote, face),
        Stage::Hands(session, vote) => votes::hands(look, session, vote, face),
        Stage::Names(session, vote) => votes::names(look, session, vote, face),
        Stage::Paper(session, vote) => paper::paper(look, session, vote, face),
        Stage::Result(session, vote) => outcome::result(look, session, vote, face),
        Stage::Recess(session, resume_at) => calm::recess(look, session, resume_at, face),
        Stage::Closed(session) => calm::closed(look, session, face),
    }
}

fn page_face(look: Look, page: &Page, stage: Stage, face: &mut Face) {
    match page {
        Page::Pin(purpose) => return start::pin(look, *purpose, face),
        Page::Qr => {
            face.screen = Screen::QrFull;
            return;
        }
        Page::Settings => return choices::settings(look, face),
        Page::Sound => return sound::sound(look, face),
        Page::Import => return start::import(look, face),
        Page::BackupWhere => return choices::sticks(look, true, face),
        Page::Confirm(question) => return confirm::question(look, question, face),
        Page::Walls => return walls::walls(look, face),
        Page::WaitingWall(code) => return walls::waiting(look, code, face),
        Page::PairedWall(wall) => return walls::paired(look, wall, face),
        Page::Handhelds => return handhelds::list(look, face),
        Page::WaitingHandheld(code) => return handhelds::waiting(look, code, face),
        Page::GivenHandheld(device) => return handhelds::given(look, device, face),
        Page::WallShow => return walls::show(look, look.scene.session(), face),
        Page::WallMessages => return walls::messages(look, face),
        Page::Docs
        | Page::Paper { .. }
        | Page::Roll
        | Page::Seat(_)
        | Page::Opening(_)
        | Page::Queue
        | Page::QueueRow(_)
        | Page::Register
        | Page::RegisterKind(_)
        | Page::Groups(_)
        | Page::Answerer
        | Page::WhichQuestion
        | Page::CommitDue
        | Page::QuestionMenu
        | Page::Items(_)
        | Page::Agenda
        | Page::PostponeWhy(_)
        | Page::Motions(_)
        | Page::Forms(_)
        | Page::HowToVote(_)
        | Page::Block(_)
        | Page::NewMotion
        | Page::PartOf
        | Page::Board(_)
        | Page::VoteMenu(_)
        | Page::Number(_)
        | Page::Status(_)
        | Page::Total
        | Page::Guests
        | Page::SeatPlan
        | Page::Rules
        | Page::Rule(_)
        | Page::BehalfWho(_)
        | Page::Behalf(..)
        | Page::AnnulWhy(_)
        | Page::Recess
        | Page::Menu
        | Page::CodeWho
        | Page::Code
        | Page::ExportWhere
        | Page::Download => {}
    }
    let Some(session) = look.scene.session() else { return stage_face(look, stage, face) };
    match page {
        Page::Docs => lists::docs(look, session, face),
        Page::Paper { document, page } => lists::paper(look, session, document, *page, face),
        Page::Roll => start::roll(look, session, face),
        Page::Seat(delegate) => choices::seat(look, session, delegate, face),
        Page::Opening(opening) => start::opening(look, session, *opening, face),
        Page::Queue => floor::queue(look, session, face),
        Page::QueueRow(speech) => floor::queue_row(look, session, speech, face),
        Page::Register => floor::register(look, session, face),
        Page::RegisterKind(speaker) => floor::register_kind(look, session, speaker, face),
        Page::Groups(chosen) => questioning::groups(look, session, chosen.as_ref(), face),
        Page::Answerer => questioning::answerer(look, session, face),
        Page::WhichQuestion => questioning::which_question(look, session, face),
        Page::CommitDue => questioning::commit_due(look, session, face),
        Page::QuestionMenu => question_keys::menu(look, session, face),
        Page::Items(chosen) => lists::items(look, session, chosen.as_ref(), face),
        Page::Agenda => lists::agenda(look, session, face),
        Page::PostponeWhy(item) => choices::postpone(look, session, item, face),
        Page::Forms(vote) => choices::forms(look, session, vote, face),
        Page::Motions(chosen) => motions::motions(look, session, chosen.as_ref(), face),
        Page::HowToVote(motions) => motions::how_to_vote(look, session, motions, face),
        Page::Block(chosen) => motions::block(look, session, chosen, face),
        Page::NewMotion => motions::new_motion(look, session, face),
        Page::PartOf => motions::part_of(look, session, face),
        Page::Board(chosen) => motions::board(look, session, chosen, face),
        Page::VoteMenu(vote) => choices::vote_menu(look, session, vote, face),
        Page::Number(purpose) => paper::number(look, session, purpose, face),
        Page::Status(delegate) => council::status(look, session, delegate, face),
        Page::Total => council::total(look, session, face),
        Page::Guests => council::guests(look, session, face),
        Page::SeatPlan => council::seat_plan(look, session, face),
        Page::Rules => council::rules(look, session, face),
        Page::Rule(at) => council::rule(look, session, *at, face),
        Page::BehalfWho(vote) => lists::behalf_who(look, session, vote, face),
        Page::Behalf(_, delegate) => choices::behalf(look, session, delegate, face),
        Page::AnnulWhy(vote) => choices::annul(look, session, vote, face),
        Page::Recess => choices::recess(look, face),
        Page::Menu => choices::menu(look, session, face),
        Page::CodeWho => lists::code_who(look, session, face),
        Page::Code => calm::code(look, session, face),
        Page::ExportWhere => choices::sticks(look, false, face),
        Page::Download => calm::download(look, face),
        Page::Pin(_)
        | Page::Qr
        | Page::Settings
        | Page::Sound
        | Page::Import
        | Page::BackupWhere
        | Page::Walls
        | Page::WaitingWall(_)
        | Page::PairedWall(_)
        | Page::Handhelds
        | Page::WaitingHandheld(_)
        | Page::GivenHandheld(_)
        | Page::WallShow
        | Page::WallMessages
        | Page::Confirm(_) => {}
    }
}

/// What every screen has: bar, clock, strip, sentence, code, presence.
fn base(look: Look, stage: Stage) -> Face {
    let Look { scene, local, w, .. } = look;
    let session = scene.session();
    let bare = matches!(stage, Stage::FirstPin(_) | Stage::NoSession);
    let mut face = Face {
        screen: Screen::Wait,
        locked: local.is_locked() && !bare,
        dimmed: local.dimmed,
        clock: text::clock_hhmm(scene.at()).into(),
        language: local.lang.pick("vi", "en").into(),
        strip: strip(look, stage).into(),
        strip_calm: scene.fault().is_none(),
        toast: toast(look, stage),
        ..Face::default()
    };
    face.bar.lock = match (bare, local.who) {
        (true, None) => LockFace::Hidden,
        (_, Some(_)) => LockFace::Open,
        (false, None) => LockFace::Locked,
    };
    let (code_a, code_b) = look.entrance.typed.split_once(' ').unwrap_or((&look.entrance.typed, ""));
    face.join = Join {
        wifi: session.map(|s| s.plan.council.wifi_name.clone()).unwrap_or_default().into(),
        address: look.entrance.address.clone().into(),
        code_a: code_a.into(),
        code_b: code_b.into(),
    };
    let (left, window) = (look.entrance.left_ms.max(0), look.entrance.window_ms.max(1));
    face.qr_seconds = i32::try_from(u64::try_from(left).unwrap_or(0).div_ceil(1000)).unwrap_or(0);
    face.qr_left = share(i64::from(face.qr_seconds) * 1000, window);
    if let Some(session) = session {
        let quorum = session.quorum();
        let present = session.roll.present_count();
        let on_stage = matches!(stage, Stage::Standby(_)) && local.page().is_none();
        face.bar = TopBar {
            council: session.plan.council.short_name.to_uppercase().into(),
            session: w.session_label(session.plan.ordinal, &session.plan.term.label).into(),
            present: if on_stage { String::new() } else { format!("{present}/{}", session.total_delegates) }
                .into(),
            below_quorum: session.is_running() && present < quorum,
            lock: face.bar.lock,
            elapsed: in_session(look, session).into(),
        };
        if bare {
            face.bar.present = Default::default();
        }
        face.presence = presence(look, session);
    }
    face
}

/// How long the sitting has lasted, without recesses; nothing in the first minute.
fn in_session(look: Look, session: &Session) -> String {
    let minutes = session.watch.elapsed(look.scene.at()) / 60_000;
    if !session.is_running() || minutes == 0 {
        return String::new();
    }
    look.w.in_session(minutes)
}

/// A part of a whole for bars, 0 to 1.
fn share(part: i64, whole: i64) -> f32 {
    // Thousandths are finer than any bar is long, and exact in this type.
    let thousandths = (part.max(0) * 1000 / whole.max(1)).min(1000);
    f32::from(i16::try_from(thousandths).unwrap_or(0)) / 1000.0
}

fn presence(look: Look, session: &Session) -> Presence {
    let present = session.roll.present_count();
    let quorum = session.quorum();
    let (mut excused, mut unexcused, mut open) = (Vec::new(), 0, 0);
    for delegate in &session.plan.delegates {
        match session.roll.attendance(&delegate.id) {
            Some(Attendance::AbsentExcused { .. }) => excused.push(delegate.name.as_str()),
            Some(Attendance::AbsentUnexcused | Attendance::Left) => unexcused += 1,
            Some(Attendance::Expected) => open += 1,
            Some(Attendance::Present) | None => {}
        }
    }
    let w = look.w;
    let mut names = excused.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if excused.len() > 3 {
        names.push_str(&w.and_more(excused.len() - 3));
    }
    let plan = &session.plan;
    Presence {
        title: w
            .long_session_label(plan.ordinal, plan.kind_label.trim_start_matches("kỳ họp "), &plan.term.label)
            .into(),
        venue: plan.venue.clone().into(),
        present: int(present),
        total: int(session.total_delegates),
        quorum: int(quorum),
        enough: present >= quorum,
        absent: if excused.is_empty() { String::new() } else { w.absent(&names) }.into(),
        summary: w.roll_summary(present, excused.len(), unexcused, open).into(),
    }
}

/// The strip: a fault that the chair has seen and that still lasts, else a closed sitting.
fn strip(look: Look, stage: Stage) -> String {
    match (look.scene.fault(), stage) {
        (None, _) if look.scene.session().is_some_and(|s| s.doors.is_some()) => {
            look.w.doors_strip().to_owned()
        }
        (None, _) | (Some(_), Stage::Fault(_)) => String::new(),
        (Some(Fault::Disk { since, full: _ }), _) => look.w.disk_strip(&look.clock_of(since)),
        (Some(Fault::Link { since }), _) => look.w.link_strip(&look.clock_of(since)),
    }
}

fn toast(look: Look, stage: Stage) -> Toast {
    if let Some(said) = look.local.said_now(look.scene) {
        let undo = if said.act.is_some() { look.w.undo() } else { "" };
        return Toast { text: said.text.get(look.local.lang).into(), undo: undo.into() };
    }
    // A standing notice, never a stop, until somebody puts it away.
    if let Stage::Running(session) = stage
        && look.local.page().is_none()
        && let Some(warning) = quorum_warning(look, session)
        && look.local.notice_off != Some(session.roll.present_count())
    {
        return Toast { text: warning.into(), undo: Default::default() };
    }
    Toast::default()
}

/// Too few to go on, or too few for anything to pass; the latter is the harder one.
fn quorum_warning(look: Look, session: &Session) -> Option<String> {
    let present = session.roll.present_count();
    let majority = session.passing_least();
    if present < majority {
        return Some(look.w.cannot_pass(present, majority));
    }
    (present < session.quorum()).then(|| look.w.below_quorum(session.quorum()))
}

impl Look<'_> {
    /// "09:17" in the room's time, of a moment of the host's clock.
    fn clock_of(&self, host_ms: i64) -> String {
        text::clock_hhmm(self.scene.session().map_or(host_ms, |s| s.corrected(host_ms)))
    }

    fn chair(&self) -> bool {
        self.local.who == Some(PinRole::Chair)
    }

    /// Group of a delegate as this reader sees it, short.
    fn group(&self, group: &str) -> String {
        self.w.group(&crate::text::short_group(group))
    }
}

fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn index(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(0)
}
