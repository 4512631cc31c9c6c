//! What the device does in a hand: two presses, one receipt, and nothing said before its time.

use super::person::{Person, UTC, own, vote, waiting};
use nghitruong_handheld::lamp::{WHITE, YELLOW, lamp};
use nghitruong_handheld::sheet::{Body, Sheet};
use nghitruong_handheld::state::facts::{Answer, Ask, Battery, Buzz, Choice, Input, Key, Link, Turn};
use nghitruong_handheld::state::screen::Screen;
use nghitruong_handheld::state::{CONFIRM_MS, DEAF_MS};
use nghitruong_handheld::words::{Language, Word};

fn person() -> Person {
    Person::new(Language::Vietnamese)
}

fn in_vote() -> Person {
    let mut person = person();
    person.with(|room| room.vote = Some(vote()));
    person
}

fn screen(person: &Person) -> Screen<'_> {
    person.device.screen(person.now)
}

/// Whether anything on the screen says that something is recorded.
fn says_recorded(person: &Person) -> bool {
    let sheet = Sheet::of(&person.device.face(person.now), Language::Vietnamese, false);
    sheet.filled || sheet.head.as_str().starts_with(Word::Recorded.say(Language::Vietnamese))
}

#[test]
fn a_vote_takes_two_presses_of_the_same_key() {
    let mut person = in_vote();
    person.press(&[Key::B]);
    assert!(person.sent().is_empty());
    person.press(&[Key::A]);
    assert!(
        matches!(screen(&person), Screen::Confirm { choice: Choice::Against, .. }),
        "another key does nothing"
    );
    person.press(&[Key::C]);
    assert!(matches!(screen(&person), Screen::Vote { .. }), "and the last one takes it back");
    assert!(person.sent().is_empty());
    person.press(&[Key::C, Key::A]);
    assert!(matches!(screen(&person), Screen::Vote { .. }), "under the last choice it is the first");
    person.press(&[Key::A]);
    person.wait(CONFIRM_MS);
    assert!(matches!(screen(&person), Screen::Vote { .. }), "who waits too long begins anew");
    person.wait(DEAF_MS);
    person.press(&[Key::A, Key::A]);
    let sent = person.sent();
    assert!(matches!(sent[..], [(_, Ask::Vote { choice: Choice::For, .. })]), "{sent:?}");
}

#[test]
fn recorded_is_said_of_a_receipt_and_of_nothing_else() {
    let mut person = in_vote();
    let ticket = person.choose(Choice::For);
    for _ in 0..100 {
        person.wait(100);
        assert!(!says_recorded(&person) && matches!(screen(&person), Screen::Sending { .. }));
    }
    person.hear(Input::Answer(ticket, Answer::NotRecorded));
    person.hear(Input::Answer(ticket, Answer::Later { wait_ms: 0 }));
    person.hear(Input::Answer(ticket + 1, Answer::Recorded { code: "0000 0000", at: UTC }));
    assert!(!says_recorded(&person), "the answer to another request");
    person.hear(Input::Link(Link::Lost { retry_ms: 0 }));
    person.hear(Input::Link(Link::Up));
    assert!(!says_recorded(&person));
    person.recorded(ticket);
    assert!(says_recorded(&person));
    assert!(matches!(screen(&person), Screen::Receipt { code: Some("7F3A 91C2"), change: true, .. }));
    assert_eq!(person.buzz.last(), Some(&Buzz::Short));
    person.recorded(ticket);
    assert!(person.sent().is_empty(), "a late copy changes nothing");

    let mut person = in_vote();
    let ticket = person.choose(Choice::For);
    person.hear(Input::Answer(ticket, Answer::Unproven));
    assert!(!says_recorded(&person) && matches!(screen(&person), Screen::Refused { why: None, .. }));
}

