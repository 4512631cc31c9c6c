//! What was asked and is not answered yet. The rules are those of the phone's page: repeated with growing waits until the
//! kiosk has answered, and *recorded* is said only of a receipt that was checked.

use crate::state::facts::{Answer, Ask, Id};

/// First wait before a request is sent again, milliseconds.
pub const FIRST_RETRY_MS: u64 = 500;
/// Longest wait.
pub const LONGEST_RETRY_MS: u64 = 16_000;
/// After this long without a receipt the screen asks to raise a hand.
pub const RAISE_HAND_MS: u64 = 5_000;
const AGAIN_MS: u64 = 2_000;
const REISSUES: u8 = 3;
/// Requests that may be under way at once.
pub const ROOM: usize = 6;

/// An unanswered request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    /// Names it between the shell and here; a new one for each request that is to be signed anew.
    pub ticket: u32,
    /// What is asked.
    pub ask: Ask,
    /// When it was made, milliseconds of the device.
    pub made: u64,
    tries: u32,
    next: u64,
    reissued: u8,
    /// Its vote is not open any more: it is sent once, to learn what became of it, and then waits in silence.
    closing: bool,
}

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// On disk.
    Recorded(Ask),
    /// The kiosk's receipt proves nothing.
    Unproven(Ask),
    /// Refused for good.
    Refused(Ask),
}

/// The list of them.
#[derive(Debug, Clone)]
pub struct Outbox {
    list: [Option<Pending>; ROOM],
    last: u32,
    seed: u32,
}

/// Whether two requests are about the same thing; the later one stands for both.
fn same_thing(a: &Ask, b: &Ask) -> bool {
    match (a, b) {
        (Ask::CheckIn, Ask::CheckIn) => true,
        (Ask::RequestSpeech(a) | Ask::WithdrawSpeech(a), Ask::RequestSpeech(b) | Ask::WithdrawSpeech(b)) => {
            a == b
        }
        (Ask::Vote { vote: a, .. }, Ask::Vote { vote: b, .. }) => a == b,
        (Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) | Ask::Vote { .. }, _) => false,
    }
}

fn vote_of(ask: &Ask) -> Option<&Id> {
    match ask {
        Ask::Vote { vote, .. } => Some(vote),
        Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) => None,
    }
}

impl Outbox {
    /// Nothing is asked. `seed` spreads the repeats of many devices; any number.
    pub fn new(seed: u32) -> Self {
        Self { list: [None; ROOM], last: 0, seed: seed | 1 }
    }

    /// A request that the shell kept over a restart, under the ticket that it had.
    pub fn restore(&mut self, ticket: u32, ask: Ask, now: u64) {
        self.put(Pending { ticket, ask, made: now, tries: 0, next: now, reissued: 0, closing: false });
    }

    /// A new request. Returns its ticket.
    pub fn add(&mut self, ask: Ask, now: u64) -> u32 {
        let ticket = self.last.wrapping_add(1);
        self.put(Pending { ticket, ask, made: now, tries: 0, next: now, reissued: 0, closing: false });
        ticket
    }

    fn put(&mut self, pending: Pending) {
        self.last = self.last.max(pending.ticket);
        for place in &mut self.list {
            if place.is_some_and(|old| same_thing(&old.ask, &pending.ask)) {
                *place = None;
            }
        }
        // There are fewer things to ask for at once than places; should they ever run out, the oldest gives way.
        let free = self.list.iter().position(Option::is_none);
        let oldest = || {
            let tickets = self.list.iter().enumerate().filter_map(|(at, p)| p.map(|p| (p.ticket, at)));
            tickets.min().map(|(_, at)| at)
        };
        if let Some(place) = free.or_else(oldest).and_then(|at| self.list.get_mut(at)) {
            *place = Some(pending);
        }
    }

    /// All that is not answered.
    pub fn pending(&self) -> impl Iterator<Item = &Pending> {
        self.list.iter().flatten()
    }

