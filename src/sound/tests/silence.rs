//! Closed doors.

use super::super::cue::Kind;
use super::super::warnings::Warnings;
use super::*;
use crate::chamber::Doors;
use crate::chamber::ids::GroupId;
use proptest::prelude::*;
use std::sync::OnceLock;

/// A vote on closing the doors, what is done behind them, and what is done afterwards.
fn closed_sitting(hall: &mut Hall) -> usize {
    hall.go_to("i4");
    let doors = hall.add("Họp kín nội dung này", Matter::Procedural, Some(Effect::ClosedDoors));
    let vote = hall.vote(&[doors], VoteForm::ShowOfHands);
    hall.count(&vote, [27, 0]);
    hall.publish(&vote);
    hall.said();
    hall.chair(Command::CloseDoors);
    let inside = hall.add("Nghị quyết về nhân sự", Matter::Resolution, None);
    let speech = hall.ask(6, TurnKind::Speech);
    hall.ask(2, TurnKind::Speech);
    hall.chair(Command::CallSpeaker { speech });
    hall.chair(Command::StopSpeech);
    let vote = hall.vote(&[inside], VoteForm::ShowOfHands);
    hall.count(&vote, [27, 0]);
    hall.publish(&vote);
    inside
}

#[test]
fn behind_closed_doors_nothing_is_said_and_nothing_afterwards() {
    let mut hall = Hall::open();
    closed_sitting(&mut hall);
    hall.chair(Command::OpenDoors);
    assert_eq!(hall.said(), Vec::<String>::new());
    // What comes next in the same item is public again, but its subject was not.
    let waiting = hall.session().floor.queue().next().expect("waits").id.clone();
    hall.chair(Command::CallSpeaker { speech: waiting });
    assert_eq!(hall.said(), ["Mời đại biểu Trần Thị bê, Tổ số hai, phát biểu."]);
    hall.chair(Command::StopSpeech);
    let again = hall.add("Nghị quyết về kỷ luật", Matter::Resolution, None);
    let vote = hall.vote(&[again], VoteForm::ShowOfHands);
    hall.count(&vote, [27, 0]);
    hall.publish(&vote);
    let said = hall.said();
    assert_eq!(said[0], "Hội đồng nhân dân biểu quyết. Mời các vị đại biểu biểu quyết.");
    assert!(said[1].ends_with("Nội dung này được thông qua."), "{said:?}");
    assert!(said.iter().all(|s| !s.contains("kỷ luật") && !s.contains("nhân sự")), "{said:?}");
}

/// Every state of a day, once.
fn states() -> &'static [Session] {
    static STATES: OnceLock<Vec<Session>> = OnceLock::new();
    STATES.get_or_init(|| {
        let mut hall = Hall::open();
        closed_sitting(&mut hall);
        hall.chair(Command::OpenDoors);
        hall.chair(Command::StartRecess { resume_at: None });
        hall.chair(Command::EndRecess);
        hall.go_to("i5");
        hall.chair(Command::StartGroup { group: GroupId::new("g1").expect("an id") });
        hall.go_to("i7");
        let speech = hall.ask(6, TurnKind::Speech);
        hall.chair(Command::CallSpeaker { speech });
        hall.chair(Command::StopSpeech);
        let vote = hall.vote(&[3], VoteForm::ShowOfHands);
        hall.count(&vote, [26, 0]);
        hall.publish(&vote);
        hall.states
    })
}

const KINDS: [Kind; 7] =
    [Kind::Group, Kind::Call, Kind::Next, Kind::Time, Kind::Vote, Kind::Result, Kind::Recess];

proptest! {
    #[test]
    fn no_change_is_told_while_the_doors_are_closed(
        before in any::<prop::sample::Index>(),
        after in any::<prop::sample::Index>(),
        closed in 1_u8..4,
        late_ms in 0_i64..1_000_000,
    ) {
        let (mut before, mut after) = (before.get(states()).clone(), after.get(states()).clone());
        let close = |session: &mut Session| {
            let item = session.agenda.order()[0].clone();
            let vote = VoteId::new("v1").expect("an id");
            session.doors = Some(Doors { item, vote, since: 0 });
        };
        if closed & 1 > 0 { close(&mut before) }
        if closed & 2 > 0 { close(&mut after) }
        prop_assert_eq!(announce::changes(&before, &after), []);
        if after.doors.is_some() {
            prop_assert!(KINDS.iter().all(|kind| !announce::holds(&before, &after, *kind)));
            let mut warnings = Warnings::default();
            prop_assert_eq!(warnings.look(&before, MORNING), None);
            prop_assert_eq!(warnings.look(&after, MORNING.saturating_add(late_ms)), None);
        }
    }

    #[test]
    fn what_was_opened_behind_closed_doors_is_never_told(
        before in any::<prop::sample::Index>(),
        after in any::<prop::sample::Index>(),
    ) {
        let cues = announce::changes(before.get(states()), after.get(states()));
        for cue in cues {
            prop_assert!(!cue.say.unwrap_or_default().contains("nhân sự"));
        }
    }
}