#[test]
fn a_request_goes_again_until_it_is_answered_and_only_where_it_is_served() {
    let mut person = in_vote();
    let ticket = person.choose(Choice::For);
    person.wait(700);
    assert_eq!(person.sent().iter().map(|(t, _)| *t).collect::<Vec<_>>(), [ticket]);
    person.hear(Input::Link(Link::Lost { retry_ms: 0 }));
    person.wait(60_000);
    assert!(person.sent().is_empty());
    assert!(matches!(screen(&person), Screen::Lost { unrecorded: Some("7.3"), .. }));
    person.hear(Input::Link(Link::Up));
    assert_eq!(person.sent().len(), 1);
    person.with(|room| (room.vote, room.closed_doors) = (Some(vote()), true));
    person.wait(60_000);
    assert!(person.sent().is_empty(), "behind closed doors nothing goes");
    person.with(|room| {
        let mut vote = vote();
        vote.held_since = Some(UTC);
        room.vote = Some(vote);
    });
    person.wait(60_000);
    assert!(person.sent().is_empty(), "and nothing to a vote on hold");
    person.with(|room| room.vote = Some(vote()));
    assert_eq!(person.sent().len(), 1);
}

#[test]
fn a_key_that_changed_its_meaning_is_deaf_for_a_moment() {
    let mut person = person();
    let mut now = super::person::room();
    now.vote = Some(vote());
    person.hear(Input::Room(&now));
    person.press(&[Key::A]);
    assert!(matches!(screen(&person), Screen::Vote { .. }), "it was meant for the agenda");
    person.wait(DEAF_MS);
    person.press(&[Key::A]);
    assert!(matches!(screen(&person), Screen::Confirm { .. }));
    let mut other = vote();
    other.id = "v4";
    now.vote = Some(other);
    person.hear(Input::Room(&now));
    person.press(&[Key::A, Key::A]);
    assert!(person.sent().is_empty(), "the second press of another vote");
}

#[test]
fn a_choice_may_be_changed_and_the_youngest_stands() {
    let mut person = in_vote();
    let ticket = person.choose(Choice::For);
    person.recorded(ticket);
    person.wait(1_000);
    person.press(&[Key::A]);
    assert!(matches!(screen(&person), Screen::Vote { .. }));
    let ticket = person.choose(Choice::Against);
    assert!(!says_recorded(&person), "the old receipt says nothing of the new choice");
    person.recorded(ticket);
    assert!(matches!(screen(&person), Screen::Receipt { choice: Choice::Against, .. }));
    person.with(|room| {
        let mut vote = vote();
        vote.own = Some((Choice::NotVoting, UTC + 90_000));
        room.vote = Some(vote);
    });
    assert!(
        matches!(screen(&person), Screen::Receipt { choice: Choice::NotVoting, code: None, .. }),
        "another device of the delegate was later"
    );
}

#[test]
fn a_vote_that_closed_over_a_choice_is_not_called_recorded() {
    let mut person = in_vote();
    let ticket = person.choose(Choice::For);
    person.with(|_| ());
    assert!(matches!(screen(&person), Screen::Unsure { .. }) && !says_recorded(&person));
    assert_eq!(person.sent().len(), 1, "it asks what became of it");
    person.wait(60_000);
    assert!(person.sent().is_empty(), "once");
    person.recorded(ticket);
    assert!(says_recorded(&person), "it had been in time");
    person.wait(61_000);
    assert!(matches!(screen(&person), Screen::Home { .. }));
}

#[test]
fn speaking_is_asked_for_waited_for_and_taken_back() {
    let mut person = person();
    person.press(&[Key::B]);
    let sent = person.sent();
    assert!(matches!(sent[..], [(_, Ask::RequestSpeech(Turn::Speech))]), "{sent:?}");
    assert!(matches!(screen(&person), Screen::Queue { place: None, .. }));
    person.hear(Input::Answer(sent[0].0, Answer::Recorded { code: "", at: UTC }));
    person.with(|room| room.turn = Some(waiting(2)));
    assert!(matches!(screen(&person), Screen::Queue { place: Some((2, 5)), .. }));
    person.press(&[Key::A]);
    assert!(person.sent().is_empty(), "one press gives no place away");
    person.press(&[Key::C, Key::A, Key::A]);
    let sent = person.sent();
    assert!(matches!(sent[..], [(_, Ask::WithdrawSpeech(Turn::Speech))]), "{sent:?}");
    person.with(|room| room.turn = Some(waiting(0)));
    assert!(matches!(screen(&person), Screen::Floor { called: true, .. }));
    assert_eq!(person.buzz.last(), Some(&Buzz::Long));
    person.press(&[Key::C]);
    assert!(matches!(screen(&person), Screen::Home { .. }));
}

