//! Import of a session, its personal codes and its voting papers.

use super::{Outcome, start_error};
use clap::Subcommand;
use nghitruong::chamber::command::{Actor, Command, Holder, IssuedCode};
use nghitruong::chamber::ids::SessionId;
use nghitruong::chamber::{Chamber, Now, Session};
use nghitruong::credentials;
use nghitruong::hub::entry::{self, Cause, Entry};
use nghitruong::journal::{Journal, NewLeaf};
use nghitruong::minutes::{Ballot, Slip, render_ballots, render_slips};
use nghitruong::prepare::{Problem, read_session, store_files};
use nghitruong::runtime::{Clock, found_room, open_room, random_code};
use nghitruong::text::{self, Lang};
use nghitruong::verify::verify_folder;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum SessionCommand {
    /// Nhập kỳ họp từ một thư mục / import a session from a folder
    Import {
        dir: PathBuf,
        #[arg(long)]
        data: PathBuf,
    },
    /// In phiếu mã cá nhân; mã cũ chưa dùng hết hiệu lực / print the slips; older unused codes lapse
    Codes {
        #[arg(long)]
        session: String,
        #[arg(long)]
        out: PathBuf,
        #[arg(long)]
        data: PathBuf,
        /// Địa chỉ in trên phiếu / address on the slips
        #[arg(long, default_value = "http://nghi.lan:8080")]
        url: String,
        /// Ghi thêm các mã ra tệp CSV / also write the codes as CSV
        #[arg(long)]
        csv: Option<PathBuf>,
        /// Dùng lại các mã trong tệp CSV đã ghi / take the codes of a CSV that was written before
        #[arg(long)]
        reuse: Option<PathBuf>,
    },
    /// In phiếu bầu, phiếu biểu quyết; máy đang chạy cũng in được / print voting papers, beside a running kiosk too
    Ballots {
        #[arg(long)]
        session: String,
        /// Mã hoặc số của việc bỏ phiếu / id or number of what is voted on
        #[arg(long)]
        motion: String,
        #[arg(long)]
        out: PathBuf,
        #[arg(long)]
        data: PathBuf,
        /// Số phiếu; không ghi: số đại biểu đang làm nhiệm vụ / copies; none: delegates in office
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1000))]
        copies: Option<u32>,
    },
    /// Liệt kê các kỳ họp / list the sessions
    List {
        #[arg(long)]
        data: PathBuf,
    },
}

/// Runs `nghitruong session …`.
pub fn run(command: SessionCommand, lang: Lang) -> Outcome {
    match command {
        SessionCommand::Import { dir, data } => import(&dir, &data, lang),
        SessionCommand::Codes { session, out, data, url, csv, reuse } => {
            let known = reuse.map(|path| read_codes(&path)).transpose()?;
            codes(&session, &out, &data, &url, csv.as_deref(), known.as_ref(), lang)
        }
        SessionCommand::Ballots { session, motion, out, data, copies } => {
            ballots(&session, &motion, &out, &data, copies, lang)
        }
        SessionCommand::List { data } => list(&data, lang),
    }
}

/// A data folder opened by the command line itself.
pub(super) struct Folder {
    journal: Journal,
    chamber: Chamber,
    now: Now,
}

impl Folder {
    pub(super) fn open(data: &Path, lang: Lang) -> Result<Self, String> {
        let (journal, replayed) = open_room(data).map_err(|e| start_error(&e, lang))?;
        Ok(Self { journal, chamber: replayed.chamber, now: Clock::start().now() })
    }

