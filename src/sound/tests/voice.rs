//! The voice itself, which scripts/setup installs: every kind of sentence is heard and none is too long.

use super::super::{cue::Cue, words};
use super::*;
use crate::sound::{Programs, Settings, spoken};

/// One of everything that is said.
fn sentences() -> Vec<String> {
    let mut hall = Hall::open();
    hall.go_to("i4");
    let speech = hall.ask(6, TurnKind::Speech);
    hall.ask(2, TurnKind::Debate);
    hall.chair(Command::CallSpeaker { speech });
    hall.chair(Command::StopSpeech);
    hall.chair(Command::StartRecess { resume_at: Some(MORNING + 90 * 60_000) });
    hall.chair(Command::EndRecess);
    hall.go_to("i6");
    let board = hall.vote(&[1], VoteForm::ShowOfHands);
    hall.count(&board, [27, 0]);
    hall.publish(&board);
    let ballot = hall.vote(&[2], VoteForm::SecretBallot);
    hall.secretary(Command::EnterTally { vote: ballot.clone(), tally: tally(27, 26) });
    hall.chair(Command::CloseVote { vote: ballot.clone() });
    hall.publish(&ballot);
    hall.go_to("i7");
    for at in [3, 4] {
        let vote = hall.vote(&[at], VoteForm::ShowOfHands);
        hall.count(&vote, [26, 0]);
        hall.publish(&vote);
    }
    let said: Vec<Cue> = std::mem::take(&mut hall.heard);
    let more = [60, 15, 0].map(words::left).into_iter().chain([words::test().to_owned()]);
    said.into_iter().filter_map(|cue| cue.say).chain(more.map(|text| spoken(&text))).collect()
}

#[tokio::test]
async fn every_sentence_is_heard() {
    let programs = Programs::default();
    let all = sentences();
    assert!(all.len() >= 15, "{}", all.len());
    for sentence in all {
        let sound = programs.speak(&sentence, Settings::default()).await.expect("espeak-ng with Vietnamese");
        println!("{:>6} ms  {sentence}", sound.millis());
        // A syllable takes between a tenth and a half of a second.
        let syllables = sentence.split_whitespace().count() as u64;
        assert!(
            (syllables * 100..syllables * 500).contains(&sound.millis()),
            "{sentence}: {} ms",
            sound.millis()
        );
        assert!(sound.millis() < 25_000, "{sentence}");
        let loud = sound.samples.iter().filter(|sample| sample.unsigned_abs() > 1_000).count();
        assert!(sound.peak() > 8_000 && loud * 10 > sound.samples.len(), "{sentence}: silent");
    }
}

#[tokio::test]
async fn a_quicker_reader_is_quicker() {
    let programs = Programs::default();
    let of = async |speed| {
        let settings = Settings { speed, ..Settings::default() };
        programs.speak("Mời các vị đại biểu biểu quyết.", settings).await.expect("spoken").millis()
    };
    assert!(of(200).await < of(140).await && of(140).await < of(110).await);
}
