//! What a touch asks of the world, and what the world answers.

use crate::chamber::command::{Actor, Command, Holder, PinRole};
use crate::chamber::ids::{DelegateId, DocumentId, SessionId};
use crate::chamber::{Act, Refusal};
use crate::prepare::Problem;
use crate::sound;
use crate::wire::down::Text;
use std::path::PathBuf;

/// Something that the shell cannot do by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Commands one after another, until one is refused; answered by [`News::Answer`].
    Ask { commands: Vec<Command>, actor: Actor, done: Done },
    /// Is this somebody's PIN? Answered by [`News::PinChecked`]. Each hash with the role it unlocks.
    CheckPin { pin: String, hashes: Vec<(PinRole, String)> },
    /// Hash a new PIN that must not be the one of `other`; answered by [`News::PinHashed`].
    HashPin { role: PinRole, pin: String, other: Option<String> },
    /// The picture of a page (from 1); answered by [`News::Page`].
    LoadPage { document: DocumentId, sha256: String, page: u32 },
    /// Look for folders of sessions and for USB sticks; answered by [`News::Folders`].
    FindFolders,
    /// Read, check and import a folder; answered by [`News::Imported`].
    Import { folder: PathBuf, actor: Actor },
    /// A new personal code; answered by [`News::Code`].
    FreshCode { holder: Holder, actor: Actor },
    /// Write the minutes; answered by [`News::Exported`].
    Export { session: SessionId, target: Target },
    /// Copy the journal into a folder; answered by [`News::BackedUp`].
    Backup(PathBuf),
    /// How the room sounds, or how it would.
    Sound(sound::Ask),
    /// Agree to the wall that shows `code`, under `name`; answered by [`News::Answer`].
    PairWall { code: String, name: String, actor: Actor, done: Done },
    /// The handheld that shows `code` becomes the delegate's; answered by [`News::Answer`].
    GiveHandheld { code: String, delegate: DelegateId, actor: Actor, done: Done },
    /// Refuse the wall that shows `code`.
    RefuseWall { code: String },
    /// End the program and switch the machine off.
    PowerOff,
}

/// What is to happen when the commands have been recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// Said for a few seconds.
    pub say: Option<Text>,
    /// The chair's act that it was: for some seconds it can be taken back.
    pub act: Option<Act>,
    /// Pages over the stage that are closed then.
    pub close: usize,
}

/// Where minutes go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Into this folder of a USB stick.
    Folder(PathBuf),
    /// To be fetched by a phone: one file, offered for ten minutes behind a code.
    Download,
}

/// Writes the minutes of a session. The program gives the shell one of these.
pub trait MinutesExport: Send + Sync + 'static {
    /// Writes the minutes and names the files. For [`Target::Download`] the first file is what is offered.
    ///
    /// # Errors
    /// A sentence in Vietnamese that says what to do.
    fn export(&self, session: SessionId, target: Target) -> Result<Vec<PathBuf>, String>;
}

/// A folder that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    /// As shown: "USB HDND-AnBinh, ky-hop-3".
    pub label: String,
    /// Number of files in it.
    pub files: usize,
}

/// What was found on USB sticks and in the data folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    /// With a `session.toml`.
    pub sessions: Vec<Folder>,
    /// Sticks that can be written.
    pub sticks: Vec<Folder>,
}

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// Every mistake of the files.
    Mistakes(Vec<Problem>),
    Refused(Refusal),
    /// The documents could not be stored: the system's words.
    Store(String),
}

/// Minutes that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// So many files in a folder.
    Folder { files: usize },
    /// Behind this code.
    Download { code: String, files: usize },
}

/// What comes back from the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Answer {
        result: Result<(), Refusal>,
        done: Done,
    },
    PinChecked(Option<PinRole>),
    PinHashed {
        role: PinRole,
        result: Result<String, PinTrouble>,
    },
    Folders(Folders),
    Imported(Result<(), ImportError>),
    Code {
        holder: Holder,
        result: Result<String, Refusal>,
    },
    Exported(Result<Exported, String>),
    BackedUp(Result<PathBuf, String>),
    /// The picture is there, or not.
    Page {
        document: DocumentId,
        page: u32,
        there: bool,
    },
}

/// Why a PIN was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinTrouble {
    /// Chair and secretary may not have the same.
    SameAsOther,
    /// No random bytes, or no memory.
    Failed,
}
