//! A rehearsal: a whole session of the sample council, held by simulated people over the real program parts.
//!
//! ```text
//! script    who comes, how each votes, who speaks: from the seed alone
//! device    a phone as the page is: web, gateway, broker, signed envelopes, checked receipts    line, site, receipt
//! director  the chair holds the session                                             stage, voting, hands, questioning
//! model     what the receipts say; compared with results, minutes and the log at the end
//! ```

pub mod device;
mod director;
mod hands;
mod model;
mod questioning;
pub mod script;
mod stage;
mod voting;

pub use crate::client::{receipt, site};

use crate::chamber::refusal::Refusal;
use crate::chamber::rules::VoteForm;
use crate::chamber::{Outcome, Session, Vote};
use crate::journal::verify::read_log;
use crate::journal::{JournalError, LogFault};
use crate::minutes::{MinutesError, from_session, write_all};
use crate::prepare::{Problem, store_files, synthetic};
use crate::runtime::{Clock, Options, StartError, found_room, open_room, start};
use crate::text::Lang;
use crate::verify::{Fault, Report, verify_folder};
use crate::wire::down::Text;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use device::DeviceError;
use model::{Figures, Model};
use serde::Serialize;
pub use stage::Counts;
use stage::{Stage, count};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Marks a data folder that a rehearsal made and may make anew.
const MARK: &str = "REHEARSAL";
/// The room opens this long before the session is planned to, seconds.
const EARLY_S: i64 = 40 * 60;

/// What is rehearsed.
#[derive(Debug, Clone)]
pub struct RehearseOptions {
    /// 1 to 500.
    pub delegates: u16,
    /// The same seed gives the same decisions and figures.
    pub seed: u64,
    /// Gets the minutes and the folder `data`.
    pub out: PathBuf,
}

/// How far it is.
#[derive(Debug, Clone)]
pub struct Progress {
    pub text: Text,
    pub done: u32,
    pub total: u32,
}

impl Progress {
    fn new(vi: &str, en: &str, done: u32, total: u32) -> Self {
        Self { text: Text { vi: vi.to_owned(), en: en.to_owned() }, done, total }
    }
}

/// What was rehearsed, and whether everything agrees.
#[derive(Debug, Clone, Serialize)]
pub struct RehearsalReport {
    /// Every receipt agrees with the log, every result with the receipts, and the minutes with the results.
    pub agrees: bool,
    /// What does not agree; empty when `agrees`.
    pub problems: Vec<String>,
    pub delegates: u32,
    pub seed: u64,
    pub present_at_open: u32,
    /// Groups of questions that came to their conclusion.
    pub groups: u32,
    /// What happened on the way; in the same object.
    #[serde(flatten)]
    pub counts: Counts,
    pub receipts_checked: u64,
    pub votes: Vec<VoteFigures>,
    /// Entries of the journal.
    pub entries: u64,
    pub elapsed_ms: u64,
    /// Paths of minutes and data folder.
    pub files: Vec<PathBuf>,
}

/// The figures of one vote, or of one name of a ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoteFigures {
    pub vote: String,
    pub motion: String,
    pub subject: String,
    pub form: VoteForm,
    pub total_delegates: u32,
    pub present: u32,
    pub r#for: u32,
    pub against: u32,
    pub not_voting: u32,
    pub passed: bool,
    pub annulled: bool,
}

