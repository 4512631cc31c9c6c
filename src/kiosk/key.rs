//! The ids of everything that can be pressed: the present writes them, the touch reads them back.

use crate::chamber::command::Choice;
use crate::chamber::ids::{DelegateId, GroupId, ItemId, SpeechId, VoteId};
use crate::chamber::rules::{TurnKind, VoteForm};

/// The part of an id behind the colon.
trait Part: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

macro_rules! part_of_id {
    ($($id:ident),*) => {$(
        impl Part for $id {
            fn write(&self) -> String {
                self.to_string()
            }
            fn read(text: &str) -> Option<Self> {
                Self::new(text).ok()
            }
        }
    )*};
}
part_of_id!(DelegateId, GroupId, ItemId, SpeechId, VoteId);

impl Part for usize {
    fn write(&self) -> String {
        self.to_string()
    }
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Part for VoteForm {
    fn write(&self) -> String {
        match self {
            Self::Electronic => "electronic",
            Self::Mixed => "mixed",
            Self::ShowOfHands => "hands",
            Self::Cards => "cards",
            Self::HandsByName => "names",
            Self::SecretBallot => "ballot",
        }
        .to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.write() == text)
    }
}

impl Part for TurnKind {
    fn write(&self) -> String {
        match self {
            Self::Speech => "speech",
            Self::Question => "question",
            Self::Debate => "debate",
            Self::Procedural => "procedural",
            Self::Explanation => "explanation",
            Self::Answer => "answer",
        }
        .to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.write() == text)
    }
}

impl Part for Choice {
    fn write(&self) -> String {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::NotVoting => "not-voting",
        }
        .to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        match text {
            "for" => Some(Self::For),
            "against" => Some(Self::Against),
            "not-voting" => Some(Self::NotVoting),
            _ => None,
        }
    }
}

