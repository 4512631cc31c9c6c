//! What outlives a power cut: who the device is, its counter, and what is not answered yet. One small file, always whole.

use crate::chamber::ids::{DeviceId, RequestId, SessionId};
use crate::wire::up::{Ask, Body, Envelope};
use crate::wire::{MAX_UP, VERSION};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

const FILE: &str = "handheld.json";

/// Who the device is, since chair or secretary gave it to somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub device: DeviceId,
    pub room: String,
    pub session: SessionId,
    pub name: String,
    /// Password at the broker.
    pub secret: String,
    /// Proof of having been in the room.
    pub pass: String,
    /// Base64 seed of the Ed25519 key that was made for this holder.
    seed: String,
    /// Base64 key of the kiosk, as it was first heard; receipts of another one prove nothing.
    pub kiosk_key: Option<String>,
}

impl Identity {
    /// A device that was just given.
    pub fn new(
        device: DeviceId,
        room: String,
        session: SessionId,
        name: String,
        secret: String,
        pass: String,
        seed: &[u8; 32],
    ) -> Self {
        Self { device, room, session, name, secret, pass, seed: STANDARD.encode(seed), kiosk_key: None }
    }

    fn key(&self) -> Result<SigningKey, KeepError> {
        let seed = STANDARD.decode(&self.seed).ok().and_then(|seed| <[u8; 32]>::try_from(seed).ok());
        Ok(SigningKey::from_bytes(&seed.ok_or(KeepError::Damaged)?))
    }
}

/// A request that is signed and not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Under which the state machine knows it.
    pub ticket: u32,
    pub req: RequestId,
    pub ask: Ask,
    /// Of a choice: the vote's number for people.
    pub number: String,
    pub envelope: Envelope,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Content {
    v: u8,
    identity: Option<Identity>,
    /// Last counter that was used.
    counter: u64,
    requests: Vec<Request>,
    /// The language that was chosen on the device; `None`: none was.
    #[serde(default)]
    english: Option<bool>,
}

/// Why the file could not be read or written, or a request not be made.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error("{path}: {error}")]
    Io { path: PathBuf, error: io::Error },
    /// The file is not what this program writes.
    #[error("the handheld's file is damaged")]
    Damaged,
    #[error("the request is longer than a device may send")]
    TooLong,
}

/// The file and what stands in it.
pub struct Keep {
    path: PathBuf,
    content: Content,
}

