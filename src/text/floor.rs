//! Sentences about the floor.

use crate::chamber::{Commitment, CommitmentKind, Session};

/// What is promised or owed, in one sentence; in Vietnamese, as it stands in the minutes.
pub fn commitment(session: &Session, commitment: &Commitment) -> String {
    match commitment.kind {
        CommitmentKind::Promise => commitment.content.clone(),
        CommitmentKind::WrittenAnswer => {
            let question = commitment.speech.as_ref().and_then(|id| session.floor.speech(id));
            let asker = question.map(|s| session.speaker_name(&s.speaker)).unwrap_or_default();
            format!("Trả lời bằng văn bản chất vấn của đại biểu {asker}.")
        }
    }
}
