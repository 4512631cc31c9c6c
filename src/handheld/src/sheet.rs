//! A screen in words: what stands in its head, its middle and over its keys, before it is known how large it is drawn.

use crate::state::facts::{Ask, Battery, Choice, Phase};
use crate::state::screen::{Act, Face, Left, Screen};
use crate::text;
use crate::text::Text;
use crate::words::{Language, Word, ask, choice as choice_word, turn};

/// What stands over a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legend {
    /// The key does nothing now.
    None,
    /// A word.
    Word(&'static str),
    /// The sign of a choice, as on the key's cap.
    Mark(Choice),
    /// Back and on.
    Back,
    /// On.
    On,
}

/// The middle of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// A line in large letters and what is said below it.
    Title {
        /// Large; if it is too long it stands in small letters over the whole middle, and `note` is left out.
        title: Text<256>,
        /// Below.
        note: Text<96>,
        /// Below that, where there is room for it.
        more: Text<256>,
    },
    /// A person and what is said below.
    Name {
        /// As printed; long ones are shortened as names are.
        name: Text<96>,
        /// Below.
        note: Text<256>,
        /// Below that, where there is room for it.
        more: Text<256>,
    },
    /// A choice: all three stand in the same letters.
    Choice {
        /// Its sign, where it is recorded or on its way.
        mark: Option<Choice>,
        /// Its name.
        label: Text<48>,
        /// Below.
        note: Text<96>,
        /// Below that, where there is room for it.
        more: Text<96>,
    },
    /// A sentence.
    Prose(Text<256>),
    /// The whole screen inverted: a title and three lines, no keys.
    Alarm {
        /// Large.
        title: Text<48>,
        /// Below.
        lines: [Text<48>; 3],
    },
}

/// A screen in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// Which screen it is; another number is another screen.
    pub number: u8,
    /// Left in the head.
    pub head: Text<48>,
    /// Behind it, where there is room for both.
    pub tail: Text<16>,
    /// Right in the head.
    pub right: Text<24>,
    /// The head is inverted: what it says is certain.
    pub filled: bool,
    /// The middle.
    pub body: Body,
    /// Over the keys.
    pub keys: [Legend; 3],
}

/// Hours from UTC to the clock of Viet Nam, which has no summer time.
const ZONE_S: i64 = 7 * 3600;

