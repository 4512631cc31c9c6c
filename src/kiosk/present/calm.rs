//! Recess, closed, faults, and codes that are shown for a while.

use super::keys::{main, plain, with_second};
use super::{Key, Look, item};
use crate::chamber::Session;
use crate::chamber::command::Holder;
use crate::kiosk::local::ShownCode;
use crate::kiosk::scene::Fault;
use crate::kiosk::words::{DISK_STOPPED, DISK_WORKS, LINK_STOPPED, LINK_WORKS};
use crate::text;
use nghitruong_ui::slint::SharedString;
use nghitruong_ui::{Code, Face, Line, Page, Screen, Trouble};

pub fn recess(look: Look, session: &Session, resume_at: Option<i64>, face: &mut Face) {
    face.screen = Screen::Recess;
    let w = look.w;
    let item = session.agenda.current().map(|i| item::item_caption(look, session, i)).unwrap_or_default();
    face.page = Page {
        caption: item.clone().into(),
        title: w.recess_now().into(),
        note: resume_at
            .map_or_else(|| w.recess_goes().to_owned(), |at| w.resume_at(&text::clock_hhmm(at)))
            .into(),
        ..Page::default()
    };
    let run = session.agenda.current().and_then(|id| session.agenda.run(id));
    if let Some(run) = run {
        let at = look.scene.at();
        let text = w.clocks_stand(run.watch.elapsed(at) / 60_000, session.watch.elapsed(at) / 60_000);
        face.lines = vec![Line { text: text.into(), ..Line::default() }];
    }
    if look.local.is_locked() {
        return;
    }
    face.keys = if look.chair() {
        vec![
            main(&Key::EndRecess, w.resume_session(), &item),
            plain(&Key::Roll, w.roll_at_table()),
            plain(&Key::Qr, w.enlarge_qr()),
            with_second(&Key::Menu, w.other_work(), w.other_short()),
        ]
    } else {
        vec![
            main(&Key::Roll, w.roll_at_table(), w.desk_only()),
            plain(&Key::Qr, w.enlarge_qr()),
            plain(&Key::Settings, w.settings()),
        ]
    };
}

pub fn closed(look: Look, session: &Session, face: &mut Face) {
    face.screen = Screen::Closed;
    let w = look.w;
    let at = session.closed_at.unwrap_or_default();
    face.page = Page {
        caption: w.session_label(session.plan.ordinal, &session.plan.term.label).into(),
        title: w.closed_title().into(),
        note: w.closed_at(&text::clock_hhmm(at), &text::short_date(at)).into(),
        ..Page::default()
    };
    face.lines = vec![Line {
        text: w.journal().into(),
        strong: look.scene.view.rev.to_string().into(),
        rest: w.records().into(),
    }];
    // The files are for whoever has the PIN; their code disappears with the lock.
    if look.local.is_locked() {
        return;
    }
    if let Some(code) = &look.local.download {
        shown(look, code, face);
        face.code.address = download_address(look, &code.code).into();
    }
    face.keys = vec![
        main(&Key::Export, w.export(), ""),
        plain(&Key::Download, w.new_download()),
        plain(&Key::Settings, w.settings()),
    ];
    if look.chair() {
        face.keys.push(plain(&Key::PowerOff, w.power_off()));
    }
}

fn shown(look: Look, code: &ShownCode, face: &mut Face) {
    let (code_a, code_b) = code.code.split_at_checked(4).unwrap_or((&code.code, ""));
    face.code = Code { code_a: code_a.into(), code_b: code_b.into(), has_qr: true, ..Code::default() };
    let left = code.until.saturating_sub(look.scene.now.mono_ms).div_ceil(1000);
    face.code_seconds = i32::try_from(left).unwrap_or(i32::MAX);
}

/// What is typed into a browser to fetch the minutes.
fn download_address(look: Look, code: &str) -> String {
    format!("{}/minutes/{code}", look.entrance.address)
}

pub fn code(look: Look, session: &Session, face: &mut Face) {
    face.screen = Screen::Code;
    let w = look.w;
    face.page.back = w.done().into();
    let Some(code) = &look.local.code else { return };
    shown(look, code, face);
    let (title, name) = match &code.holder {
        Some(Holder::Delegate(id)) => {
            (w.code_title_delegate(), session.plan.delegate(id).map(|d| w.seat(&d.name, d.seat)))
        }
        Some(Holder::Secretary(id)) => {
            (w.code_title_secretary(), session.plan.secretary(id).map(|s| s.name.clone()))
        }
        None => ("", None),
    };
    face.code.title = title.into();
    face.code.name = name.unwrap_or_default().into();
    face.code.address = look.entrance.address.clone().into();
    face.code.note = w.code_note().into();
}

pub fn download(look: Look, face: &mut Face) {
    face.screen = Screen::Code;
    let w = look.w;
    face.page.back = w.done().into();
    let Some(code) = &look.local.download else { return };
    shown(look, code, face);
    face.code.title = w.download_title().into();
    face.code.name = w.download_name().into();
    face.code.address = download_address(look, &code.code).into();
    face.code.note = w.download_note().into();
}

pub fn fault(look: Look, fault: Fault, face: &mut Face) {
    face.screen = Screen::Fault;
    let w = look.w;
    let clock = look.clock_of(fault.since());
    let view = look.scene.view;
    let last = view.last_commit_at.map(|at| {
        let corrected = look.scene.session().map_or(at, |s| s.corrected(at));
        w.last_record(&text::clock_hhmmss(corrected))
    });
    let (strong, rest) = match last {
        Some(last) => (w.records_safe(view.rev), last),
        None => (w.nothing_yet().to_owned(), String::new()),
    };
    let foot = Line { text: w.no_data_lost().into(), strong: strong.into(), rest: rest.into() };
    let words = |list: &[(&str, &str)]| -> Vec<SharedString> {
        list.iter().map(|(vi, en)| look.local.lang.pick(vi, en).into()).collect()
    };
    let can_rest = look.chair()
        && look.scene.session().is_some_and(|s| {
            s.phase == crate::chamber::Phase::Open && s.votes.open().is_none() && s.floor.clock().is_none()
        });
    match fault {
        Fault::Link { since: _ } => {
            face.trouble = Trouble { title: w.link_title().into(), text: w.link_text(&clock).into(), foot };
            face.works = words(&LINK_WORKS);
            face.stopped = words(&LINK_STOPPED);
            face.keys = vec![main(&Key::GoOn, w.go_on(), w.go_on_second())];
            if can_rest {
                face.keys.push(plain(&Key::RecessFor(10), w.recess_ten()));
            }
        }
        Fault::Disk { since: _, full } => {
            face.trouble =
                Trouble { title: w.disk_title().into(), text: w.disk_text(&clock, full).into(), foot };
            face.works = words(&DISK_WORKS);
            face.stopped = words(&DISK_STOPPED);
            face.keys = vec![
                main(&Key::Backup, w.backup(), &w.records_safe(view.rev)),
                with_second(&Key::GoOn, w.go_on(), w.go_on_disk()),
            ];
        }
    }
}
