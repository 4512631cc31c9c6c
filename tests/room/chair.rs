//! What chair and tellers do, out of what the kiosk's screen shows.

use super::dice::Dice;
use super::watch::SECRET;
use nghitruong::chamber::command::{AttendanceMark, Choice, MotionDraft, Teller};
use nghitruong::chamber::ids::{DelegateId, MotionId, VoteId};
use nghitruong::chamber::plan::{BallotKind, BallotPaper, BoardRole, BoardSeat, Candidate, Effect, Status};
use nghitruong::chamber::rules::{Counting, Matter, VoteForm};
use nghitruong::chamber::{BallotTally, Command, Marks, Session, Vote};
use std::collections::BTreeMap;

/// Delegates who are of the tally board, and stay in office.
const BOARD: usize = 3;

/// What the tellers see when they look well.
#[derive(Clone)]
struct Sight {
    totals: [u32; 2],
    names: BTreeMap<DelegateId, Choice>,
    tally: BallotTally,
}

pub struct Chair {
    /// What is still to be held.
    votes: Vec<VoteForm>,
    behind_doors: bool,
    sights: BTreeMap<VoteId, Sight>,
    /// Acts since the open vote was opened.
    age: u32,
}

pub const CHOICES: [Choice; 3] = [Choice::For, Choice::Against, Choice::NotVoting];

fn draft(title: &str, matter: Matter) -> MotionDraft {
    let title = title.to_owned();
    MotionDraft { title, short_title: String::new(), matter, part_of: None, effect: None, ballot: None }
}

impl Chair {
    pub fn new(dice: &mut Dice) -> Self {
        let votes = (0..4).map(|_| VoteForm::ALL[dice.below(VoteForm::ALL.len())]).collect();
        Self { votes, behind_doors: dice.chance(250), sights: BTreeMap::new(), age: 0 }
    }

    /// Everybody comes, the sitting opens, and what the votes need is put on the agenda; before the first trouble.
    pub fn opening(session: &Session) -> Vec<Command> {
        let all: Vec<DelegateId> = session.plan.delegates.iter().map(|d| d.id.clone()).collect();
        let mut commands: Vec<Command> =
            all.iter().map(|d| Command::CheckIn { delegate: d.clone() }).collect();
        commands.push(Command::OpenSitting { total_delegates: all.len() as u32 });
        let item = session.plan.agenda[0].id.clone();
        let roles = [BoardRole::Head, BoardRole::Clerk, BoardRole::Member];
        let seats = all.iter().zip(roles).map(|(d, role)| BoardSeat { delegate: d.clone(), role });
        let candidates = ["A", "B"].map(|n| Candidate { name: n.to_owned(), delegate: None }).to_vec();
        let paper = BallotPaper { kind: BallotKind::Election, seats: 1, office: String::new(), candidates };
        let board = Some(Effect::TallyBoard { members: seats.collect() });
        let mut drafts = vec![
            MotionDraft { effect: board, ..draft("Ban kiểm phiếu", Matter::Procedural) },
            MotionDraft { effect: Some(Effect::ClosedDoors), ..draft("Họp kín", Matter::Procedural) },
        ];
        for n in 0..4 {
            drafts.push(draft(&format!("Việc {n}"), Matter::Resolution));
            drafts.push(MotionDraft {
                ballot: Some(paper.clone()),
                ..draft(&format!("Bầu {n}"), Matter::Personnel)
            });
        }
        let add = |d| Command::AddMotion { item: item.clone(), motion: Box::new(d) };
        commands.extend(drafts.into_iter().map(add));
        commands
    }

    /// The two decisions that later votes hang on, by all hands; the first vote is that on the board.
    pub fn decide(session: &Session, title: &str) -> Vec<Command> {
        let motion = motion(session, |m| m.title == title).expect("on the agenda");
        let vote = VoteId::new(&format!("v{}", session.votes.list().len() + 1)).expect("an id");
        let all = [session.roll.present_count(), 0];
        let count = |teller| Command::CountHands { vote: vote.clone(), teller, counted: all };
        vec![
            Command::OpenVote { motions: vec![motion], form: VoteForm::ShowOfHands },
            count(Teller::Kiosk),
            count(Teller::Secretary),
            Command::CloseVote { vote: vote.clone() },
        ]
    }

    pub fn is_done(&self, session: &Session) -> bool {
        self.votes.is_empty() && session.votes.open().is_none() && session.doors.is_none()
    }

    /// The next thing, if any.
    pub fn act(&mut self, session: &Session, dice: &mut Dice) -> Option<Command> {
        self.age += 1;
        match session.votes.open() {
            Some(vote) => self.during(session, vote, dice),
            None => self.between(session, dice),
        }
    }

    fn between(&mut self, session: &Session, dice: &mut Dice) -> Option<Command> {
        self.age = 0;
        let last = session.votes.list().last();
        if let Some(last) = last.filter(|v| v.annulled.is_none() && v.published_at.is_none())
            && dice.chance(600)
        {
            return Some(Command::PublishResult { vote: last.id.clone() });
        }
        if session.doors.is_some() {
            return self.behind_doors(session, dice);
        }
        if self.behind_doors && session.doors_vote().is_some() {
            self.behind_doors = false;
            return Some(Command::CloseDoors);
        }
        if dice.chance(100) {
            let index = BOARD + dice.below(session.plan.delegates.len().saturating_sub(BOARD));
            let delegate = session.plan.delegates.get(index)?.id.clone();
            let status = if dice.chance(400) { Status::Suspended } else { Status::InOffice };
            return Some(Command::ChangeStatus { delegate, status });
        }
        if let Some(last) = last.filter(|v| v.stands() && dice.chance(60) && v.id.as_str() > "v2") {
            return Some(Command::AnnulVote { vote: last.id.clone(), reason: "nhầm".to_owned() });
        }
        let form = self.votes.pop()?;
        let paper = form.counting() == Counting::Paper;
        let fresh = |m: &nghitruong::chamber::plan::Motion| {
            m.part_of.is_none()
                && m.effect.is_none()
                && m.ballot.is_some() == paper
                && m.title != SECRET
                && session.votes.latest_on(&m.id).is_none()
        };
        Some(Command::OpenVote { motions: vec![motion(session, fresh)?], form })
    }