fn clock(utc: i64) -> Text<24> {
    let minutes = utc.div_euclid(1000).saturating_add(ZONE_S).div_euclid(60).rem_euclid(24 * 60);
    text!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// "04:12", and with a plus what is over. `coarse`: in steps of ten seconds, for a screen that is slow to change.
fn minutes(seconds: i64, coarse: bool) -> Text<24> {
    let over = seconds < 0;
    let shown = seconds.saturating_abs().min(99 * 60 + 59);
    let shown = if coarse && over {
        shown / 10 * 10
    } else if coarse {
        (shown + 9) / 10 * 10
    } else {
        shown
    };
    text!("{}{:02}:{:02}", if over { "+" } else { "" }, shown / 60, shown % 60)
}

fn title<const N: usize>(title: &str, note: &str, more: Text<N>) -> Body {
    Body::Title { title: Text::of(title), note: Text::of(note), more: Text::of(more.as_str()) }
}

impl Sheet {
    /// The words of `face`. `coarse`: clocks in steps of ten seconds.
    pub fn of(face: &Face<'_>, language: Language, coarse: bool) -> Self {
        let say = |word: Word| word.say(language);
        let time = match (face.battery.filter(|b| b.is_low()), face.utc) {
            (Some(battery), _) => text!("{} {}%", say(Word::BatteryShort), battery.percent),
            (None, Some(utc)) => clock(utc),
            (None, None) => Text::new(),
        };
        let left = |left: Left| left.seconds.map_or(Text::new(), |seconds| minutes(seconds, coarse));
        let keys = face.screen.keys().map(|act| legend(act, language));
        let sheet = |head: &str, tail: &str, right: Text<24>, body: Body| Self {
            number: face.screen.number(),
            head: Text::of(head),
            tail: Text::of(tail),
            right,
            filled: false,
            body,
            keys,
        };
        let label = |choice: Choice, label: &str| -> Text<48> {
            Text::of(if label.is_empty() { say(choice_word(choice)) } else { label })
        };
        let alarm = |head: Word, unrecorded: Option<&str>, last: Text<48>| {
            let first = match unrecorded {
                Some(number) => text!("{} {number}", say(Word::NotRecorded)),
                None => Text::of(say(Word::NothingLost)),
            };
            let lines = [first, Text::of(say(Word::RaiseHand)), last];
            sheet("", "", Text::new(), Body::Alarm { title: Text::of(say(head)), lines })
        };
        let none: Text<16> = Text::new();
        match face.screen {
            Screen::Searching { signal } => {
                let note: Text<32> = match signal {
                    Some(percent) => text!("{} {percent}%", say(Word::Signal)),
                    None => Text::of(say(Word::SearchingNote)),
                };
                sheet(say(Word::Searching), "", time, title(say(Word::Wait), note.as_str(), none))
            }
            Screen::Unknown => sheet(say(Word::UnknownTitle), "", time, title(say(Word::Wait), "", none)),
            Screen::Pairing { code } => {
                let spaced: Text<16> = match code.split_at_checked(3) {
                    Some((first, second)) => text!("{first} {second}"),
                    None => Text::of(code),
                };
                sheet(say(Word::Pairing), "", time, title(spaced.as_str(), say(Word::PairingNote), none))
            }
            Screen::Lost { unrecorded, retry_s } => {
                let again = match if coarse { retry_s.div_ceil(10) * 10 } else { retry_s } {
                    0 => text!("{}", say(Word::RetryNow)),
                    wait => text!("{} {wait}s", say(Word::Retry)),
                };
                alarm(Word::Lost, unrecorded, again)
            }
            Screen::NotRecording { unrecorded } => alarm(Word::Disk, unrecorded, Text::new()),
            Screen::Doors => {
                sheet(say(Word::Doors), "", time, title(say(Word::DoorsTitle), say(Word::DoorsNote), none))
            }
            Screen::Refused { ask: asked, why } => {
                let why = why.filter(|why| !why.is_empty()).unwrap_or(say(Word::RaiseHand));
                let head = if matches!(face.screen, Screen::Refused { why: None, .. }) {
                    Word::Unproven
                } else {
                    Word::Refused
                };
                let number = match asked {
                    Ask::Vote { number, .. } => number.as_str(),
                    Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) => "",
                };
                let sentence = text!("{}: {why}", say(ask(asked)));
                sheet(say(head), number, time, Body::Prose(sentence))
            }
            Screen::BatteryLow { percent } => {
                let head: Text<24> = text!("{} {percent}%", say(Word::Battery));
                sheet(say(Word::Attention), "", time, title(head.as_str(), say(Word::BatteryNote), none))
            }
            Screen::Vote { number, title: of, left: clock } => {
                let of: Text<256> = text!("{number} {of}");
                sheet(say(Word::Vote), "", left(clock), title(of.as_str(), say(Word::PickKey), none))
            }
            Screen::Confirm { choice, label: own, left: clock } => {
                let (mark, own) = (sign(choice), label(choice, own));
                let (before, after) = say(Word::PressAgain).split_once("{}").unwrap_or_default();
                let body = Body::Choice {
                    mark: None,
                    label: text!("{}?", own.as_str()),
                    note: text!("{before}{mark}{after}"),
                    more: Text::new(),
                };
                sheet(say(Word::Vote), "", left(clock), body)
            }
            Screen::Sending { choice, label: own, number, late } => {
                let note = if late { Word::RaiseHand } else { Word::SendingNote };
                let more = if late { Word::NotRecorded } else { Word::Wait };
                let body = Body::Choice {
                    mark: Some(choice),
                    label: label(choice, own),
                    note: Text::of(say(note)),
                    more: Text::of(say(more)),
                };
                sheet(say(Word::Sending), number, time, body)
            }
            Screen::Held { number, title: of, chosen } => {
                let (note, more) = match chosen {
                    Some((choice, own)) => {
                        (Word::HeldChosen, text!("{} {}", sign(choice), label(choice, own).as_str()))
                    }
                    None => (Word::HeldNote, Text::<256>::of(of)),
                };
                sheet(say(Word::Vote), number, time, title(say(Word::Held), say(note), more))
            }
            Screen::Hands { number, title: of } => {
                let more = Text::<256>::of(of);
                sheet(say(Word::Vote), number, time, title(say(Word::Hands), say(Word::HandsNote), more))
            }
            Screen::Absent { number, check_in } => {
                let note = if check_in { Word::AbsentKey } else { Word::AbsentNote };
                sheet(say(Word::Vote), number, time, title(say(Word::Absent), say(note), none))
            }
            Screen::Receipt { number, choice, label: own, code, at, .. } => {
                let at = clock(at);
                let recorded: Text<96> = text!("{} {}", say(Word::RecordedAt), at.as_str());
                let (note, more) = match code {
                    Some(code) => (text!("{} {code}", say(Word::Code)), recorded),
                    None => (recorded, Text::new()),
                };
                let body = Body::Choice { mark: Some(choice), label: label(choice, own), note, more };
                Self { filled: true, ..sheet(say(Word::Recorded), number, at, body) }
            }
            Screen::Unsure { number, label: _ } => {
                let more = Text::<48>::of(say(Word::UnsureAnswer));
                let body = title(say(Word::NotRecorded), say(Word::RaiseHand), more);
                sheet(say(Word::Unsure), number, time, body)
            }
            Screen::Floor { kind, called, left: Left { seconds } } => {
                let big = if called { Word::Called } else { Word::Speaking };
                let note: Text<96> = match seconds {
                    Some(s) if s < 0 => {
                        text!("{} {}", say(Word::TimeOver), minutes(s.saturating_abs(), coarse).as_str())
                    }
                    Some(s) => text!("{} {}", say(Word::TimeLeft), minutes(s, coarse).as_str()),
                    None => Text::new(),
                };
                sheet(say(turn(kind)), "", time, title(say(big), note.as_str(), none))
            }
            Screen::Home { seat, name, phase, present, item, waiting, sending, .. } => {
                let head: Text<48> = match seat {
                    Some(seat) => text!("{} {seat:02}", say(Word::Seat)),
                    None => Text::of(say(Word::NoSeat)),
                };
                let item: Text<256> = item.map_or(Text::new(), |(number, title)| text!("{number}. {title}"));
                let note: Option<Text<256>> = match (phase, waiting) {
                    _ if sending => Some(text!("{}…", say(Word::Sending))),
                    (_, Some((place, of))) => Some(text!("{} {place}/{of}", say(Word::Waiting))),
                    (Phase::None, None) => Some(Text::of(say(Word::NoSession))),
                    (Phase::Closed, None) => Some(Text::of(say(Word::Closed))),
                    (Phase::Prepared | Phase::Open | Phase::Recess { .. }, None) if !present => {
                        Some(Text::of(say(Word::Absent)))
                    }
                    (Phase::Prepared, None) => Some(Text::of(say(Word::Prepared))),
                    (Phase::Recess { until: Some(until) }, None) => {
                        Some(text!("{} {}", say(Word::RecessUntil), clock(until).as_str()))
                    }
                    (Phase::Recess { until: None }, None) => Some(Text::of(say(Word::Recess))),
                    (Phase::Open, None) => None,
                };
                let (note, more) = note.map_or((item, Text::new()), |note| (note, item));
                sheet(head.as_str(), "", time, Body::Name { name: Text::of(name), note, more })
            }
            Screen::Agenda { at, count, number, title: of, current, done } => {
                let head: Text<48> = text!("{} {at}/{count}", say(Word::Item));
                let state = if current {
                    Word::Now
                } else if done {
                    Word::Over
                } else {
                    Word::Next
                };
                sheet(head.as_str(), "", Text::of(say(state)), Body::Prose(text!("{number}. {of}")))
            }
            Screen::Kinds { kind, .. } => {
                sheet(say(Word::Register), "", time, title(say(turn(kind)), say(Word::RegisterNote), none))
            }
            Screen::Queue { kind, place, late } => match place {
                Some((place, of)) => {
                    let big: Text<48> = text!("{} {place}/{of}", say(Word::Place));
                    sheet(say(turn(kind)), "", time, title(big.as_str(), say(Word::WaitingNote), none))
                }
                None => {
                    let note = if late { Word::RaiseHand } else { Word::SendingNote };
                    sheet(say(turn(kind)), "", time, title(say(Word::Sending), say(note), none))
                }
            },
            Screen::Device { battery, signal } => {
                let power: Text<48> = match battery {
                    Some(Battery { percent, charging }) => {
                        let cable = if charging { say(Word::OnCable) } else { "" };
                        text!("{} {percent}%{cable}", say(Word::BatteryShort))
                    }
                    None => Text::of(say(Word::NoBattery)),
                };
                let radio: Text<48> = match signal {
                    Some(percent) => text!("{} {percent}%", say(Word::Signal)),
                    None => Text::of(say(Word::NoSignal)),
                };
                sheet(say(Word::Device), "", time, title(power.as_str(), radio.as_str(), none))
            }
            Screen::Withdraw { kind } => {
                let body = title(say(Word::ReallyWithdraw), say(Word::WithdrawNote), none);
                sheet(say(turn(kind)), "", time, body)
            }
        }
    }
}

