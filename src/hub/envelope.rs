//! Opening what came from a device: size, form, signature, room, session. Nothing of it is trusted before that.

use crate::chamber::command::{Actor, Command, CommitmentDraft, MotionDraft};
use crate::chamber::ids::DeviceId;
use crate::chamber::plan::Effect;
use crate::chamber::refusal::Refusal;
use crate::chamber::{Device, Session, Speaker, command::AttendanceMark};
use crate::credentials::unhex;
use crate::wire::up::{Ask, Body, Envelope};
use crate::wire::{MAX_UP, VERSION};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};

/// What a device asked, proved to be its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub envelope: Envelope,
    pub body: Body,
    pub actor: Actor,
}

/// Reads an envelope without trusting it: enough to answer under its request id.
///
/// # Errors
/// [`Refusal::Malformed`] with the part that is wrong.
pub fn read(device: &DeviceId, bytes: &[u8]) -> Result<(Envelope, Vec<u8>, Body), Refusal> {
    let malformed = |detail: &str| Refusal::Malformed { detail: detail.to_owned() };
    if bytes.len() > MAX_UP {
        return Err(malformed("size"));
    }
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|_| malformed("envelope"))?;
    if envelope.k != *device {
        return Err(malformed("key id"));
    }
    let signed = STANDARD.decode(&envelope.p).map_err(|_| malformed("base64"))?;
    let version: Version = serde_json::from_slice(&signed).map_err(|_| malformed("body"))?;
    if version.v != VERSION {
        return Err(Refusal::UnsupportedVersion);
    }
    let body: Body = serde_json::from_slice(&signed).map_err(|_| malformed("body"))?;
    Ok((envelope, signed, body))
}

#[derive(serde::Deserialize)]
struct Version {
    v: u8,
}

/// Proves that the holder of `device` signed it, for this room and this session.
///
/// # Errors
/// [`Refusal::UnknownDevice`], [`Refusal::BadSignature`], [`Refusal::OtherRoom`], [`Refusal::OtherSession`].
pub fn prove(
    session: Option<&Session>,
    room: &str,
    device: &DeviceId,
    read: (Envelope, Vec<u8>, Body),
) -> Result<Opened, Refusal> {
    check(session, device, read, key)?.open(room)
}

/// The key in its hexadecimal form; `None` for what is none.
pub(super) fn key(hex: &str) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&unhex(hex)?.try_into().ok()?).ok()
}

/// What a device did sign; whether it may still speak, and of what room and session, is to be seen.
pub(super) struct Signed<'a> {
    pub envelope: Envelope,
    pub body: Body,
    session: &'a Session,
    device: &'a Device,
}

/// Checks the signature of a device that is or was enrolled, with its key read by `key`: unpacking one costs a good part
/// of a check.
pub(super) fn check<'a>(
    session: Option<&'a Session>,
    device: &DeviceId,
    (envelope, signed, body): (Envelope, Vec<u8>, Body),
    key: impl FnOnce(&str) -> Option<VerifyingKey>,
) -> Result<Signed<'a>, Refusal> {
    let session = session.ok_or(Refusal::NoSession)?;
    let device = session.devices.get(device).ok_or(Refusal::UnknownDevice)?;
    let key = key(&device.key).ok_or(Refusal::BadSignature)?;
    let signature = STANDARD
        .decode(&envelope.s)
        .ok()
        .and_then(|s| Signature::from_slice(&s).ok())
        .ok_or(Refusal::BadSignature)?;
    key.verify_strict(&signed, &signature).map_err(|_| Refusal::BadSignature)?;
    Ok(Signed { envelope, body, session, device })
}

impl Signed<'_> {
    /// Opens it if its device still may speak in `room` and in this session.
    pub(super) fn open(self, room: &str) -> Result<Opened, Refusal> {
        if !self.device.active {
            return Err(Refusal::UnknownDevice);
        }
        if self.body.room != room {
            return Err(Refusal::OtherRoom);
        }
        if self.body.session != self.session.plan.session {
            return Err(Refusal::OtherSession);
        }
        let actor = Actor::Device { device: self.envelope.k.clone(), holder: self.device.holder.clone() };
        Ok(Opened { envelope: self.envelope, body: self.body, actor })
    }
}

/// The nonce of a vote: fixed by what opened it, so that a choice cannot be carried to another vote.
pub fn vote_nonce(session: &Session, vote: &crate::chamber::Vote) -> String {
    use sha2::{Digest, Sha256};
    let text = format!("{}|{}|{}|{}", session.plan.session, vote.id, vote.motion, vote.opened_at);
    crate::credentials::hex(&Sha256::digest(text)[..8])
}