    fn behind_doors(&mut self, session: &Session, dice: &mut Dice) -> Option<Command> {
        let Some(motion) = motion(session, |m| m.title == SECRET) else {
            let item = session.agenda.current()?.clone();
            return Some(Command::AddMotion { item, motion: Box::new(draft(SECRET, Matter::Resolution)) });
        };
        if session.votes.latest_on(&motion).is_some() {
            return Some(Command::OpenDoors);
        }
        let forms = [VoteForm::Cards, VoteForm::HandsByName, VoteForm::Mixed];
        Some(Command::OpenVote { motions: vec![motion], form: *dice.pick(&forms)? })
    }

    fn during(&mut self, session: &Session, vote: &Vote, dice: &mut Dice) -> Option<Command> {
        let id = vote.id.clone();
        if dice.chance(8) {
            return Some(Command::AnnulVote { vote: id, reason: "nhầm".to_owned() });
        }
        if vote.held_since.is_some() {
            return dice.chance(300).then_some(Command::ResumeVote { vote: id });
        }
        if dice.chance(50) {
            return Some(if dice.chance(500) {
                Command::HoldVote { vote: id }
            } else {
                Command::ExtendVote { vote: id }
            });
        }
        let close = Command::CloseVote { vote: id.clone() };
        match vote.form.counting() {
            Counting::Choices if self.age > 12 && dice.chance(300) => Some(close),
            Counting::Choices => {
                let delegate = dice.pick(&session.plan.delegates)?.id.clone();
                let choice = CHOICES[dice.below(3)];
                let voiced = vote.form == VoteForm::Mixed || dice.chance(100);
                voiced.then_some(Command::CastChoice { vote: id, delegate, choice })
            }
            Counting::Paper if vote.tally.is_some() && dice.chance(500) => Some(close),
            Counting::Paper => self.count(session, vote, Teller::Kiosk, dice),
            Counting::Totals | Counting::Names => {
                let [kiosk, second] = [Teller::Kiosk, Teller::Secretary].map(|t| vote.hands.get(&t));
                match (kiosk, second) {
                    (Some(a), Some(b)) if a == b && dice.chance(900) => Some(close),
                    (Some(_), Some(_)) => {
                        self.sights.remove(&id);
                        Some(Command::RecountHands { vote: id })
                    }
                    (None, _) => self.count(session, vote, Teller::Kiosk, dice),
                    (Some(_), None) if session.second_at_kiosk() => {
                        self.count(session, vote, Teller::Secretary, dice)
                    }
                    (Some(_), None) => None,
                }
            }
        }
    }

    /// What `teller` enters: mostly what is to be seen.
    pub fn count(
        &mut self,
        session: &Session,
        vote: &Vote,
        teller: Teller,
        dice: &mut Dice,
    ) -> Option<Command> {
        let sight = match self.sights.get(&vote.id) {
            Some(sight) if dice.chance(850) => sight.clone(),
            known => {
                let (fresh, missing) = (see(session, vote, dice), known.is_none());
                if missing {
                    self.sights.insert(vote.id.clone(), fresh.clone());
                }
                fresh
            }
        };
        let vote_id = vote.id.clone();
        match vote.form.counting() {
            Counting::Choices => None,
            Counting::Totals => Some(Command::CountHands { vote: vote_id, teller, counted: sight.totals }),
            Counting::Names => Some(Command::CountNames { vote: vote_id, teller, choices: sight.names }),
            Counting::Paper => Some(Command::EnterTally { vote: vote_id, tally: sight.tally }),
        }
    }

    /// At the desk somebody comes or goes.
    pub fn mark(session: &Session, dice: &mut Dice) -> Option<(DelegateId, AttendanceMark)> {
        let delegate = dice.pick(&session.plan.delegates)?.id.clone();
        let mark = if dice.chance(600) { AttendanceMark::Present } else { AttendanceMark::Left };
        Some((delegate, mark))
    }
}

fn motion(session: &Session, fits: impl Fn(&nghitruong::chamber::plan::Motion) -> bool) -> Option<MotionId> {
    session.plan.agenda[0]
        .motions
        .iter()
        .find(|m| m.id.as_str().starts_with('x') && fits(m))
        .map(|m| m.id.clone())
}

fn see(session: &Session, vote: &Vote, dice: &mut Dice) -> Sight {
    let mut names = BTreeMap::new();
    for delegate in session.roll.present() {
        if dice.chance(800) {
            names.insert(delegate.clone(), CHOICES[dice.below(3)]);
        }
    }
    let [votes_for, against, _] = nghitruong::chamber::count_choices(names.values().copied());
    let all = vote.attended.len() as u32;
    let marks = dice.below(vote.attended.len() + 1) as u32;
    let line = |f: u32| Marks { r#for: f, against: all - f, blank: 0 };
    let lines = vec![line(marks), line(all - marks)];
    let tally = BallotTally { issued: all, collected: all, valid: all, invalid: 0, lines };
    Sight { totals: [votes_for, against], names, tally }
}
