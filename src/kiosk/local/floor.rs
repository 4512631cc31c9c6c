//! The floor: who is registered and for what, whom the chair calls, the clock of the speech.

use super::{Local, Page, Question};
use crate::chamber::command::Command;
use crate::chamber::ids::{DelegateId, SpeechId};
use crate::chamber::rules::TurnKind;
use crate::chamber::{Act, Session, Speaker, Speech, SpeechState};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::{Words, both};

/// Guests who can be named at this table: single persons of the list of guests, and who answers questions.
pub fn guests_of(session: &Session) -> Vec<Speaker> {
    let single =
        session.plan.guests.iter().filter(|g| g.count == 1 && g.name.chars().count() <= Speaker::CHARS);
    let mut all: Vec<Speaker> = single
        .map(|g| Speaker::Guest {
            name: g.name.clone(),
            title: g.title.chars().take(Speaker::CHARS).collect(),
        })
        .collect();
    let groups = session.plan.agenda.iter().flat_map(|i| &i.groups);
    for speaker in groups.map(|g| g.respondent.speaker()).filter(|s| s.delegate().is_none()) {
        if !all.iter().any(|known| known.is(&speaker)) {
            all.push(speaker);
        }
    }
    all
}

/// The person of a row: a delegate by id, a guest by the place in [`guests_of`].
pub(super) fn person(session: &Session, id: &str) -> Option<Speaker> {
    match id.strip_prefix('+') {
        Some(at) => guests_of(session).into_iter().nth(at.parse().ok()?),
        None => DelegateId::new(id).ok().map(Speaker::Delegate),
    }
}

/// What can be asked for at this table now. The chair is not held to a list that is closed, and appoints.
pub fn kinds_for(session: &Session) -> Vec<TurnKind> {
    if !session.discussion_open() {
        return vec![TurnKind::Procedural];
    }
    let all = if session.is_questioning() { TurnKind::QUESTIONING } else { TurnKind::ALL };
    all.to_vec()
}

impl Local {
    /// The person of the page wants a turn of this kind.
    pub(super) fn request(&mut self, kind: TurnKind, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(Page::RegisterKind(speaker)) = self.page().cloned() else { return Vec::new() };
        let say = Some(both(|w| w.registered(session.speaker_name(&speaker))));
        let done = Done { say, close: 2, ..Done::default() };
        self.ask(scene, vec![Command::RequestSpeech { speaker, kind }], done)
    }

    /// Gives the floor to one who waits; a second touch on the same key finds nobody.
    pub(super) fn call(&mut self, speech: &SpeechId, session: &Session, scene: Scene) -> Vec<Effect> {
        let waits = session.floor.speech(speech).filter(|s| s.state == SpeechState::Registered);
        let Some(waits) = waits else { return Vec::new() };
        let say = both(|w| w.called(session.speaker_name(&waits.speaker)));
        let command = Command::CallSpeaker { speech: speech.clone() };
        self.act(scene, command, Act::CallSpeaker, say, self.pages.len())
    }

    /// The request whose page is open, and the name of who asks.
    fn row<'a>(&self, session: &'a Session) -> Option<(SpeechId, &'a str)> {
        let Some(Page::QueueRow(speech)) = self.page() else { return None };
        let found = session.floor.speech(speech)?;
        Some((speech.clone(), session.speaker_name(&found.speaker)))
    }

    pub(super) fn call_row(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        self.row(session).map_or_else(Vec::new, |(speech, _)| self.call(&speech, session, scene))
    }

    pub(super) fn defer_row(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some((speech, name)) = self.row(session) else { return Vec::new() };
        let say = both(|w| w.deferred(name));
        self.act(scene, Command::DeferSpeech { speech }, Act::DeferSpeech, say, 1)
    }

    pub(super) fn consent_row(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some((speech, name)) = self.row(session) else { return Vec::new() };
        let say = both(|w| w.consented(name));
        self.act(scene, Command::ConsentSpeech { speech }, Act::ConsentSpeech, say, 1)
    }

    pub(super) fn write_row(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some((speech, _)) = self.row(session) else { return Vec::new() };
        let say = Some(both(|w| w.taken_in_writing().to_owned()));
        let command = Command::SpeechInWriting { speech, text: String::new() };
        self.ask(scene, vec![command], Done { say, close: 1, ..Done::default() })
    }

    pub(super) fn withdraw_row(&mut self, session: &Session) -> Vec<Effect> {
        self.row(session)
            .map_or_else(Vec::new, |(speech, _)| self.open(Page::Confirm(Question::Withdraw(speech))))
    }

    /// An act on the speech that runs; nothing where none does.
    fn on_clock(
        &mut self,
        (command, act): (Command, Act),
        say: impl Fn(&Speech, Words) -> String,
        session: &Session,
        scene: Scene,
    ) -> Vec<Effect> {
        let Some(speech) = session.floor.speaking() else { return Vec::new() };
        self.act(scene, command, act, both(|w| say(speech, w)), self.pages.len())
    }

    pub(super) fn pause(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let say = |_: &Speech, w: Words| w.clock_paused().to_owned();
        self.on_clock((Command::PauseSpeech, Act::PauseSpeech), say, session, scene)
    }

    /// Also starts the clock of one who was called.
    pub(super) fn resume(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let say = |speech: &Speech, w: Words| {
            let starts = speech.state == SpeechState::Called;
            if starts { w.clock_started() } else { w.clock_resumed() }.to_owned()
        };
        self.on_clock((Command::ResumeSpeech, Act::ResumeSpeech), say, session, scene)
    }

    pub(super) fn extend(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let seconds = session.plan.rules.extend_seconds.value;
        let say = |_: &Speech, w: Words| w.extended(seconds);
        self.on_clock((Command::ExtendSpeech, Act::ExtendSpeech), say, session, scene)
    }

    pub(super) fn stop(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let say = |speech: &Speech, w: Words| w.stopped(session.speaker_name(&speech.speaker));
        self.on_clock((Command::StopSpeech, Act::StopSpeech), say, session, scene)
    }

    pub(super) fn close_list(&mut self, scene: Scene) -> Vec<Effect> {
        let say = both(|w| w.list_was_closed().to_owned());
        self.act(scene, Command::CloseList, Act::CloseList, say, self.pages.len())
    }

    pub(super) fn reopen_list(&mut self, scene: Scene) -> Vec<Effect> {
        let say = both(|w| w.list_was_reopened().to_owned());
        self.act(scene, Command::ReopenList, Act::ReopenList, say, self.pages.len())
    }
}