/// The command that `ask` stands for when the holder of the device says it.
///
/// # Errors
/// [`Refusal::NotAllowed`] where the holder has no vote, [`Refusal::RoomProof`] and [`Refusal::UnknownVote`].
pub fn command(
    session: &Session,
    actor: &Actor,
    ask: &Ask,
    in_room: impl FnOnce(&str) -> bool,
) -> Result<Command, Refusal> {
    let own = || match actor {
        Actor::Device { holder, .. } => session.delegate_of(holder).ok_or(Refusal::NotAllowed),
        Actor::Chair | Actor::Desk | Actor::Kiosk | Actor::Door | Actor::Operator => Err(Refusal::NotAllowed),
    };
    let right_vote = |id: &crate::chamber::ids::VoteId, nonce: &str| {
        let vote = session.votes.get(id).ok_or(Refusal::UnknownVote)?;
        if vote_nonce(session, vote) == nonce { Ok(()) } else { Err(Refusal::UnknownVote) }
    };
    let right_round = |id: &crate::chamber::ids::VoteId, round: u32| {
        let rounds = session.votes.get(id).ok_or(Refusal::UnknownVote)?.rounds.len();
        if usize::try_from(round) == Ok(rounds) { Ok(()) } else { Err(Refusal::OtherRound) }
    };
    Ok(match ask {
        Ask::CheckIn { pass } => {
            if !in_room(pass) {
                return Err(Refusal::RoomProof);
            }
            Command::CheckIn { delegate: own()? }
        }
        Ask::Leave => Command::MarkAttendance { delegate: own()?, mark: AttendanceMark::Left },
        Ask::RequestSpeech { kind } => {
            Command::RequestSpeech { speaker: Speaker::Delegate(own()?), kind: *kind }
        }
        Ask::WithdrawSpeech { kind } => {
            Command::WithdrawOwn { speaker: Speaker::Delegate(own()?), kind: *kind }
        }
        Ask::Vote { vote, choice, nonce } => {
            right_vote(vote, nonce)?;
            Command::CastChoice { vote: vote.clone(), delegate: own()?, choice: *choice }
        }
        Ask::Mark { delegate, mark } => {
            Command::MarkAttendance { delegate: delegate.clone(), mark: mark.clone() }
        }
        Ask::VoteFor { vote, delegate, choice, nonce } => {
            right_vote(vote, nonce)?;
            Command::CastChoice { vote: vote.clone(), delegate: delegate.clone(), choice: *choice }
        }
        Ask::RequestFor { delegate, kind } => {
            Command::RequestSpeech { speaker: Speaker::Delegate(delegate.clone()), kind: *kind }
        }
        Ask::WithdrawFor { delegate, kind } => {
            Command::WithdrawOwn { speaker: Speaker::Delegate(delegate.clone()), kind: *kind }
        }
        Ask::WriteOpinion { speech, text } => {
            Command::SpeechInWriting { speech: speech.clone(), text: text.clone() }
        }
        Ask::RequestGuest { name, title, kind } => {
            let tidy = |text: &str| text.trim().to_owned();
            Command::RequestSpeech {
                speaker: Speaker::Guest { name: tidy(name), title: tidy(title) },
                kind: *kind,
            }
        }
        Ask::WithdrawTurn { speech } => Command::WithdrawSpeech { speech: speech.clone() },
        Ask::Note { speech, text } => Command::NoteSpeech { speech: speech.clone(), text: text.clone() },
        Ask::Commit { speech, group, content, owner, due } => Command::MakeCommitment(CommitmentDraft {
            speech: speech.clone(),
            group: group.clone(),
            content: content.clone(),
            owner: owner.clone(),
            due: crate::text::day_number(due).ok_or(Refusal::BadDate)?,
        }),
        Ask::DropCommitment { commitment, reason } => {
            Command::DropCommitment { commitment: commitment.clone(), reason: reason.clone() }
        }
        Ask::AnswerInWriting { speech } => Command::AnswerInWriting { speech: speech.clone() },
        Ask::Conclusion { group, text } => {
            Command::NoteConclusion { group: group.clone(), text: text.clone() }
        }
        Ask::Count { vote, round, counted } => {
            right_round(vote, *round)?;
            Command::CountHands { vote: vote.clone(), teller: Ask::TELLER, counted: *counted }
        }
        Ask::CountNames { vote, round, choices } => {
            right_round(vote, *round)?;
            Command::CountNames { vote: vote.clone(), teller: Ask::TELLER, choices: choices.clone() }
        }
        Ask::Tally { vote, tally } => Command::EnterTally { vote: vote.clone(), tally: tally.clone() },
        Ask::AddMotion { item, title, matter, part_of, closed_doors } => Command::AddMotion {
            item: item.clone(),
            motion: Box::new(MotionDraft {
                title: title.clone(),
                short_title: String::new(),
                matter: *matter,
                part_of: part_of.clone(),
                effect: closed_doors.then_some(Effect::ClosedDoors),
                ballot: None,
            }),
        },
        Ask::Guests { line, came } => Command::CountGuests { line: *line, came: *came },
    })
}
