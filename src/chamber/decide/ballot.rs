//! Motions that come up in the session, the tally board, and secret ballots on paper (R-19, domain 4.4, 4.5).

use super::{Decision, chair_only};
use crate::chamber::ballot::{BallotResult, BallotTally};
use crate::chamber::command::{Actor, MotionDraft, Now};
use crate::chamber::event::Event;
use crate::chamber::ids::{ItemId, MotionId, VoteId};
use crate::chamber::plan::{BallotKind, BallotPaper, BoardRole, BoardSeat, Effect, Motion};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{Counting, Matter};
use crate::chamber::session::Session;
use crate::chamber::vote::Vote;
use std::collections::BTreeSet;

impl Session {
    pub(super) fn add_motion(&self, item: &ItemId, draft: &MotionDraft, actor: &Actor) -> Decision {
        self.desk(actor)?;
        self.not_closed()?;
        let planned = self.plan.item(item).ok_or(Refusal::UnknownItem)?;
        let title: String = draft.title.trim().chars().take(MotionDraft::TITLE_CHARS).collect();
        if title.is_empty() {
            return Err(Refusal::TextMissing);
        }
        let whole = match &draft.part_of {
            Some(id) => {
                let (of, whole) = self.plan.motion(id).ok_or(Refusal::UnknownMotion)?;
                let decided = self.votes.standing_on(id).is_some()
                    || self.votes.open().is_some_and(|v| v.motions().any(|m| m == id));
                if of.id != *item || whole.ballot.is_some() || whole.part_of.is_some() {
                    return Err(Refusal::UnknownMotion);
                }
                if decided {
                    return Err(Refusal::AlreadyDecided);
                }
                Some(whole)
            }
            None => None,
        };
        if let Some(paper) = &draft.ballot {
            self.paper_possible(paper)?;
        }
        if let Some(Effect::TallyBoard { members }) = &draft.effect {
            self.board_possible(members)?;
        }
        // A plan may have named a motion so.
        let id = (1..=usize::MAX)
            .filter_map(|n| MotionId::new(&format!("x{n}")).ok())
            .find(|id| self.plan.motion(id).is_none())
            .ok_or(Refusal::UnknownMotion)?;
        let number = match whole {
            Some(whole) => format!("{}.{}", whole.number, self.plan.parts_of(&whole.id).count() + 1),
            None => {
                let own = self.agenda.number(item).unwrap_or_default();
                format!("{own}.{}", planned.motions.iter().filter(|m| m.part_of.is_none()).count() + 1)
            }
        };
        let short = if draft.short_title.trim().is_empty() { &title } else { draft.short_title.trim() };
        let motion = Motion {
            id,
            number,
            short_title: shortened(short, MotionDraft::SHORT_CHARS),
            title,
            matter: draft.matter,
            document: whole.and_then(|w| w.document.clone()),
            part_of: draft.part_of.clone(),
            effect: draft.effect.clone(),
            ballot: draft.ballot.clone(),
        };
        Ok(vec![Event::MotionAdded { item: item.clone(), motion: Box::new(motion) }])
    }

    /// Whether such a ballot can be: names, seats, and the council's rules.
    fn paper_possible(&self, paper: &BallotPaper) -> Result<(), Refusal> {
        let names: BTreeSet<&str> = paper.candidates.iter().map(|c| c.name.trim()).collect();
        let known = paper
            .candidates
            .iter()
            .all(|c| c.delegate.as_ref().is_none_or(|d| self.plan.delegate(d).is_some()));
        let seats_fit = match paper.kind {
            BallotKind::Election => (1..=paper.candidates.len()).contains(&usize::from(paper.seats)),
            BallotKind::Removal | BallotKind::Confidence => {
                usize::from(paper.seats) == paper.candidates.len()
            }
        };
        let distinct = names.len() == paper.candidates.len() && !names.is_empty() && !names.contains("");
        if !distinct || !known || !seats_fit {
            return Err(Refusal::BadBallot);
        }
        if paper.kind == BallotKind::Confidence && !self.plan.rules.confidence_votes.value {
            return Err(Refusal::ConfidenceOff);
        }
        Ok(())
    }

    /// At least as many members as the profile asks for, all of them acting delegates, one head and one clerk.
    pub(super) fn board_possible(&self, members: &[BoardSeat]) -> Result<(), Refusal> {
        let least = self.plan.rules.tally_board_least.value;
        let distinct: BTreeSet<_> = members.iter().map(|m| &m.delegate).collect();
        let with = |role: BoardRole| members.iter().filter(|m| m.role == role).count();
        let acting = members.iter().all(|m| self.roll.status(&m.delegate).is_some_and(|s| s.acts()));
        let enough = u32::try_from(members.len()).unwrap_or(u32::MAX) >= least;
        let sound =
            distinct.len() == members.len() && with(BoardRole::Head) == 1 && with(BoardRole::Clerk) == 1;
        if enough && acting && sound { Ok(()) } else { Err(Refusal::BadBoard { least }) }
    }