    /// The unanswered choice in `vote`.
    pub fn choice_in(&self, vote: &str) -> Option<&Pending> {
        self.pending().find(|p| vote_of(&p.ask).is_some_and(|id| id.as_str() == vote))
    }

    /// Connected again: everything is due at once.
    pub fn connected(&mut self, now: u64) {
        for pending in self.list.iter_mut().flatten() {
            pending.tries = 0;
            pending.next = now;
        }
    }

    /// `open` is the vote that takes choices; a choice for another one asks once more and then waits in silence.
    pub fn votes(&mut self, open: Option<&str>, now: u64) {
        for pending in self.list.iter_mut().flatten() {
            let Some(vote) = vote_of(&pending.ask) else { continue };
            let closing = Some(vote.as_str()) != open;
            if closing != pending.closing {
                pending.closing = closing;
                pending.tries = 0;
                pending.next = now;
            }
        }
    }

    /// The next request that is due, oldest first so that counters reach the kiosk in order; it counts as sent. Choices in
    /// the vote `held` wait.
    pub fn due(&mut self, held: Option<&str>, now: u64) -> Option<(u32, Ask)> {
        let jitter = self.chance();
        let sendable = |p: &&mut Pending| {
            let waits = held.is_some() && vote_of(&p.ask).map(Id::as_str) == held;
            p.next <= now && !waits && !(p.closing && p.tries > 0)
        };
        let pending = self.list.iter_mut().flatten().filter(sendable).min_by_key(|p| p.ticket)?;
        pending.tries = pending.tries.saturating_add(1);
        pending.next = now + retry_ms(pending.tries, jitter);
        Some((pending.ticket, pending.ask))
    }

    /// Takes an answer; `None`: it settles nothing.
    pub fn answer(&mut self, ticket: u32, answer: &Answer<'_>, now: u64) -> Option<Settled> {
        let jitter = self.chance();
        let last = self.last;
        let place = self.list.iter_mut().find(|p| p.is_some_and(|p| p.ticket == ticket))?;
        let pending = place.as_mut()?;
        let ask = pending.ask;
        match answer {
            Answer::Recorded { .. } => {
                *place = None;
                Some(Settled::Recorded(ask))
            }
            Answer::Unproven => {
                *place = None;
                Some(Settled::Unproven(ask))
            }
            Answer::Stale if pending.reissued < REISSUES => {
                pending.ticket = last.wrapping_add(1);
                pending.reissued += 1;
                pending.tries = 0;
                pending.next = now;
                self.last = last.wrapping_add(1);
                None
            }
            Answer::NotRecorded => {
                pending.next = now + AGAIN_MS.max(retry_ms(pending.tries, jitter));
                None
            }
            Answer::Later { wait_ms } => {
                if pending.closing {
                    pending.tries = 0;
                }
                pending.next = now + AGAIN_MS.max(*wait_ms);
                None
            }
            Answer::Stale | Answer::Refused { .. } => {
                *place = None;
                Some(Settled::Refused(ask))
            }
        }
    }

    /// 0 to 255, spread evenly (xorshift).
    fn chance(&mut self) -> u8 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 17;
        self.seed ^= self.seed << 5;
        (self.seed >> 8) as u8
    }
}

