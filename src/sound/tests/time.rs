//! Warnings of the speech's clock.

use super::super::cue::Chime;
use super::super::warnings::Warnings;
use super::*;

/// A speech of seven minutes that warns at 60 and 15 seconds.
struct Speech {
    hall: Hall,
    warnings: Warnings,
}

impl Speech {
    fn called() -> Self {
        let mut hall = Hall::open();
        hall.go_to("i4");
        let speech = hall.ask(6, TurnKind::Speech);
        hall.chair(Command::CallSpeaker { speech });
        assert_eq!(hall.session().floor.clock().map(|c| c.limit_seconds), Some(420));
        assert_eq!(hall.session().plan.rules.warn_seconds.value, [60, 15]);
        let mut called = Self { hall, warnings: Warnings::default() };
        assert_eq!(called.look(), None);
        called
    }

    fn look(&mut self) -> Option<(Chime, String)> {
        let session = self.hall.session();
        let at = session.corrected(self.hall.memory.now().utc_ms);
        self.warnings.look(&session, at).and_then(|cue| Some((cue.chime?, cue.say?)))
    }

    /// What is heard in the next seconds, with the second of each.
    fn pass(&mut self, seconds: u64) -> Vec<(u64, String)> {
        let mut heard = Vec::new();
        for second in 1..=seconds {
            self.hall.memory.pass(1_000);
            heard.extend(self.look().map(|(_, text)| (second, text)));
        }
        heard
    }

    fn due_in(&self) -> Option<u64> {
        let session = self.hall.session();
        Warnings::due_in(&session, session.corrected(self.hall.memory.now().utc_ms))
    }
}

fn told(list: &[(u64, &str)]) -> Vec<(u64, String)> {
    list.iter().map(|(second, text)| (*second, (*text).to_owned())).collect()
}

#[test]
fn each_warning_is_given_once() {
    let mut speech = Speech::called();
    assert_eq!(speech.due_in(), Some(360_000));
    let heard = speech.pass(600);
    let want = [(360, "Còn một phút."), (405, "Còn mười lăm giây."), (420, "Đã hết thời gian.")];
    assert_eq!(heard, told(&want));
    assert_eq!(speech.due_in(), None);
    speech.hall.chair(Command::StopSpeech);
    assert_eq!((speech.look(), speech.due_in()), (None, None));
}

#[test]
fn a_pause_stops_them_and_more_time_gives_them_again() {
    let mut speech = Speech::called();
    assert_eq!(speech.pass(362).len(), 1);
    speech.hall.chair(Command::PauseSpeech);
    assert_eq!((speech.pass(900), speech.due_in()), (vec![], None));
    speech.hall.chair(Command::ResumeSpeech);
    // Each command takes a second of the clock: 363 spoken, then 372.
    assert_eq!(speech.pass(9), []);
    speech.hall.chair(Command::ExtendSpeech);
    assert_eq!(speech.due_in(), Some(47_000), "60 seconds more, 373 spoken");
    assert_eq!(
        speech.pass(120),
        told(&[(47, "Còn một phút."), (92, "Còn mười lăm giây."), (107, "Đã hết thời gian.")])
    );
    speech.hall.chair(Command::ExtendSpeech);
    assert_eq!(speech.pass(60), told(&[(31, "Còn mười lăm giây."), (46, "Đã hết thời gian.")]));
}

#[test]
fn a_warning_that_was_missed_is_not_given_late() {
    let mut speech = Speech::called();
    speech.hall.memory.pass(370_000);
    assert_eq!(speech.look(), None, "fifty seconds are left, not sixty");
    speech.hall.memory.pass(100_000);
    assert_eq!(speech.look(), Some((Chime::TimeUp, "Đã hết thời gian.".to_owned())));
    assert_eq!(speech.look(), None);
}

#[test]
fn a_restart_and_a_corrected_clock_repeat_nothing() {
    let mut speech = Speech::called();
    assert_eq!(speech.pass(361).len(), 1);
    speech.warnings = Warnings::default();
    assert_eq!(speech.look(), None);
    speech.hall.chair(Command::CorrectClock { offset_ms: 3_600_000 });
    assert_eq!(speech.look(), None);
    assert_eq!(speech.pass(42), []);
    assert_eq!(speech.pass(2), told(&[(1, "Còn mười lăm giây.")]));
}

#[test]
fn a_step_back_repeats_nothing() {
    let mut speech = Speech::called();
    assert_eq!(speech.pass(425).len(), 3);
    speech.hall.chair(Command::StopSpeech);
    assert_eq!(speech.look(), None);
    speech.hall.chair(Command::Undo);
    assert_eq!(speech.look(), None);
    assert_eq!(speech.pass(30), []);
}

#[test]
fn what_passed_behind_closed_doors_is_not_said_when_they_open() {
    let mut speech = Speech::called();
    let mut session = speech.hall.session();
    let (item, vote) = (session.agenda.order()[0].clone(), VoteId::new("v1").expect("an id"));
    session.doors = Some(crate::chamber::Doors { item, vote, since: 0 });
    let at = session.corrected(speech.hall.memory.now().utc_ms) + 370_000;
    assert_eq!(speech.warnings.look(&session, at), None);
    session.doors = None;
    assert_eq!(speech.warnings.look(&session, at), None);
}