    /// There is a board, and none of it stands on the ballot.
    pub(super) fn ballot_ready(&self, motion: &Motion) -> Result<(), Refusal> {
        let Some(paper) = &motion.ballot else { return Err(Refusal::BallotNeedsPaper) };
        self.paper_possible(paper)?;
        let board = self.board.as_ref().ok_or(Refusal::NoTallyBoard)?;
        self.board_possible(&board.members)?;
        let stands =
            |seat: &&BoardSeat| paper.candidates.iter().any(|c| c.delegate.as_ref() == Some(&seat.delegate));
        if let Some(seat) = board.members.iter().find(stands) {
            let name = self.plan.delegate(&seat.delegate).map(|d| d.name.clone()).unwrap_or_default();
            return Err(Refusal::BoardMemberStands { name });
        }
        Ok(())
    }

    /// The names that an open or closed vote by ballot is about.
    pub fn paper_of(&self, vote: &Vote) -> Option<&BallotPaper> {
        self.plan.motion(&vote.motion).and_then(|(_, m)| m.ballot.as_ref())
    }

    pub(super) fn enter_tally(&self, id: &VoteId, tally: &BallotTally, actor: &Actor, now: Now) -> Decision {
        self.desk(actor)?;
        let vote = self.open_one(id, now)?;
        if vote.form.counting() != Counting::Paper {
            return Err(Refusal::WrongForm);
        }
        self.check_tally(vote, tally)?;
        if vote.tally.as_ref() == Some(tally) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::TallyEntered { vote: id.clone(), tally: tally.clone() }])
    }

    fn check_tally(&self, vote: &Vote, tally: &BallotTally) -> Result<u32, Refusal> {
        let paper = self.paper_of(vote).ok_or(Refusal::BallotNeedsPaper)?;
        // Who went after dropping the ballot into the box took part.
        let present = vote.took_part();
        let blanks = self.plan.rules.ballot_blanks.value;
        tally.check(paper, present, blanks).map_err(|fault| Refusal::TallyWrong { fault })?;
        Ok(present)
    }

    /// What the ballot gives if it closes now.
    ///
    /// # Errors
    /// The count is missing or its figures do not fit each other.
    pub fn ballot_now(&self, vote: &Vote) -> Result<BallotResult, Refusal> {
        let paper = self.paper_of(vote).ok_or(Refusal::BallotNeedsPaper)?;
        let tally = vote.tally.as_ref().ok_or(Refusal::CountMissing)?;
        let present = self.check_tally(vote, tally)?;
        Ok(BallotResult::decide(paper, tally, vote.majority, vote.heads(present)))
    }

    /// The names who stood level at the last seat, for the seats that are left.
    pub(super) fn second_ballot(&self, id: &VoteId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        let vote = self.votes.get(id).ok_or(Refusal::UnknownVote)?;
        let (item, first) = self.plan.motion(&vote.motion).ok_or(Refusal::UnknownMotion)?;
        let (Some(paper), Some(result)) = (&first.ballot, vote.ballot.as_ref().filter(|_| vote.stands()))
        else {
            return Err(Refusal::NoSecondBallot);
        };
        let level = paper.candidates.iter().zip(&result.lines).filter(|(_, line)| line.level);
        let again = BallotPaper {
            candidates: level.map(|(candidate, _)| candidate.clone()).collect(),
            seats: result.open_seats(),
            ..paper.clone()
        };
        if again.seats == 0 {
            return Err(Refusal::NoSecondBallot);
        }
        let same: Vec<_> = self.plan.motions().filter(|m| m.ballot.as_ref() == Some(&again)).collect();
        if same.iter().any(|m| self.votes.standing_on(&m.id).is_some_and(Vote::passed)) {
            return Err(Refusal::AlreadyDecided);
        }
        if same.iter().any(|m| self.votes.standing_on(&m.id).is_none()) {
            return Ok(Vec::new());
        }
        let draft = MotionDraft {
            title: format!("{} (bỏ phiếu lần hai)", first.title),
            short_title: format!("{} (lần hai)", first.short_title),
            matter: first.matter,
            part_of: None,
            effect: None,
            ballot: Some(again),
        };
        self.add_motion(&item.id, &draft, actor)
    }
}

impl BallotKind {
    /// The matter that gives a ballot of this kind its majority, where the motion names no other.
    pub fn matter(self) -> Matter {
        match self {
            Self::Election | Self::Removal => Matter::Personnel,
            Self::Confidence => Matter::Confidence,
        }
    }
}

/// At most `most` characters, the last of them "…" where it was cut.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}
