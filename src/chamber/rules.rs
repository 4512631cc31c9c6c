//! The rule profile: every number that a council's rules of procedure (Quy chế làm việc) may set, each with
//! its source (R-12, R-14 to R-17; domain facts "every number is a setting in a named rule profile").

mod turns;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
pub use turns::{ClockStart, OrderRule, TurnKind};

/// A value, where it comes from, and whether somebody has compared it with the official text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting<T> {
    pub value: T,
    /// Article and act, as it is shown to people.
    pub source: String,
    /// `true`: "đã đối chiếu".
    #[serde(default)]
    pub checked: bool,
}

/// What a majority is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// All delegates of the council (tổng số đại biểu): law 72/2025 art. 35(2).
    Total,
    /// Those present at the vote.
    Present,
    /// Those in office now (hiện có): law 72/2025 art. 49(2).
    InOffice,
}

/// Passes when `for × den > base × num`, or `>=` where `at_least`. Decided on integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Majority {
    pub num: u32,
    pub den: u32,
    /// `true`: reaching the fraction is enough ("ít nhất hai phần ba"); `false`: it must be exceeded ("quá nửa").
    #[serde(default)]
    pub at_least: bool,
    pub base: Base,
}

impl Majority {
    /// More than half of all delegates, the rule of ordinary resolutions.
    pub const HALF_OF_TOTAL: Self = Self { num: 1, den: 2, at_least: false, base: Base::Total };

    /// Whether `votes_for` passes on `base` heads.
    pub fn passes(self, votes_for: u32, base: u32) -> bool {
        let (left, right) = self.sides(votes_for, base);
        if self.at_least { left >= right } else { left > right }
    }

    /// The two integers that are compared: `for × den` and `base × num`.
    pub fn sides(self, votes_for: u32, base: u32) -> (u64, u64) {
        (u64::from(votes_for) * u64::from(self.den), u64::from(base) * u64::from(self.num))
    }

    /// The least number of votes for that passes on `base` heads.
    pub fn needed(self, base: u32) -> u32 {
        let (num, den) = (u64::from(self.num), u64::from(self.den.max(1)));
        let product = u64::from(base) * num;
        let least = if self.at_least { product.div_ceil(den) } else { product / den + 1 };
        u32::try_from(least).unwrap_or(u32::MAX)
    }
}

/// A fraction of the total, for the quorum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    pub num: u32,
    pub den: u32,
}

impl Fraction {
    /// The least head count that reaches this part of `total`.
    pub fn of(self, total: u32) -> u32 {
        let least = (u64::from(total) * u64::from(self.num)).div_ceil(u64::from(self.den.max(1)));
        u32::try_from(least).unwrap_or(u32::MAX)
    }
}

/// What a vote is about; the profile gives each its majority (domain 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// Resolution (nghị quyết).
    Resolution,
    /// The programme of the session.
    Agenda,
    /// Election, or release and removal of office holders.
    Personnel,
    /// Removal of a delegate (bãi nhiệm đại biểu).
    DelegateRemoval,
    /// Vote of confidence (bỏ phiếu tín nhiệm): what is counted is who has none.
    Confidence,
    /// Order of business: close the debate, change the order, form of vote.
    Procedural,
}

impl Matter {
    /// All matters, in the order in which they are listed to people.
    pub const ALL: [Self; 6] = [
        Self::Resolution,
        Self::Agenda,
        Self::Personnel,
        Self::DelegateRemoval,
        Self::Confidence,
        Self::Procedural,
    ];
}

/// The form of a vote (hình thức biểu quyết, domain 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteForm {
    /// Each from the own device, and from nowhere else.
    Electronic,
    /// One roll: devices, and voiced choices that chair or secretary enter for those without one.
    Mixed,
    /// Raised hands (giơ tay), totals entered by tellers.
    ShowOfHands,
    /// Raised voting cards (giơ thẻ), totals entered by tellers.
    Cards,
    /// Raised hands, each marked on the seat plan by tellers.
    HandsByName,
    /// Paper ballots in a box (bỏ phiếu kín), counted by the tally board.
    SecretBallot,
}

