//! The room as web and broker see it: who may come in, and what they may read.

use super::Handle;
use super::handhelds::{self, WaitingHandhelds};
use super::walls::{Claim, WaitingWalls};
use crate::broker::Access;
use crate::chamber::command::{Actor, Command, DeviceKind, Enrolment, Holder, IssuedCode};
use crate::chamber::ids::{DeviceId, DocumentId};
use crate::chamber::plan;
use crate::chamber::{Refusal, Session};
use crate::credentials as cred;
use crate::text;
use crate::web::{
    Audience, DocumentFile, Door, DoorRefusal, Download, EnrolRequest, Enrolled, HandheldClaim, KnownDevice,
    Pass, Refused, Room, RoomInfo, Supplied, SuppliedAt, WallClaim, WallTicket, join_url,
};
use crate::wire::VERSION;
use crate::wire::down::Role;
use crate::wire::snapshot::WallCode;
use crate::wire::topic::Client;
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Milliseconds that a download offered by the kiosk lives.
const DOWNLOAD_MS: i64 = 10 * 60 * 1000;
/// Milliseconds that a code shown at the kiosk lives.
pub const SHOWN_CODE_MS: i64 = 60 * 1000;

/// Answers web and broker out of the committed state.
pub struct RoomService {
    handle: Handle,
    room: String,
    data: PathBuf,
    secret: [u8; 32],
    kiosk_password: String,
    downloads: Mutex<BTreeMap<String, (i64, Download)>>,
    pub(super) waiting_walls: Mutex<WaitingWalls>,
    pub(super) waiting_handhelds: Mutex<WaitingHandhelds>,
}

/// The door of `session`: its tokens, typed codes and passes. Without a session, that of the room alone.
pub fn door(secret: [u8; 32], room: &str, session: Option<&Session>) -> Door {
    Door::new(secret, room, session.map_or("", |s| s.plan.session.as_str()), window_s(session))
}

/// Seconds that the QR's code lives.
fn window_s(session: Option<&Session>) -> u32 {
    session.map_or(15, |s| s.plan.rules.room_code_seconds.value)
}

/// The way in at the host's `utc_ms` as walls show it, with the times of the room's clock. `base` is what the QR begins with.
pub(super) fn wall_code(door: &Door, base: &str, session: Option<&Session>, utc_ms: i64) -> WallCode {
    let window_ms = i64::from(window_s(session)) * 1000;
    let changes = utc_ms.saturating_add(door.token_left_ms(utc_ms));
    let corrected = |at| session.map_or(at, |s| s.corrected(at));
    WallCode {
        v: VERSION,
        url: join_url(base, &door.token(utc_ms)),
        typed: door.typed(utc_ms).replace(' ', ""),
        from: corrected(changes.saturating_sub(window_ms)),
        // A token is taken in the window after its own too.
        until: corrected(changes.saturating_add(window_ms)),
    }
}

impl RoomService {
    pub(super) fn new(
        handle: Handle,
        room: &str,
        data: &Path,
        secret: [u8; 32],
        kiosk_password: &str,
    ) -> Self {
        Self {
            handle,
            room: room.to_owned(),
            data: data.to_owned(),
            secret,
            kiosk_password: kiosk_password.to_owned(),
            downloads: Mutex::new(BTreeMap::new()),
            waiting_walls: Mutex::default(),
            waiting_handhelds: Mutex::new(handhelds::none()),
        }
    }

    /// The room in topics.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The loop behind it.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// The door now.
    pub fn door(&self) -> Door {
        door(self.secret, &self.room, self.handle.view().chamber.current())
    }

    /// The file of a document in the data folder.
    pub fn document_path(&self, sha256: &str) -> PathBuf {
        self.data.join(plan::document_file(sha256))
    }

    /// Issues a fresh code to `holder` that lives [`SHOWN_CODE_MS`], and returns it to be shown.
    ///
    /// # Errors
    /// Those of [`Command::IssueCodes`].
    pub async fn fresh_code(&self, holder: Holder, actor: Actor) -> Result<String, Refusal> {
        let view = self.handle.view();
        let session = view.chamber.current().ok_or(Refusal::NoSession)?.plan.session.clone();
        let code = random_code().ok_or(Refusal::NotRecorded)?;
        let issued = IssuedCode {
            holder,
            hash: cred::code_hash(&self.secret, &code),
            expires_at: Some(self.handle.now().utc_ms + SHOWN_CODE_MS),
        };
        self.handle.ask(Command::IssueCodes { session, codes: vec![issued] }, actor).await?;
        Ok(code)
    }