/// The sign of a choice within a line.
fn sign(choice: Choice) -> &'static str {
    match choice {
        Choice::For => "✓",
        Choice::Against => "✗",
        Choice::NotVoting => "–",
    }
}

fn legend(act: Option<Act>, language: Language) -> Legend {
    let word = |word: Word| Legend::Word(word.say(language));
    match act {
        None => Legend::None,
        Some(Act::Agenda) => word(Word::KeyAgenda),
        Some(Act::Previous) => Legend::Back,
        Some(Act::Next) => Legend::On,
        Some(Act::Home) => word(Word::KeyHome),
        Some(Act::CheckIn) => word(Word::KeyCheckIn),
        Some(Act::Register) => word(Word::KeyRegister),
        Some(Act::Request(_)) => word(Word::KeyAsk),
        Some(Act::OtherKind) => word(Word::KeyOther),
        Some(Act::Queue) => word(Word::KeyQueue),
        Some(Act::Withdraw) => word(Word::KeyWithdraw),
        Some(Act::ReallyWithdraw) => word(Word::KeyYes),
        Some(Act::Keep) => word(Word::KeyKeep),
        Some(Act::Vote) => word(Word::KeyVote),
        Some(Act::Choose(choice) | Act::Confirm(choice)) => Legend::Mark(choice),
        Some(Act::Cancel) => word(Word::KeyCancel),
        Some(Act::Change) => word(Word::KeyChange),
        Some(Act::Done) => word(Word::KeyDone),
        Some(Act::Device) => word(Word::KeyDevice),
        Some(Act::Language) => word(Word::KeyLanguage),
    }
}