/// How a form arrives at its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Choice by choice, each recorded for its person.
    Choices,
    /// Totals that tellers enter.
    Totals,
    /// A list by name that tellers enter.
    Names,
    /// A count of paper ballots.
    Paper,
}

impl VoteForm {
    /// All forms, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Electronic,
        Self::Mixed,
        Self::ShowOfHands,
        Self::Cards,
        Self::HandsByName,
        Self::SecretBallot,
    ];

    /// How its figures come about.
    pub fn counting(self) -> Counting {
        match self {
            Self::Electronic | Self::Mixed => Counting::Choices,
            Self::ShowOfHands | Self::Cards => Counting::Totals,
            Self::HandsByName => Counting::Names,
            Self::SecretBallot => Counting::Paper,
        }
    }
}

/// What tellers of raised hands count (decision on hands: a blank is not consent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandsCount {
    /// They count *for* and *against*; *not voting* is the rest of those present.
    ForAndAgainst,
    /// They count *against* and *not voting*; *for* is the rest. Said so in the sentence.
    Dissent,
}

/// Who sees the running tally of an open vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TallyView {
    Nobody,
    Chair,
    All,
}

/// How a closed result reaches phones and wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publishing {
    /// When the chair presses "Công bố kết quả".
    ByChair,
    /// With the close.
    AtClose,
}

/// Which head count is "tổng số đại biểu" when the total is proposed at the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TotalBasis {
    /// The delegates who hold the office on the day.
    InOffice,
    /// The number elected for the term, as the plan says.
    Elected,
}

/// What has to be done by a day counted from the session (R-09, domain 3.2 and 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// Documents are with the delegates, before the opening.
    Documents,
    /// Invitations are out, before the opening.
    Invitations,
    /// Reports of the verifying committees are with the standing committee, before the opening.
    Verification,
    /// Results of elections are with the upper level, after the closing (law 72/2025 art. 36).
    ElectionResults,
    /// Resolutions and minutes are with the upper level, after the closing.
    MinutesSent,
    /// Written answers to questions, after the day of the question (domain 5.3).
    WrittenAnswers,
    /// A legal document takes effect no earlier, after the closing (law 64/2025 art. 53).
    LegalEffect,
}

impl Deadline {
    /// All of them, in order of time.
    pub const ALL: [Self; 7] = [
        Self::Verification,
        Self::Invitations,
        Self::Documents,
        Self::ElectionResults,
        Self::MinutesSent,
        Self::LegalEffect,
        Self::WrittenAnswers,
    ];

    /// Whether it is counted back from the opening; else on from the closing.
    pub fn before_opening(self) -> bool {
        match self {
            Self::Documents | Self::Invitations | Self::Verification => true,
            Self::ElectionResults | Self::MinutesSent | Self::WrittenAnswers | Self::LegalEffect => false,
        }
    }
}

/// A number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    pub days: u32,
    /// Saturdays and Sundays do not count; public holidays are not known to the program.
    #[serde(default)]
    pub working: bool,
}

impl Days {
    /// The day that lies this many days after (or, with `back`, before) `day`; days since 1970-01-01.
    pub fn from(self, day: i64, back: bool) -> i64 {
        let step = if back { -1 } else { 1 };
        if !self.working {
            return day.saturating_add(step * i64::from(self.days));
        }
        let (mut day, mut left) = (day, self.days);
        while left > 0 {
            day += step;
            // 1970-01-01 was a Thursday: remainder 0; Saturday is 2, Sunday 3.
            left -= u32::from(!matches!(day.rem_euclid(7), 2 | 3));
        }
        day
    }
}