#[test]
fn whoever_is_not_here_says_so_first() {
    let mut person = person();
    let absent = |may_check_in| {
        move |room: &mut nghitruong_handheld::state::facts::Room<'static>| {
            let mut own = own();
            (own.present, own.may_check_in) = (false, may_check_in);
            (room.own, room.vote) = (Some(own), Some(vote()));
        }
    };
    person.with(absent(true));
    assert!(matches!(screen(&person), Screen::Absent { check_in: true, .. }));
    person.press(&[Key::A, Key::A]);
    assert!(person.sent().is_empty());
    person.press(&[Key::B]);
    assert!(matches!(person.sent()[..], [(_, Ask::CheckIn)]));
    person.with(absent(false));
    person.press(&[Key::B]);
    assert!(
        person.sent().iter().all(|(_, ask)| *ask == Ask::CheckIn),
        "without a proof of the room there is no such key"
    );
}

#[test]
fn the_lamp_never_tells_the_choice() {
    for choice in Choice::ALL {
        let mut person = in_vote();
        assert_eq!(lamp(&screen(&person)), YELLOW);
        person.press(&[choice.key()]);
        assert_eq!(lamp(&screen(&person)), YELLOW);
        person.press(&[choice.key()]);
        let ticket = person.sent()[0].0;
        assert_eq!(lamp(&screen(&person)), YELLOW);
        person.recorded(ticket);
        assert_eq!(lamp(&screen(&person)), WHITE);
    }
}

#[test]
fn a_weak_battery_is_said_and_never_over_a_vote() {
    let mut person = in_vote();
    let low = |percent, charging| Input::Battery(Some(Battery { percent, charging }));
    person.hear(low(4, false));
    assert!(matches!(screen(&person), Screen::Vote { .. }));
    person.with(|_| ());
    assert!(matches!(screen(&person), Screen::BatteryLow { percent: 4 }));
    person.press(&[Key::C]);
    assert!(matches!(screen(&person), Screen::Home { .. }), "once is enough");
    let right =
        |person: &Person| Sheet::of(&person.device.face(person.now), Language::Vietnamese, false).right;
    assert_eq!(right(&person).as_str(), "Pin 4%");
    person.hear(low(5, true));
    assert_eq!(right(&person).as_str(), "11:30");
}

#[test]
fn pages_go_home_by_themselves_and_words_change_by_a_key() {
    let mut person = person();
    person.press(&[Key::A, Key::B, Key::B]);
    assert!(matches!(screen(&person), Screen::Agenda { at: 6, .. }));
    person.wait(21_000);
    assert!(matches!(screen(&person), Screen::Home { .. }));
    person.press(&[Key::C, Key::A]);
    assert!(matches!(screen(&person), Screen::Device { battery: None, signal: None }));
    assert_eq!(person.device.language(), Language::English);
    person.press(&[Key::A, Key::C]);
    assert!(matches!(screen(&person), Screen::Home { .. }));
    person.hear(Input::Pairing(Some("482913")));
    person.wait(1_000);
    person.press(&[Key::C]);
    assert_eq!(person.device.language(), Language::English);
    let sheet = Sheet::of(&person.device.face(person.now), person.device.language(), false);
    assert!(matches!(&sheet.body, Body::Title { title, .. } if title.as_str() == "482 913"));
    assert_eq!(sheet.head.as_str(), Word::Pairing.say(Language::English));
}

#[test]
fn a_choice_kept_over_a_restart_is_on_its_way_again() {
    let mut before = in_vote();
    let ticket = before.choose(Choice::Against);
    let ask = before.device.outbox().pending().next().unwrap().ask;
    let mut person = Person::new(Language::Vietnamese);
    person.device.restore(ticket, ask, person.now);
    person.with(|room| room.vote = Some(vote()));
    assert!(matches!(screen(&person), Screen::Sending { choice: Choice::Against, .. }));
    assert_eq!(person.sent(), [(ticket, ask)]);
    person.recorded(ticket);
    assert!(says_recorded(&person));
}
