//! What a bystander with pen and paper knows: who is in the room, and whose last valid word was what, in the order in
//! which it reached the kiosk. Knows no rule of the chamber's and none of its figures.

use super::device::Asked;
use nghitruong::chamber::command::{AttendanceMark, Choice, Teller};
use nghitruong::chamber::ids::{DelegateId, DeviceId, RequestId, VoteId};
use nghitruong::chamber::rules::VoteForm;
use nghitruong::chamber::{BallotTally, Command, Event};
use nghitruong::wire::up::Ask;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Recorded,
    Again,
    /// For good.
    Refused,
    /// Behind closed doors, or while the vote is held.
    NotNow,
}

/// One vote on the bystander's sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub form: VoteForm,
    held: bool,
    ended: bool,
    /// How often hands were counted again.
    round: u32,
    pub attended: BTreeSet<DelegateId>,
    pub choices: BTreeMap<DelegateId, Choice>,
    totals: BTreeMap<Teller, [u32; 2]>,
    names: BTreeMap<Teller, BTreeMap<DelegateId, Choice>>,
    tally: Option<BallotTally>,
    pub result: Option<Figures>,
    pub secret: bool,
}

impl Sheet {
    /// Whether it takes choices from the own device, or as entered for somebody.
    fn takes(&self, own_device: bool) -> bool {
        match self.form {
            VoteForm::Electronic => own_device,
            VoteForm::Mixed => true,
            VoteForm::ShowOfHands | VoteForm::Cards | VoteForm::HandsByName | VoteForm::SecretBallot => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub present: u32,
    pub votes_for: u32,
    pub against: u32,
    /// Marks for each name of a ballot.
    pub marks: Vec<u32>,
}

#[derive(Debug, Clone, Default)]
pub struct Model {
    pub present: BTreeSet<DelegateId>,
    barred: BTreeSet<DelegateId>,
    replaced: BTreeSet<DeviceId>,
    counters: BTreeMap<DeviceId, u64>,
    recorded: BTreeSet<RequestId>,
    refused: BTreeSet<RequestId>,
    doors: bool,
    first_is_final: bool,
    pub sheets: BTreeMap<VoteId, Sheet>,
    pub met: BTreeSet<&'static str>,
}

impl Model {
    /// With `first_is_final` nobody may change a choice.
    pub fn new(first_is_final: bool) -> Self {
        Self { first_is_final, ..Self::default() }
    }

    /// A message of a device reaches the kiosk.
    pub fn hear(
        &mut self,
        device: &DeviceId,
        person: Option<&DelegateId>,
        req: &RequestId,
        asked: &Asked,
    ) -> Verdict {
        if self.recorded.contains(req) {
            self.met.insert("sent again");
            return Verdict::Again;
        }
        if self.refused.contains(req) {
            self.met.insert("refused again");
            return Verdict::Refused;
        }
        let verdict = self.judge(device, person, asked);
        match verdict {
            Verdict::Recorded => {
                self.counters.insert(device.clone(), asked.n);
                self.recorded.insert(req.clone());
            }
            Verdict::Refused => {
                self.refused.insert(req.clone());
            }
            Verdict::NotNow => {
                self.met.insert("not now");
            }
            Verdict::Again => {}
        }
        verdict
    }

    fn judge(&mut self, device: &DeviceId, person: Option<&DelegateId>, asked: &Asked) -> Verdict {
        if self.replaced.contains(device) {
            return Verdict::Refused;
        }
        if asked.n <= self.counters.get(device).copied().unwrap_or(0) {
            self.met.insert("stale");
            return Verdict::Refused;
        }
        if !asked.sound || self.is_of_another_round(&asked.ask) {
            return Verdict::Refused;
        }
        if self.doors || self.waits(&asked.ask) {
            return Verdict::NotNow;
        }
        if self.said(person, &asked.ask) { Verdict::Recorded } else { Verdict::Refused }
    }

    /// The kiosk has started anew: of what it refused it knows nothing, and no copy of it is under way.
    pub fn restarted(&mut self) {
        self.refused.clear();
    }

    /// A choice for a vote that is held waits for it, if the vote takes choices of that kind.
    fn waits(&mut self, ask: &Ask) -> bool {
        let (vote, own_device) = match ask {
            Ask::Vote { vote, .. } => (vote, true),
            Ask::VoteFor { vote, .. } => (vote, false),
            _ => return false,
        };
        let held = self.sheets.get(vote).is_some_and(|s| s.held && !s.ended && s.takes(own_device));
        if held {
            self.met.insert("held");
        }
        held
    }

    /// Whether it counts; then it is noted.
    fn said(&mut self, person: Option<&DelegateId>, ask: &Ask) -> bool {
        match (ask, person) {
            (Ask::CheckIn { .. }, Some(own)) => self.comes(own),
            (Ask::Leave, Some(own)) => self.leaves(own),
            (Ask::Vote { vote, choice, .. }, Some(own)) => self.chooses(vote, own, *choice, true),
            (Ask::Mark { delegate, mark: AttendanceMark::Present }, None) => self.comes(delegate),
            (Ask::Mark { delegate, mark: AttendanceMark::Left }, None) => self.leaves(delegate),
            (Ask::VoteFor { vote, delegate, choice, .. }, None) => {
                self.chooses(vote, delegate, *choice, false)
            }
            (Ask::Count { vote, counted, .. }, None) => self.counts(vote, Teller::Secretary, *counted),
            (Ask::CountNames { vote, choices, .. }, None) => self.sees(vote, Teller::Secretary, choices),
            (Ask::Tally { vote, tally }, None) => self.tallies(vote, tally),
            (Ask::Guests { .. }, None) => true,
            (other, _) => panic!("nobody here asks {other:?}"),
        }
    }

    /// A count from before a recount is void.
    fn is_of_another_round(&mut self, ask: &Ask) -> bool {
        let (Ask::Count { vote, round, .. } | Ask::CountNames { vote, round, .. }) = ask else {
            return false;
        };
        let other = self.sheets.get(vote).is_none_or(|s| s.round != *round);
        if other {
            self.met.insert("count of an earlier round");
        }
        other
    }

    fn comes(&mut self, who: &DelegateId) -> bool {
        if self.barred.contains(who) {
            return false;
        }
        self.present.insert(who.clone());
        for sheet in self.sheets.values_mut().filter(|s| !s.ended) {
            sheet.attended.insert(who.clone());
        }
        true
    }

    fn leaves(&mut self, who: &DelegateId) -> bool {
        if self.sheets.values().any(|s| !s.ended && s.choices.contains_key(who)) {
            self.met.insert("left after choosing");
        }
        self.present.remove(who)
    }

    fn chooses(&mut self, vote: &VoteId, who: &DelegateId, choice: Choice, own_device: bool) -> bool {
        let here = self.present.contains(who);
        let first_is_final = self.first_is_final;
        let Some(sheet) = self.sheets.get_mut(vote) else { return false };
        if sheet.ended {
            self.met.insert("too late");
            return false;
        }
        if !sheet.takes(own_device) || sheet.held || !here {
            return false;
        }
        if first_is_final && sheet.choices.contains_key(who) {
            self.met.insert("final");
            return false;
        }
        if !own_device {
            self.met.insert("voiced");
        }
        sheet.choices.insert(who.clone(), choice);
        true
    }

    fn open(&mut self, vote: &VoteId, forms: &[VoteForm]) -> Option<&mut Sheet> {
        self.sheets.get_mut(vote).filter(|s| !s.ended && forms.contains(&s.form))
    }

    fn counts(&mut self, vote: &VoteId, teller: Teller, counted: [u32; 2]) -> bool {
        let here = self.present.len() as u64;
        let Some(sheet) = self.open(vote, &[VoteForm::ShowOfHands, VoteForm::Cards]) else { return false };
        let fits = u64::from(counted[0]) + u64::from(counted[1]) <= here;
        if fits {
            sheet.totals.insert(teller, counted);
        }
        fits
    }

    fn sees(&mut self, vote: &VoteId, teller: Teller, choices: &BTreeMap<DelegateId, Choice>) -> bool {
        let here = choices.keys().all(|d| self.present.contains(d));
        let Some(sheet) = self.open(vote, &[VoteForm::HandsByName]) else { return false };
        if here {
            let raised = choices.iter().filter(|(_, c)| **c != Choice::NotVoting);
            sheet.names.insert(teller, raised.map(|(d, c)| (d.clone(), *c)).collect());
        }
        here
    }

    fn tallies(&mut self, vote: &VoteId, tally: &BallotTally) -> bool {
        let Some(sheet) = self.open(vote, &[VoteForm::SecretBallot]) else { return false };
        let fits = tally.issued as usize <= sheet.attended.len();
        if fits {
            sheet.tally = Some(tally.clone());
        }
        fits
    }

    /// What the vote gives if it closes now.
    pub fn figures(&self, vote: &VoteId) -> Option<Figures> {
        let sheet = self.sheets.get(vote).filter(|s| !s.ended && !s.held)?;
        let count =
            |list: &BTreeMap<DelegateId, Choice>, c| list.values().filter(|x| **x == c).count() as u32;
        let by_name = |list: &BTreeMap<DelegateId, Choice>| Figures {
            present: self.present.iter().chain(list.keys()).collect::<BTreeSet<_>>().len() as u32,
            votes_for: count(list, Choice::For),
            against: count(list, Choice::Against),
            marks: Vec::new(),
        };
        match sheet.form {
            VoteForm::Electronic | VoteForm::Mixed => Some(by_name(&sheet.choices)),
            VoteForm::ShowOfHands | VoteForm::Cards => {
                let [a, b] = [Teller::Kiosk, Teller::Secretary].map(|t| sheet.totals.get(&t));
                let [votes_for, against] = a.filter(|_| a == b).copied()?;
                let present = self.present.len() as u32;
                let figures = Figures { present, votes_for, against, marks: Vec::new() };
                (votes_for + against <= present).then_some(figures)
            }
            VoteForm::HandsByName => {
                let [a, b] = [Teller::Kiosk, Teller::Secretary].map(|t| sheet.names.get(&t));
                Some(by_name(a.filter(|_| a == b)?))
            }
            VoteForm::SecretBallot => {
                let marks = sheet.tally.as_ref()?.lines.iter().map(|l| l.r#for).collect();
                let present = sheet.attended.len() as u32;
                Some(Figures { present, votes_for: 0, against: 0, marks })
            }
        }
    }

    /// Whether a command of the kiosk must be taken; `None`: the bystander cannot say.
    pub fn must(&self, command: &Command) -> Option<bool> {
        match command {
            Command::CloseVote { vote } => Some(self.figures(vote).is_some()),
            Command::CastChoice { vote, delegate, choice } => {
                Some(self.clone().chooses(vote, delegate, *choice, false))
            }
            _ => None,
        }
    }

    /// The kiosk took a command; `events` say the ids that it gave.
    pub fn acted(&mut self, command: &Command, events: &[Event]) {
        match command {
            Command::CheckIn { delegate } => {
                self.comes(delegate);
            }
            Command::MarkAttendance { delegate, mark: AttendanceMark::Left } => {
                self.leaves(delegate);
            }
            Command::ChangeStatus { delegate, status } => {
                if status.acts() {
                    self.barred.remove(delegate);
                } else {
                    self.met.insert("suspended");
                    self.barred.insert(delegate.clone());
                    self.present.remove(delegate);
                }
            }
            Command::CastChoice { vote, delegate, choice } => {
                self.chooses(vote, delegate, *choice, false);
            }
            Command::CountHands { vote, teller, counted } => {
                self.counts(vote, *teller, *counted);
            }
            Command::CountNames { vote, teller, choices } => {
                self.sees(vote, *teller, choices);
            }
            Command::EnterTally { vote, tally } => {
                self.tallies(vote, tally);
            }
            Command::RecountHands { vote } => self.on(vote, |s| {
                s.totals.clear();
                s.names.clear();
                s.round += 1;
            }),
            Command::HoldVote { vote } => self.on(vote, |s| s.held = true),
            Command::ResumeVote { vote } => self.on(vote, |s| s.held = false),
            Command::CloseVote { vote } => {
                let figures = self.figures(vote);
                self.on(vote, |s| {
                    s.result = figures;
                    s.ended = true;
                    if let Some(names) = s.names.get(&Teller::Kiosk) {
                        s.choices = names.clone();
                    }
                });
            }
            Command::AnnulVote { vote, .. } => {
                self.met.insert("annulled");
                self.on(vote, |s| s.ended = true);
            }
            Command::PublishResult { .. } => {
                self.met.insert("published");
            }
            Command::CloseDoors => self.doors = true,
            Command::OpenDoors => self.doors = false,
            Command::OpenVote { form, .. } => self.opened(*form, events),
            _ => {}
        }
        for event in events {
            if let Event::DeviceReplaced { device, .. } = event {
                self.met.insert("replaced");
                self.replaced.insert(device.clone());
            }
        }
    }

    fn opened(&mut self, form: VoteForm, events: &[Event]) {
        let Some(Event::VoteOpened { vote, .. }) = events.first() else { panic!("{events:?}") };
        let sheet = Sheet {
            form,
            held: false,
            ended: false,
            round: 0,
            attended: self.present.clone(),
            choices: BTreeMap::new(),
            totals: BTreeMap::new(),
            names: BTreeMap::new(),
            tally: None,
            result: None,
            secret: self.doors,
        };
        if self.doors {
            self.met.insert("behind doors");
        }
        self.sheets.insert(vote.clone(), sheet);
    }

    fn on(&mut self, vote: &VoteId, change: impl FnOnce(&mut Sheet)) {
        change(self.sheets.get_mut(vote).expect("a vote that was opened"));
    }
}
