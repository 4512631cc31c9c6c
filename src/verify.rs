//! Checks a whole data folder: the log and its signatures, every device's own signature, that every decision follows
//! from what was asked, every result from its choices, and the invariants. Reads only.

use crate::chamber::event::Event;
use crate::chamber::{Chamber, Now};
use crate::hub::entry::{Cause, Entry};
use crate::hub::envelope;
use crate::journal::LogFault;
use crate::journal::verify::{LogReport, read_log};
use crate::runtime::{ReplayError, Replayed};
use crate::text::{self, Lang};
use std::path::Path;

/// What was checked and found sound.
#[derive(Debug)]
pub struct Report {
    pub log: LogReport,
    /// Entries with a device's envelope whose signature was checked.
    pub signed_requests: u64,
    /// Results recomputed from their choices or counts.
    pub results: Vec<ResultLine>,
    /// Sessions, with the number of their votes.
    pub sessions: Vec<String>,
    pub chamber: Chamber,
}

/// A recomputed result in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultLine {
    pub session: String,
    pub vote: String,
    /// Both ratios, the rule and its arithmetic, from the stored integers.
    pub sentence: String,
    pub annulled: bool,
}

/// The first thing that is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Log(#[from] LogFault),
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// The log is whole, and this entry should not be in it.
    #[error("leaf {index}: {what}")]
    Entry { index: u64, what: String },
}

impl Fault {
    /// The sentence for people who read Vietnamese.
    pub fn vietnamese(&self) -> String {
        match self {
            Self::Log(fault) => fault.vietnamese(),
            Self::Replay(ReplayError::Journal(error)) => error.vietnamese(),
            Self::Replay(ReplayError::Entry { index, reason }) => {
                format!("bản ghi số {index} không đọc được: {reason}")
            }
            Self::Entry { index, what } => format!("bản ghi số {index} sai: {what}"),
        }
    }
}

/// Checks the data folder `dir`; works beside a running kiosk.
///
/// # Errors
/// The first [`Fault`].
pub fn verify_folder(dir: &Path) -> Result<Report, Fault> {
    let mut replayed = Replayed::default();
    let mut signed_requests = 0;
    let log = read_log(dir, |index, bytes| {
        let entry = read(index, bytes)?;
        let wrong = |what: String| Fault::Entry { index, what };
        signed_requests += u64::from(check_cause(&replayed, index, &entry).map_err(wrong)?);
        check_results(&replayed.chamber, &entry).map_err(wrong)?;
        replayed.leaf(index, bytes)?;
        let only_choices = entry.events.iter().all(|e| matches!(e, Event::ChoiceCast { .. }));
        if !only_choices {
            replayed.chamber.verify_invariants().map_err(wrong)?;
        }
        Ok::<(), Fault>(())
    })?;
    let last = log.leaves.saturating_sub(1);
    replayed.chamber.verify_invariants().map_err(|what| Fault::Entry { index: last, what })?;
    if let Some(key) = &replayed.founded_by
        && *key != crate::credentials::hex(&log.public_key)
    {
        return Err(Fault::Entry { index: 0, what: "the room was founded with another key".to_owned() });
    }
    let results = results(&replayed.chamber);
    let sessions = replayed.chamber.sessions().keys().map(ToString::to_string).collect();
    Ok(Report { log, signed_requests, results, sessions, chamber: replayed.chamber })
}

fn read(index: u64, bytes: &[u8]) -> Result<Entry, Fault> {
    serde_json::from_slice(bytes)
        .map_err(|e| Fault::Replay(ReplayError::Entry { index, reason: e.to_string() }))
}

