//! What the web needs to know of the room. The runtime implements it; tests use a small one of their own.

use std::net::IpAddr;
use std::path::PathBuf;

use async_trait::async_trait;
use serde::Serialize;

use super::door::{DoorRefusal, Pass};
use crate::chamber::ids::DeviceId;
use crate::chamber::refusal::Refusal;
use crate::wire::down::{Role, Text};

/// What everybody may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoomInfo {
    /// Room id; the topics' prefix is `nt/1/{room}`.
    pub room: String,
    /// Id of the session, if one was imported.
    pub session: Option<String>,
    /// Its title for the page's head before any message came.
    pub title: String,
    /// "vi" or "en".
    pub language: &'static str,
}

/// A phone asks to become a person's device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolRequest {
    /// Personal one-time code as typed or scanned.
    pub code: String,
    /// The device's Ed25519 public key.
    pub key: [u8; 32],
    /// The pass this phone has, checked: it was in the room at this sitting.
    pub pass: Pass,
    /// The device says whether it is a phone or a dedicated handheld.
    pub handheld: bool,
}

/// A device that now belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Its id: MQTT client id, user name, and the `{device}` of its topics.
    pub device: DeviceId,
    /// Its secret: MQTT password and, with the id, its cookie. Letters, digits, `-` and `_` only.
    pub secret: String,
    /// Delegate or secretary.
    pub role: Role,
    /// The person's name as printed.
    pub name: String,
}

/// An enrolled device, recognised by its cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDevice {
    /// Its id.
    pub device: DeviceId,
    /// Delegate or secretary.
    pub role: Role,
    /// The person's name as printed.
    pub name: String,
}

/// Who may read a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody who was in the room.
    Public,
    /// Enrolled devices only.
    Delegates,
}

/// A document's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// A path made by us, never by a visitor.
    pub path: PathBuf,
    /// Title for people; also the name of the download.
    pub title: String,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
    /// Who may read it.
    pub audience: Audience,
}

/// A file offered for ten minutes behind a code (the minutes, from the kiosk).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// A path made by us.
    pub path: PathBuf,
    /// File name for people, with its extension.
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
}

/// What a wall that asks to be paired gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallTicket {
    /// Six digits that it shows and the chair confirms.
    pub code: String,
    /// The secret that it comes back with.
    pub claim: String,
}

/// What has become of a wall's request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WallClaim {
    /// The chair has not answered.
    Waiting,
    /// The chair has agreed: MQTT client id and user name, and the password.
    Paired {
        /// Its id.
        wall: DeviceId,
        /// Letters and digits only.
        secret: String,
    },
    /// Expired, refused, or never heard of.
    Gone,
}

/// What a handheld logs in and checks in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandheldLogin {
    /// Its id, as [`Enrolled::device`].
    pub device: DeviceId,
    /// Its secret, as [`Enrolled::secret`].
    pub secret: String,
    /// The holder's name as printed.
    pub name: String,
    /// The session it is enrolled in.
    pub session: String,
    /// Proof of having been in the room, for the check-in.
    pub pass: String,
}

/// What has become of a handheld's request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandheldClaim {
    /// Nobody has said whose it is.
    Waiting,
    /// It was given to a delegate.
    Given(HandheldLogin),
    /// Expired, or never heard of.
    Gone,
}

/// A file that the council has supplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supplied {
    /// The picture of the flag.
    Flag,
    /// The recording of the anthem.
    Anthem,
}

/// Where such a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppliedAt {
    /// A path made by us.
    pub path: PathBuf,
    /// Media type, as the import found it.
    pub media_type: String,
}

/// A refusal with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub why: Refusal,
    /// The sentence in both languages.
    pub text: Text,
}

/// The room as the web sees it. All calls but `unpaired` return soon; none changes anything
/// but `enrol`, `ask_wall` and `ask_handheld`.
#[async_trait]
pub trait Room: Send + Sync + 'static {
    /// What everybody may know.
    async fn info(&self) -> RoomInfo;

    /// The room's clock, UTC milliseconds, with the chair's correction.
    fn now(&self) -> i64;

    /// Exchanges the QR's token for a new guest pass.
    async fn exchange(&self, token: &str) -> Result<Pass, DoorRefusal>;

    /// Exchanges the typed code for a new guest pass.
    async fn exchange_typed(&self, code: &str) -> Result<Pass, DoorRefusal>;

    /// Checks a guest pass for this sitting.
    async fn check_pass(&self, pass: &str) -> Result<Pass, DoorRefusal>;

    /// Binds a device to the person of a code, in the journal, before it returns.
    async fn enrol(&self, request: EnrolRequest) -> Result<Enrolled, Refused>;

    /// The device behind an id and a secret, if it is (still) enrolled.
    async fn device(&self, device: &str, secret: &str) -> Option<KnownDevice>;

    /// A connection of a device or a wall began or ended.
    fn connection(&self, device: &str, begins: bool);

    /// A wall at this address asks to be paired; `None`: too many wait.
    async fn ask_wall(&self, from: IpAddr) -> Option<WallTicket>;

    /// What has become of the request with this secret.
    async fn claim_wall(&self, claim: &str) -> WallClaim;

    /// A handheld at this address with this public key asks whose it is; `None`: too many wait.
    async fn ask_handheld(&self, from: IpAddr, key: [u8; 32]) -> Option<WallTicket>;

    /// What has become of the handheld's request with this secret.
    async fn claim_handheld(&self, claim: &str) -> HandheldClaim;

    /// Whether these are the id and the secret of a paired wall.
    async fn wall(&self, wall: &str, secret: &str) -> bool;

    /// Returns when `wall` is no longer paired.
    async fn unpaired(&self, wall: &str);

    /// A file that the council has supplied for its walls.
    async fn supplied(&self, what: Supplied) -> Option<SuppliedAt>;

    /// A document of the session; none of an item behind closed doors, and none at all while the doors are closed.
    async fn document(&self, id: &str) -> Option<DocumentFile>;

    /// A file offered for download; `None` when the code is unknown or its ten minutes are over.
    async fn download(&self, code: &str) -> Option<Download>;
}