/// The whole profile of one council. Times are in seconds unless the name says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleProfile {
    /// For example "Quy chế mẫu, chưa đối chiếu".
    pub name: String,
    /// Part of all delegates that must be present.
    pub quorum: Setting<Fraction>,
    /// Majority by matter; [`RuleProfile::majority`] falls back to that of resolutions.
    pub majorities: BTreeMap<Matter, Setting<Majority>>,
    /// Which head count is proposed as the total at the opening.
    pub total_basis: Setting<TotalBasis>,
    /// Whether a suspended delegate stays in the total.
    pub suspended_count: Setting<bool>,
    /// Forms that may be chosen when a vote is opened, the first is the default.
    pub forms: Setting<Vec<VoteForm>>,
    /// Form that is offered first, by matter, where it is not the first of `forms`.
    #[serde(default)]
    pub matter_forms: BTreeMap<Matter, Setting<VoteForm>>,
    /// Whether a choice may be changed until the vote closes.
    pub change_until_close: Setting<bool>,
    pub hands_count: Setting<HandsCount>,
    /// How many tellers must agree on raised hands: 1 or 2.
    pub tellers: Setting<u8>,
    pub tally_view: Setting<TallyView>,
    pub publishing: Setting<Publishing>,
    /// Names beside choices on wall and phones of others.
    pub names_shown: Setting<bool>,
    /// Tán thành, Không tán thành, Không biểu quyết: as this council names them, in this order.
    pub option_labels: Setting<[String; 3]>,
    /// Speaking time by kind of turn, seconds.
    pub turn_seconds: BTreeMap<TurnKind, Setting<u32>>,
    /// Speaking time of the second and every later turn of a person in an item, by kind; without one as the first.
    #[serde(default)]
    pub second_turn_seconds: BTreeMap<TurnKind, Setting<u32>>,
    /// Most turns of a person in an item, by kind; without one there is no limit.
    #[serde(default)]
    pub turns_most: BTreeMap<TurnKind, Setting<u32>>,
    pub queue_order: Setting<Vec<OrderRule>>,
    pub clock_start: Setting<ClockStart>,
    /// Seconds in which the chair's last act can be taken back; 0: never.
    pub undo_seconds: Setting<u32>,
    /// Seconds left at which the clock warns, longest first.
    pub warn_seconds: Setting<Vec<u32>>,
    /// Seconds that "thêm giờ" adds.
    pub extend_seconds: Setting<u32>,
    /// Seconds after which an open vote warns; it never closes by itself.
    pub vote_warn_seconds: Setting<u32>,
    /// Seconds that "thêm thời gian" adds to an open vote before it warns again.
    pub vote_extend_seconds: Setting<u32>,
    /// Fewest members of a tally board (ban kiểm phiếu).
    pub tally_board_least: Setting<u32>,
    /// Whether a valid ballot may leave a name without a mark.
    pub ballot_blanks: Setting<bool>,
    /// Whether votes of confidence may be held.
    pub confidence_votes: Setting<bool>,
    /// Window of the room code, seconds.
    pub room_code_seconds: Setting<u32>,
    /// Idle minutes after which the kiosk locks.
    pub lock_minutes: Setting<u32>,
    /// Days that are counted from the session.
    #[serde(default)]
    pub deadlines: BTreeMap<Deadline, Setting<Days>>,
}

impl RuleProfile {
    /// The majority for `matter`: its own, else that of resolutions, else more than half of all delegates.
    pub fn majority(&self, matter: Matter) -> Setting<Majority> {
        self.majorities
            .get(&matter)
            .or_else(|| self.majorities.get(&Matter::Resolution))
            .cloned()
            .unwrap_or_else(|| Setting {
                value: Majority::HALF_OF_TOTAL,
                source: "Điều 35 khoản 2 Luật số 72/2025/QH15".to_owned(),
                checked: false,
            })
    }