    /// Offers files for ten minutes each behind one code of eight characters.
    pub fn offer(&self, code: &str, download: Download) {
        let now = self.handle.now().utc_ms;
        let mut offers = self.downloads.lock().unwrap_or_else(PoisonError::into_inner);
        offers.retain(|_, (until, _)| *until > now);
        offers.insert(code.to_owned(), (now + DOWNLOAD_MS, download));
    }
}

/// A fresh personal code; `None` if the system gives no random bytes.
pub fn random_code() -> Option<String> {
    let mut bytes = [0; 5];
    getrandom::fill(&mut bytes).ok()?;
    Some(cred::base32_of(&bytes))
}

fn refused(why: Refusal) -> Refused {
    Refused { text: text::refusal(&why), why }
}

#[async_trait]
impl Room for RoomService {
    async fn info(&self) -> RoomInfo {
        let view = self.handle.view();
        let session = view.chamber.current();
        RoomInfo {
            room: self.room.clone(),
            session: session.map(|s| s.plan.session.to_string()),
            title: session
                .map(|s| format!("{} · {}", s.plan.council.short_name, s.plan.session_label()))
                .unwrap_or_default(),
            language: "vi",
        }
    }

    fn now(&self) -> i64 {
        self.handle.room_time()
    }

    async fn exchange(&self, token: &str) -> Result<Pass, DoorRefusal> {
        let now = self.handle.now().utc_ms;
        let door = self.door();
        door.check_token(token, now)?;
        new_pass(&door, now)
    }

    async fn exchange_typed(&self, code: &str) -> Result<Pass, DoorRefusal> {
        let now = self.handle.now().utc_ms;
        let door = self.door();
        door.check_typed(code, now)?;
        new_pass(&door, now)
    }

    async fn check_pass(&self, pass: &str) -> Result<Pass, DoorRefusal> {
        self.door().check_pass(pass, self.handle.now().utc_ms)
    }

    async fn enrol(&self, request: EnrolRequest) -> Result<Enrolled, Refused> {
        let code = cred::normalise_code(&request.code).ok_or_else(|| refused(Refusal::BadCode))?;
        let device = cred::device_id(&request.key);
        let secret = cred::device_secret(&self.secret, &device);
        let enrolment = Enrolment {
            device: device.clone(),
            code_hash: cred::code_hash(&self.secret, &code),
            key: cred::hex(&request.key),
            secret_hash: cred::secret_hash(secret.as_bytes()),
            kind: if request.handheld { DeviceKind::Handheld } else { DeviceKind::Phone },
        };
        self.handle.ask(Command::Enrol(enrolment), Actor::Door).await.map_err(refused)?;
        // The device connects at once: the broker must know it before it is told.
        let mut views = self.handle.views();
        let known = views
            .wait_for(|v| v.chamber.current().is_some_and(|s| s.devices.contains_key(&device)))
            .await
            .map_err(|_| refused(Refusal::NotRecorded))?;
        let session = known.chamber.current().ok_or_else(|| refused(Refusal::NoSession))?;
        let holder = session
            .devices
            .get(&device)
            .map(|d| d.holder.clone())
            .ok_or_else(|| refused(Refusal::UnknownDevice))?;
        let name = session.name_of(&holder).unwrap_or_default().to_owned();
        Ok(Enrolled { device: device.clone(), secret, role: Role::of(&holder), name })
    }

    async fn device(&self, device: &str, secret: &str) -> Option<KnownDevice> {
        let id = DeviceId::new(device).ok()?;
        let view = self.handle.view();
        let session = view.chamber.current()?;
        let known = session.devices.get(&id).filter(|d| d.active)?;
        if known.secret_hash != cred::secret_hash(secret.as_bytes()) {
            return None;
        }
        let name = session.name_of(&known.holder).unwrap_or_default().to_owned();
        Some(KnownDevice { device: id, role: Role::of(&known.holder), name })
    }

    fn connection(&self, device: &str, begins: bool) {
        if let Ok(device) = DeviceId::new(device) {
            self.handle.connection(device, begins);
        }
    }