/// A device's entry must carry its own valid signature, and its events must be what the rules make of the request.
fn check_cause(replayed: &Replayed, index: u64, entry: &Entry) -> Result<bool, String> {
    match &entry.cause {
        Cause::Chair | Cause::Desk | Cause::Kiosk | Cause::Door | Cause::Operator => Ok(false),
        Cause::Founding { .. } if index == 0 && entry.events.is_empty() => Ok(false),
        Cause::Founding { .. } => Err("a founding entry that is not the first".to_owned()),
        Cause::Device { device, holder, req, n, envelope } => {
            let session = replayed.chamber.current().ok_or("a device's request without a session")?;
            let bytes = serde_json::to_vec(envelope).map_err(|e| e.to_string())?;
            let read = envelope::read(device, &bytes).map_err(|why| format!("envelope: {why}"))?;
            let opened = envelope::prove(Some(session), replayed.hub.room(), device, read)
                .map_err(|why| format!("signature of {device}: {why}"))?;
            if opened.body.req != *req || opened.body.n != *n {
                return Err("the entry's request is not the one that was signed".to_owned());
            }
            if *n <= replayed.hub.counter(device) {
                return Err(format!("the counter of {device} does not grow"));
            }
            let command = envelope::command(session, &opened.actor, &opened.body.ask, |_| true)
                .map_err(|why| format!("the request is not allowed: {why}"))?;
            let now = Now { utc_ms: entry.at, mono_ms: 0 };
            let events = replayed
                .chamber
                .decide(&command, &opened.actor, now)
                .map_err(|why| format!("the request had to be refused: {why}"))?;
            if events != entry.events {
                return Err("the events do not follow from what was signed".to_owned());
            }
            let held = session.devices.get(device).is_some_and(|d| d.holder == *holder);
            if held { Ok(true) } else { Err(format!("{device} is not held by the person named")) }
        }
    }
}

fn check_results(chamber: &Chamber, entry: &Entry) -> Result<(), String> {
    for event in &entry.events {
        if let Event::BallotClosed { vote, result } = event {
            let session = chamber.current().ok_or("a result without a session")?;
            let open = session.votes.get(vote).ok_or_else(|| format!("vote {vote} was never opened"))?;
            let recomputed = session.ballot_now(open).map_err(|why| format!("vote {vote}: {why}"))?;
            if recomputed != *result {
                return Err(format!("the result of vote {vote} is not what its ballots give"));
            }
        }
        if let Event::VoteClosed { vote, outcome } = event {
            let session = chamber.current().ok_or("a result without a session")?;
            let open = session.votes.get(vote).ok_or_else(|| format!("vote {vote} was never opened"))?;
            let recomputed = session.outcome_now(open).map_err(|why| format!("vote {vote}: {why}"))?;
            if recomputed != *outcome {
                return Err(format!("the result of vote {vote} is not what its choices give"));
            }
        }
    }
    Ok(())
}

fn results(chamber: &Chamber) -> Vec<ResultLine> {
    let mut lines = Vec::new();
    for (id, session) in chamber.sessions() {
        for vote in session.votes.list().iter().filter(|v| v.closed_at.is_some()) {
            let sentence = if vote.ballot.is_some() {
                let subject = text::stopped(&text::subject(session, vote));
                format!("{subject} {}", text::ballot_account(session, vote).join(" "))
            } else {
                text::vote_sentence(session, vote)
            };
            lines.push(ResultLine {
                session: id.to_string(),
                vote: vote.id.to_string(),
                sentence,
                annulled: vote.annulled.is_some(),
            });
        }
    }
    lines
}

/// The verdict of the whole check in one line.
pub fn summary(report: &Report, lang: Lang) -> String {
    let (leaves, heads) = (report.log.leaves, report.log.heads);
    let (signed, results) = (report.signed_requests, report.results.len());
    match lang {
        Lang::Vi => format!(
            "Nhật ký đúng: {leaves} bản ghi, {heads} lần lưu có chữ ký, {signed} yêu cầu có chữ ký của máy đại biểu, {results} kết quả biểu quyết tính lại khớp."
        ),
        Lang::En => format!(
            "The journal is sound: {leaves} entries, {heads} signed commits, {signed} requests signed by devices, {results} results recomputed."
        ),
    }
}