/// Wait after `tries` sendings: doubled each time, a quarter more or less by chance.
pub fn retry_ms(tries: u32, jitter: u8) -> u64 {
    let plain = (FIRST_RETRY_MS << tries.saturating_sub(1).min(10)).min(LONGEST_RETRY_MS);
    plain * 3 / 4 + plain / 2 * u64::from(jitter) / 255
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::facts::{Choice, Turn};
    use crate::text::Text;

    fn choice(vote: &str, choice: Choice) -> Ask {
        Ask::Vote { vote: Text::of(vote), number: Text::of("1"), choice, nonce: Text::of("n") }
    }

    fn sent(outbox: &mut Outbox, held: Option<&str>, now: u64) -> std::vec::Vec<u32> {
        std::iter::from_fn(|| outbox.due(held, now).map(|(ticket, _)| ticket)).collect()
    }

    #[test]
    fn a_request_goes_again_with_growing_waits_until_it_is_answered() {
        let mut outbox = Outbox::new(9);
        let ticket = outbox.add(choice("v1", Choice::For), 0);
        let mut times = std::vec::Vec::new();
        for now in 0..60_000 {
            for _ in sent(&mut outbox, None, now) {
                times.push(now);
            }
        }
        let waits: std::vec::Vec<u64> = times.windows(2).map(|two| two[1] - two[0]).collect();
        assert_eq!(times.first(), Some(&0));
        for (n, wait) in waits.iter().enumerate() {
            let plain = (500u64 << n).min(16_000);
            assert!((plain * 3 / 4..=plain * 5 / 4).contains(wait), "{waits:?}");
        }
        let recorded = Answer::Recorded { code: "7F3A 91C2", at: 5 };
        assert!(matches!(outbox.answer(ticket, &recorded, 60_000), Some(Settled::Recorded(_))));
        assert_eq!(outbox.answer(ticket, &recorded, 60_001), None, "a late copy settles nothing");
        assert!(sent(&mut outbox, None, 100_000).is_empty());
    }

    #[test]
    fn the_later_choice_stands_for_the_earlier_and_a_withdrawal_for_the_request() {
        let mut outbox = Outbox::new(1);
        outbox.add(choice("v1", Choice::For), 0);
        let second = outbox.add(choice("v1", Choice::Against), 1);
        outbox.add(Ask::RequestSpeech(Turn::Speech), 2);
        let withdrawn = outbox.add(Ask::WithdrawSpeech(Turn::Speech), 3);
        let other = outbox.add(Ask::RequestSpeech(Turn::Question), 4);
        assert_eq!(sent(&mut outbox, None, 5), [second, withdrawn, other]);
    }

    #[test]
    fn a_held_vote_waits_and_a_closed_one_is_asked_once() {
        let mut outbox = Outbox::new(1);
        let ticket = outbox.add(choice("v1", Choice::For), 0);
        assert!(sent(&mut outbox, Some("v1"), 10).is_empty());
        assert_eq!(sent(&mut outbox, None, 20), [ticket]);
        outbox.votes(None, 30);
        assert_eq!(sent(&mut outbox, None, 30), [ticket]);
        assert!(sent(&mut outbox, None, 1_000_000).is_empty());
        outbox.connected(1_000_001);
        assert_eq!(sent(&mut outbox, None, 1_000_001), [ticket], "and once after each connection");
        outbox.votes(Some("v1"), 1_000_002);
        assert_eq!(sent(&mut outbox, None, 1_000_002), [ticket], "it was open after all");
    }

    #[test]
    fn what_was_not_recorded_comes_again_and_a_stale_counter_is_made_anew() {
        let mut outbox = Outbox::new(1);
        let ticket = outbox.add(choice("v1", Choice::For), 0);
        sent(&mut outbox, None, 0);
        assert_eq!(outbox.answer(ticket, &Answer::NotRecorded, 0), None);
        assert!(sent(&mut outbox, None, 1_999).is_empty());
        assert_eq!(sent(&mut outbox, None, 2_500), [ticket]);
        let mut last = ticket;
        for _ in 0..3 {
            assert_eq!(outbox.answer(last, &Answer::Stale, 3_000), None);
            let anew = sent(&mut outbox, None, 3_000);
            assert!(anew.len() == 1 && anew[0] > last);
            last = anew[0];
        }
        assert!(matches!(outbox.answer(last, &Answer::Stale, 3_000), Some(Settled::Refused(_))));
    }

    #[test]
    fn a_restart_keeps_tickets_apart() {
        let mut outbox = Outbox::new(1);
        outbox.restore(7, choice("v1", Choice::For), 0);
        assert_eq!(outbox.add(Ask::CheckIn, 0), 8);
        assert_eq!(sent(&mut outbox, None, 0), [7, 8]);
    }
}