    async fn ask_wall(&self, from: IpAddr) -> Option<WallTicket> {
        self.take_wall(from)
    }

    async fn claim_wall(&self, claim: &str) -> WallClaim {
        match self.waiting(|walls, now| walls.claim(claim, now)) {
            Claim::Gone => WallClaim::Gone,
            Claim::Waiting => WallClaim::Waiting,
            Claim::Agreed((wall, secret)) => WallClaim::Paired { wall, secret },
        }
    }

    async fn ask_handheld(&self, from: IpAddr, key: [u8; 32]) -> Option<WallTicket> {
        self.take_handheld(from, key)
    }

    async fn claim_handheld(&self, claim: &str) -> HandheldClaim {
        self.handheld_claim(claim)
    }

    async fn wall(&self, wall: &str, secret: &str) -> bool {
        let Ok(wall) = DeviceId::new(wall) else { return false };
        let known = |w: &crate::chamber::Wall| w.secret_hash == cred::secret_hash(secret.as_bytes());
        self.handle.view().chamber.walls().get(&wall).is_some_and(known)
    }

    async fn unpaired(&self, wall: &str) {
        let Ok(wall) = DeviceId::new(wall) else { return };
        let _ = self.handle.views().wait_for(|v| !v.chamber.walls().contains_key(&wall)).await;
    }

    async fn supplied(&self, what: Supplied) -> Option<SuppliedAt> {
        let view = self.handle.view();
        let council = &view.chamber.current()?.plan.council;
        let file = match what {
            Supplied::Flag => council.flag.as_ref(),
            Supplied::Anthem => council.anthem.as_ref(),
        }?;
        let path = self.data.join(plan::supplied_file(&file.sha256));
        Some(SuppliedAt { path, media_type: file.media_type.clone() })
    }

    async fn document(&self, id: &str) -> Option<DocumentFile> {
        let id = DocumentId::new(id).ok()?;
        let view = self.handle.view();
        let session = view.chamber.current().filter(|s| s.doors.is_none())?;
        let document = session.plan.document(&id).filter(|d| !session.is_secret(&d.item))?;
        Some(DocumentFile {
            path: self.document_path(&document.sha256),
            title: if document.number.is_empty() {
                document.title.clone()
            } else {
                format!("{} {}", document.number, document.short_title)
            },
            sha256: document.sha256.clone(),
            pages: document.pages,
            audience: match document.audience {
                plan::Audience::Public => Audience::Public,
                plan::Audience::Delegates => Audience::Delegates,
            },
        })
    }

    async fn download(&self, code: &str) -> Option<Download> {
        let now = self.handle.now().utc_ms;
        let offers = self.downloads.lock().unwrap_or_else(PoisonError::into_inner);
        offers.get(code).filter(|(until, _)| *until > now).map(|(_, download)| download.clone())
    }
}

pub(super) fn new_pass(door: &Door, now: i64) -> Result<Pass, DoorRefusal> {
    let mut nonce = [0; 10];
    getrandom::fill(&mut nonce).map_err(|_| DoorRefusal::Malformed)?;
    Ok(door.pass(nonce, now))
}

impl Access for RoomService {
    fn login(&self, client_id: &str, user: &str, password: &[u8]) -> Option<Client> {
        if client_id != user {
            return None;
        }
        let room = self.room.clone();
        if user == "kiosk" {
            return (password == self.kiosk_password.as_bytes()).then_some(Client::Kiosk { room });
        }
        let view = self.handle.view();
        let session = view.chamber.current();
        if user.starts_with("g-") {
            let door = door(self.secret, &self.room, session);
            let pass = door.check_pass(std::str::from_utf8(password).ok()?, self.handle.now().utc_ms).ok()?;
            return (pass.guest == user).then_some(Client::Reader { room, id: pass.guest });
        }
        let device = DeviceId::new(user).ok()?;
        if let Some(wall) = view.chamber.walls().get(&device) {
            let known = wall.secret_hash == cred::secret_hash(password);
            return known.then_some(Client::Wall { room, id: device });
        }
        let known = session?.devices.get(&device).filter(|d| d.active)?;
        (known.secret_hash == cred::secret_hash(password)).then_some(Client::Device { room, device })
    }
}