    /// Decides and records one command of the operator.
    pub(super) fn record(&mut self, command: &Command, lang: Lang) -> Outcome {
        let events = self
            .chamber
            .decide(command, &Actor::Operator, self.now)
            .map_err(|why| text::refusal(&why).get(lang).to_owned())?;
        if events.is_empty() {
            return Ok(());
        }
        let entry = Entry { v: entry::VERSION, at: self.now.utc_ms, cause: Cause::Operator, events };
        let bytes = serde_json::to_vec(&entry).map_err(|e| e.to_string())?;
        self.journal.append(&[NewLeaf { bytes, request: None }], self.now.utc_ms).map_err(
            |e| match lang {
                Lang::Vi => e.vietnamese(),
                Lang::En => e.to_string(),
            },
        )?;
        for event in &entry.events {
            self.chamber.apply(event, entry.at);
        }
        Ok(())
    }
}

fn import(dir: &Path, data: &Path, lang: Lang) -> Outcome {
    let prepared = read_session(dir).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|p| sentence(p, lang)).collect();
        let head = match lang {
            Lang::Vi => format!("Chưa nhập kỳ họp: có {} lỗi cần sửa.", lines.len()),
            Lang::En => format!("Not imported: {} mistakes to mend.", lines.len()),
        };
        format!("{head}\n{}", lines.join("\n"))
    })?;
    let mut folder = Folder::open(data, lang)?;
    store_files(&prepared, data).map_err(|e| e.to_string())?;
    found_room(&mut folder.journal, &prepared.plan.council.room, folder.now.utc_ms)
        .map_err(|e| start_error(&e, lang))?;
    folder.record(&Command::ImportSession(Box::new(prepared.plan.clone())), lang)?;
    for warning in &prepared.warnings {
        eprintln!("{} {}", lang.pick("Lưu ý:", "Note:"), sentence(warning, lang));
    }
    let plan = &prepared.plan;
    let (id, delegates, items, documents) =
        (&plan.session, plan.delegates.len(), plan.agenda.len(), plan.documents.len());
    match lang {
        Lang::Vi => {
            println!("Đã nhập kỳ họp {id}: {delegates} đại biểu, {items} nội dung, {documents} tài liệu.")
        }
        Lang::En => {
            println!("Imported session {id}: {delegates} delegates, {items} items, {documents} documents.");
        }
    }
    Ok(())
}

fn sentence(problem: &Problem, lang: Lang) -> String {
    match lang {
        Lang::Vi => problem.to_string(),
        Lang::En => problem.english(),
    }
}

/// Codes by name and group.
type Codes = BTreeMap<(String, String), String>;

/// A CSV of `name,group,code`, as [`codes`] writes it.
fn read_codes(path: &Path) -> Result<Codes, String> {
    let wrong = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(|e| wrong(&e))?;
    let mut known = Codes::new();
    for row in reader.deserialize() {
        let (name, group, code): (String, String, String) = row.map_err(|e| wrong(&e))?;
        let code = credentials::normalise_code(&code).ok_or_else(|| wrong(&code))?;
        known.insert((name, group), code);
    }
    Ok(known)
}