macro_rules! keys {
    (plain { $($(#[$pdoc:meta])* $plain:ident = $pid:literal,)* }
     with { $($(#[$wdoc:meta])* $with:ident($part:ty) = $wid:literal,)* }) => {
        /// What a key means. A key with a target carries it, so that a touch meant for another one does nothing.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Key {
            $($(#[$pdoc])* $plain,)*
            $($(#[$wdoc])* $with($part),)*
        }

        impl Key {
            /// The id on the screen.
            pub fn id(&self) -> String {
                match self {
                    $(Self::$plain => $pid.to_owned(),)*
                    $(Self::$with(part) => format!(concat!($wid, ":{}"), part.write()),)*
                }
            }

            /// The key with this id.
            pub fn parse(id: &str) -> Option<Self> {
                if let Some((name, part)) = id.split_once(':') {
                    return match name {
                        $($wid => <$part>::read(part).map(Self::$with),)*
                        _ => None,
                    };
                }
                match id {
                    $($pid => Some(Self::$plain),)*
                    _ => None,
                }
            }
        }
    };
}

keys! {
    plain {
        // before the opening and at any time
        /// To the opening page.
        Open = "open",
        /// Roll call at the table.
        Roll = "roll",
        /// Asks for a PIN.
        Unlock = "unlock",
        /// The code fills the screen.
        Qr = "qr",
        Menu = "menu",
        Settings = "settings",
        Back = "back",
        // the item
        /// To the list of items.
        Items = "items",
        /// To the list of motions.
        Vote = "vote",
        EndDiscussion = "end-discussion",
        ReopenDiscussion = "reopen-discussion",
        Register = "register",
        Agenda = "agenda",
        Recess = "recess",
        EndRecess = "end-recess",
        CloseSession = "close-session",
        // the speech
        Pause = "pause",
        Resume = "resume",
        Extend = "extend",
        Stop = "stop",
        // votes
        ShowResult = "show-result",
        /// To the other forms of the chosen motion.
        MoreForms = "more-forms",
        /// Something unforeseen is to be voted on, or several things at once.
        NewMotion = "new-motion",
        Block = "block",
        BlockDone = "block-done",
        PartOf = "part-of",
        Board = "board",
        BoardDone = "board-done",
        CloseDoors = "close-doors",
        OpenDoors = "open-doors",
        // the council
        /// What becomes of the office of the delegate whose page is open.
        Status = "status",
        Total = "total",
        ConfirmTotal = "confirm-total",
        Guests = "guests",
        Rules = "rules",
        SeatPlan = "seat-plan",
        PlanShape = "plan-shape",
        PlanFewer = "plan-fewer",
        PlanMore = "plan-more",
        PlanSave = "plan-save",
        // a delegate of the roll
        Present = "present",
        Unexcused = "unexcused",
        Left = "left",
        // the list of speakers
        CloseList = "close-list",
        ReopenList = "reopen-list",
        // groups of questions
        /// To the list of them.
        Groups = "groups",
        /// The respondent answers.
        CallAnswer = "call-answer",
        /// To the list of those who may answer instead.
        Answerer = "answerer",
        OpenDebate = "open-debate",
        Conclude = "conclude",
        QuestionMenu = "question-menu",
        WrittenAnswer = "written-answer",
        Commit = "commit",
        // a request to speak
        Consent = "consent",
        CallRow = "call-row",
        Defer = "defer",
        Written = "written",
        Withdraw = "withdraw",
        // settings
        CodeDelegate = "code-delegate",
        CodeSecretary = "code-secretary",
        PinChair = "pin-chair",
        PinSecretary = "pin-secretary",
        Export = "export",
        Sound = "sound",
        SoundChime = "sound-chime",
        SoundVoice = "sound-voice",
        SoundQuieter = "sound-quieter",
        SoundLouder = "sound-louder",
        SoundSlower = "sound-slower",
        SoundFaster = "sound-faster",
        SoundTest = "sound-test",
        Download = "download",
        Import = "import",
        Search = "search",
        PowerOff = "power-off",
        // the hall's displays
        Walls = "walls",
        /// Agrees to the wall whose page is open, refuses it, takes it away.
        PairWall = "pair-wall",
        RefuseWall = "refuse-wall",
        UnpairWall = "unpair-wall",
        /// Handhelds: to the list; the one whose page is open is taken back.
        Handhelds = "handhelds",
        TakeBack = "take-back",
        /// To what the walls show, and to the usual notices.
        WallShow = "wall-show",
        WallMessages = "wall-messages",
        // faults
        GoOn = "go-on",
        Backup = "backup",
    }
    with {
        /// Gives the floor to this request.
        Call(SpeechId) = "call",
        /// Registers the person of the open page for this.
        Kind(TurnKind) = "kind",
        /// Takes up this group of questions.
        StartGroup(GroupId) = "start-group",
        /// A commitment due in so many days.
        Due(usize) = "due",
        /// Straight on to this item.
        Next(ItemId) = "next",
        /// On to the item chosen in the list.
        GoTo(ItemId) = "go-to",
        /// To the confirm page of closing.
        CloseVote(VoteId) = "close-vote",
        /// More time before the vote's clock warns.
        VoteTime(VoteId) = "vote-time",
        HoldVote(VoteId) = "hold-vote",
        ResumeVote(VoteId) = "resume-vote",
        VoteMenu(VoteId) = "vote-menu",
        /// The figures of the tally board are complete.
        Tally(VoteId) = "tally",
        SecondBallot(VoteId) = "second-ballot",
        /// To the list of those missing.
        Behalf(VoteId) = "behalf",
        /// To the forms in which the open vote could be taken instead.
        OtherForm(VoteId) = "other-form",
        /// This form of vote.
        Form(VoteForm) = "form",
        Annul(VoteId) = "annul",
        /// This teller's numbers are final.
        Count(VoteId) = "count",
        Recount(VoteId) = "recount",
        Publish(VoteId) = "publish",
        /// On from the result.
        Leave(VoteId) = "leave",
        /// The same motion again.
        Again(VoteId) = "again",
        /// The choice that a delegate voiced.
        Choice(Choice) = "choice",
        /// Absent with the excuse of this place in the list.
        Excused(usize) = "excused",
        /// The reason of this place in the list.
        Reason(usize) = "reason",
        /// A recess of so many minutes; 0 without an end.
        RecessFor(usize) = "recess-for",
        /// The motion of this place in the list of usual ones.
        Preset(usize) = "preset",
        /// The status of this place in the list.
        SetStatus(usize) = "set-status",
        /// The folder of this place in the list.
        Usb(usize) = "usb",
        /// On the wall: the choice of this place in the list, the notice of this place.
        Show(usize) = "show",
        WallMessage(usize) = "wall-message",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_and_foreign_ones_do_nothing() {
        let keys = [
            Key::Open,
            Key::Call(SpeechId::new("r3").expect("an id")),
            Key::Next(ItemId::new("i4").expect("an id")),
            Key::CloseVote(VoteId::new("v2").expect("an id")),
            Key::Choice(Choice::NotVoting),
            Key::Excused(2),
            Key::RecessFor(15),
        ];
        for key in keys {
            assert_eq!(Key::parse(&key.id()), Some(key));
        }
        for foreign in ["", "call", "call:", "call:R3", "open:1", "excused:x", "nothing"] {
            assert_eq!(Key::parse(foreign), None, "{foreign}");
        }
    }
}