/// Why a rehearsal did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// The council cannot be made; every reason.
    #[error("{}", shown(.0, Lang::En))]
    Council(Vec<Problem>),
    /// There is a data folder that no rehearsal made.
    #[error("{0} is not a rehearsal's folder; choose another one")]
    Occupied(PathBuf),
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The room refused what the script asks.
    #[error("{what} was refused: {why}")]
    Refused { what: String, why: Refusal },
    /// A phone did not get what it must.
    #[error("{who}: {error}")]
    Device { who: String, error: DeviceError },
    /// The room did something else than it must.
    #[error("{0}")]
    Unexpected(String),
    /// The data folder does not stand the check.
    #[error(transparent)]
    Verify(#[from] Fault),
    #[error(transparent)]
    Minutes(#[from] MinutesError),
}

impl RehearsalError {
    /// The sentence for people who read Vietnamese.
    pub fn vietnamese(&self) -> String {
        match self {
            Self::Council(problems) => shown(problems, Lang::Vi),
            Self::Occupied(path) => {
                format!("{} không phải thư mục của một lần diễn tập; hãy chọn thư mục khác.", path.display())
            }
            Self::Io { path, source } => format!("Không ghi được {}: {source}", path.display()),
            Self::Start(error) => format!("Không khởi động được phòng họp: {error}"),
            Self::Journal(error) => error.vietnamese(),
            Self::Refused { what, why } => {
                format!("Diễn tập dừng: {what} bị từ chối ({})", crate::text::refusal(why).vi)
            }
            Self::Device { who, error } => format!("Diễn tập dừng: máy của {who}: {error}"),
            Self::Unexpected(what) => format!("Diễn tập dừng: {what}"),
            Self::Verify(fault) => format!("Nhật ký sai: {}", fault.vietnamese()),
            Self::Minutes(error) => format!("Không xuất được biên bản: {error}"),
        }
    }
}

fn shown(problems: &[Problem], lang: Lang) -> String {
    let sentence = |problem: &Problem| match lang {
        Lang::Vi => problem.to_string(),
        Lang::En => problem.english(),
    };
    problems.iter().map(sentence).collect::<Vec<_>>().join("\n")
}

/// Holds a whole session and checks everything that came of it. Must be called within a multi-threaded runtime.
///
/// # Errors
/// [`RehearsalError`] when it cannot be held to its end. What does not *agree* at the end stands in the report.
pub async fn rehearse(
    options: RehearseOptions,
    progress: impl Fn(Progress) + Sync,
) -> Result<RehearsalReport, RehearsalError> {
    let started = Instant::now();
    let prepared = synthetic(options.delegates, options.seed).map_err(RehearsalError::Council)?;
    progress(Progress::new("Chuẩn bị phòng họp", "The room is prepared", 0, 1));
    let data = fresh_folder(&options.out)?;
    let clock = Clock::at(prepared.plan.planned_at - EARLY_S * 1000);
    tokio::task::block_in_place(|| {
        let (mut journal, _) = open_room(&data)?;
        found_room(&mut journal, &prepared.plan.council.room, clock.now().utc_ms)?;
        store_files(&prepared, &data).map_err(|source| RehearsalError::Io { path: data.clone(), source })
    })?;
    let loopback = (Ipv4Addr::LOCALHOST, 0).into();
    let running = start(Options {
        data: data.clone(),
        http: loopback,
        mqtt: loopback,
        broker: None,
        public_url: None,
        device_mqtt: None,
        clock: clock.clone(),
    })
    .await?;
    let held = async {
        let mut stage = Stage::set(&running, clock, prepared.plan, options.seed, &progress).await?;
        stage.hold_session().await?;
        Ok((stage.model, stage.counts, stage.problems))
    };
    let held: Result<(Model, Counts, Vec<String>), RehearsalError> = held.await;
    running.stop().await;
    let (model, counts, mut problems) = held?;

    progress(Progress::new(
        "Kiểm tra nhật ký và xuất biên bản",
        "Journal is checked, minutes are written",
        0,
        1,
    ));
    let (report, minutes) =
        tokio::task::block_in_place(|| finish(&data, &options.out, &model, &mut problems))?;
    let session = report.chamber.current().ok_or_else(|| stage::unexpected("no session in the journal"))?;
    let mut files: Vec<PathBuf> = minutes;
    files.push(data);
    let mut rehearsed = RehearsalReport {
        agrees: problems.is_empty(),
        problems,
        delegates: count(session.plan.delegates.len()),
        seed: options.seed,
        present_at_open: session.present_at_open,
        groups: questioning::concluded(session),
        counts,
        receipts_checked: model.receipts.len() as u64,
        votes: session.votes.list().iter().flat_map(|vote| figures(session, vote)).collect(),
        entries: report.log.leaves,
        elapsed_ms: 0,
        files,
    };
    rehearsed.elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(rehearsed)
}

/// `OUT/data`, empty. A folder of an earlier rehearsal is made anew; anything else is left alone.
fn fresh_folder(out: &Path) -> Result<PathBuf, RehearsalError> {
    let data = out.join("data");
    let io = |source| RehearsalError::Io { path: data.clone(), source };
    if data.exists() {
        let empty = std::fs::read_dir(&data).map_err(io)?.next().is_none();
        if !empty && !data.join(MARK).is_file() {
            return Err(RehearsalError::Occupied(data));
        }
        std::fs::remove_dir_all(&data).map_err(io)?;
    }
    std::fs::create_dir_all(&data).map_err(io)?;
    std::fs::write(data.join(MARK), "Thư mục của một lần diễn tập; lần sau sẽ được làm lại từ đầu.\n")
        .map_err(io)?;
    Ok(data)
}

/// Checks the folder, compares it with the receipts, writes the minutes and compares them too.
fn finish(
    data: &Path,
    out: &Path,
    model: &Model,
    problems: &mut Vec<String>,
) -> Result<(Report, Vec<PathBuf>), RehearsalError> {
    let report = verify_folder(data)?;
    receipts_in_log(data, model, problems)?;
    let session = report.chamber.current().ok_or_else(|| stage::unexpected("no session in the journal"))?;
    for vote in session.votes.list() {
        if let Some(problem) = disagreement(vote, model) {
            problems.push(format!("{}: {problem}", vote.id));
        }
    }
    problems.extend(questioning::disagreements(session, model));
    let minutes = from_session(session, report.log.head.as_ref(), &report.log.public_key);
    let files = write_all(&minutes, out)?;
    minutes_agree(&files.json, session, problems)?;
    Ok((report, vec![files.docx, files.pdf, files.xlsx, files.json]))
}

/// What of the result of `vote` is not as the receipts say.
fn disagreement(vote: &Vote, model: &Model) -> Option<String> {
    if let Some((present, marks)) = model.marks(&vote.id) {
        let lines: Vec<u32> = vote.ballot.iter().flat_map(|b| &b.lines).map(|l| l.outcome.r#for).collect();
        let here = vote.ballot.iter().flat_map(|b| &b.lines).all(|l| l.outcome.present == present);
        return (lines != marks || !here).then(|| format!("the ballots give {lines:?}, the count {marks:?}"));
    }
    let expected = model.figures(&vote.id);
    let result = vote.outcome.as_ref().map(|o| Figures {
        total: o.total_delegates,
        present: o.present,
        votes_for: o.r#for,
        against: o.against,
    });
    (result != Some(expected)).then(|| format!("the result is {result:?}, the receipts give {expected:?}"))
}

/// Every receipt's leaf stands in the log at its index.
fn receipts_in_log(data: &Path, model: &Model, problems: &mut Vec<String>) -> Result<(), RehearsalError> {
    let mut wanted = BTreeMap::new();
    for proved in &model.receipts {
        wanted.insert(proved.receipt.index, &proved.receipt.leaf);
    }
    read_log(data, |index, bytes| {
        if wanted.remove(&index).is_some_and(|leaf| *leaf != STANDARD.encode(bytes)) {
            problems.push(format!("the leaf {index} is not the one that was receipted"));
        }
        Ok::<(), LogFault>(())
    })
    .map_err(Fault::from)?;
    problems.extend(wanted.keys().map(|index| format!("the receipted leaf {index} is not in the log")));
    Ok(())
}

/// The figures of minutes.json are those of the results.
fn minutes_agree(json: &Path, session: &Session, problems: &mut Vec<String>) -> Result<(), RehearsalError> {
    let io = |source| RehearsalError::Io { path: json.to_owned(), source };
    let text = std::fs::read(json).map_err(io)?;
    let minutes: serde_json::Value =
        serde_json::from_slice(&text).map_err(|e| RehearsalError::Minutes(e.into()))?;
    let votes = minutes.get("votes").and_then(|v| v.as_array()).cloned().unwrap_or_default();
    let owed = minutes.get("commitments").and_then(|c| c.as_array()).map_or(0, Vec::len);
    if owed != session.questioning.commitments().len() {
        problems.push(format!("minutes.json has {owed} commitments"));
    }
    let results: Vec<_> = session.votes.list().iter().filter_map(|v| v.outcome.as_ref()).collect();
    if votes.len() != results.len() {
        problems.push(format!("minutes.json has {} votes, the session {}", votes.len(), results.len()));
    }
    for (written, outcome) in votes.iter().zip(results) {
        let number = |name: &str| written.get(name).and_then(serde_json::Value::as_u64);
        let expected = [
            ("total_delegates", outcome.total_delegates),
            ("present", outcome.present),
            ("for", outcome.r#for),
            ("against", outcome.against),
            ("not_voting", outcome.not_voting),
        ];
        for (name, value) in expected.iter().filter(|(name, value)| number(name) != Some(u64::from(*value))) {
            problems.push(format!("minutes.json: {name} is not {value} in {written}"));
        }
    }
    Ok(())
}

/// One line, or one for each name of a ballot.
fn figures(session: &Session, vote: &Vote) -> Vec<VoteFigures> {
    let subject = crate::text::subject(session, vote);
    let line = |subject: String, outcome: &Outcome, passed: bool| VoteFigures {
        vote: vote.id.to_string(),
        motion: vote.motion.to_string(),
        subject,
        form: vote.form,
        total_delegates: outcome.total_delegates,
        present: outcome.present,
        r#for: outcome.r#for,
        against: outcome.against,
        not_voting: outcome.not_voting,
        passed: passed && vote.annulled.is_none(),
        annulled: vote.annulled.is_some(),
    };
    let names = vote.ballot.iter().flat_map(|b| &b.lines);
    let names = names.map(|l| line(format!("{subject}: {}", l.name), &l.outcome, l.elected));
    vote.outcome.iter().map(|o| line(subject.clone(), o, o.passed)).chain(names).collect()
}

/// The report for people, a line each.
pub fn summary(report: &RehearsalReport, lang: Lang) -> String {
    let seconds = Duration::from_millis(report.elapsed_ms).as_secs_f64();
    let mut lines = Vec::new();
    for vote in &report.votes {
        let mark = if vote.annulled { lang.pick(" (đã hủy)", " (annulled)") } else { "" };
        let (n, p) = (vote.total_delegates, vote.present);
        let [votes_for, against, blank] = [vote.r#for, vote.against, vote.not_voting];
        lines.push(match lang {
            Lang::Vi => format!(
                "{}{mark}: {votes_for} tán thành, {against} không tán thành, {blank} không biểu quyết (có mặt {p}/{n})",
                vote.vote
            ),
            Lang::En => {
                format!("{}{mark}: {votes_for} for, {against} against, {blank} not voting ({p} of {n} present)", vote.vote)
            }
        });
    }
    let r = report;
    lines.push(match lang {
        Lang::Vi => format!(
            "{} đại biểu ({} đến muộn, {} không có máy); {} lượt phát biểu; {} biên nhận đã kiểm tra; {} lần mất mạng, {} lần gửi trùng, {} lần đổi ý, {} lần gửi sau khi đóng; {} bản ghi; {seconds:.1} giây",
            r.delegates, r.counts.late, r.counts.without_phone, r.counts.speeches, r.receipts_checked, r.counts.dropped, r.counts.doubled, r.counts.changed, r.counts.too_late, r.entries
        ),
        Lang::En => format!(
            "{} delegates ({} late, {} without a phone); {} speeches; {} receipts checked; {} cut off, {} sent twice, {} changed, {} after the close; {} entries; {seconds:.1} s",
            r.delegates, r.counts.late, r.counts.without_phone, r.counts.speeches, r.receipts_checked, r.counts.dropped, r.counts.doubled, r.counts.changed, r.counts.too_late, r.entries
        ),
    });
    lines.push(if report.agrees {
        lang.pick(
            "Mọi biên nhận khớp với kết quả, biên bản và nhật ký.",
            "Every receipt agrees with results, minutes and log.",
        )
        .to_owned()
    } else {
        let head = lang.pick("KHÔNG KHỚP:", "DOES NOT AGREE:");
        format!("{head}\n{}", report.problems.join("\n"))
    });
    lines.join("\n")
}
