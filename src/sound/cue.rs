//! What is to be heard, and the line in which it waits.

use std::collections::VecDeque;

/// What a cue is about. A newer cue of a kind takes the place of the one that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A group of questions is taken up.
    Group,
    /// Somebody is given the floor.
    Call,
    /// Who is next.
    Next,
    /// The time of a speech is nearly, or quite, over.
    Time,
    /// A vote was opened.
    Vote,
    /// A result was published.
    Result,
    /// A recess, or its end.
    Recess,
    /// Somebody tries how it sounds.
    Test,
}

impl Kind {
    /// How long a cue may wait, milliseconds: a late one says what is true no more.
    fn life_ms(self) -> u64 {
        match self {
            Self::Time => 6_000,
            Self::Call | Self::Next | Self::Test => 20_000,
            Self::Group | Self::Vote | Self::Recess => 30_000,
            Self::Result => 60_000,
        }
    }
}

/// A chime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chime {
    /// Attention: two rising notes.
    Called,
    /// Time is nearly over: one note, twice.
    Warning,
    /// Time is over: two falling notes.
    TimeUp,
}

/// Something to be heard once: a chime, a sentence, or both in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub kind: Kind,
    pub chime: Option<Chime>,
    /// In Vietnamese, as a voice reads it; see [`super::spoken`].
    pub say: Option<String>,
}

impl Cue {
    /// A sentence, after a chime if there is one.
    pub fn new(kind: Kind, chime: Option<Chime>, sentence: &str) -> Self {
        Self { kind, chime, say: Some(super::spoken(sentence)) }
    }
}

/// Cues that wait, the first first.
#[derive(Debug, Default)]
pub struct Queue {
    /// With the time at which each is too old, monotonic milliseconds.
    waiting: VecDeque<(Cue, u64)>,
}

impl Queue {
    /// More cues than this do not wait: the oldest goes.
    pub const MOST: usize = 6;

    /// Puts `cue` in the place of one of its kind, else at the end.
    pub fn push(&mut self, cue: Cue, mono_ms: u64) {
        let entry = (cue.clone(), mono_ms.saturating_add(cue.kind.life_ms()));
        match self.waiting.iter_mut().find(|(waiting, _)| waiting.kind == cue.kind) {
            Some(same) => *same = entry,
            None => self.waiting.push_back(entry),
        }
        if self.waiting.len() > Self::MOST {
            self.waiting.pop_front();
        }
    }

    /// The next cue that is not too old.
    pub fn pop(&mut self, mono_ms: u64) -> Option<Cue> {
        while let Some((cue, until)) = self.waiting.pop_front() {
            if mono_ms < until {
                return Some(cue);
            }
        }
        None
    }

    /// Forgets the cues of which `true` is no more.
    pub fn keep(&mut self, is_true: impl Fn(Kind) -> bool) {
        self.waiting.retain(|(cue, _)| is_true(cue.kind));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 8] =
        [Kind::Group, Kind::Call, Kind::Next, Kind::Time, Kind::Vote, Kind::Result, Kind::Recess, Kind::Test];

    fn cue(kind: Kind, text: &str) -> Cue {
        Cue { kind, chime: None, say: Some(text.to_owned()) }
    }

    #[test]
    fn a_newer_cue_takes_the_place_of_its_kind() {
        let mut queue = Queue::default();
        queue.push(cue(Kind::Call, "một"), 0);
        queue.push(cue(Kind::Vote, "hai"), 0);
        queue.push(cue(Kind::Call, "ba"), 0);
        assert_eq!(queue.pop(1), Some(cue(Kind::Call, "ba")));
        assert_eq!(queue.pop(1), Some(cue(Kind::Vote, "hai")));
        assert_eq!(queue.pop(1), None);
    }

    #[test]
    fn a_late_warning_is_not_given_and_the_line_is_bounded() {
        let mut queue = Queue::default();
        queue.push(cue(Kind::Time, "còn một phút"), 1_000);
        queue.push(cue(Kind::Result, "kết quả"), 1_000);
        assert_eq!(queue.pop(8_000), Some(cue(Kind::Result, "kết quả")));
        for kind in KINDS {
            queue.push(cue(kind, ""), 0);
        }
        let left: Vec<Kind> = std::iter::from_fn(|| queue.pop(1)).map(|cue| cue.kind).collect();
        assert_eq!(left, KINDS[KINDS.len() - Queue::MOST..]);
    }

    #[test]
    fn what_is_no_longer_true_is_forgotten() {
        let mut queue = Queue::default();
        queue.push(cue(Kind::Call, ""), 0);
        queue.push(cue(Kind::Result, ""), 0);
        queue.keep(|kind| kind != Kind::Call);
        assert_eq!(queue.pop(1).map(|cue| cue.kind), Some(Kind::Result));
        assert_eq!(queue.pop(1), None);
    }
}