fn codes(
    id: &str,
    out: &Path,
    data: &Path,
    url: &str,
    csv: Option<&Path>,
    known: Option<&Codes>,
    lang: Lang,
) -> Outcome {
    let mut folder = Folder::open(data, lang)?;
    let unknown = || unknown_session(lang);
    let id = SessionId::new(id).map_err(|_| unknown())?;
    let session = folder.chamber.session(&id).ok_or_else(unknown)?;
    let people = people(session);
    let secret = folder.journal.room_secret();
    let mut issued = Vec::with_capacity(people.len());
    let mut slips = Vec::with_capacity(people.len());
    let mut rows = vec![["name", "group", "code"].map(str::to_owned)];
    for (holder, name, group) in people {
        let known = known.and_then(|k| k.get(&(name.clone(), group.clone()))).cloned();
        let code = known.or_else(random_code).ok_or_else(|| {
            lang.pick("Hệ thống không cấp được số ngẫu nhiên.", "The system gives no random bytes.")
                .to_owned()
        })?;
        issued.push(IssuedCode { holder, hash: credentials::code_hash(&secret, &code), expires_at: None });
        rows.push([name.clone(), group.clone(), code.clone()]);
        slips.push(Slip {
            name,
            group,
            code,
            url: url.to_owned(),
            council: session.plan.council.name.clone(),
            session: session.plan.session_label(),
        });
    }
    let pdf = render_slips(&slips).map_err(|e| e.to_string())?;
    folder.record(&Command::IssueCodes { session: id, codes: issued }, lang)?;
    std::fs::write(out, pdf).map_err(|e| format!("{}: {e}", out.display()))?;
    if let Some(path) = csv {
        let mut writer = csv::Writer::from_path(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for row in &rows {
            writer.write_record(row).map_err(|e| e.to_string())?;
        }
        writer.flush().map_err(|e| e.to_string())?;
    }
    match lang {
        Lang::Vi => println!(
            "Đã in {} phiếu vào {}. Các mã in trước đây không dùng được nữa.",
            slips.len(),
            out.display()
        ),
        Lang::En => {
            println!("{} slips in {}. Codes printed before no longer work.", slips.len(), out.display())
        }
    }
    Ok(())
}

/// Everybody who gets a slip: delegates by seat, then secretaries.
fn people(session: &Session) -> Vec<(Holder, String, String)> {
    let delegates = session.plan.by_seat().into_iter();
    let delegates = delegates.map(|d| (Holder::Delegate(d.id.clone()), d.name.clone(), d.group.clone()));
    let secretaries = session
        .plan
        .secretaries
        .iter()
        .map(|s| (Holder::Secretary(s.id.clone()), s.name.clone(), "Thư ký kỳ họp".to_owned()));
    delegates.chain(secretaries).collect()
}

fn ballots(id: &str, motion: &str, out: &Path, data: &Path, copies: Option<u32>, lang: Lang) -> Outcome {
    let report = verify_folder(data).map_err(|fault| match lang {
        Lang::Vi => fault.vietnamese(),
        Lang::En => fault.to_string(),
    })?;
    let session = SessionId::new(id).ok().and_then(|id| report.chamber.session(&id));
    let session = session.ok_or_else(|| unknown_session(lang))?;
    let motions = || session.plan.motions();
    let named = motions().find(|m| m.id.as_str() == motion || m.number == motion);
    let Some(ballot) = named.and_then(|m| Ballot::of(session, m)) else {
        let head = lang.pick(
            "Không có phiếu cho việc này. Các việc bỏ phiếu kín của kỳ họp:",
            "No voting paper for this. What the session votes on by ballot:",
        );
        let papers = motions().filter(|m| m.ballot.is_some());
        let lines = papers.map(|m| format!("{}\t{}\t{}", m.id, m.number, m.title));
        return Err(std::iter::once(head.to_owned()).chain(lines).collect::<Vec<_>>().join("\n"));
    };
    let copies = copies.unwrap_or_else(|| session.roll.in_office(false));
    let pdf = render_ballots(&ballot, copies).map_err(|e| e.to_string())?;
    std::fs::write(out, pdf).map_err(|e| format!("{}: {e}", out.display()))?;
    match lang {
        Lang::Vi => {
            println!("Đã in {copies} phiếu vào {}. Phiếu phải được đóng dấu trước khi phát.", out.display())
        }
        Lang::En => {
            println!("{copies} voting papers in {}. Seal them before they are handed out.", out.display())
        }
    }
    Ok(())
}

fn list(data: &Path, lang: Lang) -> Outcome {
    let folder = Folder::open(data, lang)?;
    for (id, session) in folder.chamber.sessions() {
        println!("{id}\t{}\t{}", session.plan.session_label(), session.plan.council.short_name);
    }
    Ok(())
}

/// What is said where `--session` names none.
pub(super) fn unknown_session(lang: Lang) -> String {
    lang.pick(
        "Không có kỳ họp này; xem `nghitruong session list`.",
        "No such session; see `nghitruong session list`.",
    )
    .to_owned()
}