impl Keep {
    /// Reads the file in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// [`KeepError::Io`], [`KeepError::Damaged`].
    pub fn open(folder: &Path) -> Result<Self, KeepError> {
        let path = folder.join(FILE);
        let failed = |error| KeepError::Io { path: path.clone(), error };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let content = match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| KeepError::Damaged)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Content { v: VERSION, ..Content::default() }
            }
            Err(error) => return Err(failed(error)),
        };
        Ok(Self { path, content })
    }

    /// Who the device is; `None`: nobody's.
    pub fn identity(&self) -> Option<&Identity> {
        self.content.identity.as_ref()
    }

    /// What is not answered.
    pub fn requests(&self) -> &[Request] {
        &self.content.requests
    }

    /// Whether the screen speaks English, where somebody has chosen.
    pub fn english(&self) -> Option<bool> {
        self.content.english
    }

    /// The request with this id on the wire.
    pub fn request(&self, req: &RequestId) -> Option<&Request> {
        self.content.requests.iter().find(|known| known.req == *req)
    }

    /// The device is somebody's now, or nobody's: what it asked before is void.
    ///
    /// # Errors
    /// [`KeepError::Io`].
    pub fn become_of(&mut self, identity: Option<Identity>) -> Result<(), KeepError> {
        let english = self.content.english;
        self.content = Content { v: VERSION, identity, counter: 0, requests: Vec::new(), english };
        self.save()
    }

    /// Keeps the language, once it is another than `usual`.
    ///
    /// # Errors
    /// [`KeepError::Io`].
    pub fn speak(&mut self, english: bool, usual: bool) -> Result<(), KeepError> {
        if self.content.english.unwrap_or(usual) == english {
            return Ok(());
        }
        self.content.english = Some(english);
        self.save()
    }

    /// The kiosk's key, when it is heard for the first time. Whether receipts of `key` may be believed.
    ///
    /// # Errors
    /// [`KeepError::Io`].
    pub fn trust(&mut self, key: &str) -> Result<bool, KeepError> {
        let Some(identity) = &mut self.content.identity else { return Ok(false) };
        match &identity.kiosk_key {
            Some(known) => Ok(known == key),
            None => {
                identity.kiosk_key = Some(key.to_owned());
                self.save()?;
                Ok(true)
            }
        }
    }

    /// The kiosk's own idea of the counter; it only ever grows. Written with the next request.
    pub fn raise_counter(&mut self, counter: u64) {
        self.content.counter = self.content.counter.max(counter);
    }

    /// The signed request of `ticket`, on disk before it is returned. `ask` and `number` are used if it is new; `live` are
    /// the tickets that still wait, and all others are forgotten.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn sealed(
        &mut self,
        ticket: u32,
        ask: &Ask,
        number: &str,
        live: &[u32],
        utc_ms: i64,
    ) -> Result<&Request, KeepError> {
        if !self.content.requests.iter().any(|known| known.ticket == ticket) {
            let identity = self.content.identity.as_ref().ok_or(KeepError::Damaged)?;
            let req = RequestId::new(&uuid::Uuid::now_v7().to_string()).map_err(|_| KeepError::Damaged)?;
            let counter = self.content.counter + 1;
            let body = Body {
                v: VERSION,
                room: identity.room.clone(),
                session: identity.session.clone(),
                req: req.clone(),
                n: counter,
                ts: utc_ms,
                ask: ask.clone(),
            };
            let signed = serde_json::to_vec(&body).map_err(|_| KeepError::Damaged)?;
            let envelope = Envelope {
                p: STANDARD.encode(&signed),
                k: identity.device.clone(),
                s: STANDARD.encode(identity.key()?.sign(&signed).to_bytes()),
            };
            if serde_json::to_vec(&envelope).map_err(|_| KeepError::Damaged)?.len() > MAX_UP {
                return Err(KeepError::TooLong);
            }
            self.content.counter = counter;
            self.content.requests.retain(|known| live.contains(&known.ticket));
            let number = number.to_owned();
            self.content.requests.push(Request { ticket, req, ask: ask.clone(), number, envelope });
            self.save()?;
        }
        self.content.requests.iter().find(|known| known.ticket == ticket).ok_or(KeepError::Damaged)
    }

    /// Forgets all requests but those of `live`.
    ///
    /// # Errors
    /// [`KeepError::Io`].
    pub fn settle(&mut self, live: &[u32]) -> Result<(), KeepError> {
        let before = self.content.requests.len();
        self.content.requests.retain(|known| live.contains(&known.ticket));
        if self.content.requests.len() == before { Ok(()) } else { self.save() }
    }

    /// A new file beside the old one, forced to the disk, then in its place.
    fn save(&self) -> Result<(), KeepError> {
        let failed = |error| KeepError::Io { path: self.path.clone(), error };
        let bytes = serde_json::to_vec(&self.content).map_err(|_| KeepError::Damaged)?;
        let new = self.path.with_extension("new");
        let write = || -> io::Result<()> {
            let mut file =
                OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            std::fs::rename(&new, &self.path)?;
            match self.path.parent() {
                Some(folder) => File::open(folder)?.sync_all(),
                None => Ok(()),
            }
        };
        write().map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        let id = |text: &str| DeviceId::new(text).expect("an id");
        let session = SessionId::new("s1").expect("an id");
        Identity::new(id("p-1"), "r1".into(), session, "Ngô Văn K".into(), "s".into(), "g".into(), &[7; 32])
    }

    #[test]
    fn a_request_is_on_disk_before_it_is_sent_and_the_same_after_a_power_cut() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keep = Keep::open(folder.path()).expect("opened");
        keep.become_of(Some(identity())).expect("kept");
        keep.raise_counter(41);
        let sent = keep.sealed(3, &Ask::Leave, "", &[3], 5).expect("sealed").clone();
        let mut after = Keep::open(folder.path()).expect("opened");
        assert_eq!(after.requests(), std::slice::from_ref(&sent));
        assert_eq!(*after.sealed(3, &Ask::Leave, "", &[3], 9).expect("sealed"), sent);
        let body: Body =
            serde_json::from_slice(&STANDARD.decode(&sent.envelope.p).expect("base64")).expect("a body");
        assert_eq!((body.n, body.ts, &body.req), (42, 5, &sent.req));
        let next = after.sealed(4, &Ask::Leave, "", &[4], 9).expect("sealed").clone();
        assert_ne!(next.req, sent.req);
        assert_eq!(after.requests(), [next], "what no longer waits is forgotten");
        after.settle(&[]).expect("settled");
        assert_eq!(Keep::open(folder.path()).expect("opened").requests(), []);
    }

    #[test]
    fn a_language_that_was_chosen_outlasts_the_one_of_the_command_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keep = Keep::open(folder.path()).expect("opened");
        keep.speak(true, true).expect("kept");
        assert_eq!(keep.english(), None, "nobody has chosen");
        keep.speak(false, true).expect("kept");
        assert_eq!(Keep::open(folder.path()).expect("opened").english(), Some(false));
    }

    #[test]
    fn the_first_key_of_the_kiosk_is_the_only_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keep = Keep::open(folder.path()).expect("opened");
        assert!(!keep.trust("a").expect("kept"), "nobody's device believes nobody");
        keep.become_of(Some(identity())).expect("kept");
        assert!(keep.trust("a").expect("kept"));
        let mut after = Keep::open(folder.path()).expect("opened");
        assert!(after.trust("a").expect("kept") && !after.trust("b").expect("kept"));
        after.become_of(None).expect("kept");
        assert!(after.identity().is_none());
    }

    #[test]
    fn a_damaged_file_is_said_and_a_half_written_one_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("handheld.new"), "{\"v\":").expect("written");
        assert!(Keep::open(folder.path()).is_ok());
        std::fs::write(folder.path().join(FILE), "{\"v\":").expect("written");
        assert!(matches!(Keep::open(folder.path()), Err(KeepError::Damaged)));
    }
}
