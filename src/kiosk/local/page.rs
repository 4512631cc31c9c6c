//! Pages that cover the stage.

use crate::chamber::Speaker;
use crate::chamber::command::PinRole;
use crate::chamber::ids::{DelegateId, DeviceId, DocumentId, GroupId, ItemId, MotionId, SpeechId, VoteId};
use crate::chamber::rules::VoteForm;

/// What the PIN pad is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadFor {
    Unlock,
    /// A new PIN for this role, by the chair.
    Change(PinRole),
}

/// Date, time and total as they are about to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Correction to the host's clock, milliseconds.
    pub offset_ms: i64,
    pub total: u32,
}

/// A question with a consequence (design, page 09).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    OpenVote {
        motions: Vec<MotionId>,
        form: VoteForm,
    },
    CloseVote(VoteId),
    Publish(VoteId),
    Annul {
        vote: VoteId,
        reason: &'static str,
    },
    /// Annuls the open vote and opens the same motion in the other form.
    Change {
        vote: VoteId,
        form: VoteForm,
    },
    CloseDoors,
    OpenDoors,
    GoTo(ItemId),
    Postpone {
        item: ItemId,
        reason: &'static str,
    },
    EndDiscussion,
    /// The chair concludes the group while somebody waits.
    Conclude,
    /// A commitment due in so many days.
    Commit {
        days: usize,
    },
    WrittenAnswer(SpeechId),
    Withdraw(SpeechId),
    CloseSession,
    PowerOff,
}

/// What a number is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFor {
    /// A figure of the tally board, by its place in the list.
    Tally(VoteId, usize),
    /// Guests of a line who have come.
    Guests(u16),
    /// The article that is voted on apart from this motion.
    Part(MotionId),
}

/// A page over the stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    Pin(PadFor),
    /// The rotating code fills the screen.
    Qr,
    /// Documents of the current item.
    Docs,
    Paper {
        document: DocumentId,
        page: u32,
    },
    /// Roll call at the table.
    Roll,
    Seat(DelegateId),
    Opening(Opening),
    /// The whole queue.
    Queue,
    QueueRow(SpeechId),
    /// Who asks to speak, entered at the table.
    Register,
    /// What for.
    RegisterKind(Speaker),
    /// The groups of questions of the item.
    Groups(Option<GroupId>),
    /// Who answers instead of the respondent.
    Answerer,
    /// Which of the questions is answered in writing.
    WhichQuestion,
    /// By when a commitment is due.
    CommitDue,
    /// What is seldom needed of a group of questions.
    QuestionMenu,
    /// To which item.
    Items(Option<ItemId>),
    /// The order of the agenda.
    Agenda,
    PostponeWhy(ItemId),
    Motions(Option<MotionId>),
    /// In which form to take these motions together.
    HowToVote(Vec<MotionId>),
    /// The motions that are taken in one vote.
    Block(Vec<MotionId>),
    /// Something unforeseen is to be voted on.
    NewMotion,
    /// Of which motion a part is voted on apart.
    PartOf,
    /// Members of the tally board, in the order head, clerk, others.
    Board(Vec<DelegateId>),
    /// What is seldom needed of an open vote.
    VoteMenu(VoteId),
    /// In which other form to take the open vote.
    Forms(VoteId),
    /// Who is missing, to enter a choice.
    BehalfWho(VoteId),
    Behalf(VoteId, DelegateId),
    AnnulWhy(VoteId),
    Recess,
    Menu,
    Number(NumberFor),
    /// What becomes of a delegate's office.
    Status(DelegateId),
    /// The total is confirmed anew.
    Total,
    Guests,
    SeatPlan,
    /// The council's rules, and one of them with its source.
    Rules,
    Rule(usize),
    Settings,
    /// Chime, voice, volume.
    Sound,
    CodeWho,
    Code,
    ExportWhere,
    Download,
    /// Folders to import, and the mistakes of the one that was tried.
    Import,
    /// USB sticks for a copy of the data.
    BackupWhere,
    /// Displays of the hall.
    Walls,
    /// The one that shows this code and waits.
    WaitingWall(String),
    PairedWall(DeviceId),
    /// Handhelds: those that wait and those that are somebody's.
    Handhelds,
    /// Whose is the one that shows this code?
    WaitingHandheld(String),
    GivenHandheld(DeviceId),
    /// What they show.
    WallShow,
    WallMessages,
    Confirm(Question),
}

impl Page {
    /// Whether it may be seen and left while the screen is locked.
    pub fn is_public(&self) -> bool {
        match self {
            Self::Pin(PadFor::Unlock) | Self::Qr | Self::Docs | Self::Paper { .. } | Self::BackupWhere => {
                true
            }
            Self::Pin(PadFor::Change(_))
            | Self::Roll
            | Self::Seat(_)
            | Self::Opening(_)
            | Self::Queue
            | Self::QueueRow(_)
            | Self::Register
            | Self::RegisterKind(_)
            | Self::Groups(_)
            | Self::Answerer
            | Self::WhichQuestion
            | Self::CommitDue
            | Self::QuestionMenu
            | Self::Items(_)
            | Self::Agenda
            | Self::PostponeWhy(_)
            | Self::Motions(_)
            | Self::Forms(_)
            | Self::HowToVote(_)
            | Self::Block(_)
            | Self::NewMotion
            | Self::PartOf
            | Self::Board(_)
            | Self::VoteMenu(_)
            | Self::Number(_)
            | Self::Status(_)
            | Self::Total
            | Self::Guests
            | Self::SeatPlan
            | Self::Rules
            | Self::Rule(_)
            | Self::BehalfWho(_)
            | Self::Behalf(..)
            | Self::AnnulWhy(_)
            | Self::Recess
            | Self::Menu
            | Self::Settings
            | Self::Sound
            | Self::CodeWho
            | Self::Code
            | Self::ExportWhere
            | Self::Download
            | Self::Import
            | Self::Walls
            | Self::WaitingWall(_)
            | Self::PairedWall(_)
            | Self::Handhelds
            | Self::WaitingHandheld(_)
            | Self::GivenHandheld(_)
            | Self::WallShow
            | Self::WallMessages
            | Self::Confirm(_) => false,
        }
    }
}

/// The picture of the open paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PaperState {
    #[default]
    Loading,
    There,
    Failed,
}
