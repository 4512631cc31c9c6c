//! All that the kiosk shows at one moment, as one plain value.

use crate::generated::{
    ActionKey, AgendaRow, Ballot, BallotHead, BallotRow, Code, DocRow, GroupRow, HandRow, Hands, Item, Join,
    Line, Mistake, Outcome, Page, Paper, PickRow, Pin, Presence, Questioning, QueueRow, ResultColumn, Screen,
    Seat, Speech, StepCell, StepRow, Toast, TopBar, Trouble,
};
use slint::SharedString;

/// What the kiosk shows. Fields a screen does not use may stay at their defaults. [`crate::Front::show`] changes only what
/// differs from the face before, so giving a whole new face each time is cheap and repaints nothing else. Pictures
/// (QR codes, pages) are set on the [`crate::Front`] itself, because only the UI thread can hold them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Face {
    /// Which screen.
    pub screen: Screen,
    /// The screen is locked: documents and the unlock key work, nothing else. With no `keys` the action row becomes
    /// the unlock key.
    pub locked: bool,
    /// The next touch only wakes ([`crate::Touch::Wake`]) and presses nothing.
    pub dimmed: bool,
    /// Council, session, presence and lock of the top bar.
    pub bar: TopBar,
    /// "09:12".
    pub clock: SharedString,
    /// The red strip below the top bar; empty for none.
    pub strip: SharedString,
    /// The strip tells of no fault (a closed sitting): not red.
    pub strip_calm: bool,
    /// A refusal or a receipt above the action row; empty text for none.
    pub toast: Toast,
    /// The action row, at most five; the first is the wide one.
    pub keys: Vec<ActionKey>,
    /// "vi" or "en".
    pub language: SharedString,
    /// Wi-Fi, address and typed code.
    pub join: Join,
    /// What is left of the QR code's validity, 0 to 1.
    pub qr_left: f32,
    /// The same in whole seconds.
    pub qr_seconds: i32,
    /// Who is present, in integers, and the sentences about it.
    pub presence: Presence,
    /// Delegates by seat number: roll call and open vote.
    pub seats: Vec<Seat>,
    /// Columns of the seat plan; 0: seats stand in order of their number.
    pub seat_columns: i32,
    /// Lines of the seat plan.
    pub seat_lines: f32,
    /// The current item of the agenda.
    pub item: Item,
    /// The agenda.
    pub agenda: Vec<AgendaRow>,
    /// Index of the current row in `agenda`.
    pub agenda_at: i32,
    /// Documents of the item.
    pub docs: Vec<DocRow>,
    /// Who asked to speak, first first.
    pub queue: Vec<QueueRow>,
    /// What stands above them: "Đăng ký phát biểu", or that the list is closed.
    pub queue_title: SharedString,
    /// Groups of questions of the item.
    pub groups: Vec<GroupRow>,
    /// The group of questions before the council.
    pub questioning: Questioning,
    /// Its four steps.
    pub question_steps: Vec<StepCell>,
    /// Who speaks.
    pub speech: Speech,
    /// "04:36", or "+01:24" over time.
    pub timer: SharedString,
    /// What is left of the speech's time, 0 to 1.
    pub timer_left: f32,
    /// The open electronic vote.
    pub ballot: Ballot,
    /// "00:42", or empty without a time limit.
    pub ballot_clock: SharedString,
    /// The count of hands.
    pub hands: Hands,
    /// Its three lines: for, against, not voting.
    pub hand_rows: Vec<HandRow>,
    /// The result.
    pub outcome: Outcome,
    /// Its three columns: for, against, not voting.
    pub columns: Vec<ResultColumn>,
    /// Words above the rows of a secret ballot's result.
    pub ballot_head: BallotHead,
    /// The names of a secret ballot with their figures.
    pub ballot_rows: Vec<BallotRow>,
    /// Words of pages over the stage, of recess and of the closed session.
    pub page: Page,
    /// Paragraphs of such a page.
    pub lines: Vec<Line>,
    /// Keys of a choice page, of the settings, and beside *back* on other pages.
    pub choices: Vec<ActionKey>,
    /// Rows of the pick page, or folders of the first start.
    pub rows: Vec<PickRow>,
    /// The pick page keeps one column however many rows there are.
    pub page_wide: bool,
    /// Steppers of the opening page.
    pub steps: Vec<StepRow>,
    /// Mistakes of an import; if there are any, they stand in the place of the folders.
    pub mistakes: Vec<Mistake>,
    /// The PIN pad.
    pub pin: Pin,
    /// The open document.
    pub paper: Paper,
    /// A code shown for a while.
    pub code: Code,
    /// Seconds it still lives.
    pub code_seconds: i32,
    /// The fault screen.
    pub trouble: Trouble,
    /// What still works.
    pub works: Vec<SharedString>,
    /// What has stopped.
    pub stopped: Vec<SharedString>,
}