    /// The day of `deadline`, counted from the day of the opening or the closing; both since 1970-01-01. `None` where the
    /// profile says nothing.
    pub fn due(&self, deadline: Deadline, day: i64) -> Option<i64> {
        Some(self.deadlines.get(&deadline)?.value.from(day, deadline.before_opening()))
    }

    /// The form that is offered first for `matter`; one that may be taken.
    pub fn form_for(&self, matter: Matter) -> Option<VoteForm> {
        let own = self.matter_forms.get(&matter).map(|s| s.value);
        own.filter(|form| self.forms.value.contains(form)).or_else(|| self.forms.value.first().copied())
    }

    /// Speaking time in seconds for the turn with this number (from 1) of `kind`; that of an ordinary speech where the
    /// profile has no own, else 7 minutes.
    pub fn turn_seconds(&self, kind: TurnKind, turn: u32) -> u32 {
        let later = self.second_turn_seconds.get(&kind).filter(|_| turn > 1);
        later
            .or_else(|| self.turn_seconds.get(&kind))
            .or_else(|| self.turn_seconds.get(&TurnKind::Speech))
            .map_or(420, |s| s.value)
    }

    /// What is wrong with the profile, one sentence in Vietnamese each; empty when it can be used.
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        let q = self.quorum.value;
        if q.den == 0 || q.num == 0 || q.num > q.den {
            found.push(format!("quorum: {}/{} không phải là một phần của tổng số đại biểu", q.num, q.den));
        }
        for (matter, setting) in &self.majorities {
            let m = setting.value;
            if m.den == 0 || m.num == 0 || m.num > m.den || (m.num == m.den && !m.at_least) {
                found.push(format!("majorities.{matter:?}: không ai có thể đạt {}/{}", m.num, m.den));
            }
        }
        if self.forms.value.is_empty() {
            found.push("forms: cần ít nhất một hình thức biểu quyết".to_owned());
        }
        for (matter, setting) in &self.matter_forms {
            if !self.forms.value.contains(&setting.value) {
                found.push(format!("matter_forms.{matter:?}: hình thức này không có trong forms"));
            }
        }
        if !(3..=15).contains(&self.tally_board_least.value) {
            found.push("tally_board_least: Ban kiểm phiếu cần từ 3 đến 15 người".to_owned());
        }
        if !(10..=600).contains(&self.vote_extend_seconds.value) {
            found.push("vote_extend_seconds: thời gian thêm phải từ 10 đến 600 giây".to_owned());
        }
        if !(1..=2).contains(&self.tellers.value) {
            found.push("tellers: số người đếm phải là 1 hoặc 2".to_owned());
        }
        if self.option_labels.value.iter().any(|label| label.trim().is_empty()) {
            found.push("option_labels: cần đủ ba tên lựa chọn".to_owned());
        }
        if !(5..=120).contains(&self.room_code_seconds.value) {
            found.push("room_code_seconds: mã phòng họp phải đổi sau 5 đến 120 giây".to_owned());
        }
        if !(1..=120).contains(&self.lock_minutes.value) {
            found.push("lock_minutes: thời gian tự khóa phải từ 1 đến 120 phút".to_owned());
        }
        for (kind, seconds) in &self.turn_seconds {
            if !(10..=7200).contains(&seconds.value) {
                found.push(format!("turn_seconds.{kind:?}: thời gian phải từ 10 đến 7200 giây"));
            }
        }
        for (kind, seconds) in &self.second_turn_seconds {
            if !(10..=7200).contains(&seconds.value) {
                found.push(format!("second_turn_seconds.{kind:?}: thời gian phải từ 10 đến 7200 giây"));
            }
        }
        for (kind, most) in &self.turns_most {
            if !(1..=20).contains(&most.value) {
                found.push(format!("turns_most.{kind:?}: số lượt phải từ 1 đến 20"));
            }
        }
        if self.undo_seconds.value > 30 {
            found.push("undo_seconds: thời gian hoàn tác không quá 30 giây".to_owned());
        }
        found
    }
}
